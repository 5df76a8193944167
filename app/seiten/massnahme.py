"""Eine Maßnahme mit eigener Adresse (`?id=…`): alles Bekannte, die Nachweise, die Quellen und was daneben lohnt."""

from __future__ import annotations

import streamlit as st

from app.bausteine import akte, merkliste, profilwahl, wege, worte
from app.bausteine.dienst import hole_dienst
from app.bausteine.karte import passung_html
from empfehlung.aehnliche import aehnliche, gleicher_typ
from empfehlung.dienst import Empfehlungsdienst
from empfehlung.gescheitert import anderswo_gescheitert
from empfehlung.passung import passung
from wissensbasis.datensatz.modell import Massnahme
from wissensbasis.fehler import BewaehrtFehler


def seite() -> None:
    """Die ganze Seite."""
    dienst = hole_dienst()
    kennung = st.query_params.get("id", "")
    if not kennung:
        st.html('<h1 class="bw-titel">Maßnahme</h1><p>In der Adresse fehlt, welche Maßnahme gemeint ist.</p>')
        wege.zur_seite(wege.SUCHE, "Zur Suche")
        return
    try:
        m = dienst.basis.massnahme(kennung)
    except BewaehrtFehler as fehler:
        st.html('<h1 class="bw-titel">Maßnahme nicht gefunden</h1>')
        st.warning(worte.woertlich(str(fehler)))
        wege.zur_seite(wege.SUCHE, "Zur Suche")
        return
    st.set_page_config(page_title=f"{m.titel} – Bewährt")
    _zeige(m, dienst)


def _zeige(m: Massnahme, dienst: Empfehlungsdienst) -> None:
    st.html(akte.kopf_html(m, dienst))
    with st.container(horizontal=True, key="massnahme_knoepfe"):
        merkliste.knopf(m.id, ort="akte")
    with st.container(key="zweispaltig"):
        links, rechts = st.columns([2, 1], gap="large")
        with links:
            st.html(akte.abschnitte_html(m))
            st.html(akte.nachweis_html(m, dienst.bewaehrungen[m.id]))
            _gescheitert(m, dienst)
            st.html(akte.quellen_html(m))
        with rechts:
            _passung(m, dienst)
            foerderung = dienst.foerderung(m, profilwahl.profil(dienst.basis.orte))
            st.html(akte.angaben(m, dienst, foerderung))
    links, rechts = st.columns(2, gap="large")
    with links:
        _gleiche(m, dienst)
    with rechts:
        _verwandte(m, dienst)


def _passung(m: Massnahme, dienst: Empfehlungsdienst) -> None:
    p = profilwahl.profil(dienst.basis.orte)
    st.html('<h2 class="bw-zwischen">Passung zu Ihrem Ort</h2>')
    if p is None:
        st.html('<p class="bw-klein">Noch ist kein Ort gewählt.</p>')
        wege.zur_seite(wege.EMPFEHLUNGEN, "Ort wählen")
        return
    hier = profilwahl.gewaehlter_ort(dienst.basis.orte)
    st.html(passung_html(passung(p, m, dienst.basis.orte), dienst.basis.orte, hier))


def _gescheitert(m: Massnahme, dienst: Empfehlungsdienst) -> None:
    faelle = anderswo_gescheitert(dienst, m)
    if faelle:
        st.html('<h2 class="bw-zwischen">Anderswo gescheitert</h2>')
    for fall in faelle:
        with st.container(key=f"gescheitert_{fall.massnahme.id}", gap=None):
            titel = f"{fall.ort}: {fall.massnahme.titel}"
            wege.zur_massnahme(fall.massnahme.id, titel, key=f"gescheitert_titel_{fall.massnahme.id}")
            st.html(akte.gescheitert_html(fall))


def _gleiche(m: Massnahme, dienst: Empfehlungsdienst) -> None:
    typ = dienst.basis.begriffe.typen.get(m.typ)
    gleiche = gleicher_typ(dienst, m)
    st.html('<h2 class="bw-zwischen">Dieselbe Art an anderen Orten</h2>')
    if not gleiche:
        st.html('<p class="bw-klein">Dieselbe Art von Maßnahme ist an keinem anderen Ort erfasst.</p>')
    for andere in gleiche:
        _verweis(andere, dienst)
    if typ and len(gleiche) > 1:
        wege.zur_seite(wege.SUCHE, f"Alle: {typ.name}", typ=m.typ)


def _verwandte(m: Massnahme, dienst: Empfehlungsdienst) -> None:
    st.html('<h2 class="bw-zwischen">Inhaltlich verwandt</h2>')
    with st.spinner("Verwandtes wird gesucht …"):
        verwandte = aehnliche(dienst, m)
    for andere in verwandte:
        _verweis(andere, dienst)


def _verweis(m: Massnahme, dienst: Empfehlungsdienst) -> None:
    b = dienst.bewaehrungen[m.id]
    ort = dienst.basis.orte.ort(m.ort)
    with st.container(key=f"verweis_{m.id}", gap=None):
        wege.zur_massnahme(m.id, m.titel, key=f"titel_{m.id}")
        st.html(akte.verweis_html(worte.ort_in_worten(ort, dienst.basis.orte), m, b))


seite()
