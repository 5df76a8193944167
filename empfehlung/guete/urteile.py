"""Relevanzurteile in der Form von TREC: je Zeile `frage 0 massnahme grad`, Grad 0 (passt nicht) bis 3 (passt genau)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from empfehlung.guete.zeilen import zeilen, zeilenfehler

URTEILSDATEI = "urteile.txt"
HOECHSTER_GRAD = 3
# Ab diesem Grad gilt eine Maßnahme als gute Antwort (Recall, MRR, „hat eine Antwort“); Grad 1 heißt nur „am Rande“.
RELEVANT_AB = 2

Urteile = dict[str, dict[str, int]]
"""Frage → Maßnahme → Grad."""


def urteile_lesen(datei: Path) -> Urteile:
    """Liest Urteile; wirft `BewaehrtFehler` mit Datei und Zeile bei falscher Form oder doppeltem Urteil."""
    urteile: Urteile = {}
    for nr, text in zeilen(datei):
        spalten = text.split()
        if len(spalten) != 4:
            raise zeilenfehler(datei, nr, f"{len(spalten)} Spalten statt vier (frage 0 massnahme grad).")
        frage, _, massnahme, grad = spalten
        if grad not in {str(g) for g in range(HOECHSTER_GRAD + 1)}:
            raise zeilenfehler(datei, nr, f"Der Grad „{grad}“ ist keine ganze Zahl von 0 bis {HOECHSTER_GRAD}.")
        je_frage = urteile.setdefault(frage, {})
        if massnahme in je_frage:
            raise zeilenfehler(datei, nr, f"„{massnahme}“ ist für die Frage „{frage}“ schon beurteilt.")
        je_frage[massnahme] = int(grad)
    return urteile


def hat_antwort(urteile: Mapping[str, int]) -> bool:
    """Ob die Urteile einer Frage wenigstens eine gute Antwort nennen."""
    return any(grad >= RELEVANT_AB for grad in urteile.values())
