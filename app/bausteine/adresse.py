"""Zustand einer Seite in der Adresse: Ein Link zeigt einer Kollegin dasselbe Bild.

Jede Angabe lebt an drei Stellen: als Wert eines Bedienelements (`st.session_state`), als Parameter der Adresse und als
zuletzt geschriebener Stand. Wer ankommt (erster Aufruf, Link auf eine andere Seite, Zurück-Taste), bei dem gilt die Adresse;
danach gelten die Bedienelemente, und die Adresse folgt ihnen am Ende des Laufs.

Auf derselben Seite ist eine abweichende Adresse nie eine Eingabe: Wer schnell klickt, schickt noch die Adresse von vor dem
letzten Klick mit, auf einem langsamen Rechner auch Sekunden später. Ob die Zurück-Taste gedrückt wurde, sagt der Browser
selbst; geraten wird es nicht.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

LAENGSTER_TEXT = 2000
_ANKUNFT = "_ankunft"
_NICHT_GEZEIGT = object()


@dataclass(frozen=True)
class Angabe:
    """Ein Parameter der Adresse; `erlaubt` prüft Werte aus fremden Links, Ungültiges wird still fallen gelassen.

    `parameter` heißt er in der Adresse, wenn ein anderer Bereich dort schon denselben Namen führt.
    """

    name: str
    art: Literal["text", "wahl", "liste", "zahl"] = "text"
    erlaubt: Callable[[str], bool] | None = None
    vorgabe: Any = None
    parameter: str = ""

    @property
    def in_adresse(self) -> str:
        """Der Name in der Adresse."""
        return self.parameter or self.name

    def aus(self, roh: Sequence[str]) -> Any:
        """Wert zu den Rohtexten der Adresse."""
        gut = [text[:LAENGSTER_TEXT] for text in roh if text and (self.erlaubt is None or self.erlaubt(text))]
        if self.art == "liste":
            return list(dict.fromkeys(gut))
        if self.art == "zahl":
            return int(gut[0]) if gut and gut[0].isdecimal() and len(gut[0]) < 10 else self.vorgabe
        if self.art == "wahl":
            return gut[0] if gut else self.vorgabe
        return gut[0] if gut else ""

    def nach(self, wert: Any) -> list[str]:
        """Rohtexte zum Wert; die Vorgabe steht nicht in der Adresse."""
        if wert in (None, "", [], ()) or wert == self.vorgabe:
            return []
        return [str(w) for w in wert] if self.art == "liste" else [str(wert)]


@dataclass(frozen=True)
class Ankunft:
    """Die letzte Ankunft auf einer Seite; die laufende Nummer unterscheidet zwei Ankünfte auf derselben."""

    nummer: int
    seite: str
    ueber_verlauf: bool


ERSTE_ANKUNFT = Ankunft(nummer=0, seite="", ueber_verlauf=False)


class Bereich:
    """Angaben, die gemeinsam gelesen und geschrieben werden.

    `art` sagt, wann die Adresse gilt: Angaben einer `seite` bei jeder Ankunft mit eigenen Parametern. Was jede Seite
    mitführt (`mitgefuehrt`), folgt nur der Zurück-Taste, und nie ins Leere; Links innerhalb der App tragen es bloß weiter.
    Eine `sammlung` gilt die ganze Sitzung: „Zurück“ nimmt nichts aus ihr heraus.
    """

    def __init__(
        self, name: str, angaben: Sequence[Angabe], art: Literal["seite", "mitgefuehrt", "sammlung"] = "seite"
    ) -> None:
        self.name = name
        self.art = art
        self.angaben = tuple(angaben)
        self._je_name = {a.name: a for a in self.angaben}

    def schluessel(self, angabe: str) -> str:
        """Schlüssel des Bedienelements."""
        return f"{self.name}_{angabe}"

    def lies(self) -> None:
        """Bringt Bedienelemente auf den Stand der Adresse. Muss vor ihnen laufen."""
        adresse = {a.in_adresse: st.query_params.get_all(a.in_adresse) for a in self.angaben}
        zuletzt: dict[str, list[str]] | None = st.session_state.get(self._zuletzt)
        if zuletzt is None or self._adresse_gilt(adresse):
            quelle, alle = adresse, True
        else:
            quelle, alle = zuletzt, False
        for angabe in self.angaben:
            key = self.schluessel(angabe.name)
            if alle or key not in st.session_state:
                st.session_state[key] = angabe.aus(quelle[angabe.in_adresse])
        st.session_state[self._zuletzt] = quelle
        st.session_state[self._gelesen] = _letzte_ankunft().nummer

    def _adresse_gilt(self, adresse: dict[str, list[str]]) -> bool:
        ankunft = _letzte_ankunft()
        if self.art == "sammlung" or st.session_state.get(self._gelesen) == ankunft.nummer:
            return False
        if self.art == "mitgefuehrt":
            return ankunft.ueber_verlauf and any(adresse.values())
        return ankunft.ueber_verlauf or any(adresse.values())

    def _stand(self) -> dict[str, list[str]]:
        werte = self.werte()
        return {a.in_adresse: a.nach(werte[a.name]) for a in self.angaben}

    def werte(self) -> dict[str, Any]:
        """Die geltenden Werte, auch wo ihre Bedienelemente gerade nicht gezeigt werden."""
        zuletzt = st.session_state.get(self._zuletzt) or {}
        return {a.name: self._geltend(a, zuletzt) for a in self.angaben}

    def wert(self, name: str) -> Any:
        """Ein einzelner geltender Wert; jeder Zugriff auf die Sitzung kostet, deshalb nicht alle."""
        zuletzt = st.session_state.get(self._zuletzt) or {}
        return self._geltend(self._je_name[name], zuletzt)

    def _geltend(self, angabe: Angabe, zuletzt: Mapping[str, list[str]]) -> Any:
        wert = st.session_state.get(self.schluessel(angabe.name), _NICHT_GEZEIGT)
        return angabe.aus(zuletzt.get(angabe.in_adresse, [])) if wert is _NICHT_GEZEIGT else wert

    def setze(self, **werte: Any) -> None:
        """Ändert Werte aus einem Rückruf heraus, also vor dem nächsten Lauf."""
        for name, wert in werte.items():
            st.session_state[self.schluessel(name)] = wert

    def leere(self) -> None:
        """Setzt alles auf die Vorgabe zurück."""
        self.setze(**{a.name: a.aus([]) for a in self.angaben})

    def parameter(self) -> dict[str, list[str]]:
        """Was von diesem Bereich in einen Link gehört."""
        werte = self.werte()
        return {a.in_adresse: roh for a in self.angaben if (roh := a.nach(werte[a.name]))}

    def schreibe(self) -> None:
        """Bringt die Adresse auf den Stand der Bedienelemente."""
        stand = self._stand()
        st.session_state[self._zuletzt] = stand
        adresse = {name: st.query_params.get_all(name) for name in st.query_params}
        neu = {name: roh for name, roh in {**adresse, **stand}.items() if roh}
        if neu != adresse:
            st.query_params.from_dict(neu)  # auf einmal, damit ein Abbruch keine halbe Adresse hinterlässt

    @property
    def _zuletzt(self) -> str:
        return f"_adresse_{self.name}"

    @property
    def _gelesen(self) -> str:
        return f"_gelesen_{self.name}"


def ankunft_merken(seite: str) -> None:
    """Von `app/start.py` vor jeder Seite gerufen: Kam dieser Lauf von einer anderen Seite oder über die Zurück-Taste?

    Nicht jeder Lauf kommt zu Ende; jeder Bereich merkt sich deshalb selbst, bei welcher Ankunft er zuletzt gelesen hat.
    """
    bisher = _letzte_ankunft()
    lauf = get_script_run_ctx()
    ueber_verlauf = lauf is not None and lauf.is_history_navigation
    if bisher.seite != seite or ueber_verlauf:
        st.session_state[_ANKUNFT] = Ankunft(bisher.nummer + 1, seite, ueber_verlauf)


def _letzte_ankunft() -> Ankunft:
    ankunft: Ankunft = st.session_state.get(_ANKUNFT, ERSTE_ANKUNFT)
    return ankunft
