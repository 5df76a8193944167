"""Was jedes Einbettungsmodell können muss – unabhängig davon, womit es rechnet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Vektoren = NDArray[np.float32]
"""Form ``(n, dimension)``, Typ ``float32``, jede Zeile auf Länge 1 gebracht."""

Fortschritt = Callable[[int, int], None]
"""Wird mit ``(fertige Texte, alle Texte)`` gerufen; der letzte Ruf ist ``(n, n)``."""


@runtime_checkable
class Embedder(Protocol):
    """Bildet Texte auf Vektoren ab, deren Skalarprodukt ihre Ähnlichkeit ist (−1 bis 1)."""

    @property
    def kennung(self) -> str:
        """Modellname und Prüfsumme (``name@abc123``); gleich heißt: Vektoren sind vergleichbar."""
        ...

    @property
    def dimension(self) -> int:
        """Länge eines Vektors."""
        ...

    def embed_fragen(self, texte: Sequence[str]) -> Vektoren:
        """Bettet Suchanfragen ein; leere Liste ergibt Form ``(0, dimension)``."""
        ...

    def embed_texte(self, texte: Sequence[str], *, fortschritt: Fortschritt | None = None) -> Vektoren:
        """Bettet zu durchsuchende Texte ein, in der Reihenfolge der Eingabe."""
        ...


def normiere(vektoren: NDArray[np.floating]) -> Vektoren:
    """Bringt jede Zeile auf Länge 1; Nullzeilen bleiben null, statt durch null zu teilen."""
    laengen = np.linalg.norm(vektoren, axis=1, keepdims=True)
    return np.ascontiguousarray(vektoren / np.maximum(laengen, 1e-12), dtype=np.float32)
