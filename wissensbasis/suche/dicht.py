"""Die dichte Hälfte: Einbettungen der Passagen in FAISS, exakte Suche über das innere Produkt.

Der Titel mit Typ und Alltagswörtern sagt am zuverlässigsten, worum es geht; der beste Abschnitt ergänzt. Der Wert einer
Maßnahme ist deshalb Ähnlichkeit des Titels + `GEWICHT_ABSCHNITT` × Ähnlichkeit des besten Abschnitts (docs/ergebnisse.md).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from wissensbasis.suche.rangliste import HOECHSTENS
from wissensbasis.suche.texte import KOPF, NICHT_GEWERTET, Passage

# Bis zu so vielen Passagen werden alle betrachtet, darüber nur die Maßnahmen der ähnlichsten.
ALLE_BIS = 5000
AEHNLICHSTE = 1000

GEWICHT_ABSCHNITT = 0.4


class DichterFund(NamedTuple):
    """Eine Maßnahme mit ihrem Wert und der Stelle ihrer ähnlichsten Passage."""

    massnahme: str
    wert: float
    stelle: int


class DichterIndex:
    """Passagen als Vektoren der Länge 1; das innere Produkt ist die Kosinus-Ähnlichkeit."""

    def __init__(self, index: Any, passagen: Sequence[Passage]) -> None:
        self._index = index
        nummer: dict[str, int] = {}
        for passage in passagen:
            nummer.setdefault(passage.massnahme, len(nummer))
        self._kennungen = list(nummer)
        self._nummern = nummer
        self._massnahme = np.array([nummer[p.massnahme] for p in passagen], dtype=np.int64)
        self._ist_kopf = np.array([p.abschnitt == KOPF for p in passagen], dtype=bool)
        self._gewertet = np.array([p.abschnitt not in (KOPF, *NICHT_GEWERTET) for p in passagen], dtype=bool)

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

    def vektor(self, stelle: int) -> NDArray[np.float32]:
        """Der Vektor einer Passage."""
        ergebnis: NDArray[np.float32] = self._index.reconstruct(stelle)
        return ergebnis

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

    def suche(self, frage: NDArray[np.float32], *, erlaubt: Collection[str] | None = None) -> list[DichterFund]:
        """Maßnahmen nach ihrem Wert, beste zuerst, höchstens `HOECHSTENS`; Gleichstände nach Kennung."""
        return self.ordne(self.aehnlichkeiten(frage), erlaubt=erlaubt)

    def ordne(self, alle: NDArray[np.float32], *, erlaubt: Collection[str] | None = None) -> list[DichterFund]:
        """Wie `suche`, aus schon gerechneten Ähnlichkeiten aller Passagen."""
        stellen = self._in_frage(alle, erlaubt)
        if not len(stellen):
            return []
        aehnlich = alle[stellen]
        massnahmen, lokal = np.unique(self._massnahme[stellen], return_inverse=True)
        titel = np.full(len(massnahmen), -1.0, dtype=np.float32)
        np.maximum.at(titel, lokal[self._ist_kopf[stellen]], aehnlich[self._ist_kopf[stellen]])
        abschnitt = np.full(len(massnahmen), -1.0, dtype=np.float32)
        np.maximum.at(abschnitt, lokal[self._gewertet[stellen]], aehnlich[self._gewertet[stellen]])
        # Wer keinen gewerteten Abschnitt hat, soll daraus weder Vor- noch Nachteil ziehen.
        wert = titel + GEWICHT_ABSCHNITT * np.where(abschnitt < 0, titel, abschnitt)
        nach_aehnlichkeit = np.lexsort((stellen, -aehnlich))
        _, erste = np.unique(lokal[nach_aehnlichkeit], return_index=True)
        beste = stellen[nach_aehnlichkeit[erste]]
        werte, kennungen = wert.tolist(), [self._kennungen[nummer] for nummer in massnahmen.tolist()]
        ordnung = sorted(range(len(werte)), key=lambda i: (-werte[i], kennungen[i]))
        return [
            DichterFund(kennungen[i], werte[i], stelle)
            for i, stelle in zip(ordnung[:HOECHSTENS], beste[ordnung[:HOECHSTENS]].tolist(), strict=True)
        ]

    def _in_frage(self, alle: NDArray[np.float32], erlaubt: Collection[str] | None) -> NDArray[np.int64]:
        """Stellen aller Passagen der Maßnahmen, die in Frage kommen; bei sehr vielen nur der ähnlichsten."""
        maske = np.ones(len(alle), dtype=bool)
        if erlaubt is not None:
            maske = self._passagen_von([self._nummern[k] for k in erlaubt if k in self._nummern])
        if np.count_nonzero(maske) > ALLE_BIS:
            # Alles ab dem schwächsten noch betrachteten Wert, damit Gleichstände nicht der Zufall trennt.
            schwelle = np.partition(alle[maske], -AEHNLICHSTE)[-AEHNLICHSTE]
            maske = self._passagen_von(self._massnahme[maske & (alle >= schwelle)])
        return np.flatnonzero(maske)

    def _passagen_von(self, nummern: Sequence[int] | NDArray[np.int64]) -> NDArray[np.bool_]:
        dabei = np.zeros(len(self._kennungen), dtype=bool)
        dabei[np.asarray(nummern, dtype=np.int64)] = True
        maske: NDArray[np.bool_] = dabei[self._massnahme]
        return maske
