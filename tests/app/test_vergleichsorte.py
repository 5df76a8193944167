"""Unter den Empfehlungen: ähnliche und nahe Orte, und wie weit die Auswahl streut."""

from __future__ import annotations

from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.apphilfen import baue_basis, in_adresse, laufe, roh, text
from wissensbasis.einstellungen import Einstellungen

GLADBECK = "05562014"


@pytest.fixture(scope="module")
def app_basis(tmp_path_factory: pytest.TempPathFactory) -> Einstellungen:
    """Fünfmal dieselbe Art in Herten, je einmal eine andere in Essen und Bebra; alles erdacht."""
    massnahmen: dict[str, dict[str, object]] = {
        f"nw/herten/randzeiten-{nummer}": {
            "titel": f"Frühbetreuung Nummer {nummer} im Schichtdienst",
            "thema": f"Schichtdienst {nummer}",
        }
        for nummer in range(5)
    }
    massnahmen["nw/essen/familienbuero"] = {
        "ort": "05113000",
        "titel": "Familienbüro für Eltern im Schichtdienst",
        "typ": "familienbuero",
        "handlungsfelder": ["fk-4"],
        "thema": "Ämter",
    }
    massnahmen["he/bebra/buergerbus"] = {
        "ort": "06632003",
        "titel": "Bürgerbus zum Schichtdienst",
        "typ": "buergerbus",
        "handlungsfelder": ["fk-5"],
        "thema": "Busse",
    }
    return baue_basis(tmp_path_factory.mktemp("app"), massnahmen)


def test_aehnliche_und_nahe_orte_mit_ihren_massnahmen(app: AppTest) -> None:
    laufe(app, ort=GLADBECK)
    assert "Kommunen wie Ihre mit Maßnahmen" not in roh(app)  # zugeklappt wird nichts gerechnet
    _aufklappen(app)
    aehnlich, nah = unescape(roh(app)).split("In Ihrer Nähe mit Maßnahmen")
    assert "Kommunen wie Ihre mit Maßnahmen" in aehnlich
    assert aehnlich.rindex("<strong>Herten</strong>") < aehnlich.rindex("<strong>Bebra</strong>")
    assert nah.index("Herten") < nah.index("Essen") < nah.index("Bebra")
    assert "km entfernt" in nah
    assert "und 2 weitere" in text(app)


def test_gewaehlte_felder_gelten_auch_fuer_die_orte(app: AppTest) -> None:
    laufe(app, ort=GLADBECK, feld="fk-5")
    _aufklappen(app)
    unten = unescape(roh(app)).split("Kommunen wie Ihre mit Maßnahmen in den gewählten Handlungsfeldern")[1]
    assert "<strong>Bebra</strong>" in unten and "<strong>Herten</strong>" not in unten


def test_ohne_profil_keine_vergleichsorte(app: AppTest) -> None:
    laufe(app, anliegen="Schichtdienst")
    assert "wie Ihre" not in roh(app)


def test_breiter_zeigt_je_art_zuerst_nur_eine_und_steht_in_der_adresse(app: AppTest) -> None:
    laufe(app, anliegen="Frühbetreuung im Schichtdienst", auswahl="enger")
    eng = _titel(app)
    assert all("Frühbetreuung" in titel for titel in eng[:5])
    app.segmented_control(key="empfehlung_auswahl").set_value("breiter").run()
    assert in_adresse(app, "auswahl") == ["breiter"]
    breit = _titel(app)
    assert sum("Frühbetreuung" in titel for titel in breit[:3]) == 1
    assert sorted(set(breit)) != [] and breit != eng


def _aufklappen(app: AppTest) -> None:
    app.session_state["vergleichsorte"] = True
    app.run()


def _titel(app: AppTest) -> list[str]:
    return [element.proto.label for element in app.get("page_link") if element.proto.label not in ("Details",)]
