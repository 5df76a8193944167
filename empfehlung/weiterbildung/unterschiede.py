"""Worin sich zwei Maßnahmen unterscheiden: benannte Züge, verglichen nur, wo beide Seiten belegt sind.

Netzwerktreffen und Weiterbildung messen Gegensätze mit derselben Funktion, mit der sie sie in Worte fassen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from empfehlung.dienst import Empfehlungsdienst
from empfehlung.passung import in_worten
from wissensbasis.bewaehrung import STUFENRANG, Saeule
from wissensbasis.datensatz.modell import Massnahme
from wissensbasis.orte import GROESSENKLASSEN, Ort

Dimension = Literal[
    "groesse", "siedlungsraum", "ebene", "stellung", "land", "traeger", "ausgang", "nachweis", "wirkung", "kosten"
]
DIMENSIONSNAMEN: dict[Dimension, str] = {
    "groesse": "Größe des Orts",
    "siedlungsraum": "Siedlungsraum",
    "ebene": "Ebene",
    "stellung": "Verwaltungsstellung",
    "land": "Land",
    "traeger": "Art des Trägers",
    "ausgang": "Ausgang",
    "nachweis": "Bewährungsstufe",
    "wirkung": "Nachweis der Wirkung",
    "kosten": "Kosten im Jahr",
}
_AUSGANG = {"laufend": "läuft", "geplant": "geplant", "beendet": "planmäßig beendet", "eingestellt": "eingestellt"}
_WIRKUNG = ("keine Zahlen zur Wirkung", "Zahlen zu Nutzung oder Wirkung", "von außen evaluiert")
_RAUMTYPEN = ("staedtisch", "teilweise-staedtisch", "laendlich")
# Was erst die Auflösung zeigt.
VERRAETERISCH: frozenset[Dimension] = frozenset({"ausgang", "nachweis", "wirkung"})
# Unterhalb dieses Verhältnisses sind Jahreskosten nicht als verschieden zu bezeichnen.
_KOSTENVERHAELTNIS = 3.0


@dataclass(frozen=True)
class Zug:
    """Ein belegter Zug einer Maßnahme; `stelle` (0–1) ordnet, wo Abstände zählen."""

    wort: str
    stelle: float | None = None


@dataclass(frozen=True)
class Unterschied:
    """Ein benannter Unterschied zwischen zwei Maßnahmen; `abstand` liegt über 0 und höchstens bei 1."""

    dimension: Dimension
    hier: str
    dort: str
    abstand: float

    @property
    def name(self) -> str:
        """Die Dimension in Worten."""
        return DIMENSIONSNAMEN[self.dimension]


Zuege = Mapping[Dimension, Zug]


def zuege(dienst: Empfehlungsdienst, m: Massnahme) -> dict[Dimension, Zug]:
    """Alle belegten Züge einer Maßnahme; ein Quartier hat Größe und Stellung seiner Gemeinde."""
    orte, b = dienst.basis.orte, dienst.bewaehrungen[m.id]
    ort = orte.ort(m.ort)
    gefunden: dict[Dimension, Zug] = {
        "ebene": Zug(in_worten("ebene", m.ebene)),
        "traeger": Zug(m.traeger.art.capitalize()),
        "nachweis": Zug("beendet" if m.status == "beendet" else b.stufenname, (STUFENRANG[b.stufe] + 2) / 5),
        "wirkung": Zug(_WIRKUNG[b.wirkung], int(b.wirkung) / int(Saeule.DOPPELT)),
    }
    if m.status in _AUSGANG:
        gefunden["ausgang"] = Zug(_AUSGANG[m.status])
    if m.aufwand.jaehrlich_eur:
        gefunden["kosten"] = Zug(f"{round(m.aufwand.jaehrlich_eur):,} €".replace(",", "."), m.aufwand.jaehrlich_eur)
    if ort is not None:
        gefunden |= _zuege_des_orts(ort, orte.gemeinde(ort))
    return gefunden


def _zuege_des_orts(ort: Ort, gemeinde: Ort | None) -> dict[Dimension, Zug]:
    traeger = gemeinde or ort
    gefunden: dict[Dimension, Zug] = {}
    if ort.land:
        gefunden["land"] = Zug(ort.landname)
    if traeger.groessenklasse:
        stelle = GROESSENKLASSEN.index(traeger.groessenklasse) / (len(GROESSENKLASSEN) - 1)
        gefunden["groesse"] = Zug(traeger.groessenklasse, stelle)
    if traeger.status in ("kreisfrei", "kreisangehoerig"):
        gefunden["stellung"] = Zug(in_worten("status", traeger.status))
    if traeger.raumtyp in _RAUMTYPEN:
        stelle = _RAUMTYPEN.index(traeger.raumtyp) / (len(_RAUMTYPEN) - 1)
        gefunden["siedlungsraum"] = Zug(in_worten("raumtyp", traeger.raumtyp), stelle)
    return gefunden


def unterschiede(hier: Zuege, dort: Zuege) -> tuple[Unterschied, ...]:
    """Die benannten Unterschiede in fester Ordnung; ist eine Seite nicht belegt, wird nicht verglichen."""
    ergebnis = []
    for dimension in DIMENSIONSNAMEN:
        if dimension not in hier or dimension not in dort:
            continue
        abstand = _abstand(dimension, hier[dimension], dort[dimension])
        if abstand > 0:
            ergebnis.append(Unterschied(dimension, hier[dimension].wort, dort[dimension].wort, abstand))
    return tuple(ergebnis)


def _abstand(dimension: Dimension, hier: Zug, dort: Zug) -> float:
    if dimension == "kosten":
        klein, gross = sorted((hier.stelle or 1.0, dort.stelle or 1.0))
        return 1.0 if gross / klein >= _KOSTENVERHAELTNIS else 0.0
    if hier.wort == dort.wort:
        return 0.0
    if hier.stelle is not None and dort.stelle is not None:
        return abs(hier.stelle - dort.stelle)
    return 1.0
