"""Weiterbildung: zwei gegensätzliche Fälle, Fakten zuerst, der Ausgang auf Knopfdruck, auf Wunsch ohne Namen."""

from __future__ import annotations

from functools import partial
from html import escape

import streamlit as st

from app.ausgaben.weiterbildung import handzettel_word, leitfaden_word
from app.ausgaben.weiterbildung_folien import folien
from app.bausteine import dateien, worte
from app.bausteine.adresse import Angabe, Bereich
from app.bausteine.dateien import Datei
from app.bausteine.dienst import hole_dienst
from app.bausteine.karte import passung_html
from app.bausteine.ortsfeld import rueckfrage
from empfehlung.dienst import Empfehlungsdienst
from empfehlung.profil import Profil, profil_aus_ort
from empfehlung.weiterbildung.faelle import Fall
from empfehlung.weiterbildung.paare import LERNZIELE, LERNZIELSAETZE, Auswahl, Kontrastpaar, finde_paare
from empfehlung.weiterbildung.uebung import Uebung, baue_uebung, beispielprofile
from empfehlung.weiterbildung.unterschiede import VERRAETERISCH, Unterschied
from wissensbasis.fehler import BewaehrtFehler
from wissensbasis.orte import Ort

JA = "ja"


def _bereich(dienst: Empfehlungsdienst) -> Bereich:
    begriffe = dienst.basis.begriffe
    return Bereich(
        "weiterbildung",
        [
            Angabe("ziel", "wahl", LERNZIELE.__contains__, "ausgang"),
            Angabe("feld", "wahl", begriffe.felder.__contains__),
            Angabe("typ", "wahl", begriffe.typen.__contains__),
            Angabe("ebene", "wahl", worte.EBENEN.__contains__),
            Angabe("paar", "wahl", lambda text: len(text) == 8 and text.isalnum()),
            Angabe("anonym", "wahl", JA.__eq__),
            Angabe("aufgeloest", "wahl", JA.__eq__),
            Angabe("profil1", "text"),
            Angabe("profil2", "text"),
        ],
    )


def seite() -> None:
    """Die ganze Seite."""
    dienst = hole_dienst()
    bereich = _bereich(dienst)
    bereich.lies()
    st.html(
        '<h1 class="bw-titel">Weiterbildung</h1>'
        '<p class="bw-vorspann">Zwei Fälle derselben Art im Vergleich: erst die Fakten, dann vermuten, dann auflösen. '
        "Mit Aufgaben, Folien und Handzettel.</p>"
    )
    with st.container(key="zweispaltig"):
        links, rechts = st.columns([1, 2], gap="large")
        with links:
            paare, profile = _eingaben(dienst, bereich)
        with rechts:
            _ergebnis(dienst, bereich, paare, profile)
    bereich.schreibe()


def _eingaben(dienst: Empfehlungsdienst, bereich: Bereich) -> tuple[list[Kontrastpaar], list[Profil]]:
    begriffe, key = dienst.basis.begriffe, bereich.schluessel
    st.selectbox("Lernziel", list(LERNZIELE), format_func=lambda z: LERNZIELE[z], key=key("ziel"))
    st.caption(LERNZIELSAETZE[st.session_state[key("ziel")]])
    st.selectbox(
        "Handlungsfeld",
        list(begriffe.felder),
        index=None,
        placeholder="alle",
        format_func=lambda f: (
            begriffe.felder[f].name + (" (Quartier)" if begriffe.felder[f].audit == "quartier" else "")
        ),
        key=key("feld"),
        filter_mode="contains",
    )
    typen = sorted({m.typ for m in dienst.basis.massnahmen.values()} & begriffe.typen.keys())
    if st.session_state[key("typ")] not in typen:
        st.session_state[key("typ")] = None
    st.selectbox(
        "Art der Maßnahme",
        sorted(typen, key=lambda t: begriffe.typen[t].name),
        index=None,
        placeholder="alle",
        format_func=lambda t: begriffe.typen[t].name,
        key=key("typ"),
        filter_mode="contains",
    )
    st.selectbox(
        "Ebene",
        list(worte.EBENEN),
        index=None,
        placeholder="alle",
        format_func=lambda e: worte.EBENEN[e],
        key=key("ebene"),
    )
    werte = bereich.werte()
    paare = finde_paare(dienst, Auswahl(werte["ziel"], werte["feld"] or "", werte["typ"] or "", werte["ebene"]))
    if paare:
        _paarwahl(dienst, bereich, paare)
    for name, beschriftung in (("anonym", "Namen ersetzen"), ("aufgeloest", "Ausgang zeigen")):
        _schalter(bereich, name, beschriftung)
    return paare, _profile(dienst, bereich)


def _paarwahl(dienst: Empfehlungsdienst, bereich: Bereich, paare: list[Kontrastpaar]) -> None:
    key = bereich.schluessel("paar")
    je_kennung = {p.kennung: p for p in paare}
    if st.session_state[key] not in je_kennung:
        st.session_state[key] = paare[0].kennung
    typen = dienst.basis.begriffe.typen

    def beschriftung(kennung: str) -> str:
        p = je_kennung[kennung]
        nummer = paare.index(p) + 1
        return f"{nummer}. {typen[p.a.typ].name if p.a.typ in typen else p.a.typ}"

    st.selectbox(
        f"Fallpaar ({len(paare)} zur Wahl)",
        list(je_kennung),
        format_func=beschriftung,
        key=key,
        on_change=lambda: bereich.setze(aufgeloest=None),
    )


def _schalter(bereich: Bereich, name: str, beschriftung: str) -> None:
    key = f"weiterbildung_schalter_{name}"
    st.session_state[key] = bereich.wert(name) == JA
    st.toggle(beschriftung, key=key, on_change=lambda: bereich.setze(**{name: JA if st.session_state[key] else None}))


def _profile(dienst: Empfehlungsdienst, bereich: Bereich) -> list[Profil]:
    """Die zwei Profile für „Würde es bei Ihnen gehen?“; Unbekanntes wird gesagt und bleibt weg."""
    st.html('<h2 class="bw-zwischen">Würde es bei Ihnen gehen?</h2>')
    profile = []
    for nummer in (1, 2):
        text = st.text_input(
            f"Ort {nummer}",
            key=bereich.schluessel(f"profil{nummer}"),
            max_chars=100,
            placeholder="Name oder Gemeindeschlüssel",
            autocomplete="off",
        )
        if not (text or "").strip():
            continue
        try:
            ort = dienst.basis.orte.finde(text[:100])
        except BewaehrtFehler as fehler:
            waehle = partial(_ort_eintragen, bereich, nummer)
            rueckfrage(dienst.basis.orte, text[:100], fehler, key=str(nummer), waehle=waehle)
            continue
        profile.append(profil_aus_ort(ort, dienst.basis.orte))
        st.caption(worte.woertlich(worte.ort_in_worten(ort, dienst.basis.orte)))
    return profile


def _ort_eintragen(bereich: Bereich, nummer: int, ort: Ort) -> None:
    bereich.setze(**{f"profil{nummer}": ort.id})


def _ergebnis(dienst: Empfehlungsdienst, bereich: Bereich, paare: list[Kontrastpaar], profile: list[Profil]) -> None:
    werte = bereich.werte()
    if not paare:
        st.info(
            "Zu dieser Auswahl gibt es kein Fallpaar mit belegtem Gegensatz. Ein anderes Lernziel wählen oder Feld, Art und "
            "Ebene lockern?"
        )
        return
    paar = next((p for p in paare if p.kennung == werte["paar"]), paare[0])
    beispiel = not werte["profil1"].strip() and not werte["profil2"].strip()
    if beispiel:
        profile = list(beispielprofile(dienst, paar) or ())
    u = baue_uebung(dienst, paar, profile, anonym=werte["anonym"] == JA)
    aufgeloest = werte["aufgeloest"] == JA
    _ausgaben(u)
    st.html(f'<h2 class="bw-zwischen">{escape(u.titel)}</h2><p class="bw-klein">{escape(u.lernzielsatz)}</p>')
    for spalte, fall in zip(st.columns(2, gap="medium"), u.faelle, strict=True):
        with spalte, st.container(border=True, key=f"karte_fall_{fall.buchstabe}"):
            st.html(_fakten_html(fall))
            if aufgeloest:
                st.html(_ausgang_html(fall, anonym=u.anonym))
    _unterschiede(u, aufgeloest=aufgeloest)
    if not aufgeloest:
        st.button("Ausgang zeigen", key="aufloesen", type="primary", on_click=lambda: bereich.setze(aufgeloest=JA))
    st.html(f'<h2 class="bw-zwischen">Aufgaben</h2><ol>{"".join(f"<li>{escape(a)}</li>" for a in u.aufgaben)}</ol>')
    _bei_ihnen(dienst, u, beispiel=beispiel)
    with st.expander("Hinweise für die Leitung (verraten den Ausgang)", key="leitung"):
        st.html(worte.liste_html(u.hinweise))


def _ausgaben(u: Uebung) -> None:
    dateien.knoepfe(
        [
            Datei("Folien (PowerPoint)", "weiterbildung-folien", "pptx", partial(folien, u)),
            Datei("Handzettel (Word)", "weiterbildung-handzettel", "docx", partial(handzettel_word, u)),
            Datei("Leitfaden (Word)", "weiterbildung-leitfaden", "docx", partial(leitfaden_word, u)),
        ],
        key="uebung_ausgaben",
    )


def _paare_html(paare: tuple[tuple[str, str], ...]) -> str:
    return worte.angaben_html(
        (escape(name), "" if wert == worte.NICHT_BELEGT else escape(wert)) for name, wert in paare
    )


def _fakten_html(fall: Fall) -> str:
    return f'<h3 class="bw-zwischen">{escape(fall.name)}</h3>{_paare_html(fall.fakten)}{_paare_html(fall.lage)}'


def _ausgang_html(fall: Fall, *, anonym: bool) -> str:
    titel = "" if anonym else f"<p><strong>{escape(fall.titel)}</strong></p>"
    return (
        f'<div class="bw-passung"><p class="bw-urteil">Auflösung</p>{titel}{_paare_html(fall.ausgang)}</div>'
        f"{_paare_html(fall.ergebnis)}<p><strong>Nachweise</strong></p>{worte.liste_html(fall.nachweise)}"
        f"<p><strong>Quellen</strong></p>{worte.liste_html(fall.quellen, 'bw-quellenliste bw-klein')}"
    )


def _unterschiede(u: Uebung, *, aufgeloest: bool) -> None:
    alle: list[Unterschied] = [x for x in (*u.gefragt, *u.sonst) if aufgeloest or x.dimension not in VERRAETERISCH]
    if not alle:
        return
    zeilen = "".join(
        f'<tr><th scope="row">{escape(x.name)}</th><td data-titel="Fall A">{escape(x.hier)}</td>'
        f'<td data-titel="Fall B">{escape(x.dort)}</td></tr>'
        for x in alle
    )
    rest = "" if aufgeloest else " (ohne Ausgang und Nachweis)"
    st.html(
        f'<h2 class="bw-zwischen">Worin sich die Fälle unterscheiden{rest}</h2><table class="bw-vergleich"><thead><tr><td></td>'
        f'<th scope="col">Fall A</th><th scope="col">Fall B</th></tr></thead><tbody>{zeilen}</tbody></table>'
        '<p class="bw-klein">Nichts davon ist als Ursache belegt.</p>'
    )


def _bei_ihnen(dienst: Empfehlungsdienst, u: Uebung, *, beispiel: bool) -> None:
    if not u.seiten:
        return
    wer = "Zwei Beispielorte verschiedener Größe; eigene lassen sich links eintragen." if beispiel else ""
    st.html(f'<h2 class="bw-zwischen">Würde es bei Ihnen gehen?</h2><p class="bw-klein">{wer}</p>')
    for spalte, s in zip(st.columns(len(u.seiten), gap="medium"), u.seiten, strict=True):
        teile = "".join(
            f"<p><strong>Fall {f.buchstabe} in {escape(s.name)}</strong></p>"
            f"{passung_html(p, dienst.basis.orte, None, gezeigt=p.ort.id if u.anonym and p.ort else '')}"
            for f, p in zip(u.faelle, s.passungen, strict=True)
        )
        spalte.html(teile)
    zeilen = [f"Fall {f.buchstabe}: {'; '.join(f.voraussetzungen) or 'keine belegt'}" for f in u.faelle]
    st.html(f"<p><strong>Nötig war. Bei Ihnen vorhanden oder erreichbar?</strong></p>{worte.liste_html(zeilen)}")


seite()
