"""Filtern und Zählen: Facetten mit Anzahlen, Tafel aus Handlungsfeld und Größe, und wo die Wissensbasis dünn ist."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace

from empfehlung.aufwand import NICHT_BELEGT, kostenbaender
from empfehlung.dienst import Empfehlungsdienst
from wissensbasis.datensatz.modell import Massnahme
from wissensbasis.orte import GROESSENKLASSEN, Ort

# Größe der Orte ohne Größenklasse: Kreise sind keine Gemeinden, manche Einwohnerzahl ist nicht belegt.
KREIS = "Kreis"
GROESSE_UNBEKANNT = "Größe nicht belegt"
GROESSEN = (*GROESSENKLASSEN, KREIS, GROESSE_UNBEKANNT)


# Unter drei Beispielen lässt sich nichts vergleichen.
DUENN_UNTER = 3


@dataclass(frozen=True)
class Auswahl:
    """Gewählte Werte je Facette; leer heißt ohne Einschränkung. `von` und `bis` begrenzen das Jahr des Beginns."""

    feld: tuple[str, ...] = ()
    thema: tuple[str, ...] = ()
    typ: tuple[str, ...] = ()
    ebene: tuple[str, ...] = ()
    land: tuple[str, ...] = ()
    groesse: tuple[str, ...] = ()
    zielgruppe: tuple[str, ...] = ()
    stufe: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    kosten: tuple[str, ...] = ()
    foerderung: tuple[str, ...] = ()
    von: int | None = None
    bis: int | None = None

    @property
    def leer(self) -> bool:
        """Ob nichts eingeschränkt ist."""
        return self == Auswahl()


@dataclass(frozen=True)
class Abdeckung:
    """Ein auditierter Ort und die Zahl seiner erfassten Maßnahmen."""

    ort: Ort
    anzahl: int


FACETTEN = tuple(f.name for f in fields(Auswahl) if f.name not in ("von", "bis"))


def groesse(ort: Ort | None, gemeinde: Ort | None = None) -> str:
    """Größenklasse eines Orts für Facette und Tafel; ein Quartier zählt nach seiner Gemeinde."""
    if ort is None:
        return GROESSE_UNBEKANNT
    if ort.ebene == "kreis":
        return KREIS
    return (gemeinde or ort).groessenklasse or GROESSE_UNBEKANNT


def groesse_der_massnahme(dienst: Empfehlungsdienst, m: Massnahme) -> str:
    """Größenklasse des Orts, an dem die Maßnahme zu Hause ist."""
    orte = dienst.basis.orte
    ort = orte.ort(m.ort)
    gemeinde = orte.gemeinde(ort) if ort is not None else None
    return groesse(ort, gemeinde)


def filtere(dienst: Empfehlungsdienst, auswahl: Auswahl, *, aus: Collection[str] | None = None) -> dict[str, Massnahme]:
    """Maßnahmen, die jeder gewählten Facette genügen; innerhalb einer Facette reicht ein Wert. `aus` grenzt vorher ein."""
    werte = _werte(dienst)
    return {
        kennung: m
        for kennung, m in dienst.basis.massnahmen.items()
        if (aus is None or kennung in aus) and _genuegt(m, auswahl, werte)
    }


def zaehle(
    dienst: Empfehlungsdienst, auswahl: Auswahl, *, aus: Collection[str] | None = None
) -> dict[str, Counter[str]]:
    """Je Facette: wie viele Maßnahmen jeder Wert brächte, wenn alle anderen Facetten gewählt bleiben."""
    werte = _werte(dienst)
    zahlen: dict[str, Counter[str]] = {}
    for facette in FACETTEN:
        ohne = replace(auswahl, **{facette: ()})  # type: ignore[arg-type]
        uebrig = filtere(dienst, ohne, aus=aus).values()
        zahlen[facette] = Counter(wert for m in uebrig for wert in set(werte[facette](m)))
    return zahlen


def jahresspanne(massnahmen: Iterable[Massnahme]) -> tuple[int, int] | None:
    """Frühester und spätester belegter Beginn; `None`, wenn keiner belegt ist."""
    jahre = [m.beginn for m in massnahmen if m.beginn is not None]
    return (min(jahre), max(jahre)) if jahre else None


def tafel(dienst: Empfehlungsdienst, massnahmen: Iterable[Massnahme]) -> dict[tuple[str, str], int]:
    """(Handlungsfeld, Größe) → Anzahl; eine Maßnahme zählt in jedem ihrer Felder, leere Zellen stehen mit 0."""
    zellen = {(feld, klasse): 0 for feld in dienst.basis.begriffe.felder for klasse in GROESSEN}
    for m in massnahmen:
        klasse = groesse_der_massnahme(dienst, m)
        for feld in m.handlungsfelder:
            zellen[feld, klasse] += 1
    return zellen


def duenne_zellen(zellen: Mapping[tuple[str, str], int], grenze: int = DUENN_UNTER) -> dict[str, list[tuple[str, int]]]:
    """Handlungsfeld → (Größe, Anzahl) mit weniger als `grenze` Maßnahmen; Orte unbekannter Größe zählen nicht.

    Quartiersfelder gibt es für Kreise nicht.
    """
    ergebnis: dict[str, list[tuple[str, int]]] = {}
    for (feld, groesse), anzahl in zellen.items():
        if groesse == GROESSE_UNBEKANNT or (groesse == KREIS and feld.startswith("gw-")):
            continue
        if anzahl < grenze:
            ergebnis.setdefault(feld, []).append((groesse, anzahl))
    return ergebnis


def auditierte_orte(dienst: Empfehlungsdienst) -> list[Abdeckung]:
    """Alle Orte aus `orte/audits.csv` mit der Zahl ihrer Maßnahmen, nach Namen; leer, wenn die Datei fehlt."""
    datei = dienst.basis.einstellungen.korpus / "orte" / "audits.csv"
    if not datei.is_file():
        return []
    with datei.open(encoding="utf-8", newline="") as strom:
        kennungen = {zeile["ort"] for zeile in csv.DictReader(strom)}
    zahlen = Counter(ort for m in dienst.basis.massnahmen.values() for ort in set(m.umsetzungen))
    orte = {ort.id: ort for kennung in kennungen if (ort := dienst.basis.orte.ort(kennung)) is not None}
    return sorted((Abdeckung(ort, zahlen[ort.id]) for ort in orte.values()), key=lambda a: (a.ort.name, a.ort.id))


def _werte(dienst: Empfehlungsdienst) -> Mapping[str, Callable[[Massnahme], tuple[str, ...]]]:
    orte = dienst.basis.orte

    def land(m: Massnahme) -> tuple[str, ...]:
        gefunden = (orte.ort(kennung) for kennung in m.umsetzungen)
        return tuple(ort.land for ort in gefunden if ort is not None and ort.land)

    return {
        "feld": lambda m: m.handlungsfelder,
        "thema": lambda m: m.querschnittsthemen,
        "typ": lambda m: (m.typ,),
        "ebene": lambda m: (m.ebene,),
        "land": land,
        "groesse": lambda m: (groesse_der_massnahme(dienst, m),),
        "zielgruppe": lambda m: m.zielgruppen,
        "stufe": lambda m: (dienst.bewaehrungen[m.id].stufe,),
        "status": lambda m: (m.status,),
        "kosten": lambda m: kostenbaender(m.aufwand),
        "foerderung": lambda m: m.aufwand.finanzierung or (NICHT_BELEGT,),
    }


def _genuegt(m: Massnahme, auswahl: Auswahl, werte: Mapping[str, Callable[[Massnahme], tuple[str, ...]]]) -> bool:
    for facette in FACETTEN:
        gewaehlt = getattr(auswahl, facette)
        if gewaehlt and not set(gewaehlt) & set(werte[facette](m)):
            return False
    if auswahl.von is None and auswahl.bis is None:
        return True
    return (
        m.beginn is not None
        and (auswahl.von is None or m.beginn >= auswahl.von)
        and (auswahl.bis is None or m.beginn <= auswahl.bis)
    )
