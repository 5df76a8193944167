"""Wer zum Treffen kommt: Orte hinzufügen, einzeln oder als Liste, Felder wählen, entfernen. Der Stand liegt im Bereich."""

from __future__ import annotations

import streamlit as st

from app.bausteine import wege
from app.bausteine.adresse import Bereich
from app.bausteine.geraet import am_telefon
from empfehlung.dienst import Empfehlungsdienst
from empfehlung.netzwerktreffen import HOECHSTENS_ORTE, Teilnahme
from wissensbasis.fehler import BewaehrtFehler
from wissensbasis.orte import Ort

TRENNZEICHEN = "~"
LAENGSTE_LISTE = 5000


def teilnahmen(dienst: Empfehlungsdienst, bereich: Bereich) -> list[Teilnahme]:
    """Wer laut Adresse kommt; Unbekanntes fällt weg."""
    felder = dienst.basis.begriffe.felder
    ergebnis = {}
    for text in bereich.werte()["dabei"]:
        kennung, *gewaehlt = text.split(TRENNZEICHEN)
        ort = dienst.basis.orte.ort(kennung)
        if ort is not None:
            ergebnis[ort.id] = Teilnahme(ort, tuple(sorted(f for f in set(gewaehlt) if f in felder)))
    return list(ergebnis.values())


def setze(bereich: Bereich, alle: list[Teilnahme]) -> None:
    """Schreibt die Teilnehmenden in den Bereich; für Rückrufe."""
    bereich.setze(dabei=[TRENNZEICHEN.join((t.ort.id, *t.felder)) for t in alle])


def auswahl(dienst: Empfehlungsdienst, bereich: Bereich) -> list[Teilnahme]:
    """Zeichnet die Auswahl und gibt die Teilnehmenden zurück."""
    _ort_hinzufuegen(dienst, bereich)
    dabei = teilnahmen(dienst, bereich)
    with st.expander("Viele Orte auf einmal", key="viele_orte"):
        st.text_area(
            "Je Zeile ein Ort",
            key="treffen_liste",
            max_chars=LAENGSTE_LISTE,
            height=120,
            placeholder="Herten\nGera\nLandkreis Osnabrück",
        )
        st.button("Übernehmen", key="liste_uebernehmen", on_click=_liste_uebernehmen, args=(dienst, bereich))
    for meldung in st.session_state.pop("_treffen_meldungen", []):
        st.warning(wege.woertlich(meldung))
    if dabei:
        with st.expander(f"{len(dabei)} Ort{'e' if len(dabei) > 1 else ''} dabei", expanded=not am_telefon()):
            for t in dabei:
                _teilnahme(dienst, bereich, t)
            st.button("Alle entfernen", key="alle_weg", type="tertiary", on_click=setze, args=(bereich, []))
    return dabei


@st.fragment
def _ort_hinzufuegen(dienst: Empfehlungsdienst, bereich: Bereich) -> None:
    if st.session_state.pop("_ortstext_leeren", False):
        st.session_state["treffen_ortstext"] = ""
    with st.container(key="ortswahl", gap=None):
        text = st.text_input(
            "Ort hinzufügen",
            key="treffen_ortstext",
            live="250ms",
            max_chars=100,
            placeholder="Name oder Gemeindeschlüssel",
            autocomplete="off",
        )
        if not (text or "").strip():
            return
        vorschlaege = dienst.basis.orte.suche(text or "", 6)
        with st.container(key="ortsvorschlaege", gap=None):
            if not vorschlaege:
                st.caption("Kein Ort gefunden. Postleitzahlen werden nicht erkannt; bitte Name oder Gemeindeschlüssel.")
            for ort in vorschlaege:
                if st.button(
                    wege.woertlich(dienst.basis.orte.bezeichnung(ort)),
                    key=f"dazu_{ort.id}",
                    type="tertiary",
                    width="stretch",
                ):
                    _dazu(dienst, bereich, ort)
                    st.session_state["_ortstext_leeren"] = True
                    st.rerun()


def _dazu(dienst: Empfehlungsdienst, bereich: Bereich, *orte: Ort) -> None:
    alle = teilnahmen(dienst, bereich)
    dabei = {t.ort.id for t in alle}
    neue = [Teilnahme(o) for o in dict.fromkeys(orte) if o.id not in dabei]
    if len(alle) + len(neue) > HOECHSTENS_ORTE:
        st.session_state["_treffen_meldungen"] = [
            f"Geplant wird bis {HOECHSTENS_ORTE} Orte; die übrigen sind nicht übernommen. Bitte in zwei Treffen teilen."
        ]
    setze(bereich, [*alle, *neue][:HOECHSTENS_ORTE])


def _liste_uebernehmen(dienst: Empfehlungsdienst, bereich: Bereich) -> None:
    text = (st.session_state.get("treffen_liste") or "")[:LAENGSTE_LISTE]
    gefunden: list[Ort] = []
    meldungen: list[str] = []
    rest: list[str] = []
    for zeile in filter(None, (z.strip() for z in text.splitlines())):
        try:
            gefunden.append(dienst.basis.orte.finde(zeile))
        except BewaehrtFehler as fehler:
            rest.append(zeile)
            if len(meldungen) < 5:
                meldungen.append(str(fehler))
    if len(rest) > len(meldungen):
        meldungen.append(f"Dazu {len(rest) - len(meldungen)} weitere Zeilen, die kein eindeutiger Ort sind.")
    if not gefunden and not rest:
        meldungen = ["Die Liste ist leer: bitte je Zeile einen Ort eintragen."]
    _dazu(dienst, bereich, *gefunden)
    st.session_state["_treffen_meldungen"] = [*st.session_state.get("_treffen_meldungen", []), *meldungen]
    st.session_state["treffen_liste"] = "\n".join(rest)


def _teilnahme(dienst: Empfehlungsdienst, bereich: Bereich, t: Teilnahme) -> None:
    felder = dienst.basis.begriffe.felder
    audit = "quartier" if t.ort.ebene == "quartier" else "kommune-kreis"
    key = f"treffen_felder_{t.ort.id}"
    moeglich = [f.id for f in felder.values() if f.audit == audit or f.id in t.felder]
    st.session_state[key] = list(t.felder)
    links, rechts = st.columns([5, 1], vertical_alignment="bottom")
    links.multiselect(
        wege.woertlich(f"{t.ort.name} sucht etwas zu"),
        moeglich,
        format_func=lambda f: felder[f].name,
        key=key,
        placeholder="offen für alles",
        select_all=False,
        on_change=_felder_setzen,
        args=(dienst, bereich, t.ort.id, key),
    )
    rechts.button(
        "✕",
        key=f"weg_{t.ort.id}",
        help=f"{t.ort.name} entfernen",
        on_click=_entfernen,
        args=(dienst, bereich, t.ort.id),
    )


def _felder_setzen(dienst: Empfehlungsdienst, bereich: Bereich, kennung: str, key: str) -> None:
    alle = teilnahmen(dienst, bereich)
    setze(bereich, [Teilnahme(t.ort, tuple(st.session_state[key])) if t.ort.id == kennung else t for t in alle])


def _entfernen(dienst: Empfehlungsdienst, bereich: Bereich, kennung: str) -> None:
    setze(bereich, [t for t in teilnahmen(dienst, bereich) if t.ort.id != kennung])
