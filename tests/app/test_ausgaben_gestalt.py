"""Wie die Ausgaben in der Hand liegen: Umbrüche, Kopf- und Fußzeilen, Sprache, eine Seite, wo eine Seite versprochen ist."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import itertools
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from pptx import Presentation
from pptx.enum.text import PP_ALIGN
from pptx.util import Pt

from app.ausgaben import AUSGABEN, Akte, akte_erstellen, html_seite, massnahmenplan_excel, ratsvorlage_word
from app.ausgaben.dokument import Dokument, klartext, laenge
from app.ausgaben.netzwerktreffen import handzettel, handzettel_word, programm, programm_word
from app.ausgaben.pdf import pdf
from app.ausgaben.quellen import Quellenverzeichnis, quellen_der_zahl
from app.ausgaben.ratsvorlage import ratsvorlage
from app.ausgaben.steckbriefe import steckbriefe
from app.ausgaben.teile import erfahrungen, fragen, zeitraum
from app.ausgaben.weiterbildung import handzettel as uebung_handzettel
from app.ausgaben.weiterbildung import handzettel_word as uebung_handzettel_word
from app.ausgaben.weiterbildung import leitfaden, leitfaden_word
from app.ausgaben.weiterbildung_folien import folien
from app.ausgaben.word import _schriftgroesse, word
from empfehlung.dienst import Empfehlungsdienst
from empfehlung.netzwerktreffen import Treffen, Wunsch, beispiel, plane
from empfehlung.profil import profil_aus_text
from empfehlung.weiterbildung.paare import LERNZIELE, Auswahl, finde_paare
from empfehlung.weiterbildung.uebung import Uebung, baue_uebung, beispielprofile
from tests.hilfen import TESTAUSGABE
from wissensbasis.basis import Wissensbasis

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HEUTE = dt.date(2026, 11, 23)
GEMERKT = [
    "mv-schwerin-kita-nidulus",
    "bw-kirchheim-unter-teck-topkids-nachtbetreuung",
    "nw-aachen-begegnungszentren",
    "be-berlin-lichtenberg-hausbesuche",
]
# Wie viele der längsten Steckbriefe jeder Schriftgröße die Prüfung auf eine Seite nimmt.
JE_GROESSE = 2


@pytest.fixture(scope="module")
def dienst(echte_basis: Wissensbasis) -> Empfehlungsdienst:
    return Empfehlungsdienst(echte_basis)


@pytest.fixture(scope="module")
def akte(dienst: Empfehlungsdienst) -> Akte:
    return akte_erstellen(GEMERKT, profil_aus_text("Herten", dienst.basis.orte), dienst, heute=HEUTE)


@pytest.fixture(scope="module")
def alle_steckbriefe(dienst: Empfehlungsdienst) -> Dokument:
    profil = profil_aus_text("Herten", dienst.basis.orte)
    return steckbriefe(
        akte_erstellen(list(dienst.basis.massnahmen), profil, dienst, heute=HEUTE, mit_alternativen=False)
    )


@pytest.fixture(scope="module")
def treffen(dienst: Empfehlungsdienst) -> Treffen:
    wunsch = beispiel(dienst)
    assert wunsch is not None
    return plane(dienst, Wunsch(wunsch.teilnahmen[:6], 3, 90))


@pytest.fixture(scope="module")
def uebung(dienst: Empfehlungsdienst) -> Uebung:
    paar = finde_paare(dienst, Auswahl("ausgang"))[0]
    return baue_uebung(dienst, paar, beispielprofile(dienst, paar) or ())


@pytest.fixture(scope="module")
def dokumente(akte: Akte, treffen: Treffen, uebung: Uebung, dienst: Empfehlungsdienst) -> dict[str, Dokument]:
    return {
        "Ratsvorlage": ratsvorlage(akte),
        "Steckbriefe": steckbriefe(akte),
        "Programm": programm(treffen, dienst, HEUTE),
        "Handzettel": handzettel(treffen, dienst, HEUTE),
        "Handzettel der Übung": uebung_handzettel(uebung, HEUTE),
        "Leitfaden": leitfaden(uebung, HEUTE),
    }


def _oeffne(dokument: Dokument) -> Document:
    return docx.Document(io.BytesIO(word(dokument)))


def test_jede_word_datei_ist_deutsch_betitelt_datiert_und_gegliedert(dokumente: dict[str, Dokument]) -> None:
    for name, dokument in dokumente.items():
        d = _oeffne(dokument)
        assert d.core_properties.title and d.core_properties.language == "de-DE", name
        ebenen = [int(p.style.name[-1]) for p in d.paragraphs if p.style.name.startswith("Heading")]
        assert ebenen[0] == 1 and all(b - a <= 1 for a, b in itertools.pairwise(ebenen)), name
        abschnitt = d.sections[0]
        fuesse = [
            abschnitt.footer,
            *([abschnitt.first_page_footer] if abschnitt.different_first_page_header_footer else []),
        ]
        for fuss in fuesse:
            assert "erstellt am 23. November 2026" in fuss.paragraphs[0].text, name
            felder = [f.text for f in fuss._element.iter(qn("w:instrText"))]
            assert felder == ["PAGE", "NUMPAGES"], name


def test_keine_tabelle_zerreisst(dokumente: dict[str, Dokument]) -> None:
    for name, dokument in dokumente.items():
        for tabelle in _oeffne(dokument).tables:
            assert all(zeile._tr.find(f".//{qn('w:cantSplit')}") is not None for zeile in tabelle.rows), name
            assert all(zelle.text.strip() for zeile in tabelle.rows for zelle in zeile.cells), name
            if len(tabelle.rows) <= 12:
                bleiben = [zeile.cells[0].paragraphs[0].paragraph_format.keep_with_next for zeile in tabelle.rows]
                assert bleiben == [True] * (len(bleiben) - 1) + [None], name


def test_was_etwas_ankuendigt_bleibt_bei_ihm(dokumente: dict[str, Dokument]) -> None:
    d = _oeffne(dokumente["Ratsvorlage"])
    kuendigen_an = [p for p in d.paragraphs if p.text.endswith(":") and p.style.name == "Normal"]
    assert kuendigen_an and all(p.paragraph_format.keep_with_next for p in kuendigen_an)
    beschluss = [p for p in d.paragraphs if p.style.name == "List Number"]
    assert [p.paragraph_format.keep_with_next for p in beschluss] == [True, True, True, None]


def test_kopfzeile_sagt_was_man_in_der_hand_haelt(dokumente: dict[str, Dokument]) -> None:
    abschnitt = _oeffne(dokumente["Ratsvorlage"]).sections[0]
    assert abschnitt.header.paragraphs[0].text == "Entwurf einer Ratsvorlage für Herten"
    # Auf der ersten Seite steht der Titel schon groß.
    assert abschnitt.different_first_page_header_footer and not abschnitt.first_page_header.paragraphs[0].text
    for name in ("Handzettel", "Handzettel der Übung", "Leitfaden"):
        assert _oeffne(dokumente[name]).sections[0].header.paragraphs[0].text, name


def test_belege_haengen_am_satz(akte: Akte) -> None:
    text = "".join(docx.Document(io.BytesIO(ratsvorlage_word(akte))).element.body.itertext())
    assert "\u00a0[1]" in text and " [1]" not in text


def test_abhaken_laesst_sich_nur_eine_frage(akte: Akte) -> None:
    for ma in akte.massnahmen:
        v = Quellenverzeichnis()
        assert all("?" in klartext(frage) and klartext(frage)[0].isupper() for frage in fragen(ma, v))
        assert not any("?" in klartext(satz) for satz in erfahrungen(ma, v))
    zeilen = sum(len([z for z in ma.massnahme.uebertragung.splitlines() if z.strip()]) for ma in akte.massnahmen)
    v = Quellenverzeichnis()
    gesagt = sum(len(fragen(ma, v)) - len(ma.pruefen) + len(erfahrungen(ma, v)) for ma in akte.massnahmen)
    assert gesagt == zeilen


def test_zeitraum_in_ganzen_worten(akte: Akte) -> None:
    assert [zeitraum(ma) for ma in akte.massnahmen] == [
        "ab 2009, Ende nicht belegt",
        "ab 2013, Ende nicht belegt",
        "",
        "2021 bis heute",
    ]


def test_millionen_finden_ihre_quelle(dienst: Empfehlungsdienst) -> None:
    m = dienst.basis.massnahmen["bw-kirchheim-unter-teck-topkids-nachtbetreuung"]
    assert [q.nr for q in quellen_der_zahl(m, "1.900.000")] != [q.nr for q in m.quellen]


def test_programm_gibt_jeder_sitzung_ein_blatt_mit_quellen(treffen: Treffen, dokumente: dict[str, Dokument]) -> None:
    d = _oeffne(dokumente["Programm"])
    sitzungen = [p for p in d.paragraphs if p.style.name == "Heading 1" and p.text.startswith("Sitzung")]
    assert len(sitzungen) == 3 and all(p.paragraph_format.page_break_before for p in sitzungen)
    assert [p.text for p in d.paragraphs].count("Quellen") == 3
    assert sum(p.style.name == "Quelle" for p in d.paragraphs) >= sum(len(s.beitraege) for s in treffen.sitzungen) - 2
    assert "[Datum]" in "\n".join(p.text for p in d.paragraphs)


def test_handzettel_nennt_thema_und_art_nicht_doppelt(dokumente: dict[str, Dokument]) -> None:
    for p in _oeffne(dokumente["Handzettel"]).paragraphs:
        if p.style.name == "Vorspann":
            teile = p.text.split(" · ")
            assert len(teile) == len(set(teile))


def test_uebung_hat_platz_zum_schreiben_und_verweise(dokumente: dict[str, Dokument]) -> None:
    d = _oeffne(dokumente["Handzettel der Übung"])
    namen = [p.style.name for p in d.paragraphs]
    assert namen.count("Schreiblinie") >= 9
    marken = {m.get(qn("w:name")) for m in d.element.body.iter(qn("w:bookmarkStart"))}
    ziele = {h.get(qn("w:anchor")) for h in d.element.body.iter(qn("w:hyperlink"))} - {None}
    assert ziele and ziele <= marken
    texte = [p.text for p in d.paragraphs]
    assert texte.index("Aufgaben") < texte.index("Auflösung")


@pytest.mark.parametrize("lernziel", list(LERNZIELE))
def test_folien_sind_linksbuendig_lesbar_und_in_lesereihenfolge(dienst: Empfehlungsdienst, lernziel: str) -> None:
    for paar in finde_paare(dienst, Auswahl(lernziel))[:3]:
        datei = Presentation(io.BytesIO(folien(baue_uebung(dienst, paar, beispielprofile(dienst, paar) or ()), HEUTE)))
        for nummer, folie in enumerate(datei.slides, start=1):
            titel = folie.shapes.title
            assert titel is not None and titel.text_frame.paragraphs[0].alignment == PP_ALIGN.LEFT
            assert list(folie.shapes)[-1].text_frame.text.endswith(f"Folie {nummer}")
            assert next(iter(folie.shapes)).shape_id == titel.shape_id
            for form in folie.shapes:
                if form.has_table:
                    assert form.table.first_row and all(zelle.text for zelle in form.table.rows[0].cells)
                    assert form._element.nvGraphicFramePr.cNvPr.get("descr")
                elif form.has_text_frame and form.shape_id != titel.shape_id:
                    _passt(form)


def _passt(form: object) -> None:
    """Grobe Schätzung von unten: Selbst ohne Wortumbruch muss der Text in sein Feld passen."""
    rahmen = form.text_frame  # type: ignore[attr-defined]
    hoehe = 0.0
    for absatz in rahmen.paragraphs:
        groesse = max((lauf.font.size.pt for lauf in absatz.runs if lauf.font.size), default=0.0)
        assert groesse == 0 or groesse >= Pt(12).pt
        hoehe += groesse * 1.2 * max(1.0, len(absatz.text) * groesse * 0.47 / form.width.pt)  # type: ignore[attr-defined]
    assert hoehe <= max(form.height.pt, 20)  # type: ignore[attr-defined]


def test_excel_faerbt_nur_was_wirklich_fehlt(akte: Akte) -> None:
    mappe = openpyxl.load_workbook(io.BytesIO(massnahmenplan_excel(akte)))
    for blatt in mappe.worksheets[:4]:
        kursiv = {zelle.value for zeile in blatt.iter_rows() for zelle in zeile if zelle.font.italic and zelle.value}
        assert kursiv <= {"nicht belegt", "Dort: nicht belegt"}, blatt.title
    assert mappe["Vorbilder"].print_title_cols == "$A:$B" and mappe["Vorbilder"].freeze_panes == "C4"


@pytest.mark.browser
def test_html_seite_oeffnet_ohne_netz_und_passt_auf_ein_telefon(akte: Akte, browser: Browser, tmp_path: Path) -> None:
    datei = tmp_path / "massnahmen.html"
    datei.write_bytes(html_seite(akte))
    kontext = browser.new_context(viewport={"width": 390, "height": 844}, offline=True)
    seite = kontext.new_page()
    anfragen: list[str] = []
    seite.on("request", lambda anfrage: anfragen.append(anfrage.url))
    seite.goto(datei.as_uri())
    assert anfragen == [datei.as_uri()]
    breiten = seite.evaluate(
        "[...document.querySelectorAll('body, table, td, th, h1, h2, h3, p, dd')].map(e => e.getBoundingClientRect().right)"
    )
    assert max(breiten) <= 390
    # Gestapelt, aber für Vorlesehilfen noch eine Tabelle.
    tabelle = seite.get_by_role("table").first
    assert tabelle.get_by_role("row").count() > 1 and tabelle.get_by_role("columnheader").count() == 4
    assert seite.evaluate("getComputedStyle(document.querySelector('td'), '::before').content").startswith('"Ort')
    kontext.close()


@pytest.fixture
def als_pdf(tmp_path: Path) -> Callable[[dict[str, bytes]], dict[str, int]]:
    """Wandelt Word-Dateien mit LibreOffice und zählt die Seiten; ohne LibreOffice wird übersprungen."""
    pfad = shutil.which("soffice") or shutil.which("libreoffice")
    if pfad is None:
        pytest.skip("LibreOffice fehlt: Nur damit lassen sich die Seiten einer Word-Datei zählen.")

    def wandle(dateien: dict[str, bytes]) -> dict[str, int]:
        for name, inhalt in dateien.items():
            (tmp_path / f"{name}.docx").write_bytes(inhalt)
        befehl = [pfad, f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}", "--headless", "--convert-to", "pdf"]
        quellen = [str(tmp_path / f"{name}.docx") for name in dateien]
        subprocess.run([*befehl, "--outdir", str(tmp_path), *quellen], check=True, capture_output=True, timeout=300)
        seite = re.compile(rb"/Type\s*/Page\b(?!s)")
        return {name: len(seite.findall((tmp_path / f"{name}.pdf").read_bytes())) for name in dateien}

    return wandle


def test_steckbriefe_passen_auf_eine_seite(
    alle_steckbriefe: Dokument, als_pdf: Callable[[dict[str, bytes]], dict[str, int]]
) -> None:
    """Je Schriftgröße die längsten: Dort wird es eng, und die allerlängsten sind dabei."""
    je_groesse: dict[float, list[Dokument]] = {}
    for seite in sorted(alle_steckbriefe.bausteine, key=lambda b: -laenge(b)):
        einzeln = dataclasses.replace(alle_steckbriefe, bausteine=(seite,))
        je_groesse.setdefault(_schriftgroesse(einzeln), []).append(einzeln)
    dateien = {
        f"{groesse}-{n}": word(einzeln)
        for groesse, laengste in je_groesse.items()
        for n, einzeln in enumerate(laengste[:JE_GROESSE])
    }
    seiten = als_pdf(dateien)
    assert len(seiten) >= JE_GROESSE and seiten == dict.fromkeys(seiten, 1)


def test_handzettel_eines_treffens_sind_je_eine_seite(
    treffen: Treffen, dokumente: dict[str, Dokument], als_pdf: Callable[[dict[str, bytes]], dict[str, int]]
) -> None:
    handzettel_zahl = sum(len(s.beitraege) for s in treffen.sitzungen)
    namen = ("Handzettel", "Programm")
    seiten = als_pdf({name: word(dokumente[name]) for name in namen})
    assert seiten == {"Handzettel": handzettel_zahl, "Programm": 1 + len(treffen.sitzungen)}


def test_die_laengsten_steckbriefe_passen_auch_als_pdf_auf_je_eine_seite(alle_steckbriefe: Dokument) -> None:
    laengste = tuple(sorted(alle_steckbriefe.bausteine, key=lambda b: -laenge(b))[:40])
    datei = pdf(dataclasses.replace(alle_steckbriefe, bausteine=laengste))
    assert b"/Count 40/" in datei and b"/Outlines" in datei


def test_eine_datei_jeder_ausgabe_bleibt_zum_ansehen(
    akte: Akte, treffen: Treffen, uebung: Uebung, dienst: Empfehlungsdienst
) -> None:
    """Aus dem gelieferten Korpus nach `testausgabe/ausgaben`; jede beginnt, wie Dateien ihrer Art beginnen."""
    dateien = {ausgabe.dateiname(akte): ausgabe.schreibe(akte) for ausgabe in AUSGABEN} | {
        "netzwerktreffen-programm.docx": programm_word(treffen, dienst, HEUTE),
        "netzwerktreffen-handzettel.docx": handzettel_word(treffen, dienst, HEUTE),
        "weiterbildung-handzettel.docx": uebung_handzettel_word(uebung, HEUTE),
        "weiterbildung-leitfaden.docx": leitfaden_word(uebung, HEUTE),
        "weiterbildung-folien.pptx": folien(uebung, HEUTE),
    }
    ordner = TESTAUSGABE / "ausgaben"
    shutil.rmtree(ordner, ignore_errors=True)
    ordner.mkdir(parents=True)
    anfang = {".pdf": b"%PDF", ".html": b"<!doctype html"}
    for name, inhalt in dateien.items():
        assert inhalt[:14].lower().startswith(anfang.get(Path(name).suffix, b"PK").lower()), name
        (ordner / name).write_bytes(inhalt)
    assert len(dateien) == len(AUSGABEN) + 5
