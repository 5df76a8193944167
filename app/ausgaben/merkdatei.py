"""Die Merkliste als JSON-Datei: schreiben und wieder lesen, mit klaren Meldungen für jede falsche Datei."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.ausgaben.dokument import rein
from wissensbasis.fehler import BewaehrtFehler

ART = "bewaehrt-merkliste"
VERSION = 1
GROESSTE_DATEI_BYTES = 200_000
_GEZEIGT = 80


@dataclass(frozen=True)
class Gelesen:
    """Was in einer Datei stand: bekannte Kennungen in ihrer Reihenfolge, und was es hier nicht gibt."""

    kennungen: tuple[str, ...]
    unbekannt: tuple[str, ...]


def merkliste_schreiben(massnahmen: Iterable[tuple[str, str]], *, heute: dt.date | None = None) -> bytes:
    """Die Datei zu Paaren aus Kennung und Titel; der Titel hilft nur Menschen, gelesen wird die Kennung."""
    inhalt = {
        "art": ART,
        "version": VERSION,
        "erstellt": (heute or dt.date.today()).isoformat(),
        "massnahmen": [{"id": kennung, "titel": rein(titel)} for kennung, titel in massnahmen],
    }
    return (json.dumps(inhalt, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def merkliste_lesen(daten: bytes, gibt_es: Callable[[str], bool]) -> Gelesen:
    """Liest eine Datei; wirft `BewaehrtFehler`, wenn es keine Merkliste ist."""
    eintraege = _eintraege(_json(daten))
    kennungen = list(dict.fromkeys(_kennung(eintrag, nummer) for nummer, eintrag in enumerate(eintraege, start=1)))
    return Gelesen(tuple(k for k in kennungen if gibt_es(k)), tuple(_kurz(k) for k in kennungen if not gibt_es(k)))


def _json(daten: bytes) -> object:
    if not daten.strip():
        raise BewaehrtFehler("Die Datei ist leer. Eine Merkliste speichern Sie hier mit „Liste als Datei speichern“.")
    if len(daten) > GROESSTE_DATEI_BYTES:
        raise BewaehrtFehler(
            f"Die Datei hat {len(daten) / 1000:.0f} kB; eine Merkliste braucht höchstens "
            f"{GROESSTE_DATEI_BYTES // 1000} kB. Ist es die richtige Datei?"
        )
    try:
        text = daten.decode("utf-8-sig")
    except UnicodeDecodeError as fehler:
        raise BewaehrtFehler(
            "Das ist keine Textdatei. Gelesen werden nur Merklisten (JSON), keine Word-, Excel- oder PDF-Dateien."
        ) from fehler
    if text.lstrip().startswith("<"):
        raise BewaehrtFehler("Das ist eine HTML- oder XML-Datei, keine Merkliste. Die Merkliste endet auf „.json“.")
    try:
        return json.loads(text)
    except json.JSONDecodeError as fehler:
        raise BewaehrtFehler(
            f"Die Datei ist kein gültiges JSON (Zeile {fehler.lineno}, Spalte {fehler.colno}). "
            "Wurde sie von Hand geändert oder nicht vollständig kopiert?"
        ) from fehler
    except (RecursionError, ValueError) as fehler:
        raise BewaehrtFehler(
            "Die Datei ist kein lesbares JSON: zu tief verschachtelt oder mit zu großen Zahlen."
        ) from fehler


def _eintraege(inhalt: object) -> list[object]:
    if not isinstance(inhalt, dict) or inhalt.get("art") != ART:
        raise BewaehrtFehler(
            "Die Datei ist JSON, aber keine Merkliste von Bewährt (es fehlt „art“: „bewaehrt-merkliste“)."
        )
    version = inhalt.get("version")
    if version != VERSION:
        raise BewaehrtFehler(
            f"Die Datei hat die Fassung {_kurz(str(version))}, gelesen wird Fassung {VERSION}. "
            "Stammt sie aus einer neueren Version von Bewährt?"
        )
    eintraege = inhalt.get("massnahmen")
    if not isinstance(eintraege, list):
        raise BewaehrtFehler("In der Datei fehlt die Liste „massnahmen“.")
    return eintraege


def _kennung(eintrag: object, nummer: int) -> str:
    kennung = eintrag.get("id") if isinstance(eintrag, dict) else eintrag
    if not isinstance(kennung, str) or not kennung.strip():
        raise BewaehrtFehler(f"Der {nummer}. Eintrag der Datei hat keine Kennung („id“).")
    return kennung.strip()


def _kurz(text: str) -> str:
    text = rein(text)
    return text if len(text) <= _GEZEIGT else text[:_GEZEIGT] + " …"
