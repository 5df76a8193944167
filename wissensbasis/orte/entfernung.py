"""Luftlinie zwischen zwei Punkten der Erde."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

_ERDRADIUS_KM = 6371.0088

Punkt = tuple[float, float]


def entfernung_km(von: Punkt, nach: Punkt) -> float:
    """Großkreisentfernung nach der Haversine-Formel; Punkte als (Breite, Länge) in Grad."""
    breite_a, laenge_a, breite_b, laenge_b = map(radians, (*von, *nach))
    h = sin((breite_b - breite_a) / 2) ** 2
    h += cos(breite_a) * cos(breite_b) * sin((laenge_b - laenge_a) / 2) ** 2
    # Rundung kann h knapp über 1 heben, asin lehnte das ab.
    return 2 * _ERDRADIUS_KM * asin(sqrt(min(1.0, h)))
