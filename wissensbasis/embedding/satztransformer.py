"""Einbettung mit der Bibliothek sentence-transformers: für jedes Modell, das sie laden kann."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from wissensbasis.embedding.modellbeschreibung import Modellbeschreibung, ohne_netz
from wissensbasis.embedding.schnittstelle import Fortschritt, Vektoren, normiere
from wissensbasis.fehler import BewaehrtFehler

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_STAPEL = 32
_MELDEN_ALLE = 128
"""Texte zwischen zwei Fortschrittsmeldungen; ein Vielfaches des Stapels."""


class SatzTransformerEmbedder:
    """Lädt das Modell erst beim ersten Gebrauch (mehrere Sekunden) und nur von der Platte.

    Raises:
        BewaehrtFehler: Beim ersten Gebrauch, wenn der Ordner sich nicht laden lässt.
    """

    def __init__(self, modell: Modellbeschreibung) -> None:
        """Bildet nur die Kennung; das Modell lädt später."""
        self._beschreibung = modell
        self._modell: SentenceTransformer | None = None
        self._dimension: int | None = None
        self._sperre = threading.Lock()
        self.kennung = modell.kennung

    @property
    def dimension(self) -> int:
        """Länge eines Vektors; lädt dafür das Modell."""
        self._geladen()
        assert self._dimension is not None
        return self._dimension

    def embed_fragen(self, texte: Sequence[str]) -> Vektoren:
        """Form ``(n, dimension)``; setzt die Vorsilbe für Fragen davor."""
        return self._embed(texte, self._beschreibung.vorsilbe_frage, None)

    def embed_texte(self, texte: Sequence[str], *, fortschritt: Fortschritt | None = None) -> Vektoren:
        """Form ``(n, dimension)``; setzt die Vorsilbe für Textstellen davor."""
        return self._embed(texte, self._beschreibung.vorsilbe_text, fortschritt)

    def _embed(self, texte: Sequence[str], vorsilbe: str, fortschritt: Fortschritt | None) -> Vektoren:
        modell = self._geladen()
        ergebnis = np.zeros((len(texte), self.dimension), dtype=np.float32)
        # Nach Länge geordnet füllt die Bibliothek je Stapel weniger auf; die Reihenfolge bleibt.
        folge = sorted(range(len(texte)), key=lambda i: -len(texte[i]))
        for start in range(0, len(folge), _MELDEN_ALLE):
            teil = folge[start : start + _MELDEN_ALLE]
            # Vorsilbe selbst gesetzt; prompt="" schaltet eine voreingestellte des Modells ab.
            ergebnis[teil] = modell.encode(
                [vorsilbe + texte[i] for i in teil],
                prompt="",
                batch_size=_STAPEL,
                convert_to_numpy=True,
                show_progress_bar=False,
            )
            if fortschritt:
                fortschritt(start + len(teil), len(folge))
        return normiere(ergebnis)

    def _geladen(self) -> SentenceTransformer:
        with self._sperre:
            if self._modell is None:
                self._modell = _lade(self._beschreibung)
                self._dimension = int(self._modell.encode([""], prompt="", show_progress_bar=False).shape[1])
            return self._modell


def _lade(beschreibung: Modellbeschreibung) -> SentenceTransformer:
    ohne_netz()
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    meldungen: Any = logging  # ohne Typangaben in der Bibliothek
    meldungen.disable_progress_bar()  # sonst steht ein englischer Ladebalken auf stderr
    try:
        return SentenceTransformer(str(beschreibung.ordner), device="cpu", local_files_only=True)
    except Exception as fehler:  # je nach Schaden wirft die Bibliothek fast alles
        raise BewaehrtFehler(
            f"Das Modell „{beschreibung.name}“ lässt sich aus {beschreibung.ordner} nicht laden "
            f"({type(fehler).__name__}: {fehler}). Bitte BEWAEHRT_MODELL prüfen oder den Ordner löschen "
            "und neu einrichten lassen."
        ) from fehler
