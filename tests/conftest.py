"""Gemeinsame Hilfen: ein kleiner, erdachter Korpus mit den echten Begriffen und Orten."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from tests.hilfen import beispiel_datei
from wissensbasis.aufbau import aufbauen
from wissensbasis.basis import Wissensbasis
from wissensbasis.einstellungen import WURZEL, Einstellungen

# Laufzeiten schwanken auf geteilten Rechnern; eine Eigenschaft soll nicht an der Uhr scheitern.
settings.register_profile("bewaehrt", deadline=None, max_examples=60)
settings.load_profile("bewaehrt")

ECHTER_KORPUS = WURZEL / "korpus"


@pytest.fixture(autouse=True)
def _ohne_fremde_einstellungen(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("BEWAEHRT_"):
            monkeypatch.delenv(name)


@pytest.fixture
def leerer_korpus(tmp_path: Path) -> Path:
    """Echte Begriffe und Orte, noch ohne Maßnahmen."""
    korpus = tmp_path / "korpus"
    (korpus / "massnahmen").mkdir(parents=True)
    for datei in ECHTER_KORPUS.glob("*.toml"):
        shutil.copy(datei, korpus)
    shutil.copytree(ECHTER_KORPUS / "orte", korpus / "orte")
    return korpus


@pytest.fixture
def schreibe(leerer_korpus: Path) -> Callable[..., Path]:
    """Schreibt eine erdachte Maßnahme: schreibe("nw/herten/probe", typ=…)."""

    def schreiben(pfad: str, **aenderungen: object) -> Path:
        datei = leerer_korpus / "massnahmen" / f"{pfad}.md"
        datei.parent.mkdir(parents=True, exist_ok=True)
        datei.write_text(beispiel_datei(pfad, **aenderungen), encoding="utf-8")
        return datei

    return schreiben


@pytest.fixture
def einstellungen(leerer_korpus: Path, tmp_path: Path) -> Einstellungen:
    return Einstellungen(korpus=leerer_korpus, daten=tmp_path / "daten", modell="zeichen-ngramme")


@pytest.fixture
def basis(einstellungen: Einstellungen, schreibe: Callable[..., Path]) -> Wissensbasis:
    """Eine aufgebaute Wissensbasis aus sechs erdachten Maßnahmen."""
    schreibe(
        "nw/herten/randzeiten", titel="Frühbetreuung für Kinder im Schichtdienst der Eltern", typ="randzeitenbetreuung"
    )
    schreibe(
        "nw/essen/familienbuero",
        ort="05113000",
        titel="Familienbüro als Anlaufstelle im Rathaus",
        typ="familienbuero",
        handlungsfelder=["fk-4"],
        thema="Familien fanden Angebote nicht und irrten zwischen Ämtern umher",
    )
    schreibe(
        "he/bebra/buergerbus",
        ort="06632003",
        titel="Bürgerbus für Ältere ohne Auto",
        typ="buergerbus",
        handlungsfelder=["fk-5", "fk-6"],
        thema="Busse fuhren selten, Ältere kamen nicht zum Arzt",
    )
    schreibe(
        "th/kyffhaeuserkreis/dorfkuemmerer",
        ort="16065",
        ebene="kreis",
        titel="Dorfkümmerer für ältere Menschen im Kreis",
        typ="dorfkuemmerer",
        handlungsfelder=["fk-6"],
        thema="In den Dörfern fehlten Ansprechpersonen",
    )
    schreibe(
        "nw/muenster-aaseestadt/mietertreff",
        ort="q-muenster-aaseestadt",
        ebene="quartier",
        entscheidung="unmittelbar",
        titel="Mietertreff im Erdgeschoss der Genossenschaft",
        typ="mietertreff",
        handlungsfelder=["gw-4"],
        thema="Im Quartier fehlte ein Raum für Nachbarn",
    )
    schreibe(
        "nw/herten/notbetreuung",
        titel="Notfallbetreuung bei Ausfall der Tagesmutter",
        typ="notfallbetreuung",
        status="eingestellt",
        ende=2020,
        ende_grund="geld",
        thema="Fiel die Tagesmutter aus, fehlte Vertretung",
    )
    wissensbasis = Wissensbasis(einstellungen)
    ergebnis = aufbauen(wissensbasis)
    assert not ergebnis.befunde, "\n".join(map(str, ergebnis.befunde))
    return wissensbasis


@pytest.fixture(scope="session")
def echte_basis(tmp_path_factory: pytest.TempPathFactory) -> Wissensbasis:
    """Die Wissensbasis aus dem gelieferten Korpus, mit dem kleinen Modell für schnelle Tests."""
    einstellungen = Einstellungen(korpus=ECHTER_KORPUS, daten=tmp_path_factory.mktemp("echt"), modell="zeichen-ngramme")
    wissensbasis = Wissensbasis(einstellungen)
    ergebnis = aufbauen(wissensbasis)
    assert not ergebnis.befunde, "\n".join(map(str, ergebnis.befunde))
    return wissensbasis
