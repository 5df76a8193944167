"""Die Merkliste als Datei: hin und zurück, und eine klare Meldung für jede falsche Datei."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ausgaben import merkliste_lesen, merkliste_schreiben
from wissensbasis.fehler import BewaehrtFehler

GIBT_ES = {"nw-herten-a", "nw-herten-b"}.__contains__


def test_hin_und_zurueck_behaelt_die_reihenfolge() -> None:
    datei = merkliste_schreiben([("nw-herten-b", "Zweite „Maßnahme“"), ("nw-herten-a", "Erste")])
    assert merkliste_lesen(datei, GIBT_ES).kennungen == ("nw-herten-b", "nw-herten-a")
    assert "Zweite „Maßnahme“" in datei.decode()


def test_unbekannte_und_doppelte() -> None:
    datei = merkliste_schreiben([("nw-herten-a", ""), ("weg", ""), ("nw-herten-a", "")])
    gelesen = merkliste_lesen(datei, GIBT_ES)
    assert gelesen.kennungen == ("nw-herten-a",) and gelesen.unbekannt == ("weg",)


@pytest.mark.parametrize(
    ("datei", "meldung"),
    [
        (b"", "leer"),
        (b" \n ", "leer"),
        (b"a" * 10_000, "kein gültiges JSON"),
        (b"x" * 300_000, "höchstens"),
        (b"<!DOCTYPE html><html></html>", "HTML"),
        (b"\x89PNG\r\n\x1a\n\xff\xfe", "keine Textdatei"),
        (b"PK\x03\x04\xff\xff", "keine Textdatei"),
        (b'{"art": "bewaehrt-merkliste", "version": 1, "massnahmen": [', "Zeile 1"),
        (b"[" * 100_000, "verschachtelt"),
        (b"[1, 2]", "keine Merkliste"),
        (b'{"name": "Herten"}', "keine Merkliste"),
        (b'{"art": "bewaehrt-merkliste", "version": 9, "massnahmen": []}', "Fassung"),
        (b'{"art": "bewaehrt-merkliste", "version": 1}', "massnahmen"),
        (b'{"art": "bewaehrt-merkliste", "version": 1, "massnahmen": [{"titel": "x"}]}', "1. Eintrag"),
        (b'{"art": "bewaehrt-merkliste", "version": 1, "massnahmen": [7]}', "1. Eintrag"),
    ],
)
def test_falsche_dateien_nennen_den_grund(datei: bytes, meldung: str) -> None:
    with pytest.raises(BewaehrtFehler, match=meldung):
        merkliste_lesen(datei, GIBT_ES)


def test_dateien_mit_bom_aus_windows_werden_gelesen() -> None:
    datei = b"\xef\xbb\xbf" + merkliste_schreiben([("nw-herten-a", "x")])
    assert merkliste_lesen(datei, GIBT_ES).kennungen == ("nw-herten-a",)


@given(st.binary(max_size=300) | st.recursive(st.none() | st.text(), st.lists).map(lambda x: json.dumps(x).encode()))
def test_beliebige_dateien_scheitern_nur_mit_meldung(datei: bytes) -> None:
    with pytest.raises(BewaehrtFehler):
        merkliste_lesen(datei, GIBT_ES)
