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
    }.items():
        assert LESER.verstehe(frage).erfuellt(essen, ORTE) is erwartet, frage


@given(st.text(max_size=300))
def test_beliebige_fragen_stuerzen_nie_ab(frage: str) -> None:
    LESER.verstehe(frage)
