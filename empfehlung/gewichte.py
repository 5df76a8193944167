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
    thema: float
    hauptfeld: float
    eingestellt: float
    beendetes_gesucht: float
    kandidaten: int
    ausserhalb_des_felds: int


@dataclass(frozen=True)
class Grenzen:
    """Höchstzahlen einer Auswahl; 0 = ohne Grenze.

    `je_ort` und `je_typ` gelten für die ganze Auswahl. Je sechs Treffer: `ohne_betrieb` für Geplantes und Beendetes,
    `unbelegt` für alles, dessen Betrieb kein Dokument bestätigt.
    """

    je_ort: int
    je_typ: int
    ohne_betrieb: int = 0
    unbelegt: int = 0


@dataclass(frozen=True)
class NichtsPassendes:
    """Unterhalb welcher besten Kosinus-Ähnlichkeit eine Frage als unbeantwortbar gilt, und für welches Modell das gilt."""

    modell: str
    aehnlichkeit: float


@dataclass(frozen=True)
class Gewichte:
    """Gewicht je Merkmal der Passung, Gewichte der Rangfolge, Grenzen der Streuung, die Grenze für
    „nichts Passendes“ und der Standardwert (`Fund.aehnlichkeit`), unter dem ein Treffer als schwach gilt.
    """

    passung: dict[str, float]
    rangfolge: Rangfolgegewichte
    streuung: dict[str, Grenzen]
    nichts_passendes: NichtsPassendes
    am_rande: float


@lru_cache(maxsize=1)
def gewichte_laden() -> Gewichte:
    """Die mitgelieferten Gewichte."""
    with (Path(__file__).parent / "gewichte.toml").open("rb") as strom:
        roh = tomllib.load(strom)
    return Gewichte(
        dict(roh["passung"]),
        Rangfolgegewichte(**roh["rangfolge"]),
        {name: Grenzen(**grenzen) for name, grenzen in roh["streuung"].items()},
        NichtsPassendes(**roh["nichts_passendes"]),
        roh["am_rande"]["standardwert"],
    )
