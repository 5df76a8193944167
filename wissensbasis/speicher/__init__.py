"""Der Speicher zur Laufzeit: Maßnahmen, Einbettungen und der gültige Indexstand in einer relationalen Datenbank."""

from wissensbasis.speicher.abgleich import Abgleich, plane_abgleich
from wissensbasis.speicher.speicher import KorpusDatei, Speicher

__all__ = ["Abgleich", "KorpusDatei", "Speicher", "plane_abgleich"]
