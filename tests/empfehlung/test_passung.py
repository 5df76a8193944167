"""Passung: Eigenschaften von Gowers Ähnlichkeit und die Worte dazu."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empfehlung.baender import BAENDER
from empfehlung.gewichte import gewichte_laden
from empfehlung.passung import MERKMALSNAMEN, in_worten, merkmale, passung, vergleiche
from empfehlung.profil import Baender, Profil, Quartiersprofil, mit_angaben, profil_aus_text
from tests.hilfen import beispiel_massnahme
from wissensbasis.einstellungen import WURZEL
from wissensbasis.orte import Ortsverzeichnis

ORTE = Ortsverzeichnis.laden(WURZEL / "korpus" / "orte")


def _oder_nichts(strategie: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), strategie)


profile = st.builds(
    Profil,
    ebene=st.sampled_from(["kommune", "kreis", "quartier"]),
    einwohner=_oder_nichts(st.integers(0, 4_000_000)),
    status=_oder_nichts(st.sampled_from(["kreisfrei", "kreisangehoerig"])),
    land=_oder_nichts(st.sampled_from(["nw", "by", "th"])),
    jugendamt=_oder_nichts(st.booleans()),
    raumtyp=_oder_nichts(st.sampled_from(["staedtisch", "teilweise-staedtisch", "laendlich"])),
    entwicklung=_oder_nichts(st.sampled_from(["stark-schrumpfend", "stabil", "wachsend"])),
    soziallage=_oder_nichts(st.sampled_from(["niedrig", "mittel", "hoch"])),
    haushaltssicherung=_oder_nichts(st.booleans()),
    quartier=_oder_nichts(
        st.builds(
            Quartiersprofil,
            wohneinheiten=_oder_nichts(st.integers(0, 20_000)),
            gebunden_prozent=_oder_nichts(st.floats(0, 100)),
            ab65_prozent=_oder_nichts(st.floats(0, 100)),
            baujahr=_oder_nichts(st.integers(1200, 2040)),
            gemeinschaftsraum=_oder_nichts(st.booleans()),
            unternehmensart=_oder_nichts(st.sampled_from(["genossenschaft", "kommunal", "kirchlich", "privat"])),
        )
    ),
    baender=_oder_nichts(
        st.builds(Baender, **{name: _oder_nichts(st.sampled_from(reihe.stufen)) for name, reihe in BAENDER.items()})
    ),
)


@given(profile, profile)
def test_symmetrisch_und_in_grenzen(a: Profil, b: Profil) -> None:
    hin, zurueck = vergleiche(merkmale(a), merkmale(b)), vergleiche(merkmale(b), merkmale(a))
    assert hin.wert == zurueck.wert
    assert hin.abdeckung == zurueck.abdeckung
    assert hin.wert is None or 0 <= hin.wert <= 1
    assert 0 <= hin.abdeckung <= 1


@given(profile)
def test_mit_sich_selbst_eins(a: Profil) -> None:
    selbst = vergleiche(merkmale(a), merkmale(a))
    assert selbst.wert == pytest.approx(1.0)
    assert not selbst.texte("anders")


@given(profile, profile, st.data())
def test_unbekanntes_aendert_nur_die_abdeckung(a: Profil, b: Profil, daten: st.DataObject) -> None:
    hier, dort = merkmale(a), merkmale(b)
    unbekannt = [m for m in hier.keys() & dort.keys() if hier[m] is None]
    if not unbekannt:
        return
    weggelassen = daten.draw(st.sampled_from(sorted(unbekannt)))
    ohne = {m: w for m, w in hier.items() if m != weggelassen}
    assert vergleiche(ohne, dort).wert == pytest.approx(vergleiche(hier, dort).wert)
    assert vergleiche(ohne, dort).abdeckung >= vergleiche(hier, dort).abdeckung - 1e-12


@given(profile, profile)
def test_jedes_gemeinsame_merkmal_steht_in_genau_einer_lage(a: Profil, b: Profil) -> None:
    p = vergleiche(merkmale(a), merkmale(b))
    assert len(p.vergleiche) == len(merkmale(a).keys() & merkmale(b).keys())
    assert sum(len(p.texte(lage)) for lage in ("gleich", "anders", "unbekannt")) == len(p.vergleiche)  # type: ignore[arg-type]


@given(profile)
def test_band_und_zahl_vergleichen_sich_gleich(a: Profil) -> None:
    """Wer statt jeder Zahl das Band angibt, bekommt denselben Vergleich."""
    bekannt = {name: band for name in BAENDER if (band := a.band(name)) is not None}
    nur_baender = mit_angaben(a, {"baender": bekannt})
    assert merkmale(nur_baender) == merkmale(a)


@given(profile)
def test_jeder_wert_hat_worte(a: Profil) -> None:
    for merkmal, wert in merkmale(a).items():
        assert wert is None or in_worten(merkmal, wert)


def test_jede_ebene_hat_ihre_merkmale() -> None:
    je_ebene = {e: set(merkmale(Profil(ebene=e))) for e in ("kommune", "kreis", "quartier")}  # type: ignore[arg-type]
    assert set.union(*je_ebene.values()) == set(MERKMALSNAMEN)
    assert not je_ebene["kreis"] & {"groessenklasse", "status"}
    assert not je_ebene["quartier"] & {"status", "jugendamt", "haushaltssicherung"}


def test_quartiere_vergleichen_bestand_raum_und_unternehmen() -> None:
    def siedlung(**bestand: Any) -> dict[str, Any]:
        return merkmale(Profil(ebene="quartier", quartier=Quartiersprofil(**bestand)))

    hier = siedlung(baujahr=1962, gebunden_prozent=5, gemeinschaftsraum=False, unternehmensart="genossenschaft")
    p = vergleiche(
        hier, siedlung(baujahr=1985, gebunden_prozent=8.0, gemeinschaftsraum=True, unternehmensart="kommunal")
    )
    assert "gebundene Wohnungen: keine oder wenige (unter 10 %)" in p.texte("gleich")
    assert "Baualter: dort 1979 bis 1990, bei Ihnen 1949 bis 1978" in p.texte("anders")
    assert "Wohnungsunternehmen: dort kommunales Unternehmen, bei Ihnen Genossenschaft" in p.texte("anders")
    assert "Gemeinschaftsraum: dort ja, bei Ihnen nein" in p.texte("anders")
    baualter = next(v for v in p.vergleiche if v.merkmal == "baualter")
    assert baualter.aehnlichkeit == pytest.approx(0.8)  # eine von fünf Stufen


def test_jedes_merkmal_hat_gewicht_und_namen() -> None:
    assert set(gewichte_laden().passung) == set(MERKMALSNAMEN)


def test_es_zaehlt_der_aehnlichste_ort() -> None:
    bebra = "06632003"
    m = beispiel_massnahme(ort="05113000", umsetzungen=["05113000", bebra])
    p = passung(profil_aus_text("Bad Wimpfen", ORTE), m, ORTE)
    assert p.ort is not None
    assert p.ort.id == bebra


def test_worte_nennen_beide_seiten() -> None:
    p = passung(profil_aus_text("Herten", ORTE), beispiel_massnahme(ort="05113000"), ORTE)
    assert any("dort Große Großstadt, bei Ihnen Große Mittelstadt" in text for text in p.texte("anders"))
    assert any("Nordrhein-Westfalen" in text for text in p.texte("gleich"))


def test_verzeichnete_merkmale_zaehlen_auf_beiden_seiten() -> None:
    p = passung(profil_aus_text("Bochum", ORTE), beispiel_massnahme(ort="05913000"), ORTE)
    bekannt = {v.merkmal for v in p.vergleiche if v.aehnlichkeit is not None}
    assert {"raumtyp", "entwicklung", "soziallage"} <= bekannt
    assert "Soziale Lage: dort hohe Benachteiligung, bei Ihnen mittlere Benachteiligung" in p.texte("anders")
    assert "Siedlungsraum: überwiegend städtisch" in p.texte("gleich")


def test_ohne_bekannte_merkmale_kein_wert() -> None:
    p = vergleiche({"land": None}, {"land": "nw"})
    assert p.wert is None
    assert p.in_worten == "Passung unbekannt"
