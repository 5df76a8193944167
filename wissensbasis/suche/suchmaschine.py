"""Eine Frage auf drei Wegen gesucht, zu einer Rangliste mit Fundstellen verschmolzen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from wissensbasis.suche.fusion import standardisiert, verschmelze
from wissensbasis.suche.lexikalisch import formen, staemme, woerter
from wissensbasis.suche.nachordnung import KANDIDATEN, ordne_nach
from wissensbasis.suche.stand import Indexstand
from wissensbasis.suche.texte import KOPF, NICHT_GEWERTET, Passage

# Gewichte der Verschmelzung, am Teil „entwicklung“ der Goldfragen gewählt (docs/ergebnisse.md).
GEWICHTE = {"dicht": 1.0, "lexikalisch": 0.25, "zeichen": 0.25}
# So viele Treffer gibt eine Frage höchstens zurück.
HOECHSTENS = 1000

Haelften = Literal["bm25", "embedding", "hybrid"]


class Fundstelle(NamedTuple):
    """Der Abschnitt einer Maßnahme, der am besten zur Frage passt, mit Textausschnitt."""

    abschnitt: str
    text: str


class Fund(NamedTuple):
    """Ein Treffer der Textsuche; `rang` zählt ab 1.

    `aehnlichkeit` sagt, um wie viele Standardabweichungen die Maßnahme der Frage ähnlicher ist als die Wissensbasis im
    Mittel (Bedeutungssuche); `None` bei reiner Wortsuche.
    """

    massnahme: str
    rang: int
    aehnlichkeit: float | None
    finde_stelle: Callable[[str], Fundstelle]

    @property
    def fundstelle(self) -> Fundstelle:
        """Die beste Stelle der Maßnahme; erst gesucht, wenn jemand sie zeigt."""
        return self.finde_stelle(self.massnahme)


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
    """Sucht in einem geladenen Indexstand; `nachordnen` ist abschaltbar, um den Nutzen des zweiten Blicks zu messen."""

    def __init__(
        self, stand: Indexstand, einbetten: Callable[[str], NDArray[np.float32]], *, nachordnen: bool = True
    ) -> None:
        self.stand = stand
        self.einbetten = einbetten
        self._nachordnen = nachordnen
        self._nummern = {kennung: nummer for nummer, kennung in enumerate(stand.kennungen)}
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
        # Einmal gelesen: das Berichtigen vergleicht unbekannte Wörter mit dem ganzen Wortschatz.
        frageformen, tippfehler = self.stand.lexikalisch.frageformen(frage)
        stammformen = staemme(frageformen)
        punkte: dict[str, NDArray[np.floating]] = {}
        aehnlichkeiten: NDArray[np.float32] | None = None
        if haelften != "bm25":
            aehnlichkeiten = self.stand.dicht.aehnlichkeiten(self.einbetten(frage))
            punkte["dicht"] = self.stand.dicht.werte(aehnlichkeiten)
        if haelften != "embedding":
            punkte["lexikalisch"] = self.stand.lexikalisch.punkte(stammformen)
        if haelften == "hybrid" and (zeichen := self.stand.zeichen.punkte(formen(frage))) is not None:
            punkte["zeichen"] = zeichen
        ordnung = self._geordnet(punkte, self._maske(erlaubt), haelften)
        gesucht = set(stammformen)

        @cache
        def finde_stelle(kennung: str) -> Fundstelle:
            return self._fundstelle(kennung, gesucht, aehnlichkeiten)

        kennungen = self.stand.kennungen
        werte = standardisiert(punkte["dicht"])[ordnung].tolist() if "dicht" in punkte else [None] * len(ordnung)
        funde = tuple(
            Fund(kennungen[nummer], rang, wert, finde_stelle)
            for rang, (nummer, wert) in enumerate(zip(ordnung.tolist(), werte, strict=True), start=1)
        )
        beste = float(aehnlichkeiten.max()) if aehnlichkeiten is not None and len(aehnlichkeiten) else None
        return Suchergebnis(funde, beste, tippfehler if haelften != "embedding" else {})

    def _geordnet(
        self, punkte: Mapping[str, NDArray[np.floating]], maske: NDArray[np.bool_] | None, haelften: Haelften
    ) -> NDArray[np.int64]:
        """Nummern der Treffer, beste zuerst; Gleichstände nach Kennung.

        Gerechnet wird über alle Maßnahmen und erst danach eingeschränkt: ein Filter ändert nie, wer vor wem steht.
        """
        if haelften == "bm25":
            treffer = punkte["lexikalisch"] > 0
            return _beste(punkte["lexikalisch"], treffer if maske is None else treffer & maske, HOECHSTENS)
        if haelften == "embedding":
            return _beste(punkte["dicht"], maske, HOECHSTENS)
        werte = verschmelze(punkte, GEWICHTE)
        if not self._nachordnen:
            return _beste(werte, maske, HOECHSTENS)
        vorn = _beste(werte, None, KANDIDATEN)
        neu = ordne_nach(
            werte[vorn], self.stand.dicht.titelvektoren(vorn), [self.stand.typen[nummer] for nummer in vorn.tolist()]
        )
        hinten = np.ones(len(werte), dtype=bool) if maske is None else maske.copy()
        hinten[vorn] = False
        vorn = vorn[np.lexsort((vorn, -neu))]
        if maske is not None:
            vorn = vorn[maske[vorn]]
        return np.concatenate([vorn, _beste(werte, hinten, HOECHSTENS)])[:HOECHSTENS]

    def _maske(self, erlaubt: Collection[str] | None) -> NDArray[np.bool_] | None:
        if erlaubt is None:
            return None
        maske = np.zeros(len(self.stand.kennungen), dtype=bool)
        maske[[self._nummern[k] for k in erlaubt if k in self._nummern]] = True
        return maske

    def mit_allen_worten(self, frage: str) -> frozenset[str]:
        """Kennungen der Maßnahmen, deren Text jedes Wort der Frage enthält."""
        return self.stand.lexikalisch.mit_allen_worten(frage)

    def _fundstelle(self, kennung: str, gesucht: set[str], aehnlichkeiten: NDArray[np.float32] | None) -> Fundstelle:
        """Der Abschnitt mit den meisten gesuchten Wörtern; bei Gleichstand der, den die dichte Hälfte nennt.

        Prüffragen und Lehren (`Übertragung`) nur, wenn sonst kein Abschnitt ein gesuchtes Wort enthält: sie sagen nicht,
        was die Maßnahme tut.
        """
        dicht = None
        if aehnlichkeiten is not None:
            stelle = self.stand.dicht.aehnlichste_stelle(self._nummern[kennung], aehnlichkeiten)
            dicht = self.stand.passagen[stelle]

        def guete(passage: Passage) -> tuple[bool, int, bool, bool]:
            gemeinsam = len(gesucht & set(woerter(passage.text)))
            sagt_was = gemeinsam > 0 and passage.abschnitt not in NICHT_GEWERTET
            return sagt_was, gemeinsam, passage is dicht, passage.abschnitt != KOPF

        beste = max(self._passagen_je_massnahme[kennung], key=guete)
        return Fundstelle(beste.abschnitt, beste.text)


def _beste(werte: NDArray[np.floating], maske: NDArray[np.bool_] | None, hoechstens: int) -> NDArray[np.int64]:
    """Nummern der höchsten Werte, beste zuerst; Gleichstände nach Nummer, und die folgt der Kennung."""
    nummern = np.arange(len(werte)) if maske is None else np.flatnonzero(maske)
    if len(nummern) > hoechstens:
        # Alles ab dem schwächsten noch gezeigten Wert: bei Gleichstand entscheidet die Nummer, nicht der Zufall.
        schwelle = np.partition(werte[nummern], -hoechstens)[-hoechstens]
        nummern = nummern[werte[nummern] >= schwelle]
    return nummern[np.argsort(-werte[nummern], kind="stable")][:hoechstens]
