"""Förderprogramme: wer wofür zahlt, ob es noch offen ist und woher das bekannt ist. Schlüssel: `docs/korpus.md`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, ValidationError

from wissensbasis.datensatz.modell import Angabe, Ebene, Jahr, Text
from wissensbasis.fehler import BewaehrtFehler
from wissensbasis.formfehler import formfehler
from wissensbasis.orte import LANDNAMEN

Kennungen = Annotated[tuple[Text, ...], Field(strict=False)]
Foerderlage = Literal["offen", "geschlossen", "beendet", "unbekannt"]

# So viele Jahre trägt eine Quelle ein Programm, das kein Ende nennt; danach heißt es nicht mehr offen.
UNBEFRISTET_BELEGT_JAHRE = 2


class Foerderprogramm(Angabe):
    """Ein Förderprogramm; leere Angaben sind nicht belegt.

    `bis` ist das letzte Jahr der Laufzeit, `stand` das Jahr der Quelle. Sind `typen` genannt, zahlt das Programm nur für diese
    Arten von Maßnahmen. Ohne `handlungsfelder` wird es nie vorgeschlagen. `nur_kreisfrei` schließt kreisangehörige Gemeinden aus.
    """

    id: Text
    name: Text
    geber: Text
    land: str
    zahlt: Text
    betrag: str
    bedingung: str = ""
    lage: Foerderlage
    bis: Jahr | None = None
    stand: Jahr | None = None
    handlungsfelder: Kennungen
    ebenen: Annotated[tuple[Ebene, ...], Field(strict=False)]
    typen: Kennungen = ()
    nur_laendlich: bool = False
    nur_kreisfrei: bool = False
    quelle: Text

    def offen(self, jahr: int) -> bool:
        """Ob das Programm in diesem Jahr noch als offen belegt ist."""
        if self.lage != "offen":
            return False
        if self.bis is not None:
            return jahr <= self.bis
        return self.stand is not None and jahr - self.stand <= UNBEFRISTET_BELEGT_JAHRE

    def vorbei(self, jahr: int) -> str:
        """„das beendet ist“ oder „das keine neuen Anträge annimmt“; leer, wenn beides nicht belegt ist."""
        if self.lage == "beendet" or (self.lage == "offen" and self.bis is not None and self.bis < jahr):
            return "das beendet ist"
        return "das keine neuen Anträge annimmt" if self.lage == "geschlossen" else ""


def programme_aus_toml(
    datei: Path, eintraege: Any, felder: Mapping[str, object], typen: Mapping[str, object]
) -> dict[str, Foerderprogramm]:
    """Kennung → Programm; wirft `BewaehrtFehler` mit Datei, Eintrag und allem, was an ihm nicht stimmt."""
    if not isinstance(eintraege, list):
        raise BewaehrtFehler(f"{datei}: Erwartet werden Einträge der Form [[programm]].")
    ergebnis: dict[str, Foerderprogramm] = {}
    for nr, eintrag in enumerate(eintraege, start=1):
        kennung = eintrag.get("id", "") if isinstance(eintrag, dict) else ""
        wo = f"{datei}, Programm {nr}" + (f" („{kennung}“)" if kennung else "")
        try:
            programm = Foerderprogramm.model_validate(eintrag)
        except ValidationError as fehler:
            raise BewaehrtFehler(f"{wo}: {'; '.join(formfehler(fehler, Foerderprogramm))}.") from fehler
        if verstoesse := list(_verstoesse(programm, felder, typen, ergebnis)):
            raise BewaehrtFehler(f"{wo}: {'; '.join(verstoesse)}.")
        ergebnis[programm.id] = programm
    return ergebnis


def _verstoesse(
    p: Foerderprogramm, felder: Mapping[str, object], typen: Mapping[str, object], schon_da: Collection[str]
) -> Iterator[str]:
    if p.id in schon_da:
        yield "die Kennung ist schon vergeben"
    if p.land and p.land not in LANDNAMEN:
        yield f"das Land „{p.land}“ gibt es nicht; erwartet wird ein Kürzel wie nw oder nichts für den Bund"
    for feld in p.handlungsfelder:
        if feld not in felder:
            yield f"das Handlungsfeld „{feld}“ gibt es nicht"
    for typ in p.typen:
        if typ not in typen:
            yield f"den Maßnahmentyp „{typ}“ gibt es nicht"
    if not p.ebenen:
        yield "„ebenen“ ist leer; möglich sind kommune, kreis, quartier"
    if p.lage == "offen" and p.stand is None:
        yield "ein offenes Programm braucht „stand“, das Jahr seiner Quelle"
    if p.lage == "offen" and p.bis is not None and p.stand is not None and p.bis < p.stand:
        yield f"„bis“ ({p.bis}) liegt vor „stand“ ({p.stand}); offen kann es dann nicht sein"
    if urlsplit(p.quelle).scheme not in ("http", "https") or not urlsplit(p.quelle).hostname:
        yield f"„quelle“ ist keine Webadresse: {p.quelle}"
