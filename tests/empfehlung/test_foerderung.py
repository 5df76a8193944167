"""Offene Förderung und Gescheitertes: wer was sieht, in welcher Ordnung, mit welchen Worten."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empfehlung.aufwand import aufwand_in_worten
from empfehlung.dienst import Empfehlungsdienst
from empfehlung.foerderung import HOECHSTENS, offene_foerderung
from empfehlung.gescheitert import anderswo_gescheitert
from empfehlung.profil import Profil
from tests.hilfen import beispiel_massnahme
from tests.wissensbasis.test_foerderprogramm import programm
from wissensbasis.aufbau import aufbauen
from wissensbasis.basis import Wissensbasis
from wissensbasis.datensatz.modell import Aufwand, Massnahme
from wissensbasis.einstellungen import Einstellungen

HEUTE = dt.date(2026, 11, 23)
TREFF = beispiel_massnahme(typ="treffpunkt-und-gemeinschaftsgarten", handlungsfelder=["fk-5"])


def in_thueringen(**angaben: Any) -> Profil:
    return Profil.model_validate({"land": "th", **angaben})


def kennungen(m: Massnahme, profil: Profil | None, *programme: Any, heute: dt.date = HEUTE) -> list[str]:
    return [p.id for p in offene_foerderung(m, profil, programme, heute).programme]


def mit_finanzierung(*kennungen: str) -> Massnahme:
    aufwand = {"einmalig_eur": None, "jaehrlich_eur": None, "stellen_vzae": None, "finanzierung": list(kennungen)}
    return beispiel_massnahme(typ="treffpunkt-und-gemeinschaftsgarten", handlungsfelder=["fk-5"], aufwand=aufwand)


def test_land_ebene_feld_und_art_entscheiden() -> None:
    profil = in_thueringen()
    assert kennungen(TREFF, profil, programm()) == ["probe"]
    assert kennungen(TREFF, profil, programm(land="he")) == []
    assert kennungen(TREFF, profil, programm(land="")) == ["probe"]
    assert kennungen(TREFF, profil, programm(ebenen=["kreis"])) == []
    assert kennungen(TREFF, in_thueringen(ebene="kreis"), programm(ebenen=["kreis"])) == ["probe"]
    assert kennungen(TREFF, profil, programm(handlungsfelder=["fk-6"])) == []
    assert kennungen(TREFF, profil, programm(handlungsfelder=[])) == []
    assert kennungen(TREFF, profil, programm(typen=["buergerbus"])) == []
    assert kennungen(TREFF, profil, programm(typen=["treffpunkt-und-gemeinschaftsgarten"])) == ["probe"]


def test_was_belegt_nicht_passt_entfaellt_und_unbekanntes_schliesst_nicht_aus() -> None:
    kreisfrei = programm(nur_kreisfrei=True)
    assert kennungen(TREFF, in_thueringen(status="kreisangehoerig"), kreisfrei) == []
    assert kennungen(TREFF, in_thueringen(status="kreisfrei"), kreisfrei) == ["probe"]
    assert kennungen(TREFF, in_thueringen(), kreisfrei) == ["probe"]
    dorf = programm(nur_laendlich=True)
    assert kennungen(TREFF, in_thueringen(raumtyp="staedtisch"), dorf) == []
    assert kennungen(TREFF, in_thueringen(einwohner=200_000), dorf) == []
    assert kennungen(TREFF, in_thueringen(einwohner=900), dorf) == ["probe"]
    assert kennungen(TREFF, in_thueringen(baender={"groessenklasse": "Kleine Großstadt"}), dorf) == []
    assert kennungen(TREFF, in_thueringen(baender={"groessenklasse": "Landgemeinde"}), dorf) == ["probe"]


def test_ohne_profil_oder_land_gilt_nur_was_ueberall_gilt() -> None:
    programme = programm(id="land"), programm(id="bund", land="")
    assert kennungen(TREFF, None, *programme) == ["bund"]
    assert kennungen(TREFF, Profil(), *programme) == ["bund"]
    assert kennungen(TREFF, in_thueringen(), *programme) == ["land", "bund"]


def test_offen_haengt_am_tag() -> None:
    p = programm(bis=2026)
    assert kennungen(TREFF, in_thueringen(), p, heute=dt.date(2026, 12, 31)) == ["probe"]
    assert kennungen(TREFF, in_thueringen(), p, heute=dt.date(2027, 1, 1)) == []


def test_genutztes_steht_vorn_und_braucht_kein_feld() -> None:
    genutzt = programm(id="genutzt", land="", handlungsfelder=[], bedingung="nur im Wald; Antrag im Mai")
    funde = offene_foerderung(mit_finanzierung("genutzt"), in_thueringen(), [programm(), genutzt], HEUTE)
    assert [p.id for p in funde.genutzt] == ["genutzt"] and [p.id for p in funde.weitere] == ["probe"]
    assert funde.in_worten == (
        "Noch offen für Thüringen: Probeprogramm (dort genutzt, bis 2027, Stand 2025; nur im Wald; Antrag im Mai); "
        "Probeprogramm (bis 2027, Stand 2025)"
    )
    assert "nur im Wald)" in funde.kurz and "Antrag im Mai" not in funde.kurz


def test_worte_wenn_nichts_bekannt_ist() -> None:
    assert offene_foerderung(TREFF, in_thueringen(), [], HEUTE).in_worten == "Förderung in Thüringen: nicht belegt"
    assert offene_foerderung(TREFF, None, [], HEUTE).in_worten == "Förderung in allen Ländern: nicht belegt"


@given(st.lists(st.sampled_from(["", "th", "he"]), max_size=8), st.sampled_from([None, "th", "he", "nw"]))
def test_nie_mehr_als_drei_nie_fremdes_land_und_unabhaengig_von_der_reihenfolge(
    laender: list[str], land: str | None
) -> None:
    programme = [programm(id=f"p{nr}", land=kuerzel) for nr, kuerzel in enumerate(laender)]
    profil = Profil(land=land) if land else None
    funde = offene_foerderung(TREFF, profil, programme, HEUTE)
    assert len(funde.programme) <= HOECHSTENS
    assert all(p.land in ("", land) for p in (*funde.genutzt, *funde.weitere))
    assert funde == offene_foerderung(TREFF, profil, reversed(programme), HEUTE)


@pytest.mark.parametrize(
    ("aufwand", "worte"),
    [
        ((None, None, None), "nicht belegt"),
        ((None, 40_000.0, 0.5), "25.000 bis 100.000 € im Jahr · 0,5 Stellen"),
        ((None, None, 1.0), "Kosten nicht belegt · 1 Stelle"),
        ((5_000.0, 40_000.0, None), "25.000 bis 100.000 € im Jahr · einmalig bis 100.000 €"),
        ((None, None, 1.25), "Kosten nicht belegt · 1,25 Stellen"),
    ],
)
def test_aufwand_in_worten(aufwand: tuple[float | None, float | None, float | None], worte: str) -> None:
    einmalig, jaehrlich, stellen = aufwand
    angabe = Aufwand(einmalig_eur=einmalig, jaehrlich_eur=jaehrlich, stellen_vzae=stellen, finanzierung=())
    assert aufwand_in_worten(angabe) == worte


def test_beendetes_bleibt_prueffrage_und_offenes_nicht(
    einstellungen: Einstellungen, schreibe: Callable[..., Path]
) -> None:
    ohne = {"einmalig_eur": None, "jaehrlich_eur": None, "stellen_vzae": None}
    schreibe(
        "nw/herten/probe", aufwand={**ohne, "finanzierung": ["kitaplus", "mehrgenerationenhaus", "kulturrucksack-nrw"]}
    )
    basis = Wissensbasis(einstellungen)
    aufbauen(basis)
    dienst = Empfehlungsdienst(basis)
    hessen = Profil(land="he")
    fragen = " ".join(dienst.treffer(["nw-herten-probe"], hessen)["nw-herten-probe"].zu_pruefen)
    assert "„Bundesprogramm KitaPlus“, das beendet ist – wer zahlt" in fragen
    assert "„Bundesprogramm Mehrgenerationenhaus“, das keine neuen Anträge annimmt" in fragen
    assert "gibt es nur in Nordrhein-Westfalen" in fragen


def test_anderswo_gescheitert_nennt_grund_und_unterschiede(basis: Wissensbasis, schreibe: Callable[..., Path]) -> None:
    gleich: dict[str, Any] = {"typ": "buergerbus", "handlungsfelder": ["fk-5"]}
    schreibe("nw/essen/bus", ort="05113000", status="eingestellt", ende=2020, ende_grund="geld", **gleich)
    schreibe("nw/herten/bus", status="beendet", ende=2022, ende_grund="ziel-erreicht", **gleich)
    schreibe("nw/herten/bus-ohne-grund", status="eingestellt", ende=2021, **gleich)
    aufbauen(basis)
    dienst = Empfehlungsdienst(Wissensbasis(basis.einstellungen))
    bebra = dienst.basis.massnahmen["he-bebra-buergerbus"]
    (fall,) = anderswo_gescheitert(dienst, bebra)
    assert fall.massnahme.id == "nw-essen-bus" and fall.ort == "Essen"
    assert fall.ende == "2020 eingestellt. Grund: das Geld fehlte"
    assert "Land: Nordrhein-Westfalen (Bebra: Hessen)" in fall.anders_in_worten
    assert "Ausgang" not in fall.anders_in_worten
    assert anderswo_gescheitert(dienst, fall.massnahme) == []
