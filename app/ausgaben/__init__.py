"""Ausgaben zum Weitergeben: Ratsvorlage, Steckbriefe, Maßnahmenplan, HTML-Seite und die Merkliste als Datei.

Ohne Streamlit. `akte_erstellen` sammelt einmal alles Bekannte; jede Ausgabe macht daraus Bytes.
"""

from app.ausgaben.akte import Akte, Massnahmenakte
from app.ausgaben.ausgeben import (
    AUSGABEN,
    Ausgabe,
    dateiname,
    html_seite,
    massnahmenplan_excel,
    ratsvorlage_word,
    steckbriefe_pdf,
    steckbriefe_word,
)
from app.ausgaben.erstellen import akte_erstellen
from app.ausgaben.merkdatei import Gelesen, merkliste_lesen, merkliste_schreiben

__all__ = [
    "AUSGABEN",
    "Akte",
    "Ausgabe",
    "Gelesen",
    "Massnahmenakte",
    "akte_erstellen",
    "dateiname",
    "html_seite",
    "massnahmenplan_excel",
    "merkliste_lesen",
    "merkliste_schreiben",
    "ratsvorlage_word",
    "steckbriefe_pdf",
    "steckbriefe_word",
]
