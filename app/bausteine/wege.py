"""Wege zwischen den Seiten. Jeder Link trägt Ort, Profil und Merkliste mit."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from app.bausteine import merkliste, profilwahl, worte

EMPFEHLUNGEN = "seiten/empfehlungen.py"
SUCHE = "seiten/suche.py"
MASSNAHME = "seiten/massnahme.py"
NETZWERKTREFFEN = "seiten/netzwerktreffen.py"
WEITERBILDUNG = "seiten/weiterbildung.py"
MERKLISTE = "seiten/merkliste.py"
STAND = "seiten/stand.py"
METHODE = "seiten/methode.py"


def mitgefuehrt() -> dict[str, list[str]]:
    """Was jeder Link innerhalb der App mitnimmt."""
    return {**profilwahl.BEREICH.parameter(), **merkliste.parameter()}


def zur_massnahme(kennung: str, beschriftung: str, *, key: str, mit: Mapping[str, list[str]] | None = None) -> None:
    """Link zur Seite einer Maßnahme; die Beschriftung wird wörtlich gezeigt.

    Wer viele Links zeichnet, rechnet `mitgefuehrt()` einmal und gibt es als `mit` herein.
    """
    mit = mitgefuehrt() if mit is None else mit
    with st.container(key=key, width="content"):
        st.page_link(MASSNAHME, label=worte.woertlich(beschriftung), query_params={**mit, "id": kennung})


def zur_seite(seite: str, beschriftung: str, **parameter: str | list[str]) -> None:
    """Link zu einer anderen Seite mit deren Parametern."""
    st.page_link(seite, label=worte.woertlich(beschriftung), query_params={**mitgefuehrt(), **parameter})
