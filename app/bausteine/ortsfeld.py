"""Ein Feld für einen Ort, mit Vorschlägen beim Tippen und Knöpfen für Namen, die mehrere Orte tragen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from app.bausteine import worte
from wissensbasis.fehler import BewaehrtFehler
from wissensbasis.orte import Ort, OrtMehrdeutig, Ortsverzeichnis, OrtUnbekannt

VORSCHLAEGE = 7
# Kaum ein Name gehört mehr Orten; bei den übrigen hilft der Zusatz von Land oder Kreis.
HOECHSTENS_GEMEINT = 12


@st.fragment
def ortsfeld(orte: Ortsverzeichnis, beschriftung: str, *, key: str, waehle: Callable[[Ort], object]) -> None:
    """Zeichnet Feld und Vorschläge; nach der Wahl ist das Feld wieder leer und die ganze Seite läuft neu."""
    if st.session_state.pop(f"_{key}_leeren", False):
        st.session_state[key] = ""
    with st.container(key="ortswahl", gap=None):
        text = st.text_input(
            beschriftung,
            key=key,
            live="250ms",
            max_chars=100,
            placeholder="Name oder Gemeindeschlüssel",
            autocomplete="off",
        )
        if not (text or "").strip():
            return
        vorschlaege = orte.suche(text or "", VORSCHLAEGE)
        with st.container(key="ortsvorschlaege", gap=None):
            if not vorschlaege:
                st.caption("Kein Ort gefunden. Postleitzahlen werden nicht erkannt; bitte Name oder Gemeindeschlüssel.")
            for ort in vorschlaege:
                if _ortsknopf(orte, ort, key=f"{key}_{ort.id}", type="tertiary"):
                    waehle(ort)
                    st.session_state[f"_{key}_leeren"] = True
                    st.rerun()


def rueckfrage(
    orte: Ortsverzeichnis, text: str, fehler: BewaehrtFehler, *, key: str, waehle: Callable[[Ort], object]
) -> None:
    """Was mit `text` gemeint sein kann, als Knöpfe; ohne Vorschläge die Meldung. `waehle` läuft als Rückruf."""
    if isinstance(fehler, OrtMehrdeutig):
        gemeint, meldung = fehler.kandidaten, "ist mehrdeutig. Welcher Ort ist gemeint?"
    elif isinstance(fehler, OrtUnbekannt) and fehler.vorschlaege:
        gemeint, meldung = fehler.vorschlaege, "ist im Ortsverzeichnis nicht bekannt. Gemeint ist vielleicht:"
    else:
        st.warning(worte.woertlich(str(fehler)))
        return
    with st.container(key=f"rueckfrage_{key}", gap="xxsmall"):
        st.warning(worte.woertlich(f"„{text[:80]}“ {meldung}"))
        for ort in gemeint[:HOECHSTENS_GEMEINT]:
            _ortsknopf(orte, ort, key=f"gemeint_{key}_{ort.id}", on_click=waehle, args=(ort,))
        if len(gemeint) > HOECHSTENS_GEMEINT:
            st.caption(f"Und {len(gemeint) - HOECHSTENS_GEMEINT} weitere; bitte Land oder Kreis dazuschreiben.")


def _ortsknopf(orte: Ortsverzeichnis, ort: Ort, **angaben: Any) -> bool:
    gedrueckt: bool = st.button(worte.woertlich(orte.bezeichnung(ort)), width="stretch", **angaben)
    return gedrueckt
