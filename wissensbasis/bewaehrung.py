"""Die Bewährungsstufe einer Maßnahme, nach Regel aus ihren Dokumenten. Regeln und Gründe: `docs/methode.md`."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

from wissensbasis.datensatz.modell import Massnahme, Nachweis
from wissensbasis.orte import Ortsverzeichnis

Stufe = Literal["geplant", "erprobt", "bewaehrt", "vielfach-bewaehrt", "eingestellt", "unbestaetigt"]

STUFENNAMEN: dict[Stufe, str] = {
    "vielfach-bewaehrt": "vielfach bewährt",
    "bewaehrt": "bewährt",
    "erprobt": "erprobt",
    "geplant": "geplant",
    "unbestaetigt": "unbestätigt",
    "eingestellt": "eingestellt",
}
# Für Filter und Gleichstände; eingestellt und unbestätigt sind eigene Zustände unterhalb von „geplant“.
STUFENRANG: dict[Stufe, int] = {
    "vielfach-bewaehrt": 3,
    "bewaehrt": 2,
    "erprobt": 1,
    "geplant": 0,
    "unbestaetigt": -1,
    "eingestellt": -2,
}

# Eine Zertifikatsperiode; zwei davon übersteht keine übliche Projektförderung.
JAHRE_EINER_PERIODE = 3
JAHRE_OHNE_BELEGTE_VERSTETIGUNG = 2 * JAHRE_EINER_PERIODE
# Zwei ausgebliebene Jahresberichte.
JAHRE_BIS_UNBESTAETIGT = 2

_BETRIEB = {
    "umsetzungscontrolling",
    "jahresbericht",
    "selbstevaluation",
    "evaluation",
    "evaluation-ohne-ergebnis",
    "nutzungszahlen",
    "bestaetigung",
    "bericht-weiterer-ort",
    "presse",
}
_ZAHLEN = {"umsetzungscontrolling", "jahresbericht", "selbstevaluation", "nutzungszahlen"}
# Presse beobachtet von außen, aber flüchtig; Parteien sind interessiert. Beides bestätigt erst zu zweit.
_SCHWACHE_QUELLEN = {"presse", "partei"}
_ZIFFER = re.compile(r"\d")


class Saeule(IntEnum):
    """Wert einer der drei Säulen; angezeigt als 0, + und ++."""

    NICHTS = 0
    EINFACH = 1
    DOPPELT = 2

    @property
    def zeichen(self) -> str:
        """0, + oder ++."""
        return "0" if self is Saeule.NICHTS else "+" * int(self)


@dataclass(frozen=True)
class Bewaehrung:
    """Das Urteil über eine Maßnahme mit der Regel, die griff.

    `zuletzt_bestaetigt` ist das Jahr des jüngsten Dokuments, das den Betrieb zeigt; `aktuell` sagt, ob es höchstens zwei
    Jahre zurückliegt. `letzte_stufe` steht bei eingestellten Maßnahmen.
    """

    stufe: Stufe
    umsetzung: Saeule
    wirkung: Saeule
    wiederholung: Saeule
    begruendung: tuple[str, ...]
    zuletzt_bestaetigt: int | None
    aktuell: bool
    letzte_stufe: Stufe | None = None

    @property
    def stufenname(self) -> str:
        """Die Stufe in Worten."""
        return STUFENNAMEN[self.stufe]


def bewaehrungen(
    massnahmen: Iterable[Massnahme], orte: Ortsverzeichnis, *, stichtag: dt.date | None = None
) -> dict[str, Bewaehrung]:
    """Kennung → Bewährung für eine ganze Wissensbasis; Wiederholung zählt Orte mit demselben Maßnahmentyp."""
    alle = sorted(massnahmen, key=lambda m: m.id)
    orte_je_typ: dict[str, set[str]] = defaultdict(set)
    for m in alle:
        if _umsetzung(m)[0] >= Saeule.EINFACH:
            orte_je_typ[m.typ] |= _bestaetigte_orte(m)
    return {m.id: bewaehrung(m, orte_je_typ[m.typ], orte, stichtag=stichtag) for m in alle}


def bewaehrung(
    m: Massnahme, orte_des_typs: Iterable[str], orte: Ortsverzeichnis, *, stichtag: dt.date | None = None
) -> Bewaehrung:
    """Bewährung einer Maßnahme; `orte_des_typs` sind alle Orte mit bestätigtem Betrieb desselben Typs."""
    umsetzung, gruende_u = _umsetzung(m)
    wirkung, gruende_w = _wirkung(m)
    eigene = _bestaetigte_orte(m) if umsetzung >= Saeule.EINFACH else set()
    wiederholung, gruende_r = _wiederholung({*orte_des_typs, *eigene}, orte)
    stufe = _stufe(m, umsetzung, wirkung, wiederholung)
    zuletzt = max((jahr for jahr in _jahre(_betriebsnachweise(m))), default=None)
    heute = (stichtag or dt.date.today()).year
    aktuell = zuletzt is not None and heute - zuletzt <= JAHRE_BIS_UNBESTAETIGT
    gruende = [*gruende_u, *gruende_w, *gruende_r, *_gruende_zum_stand(m, zuletzt, aktuell)]
    if m.status in ("beendet", "eingestellt"):
        return Bewaehrung(
            "eingestellt", umsetzung, wirkung, wiederholung, tuple(gruende), zuletzt, False, letzte_stufe=stufe
        )
    return Bewaehrung(stufe, umsetzung, wirkung, wiederholung, tuple(gruende), zuletzt, aktuell)


def _stufe(m: Massnahme, u: Saeule, w: Saeule, r: Saeule) -> Stufe:
    """Erste zutreffende Regel von oben (docs/methode.md, „Stufen“)."""
    if u is Saeule.DOPPELT and w and r and Saeule.DOPPELT in (w, r):
        return "vielfach-bewaehrt"
    if u is Saeule.DOPPELT and (w or r):
        return "bewaehrt"
    if u:
        return "erprobt"
    return "geplant" if m.status == "geplant" else "unbestaetigt"


def _betriebsnachweise(m: Massnahme) -> list[Nachweis]:
    """Dokumente, die die Maßnahme im Betrieb zeigen; Ankündigungen von vor dem Beginn zählen nicht."""
    if m.status == "geplant":
        return []
    return [n for n in m.nachweise if n.art in _BETRIEB and (n.jahr is None or m.beginn is None or n.jahr >= m.beginn)]


def _schwach(m: Massnahme, n: Nachweis) -> bool:
    return n.art == "presse" or m.quelle(n.quelle).art in _SCHWACHE_QUELLEN


def _jahre(nachweise: Iterable[Nachweis]) -> set[int]:
    return {n.jahr for n in nachweise if n.jahr is not None}


def _umsetzung(m: Massnahme) -> tuple[Saeule, list[str]]:
    betrieb = _betriebsnachweise(m)
    stark = {(n.jahr, n.quelle) for n in betrieb if not _schwach(m, n)}
    schwach = {n.jahr for n in betrieb if _schwach(m, n) and n.jahr is not None}
    bestaetigungen = len(stark) + len(schwach) // 2
    if not bestaetigungen:
        if m.status == "geplant":
            return Saeule.NICHTS, ["Bisher geplant oder beschlossen; kein Dokument zeigt den Betrieb."]
        return Saeule.NICHTS, ["Nur ein Pressebericht oder kein Dokument zeigt den Betrieb."]
    jahre = _jahre(betrieb)
    dauer = max(jahre) - m.beginn if jahre and m.beginn else 0
    worte = [f"{bestaetigungen} Bestätigung{'en' if bestaetigungen > 1 else ''} des Betriebs"]
    if m.beginn:
        worte.append(f"seit {m.beginn}" if m.status == "laufend" else f"Beginn {m.beginn}")
    lang_genug = dauer >= JAHRE_EINER_PERIODE and bestaetigungen >= 2
    dauerhaft = m.verstetigung is not None or dauer >= JAHRE_OHNE_BELEGTE_VERSTETIGUNG
    if m.verstetigung is not None:
        worte.append("in Haushalt oder dauerhafte Trägerschaft übernommen")
    elif lang_genug and dauerhaft:
        worte.append(f"über {dauer} Jahre belegt, länger als übliche Projektförderung")
    return (Saeule.DOPPELT if lang_genug and dauerhaft else Saeule.EINFACH), [", ".join(worte) + "."]


def _wirkung(m: Massnahme) -> tuple[Saeule, list[str]]:
    evaluationen = [n for n in m.nachweise if n.art == "evaluation"]
    zahlen = [n for n in m.nachweise if n.art in _ZAHLEN and _ZIFFER.search(n.aussage)]
    if any(not _schwach(m, n) for n in evaluationen):
        return Saeule.DOPPELT, ["Von außen evaluiert, Bericht oder Fachquelle liegt vor."]
    if evaluationen:
        return Saeule.EINFACH, ["Eine Evaluation ist nur über die Presse belegt."]
    if any(not _schwach(m, n) for n in zahlen):
        return Saeule.EINFACH, ["Träger oder Kommune nennen Zahlen zu Nutzung oder Ergebnis."]
    if len(_jahre(zahlen)) >= 2:
        return Saeule.EINFACH, ["Presseberichte aus mehreren Jahren nennen Zahlen zu Nutzung oder Ergebnis."]
    if any(n.art == "evaluation-ohne-ergebnis" for n in m.nachweise):
        return Saeule.NICHTS, ["Von außen untersucht, das Ergebnis ist aber nicht zugänglich."]
    return Saeule.NICHTS, ["Zur Wirkung ist nichts belegt, was über Berichte der Presse hinausgeht."]


def _bestaetigte_orte(m: Massnahme) -> set[str]:
    if any(n.art == "bericht-weiterer-ort" for n in m.nachweise):
        return set(m.umsetzungen)
    return {m.ort}


def _wiederholung(bestaetigte: set[str], orte: Ortsverzeichnis) -> tuple[Saeule, list[str]]:
    typen = {_gemeindetyp(kennung, orte) for kennung in bestaetigte} - {None}
    anzahl = len(bestaetigte)
    if anzahl >= 3 and len(typen) >= 2:
        return Saeule.DOPPELT, [f"Dieselbe Art von Maßnahme läuft belegt in {anzahl} Orten verschiedener Größe."]
    if anzahl >= 2:
        return Saeule.EINFACH, [f"Dieselbe Art von Maßnahme läuft belegt in {anzahl} Orten."]
    return Saeule.NICHTS, ["Dieselbe Art von Maßnahme ist an keinem zweiten Ort bestätigt."]


def _gemeindetyp(kennung: str, orte: Ortsverzeichnis) -> str | None:
    ort = orte.ort(kennung)
    if ort is None:
        return None
    gemeinde = orte.gemeinde(ort)
    return (gemeinde or ort).groessenklasse or ("Kreis" if ort.ebene == "kreis" else None)


_GRUENDE: Mapping[str, str] = {
    "geld": "das Geld fehlte",
    "personal": "Personal fehlte",
    "nachfrage": "die Nachfrage fehlte",
    "politik": "die Politik entschied anders",
    "ziel-erreicht": "das Ziel war erreicht",
    "sonstiges": "aus anderem Grund",
}


def ende_in_worten(m: Massnahme) -> str:
    """„2024 eingestellt: das Geld fehlte“; Unbekanntes heißt „nicht belegt“."""
    jahr = f"{m.ende} " if m.ende else ""
    grund = _GRUENDE[m.ende_grund] if m.ende_grund else "Grund nicht belegt"
    return f"{jahr}{m.status}: {grund}"


def _gruende_zum_stand(m: Massnahme, zuletzt: int | None, aktuell: bool) -> list[str]:
    if m.status in ("beendet", "eingestellt"):
        ende = ende_in_worten(m)
        return [ende[0].upper() + ende[1:] + "."]
    if zuletzt and not aktuell and m.status != "geplant":
        return [f"Zuletzt bestätigt {zuletzt}; seither nicht mehr."]
    return [f"Zuletzt bestätigt {zuletzt}."] if zuletzt else []
