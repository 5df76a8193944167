"""Gefundene Maßnahmen auf einer Karte ohne Netz: Umriss der Länder, je Ort ein Kreis, darunter dasselbe als Text."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any

import streamlit as st

from app.bausteine import worte
from app.bausteine.adresse import Bereich
from app.landkarte import ORDNER
from wissensbasis.datensatz.modell import Massnahme
from wissensbasis.orte import Ort, Ortsverzeichnis

BREITE, RAND = 600.0, 14.0
# Westen, Osten, Süden und Norden des Bildes in Grad; etwas mehr als Deutschland.
_WEST, _OST, _SUED, _NORD = 5.85, 15.05, 47.26, 55.07
_JE_GRAD = (BREITE - 2 * RAND) / (_OST - _WEST)
_KLEINSTER, _GROESSTER = 4.5, 26.0
_KARTE = "karte"


@dataclass(frozen=True)
class Kartenort:
    """Ein Punkt der Karte und die Maßnahmen, die dort zu Hause sind, in der Ordnung der Treffer."""

    ort: Ort
    massnahmen: tuple[Massnahme, ...]

    @property
    def in_worten(self) -> str:
        """„Herten: 3 Maßnahmen“."""
        return f"{self.ort.name}: {_anzahl(len(self.massnahmen))}"


def _mercator(breite: float) -> float:
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(breite) / 2)))


HOEHE = 2 * RAND + (_mercator(_NORD) - _mercator(_SUED)) * _JE_GRAD


def lage(breite: float, laenge: float) -> tuple[float, float]:
    """Wo ein Punkt im Bild liegt (Mercator, Norden oben)."""
    x = RAND + (laenge - _WEST) * _JE_GRAD
    y = RAND + (_mercator(_NORD) - _mercator(breite)) * _JE_GRAD
    return round(x, 1), round(y, 1)


def verorte(massnahmen: Iterable[Massnahme], orte: Ortsverzeichnis) -> tuple[list[Kartenort], list[Massnahme]]:
    """Die Punkte der Karte, der vollste zuerst, und was keinen Ort mit Koordinaten hat.

    Quartiere und Bezirke ohne eigene Koordinaten zählen zu ihrer Gemeinde.
    """
    je_ort: dict[Ort, list[Massnahme]] = {}
    ohne: list[Massnahme] = []
    for m in massnahmen:
        ort = orte.ort(m.ort)
        punktort = orte.lage(ort) if ort is not None else None
        if punktort is None:
            ohne.append(m)
        else:
            je_ort.setdefault(punktort, []).append(m)
    punkte = [Kartenort(ort, tuple(alle)) for ort, alle in je_ort.items()]
    return sorted(punkte, key=lambda p: (-len(p.massnahmen), p.ort.name, p.ort.id)), ohne


def zeige(
    massnahmen: Sequence[Massnahme], orte: Ortsverzeichnis, bereich: Bereich, zeichne: Callable[[Massnahme], None]
) -> None:
    """Karte, Ortswahl und Text; `zeichne` zeichnet die Maßnahmen des gewählten Orts (Angabe `punkt` des Bereichs)."""
    punkte, ohne = verorte(massnahmen, orte)
    je_kennung = {p.ort.id: p for p in punkte}
    key = bereich.schluessel("punkt")
    if st.session_state.get(key) not in je_kennung:
        st.session_state[key] = None
    if punkte:
        _zeichne_karte(punkte, st.session_state[key], bereich)
        st.selectbox(
            "Ort auf der Karte",
            sorted(je_kennung, key=lambda k: (je_kennung[k].ort.name, k)),
            index=None,
            format_func=lambda k: f"{je_kennung[k].ort.name} ({len(je_kennung[k].massnahmen)})",
            placeholder="auf die Karte tippen oder hier wählen",
            filter_mode="contains",
            key=key,
        )
    st.caption(worte.woertlich(_erlaeuterung(punkte, ohne, orte)))
    gewaehlt = je_kennung.get(st.session_state[key])
    if gewaehlt is not None:
        st.html(f'<h3 class="bw-zwischen">{escape(gewaehlt.in_worten)}</h3>')
        for m in gewaehlt.massnahmen:
            zeichne(m)
    st.html(tabelle_html(punkte))


def _zeichne_karte(punkte: Sequence[Kartenort], gewaehlt: str | None, bereich: Bereich) -> None:
    def uebernimm() -> None:
        if ort := st.session_state[_KARTE].get("ort"):
            bereich.setze(punkt=ort)

    bauteil = st.components.v2.component("landkarte", html=umriss_html(), css=_datei("css"), js=_datei("js"))
    bauteil(key=_KARTE, data=kartendaten(punkte, gewaehlt), on_ort_change=uebernimm)


def kartendaten(punkte: Sequence[Kartenort], gewaehlt: str | None) -> dict[str, Any]:
    """Was die Zeichnung braucht; kleine Kreise liegen oben."""
    kreise = []
    for p in punkte:
        assert p.ort.breite is not None and p.ort.laenge is not None  # dafür sorgt `verorte`
        x, y = lage(p.ort.breite, p.ort.laenge)
        r = min(_GROESSTER, _KLEINSTER * math.sqrt(len(p.massnahmen)))
        kreise.append({"id": p.ort.id, "x": x, "y": y, "r": round(r, 1), "text": p.in_worten})
    summe = sum(len(p.massnahmen) for p in punkte)
    return {
        "orte": kreise,
        "gewaehlt": gewaehlt,
        "beschreibung": f"Karte von Deutschland: {_anzahl(summe)} an {_orte(len(punkte))}. "
        "Dieselben Angaben stehen darunter als Auswahl und als Tabelle.",
    }


@cache
def umriss_html() -> str:
    """Die Länder als SVG; die Orte trägt `landkarte.js` ein."""
    pfade = []
    for land in json.loads((ORDNER / "laender.json").read_text(encoding="utf-8"))["features"]:
        form = land["geometry"]
        flaechen = [form["coordinates"]] if form["type"] == "Polygon" else form["coordinates"]
        ringe = (
            " ".join("{},{}".format(*lage(breite, laenge)) for laenge, breite in ring)
            for flaeche in flaechen
            for ring in flaeche
        )
        pfade.append(f'<path d="{"".join(f"M{ring}Z" for ring in ringe)}"/>')
    return (
        f'<div class="karte"><svg viewBox="0 0 {BREITE:.0f} {HOEHE:.0f}" role="img">{"".join(pfade)}<g class="orte"></g></svg>'
        '<div class="hinweis" hidden></div></div>'
    )


@cache
def _datei(endung: str) -> str:
    return (ORDNER / f"landkarte.{endung}").read_text(encoding="utf-8")


def _erlaeuterung(punkte: Sequence[Kartenort], ohne: Sequence[Massnahme], orte: Ortsverzeichnis) -> str:
    saetze = []
    if punkte:
        saetze.append(
            "Je größer der Kreis, desto mehr Maßnahmen. Gezeigt ist der Ort, an dem eine Maßnahme beschrieben ist; Kreise "
            "liegen in ihrer Mitte, Quartiere und Bezirke in ihrer Stadt."
        )
    if ohne:
        namen = dict.fromkeys(ort.name if (ort := orte.ort(m.ort)) else m.ort for m in ohne)
        saetze.append(f"Nicht auf der Karte, weil Koordinaten fehlen: {_anzahl(len(ohne))} ({', '.join(namen)}).")
    return " ".join(saetze)


def tabelle_html(punkte: Sequence[Kartenort]) -> str:
    """Alle Orte mit ihrer Zahl, zugeklappt; für alle, die eine Karte nicht sehen oder nicht mögen."""
    if not punkte:
        return ""
    zeilen = "".join(
        f'<tr><th scope="row">{escape(p.ort.name)}</th><td>{escape(p.ort.landname)}</td><td>{len(p.massnahmen)}</td></tr>'
        for p in punkte
    )
    return (
        f"<details><summary>Die Karte als Tabelle ({worte.zahl(len(punkte))} Ort{'' if len(punkte) == 1 else 'e'})</summary>"
        '<table class="bw-tabelle"><thead><tr><th scope="col">Ort</th><th scope="col">Land</th>'
        f'<th scope="col">Maßnahmen</th></tr></thead><tbody>{zeilen}</tbody></table></details>'
    )


def _anzahl(zahl: int) -> str:
    return f"{worte.zahl(zahl)} Maßnahme{'' if zahl == 1 else 'n'}"


def _orte(zahl: int) -> str:
    return f"{worte.zahl(zahl)} Ort{'' if zahl == 1 else 'en'}"
