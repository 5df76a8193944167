"""Verschmelzung der Wege einer Suche zu einem Punktwert je Maßnahme."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

# Ein sehr seltenes Wort hebt seine Maßnahmen sonst beliebig weit über alle anderen, je größer der Bestand, desto weiter.
HOECHSTER_STANDARDWERT = 8.0


def standardisiert(punkte: NDArray[np.floating]) -> NDArray[np.float64]:
    """Abstand vom Mittel in Standardabweichungen, nach oben begrenzt; lauter Nullen, wo alle gleich sind.

    So sind Wege vergleichbar, deren Punkte verschiedene Größen haben (Lee 1997, „Analyses of Multiple Evidence
    Combination“; Fox und Shaw 1994, „Combination of Multiple Searches“).
    """
    werte = punkte.astype(np.float64)
    streuung = float(werte.std()) if len(werte) else 0.0
    # Rundungsreste gleicher Werte sind keine Streuung.
    if streuung <= 1e-9 * max(1.0, float(np.abs(werte).max(initial=0.0))):
        return np.zeros(len(werte))
    standardwerte: NDArray[np.float64] = np.minimum((werte - werte.mean()) / streuung, HOECHSTER_STANDARDWERT)
    return standardwerte


def verschmelze(punkte: Mapping[str, NDArray[np.floating]], gewichte: Mapping[str, float]) -> NDArray[np.float64]:
    """Gewichtete Summe der standardisierten Punkte; die Reihen sind gleich lang und gleich geordnet."""
    summe: NDArray[np.float64] = np.sum([gewichte[n] * standardisiert(punkte[n]) for n in sorted(punkte)], axis=0)
    return summe
