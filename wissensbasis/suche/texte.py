"""Welche Texte einer Maßnahme in welche Hälfte der Suche gehen."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wissensbasis.datensatz.modell import Massnahme
from wissensbasis.orte import Ortsverzeichnis
from wissensbasis.taxonomie import Taxonomie

# Ändert sich, wie Passagen oder Volltext gebildet werden, steigt die Version und jeder Index wird neu gebaut.
TEXTE_VERSION = "1"

KOPF = "Titel"
# Prüffragen und Lehren nennen oft, was anderswo fehlt; sie zählen nicht und sind nur notfalls Fundstelle.
NICHT_GEWERTET = ("Übertragung",)
_BELEG = re.compile(r"\s*\[\d+(?:\s*,\s*\d+)*\]")


@dataclass(frozen=True)
class Passage:
    """Ein Stück einer Maßnahme, das für sich eingebettet und als Fundstelle gezeigt wird."""

    massnahme: str
    abschnitt: str
    text: str
    eingebettet: str


def ohne_belege(text: str) -> str:
    """Der Text ohne Quellennummern, auf einer Zeile."""
    return " ".join(_BELEG.sub("", text).split())


def passagen(m: Massnahme, begriffe: Taxonomie) -> list[Passage]:
    """Titel mit Typ und Zielgruppen als erste Passage, danach jeder nicht leere Abschnitt mit dem Titel davor."""
    typ = begriffe.typen.get(m.typ)
    zielgruppen = ", ".join(begriffe.zielgruppen.get(z, z) for z in m.zielgruppen)
    kopf = f"{m.titel}. {typ.name + ': ' + typ.satz if typ else ''} Für: {zielgruppen}."
    if typ and typ.aliase:
        kopf += f" Auch: {', '.join(typ.aliase)}."
    ergebnis = [Passage(m.id, KOPF, m.titel, kopf)]
    for name, text in m.abschnitte.items():
        if klar := ohne_belege(text):
            ergebnis.append(Passage(m.id, name, klar, f"{m.titel}. {klar}"))
    return ergebnis


def volltext(m: Massnahme, begriffe: Taxonomie, orte: Ortsverzeichnis) -> str:
    """Alles Suchbare einer Maßnahme in einem Text; der Titel zählt doppelt."""
    typ = begriffe.typen.get(m.typ)
    teile = [m.titel, m.titel]
    if typ:
        teile += [typ.name, typ.satz, *typ.aliase]
    teile += [begriffe.zielgruppen.get(z, z) for z in m.zielgruppen]
    teile += [begriffe.feldnamen.get(f, f) for f in m.handlungsfelder]
    teile += [begriffe.themen[t].name for t in m.querschnittsthemen if t in begriffe.themen]
    teile += [m.traeger.name, *m.partner, *m.voraussetzungen]
    teile += [begriffe.foerderprogramme[p].name for p in m.aufwand.finanzierung if p in begriffe.foerderprogramme]
    for schluessel in m.umsetzungen:
        if ort := orte.ort(schluessel):
            teile += [ort.name, ort.landname]
            if ort.gemeinde and (gemeinde := orte.ort(ort.gemeinde)):
                teile.append(gemeinde.name)
    teile += [ohne_belege(text) for text in m.abschnitte.values()]
    return "\n".join(teil for teil in teile if teil)
