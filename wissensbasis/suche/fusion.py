"""Verschmelzung von Ranglisten nach Rängen, nicht nach Punktwerten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

# Cormack, Clarke, Büttcher: Reciprocal Rank Fusion outperforms Condorcet and individual Rank Learning Methods (SIGIR 2009).
GLAETTUNG = 60


def verschmelze(
    ranglisten: Mapping[str, Sequence[str]], gewichte: Mapping[str, float] | None = None, *, glaettung: int = GLAETTUNG
) -> list[tuple[str, float]]:
    """Reciprocal Rank Fusion: Summe von Gewicht / (glaettung + Rang), Rang ab 1.

    Jeder Treffer jeder Liste bleibt erhalten. Gleichstände ordnet die Kennung, damit das Ergebnis nicht von der
    Reihenfolge der Eingabe abhängt. Gewichte sind 1, wo keines genannt ist.
    """
    punkte: dict[str, float] = {}
    for name in sorted(ranglisten):
        gewicht = (gewichte or {}).get(name, 1.0)
        for rang, kennung in enumerate(ranglisten[name], start=1):
            punkte[kennung] = punkte.get(kennung, 0.0) + gewicht / (glaettung + rang)
    return sorted(punkte.items(), key=lambda paar: (-paar[1], paar[0]))
