"""BM25 über beliebige Zeichenketten als Wörter: gemeinsame Grundlage der Wort- und der Zeichenfolgensuche."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

# Ein Wort, das keine Frage enthält: bm25s kennt keinen leeren Korpus und kein leeres Dokument.
_LEER = ["\x00"]


class Bm25Rangliste:
    """BM25 (Variante Lucene) mit eindeutiger Ordnung: Gleichstände nach Kennung."""

    def __init__(self, bm25: Any, kennungen: Sequence[str]) -> None:
        self._bm25 = bm25
        self._kennungen = list(kennungen)
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

    def punkte(self, worte: Sequence[str]) -> NDArray[np.float32]:
        """Punktwert jeder Kennung, in ihrer Reihenfolge; 0 ohne gemeinsames Wort."""
        gesucht = [wort for wort in worte if wort in self]
        if not gesucht or not self._kennungen:
            return np.zeros(len(self._kennungen), dtype=np.float32)
        punkte: NDArray[np.float32] = self._bm25.get_scores(gesucht)[: len(self._kennungen)]
        return punkte

    def suche(self, worte: Sequence[str]) -> list[tuple[str, float]]:
        """Kennungen mit gemeinsamen Wörtern und ihr Punktwert, beste zuerst."""
        punkte = self.punkte(worte)
        stellen = np.flatnonzero(punkte > 0)
        ordnung = np.lexsort((self._rang_der_kennung[stellen], -punkte[stellen]))
        return [(self._kennungen[i], float(punkte[i])) for i in stellen[ordnung]]
