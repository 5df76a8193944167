"""Erkennt Überschriften nach der Liste in `spaltennamen.toml`: Rollen, Merkmale, Jahre, Zeiträume, Einheiten."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

QUELLEN = ("keck", "wegweiser", "inkar", "amt")
QUELLENNAMEN = {"keck": "KECK-Atlas", "wegweiser": "Wegweiser Kommune", "inkar": "INKAR", "": "nicht erkannt"}
KEIN_ANTEIL = "Eine Anzahl oder ohne Einheit; gebraucht wird ein Anteil in Prozent."
NICHT_IN_DER_LISTE = "Der Name steht nicht in der Liste."
OHNE_MERKMAL = "(Spalten, die nur ein Jahr tragen)"

_UMLAUTE = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_PROZENT = re.compile(r"%|\bprozent\b|\bv\.?\s?h\.?(?!\w)", re.IGNORECASE)
_PROZENTWORT = re.compile(r"anteil|quote", re.IGNORECASE)
_ANZAHL = re.compile(r"\banzahl\b|\babsolut\b|\babs\.|\bzahl der\b", re.IGNORECASE)
_FUSSNOTE = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹*]+(?!\s?innen)|(?<=\S)\s*\b\d{1,2}\)")
_DATUM = re.compile(r"\b\d{1,2}\.\s?\d{1,2}\.\s?((?:19|20)\d\d)\b")
_SPANNE = re.compile(r"(?:\bvon\s+)?\b((?:19|20)\d\d)\s*(?:-|–|bis|/|auf)\s*((?:19|20)\d\d)\b")
_SEIT = re.compile(r"\bseit\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_DAUER = re.compile(
    r"(?:(?:über|in)\s+(?:den|die)\s+)?(?:letzten?\s+)?\b(\d{1,2}|fünf|zehn)[\s-]*jahres?n?\b[\s-]*(?:zeitraum|vergleich)?",
    re.IGNORECASE,
)
_VORJAHR = re.compile(r"(?:zum|gegenüber(?: dem)?)\s+vorjahr", re.IGNORECASE)
_JAHR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_MONATSJAHR = re.compile(
    r"\b(?:jan|feb|mär|mrz|apr|mai|jun|jul|aug|sep|okt|nov|dez)[a-zä]*\.?\s+((?:19|20)\d\d)\b", re.IGNORECASE
)
_INNEN = re.compile(r"[:*/_·]-?innen\b|innen und \w+\b")


@dataclass(frozen=True)
class Ueberschrift:
    """Eine zerlegte Überschrift: Name ohne Jahr, das Jahr, der Zeitraum einer Entwicklung."""

    name: str
    jahr: int | None = None
    seit: int | None = None
    dauer: int | None = None


@dataclass(frozen=True)
class Erkennung:
    """Das Merkmal zu einem Namen, oder der Grund, warum keines gilt."""

    merkmal: str | None
    grund: str = ""


@lru_cache(maxsize=1)
def tabelle() -> dict[str, Any]:
    """Die Liste der Namen, Bänder und Texte."""
    with (Path(__file__).parent / "spaltennamen.toml").open("rb") as strom:
        return tomllib.load(strom)


def schluesselform(text: str) -> str:
    """Der Name ohne Schreibweise: nur Buchstaben und Ziffern, Umlaute als ae/oe/ue, ohne Einheit und Fußnoten."""
    text = _FUSSNOTE.sub(" ", text.casefold())
    text = _INNEN.sub("", text)
    text = re.sub(r"[(\[]?\s*(?:in\s+)?(?:%|prozent\b|\banzahl\b)\s*[)\]]?", " ", text)
    return re.sub(r"[^a-z0-9+]", "", text.translate(_UMLAUTE))


@lru_cache(maxsize=1)
def _verzeichnis() -> tuple[dict[str, str], dict[str, str], dict[str, str], dict[str, str], dict[str, str]]:
    rollen = {schluesselform(n): rolle for rolle, namen in tabelle()["rollen"].items() for n in namen}
    genug: dict[str, str] = {}
    mit_prozent: dict[str, str] = {}
    nur_inkar: dict[str, str] = {}
    for merkmal, eintrag in tabelle()["merkmale"].items():
        genug |= {schluesselform(n): merkmal for quelle in QUELLEN for n in eintrag.get(quelle, [])}
        mit_prozent |= {schluesselform(n): merkmal for n in eintrag.get("mit_prozent", [])}
        nur_inkar |= {schluesselform(n): merkmal for n in eintrag.get("nur_inkar", [])}
    verwandt = {schluesselform(n): grund for n, grund in tabelle()["verwandt"].items()}
    return rollen, genug, mit_prozent, nur_inkar, verwandt


def rolle(text: str) -> str | None:
    """Die Rolle einer Spalte (Ort, Jahr, Indikator …), wenn ihr Name in der Liste steht."""
    return _verzeichnis()[0].get(schluesselform(text))


def ist_bekannt(text: str) -> bool:
    """Ob ein Text als Überschrift bekannt ist, als Rolle oder als Merkmal."""
    form = schluesselform(text)
    return any(form in verzeichnis for verzeichnis in _verzeichnis())


def zerlege(text: str) -> Ueberschrift:
    """„Bevölkerungsentwicklung seit 2011 (%) 2022“ → Name, Jahr 2022, seit 2011."""
    text = " ".join(text.split())
    if treffer := _SPANNE.search(text):
        von, bis = int(treffer[1]), int(treffer[2])
        return Ueberschrift(_ohne(text, treffer), max(von, bis), dauer=abs(bis - von) or None)
    seit = jahr = dauer = None
    if treffer := _SEIT.search(text):
        seit, text = int(treffer[1]), _ohne(text, treffer)
    if treffer := _DATUM.search(text) or _MONATSJAHR.search(text) or _JAHR.search(text):
        jahr, text = int(treffer[1]), _ohne(text, treffer)
    if treffer := _VORJAHR.search(text):
        dauer, text = 1, _ohne(text, treffer)
    return Ueberschrift(text, jahr, seit, dauer)


def erkenne(name: str, quelle: str = "") -> Erkennung:
    """Das Merkmal zu einem Namen ohne Jahr. Geraten wird nie: Nur Namen der Liste gelten, ohne neutrale Gruppenköpfe."""
    teile = [teil.strip() for teil in name.split(" – ") if teil.strip()]
    neutral = {schluesselform(n) for n in tabelle()["gruppen"]["neutral"]} | {""}
    erste = Erkennung(None, "ohne Namen")
    for i in range(len(teile)):
        if any(schluesselform(teil) not in neutral for teil in teile[:i]):
            break
        erkannt = _erkenne_kern(" ".join(teile[i:]), name, quelle)
        if erkannt.merkmal:
            return erkannt
        erste = erkannt if i == 0 or erste.grund == NICHT_IN_DER_LISTE else erste
    return erste


def _erkenne_kern(name: str, ganz: str, quelle: str) -> Erkennung:
    _, genug, mit_prozent, nur_inkar, verwandt = _verzeichnis()
    form = schluesselform(name)
    gezaehlt = bool(_ANZAHL.search(ganz)) and not _PROZENT.search(ganz)
    if merkmal := genug.get(form) or (nur_inkar.get(form) if quelle == "inkar" else None):
        if gezaehlt and not ist_anzahl(merkmal):
            return Erkennung(None, KEIN_ANTEIL)
        return Erkennung(merkmal)
    if form in verwandt:
        return Erkennung(None, verwandt[form])
    if genug.get(schluesselform(_DAUER.sub(" ", name))) == "entwicklung":
        return Erkennung("entwicklung")
    ohne_anteil = schluesselform(re.sub(r"\banteil(?:\s+(?:der|des|an))?\b|\bquote\b", " ", name, flags=re.IGNORECASE))
    for kandidat in (form, ohne_anteil):
        if merkmal := mit_prozent.get(kandidat):
            if gezaehlt or not (_PROZENT.search(ganz) or _PROZENTWORT.search(ganz)):
                return Erkennung(None, KEIN_ANTEIL)
            return Erkennung(merkmal)
    return Erkennung(None, NICHT_IN_DER_LISTE if form else "ohne Namen")


def dauer_aus(name: str) -> int | None:
    """Der Zeitraum in Jahren, wenn der Name einer Entwicklung ihn nennt."""
    treffer = _DAUER.search(name)
    return {"fünf": 5, "zehn": 10}.get(treffer[1].casefold()) or int(treffer[1]) if treffer else None


def ist_anzahl(merkmal: str) -> bool:
    """Ob ein Merkmal gezählt wird."""
    return bool(tabelle()["merkmale"][merkmal]["einheit"] == "Anzahl")


def ist_summe(name: str) -> bool:
    """Ob eine Zeile eine Summe über alle Quartiere ist."""
    return schluesselform(name) in {schluesselform(n) for n in tabelle()["summen"]["namen"]}


def quelle_aus(ueberschriften: list[str]) -> str:
    """INKAR, Wegweiser oder KECK nach den festen Spalten ihrer Ausgaben; sonst leer."""
    formen = {schluesselform(text) for text in ueberschriften}
    if {"kennziffer", "raumeinheit", "aggregat"} <= formen or {"raumbezug", "kennziffer", "zeitbezug"} <= formen:
        return "inkar"
    return "keck" if "keckgebiet" in formen else ""


def _ohne(text: str, treffer: re.Match[str]) -> str:
    rest = text[: treffer.start()] + " " + text[treffer.end() :]
    rest = re.sub(r"\(\s*(?:am|zum|stand:?|vom)?\s*\)", " ", rest)
    return " ".join(rest.split()).strip(" –,:;")
