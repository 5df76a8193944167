"""Wählt nach der Einstellung ``BEWAEHRT_MODELL`` das Einbettungsmodell."""

from __future__ import annotations

from pathlib import Path

from wissensbasis.embedding.modellbeschreibung import Modellbeschreibung, beschreibe, finde_modellordner
from wissensbasis.embedding.schnittstelle import Embedder

STANDARD = "standard"
ZEICHEN = "zeichen-ngramme"


def embedder_laden(modell: str, modellordner: Path) -> Embedder:
    """Embedder für viele Texte (Aufbau des Index) und für lang laufende Prozesse.

    Args:
        modell: ``standard``, ``zeichen-ngramme``, ein Ordner oder ein Name auf dem Hub,
            der schon auf diesem Rechner liegt.
        modellordner: Zwischenspeicher, etwa ``daten/modelle``.

    Raises:
        BewaehrtFehler: Das Modell ist nicht da oder lässt sich nicht einrichten.
    """
    if modell == ZEICHEN:
        return _zeichenmodell()
    from wissensbasis.embedding.satztransformer import SatzTransformerEmbedder

    return SatzTransformerEmbedder(_beschreibung(modell, modellordner))


def frage_embedder_laden(modell: str, modellordner: Path) -> Embedder:
    """Embedder für einzelne Fragen mit schnellem Kaltstart, gleiche ``kennung`` und Vektoren.

    Wo die Schnellrechnung den Ordner nicht trägt, kommt sentence-transformers.

    Raises:
        BewaehrtFehler: wie :func:`embedder_laden`.
    """
    if modell == ZEICHEN:
        return _zeichenmodell()
    from wissensbasis.embedding.frageembedder import FrageEmbedder, warum_nicht

    beschreibung = _beschreibung(modell, modellordner)
    if warum_nicht(beschreibung.ordner) is None:
        return FrageEmbedder(beschreibung, modellordner)
    from wissensbasis.embedding.satztransformer import SatzTransformerEmbedder

    return SatzTransformerEmbedder(beschreibung)


def _zeichenmodell() -> Embedder:
    from wissensbasis.embedding.zeichenmodell import ZeichenNgrammEmbedder

    return ZeichenNgrammEmbedder()


def _beschreibung(modell: str, modellordner: Path) -> Modellbeschreibung:
    if modell in (STANDARD, ""):
        from wissensbasis.embedding.standardmodell import standardmodell_bereitstellen

        ordner = standardmodell_bereitstellen(modellordner)
        return beschreibe(ordner, ordner.name)
    return finde_modellordner(modell)
