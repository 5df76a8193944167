"""Regeln für den Kopf einer Maßnahmendatei: Schlüssel, Werte, Jahre, Verweise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel, ValidationError

from wissensbasis.datensatz import modell
from wissensbasis.datensatz.datei import Datei, Pfad
from wissensbasis.datensatz.modell import Massnahme
from wissensbasis.formfehler import meinten_sie
from wissensbasis.orte import Ort, Ortsverzeichnis
from wissensbasis.taxonomie import Taxonomie

# Regel, Pfad der Angabe, Meldung, Abhilfe
Verstoss = tuple[str, Pfad, str, str]

_MODELLE: dict[str, type[BaseModel]] = {
    "traeger": modell.Traeger,
    "aufwand": modell.Aufwand,
    "verstetigung": modell.Verstetigung,
    "nachweise": modell.Nachweis,
    "quellen": modell.Quelle,
    "geprueft": modell.Geprueft,
}
_ABSCHNITTSFELDER = ("ausgangslage", "umsetzung", "ergebnisse", "uebertragung")
_HOST = re.compile(r"^[^\s.]+(\.[^\s.]+)+$")


def form_verstoesse(fehler: ValidationError) -> Iterator[Verstoss]:
    """Übersetzt pydantics Meldungen in Befunde mit deutscher Abhilfe."""
    for einzel in fehler.errors(include_url=False):
        pfad = tuple(einzel["loc"])
        if pfad and pfad[0] in _ABSCHNITTSFELDER:
            continue  # Abschnitte prüft text_regeln
        name = str(pfad[-1]) if pfad else "Kopf"
        match einzel["type"]:
            case "missing":
                yield (
                    "schluessel-fehlt",
                    pfad,
                    f"Der Schlüssel „{name}“ fehlt.",
                    f"„{name}:“ ergänzen; Unbekanntes ist null oder [].",
                )
            case "extra_forbidden":
                yield (
                    "schluessel-unbekannt",
                    pfad,
                    f"Den Schlüssel „{name}“ gibt es nicht.",
                    meinten_sie(name, _schluessel(pfad)),
                )
            case "literal_error":
                erlaubt = re.findall(r"'([^']+)'", str(einzel["ctx"]["expected"]))
                wert = str(einzel["input"])
                yield "wert-unbekannt", pfad, f"„{wert}“ ist für „{name}“ nicht erlaubt.", meinten_sie(wert, erlaubt)
            case "greater_than_equal" | "less_than_equal" if _ist_jahr(pfad):
                yield (
                    "jahr-unmoeglich",
                    pfad,
                    f"Das Jahr {einzel['input']} bei „{name}“ ist nicht möglich.",
                    f"Ein Jahr von {modell.FRUEHESTES_JAHR} bis {modell.SPAETESTES_JAHR} oder null eintragen.",
                )
            case "too_short" if einzel["input"]:
                continue  # Folge eines Fehlers in einem Eintrag, der schon gemeldet ist
            case _:
                yield "wert-falsch", pfad, _falscher_wert(name, einzel["type"], einzel["input"]), _abhilfe(name, pfad)


def _schluessel(pfad: Pfad) -> list[str]:
    if len(pfad) == 1:
        return list(modell.Kopf.model_fields)
    return list(_MODELLE[str(pfad[0])].model_fields)


def _ist_jahr(pfad: Pfad) -> bool:
    return str(pfad[-1]) in ("beginn", "ende", "jahr", "stand", "seit")


def _falscher_wert(name: str, art: str, wert: Any) -> str:
    if art == "too_short":
        return f"„{name}“ ist leer."
    if art == "too_long":
        return f"„{name}“ hat zu viele Einträge ({len(wert)})."
    if art == "string_too_short":
        return f"„{name}“ ist leer."
    return f"Der Wert {wert!r} bei „{name}“ hat die falsche Form."


def _abhilfe(name: str, pfad: Pfad) -> str:
    if name in ("ort",) or pfad[0] == "umsetzungen":
        return 'Den Schlüssel des Orts in Anführungszeichen setzen, z. B. "05113000".'
    if _ist_jahr(pfad):
        return "Eine vierstellige Jahreszahl oder null eintragen."
    if name in ("am", "abruf"):
        return "Ein Datum der Form 2026-11-23 eintragen."
    return "Die erwartete Form steht in docs/korpus.md, Abschnitt „Die Angaben im Kopf“."


def begriffs_verstoesse(m: Massnahme, begriffe: Taxonomie) -> Iterator[Verstoss]:
    """Unbekannte Felder, Themen, Zielgruppen, Typen und Förderprogramme."""
    gruppen: list[tuple[str, str, tuple[str, ...], dict[str, Any]]] = [
        ("handlungsfelder", "Handlungsfeld", m.handlungsfelder, begriffe.felder),
        ("querschnittsthemen", "Querschnittsthema", m.querschnittsthemen, begriffe.themen),
        ("zielgruppen", "Zielgruppe", m.zielgruppen, begriffe.zielgruppen),
    ]
    for schluessel, art, werte, bekannt in gruppen:
        for nr, wert in enumerate(werte):
            if wert not in bekannt:
                regel = f"{art.casefold()}-unbekannt"
                yield regel, (schluessel, nr), f"{art} „{wert}“ gibt es nicht.", meinten_sie(wert, bekannt)
    if m.typ not in begriffe.typen:
        yield "typ-unbekannt", ("typ",), f"Maßnahmentyp „{m.typ}“ gibt es nicht.", meinten_sie(m.typ, begriffe.typen)
    for nr, programm in enumerate(m.aufwand.finanzierung):
        if programm not in begriffe.foerderprogramme:
            yield (
                "foerderprogramm-unbekannt",
                ("aufwand", "finanzierung", nr),
                f"Förderprogramm „{programm}“ gibt es nicht.",
                meinten_sie(programm, begriffe.foerderprogramme),
            )
    if m.handlungsfelder[0] in begriffe.felder:
        audit = begriffe.felder[m.handlungsfelder[0]].audit
        if (audit == "quartier") != (m.ebene == "quartier"):
            yield (
                "feld-passt-nicht-zur-ebene",
                ("handlungsfelder", 0),
                f"Das Hauptfeld {m.handlungsfelder[0]} passt nicht zur Ebene „{m.ebene}“.",
                "Quartiere haben ein Hauptfeld gw-…, Kommunen und Kreise ein Hauptfeld fk-….",
            )
    if (m.entscheidung is None) == (m.ebene == "quartier"):
        yield (
            "entscheidung-passt-nicht",
            ("entscheidung",),
            "„entscheidung“ steht genau bei Quartieren.",
            "Bei Quartieren unmittelbar oder mittelbar eintragen, sonst null.",
        )


def orts_verstoesse(m: Massnahme, orte: Ortsverzeichnis) -> Iterator[Verstoss]:
    """Unbekannte Orte, falsche Ebene, Kennung im Widerspruch zum Ort."""
    for schluessel, pfad in ((m.ort, ("ort",)), *((o, ("umsetzungen", nr)) for nr, o in enumerate(m.umsetzungen))):
        if orte.ort(schluessel) is None:
            yield (
                "ort-unbekannt",
                pfad,
                f"Den Ort „{schluessel}“ gibt es nicht.",
                "AGS in korpus/orte/gemeinden.csv oder kreise.csv suchen, Quartiere in orte/quartiere.toml eintragen.",
            )
    if m.ort not in m.umsetzungen:
        yield "ort-fehlt", ("umsetzungen",), "Der eigene Ort fehlt unter „umsetzungen“.", f'"{m.ort}" ergänzen.'
    ort = orte.ort(m.ort)
    if ort is None:
        return
    if ort.ebene != m.ebene:
        yield (
            "ebene-widerspricht-ort",
            ("ebene",),
            f"{ort.name} hat die Ebene „{ort.ebene}“, nicht „{m.ebene}“.",
            "Ebene oder Ort berichtigen.",
        )
    if not _kennung_passt(m.id, ort, orte):
        yield (
            "kennung-widerspricht-ort",
            ("id",),
            f"Die Kennung „{m.id}“ passt nicht zum Ort {ort.name} ({ort.land}).",
            "Ort und Land der Kennung nach dem Muster land-ort-kurzname berichtigen.",
        )


_UMSCHRIFT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_FUELLWOERTER = {
    "bad",
    "der",
    "die",
    "das",
    "den",
    "stadt",
    "gemeinde",
    "kreis",
    "landkreis",
    "bei",
    "ob",
    "in",
    "am",
    "an",
}


def _worte(name: str) -> set[str]:
    worte = re.findall(r"[a-z]+", name.casefold().translate(_UMSCHRIFT))
    return {wort for wort in worte if len(wort) > 2 and wort not in _FUELLWOERTER}


def _kennung_passt(kennung: str, ort: Ort, orte: Ortsverzeichnis) -> bool:
    land, _, rest = kennung.partition("-")
    namen = ort.name
    if ort.gemeinde and (gemeinde := orte.ort(ort.gemeinde)):
        namen += f" {gemeinde.name}"
    worte = _worte(namen)
    return land == ort.land and (not worte or bool(worte & set(rest.split("-"))))


def jahres_verstoesse(m: Massnahme) -> Iterator[Verstoss]:
    """Unmögliche Reihenfolge der Jahre und Status im Widerspruch zu den Jahren."""
    heute = m.geprueft.am.year
    if m.beginn and m.ende and m.ende < m.beginn:
        yield (
            "jahre-verkehrt",
            ("ende",),
            f"Das Ende ({m.ende}) liegt vor dem Beginn ({m.beginn}).",
            "Jahre an der Quelle prüfen.",
        )
    for nr, quelle in enumerate(m.quellen):
        if quelle.stand and quelle.stand > quelle.abruf.year:
            yield (
                "jahre-verkehrt",
                ("quellen", nr, "stand"),
                f"Der Stand {quelle.stand} liegt nach dem Abruf ({quelle.abruf.year}).",
                "Stand oder Abruf berichtigen.",
            )
    for nr, nachweis in enumerate(m.nachweise):
        if nachweis.jahr and nachweis.jahr > heute:
            yield (
                "jahre-verkehrt",
                ("nachweise", nr, "jahr"),
                f"Der Nachweis von {nachweis.jahr} liegt nach der Prüfung ({heute}).",
                "Jahr berichtigen.",
            )
    yield from _status_verstoesse(m, heute)


def _status_verstoesse(m: Massnahme, heute: int) -> Iterator[Verstoss]:
    neueste = max((q.stand for q in m.quellen if q.stand), default=None)
    if m.status == "laufend" and m.ende and m.ende < heute:
        yield (
            "status-widerspricht-jahren",
            ("status",),
            f"Status „laufend“, aber Ende {m.ende}.",
            "Status auf beendet oder eingestellt setzen oder das Ende streichen.",
        )
    if m.status == "laufend" and m.beginn and m.beginn > heute:
        yield (
            "status-widerspricht-jahren",
            ("status",),
            f"Status „laufend“, aber Beginn erst {m.beginn}.",
            "Status auf geplant setzen oder den Beginn berichtigen.",
        )
    if m.status == "geplant" and m.beginn and neueste and m.beginn < neueste:
        yield (
            "status-widerspricht-jahren",
            ("status",),
            f"Status „geplant“, aber Beginn {m.beginn} vor der neuesten Quelle ({neueste}).",
            "Status auf laufend setzen, wenn die Quelle den Betrieb zeigt, sonst den Beginn streichen.",
        )
    if m.status in ("beendet", "eingestellt") and m.ende and m.ende > heute:
        yield (
            "status-widerspricht-jahren",
            ("status",),
            f"Status „{m.status}“, aber Ende erst {m.ende}.",
            "Status auf laufend setzen oder das Ende berichtigen.",
        )
    if m.status not in ("beendet", "eingestellt") and m.ende_grund:
        yield (
            "status-widerspricht-jahren",
            ("ende_grund",),
            f"Ein Grund des Endes steht da, der Status ist „{m.status}“.",
            "ende_grund auf null setzen oder den Status berichtigen.",
        )


def quellen_verstoesse(m: Massnahme) -> Iterator[Verstoss]:
    """Doppelte Nummern, Verweise ohne Quelle, unbrauchbare Adressen."""
    nummern: set[int] = set()
    for nr, quelle in enumerate(m.quellen):
        if quelle.nr in nummern:
            yield (
                "quelle-doppelt",
                ("quellen", nr),
                f"Die Quellennummer {quelle.nr} ist doppelt vergeben.",
                "Quellen fortlaufend nummerieren.",
            )
        nummern.add(quelle.nr)
        if not _ist_adresse(quelle.url):
            yield (
                "adresse-unbrauchbar",
                ("quellen", nr, "url"),
                f"„{quelle.url}“ ist keine gültige Webadresse.",
                "Vollständige Adresse mit http:// oder https:// eintragen.",
            )
    verweise: list[tuple[Pfad, int]] = [(("nachweise", nr, "quelle"), n.quelle) for nr, n in enumerate(m.nachweise)]
    if m.verstetigung:
        verweise.append((("verstetigung", "quelle"), m.verstetigung.quelle))
    for pfad, nummer in verweise:
        if nummer not in nummern:
            yield (
                "quelle-fehlt",
                pfad,
                f"Die Quelle {nummer} gibt es nicht.",
                "Quelle unter „quellen“ ergänzen oder die Nummer berichtigen.",
            )


def _ist_adresse(url: str) -> bool:
    if re.search(r"\s", url):
        return False
    try:
        teile = urlsplit(url)
        return teile.scheme in ("http", "https") and bool(_HOST.match(teile.hostname or ""))
    except ValueError:
        return False


def kopf_verstoesse(
    datei: Datei, m: Massnahme, begriffe: Taxonomie, orte: Ortsverzeichnis
) -> Iterator[tuple[int, Verstoss]]:
    """Alle Verstöße im Kopf mit ihrer Zeile in der Datei."""
    for verstoss in (
        *begriffs_verstoesse(m, begriffe),
        *orts_verstoesse(m, orte),
        *jahres_verstoesse(m),
        *quellen_verstoesse(m),
    ):
        yield datei.zeile(*verstoss[1]), verstoss
