"""Wer den Aufbau abbricht, behält den letzten guten Stand."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hilfen import beispiel_datei
from wissensbasis.aufbau import aufbauen
from wissensbasis.basis import Wissensbasis
from wissensbasis.einstellungen import Einstellungen
from wissensbasis.fehler import BewaehrtFehler
from wissensbasis.suche import stand

ABBRUECHE = 12


def umgebung(einstellungen: Einstellungen) -> dict[str, str]:
    return {
        **os.environ,
        "BEWAEHRT_KORPUS": str(einstellungen.korpus),
        "BEWAEHRT_DATEN": str(einstellungen.daten),
        "BEWAEHRT_MODELL": "zeichen-ngramme",
    }


def test_abbruch_zu_beliebiger_zeit_laesst_den_letzten_stand(basis: Wissensbasis) -> None:
    """Bricht echte Prozesse zu zufälligen Zeiten ab; danach muss die Suche den alten oder den neuen Stand zeigen."""
    einstellungen = basis.einstellungen
    befehl = [sys.executable, "-m", "app.kommandozeile", "aufbauen"]
    beginn = time.perf_counter()
    subprocess.run(befehl, env=umgebung(einstellungen), check=True, capture_output=True)
    dauer = time.perf_counter() - beginn
    zufall = random.Random(20261123)
    abgebrochen = 0
    for runde in range(ABBRUECHE):
        vorher = set(Wissensbasis(einstellungen).speicher.kennungen())
        pfad = f"nw/herten/neu{runde}"
        datei = einstellungen.massnahmen / f"{pfad}.md"
        datei.write_text(
            beispiel_datei(
                pfad,
                thema=f"Anlass {runde} mit eigenen Wörtern a{runde} b{runde}",
                titel=f"Angebot {runde} mit eigenem Titel {runde * 7}",
            ),
            encoding="utf-8",
        )
        prozess = subprocess.Popen(
            befehl, env=umgebung(einstellungen), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(zufall.uniform(0.1, 1.0) * dauer)
        prozess.send_signal(signal.SIGKILL)
        abgebrochen += prozess.wait() == -signal.SIGKILL
        jetzt = Wissensbasis(einstellungen)
        assert set(jetzt.speicher.kennungen()) in (vorher, vorher | {f"nw-herten-neu{runde}"})
        gefunden = {fund.massnahme for fund in jetzt.suchmaschine.suche("Angebot Betreuung Familien").funde}
        assert gefunden <= set(jetzt.speicher.kennungen())
        assert gefunden
    assert abgebrochen, "Kein Abbruch traf einen laufenden Aufbau; die Wartezeiten passen nicht."
    ergebnis = aufbauen(Wissensbasis(einstellungen))
    assert ergebnis.anzahl == 6 + ABBRUECHE


@pytest.mark.parametrize("stelle", ["uebernehmen", "einbettungen_merken", "umbenennen"])
def test_abbruch_an_jeder_wichtigen_stelle(
    basis: Wissensbasis, schreibe: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, stelle: str
) -> None:
    schreibe(
        "nw/herten/weitere",
        thema="Noch ein anderer Anlass mit eigenen Wörtern",
        titel="Weitere Maßnahme mit eigenem Titel",
    )
    einstellungen = basis.einstellungen

    def stirb(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    from wissensbasis.speicher import Speicher

    with monkeypatch.context() as kontext:
        if stelle == "umbenennen":
            kontext.setattr(Path, "rename", stirb)
        else:
            kontext.setattr(Speicher, stelle, stirb)
        with pytest.raises(KeyboardInterrupt):
            aufbauen(Wissensbasis(einstellungen))
    danach = Wissensbasis(einstellungen)
    assert len(danach.speicher.kennungen()) == 6
    assert danach.suchmaschine.suche("Bürgerbus").funde[0].massnahme == "he-bebra-buergerbus"
    assert aufbauen(Wissensbasis(einstellungen)).anzahl == 7


def test_anderes_modell_baut_den_index_neu(basis: Wissensbasis, caplog: pytest.LogCaptureFixture) -> None:
    for ordner in basis.einstellungen.index.iterdir():
        (ordner / "kennzeichen.json").write_text("{}", encoding="utf-8")
    frisch = Wissensbasis(basis.einstellungen)
    assert frisch.suchmaschine.suche("Bürgerbus").funde
    assert "neu gebaut" in caplog.text


def test_beschaedigter_index_wird_neu_gebaut(basis: Wissensbasis) -> None:
    for ordner in basis.einstellungen.index.iterdir():
        (ordner / "dicht.faiss").write_bytes(b"kaputt")
    assert Wissensbasis(basis.einstellungen).suchmaschine.suche("Bürgerbus").funde


def test_zwei_aufbauten_zugleich(basis: Wissensbasis) -> None:
    from filelock import FileLock

    with FileLock(basis.einstellungen.daten / "aufbau.lock"), pytest.raises(BewaehrtFehler, match="schon ein Aufbau"):
        aufbauen(Wissensbasis(basis.einstellungen))


def test_nur_neues_wird_eingebettet(basis: Wissensbasis, schreibe: Callable[..., Path]) -> None:
    schreibe(
        "nw/herten/weitere",
        thema="Noch ein anderer Anlass mit eigenen Wörtern",
        titel="Weitere Maßnahme mit eigenem Titel",
    )
    schritte: list[tuple[str, int, int]] = []
    aufbauen(Wissensbasis(basis.einstellungen), fortschritt=lambda *s: schritte.append(s))
    eingebettet = [gesamt for schritt, _, gesamt in schritte if schritt == "Maßnahmen einbetten"]
    assert max(eingebettet) == 5  # Titel und vier Abschnitte der einen neuen Maßnahme


def test_alte_staende_werden_aufgeraeumt(basis: Wissensbasis, schreibe: Callable[..., Path]) -> None:
    for runde in range(4):
        schreibe(
            "nw/herten/weitere", thema=f"Anlass {runde} mit eigenen Wörtern", titel="Weitere Maßnahme mit eigenem Titel"
        )
        aufbauen(Wissensbasis(basis.einstellungen))
    assert len(list(basis.einstellungen.index.iterdir())) == stand._BEHALTENE_STAENDE
