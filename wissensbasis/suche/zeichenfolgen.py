"""Suche über Zeichenfolgen: fängt auf, was Stammformen und Zerlegung verfehlen (Beugung, Tippfehler, fremde Zusammensetzungen).

Jedes Wort wird in überlappende Folgen von vier und fünf Zeichen zerlegt, mit `_` an seinen Rändern; darüber läuft BM25
(McNamee und Mayfield 2004, „Character N-Gram Tokenization for European Language Text Retrieval“).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from wissensbasis.suche.rangliste import Bm25Rangliste

LAENGEN = (4, 5)
# Über dieser Zahl von Maßnahmen wöge der Index mehr als sein Nutzen; dann tragen die beiden anderen Hälften allein.
HOECHSTENS_MASSNAHMEN = 20_000


def zeichenfolgen(formen: Sequence[str]) -> list[str]:
    """Die Zeichenfolgen normalisierter Wörter."""
    return [
        rand[i : i + laenge]
        for rand in (f"_{form}_" for form in formen)
        for laenge in LAENGEN
        for i in range(max(1, len(rand) - laenge + 1))
    ]


class Zeichenindex:
    """BM25 über Zeichenfolgen."""

    def __init__(self, rangliste: Bm25Rangliste | None) -> None:
        self._rangliste = rangliste

    @classmethod
    def bauen(cls, kennungen: Sequence[str], formen_je_text: Sequence[Sequence[str]]) -> Zeichenindex:
        """Baut den Index; sehr große Bestände bekommen keinen."""
        if len(kennungen) > HOECHSTENS_MASSNAHMEN:
            return cls(None)
        return cls(Bm25Rangliste.bauen(kennungen, [zeichenfolgen(formen) for formen in formen_je_text]))

    def speichern(self, ordner: Path) -> None:
        """Schreibt den Index; ohne Index bleibt der Ordner aus."""
        if self._rangliste is not None:
            self._rangliste.speichern(ordner)

    @classmethod
    def laden(cls, ordner: Path, kennungen: Sequence[str]) -> Zeichenindex:
        """Lädt einen geschriebenen Index, wenn es ihn gibt."""
        return cls(Bm25Rangliste.laden(ordner, kennungen) if ordner.is_dir() else None)

    def punkte(self, formen: Sequence[str]) -> NDArray[np.float32] | None:
        """Punktwert jeder Maßnahme nach gemeinsamen Zeichenfolgen, in ihrer Reihenfolge; `None` ohne Index."""
        return None if self._rangliste is None else self._rangliste.punkte(zeichenfolgen(formen))
