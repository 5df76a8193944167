"""Facetten, Tafel, Lücken und Verwandtes."""

from __future__ import annotations

import re

import pytest

from empfehlung.aehnliche import aehnliche, gleicher_typ
from empfehlung.aufwand import KOSTENBAENDER, kostenbaender
from empfehlung.dienst import Empfehlungsdienst
from empfehlung.facetten import (
    FACETTEN,
    Auswahl,
    auditierte_orte,
    duenne_zellen,
    filtere,
    jahresspanne,
    tafel,
    zaehle,
)
from wissensbasis.basis import Wissensbasis
from wissensbasis.datensatz.modell import Aufwand, Massnahme


@pytest.fixture
def dienst(basis: Wissensbasis) -> Empfehlungsdienst:
    return Empfehlungsdienst(basis)


def text_der(m: Massnahme) -> str:
    return " ".join((m.titel, *m.abschnitte.values()))


def test_ohne_auswahl_bleibt_alles(dienst: Empfehlungsdienst) -> None:
    assert filtere(dienst, Auswahl()).keys() == dienst.basis.massnahmen.keys()


@pytest.mark.parametrize(
    ("auswahl", "erwartet"),
    [
        (Auswahl(land=("he",)), {"he-bebra-buergerbus"}),
        (Auswahl(ebene=("quartier",)), {"nw-muenster-aaseestadt-mietertreff"}),
        (Auswahl(groesse=("Kreis",)), {"th-kyffhaeuserkreis-dorfkuemmerer"}),
        (Auswahl(stufe=("eingestellt",)), {"nw-herten-notbetreuung"}),
        (Auswahl(feld=("fk-6",), land=("he",)), {"he-bebra-buergerbus"}),
        (Auswahl(von=2016), set()),
    ],
)
def test_facetten_grenzen_ein(dienst: Empfehlungsdienst, auswahl: Auswahl, erwartet: set[str]) -> None:
    assert filtere(dienst, auswahl).keys() == erwartet


def test_innerhalb_einer_facette_reicht_ein_wert(dienst: Empfehlungsdienst) -> None:
    beide = filtere(dienst, Auswahl(land=("he", "th")))
    assert beide.keys() == filtere(dienst, Auswahl(land=("he",))).keys() | filtere(dienst, Auswahl(land=("th",))).keys()


def test_anzahl_einer_facette_sagt_voraus_was_ihre_wahl_bringt(dienst: Empfehlungsdienst) -> None:
    grund = Auswahl(land=("nw",))
    for facette, zahlen in zaehle(dienst, grund).items():
        if facette == "land":
            continue
        for wert, anzahl in zahlen.items():
            assert len(filtere(dienst, Auswahl(**{"land": ("nw",), facette: (wert,)}))) == anzahl
    assert set(zaehle(dienst, grund)) == set(FACETTEN)


def test_eigene_facette_zaehlt_weiter_die_anderen_werte(dienst: Empfehlungsdienst) -> None:
    assert zaehle(dienst, Auswahl(land=("he",)))["land"]["nw"] == 4


def test_quartier_zaehlt_zur_groesse_seiner_stadt_und_tafel_zaehlt_jedes_feld(dienst: Empfehlungsdienst) -> None:
    zellen = tafel(dienst, dienst.basis.massnahmen.values())
    assert zellen["gw-4", "Kleine Großstadt"] == 1
    assert sum(zellen.values()) == sum(len(m.handlungsfelder) for m in dienst.basis.massnahmen.values())


def test_duenne_zellen_nennen_leeres_und_lassen_quartiersfelder_der_kreise_aus(dienst: Empfehlungsdienst) -> None:
    duenn = duenne_zellen(tafel(dienst, dienst.basis.massnahmen.values()))
    assert ("Landgemeinde", 0) in duenn["fk-1"]
    assert all(groesse != "Kreis" for groesse, _ in duenn["gw-1"])


def test_jahresspanne() -> None:
    assert jahresspanne([]) is None


def test_stoebern_nennt_das_wort_zuerst_und_ohne_text_nichts(dienst: Empfehlungsdienst) -> None:
    funde = dienst.stoebere("Bürgerbus")
    assert next(iter(funde.fundstellen)) == "he-bebra-buergerbus"
    assert "he-bebra-buergerbus" in funde.woertlich
    assert dienst.stoebere("   ").fundstellen == {}


def test_stoebern_zaehlt_jeden_fund_mit_allen_worten_und_sonst_nur_die_ersten(
    dienst: Empfehlungsdienst, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("empfehlung.textsuche.DEM_SINN_NACH", 0)
    funde = dienst.stoebere("Familien")
    assert funde.fundstellen and funde.fundstellen.keys() == funde.woertlich
    assert all(re.search("famili", text_der(m), re.IGNORECASE) for m in map(dienst.basis.massnahme, funde.woertlich))
    monkeypatch.setattr("empfehlung.textsuche.DEM_SINN_NACH", 1)
    zwei = dienst.stoebere("Familien Bürgerbus")
    assert len(zwei.fundstellen) == max(1, len(zwei.woertlich))


def test_stoebern_versteht_bedingungen_wie_die_empfehlung(dienst: Empfehlungsdienst) -> None:
    funde = dienst.stoebere("Bürgerbus in Hessen")
    assert set(funde.fundstellen) == {"he-bebra-buergerbus"}
    assert any("Hessen" in hinweis for hinweis in funde.hinweise)
    assert "he-bebra-buergerbus" not in dienst.stoebere("Fahrdienst -Bürgerbus").fundstellen


@pytest.mark.parametrize(
    ("jaehrlich", "einmalig", "erwartet"),
    [
        (None, None, ("nicht belegt",)),
        (0, None, ("bis 25.000 € im Jahr",)),
        (25_000, None, ("bis 25.000 € im Jahr",)),
        (25_001, None, ("25.000 bis 100.000 € im Jahr",)),
        (None, 1_000_001, ("einmalig über 1 Mio. €",)),
        (200_000, 50_000, ("über 100.000 € im Jahr", "einmalig bis 100.000 €")),
    ],
)
def test_kosten_stehen_in_spannen(jaehrlich: float | None, einmalig: float | None, erwartet: tuple[str, ...]) -> None:
    aufwand = Aufwand(einmalig_eur=einmalig, jaehrlich_eur=jaehrlich, stellen_vzae=None, finanzierung=())
    assert kostenbaender(aufwand) == erwartet
    assert set(erwartet) <= set(KOSTENBAENDER)


def test_auditierte_orte_zaehlen_ihre_massnahmen(dienst: Empfehlungsdienst) -> None:
    je_ort = {a.ort.id: a.anzahl for a in auditierte_orte(dienst)}
    assert je_ort and all(anzahl >= 0 for anzahl in je_ort.values())


def test_gleicher_typ_und_verwandtes_trennen_sich(dienst: Empfehlungsdienst) -> None:
    for m in dienst.basis.massnahmen.values():
        assert all(a.typ == m.typ and a.id != m.id for a in gleicher_typ(dienst, m))
        verwandt = aehnliche(dienst, m)
        assert all(a.typ != m.typ for a in verwandt) and len({a.typ for a in verwandt}) == len(verwandt)
