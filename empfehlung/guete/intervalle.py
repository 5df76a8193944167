"""Gepaarte Bootstrap-Intervalle: dieselben gezogenen Fragen für alle Systeme, fester Samen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

ZIEHUNGEN = 2000
SAMEN = 20261123
_NIVEAU = 0.95

Intervall = tuple[float, float]


@dataclass(frozen=True)
class Unterschied:
    """Mittlerer Vorsprung vor einem Bezugssystem mit 95-%-Intervall; schließt es 0 ein, ist er nicht belegt."""

    zu: str
    wert: float
    intervall: Intervall


def bootstrap(
    werte: Mapping[str, NDArray[np.float64]], bezug: str, *, ziehungen: int = ZIEHUNGEN, samen: int = SAMEN
) -> tuple[dict[str, Intervall], dict[str, Unterschied]]:
    """95-%-Intervalle der Mittelwerte und der Unterschiede zu `bezug` je System.

    `werte`: System → ein Wert je Frage, überall in derselben Reihenfolge der Fragen. Ohne Fragen sind beide leer.
    """
    anzahl = len(next(iter(werte.values()), ()))
    if not anzahl:
        return {}, {}
    # Gepaart: eine schwere Frage fehlt oder zählt doppelt bei allen Systemen zugleich.
    stellen = np.random.default_rng(samen).integers(0, anzahl, size=(ziehungen, anzahl))
    mittel = {name: reihe[stellen].mean(axis=1) for name, reihe in werte.items()}
    intervalle = {name: _grenzen(m) for name, m in mittel.items()}
    unterschiede = {
        name: Unterschied(bezug, float(np.mean(werte[name] - werte[bezug])), _grenzen(m - mittel[bezug]))
        for name, m in mittel.items()
        if name != bezug and bezug in werte
    }
    return intervalle, unterschiede


def _grenzen(mittel: NDArray[np.float64]) -> Intervall:
    rand = (1 - _NIVEAU) / 2
    unten, oben = np.quantile(mittel, [rand, 1 - rand])
    return float(unten), float(oben)
