"""Vier bis sechs gegensätzliche Maßnahmen je Sitzung, und die Sätze, die den Gegensatz benennen."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import combinations

from empfehlung.dienst import Empfehlungsdienst
from empfehlung.weiterbildung.unterschiede import Dimension, Unterschied, unterschiede, zuege
from wissensbasis.bewaehrung import STUFENRANG
from wissensbasis.datensatz.modell import Massnahme

# Was einen Gegensatz für das Gespräch ergiebig macht; Land allein trägt wenig.
_GEWICHTE: dict[Dimension, float] = {
    "groesse": 2.0,
    "ausgang": 2.0,
    "nachweis": 1.5,
    "siedlungsraum": 1.0,
    "stellung": 1.0,
    "ebene": 1.0,
    "traeger": 1.0,
    "wirkung": 0.5,
    "kosten": 0.5,
    "land": 0.5,
}
_SUMME = sum(_GEWICHTE.values())
_ZUSCHLAG_ERZAEHLT = 0.2
_ABZUG_UNBESTAETIGT = 0.1
_ABZUG_GLEICHER_TYP = 0.1
_ENDE = ("beendet", "eingestellt")


def waehle_gegensaetzliche(
    dienst: Empfehlungsdienst,
    kandidaten: Sequence[str],
    *,
    anzahl: int,
    erzaehlbar: Collection[str],
    mischt_typen: bool = False,
) -> list[str]:
    """Wählt gierig, was sich von allem Gewählten am meisten unterscheidet; je Ort eine, solange es andere gibt.

    `erzaehlbar` sind Maßnahmen, von denen jemand im Raum selbst berichten kann: eine davon steht am Anfang, die anderen
    haben einen Vorsprung. Beendetes oder Eingestelltes ist dabei, sobald es welches gibt.
    """
    massnahmen = {k: dienst.basis.massnahmen[k] for k in sorted(set(kandidaten))}
    rang = {k: stelle for stelle, k in enumerate(kandidaten)} if mischt_typen else {}
    alle_zuege = {k: zuege(dienst, m) for k, m in massnahmen.items()}
    gewaehlt: list[str] = []

    def guete(k: str) -> tuple[bool, int, int, str]:
        return (k not in erzaehlbar, -STUFENRANG[dienst.bewaehrungen[k].stufe], rang.get(k, 0), k)

    def wert(k: str) -> float:
        naechster = min(_abstand(unterschiede(alle_zuege[k], alle_zuege[g])) for g in gewaehlt)
        zuschlag = _ZUSCHLAG_ERZAEHLT if k in erzaehlbar else 0.0
        abzug = _ABZUG_UNBESTAETIGT if dienst.bewaehrungen[k].stufe == "unbestaetigt" else 0.0
        if mischt_typen and massnahmen[k].typ in {massnahmen[g].typ for g in gewaehlt}:
            abzug += _ABZUG_GLEICHER_TYP
        return round(naechster + zuschlag - abzug, 9)

    while len(gewaehlt) < min(anzahl, len(massnahmen)):
        rest = [k for k in massnahmen if k not in gewaehlt]
        orte = {massnahmen[g].ort for g in gewaehlt}
        rest = [k for k in rest if massnahmen[k].ort not in orte] or rest
        letzter = len(gewaehlt) == min(anzahl, len(massnahmen)) - 1
        if letzter and gewaehlt and not any(massnahmen[g].status in _ENDE for g in gewaehlt):
            rest = [k for k in rest if massnahmen[k].status in _ENDE] or rest
        gewaehlt.append(min(rest, key=lambda k: (-wert(k), *guete(k))) if gewaehlt else min(rest, key=guete))
    return gewaehlt


def _abstand(verschieden: Sequence[Unterschied]) -> float:
    return sum(_GEWICHTE[u.dimension] * u.abstand for u in verschieden) / _SUMME


def gegensaetze(dienst: Empfehlungsdienst, massnahmen: Sequence[Massnahme]) -> tuple[str, ...]:
    """„Größe des Orts: Landgemeinde (Mühlhausen) und Große Großstadt (Düsseldorf)“ – je Dimension das weiteste Paar."""
    alle = {m.id: zuege(dienst, m) for m in massnahmen}
    weiteste: dict[Dimension, tuple[float, str]] = {}
    for a, b in combinations(massnahmen, 2):
        for u in unterschiede(alle[a.id], alle[b.id]):
            if u.dimension == "land" or weiteste.get(u.dimension, (0.0, ""))[0] >= u.abstand:
                continue
            satz = f"{u.name}: {u.hier} ({ortsname(dienst, a)}) und {u.dort} ({ortsname(dienst, b)})"
            weiteste[u.dimension] = (u.abstand, satz)
    ordnung: Mapping[Dimension, float] = _GEWICHTE
    return tuple(weiteste[d][1] for d in sorted(weiteste, key=lambda d: (-ordnung[d], d)))


def ortsname(dienst: Empfehlungsdienst, m: Massnahme) -> str:
    """Der Name des Orts einer Maßnahme; Quartiere mit ihrer Stadt."""
    orte = dienst.basis.orte
    ort = orte.ort(m.ort)
    if ort is None:
        return "Ort nicht belegt"
    gemeinde = orte.gemeinde(ort)
    return f"{gemeinde.name}, {ort.name}" if gemeinde else ort.name
