"""Knöpfe zum Herunterladen; die Datei entsteht erst beim Klick und trägt das Datum des Tags."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

_ART = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


@dataclass(frozen=True)
class Datei:
    """Eine Ausgabe: Beschriftung, Anfang des Dateinamens, Endung und was die Bytes schreibt; `zuerst` hebt sie hervor."""

    beschriftung: str
    stamm: str
    endung: str
    schreibe: Callable[[], bytes]
    hilfe: str | None = None
    zuerst: bool = False


def knoepfe(dateien: Sequence[Datei], *, key: str) -> None:
    """Die Knöpfe nebeneinander."""
    tag = dt.date.today().isoformat()
    with st.container(horizontal=True, key=key):
        for nummer, datei in enumerate(dateien):
            st.download_button(
                datei.beschriftung,
                datei.schreibe,
                file_name=f"{datei.stamm}-{tag}.{datei.endung}",
                mime=_ART[datei.endung],
                type="primary" if datei.zuerst else "secondary",
                on_click="ignore",
                key=f"{key}_{nummer}",
                help=datei.hilfe,
            )
