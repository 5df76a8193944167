"""Von Ende zu Ende mit dem gelieferten Korpus und dem echten Modell."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.app.test_kommandozeile import SCHLUESSEL_EINES_TREFFERS
from wissensbasis.einstellungen import WURZEL

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def umgebung(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    daten = tmp_path_factory.mktemp("daten")
    umgebung = {k: v for k, v in os.environ.items() if not k.startswith("BEWAEHRT_")}
    umgebung |= {"BEWAEHRT_DATEN": str(daten), "PYTHONIOENCODING": "utf-8"}
    rufe(umgebung, "aufbauen")
    return umgebung


def rufe(umgebung: dict[str, str], *worte: str) -> str:
    befehl = [sys.executable, "-m", "app.kommandozeile", *worte]
    ergebnis = subprocess.run(befehl, env=umgebung, capture_output=True, text=True, encoding="utf-8", cwd=WURZEL)
    assert ergebnis.returncode == 0, ergebnis.stderr
    return ergebnis.stdout


def empfehle(umgebung: dict[str, str], *worte: str) -> dict[str, Any]:
    form: dict[str, Any] = json.loads(rufe(umgebung, "empfehlen", *worte, "--format", "json"))
    return form


def test_schichtdienst_in_herten(umgebung: dict[str, str]) -> None:
    form = empfehle(
        umgebung, "--kommune", "Herten", "--feld", "fk-2",
        "--anliegen", "Eltern im Schichtdienst finden keine Betreuung am frühen Morgen",
    )  # fmt: skip
    treffer = form["treffer"]
    assert len(treffer) == 10
    for t in treffer:
        assert set(t) == SCHLUESSEL_EINES_TREFFERS
        assert "fk-2" in t["handlungsfelder"]
        akte = json.loads(rufe(umgebung, "zeige", t["id"], "--format", "json"))
        assert t["quellen"] == akte["quellen"]
    typen = [json.loads(rufe(umgebung, "zeige", t["id"], "--format", "json"))["typ"] for t in treffer[:3]]
    assert set(typen) <= {"randzeitenbetreuung", "notfallbetreuung"}, typen


@pytest.mark.parametrize(
    ("anliegen", "typ"),
    [
        ("Oma-Dienst für Alleinerziehende", "grosselterndienst"),
        ("jemand, der alten Leuten das Handy erklärt", "digitale-hilfe-fuer-aeltere"),
        ("Jugendliche mähen Rasen für Senioren gegen Taschengeld", "taschengeldboerse"),
        ("Bus, den Ehrenamtliche fahren", "buergerbus"),
    ],
)
def test_alltagssprache_findet_die_fachliche_idee(umgebung: dict[str, str], anliegen: str, typ: str) -> None:
    form = json.loads(rufe(umgebung, "suche", anliegen, "--anzahl", "3", "--format", "json"))
    typen = [json.loads(rufe(umgebung, "zeige", t["id"], "--format", "json"))["typ"] for t in form["treffer"]]
    assert typ in typen


def test_hundesteuer_bleibt_ehrlich_leer(umgebung: dict[str, str]) -> None:
    form = json.loads(rufe(umgebung, "suche", "Hundesteuer erhöhen", "--format", "json"))
    assert form["treffer"] == []
    assert "Nichts Passendes" in " ".join(form["hinweise"])


def test_ausgabe_gibt_den_korpus_byte_fuer_byte_zurueck(umgebung: dict[str, str], tmp_path: Path) -> None:
    rufe(umgebung, "ausgeben", str(tmp_path / "korpus"))
    korpus = WURZEL / "korpus" / "massnahmen"
    hinein = {p.relative_to(korpus): p.read_bytes() for p in korpus.rglob("*.md")}
    heraus = {p.relative_to(tmp_path / "korpus"): p.read_bytes() for p in (tmp_path / "korpus").rglob("*.md")}
    assert heraus == hinein
