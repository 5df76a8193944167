"""Stand und Lücken: die Tafel zählt auf Wunsch nur Belegtes."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.apphilfen import baue_basis, in_adresse, laufe, roh, text
from wissensbasis.einstellungen import Einstellungen


@pytest.fixture(scope="module")
def app_basis(tmp_path_factory: pytest.TempPathFactory) -> Einstellungen:
    """Drei laufende und eine beendete erdachte Maßnahme."""
    massnahmen: dict[str, dict[str, object]] = {
        f"nw/herten/randzeiten-{nummer}": {"titel": f"Frühbetreuung Nummer {nummer}", "thema": f"Früh {nummer}"}
        for nummer in range(3)
    }
    massnahmen["he/bebra/beendet"] = {
        "ort": "06632003",
        "titel": "Beendete Spätbetreuung",
        "status": "eingestellt",
        "ende": 2020,
        "ende_grund": "geld",
        "thema": "Spät",
    }
    return baue_basis(tmp_path_factory.mktemp("app"), massnahmen)


def _summe(app: AppTest) -> int:
    return sum(int(zahl) for zahl in re.findall(r'<td class="bw-h\d">(\d+)</td>', roh(app)))


def test_tafel_zaehlt_alle_oder_nur_ab_einer_stufe(app: AppTest) -> None:
    laufe(app, "stand")
    assert "Maßnahmen nach Handlungsfeld und Größe" in text(app) and "Dünn besetzt" in text(app)
    assert _summe(app) == 4
    app.segmented_control(key="stand_ab").set_value("erprobt").run()
    assert in_adresse(app, "ab") == ["erprobt"]
    assert _summe(app) == 3
    app.segmented_control(key="stand_ab").set_value("bewaehrt").run()
    assert _summe(app) == 0
