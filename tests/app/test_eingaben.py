"""Schlechte Eingaben in jedes Textfeld und jede Datei: eine deutsche Meldung, nichts verloren, nichts ausgeführt."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from app.ausgaben import merkliste_schreiben
from app.bausteine.profilwahl import BEREICH
from tests.app.apphilfen import laufe, neue_sitzung
from wissensbasis.basis import Wissensbasis
from wissensbasis.einstellungen import WURZEL

# Alles, was ein Textfeld füllen kann; `test_kein_feld_ist_vergessen` hält die Liste vollständig.
FELDER = {
    "empfehlungen": ("ortstext", "empfehlung_anliegen"),
    "suche": ("suche_q",),
    "netzwerktreffen": ("treffen_ortstext", "treffen_eigenes", "treffen_liste"),
    "weiterbildung": ("weiterbildung_profil1", "weiterbildung_profil2"),
    "merkliste": (),
    "massnahme": (),
    "stand": (),
    "methode": (),
}
UPLOADS = {"empfehlungen": ("tabelle_datei",), "merkliste": ("merkliste_datei",)}
PROFIL = tuple(a.in_adresse for a in BEREICH.angaben if a.name != "ort")
EINGABEN = {
    "lang": "Betreuung " * 1000,
    "ein Wort": "x" * 10_000,
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "markdown": "![bild](https://boese.example/x.png) [klick](javascript:alert(1)) $x^2$ :material/bolt: **fett**",
    "emoji": "👨‍👩‍👧‍👦🏳️‍🌈 Familie 🧓",
    "steuerzeichen": "Betreuung\x00\x07\u202e\u200b\ufeff",
    "sql": "'; DROP TABLE massnahmen; -- %s {0} ../../etc/passwd",
    "leerraum": " \t\n  ",
    "leer": "",
}
KAPUTT = {
    "leer": b"",
    "bild": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
    "html": b"<!DOCTYPE html><html><script>alert(1)</script></html>",
    "zip": b"PK\x03\x04" + b"\x00" * 200,
    "programm": b"\x7fELF\x02\x01\x01" + b"\x00" * 200,
    "nullen": b"\x00" * 5000,
}


@pytest.fixture
def gemerkt(echte_basis: Wissensbasis) -> list[str]:
    return sorted(echte_basis.massnahmen)[:2]


def oeffne(app: AppTest, seite: str, gemerkt: list[str]) -> AppTest:
    """Die Seite mit Ort und zwei Gemerkten, die keine Eingabe verlieren darf."""
    app.query_params["ort"] = "05562020"
    app.query_params["merken"] = gemerkt
    app.run()
    if seite != "empfehlungen":
        app.switch_page(f"seiten/{seite}.py").run()
    heil(app, gemerkt)
    return app


def heil(app: AppTest, gemerkt: list[str]) -> None:
    """Kein Absturz, nichts ausgeführt, nichts aus dem Netz geholt, Ort und Merkliste noch da."""
    assert not app.exception
    assert not [e for e in app.error if "Fehler aufgetreten" in e.value]
    roh = "\n".join(e.proto.body for e in app.get("html") if not e.proto.body.startswith(("<style>", "<script>")))
    assert not re.search(r"<(script|img|iframe)|\son\w+=[^>]*>(?<!&gt;)", re.sub(r"&lt;.*?&gt;", "", roh))
    for art in (app.error, app.warning, app.info, app.caption, app.success, app.markdown):
        for element in art:
            assert not re.search(r"(?<!\\)!\[|(?<!\\)\]\(", element.value), element.value
            assert not element.proto.allow_html if hasattr(element.proto, "allow_html") else True
    assert list(app.session_state["merkliste_merken"]) == gemerkt
    assert app.session_state["profil_ort"] == "05562020"


def test_kein_feld_ist_vergessen(app: AppTest) -> None:
    app.run()
    seiten = {datei.stem for datei in (WURZEL / "app" / "seiten").glob("*.py")} - {"__init__"}
    assert seiten == set(FELDER)
    for seite, felder in FELDER.items():
        app.switch_page(f"seiten/{seite}.py").run()
        assert {f.key for f in (*app.text_input, *app.text_area)} == set(felder)
        assert tuple(f.key for f in app.get("file_uploader")) == UPLOADS.get(seite, ())
        assert all(f.max_chars for f in (*app.text_input, *app.text_area))


@pytest.mark.parametrize("seite", [s for s, felder in FELDER.items() if felder])
def test_textfelder_halten_alles_aus(app: AppTest, gemerkt: list[str], seite: str) -> None:
    """Ohne Rücksicht auf die Grenze des Felds: So käme es von einem Browser, der sie nicht kennt."""
    oeffne(app, seite, gemerkt)
    for key in FELDER[seite]:
        for eingabe in EINGABEN.values():
            felder = [f for f in (*app.text_input, *app.text_area) if f.key == key]
            if not felder:  # der Ort ist schon gewählt
                app.button(key="ort_aendern").click().run()
                app.session_state["profil_ort"] = None
                felder = [f for f in app.text_input if f.key == key]
            felder[0].set_value(eingabe).run()
            if key == "treffen_liste":
                app.button(key="liste_uebernehmen").click().run()
            if key == "ortstext":
                app.session_state["profil_ort"] = "05562020"
            heil(app, gemerkt)


@pytest.mark.parametrize("eingabe", EINGABEN.values(), ids=EINGABEN)
def test_fremde_links_halten_alles_aus(app: AppTest, gemerkt: list[str], eingabe: str) -> None:
    """Dasselbe über die Adresse: ein Link, den jemand anders gebaut hat."""
    fremd = {
        "massnahme": ("id",),
        "suche": ("q", "feld", "land", "von", "seite", "sort", "ansicht"),
        "netzwerktreffen": ("dabei", "eigenes", "themen", "sitzungen", "minuten", "beginn"),
        "weiterbildung": ("profil1", "profil2", "ziel", "paar", "typ", "anonym"),
        "empfehlungen": ("anliegen", "feld", "thema", "ab", "anzahl", "vergleich", *PROFIL),
    }
    for seite, namen in fremd.items():
        ziel = "" if seite == "empfehlungen" else seite
        app = laufe(neue_sitzung(), ziel, ort="05562020", merken=gemerkt, **dict.fromkeys(namen, eingabe))
        heil(app, gemerkt)


@pytest.mark.parametrize("inhalt", KAPUTT.values(), ids=KAPUTT)
def test_falsche_merkliste(app: AppTest, gemerkt: list[str], inhalt: bytes) -> None:
    oeffne(app, "merkliste", gemerkt)
    app.get("file_uploader")[0].set_value(("liste.json", inhalt, "application/json")).run()
    app.button(key="liste_laden").click().run()
    assert "Die Merkliste ist unverändert" in app.error[0].value
    heil(app, gemerkt)


def test_merkliste_mit_fremdem_text(app: AppTest, gemerkt: list[str]) -> None:
    oeffne(app, "merkliste", gemerkt)
    datei = merkliste_schreiben([(EINGABEN["html"], EINGABEN["markdown"]), (EINGABEN["markdown"], ""), ("x" * 300, "")])
    app.get("file_uploader")[0].set_value(("<img src=x>.json", datei, "application/json")).run()
    app.button(key="liste_laden").click().run()
    assert "gibt es in der Wissensbasis nicht" in app.warning[0].value
    heil(app, gemerkt)


@pytest.mark.parametrize("endung", ["csv", "xlsx"])
@pytest.mark.parametrize("inhalt", KAPUTT.values(), ids=KAPUTT)
def test_falsche_tabelle(app: AppTest, gemerkt: list[str], inhalt: bytes, endung: str) -> None:
    oeffne(app, "empfehlungen", gemerkt)
    app.get("file_uploader")[0].set_value((f"werte.{endung}", inhalt, "text/csv")).run()
    assert app.error and app.error[0].value.endswith(".")
    assert not re.search(r"\b(error|invalid|file|cannot|not a)\b", app.error[0].value, re.IGNORECASE)
    assert app.number_input(key="profil_einwohner").value is None
    heil(app, gemerkt)


def test_tabelle_mit_formeln_und_html(app: AppTest, gemerkt: list[str]) -> None:
    oeffne(app, "empfehlungen", gemerkt)
    html = EINGABEN["html"].replace(";", "")
    inhalt = f'Ort;Einwohner;=HYPERLINK("x");{html};{EINGABEN["markdown"]}\nHerten;=1+1;@SUM(A1);{html};1\n'.encode()
    app.get("file_uploader")[0].set_value((f"{html}.csv", inhalt, "text/csv")).run()
    assert app.number_input(key="profil_einwohner").value is None
    heil(app, gemerkt)


def test_pruefung_der_pruefung() -> None:
    """`heil` muss Ausgeführtes auch erkennen."""
    for boese in ("st.html('<p><img src=x></p>')", "st.warning('![x](https://boese.example/x.png)')"):
        quelle = f"import streamlit as st\nst.session_state['merkliste_merken'] = []\n{boese}\n"
        probe = AppTest.from_string(f"{quelle}st.session_state['profil_ort'] = '05562020'\n").run()
        with pytest.raises(AssertionError):
            heil(probe, [])
