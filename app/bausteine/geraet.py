"""Was die App über das Gerät wissen muss."""

from __future__ import annotations

import streamlit as st


def am_telefon() -> bool:
    """Ob ein Telefon fragt; dort bleiben lange Eingaben zugeklappt, damit Treffer nicht weit unten stehen."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def zum_ergebnis(nur_schmal: bool = False) -> None:
    """Rollt zur Überschrift `#ergebnis`; `nur_schmal` lässt breite Bildschirme, wie sie sind."""
    bedingung = "innerWidth < 900" if nur_schmal else "true"
    st.html(
        f"<script>if ({bedingung}) document.getElementById('ergebnis')?.scrollIntoView()</script>",
        unsafe_allow_javascript=True,
    )
