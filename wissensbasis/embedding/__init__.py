"""Einbettung von Texten in Vektoren; schwere Bibliotheken laden erst beim Gebrauch."""

from wissensbasis.embedding.auswahl import embedder_laden, frage_embedder_laden
from wissensbasis.embedding.schnittstelle import Embedder, Fortschritt, Vektoren

__all__ = ["Embedder", "Fortschritt", "Vektoren", "embedder_laden", "frage_embedder_laden"]
