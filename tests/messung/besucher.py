"""Viele Menschen zugleich, jede mit eigenem Ort und eigener Merkliste, in echten Browserseiten.

Aufruf: python -m tests.messung.besucher [SEKUNDEN [BESUCHE]], sonst zwei Minuten mit zwanzig Besuchen. Startet dafür einen
eigenen Server auf 127.0.0.1 und endet von selbst. Geprüft wird, dass nichts scheitert und niemand etwas von anderen sieht; der
Speicher des Servers wird laufend mitgeschrieben, damit zu sehen ist, ob er wächst oder steht.
"""

from __future__ import annotations

import asyncio
import random
import re
import statistics
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import numpy as np

from tests.app.browserhilfen import OHNE_CHROMIUM, Server, chromium_pfad, server
from wissensbasis.basis import Wissensbasis
from wissensbasis.einstellungen import Einstellungen
from wissensbasis.orte import Ort

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

BESUCHER = 20
SEKUNDEN = 120
DENKPAUSE = (1.0, 4.0)
MESSABSTAND = 30.0
GEDULD_MS = 60_000
# Ankommen und Verabschieden höchstens; der Browser lädt zwanzigmal die ganze Oberfläche, das dauert auf zwei Kernen.
NEBENHER = 240
JE_ANKUNFT = 3
ANLIEGEN = ("Betreuung am Abend", "Bürgerbus", "Treffpunkt im Quartier", "Beratung für Familien", "Wohnen im Alter")
RUHE = '[data-testid="stApp"][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'


@dataclass
class Besuch:
    """Eine Person: was ihr gehört und was ihr widerfuhr."""

    ort: Ort
    anliegen: str
    zufall: random.Random
    gemerkt: list[str] = field(default_factory=list)
    zeiten: list[tuple[str, float]] = field(default_factory=list)
    fehler: list[str] = field(default_factory=list)
    geprueft: int = 0


def hauptprogramm(sekunden: float, anzahl: int) -> int:
    """Misst und druckt; 0, wenn alles heil blieb."""
    if chromium_pfad() is None:
        print(OHNE_CHROMIUM)
        return 2
    basis = Wissensbasis(Einstellungen())
    schluessel = sorted({m.ort for m in basis.massnahmen.values() if len(m.ort) == 8 and m.ort.isdigit()})
    orte = [ort for k in schluessel[:: max(1, len(schluessel) // anzahl)] if (ort := basis.orte.ort(k))][:anzahl]
    besuche = [Besuch(ort, ANLIEGEN[n % len(ANLIEGEN)], random.Random(n)) for n, ort in enumerate(orte)]
    with server(basis.einstellungen) as laufend:
        stand = asyncio.run(asyncio.wait_for(_alle(laufend, besuche, sekunden), sekunden + NEBENHER))
    return _drucke(besuche, stand, sekunden)


async def _alle(laufend: Server, besuche: list[Besuch], sekunden: float) -> dict[str, float]:
    from playwright.async_api import async_playwright

    stand = {"vor dem ersten Besuch": _speicher(laufend.prozess)}
    async with async_playwright() as spiel:
        browser = await spiel.chromium.launch(executable_path=chromium_pfad(), args=["--no-sandbox"])
        seite = await browser.new_page()
        await _oeffne(seite, laufend.adresse)  # der erste Besuch lädt das Modell
        await seite.close()
        stand["Anfang (gewärmt)"] = _speicher(laufend.prozess)
        tuer = asyncio.Semaphore(JE_ANKUNFT)
        seiten = await asyncio.gather(*(_komme_an(browser, laufend.adresse, b, tuer) for b in besuche))
        stand["alle da"] = _speicher(laufend.prozess)
        rechenzeit, beginn = _rechenzeit(laufend.prozess), time.monotonic()
        arbeit = [asyncio.create_task(_besuche(s, b, beginn + sekunden)) for s, b in zip(seiten, besuche, strict=True)]
        while (vergangen := time.monotonic() - beginn) < sekunden:
            await asyncio.sleep(min(MESSABSTAND, sekunden - vergangen))
            stand[f"nach {time.monotonic() - beginn:.0f} s"] = _speicher(laufend.prozess)
        await asyncio.gather(*arbeit)
        stand["Ende"] = _speicher(laufend.prozess)
        anteil = (_rechenzeit(laufend.prozess) - rechenzeit) / (time.monotonic() - beginn)
        print(
            f"Der Server rechnete {anteil:.0%} der Zeit (100 % = ein Kern); der Rest der Wartezeit entsteht im Browser."
        )
        await browser.close()
    return stand


async def _komme_an(browser: Browser, adresse: str, b: Besuch, tuer: asyncio.Semaphore) -> Page:
    """Ein neuer Besuch mit eigenem Kontext, also ohne gemeinsame Kekse und Zwischenspeicher."""
    async with tuer:
        kontext = await browser.new_context(viewport={"width": 1280, "height": 900})
        seite = await kontext.new_page()
        seite.on("pageerror", lambda fehler: b.fehler.append(f"Skriptfehler: {fehler}"))
        await _handgriff(b, seite, "erster Aufruf", _oeffne(seite, f"{adresse}/?ort={b.ort.id}"))
        return seite


async def _besuche(seite: Page, b: Besuch, ende: float) -> None:
    name = "Ankunft"
    try:
        while time.monotonic() < ende:
            await asyncio.sleep(b.zufall.uniform(*DENKPAUSE))
            name = b.zufall.choice(("Anliegen", "Merken", "Merken", "Details", "Suche", "Merkliste"))
            await _handgriff(b, seite, name, HANDGRIFFE[name](seite, b))
    except Exception as fehler:
        # Die letzten Zeilen sagen, worauf der Browser wartete.
        zeilen = str(fehler).splitlines()
        b.fehler.append(f"{name}: {type(fehler).__name__}: {zeilen[0]} {' / '.join(zeilen[-3:])}")


async def _handgriff(b: Besuch, seite: Page, name: str, tun: object) -> None:
    beginn = time.perf_counter()
    await tun  # type: ignore[misc]
    await _ruhe(seite)
    b.zeiten.append((name, time.perf_counter() - beginn))
    await _pruefe(seite, b, name)


async def _pruefe(seite: Page, b: Besuch, name: str) -> None:
    """Ort und Merkliste dieser Person, nichts Fremdes, keine Fehlermeldung."""
    for _ in range(GEDULD_MS // 100):  # die Adresse folgt der Seite; auf vollen Rechnern mit Abstand
        werte = parse_qs(urlsplit(seite.url).query)
        if werte.get("ort") == [b.ort.id] and werte.get("merken", []) == b.gemerkt:
            break
        await asyncio.sleep(0.1)
    else:
        b.fehler.append(f"{name}: erwartet {b.ort.id} {b.gemerkt}, in der Adresse {werte}")
    if await seite.locator('[data-testid="stAlertContentError"], [data-testid="stException"]').count():
        b.fehler.append(f"{name}: Die Seite meldet einen Fehler")
    b.geprueft += 1


async def _oeffne(seite: Page, url: str) -> None:
    await seite.goto(url, timeout=GEDULD_MS)
    await seite.wait_for_selector(".bw-fuss", timeout=GEDULD_MS)
    await _ruhe(seite)


async def _ruhe(seite: Page) -> None:
    await seite.wait_for_timeout(100)
    await seite.wait_for_selector(RUHE, timeout=GEDULD_MS)
    await seite.wait_for_function('!document.querySelector("[data-stale=true]")', timeout=GEDULD_MS)


async def _wechsle(seite: Page, name: str, ueberschrift: str) -> None:
    await seite.get_by_role("link", name=name, exact=True).first.click(timeout=GEDULD_MS)
    await seite.wait_for_selector(f"h1:has-text('{ueberschrift}')", timeout=GEDULD_MS)
    await _ruhe(seite)


async def _empfehlungen(seite: Page) -> None:
    if not await seite.get_by_label("Worum geht es?").count():
        await _wechsle(seite, "Empfehlungen", "Was hat sich anderswo bewährt")
        await seite.wait_for_selector("[class*=st-key-karte_]", timeout=GEDULD_MS)


async def _anliegen(seite: Page, b: Besuch) -> None:
    await _empfehlungen(seite)
    feld = seite.get_by_label("Worum geht es?")
    b.anliegen = b.zufall.choice([a for a in ANLIEGEN if a != b.anliegen])
    await feld.fill(b.anliegen)
    await feld.press("Control+Enter")
    await seite.wait_for_url("**anliegen=**", timeout=GEDULD_MS)


async def _merken(seite: Page, b: Besuch) -> None:
    await _empfehlungen(seite)
    karten = seite.locator("[class*=st-key-merken_karte_]")
    # Auf einmal gelesen: Zwischen zwei Abfragen kann die Seite neu zeichnen.
    klassen: list[str] = await karten.evaluate_all("karten => karten.map(k => k.className)")
    kennungen = [m[1] for k in klassen if (m := re.search(r"st-key-merken_karte_([a-z0-9-]+)", k))]
    neu = [k for k in kennungen if k not in b.gemerkt]
    if neu and len(b.gemerkt) < 10:
        b.gemerkt.append(neu[0])
        ziel = neu[0]
    elif weg := [k for k in kennungen if k in b.gemerkt]:
        b.gemerkt.remove(weg[0])
        ziel = weg[0]
    else:
        return
    await seite.locator(f".st-key-merken_karte_{ziel} button:visible").click(timeout=GEDULD_MS)


async def _details(seite: Page, b: Besuch) -> None:
    await _empfehlungen(seite)
    await seite.locator("[class*=st-key-details_] a").first.click(timeout=GEDULD_MS)
    await seite.wait_for_selector("text=Auf einen Blick", timeout=GEDULD_MS)


async def _suche(seite: Page, b: Besuch) -> None:
    await _wechsle(seite, "Suche", "Suche")
    await seite.get_by_label("Suchtext").fill(b.anliegen)
    await seite.get_by_label("Suchtext").press("Enter")


async def _merkliste(seite: Page, b: Besuch) -> None:
    await _wechsle(seite, "Merkliste", "Merkliste")
    gezeigt = await seite.locator("[class*=st-key-titel_] a").count()
    if gezeigt != len(b.gemerkt):
        b.fehler.append(f"Merkliste zeigt {gezeigt} statt {len(b.gemerkt)}")
    if b.gemerkt and f"für {b.ort.name}" not in await seite.locator(".bw-vorspann").inner_text():
        b.fehler.append("Merkliste nennt einen fremden Ort")


HANDGRIFFE = {
    "Anliegen": _anliegen,
    "Merken": _merken,
    "Details": _details,
    "Suche": _suche,
    "Merkliste": _merkliste,
}


def _speicher(prozess: int) -> float:
    """Belegter Arbeitsspeicher des Servers in MB."""
    return int(subprocess.check_output(["ps", "-o", "rss=", "-p", str(prozess)])) / 1024


def _rechenzeit(prozess: int) -> float:
    """Verbrauchte Rechenzeit des Servers in Sekunden."""
    text = subprocess.check_output(["ps", "-o", "time=", "-p", str(prozess)], text=True).strip()
    tage, _, rest = text.rpartition("-")
    sekunden = sum(float(teil) * 60**stelle for stelle, teil in enumerate(reversed(rest.split(":"))))
    return sekunden + 86_400 * int(tage or 0)


def _drucke(besuche: list[Besuch], stand: dict[str, float], sekunden: float) -> int:
    zeiten = [dauer for b in besuche for _, dauer in b.zeiten]
    zahlen = Counter(name for b in besuche for name, _ in b.zeiten)
    fehler = [f"{b.ort.name}: {f}" for b in besuche for f in b.fehler]
    print(
        f"{len(besuche)} Besuche zugleich, {sekunden:.0f} s, {len(zeiten)} Handgriffe, {sum(b.geprueft for b in besuche)} Prüfungen"
    )
    print(
        f"Handgriff bis zur Ruhe der Seite: Median {statistics.median(zeiten):.1f} s, 95 % {np.quantile(zeiten, 0.95):.1f} s"
    )
    for name, zahl in zahlen.most_common():
        print(
            f"  {name:<14} {zahl:4}-mal, Median {statistics.median(d for b in besuche for n, d in b.zeiten if n == name):.1f} s"
        )
    print("Speicher des Servers: " + ", ".join(f"{name} {mb:.0f} MB" for name, mb in stand.items()))
    print(f"Fehler oder Fremdes: {len(fehler)}")
    for zeile in fehler[:20]:
        print(f"  {zeile}")
    return 1 if fehler else 0


if __name__ == "__main__":
    sekunden_, besucher_, *_ = [*sys.argv[1:], *("", "")]
    sys.exit(hauptprogramm(float(sekunden_ or SEKUNDEN), int(besucher_ or BESUCHER)))
