"""Der Empfehlungsdienst der App: je Server einmal geladen, beim ersten Aufruf mit sichtbarem Fortschritt gewärmt."""

from __future__ import annotations

import threading
from collections.abc import Callable

import streamlit as st

from empfehlung.dienst import Empfehlungsdienst
from wissensbasis.basis import Wissensbasis
from wissensbasis.einstellungen import Einstellungen


class _Halter:
    """Hält den Dienst für alle Sitzungen; `bereit` wird erst wahr, wenn alles Faule geladen ist."""

    def __init__(self) -> None:
        self.dienst = Empfehlungsdienst(Wissensbasis(Einstellungen()))
        self.sperre = threading.Lock()
        self.bereit = False


@st.cache_resource(show_spinner=False)
def _halter() -> _Halter:
    return _Halter()


def hole_dienst() -> Empfehlungsdienst:
    """Der gewärmte Dienst; wirft `BewaehrtFehler`, wenn die Wissensbasis fehlt oder nicht lesbar ist."""
    halter = _halter()
    if halter.bereit:
        return halter.dienst
    anzeige = st.empty()
    with halter.sperre:
        if not halter.bereit:
            _waerme(halter.dienst, anzeige)
            halter.bereit = True
    anzeige.empty()
    return halter.dienst


def _waerme(dienst: Empfehlungsdienst, anzeige: st.delta_generator.DeltaGenerator) -> None:
    basis = dienst.basis
    schritte: tuple[tuple[str, Callable[[], object]], ...] = (
        ("Orte und Begriffe werden gelesen", lambda: (basis.begriffe, basis.orte.suche("Essen", 1))),
        ("Maßnahmen werden gelesen", lambda: basis.massnahmen),
        ("Nachweise werden ausgewertet", lambda: dienst.bewaehrungen),
        ("Suche und Sprachmodell werden geladen", lambda: basis.suchmaschine.suche("Familie")),
    )
    for nummer, (name, schritt) in enumerate(schritte):
        anzeige.progress(nummer / len(schritte), text=f"{name} …")
        schritt()
