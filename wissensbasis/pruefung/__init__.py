"""Der Prüfer des Korpus: jede Regel meldet Datei, Zeile, Verstoß und Abhilfe."""

from wissensbasis.pruefung.befund import Befund
from wissensbasis.pruefung.pruefer import Pruefergebnis, pruefe_ordner

__all__ = ["Befund", "Pruefergebnis", "pruefe_ordner"]
