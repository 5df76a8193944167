"""Wie eine Ortsangabe gemeint sein kann: Name, Zusatz („Saarland", „Landkreis Osnabrück"), verlangte Art."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wissensbasis.orte.laender import KURZFORMEN, LANDNAMEN
from wissensbasis.orte.schreibweise import strenger_schluessel

_KREISWORT = r"(?:land)?kreis|lkrs?|lk|kr|kreisverwaltung"
_VORSATZ_KREIS = re.compile(rf"^\s*(?:{_KREISWORT})\b\.?\s+(?=\S)", re.IGNORECASE)
_VORSATZ_KOMMUNE = re.compile(
    r"^\s*(?:(?:kreisfreie|große|große kreisstadt|kreisangehörige)\s+)?"
    r"(?:stadt|gemeinde|landeshauptstadt|hansestadt|universitätsstadt|kreisstadt|markt|flecken|lutherstadt)\s+(?=\S)",
    re.IGNORECASE,
)
_VORSATZ_ART = re.compile(r"^\s*(bezirk|samtgemeinde|verbandsgemeinde|quartier)\s+(?=\S)", re.IGNORECASE)
_MIT_ZUSATZ = re.compile(r"^\s*(?P<name>[^(/,;]*\S)\s*[(/,;]\s*(?P<zusatz>[^()]*[^()\s])\s*\)?\s*$")

_LAND_JE_NAME = {strenger_schluessel(name): kuerzel for kuerzel, name in LANDNAMEN.items()}


@dataclass(frozen=True)
class Lesart:
    """Eine mögliche Bedeutung der Eingabe."""

    name: str
    zusatz: str = ""
    art: str = ""  # "kreis", "kommune", eine Art wie "bezirk" oder leer


def land_aus(zusatz: str) -> str:
    """Das Länderkürzel zu „SL", „Saar", „Saarland"; leer, wenn es keines ist."""
    klein = zusatz.strip().strip(".").casefold()
    if klein in LANDNAMEN:
        return klein
    schluessel = strenger_schluessel(zusatz)
    if schluessel in _LAND_JE_NAME:
        return _LAND_JE_NAME[schluessel]
    if schluessel in KURZFORMEN:
        return KURZFORMEN[schluessel]
    # „Westfalen", „Pfalz", „Holstein": ein Wort, das nur in einem Landesnamen vorkommt.
    teile = [kuerzel for name, kuerzel in _LAND_JE_NAME.items() if schluessel in name.split()]
    return teile[0] if len(teile) == 1 else ""


def lesarten(text: str) -> Iterator[Lesart]:
    """Von der wörtlichen zur freiesten Lesart; die erste, die etwas trifft, gilt."""
    for art, rest in _vorsaetze(text):
        yield Lesart(rest, art=art)
        mit_zusatz = _MIT_ZUSATZ.match(rest)
        if mit_zusatz:
            yield from _mit_zusatz(mit_zusatz["name"], mit_zusatz["zusatz"], art)
        woerter = rest.split()
        # „Hagen NW", „Kirchberg Sachsen", „Neunkirchen Nordrhein-Westfalen"
        if len(woerter) > 1 and land_aus(woerter[-1]):
            yield Lesart(" ".join(woerter[:-1]), woerter[-1], art)


def _vorsaetze(text: str) -> Iterator[tuple[str, str]]:
    """Die Eingabe selbst und, falls vorhanden, ohne „Stadt", „Landkreis", „Bezirk" davor."""
    if _VORSATZ_KREIS.match(text):
        yield "kreis", _VORSATZ_KREIS.sub("", text)
        return
    yield "", text
    besondere = _VORSATZ_ART.match(text)
    if besondere:
        yield besondere[1].casefold(), _VORSATZ_ART.sub("", text)
    elif _VORSATZ_KOMMUNE.match(text):
        yield "kommune", _VORSATZ_KOMMUNE.sub("", text)


def _mit_zusatz(name: str, zusatz: str, art: str) -> Iterator[Lesart]:
    schluessel = strenger_schluessel(zusatz)
    if re.fullmatch(_KREISWORT, schluessel):
        yield Lesart(name, art="kreis")
    elif schluessel in {"stadt", "gemeinde", "kreisfrei", "kreisfreie stadt", "kreisstadt"}:
        yield Lesart(name, art="kommune")
    elif schluessel in {"bezirk", "samtgemeinde", "verbandsgemeinde", "quartier"}:
        yield Lesart(name, art=schluessel)
    else:
        yield Lesart(name, _VORSATZ_KREIS.sub("", zusatz), art)
