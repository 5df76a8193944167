"""Die dichte Hälfte: Einbettungen der Passagen in FAISS, exakte Suche über das innere Produkt.

Der Titel mit Typ und Alltagswörtern sagt am zuverlässigsten, worum es geht; der beste Abschnitt ergänzt. Der Wert einer
Maßnahme ist deshalb Ähnlichkeit des Titels + `GEWICHT_ABSCHNITT` × Ähnlichkeit des besten Abschnitts (docs/ergebnisse.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wissensbasis.suche.texte import KOPF, NICHT_GEWERTET, Passage

GEWICHT_ABSCHNITT = 0.4


class DichterIndex:
    """Passagen als Vektoren der Länge 1; das innere Produkt ist die Kosinus-Ähnlichkeit.

    Die Passagen einer Maßnahme stehen beieinander, ihr Titel zuerst; die Maßnahmen zählen in dieser Reihenfolge ab 0.
    """

    def __init__(self, index: Any, passagen: Sequence[Passage]) -> None:
        self._index = index
        self._titel = np.array([i for i, p in enumerate(passagen) if p.abschnitt == KOPF], dtype=np.int64)
        self._ende = np.append(self._titel[1:], len(passagen))
        self._nicht_gewertet = np.array([p.abschnitt in (KOPF, *NICHT_GEWERTET) for p in passagen], dtype=bool)

    @classmethod
    def bauen(cls, vektoren: NDArray[np.float32], passagen: Sequence[Passage]) -> DichterIndex:
        """Baut den Index aus Vektoren der Form (Passagen, Dimension)."""
        import faiss

        index = faiss.IndexFlatIP(vektoren.shape[1])
        if len(vektoren):
            index.add(np.ascontiguousarray(vektoren, dtype=np.float32))
        return cls(index, passagen)

    def speichern(self, datei: Path) -> None:
        """Schreibt den Index in eine Datei."""
        import faiss

        faiss.write_index(self._index, str(datei))

    @classmethod
    def laden(cls, datei: Path, passagen: Sequence[Passage]) -> DichterIndex:
        """Lädt einen geschriebenen Index."""
        import faiss

        return cls(faiss.read_index(str(datei)), passagen)

    def aehnlichkeiten(self, frage: NDArray[np.float32]) -> NDArray[np.float32]:
        """Kosinus-Ähnlichkeit jeder Passage, in ihrer Reihenfolge.

        FAISS rechnet hier alle inneren Produkte ohne Bestenliste: bei einer einzelnen Frage ist das schneller als seine Suche
        nach den ersten tausend, und die Werte werden ohnehin alle gebraucht.
        """
        import faiss

        alle = np.empty(self._index.ntotal, dtype=np.float32)
        if len(alle):
            vektor = np.ascontiguousarray(frage, dtype=np.float32)
            faiss.fvec_inner_products_ny(  # type: ignore[attr-defined]
                faiss.swig_ptr(alle), faiss.swig_ptr(vektor), self._index.get_xb(), self._index.d, len(alle)
            )
        return alle

    def werte(self, aehnlichkeiten: NDArray[np.float32]) -> NDArray[np.float32]:
        """Wert jeder Maßnahme aus den Ähnlichkeiten aller Passagen."""
        if not len(self._titel):
            return np.zeros(0, dtype=np.float32)
        titel = aehnlichkeiten[self._titel]
        abschnitte = np.where(self._nicht_gewertet, np.float32(-2), aehnlichkeiten)
        bester = np.maximum.reduceat(abschnitte, self._titel)
        # Wer keinen gewerteten Abschnitt hat, soll daraus weder Vor- noch Nachteil ziehen.
        werte = titel + GEWICHT_ABSCHNITT * np.where(bester < -1, titel, bester)
        return werte.astype(np.float32)

    def aehnlichste_stelle(self, massnahme: int, aehnlichkeiten: NDArray[np.float32]) -> int:
        """Stelle der ähnlichsten Passage einer Maßnahme."""
        anfang = int(self._titel[massnahme])
        return anfang + int(np.argmax(aehnlichkeiten[anfang : self._ende[massnahme]]))

    def titelvektoren(self, massnahmen: NDArray[np.int64]) -> NDArray[np.float32]:
        """Die Vektoren der Titel, Form (Maßnahmen, Dimension)."""
        vektoren: NDArray[np.float32] = self._index.reconstruct_batch(self._titel[massnahmen])
        return vektoren
