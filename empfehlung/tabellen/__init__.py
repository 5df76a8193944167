"""Einlesen von Indikatorentabellen (CSV, Excel), wie KECK-Atlas, Wegweiser Kommune, INKAR und Statistikämter sie ausgeben.

`lies_tabelle` liest die Datei, `verstehe` deutet sie und listet, was offen bleibt, `profile` macht Profile daraus.
"""

from empfehlung.tabellen.einlesen import GROESSTE_TABELLE_BYTES, lies_tabelle
from empfehlung.tabellen.modell import (
    FORMNAMEN,
    Angabe,
    Dezimal,
    Herkunft,
    Konflikt,
    NichtVerstanden,
    Ortseintrag,
    OrtsspalteFehlt,
    Rohtabelle,
    Verstandenes,
    ZahlenMehrdeutig,
)
from empfehlung.tabellen.orte import finde_ort, profile
from empfehlung.tabellen.verstehen import IGNORIEREN, verstehe, ziele

__all__ = [
    "FORMNAMEN",
    "GROESSTE_TABELLE_BYTES",
    "IGNORIEREN",
    "Angabe",
    "Dezimal",
    "Herkunft",
    "Konflikt",
    "NichtVerstanden",
    "Ortseintrag",
    "OrtsspalteFehlt",
    "Rohtabelle",
    "Verstandenes",
    "ZahlenMehrdeutig",
    "finde_ort",
    "lies_tabelle",
    "profile",
    "verstehe",
    "ziele",
]
