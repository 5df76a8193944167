"""Auswahl mit Grenzen und Quoten."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from empfehlung.gewichte import Grenzen
from empfehlung.vielfalt import OHNE_BETRIEB, waehle_aus
from tests.hilfen import beispiel_massnahme

FELDER = ("fk-1", "fk-2", "fk-3")
MASSNAHMEN = {
    m.id: m
    for nr in range(18)
    for m in [
        beispiel_massnahme(
            f"nw/herten/m{nr:02d}",
            ort=("05562020", "05113000", "06632003")[nr % 3],
            typ=("familienbuero", "buergerbus")[nr % 2],
            handlungsfelder=[FELDER[nr // 6]],
            status={3: "eingestellt", 5: "geplant"}.get(nr % 6, "laufend"),
        )
    ]
}

reihenfolgen = st.permutations(sorted(MASSNAHMEN))
grenzen = st.builds(Grenzen, je_ort=st.integers(0, 3), je_typ=st.integers(0, 3), ohne_betrieb=st.integers(0, 2))


@given(reihenfolgen, grenzen, st.integers(1, 18), st.lists(st.sampled_from(FELDER), unique=True))
def test_anzahl_stimmt_und_nichts_doppelt(geordnet: list[str], g: Grenzen, anzahl: int, felder: list[str]) -> None:
    auswahl = waehle_aus(geordnet, MASSNAHMEN, g, anzahl=anzahl, felder=felder)
    assert len(auswahl) == anzahl == len(set(auswahl))


@given(reihenfolgen)
def test_ohne_grenzen_bleibt_die_rangfolge(geordnet: list[str]) -> None:
    assert waehle_aus(geordnet, MASSNAHMEN, Grenzen(0, 0), anzahl=18) == list(geordnet)


@given(reihenfolgen)
def test_breiter_zeigt_erst_jeden_ort_einmal(geordnet: list[str]) -> None:
    auswahl = waehle_aus(geordnet, MASSNAHMEN, Grenzen(1, 0), anzahl=3)
    assert len({MASSNAHMEN[k].ort for k in auswahl}) == 3


@given(reihenfolgen)
def test_je_sechs_treffer_ist_hoechstens_einer_nicht_in_betrieb(geordnet: list[str]) -> None:
    auswahl = waehle_aus(geordnet, MASSNAHMEN, Grenzen(0, 0, 1), anzahl=12)
    for bis in (6, 12):
        assert sum(MASSNAHMEN[k].status in OHNE_BETRIEB for k in auswahl[:bis]) <= bis // 6


@given(reihenfolgen)
def test_vier_von_sechs_sind_bestaetigt(geordnet: list[str]) -> None:
    unbelegt = {k for k in MASSNAHMEN if MASSNAHMEN[k].status in OHNE_BETRIEB} | {"nw-herten-m00", "nw-herten-m06"}
    auswahl = waehle_aus(geordnet, MASSNAHMEN, Grenzen(0, 0, 1, 2), anzahl=12, unbelegt=unbelegt)
    for bis in (6, 12):
        assert sum(k in unbelegt for k in auswahl[:bis]) <= 2 * bis // 6
        assert sum(MASSNAHMEN[k].status in OHNE_BETRIEB for k in auswahl[:bis]) <= bis // 6


@given(reihenfolgen, grenzen)
def test_was_laeuft_behaelt_seine_ordnung(geordnet: list[str], g: Grenzen) -> None:
    nur_betrieb = Grenzen(0, 0, g.ohne_betrieb)
    auswahl = waehle_aus(geordnet, MASSNAHMEN, nur_betrieb, anzahl=18)
    assert [k for k in auswahl if MASSNAHMEN[k].status == "laufend"] == [
        k for k in geordnet if MASSNAHMEN[k].status == "laufend"
    ]


@given(reihenfolgen, st.integers(3, 12))
def test_jedes_gewaehlte_feld_kommt_vor(geordnet: list[str], anzahl: int) -> None:
    auswahl = waehle_aus(geordnet, MASSNAHMEN, Grenzen(0, 0), anzahl=anzahl, felder=FELDER)
    for feld in FELDER:
        assert sum(feld in MASSNAHMEN[k].handlungsfelder for k in auswahl) >= max(1, anzahl // 6)


@given(reihenfolgen, st.integers(1, 18))
def test_der_beste_bleibt_der_beste(geordnet: list[str], anzahl: int) -> None:
    assert waehle_aus(geordnet, MASSNAHMEN, Grenzen(2, 2), anzahl=anzahl)[0] == geordnet[0]
