"""Die fünfzehn Profile aus docs/ergebnisse-profile.md: jede Datei ist gültig, jede Anfrage läuft."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from empfehlung.dienst import Empfehlungsdienst
from empfehlung.profil import profil_aus_datei
from tests.messung.profilbericht import listen
from wissensbasis.basis import Wissensbasis
from wissensbasis.einstellungen import WURZEL
from wissensbasis.orte import Ortsverzeichnis

ORDNER = Path(__file__).parent / "profile"
ORTE = Ortsverzeichnis.laden(WURZEL / "korpus" / "orte")
ANFRAGEN: list[dict[str, Any]] = json.loads((ORDNER / "anfragen.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("datei", sorted(ORDNER.glob("p*.json")), ids=lambda datei: datei.stem)
def test_profil_ist_gueltig(datei: Path) -> None:
    profil, hinweise = profil_aus_datei(datei, ORTE)
    assert hinweise == []
    assert profil.land is not None


def test_zu_jedem_profil_gehoert_eine_anfrage() -> None:
    assert [a["profil"] for a in ANFRAGEN] == sorted(datei.name for datei in ORDNER.glob("p*.json"))
    assert len(ANFRAGEN) == 15
    assert sum(not a["anliegen"] for a in ANFRAGEN) == 2
    assert all(a["erwartet"] for a in ANFRAGEN)


def test_die_profile_sind_verschieden() -> None:
    profile = [profil_aus_datei(ORDNER / a["profil"], ORTE)[0] for a in ANFRAGEN]
    ebenen = [profil.ebene for profil in profile]
    assert (ebenen.count("kommune"), ebenen.count("kreis"), ebenen.count("quartier")) == (10, 2, 3)
    assert len({profil.land for profil in profile}) >= 9
    assert {profil.haushaltssicherung for profil in profile} == {True, False, None}


def test_jede_anfrage_laeuft(basis: Wissensbasis) -> None:
    for a, _, antwort in listen(Empfehlungsdienst(basis)):
        assert antwort.treffer or antwort.hinweise, a["profil"]
        assert all(treffer.passung is not None for treffer in antwort.treffer), a["profil"]
        assert [treffer.rang for treffer in antwort.treffer] == list(range(1, len(antwort.treffer) + 1)), a["profil"]
