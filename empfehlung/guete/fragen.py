"""Goldfragen: was jemand sucht, mit Rolle, Feldern, Themen und Profil. Eine Frage je Zeile in `fragen.jsonl`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args

from pydantic import ValidationError

from empfehlung.guete.zeilen import zeilen, zeilenfehler
from empfehlung.profil import Profil, ergaenze
from wissensbasis.basis import Wissensbasis
from wissensbasis.fehler import BewaehrtFehler

_Wort = TypeVar("_Wort", bound=str)

Teil = Literal["entwicklung", "pruefung"]
TEILE: tuple[Teil, ...] = get_args(Teil)
ROLLEN = ("koordination", "netzwerk", "weiterbildung")
FRAGENDATEI = "fragen.jsonl"

# `art` ist eine Notiz der Verfassenden (Stichworte, Satz, Tippfehler …) und wird nicht ausgewertet.
_SCHLUESSEL = {"id", "rolle", "anliegen", "handlungsfelder", "querschnittsthemen", "profil", "teil", "art"}


@dataclass(frozen=True)
class Frage:
    """Eine Goldfrage; Felder und Themen als Kennungen, das Profil um Angaben des Ortsverzeichnisses ergänzt."""

    id: str
    rolle: str = "koordination"
    anliegen: str = ""
    handlungsfelder: tuple[str, ...] = ()
    querschnittsthemen: tuple[str, ...] = ()
    profil: Profil | None = None
    teil: Teil | None = None


@dataclass(frozen=True)
class Fragensatz:
    """Die gelesenen Fragen, die Kennungen aller Fragen der Datei (auch der ausgefilterten) und Hinweise."""

    fragen: tuple[Frage, ...]
    alle_kennungen: frozenset[str]
    hinweise: tuple[str, ...]


def fragen_lesen(ordner: Path, basis: Wissensbasis, *, teil: Teil | None = None) -> Fragensatz:
    """Liest `fragen.jsonl` aus `ordner`; `teil` behält nur die Fragen dieses Teils.

    Wirft `BewaehrtFehler` mit Datei und Zeile, sobald eine Zeile nicht der Form entspricht, und wenn keine Frage
    bleibt. Unbekannte Schlüssel sind kein Fehler, sondern ein Hinweis: Fragensätze dürfen eigene Anmerkungen tragen.
    """
    if not ordner.is_dir():
        raise BewaehrtFehler(f"Den Ordner {ordner} gibt es nicht.")
    datei = ordner / FRAGENDATEI
    fragen: list[Frage] = []
    zeile_je_kennung: dict[str, int] = {}
    unbekannt: Counter[str] = Counter()
    hinweise: list[str] = []
    for nr, text in zeilen(datei):
        try:
            angaben = _objekt(text)
            frage, zum_profil = _frage(angaben, basis)
        except BewaehrtFehler as fehler:
            raise zeilenfehler(datei, nr, str(fehler)) from fehler
        if frage.id in zeile_je_kennung:
            meldung = f"Die Kennung „{frage.id}“ steht schon in Zeile {zeile_je_kennung[frage.id]}."
            raise zeilenfehler(datei, nr, meldung)
        zeile_je_kennung[frage.id] = nr
        unbekannt.update(angaben.keys() - _SCHLUESSEL)
        if teil is None or frage.teil == teil:
            fragen.append(frage)
            hinweise += [f"Frage {frage.id}: {hinweis}" for hinweis in zum_profil]
    if not fragen:
        raise BewaehrtFehler(f"{datei} enthält keine Frage" + (f" mit dem Teil „{teil}“." if teil else "."))
    hinweise += [f"Unbekannter Schlüssel „{name}“ (Fragen: {n}); er wird übergangen." for name, n in unbekannt.items()]
    return Fragensatz(tuple(fragen), frozenset(zeile_je_kennung), tuple(hinweise))


def _objekt(text: str) -> dict[str, Any]:
    try:
        angaben = json.loads(text)
    except json.JSONDecodeError as fehler:
        raise BewaehrtFehler(f"kein gültiges JSON (Spalte {fehler.colno}).") from fehler
    # Zu tiefe Verschachtelung und Zahlen mit Tausenden von Stellen.
    except (RecursionError, ValueError) as fehler:
        raise BewaehrtFehler("Das JSON lässt sich nicht verarbeiten.") from fehler
    if not isinstance(angaben, dict):
        raise BewaehrtFehler("Erwartet wird ein JSON-Objekt je Zeile.")
    return angaben


def _frage(angaben: dict[str, Any], basis: Wissensbasis) -> tuple[Frage, list[str]]:
    kennung = angaben.get("id")
    if isinstance(kennung, int) and not isinstance(kennung, bool):
        kennung = str(kennung)
    # Leerraum trennt in den TREC-Dateien die Spalten und kann deshalb in keiner Kennung stehen.
    if not isinstance(kennung, str) or len(kennung.split()) != 1 or kennung != kennung.strip():
        raise BewaehrtFehler("„id“ fehlt oder ist kein Text ohne Leerzeichen.")
    anliegen = angaben.get("anliegen")
    if anliegen is not None and not isinstance(anliegen, str):
        raise BewaehrtFehler("„anliegen“ ist kein Text.")
    profil, hinweise = _profil(angaben.get("profil"), basis)
    frage = Frage(
        id=kennung,
        rolle=_aus_liste(angaben, "rolle", ROLLEN),
        anliegen=(anliegen or "").strip(),
        handlungsfelder=_kennungen(angaben, "handlungsfelder", basis.begriffe.feld_finden),
        querschnittsthemen=_kennungen(angaben, "querschnittsthemen", basis.begriffe.thema_finden),
        profil=profil,
        teil=_aus_liste(angaben, "teil", TEILE) if angaben.get("teil") is not None else None,
    )
    return frage, hinweise


def _aus_liste(angaben: dict[str, Any], name: str, moeglich: Sequence[_Wort]) -> _Wort:
    wert = angaben.get(name)
    for einer in moeglich:
        if wert == einer:
            return einer
    gefunden = "fehlt" if wert is None else f"ist {wert!r}"
    raise BewaehrtFehler(f"„{name}“ {gefunden}; möglich sind: {', '.join(moeglich)}.")


def _kennungen(angaben: dict[str, Any], name: str, finde: Callable[[str], str]) -> tuple[str, ...]:
    werte = angaben.get(name)
    if werte is None:
        return ()
    if not isinstance(werte, list) or not all(isinstance(wert, str) for wert in werte):
        raise BewaehrtFehler(f"„{name}“ ist keine Liste von Texten.")
    return tuple(dict.fromkeys(finde(wert) for wert in werte))


def _profil(roh: Any, basis: Wissensbasis) -> tuple[Profil | None, list[str]]:
    if roh is None:
        return None, []
    if not isinstance(roh, dict):
        raise BewaehrtFehler("„profil“ ist kein JSON-Objekt.")
    try:
        return ergaenze(Profil.model_validate(roh), set(roh), basis.orte)
    except ValidationError as fehler:
        stellen = []
        for einzel in fehler.errors(include_url=False):
            name = ".".join(str(stueck) for stueck in ("profil", *einzel["loc"]))
            if einzel["type"] == "extra_forbidden":
                stellen.append(f"den Schlüssel „{name}“ gibt es nicht")
            else:
                stellen.append(f"der Wert {str(einzel['input'])[:60]!r} von „{name}“ ist nicht erlaubt")
        raise BewaehrtFehler("; ".join(stellen) + ".") from fehler
