"""Bänder: Klassen, die eine Person nennen kann, ohne nachzuschlagen. Verglichen und gezeigt werden Bänder, nicht Zahlen."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal, get_args

from wissensbasis.orte import GROESSENGRENZEN, GROESSENKLASSEN

Groessenklasse = Literal[
    "Landgemeinde",
    "Kleine Kleinstadt",
    "Größere Kleinstadt",
    "Kleine Mittelstadt",
    "Große Mittelstadt",
    "Kleine Großstadt",
    "Große Großstadt",
]
Wohnungsband = Literal["unter-100", "100-299", "300-999", "1000-2999", "ab-3000"]
# Baujahrsklassen des Mikrozensus, die kurzen nach 1978 paarweise zusammengefasst (docs/methode.md, „Profil“).
Baualter = Literal["vor-1919", "1919-1948", "1949-1978", "1979-1990", "1991-2010", "nach-2010"]
Gebundenband = Literal["unter-10", "10-39", "40-69", "ab-70"]
Ab65band = Literal["unter-15", "15-24", "25-39", "ab-40"]


@dataclass(frozen=True)
class Bandreihe:
    """Die Bänder einer Zahl von klein nach groß; `grenzen` sind die unteren Grenzen ab dem zweiten Band."""

    zahl: str
    stufen: tuple[str, ...]
    grenzen: tuple[int, ...]
    worte: tuple[str, ...]

    def zu(self, zahl: float) -> str:
        """Das Band, in dem eine Zahl liegt."""
        return self.stufen[sum(zahl >= grenze for grenze in self.grenzen)]

    def wort(self, stufe: str) -> str:
        """Ein Band, wie ein Mensch es liest."""
        return self.worte[self.stufen.index(stufe)]


_ANTEIL_DER_SPANNE = 0.8

# Außer Größenklasse und Baualter eigene Setzungen.
BAENDER: dict[str, Bandreihe] = {
    "groessenklasse": Bandreihe(
        "einwohner",
        GROESSENKLASSEN,
        GROESSENGRENZEN,
        GROESSENKLASSEN,
    ),
    "wohnungen": Bandreihe(
        "wohneinheiten",
        get_args(Wohnungsband),
        (100, 300, 1_000, 3_000),
        ("unter 100", "100 bis 299", "300 bis 999", "1.000 bis 2.999", "3.000 und mehr"),
    ),
    "baualter": Bandreihe(
        "baujahr",
        get_args(Baualter),
        (1919, 1949, 1979, 1991, 2011),
        ("vor 1919", "1919 bis 1948", "1949 bis 1978", "1979 bis 1990", "1991 bis 2010", "nach 2010"),
    ),
    "gebunden": Bandreihe(
        "gebunden_prozent",
        get_args(Gebundenband),
        (10, 40, 70),
        (
            "keine oder wenige (unter 10 %)",
            "ein Teil (unter 40 %)",
            "etwa die Hälfte (unter 70 %)",
            "die meisten (ab 70 %)",
        ),
    ),
    "ab65": Bandreihe(
        "ab65_prozent",
        get_args(Ab65band),
        (15, 25, 40),
        (
            "wenige (unter 15 %)",
            "etwa ein Fünftel (unter 25 %)",
            "etwa ein Drittel (unter 40 %)",
            "etwa die Hälfte (ab 40 %)",
        ),
    ),
}


def baualter(baujahr: str) -> str | None:
    """Das Band zu „1962“ oder „1962–1965“; `None`, wenn kein Band mindestens vier Fünftel der Spanne trägt.

    „1970–1979“ meint die siebziger Jahre; dass die Klasse 1978 endet, macht sie nicht unbekannt.
    """
    jahre = [int(jahr) for jahr in re.findall(r"\d{4}", baujahr)]
    if not jahre:
        return None
    je_band = Counter(BAENDER["baualter"].zu(jahr) for jahr in range(min(jahre), max(jahre) + 1))
    band, zahl = je_band.most_common(1)[0]
    return band if zahl >= _ANTEIL_DER_SPANNE * je_band.total() else None
