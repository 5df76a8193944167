"""Einstieg der App: Rahmen, Navigation, Sprache, deutsche Fehlermeldungen.

Start: `streamlit run app/start.py --server.address 127.0.0.1 --server.port 8501`
"""

from __future__ import annotations

import logging
from pathlib import Path

import streamlit as st

from app.bausteine import merkliste, profilwahl, wege
from app.bausteine.adresse import ankunft_merken
from app.bausteine.dienst import hole_dienst
from app.bausteine.klicks import rueckrufe_zu_ende_fuehren
from app.bausteine.skripte import skript
from app.stil import SYMBOL, WORTMARKE, gestaltung, sprache
from wissensbasis.fehler import BewaehrtFehler

ORDNER = Path(__file__).parent
protokoll = logging.getLogger(__name__)

# Datei, Titel, Adresse, in der Navigation sichtbar. Seiten, deren Datei es (noch) nicht gibt, fehlen still.
SEITEN = (
    (wege.EMPFEHLUNGEN, "Empfehlungen", "", True),
    (wege.SUCHE, "Suche", "suche", True),
    (wege.NETZWERKTREFFEN, "Netzwerktreffen", "netzwerktreffen", True),
    (wege.WEITERBILDUNG, "Weiterbildung", "weiterbildung", True),
    (wege.MERKLISTE, "Merkliste", "merkliste", True),
    (wege.STAND, "Stand und Lücken", "stand", True),
    (wege.METHODE, "Methode", "methode", True),
    (wege.MASSNAHME, "Maßnahme", "massnahme", False),
)


def hauptprogramm() -> None:
    """Zeichnet den Rahmen und darin die gewählte Seite."""
    rueckrufe_zu_ende_fuehren()
    st.set_page_config(page_icon=SYMBOL, layout="wide", initial_sidebar_state="collapsed")
    st.html(gestaltung())
    st.html(sprache(), unsafe_allow_javascript=True)
    st.html(skript("adresse.js"), unsafe_allow_javascript=True)
    st.logo(WORTMARKE, size="large")
    seite = st.navigation(
        [
            st.Page(
                datei,
                title=titel,
                url_path=adresse,
                default=not adresse,
                visibility="visible" if sichtbar else "hidden",
            )
            for datei, titel, adresse, sichtbar in SEITEN
            if (ORDNER / datei).is_file()
        ],
        position="top",
    )
    st.set_page_config(page_title=f"{seite.title} – Bewährt")
    ankunft_merken(seite.url_path)
    try:
        dienst = hole_dienst()
        profilwahl.BEREICH.lies()
        merkliste.lies(dienst.basis.massnahmen.__contains__)
        seite.run()
    except BewaehrtFehler as fehler:
        st.error(str(fehler))
    except Exception:
        protokoll.exception("Unerwarteter Fehler auf der Seite „%s“", seite.title)
        st.error(
            "Auf dieser Seite ist ein Fehler aufgetreten. Bitte neu laden; bleibt er, hilft die Meldung im Fenster, "
            "in dem die App gestartet wurde."
        )
    profilwahl.BEREICH.schreibe()
    merkliste.schreibe()
    st.html('<p class="bw-fuss">Läuft auf diesem Rechner; keine Eingabe verlässt ihn.</p>')


hauptprogramm()
