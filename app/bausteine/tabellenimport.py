"""Eine Tabelle mit Indikatoren einlesen: Datei wählen, sehen, was verstanden wurde, zuordnen, ins Profil übernehmen."""

from __future__ import annotations

from collections.abc import Callable
from math import floor
from typing import Any

import streamlit as st

from app.bausteine.adresse import Bereich
from app.bausteine.tabellenvorschau import (
    HOECHSTENS_GELISTET,
    IM_PROFIL,
    IM_QUARTIER,
    liste,
    tabellen_name,
    vorschau_html,
)
from app.bausteine.worte import woertlich
from empfehlung import tabellen
from empfehlung.profil import Profil
from empfehlung.tabellen import Dezimal, NichtVerstanden, Ortseintrag, Rohtabelle, Verstandenes
from wissensbasis.fehler import BewaehrtFehler
from wissensbasis.orte import Ort, Ortsverzeichnis

NEUESTES = "neuestes je Merkmal"
_HOECHSTENS_ZUORDNEN = 15


def tabellenimport(orte: Ortsverzeichnis, bereich: Bereich, ort: Ort | None) -> None:
    """Der ganze Baustein; `bereich` ist das Profil in der Adresse, `ort` der schon gewählte Ort."""
    if meldung := st.session_state.pop("_tabelle_uebernommen", ""):
        st.success(woertlich(meldung))
    datei = st.file_uploader(
        "Werte aus einer Tabelle (CSV, Excel)",
        key="tabelle_datei",
        max_upload_size=tabellen.GROESSTE_TABELLE_BYTES // 1_000_000,
        help="Tabellen aus KECK-Atlas, Wegweiser Kommune, INKAR oder vom Statistikamt; höchstens 10 MB. "
        "Die Datei verlässt diesen Rechner nicht.",
    )
    if datei is None:
        return
    try:
        roh = _roh(datei, None)
        if len(roh.blaetter) > 1:
            blatt = st.selectbox(
                "Blatt", roh.blaetter, index=roh.blaetter.index(roh.blatt), key=f"tabelle_blatt_{datei.file_id}"
            )
            roh = _roh(datei, blatt)
        _deute(roh, datei.file_id, orte, bereich, ort)
    except BewaehrtFehler as fehler:
        st.error(woertlich(str(fehler)))


def _roh(datei: Any, blatt: str | None) -> Rohtabelle:
    roh: Rohtabelle = _gemerkt(
        "roh", (datei.file_id, blatt), lambda: tabellen.lies_tabelle(datei.getvalue(), datei.name, blatt)
    )
    return roh


def _gemerkt(fach: str, schluessel: object, rechne: Callable[[], Any]) -> Any:
    """Das letzte Ergebnis je Fach; ein Klick soll die Datei nicht neu lesen."""
    merk = st.session_state.setdefault("_tabelle_gelesen", {})
    if fach not in merk or merk[fach][0] != schluessel:
        merk[fach] = (schluessel, rechne())
    return merk[fach][1]


def _deute(roh: Rohtabelle, kennung: str, orte: Ortsverzeichnis, bereich: Bereich, ort: Ort | None) -> None:
    merker = f"{kennung}_{roh.blatt}"
    dezimal: Dezimal | None = st.session_state.get(f"tabelle_dezimal_{merker}")
    gewaehlter = f"{ort.name}" if ort else ""
    zuordnung: dict[str, str] = {}
    jahr: int | None = None

    def verstehe() -> Verstandenes:
        schluessel = (merker, tuple(sorted(zuordnung.items())), jahr, dezimal, gewaehlter)
        v: Verstandenes = _gemerkt(
            f"verstanden{bool(zuordnung)}{jahr}",
            schluessel,
            lambda: tabellen.verstehe(roh, zuordnung, jahr, dezimal=dezimal, ort=gewaehlter),
        )
        return v

    try:
        if spalte := st.session_state.get(f"tabelle_ortsspalte_{merker}"):
            zuordnung[spalte] = "ort"
            _ortsspalte(roh, merker)
        v = verstehe()
    except tabellen.OrtsspalteFehlt as fehler:
        st.warning(woertlich(str(fehler)))
        _ortsspalte(roh, merker)
        return
    except tabellen.ZahlenMehrdeutig as fehler:
        st.warning(woertlich(str(fehler)))
        _dezimalzeichen(merker)
        return
    if dezimal:
        _dezimalzeichen(merker)
    eintrag = _waehle_eintrag(v, merker, ort)
    if len(v.jahre) > 1:
        wahl = st.selectbox("Jahr", [NEUESTES, *map(str, v.jahre)], key=f"tabelle_jahr_{merker}")
        jahr = int(wahl) if wahl and wahl != NEUESTES else None
    vorschau = st.container(gap="small")
    zuordnung |= _zuordnen(v, merker)
    with vorschau:
        try:
            v = verstehe()
        except tabellen.ZahlenMehrdeutig as fehler:
            st.warning(woertlich(str(fehler)))
            _dezimalzeichen(merker)
            return
        if eintrag is not None:
            _vorschau(v, eintrag, orte, bereich, ort)


def _ortsspalte(roh: Rohtabelle, merker: str) -> None:
    spalten = [s.bezeichnung for s in roh.spalten if s.bezeichnung]
    key = f"tabelle_ortsspalte_{merker}"
    st.selectbox("Welche Spalte nennt den Ort?", spalten, index=None, placeholder="bitte wählen", key=key)


def _dezimalzeichen(merker: str) -> None:
    st.radio(
        "Was trennt die Nachkommastellen?",
        ["komma", "punkt"],
        index=None,
        format_func=lambda d: "Komma: 1.234,5" if d == "komma" else "Punkt: 1,234.5",
        key=f"tabelle_dezimal_{merker}",
    )


def _waehle_eintrag(v: Verstandenes, merker: str, ort: Ort | None) -> Ortseintrag | None:
    if len(v.orte) == 1:
        return v.orte[0]
    je_kennung = {e.kennung: e for e in v.orte}
    passend = [
        k
        for k, e in je_kennung.items()
        if ort is not None and not e.quartier and (e.schluessel == ort.id or e.name == ort.name)
    ]
    kennungen = list(je_kennung)
    gewaehlt = st.selectbox(
        "Quartier in der Tabelle" if v.orte and v.orte[0].quartier else "Ort in der Tabelle",
        kennungen,
        index=kennungen.index(passend[0]) if len(passend) == 1 else None,
        format_func=lambda k: je_kennung[k].bezeichnung,
        placeholder=f"{len(kennungen)} gefunden – bitte wählen",
        key=f"tabelle_eintrag_{merker}",
    )
    return je_kennung.get(gewaehlt) if gewaehlt else None


def _zuordnen(v: Verstandenes, merker: str) -> dict[str, str]:
    """Auswahlfelder für alles, was sich zuordnen lässt; gibt zurück, was gewählt ist."""
    offen = [(n.bezeichnung, n.stelle, n.grund) for n in v.nicht_verstanden if n.zuordenbar]
    strittig = [(s, tabellen_name(k.merkmal), k.grund) for k in v.konflikte for s in k.spalten]
    if not offen and not strittig:
        return {}
    st.markdown(f"**Nicht zugeordnet ({len(offen) + len(strittig)})**")
    gewaehlt = {}
    for name, stelle, grund in (strittig + offen)[:_HOECHSTENS_ZUORDNEN]:
        ziel = st.selectbox(
            f"{woertlich(name)} ({woertlich(stelle)})",
            tabellen.ziele(),
            index=None,
            format_func=tabellen_name,
            placeholder="nicht übernehmen",
            help=woertlich(grund),
            key=f"tabelle_zu_{merker}_{name}",
        )
        if ziel:
            gewaehlt[name] = ziel
    if len(offen) + len(strittig) > _HOECHSTENS_ZUORDNEN:
        namen = ", ".join(name for name, *_ in (strittig + offen)[_HOECHSTENS_ZUORDNEN:][:HOECHSTENS_GELISTET])
        st.caption(woertlich(f"Außerdem nicht verstanden: {namen}."))
    return gewaehlt


def _vorschau(v: Verstandenes, eintrag: Ortseintrag, orte: Ortsverzeichnis, bereich: Bereich, ort: Ort | None) -> None:
    angaben = v.angaben_zu(eintrag)
    st.html(vorschau_html(eintrag, angaben))
    for konflikt in v.konflikte:
        st.warning(woertlich(f"{tabellen_name(konflikt.merkmal)}: {', '.join(konflikt.spalten)}. {konflikt.grund}"))
    werte = [n for n in v.nicht_verstanden if not n.zuordenbar and _betrifft(n, eintrag)]
    if werte or v.hinweise:
        with st.popover("Was nicht übernommen wird, und Hinweise", width="stretch"):
            st.html(liste([f"{n.bezeichnung} ({n.stelle}): {n.grund}" for n in werte] + list(v.hinweise)))
    if not angaben:
        return
    try:
        traeger = ort if ort is None or ort.ebene != "quartier" else orte.ort(ort.gemeinde)
        ((profil, herkunft),) = tabellen.profile(v, orte, [eintrag], traeger)
        ziel = tabellen.finde_ort(v, eintrag, orte, traeger)
    except BewaehrtFehler as fehler:
        st.error(woertlich(str(fehler)))
        return
    werte_im_profil = _fuer_profil(profil, {a.merkmal for a in angaben})
    for hinweis in herkunft.hinweise:
        st.caption(woertlich(hinweis))
    if not werte_im_profil:
        st.caption("Nichts davon führt das Profil; oben lässt sich noch zuordnen.")
        return
    st.button(
        "Übernehmen",
        key="tabelle_uebernehmen",
        type="primary",
        on_click=_uebernehmen,
        args=(bereich, ziel, ort, eintrag, werte_im_profil),
        help="Schreibt die Werte in die Felder des Profils, Anteile auf ganze Prozent gerundet; dort bleiben sie änderbar.",
    )


def _fuer_profil(profil: Profil, gelesen: set[str]) -> dict[str, Any]:
    werte: dict[str, Any] = {}
    for name in IM_PROFIL:
        wert = getattr(profil, name)
        if (
            name in gelesen
            and wert is not None
            and not (profil.ebene == "quartier" and name in ("einwohner", "status"))
        ):
            werte[name] = ("ja" if wert else "nein") if isinstance(wert, bool) else _ganz(wert)
    for name in IM_QUARTIER:
        wert = getattr(profil.quartier, name) if profil.quartier else None
        if name in gelesen and wert is not None:
            werte[name] = _ganz(wert)
    return werte


def _ganz(wert: Any) -> Any:
    """Anteile auf ganze Prozent, kaufmännisch gerundet: genauer fragt und vergleicht das Profil nicht."""
    return floor(wert + 0.5) if isinstance(wert, float) else wert


def _uebernehmen(bereich: Bereich, ziel: Ort, ort: Ort | None, eintrag: Ortseintrag, werte: dict[str, Any]) -> None:
    if ort is None or (ort.id != ziel.id and not (ort.ebene == "quartier" and ort.gemeinde == ziel.id)):
        bereich.leere()
        bereich.setze(ort=ziel.id)
    if eintrag.quartier:
        bereich.setze(ebene="quartier")
    bereich.setze(**werte)
    namen = ", ".join(tabellen_name(name) for name in werte)
    st.session_state["_tabelle_uebernommen"] = f"Übernommen für {eintrag.bezeichnung or ziel.name}: {namen}."


def _betrifft(n: NichtVerstanden, eintrag: Ortseintrag) -> bool:
    return n.art != "Wert" or f", {eintrag.bezeichnung}" in n.bezeichnung
