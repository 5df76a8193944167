"""Orte: alle Gemeinden und Kreise, dazu Bezirke, Samtgemeinden und Quartiere.

Andere Teile benutzen nur, was hier steht.
"""

from wissensbasis.orte.fehler import OrtMehrdeutig, OrtUnbekannt
from wissensbasis.orte.laender import LANDNAMEN
from wissensbasis.orte.ort import GROESSENGRENZEN, GROESSENKLASSEN, Ort, Unternehmensart, groessenklasse
from wissensbasis.orte.verzeichnis import Ortsverzeichnis

__all__ = [
    "GROESSENGRENZEN",
    "GROESSENKLASSEN",
    "LANDNAMEN",
    "Ort",
    "OrtMehrdeutig",
    "OrtUnbekannt",
    "Ortsverzeichnis",
    "Unternehmensart",
    "groessenklasse",
]
