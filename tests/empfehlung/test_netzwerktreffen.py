"""Netzwerktreffen: jeder sitzt an genau einem Tisch, nichts wiederholt sich, die Reihenfolge der Eingabe ändert nichts."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from empfehlung.dienst import Empfehlungsdienst
from empfehlung.netzwerktreffen import (
    HOECHSTENS_ORTE,
    SITZUNGSMINUTEN,
    Teilnahme,
    Treffen,
    TreffenFehler,
    Wunsch,
    beispiel,
    plane,
)
from empfehlung.netzwerktreffen.gruppen import bilde_gruppen, teile_auf
from empfehlung.netzwerktreffen.leitfragen import leitfragen, ueberlieferte_fragen
from empfehlung.netzwerktreffen.themen import hat
from empfehlung.netzwerktreffen.zeitplan import TAGESENDE, ablauf
from tests.hilfen import beispiel_massnahme
from wissensbasis.basis import Wissensbasis


@pytest.fixture(scope="module")
def dienst(echte_basis: Wissensbasis) -> Empfehlungsdienst:
    return Empfehlungsdienst(echte_basis)


def _orte(dienst: Empfehlungsdienst) -> list[Any]:
    kennungen = sorted({m.ort for m in dienst.basis.massnahmen.values()})
    return [ort for k in kennungen if (ort := dienst.basis.orte.ort(k)) is not None]


def _teilnahmen(dienst: Empfehlungsdienst, daten: st.DataObject, mindestens: int = 2) -> list[Teilnahme]:
    orte = _orte(dienst)
    gewaehlt = daten.draw(st.lists(st.sampled_from(orte), min_size=mindestens, max_size=60, unique_by=lambda o: o.id))
    felder = st.lists(st.sampled_from(sorted(dienst.basis.begriffe.felder)), max_size=3, unique=True)
    return [Teilnahme(ort, tuple(daten.draw(felder))) for ort in gewaehlt]


@settings(max_examples=25)
@given(daten=st.data())
def test_tische_teilen_alle_auf_und_sind_gleich_gross(dienst: Empfehlungsdienst, daten: st.DataObject) -> None:
    teilnahmen = _teilnahmen(dienst, daten)
    gruppen = bilde_gruppen(teilnahmen, dienst.basis.orte)
    gesetzt = [o.id for g in gruppen for o in g.orte]
    assert sorted(gesetzt) == sorted(t.ort.id for t in teilnahmen)
    groessen = [len(g.orte) for g in gruppen]
    assert max(groessen) - min(groessen) <= 1
    assert bilde_gruppen(teilnahmen[::-1], dienst.basis.orte) == gruppen


def test_aehnliche_sitzen_beisammen() -> None:
    stellen = [0.0, 0.9, 0.05, 1.0, 0.1, 0.95]
    abstaende = [[abs(a - b) for b in stellen] for a in stellen]
    assert sorted(teile_auf(abstaende, 2)) == [[0, 2, 4], [1, 3, 5]]


@settings(max_examples=15)
@given(daten=st.data())
def test_nichts_wiederholt_sich_und_die_reihenfolge_zaehlt_nicht(
    dienst: Empfehlungsdienst, daten: st.DataObject
) -> None:
    teilnahmen = _teilnahmen(dienst, daten)
    wunsch = Wunsch(
        tuple(teilnahmen), daten.draw(st.integers(1, 6)), daten.draw(st.sampled_from(SITZUNGSMINUTEN)), 9 * 60
    )
    try:
        treffen = plane(dienst, wunsch)
    except TreffenFehler as fehler:
        assert "kein Thema" in str(fehler)
        return
    kennungen = [b.massnahme.id for s in treffen.sitzungen for b in s.beitraege]
    assert len(kennungen) == len(set(kennungen))
    assert all(len(s.beitraege) <= 6 and len(s.leitfragen) == 2 for s in treffen.sitzungen)
    for sitzung in treffen.sitzungen:
        for b in sitzung.beitraege:
            assert all(hat(b.massnahme, o.id) for o in b.erzaehlt)
            assert not set(b.erzaehlt) & set(b.verwandt)
        haben = {o.id for b in sitzung.beitraege for o in b.erzaehlt}
        assert sitzung.thema.art != "typ" or not haben & {o.id for o in sitzung.suchende}
    _pruefe_zeiten(treffen)
    umgekehrt = Wunsch(tuple(teilnahmen[::-1]), wunsch.sitzungen, wunsch.minuten, wunsch.beginn)
    assert plane(dienst, umgekehrt) == treffen


def _pruefe_zeiten(treffen: Treffen) -> None:
    for davor, danach in zip(treffen.programm, treffen.programm[1:], strict=False):
        assert (danach.tag, danach.beginn) >= (davor.tag, davor.ende if davor.tag == danach.tag else 0)
    je_tag: dict[int, list[int]] = {}
    for punkt in treffen.programm:
        if punkt.sitzung is not None:
            je_tag.setdefault(punkt.tag, []).append(punkt.ende)
    assert all(len(enden) == 1 or max(enden) <= TAGESENDE for enden in je_tag.values())


@pytest.mark.parametrize("minuten", SITZUNGSMINUTEN)
@pytest.mark.parametrize("beitraege", [1, 4, 5, 6])
def test_ablauf_fuellt_die_sitzung_genau(minuten: int, beitraege: int) -> None:
    if beitraege > 4 and minuten < 75:
        return
    summe = 0
    for zeile in ablauf(minuten, beitraege):
        zahlen = [int(wort) for wort in zeile.split() if wort.isdigit()]
        summe += zahlen[0] * zahlen[1] if "Berichte" in zeile else zahlen[-1]
    assert summe == minuten


def test_beispiel_hat_vier_bis_sechs_gegensaetzliche_massnahmen(dienst: Empfehlungsdienst) -> None:
    wunsch = beispiel(dienst)
    assert wunsch is not None and len(wunsch.teilnahmen) >= 6
    treffen = plane(dienst, wunsch)
    assert len(treffen.sitzungen) == 3
    for sitzung in treffen.sitzungen:
        assert 4 <= len(sitzung.beitraege) <= 6
        assert sitzung.gegensaetze and sitzung.erzaehlende and sitzung.suchende
        assert len({b.massnahme.ort for b in sitzung.beitraege}) >= 3


def test_vorgegebene_und_eigene_themen_gelten(dienst: Empfehlungsdienst) -> None:
    orte = _orte(dienst)[:5]
    wunsch = Wunsch(tuple(map(Teilnahme, orte)), 3, 60, themen=("buergerbus", "fk-6"))
    treffen = plane(dienst, wunsch)
    assert treffen.sitzungen[0].thema.kennung == "buergerbus"
    assert {b.massnahme.typ for b in treffen.sitzungen[0].beitraege} == {"buergerbus"}
    assert all(b.massnahme.hauptfeld == "fk-6" for b in treffen.sitzungen[1].beitraege)
    eigenes = plane(dienst, Wunsch(wunsch.teilnahmen, 1, 60, eigenes_thema="Bürgerbus <b>fett</b> auf dem Dorf"))
    assert eigenes.sitzungen[0].thema.art == "frei"


def test_leitfragen_nennen_nur_belegtes() -> None:
    m = beispiel_massnahme()
    assert ueberlieferte_fragen(m) == ["Gibt es bei Ihnen einen Raum wie in nw herten probe?"]


def test_leitfrage_zum_ende_nennt_grund_und_jahr(basis: Wissensbasis) -> None:
    dienst = Empfehlungsdienst(basis)
    alle = basis.massnahmen
    fragen = leitfragen(dienst, [alle["nw-herten-notbetreuung"], alle["he-bebra-buergerbus"]])
    assert "2020 eingestellt: das Geld fehlte" in fragen[0] and "Bebra" in fragen[0]


@pytest.mark.parametrize(
    ("anzahl", "aenderung", "meldung"),
    [
        (0, {}, "Noch kommt niemand"),
        (1, {}, "kein Austausch"),
        (HOECHSTENS_ORTE + 1, {}, "in zwei Treffen teilen"),
        (3, {"sitzungen": 0}, "1 bis 6 Sitzungen"),
        (3, {"minuten": 7}, "dauert 45"),
        (3, {"eigenes_thema": "x" * 10_000}, "10000 Zeichen"),
        (3, {"themen": ("<script>",)}, "gibt es nicht"),
    ],
)
def test_was_nicht_geht_wird_gesagt(
    dienst: Empfehlungsdienst, anzahl: int, aenderung: dict[str, Any], meldung: str
) -> None:
    teilnahmen = tuple(map(Teilnahme, _orte(dienst)[:anzahl]))
    with pytest.raises(TreffenFehler, match=meldung):
        plane(dienst, Wunsch(teilnahmen, **aenderung))


def test_sechzig_orte_gehen_und_doppelte_zaehlen_einmal(dienst: Empfehlungsdienst) -> None:
    teilnahmen = [Teilnahme(o, ("fk-2",)) for o in _orte(dienst)[:HOECHSTENS_ORTE]]
    treffen = plane(dienst, Wunsch((*teilnahmen, *teilnahmen[:5])))
    assert len(treffen.teilnahmen) == HOECHSTENS_ORTE
    assert any("60 Orte" in h for h in treffen.hinweise)
