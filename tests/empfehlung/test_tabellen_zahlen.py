"""Zahlen in deutscher Schreibweise, mit Eigenschaften statt nur Beispielen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empfehlung.tabellen.zahlen import deutsch, erkenne_stil, lies_zahl

ZAHLEN = st.decimals(min_value=-(10**9), max_value=10**9, places=3, allow_nan=False).map(float)


@pytest.mark.parametrize(
    ("text", "wert"),
    [
        ("1.234,5", 1234.5),
        ("1 234", 1234),
        ("1\u202f234,5", 1234.5),
        ("12,3 %", 12.3),
        ("12,3%", 12.3),
        ("0", 0),
        ("12,3¹", 12.3),
        ("12,3 1)", 12.3),
        ("12,3*", 12.3),
        ("(12,3)", 12.3),
        ("12,3 r", 12.3),
        ("− 4,5", -4.5),
        ("+2,1", 2.1),
        ("1.234.567", 1234567),
        ("1.234", 1234),
    ],
)
def test_gelesen(text: str, wert: float) -> None:
    assert lies_zahl(text).wert == wert


@pytest.mark.parametrize("text", ["k. A.", "k.A.", "-", "–", "…", "...", "x", "X", ".", "/", "", "  ", "n. v."])
def test_fehlt(text: str) -> None:
    assert lies_zahl(text).art == "fehlt"


@pytest.mark.parametrize("text", ["12,31)", "12 3", "1e5", "1.23", "12.3", "abc", "1,2,3", "٣", "²", "1.2345,0", "--3"])
def test_unlesbar_statt_geraten(text: str) -> None:
    assert lies_zahl(text).art == "unlesbar"


@pytest.mark.parametrize("text", ["#DIV/0!", "#WERT!", "#BEZUG!", "#NV", "#N/A", "#NAME?", "####"])
def test_formelfehler(text: str) -> None:
    assert lies_zahl(text).art == "formelfehler"


def test_mehrdeutig_ohne_stil() -> None:
    assert lies_zahl("1.234", None).art == "mehrdeutig" and lies_zahl("1,234", None).art == "mehrdeutig"
    assert lies_zahl("1.234.567", None).wert == 1234567 and lies_zahl("0.123", None).wert == 0.123
    assert erkenne_stil(["1.234", "12,3"])[0] == "komma" and erkenne_stil(["1,234", "12.3"])[0] == "punkt"
    assert erkenne_stil(["12,3", "12.3"]) == (None, "12,3", "12.3") and erkenne_stil(["1.234", "7"])[0] is None


@given(ZAHLEN)
def test_deutsch_geschrieben_und_gelesen_ist_dieselbe_zahl(zahl: float) -> None:
    assert lies_zahl(deutsch(zahl)).wert == pytest.approx(zahl, abs=1e-9)
    assert lies_zahl(deutsch(zahl).replace(".", "\u202f") + " %").wert == pytest.approx(zahl, abs=1e-9)


@given(ZAHLEN, st.sampled_from(["{}¹", "({})", "{} r", "{} %", " {} ", "{}*", "{} 2)"]))
def test_beiwerk_aendert_die_zahl_nicht(zahl: float, form: str) -> None:
    assert lies_zahl(form.format(deutsch(zahl, 1))).wert == lies_zahl(deutsch(zahl, 1)).wert


@given(st.text(max_size=30))
def test_wirft_nie_und_ist_ohne_stil_nie_mutiger(text: str) -> None:
    ohne, komma, punkt = lies_zahl(text, None), lies_zahl(text, "komma"), lies_zahl(text, "punkt")
    if ohne.art == "zahl":
        assert ohne.wert in {z.wert for z in (komma, punkt) if z.art == "zahl"}
    if komma.art == punkt.art == "zahl" and komma.wert != punkt.wert:
        assert ohne.art == "mehrdeutig"
