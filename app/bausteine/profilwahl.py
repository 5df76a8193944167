"""Ort und Profil: aus der Adresse gelesen, mit dem Ortsverzeichnis ergänzt, in einem Aufklapper änderbar."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import Any

import streamlit as st

from app.bausteine.adresse import Angabe, Bereich
from app.bausteine.ortsfeld import ortsfeld
from app.bausteine.tabellenimport import tabellenimport
from app.bausteine.worte import EBENEN, zahl
from empfehlung.passung import in_worten
from empfehlung.profil import Profil, Quartiersprofil, herkunft, profil_aus_ort
from wissensbasis.orte import LANDNAMEN, Ort, Ortsverzeichnis

JA_NEIN = ("ja", "nein")
# Merkmal → mögliche Werte; „ja“ und „nein“ stehen für Wahrheitswerte.
WAHLEN: dict[str, tuple[str, ...]] = {
    "status": ("kreisfrei", "kreisangehoerig"),
    "jugendamt": JA_NEIN,
    "raumtyp": ("staedtisch", "teilweise-staedtisch", "laendlich"),
    "entwicklung": ("stark-schrumpfend", "schrumpfend", "stabil", "wachsend", "stark-wachsend"),
    "soziallage": ("niedrig", "mittel", "hoch"),
    "haushaltssicherung": JA_NEIN,
    "land": tuple(LANDNAMEN),
}
BESCHRIFTUNG = {
    "status": "Verwaltungsstellung",
    "jugendamt": "Eigenes Jugendamt",
    "raumtyp": "Siedlungsraum",
    "entwicklung": "Bevölkerungsentwicklung",
    "soziallage": "Soziale Lage",
    "haushaltssicherung": "Haushaltssicherung",
    "land": "Land",
}
ZAHLEN = ("einwohner", "wohneinheiten", "gebunden_prozent")


def _wahl(name: str, werte: tuple[str, ...]) -> Angabe:
    return Angabe(name, "wahl", lambda text: text in werte)


# Nur Abweichungen vom Verzeichnis stehen in der Adresse; `None` heißt „wie verzeichnet“.
BEREICH = Bereich(
    "profil",
    [
        Angabe("ort", "wahl"),
        _wahl("ebene", tuple(EBENEN)),
        *(_wahl(name, werte) for name, werte in WAHLEN.items()),
        *(Angabe(name, "zahl") for name in ZAHLEN),
    ],
)


def gewaehlter_ort(orte: Ortsverzeichnis) -> Ort | None:
    """Der Ort der Adresse; `None`, wenn keiner gewählt oder der Schlüssel unbekannt ist."""
    kennung = BEREICH.werte()["ort"]
    return orte.ort(kennung) if kennung else None


def profil(orte: Ortsverzeichnis) -> Profil | None:
    """Das geltende Profil: was das Verzeichnis weiß, darüber die eigenen Angaben; `None`, wenn es beides nicht gibt."""
    werte = BEREICH.werte()
    eigene = {name: wert for name, wert in werte.items() if name != "ort" and wert is not None}
    ort = gewaehlter_ort(orte)
    if ort is None and not eigene:
        return None
    grund = profil_aus_ort(ort, orte) if ort else Profil()
    angaben: dict[str, Any] = grund.model_dump()
    for name in (*WAHLEN, "ebene", "einwohner"):
        if name in eigene:
            angaben[name] = eigene[name] == "ja" if WAHLEN.get(name) is JA_NEIN else eigene[name]
    bestand = {
        **((grund.quartier or Quartiersprofil()).model_dump()),
        **{
            name: float(eigene[name]) if name == "gebunden_prozent" else eigene[name]
            for name in ZAHLEN[1:]
            if name in eigene
        },
    }
    angaben["quartier"] = bestand if angaben["ebene"] == "quartier" else None
    return Profil.model_validate(angaben)


def ortswahl(orte: Ortsverzeichnis) -> None:
    """Feld mit Vorschlägen beim Tippen; nach der Wahl der Ort mit seinem Stand und einem Weg zurück."""
    kennung = BEREICH.werte()["ort"]
    ort = gewaehlter_ort(orte)
    if ort is None:
        if kennung:
            st.warning("Den Ort aus diesem Link kennt das Verzeichnis nicht. Bitte neu wählen.")
        ortsfeld(orte, "Ihr Ort", key="ortstext", waehle=_ort_setzen)
        return
    with st.container(key="gewaehlter_ort", gap="small"):
        kreis = orte.kreis(ort)
        gemeinde = orte.ort(ort.gemeinde) if ort.ebene == "quartier" else None
        lage = f"{kreis.name if kreis else ort.art}, {ort.landname}"
        if gemeinde:
            lage = f"Quartier in {gemeinde.name}, {ort.landname}"
        st.html(
            f'<p class="bw-klein">Ihr Ort</p><p class="bw-ort"><strong>{escape(ort.name)}</strong><br>'
            f"{escape(lage)}<br>{escape(gemeinde.einwohner_text if gemeinde else ort.einwohner_text)}</p>"
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
    """Alle Merkmale des Profils, jedes freiwillig; was das Verzeichnis weiß, steht als erste Wahl da."""
    ort = gewaehlter_ort(orte)
    grund = profil_aus_ort(ort, orte) if ort else None
    quellen = herkunft(ort, orte) if ort else {}
    key = BEREICH.schluessel
    st.segmented_control(
        "Ebene",
        list(EBENEN),
        format_func=lambda e: EBENEN[e],
        key=key("ebene"),
        help="Ohne Wahl gilt die Ebene des Orts. Für ein eigenes Quartier: Stadt wählen und hier „Quartier“.",
    )
    _zahl("Einwohner", "einwohner", ort.einwohner_text if ort and ort.ebene != "quartier" else "")
    for name, werte in WAHLEN.items():
        bekannt = getattr(grund, name) if grund else None
        leer = f"{in_worten(name, bekannt)} (verzeichnet)" if bekannt is not None else "nicht bekannt"
        st.selectbox(
            BESCHRIFTUNG[name],
            list(werte),
            index=None,
            placeholder=leer,
            format_func=partial(_wort, name),
            filter_mode="contains",
            key=key(name),
            help=f"Vorbelegt aus: {quellen[name]}. Eine eigene Wahl geht vor." if name in quellen else None,
        )
    geltend = profil(orte)
    if geltend is not None and geltend.ebene == "quartier":
        _zahl("Wohnungen im Quartier", "wohneinheiten", zahl(ort.wohneinheiten) if ort and ort.wohneinheiten else "")
        _zahl("Gebundene Wohnungen (%)", "gebunden_prozent", "", hoechstens=100)
    tabellenimport(orte, BEREICH, ort)


def _zahl(beschriftung: str, name: str, verzeichnet: str, hoechstens: int = 100_000_000) -> None:
    st.number_input(
        beschriftung,
        min_value=0,
        max_value=hoechstens,
        step=1,
        key=BEREICH.schluessel(name),
        placeholder=f"{verzeichnet}" if verzeichnet else "nicht bekannt",
    )


def _wort(name: str, wert: str) -> str:
    return wert if WAHLEN[name] is JA_NEIN else in_worten(name, wert)


def zusammenfassung(p: Profil | None) -> str:
    """Was vom Profil bekannt ist, in einer Zeile für den Aufklapper."""
    if p is None:
        return "Profil (alles freiwillig)"
    namen = ("einwohner", *WAHLEN)
    bekannt = sum(getattr(p, name) is not None for name in namen)
    return f"Profil: {bekannt} von {len(namen)} Merkmalen bekannt"
