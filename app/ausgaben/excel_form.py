"""Gestalt der Excel-Datei: Tabellen mit festem Kopf, Auswahllisten, Eingabehinweise und Druck auf A4 quer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break, ColBreak
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from app.ausgaben.dokument import rein
from empfehlung.aufwand import NICHT_BELEGT

KOPFZEILE = 3
ERSTE_ZEILE = KOPFZEILE + 1
LISTENBLATT = "Listen"
_LAENGSTE_ZELLE = 32_000

_SCHRIFT = "Arial"
_PETROL, _HELL, _LINIE, _LEISE = "17594F", "E6F0EC", "B9B3A4", "545B5C"
_JAHRESFARBEN = ("17594F", "3D5876", "7D3D14")
_RAND = Border(*(Side(style="thin", color=_LINIE) for _ in range(4)))


@dataclass(frozen=True)
class Spalte:
    """Überschrift, Breite in Zeichen, Eingabehinweis; `block` fasst Spalten eines Jahres farblich zusammen."""

    name: str
    breite: float
    hinweis: str = ""
    block: str = ""


def buchstabe(nummer: int) -> str:
    """Spaltenbuchstabe zur Nummer ab 0."""
    return str(get_column_letter(nummer + 1))


def tabelle(
    blatt: Worksheet,
    titel: str,
    satz: str,
    spalten: Sequence[Spalte],
    zeilen: Sequence[Sequence[str | int]],
    *,
    name: str,
    titelspalten: int = 0,
    fest: int = 0,
) -> None:
    """Titel, ein Satz dazu, Kopfzeile, Zeilen; der Kopf und die ersten `fest` Spalten bleiben beim Rollen stehen.

    `titelspalten` hält Titel und Satz in den ersten Spalten, damit sie im Druck nicht in wiederholte Spalten ragen.
    """
    blatt["A1"], blatt["A2"] = _wert(titel), _wert(satz)
    blatt["A1"].font = Font(name=_SCHRIFT, size=14, bold=True, color=_PETROL)
    blatt["A2"].font = Font(name=_SCHRIFT, size=9, color=_LEISE)
    blatt.row_dimensions[1].height, blatt.row_dimensions[2].height = 24, 16
    if titelspalten:
        for nummer in (1, 2):
            blatt.merge_cells(start_row=nummer, end_row=nummer, start_column=1, end_column=titelspalten)
            blatt.cell(nummer, 1).alignment = Alignment(wrap_text=True, vertical="top")
        breite = sum(spalte.breite for spalte in spalten[:titelspalten])
        blatt.row_dimensions[1].height = 20.0 * (1 + int(len(titel) * 1.6 // breite))
        blatt.row_dimensions[2].height = 12.0 * (1 + int(len(satz) * 0.9 // breite))
    bloecke = list(dict.fromkeys(s.block for s in spalten if s.block))
    for nummer, spalte in enumerate(spalten, start=1):
        zelle = blatt.cell(KOPFZEILE, nummer, spalte.name)
        farbe = _JAHRESFARBEN[bloecke.index(spalte.block)] if spalte.block else _PETROL
        zelle.font = Font(name=_SCHRIFT, size=10, bold=True, color="FFFFFF")
        zelle.fill = PatternFill("solid", start_color=farbe)
        zelle.alignment = Alignment(wrap_text=True, vertical="center")
        zelle.border = _RAND
        blatt.column_dimensions[get_column_letter(nummer)].width = spalte.breite
    for block in bloecke:
        _blocktitel(blatt, block, spalten)
    blatt.row_dimensions[KOPFZEILE].height = 32
    for zeilennummer, zeile in enumerate(zeilen, start=ERSTE_ZEILE):
        for nummer, wert in enumerate(zeile, start=1):
            _zelle(blatt, zeilennummer, nummer, wert)
        blatt.row_dimensions[zeilennummer].height = _hoehe(zeile, spalten, mindestens=30.0 if titelspalten else 18.0)
    letzte = max(ERSTE_ZEILE, KOPFZEILE + len(zeilen))
    bereich = f"A{KOPFZEILE}:{get_column_letter(len(spalten))}{letzte}"
    excel_tabelle = Table(displayName=f"Tabelle_{name}", ref=bereich)
    excel_tabelle.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False, showFirstColumn=False)
    blatt.add_table(excel_tabelle)
    blatt.freeze_panes = f"{get_column_letter(fest + 1)}{ERSTE_ZEILE}"


def _blocktitel(blatt: Worksheet, block: str, spalten: Sequence[Spalte]) -> None:
    """Der Name über den Spalten eines Blocks."""
    nummern = [nummer for nummer, spalte in enumerate(spalten, start=1) if spalte.block == block]
    zeile = KOPFZEILE - 1
    blatt.merge_cells(start_row=zeile, end_row=zeile, start_column=nummern[0], end_column=nummern[-1])
    zelle = blatt.cell(zeile, nummern[0], block)
    zelle.font = Font(name=_SCHRIFT, size=10, bold=True, color=blatt.cell(KOPFZEILE, nummern[0]).fill.start_color.rgb)
    zelle.alignment = Alignment(vertical="bottom")


def _zelle(blatt: Worksheet, zeile: int, spalte: int, wert: str | int) -> None:
    zelle = blatt.cell(zeile, spalte)
    if isinstance(wert, int):
        zelle.value = wert
    elif wert:
        zelle.value = _wert(wert)
        # Ein Titel, der mit „=“ beginnt, ist Text und keine Formel.
        zelle.data_type = "s"
        zelle.quotePrefix = wert[0] in "=+-@"
    fehlt = isinstance(wert, str) and wert in (NICHT_BELEGT, f"Dort: {NICHT_BELEGT}")
    zelle.font = Font(name=_SCHRIFT, size=10, italic=fehlt, color=_LEISE if fehlt else None)
    zelle.alignment = Alignment(wrap_text=True, vertical="top", horizontal="center" if isinstance(wert, int) else None)
    zelle.border = _RAND


def _wert(text: str) -> str:
    return "\n".join(rein(zeile) for zeile in text.split("\n"))[:_LAENGSTE_ZELLE]


def _hoehe(zeile: Sequence[str | int], spalten: Sequence[Spalte], *, mindestens: float) -> float:
    """Excel passt Zeilen beim Öffnen nicht an; darum geschätzt nach der vollsten Zelle."""
    zeilenzahl = 1
    for wert, spalte in zip(zeile, spalten, strict=True):
        stuecke = str(wert).split("\n")
        zeilenzahl = max(zeilenzahl, sum(1 + int(len(s) * 1.05 // spalte.breite) for s in stuecke))
    return max(mindestens, min(400.0, 13.5 * zeilenzahl + 5))


def auswahl(blatt: Worksheet, spalte: str, letzte: int, werte: Sequence[str], name: str) -> None:
    """Auswahlliste; die Werte stehen auf dem ausgeblendeten Blatt „Listen“, damit auch lange Namen hineinpassen."""
    mappe = blatt.parent
    listen = mappe[LISTENBLATT] if LISTENBLATT in mappe.sheetnames else mappe.create_sheet(LISTENBLATT)
    listen.sheet_state = "hidden"
    kennung = f"Liste_{name}"
    if kennung not in mappe.defined_names:
        nummer = listen.max_column + 1 if listen["A1"].value else 1
        listen.cell(1, nummer, name)
        for zeile, wert in enumerate(werte, start=2):
            listen.cell(zeile, nummer, rein(wert)).data_type = "s"
        b = get_column_letter(nummer)
        ziel = f"{quote_sheetname(LISTENBLATT)}!${b}$2:${b}${len(werte) + 1}"
        mappe.defined_names[kennung] = DefinedName(kennung, attr_text=ziel)
    pruefung = DataValidation(type="list", formula1=f"={kennung}", allow_blank=True, showErrorMessage=True)
    pruefung.errorTitle, pruefung.error = name, f"Bitte einen Wert aus der Liste „{name}“ wählen."
    pruefung.promptTitle, pruefung.prompt, pruefung.showInputMessage = name, "Bitte aus der Liste wählen.", True
    blatt.add_data_validation(pruefung)
    pruefung.add(f"{spalte}{ERSTE_ZEILE}:{spalte}{letzte}")


def listen_ans_ende(mappe: Workbook) -> None:
    """Das ausgeblendete Blatt hinter alle sichtbaren."""
    if LISTENBLATT in mappe.sheetnames:
        mappe.move_sheet(LISTENBLATT, offset=len(mappe.sheetnames))


def hinweis(blatt: Worksheet, spalte: str, letzte: int, name: str, text: str) -> None:
    """Hinweis, der beim Ausfüllen erscheint; jeder Wert ist erlaubt."""
    pruefung = DataValidation(type=None, showInputMessage=True, promptTitle=name[:32], prompt=text[:255])
    blatt.add_data_validation(pruefung)
    pruefung.add(f"{spalte}{ERSTE_ZEILE}:{spalte}{letzte}")


def verlinke(blatt: Worksheet, spalte: str, adressen: Sequence[str]) -> None:
    """Macht die Zellen einer Spalte anklickbar, Zeile für Zeile mit ihrer Adresse.

    Dafür gibt es eine eigene Spalte: LibreOffice bricht Zellen mit Link nicht um und schnitte Titel und Adressen ab.
    """
    for zeile, adresse in enumerate(adressen, start=ERSTE_ZEILE):
        if _ist_webadresse(adresse):
            zelle = blatt[f"{spalte}{zeile}"]
            zelle.hyperlink = adresse
            zelle.font = Font(name=_SCHRIFT, size=10, underline="single", color=_PETROL)


def _ist_webadresse(text: str) -> bool:
    try:
        return urlsplit(text).scheme in ("http", "https") and len(text) < 2000
    except ValueError:
        return False


def druck(blatt: Worksheet, spalten: int, fuss: str) -> None:
    """A4 quer, so breit wie eine Seite, Kopfzeile auf jeder Seite."""
    _seite(blatt, fuss)
    blatt.sheet_properties.pageSetUpPr.fitToPage = True
    blatt.page_setup.fitToWidth, blatt.page_setup.fitToHeight = 1, 0
    blatt.print_area = f"A1:{get_column_letter(spalten)}{blatt.max_row}"


def druck_doppelt(
    blatt: Worksheet, fuss: str, *, links: int, alle: int, letzte: int, wiederholt: str, prozent: int
) -> None:
    """Zwei Seiten nebeneinander: erst die `links` ersten Spalten, dann die übrigen mit den wiederholten."""
    _seite(blatt, fuss)
    blatt.page_setup.scale = prozent
    blatt.print_title_cols = wiederholt
    blatt.print_area = f"A1:{get_column_letter(alle)}{letzte}"
    blatt.col_breaks = ColBreak()
    blatt.col_breaks.append(Break(id=links))


def _seite(blatt: Worksheet, fuss: str) -> None:
    blatt.page_setup.orientation, blatt.page_setup.paperSize = "landscape", blatt.PAPERSIZE_A4
    blatt.page_margins.left = blatt.page_margins.right = 0.4
    blatt.page_margins.top, blatt.page_margins.bottom = 0.5, 0.7
    blatt.page_margins.header = blatt.page_margins.footer = 0.3
    blatt.print_title_rows = f"{KOPFZEILE}:{KOPFZEILE}"
    blatt.oddFooter.left.text, blatt.oddFooter.right.text = f"{fuss} · &A", "Seite &P von &N"
