"""Beide Hälften der Suche und ihre Verschmelzung."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wissensbasis.basis import Wissensbasis
from wissensbasis.suche.fusion import verschmelze
from wissensbasis.suche.lexikalisch import LexikalischerIndex, woerter

kennungen = st.lists(st.text("abcdefgh", min_size=1, max_size=4), unique=True, max_size=30)


@given(st.dictionaries(st.sampled_from(["dicht", "lexikalisch", "dritte"]), kennungen))
def test_kein_treffer_geht_verloren(ranglisten: dict[str, list[str]]) -> None:
    verschmolzen = [k for k, _ in verschmelze(ranglisten)]
    assert sorted(verschmolzen) == sorted(set().union(*ranglisten.values()))


@given(kennungen, kennungen)
def test_reihenfolge_der_haelften_ist_gleichgueltig(a: list[str], b: list[str]) -> None:
    assert verschmelze({"x": a, "y": b}) == verschmelze({"y": b, "x": a})


@given(kennungen)
def test_einigkeit_bleibt_erhalten(liste: list[str]) -> None:
    assert [k for k, _ in verschmelze({"x": liste, "y": liste})] == liste


@pytest.mark.parametrize(
    ("eins", "zwei"),
    [
        ("Väter", "Vaeter"),
        ("Betreuung", "BETREUUNGEN"),
        ("Großeltern", "Grosseltern"),
        ("Büro", "Buero"),
        ("für Familien", "fuer Familie"),
    ],
)
def test_schreibungen_treffen_sich(eins: str, zwei: str) -> None:
    assert woerter(eins) == woerter(zwei)


def test_stoppwoerter_fallen_weg() -> None:
    assert woerter("Wir suchen für die Eltern etwas") == woerter("Eltern")


def test_reihenfolge_der_daten_ist_gleichgueltig() -> None:
    texte = {f"m{i}": f"Bürgerbus Fahrdienst Nummer {i % 3} für Ältere" for i in range(20)}
    paare = list(texte.items())
    erwartet = LexikalischerIndex.bauen(*zip(*paare, strict=True)).suche("Bürgerbus 1")
    random.Random(3).shuffle(paare)
    gemischt = LexikalischerIndex.bauen(*zip(*paare, strict=True)).suche("Bürgerbus 1")
    assert [k for k, _ in gemischt] == [k for k, _ in erwartet]


@pytest.mark.parametrize("frage", ["", "   ", "🙂", "???", "xyzqqq", "\x00", "a" * 2000])
def test_sonderbare_fragen_stuerzen_nie_ab(basis: Wissensbasis, frage: str) -> None:
    basis.suchmaschine.suche(frage)


def test_erlaubt_schraenkt_ein(basis: Wissensbasis) -> None:
    funde = basis.suchmaschine.suche("Familie", erlaubt={"he-bebra-buergerbus"}).funde
    assert {f.massnahme for f in funde} <= {"he-bebra-buergerbus"}


def test_fundstelle_stammt_aus_der_massnahme(basis: Wissensbasis) -> None:
    fund = basis.suchmaschine.suche("selten fahrende Busse").funde[0]
    assert fund.massnahme == "he-bebra-buergerbus"
    assert "Busse fuhren selten" in fund.fundstelle.text


@pytest.mark.parametrize("haelften", ["bm25", "embedding", "hybrid"])
def test_jede_haelfte_findet_den_buergerbus(basis: Wissensbasis, haelften: str) -> None:
    funde = basis.suchmaschine.suche("Bürgerbus", haelften=haelften).funde  # type: ignore[arg-type]
    assert funde[0].massnahme == "he-bebra-buergerbus"


def test_hybrid_verliert_keinen_treffer_einer_haelfte(basis: Wissensbasis) -> None:
    def gefunden(haelften: str) -> set[str]:
        return {f.massnahme for f in basis.suchmaschine.suche("Mieter Treff Bus", haelften=haelften).funde}  # type: ignore[arg-type]

    assert gefunden("hybrid") == gefunden("bm25") | gefunden("embedding")
