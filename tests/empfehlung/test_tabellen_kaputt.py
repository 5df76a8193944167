"""Kaputte Tabellen: jede mit ihrer Meldung, und nie wird etwas halb übernommen."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from empfehlung.tabellen import OrtsspalteFehlt, ZahlenMehrdeutig, lies_tabelle, profile, verstehe
from tests.empfehlung.tabellenhilfen import als_xlsx, verbundener_kopf
from wissensbasis.einstellungen import WURZEL
from wissensbasis.fehler import BewaehrtFehler
from wissensbasis.orte import Ortsverzeichnis

ORTE = Ortsverzeichnis.laden(WURZEL / "korpus" / "orte")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100


def archiv(**dateien: bytes) -> bytes:
    ziel = io.BytesIO()
    with zipfile.ZipFile(ziel, "w", zipfile.ZIP_DEFLATED) as z:
        for name, inhalt in dateien.items():
            z.writestr(name.replace("__", "/"), inhalt)
    return ziel.getvalue()


@pytest.mark.parametrize(
    ("inhalt", "meldung"),
    [
        (b"", "ist leer"),
        (b"\xef\xbb\xbf \r\n", "ist leer"),
        (b"%PDF-1.7\n...", "eine PDF-Datei, keine Tabelle"),
        (b"\x89PNG\r\n\x1a\n\0", "ein Bild"),
        (b"Ort;Wert\0\x01\nA;1", "Zeile 1: Das ist keine Textdatei"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "Webseite"),
        (b"Herten;61700;12,3\nMarl;84100;11,0\n", "Zeile 1: Über den Werten fehlt eine Kopfzeile"),
        (b"Titel\n\nHerten;61700\nMarl;84100\n", "Zeile 3: Über den Werten fehlt eine Kopfzeile"),
        (b"Ort;Einwohner\nHerten;viele\n", "keine Zeile mit Zahlen"),
        (b"nur ein Satz\nund noch einer\n", "keine Spalten erkannt"),
        (b"Ort;A;B\nHerten;1;2\nMarl;1\nDorsten;1;2\n", "Zeile 3 hat 2 Felder, der Kopf (Zeile 1) 3"),
        (b"Ort,Kinderarmut\nHerten,12,3\nMarl,11,0\n", "Zeile 2 hat 3 Felder"),
        (b'Ort;A\n"Herten;1\n', "Anführungszeichen"),
        (b"Ort;Einwohner\nD\x81sseldorf;1\n", "Zeile 2: Das Zeichen mit dem Byte 0x81"),
        (b"\xff\xfeO", "Zeichensatz, den die Datei angibt"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "mit einem Kennwort geschützt"),
        (OLE, "(.xls)"),
        (verbundener_kopf()[:900], "beschädigt"),
        (archiv(xl__workbook=b"kein xml"), "beschädigt"),
        (archiv(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "OpenDocument"),
        (archiv(brief=b"Hallo"), "keine Excel-Datei"),
        (archiv(xl__bombe=b"\0" * 101_000_000), "ausgepackt zu groß"),
        (b"Ort;A\n" + b"Herten;1\n" * 1_200_000, "höchstens 10 MB"),
    ],
)
def test_lesen_meldet(inhalt: bytes, meldung: str) -> None:
    with pytest.raises(BewaehrtFehler) as fehler:
        lies_tabelle(inhalt, "probe.csv")
    assert meldung in str(fehler.value) and "„probe.csv“" in str(fehler.value)


@pytest.mark.parametrize(
    ("text", "meldung"),
    [
        (
            "Wo;Einwohner;X\nHerten;61700;1,5\nMarl;84100;1,5\n",
            "Keine Spalte nennt den Ort. Gefunden: „Wo“, „Einwohner“",
        ),
        (
            "Ort;Einwohner\nHerten;61700\nHerten;61900\n",
            "„61700“ (Zeile 2, Spalte B) und „61900“ (Zeile 3, Spalte B) widersprechen",
        ),
        ("Ort;Kinderarmut\nHerten;112,5\n", "Zeile 2, Spalte B („Kinderarmut“): 112,5 ist kein Anteil in Prozent"),
        ("Ort;Kinderarmut\nHerten;-2,5\n", "-2,5 ist kein Anteil"),
        ("Ort;Jahr;Einwohner\nHerten;2021;61700\nMarl;neu;84100\n", "Zeile 3: „neu“"),
        ("Ort;Jahr;Einwohner\nHerten;2021;61700\nMarl;;84100\n", "Zeile 3: „leer“"),
        ("Ort;Jahr;Einwohner\nHerten;2021/22;61700\n", "„2021/22“"),
        (
            "Ort;Einwohner\nHerten;#DIV/0!\nMarl;84100\n",
            "Zeile 2, Spalte B („Einwohner“): „#DIV/0!“ ist ein Fehler der Formel",
        ),
        ("Ort;Einwohner;X\nHerten;61,5;1,5\n", "keine ganze Zahl"),
        ("Ort;Quartier;Baujahr;X\nHerten;Nord;965;1,5\n", "kein Baujahr"),
    ],
)
def test_verstehen_meldet(text: str, meldung: str) -> None:
    roh = lies_tabelle(text.encode(), "probe.csv")
    with pytest.raises(BewaehrtFehler) as fehler:
        verstehe(roh)
    assert meldung in str(fehler.value) and "„probe.csv“" in str(fehler.value)


@pytest.mark.parametrize(
    ("zeile", "meldung"),
    [
        ("Hertn;1", "„Hertn“ ist im Ortsverzeichnis nicht bekannt. Meinten Sie Herten"),
        ("Neunkirchen;1", "mehrdeutig"),
    ],
)
def test_unbekannter_und_mehrdeutiger_ort(zeile: str, meldung: str) -> None:
    v = verstehe(lies_tabelle(f"Ort;Einwohner\nHerten;61700\n{zeile}\n".encode(), "probe.csv"))
    with pytest.raises(BewaehrtFehler) as fehler:
        profile(v, ORTE)  # auch Herten entsteht dann nicht
    assert meldung in str(fehler.value) and "Zeile 3" in str(fehler.value)
    assert len(profile(v, ORTE, v.orte[:1])) == 1


def test_unbekannter_schluessel() -> None:
    v = verstehe(lies_tabelle(b"AGS;Name;Einwohner\n99999999;Nirgends;61700\n", "probe.csv"))
    with pytest.raises(BewaehrtFehler, match="Zum Schlüssel „99999999“"):
        profile(v, ORTE)


def test_ort_fehlt_laesst_sich_zuordnen() -> None:
    roh = lies_tabelle(b"Wo;Einwohner\nHerten;61700\nBottrop;84100\n", "probe.csv")
    with pytest.raises(OrtsspalteFehlt):
        verstehe(roh, ort="Herten")  # zwei Zeilen gehören nicht beide zum gewählten Ort
    assert [p.name for p, _ in profile(verstehe(roh, {"Wo": "ort"}), ORTE)] == ["Herten", "Bottrop"]


def test_punkt_kann_beides_sein_und_wird_erfragt() -> None:
    roh = lies_tabelle(b"Ort;Einwohner\nHerten;61.700\n", "probe.csv")
    with pytest.raises(ZahlenMehrdeutig, match=r"„61.700“ \(Zeile 2, Spalte B\)"):
        verstehe(roh)
    assert verstehe(roh, dezimal="komma").angaben[0].wert == 61700
    with pytest.raises(BewaehrtFehler, match="keine ganze Zahl"):
        verstehe(roh, dezimal="punkt")


def test_eine_eindeutige_zahl_entscheidet() -> None:
    roh = lies_tabelle(b"Ort;Einwohner;Medianalter\nHerten;61.700;45,9\n", "probe.csv")
    assert verstehe(roh).angaben[0].wert == 61700


def test_komma_und_punkt_gemischt_wird_nicht_geraten() -> None:
    roh = lies_tabelle(b"Ort;Kinderarmut;Seniorenanteil\nHerten;12,3;22.8\n", "probe.csv")
    with pytest.raises(ZahlenMehrdeutig, match=r"„12,3“ hat ein Dezimalkomma, „22.8“ einen Dezimalpunkt"):
        verstehe(roh)


def test_excel_formel_ohne_ergebnis_und_formelfehler() -> None:
    mappe = openpyxl.Workbook()
    blatt = mappe.active
    assert blatt is not None
    for zeile in (["Ort", "Einwohner", "Alter"], ["Herten", "=1+1", 44.1]):
        blatt.append(zeile)
    ziel = io.BytesIO()
    mappe.save(ziel)
    with pytest.raises(BewaehrtFehler, match="Blatt „Sheet“"):
        verstehe(lies_tabelle(ziel.getvalue(), "probe.xlsx"))
    with pytest.raises(BewaehrtFehler, match="#DIV/0!"):
        verstehe(lies_tabelle(als_xlsx([["Ort", "Einwohner"], ["Herten", "#DIV/0!"]]), "probe.xlsx"))


def test_datei_fehlt_und_ordner(tmp_path: Path) -> None:
    with pytest.raises(BewaehrtFehler, match="gibt es nicht"):
        lies_tabelle(tmp_path / "nirgends.csv")
    with pytest.raises(BewaehrtFehler, match="nicht lesen"):
        lies_tabelle(tmp_path)


def lies_bis_zum_ende(inhalt: bytes) -> None:
    try:
        v = verstehe(lies_tabelle(inhalt, "probe.csv"))
        profile(v, ORTE, v.orte[:3])
    except BewaehrtFehler:
        pass


@given(st.binary(max_size=400))
def test_beliebige_bytes_stuerzen_nie_ab(inhalt: bytes) -> None:
    lies_bis_zum_ende(inhalt)


@given(st.binary(max_size=200))
def test_beschaedigtes_excel_stuerzt_nie_ab(muell: bytes) -> None:
    lies_bis_zum_ende(b"PK\x03\x04" + muell)
    ganz = verbundener_kopf()
    lies_bis_zum_ende(ganz[: 300 + len(muell)] + muell + ganz[300 + 2 * len(muell) :])


STUECKE = st.sampled_from(
    ["Ort", "AGS", "Jahr", "Indikator", "Wert", "Einwohner", "Kinderarmut (%)", "2022", "2021\nHerten", "Herten", "05562020", "12,3", "1.234", "k. A.", "", "", "#NV", "-", "ab 65 %", "Stadtteil"]
)  # fmt: skip


@given(st.lists(st.lists(STUECKE, min_size=2, max_size=5), min_size=1, max_size=6))
def test_beliebige_tabellen_stuerzen_nie_ab(zeilen: list[list[str]]) -> None:
    text = "\n".join(";".join(f'"{feld}"' for feld in zeile) for zeile in zeilen)
    lies_bis_zum_ende(text.encode())
