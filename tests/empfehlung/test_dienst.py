"""Der Dienst: Grenzen, Hinweise, Unabhängigkeit von der Reihenfolge, kein Merkmal versteckt eine Maßnahme."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empfehlung.anfrage import Anfrage
from empfehlung.dienst import Empfehlungsdienst
from empfehlung.gewichte import gewichte_laden
from empfehlung.passung import Passung
from empfehlung.profil import Profil, profil_aus_text
from empfehlung.rangfolge import ordne
from empfehlung.vergleichsorte import vergleichsorte
from tests.hilfen import beispiel_massnahme
from wissensbasis.basis import Wissensbasis
from wissensbasis.bewaehrung import Bewaehrung, Saeule


@pytest.fixture
def dienst(basis: Wissensbasis) -> Empfehlungsdienst:
    return Empfehlungsdienst(basis)


def test_kein_merkmal_versteckt_eine_massnahme(dienst: Empfehlungsdienst) -> None:
    ohne = {t.massnahme.id for t in dienst.empfehle(Anfrage(felder=("fk-2", "fk-4", "fk-5"))).treffer}
    for aenderung in (
        {"einwohner": 900}, {"ebene": "kreis"}, {"land": "by"}, {"status": "kreisfrei"}, {"raumtyp": "laendlich"},
        {"entwicklung": "wachsend"}, {"soziallage": "hoch"}, {"haushaltssicherung": True}, {"jugendamt": False},
    ):  # fmt: skip
        profil = Profil.model_validate(aenderung)
        mit = {t.massnahme.id for t in dienst.empfehle(Anfrage(profil=profil, felder=("fk-2", "fk-4", "fk-5"))).treffer}
        assert mit == ohne


def test_themen_und_felder_schraenken_ein(dienst: Empfehlungsdienst) -> None:
    assert dienst.empfehle(Anfrage(themen=("inklusion",))).treffer == ()
    for treffer in dienst.empfehle(Anfrage(felder=("fk-6",))).treffer:
        assert "fk-6" in treffer.massnahme.handlungsfelder


def test_das_treffendste_bleibt_auch_ausserhalb_des_felds_und_wird_genannt(dienst: Empfehlungsdienst) -> None:
    antwort = dienst.empfehle(Anfrage(felder=("fk-4",), anliegen="Bürgerbus für Ältere ohne Auto"))
    ausserhalb = [t.massnahme for t in antwort.treffer if "fk-4" not in t.massnahme.handlungsfelder]
    assert "he-bebra-buergerbus" in {m.id for m in ausserhalb}
    assert len(ausserhalb) <= gewichte_laden().rangfolge.ausserhalb_des_felds
    assert any("Nicht in den gewählten Handlungsfeldern" in h for h in antwort.hinweise)


def test_ein_anderes_quartier_derselben_stadt_ist_nicht_das_eigene(dienst: Empfehlungsdienst) -> None:
    treff = "nw-muenster-aaseestadt-mietertreff"
    eigenes = profil_aus_text("Aaseestadt", dienst.basis.orte)
    assert treff not in {t.massnahme.id for t in dienst.empfehle(Anfrage(profil=eigenes, felder=("gw-4",))).treffer}
    nachbar = eigenes.model_copy(update={"name": "Kinderhaus"})
    assert treff in {t.massnahme.id for t in dienst.empfehle(Anfrage(profil=nachbar, felder=("gw-4",))).treffer}


def test_schwache_treffer_sind_gekennzeichnet_und_gezaehlt(dienst: Empfehlungsdienst) -> None:
    antwort = dienst.empfehle(Anfrage(anliegen="Bürgerbus für Ältere ohne Auto"))
    buergerbus, *andere = antwort.treffer
    assert buergerbus.massnahme.id == "he-bebra-buergerbus" and not buergerbus.am_rande
    schwache = [t for t in andere if t.am_rande]
    assert schwache
    wie_viele = "Eine" if len(schwache) == 1 else str(len(schwache))
    assert any(f"{wie_viele} der {len(antwort.treffer)} gezeigten" in h for h in antwort.hinweise)


def test_ohne_anliegen_ist_nichts_am_rande(dienst: Empfehlungsdienst) -> None:
    antwort = dienst.empfehle(Anfrage(felder=("fk-2", "fk-4", "fk-5")))
    assert antwort.treffer and not any(t.am_rande for t in antwort.treffer)


def test_wer_alle_woerter_enthaelt_ist_nie_am_rande(dienst: Empfehlungsdienst) -> None:
    antwort = dienst.empfehle(Anfrage(anliegen="Ältere"))
    woertlich = dienst.basis.suchmaschine.mit_allen_worten("Ältere")
    assert woertlich
    assert not any(t.am_rande for t in antwort.treffer if t.massnahme.id in woertlich)


def test_eigenes_wird_nicht_empfohlen_aber_genannt(dienst: Empfehlungsdienst) -> None:
    bebra = profil_aus_text("Bebra", dienst.basis.orte)
    antwort = dienst.empfehle(Anfrage(profil=bebra, anliegen="Bürgerbus für Ältere"))
    assert "he-bebra-buergerbus" not in {t.massnahme.id for t in antwort.treffer}
    assert any("Bei Ihnen selbst schon erfasst" in h and "Bürgerbus" in h for h in antwort.hinweise)
    ausdruecklich = dienst.empfehle(Anfrage(profil=bebra, anliegen="Bürgerbus in Bebra"))
    assert ausdruecklich.treffer[0].massnahme.id == "he-bebra-buergerbus"


def test_weniger_gutes_als_verlangt_wird_gesagt(dienst: Empfehlungsdienst) -> None:
    antwort = dienst.empfehle(Anfrage(felder=("fk-6",), anzahl=10))
    assert any("Gewünscht waren 10, gefunden wurden 2" in h for h in antwort.hinweise)


def test_ort_in_der_frage_ist_bedingung(dienst: Empfehlungsdienst) -> None:
    antwort = dienst.suche("Angebote in Bebra")
    assert {t.massnahme.id for t in antwort.treffer} == {"he-bebra-buergerbus"}
    assert "Als Bedingung verstanden: Bebra." in antwort.hinweise


def test_unerfuellbare_bedingung_wird_gesagt_statt_leer_zu_bleiben(dienst: Empfehlungsdienst) -> None:
    antwort = dienst.suche("Bürgerbus in Bayern")
    assert antwort.treffer
    assert any("Zu „Bayern“ ist nichts erfasst" in h for h in antwort.hinweise)


def test_wer_nach_gescheitertem_fragt_sieht_eingestelltes_zuerst(dienst: Empfehlungsdienst) -> None:
    antwort = dienst.empfehle(Anfrage(anliegen="Welche Betreuung ist gescheitert?"))
    assert antwort.treffer[0].massnahme.status == "eingestellt"


def test_breiter_zeigt_jeden_ort_einmal(dienst: Empfehlungsdienst) -> None:
    antwort = dienst.empfehle(Anfrage(anliegen="Betreuung für Kinder in Herten", anzahl=2, streuung="breiter"))
    assert len({t.massnahme.ort for t in antwort.treffer}) in (1, 2)
    breit = dienst.empfehle(Anfrage(anliegen="Betreuung", anzahl=4, streuung="breiter"))
    assert len({t.massnahme.ort for t in breit.treffer}) == 4


def test_voraussetzungen_werden_fragen(dienst: Empfehlungsdienst) -> None:
    treffer = dienst.empfehle(Anfrage(anliegen="Bürgerbus")).treffer[0]
    assert all(frage.endswith("?") for frage in treffer.zu_pruefen)
    assert treffer.zu_pruefen


def test_orte_wie_nennt_aehnliche_mit_massnahmen(dienst: Empfehlungsdienst) -> None:
    orte = dienst.basis.orte
    aehnlich, _ = vergleichsorte(profil_aus_text("Gladbeck", orte), dienst)
    assert aehnlich[0].ort.name == "Herten"
    assert aehnlich[0].massnahmen
    assert all(v.ort.ebene == "kommune" for v in aehnlich)
    nur_feld, _ = vergleichsorte(profil_aus_text("Gladbeck", orte), dienst, felder=("fk-5",))
    assert [v.ort.name for v in nur_feld] == ["Bebra"]


def test_orte_in_der_naehe_sind_nach_entfernung_geordnet(dienst: Empfehlungsdienst) -> None:
    orte = dienst.basis.orte
    _, nah = vergleichsorte(profil_aus_text("Gladbeck", orte), dienst)
    entfernungen = [v.entfernung_km for v in nah if v.entfernung_km is not None]
    assert entfernungen == sorted(entfernungen) and len(entfernungen) == len(nah) > 2
    assert {"Herten", "Essen"} == {v.ort.name for v in nah[:2]}
    assert vergleichsorte(Profil(einwohner=5000), dienst)[1] == []
    assert all(v.ort.name != "Herten" for v in vergleichsorte(profil_aus_text("Herten", orte), dienst)[1])


def _bewaehrung(stufe: Any) -> Bewaehrung:
    return Bewaehrung(stufe, Saeule.NICHTS, Saeule.NICHTS, Saeule.NICHTS, (), None, False)


@given(
    st.lists(st.integers(0, 30), min_size=1, max_size=15, unique=True),
    st.randoms(use_true_random=False),
    st.data(),
)
def test_rangfolge_haengt_nicht_von_der_reihenfolge_ab(nummern: list[int], zufall: Any, daten: st.DataObject) -> None:
    massnahmen = {m.id: m for n in nummern for m in [beispiel_massnahme(f"nw/herten/m{n}")]}
    werte = {k: daten.draw(st.one_of(st.none(), st.floats(0, 1))) for k in massnahmen}
    passungen = {k: Passung(w, 1.0, ()) for k, w in werte.items()}
    stufen = {k: _bewaehrung(daten.draw(st.sampled_from(["erprobt", "eingestellt", "geplant"]))) for k in massnahmen}
    relevanz = sorted(massnahmen)
    gemischt = list(massnahmen.items())
    zufall.shuffle(gemischt)
    gewichte = gewichte_laden().rangfolge
    eins = ordne(massnahmen, relevanz, passungen, stufen, ("fk-2",), ("inklusion",), gewichte)
    zwei = ordne(
        dict(gemischt), relevanz, dict(reversed(passungen.items())), stufen, ("fk-2",), ("inklusion",), gewichte
    )
    assert eins == zwei
    assert sorted(eins) == sorted(massnahmen)


def test_jedes_gewicht_der_rangfolge_wirkt() -> None:
    gewichte = gewichte_laden().rangfolge
    assert {f.name for f in dataclasses.fields(gewichte)} == {
        "relevanz", "passung", "thema", "hauptfeld", "eingestellt", "beendetes_gesucht", "kandidaten", "ausserhalb_des_felds",
    }  # fmt: skip
