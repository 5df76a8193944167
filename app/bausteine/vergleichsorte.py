"""Unter den Empfehlungen: Orte wie der eigene und Orte in der Nähe, mit dem, was sie getan haben."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from app.bausteine import wege, worte
from empfehlung.dienst import Empfehlungsdienst
from empfehlung.profil import Profil
from empfehlung.vergleichsorte import Vergleichsort, vergleichsorte

ANZAHL = 4
_MASSNAHMEN_JE_ORT = 3
_WIE_IHRE = {"kommune": "Kommunen wie Ihre", "kreis": "Kreise wie Ihrer", "quartier": "Quartiere wie Ihres"}


def zeige_vergleichsorte(profil: Profil, felder: tuple[str, ...], dienst: Empfehlungsdienst) -> None:
    """Ein Aufklapper mit beiden Listen; gerechnet und gezeichnet erst, wenn jemand ihn öffnet."""
    aufklapper = st.expander(
        f"{_WIE_IHRE[profil.ebene]} und was sie getan haben", key="vergleichsorte", on_change="rerun"
    )
    if not aufklapper.open:
        return
    aehnlich, nah = vergleichsorte(profil, dienst, felder=felder, anzahl=ANZAHL)
    worin = " in den gewählten Handlungsfeldern" if felder else ""
    with aufklapper:
        st.html(f'<h3 class="bw-unter">{_WIE_IHRE[profil.ebene]} mit Maßnahmen{worin}</h3>')
        _liste(aehnlich, dienst, key="aehnlich")
        st.html(f'<h3 class="bw-unter">In Ihrer Nähe mit Maßnahmen{worin}</h3>')
        _liste(nah, dienst, key="nah")


def _liste(orte: Sequence[Vergleichsort], dienst: Empfehlungsdienst, *, key: str) -> None:
    if not orte:
        st.html('<p class="bw-klein">Keine: Dafür ist über Ihren Ort oder die anderen zu wenig bekannt.</p>')
    for v in orte:
        km = worte.TRENNER + worte.entfernt(v.entfernung_km) if v.entfernung_km is not None else ""
        gemeinsam = "; ".join(x.text for x in v.passung.vergleiche if x.lage == "gleich" and x.merkmal != "ebene")
        st.html(
            f'<p class="bw-ort"><strong>{escape(v.ort.name)}</strong>{escape(km)}<br>'
            f'<span class="bw-klein">{escape(f"{v.passung.in_worten}: {gemeinsam}" if gemeinsam else v.passung.in_worten)}</span></p>'
        )
        for m in v.massnahmen[:_MASSNAHMEN_JE_ORT]:
            stufe = dienst.bewaehrungen[m.id].stufenname
            wege.zur_massnahme(m.id, f"{m.titel} ({stufe})", key=f"{key}_{v.ort.id}_{m.id}")
        if (mehr := len(v.massnahmen) - _MASSNAHMEN_JE_ORT) > 0:
            st.html(f'<p class="bw-klein">und {mehr} weitere</p>')
