"""Kein Klick geht verloren, auch wenn der nächste kommt, bevor der Server den vorigen gelesen hat.

Streamlit 1.67 bricht einen Lauf ab, sobald ein neuer Handgriff eintrifft: schon bevor er die Werte der Bedienelemente
übernimmt, und mitten in einem Rückruf beim ersten Zugriff auf die Sitzung. Der Handgriff, für den der Lauf begonnen hatte,
ist dann weg (gemessen: docs/ergebnisse.md, „App“). Hier wird beides bis nach den Rückrufen aufgeschoben. Dazu gehört
`fastReruns = false` in `.streamlit/config.toml`: Sonst ersetzt Streamlit den Lauf ganz, statt ihn nachzuholen.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from streamlit.runtime.state.safe_session_state import SafeSessionState

_UNTERBRECHUNG = "_yield_callback"


def rueckrufe_zu_ende_fuehren() -> None:
    """Schiebt Unterbrechungen auf, bis alle Rückrufe eines Laufs gerufen sind; wirkt einmal je Prozess."""
    uebernehmen = SafeSessionState.on_script_will_rerun
    if hasattr(uebernehmen, "__wrapped__"):
        return

    @wraps(uebernehmen)
    def ungestoert(sitzung: SafeSessionState, *angaben: Any, **benannte: Any) -> None:
        # `setattr` schriebe in die Sitzung selbst: SafeSessionState leitet Zuweisungen dorthin um.
        unterbrechung = object.__getattribute__(sitzung, _UNTERBRECHUNG)
        object.__setattr__(sitzung, _UNTERBRECHUNG, lambda: None)
        try:
            uebernehmen(sitzung, *angaben, **benannte)
        finally:
            object.__setattr__(sitzung, _UNTERBRECHUNG, unterbrechung)

    SafeSessionState.on_script_will_rerun = ungestoert  # type: ignore[method-assign,assignment]
