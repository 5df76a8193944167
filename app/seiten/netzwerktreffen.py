"""Netzwerktreffen planen: wer kommt, was gesucht wird; heraus kommen Sitzungen, Tische, Programm und Handzettel."""

from __future__ import annotations

from functools import partial
from html import escape

import streamlit as st

from app.ausgaben.netzwerktreffen import handzettel_word, namen, programm_word, wer_berichtet
from app.ausgaben.netzwerktreffen_html import programm_html, tische_html
from app.bausteine import dateien, teilnehmende, wege, worte
from app.bausteine.adresse import Angabe, Bereich
from app.bausteine.dateien import Datei
from app.bausteine.dienst import hole_dienst
from empfehlung.dienst import Empfehlungsdienst
from empfehlung.netzwerktreffen import (
    HOECHSTENS_SITZUNGEN,
    LAENGSTES_THEMA,
    SITZUNGSMINUTEN,
    Sitzung,
    Teilnahme,
    Treffen,
    TreffenFehler,
    Wunsch,
    beispiel,
    plane,
    uhrzeit,
)

BEGINN = tuple(str(stunde * 60 + halb) for stunde in range(8, 15) for halb in (0, 30))
VORGABE_BEGINN = str(9 * 60 + 30)


def _bereich(dienst: Empfehlungsdienst) -> Bereich:
    begriffe = dienst.basis.begriffe
    themen = {*begriffe.felder, *begriffe.themen, *(m.typ for m in dienst.basis.massnahmen.values())}
    return Bereich(
        "treffen",
        [
            Angabe(
                "dabei",
                "liste",
                lambda text: dienst.basis.orte.ort(text.split(teilnehmende.TRENNZEICHEN)[0]) is not None,
            ),
            Angabe("sitzungen", "zahl", None, 3),
            Angabe("minuten", "wahl", lambda text: text in map(str, SITZUNGSMINUTEN), "90"),
            Angabe("beginn", "wahl", BEGINN.__contains__, VORGABE_BEGINN),
            Angabe("themen", "liste", themen.__contains__),
            Angabe("eigenes", "text"),
        ],
    )


def seite() -> None:
    """Die ganze Seite."""
    dienst = hole_dienst()
    bereich = _bereich(dienst)
    bereich.lies()
    key = bereich.schluessel("sitzungen")
    st.session_state[key] = min(max(1, st.session_state[key]), HOECHSTENS_SITZUNGEN)
    st.html(
        '<h1 class="bw-titel">Netzwerktreffen planen</h1>'
        '<p class="bw-vorspann">Wer kommt und was gesucht wird, ergibt Themen, gegensätzliche Beispiele, Leitfragen, Tische '
        "mit ähnlichen Orten und ein Programm mit Uhrzeiten.</p>"
    )
    with st.container(key="zweispaltig"):
        links, rechts = st.columns([1, 2], gap="large")
        with links:
            teilnahmen = _eingaben(dienst, bereich)
        with rechts:
            _ergebnis(dienst, bereich, teilnahmen)
    bereich.schreibe()


def _eingaben(dienst: Empfehlungsdienst, bereich: Bereich) -> list[Teilnahme]:
    st.html('<h2 class="bw-zwischen">Wer kommt?</h2>')
    teilnahmen = teilnehmende.auswahl(dienst, bereich)
    _ablaufwuensche(dienst, bereich)
    return teilnahmen


def _ablaufwuensche(dienst: Empfehlungsdienst, bereich: Bereich) -> None:
    begriffe = dienst.basis.begriffe
    typen = {m.typ for m in dienst.basis.massnahmen.values()} & begriffe.typen.keys()
    namen_ = {
        **{f.id: f"Feld: {f.name}{' (Quartier)' if f.audit == 'quartier' else ''}" for f in begriffe.felder.values()},
        **{t.id: f"Thema: {t.name}" for t in begriffe.themen.values()},
        **{t: begriffe.typen[t].name for t in sorted(typen, key=lambda t: begriffe.typen[t].name)},
    }
    st.html('<h2 class="bw-zwischen">Wie und worüber?</h2>')
    st.number_input(
        "Sitzungen", min_value=1, max_value=HOECHSTENS_SITZUNGEN, step=1, key=bereich.schluessel("sitzungen")
    )
    st.selectbox(
        "Dauer einer Sitzung",
        [str(m) for m in SITZUNGSMINUTEN],
        format_func=lambda m: f"{m} Minuten",
        key=bereich.schluessel("minuten"),
    )
    st.selectbox("Beginn", BEGINN, format_func=lambda m: f"{uhrzeit(int(m))} Uhr", key=bereich.schluessel("beginn"))
    st.multiselect(
        "Themen vorgeben",
        list(namen_),
        format_func=lambda k: namen_[k],
        key=bereich.schluessel("themen"),
        placeholder="frei: aus dem Bedarf der Orte",
        max_selections=HOECHSTENS_SITZUNGEN,
        select_all=False,
        filter_mode="contains",
    )
    st.text_input(
        "Eigenes Thema",
        key=bereich.schluessel("eigenes"),
        max_chars=LAENGSTES_THEMA,
        placeholder="Zum Beispiel: Einsamkeit im Alter auf dem Dorf",
    )


def _ergebnis(dienst: Empfehlungsdienst, bereich: Bereich, teilnahmen: list[Teilnahme]) -> None:
    werte = bereich.werte()
    wunsch = Wunsch(
        tuple(teilnahmen),
        sitzungen=werte["sitzungen"],
        minuten=int(werte["minuten"]),
        beginn=int(werte["beginn"]),
        themen=tuple(werte["themen"]),
        eigenes_thema=werte["eigenes"].strip(),
    )
    if not teilnahmen:
        vorlage = beispiel(dienst)
        if vorlage is None:
            st.info("Noch kommt niemand: Bitte links Orte hinzufügen.")
            return
        wunsch = Wunsch(
            vorlage.teilnahmen, wunsch.sitzungen, wunsch.minuten, wunsch.beginn, wunsch.themen, wunsch.eigenes_thema
        )
        st.html(
            '<p class="bw-passung"><strong>Beispiel.</strong> Auditierte Orte verschiedener Größe; was sie suchen, ist '
            "angenommen. Mit dem ersten eigenen Ort links beginnt Ihr Treffen.</p>"
        )
        st.button(
            "Beispiel übernehmen und ändern",
            key="beispiel_uebernehmen",
            on_click=teilnehmende.setze,
            args=(bereich, list(vorlage.teilnahmen)),
        )
    try:
        with st.spinner("Das Treffen wird geplant …"):
            treffen = plane(dienst, wunsch)
    except TreffenFehler as fehler:
        st.warning(worte.woertlich(str(fehler)))
        return
    _zeige(dienst, treffen)


def _zeige(dienst: Empfehlungsdienst, treffen: Treffen) -> None:
    programm, handzettel = partial(programm_word, treffen, dienst), partial(handzettel_word, treffen, dienst)
    dateien.knoepfe(
        [
            Datei("Programm (Word)", "netzwerktreffen-programm", "docx", programm, zuerst=True),
            Datei(
                "Handzettel (Word)",
                "netzwerktreffen-handzettel",
                "docx",
                handzettel,
                hilfe="Je Maßnahme eine Seite mit Quellen",
            ),
        ],
        key="treffen_ausgaben",
    )
    for hinweis in treffen.hinweise:
        st.info(worte.woertlich(hinweis))
    st.html(programm_html(treffen))
    for s in treffen.sitzungen:
        _sitzung(dienst, s)
    st.html(tische_html(treffen, dienst.basis.begriffe.feldnamen))


def _sitzung(dienst: Empfehlungsdienst, s: Sitzung) -> None:
    st.html(
        f'<h2 class="bw-zwischen">Sitzung {s.nummer}: {escape(s.thema.name)}</h2>'
        f"<p><strong>Es suchen:</strong> {escape(namen(s.suchende) or 'niemand ausdrücklich')}<br>"
        f"<strong>Erzählen können:</strong> {escape(namen(s.erzaehlende) or 'bisher niemand')}</p>"
    )
    for b in s.beitraege:
        m = b.massnahme
        bewaehrung = dienst.bewaehrungen[m.id]
        with st.container(key=f"eintrag_{s.nummer}_{m.id}", gap=None):
            wege.zur_massnahme(m.id, m.titel, key=f"titel_{s.nummer}_{m.id}")
            st.html(
                f'<p class="bw-klein">{escape(worte.ort_in_worten(b.ort, dienst.basis.orte))} · '
                f"{worte.stufenmarke(bewaehrung.stufe, worte.stufenname(m, bewaehrung))}<br>"
                f"Berichtet: {escape(wer_berichtet(b))}</p>"
            )
    gegensaetze = f"<p><strong>Gegensätze</strong></p>{worte.liste_html(s.gegensaetze)}" if s.gegensaetze else ""
    fragen = "".join(f"<li>{escape(frage)}</li>" for frage in s.leitfragen)
    st.html(f"{gegensaetze}<p><strong>Leitfragen</strong></p><ol>{fragen}</ol>")


seite()
