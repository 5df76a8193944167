"""Hilfen für Tests im Browser: Chromium finden, die App als Server starten, eine Seite öffnen."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from wissensbasis.einstellungen import WURZEL, Einstellungen

if TYPE_CHECKING:
    from playwright.sync_api import Page

OHNE_CHROMIUM = "Chromium fehlt: apt-get install chromium (oder den Pfad in CHROMIUM nennen)."


@dataclass(frozen=True)
class Server:
    """Ein laufender Server der App auf diesem Rechner."""

    adresse: str
    prozess: int


def chromium_pfad() -> str | None:
    """Der Pfad zu Chromium; `None`, wo keines ist."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


def chromium() -> str:
    """Der Pfad zu Chromium; ohne Chromium wird übersprungen, im Prüflauf (`CI=true`) ist das ein Fehler."""
    pfad = chromium_pfad()
    if pfad is None:
        if os.environ.get("CI") == "true":
            pytest.fail(OHNE_CHROMIUM)
        pytest.skip(OHNE_CHROMIUM)
    return pfad


@contextmanager
def server(einstellungen: Einstellungen) -> Iterator[Server]:
    """Startet die App über dieser Wissensbasis auf 127.0.0.1 und beendet sie am Ende."""
    with socket.socket() as steckdose:
        steckdose.bind(("127.0.0.1", 0))
        port = steckdose.getsockname()[1]
    umgebung = {name: wert for name, wert in os.environ.items() if not name.startswith("BEWAEHRT_")}
    umgebung |= {
        "BEWAEHRT_KORPUS": str(einstellungen.korpus),
        "BEWAEHRT_DATEN": str(einstellungen.daten),
        "BEWAEHRT_MODELL": einstellungen.modell,
    }
    befehl = [sys.executable, "-m", "streamlit", "run", "app/start.py"]
    befehl += ["--server.address", "127.0.0.1", "--server.port", str(port)]
    prozess = subprocess.Popen(befehl, cwd=WURZEL, env=umgebung, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        adresse = f"http://127.0.0.1:{port}"
        _warte(f"{adresse}/_stcore/health", prozess)
        yield Server(adresse, prozess.pid)
    finally:
        prozess.terminate()
        prozess.wait(20)


def _warte(url: str, prozess: subprocess.Popen[bytes], hoechstens: float = 60) -> None:
    ende = time.monotonic() + hoechstens
    while time.monotonic() < ende:
        if prozess.poll() is not None:
            raise RuntimeError(f"Der Server hat sich mit {prozess.returncode} beendet.")
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.3)
    raise TimeoutError(f"{url} antwortet nicht")


def oeffne(seite: Page, url: str) -> None:
    """Öffnet eine Seite und wartet, bis sie ganz gezeichnet ist."""
    seite.goto(url)
    seite.wait_for_selector(".bw-fuss", timeout=60_000)
    zur_ruhe(seite)


def zur_ruhe(seite: Page) -> None:
    """Wartet, bis der Server fertig gerechnet hat und nichts Veraltetes mehr dasteht."""
    seite.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=60_000)
    seite.wait_for_function('!document.querySelector("[data-stale=true]")', timeout=60_000)


def lade_herunter(seite: Page, knopf: str, ordner: Path) -> Path:
    """Drückt den Knopf zum Herunterladen und legt die Datei im Ordner ab."""
    with seite.expect_download(timeout=60_000) as laden:
        seite.get_by_role("button", name=knopf, exact=True).click()
    ziel = ordner / laden.value.suggested_filename
    laden.value.save_as(ziel)
    return ziel
