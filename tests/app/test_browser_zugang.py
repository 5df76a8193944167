"""Barrierefreiheit im echten Browser: jede Seite mit axe-core geprüft, breit und schmal, alles aufgeklappt."""

from __future__ import annotations

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
