"""Liest die Ortsdateien des Korpus."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wissensbasis.fehler import BewaehrtFehler
from wissensbasis.orte.ort import KOMMUNE, KREIS, QUARTIER, Ort
from wissensbasis.orte.quartierseintrag import pruefe_quartiere

KREISFREIE_ARTEN = frozenset({"Kreisfreie Stadt", "Stadtkreis"})
_ART_JE_STATUS = {"kreisfrei": "kreisfreie Stadt", "kreisangehoerig": "kreisangehörige Kommune"}


def lies_gemeinden(pfad: Path) -> Iterator[Ort]:
    """Die Gemeinden aus ``gemeinden.csv``."""
    for ags, name, status, land, kreis, ew, stand, breite, laenge, raumtyp, typ_stand, *regional in _zeilen(pfad):
        wachstum, wachstum_stand, soziallage, soziallage_stand = regional
        yield Ort(
            ags, name, _ART_JE_STATUS[status], KOMMUNE, land, status, kreis, int(ew) if ew else None, stand,
            float(breite) if breite else None, float(laenge) if laenge else None, raumtyp, typ_stand,
            float(wachstum) if wachstum else None, wachstum_stand, soziallage, soziallage_stand,
        )  # fmt: skip


def lies_kreise(pfad: Path) -> Iterator[Ort]:
    """Die Landkreise aus ``kreise.csv``; kreisfreie Städte stehen schon bei den Gemeinden."""
    for ags, name, art, land, ew, stand, flaeche, breite, laenge, *regional in _zeilen(pfad):
        if art in KREISFREIE_ARTEN:
            continue
        wachstum, wachstum_stand, soziallage, soziallage_stand = regional
        yield Ort(
            ags, kreisbezeichnung(art, name), art, KREIS, land, "", ags, int(ew) if ew else None, stand,
            float(breite) if breite else None, float(laenge) if laenge else None, "", "",
            float(wachstum) if wachstum else None, wachstum_stand, soziallage, soziallage_stand,
            float(flaeche) if flaeche else None, weitere_namen=(name,),
        )  # fmt: skip


def kreisbezeichnung(art: str, name: str) -> str:
    """„Landkreis Osnabrück", aber „Kyffhäuserkreis" und „Region Hannover" ohne Vorsatz."""
    eigenstaendig = "kreis" in name.casefold() or name.startswith(("Region", "Städteregion"))
    return name if eigenstaendig else f"{art} {name}"


def lies_toml(pfad: Path, ebene: str) -> Iterator[Ort]:
    """``weitere.toml`` und ``quartiere.toml``: je Ort eine Tabelle ``[[ort]]`` oder ``[[quartier]]``."""
    if not pfad.exists():
        return
    text = pfad.read_text(encoding="utf-8")
    try:
        inhalt = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fehler:
        raise BewaehrtFehler(f"{pfad}: Die Datei ist nicht lesbar ({fehler}).") from fehler
    if ebene == QUARTIER:
        pruefe_quartiere(inhalt.get("quartier", []), pfad, text)
    for tabelle in inhalt.get("quartier" if ebene == QUARTIER else "ort", []):
        yield _aus_tabelle(tabelle, ebene, pfad)


def _aus_tabelle(tabelle: dict[str, Any], ebene: str, pfad: Path) -> Ort:
    felder = dict(tabelle)
    felder.setdefault("art", "Quartier")
    felder["weitere_namen"] = tuple(felder.get("weitere_namen", ()))
    for feld in ("baujahr", "einwohner_stand"):
        if feld in felder:
            felder[feld] = str(felder[feld])
    try:
        return Ort(ebene=ebene, **felder)
    except TypeError as fehler:
        erlaubt = ", ".join(sorted(Ort.__dataclass_fields__))
        meldung = f"{pfad}: Eintrag „{tabelle.get('id', 'ohne id')}“ passt nicht. Erlaubte Felder: {erlaubt}."
        raise BewaehrtFehler(meldung) from fehler


def _zeilen(pfad: Path) -> Iterator[list[str]]:
    try:
        datei = pfad.open(encoding="utf-8", newline="")
    except FileNotFoundError as fehler:
        raise BewaehrtFehler(f"Die Ortsliste {pfad} fehlt. Sie gehört zum Korpus (korpus/orte).") from fehler
    with datei:
        leser = csv.reader(datei)
        next(leser, None)
        yield from leser
