"""Jeder Befehl von außen: Ausgaben, Endestände, deutsche Meldungen ohne Rückverfolgung."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from wissensbasis.basis import Wissensbasis
from wissensbasis.einstellungen import WURZEL

SCHLUESSEL_EINES_TREFFERS = {
    "rang", "id", "titel", "ort", "ags", "ebene", "handlungsfelder", "querschnittsthemen", "relevanz", "passung",
    "nachweis", "zu_pruefen", "quellen",
}  # fmt: skip


@pytest.fixture
def umgebung(basis: Wissensbasis) -> dict[str, str]:
    e = basis.einstellungen
    return {
        **os.environ,
        "BEWAEHRT_KORPUS": str(e.korpus),
        "BEWAEHRT_DATEN": str(e.daten),
        "BEWAEHRT_MODELL": e.modell,
        "PYTHONIOENCODING": "utf-8",
    }


def rufe(umgebung: dict[str, str], *worte: str) -> subprocess.CompletedProcess[str]:
    befehl = [sys.executable, "-m", "app.kommandozeile", *worte]
    return subprocess.run(befehl, env=umgebung, capture_output=True, text=True, encoding="utf-8", cwd=WURZEL)


def test_hilfe_nennt_jeden_befehl_auf_deutsch(umgebung: dict[str, str]) -> None:
    hilfe = rufe(umgebung, "--help").stdout
    for befehl in ("aufbauen", "suche", "empfehlen", "zeige", "korpus", "bewerten", "ausgeben"):
        assert befehl in hilfe
        einzeln = rufe(umgebung, befehl, "--help")
        assert einzeln.returncode == 0
        assert len(einzeln.stdout.splitlines()) > 5


def test_suche_als_json(umgebung: dict[str, str]) -> None:
    ergebnis = rufe(umgebung, "suche", "Bürgerbus", "--anzahl", "3", "--format", "json")
    form = json.loads(ergebnis.stdout)
    assert set(form) == {"anfrage", "treffer", "hinweise"}
    assert form["treffer"][0]["id"] == "he-bebra-buergerbus"
    assert form["anfrage"]["anliegen"] == "Bürgerbus"


def test_empfehlen_als_json_hat_alle_schluessel(umgebung: dict[str, str]) -> None:
    ergebnis = rufe(umgebung, "empfehlen", "--kommune", "Herten", "--anliegen", "Betreuung", "--format", "json")
    form = json.loads(ergebnis.stdout)
    assert form["treffer"]
    for nr, treffer in enumerate(form["treffer"], start=1):
        assert set(treffer) == SCHLUESSEL_EINES_TREFFERS
        assert treffer["rang"] == nr
        assert {"wert", "gleich", "anders", "unbekannt", "naechste_umsetzung"} <= set(treffer["passung"])
        assert {"stufe", "umsetzung", "wirkung", "wiederholung", "begruendung"} <= set(treffer["nachweis"])
        assert "fundstelle" in treffer["relevanz"]
        assert treffer["quellen"]


def test_feld_schraenkt_ein_und_sagt_wenn_es_weniger_gibt(umgebung: dict[str, str]) -> None:
    form = json.loads(rufe(umgebung, "empfehlen", "--feld", "fk-6", "--format", "json").stdout)
    assert {t["id"] for t in form["treffer"]} == {"he-bebra-buergerbus", "th-kyffhaeuserkreis-dorfkuemmerer"}
    assert any("gefunden wurden 2" in hinweis for hinweis in form["hinweise"])


def test_ab_stufe_filtert(umgebung: dict[str, str]) -> None:
    form = json.loads(
        rufe(umgebung, "empfehlen", "--anliegen", "Bus", "--ab-stufe", "vielfach-bewaehrt", "--format", "json").stdout
    )
    assert form["treffer"] == []
    assert "Nichts Passendes" in form["hinweise"][0]


def test_zeige_nennt_nicht_belegtes(umgebung: dict[str, str]) -> None:
    text = rufe(umgebung, "zeige", "he-bebra-buergerbus").stdout
    assert "Aufwand: nicht belegt" in text
    assert "https://www.example.org/bericht" in text
    form = json.loads(rufe(umgebung, "zeige", "he-bebra-buergerbus", "--format", "json").stdout)
    assert form["ortsname"] == "Bebra"


@pytest.mark.parametrize(
    ("worte", "meldung"),
    [
        (("zeige", "he-bebra-burgerbus"), "Meinten Sie „he-bebra-buergerbus“"),
        (("suche", "  "), "leer"),
        (("suche", "x" * 10_000), "höchstens"),
        (("suche", "Bus", "--feld", "fk-77"), "Handlungsfeld „fk-77“ gibt es nicht"),
        (("empfehlen",), "wenigstens eines"),
        (("empfehlen", "--kommune", "Hertn"), "Meinten Sie"),
        (("empfehlen", "--kommune", "Neunkirchen"), "mehrdeutig"),
        (("empfehlen", "--kommune", "Herten", "--thema", "wetter"), "Querschnittsthema „wetter“"),
        (("empfehlen", "--kommune", "Herten", "--profil", "p.json"), "nicht beides"),
        (("empfehlen", "--profil", "nirgends.json"), "gibt es nicht"),
        (("korpus", "pruefen", "/nirgends"), "gibt es nicht"),
        (("bewerten", "/nirgends"), "nirgends"),
    ],
)
def test_bedienfehler(umgebung: dict[str, str], worte: tuple[str, ...], meldung: str) -> None:
    ergebnis = rufe(umgebung, *worte)
    assert ergebnis.returncode != 0
    assert meldung in ergebnis.stderr
    assert "Traceback" not in ergebnis.stderr
    assert ergebnis.stdout == ""


def test_profil_eines_dorfs_eines_kreises_und_eines_quartiers(umgebung: dict[str, str], tmp_path: Path) -> None:
    for profil in (
        {"name": "Kreis Herford"},
        {"einwohner": 900, "land": "th", "status": "kreisangehoerig"},
        {"name": "Unsere Siedlung", "ebene": "quartier", "ags": "05515000", "quartier": {"wohneinheiten": 420}},
    ):
        datei = tmp_path / "p.json"
        datei.write_text(json.dumps(profil), encoding="utf-8")
        ergebnis = rufe(umgebung, "empfehlen", "--profil", str(datei), "--format", "json")
        assert ergebnis.returncode == 0, ergebnis.stderr
        assert json.loads(ergebnis.stdout)["treffer"]


def test_korpus_pruefen_endet_mit_eins_bei_verstoessen(umgebung: dict[str, str], basis: Wissensbasis) -> None:
    assert rufe(umgebung, "korpus", "pruefen").returncode == 0
    (basis.einstellungen.massnahmen / "nw/herten/kaputt.md").write_text("kaputt", encoding="utf-8")
    ergebnis = rufe(umgebung, "korpus", "pruefen")
    assert ergebnis.returncode == 1
    assert "nw/herten/kaputt.md:1:" in ergebnis.stdout
    aufbauen = rufe(umgebung, "aufbauen")
    assert aufbauen.returncode == 1
    assert "nichts verändert" in aufbauen.stderr


def test_korpus_stand(umgebung: dict[str, str]) -> None:
    assert "6 Maßnahmen" in rufe(umgebung, "korpus", "stand").stdout
    assert json.loads(rufe(umgebung, "korpus", "stand", "--format", "json").stdout)["anzahl"] == 6


def test_ohne_aufbau_sagt_was_zu_tun_ist(umgebung: dict[str, str], tmp_path: Path) -> None:
    ergebnis = rufe({**umgebung, "BEWAEHRT_DATEN": str(tmp_path / "neu")}, "suche", "Bus")
    assert ergebnis.returncode == 1
    assert "bewaehrt aufbauen" in ergebnis.stderr
    assert not (tmp_path / "neu").exists()


def test_hilfe_laedt_nichts_schweres(umgebung: dict[str, str]) -> None:
    code = (
        "import sys; from app.befehle.wurzel import anwendung; "
        "print(sorted({'torch','sentence_transformers','faiss','numpy','sqlalchemy','pandas','streamlit'} & set(sys.modules)))"
    )
    ergebnis = subprocess.run([sys.executable, "-c", code], env=umgebung, capture_output=True, text=True, cwd=WURZEL)
    assert ergebnis.stdout.strip() == "[]"
