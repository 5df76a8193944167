"""Risiken einer Maßnahme, nach Regel aus Nachweis, Passung und Förderung; dazu, was andernorts endete und warum."""

from __future__ import annotations

from app.ausgaben.akte import Massnahmenakte
from app.ausgaben.dokument import Absatz, Baustein, Liste, Text, aufzaehlung, oder_fehlt, stark, t
from app.ausgaben.quellen import Quellenverzeichnis


def risiken(ma: Massnahmenakte, v: Quellenverzeichnis, erzaehlt: set[str]) -> list[Baustein]:
    """Erst die eigenen Risiken, dann die beendeten Beispiele; was in `erzaehlt` steht, wird nur noch genannt."""
    punkte = _punkte(ma)
    bausteine: list[Baustein] = []
    if punkte:
        bausteine.append(Liste(tuple(t(p) for p in punkte)))
    if not ma.beendete:
        satz = (
            f"Eine weitere beendete Maßnahme der Art „{ma.art}“ ist in der Wissensbasis nicht erfasst; das heißt nicht, "
            "dass es keine gibt."
        )
        return [*bausteine, Absatz(t(satz))]
    oben = [b.ort for b in ma.beendete if b.massnahme.id in erzaehlt]
    if len(oben) == len(ma.beendete):
        satz = f"Beendete Maßnahmen der Art „{ma.art}“ sind weiter oben beschrieben: {aufzaehlung(oben)}."
        return [*bausteine, Absatz(t(satz))]
    bausteine.append(Absatz(t(f"Beendete Maßnahmen der Art „{ma.art}“ an anderen Orten:")))
    beispiele: list[Text] = []
    for b in ma.beendete:
        if b.massnahme.id in erzaehlt:
            continue
        ergebnisse = " ".join(b.massnahme.ergebnisse.split())
        beispiele.append(
            t(
                stark(f"{b.ort}: {b.massnahme.titel}"),
                f" – {b.grund}. ",
                v.text(b.massnahme, ergebnisse) if ergebnisse else t("Näheres ", oder_fehlt(None), "."),
                "" if ergebnisse else v.nachweise(b.massnahme),
            )
        )
    erzaehlt.update(b.massnahme.id for b in ma.beendete)
    if oben:
        beispiele.append(t(f"Weiter oben beschrieben: {aufzaehlung(oben)}"))
    return [*bausteine, Liste(tuple(beispiele))]


def _punkte(ma: Massnahmenakte) -> list[str]:
    m, b = ma.massnahme, ma.bewaehrung
    punkte = []
    if ma.beendet:
        punkte.append(f"Das Vorbild in {ma.ortsname} läuft nicht mehr; der Grund ist vor einer Übernahme zu klären.")
    elif m.status == "geplant":
        punkte.append(f"In {ma.ortsname} ist die Maßnahme erst geplant; Erfahrungen fehlen.")
    elif not b.aktuell:
        jahr = b.zuletzt_bestaetigt
        wann = f"Seit {jahr} bestätigt kein Dokument" if jahr else "Kein datiertes Dokument bestätigt"
        punkte.append(f"{wann} den Betrieb in {ma.ortsname}; vor einer Übernahme dort nachfragen.")
    if not b.wirkung:
        punkte.append("Zur Wirkung ist nichts belegt, was über Berichte der Presse hinausgeht.")
    if not b.wiederholung:
        punkte.append(
            "Bisher ist nur ein Ort mit dieser Art von Maßnahme bestätigt; ob sie sich übertragen lässt, ist offen."
        )
    if not (ma.einmalig or ma.jaehrlich):
        punkte.append("Die Kosten dort sind nicht belegt; der eigene Aufwand ist zu ermitteln.")
    punkte += [
        f"„{p.name}“ ist beendet; die Finanzierung dort steht so nicht mehr offen."
        for p in ma.programme
        if p.lage == "beendet"
    ]
    anders = [f"{z.merkmal} (dort {z.dort}, hier {z.hier})" for z in ma.vergleich if z.lage == "anders"]
    if anders:
        punkte.append(f"Andere Bedingungen als in {ma.vergleichsort}: {'; '.join(anders)}.")
    return punkte
