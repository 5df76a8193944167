"""BM25 über beliebige Zeichenketten als Wörter: gemeinsame Grundlage der Wort- und der Zeichenfolgensuche."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

# So viele Treffer gibt eine Frage höchstens zurück.
HOECHSTENS = 1000
# Ein Wort, das keine Frage enthält: bm25s kennt keinen leeren Korpus und kein leeres Dokument.
_LEER = ["\x00"]


class Bm25Rangliste:
    """BM25 (Variante Lucene) mit eindeutiger Ordnung: Gleichstände nach Kennung."""

    def __init__(self, bm25: Any, kennungen: Sequence[str]) -> None:
        self._bm25 = bm25
        self._kennungen = list(kennungen)
        self._stellen = {kennung: stelle for stelle, kennung in enumerate(self._kennungen)}
        self._rang_der_kennung = np.empty(len(self._kennungen), dtype=np.int64)
        ordnung = np.argsort(np.array(self._kennungen, dtype=str), kind="stable")
        self._rang_der_kennung[ordnung] = np.arange(len(self._kennungen))

    @classmethod
    def bauen(cls, kennungen: Sequence[str], wortlisten: Sequence[Sequence[str]]) -> Bm25Rangliste:
        """Baut aus einer Wortliste je Kennung."""
        import bm25s

        bm25 = bm25s.BM25(method="lucene")
        bm25.index([list(liste) or _LEER for liste in wortlisten] or [_LEER], show_progress=False)
        return cls(bm25, kennungen)

    def speichern(self, ordner: Path) -> None:
        """Schreibt in einen Ordner, der dafür angelegt wird."""
        self._bm25.save(str(ordner), show_progress=False)

    @classmethod
    def laden(cls, ordner: Path, kennungen: Sequence[str]) -> Bm25Rangliste:
        """Lädt einen geschriebenen Index."""
        import bm25s

        return cls(bm25s.BM25.load(str(ordner), show_progress=False), kennungen)

    def __contains__(self, wort: str) -> bool:
        return wort in self._bm25.vocab_dict

    def enthaelt(self, wort: str) -> NDArray[np.bool_]:
        """Welche Kennungen ein Wort enthalten, in ihrer Reihenfolge."""
        if wort not in self:
            return np.zeros(len(self._kennungen), dtype=bool)
        punkte: NDArray[np.float32] = self._bm25.get_scores([wort])
        return punkte[: len(self._kennungen)] > 0

    @property
    def kennungen(self) -> Sequence[str]:
        """Die Kennungen in der Reihenfolge des Index."""
        return self._kennungen

    def suche(
        self, worte: Sequence[str], *, erlaubt: Collection[str] | None = None, hoechstens: int = HOECHSTENS
    ) -> list[tuple[str, float]]:
        """Kennungen mit gemeinsamen Wörtern und ihr Punktwert, beste zuerst."""
        gesucht = [wort for wort in worte if wort in self]
        if not gesucht or not self._kennungen:
            return []
        punkte: NDArray[np.float32] = self._bm25.get_scores(gesucht)[: len(self._kennungen)]
        if erlaubt is not None:
            gesperrt = np.ones(len(punkte), dtype=bool)
            gesperrt[[self._stellen[k] for k in erlaubt if k in self._stellen]] = False
            punkte = np.where(gesperrt, 0.0, punkte)
        stellen = np.flatnonzero(punkte > 0)
        if len(stellen) > hoechstens:
            # Alles ab dem schwächsten noch gezeigten Wert: bei Gleichstand entscheidet die Kennung, nicht der Zufall.
            schwelle = np.partition(punkte[stellen], -hoechstens)[-hoechstens]
            stellen = stellen[punkte[stellen] >= schwelle]
        ordnung = np.lexsort((self._rang_der_kennung[stellen], -punkte[stellen]))[:hoechstens]
        return [(self._kennungen[i], float(punkte[i])) for i in stellen[ordnung]]
