"""Trefferliste der Suche: Ordnung, Ansicht, Blättern, leerer Zustand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd
import streamlit as st

from app.bausteine import landkarte, merkliste, wege, worte
from app.bausteine.adresse import Bereich
from app.bausteine.geraet import zum_ergebnis
from empfehlung.dienst import Empfehlungsdienst
from empfehlung.passung import Passung, passung
from empfehlung.profil import Profil
from empfehlung.textsuche import Textfunde
from wissensbasis.bewaehrung import STUFENRANG
from wissensbasis.datensatz.modell import Massnahme
from wissensbasis.suche.suchmaschine import Fundstelle


def zeige(
    dienst: Empfehlungsdienst,
    gefunden: Mapping[str, Massnahme],
    *,
    funde: Textfunde,
    bereich: Bereich,
    ordnungen: Mapping[str, str],
    ansichten: Mapping[str, str],
    je_seite: int,
    profil: Profil | None,
) -> None:
    """Zeichnet Kopf, Treffer und Blätterleiste."""
    werte = bereich.werte()
    if not gefunden:
        _leer(dienst, bereich, funde)
        return
    passungen = {k: passung(profil, m, dienst.basis.orte) for k, m in gefunden.items()} if profil else {}
    moeglich = [o for o in ordnungen if (o != "relevanz" or werte["q"].strip()) and (o != "passung" or profil)]
    anzahl = len(gefunden)
    st.html(f'<h2 class="bw-zwischen" id="ergebnis">{worte.zahl(anzahl)} Maßnahme{"n" if anzahl != 1 else ""}</h2>')
    _erlaeuterung(gefunden, funde)
    with st.container(horizontal=True, key="ordnung", horizontal_alignment="distribute"):
        ordnung = _ordnung(bereich, ordnungen, moeglich)
        st.segmented_control(
            "Ansicht",
            list(ansichten),
            format_func=lambda a: ansichten[a],
            key=bereich.schluessel("ansicht"),
            required=True,
        )
    if not profil:
        st.caption("Nach Passung ordnen geht, sobald auf der Seite Empfehlungen ein Ort gewählt ist.")
    geordnet = _ordne(dienst, gefunden, ordnung, list(funde.fundstellen), passungen)
    if bereich.wert("ansicht") == "tabelle":
        _tabelle(dienst, geordnet, passungen)
        return
    if bereich.wert("ansicht") == "karte":
        landkarte.zeige(
            geordnet,
            dienst.basis.orte,
            bereich,
            lambda m: _eintrag(dienst, m, funde.fundstellen.get(m.id), werte["q"], passungen.get(m.id)),
        )
        return
    seiten = -(-anzahl // je_seite)
    seite = min(max(1, werte["seite"] or 1), seiten)
    anfang = (seite - 1) * je_seite
    for m in geordnet[anfang : anfang + je_seite]:
        _eintrag(dienst, m, funde.fundstellen.get(m.id), werte["q"], passungen.get(m.id))
    if seiten > 1:
        key = f"blaettern_{seiten}_{seite}"
        st.pagination(seiten, default=seite, key=key, on_change=lambda: _blaettern(bereich, key))
    if st.session_state.pop("_geblaettert", False):
        zum_ergebnis()


def _blaettern(bereich: Bereich, key: str) -> None:
    bereich.setze(seite=st.session_state[key])
    st.session_state["_geblaettert"] = True


def _erlaeuterung(gefunden: Mapping[str, Massnahme], funde: Textfunde) -> None:
    """Wie die Frage verstanden wurde, und wie viele Funde jedes ihrer Wörter nennen."""
    saetze = list(funde.hinweise)
    if funde.fundstellen:
        woertlich = len(funde.woertlich & gefunden.keys())
        if not woertlich:
            saetze.append("Keine nennt alle Wörter der Suche; gezeigt wird, was dem Sinn nach passt.")
        elif woertlich < len(gefunden):
            saetze.append(f"{woertlich} mit allen Wörtern der Suche, {len(gefunden) - woertlich} dem Sinn nach.")
    if saetze:
        st.caption(worte.woertlich(" ".join(saetze)))


def _leer(dienst: Empfehlungsdienst, bereich: Bereich, funde: Textfunde) -> None:
    for hinweis in funde.hinweise:
        st.info(worte.woertlich(hinweis))
    st.html(
        '<h2 class="bw-zwischen">Keine Maßnahme</h2><p>Zu dieser Suche und Eingrenzung steht nichts in der Wissensbasis. '
        f"Das heißt nicht, dass es so etwas nirgends gibt: Erfasst sind bisher {len(dienst.basis.massnahmen)} Maßnahmen.</p>"
    )
    if bereich.wert("q").strip():
        st.button("Eingrenzung aufheben, Suchtext behalten", key="nur_text", on_click=_nur_text, args=(bereich,))
    st.button("Alles zurücksetzen", key="leer_zuruecksetzen", on_click=bereich.leere)
    wege.zur_seite(wege.STAND, "Wo die Wissensbasis Lücken hat")


def _nur_text(bereich: Bereich) -> None:
    text = bereich.wert("q")
    bereich.leere()
    bereich.setze(q=text)


def _ordnung(bereich: Bereich, ordnungen: Mapping[str, str], moeglich: Sequence[str]) -> str:
    """Die gewählte Ordnung, sonst die erste mögliche: ohne Suchtext die Stufe, sobald jemand sucht die Relevanz."""
    key = "schalter_sort"
    st.session_state[key] = gewaehlt if (gewaehlt := bereich.wert("sort")) in moeglich else moeglich[0]
    st.segmented_control(
        "Ordnen nach",
        moeglich,
        format_func=lambda o: ordnungen[o],
        key=key,
        required=True,
        on_change=lambda: bereich.setze(sort=st.session_state[key]),
    )
    ordnung: str = st.session_state[key]
    return ordnung


def _ordne(
    dienst: Empfehlungsdienst,
    gefunden: Mapping[str, Massnahme],
    ordnung: str,
    relevanz: Sequence[str],
    passungen: Mapping[str, Passung],
) -> list[Massnahme]:
    rang = {kennung: i for i, kennung in enumerate(relevanz)}
    b = dienst.bewaehrungen

    def stufe(m: Massnahme) -> tuple[int, int]:
        return (-STUFENRANG[b[m.id].stufe], -(b[m.id].zuletzt_bestaetigt or 0))

    def schluessel(m: Massnahme) -> tuple[float, ...]:
        if ordnung == "relevanz":
            return (rang.get(m.id, len(rang)),)
        if ordnung == "jahr":
            return (-(b[m.id].zuletzt_bestaetigt or 0), *stufe(m))
        if ordnung == "passung":
            p = passungen[m.id]
            return (-(p.wert if p.wert is not None else -1), -p.abdeckung, *stufe(m))
        return stufe(m)

    return sorted(gefunden.values(), key=lambda m: (schluessel(m), m.id))


def _eintrag(dienst: Empfehlungsdienst, m: Massnahme, stelle: Fundstelle | None, frage: str, p: Passung | None) -> None:
    b = dienst.bewaehrungen[m.id]
    typ = dienst.basis.begriffe.typen.get(m.typ)
    _, satz = worte.kernsatz(m, stelle, frage)
    with st.container(key=f"eintrag_{m.id}", gap="xxsmall"):
        st.html(
            f'<div class="bw-kartenkopf"><h3>{escape(typ.name if typ else m.typ)}</h3>'
            f"{worte.stufenmarke(b.stufe, worte.stufenname(m, b))}</div>"
        )
        wege.zur_massnahme(m.id, m.titel, key=f"titel_{m.id}")
        passt = f" · {escape(p.in_worten)}" if p else ""
        st.html(
            f'<p class="bw-ort">{escape(worte.ort_in_worten(dienst.basis.orte.ort(m.ort), dienst.basis.orte))}{passt}</p>'
            f'<p class="bw-satz">{worte.hervorgehoben(satz, frage)}</p>'
        )
        merkliste.knopf(m.id, ort="liste")


def _tabelle(dienst: Empfehlungsdienst, geordnet: Sequence[Massnahme], passungen: Mapping[str, Passung]) -> None:
    begriffe, orte = dienst.basis.begriffe, dienst.basis.orte
    zeilen = []
    for m in geordnet:
        ort, b = orte.ort(m.ort), dienst.bewaehrungen[m.id]
        zeile = {
            "Titel": m.titel,
            "Ort": ort.name if ort else worte.NICHT_BELEGT,
            "Stufe": worte.stufenname(m, b),
            **({"Passung": passungen[m.id].in_worten} if m.id in passungen else {}),
            "Zuletzt bestätigt": b.zuletzt_bestaetigt,
            "Land": ort.landname if ort else worte.NICHT_BELEGT,
            "Art": begriffe.typen[m.typ].name if m.typ in begriffe.typen else m.typ,
            "Ebene": worte.EBENEN[m.ebene],
            "Status": worte.STATUS[m.status],
            "Beginn": m.beginn,
        }
        zeilen.append(zeile)
    tabelle = pd.DataFrame(zeilen).astype({"Beginn": "Int64", "Zuletzt bestätigt": "Int64"})
    jahr = st.column_config.NumberColumn(format="%d")
    wahl = st.dataframe(
        tabelle,
        hide_index=True,
        height=640,
        key="tabelle",
        on_select="rerun",
        selection_mode="single-row",
        column_config={"Titel": st.column_config.TextColumn(width=340), "Beginn": jahr, "Zuletzt bestätigt": jahr},
        alt="Gefundene Maßnahmen als Tabelle",
    )
    zeilennummern = wahl.selection.rows
    if zeilennummern and zeilennummern[0] < len(geordnet):
        m = geordnet[zeilennummern[0]]
        wege.zur_massnahme(m.id, f"Öffnen: {m.titel}", key="tabelle_oeffnen")
    else:
        st.caption("Eine Zeile anklicken, um die Maßnahme zu öffnen.")
