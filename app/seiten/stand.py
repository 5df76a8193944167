"""Stand und Lücken: was die Wissensbasis abdeckt, wie frisch sie ist und wo die nächste Sammlung ansetzen sollte."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from app.bausteine import tafeln, wege, worte
from app.bausteine.adresse import Angabe, Bereich
from app.bausteine.dienst import hole_dienst
from empfehlung.dienst import Empfehlungsdienst
from empfehlung.facetten import GROESSE_UNBEKANNT, KREIS, auditierte_orte, duenne_zellen, tafel
from wissensbasis.bewaehrung import STUFENNAMEN, STUFENRANG
from wissensbasis.orte import GROESSENKLASSEN

ALLE = "alle"
GEZAEHLT = {ALLE: "alle Maßnahmen", "erprobt": "ab erprobt", "bewaehrt": "ab bewährt"}
BEREICH = Bereich("stand", [Angabe("ab", "wahl", GEZAEHLT.__contains__, ALLE)])


def seite() -> None:
    """Die ganze Seite."""
    dienst = hole_dienst()
    BEREICH.lies()
    massnahmen = list(dienst.basis.massnahmen.values())
    st.html(
        '<h1 class="bw-titel">Stand und Lücken</h1>'
        f'<p class="bw-vorspann">{worte.zahl(len(massnahmen))} Maßnahmen, Stand beim Start der App. Leere Felder sind Lücken '
        "der Sammlung, kein Befund über die Orte.</p>"
    )
    _felder_und_groessen(dienst)
    _stufen_und_frische(dienst)
    _auditierte(dienst)
    BEREICH.schreibe()


def _felder_und_groessen(dienst: Empfehlungsdienst) -> None:
    felder = dienst.basis.begriffe.felder
    ab = BEREICH.wert("ab")
    gezaehlt = [
        m
        for kennung, m in dienst.basis.massnahmen.items()
        if ab == ALLE or STUFENRANG[dienst.bewaehrungen[kennung].stufe] >= STUFENRANG[ab]
    ]
    zellen = tafel(dienst, gezaehlt)
    namen = {f.id: f"{f.name}{' (Quartier)' if f.audit == 'quartier' else ''}" for f in felder.values()}
    groessen = [*GROESSENKLASSEN, KREIS, GROESSE_UNBEKANNT]
    st.html('<h2 class="bw-zwischen">Maßnahmen nach Handlungsfeld und Größe des Orts</h2>')
    st.segmented_control(
        "Gezählt werden",
        list(GEZAEHLT),
        format_func=lambda wahl: GEZAEHLT[wahl],
        key=BEREICH.schluessel("ab"),
        required=True,
    )
    st.html(tafeln.tafel_html(zellen, namen, groessen))
    st.html('<h2 class="bw-zwischen">Dünn besetzt: Themen für den nächsten Aufruf</h2>')
    duenn = duenne_zellen(zellen)
    if not duenn:
        st.html("<p>Jede Verbindung aus Handlungsfeld und Größe ist mehrfach besetzt.</p>")
        return
    st.html(tafeln.luecken_html(duenn, namen))


def _stufen_und_frische(dienst: Empfehlungsdienst) -> None:
    bewaehrungen = dienst.bewaehrungen.values()
    stufen = Counter(b.stufe for b in bewaehrungen)
    links, rechts = st.columns(2, gap="large")
    with links:
        st.html('<h2 class="bw-zwischen">Bewährungsstufen</h2>')
        reihen = [(name, stufen[stufe]) for stufe, name in STUFENNAMEN.items()]
        st.altair_chart(tafeln.balken(reihen, "Stufe"), alt=tafeln.in_worten(reihen))
    with rechts:
        st.html('<h2 class="bw-zwischen">Zuletzt bestätigt</h2>')
        reihen = tafeln.zeitspannen(b.zuletzt_bestaetigt for b in bewaehrungen)
        st.altair_chart(tafeln.balken(reihen, "Jahr"), alt=tafeln.in_worten(reihen))


def _auditierte(dienst: Empfehlungsdienst) -> None:
    abdeckung = auditierte_orte(dienst)
    if not abdeckung:
        return
    mit = [a for a in abdeckung if a.anzahl]
    ohne = [a for a in abdeckung if not a.anzahl]
    st.html(
        '<h2 class="bw-zwischen">Auditierte Orte</h2>'
        f"<p>{len(mit)} von {len(abdeckung)} nach unseren Quellen auditierten Orten sind mit mindestens einer Maßnahme "
        "vertreten.</p>"
    )
    if ohne:
        with st.expander(f"Auditierte Orte ohne Maßnahme ({len(ohne)})"):
            st.html(worte.liste_html(dienst.basis.orte.bezeichnung(a.ort) for a in ohne))
    wege.zur_seite(wege.SUCHE, "Alle Maßnahmen durchstöbern")


seite()
