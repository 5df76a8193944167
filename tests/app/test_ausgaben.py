"""Die Ausgaben, jede mit ihrer Bibliothek geöffnet: Gliederung, Tabellenköpfe, Quellen, Sprache, Ehrlichkeit."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.ausgaben import (
    AUSGABEN,
    Akte,
    akte_erstellen,
    dateiname,
    html_seite,
    massnahmenplan_excel,
    ratsvorlage_word,
    steckbriefe_pdf,
    steckbriefe_word,
)
from app.ausgaben.excel import JAHRE, STAND
from app.ausgaben.excel_form import KOPFZEILE
from empfehlung.dienst import Empfehlungsdienst
from empfehlung.profil import Profil, Quartiersprofil, profil_aus_text
from wissensbasis.aufbau import aufbauen
from wissensbasis.basis import Wissensbasis

HEUTE = dt.date(2026, 11, 23)
BOESE = '=1+1 <script>alert("x")</script> & „Zitat“ #strong[x] $x$'
IDS = ["nw-herten-randzeiten", "he-bebra-buergerbus", "nw-herten-boese"]


@pytest.fixture
def dienst(basis: Wissensbasis, schreibe: Callable[..., Path]) -> Empfehlungsdienst:
    schreibe(
        "nw/herten/boese",
        titel=BOESE,
        typ="randzeitenbetreuung",
        thema="Ein Titel mit Sonderzeichen",
        aufwand={"einmalig_eur": 1200.0, "jaehrlich_eur": None, "stellen_vzae": 0.5, "finanzierung": []},
    )
    schreibe(
        "nw/essen/kita-bis-20-uhr",
        ort="05113000",
        titel="Kita bis 20 Uhr geöffnet",
        typ="randzeitenbetreuung",
        status="eingestellt",
        ende=2021,
        ende_grund="nachfrage",
        thema="Eltern brauchten am Abend Betreuung",
    )
    aufbauen(basis)
    return Empfehlungsdienst(Wissensbasis(basis.einstellungen))


@pytest.fixture
def akte(dienst: Empfehlungsdienst) -> Akte:
    return akte_erstellen(IDS, profil_aus_text("Herten", dienst.basis.orte), dienst, heute=HEUTE)


def _text(datei: bytes) -> str:
    return "\n".join(docx.Document(io.BytesIO(datei)).element.body.itertext()).replace("\u00a0", " ")


class _Leser(HTMLParser):
    """Sammelt Marken, Überschriften und Ziele einer HTML-Seite."""

    def __init__(self) -> None:
        super().__init__()
        self.marken: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.ebenen: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.marken.append((tag, dict(attrs)))
        if tag in ("h1", "h2", "h3"):
            self.ebenen.append(int(tag[1]))

    def handle_data(self, data: str) -> None:
        self.text += data

    def alle(self, tag: str) -> list[dict[str, str | None]]:
        return [attribute for name, attribute in self.marken if name == tag]


def test_akte_nennt_unbekannte_und_zaehlt_doppelte_einmal(dienst: Empfehlungsdienst) -> None:
    akte = akte_erstellen([IDS[0], "gibt-es-nicht", IDS[0]], None, dienst)
    assert [ma.massnahme.id for ma in akte.massnahmen] == [IDS[0]]
    assert akte.unbekannt == ("gibt-es-nicht",) and akte.ortsname == ""


def test_ratsvorlage_hat_alle_teile_in_ordnung(akte: Akte) -> None:
    datei = docx.Document(io.BytesIO(ratsvorlage_word(akte)))
    ueberschriften = [p.text for p in datei.paragraphs if p.style.name == "Heading 1"]
    assert ueberschriften == [
        "Betreff",
        "Anlass und Ausgangslage",
        "Vorschlag",
        "Was anderswo belegt ist",
        "Was passt, was anders ist, was unbekannt bleibt",
        "Aufwand und Finanzierung",
        "Risiken und was anderswo scheiterte",
        "Vor Ort zu prüfen",
        "Alternativen",
        "Beschlussvorschlag (Entwurf)",
        "Quellen",
    ]
    text = _text(ratsvorlage_word(akte))
    assert "nicht belegt" in text and "1.200 €" in text and "0,5 Vollzeitstellen" in text
    assert "Kita bis 20 Uhr geöffnet" in text and "die Nachfrage fehlte" in text
    assert "Erdachter Bericht (2019)" in text and "Abgerufen am 23. November 2026" in text
    assert "bei Ihnen" not in text.replace("Gibt es bei Ihnen", "")


def test_word_ist_deutsch_betitelt_und_vorlesbar(akte: Akte) -> None:
    for datei in (ratsvorlage_word(akte), steckbriefe_word(akte)):
        d = docx.Document(io.BytesIO(datei))
        assert d.core_properties.language == "de-DE" and "Herten" in d.core_properties.title
        sprache = d.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
        assert sprache.get(qn("w:val")) == "de-DE"
        assert d.tables
        for tabelle in d.tables:
            assert tabelle.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
            assert tabelle._tbl.find(f".//{qn('w:tblCaption')}").get(qn("w:val"))
            assert all(zelle.text.strip() for zelle in tabelle.rows[0].cells)


def test_belege_fuehren_zu_vorhandenen_quellen(akte: Akte) -> None:
    for datei in (ratsvorlage_word(akte), steckbriefe_word(akte)):
        koerper = docx.Document(io.BytesIO(datei)).element.body
        marken = {m.get(qn("w:name")) for m in koerper.iter(qn("w:bookmarkStart"))}
        ziele = {h.get(qn("w:anchor")) for h in koerper.iter(qn("w:hyperlink"))} - {None}
        assert ziele and ziele <= marken


def test_vorlage_ohne_ort_bleibt_ein_entwurf_mit_platzhaltern(dienst: Empfehlungsdienst) -> None:
    text = _text(ratsvorlage_word(akte_erstellen(IDS[:1], None, dienst, heute=HEUTE)))
    assert "[Name des Orts]" in text and "noch kein Ort gewählt" in text


@pytest.mark.parametrize(
    ("ebene", "wort", "gremium"),
    [("kreis", "Kreistagsvorlage", "Der Kreistag"), ("quartier", "Beschlussvorlage", "Geschäftsführung")],
)
def test_vorlage_heisst_nach_der_ebene(dienst: Empfehlungsdienst, ebene: str, wort: str, gremium: str) -> None:
    quartier = Quartiersprofil(wohneinheiten=320) if ebene == "quartier" else None
    profil = Profil.model_validate({"name": "Musterort", "ebene": ebene, "quartier": quartier})
    text = _text(ratsvorlage_word(akte_erstellen(IDS[:1], profil, dienst, heute=HEUTE)))
    assert f"Entwurf einer {wort}" in text and gremium in text


def test_beendete_beispiele_stehen_nur_einmal_da(dienst: Empfehlungsdienst) -> None:
    akte = akte_erstellen(["nw-herten-randzeiten", "nw-herten-boese"], None, dienst, heute=HEUTE)
    assert [[b.ort for b in ma.beendete] for ma in akte.massnahmen] == [["Essen"], ["Essen"]]
    absaetze = [absatz.text for absatz in docx.Document(io.BytesIO(ratsvorlage_word(akte))).paragraphs]
    assert sum(text.startswith("Essen: Kita bis 20 Uhr geöffnet") for text in absaetze) == 1
    assert sum(text.endswith("sind weiter oben beschrieben: Essen.") for text in absaetze) == 1
    leser = _Leser()
    leser.feed(html_seite(akte).decode())
    assert leser.text.count("Essen: Kita bis 20 Uhr geöffnet") == 1


def test_eingestelltes_wird_als_solches_vorgeschlagen(dienst: Empfehlungsdienst) -> None:
    text = _text(ratsvorlage_word(akte_erstellen(["nw-herten-notbetreuung"], None, dienst, heute=HEUTE)))
    assert "läuft diese Maßnahme nicht mehr" in text and "das Geld fehlte" in text


def test_steckbriefe_pdf_ist_pdf_ua_mit_titel_und_sprache(akte: Akte) -> None:
    datei = steckbriefe_pdf(akte)
    assert datei.startswith(b"%PDF")
    # Nach PDF/UA stehen Gliederung, Sprache und Titel unkomprimiert im Katalog und in den Metadaten.
    assert b"pdfuaid:part" in datei and b"/MarkInfo" in datei and b"3 Steckbriefe" in datei
    assert b"/Lang" in datei and b"de" in datei[datei.index(b"/Lang") :][:20]
    assert f"/Count {len(akte.massnahmen)}/".encode() in datei


def test_excel_hat_blaetter_kopf_auswahl_und_druck(akte: Akte) -> None:
    mappe = openpyxl.load_workbook(io.BytesIO(massnahmenplan_excel(akte)))
    assert mappe.sheetnames[:4] == ["Maßnahmenplan", "Vorbilder", "Quellen", "Hilfe"]
    plan = mappe["Maßnahmenplan"]
    kopf = [zelle.value for zelle in plan[KOPFZEILE]]
    assert kopf[1:8] == ["Handlungsfeld", "Ziel", "Maßnahme", "Zuständigkeit", "Zeitraum", "Aufwand", "Indikator"]
    for jahr in range(2027, 2027 + JAHRE):
        assert {f"Stand {jahr}", f"Zielwert {jahr}", f"Istwert {jahr}", f"Erläuterung {jahr}"} <= set(kopf)
    # Kopf und alles bis „Maßnahme“ bleiben beim Rollen stehen.
    assert plan.freeze_panes == f"E{KOPFZEILE + 1}" and plan.tables
    assert plan.page_setup.orientation == "landscape" and str(plan.page_setup.paperSize) == "9"
    assert plan.print_title_rows == f"${KOPFZEILE}:${KOPFZEILE}" and plan.print_title_cols == "$D:$D"
    jahre = [zelle.value for zelle in plan[KOPFZEILE - 1] if str(zelle.value or "").startswith("Umsetzungscontrolling")]
    assert jahre == [f"Umsetzungscontrolling {2027 + n}" for n in range(JAHRE)]
    for blatt in mappe.worksheets[:4]:
        assert blatt.print_area and "erstellt am 23. November 2026" in blatt.oddFooter.left.text
    listen = [pruefung for pruefung in plan.data_validations.dataValidation if pruefung.type == "list"]
    assert len(listen) == 1 + JAHRE
    assert mappe["Listen"].sheet_state == "hidden"
    werte = [zelle.value for spalte in mappe["Listen"].columns for zelle in spalte]
    assert set(STAND) <= set(werte) and "Wohnumfeld und Lebensqualität" in werte
    assert mappe.properties.language == "de-DE" and "Herten" in mappe.properties.title
    quellen = mappe["Quellen"]
    assert "https://www.example.org/bericht" in [zelle.value for zelle in quellen["F"]]
    assert not any(zelle.hyperlink for zelle in quellen["F"])  # so bricht auch LibreOffice lange Adressen um
    assert {zelle.hyperlink.target for zelle in quellen["G"] if zelle.hyperlink} == {"https://www.example.org/bericht"}
    assert "Dort: nicht belegt" in [zelle.value for zelle in plan["G"]]


def test_excel_macht_aus_titeln_keine_formeln(akte: Akte) -> None:
    plan = openpyxl.load_workbook(io.BytesIO(massnahmenplan_excel(akte)))["Maßnahmenplan"]
    zelle = next(z for z in plan["D"] if str(z.value or "").startswith("=1+1"))
    assert zelle.data_type == "s"


def test_html_ist_gegliedert_deutsch_und_in_sich_geschlossen(akte: Akte) -> None:
    seite = html_seite(akte).decode()
    leser = _Leser()
    leser.feed(seite)
    assert leser.alle("html") == [{"lang": "de"}] and "<title>Gemerkte Maßnahmen für Herten</title>" in seite
    assert leser.ebenen[0] == 1 and leser.ebenen.count(1) == 1
    assert all(b - a <= 1 for a, b in zip(leser.ebenen, leser.ebenen[1:], strict=False))
    for marke in ("header", "nav", "main", "footer", "caption", "thead"):
        assert leser.alle(marke), marke
    assert all(attribute.get("scope") in ("col", "row") for attribute in leser.alle("th"))
    assert not leser.alle("script") and not leser.alle("img") and not leser.alle("link")
    anker = {attribute["id"] for _, attribute in leser.marken if "id" in attribute}
    intern = {str(a["href"])[1:] for a in leser.alle("a") if str(a["href"]).startswith("#")}
    assert intern <= anker and len(anker) == len([1 for _, a in leser.marken if "id" in a])
    assert "@media print" in seite and "nicht belegt" in leser.text


def test_fremder_text_bleibt_text(akte: Akte) -> None:
    seite = html_seite(akte).decode()
    leser = _Leser()
    leser.feed(seite)
    assert '<script>alert("x")</script>' in leser.text and "<script" not in seite
    assert BOESE in _text(steckbriefe_word(akte)).replace("\n", "")


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(st.characters(), max_size=80) | st.just("😀 漢字 \u202e\x00") | st.just("x" * 3000))
def test_kein_ortsname_stoert_eine_ausgabe(dienst: Empfehlungsdienst, name: str) -> None:
    profil = Profil(name=name, einwohner=12000)
    akte = akte_erstellen(IDS, profil, dienst, heute=HEUTE, mit_alternativen=False)
    for ausgabe in AUSGABEN:
        datei = ausgabe.schreibe(akte)
        assert datei
        if ausgabe.endung in ("docx", "xlsx"):
            assert zipfile.ZipFile(io.BytesIO(datei)).testzip() is None
    docx.Document(io.BytesIO(ratsvorlage_word(akte)))
    openpyxl.load_workbook(io.BytesIO(massnahmenplan_excel(akte)))
    assert dateiname("plan", akte.ortsname, HEUTE, "docx").isascii()


@pytest.mark.parametrize(
    ("ort", "erwartet"),
    [
        ("Herten", "ratsvorlage-herten-2026-11-23.docx"),
        ("Köln/Süd & Groß-Zimmern", "ratsvorlage-koeln-sued-gross-zimmern-2026-11-23.docx"),
        ("../漢字", "ratsvorlage-2026-11-23.docx"),
        ("", "ratsvorlage-2026-11-23.docx"),
    ],
)
def test_dateinamen_sind_ueberall_erlaubt(ort: str, erwartet: str) -> None:
    assert dateiname("ratsvorlage", ort, HEUTE, "docx") == erwartet


def test_gleiche_akte_gibt_gleichen_inhalt(akte: Akte) -> None:
    assert html_seite(akte) == html_seite(akte) and steckbriefe_pdf(akte) == steckbriefe_pdf(akte)
