"""Liest die Blätter einer Excel-Datei (.xlsx) mit openpyxl; Formeln zählen mit ihrem gespeicherten Ergebnis."""

from __future__ import annotations

import io
import warnings
import zipfile
from datetime import date, datetime
from typing import Any

from empfehlung.tabellen.modell import Rohblatt, Zeile, Zelle
from wissensbasis.fehler import BewaehrtFehler

# Eine kleine Datei kann ausgepackt sehr groß werden.
_HOECHSTENS_AUSGEPACKT = 100_000_000
_HOECHSTENS_ZELLEN = 1_000_000
_BESCHAEDIGT = (
    "Die Excel-Datei ist beschädigt oder unvollständig. Bitte noch einmal herunterladen oder neu als .xlsx speichern."
)
FORMEL_OHNE_WERT = "#FORMEL OHNE ERGEBNIS"


def lies_blaetter(daten: bytes, wo: str) -> list[Rohblatt]:
    """Alle sichtbaren Blätter mit Inhalt, in ihrer Reihenfolge."""
    hat_formeln = _pruefe_archiv(daten, wo)
    mappe = _oeffne(daten, wo, ergebnisse=True)
    formeln = _oeffne(daten, wo, ergebnisse=False) if hat_formeln else None
    blaetter, versteckt, zellen = [], [], 0
    for blatt in mappe.worksheets:
        if blatt.sheet_state != "visible":
            versteckt.append(blatt.title)
            continue
        zellen += blatt.max_row * blatt.max_column
        if zellen > _HOECHSTENS_ZELLEN:
            raise BewaehrtFehler(
                f"{wo}, Blatt „{blatt.title}“: Die Tabelle hat mehr als eine Million Zellen. "
                "Bitte nur die nötigen Orte und Merkmale herunterladen."
            )
        zeilen = _zeilen(blatt, formeln[blatt.title] if formeln is not None else None)
        if zeilen:
            verbunden = tuple((b.min_row, b.min_col - 1, b.max_col - 1) for b in blatt.merged_cells.ranges)
            blaetter.append(Rohblatt(blatt.title, tuple(zeilen), verbunden, csv=False))
    if not blaetter:
        raise BewaehrtFehler(f"{wo}: Kein Blatt enthält etwas. Bitte die Tabelle noch einmal herunterladen.")
    namen = [b.blatt for b in blaetter]
    hinweise = [f"Gelesen als Excel. Blätter mit Inhalt: {', '.join(namen)}."]
    if versteckt:
        hinweise.append(f"Ausgeblendete Blätter wurden nicht gelesen: {', '.join(versteckt)}.")
    return [Rohblatt(b.blatt, b.zeilen, b.verbunden, tuple(hinweise), csv=False) for b in blaetter]


def _pruefe_archiv(daten: bytes, wo: str) -> bool:
    """Ob es eine Excel-Mappe ist, die sich gefahrlos auspacken lässt; gibt zurück, ob sie Formeln enthält."""
    try:
        with zipfile.ZipFile(io.BytesIO(daten)) as archiv:
            namen = archiv.namelist()
            if "mimetype" in namen and b"opendocument" in archiv.read("mimetype")[:200]:
                raise BewaehrtFehler(
                    f"{wo}: OpenDocument-Tabellen werden nicht gelesen. Bitte als .xlsx oder CSV speichern."
                )
            if not any(n.startswith("xl/") for n in namen):
                raise BewaehrtFehler(f"{wo}: Das ist ein Archiv, aber keine Excel-Datei. Erwartet wird .xlsx oder CSV.")
            if sum(eintrag.file_size for eintrag in archiv.infolist()) > _HOECHSTENS_AUSGEPACKT:
                raise BewaehrtFehler(
                    f"{wo}: Die Excel-Datei ist ausgepackt zu groß. Bitte nur die nötigen Blätter behalten."
                )
            blaetter = [n for n in namen if n.startswith("xl/worksheets/") and n.endswith(".xml")]
            return any(b"<f>" in (xml := archiv.read(n)) or b"<f " in xml for n in blaetter)
    except BewaehrtFehler:
        raise
    except Exception as fehler:  # zipfile meldet Schäden auf viele Arten
        raise BewaehrtFehler(f"{wo}: {_BESCHAEDIGT}") from fehler


def _oeffne(daten: bytes, wo: str, *, ergebnisse: bool) -> Any:
    import openpyxl  # erst hier: das Laden kostet, und die meisten Läufe brauchen es nicht

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(io.BytesIO(daten), data_only=ergebnisse, keep_links=False)
    except Exception as fehler:  # openpyxl reicht Fehler vieler Bibliotheken durch
        raise BewaehrtFehler(f"{wo}: {_BESCHAEDIGT}") from fehler


def _zeilen(blatt: Any, formeln: Any) -> list[Zeile]:
    zeilen = []
    for nummer, zellen in enumerate(blatt.iter_rows(), 1):
        gelesen = []
        for zelle in zellen:
            if zelle.value is None and formeln is not None and formeln.cell(zelle.row, zelle.column).data_type == "f":
                gelesen.append(Zelle(FORMEL_OHNE_WERT))
            else:
                gelesen.append(_zelle(zelle.value, str(zelle.number_format or "")))
        while gelesen and gelesen[-1].leer:
            gelesen.pop()
        zeilen.append(Zeile(nummer, tuple(gelesen)))
    while zeilen and not zeilen[-1].zellen:
        zeilen.pop()
    return zeilen


def _zelle(wert: Any, zahlenformat: str) -> Zelle:
    if wert is None:
        return Zelle()
    if isinstance(wert, bool):
        return Zelle("ja" if wert else "nein")
    if isinstance(wert, int | float):
        prozent = "%" in zahlenformat
        zahl = round(wert * 100, 10) if prozent else float(wert)
        text = str(int(zahl)) if zahl.is_integer() and abs(zahl) < 1e15 else repr(zahl).replace(".", ",")
        return Zelle(text + (" %" if prozent else ""), zahl, prozent)
    if isinstance(wert, datetime | date):
        return Zelle(wert.strftime("%d.%m.%Y"))
    return Zelle(str(wert).strip())
