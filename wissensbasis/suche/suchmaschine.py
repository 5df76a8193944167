"""Eine Frage an beide Hälften der Suche, verschmolzen zu einer Rangliste mit Fundstellen."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from wissensbasis.suche.fusion import verschmelze
from wissensbasis.suche.lexikalisch import woerter
from wissensbasis.suche.stand import Indexstand
from wissensbasis.suche.texte import KOPF, Passage

Haelften = Literal["bm25", "embedding", "hybrid"]


@dataclass(frozen=True)
class Fundstelle:
    """Der Abschnitt einer Maßnahme, der am besten zur Frage passt, mit Textausschnitt."""

    abschnitt: str
    text: str


@dataclass(frozen=True)
class Fund:
    """Ein Treffer der Textsuche; `rang` zählt ab 1, Ränge der Hälften sind `None`, wo sie nichts fanden."""

    massnahme: str
    rang: int
    rang_dicht: int | None
    rang_lexikalisch: int | None
    fundstelle: Fundstelle


@dataclass(frozen=True)
class Suchergebnis:
    """Treffer in Reihenfolge der Relevanz und die Einbettung der Frage (`None` bei reiner Wortsuche)."""

    funde: tuple[Fund, ...]
    frage_vektor: NDArray[np.float32] | None


class Suchmaschine:
    """Sucht in einem geladenen Indexstand."""

    def __init__(self, stand: Indexstand, einbetten: Callable[[str], NDArray[np.float32]]) -> None:
        self._stand = stand
        self._einbetten = einbetten
        self._passagen_je_massnahme: dict[str, list[Passage]] = {}
        for passage in stand.passagen:
            self._passagen_je_massnahme.setdefault(passage.massnahme, []).append(passage)

    def suche(
        self, frage: str, *, erlaubt: Collection[str] | None = None, haelften: Haelften = "hybrid"
    ) -> Suchergebnis:
        """Alle Treffer zur Frage, beste zuerst; `erlaubt` beschränkt auf diese Kennungen.

        Eine leere Frage findet nichts. Das Ergebnis hängt nicht von der Reihenfolge der Daten ab.
        """
        if not frage.strip():
            return Suchergebnis((), None)
        ranglisten: dict[str, list[str]] = {}
        stellen: dict[str, int] = {}
        vektor = None
        if haelften != "bm25":
            vektor = self._einbetten(frage)
            dicht = self._stand.dicht.suche(vektor, self._stand.massnahme_je_passage)
            stellen = {kennung: stelle for kennung, _, stelle in dicht}
            ranglisten["dicht"] = [k for k, _, _ in dicht if erlaubt is None or k in erlaubt]
        if haelften != "embedding":
            lexikalisch = self._stand.lexikalisch.suche(frage)
            ranglisten["lexikalisch"] = [k for k, _ in lexikalisch if erlaubt is None or k in erlaubt]
        raenge = {name: {k: r for r, k in enumerate(liste, start=1)} for name, liste in ranglisten.items()}
        gesucht = set(woerter(frage))
        funde = tuple(
            Fund(
                kennung,
                rang,
                raenge.get("dicht", {}).get(kennung),
                raenge.get("lexikalisch", {}).get(kennung),
                self._fundstelle(kennung, gesucht, stellen.get(kennung)),
            )
            for rang, (kennung, _) in enumerate(verschmelze(ranglisten), start=1)
        )
        return Suchergebnis(funde, vektor)

    def _fundstelle(self, kennung: str, gesucht: set[str], stelle: int | None) -> Fundstelle:
        """Der Abschnitt mit den meisten gesuchten Wörtern; bei Gleichstand der, den die dichte Hälfte nennt."""
        dicht = self._stand.passagen[stelle] if stelle is not None else None

        def guete(passage: Passage) -> tuple[int, bool, bool]:
            gemeinsam = len(gesucht & set(woerter(passage.text)))
            return gemeinsam, passage is dicht, passage.abschnitt != KOPF

        beste = max(self._passagen_je_massnahme[kennung], key=guete)
        return Fundstelle(beste.abschnitt, beste.text)
