"""Bedingungen in Fragen: Land, Größe, Ort, Wortfolge, Ausschluss."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empfehlung.frageverstaendnis import Frageleser
from tests.hilfen import beispiel_massnahme
from wissensbasis.einstellungen import WURZEL
from wissensbasis.orte import Ortsverzeichnis

ORTE = Ortsverzeichnis.laden(WURZEL / "korpus" / "orte")
BEKANNT = ["05562020", "05113000", "16052000", "16065", "05758", "q-muenster-aaseestadt"]
LESER = Frageleser(ORTE, BEKANNT)


@pytest.mark.parametrize(
    ("frage", "text", "worte"),
    [
        ("Taschengeldbörse in Thüringen", "Taschengeldbörse", ("Thüringen",)),
        ("Beispiele aus NRW für Lesepaten", "Beispiele für Lesepaten", ("Nordrhein-Westfalen",)),
        ("Bürgerbus in Kleinstädten", "Bürgerbus", ("Kleine Kleinstadt", "Größere Kleinstadt")),
        ("Jugendparlament in Dörfern", "Jugendparlament", ("Landgemeinde",)),
        ("was macht Gera für Familien", "was für Familien", ("Gera",)),
        ("Pflegeberatung im Landkreis", "Pflegeberatung", ("Kreis",)),
        ("„frühe Hilfen“ im Dorf", "frühe Hilfen", ("Landgemeinde", "genau „frühe Hilfen“")),
        ("Mittagstisch -Schule", "Mittagstisch", ("ohne „schul“",)),
        ("Bürgerbus, aber nicht aus NRW", "Bürgerbus, aber", ("nicht Nordrhein-Westfalen",)),
        ("Treffpunkte außerhalb Bayerns", "Treffpunkte", ("nicht Bayern",)),
        ("Treffpunkte außerhalb von Bayern", "Treffpunkte", ("nicht Bayern",)),
        ("Ferienbetreuung, keine Großstadt", "Ferienbetreuung", ("nicht Kleine Großstadt", "nicht Große Großstadt")),
        ("Lesepaten, nicht in Gera, in Thüringen", "Lesepaten", ("Thüringen", "nicht Gera")),
        ("Treffpunkte außerhalb von Essen", "Treffpunkte", ("nicht Essen",)),
        ("Lesepaten nicht nur in Großstädten", "Lesepaten", ()),
        (
            "etwas gegen Einsamkeit, das fast nichts kostet",
            "etwas gegen Einsamkeit, das",
            ("keine belegt hohen Kosten",),
        ),
        ("ohne große Kosten etwas gegen Einsamkeit tun", "etwas gegen Einsamkeit tun", ("keine belegt hohen Kosten",)),
        ("Spielplatz, darf kaum etwas kosten", "Spielplatz", ("keine belegt hohen Kosten",)),
    ],
)
def test_bedingungen_werden_erkannt(frage: str, text: str, worte: tuple[str, ...]) -> None:
    verstanden = LESER.verstehe(frage)
    assert verstanden.text == text
    assert verstanden.in_worten == worte


@pytest.mark.parametrize(
    "frage",
    [
        "Essen für Kinder in der Kita",
        "Dorfladen und Dorfkümmerer",
        "Eltern-Kind-Gruppe",
        "Arbeitskreis Familie",
        "Kreis der Helfenden",
        "Was kostet ein Babybegrüßungsdienst im Jahr",
        "kostenloses Mittagessen für Familien mit wenig Geld",
        "günstig wohnen im Alter",
        "Kinder ohne Essen in der Schule",
        "kein Essen auf dem Tisch",
    ],
)
def test_gewoehnliche_woerter_sind_keine_bedingung(frage: str) -> None:
    assert not LESER.verstehe(frage).hat_bedingungen


def test_nur_ein_land_sucht_mit_der_ganzen_frage() -> None:
    verstanden = LESER.verstehe("in Thüringen")
    assert verstanden.text == "in Thüringen"
    assert verstanden.laender == {"th"}


def test_erfuellt_prueft_ort_groesse_wortfolge_und_ausschluss() -> None:
    essen = beispiel_massnahme("nw/essen/probe", ort="05113000", thema="Frühe Hilfen fehlten im Stadtteil")
    for frage, erwartet in {
        "Hilfen in Essen": True,
        "Hilfen in Gera": False,
        "Hilfen in Großstädten": True,
        "Hilfen in Kleinstädten": False,
        "Hilfen in Thüringen": False,
        '"Frühe Hilfen"': True,
        '"späte Hilfen"': False,
        "Hilfen -Stadtteil": False,
        "Hilfen, nicht in NRW": False,
        "Hilfen außerhalb von Thüringen": True,
        "Hilfen, nicht in Großstädten": False,
        "Hilfen, nicht in Kleinstädten": True,
        "Hilfen, nicht in Essen": False,
    }.items():
        assert LESER.verstehe(frage).erfuellt(essen, ORTE) is erwartet, frage


def test_ein_weiterer_ort_ausserhalb_genuegt() -> None:
    zwei = beispiel_massnahme("nw/essen/probe", ort="05113000", umsetzungen=["05113000", "16052000"])
    assert LESER.verstehe("Hilfen, nicht in NRW").erfuellt(zwei, ORTE)
    assert not LESER.verstehe("Hilfen, nicht in NRW, nicht in Thüringen").erfuellt(zwei, ORTE)


@pytest.mark.parametrize(
    ("aufwand", "bleibt"),
    [
        ({}, True),
        ({"jaehrlich_eur": 3_000}, True),
        ({"jaehrlich_eur": 60_000}, False),
        ({"einmalig_eur": 250_000}, False),
        ({"stellen_vzae": 0.25}, True),
        ({"stellen_vzae": 1}, False),
    ],
)
def test_geringe_kosten_nehmen_nur_belegt_teures_heraus(aufwand: dict[str, float], bleibt: bool) -> None:
    felder = {"einmalig_eur": None, "jaehrlich_eur": None, "stellen_vzae": None, "finanzierung": []} | aufwand
    m = beispiel_massnahme("nw/essen/probe", ort="05113000", aufwand=felder)
    assert LESER.verstehe("Treff, der fast nichts kostet").erfuellt(m, ORTE) is bleibt


@given(st.text(max_size=300))
def test_beliebige_fragen_stuerzen_nie_ab(frage: str) -> None:
    LESER.verstehe(frage)
