"""Bildschirmfotos jeder Seite bei 1280 und 390 Pixeln, aus dem gelieferten Korpus, nach docs/bilder.

Aufruf: python -m tests.messung.bilder [NAME …], ohne Namen alle. Braucht Chromium und eine aufgebaute Wissensbasis.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from tests.app.browserhilfen import OHNE_CHROMIUM, chromium_pfad, oeffne, server
from wissensbasis.einstellungen import WURZEL, Einstellungen

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ORDNER = WURZEL / "docs" / "bilder"
# Breite → größte Höhe: Wer bis hierher liest, hat die Gestalt der Seite gesehen.
BREITEN = {1280: 1700, 390: 2200}
TELEFON = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131 Mobile Safari/537.36"
FRUEH = "anliegen=Eltern+im+Schichtdienst+finden+keine+Betreuung+am+frühen+Morgen"
GEMERKT = "merken=nw-essen-sonne-mond-und-sterne&merken=sl-saarwellingen-kita-kinderland"
SEITEN = {
    "start": "/",
    "empfehlungen": f"/?ort=05562020&feld=fk-2&{FRUEH}",
    "quartier": "/?ort=q-dortmund-scharnhorst-ost&feld=gw-4",
    "vergleich": f"/?ort=05562020&feld=fk-2&{FRUEH}&ansicht=vergleich&vergleich=nw-essen-sonne-mond-und-sterne"
    "&vergleich=bb-bernau-kita-bis-20-uhr",
    "suche": "/suche?q=Bürgerbus",
    "karte": "/suche?q=Bürgerbus&ansicht=karte",
    "massnahme": "/massnahme?id=nw-essen-sonne-mond-und-sterne&ort=05562020",
    "merkliste": f"/merkliste?ort=05562020&{GEMERKT}",
    "netzwerktreffen": "/netzwerktreffen?dabei=05562020&dabei=16052000&dabei=05113000&dabei=05513000",
    "weiterbildung": "/weiterbildung",
    "stand": "/stand",
    "methode": "/methode",
}


def hauptprogramm(namen: list[str]) -> int:
    """Nimmt die Bilder auf; 2 ohne Chromium oder bei unbekanntem Namen."""
    pfad = chromium_pfad()
    if pfad is None:
        print(OHNE_CHROMIUM)
        return 2
    if unbekannt := set(namen) - SEITEN.keys():
        print(f"Keine Ansicht heißt {', '.join(sorted(unbekannt))}. Möglich sind: {', '.join(SEITEN)}.")
        return 2
    from playwright.sync_api import sync_playwright

    ORDNER.mkdir(exist_ok=True)
    with server(Einstellungen()) as laufend, sync_playwright() as spiel:
        browser = spiel.chromium.launch(executable_path=pfad, args=["--no-sandbox"])
        for name in namen or SEITEN:
            for breite in BREITEN:
                _bild(browser, f"{laufend.adresse}{SEITEN[name]}", name, breite)
        browser.close()
    return 0


def _bild(browser: Browser, url: str, name: str, breite: int) -> None:
    # Am Telefon klappt die App Felder zu; das erkennt sie an der Kennung des Browsers.
    telefon = breite < 500
    kontext = browser.new_context(
        viewport={"width": breite, "height": 900}, is_mobile=telefon, user_agent=TELEFON if telefon else None
    )
    seite = kontext.new_page()
    oeffne(seite, url)
    hoehe = seite.evaluate("document.querySelector('.stMainBlockContainer').getBoundingClientRect().height")
    seite.set_viewport_size({"width": breite, "height": min(int(hoehe) + 40, BREITEN[breite])})
    # Erst neu zeichnen lassen, dann nach oben: die Liste am Telefon springt sonst zum Ergebnis.
    seite.wait_for_timeout(500)
    seite.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")
    seite.wait_for_timeout(300)
    ziel = ORDNER / f"{name}-{breite}.png"
    seite.screenshot(path=ziel)
    print(ziel.relative_to(WURZEL))
    kontext.close()


if __name__ == "__main__":
    sys.exit(hauptprogramm(sys.argv[1:]))
