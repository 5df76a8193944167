"""Drei ganze Wege durch die App im echten Browser, am gelieferten Korpus: vom ersten Klick bis zur geöffneten Datei."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest
from pptx import Presentation

from empfehlung.dienst import Empfehlungsdienst
from empfehlung.weiterbildung.paare import Auswahl, finde_paare
from tests.app.browserhilfen import Server, lade_herunter, oeffne, zur_ruhe
from tests.hilfen import TESTAUSGABE
from wissensbasis.basis import Wissensbasis

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture
def ablage(request: pytest.FixtureRequest) -> Path:
    """Wo die Aufzeichnung und die heruntergeladenen Dateien dieser Reise bleiben."""
    ordner = TESTAUSGABE / "reisen" / request.node.name.removeprefix("test_")
    shutil.rmtree(ordner, ignore_errors=True)
    ordner.mkdir(parents=True)
    return ordner


@pytest.fixture
def seite(browser: Browser, ablage: Path) -> Iterator[Page]:
    """Eine aufgezeichnete Seite: `playwright show-trace …/aufzeichnung.zip` zeigt jeden Schritt mit Bild."""
    kontext = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    kontext.tracing.start(screenshots=True, snapshots=True)
    yield kontext.new_page()
    kontext.tracing.stop(path=ablage / "aufzeichnung.zip")
    kontext.close()


def worttext(datei: Path) -> str:
    """Aller Text einer Word-Datei, in der Reihenfolge des Dokuments."""
    text = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    absaetze = docx.Document(str(datei)).element.body.iter(f"{text}p")
    return "\n".join("".join(t.text or "" for t in absatz.iter(f"{text}t")) for absatz in absaetze)


def links(datei: Path) -> set[str]:
    """Alle Adressen, auf die eine Word-Datei verweist."""
    return {b.target_ref for b in docx.Document(str(datei)).part.rels.values() if b.is_external}


def ort_waehlen(seite: Page, feld: str, text: str, ort: str) -> None:
    """Tippt in ein Ortsfeld und nimmt den Vorschlag, der mit diesem Namen beginnt."""
    eingabe = seite.get_by_label(feld, exact=True)
    eingabe.click()
    eingabe.press_sequentially(text, delay=40)
    seite.locator(".st-key-ortsvorschlaege button").filter(has_text=re.compile(rf"^{ort} \(")).first.click()


def wechsle(seite: Page, name: str, ueberschrift: str) -> None:
    """Über die Navigation oben zu einer anderen Seite."""
    seite.get_by_role("link", name=name, exact=True).first.click()
    seite.wait_for_selector(f"h1:has-text('{ueberschrift}')")
    zur_ruhe(seite)


def test_koordinatorin_vom_anliegen_zur_ratsvorlage(
    seite: Page, ganze_app: Server, echte_basis: Wissensbasis, ablage: Path
) -> None:
    oeffne(seite, ganze_app.adresse)
    ort_waehlen(seite, "Ihr Ort", "hert", "Herten")
    seite.wait_for_selector(".st-key-gewaehlter_ort")
    seite.get_by_role("button", name="Familie und Arbeitswelt; Betreuung").click()
    seite.wait_for_url("**feld=fk-2**")
    seite.get_by_label("Worum geht es?").fill("Eltern im Schichtdienst finden keine Betreuung am frühen Morgen")
    seite.get_by_role("button", name="Empfehlungen zeigen").click()
    seite.wait_for_url("**anliegen=**")
    zur_ruhe(seite)
    karten = seite.locator("[class*=st-key-karte_]")
    assert karten.count() == 6
    erste = karten.first.inner_text()
    assert "Passt, weil" in erste and "Vor Ort zu prüfen" in erste and "Quellen:" in erste

    titel = seite.locator("[class*=st-key-titel_] a").first.inner_text()
    karten.first.get_by_role("link", name="Details").click()
    seite.wait_for_selector("text=Auf einen Blick")
    zur_ruhe(seite)
    assert seite.locator("h1").inner_text() == titel
    assert "Passung zu Ihrem Ort" in seite.locator("[data-testid=stMain]").inner_text()
    seite.locator(".st-key-massnahme_knoepfe").get_by_role("button", name="Merken").click()
    seite.wait_for_url("**merken=**")
    zur_ruhe(seite)

    seite.go_back()
    seite.go_back()
    seite.wait_for_selector("text=6 Empfehlungen")
    zur_ruhe(seite)
    karten.nth(1).get_by_role("button", name="Merken").click()
    seite.wait_for_url(lambda url: url.count("merken=") == 2)
    zur_ruhe(seite)
    gemerkt = re.findall(r"merken=([a-z0-9-]+)", seite.url)

    wechsle(seite, "Merkliste", "Merkliste")
    assert "2 Maßnahmen gemerkt für Herten" in seite.locator(".bw-vorspann").inner_text()
    vorlage = lade_herunter(seite, "Ratsvorlage (Word)", ablage)
    plan = lade_herunter(seite, "Maßnahmenplan (Excel)", ablage)
    _pruefe_vorlage(vorlage, gemerkt, echte_basis)
    _pruefe_plan(plan, gemerkt, echte_basis)


def _pruefe_vorlage(datei: Path, gemerkt: list[str], basis: Wissensbasis) -> None:
    assert re.fullmatch(r"ratsvorlage-herten-\d{4}-\d\d-\d\d\.docx", datei.name)
    text, verweise = worttext(datei), links(datei)
    abschnitte = ("Betreff", "Anlass und Ausgangslage", "Vorschlag", "Aufwand und Finanzierung", "Vor Ort zu prüfen")
    for abschnitt in (*abschnitte, "Beschlussvorschlag (Entwurf)", "Quellen"):
        assert f"\n{abschnitt}\n" in text
    assert "Herten" in text and "nicht belegt" in text and "[Gremium]" in text
    for kennung in gemerkt:
        m = basis.massnahmen[kennung]
        assert m.titel in text
        for quelle in m.quellen:
            assert quelle.titel in text and (quelle.url in verweise or quelle.url in text)


def _pruefe_plan(datei: Path, gemerkt: list[str], basis: Wissensbasis) -> None:
    assert re.fullmatch(r"massnahmenplan-herten-\d{4}-\d\d-\d\d\.xlsx", datei.name)
    mappe = openpyxl.load_workbook(datei)
    assert mappe.sheetnames[:4] == ["Maßnahmenplan", "Vorbilder", "Quellen", "Hilfe"]
    blaetter = {b.title: [[z.value for z in zeile] for zeile in b.iter_rows()] for b in mappe}
    plan = [zeile for zeile in blaetter["Maßnahmenplan"] if zeile[3] in {basis.massnahmen[k].titel for k in gemerkt}]
    assert [zeile[3] for zeile in plan] == [basis.massnahmen[k].titel for k in gemerkt]
    assert all(str(zeile[6]).startswith("Dort: ") for zeile in plan)
    assert any("nicht belegt" in str(wert) for b in blaetter.values() for zeile in b for wert in zeile)
    quellen = "\n".join(str(wert) for zeile in blaetter["Quellen"] for wert in zeile)
    assert all(q.url in quellen and q.titel in quellen for k in gemerkt for q in basis.massnahmen[k].quellen)


def test_veranstalter_von_der_teilnahme_zum_programm(
    seite: Page, ganze_app: Server, echte_basis: Wissensbasis, ablage: Path
) -> None:
    oeffne(seite, ganze_app.adresse)
    wechsle(seite, "Netzwerktreffen", "Netzwerktreffen planen")
    assert "Beispiel." in seite.locator("[data-testid=stMain]").inner_text()
    ort_waehlen(seite, "Ort hinzufügen", "hert", "Herten")
    seite.wait_for_url("**dabei=05562020**")
    seite.get_by_text("Viele Orte auf einmal").click()
    seite.get_by_label("Je Zeile ein Ort").fill("Gera\nEssen\nNirgendwohausen\nGelsenkirchen")
    seite.get_by_role("button", name="Übernehmen", exact=True).click()
    seite.wait_for_url(lambda url: url.count("dabei=") == 4)
    zur_ruhe(seite)
    inhalt = seite.locator("[data-testid=stMain]").inner_text()
    assert "Nirgendwohausen" in inhalt and "4 Orte dabei" in inhalt and "Beispiel." not in inhalt
    seite.get_by_label("Sitzungen").fill("2")
    seite.get_by_label("Sitzungen").press("Enter")
    seite.wait_for_url("**sitzungen=2**")
    zur_ruhe(seite)
    ueberschriften = seite.locator("h2").filter(has_text=re.compile(r"^Sitzung \d")).all_inner_texts()
    assert len(ueberschriften) == 2
    beispiele = seite.locator("[class*=st-key-titel_] a").all_inner_texts()
    assert beispiele

    programm = worttext(lade_herunter(seite, "Programm (Word)", ablage))
    for name in ("Herten", "Gera", "Essen", "Gelsenkirchen", "Leitfragen", "Tisch 1", "09:30"):
        assert name in programm
    assert all(titel in programm for titel in beispiele)
    assert all(u.split(": ", 1)[1] in programm for u in ueberschriften)
    handzettel = lade_herunter(seite, "Handzettel (Word)", ablage)
    verweise = links(handzettel) | set(worttext(handzettel).split())
    je_titel = {m.titel: m for m in echte_basis.massnahmen.values()}
    assert all(q.url in verweise for titel in beispiele for q in je_titel[titel].quellen)


def test_trainerin_von_der_wahl_zu_folien_und_handzettel(
    seite: Page, ganze_app: Server, echte_basis: Wissensbasis, ablage: Path
) -> None:
    paare = finde_paare(Empfehlungsdienst(echte_basis), Auswahl("ausgang"))
    paar = paare[1]
    namen = [ort.name for m in (paar.a, paar.b) if (ort := echte_basis.orte.ort(m.ort)) is not None]
    assert len(namen) == 2
    oeffne(seite, ganze_app.adresse)
    wechsle(seite, "Weiterbildung", "Weiterbildung")
    haupt = seite.locator("[data-testid=stMain]")
    seite.get_by_label(f"Fallpaar ({len(paare)} zur Wahl)").click()
    seite.get_by_role("option").filter(has_text=re.compile(r"^2\. ")).click()
    seite.wait_for_url(f"**paar={paar.kennung}**")
    zur_ruhe(seite)
    assert all(name in haupt.inner_text() for name in namen)
    aufloesung = haupt.locator(".bw-urteil", has_text=re.compile("^Auflösung$"))
    assert aufloesung.count() == 0 and "Was daraus wurde" not in haupt.inner_text()

    seite.get_by_text("Namen ersetzen", exact=True).click()
    seite.wait_for_url("**anonym=ja**")
    zur_ruhe(seite)
    verdeckt = haupt.inner_text()
    folien = lade_herunter(seite, "Folien (PowerPoint)", ablage)
    handzettel = worttext(lade_herunter(seite, "Handzettel (Word)", ablage))
    seite.get_by_role("button", name="Ausgang zeigen", exact=True).click()
    seite.wait_for_url("**aufgeloest=ja**")
    aufloesung.first.wait_for()
    zur_ruhe(seite)
    for ausgang in (paar.a, paar.b):
        assert ausgang.titel not in haupt.inner_text()

    titel, texte, notizen = _folien(folien)
    stelle = next(nummer for nummer, t in enumerate(titel) if t.startswith("Auflösung"))
    assert titel.index("Aufgabe") < stelle
    assert not any("Was daraus wurde" in t for t in texte[:stelle])
    assert handzettel.index("Aufgabe 1") < handzettel.index("Was daraus wurde")
    for wo in (verdeckt, haupt.inner_text(), "\n".join(texte + notizen), handzettel):
        for name in namen:
            assert not re.search(rf"\b{re.escape(name)}\b", wo)


def _folien(datei: Path) -> tuple[list[str], list[str], list[str]]:
    """Titel, Text und Notizen je Folie."""
    titel, texte, notizen = [], [], []
    for folie in Presentation(str(datei)).slides:
        teile = [form.text_frame.text for form in folie.shapes if form.has_text_frame]
        teile += [z.text for form in folie.shapes if form.has_table for r in form.table.rows for z in r.cells]
        titel.append(folie.shapes.title.text)
        texte.append("\n".join(teile))
        notizen.append(folie.notes_slide.notes_text_frame.text if folie.has_notes_slide else "")
    return titel, texte, notizen
