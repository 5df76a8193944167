"""Abweichende Einstufungen: wo eine Stelle die Stufe nach Regel übersteuert, mit Tag und Grund.

Sie stehen in `einstufungen.toml` neben den Begriffen des Korpus. Fehlt die Datei, gilt überall die Regel.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from wissensbasis.bewaehrung import STUFENNAMEN, Bewaehrung
from wissensbasis.datensatz.modell import Angabe, Text
from wissensbasis.fehler import BewaehrtFehler
from wissensbasis.formfehler import formfehler, meinten_sie
from wissensbasis.pruefung.text_regeln import persoenliche_daten

DATEINAME = "einstufungen.toml"


class Einstufung(Angabe):
    """Eine Stufe, die nicht aus der Regel folgt. Geplant und eingestellt folgen dem Status und lassen sich nicht setzen."""

    massnahme: Text
    stufe: Literal["unbestaetigt", "erprobt", "bewaehrt", "vielfach-bewaehrt"]
    stelle: Annotated[Text, Field(max_length=120)]
    am: dt.date
    grund: Annotated[Text, Field(min_length=20, max_length=600)]


def einstufungen_laden(korpus: Path, kennungen: Collection[str]) -> dict[str, Einstufung]:
    """Kennung der Maßnahme → Einstufung; `kennungen` sind die bekannten Maßnahmen.

    Wirft `BewaehrtFehler` mit Datei und Eintrag, wenn etwas fehlt, unbekannt, doppelt, in der Zukunft oder persönlich ist.
    """
    datei = korpus / DATEINAME
    if not datei.is_file():
        return {}
    try:
        inhalt = tomllib.loads(datei.read_bytes().decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fehler:
        raise BewaehrtFehler(f"Die Datei {datei} ist kein lesbares TOML: {fehler}") from fehler
    eintraege = inhalt.get("einstufung", [])
    if not isinstance(eintraege, list) or set(inhalt) - {"einstufung"}:
        raise BewaehrtFehler(f"{datei}: Erwartet werden nur Einträge der Form [[einstufung]].")
    ergebnis: dict[str, Einstufung] = {}
    for nr, eintrag in enumerate(eintraege, start=1):
        wo = f"{datei}, Eintrag {nr}"
        try:
            einstufung = Einstufung.model_validate(eintrag)
        except ValidationError as fehler:
            raise BewaehrtFehler(f"{wo}: {'; '.join(formfehler(fehler, Einstufung))}.") from fehler
        if einstufung.massnahme not in kennungen:
            raise BewaehrtFehler(
                f"{wo}: Eine Maßnahme „{einstufung.massnahme}“ gibt es nicht. {meinten_sie(einstufung.massnahme, kennungen)}"
            )
        if einstufung.massnahme in ergebnis:
            raise BewaehrtFehler(f"{wo}: „{einstufung.massnahme}“ ist schon eingestuft; je Maßnahme gilt ein Eintrag.")
        if einstufung.am > dt.date.today():
            raise BewaehrtFehler(f"{wo}: „am“ liegt in der Zukunft ({einstufung.am:%d.%m.%Y}).")
        for _, _, meldung, abhilfe in persoenliche_daten(f"{einstufung.stelle}\n{einstufung.grund}"):
            raise BewaehrtFehler(f"{wo}: {meldung} {abhilfe}")
        ergebnis[einstufung.massnahme] = einstufung
    return ergebnis


def uebersteuert(nach_regel: Mapping[str, Bewaehrung], einstufungen: Iterable[Einstufung]) -> dict[str, Bewaehrung]:
    """Ersetzt die Stufe, wo eine Stelle anders einstuft; Säulen und Dokumente bleiben, die Begründung nennt beides.

    Geplantes und Eingestelltes bleibt, was es ist: dort gilt die Einstufung nicht.
    """
    ergebnis = dict(nach_regel)
    for e in einstufungen:
        alt = ergebnis[e.massnahme]
        if alt.stufe in ("geplant", "eingestellt") or alt.stufe == e.stufe:
            continue
        satz = (
            f"Abweichend eingestuft als „{STUFENNAMEN[e.stufe]}“ von {e.stelle} am {e.am:%d.%m.%Y}: {e.grund.rstrip('.')}. "
            f"Nach Regel wäre es „{alt.stufenname}“."
        )
        ergebnis[e.massnahme] = replace(alt, stufe=e.stufe, begruendung=(satz, *alt.begruendung))
    return ergebnis
