"""Kontrastpaare: dieselbe Art von Maßnahme zweimal, mit dem Unterschied, an dem das Lernziel hängt."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from empfehlung.dienst import Empfehlungsdienst
from empfehlung.weiterbildung.unterschiede import Dimension, Unterschied, Zuege, unterschiede, zuege
from wissensbasis.datensatz.modell import Ebene, Massnahme

Lernziel = Literal["ausgang", "kontext", "nachweis", "traeger"]
LERNZIELE: dict[Lernziel, str] = {
    "ausgang": "Aus Ende und Scheitern lernen",
    "kontext": "Übertragbarkeit beurteilen",
    "nachweis": "Nachweise lesen",
    "traeger": "Zuständigkeit klären",
}
LERNZIELSAETZE: dict[Lernziel, str] = {
    "ausgang": "Dieselbe Idee, zwei Ausgänge: Eine Maßnahme läuft, die andere wurde beendet oder eingestellt.",
    "kontext": "Dieselbe Idee läuft an zwei Orten, die sich in Größe, Ebene oder Stellung unterscheiden.",
    "nachweis": "Dieselbe Idee, verschieden gut belegt: Was weiß man wirklich, und woher?",
    "traeger": "Dieselbe Idee in verschiedener Hand: Wer trägt sie, und was folgt daraus?",
}
# Was das Lernziel braucht; alles andere stört, je weniger davon, desto klarer der Kontrast.
_GEFRAGT: dict[Lernziel, dict[Dimension, float]] = {
    "ausgang": {"ausgang": 3.0},
    "kontext": {"groesse": 3.0, "ebene": 2.0, "stellung": 1.0, "siedlungsraum": 1.0, "land": 0.5},
    "nachweis": {"nachweis": 2.0, "wirkung": 2.0},
    "traeger": {"traeger": 3.0},
}
_STOERT = 0.4
_REICHTUM_JE_ABSCHNITT = 0.3
# Ein Nachbar in der Größenklasse ist kein anderer Kontext.
_MINDESTABSTAND: dict[Dimension, float] = {"groesse": 0.3, "nachweis": 0.35}


@dataclass(frozen=True)
class Auswahl:
    """Wonach gesucht wird; leer heißt ohne Einschränkung."""

    lernziel: Lernziel = "ausgang"
    feld: str = ""
    typ: str = ""
    ebene: Ebene | None = None


@dataclass(frozen=True)
class Kontrastpaar:
    """Zwei Maßnahmen desselben Typs und ihre benannten Unterschiede; die gefragten stehen vorn."""

    a: Massnahme
    b: Massnahme
    lernziel: Lernziel
    gefragt: tuple[Unterschied, ...]
    sonst: tuple[Unterschied, ...]
    guete: float

    @property
    def kennung(self) -> str:
        """Kurze Kennung für die Adresse, die keinen Ort verrät."""
        return hashlib.sha256(f"{self.lernziel}/{self.a.id}/{self.b.id}".encode()).hexdigest()[:8]


def finde_paare(dienst: Empfehlungsdienst, auswahl: Auswahl, anzahl: int = 12) -> list[Kontrastpaar]:
    """Die klarsten Paare zuerst; jede Maßnahme höchstens einmal, erst jeder Typ einmal, dann weitere."""
    je_typ: dict[str, list[Massnahme]] = defaultdict(list)
    for m in sorted(dienst.basis.massnahmen.values(), key=lambda m: m.id):
        if _erlaubt(m, auswahl):
            je_typ[m.typ].append(m)
    paare: list[Kontrastpaar] = []
    for gleiche in je_typ.values():
        alle_zuege = {m.id: zuege(dienst, m) for m in gleiche}
        for a, b in combinations(gleiche, 2):
            if paar := _paar(a, b, alle_zuege[a.id], alle_zuege[b.id], auswahl.lernziel):
                paare.append(paar)
    paare.sort(key=lambda p: (-p.guete, p.a.id, p.b.id))
    return _je_massnahme_einmal(paare, anzahl)


def _erlaubt(m: Massnahme, auswahl: Auswahl) -> bool:
    if auswahl.feld and auswahl.feld not in m.handlungsfelder:
        return False
    if auswahl.typ and auswahl.typ != m.typ:
        return False
    return auswahl.ebene is None or m.ebene == auswahl.ebene


def _paar(a: Massnahme, b: Massnahme, zuege_a: Zuege, zuege_b: Zuege, lernziel: Lernziel) -> Kontrastpaar | None:
    if a.ort == b.ort and lernziel == "kontext":
        return None
    if not _ausgang_passt(a, b, lernziel):
        return None
    alle = unterschiede(zuege_a, zuege_b)
    gewichte = _GEFRAGT[lernziel]
    gefragt = tuple(u for u in alle if u.dimension in gewichte and u.abstand >= _MINDESTABSTAND.get(u.dimension, 0.0))
    if not gefragt or (lernziel == "kontext" and {u.dimension for u in gefragt} <= {"land"}):
        return None
    sonst = tuple(u for u in alle if u not in gefragt)
    guete = sum(gewichte[u.dimension] * u.abstand for u in gefragt)
    guete -= sum(_STOERT * u.abstand for u in sonst if u.dimension != "kosten")
    guete += _REICHTUM_JE_ABSCHNITT * sum(bool(m.ausgangslage) + bool(m.umsetzung) + bool(m.ergebnisse) for m in (a, b))
    guete += _REICHTUM_JE_ABSCHNITT * sum("groesse" in z for z in (zuege_a, zuege_b))
    guete += _ausgangszuschlag(a, b) if lernziel == "ausgang" else 0.0
    return Kontrastpaar(a, b, lernziel, gefragt, sonst, round(guete, 6))


def _ausgang_passt(a: Massnahme, b: Massnahme, lernziel: Lernziel) -> bool:
    stati = {a.status, b.status}
    if lernziel == "ausgang":
        return "laufend" in stati and bool(stati & {"beendet", "eingestellt"})
    return stati == {"laufend"} if lernziel == "kontext" else stati <= {"laufend", "unbekannt"}


def _ausgangszuschlag(a: Massnahme, b: Massnahme) -> float:
    """Eingestellt mit belegtem Grund lehrt mehr als planmäßig beendet."""
    ende = a if a.status != "laufend" else b
    return (1.0 if ende.status == "eingestellt" else 0.0) + (1.0 if ende.ende_grund else 0.0)


def _je_massnahme_einmal(paare: Sequence[Kontrastpaar], anzahl: int) -> list[Kontrastpaar]:
    gewaehlt: list[Kontrastpaar] = []
    vergeben: set[str] = set()
    for nur_neue_typen in (True, False):
        for paar in paare:
            if len(gewaehlt) == anzahl:
                return gewaehlt
            if {paar.a.id, paar.b.id} & vergeben:
                continue
            if nur_neue_typen and any(paar.a.typ == g.a.typ for g in gewaehlt):
                continue
            gewaehlt.append(paar)
            vergeben |= {paar.a.id, paar.b.id}
    return gewaehlt
