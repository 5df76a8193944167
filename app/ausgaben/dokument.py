"""Ein Dokument aus Bausteinen, das Word, PDF und HTML gleich lesen: Was drinsteht, entscheidet sich nur einmal."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from empfehlung.aufwand import NICHT_BELEGT

SPRACHE = "de-DE"

Spannenart = Literal["", "stark", "fehlt", "platzhalter", "beleg", "link"]
Absatzart = Literal["text", "vorspann", "klein", "hinweis", "linie"]
Listenart = Literal["punkte", "nummern", "pruefen"]

# Was XML 1.0 nicht kennt (Steuerzeichen, halbe Zeichenpaare) und unsichtbare Schreibrichtungswechsel.
_UNDRUCKBAR = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
# Geschützte Leerzeichen bleiben: Sie halten Beleg und Satz, Tag und Monat auf einer Zeile.
_LEERRAUM = re.compile(r"[^\S\u00a0]+")
_PLATZHALTER = re.compile(r"\[[^\[\]]+\]")


def rein(text: str) -> str:
    """Der Text auf einer Zeile, ohne Zeichen, an denen Dateiformate scheitern."""
    return _LEERRAUM.sub(" ", _UNDRUCKBAR.sub("", text))


@dataclass(frozen=True)
class Spanne:
    """Ein Stück Text; `ziel` ist bei Belegen der Anker der Quelle, bei Links die Adresse."""

    text: str
    art: Spannenart = ""
    ziel: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", rein(self.text))
        object.__setattr__(self, "ziel", rein(self.ziel).strip())


Text = tuple[Spanne, ...]


def t(*stuecke: str | Spanne | Text) -> Text:
    """Text aus Stücken; leere fallen weg."""
    ergebnis: list[Spanne] = []
    for stueck in stuecke:
        if isinstance(stueck, str):
            ergebnis += [Spanne(stueck)] if stueck else []
        else:
            ergebnis += [stueck] if isinstance(stueck, Spanne) else list(stueck)
    return tuple(ergebnis)


def stark(text: str) -> Spanne:
    """Hervorgehobener Text."""
    return Spanne(text, "stark")


def oder_fehlt(text: str | Text | None) -> Text:
    """Der Text, oder „nicht belegt“, wo nichts steht."""
    return t(text) if text else (Spanne(NICHT_BELEGT, "fehlt"),)


def mit_platzhaltern(text: str) -> Text:
    """Eigener Text der Ausgabe, in dem `[…]` einzusetzen ist; nie für fremden Text."""
    ergebnis, ende = [], 0
    for stelle in _PLATZHALTER.finditer(text):
        ergebnis += [Spanne(text[ende : stelle.start()]), Spanne(stelle[0], "platzhalter")]
        ende = stelle.end()
    return tuple(s for s in (*ergebnis, Spanne(text[ende:])) if s.text)


def klartext(text: Text) -> str:
    """Nur die Buchstaben."""
    return "".join(spanne.text for spanne in text)


@dataclass(frozen=True)
class Ueberschrift:
    """Überschrift der Ebene 1 bis 3; `neue_seite` gilt, wo es Seiten gibt."""

    ebene: int
    text: str
    neue_seite: bool = False


@dataclass(frozen=True)
class Absatz:
    """Ein Absatz; ein Hinweis ist abgesetzt, eine Linie ist zum Beschreiben da."""

    text: Text
    art: Absatzart = "text"


@dataclass(frozen=True)
class Liste:
    """Punkte, Nummern oder Kästchen zum Abhaken."""

    punkte: tuple[Text, ...]
    art: Listenart = "punkte"


@dataclass(frozen=True)
class Tabelle:
    """Tabelle mit Kopfzeile; die erste Spalte ist der Zeilenkopf. `breiten` sind Anteile, `name` liest die Vorlesehilfe."""

    name: str
    kopf: tuple[str, ...]
    zeilen: tuple[tuple[Text, ...], ...]
    breiten: tuple[int, ...]


@dataclass(frozen=True)
class Angaben:
    """Name und Wert, untereinander."""

    paare: tuple[tuple[str, Text], ...]


@dataclass(frozen=True)
class Quellenangabe:
    """Eine nummerierte Quelle; `anker` ist das Ziel der Belege."""

    nummer: int
    anker: str
    text: Text


@dataclass(frozen=True)
class Quellenliste:
    """Alle Quellen, in der Reihenfolge der ersten Nennung."""

    quellen: tuple[Quellenangabe, ...]


@dataclass(frozen=True)
class Zweispaltig:
    """Links der Text, rechts die Angaben; vorgelesen wird erst links, dann rechts."""

    links: tuple[Baustein, ...]
    rechts: tuple[Baustein, ...]


@dataclass(frozen=True)
class Seite:
    """Bausteine, die auf eine Seite gehören."""

    bausteine: tuple[Baustein, ...]


Baustein = Ueberschrift | Absatz | Liste | Tabelle | Angaben | Quellenliste | Zweispaltig | Seite


@dataclass(frozen=True)
class Dokument:
    """Ein ganzes Dokument. `titel` steht in den Metadaten und, wenn `titel_zeigen`, auch als Überschrift.

    `kopf` ist die Kopfzeile der Folgeseiten: was man in der Hand hält, wenn ein Blatt allein liegt. Ohne `groesse` wählt
    die Word-Datei ihre Schriftgröße so, dass jede `Seite` auf eine Seite passt.
    """

    titel: str
    thema: str
    datum: dt.date
    fuss: str
    bausteine: tuple[Baustein, ...]
    untertitel: str = ""
    titel_zeigen: bool = True
    kopf: str = ""
    groesse: float | None = None

    def __post_init__(self) -> None:
        for name in ("titel", "thema", "fuss", "untertitel", "kopf"):
            object.__setattr__(self, name, rein(getattr(self, name)).strip())


def aufzaehlung(teile: Iterable[str]) -> str:
    """„a, b und c“."""
    alle = list(teile)
    return alle[0] if len(alle) == 1 else f"{', '.join(alle[:-1])} und {alle[-1]}" if alle else ""


def laenge(baustein: Baustein) -> int:
    """Ungefähre Zahl der Zeichen, um Schriftgrößen zu wählen."""
    match baustein:
        case Ueberschrift(text=text):
            return 2 * len(text)
        case Absatz(text=spannen):
            return len(klartext(spannen)) + 60
        case Liste(punkte=punkte):
            return sum(len(klartext(p)) + 40 for p in punkte)
        case Tabelle(zeilen=zeilen):
            return sum(max(len(klartext(z)) for z in zeile) * 2 + 60 for zeile in zeilen)
        case Angaben(paare=paare):
            return sum(len(name) + len(klartext(wert)) + 30 for name, wert in paare)
        case Quellenliste(quellen=quellen):
            return sum(len(klartext(q.text)) + 40 for q in quellen)
        case Zweispaltig(links=links, rechts=rechts):
            return int(max(1.5 * sum(map(laenge, links)), 3 * sum(map(laenge, rechts))))
        case Seite(bausteine=bausteine):
            return sum(map(laenge, bausteine))
