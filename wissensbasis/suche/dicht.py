"""Die dichte Hälfte: Einbettungen der Passagen in FAISS, exakte Suche über das innere Produkt."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

# Bis zu so vielen Passagen werden alle betrachtet, darüber nur die ähnlichsten.
ALLE_BIS = 5000
AEHNLICHSTE = 1000


class DichterIndex:
    """Passagen als Vektoren der Länge 1; das innere Produkt ist die Kosinus-Ähnlichkeit."""

    def __init__(self, index: Any) -> None:
        self._index = index

    @classmethod
    def bauen(cls, vektoren: NDArray[np.float32]) -> DichterIndex:
        """Baut den Index aus Vektoren der Form (Passagen, Dimension)."""
        import faiss

        index = faiss.IndexFlatIP(vektoren.shape[1])
        if len(vektoren):
            index.add(np.ascontiguousarray(vektoren, dtype=np.float32))
        return cls(index)

    def speichern(self, datei: Path) -> None:
        """Schreibt den Index in eine Datei."""
        import faiss

        faiss.write_index(self._index, str(datei))

    @classmethod
    def laden(cls, datei: Path) -> DichterIndex:
        """Lädt einen geschriebenen Index."""
        import faiss

        return cls(faiss.read_index(str(datei)))

    def suche(
        self,
        frage: NDArray[np.float32],
        massnahme_je_passage: Sequence[str],
        *,
        erlaubt: Collection[str] | None = None,
    ) -> list[tuple[str, float, int]]:
        """Maßnahmen nach ihrer ähnlichsten Passage: (Kennung, Ähnlichkeit, Stelle der Passage), beste zuerst."""
        import faiss

        anzahl = self._index.ntotal
        if not anzahl:
            return []
        parameter = None
        if anzahl > ALLE_BIS:
            anzahl = AEHNLICHSTE
            if erlaubt is not None:
                stellen = [i for i, kennung in enumerate(massnahme_je_passage) if kennung in erlaubt]
                auswahl = faiss.IDSelectorBatch(np.array(stellen, dtype=np.int64))
                parameter = faiss.SearchParameters(sel=auswahl)  # type: ignore[call-arg]
        werte, stellen_ = self._index.search(frage.reshape(1, -1).astype(np.float32), anzahl, params=parameter)
        beste: dict[str, tuple[float, int]] = {}
        for wert, stelle in zip(werte[0].tolist(), stellen_[0].tolist(), strict=True):
            if stelle < 0:  # FAISS füllt mit -1 auf, wenn der Filter weniger übrig lässt
                break
            kennung = massnahme_je_passage[stelle]
            if erlaubt is not None and kennung not in erlaubt:
                continue
            bisher = beste.get(kennung)
            # Bei gleicher Ähnlichkeit zählt die frühere Passage, damit das Ergebnis eindeutig bleibt.
            if bisher is None or (wert, -stelle) > (bisher[0], -bisher[1]):
                beste[kennung] = (wert, stelle)
        return sorted(
            ((kennung, wert, stelle) for kennung, (wert, stelle) in beste.items()), key=lambda t: (-t[1], t[0])
        )
