"""Zählt, was der Korpus hat und wo er dünn ist."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from wissensbasis.bewaehrung import STUFENNAMEN, bewaehrungen
from wissensbasis.datensatz.modell import Massnahme
from wissensbasis.einstufung import Einstufung, uebersteuert
from wissensbasis.orte import GROESSENKLASSEN, Ortsverzeichnis
from wissensbasis.taxonomie import Taxonomie

KREIS = "Kreis"
UNBEKANNT = "Einwohner unbekannt"
_ZIFFER = re.compile(r"\d")
_ZAHLEN = {"nutzungszahlen", "selbstevaluation", "evaluation", "umsetzungscontrolling", "jahresbericht"}
_EVALUATIONEN = ("evaluation", "evaluation-ohne-ergebnis")
_REICH_AB = 5
_DUENNSTE_ZELLEN = 12


@dataclass(frozen=True)
class Mindestwert:
    """Eine Zahl, die der Korpus erreichen soll, und was er hat."""

    name: str
    soll: int
    ist: int

    @property
    def erreicht(self) -> bool:
        """Ob genug da ist."""
        return self.ist >= self.soll


@dataclass(frozen=True)
class Korpusstand:
    """Alle Zählungen; `tafel` hat je Feld und Gemeindegröße eine Zahl."""

    anzahl: int
    zaehlungen: dict[str, dict[str, int]]
    mindestwerte: tuple[Mindestwert, ...]
    tafel: dict[str, dict[str, int]]
    duennste: tuple[tuple[str, str, int], ...]


def zaehle(
    massnahmen: Iterable[Massnahme],
    begriffe: Taxonomie,
    orte: Ortsverzeichnis,
    einstufungen: Iterable[Einstufung] = (),
) -> Korpusstand:
    """Zählt eine Menge von Maßnahmen aus; die Stufe nach Regel, darüber die abweichenden `einstufungen`."""
    alle = list(massnahmen)
    stufen = uebersteuert(bewaehrungen(alle, orte), einstufungen)
    klassen = {m.id: gemeindegroesse(m, orte) for m in alle}
    zaehlungen = {
        "Hauptfeld": _zaehlung(alle, lambda m: [m.hauptfeld], begriffe.felder),
        "Querschnittsthema": _zaehlung(alle, lambda m: m.querschnittsthemen, begriffe.themen),
        "Ebene": _zaehlung(alle, lambda m: [m.ebene]),
        "Land": _zaehlung(alle, lambda m: [m.id[:2]]),
        "Gemeindegröße": _zaehlung(alle, lambda m: [klassen[m.id]], (*GROESSENKLASSEN, KREIS)),
        "Auditbezug": _zaehlung(alle, lambda m: [m.audit_bezug]),
        "Status": _zaehlung(alle, lambda m: [m.status]),
        "Stufe": _zaehlung(alle, lambda m: [stufen[m.id].stufe], STUFENNAMEN),
        "Von außen evaluiert": {
            "mit zugänglichem Ergebnis": sum(_hat(m, "evaluation") for m in alle),
            "Ergebnis nicht zugänglich": sum(
                _hat(m, "evaluation-ohne-ergebnis") and not _hat(m, "evaluation") for m in alle
            ),
        },
        "Art der Quelle": _zaehlung(alle, lambda m: [q.art for q in m.quellen]),
    }
    tafel = {
        feld: {k: sum(m.hauptfeld == feld and klassen[m.id] == k for m in alle) for k in (*GROESSENKLASSEN, KREIS)}
        for feld in begriffe.felder
        if begriffe.felder[feld].audit == "kommune-kreis"
    }
    zellen = [(feld, klasse, zahl) for feld, zeile in tafel.items() for klasse, zahl in zeile.items()]
    return Korpusstand(
        anzahl=len(alle),
        zaehlungen=zaehlungen,
        mindestwerte=tuple(_mindestwerte(alle, zaehlungen, klassen, orte)),
        tafel=tafel,
        duennste=tuple(sorted(zellen, key=lambda z: (z[2], z[0], z[1]))[:_DUENNSTE_ZELLEN]),
    )


def gemeindegroesse(m: Massnahme, orte: Ortsverzeichnis) -> str:
    """Größenklasse des Orts; ein Quartier zählt bei seiner Gemeinde."""
    ort = orte.ort(m.ort)
    if ort is None:
        return UNBEKANNT
    ort = orte.gemeinde(ort) or ort
    if ort.ebene == "kreis":
        return KREIS
    return ort.groessenklasse or UNBEKANNT


def ist_reich(m: Massnahme) -> bool:
    """Ob wenigstens fünf der sechs belegt sind: Träger, Beginn, Kosten oder Förderung, Partner, Zahlen, Voraussetzung oder Lehre."""
    a = m.aufwand
    vorhanden = (
        bool(m.traeger.name),
        m.beginn is not None,
        a.einmalig_eur is not None or a.jaehrlich_eur is not None or a.stellen_vzae is not None or bool(a.finanzierung),
        bool(m.partner),
        hat_zahlen(m),
        bool(m.voraussetzungen) or "[" in m.uebertragung,
    )
    return sum(vorhanden) >= _REICH_AB


def hat_zahlen(m: Massnahme) -> bool:
    """Ob ein Nachweis Zahlen zu Nutzung oder Ergebnis nennt."""
    return any(n.art in _ZAHLEN and _ZIFFER.search(n.aussage) for n in m.nachweise)


def _zaehlung(
    alle: list[Massnahme], werte: Callable[[Massnahme], Iterable[str]], alle_werte: Iterable[str] = ()
) -> dict[str, int]:
    zahlen = Counter(wert for m in alle for wert in werte(m))
    reihenfolge = [*alle_werte, *sorted(set(zahlen) - set(alle_werte), key=lambda w: (-zahlen[w], w))]
    return {wert: zahlen[wert] for wert in reihenfolge}


def _mindestwerte(
    alle: list[Massnahme],
    zaehlungen: dict[str, dict[str, int]],
    klassen: dict[str, str],
    orte: Ortsverzeichnis,
) -> Iterable[Mindestwert]:
    quartiere = [m for m in alle if m.ebene == "quartier"]
    unternehmen = {ort.unternehmen for m in quartiere if (ort := orte.ort(m.ort)) and ort.unternehmen}
    felder, themen = zaehlungen["Hauptfeld"], zaehlungen["Querschnittsthema"]
    yield Mindestwert("Maßnahmen", 500, len(alle))
    yield Mindestwert("aus auditierten Orten", 200, sum(m.audit_bezug != "ort-nicht-auditiert" for m in alle))
    yield Mindestwert("aus Quartieren", 60, len(quartiere))
    yield Mindestwert("Wohnungsunternehmen", 25, len(unternehmen))
    for feld, zahl in felder.items():
        yield Mindestwert(f"Hauptfeld {feld}", 45 if feld.startswith("fk") else 12, zahl)
    for thema, zahl in themen.items():
        yield Mindestwert(f"Thema {thema}", 25, zahl)
    yield Mindestwert("Länder", 13, len(zaehlungen["Land"]))
    for klasse in GROESSENKLASSEN:
        yield Mindestwert(f"Größe {klasse}", 25, sum(k == klasse for k in klassen.values()))
    yield Mindestwert("aus Kreisen", 20, sum(m.ebene == "kreis" for m in alle))
    beendet = [m for m in alle if m.status in ("beendet", "eingestellt") and m.ende_grund]
    yield Mindestwert("beendet oder gescheitert mit Grund", 40, len(beendet))
    yield Mindestwert("reiche Datensätze", 200, sum(map(ist_reich, alle)))
    yield Mindestwert("mit Zahlen zu Nutzung oder Ergebnis", 80, sum(map(hat_zahlen, alle)))
    yield Mindestwert("von außen evaluiert", 25, sum(_hat(m, *_EVALUATIONEN) for m in alle))


def _hat(m: Massnahme, *arten: str) -> bool:
    return any(n.art in arten for n in m.nachweise)
