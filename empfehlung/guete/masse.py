"""Die Maße je Frage.

Von Hand gerechnet: die Bibliothek dafür, pytrec_eval, müsste auf manchen Systemen (Linux auf ARM) übersetzt werden. Die
Tests prüfen gegen `sklearn.metrics.ndcg_score` und, wo es installiert ist, gegen pytrec_eval.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from empfehlung.guete.urteile import RELEVANT_AB


def ndcg(rangliste: Sequence[str], urteile: Mapping[str, int], tiefe: int = 10) -> float:
    """nDCG mit Gewinn 2^Grad − 1 und Abschlag log2(Rang + 1), ideal über alle Urteile; 0 ohne Urteil über Grad 0.

    Nicht beurteilte Treffer zählen wie Grad 0.
    """
    ideal = _dcg(sorted(urteile.values(), reverse=True)[:tiefe])
    return _dcg([urteile.get(kennung, 0) for kennung in rangliste[:tiefe]]) / ideal if ideal else 0.0


def recall(rangliste: Sequence[str], urteile: Mapping[str, int], tiefe: int = 20) -> float:
    """Anteil der guten Antworten (Grad ≥ 2) unter den ersten `tiefe`; 0, wenn es keine gibt."""
    gute = {kennung for kennung, grad in urteile.items() if grad >= RELEVANT_AB}
    return len(gute & set(rangliste[:tiefe])) / len(gute) if gute else 0.0


def kehrwert_des_rangs(rangliste: Sequence[str], urteile: Mapping[str, int]) -> float:
    """1 / Rang der ersten guten Antwort (Grad ≥ 2), 0 ohne; der Mittelwert über die Fragen ist der MRR."""
    for rang, kennung in enumerate(rangliste, start=1):
        if urteile.get(kennung, 0) >= RELEVANT_AB:
            return 1.0 / rang
    return 0.0


def unbeurteilt(rangliste: Sequence[str], urteile: Mapping[str, int], tiefe: int = 10) -> int:
    """Zahl der Treffer unter den ersten `tiefe`, zu denen kein Urteil vorliegt."""
    return sum(kennung not in urteile for kennung in rangliste[:tiefe])


def vielfalt(rangliste: Sequence[str], vektoren: Mapping[str, NDArray[np.float32]], tiefe: int = 10) -> float | None:
    """Intra-List Diversity: mittlerer Abstand 1 − Kosinus aller Paare unter den ersten `tiefe`.

    `vektoren` haben die Länge 1. `None` bei weniger als zwei Treffern: dann gibt es kein Paar.
    """
    bekannt = [vektoren[kennung] for kennung in rangliste[:tiefe] if kennung in vektoren]
    if len(bekannt) < 2:
        return None
    matrix = np.asarray(bekannt, dtype=np.float64)
    paare = (matrix @ matrix.T)[np.triu_indices(len(bekannt), k=1)]
    return float(np.mean(1.0 - paare))


def _dcg(grade: Sequence[int]) -> float:
    return math.fsum((2.0**grad - 1) / math.log2(rang + 1) for rang, grad in enumerate(grade, start=1))
