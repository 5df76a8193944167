"""Suchen und Stöbern: Facetten mit Anzahlen, Liste, Tabelle oder Karte, vier Ordnungen, ehrlicher leerer Zustand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import streamlit as st

from app.bausteine import profilwahl, trefferliste, worte
from app.bausteine.adresse import Angabe, Bereich
from app.bausteine.dienst import hole_dienst
from app.bausteine.geraet import am_telefon
from empfehlung.aufwand import KOSTENBAENDER, NICHT_BELEGT
from empfehlung.dienst import Empfehlungsdienst
from empfehlung.facetten import FACETTEN, GROESSEN, Auswahl, filtere, jahresspanne, zaehle
from wissensbasis.bewaehrung import STUFENNAMEN
from wissensbasis.datensatz.modell import FRUEHESTES_JAHR, SPAETESTES_JAHR
from wissensbasis.orte import LANDNAMEN

JE_SEITE = 20
ORDNUNGEN = {"relevanz": "Relevanz", "stufe": "Stufe", "jahr": "zuletzt bestätigt", "passung": "Passung"}
ANSICHTEN = {"liste": "Liste", "tabelle": "Tabelle", "karte": "Karte"}
BESCHRIFTUNG = {
    "feld": "Handlungsfeld",
    "stufe": "Stufe",
    "ebene": "Ebene",
    "zielgruppe": "Zielgruppe",
    "thema": "Querschnittsthema",
    "typ": "Art der Maßnahme",
    "groesse": "Größe des Orts",
    "land": "Land",
    "status": "Status",
    "kosten": "Kosten",
    "foerderung": "Förderung",
}


def _bereich() -> Bereich:
    return Bereich(
        "suche",
        [
            Angabe("q", "text"),
            *(Angabe(facette, "liste") for facette in FACETTEN),
            Angabe("von", "zahl"),
            Angabe("bis", "zahl"),
            Angabe("sort", "wahl", ORDNUNGEN.__contains__),
            Angabe("ansicht", "wahl", ANSICHTEN.__contains__, "liste"),
            Angabe("punkt", "wahl"),
            Angabe("seite", "zahl", None, 1),
        ],
    )


def _namen(dienst: Empfehlungsdienst) -> dict[str, dict[str, str]]:
    begriffe = dienst.basis.begriffe
    felder = {f.id: f"{f.name}{' (Quartier)' if f.audit == 'quartier' else ''}" for f in begriffe.felder.values()}
    return {
        "feld": felder,
        "thema": {t.id: t.name for t in begriffe.themen.values()},
        "typ": {t.id: t.name for t in begriffe.typen.values()},
        "ebene": worte.EBENEN,
        "land": LANDNAMEN,
        "groesse": {g: g for g in GROESSEN},
        "zielgruppe": begriffe.zielgruppen,
        "stufe": {str(s): name for s, name in STUFENNAMEN.items()},
        "status": worte.STATUS,
        "kosten": {band: band for band in KOSTENBAENDER},
        "foerderung": {p.id: p.name for p in begriffe.foerderprogramme.values()} | {NICHT_BELEGT: NICHT_BELEGT},
    }


def seite() -> None:
    """Die ganze Seite."""
    dienst = hole_dienst()
    bereich = _bereich()
    bereich.lies()
    st.html(
        '<h1 class="bw-titel">Suche</h1>'
        '<p class="bw-vorspann">Alle Maßnahmen durchsuchen und eingrenzen. Bezirke und Kreise zählen zu ihrem Land, '
        "Quartiere zur Größe ihrer Stadt.</p>"
    )
    st.text_input(
        "Suchtext",
        key=bereich.schluessel("q"),
        type="search",
        max_chars=500,
        placeholder="Zum Beispiel: Oma-Dienst, Bürgerbus, Randzeitenbetreuung",
        on_change=lambda: bereich.setze(seite=1),
    )
    werte = bereich.werte()
    auswahl = Auswahl(**{f: tuple(werte[f]) for f in FACETTEN}, von=werte["von"], bis=werte["bis"])
    with st.spinner("Es wird gesucht …"):
        funde = dienst.stoebere(werte["q"])
    aus = funde.fundstellen.keys() if werte["q"].strip() else None
    with st.container(key="zweispaltig"):
        links, rechts = st.columns([1, 2.6], gap="large")
        with links:
            _facetten(dienst, bereich, zaehle(dienst, auswahl, aus=aus))
        with rechts:
            trefferliste.zeige(
                dienst,
                filtere(dienst, auswahl, aus=aus),
                funde=funde,
                bereich=bereich,
                ordnungen=ORDNUNGEN,
                ansichten=ANSICHTEN,
                je_seite=JE_SEITE,
                profil=profilwahl.profil(dienst.basis.orte),
            )
    bereich.schreibe()


def _facetten(dienst: Empfehlungsdienst, bereich: Bereich, zahlen: dict[str, Counter[str]]) -> None:
    namen = _namen(dienst)
    werte = bereich.werte()
    gewaehlt = sum(bool(werte[f]) for f in FACETTEN) + (werte["von"] is not None or werte["bis"] is not None)
    with st.expander(
        f"Eingrenzen{f' ({gewaehlt} aktiv)' if gewaehlt else ''}", expanded=not am_telefon(), key="eingrenzen"
    ):
        for facette, beschriftung in BESCHRIFTUNG.items():
            _facette(beschriftung, facette, bereich, namen[facette], zahlen[facette])
        spanne = jahresspanne(dienst.basis.massnahmen.values())
        if spanne:
            _jahre(bereich, *spanne)
        if gewaehlt or werte["q"]:
            st.button("Alles zurücksetzen", key="suche_leeren", on_click=bereich.leere, type="tertiary")


def _facette(beschriftung: str, facette: str, bereich: Bereich, namen: dict[str, str], zahlen: Counter[str]) -> None:
    key = bereich.schluessel(facette)
    gewaehlt = [wert for wert in st.session_state[key] if wert in namen]
    st.session_state[key] = gewaehlt
    optionen = [wert for wert in namen if zahlen[wert] or wert in gewaehlt]
    if facette in ("typ", "zielgruppe", "land", "foerderung"):
        optionen.sort(key=lambda wert: (-zahlen[wert], namen[wert]))
    st.multiselect(
        beschriftung,
        optionen,
        format_func=_mit_zahl(namen, zahlen),
        key=key,
        placeholder="alle",
        select_all=False,
        filter_mode="contains",
        on_change=lambda: bereich.setze(seite=1),
    )


def _mit_zahl(namen: dict[str, str], zahlen: Counter[str]) -> Callable[[Any], str]:
    return lambda wert: f"{namen[wert]} ({zahlen[wert]})"


def _jahre(bereich: Bereich, frueh: int, spaet: int) -> None:
    st.markdown("Beginn")
    von, bis = st.columns(2)
    for spalte, name, beschriftung, jahr in ((von, "von", "ab", frueh), (bis, "bis", "bis", spaet)):
        spalte.number_input(
            f"Beginn {beschriftung} Jahr",
            min_value=FRUEHESTES_JAHR,
            max_value=SPAETESTES_JAHR,
            value=None,
            step=1,
            key=bereich.schluessel(name),
            placeholder=f"{beschriftung} {jahr}",
            label_visibility="collapsed",
        )


seite()
