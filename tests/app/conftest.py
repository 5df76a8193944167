"""Die App für ihre Tests: ohne Browser, und mit Browser und Server.

Browser und Server leben je Modul, damit Tests ohne Browser unberührt bleiben.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.app.apphilfen import neue_sitzung
from tests.app.browserhilfen import Server, chromium, server
from wissensbasis.basis import Wissensbasis
from wissensbasis.einstellungen import Einstellungen

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def app_basis(echte_basis: Wissensbasis) -> Einstellungen:
    """Worüber die App läuft; ein Modul mit eigenem Korpus ersetzt diese Fixture."""
    return echte_basis.einstellungen


@pytest.fixture
def app(app_basis: Einstellungen, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    for name in ("korpus", "daten", "modell"):
        monkeypatch.setenv(f"BEWAEHRT_{name.upper()}", str(getattr(app_basis, name)))
    st.cache_resource.clear()
    yield neue_sitzung()
    st.cache_resource.clear()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    pfad = chromium()
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright fehlt: pip install -e '.[entwicklung]'")
    with sync_api.sync_playwright() as spiel:
        fenster = spiel.chromium.launch(executable_path=pfad, args=["--no-sandbox"])
        yield fenster
        fenster.close()


@pytest.fixture
def seite(browser: Browser) -> Iterator[Page]:
    kontext = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    yield kontext.new_page()
    kontext.close()


@pytest.fixture(scope="module")
def ganze_app(echte_basis: Wissensbasis, browser: Browser) -> Iterator[Server]:
    """Ein Server über dem gelieferten Korpus, mit dem kleinen Modell."""
    with server(echte_basis.einstellungen) as laufend:
        yield laufend
