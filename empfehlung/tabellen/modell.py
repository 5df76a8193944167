"""Was beim Einlesen entsteht: die rohe Tabelle, dann das Verstandene mit jeder Herleitung."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from wissensbasis.fehler import BewaehrtFehler

Form = Literal["lang", "breit", "gestuerzt"]
Dezimal = Literal["komma", "punkt"]
Merkmalswert = str | int | float | bool

FORMNAMEN: dict[Form, str] = {
    "lang": "lang (je Zeile ein Wert)",
    "breit": "breit (je Zeile ein Ort, je Spalte ein Merkmal)",
    "gestuerzt": "gestürzt (je Zeile ein Merkmal)",
}


class ZahlenMehrdeutig(BewaehrtFehler):
    """„1.234“ kann 1234 oder 1,234 sein, und nichts in der Tabelle entscheidet es: Ein Mensch muss es sagen."""


class OrtsspalteFehlt(BewaehrtFehler):
    """Keine Spalte nennt den Ort: Ein Mensch kann eine zuordnen."""


@dataclass(frozen=True)
class Zelle:
    """Eine Zelle: ihr Text, bei Excel auch die Zahl selbst; `prozent` heißt in Excel als Prozent formatiert."""

    text: str = ""
    zahl: float | None = None
    prozent: bool = False

    @property
    def leer(self) -> bool:
        """Ob nichts darin steht."""
        return not self.text


@dataclass(frozen=True)
class Zeile:
    """Eine Zeile mit der Nummer, unter der sie in der Datei steht."""

    nummer: int
    zellen: tuple[Zelle, ...]

    def zelle(self, index: int) -> Zelle:
        """Die Zelle einer Spalte; fehlt sie, eine leere."""
        return self.zellen[index] if index < len(self.zellen) else Zelle()

    @property
    def gefuellt(self) -> list[int]:
        """Die Spalten, in denen etwas steht."""
        return [i for i, zelle in enumerate(self.zellen) if not zelle.leer]


@dataclass(frozen=True)
class Rohblatt:
    """Ein Blatt (oder der ganze CSV-Text), bevor Kopf und Fuß getrennt sind; `verbunden`: Zeile, von, bis (Spalten)."""

    blatt: str
    zeilen: tuple[Zeile, ...]
    verbunden: tuple[tuple[int, int, int], ...] = ()
    hinweise: tuple[str, ...] = ()
    csv: bool = True


@dataclass(frozen=True)
class Spalte:
    """Eine Spalte mit ihrer Überschrift; mehrzeilige Köpfe stehen von oben nach unten in `teile`."""

    index: int
    teile: tuple[str, ...]

    @property
    def bezeichnung(self) -> str:
        """Die ganze Überschrift in einer Zeile."""
        return " – ".join(" ".join(teil.split()) for teil in self.teile)

    @property
    def buchstabe(self) -> str:
        """Die Spalte, wie Tabellenprogramme sie nennen: A, B, … AA."""
        rest, name = self.index + 1, ""
        while rest:
            rest, stelle = divmod(rest - 1, 26)
            name = chr(65 + stelle) + name
        return name


@dataclass(frozen=True)
class Rohtabelle:
    """Eine gelesene Tabelle: Titel darüber, Spalten, Datenzeilen, Fußnoten darunter – noch nichts gedeutet."""

    name: str
    blatt: str
    blaetter: tuple[str, ...]
    titel: tuple[str, ...]
    spalten: tuple[Spalte, ...]
    daten: tuple[Zeile, ...]
    fussnoten: tuple[str, ...]
    hinweise: tuple[str, ...]

    @property
    def wo(self) -> str:
        """Datei und Blatt für Meldungen."""
        return f"Tabelle „{self.name}“" + (f", Blatt „{self.blatt}“" if self.blatt else "")


@dataclass(frozen=True)
class Ortseintrag:
    """Ein Ort, wie ihn die Tabelle nennt. `quartier` ist gefüllt, wenn es um einen Teil einer Gemeinde geht."""

    name: str = ""
    schluessel: str = ""
    quartier: str = ""
    zeile: int = 0

    @property
    def kennung(self) -> str:
        """Worunter derselbe Ort in anderen Zeilen wiedererkannt wird."""
        return f"{self.schluessel or self.name.casefold()}|{self.quartier.casefold()}"

    @property
    def bezeichnung(self) -> str:
        """Was ein Mensch in der Auswahl liest."""
        ort = self.name or self.schluessel
        if self.quartier:
            return f"{self.quartier} ({ort})" if ort else self.quartier
        return f"{ort} ({self.schluessel})" if self.schluessel and self.schluessel != ort else ort


@dataclass(frozen=True)
class Angabe:
    """Ein verstandener Wert eines Merkmals mit der Stelle, an der er steht, und dem Weg dorthin."""

    ort: Ortseintrag
    merkmal: str
    wert: Merkmalswert
    jahr: int | None
    spalte: str
    stelle: str
    roh: str
    herleitung: str


@dataclass(frozen=True)
class NichtVerstanden:
    """Eine Spalte, Zeile oder ein Wert, aus dem nichts übernommen wurde, mit dem Grund."""

    art: Literal["Spalte", "Zeile", "Wert"]
    bezeichnung: str
    stelle: str
    grund: str
    zuordenbar: bool = False


@dataclass(frozen=True)
class Konflikt:
    """Mehrere Spalten für dasselbe Merkmal: keine wird genommen, bis ein Mensch eine wählt."""

    merkmal: str
    spalten: tuple[str, ...]
    grund: str


@dataclass(frozen=True)
class Verstandenes:
    """Was aus einer Tabelle verstanden wurde – und was nicht."""

    roh: Rohtabelle
    form: Form
    quelle: str
    jahre: tuple[int, ...]
    jahr: int | None
    orte: tuple[Ortseintrag, ...]
    angaben: tuple[Angabe, ...]
    nicht_verstanden: tuple[NichtVerstanden, ...]
    konflikte: tuple[Konflikt, ...]
    hinweise: tuple[str, ...]
    zugeordnet: Mapping[str, str] = field(default_factory=dict)

    def angaben_zu(self, eintrag: Ortseintrag) -> tuple[Angabe, ...]:
        """Die Angaben zu einem Ort."""
        return tuple(a for a in self.angaben if a.ort.kennung == eintrag.kennung)


@dataclass(frozen=True)
class Herkunft:
    """Woher die Angaben eines Profils stammen."""

    datei: str
    blatt: str
    eintrag: Ortseintrag
    angaben: tuple[Angabe, ...]
    hinweise: tuple[str, ...]
