"""Barrierefreiheit im echten Browser: jede Seite mit axe-core geprüft, breit und schmal, alles aufgeklappt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.app.browserhilfen import Server, oeffne
from wissensbasis.basis import Wissensbasis

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

BREITEN = (1280, 390)
SEITEN = {
    "start": "/",
    "empfehlungen": "/?ort=05562020&feld=fk-2&anliegen=Betreuung",
    "empfehlungen-fremdes": "/?ort=99999999",
    "vergleich": "/?ort=05562020&anliegen=Betreuung&ansicht=vergleich",
    "suche": "/suche?q=Betreuung",
    "suche-leer": "/suche?von=2098",
    "suche-tabelle": "/suche?ansicht=tabelle",
    "suche-karte": "/suche?ansicht=karte&punkt=05562020",
    "massnahme": "/massnahme?ort=05562020",
    "massnahme-unbekannt": "/massnahme?id=gibt-es-nicht",
    "netzwerktreffen": "/netzwerktreffen",
    "netzwerktreffen-eigenes": "/netzwerktreffen?dabei=05562020~fk-2&dabei=16052000&dabei=05113000",
    "weiterbildung": "/weiterbildung",
    "weiterbildung-aufgeloest": "/weiterbildung?aufgeloest=ja&anonym=ja&profil1=Neunkirchen",
    "merkliste": "/merkliste",
    "merkliste-voll": "/merkliste?ort=05562020",
    "stand": "/stand",
    "methode": "/methode",
}


def befunde(seite: Page, schwere: tuple[str, ...] = ("serious", "critical")) -> list[str]:
    """Was axe beanstandet, je Stelle eine Zeile; das Skript liegt dem Paket bei und braucht kein Netz."""
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe fehlt: pip install -e '.[entwicklung]'"
    )
    ergebnis: dict[str, Any] = axe.Axe().run(seite).response
    return [
        f"{v['impact']}: {v['id']} an {n['target']}: {n['html'][:160]}"
        for v in ergebnis["violations"]
        if v["impact"] in schwere
        for n in v["nodes"]
    ]


@pytest.fixture(scope="module")
def kennungen(echte_basis: Wissensbasis) -> list[str]:
    """Zwei Maßnahmen, die bei „Betreuung“ in Herten oben stehen könnten; für Maßnahme, Vergleich und Merkliste."""
    return sorted(echte_basis.massnahmen)[:2]


def test_axe_findet_ueberhaupt_etwas(seite: Page) -> None:
    """Ohne das hieße „kein Befund“ vielleicht nur, dass nichts geprüft wurde."""
    seite.set_content("<html><body><img src='data:,'><p style='color: #ccc; background: #fff'>blass</p></body></html>")
    gefunden = "\n".join(befunde(seite))
    assert "image-alt" in gefunden and "color-contrast" in gefunden and "html-has-lang" in gefunden


@pytest.mark.parametrize("breite", BREITEN)
@pytest.mark.parametrize("name", SEITEN)
def test_keine_schweren_befunde(seite: Page, ganze_app: Server, kennungen: list[str], name: str, breite: int) -> None:
    seite.set_viewport_size({"width": breite, "height": 900})
    url = ganze_app.adresse + SEITEN[name]
    if name == "massnahme":
        url += f"&id={kennungen[0]}"
    if name == "merkliste-voll":
        url += "".join(f"&merken={k}" for k in kennungen)
    if name == "vergleich":
        oeffne(seite, url.replace("&ansicht=vergleich", ""))
        karten = seite.locator("[class*=st-key-karte_]").evaluate_all(
            "karten => karten.map(k => [...k.classList].find(c => c.startsWith('st-key-karte_')).slice(13))"
        )
        url += "".join(f"&vergleich={k}" for k in karten[:3])
    oeffne(seite, url)
    if name == "vergleich":
        seite.wait_for_selector(".bw-vergleich")
    seite.evaluate("document.querySelectorAll('details:not([open]) > summary').forEach(s => s.click())")
    seite.wait_for_timeout(500)  # das Aufklappen ist bewegt; halb durchsichtiger Text gälte als zu blass
    assert befunde(seite) == []


# Wörter, die in keinem deutschen Bedienelement vorkommen; `ENGLISCH` sucht sie in allem, was nicht aus der App selbst stammt.
ENGLISCH = re.compile(
    r"\b(axis|choose|clear|close|collapse|column|copy|dismiss|drag|drop|expand|file|for|fullscreen|heading|help|increment|"
    r"decrement|navigate|next|of|open|option|options|page|pages|per|press|previous|remove|results?|search|select|show|"
    r"sidebar|skip|the|to|upload|values|visualization|with)\b",
    re.IGNORECASE,
)
BESCHRIFTUNGEN = """() => {
  const gefunden = [];
  for (const e of document.querySelectorAll("body *")) {
    if (e.closest("[data-testid=stHtml], [data-testid=stMarkdown], [data-testid=stIconMaterial], script, noscript, style, canvas")) continue;
    for (const name of ["aria-label", "aria-roledescription", "title", "placeholder", "alt"])
      if (e.getAttribute(name)) gefunden.push(e.getAttribute(name));
    for (const k of e.childNodes) if (k.nodeType === Node.TEXT_NODE && k.data.trim()) gefunden.push(k.data.trim());
  }
  return [...new Set(gefunden)];
}"""


def englisch(seite: Page) -> list[str]:
    return [text for text in seite.evaluate(BESCHRIFTUNGEN) if ENGLISCH.search(text)]


@pytest.mark.parametrize("name", ["empfehlungen", "suche", "suche-karte", "netzwerktreffen", "weiterbildung", "stand"])
def test_bedienelemente_sprechen_deutsch(seite: Page, ganze_app: Server, name: str) -> None:
    oeffne(seite, ganze_app.adresse + SEITEN[name])
    seite.evaluate("document.querySelectorAll('details:not([open]) > summary').forEach(s => s.click())")
    assert englisch(seite) == []
    for art in ("stSelectbox", "stMultiSelect"):
        for feld in seite.get_by_test_id(art).all()[:1]:
            feld.locator("input").click()
            feld.locator("input").fill("zzzz")
            seite.get_by_text("Nichts gefunden").wait_for()
            assert englisch(seite) == []
            seite.keyboard.press("Escape")


def test_tabelle_und_dateifeld_sprechen_deutsch(seite: Page, ganze_app: Server) -> None:
    oeffne(seite, f"{ganze_app.adresse}/merkliste")
    assert "Datei wählen" in seite.get_by_test_id("stFileUploader").inner_text()
    assert "höchstens 1 MB je Datei" in seite.get_by_test_id("stFileUploader").inner_text()
    oeffne(seite, f"{ganze_app.adresse}/suche?ansicht=tabelle")
    seite.get_by_test_id("stDataFrame").hover()
    seite.get_by_label("In der Tabelle suchen: Gefundene Maßnahmen als Tabelle").wait_for()
    assert not [text for text in englisch(seite) if "Tabelle" in text]
