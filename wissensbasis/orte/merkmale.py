"""Raumtyp, Wachstum und soziale Lage der Orte aus amtlichen Tabellen (Herkunft und Regeln: ``korpus/QUELLEN.md``).

Wo eine Tabelle schweigt oder der Zuschnitt sich geändert hat, fehlt der Ort; nichts wird geschätzt.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

STAND_RAUMTYP = "2020"
STAND_SOZIALLAGE = "2021"
VON, BIS = 2014, 2019
STAND_WACHSTUM = f"{VON}–{BIS}"

_RAUMTYP_JE_GRAD = {"1": "staedtisch", "2": "teilweise-staedtisch", "3": "laendlich"}
# gisd_k: unterstes Fünftel der Kreise, die drei mittleren, oberstes.
_SOZIALLAGE_JE_KLASSE = {"1": "niedrig", "2": "mittel", "3": "hoch"}

# Hamburg und Berlin stehen in den Bevölkerungstabellen nur als Land.
_LAND_IST_KREIS = {"02": "02000", "11": "11000"}
# Der Landkreis Göttingen entstand 2016 aus beiden; sie gingen ganz auf.
_VORGAENGER = {"03159": ("03152", "03156")}

_SCHLUESSEL, _BEVOELKERUNG, _ENTWICKLUNG = 1, 3, 4


def raumtypen(pfad: Path) -> dict[str, str]:
    """Raumtyp je AGS aus ``raumtyp.csv`` (Spalte „Grad der Verstädterung" des Gemeindeverzeichnisses)."""
    with pfad.open(encoding="utf-8", newline="") as datei:
        return {z["ags"]: _RAUMTYP_JE_GRAD[z["grad"]] for z in csv.DictReader(datei)}


def soziallagen(pfad: Path) -> dict[str, str]:
    """Soziale Lage je Kreisschlüssel aus ``soziallage.csv`` (GISD)."""
    with pfad.open(encoding="utf-8", newline="") as datei:
        return {z["kreis"]: _SOZIALLAGE_JE_KLASSE[z["gisd_k"]] for z in csv.DictReader(datei)}


def wachstum(bevoelkerung: Path, regionalatlas: Path) -> dict[str, str]:
    """Veränderung der Einwohnerzahl in Prozent je Jahr, je Kreisschlüssel; ohne Kreise mit Gebietsänderung."""
    einwohner: dict[str, dict[int, int]] = defaultdict(dict)
    for jahr, zeile in _genesis(bevoelkerung):
        if zeile[_BEVOELKERUNG].isdigit():
            einwohner[_LAND_IST_KREIS.get(zeile[_SCHLUESSEL], zeile[_SCHLUESSEL])][jahr] = int(zeile[_BEVOELKERUNG])
    # Der Punkt heißt: nicht vergleichbar. Er zählt nur in Jahren, in denen es den Kreis schon gab.
    veraendert = {
        zeile[_SCHLUESSEL]
        for jahr, zeile in _genesis(regionalatlas)
        if VON < jahr <= BIS and zeile[_ENTWICKLUNG] == "." and jahr in einwohner[zeile[_SCHLUESSEL]]
    }
    for neu, alte in _VORGAENGER.items():
        einwohner[neu][VON] = sum(einwohner[alt][VON] for alt in alte)
    return {
        kreis: f"{((je_jahr[BIS] / je_jahr[VON]) ** (1 / (BIS - VON)) - 1) * 100:.3f}"
        for kreis, je_jahr in sorted(einwohner.items())
        if len(kreis) == 5 and kreis not in veraendert and VON in je_jahr and BIS in je_jahr
    }


def _genesis(pfad: Path) -> Iterator[tuple[int, list[str]]]:
    """Die Datenzeilen einer GENESIS-Tabelle: Jahr, dann Schlüssel, Name und Werte."""
    with pfad.open(encoding="latin-1", newline="") as datei:
        for zeile in csv.reader(datei, delimiter=";"):
            if len(zeile) > _ENTWICKLUNG and zeile[0].isdigit():
                yield int(zeile[0]), zeile
