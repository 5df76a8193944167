"""Die Dokumente bleiben wahr: was der Code kennt, steht darin, und umgekehrt."""

from __future__ import annotations

import re
import tomllib
from typing import get_args

import pytest
import typer.main

from app.befehle.wurzel import anwendung
from empfehlung.gewichte import gewichte_laden
from empfehlung.profil import Profil, Quartiersprofil
from wissensbasis.basis import Wissensbasis
from wissensbasis.bewaehrung import STUFENNAMEN
from wissensbasis.datensatz.datei import ABSCHNITTE
from wissensbasis.datensatz.modell import Aufwand, Kopf, Nachweis, NachweisArt, Quelle, QuellenArt, TraegerArt
from wissensbasis.einstellungen import WURZEL, Einstellungen
from wissensbasis.pruefung import pruefe_ordner


def dokument(name: str) -> str:
    return (WURZEL / name).read_text(encoding="utf-8")


KORPUS, METHODE, ARCHITEKTUR, ENTSCHEIDUNGEN = (
    dokument(f"docs/{name}.md") for name in ("korpus", "methode", "architektur", "entscheidungen")
)


@pytest.mark.parametrize("schluessel", [*Kopf.model_fields, *Aufwand.model_fields])
def test_jede_angabe_ist_beschrieben(schluessel: str) -> None:
    assert schluessel in KORPUS


@pytest.mark.parametrize("art", [*get_args(NachweisArt), *get_args(QuellenArt), *get_args(TraegerArt)])
def test_jede_art_ist_beschrieben(art: str) -> None:
    assert art in KORPUS


@pytest.mark.parametrize("art", get_args(NachweisArt))
def test_jede_nachweisart_sagt_was_sie_darf(art: str) -> None:
    tafel = METHODE.split("### Welches Dokument was darf")[1]
    assert f"`{art}`" in tafel


def test_angaben_der_listen_sind_beschrieben() -> None:
    for modell in (Nachweis, Quelle):
        assert "{" + ", ".join(modell.model_fields) + "}" in KORPUS


@pytest.mark.parametrize("abschnitt", ABSCHNITTE)
def test_jeder_abschnitt_ist_beschrieben(abschnitt: str) -> None:
    assert f"## {abschnitt}" in KORPUS


@pytest.mark.parametrize("stufe", STUFENNAMEN.values())
def test_jede_stufe_hat_ihre_regel(stufe: str) -> None:
    assert f"| **{stufe}** |" in METHODE


def test_gewichte_stehen_wie_sie_sind_in_der_methode() -> None:
    tafel = dict(re.findall(r"^\| `(\w+)` \| (\d\.\d\d) \|", METHODE, re.MULTILINE))
    assert {name: float(wert) for name, wert in tafel.items()} == gewichte_laden().passung


@pytest.mark.parametrize("schluessel", [*Profil.model_fields, *Quartiersprofil.model_fields])
def test_jedes_profilmerkmal_ist_beschrieben(schluessel: str) -> None:
    assert f"`{schluessel}`" in METHODE


def test_jede_einstellung_ist_beschrieben_und_keine_weitere() -> None:
    beschrieben = set(re.findall(r"`(BEWAEHRT_\w+)` \|", ARCHITEKTUR))
    assert beschrieben == {f"BEWAEHRT_{name.upper()}" for name in Einstellungen.model_fields}


def test_jeder_befehl_ist_beschrieben_und_hat_hilfe() -> None:
    gruppe = typer.main.get_command(anwendung)
    for name, befehl in gruppe.commands.items():  # type: ignore[attr-defined]
        unter = getattr(befehl, "commands", None)
        for pfad, einzelner in [(f"{name} {n}", b) for n, b in unter.items()] if unter else [(name, befehl)]:
            assert f"`bewaehrt {pfad}`" in ARCHITEKTUR
            assert einzelner.help
            assert all(parameter.help for parameter in einzelner.params if parameter.name != "help")


def test_jede_abhaengigkeit_hat_einen_grund_und_eine_feste_version() -> None:
    projekt = tomllib.loads(dokument("pyproject.toml"))["project"]
    pakete = [*projekt["dependencies"], *projekt["optional-dependencies"]["entwicklung"]]
    for paket in pakete:
        name = re.split(r"[=<>\s;\[]", paket)[0]
        assert f"`{name}`" in ENTSCHEIDUNGEN, name
        assert "==" in paket or name == "types-PyYAML", paket
    assert "torch==2.13.0" in pakete


def test_das_ausgearbeitete_beispiel_ist_die_datei() -> None:
    beispiel = re.search(r"<!-- beispiel: ([\w/-]+) -->\n```\n(.*?)\n```", KORPUS, re.DOTALL)
    assert beispiel is not None
    datei = WURZEL / "korpus" / "massnahmen" / f"{beispiel.group(1)}.md"
    assert datei.read_text(encoding="utf-8").strip() == beispiel.group(2).strip()


def test_der_gelieferte_korpus_ist_ohne_verstoss() -> None:
    basis = Wissensbasis(Einstellungen())
    ergebnis = pruefe_ordner(basis.einstellungen.massnahmen, basis.begriffe, basis.orte)
    assert ergebnis.befunde == ()
    assert ergebnis.anzahl_dateien >= 500


def test_nichts_erdachtes_im_korpus() -> None:
    for datei in (WURZEL / "korpus").rglob("*.md"):
        text = datei.read_text(encoding="utf-8")
        assert "example.org" not in text
        assert "Erdacht" not in text


def test_readme_nennt_zwei_befehle_und_zeigt_bilder_die_es_gibt() -> None:
    readme = dokument("README.md")
    assert "make start" in readme
    assert "make test" in readme
    bilder = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", readme)
    assert bilder
    assert all((WURZEL / bild).is_file() for bild in bilder)


def test_verweise_in_dokumenten_zeigen_auf_dateien() -> None:
    for name in ("README.md", *(f"docs/{d.name}" for d in (WURZEL / "docs").glob("*.md"))):
        for ziel in re.findall(r"\]\((?!https?:|#)([^)#]+)", dokument(name)):
            assert ((WURZEL / name).parent / ziel).exists(), f"{name}: {ziel}"
