"""Wie lange der Server je Handgriff braucht, und wie viel davon die Empfehlung selbst ist.

Aufruf: python -m tests.messung.app_zeiten. Ohne Browser und ohne Netz; die App läuft im selben Prozess (AppTest), die
Empfehlung daneben mit denselben Eingaben. Ziel: Die Seite legt höchstens noch einmal so viel obendrauf.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from itertools import cycle

import numpy as np
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest, app_test, local_script_runner

from app.bausteine.dienst import hole_dienst
from empfehlung.anfrage import Anfrage
from empfehlung.profil import profil_aus_ort
from wissensbasis.einstellungen import WURZEL

MAL = 25
ORT = "05562020"
ANLIEGEN = (
    "Eltern im Schichtdienst finden keine Betreuung am frühen Morgen",
    "Ältere kommen ohne Auto nicht zum Arzt und zum Einkaufen",
    "Treffpunkt gegen Einsamkeit im Wohnquartier",
    "Familien finden die passende Beratung nicht",
    "Jugendliche sollen bei der Planung mitreden",
)
FELDER = ("fk-1", "fk-2", "fk-3", "fk-4", "fk-5", "fk-6")
SEITEN = ("suche", "netzwerktreffen", "weiterbildung", "merkliste", "stand", "methode")


def hauptprogramm() -> None:
    """Misst alle Handgriffe und druckt die Tafel."""
    _uebersetzungen_behalten()
    leer = _messe(_leere_seite())
    app = AppTest.from_file(str(WURZEL / "app" / "start.py"), default_timeout=300)
    app.query_params["ort"] = ORT
    app.run()
    dienst = hole_dienst()
    profil = profil_aus_ort(dienst.basis.orte.finde(ORT), dienst.basis.orte)
    kennungen = cycle(sorted(dienst.basis.massnahmen)[::7])
    print(
        f"{len(dienst.basis.massnahmen)} Maßnahmen, {MAL}-mal je Handgriff, Ort {profil.name}; Zeiten des Servers in ms\n"
    )
    print(f"{'Handgriff':<34} {'Median':>8} {'95 %':>8}   {'Empfehlung':>10}   Seite dazu")
    _zeile("leere Streamlit-Seite", leer)

    texte, felder = cycle(ANLIEGEN), cycle(FELDER)
    for name, setze in (
        ("Anliegen ändern", lambda: {"anliegen": next(texte), "feld": []}),
        ("Feld ändern, mit Anliegen", lambda: {"anliegen": ANLIEGEN[0], "feld": [next(felder)]}),
        ("Feld ändern, ohne Anliegen", lambda: {"anliegen": "", "feld": [next(felder)]}),
    ):
        zeiten, rein = [], []
        for _ in range(MAL):
            werte = setze()
            for angabe, wert in werte.items():
                app.session_state[f"empfehlung_{angabe}"] = wert
            zeiten.append(_laufe(app))
            anfrage = Anfrage(profil, tuple(werte["feld"]), (), str(werte["anliegen"]), None, 6)
            rein.append(_dauer(lambda anfrage=anfrage: dienst.empfehle(anfrage)))
        _zeile(f"Empfehlungen: {name}", zeiten, rein)

    anfrage = Anfrage(profil, (), (), ANLIEGEN[0], None, 6)
    app.session_state["empfehlung_feld"], app.session_state["empfehlung_anliegen"] = [], ANLIEGEN[0]
    _laufe(app)
    merken, rein = [], []
    for _ in range(MAL):
        next(b for b in app.button if str(b.key).startswith("merken_karte_")).click()
        merken.append(_laufe(app))
        rein.append(_dauer(lambda: dienst.empfehle(anfrage)))
    _zeile("Empfehlungen: Merken", merken, rein)

    details = []
    for _ in range(MAL):
        app.switch_page("seiten/massnahme.py")
        app.query_params["id"] = next(kennungen)
        details.append(_laufe(app))
    _zeile("Details öffnen", details)
    suchen = []
    app.switch_page("seiten/suche.py")
    _laufe(app)
    for _ in range(MAL):
        app.session_state["suche_feld"] = [next(felder)]
        suchen.append(_laufe(app))
    _zeile("Suche: Feld ändern", suchen)
    _seitenwechsel(app)


def _uebersetzungen_behalten() -> None:
    """Lässt AppTest übersetzte Seiten behalten wie der Server: sonst übersetzt es jede bei jedem Lauf neu."""
    gemeinsam = ScriptCache()
    for modul in (local_script_runner, app_test):
        modul.ScriptCache = lambda: gemeinsam  # type: ignore[attr-defined]


def _seitenwechsel(app: AppTest) -> None:
    alle = []
    for seite in SEITEN:
        zeiten = []
        for _ in range(MAL // 5):
            app.switch_page(f"seiten/{seite}.py")
            zeiten.append(_laufe(app))
        alle += zeiten
        _zeile(f"Seitenwechsel: {seite}", zeiten)
    _zeile("Seitenwechsel: alle", alle)


def _leere_seite() -> Callable[[], object]:
    probe = AppTest.from_string("import streamlit as st\nst.html('<p>leer</p>')")
    probe.run()
    return probe.run


def _laufe(app: AppTest) -> float:
    dauer = _dauer(app.run)
    if app.exception or app.error:
        raise RuntimeError(f"Die App meldet einen Fehler: {[e.value for e in (*app.exception, *app.error)]}")
    return dauer


def _messe(aufruf: Callable[[], object]) -> list[float]:
    return [_dauer(aufruf) for _ in range(MAL)]


def _dauer(aufruf: Callable[[], object]) -> float:
    beginn = time.perf_counter()
    aufruf()
    return (time.perf_counter() - beginn) * 1000


def _zeile(name: str, zeiten: list[float], rein: list[float] | None = None) -> None:
    zeile = f"{name:<34} {statistics.median(zeiten):8.0f} {np.quantile(zeiten, 0.95):8.0f}"
    if rein:
        allein = statistics.median(rein)
        zeile += f"   {allein:10.0f}   ×{(statistics.median(zeiten) - allein) / allein:.2f}"
    print(zeile, flush=True)


if __name__ == "__main__":
    hauptprogramm()
