"""Wie einig sich zwei Urteilende sind: quadratisch gewichtetes Kappa nach Cohen über gemeinsam Beurteiltes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

from empfehlung.guete.urteile import HOECHSTER_GRAD, RELEVANT_AB, Urteile, urteile_lesen


@dataclass(frozen=True)
class Uebereinstimmung:
    """`kappa` ist `None`, wenn es nicht bestimmt ist (nichts gemeinsam oder beide vergeben nur denselben Grad).

    `gleich` ist der Anteil gleicher Grade, `gleich_relevant` der Anteil gleicher Antwort auf „Grad 2 oder besser?“.
    """

    paare: int
    nur_erste: int
    nur_zweite: int
    kappa: float | None
    gleich: float | None
    gleich_relevant: float | None


def uebereinstimmung(erste: Urteile, zweite: Urteile) -> Uebereinstimmung:
    """Vergleicht zwei Sätze von Urteilen; nur Paare, die beide beurteilt haben, zählen."""
    a = {(frage, m): grad for frage, grade in erste.items() for m, grad in grade.items()}
    b = {(frage, m): grad for frage, grade in zweite.items() for m, grad in grade.items()}
    gemeinsam = sorted(a.keys() & b.keys())
    nur_a, nur_b = len(a) - len(gemeinsam), len(b) - len(gemeinsam)
    if not gemeinsam:
        return Uebereinstimmung(0, nur_a, nur_b, None, None, None)
    grade_a, grade_b = [a[paar] for paar in gemeinsam], [b[paar] for paar in gemeinsam]
    paare = list(zip(grade_a, grade_b, strict=True))
    return Uebereinstimmung(
        paare=len(paare),
        nur_erste=nur_a,
        nur_zweite=nur_b,
        kappa=_kappa(grade_a, grade_b),
        gleich=sum(x == y for x, y in paare) / len(paare),
        gleich_relevant=sum((x >= RELEVANT_AB) == (y >= RELEVANT_AB) for x, y in paare) / len(paare),
    )


def uebereinstimmung_der_dateien(erste: Path, zweite: Path) -> Uebereinstimmung:
    """Wie `uebereinstimmung`, aus zwei Dateien in der Form von `urteile.txt`."""
    return uebereinstimmung(urteile_lesen(erste), urteile_lesen(zweite))


def _kappa(a: list[int], b: list[int]) -> float | None:
    from sklearn.metrics import cohen_kappa_score

    if len({*a, *b}) == 1:  # keine Streuung: der Zufall erklärte alles, Kappa wäre 0/0
        return None
    # Alle Grade nennen, sonst hinge die Gewichtung davon ab, welche zufällig vorkommen.
    kappa = float(cohen_kappa_score(a, b, labels=range(HOECHSTER_GRAD + 1), weights="quadratic"))
    return kappa if math.isfinite(kappa) else None
