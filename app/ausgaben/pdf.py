"""Schreibt ein Dokument als PDF nach PDF/UA: gegliedert, mit Sprache, Titel und Tabellenköpfen für Vorlesehilfen."""

from __future__ import annotations

import datetime as dt
import json
import logging
from functools import cache
from pathlib import Path
from typing import Any

import typst

from app.ausgaben.dokument import (
    Absatz,
    Angaben,
    Baustein,
    Dokument,
    Liste,
    Quellenliste,
    Seite,
    Spanne,
    Tabelle,
    Text,
    Ueberschrift,
    Zweispaltig,
)

_VORLAGE = Path(__file__).with_name("vorlage.typ")
protokoll = logging.getLogger(__name__)


def pdf(dokument: Dokument) -> bytes:
    """Die Datei als Bytes.

    Die Schrift kommt mit dem Paket, damit das Bild überall gleich ist. Fehlt ihr ein Zeichen (etwa aus einer anderen
    Schrift der Welt), helfen die Schriften des Rechners; ohne sie bleibt eine Lücke, aber es entsteht ein PDF.
    """
    eingaben = {"dokument": json.dumps(_als_daten(dokument), ensure_ascii=True)}
    stand = dt.datetime.combine(dokument.datum, dt.time(12), tzinfo=dt.UTC)
    try:
        return _setze(eingaben, stand, nur_eigene_schrift=True)
    except typst.TypstError:
        protokoll.info("Ein Zeichen fehlt in der Schrift; das PDF entsteht mit den Schriften des Rechners.")
        return _setze(eingaben, stand, nur_eigene_schrift=False)


def _setze(eingaben: dict[str, str], stand: dt.datetime, *, nur_eigene_schrift: bool) -> bytes:
    ergebnis = typst.compile(
        _quelltext(),
        sys_inputs=eingaben,
        font_paths=_schriften(nur_eigene_schrift),
        pdf_standards=["ua-1"] if nur_eigene_schrift else [],
        timestamp=stand,
    )
    assert isinstance(ergebnis, bytes)
    return ergebnis


@cache
def _schriften(nur_eigene: bool) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=not nur_eigene, include_embedded_fonts=True)


@cache
def _quelltext() -> bytes:
    return _VORLAGE.read_bytes()


def _als_daten(d: Dokument) -> dict[str, Any]:
    return {
        "titel": d.titel or "Bewährt",
        "thema": d.thema,
        "fuss": d.fuss,
        "untertitel": d.untertitel,
        "titel_zeigen": d.titel_zeigen,
        "jahr": d.datum.year,
        "monat": d.datum.month,
        "tag": d.datum.day,
        "bausteine": [_baustein(b) for b in d.bausteine],
    }


def _baustein(b: Baustein) -> dict[str, Any]:
    daten: dict[str, Any] = {"typ": type(b).__name__}
    match b:
        case Ueberschrift():
            daten |= {"ebene": b.ebene, "text": b.text}
        case Absatz():
            daten |= {"art": b.art, "text": _text(b.text)}
        case Liste():
            daten |= {"art": b.art, "punkte": [{"t": _text(p)} for p in b.punkte]}
        case Tabelle():
            zeilen = [[{"t": _text(zelle)} for zelle in zeile] for zeile in b.zeilen]
            daten |= {"kopf": list(b.kopf), "breiten": list(b.breiten), "zeilen": zeilen}
        case Angaben():
            daten |= {"paare": [{"name": name, "wert": _text(wert)} for name, wert in b.paare]}
        case Quellenliste():
            daten |= {
                "quellen": [{"nummer": q.nummer, "anker": q.anker, "text": _text(q.text)} for q in b.quellen],
            }
        case Zweispaltig():
            daten |= {"links": [_baustein(e) for e in b.links], "rechts": [_baustein(e) for e in b.rechts]}
        case Seite():
            daten |= {"bausteine": [_baustein(e) for e in b.bausteine]}
    return daten


def _text(text: Text) -> list[dict[str, str]]:
    return [_spanne(s) for s in text]


def _spanne(s: Spanne) -> dict[str, str]:
    return {"text": s.text, "art": s.art, "ziel": s.ziel}
