"""Zweiter Blick auf die besten Treffer: was den vordersten ähnelt oder dieselbe Art ist, rückt auf.

Die vordersten Treffer sagen mehr über das Gemeinte als die paar Wörter der Frage (Rückmeldung ohne Menschen: Rocchio 1971;
Cluster-Annahme: van Rijsbergen 1979). Gewichte am Teil „entwicklung“ der Goldfragen gewählt (docs/ergebnisse.md).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from wissensbasis.suche.fusion import standardisiert

# So viele Treffer werden nachgeordnet; was dahinter liegt, bleibt dahinter.
KANDIDATEN = 100
_VORDERSTE = 8
_BESTE_JE_TYP = 5
_GEWICHT_NAEHE = 0.25
_GEWICHT_TYP = 0.25


def ordne_nach(
    werte: NDArray[np.float64], titelvektoren: NDArray[np.float32], typen: Sequence[str]
) -> NDArray[np.float64]:
    """Neue Werte der Kandidaten, die beste zuerst stehen: Wert + Nähe zu den vordersten + Stärke ihres Typs.

    `titelvektoren` (Kandidaten × Dimension, Länge 1) und `typen` folgen der Reihenfolge der `werte`.
    """
    return (
        werte
        + _GEWICHT_NAEHE * standardisiert(_naehe(titelvektoren))
        + _GEWICHT_TYP * standardisiert(_staerke_des_typs(werte, typen))
    )


def _naehe(titelvektoren: NDArray[np.float32]) -> NDArray[np.float64]:
    """Mittlere Ähnlichkeit zu den vordersten; ohne das allen Gemeinsame, das bei diesem Modell fast alles ausmacht."""
    eigen = titelvektoren - titelvektoren.mean(axis=0)
    laenge = np.linalg.norm(eigen, axis=1, keepdims=True)
    eigen = np.divide(eigen, laenge, out=np.zeros_like(eigen), where=laenge > 0)
    naehe: NDArray[np.float64] = (eigen @ eigen[:_VORDERSTE].mean(axis=0)).astype(np.float64)
    return naehe


def _staerke_des_typs(werte: NDArray[np.float64], typen: Sequence[str]) -> NDArray[np.float64]:
    """Mittel der besten Werte je Maßnahmentyp, an jeder Stelle der ihres Typs; `werte` sind absteigend geordnet."""
    je_typ: dict[str, list[float]] = {}
    for wert, typ in zip(werte.tolist(), typen, strict=True):
        beste = je_typ.setdefault(typ, [])
        if len(beste) < _BESTE_JE_TYP:
            beste.append(wert)
    mittel = {typ: sum(beste) / len(beste) for typ, beste in je_typ.items()}
    return np.array([mittel[typ] for typ in typen])
