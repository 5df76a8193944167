"""Anfrage und Antwort einer Empfehlung: was hineingeht und alles, was eine Oberfläche zeigt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from empfehlung.foerderung import Foerderung
from empfehlung.passung import Passung
from empfehlung.profil import Profil
from wissensbasis.bewaehrung import Bewaehrung, Stufe
from wissensbasis.datensatz.modell import Massnahme
from wissensbasis.orte import Ort
from wissensbasis.suche.suchmaschine import Fundstelle

Streuung = Literal["enger", "ausgewogen", "breiter"]


@dataclass(frozen=True)
class Anfrage:
    """Was gesucht wird; Felder und Themen als Kennungen, alles freiwillig.

    `streuung` regelt, wie verschieden die Auswahl ist: „enger“ bleibt bei der Rangfolge, „breiter“ zeigt je Ort und je Art
    höchstens eine Maßnahme.
    """

    profil: Profil | None = None
    felder: tuple[str, ...] = ()
    themen: tuple[str, ...] = ()
    anliegen: str = ""
    ab_stufe: Stufe | None = None
    anzahl: int = 10
    streuung: Streuung = "ausgewogen"


@dataclass(frozen=True)
class Treffer:
    """Eine empfohlene Maßnahme mit getrennten Gründen: Relevanz, Passung, Nachweis.

    `am_rande` heißt: sie trifft das Anliegen wohl nur am Rande.
    """

    rang: int
    massnahme: Massnahme
    ort: Ort | None
    fundstelle: Fundstelle | None
    passung: Passung | None
    bewaehrung: Bewaehrung
    zu_pruefen: tuple[str, ...]
    foerderung: Foerderung
    am_rande: bool = False


@dataclass(frozen=True)
class Antwort:
    """Die Rangliste zur Anfrage und Hinweise, etwa dass es weniger Gutes gibt als verlangt."""

    anfrage: Anfrage
    treffer: tuple[Treffer, ...]
    hinweise: tuple[str, ...] = field(default=())
