"""Beinahe-Doppel finden: Maßnahmen, deren Texte viele Wortfolgen teilen."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from wissensbasis.datensatz.modell import Massnahme

WORTE_JE_FOLGE = 3
# Anteil gemeinsamer Wortfolgen an der kürzeren Maßnahme. Unabhängig geschriebene Texte über dieselbe Idee
# liegen im Korpus unter 0,15; abgeschriebene über 0,6.
GRENZE = 0.4


def beinahe_gleiche(massnahmen: Sequence[tuple[str, Massnahme]]) -> Iterator[tuple[int, int, float]]:
    """Paare (erste, zweite, Anteil) von Stellen der Liste, deren Texte sich fast gleichen."""
    folgen = [_wortfolgen(titel, m) for titel, m in massnahmen]
    enthaelt: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for nr, menge in enumerate(folgen):
        gemeinsam: Counter[int] = Counter()
        for folge in menge:
            gemeinsam.update(enthaelt[folge])
            enthaelt[folge].append(nr)
        for andere, anzahl in gemeinsam.items():
            anteil = anzahl / max(1, min(len(menge), len(folgen[andere])))
            if anteil >= GRENZE:
                yield andere, nr, anteil


def _wortfolgen(titel: str, m: Massnahme) -> set[tuple[str, ...]]:
    worte = re.findall(r"\w+", " ".join((titel, *m.abschnitte.values())).casefold())
    return {tuple(worte[i : i + WORTE_JE_FOLGE]) for i in range(len(worte) - WORTE_JE_FOLGE + 1)}
