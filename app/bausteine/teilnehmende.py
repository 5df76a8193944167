"""Wer zum Treffen kommt: Orte hinzufügen, einzeln oder als Liste, Felder wählen, entfernen. Der Stand liegt im Bereich."""

from __future__ import annotations

from functools import partial

import streamlit as st

from app.bausteine import worte
from app.bausteine.adresse import Bereich
from app.bausteine.geraet import am_telefon
from app.bausteine.ortsfeld import ortsfeld, rueckfrage
from empfehlung.dienst import Empfehlungsdienst
from empfehlung.netzwerktreffen import HOECHSTENS_ORTE, Teilnahme
from wissensbasis.fehler import BewaehrtFehler
from wissensbasis.orte import Ort

TRENNZEICHEN = "~"
LAENGSTE_LISTE = 5000
# So viele Zeilen fragen zugleich zurück; die nächsten rücken nach, wenn eine geklärt ist.
HOECHSTENS_RUECKFRAGEN = 4


def teilnahmen(dienst: Empfehlungsdienst, bereich: Bereich) -> list[Teilnahme]:
    """Wer laut Adresse kommt; Unbekanntes fällt weg."""
    felder = dienst.basis.begriffe.felder
    ergebnis = {}
    for text in bereich.wert("dabei"):
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
    ortsfeld(dienst.basis.orte, "Ort hinzufügen", key="treffen_ortstext", waehle=partial(_dazu, dienst, bereich))
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
        st.warning(worte.woertlich(meldung))
    _rueckfragen(dienst, bereich)
    if dabei:
        with st.expander(f"{len(dabei)} Ort{'e' if len(dabei) > 1 else ''} dabei", expanded=not am_telefon()):
            for t in dabei:
                _teilnahme(dienst, bereich, t)
            st.button("Alle entfernen", key="alle_weg", type="tertiary", on_click=setze, args=(bereich, []))
    return dabei


def _dazu(dienst: Empfehlungsdienst, bereich: Bereich, *orte: Ort) -> set[Ort]:
    """Nimmt die Orte auf; zurück kommt, wer keinen Platz mehr fand."""
    alle = teilnahmen(dienst, bereich)
    dabei = {t.ort.id for t in alle}
    neue = [Teilnahme(o) for o in dict.fromkeys(orte) if o.id not in dabei]
    platz = max(0, HOECHSTENS_ORTE - len(alle))
    if len(neue) > platz:
        _melde(
            f"Geplant wird bis {HOECHSTENS_ORTE} Orte; die übrigen sind nicht übernommen. Bitte in zwei Treffen teilen."
        )
    setze(bereich, [*alle, *neue[:platz]])
    return {t.ort for t in neue[platz:]}


def _melde(meldung: str) -> None:
    st.session_state["_treffen_meldungen"] = [meldung]


def _zeilen() -> list[str]:
    text: str = st.session_state.get("treffen_liste") or ""
    return [zeile.strip() for zeile in text[:LAENGSTE_LISTE].splitlines() if zeile.strip()]


def _liste_uebernehmen(dienst: Empfehlungsdienst, bereich: Bereich) -> None:
    """Übernimmt, was eindeutig ist; alles andere bleibt im Feld stehen und wird nachgefragt."""
    zeilen = _zeilen()
    if not zeilen:
        _melde("Die Liste ist leer: bitte je Zeile einen Ort eintragen.")
        return
    gefunden: dict[str, Ort] = {}
    offen: list[str] = []
    for zeile in zeilen:
        try:
            gefunden[zeile] = dienst.basis.orte.finde(zeile)
        except BewaehrtFehler:
            offen.append(zeile)
    ohne_platz = _dazu(dienst, bereich, *gefunden.values())
    st.session_state["treffen_liste"] = "\n".join(z for z in zeilen if z in offen or gefunden[z] in ohne_platz)
    st.session_state["_treffen_offen"] = list(dict.fromkeys(offen))


def _rueckfragen(dienst: Empfehlungsdienst, bereich: Bereich) -> None:
    """Fragt zu jeder Zeile nach, die noch in der Liste steht und kein eindeutiger Ort war."""
    stehen = set(_zeilen())
    offen = [zeile for zeile in st.session_state.get("_treffen_offen", []) if zeile in stehen]
    for nummer, zeile in enumerate(offen[:HOECHSTENS_RUECKFRAGEN]):
        try:
            dienst.basis.orte.finde(zeile)
        except BewaehrtFehler as fehler:
            waehle = partial(_geklaert, dienst, bereich, zeile)
            rueckfrage(dienst.basis.orte, zeile, fehler, key=str(nummer), waehle=waehle)
    if len(offen) > HOECHSTENS_RUECKFRAGEN:
        st.caption(f"Danach noch {len(offen) - HOECHSTENS_RUECKFRAGEN} Zeilen, die kein eindeutiger Ort sind.")


def _geklaert(dienst: Empfehlungsdienst, bereich: Bereich, zeile: str, ort: Ort) -> None:
    if not _dazu(dienst, bereich, ort):
        st.session_state["treffen_liste"] = "\n".join(z for z in _zeilen() if z != zeile)


def _teilnahme(dienst: Empfehlungsdienst, bereich: Bereich, t: Teilnahme) -> None:
    felder = dienst.basis.begriffe.felder
    audit = "quartier" if t.ort.ebene == "quartier" else "kommune-kreis"
    key = f"treffen_felder_{t.ort.id}"
    moeglich = [f.id for f in felder.values() if f.audit == audit or f.id in t.felder]
    st.session_state[key] = list(t.felder)
    links, rechts = st.columns([5, 1], vertical_alignment="bottom")
    links.multiselect(
        worte.woertlich(f"{t.ort.name} sucht etwas zu"),
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
