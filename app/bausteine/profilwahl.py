"""Ort und Profil: aus der Adresse gelesen, mit dem Ortsverzeichnis ergänzt, in einem Aufklapper änderbar."""

from __future__ import annotations

import re
from functools import partial
from html import escape
from typing import Any

import streamlit as st

from app.bausteine.adresse import Angabe, Bereich
from app.bausteine.ortsfeld import ortsfeld
from app.bausteine.profilfragen import ANTWORTEN, DANACH, ERKLAERUNG, FRAGEN, JA_NEIN, WAHLEN, ZAHLEN, ZUERST, felder
from app.bausteine.tabellenimport import tabellenimport
from app.bausteine.worte import EBENEN, zahl
from empfehlung.baender import BAENDER
from empfehlung.passung import in_worten
from empfehlung.profil import Profil, Quartiersprofil, herkunft, mit_angaben, profil_aus_ort
from wissensbasis.orte import Ort, Ortsverzeichnis

# Ohne eigene Wahl gilt das Verzeichnis; „unbekannt“ nimmt ausdrücklich weg, was dort steht.
VERZEICHNET = "verzeichnet"
UNBEKANNT = "unbekannt"


def _wahl(name: str, werte: tuple[str, ...]) -> Angabe:
    # „land“ heißt in der Adresse schon das Filter der Suche.
    parameter = "ortsland" if name == "land" else ""
    return Angabe(name, "wahl", lambda text: text in werte or text == UNBEKANNT, VERZEICHNET, parameter)


def _zahl(name: str, von: int, bis: int) -> Angabe:
    return Angabe(name, "zahl", lambda text: text.isdecimal() and len(text) < 10 and von <= int(text) <= bis)


# Nur Abweichungen vom Verzeichnis stehen in der Adresse.
BEREICH = Bereich(
    "profil",
    [
        Angabe("ort", "wahl"),
        Angabe("ebene", "wahl", EBENEN.__contains__, parameter="ortsebene"),
        *(_wahl(name, werte) for name, werte in WAHLEN.items()),
        *(_zahl(name, von, bis) for name, (_, von, bis) in ZAHLEN.items()),
    ],
    "mitgefuehrt",
)


def gewaehlter_ort(orte: Ortsverzeichnis) -> Ort | None:
    """Der Ort der Adresse; `None`, wenn keiner gewählt oder der Schlüssel unbekannt ist."""
    kennung = BEREICH.wert("ort")
    return orte.ort(kennung) if kennung else None


def profil(orte: Ortsverzeichnis) -> Profil | None:
    """Das geltende Profil: was das Verzeichnis weiß, darüber die eigenen Angaben; `None`, wenn es beides nicht gibt."""
    werte = BEREICH.werte()
    eigene = {name: wert for name, wert in werte.items() if name != "ort" and wert not in (None, VERZEICHNET)}
    if not eigene and gewaehlter_ort(orte) is None:
        return None
    grund = _grundprofil(orte)
    angaben: dict[str, Any] = {"quartier": {}, "baender": {}}
    for name in felder(grund.ebene):
        if name in eigene:
            fach = angaben[_fach(name, grund.ebene)] if _fach(name, grund.ebene) else angaben
            fach[name] = _gelesen(name, eigene[name])
    return mit_angaben(grund, angaben)


def _grundprofil(orte: Ortsverzeichnis) -> Profil:
    """Was ohne eigene Merkmale gilt: der Ort auf der gewählten Ebene."""
    ort = gewaehlter_ort(orte)
    grund = profil_aus_ort(ort, orte) if ort else Profil()
    ebene = BEREICH.wert("ebene")
    return mit_angaben(grund, {"ebene": ebene}) if ebene else grund


def _fach(name: str, ebene: str) -> str:
    """Wo ein Merkmal im Profil steht: unter `baender`, unter `quartier` oder ganz oben."""
    if name in BAENDER:
        return "baender"
    return "quartier" if ebene == "quartier" and name in Quartiersprofil.model_fields else ""


def _gelesen(name: str, wert: Any) -> Any:
    if wert == UNBEKANNT:
        return None
    return wert == "ja" if WAHLEN.get(name) is JA_NEIN else wert


def _wert(p: Profil, name: str) -> Any:
    """Der Wert eines Merkmals, wo immer er steht; Bänder auch aus der genauen Zahl."""
    if name in BAENDER:
        return p.band(name)
    return getattr(p.quartier if _fach(name, p.ebene) else p, name, None)


def ortswahl(orte: Ortsverzeichnis) -> None:
    """Feld mit Vorschlägen beim Tippen; nach der Wahl der Ort mit seinem Stand und einem Weg zurück."""
    kennung = BEREICH.wert("ort")
    ort = gewaehlter_ort(orte)
    if ort is None:
        if kennung:
            st.warning("Den Ort aus diesem Link kennt das Verzeichnis nicht. Bitte neu wählen.")
        ortsfeld(orte, "Ihr Ort", key="ortstext", waehle=_ort_setzen)
        return
    with st.container(key="gewaehlter_ort", gap="small"):
        kreis = orte.kreis(ort)
        gemeinde = orte.gemeinde(ort)
        lage = f"{kreis.name if kreis else ort.art}, {ort.landname}"
        if gemeinde:
            lage = f"Quartier in {gemeinde.name}, {ort.landname}"
        st.html(
            f'<p class="bw-klein">Ihr Ort</p><p class="bw-ort"><strong>{escape(ort.name)}</strong><br>'
            f"{escape(lage)}<br>{escape(f'{gemeinde.name}: {gemeinde.einwohner_text}' if gemeinde else ort.einwohner_text)}</p>"
        )
        st.button("Anderer Ort", key="ort_aendern", on_click=_ort_vergessen)
        if hinweis := orte.hinweis(ort):
            st.caption(hinweis)


def _ort_setzen(ort: Ort) -> None:
    BEREICH.leere()
    BEREICH.setze(ort=ort.id)


def _ort_vergessen() -> None:
    BEREICH.leere()
    st.session_state.pop("ortstext", None)


def profilfelder(orte: Ortsverzeichnis) -> None:
    """Die Fragen der Ebene, darunter der Rest; alles freiwillig, was das Verzeichnis weiß, steht schon da."""
    ort = gewaehlter_ort(orte)
    grund = _grundprofil(orte)
    quellen = herkunft(ort, orte) if ort else {}
    _ebene(grund.ebene, ort)
    for name in ZUERST[grund.ebene]:
        _frage(name, grund, quellen)
    with st.expander("Weitere Angaben", key="weitere_angaben"):
        for ueberschrift, namen in DANACH[grund.ebene]:
            st.caption(f"**{ueberschrift}**")
            for name in namen:
                if name in WAHLEN:
                    _frage(name, grund, quellen)
                else:
                    _zahlenfeld(name, grund)
    tabellenimport(orte, BEREICH, ort)


def _ebene(geltend: str, ort: Ort | None) -> None:
    """Zeigt immer die geltende Ebene; in der Adresse steht sie nur, wenn sie von der des Orts abweicht."""
    key = "wahl_ebene"
    st.session_state[key] = geltend
    eigene = ort.ebene if ort else "kommune"

    def uebernehmen() -> None:
        gewaehlt = st.session_state[key]
        BEREICH.setze(ebene=None if gewaehlt == eigene else gewaehlt)

    st.segmented_control(
        "Ebene",
        list(EBENEN),
        format_func=lambda e: EBENEN[e],
        key=key,
        required=True,
        on_change=uebernehmen,
        help="Für ein eigenes Quartier: die Stadt als Ort wählen und hier „Quartier“.",
    )


def _frage(name: str, grund: Profil, quellen: dict[str, str]) -> None:
    key = BEREICH.schluessel(name)
    hilfe = [ERKLAERUNG.get(name, "")]
    if name in BAENDER and (genau := BEREICH.wert(BAENDER[name].zahl)) is not None:
        # Die Antwort bleibt in der Adresse, gilt aber erst wieder, wenn die genaue Zahl gelöscht ist.
        wort = f"{_wort(name, BAENDER[name].zu(genau))} – aus der genauen Zahl"
        st.selectbox(FRAGEN[name], [wort], key=f"{key}_genau", disabled=True)
        return
    verzeichnet = _wert(grund, name)
    moeglich = [VERZEICHNET, *WAHLEN[name]]
    if verzeichnet is not None:
        moeglich.append(UNBEKANNT)
        hilfe.append(
            f"Verzeichnet: {_mit_verweis(quellen[name])}. Eine eigene Antwort geht vor." if name in quellen else ""
        )
    elif st.session_state[key] == UNBEKANNT:
        BEREICH.setze(**{name: VERZEICHNET})  # dasselbe; sonst stünde „nicht bekannt“ zweimal zur Wahl
    st.selectbox(
        FRAGEN[name],
        moeglich,
        format_func=partial(_antwort, name, verzeichnet),
        filter_mode="contains",
        key=key,
        help=" ".join(teil for teil in hilfe if teil) or None,
    )


def _antwort(name: str, verzeichnet: Any, wahl: str) -> str:
    if wahl == UNBEKANNT or (wahl == VERZEICHNET and verzeichnet is None):
        return "nicht bekannt"
    return f"{_wort(name, verzeichnet)} – verzeichnet" if wahl == VERZEICHNET else _wort(name, wahl)


def _wort(name: str, wert: Any) -> str:
    if WAHLEN[name] is JA_NEIN:
        return wert if isinstance(wert, str) else "ja" if wert else "nein"
    return ANTWORTEN.get(name, {}).get(wert) or in_worten(name, wert)


def _mit_verweis(quelle: str) -> str:
    return re.sub(r"https?://([^/\s]+)\S*", lambda adresse: f"[{adresse[1]}]({adresse[0]})", quelle)


def _zahlenfeld(name: str, grund: Profil) -> None:
    beschriftung, von, bis = ZAHLEN[name]
    frage = next((merkmal for merkmal, reihe in BAENDER.items() if reihe.zahl == name), None)
    # Wer die Frage anders beantwortet hat, für den gilt die verzeichnete Zahl nicht mehr.
    verzeichnet = _wert(grund, name) if BEREICH.werte().get(frage or "", VERZEICHNET) == VERZEICHNET else None
    st.number_input(
        beschriftung,
        min_value=von,
        max_value=bis,
        value=None,  # sonst würde aus einem geleerten Feld der kleinste Wert
        step=1,
        key=BEREICH.schluessel(name),
        placeholder="keine Angabe" if verzeichnet is None else f"{_zahlwort(name, verzeichnet)} – verzeichnet",
    )


def _zahlwort(name: str, wert: float) -> str:
    return str(wert) if name == "baujahr" else zahl(wert)


def zusammenfassung(p: Profil | None) -> str:
    """Wie viele Fragen der Ebene beantwortet sind, in einer Zeile für den Aufklapper."""
    if p is None:
        return f"Profil: {len(ZUERST['kommune'])} Fragen, alle freiwillig"
    beantwortet = sum(_wert(p, name) is not None for name in ZUERST[p.ebene])
    return f"Profil: {beantwortet} von {len(ZUERST[p.ebene])} Fragen beantwortet"
