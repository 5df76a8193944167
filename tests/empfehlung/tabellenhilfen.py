"""Von uns gemachte Excel-Dateien für die Tests: erdachte Werte in den Formen, in denen Tabellen ankommen."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import openpyxl


def als_xlsx(
    zeilen: Sequence[Sequence[Any]], verbunden: Sequence[str] = (), formate: dict[str, str] | None = None, blatt: str = "Daten"
) -> bytes:  # fmt: skip
    mappe = openpyxl.Workbook()
    deckblatt = mappe.active
    assert deckblatt is not None
    deckblatt.title = "Hinweise"
    deckblatt["A1"] = "Erdachte Werte für Tests"
    seite = mappe.create_sheet(blatt)
    for zeile in zeilen:
        seite.append(list(zeile))
    for bereich in verbunden:
        seite.merge_cells(bereich)
    for zelle, zahlenformat in (formate or {}).items():
        seite[zelle].number_format = zahlenformat
    ziel = io.BytesIO()
    mappe.save(ziel)
    return ziel.getvalue()


def verbundener_kopf() -> bytes:
    """Wie vom Statistikamt: Titel über die ganze Breite, zwei Kopfzeilen mit verbundenen Zellen, Spaltennummern, Fuß."""
    return als_xlsx(
        [
            ["Tabelle 1 (erdacht für Tests)", None, None, None, None, None],
            [],
            ["AGS", "Gemeinde", "Bevölkerung", None, "Anteil in %", None],
            [None, None, "insgesamt", "weiblich", "unter 18 Jahre", "65 Jahre und älter"],
            [1, 2, 3, 4, 5, 6],
            [5562020, "Herten, Stadt", 61700, 31600, 16.9, 22.8],
            [5562024, "Marl, Stadt", 84100, 43000, "16,4 p", "k. A."],
            ["Quelle: erdacht"],
        ],
        verbunden=["A1:F1", "A3:A4", "B3:B4", "C3:D3", "E3:F3"],
    )
