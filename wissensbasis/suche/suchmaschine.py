"""Eine Frage an beide Hälften der Suche, verschmolzen zu einer Rangliste mit Fundstellen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from wissensbasis.suche.fusion import verschmelze
from wissensbasis.suche.lexikalisch import formen, staemme, woerter
from wissensbasis.suche.stand import Indexstand
from wissensbasis.suche.texte import KOPF, Passage

# Gewichte der Verschmelzung, am Teil „entwicklung“ der Goldfragen gewählt (docs/ergebnisse.md).
GEWICHTE = {"dicht": 1.0, "lexikalisch": 0.5, "zeichen": 1.0}

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
    _finde_stelle: Callable[[str], Fundstelle] = field(repr=False, compare=False)

    @cached_property
    def fundstelle(self) -> Fundstelle:
        """Die beste Stelle der Maßnahme; erst gesucht, wenn jemand sie zeigt."""
        return self._finde_stelle(self.massnahme)


@dataclass(frozen=True)
class Suchergebnis:
    """Treffer in Reihenfolge der Relevanz.

    `beste_aehnlichkeit` ist die höchste Kosinus-Ähnlichkeit einer Passage der ganzen Wissensbasis, auch der nicht erlaubten (`None`
    bei reiner Wortsuche); `berichtigt` nennt Tippfehler und wonach stattdessen gesucht wurde.
    """

    funde: tuple[Fund, ...]
    beste_aehnlichkeit: float | None = None
    berichtigt: Mapping[str, str] = field(default_factory=dict)


class Suchmaschine:
    """Sucht in einem geladenen Indexstand."""

    def __init__(self, stand: Indexstand, einbetten: Callable[[str], NDArray[np.float32]]) -> None:
        self.stand = stand
        self.einbetten = einbetten
        self._passagen_je_massnahme: dict[str, list[Passage]] = {}
        for passage in stand.passagen:
            self._passagen_je_massnahme.setdefault(passage.massnahme, []).append(passage)

    @property
    def modell(self) -> str:
        """Kennung des Modells, mit dem der Index eingebettet ist."""
        return self.stand.kennzeichen.modell

    def suche(
        self, frage: str, *, erlaubt: Collection[str] | None = None, haelften: Haelften = "hybrid"
    ) -> Suchergebnis:
        """Alle Treffer zur Frage, beste zuerst; `erlaubt` beschränkt auf diese Kennungen.

        Eine leere Frage findet nichts. Das Ergebnis hängt nicht von der Reihenfolge der Daten ab.
        """
        if not frage.strip():
            return Suchergebnis(())
        ranglisten: dict[str, list[str]] = {}
        stellen: dict[str, int] = {}
        # Einmal gelesen: das Berichtigen vergleicht unbekannte Wörter mit dem ganzen Wortschatz.
        frageformen, tippfehler = self.stand.lexikalisch.frageformen(frage)
        stammformen = staemme(frageformen)
        berichtigt: Mapping[str, str] = {}
        beste_aehnlichkeit = None
        if haelften != "bm25":
            vektor = self.einbetten(frage)
            aehnlichkeiten = self.stand.dicht.aehnlichkeiten(vektor)
            dicht = self.stand.dicht.ordne(aehnlichkeiten, erlaubt=erlaubt)
            beste_aehnlichkeit = float(aehnlichkeiten.max()) if len(aehnlichkeiten) else None
            stellen = {fund.massnahme: fund.stelle for fund in dicht}
            ranglisten["dicht"] = [fund.massnahme for fund in dicht]
        if haelften != "embedding":
            berichtigt = tippfehler
            treffer = self.stand.lexikalisch.suche_staemme(stammformen, erlaubt=erlaubt)
            ranglisten["lexikalisch"] = [kennung for kennung, _ in treffer]
        if haelften == "hybrid":
            ranglisten["zeichen"] = self.stand.zeichen.suche(formen(frage), erlaubt=erlaubt)
        raenge = {name: {k: r for r, k in enumerate(liste, start=1)} for name, liste in ranglisten.items()}
        raenge_dicht, raenge_lexikalisch = raenge.get("dicht", {}), raenge.get("lexikalisch", {})
        gesucht = set(stammformen)

        def finde_stelle(kennung: str) -> Fundstelle:
            return self._fundstelle(kennung, gesucht, stellen.get(kennung))

        funde = tuple(
            Fund(
                kennung,
                rang,
                raenge_dicht.get(kennung),
                raenge_lexikalisch.get(kennung),
                finde_stelle,
            )
            for rang, (kennung, _) in enumerate(verschmelze(ranglisten, GEWICHTE), start=1)
        )
        return Suchergebnis(funde, beste_aehnlichkeit, berichtigt)

    def mit_allen_worten(self, frage: str) -> frozenset[str]:
        """Kennungen der Maßnahmen, deren Text jedes Wort der Frage enthält."""
        return self.stand.lexikalisch.mit_allen_worten(frage)

    def _fundstelle(self, kennung: str, gesucht: set[str], stelle: int | None) -> Fundstelle:
        """Der Abschnitt mit den meisten gesuchten Wörtern; bei Gleichstand der, den die dichte Hälfte nennt."""
        dicht = self.stand.passagen[stelle] if stelle is not None else None

        def guete(passage: Passage) -> tuple[int, bool, bool]:
            gemeinsam = len(gesucht & set(woerter(passage.text)))
            return gemeinsam, passage is dicht, passage.abschnitt != KOPF

        beste = max(self._passagen_je_massnahme[kennung], key=guete)
        return Fundstelle(beste.abschnitt, beste.text)
