"""Beide Hälften der Suche und ihre Verschmelzung."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from wissensbasis.basis import Wissensbasis
from wissensbasis.suche.fusion import HOECHSTER_STANDARDWERT, standardisiert, verschmelze
from wissensbasis.suche.lexikalisch import LexikalischerIndex, woerter
from wissensbasis.suche.nachordnung import ordne_nach

# Punkte einer Rangliste: wenige verschiedene Werte, damit Gleichstände vorkommen.
punkte = st.lists(st.integers(0, 8), min_size=1, max_size=30).map(lambda liste: np.array(liste, dtype=np.float32))


@given(punkte)
def test_standardwerte_erhalten_die_reihenfolge(werte: NDArray[np.float32]) -> None:
    standard = standardisiert(werte)
    ordnung = np.argsort(werte, kind="stable")
    assert np.all(np.diff(standard[ordnung]) >= 0)
    assert np.all(np.isfinite(standard)) and standard.max() <= HOECHSTER_STANDARDWERT


@given(punkte, st.integers(1, 50), st.integers(-5, 5))
def test_groesse_und_lage_der_punkte_sind_gleichgueltig(werte: NDArray[np.float32], faktor: int, mehr: int) -> None:
    np.testing.assert_allclose(standardisiert(werte * faktor + mehr), standardisiert(werte), atol=1e-4)


@given(punkte)
def test_ein_weg_ohne_unterschiede_aendert_nichts(werte: NDArray[np.float32]) -> None:
    stumm = np.full(len(werte), 3.0, dtype=np.float32)
    allein = verschmelze({"x": werte}, {"x": 1.0})
    np.testing.assert_allclose(verschmelze({"x": werte, "y": stumm}, {"x": 1.0, "y": 0.5}), allein)


@given(st.data(), st.integers(1, 20))
def test_reihenfolge_der_wege_ist_gleichgueltig(daten: st.DataObject, laenge: int) -> None:
    reihe = st.lists(st.integers(0, 8), min_size=laenge, max_size=laenge)
    a, b = (np.array(daten.draw(reihe), dtype=np.float32) for _ in range(2))
    gewichte = {"x": 1.0, "y": 0.25}
    np.testing.assert_array_equal(verschmelze({"x": a, "y": b}, gewichte), verschmelze({"y": b, "x": a}, gewichte))


def test_seltenes_wort_hebt_nicht_beliebig() -> None:
    einmal = np.zeros(100_000, dtype=np.float32)
    einmal[7] = 1.0
    assert standardisiert(einmal)[7] == HOECHSTER_STANDARDWERT


def test_nachordnung_hebt_verwandtes() -> None:
    # Zehn Treffer: vorn achtmal dieselbe Richtung, dann ein Fremder knapp vor einem Verwandten.
    richtung, fremd = np.eye(2, dtype=np.float32)
    vektoren = np.stack([richtung] * 8 + [fremd, richtung])
    werte = np.array([3.0 - 0.1 * i for i in range(8)] + [2.0, 1.99])
    neu = ordne_nach(werte, vektoren, ["a"] * 8 + ["b", "a"])
    assert neu[9] > neu[8]


def test_nachordnung_ohne_unterschiede_laesst_alles_stehen() -> None:
    werte = np.array([3.0, 2.0, 1.0])
    neu = ordne_nach(werte, np.ones((3, 4), dtype=np.float32) / 2, ["a"] * 3)
    np.testing.assert_allclose(neu, werte)


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


@pytest.mark.parametrize("haelften", ["bm25", "embedding", "hybrid"])
def test_ein_filter_aendert_die_reihenfolge_nicht(basis: Wissensbasis, haelften: str) -> None:
    alle = [f.massnahme for f in basis.suchmaschine.suche("Mieter Treff Bus", haelften=haelften).funde]  # type: ignore[arg-type]
    for ausgelassen in alle:
        erlaubt = set(basis.massnahmen) - {ausgelassen}
        funde = basis.suchmaschine.suche("Mieter Treff Bus", erlaubt=erlaubt, haelften=haelften).funde  # type: ignore[arg-type]
        assert [f.massnahme for f in funde] == [k for k in alle if k != ausgelassen]
        assert [f.rang for f in funde] == list(range(1, len(funde) + 1))
