"""Ein Befund des Prüfers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Befund:
    """Verstoß gegen eine Regel aus `docs/korpus.md`; `zeile` zählt ab 1, `datei` ist relativ zum geprüften Ordner."""

    datei: Path
    zeile: int
    regel: str
    meldung: str
    abhilfe: str

    def __str__(self) -> str:
        return f"{self.datei}:{self.zeile}: {self.meldung} → {self.abhilfe}"
