"""Eine Maßnahmendatei zerlegen: YAML-Kopf mit Zeilennummern und die vier Abschnitte darunter."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

ABSCHNITTE = ("Ausgangslage", "Umsetzung", "Ergebnisse", "Übertragung")

_UEBERSCHRIFT = re.compile(r"^##\s+(.+?)\s*$")
_Lader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_KEIN_YAML = "Kein gültiges YAML: Klammern, Anführungszeichen, Doppelpunkte und Einrückung prüfen."

Pfad = tuple[str | int, ...]


class KopfUnlesbar(Exception):
    """Der Kopf einer Datei ist nicht zu lesen; `zeile` zählt ab 1 in der Datei."""

    def __init__(self, zeile: int, grund: str) -> None:
        super().__init__(grund)
        self.zeile = zeile
        self.grund = grund


@dataclass(frozen=True)
class Abschnitt:
    """Ein Abschnitt unter dem Kopf: Überschrift, ihre Zeile und die Absätze mit ihren Zeilen."""

    name: str
    zeile: int
    absaetze: tuple[tuple[int, str], ...]

    @property
    def text(self) -> str:
        """Die Absätze, durch Leerzeilen getrennt."""
        return "\n\n".join(absatz for _, absatz in self.absaetze)


@dataclass(frozen=True)
class Datei:
    """Inhalt einer Maßnahmendatei: Angaben, Zeile jeder Angabe (Pfad → Zeile) und Abschnitte."""

    angaben: dict[str, Any]
    zeilen: dict[Pfad, int] = field(repr=False)
    abschnitte: tuple[Abschnitt, ...]

    def zeile(self, *pfad: str | int) -> int:
        """Zeile der Angabe oder des nächsten bekannten Vorfahren in der Datei (ab 1)."""
        while pfad:
            if pfad in self.zeilen:
                return self.zeilen[pfad]
            pfad = pfad[:-1]
        return 1


def zerlege(text: str) -> Datei:
    """Zerlegt den Text einer Maßnahmendatei; wirft `KopfUnlesbar` mit Zeile und Grund."""
    zeilen = text.split("\n")
    if zeilen[0].rstrip("\r") != "---":
        raise KopfUnlesbar(1, "Die Datei beginnt nicht mit der Zeile ---.")
    ende = next((nr for nr, zeile in enumerate(zeilen[1:], start=1) if zeile.rstrip("\r") == "---"), None)
    if ende is None:
        raise KopfUnlesbar(1, "Dem Kopf fehlt die schließende Zeile ---.")
    angaben, orte = _lies_kopf("\n".join(zeilen[1:ende]))
    return Datei(angaben, orte, _lies_abschnitte(zeilen, ende + 1))


def _lies_kopf(kopf: str) -> tuple[dict[str, Any], dict[Pfad, int]]:
    """Liest YAML zweimal aus einem Durchgang: als Werte und als Zeilennummern (der Kopf beginnt in Zeile 2)."""
    lader = _Lader(kopf)
    try:
        knoten = lader.get_single_node()
        if not isinstance(knoten, yaml.MappingNode):
            raise KopfUnlesbar(2, "Der Kopf besteht nicht aus Schlüsseln und Werten.")
        orte: dict[Pfad, int] = {}
        _sammle_zeilen(knoten, (), orte)
        return lader.construct_document(knoten), orte
    except yaml.MarkedYAMLError as fehler:
        # Eine offene Klammer fällt dem Leser erst später auf; wo sie begann, hilft mehr.
        geoeffnet = fehler.context_mark if fehler.context and "flow" in fehler.context else None
        marke = geoeffnet or fehler.problem_mark or fehler.context_mark
        raise KopfUnlesbar(marke.line + 2 if marke else 2, _KEIN_YAML) from fehler
    except (yaml.YAMLError, ValueError) as fehler:
        raise KopfUnlesbar(2, _KEIN_YAML) from fehler
    finally:
        lader.dispose()


def _sammle_zeilen(knoten: yaml.Node, pfad: Pfad, orte: dict[Pfad, int]) -> None:
    if isinstance(knoten, yaml.MappingNode):
        for schluessel, wert in knoten.value:
            unterpfad = (*pfad, str(schluessel.value))
            if unterpfad in orte:
                raise KopfUnlesbar(schluessel.start_mark.line + 2, f"Der Schlüssel {schluessel.value} steht doppelt.")
            orte[unterpfad] = schluessel.start_mark.line + 2
            _sammle_zeilen(wert, unterpfad, orte)
    elif isinstance(knoten, yaml.SequenceNode):
        for nr, wert in enumerate(knoten.value):
            orte[(*pfad, nr)] = wert.start_mark.line + 2
            _sammle_zeilen(wert, (*pfad, nr), orte)


def _lies_abschnitte(zeilen: list[str], start: int) -> tuple[Abschnitt, ...]:
    gefunden: list[tuple[str, int, list[tuple[int, str]]]] = []
    offen: list[str] = []
    offen_seit = 0

    def schliesse() -> None:
        if offen:
            if not gefunden:  # Text vor der ersten Überschrift: als namenloser Abschnitt sichtbar machen
                gefunden.append(("", offen_seit, []))
            gefunden[-1][2].append((offen_seit, "\n".join(offen)))
            offen.clear()

    for nr in range(start, len(zeilen)):
        zeile = zeilen[nr].rstrip()
        if treffer := _UEBERSCHRIFT.match(zeile):
            schliesse()
            gefunden.append((treffer.group(1), nr + 1, []))
        elif not zeile:
            schliesse()
        else:
            if zeile.lstrip().startswith(("- ", "* ")):
                schliesse()
            if not offen:
                offen_seit = nr + 1
            offen.append(zeile)
    schliesse()
    return tuple(Abschnitt(name, zeile, tuple(absaetze)) for name, zeile, absaetze in gefunden)
