"""Unterbrechungen eines Laufs warten, bis seine Rückrufe gerufen sind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.scriptrunner import RerunData, RerunException
from streamlit.runtime.state import SessionState
from streamlit.runtime.state.safe_session_state import SafeSessionState

from app.bausteine.klicks import rueckrufe_zu_ende_fuehren


class MitRueckruf(SessionState):
    """Eine Sitzung, deren Übernahme einen Rückruf hat, der wie unsere auf die Sitzung zugreift."""

    def on_script_will_rerun(self, *angaben: object, **benannte: object) -> None:
        aussen = self.aussen
        aussen["gemerkt"] = ["neu"]


@pytest.fixture
def sitzung() -> Iterator[SafeSessionState]:
    """Eine Sitzung, auf die schon der nächste Klick wartet: jeder Zugriff bricht den Lauf ab."""

    def naechster_klick() -> None:
        raise RerunException(RerunData())

    innen = MitRueckruf()
    innen.aussen = SafeSessionState(innen, naechster_klick)
    yield innen.aussen


def test_ein_wartender_klick_verdraengt_den_laufenden_nicht(sitzung: SafeSessionState) -> None:
    rueckrufe_zu_ende_fuehren()
    sitzung.on_script_will_rerun(WidgetStates())
    assert sitzung.filtered_state["gemerkt"] == ["neu"]
    with pytest.raises(RerunException):  # danach gilt die Unterbrechung wieder
        sitzung["gemerkt"] = []


def test_ohne_das_ginge_er_verloren(sitzung: SafeSessionState) -> None:
    """Schützt den Grund: Bricht Streamlit hier nicht mehr ab, ist `klicks.py` überflüssig."""
    rueckrufe_zu_ende_fuehren()
    with pytest.raises(RerunException):
        SafeSessionState.on_script_will_rerun.__wrapped__(sitzung, WidgetStates())


def test_wirkt_nur_einmal() -> None:
    rueckrufe_zu_ende_fuehren()
    einmal = SafeSessionState.on_script_will_rerun
    rueckrufe_zu_ende_fuehren()
    assert SafeSessionState.on_script_will_rerun is einmal
