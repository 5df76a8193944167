"""Prüft einen Ordner mit Maßnahmendateien gegen alle Regeln."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from wissensbasis.datensatz.datei import Datei, KopfUnlesbar, zerlege
from wissensbasis.datensatz.modell import Massnahme, massnahme_aus_datei
from wissensbasis.fehler import BewaehrtFehler
from wissensbasis.orte import Ortsverzeichnis
from wissensbasis.pruefung.aehnlichkeit import beinahe_gleiche
from wissensbasis.pruefung.befund import Befund
from wissensbasis.pruefung.kopf_regeln import form_verstoesse, kopf_verstoesse
from wissensbasis.pruefung.text_regeln import persoenliche_daten, text_verstoesse
from wissensbasis.taxonomie import Taxonomie

_KENNUNG = re.compile(r"^[a-z]{2}(-[a-z0-9]+){2,}$")


@dataclass(frozen=True)
class Gelesen:
    """Eine lesbare Maßnahme mit ihrer Datei."""

    pfad: Path
    text: str
    datei: Datei
    massnahme: Massnahme


@dataclass(frozen=True)
class Pruefergebnis:
    """Alle Befunde, nach Datei und Zeile geordnet, und die Dateien, die sich als Maßnahme lesen ließen."""

    befunde: tuple[Befund, ...]
    gelesen: tuple[Gelesen, ...]
    anzahl_dateien: int


def pruefe_ordner(
    ordner: Path,
    begriffe: Taxonomie,
    orte: Ortsverzeichnis,
    *,
    fortschritt: Callable[[int, int], None] | None = None,
) -> Pruefergebnis:
    """Prüft alle `*.md` unter `ordner`; wirft `BewaehrtFehler`, wenn der Ordner fehlt."""
    if not ordner.is_dir():
        raise BewaehrtFehler(f"Den Ordner {ordner} gibt es nicht.")
    pfade = sorted(ordner.rglob("*.md"))
    befunde: list[Befund] = []
    gelesen: list[Gelesen] = []
    for nr, pfad in enumerate(pfade, start=1):
        relativ = pfad.relative_to(ordner)
        ergebnis = _pruefe_datei(pfad, relativ, begriffe, orte, befunde)
        if ergebnis:
            gelesen.append(ergebnis)
        if fortschritt:
            fortschritt(nr, len(pfade))
    befunde.extend(_korpus_befunde(gelesen))
    return Pruefergebnis(tuple(sorted(befunde)), tuple(gelesen), len(pfade))


def _pruefe_datei(
    pfad: Path, relativ: Path, begriffe: Taxonomie, orte: Ortsverzeichnis, befunde: list[Befund]
) -> Gelesen | None:
    try:
        text = pfad.read_bytes().decode("utf-8")
    except UnicodeDecodeError as fehler:
        befunde.append(
            Befund(
                relativ, 1, "kopf-unlesbar", "Die Datei ist kein UTF-8-Text.", f"Als UTF-8 speichern ({fehler.reason})."
            )
        )
        return None
    for regel, zeile, meldung, abhilfe in persoenliche_daten(text):
        befunde.append(Befund(relativ, zeile, regel, meldung, abhilfe))
    try:
        datei = zerlege(text)
    except KopfUnlesbar as fehler:
        befunde.append(
            Befund(
                relativ,
                fehler.zeile,
                "kopf-unlesbar",
                fehler.grund,
                "Kopf nach dem Beispiel in docs/korpus.md schreiben.",
            )
        )
        return None
    for regel, zeile, meldung, abhilfe in text_verstoesse(datei):
        befunde.append(Befund(relativ, zeile, regel, meldung, abhilfe))
    try:
        massnahme = massnahme_aus_datei(datei)
    except ValidationError as fehler:
        for regel, ort, meldung, abhilfe in form_verstoesse(fehler):
            befunde.append(Befund(relativ, datei.zeile(*ort), regel, meldung, abhilfe))
        return None
    for zeile, (regel, _, meldung, abhilfe) in kopf_verstoesse(datei, massnahme, begriffe, orte):
        befunde.append(Befund(relativ, zeile, regel, meldung, abhilfe))
    return Gelesen(relativ, text, datei, massnahme)


def _korpus_befunde(gelesen: list[Gelesen]) -> Iterator[Befund]:
    """Regeln, die mehrere Dateien zugleich betreffen: doppelte Kennung, Kennung und Pfad, Beinahe-Doppel."""
    nach_kennung: dict[str, list[Gelesen]] = defaultdict(list)
    for eintrag in gelesen:
        nach_kennung[eintrag.massnahme.id].append(eintrag)
    for kennung, eintraege in nach_kennung.items():
        for doppel in eintraege[1:]:
            yield Befund(
                doppel.pfad,
                doppel.datei.zeile("id"),
                "kennung-doppelt",
                f"Die Kennung „{kennung}“ trägt schon {eintraege[0].pfad}.",
                "Eine eigene Kennung vergeben oder die Dateien zusammenführen.",
            )
        erster = eintraege[0]
        erwartet = "-".join(erster.pfad.with_suffix("").parts)
        if not _KENNUNG.match(kennung) or kennung != erwartet:
            yield Befund(
                erster.pfad,
                erster.datei.zeile("id"),
                "kennung-widerspricht-pfad",
                f"Die Kennung „{kennung}“ passt nicht zum Pfad der Datei.",
                f"Kennung „{erwartet}“ eintragen oder die Datei umbenennen.",
            )
    eindeutig = [eintraege[0] for eintraege in nach_kennung.values()]
    for erste, zweite, anteil in beinahe_gleiche([(e.massnahme.titel, e.massnahme) for e in eindeutig]):
        yield Befund(
            eindeutig[zweite].pfad,
            eindeutig[zweite].datei.zeile("titel"),
            "beinahe-doppelt",
            f"Fast gleich mit {eindeutig[erste].pfad} ({anteil:.0%} gemeinsame Wortfolgen).",
            "Zusammenführen oder den Unterschied ausarbeiten.",
        )
