"""Schlechte Eingaben, die nur ein echter Browser zeigt: zu große Dateien und Zahlen, Ausführung, Bilder aus dem Netz."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.app.browserhilfen import Server, oeffne, zur_ruhe

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

BOESE = "<img src=x onerror=\"document.title='erwischt'\"> ![x](https://boese.example/x.png) <script>alert(1)</script>"
DANACH = "e => getComputedStyle(e, '::after').content"


@pytest.mark.parametrize(
    ("pfad", "megabyte"), [("/merkliste", 2), ("/?ort=05562020", 11)], ids=["Merkliste", "Tabelle"]
)
def test_zu_grosse_datei(seite: Page, ganze_app: Server, tmp_path: Path, pfad: str, megabyte: int) -> None:
    datei = tmp_path / "gross.json"
    datei.write_bytes(b"x" * megabyte * 1_000_000)
    oeffne(seite, ganze_app.adresse + pfad)
    if pfad != "/merkliste":
        seite.locator(".st-key-profilfelder summary").first.click()
    seite.locator("input[type=file]").set_input_files(datei)
    seite.wait_for_selector("[data-testid=stFileChip][aria-invalid=true]")
    feld = seite.get_by_test_id("stFileUploader")
    assert "zu groß" in feld.evaluate(DANACH) and "must be" not in feld.inner_text()


def _antworte(seite: Page, antwort: str) -> None:
    """Wählt im Feld „Städtisch oder ländlich?“; solange der Aufklapper sich öffnet, schließt sich die Liste wieder."""
    moeglich = seite.get_by_role("option", name=antwort)
    for _ in range(10):
        seite.locator(".st-key-profil_raumtyp input").click()
        seite.wait_for_timeout(500)
        if moeglich.count():
            moeglich.click()
            return
    raise AssertionError(f"„{antwort}“ steht nicht zur Wahl")


def test_frage_auf_nicht_bekannt_und_zurueck(seite: Page, ganze_app: Server) -> None:
    """Nur im Browser zeigt sich, ob die Auswahl beide Wege anbietet und der Link dasselbe zeigt."""
    oeffne(seite, f"{ganze_app.adresse}/?ort=05562014")
    seite.locator(".st-key-profilfelder summary").first.click()
    frage = seite.locator(".st-key-profil_raumtyp input")
    verzeichnet = frage.input_value()
    _antworte(seite, "nicht bekannt")
    seite.wait_for_url("**raumtyp=unbekannt**")
    oeffne(seite, seite.url)
    seite.locator(".st-key-profilfelder summary").first.click()
    assert frage.input_value() == "nicht bekannt"
    _antworte(seite, verzeichnet)
    seite.wait_for_url(lambda adresse: "raumtyp" not in adresse)


def test_zu_grosse_zahl(seite: Page, ganze_app: Server) -> None:
    oeffne(seite, f"{ganze_app.adresse}/?ort=05562020")
    seite.locator(".st-key-profilfelder summary").first.click()
    seite.locator(".st-key-weitere_angaben summary").click()
    seite.locator(".st-key-profil_einwohner input").fill("999999999999")
    seite.keyboard.press("Tab")
    seite.wait_for_selector("input[aria-invalid=true]")
    feld = seite.get_by_test_id("stNumberInput").first
    assert "nicht möglich" in feld.evaluate(DANACH) and "outside" not in feld.inner_text()
    assert "einwohner" not in seite.url


def test_nichts_wird_ausgefuehrt_oder_geladen(seite: Page, ganze_app: Server) -> None:
    fremd: list[str] = []
    seite.on(
        "request", lambda r: None if r.url.startswith((ganze_app.adresse, "data:", "blob:")) else fremd.append(r.url)
    )
    seite.on("dialog", lambda dialog: (fremd.append(dialog.message), dialog.dismiss()))
    roh = quote(BOESE)
    for pfad in (
        f"/?ort={roh}&anliegen={roh}",
        f"/suche?q={roh}",
        f"/massnahme?id={roh}",
        f"/netzwerktreffen?dabei=05562020&dabei=16052000&eigenes={roh}",
        f"/weiterbildung?profil1={roh}",
    ):
        oeffne(seite, ganze_app.adresse + pfad)
        assert seite.title().endswith("– Bewährt")
    oeffne(seite, ganze_app.adresse)
    seite.get_by_label("Worum geht es?").fill(BOESE)
    seite.get_by_role("button", name="Empfehlungen zeigen").click()
    seite.wait_for_url("**anliegen=**")
    zur_ruhe(seite)
    assert seite.title().endswith("– Bewährt") and fremd == []
