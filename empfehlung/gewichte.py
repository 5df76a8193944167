"""Liest die Gewichte von Passung und Rangfolge aus `gewichte.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path


@dataclass(frozen=True)
class Rangfolgegewichte:
    """Gewichte der Rangfolge; Bedeutung und Begründung stehen in der Datei."""

    relevanz: float
    passung: float
    hauptfeld: float
    eingestellt: float
    kandidaten: int
    je_ort: int


@dataclass(frozen=True)
class Gewichte:
    """Gewicht je Merkmal der Passung und Gewichte der Rangfolge."""

    passung: dict[str, float]
    rangfolge: Rangfolgegewichte


@lru_cache(maxsize=1)
def gewichte_laden() -> Gewichte:
    """Die mitgelieferten Gewichte."""
    with (Path(__file__).parent / "gewichte.toml").open("rb") as strom:
        roh = tomllib.load(strom)
    return Gewichte(dict(roh["passung"]), Rangfolgegewichte(**roh["rangfolge"]))
