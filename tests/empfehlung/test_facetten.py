"""Facetten, Tafel, Lücken und Verwandtes."""

from __future__ import annotations

import pytest

from empfehlung.aehnliche import aehnliche, gleicher_typ
from empfehlung.dienst import Empfehlungsdienst
from empfehlung.facetten import (
    FACETTEN,
    Auswahl,
    auditierte_orte,
    duenne_zellen,
    filtere,
    jahresspanne,
    tafel,
    textfunde,
    zaehle,
)
from wissensbasis.basis import Wissensbasis


@pytest.fixture
def dienst(basis: Wissensbasis) -> Empfehlungsdienst:
    return Empfehlungsdienst(basis)


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


def test_textfunde_nennen_das_wort_und_nicht_alles(dienst: Empfehlungsdienst) -> None:
    assert next(iter(textfunde(dienst, "Bürgerbus"))) == "he-bebra-buergerbus"
    assert textfunde(dienst, "   ") == {}


def test_auditierte_orte_zaehlen_ihre_massnahmen(dienst: Empfehlungsdienst) -> None:
    je_ort = {a.ort.id: a.anzahl for a in auditierte_orte(dienst)}
    assert je_ort and all(anzahl >= 0 for anzahl in je_ort.values())


def test_gleicher_typ_und_verwandtes_trennen_sich(dienst: Empfehlungsdienst) -> None:
    for m in dienst.basis.massnahmen.values():
        assert all(a.typ == m.typ and a.id != m.id for a in gleicher_typ(dienst, m))
        verwandt = aehnliche(dienst, m)
        assert all(a.typ != m.typ for a in verwandt) and len({a.typ for a in verwandt}) == len(verwandt)
