"""Was in die Planung eines Treffens hineingeht und was herauskommt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from wissensbasis.datensatz.modell import Massnahme
from wissensbasis.fehler import BewaehrtFehler
from wissensbasis.orte import Ort

MINDESTENS_ORTE = 2
HOECHSTENS_ORTE = 60
HOECHSTENS_SITZUNGEN = 6
SITZUNGSMINUTEN = (45, 60, 75, 90, 120)
LAENGSTES_THEMA = 300

ThemaArt = Literal["typ", "feld", "querschnitt", "frei"]


class TreffenFehler(BewaehrtFehler):
    """Der Wunsch lässt sich so nicht planen; die Meldung sagt, was zu ändern ist."""


@dataclass(frozen=True)
class Teilnahme:
    """Ein Ort, der kommt, und die Handlungsfelder, zu denen er etwas sucht; leer heißt offen für alles."""

    ort: Ort
    felder: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wunsch:
    """Was die Veranstaltenden vorgeben; `beginn` in Minuten nach Mitternacht, `themen` sind Kennungen."""

    teilnahmen: tuple[Teilnahme, ...]
    sitzungen: int = 3
    minuten: int = 90
    beginn: int = 9 * 60 + 30
    themen: tuple[str, ...] = ()
    eigenes_thema: str = ""


@dataclass(frozen=True)
class Thema:
    """Ein Thema mit den Kennungen der Maßnahmen, die in Frage kommen, und den Typen, die dazu zählen."""

    kennung: str
    name: str
    art: ThemaArt
    kandidaten: tuple[str, ...]
    felder: frozenset[str]
    typen: frozenset[str]


@dataclass(frozen=True)
class Beitrag:
    """Eine Maßnahme der Sitzung; `erzaehlt` hat sie selbst, `verwandt` hat eine derselben Art."""

    massnahme: Massnahme
    ort: Ort | None
    erzaehlt: tuple[Ort, ...]
    verwandt: tuple[Ort, ...]


@dataclass(frozen=True)
class Sitzung:
    """Eine Sitzung: Thema, vier bis sechs Beiträge, worin sie sich unterscheiden, wer sucht, zwei Leitfragen."""

    nummer: int
    thema: Thema
    beitraege: tuple[Beitrag, ...]
    gegensaetze: tuple[str, ...]
    suchende: tuple[Ort, ...]
    leitfragen: tuple[str, ...]

    @property
    def erzaehlende(self) -> tuple[Ort, ...]:
        """Alle Teilnehmenden, die aus eigener Anschauung berichten können, jeder einmal, nach Namen."""
        orte = {o.id: o for b in self.beitraege for o in (*b.erzaehlt, *b.verwandt)}
        return tuple(sorted(orte.values(), key=lambda o: (o.name, o.id)))


@dataclass(frozen=True)
class Gruppe:
    """Ein Tisch aus Orten mit ähnlichem Profil und das, was sie gemeinsam haben."""

    nummer: int
    orte: tuple[Ort, ...]
    gemeinsam: tuple[str, ...]


@dataclass(frozen=True)
class Programmpunkt:
    """Eine Zeile des Programms; Zeiten in Minuten nach Mitternacht, `sitzung` ist die Nummer oder `None`."""

    tag: int
    beginn: int
    ende: int
    titel: str
    sitzung: int | None = None
    ablauf: tuple[str, ...] = ()

    @property
    def zeit(self) -> str:
        """„09:30–11:00“."""
        return f"{uhrzeit(self.beginn)}–{uhrzeit(self.ende)}"


@dataclass(frozen=True)
class Treffen:
    """Das geplante Treffen."""

    teilnahmen: tuple[Teilnahme, ...]
    sitzungen: tuple[Sitzung, ...]
    gruppen: tuple[Gruppe, ...]
    programm: tuple[Programmpunkt, ...]
    hinweise: tuple[str, ...]

    @property
    def tage(self) -> int:
        """Wie viele Tage das Programm braucht."""
        return max((punkt.tag for punkt in self.programm), default=0)


def uhrzeit(minuten: int) -> str:
    """„09:30“ zu Minuten nach Mitternacht."""
    return f"{minuten // 60:02d}:{minuten % 60:02d}"
