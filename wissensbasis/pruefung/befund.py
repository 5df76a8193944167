"""Ein Befund des Prüfers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
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


def meinten_sie(wort: str, moeglich: Iterable[str]) -> str:
    """„Meinten Sie …?“ mit dem ähnlichsten Wort, sonst die Liste der möglichen Werte."""
    auswahl = sorted(moeglich)
    if nah := get_close_matches(wort, auswahl, n=1, cutoff=0.6):
        return f"Meinten Sie „{nah[0]}“?"
    if len(auswahl) > 12:
        return f"Einen der {len(auswahl)} bekannten Werte verwenden, z. B. {', '.join(auswahl[:3])}."
    return f"Möglich sind: {', '.join(auswahl)}."
