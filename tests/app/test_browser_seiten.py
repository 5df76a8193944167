"""Die App im echten Browser: Sprache, schmale Bildschirme, Tastatur, Zurück-Taste, kein Aufruf ins Netz."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.app.apphilfen import baue_basis
from tests.app.browserhilfen import chromium, oeffne, server, zur_ruhe

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

LANGES_WORT = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenberatungsstelle"
SEITEN = (
    "/",
    "/?ort=05562020",
    "/suche?q=Betreuung",
    "/suche?ansicht=karte",
    "/massnahme?id=nw-herten-randzeiten-0",
    "/methode",
    "/stand",
)


@pytest.fixture(scope="module")
def adresse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Ein laufender Server über acht erdachten Maßnahmen."""
    chromium()
    massnahmen = {
        f"nw/herten/randzeiten-{nummer}": {
            "titel": f"{LANGES_WORT} Nummer {nummer}",
            "thema": f"Schichtdienst {nummer}",
        }
        for nummer in range(8)
    }
    einstellungen = baue_basis(tmp_path_factory.mktemp("browser"), massnahmen)
    with server(einstellungen) as laufend:
        yield laufend.adresse


def test_sprache_titel_und_kein_aufruf_ins_netz(seite: Page, adresse: str) -> None:
    fremd: list[str] = []
    seite.on("request", lambda r: None if r.url.startswith((adresse, "data:", "blob:")) else fremd.append(r.url))
    for pfad in SEITEN:
        oeffne(seite, adresse + pfad)
        assert seite.evaluate("document.documentElement.lang") == "de"
        assert seite.title().endswith("– Bewährt")
        assert seite.locator("h1").count() == 1
    assert fremd == []


@pytest.mark.parametrize("pfad", SEITEN)
def test_auf_390_pixeln_ragt_nichts_hinaus(seite: Page, adresse: str, pfad: str) -> None:
    seite.set_viewport_size({"width": 390, "height": 844})
    oeffne(seite, adresse + pfad)
    breite, fenster = seite.evaluate(
        "(() => { const m = document.querySelector('[data-testid=stMain]'); return [m.scrollWidth, m.clientWidth] })()"
    )
    assert breite <= fenster
    ueber = seite.evaluate(
        "[...document.querySelectorAll('h1, h2, h3, p, li, a, button')].filter(e => e.offsetParent && !e.closest('.bw-rollen')"
        " && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.textContent.slice(0, 60))"
    )
    assert ueber == []


def test_ort_mit_der_tastatur_waehlen(seite: Page, adresse: str) -> None:
    oeffne(seite, adresse)
    seite.get_by_label("Ihr Ort").focus()
    seite.keyboard.type("herten", delay=40)
    seite.wait_for_selector(".st-key-ortsvorschlaege button")
    seite.keyboard.press("Tab")
    seite.keyboard.press("Enter")
    seite.wait_for_selector(".st-key-gewaehlter_ort")
    seite.wait_for_url("**ort=05562020**")


def test_vorschlaege_schieben_nichts_weg(seite: Page, adresse: str) -> None:
    oeffne(seite, adresse)
    feld = seite.get_by_label("Worum geht es?")
    vorher = feld.bounding_box()
    seite.get_by_label("Ihr Ort").press_sequentially("neun", delay=40)
    seite.wait_for_selector(".st-key-ortsvorschlaege button")
    assert feld.bounding_box() == vorher


def test_details_und_zurueck_zeigen_dieselbe_liste(seite: Page, adresse: str) -> None:
    oeffne(seite, f"{adresse}/?ort=05562014&anliegen=Betreuung")
    seite.wait_for_selector("text=6 Empfehlungen")
    erster = seite.locator("[class*=st-key-titel_] a").first.inner_text()
    seite.locator("[class*=st-key-titel_] a").first.click()
    seite.wait_for_selector("text=Auf einen Blick")
    assert seite.locator("h1").inner_text() == erster
    seite.go_back()
    seite.wait_for_selector("text=6 Empfehlungen")
    assert seite.get_by_label("Worum geht es?").input_value() == "Betreuung"


def test_zurueck_macht_sofort_den_letzten_schritt_rueckgaengig(seite: Page, adresse: str) -> None:
    oeffne(seite, f"{adresse}/?ort=05562014")
    seite.locator(".st-key-empfehlung_feld button").first.click()
    seite.wait_for_url("**feld=**")
    zur_ruhe(seite)
    seite.go_back()
    seite.wait_for_url(lambda url: "feld=" not in url)
    zur_ruhe(seite)
    assert "feld=" not in seite.url and "ort=05562014" in seite.url
    seite.go_forward()
    seite.wait_for_url("**feld=**")
    zur_ruhe(seite)
    assert "feld=" in seite.url


def test_ein_schritt_zurueck_fuehrt_von_jeder_seite_weg(seite: Page, adresse: str) -> None:
    """Ort, Merkliste und Vorgaben, die eine Seite sich selbst ergänzt, sind kein eigener Schritt."""
    oeffne(seite, f"{adresse}/?ort=05562014&merken=nw-herten-randzeiten-7")
    for name in ("Suche", "Netzwerktreffen", "Weiterbildung", "Stand und Lücken"):
        seite.get_by_role("link", name=name, exact=True).first.click()
        seite.wait_for_function("name => document.title.startsWith(name)", arg=name)
        seite.wait_for_url("**ort=05562014**")
        zur_ruhe(seite)
        seite.go_back()
        seite.wait_for_function("document.title.startsWith('Empfehlungen')")
        seite.wait_for_selector("text=6 Empfehlungen")
        zur_ruhe(seite)


def test_zurueck_nimmt_nichts_von_der_merkliste(seite: Page, adresse: str) -> None:
    oeffne(seite, f"{adresse}/?ort=05562014&merken=nw-herten-randzeiten-7")
    seite.locator("[class*=st-key-titel_] a").first.click()
    seite.wait_for_selector("text=Auf einen Blick")
    zur_ruhe(seite)
    seite.locator(".st-key-massnahme_knoepfe").get_by_role("button", name="Merken").click()
    seite.wait_for_url(lambda url: url.count("merken=") == 2)
    zur_ruhe(seite)
    for _ in range(2):  # ein Schritt ist das Merken, einer der Wechsel der Seite
        seite.go_back()
        zur_ruhe(seite)
    seite.wait_for_selector("text=6 Empfehlungen")
    seite.wait_for_url(lambda url: url.count("merken=") == 2)
    assert seite.locator("[class*=st-key-merken_karte_] button:has-text('Gemerkt')").count() >= 1


def test_merkliste_uebersteht_das_schliessen(browser: Browser, adresse: str) -> None:
    """Derselbe Browser bekommt sie ohne Adresse zurück; der Link einer Kollegin verdrängt sie nicht."""
    eigener = browser.new_context()
    erste = eigener.new_page()
    oeffne(erste, f"{adresse}/?ort=05562014")
    for stelle in (0, 1):
        erste.locator("[class*=st-key-merken_karte_]").nth(stelle).locator("button:visible").click()
        erste.wait_for_url(lambda url, n=stelle + 1: url.count("merken=") == n)
    zur_ruhe(erste)
    gemerkt = re.findall(r"merken=([a-z0-9-]+)", erste.url)
    erste.close()

    zweite = eigener.new_page()
    zweite.goto(f"{adresse}/merkliste")
    zweite.wait_for_selector("text=2 Maßnahmen gemerkt")
    assert re.findall(r"merken=([a-z0-9-]+)", zweite.url) == gemerkt
    zweite.close()

    link = eigener.new_page()
    fremd = next(f"nw-herten-randzeiten-{n}" for n in range(8) if f"nw-herten-randzeiten-{n}" not in gemerkt)
    oeffne(link, f"{adresse}/merkliste?merken={fremd}")
    link.wait_for_selector("#bw-andere-merkliste a")
    assert link.locator("#bw-andere-merkliste a").inner_text() == "2 Maßnahmen"
    link.locator("#bw-andere-merkliste a").click()
    link.wait_for_selector("text=2 Maßnahmen gemerkt")
    assert not link.locator("#bw-andere-merkliste").is_visible()

    oeffne(link, f"{adresse}/merkliste?merken={fremd}&merken={gemerkt[0]}")
    link.get_by_role("button", name="Entfernen").first.click()  # jetzt gilt die fremde als eigene
    link.wait_for_selector("text=Eine Maßnahme gemerkt")
    link.wait_for_selector("#bw-andere-merkliste a:has-text('2 Maßnahmen')")
    eigener.close()


def test_aufgehobenes_das_es_nicht_mehr_gibt_faellt_weg(seite: Page, adresse: str) -> None:
    oeffne(seite, f"{adresse}/methode")
    seite.evaluate("localStorage.setItem('bewaehrt-merkliste', 'gibt-es-nicht,nw-herten-randzeiten-1')")
    oeffne(seite, f"{adresse}/methode")
    seite.wait_for_url("**merken=nw-herten-randzeiten-1")
    zur_ruhe(seite)
    assert "gibt-es-nicht" not in seite.url
    assert seite.evaluate("localStorage.getItem('bewaehrt-merkliste')") == "nw-herten-randzeiten-1"


def test_schnelle_klicks_gehen_nicht_verloren(seite: Page, adresse: str) -> None:
    """Der zweite Klick reist noch mit der Adresse von vor dem ersten; beide müssen zählen."""
    oeffne(seite, f"{adresse}/?ort=05562014")
    seite.wait_for_selector("[class*=st-key-vergleich_]")
    for stelle in range(3):
        seite.locator("[class*=st-key-vergleich_]").nth(stelle).locator("button:visible").click()
    seite.locator("[class*=st-key-merken_karte_]").nth(3).locator("button:visible").click()
    seite.wait_for_selector("text=Auswahl vergleichen (3)")
    seite.wait_for_url("**merken=**")
    assert seite.url.count("vergleich=") == 3


def test_vergleich_laesst_sich_weitergeben(seite: Page, adresse: str, browser: Browser) -> None:
    oeffne(seite, f"{adresse}/?ort=05562014")
    for gewaehlt in (1, 2):
        seite.locator("[class*=st-key-vergleich_]").nth(gewaehlt - 1).locator("button:visible").click()
        seite.wait_for_selector(f"text=Auswahl vergleichen ({gewaehlt})")
    seite.get_by_role("button", name="Auswahl vergleichen (2)").click()
    seite.wait_for_selector(".bw-vergleich")
    kollegin = browser.new_context().new_page()
    oeffne(kollegin, seite.url)
    assert kollegin.locator(".bw-vergleich thead th").count() == 2
    kollegin.context.close()


@pytest.mark.parametrize("breite", [1280, 390])
def test_klick_auf_die_karte_zeigt_den_ort(seite: Page, adresse: str, breite: int) -> None:
    seite.set_viewport_size({"width": breite, "height": 900})
    oeffne(seite, f"{adresse}/suche?ansicht=karte")
    karte = seite.get_by_role("img", name="Karte von Deutschland: 8 Maßnahmen an 1 Ort")
    karte.scroll_into_view_if_needed()
    karte.locator("circle").hover(force=True)
    assert seite.locator(".hinweis").inner_text() == "Herten: 8 Maßnahmen"
    karte.locator("circle").click(force=True)
    seite.wait_for_url("**punkt=05562020**")
    seite.wait_for_selector("h3:has-text('Herten: 8 Maßnahmen')")
    assert karte.locator("circle.gewaehlt").count() == 1
