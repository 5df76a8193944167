"""Die Bewährungsstufe: Regeln an Beispielen und als Eigenschaften."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hilfen import beispiel_kopf, beispiel_massnahme
from wissensbasis.bewaehrung import STUFENRANG, Bewaehrung, Saeule, bewaehrung, bewaehrungen
from wissensbasis.einstellungen import WURZEL
from wissensbasis.orte import Ortsverzeichnis

STICHTAG = dt.date(2026, 11, 23)
ORTE = Ortsverzeichnis.laden(WURZEL / "korpus" / "orte")
QUELLE = beispiel_kopf()["quellen"][0]
QUELLEN = [
    QUELLE,
    {**QUELLE, "nr": 2, "art": "presse", "url": "https://presse.example.org/1"},
    {**QUELLE, "nr": 3, "art": "wissenschaft", "url": "https://institut.example.org/1"},
    {**QUELLE, "nr": 4, "art": "partei", "url": "https://partei.example.org/1"},
]
ARTEN = [
    "zielvereinbarung", "ratsbeschluss", "umsetzungscontrolling", "jahresbericht", "selbstevaluation", "evaluation", "evaluation-ohne-ergebnis",
    "nutzungszahlen", "bericht-weiterer-ort", "bestaetigung", "auszeichnung", "presse",
]  # fmt: skip


def nachweis(art: str, jahr: int | None = 2019, quelle: int = 1, aussage: str = "läuft") -> dict[str, Any]:
    return {"art": art, "jahr": jahr, "quelle": quelle, "aussage": aussage}


def urteil(nachweise: list[dict[str, Any]], *, typ_orte: tuple[str, ...] = (), **aenderungen: Any) -> Bewaehrung:
    m = beispiel_massnahme(nachweise=nachweise, quellen=QUELLEN, **aenderungen)
    return bewaehrung(m, typ_orte, ORTE, stichtag=STICHTAG)


dokument = st.builds(
    nachweis,
    st.sampled_from(ARTEN),
    st.one_of(st.none(), st.integers(2010, 2026)),
    st.integers(1, 4),
    st.sampled_from(["läuft", "40 Familien im Jahr", "Ziel erreicht"]),
)


@given(
    st.lists(dokument, min_size=1, max_size=6),
    dokument,
    st.sampled_from(["laufend", "geplant", "unbekannt"]),
    st.lists(st.sampled_from(["05113000", "05562020", "06632003"]), unique=True),
)
def test_ein_weiteres_dokument_senkt_nie(
    vorhandene: list[dict[str, Any]], weiteres: dict[str, Any], status: str, typ_orte: list[str]
) -> None:
    vorher = urteil(vorhandene, status=status, typ_orte=tuple(typ_orte))
    nachher = urteil([*vorhandene, weiteres], status=status, typ_orte=tuple(typ_orte))
    assert STUFENRANG[nachher.stufe] >= STUFENRANG[vorher.stufe]
    assert nachher.umsetzung >= vorher.umsetzung
    assert nachher.wirkung >= vorher.wirkung
    assert nachher.wiederholung >= vorher.wiederholung


@given(st.lists(dokument, min_size=1, max_size=6), st.randoms())
def test_reihenfolge_der_dokumente_ist_gleichgueltig(dokumente: list[dict[str, Any]], zufall: Any) -> None:
    gemischt = list(dokumente)
    zufall.shuffle(gemischt)
    assert urteil(dokumente) == urteil(gemischt)


@pytest.mark.parametrize("art", ["zielvereinbarung", "ratsbeschluss", "auszeichnung"])
def test_beschluss_zertifikat_und_preis_zeigen_keinen_betrieb(art: str) -> None:
    assert urteil([nachweis(art)]).umsetzung is Saeule.NICHTS


def test_ein_pressebericht_bestaetigt_nicht_zwei_aus_verschiedenen_jahren_schon() -> None:
    assert urteil([nachweis("presse", 2018, 2)]).stufe == "unbestaetigt"
    assert urteil([nachweis("presse", 2018, 2), nachweis("presse", 2018, 2)]).stufe == "unbestaetigt"
    assert urteil([nachweis("presse", 2018, 2), nachweis("presse", 2020, 2)]).stufe == "erprobt"


def test_parteiquelle_zaehlt_wie_presse() -> None:
    assert urteil([nachweis("nutzungszahlen", 2018, 4, "300 Karten")]).stufe == "unbestaetigt"


def test_ankuendigung_vor_beginn_bestaetigt_nicht() -> None:
    assert urteil([nachweis("bestaetigung", 2014)], beginn=2015).umsetzung is Saeule.NICHTS


def test_drei_jahre_und_verstetigung_geben_doppelte_umsetzung() -> None:
    zwei = [nachweis("bestaetigung", 2016), nachweis("bestaetigung", 2018)]
    assert urteil(zwei).umsetzung is Saeule.EINFACH
    verstetigt = {"seit": 2018, "quelle": 1, "aussage": "im Haushalt"}
    assert urteil(zwei, verstetigung=verstetigt).umsetzung is Saeule.DOPPELT
    assert urteil([zwei[0], nachweis("bestaetigung", 2021)]).umsetzung is Saeule.DOPPELT


def test_eine_lange_dauer_ohne_zweite_bestaetigung_reicht_nicht() -> None:
    assert urteil([nachweis("bestaetigung", 2024)]).umsetzung is Saeule.EINFACH


def test_wirkung_nach_quelle() -> None:
    assert urteil([nachweis("evaluation", 2019, 3)]).wirkung is Saeule.DOPPELT
    assert urteil([nachweis("evaluation", 2019, 2)]).wirkung is Saeule.EINFACH
    assert urteil([nachweis("nutzungszahlen", 2019, 1, "40 Kinder")]).wirkung is Saeule.EINFACH
    assert urteil([nachweis("nutzungszahlen", 2019, 1, "viele Kinder")]).wirkung is Saeule.NICHTS
    assert urteil([nachweis("evaluation-ohne-ergebnis", 2019, 3)]).wirkung is Saeule.NICHTS
    presse = nachweis("nutzungszahlen", 2019, 2, "40 Kinder")
    assert urteil([presse]).wirkung is Saeule.NICHTS
    assert urteil([presse, nachweis("nutzungszahlen", 2022, 2, "60 Kinder")]).wirkung is Saeule.EINFACH


def test_wiederholung_zaehlt_orte_und_groessen() -> None:
    laeuft = [nachweis("bestaetigung")]
    assert urteil(laeuft).wiederholung is Saeule.NICHTS
    assert urteil(laeuft, typ_orte=("05113000",)).wiederholung is Saeule.EINFACH
    assert urteil(laeuft, typ_orte=("05113000", "06632003")).wiederholung is Saeule.DOPPELT


def test_stufen_von_oben() -> None:
    lang = [nachweis("bestaetigung", 2016), nachweis("bestaetigung", 2022)]
    zahlen = nachweis("nutzungszahlen", 2019, 1, "40 Kinder")
    extern = nachweis("evaluation", 2019, 3)
    anderswo = ("05113000",)
    assert urteil([*lang, extern], typ_orte=anderswo).stufe == "vielfach-bewaehrt"
    assert urteil([*lang, zahlen], typ_orte=("05113000", "06632003")).stufe == "vielfach-bewaehrt"
    assert urteil([*lang, zahlen], typ_orte=anderswo).stufe == "bewaehrt"
    assert urteil([*lang, zahlen]).stufe == "bewaehrt"
    assert urteil(lang).stufe == "erprobt"
    assert urteil([nachweis("zielvereinbarung")], status="geplant").stufe == "geplant"


def test_eingestellt_behaelt_letzte_stufe_und_grund() -> None:
    b = urteil([nachweis("bestaetigung", 2016)], status="eingestellt", ende=2018, ende_grund="geld")
    assert (b.stufe, b.letzte_stufe) == ("eingestellt", "erprobt")
    assert any("Geld fehlte" in grund for grund in b.begruendung)


def test_nach_zwei_jahren_ohne_bestaetigung_nicht_mehr_aktuell() -> None:
    assert urteil([nachweis("bestaetigung", 2024)]).aktuell
    alt = urteil([nachweis("bestaetigung", 2023)])
    assert not alt.aktuell
    assert any("Zuletzt bestätigt 2023" in grund for grund in alt.begruendung)


def test_gleicher_typ_an_anderem_ort_zaehlt_nur_bestaetigt() -> None:
    eine = beispiel_massnahme("nw/herten/a", nachweise=[nachweis("bestaetigung")], quellen=QUELLEN)
    andere = beispiel_massnahme("nw/essen/b", ort="05113000", nachweise=[nachweis("presse", 2018, 2)], quellen=QUELLEN)
    assert bewaehrungen([eine, andere], ORTE)[eine.id].wiederholung is Saeule.NICHTS
    andere = beispiel_massnahme("nw/essen/b", ort="05113000", nachweise=[nachweis("bestaetigung")], quellen=QUELLEN)
    assert bewaehrungen([eine, andere], ORTE)[eine.id].wiederholung is Saeule.EINFACH
