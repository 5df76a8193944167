"""Förderprogramme: der gelieferte Bestand stimmt, Kaputtes wird mit Datei und Programm gemeldet, „offen“ läuft ab."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ECHTER_KORPUS
from wissensbasis.fehler import BewaehrtFehler
from wissensbasis.foerderprogramm import UNBEFRISTET_BELEGT_JAHRE, Foerderprogramm
from wissensbasis.taxonomie import Taxonomie

GANZ = {
    "id": "probe",
    "name": "Probeprogramm",
    "geber": "Land Thüringen",
    "land": "th",
    "zahlt": "Treffpunkte",
    "betrag": "",
    "lage": "offen",
    "bis": 2027,
    "stand": 2025,
    "handlungsfelder": ["fk-5"],
    "ebenen": ["kommune"],
    "quelle": "https://www.example.org/programm",
}


def programm(**aenderungen: Any) -> Foerderprogramm:
    return Foerderprogramm.model_validate({**GANZ, **aenderungen})


def test_der_gelieferte_bestand_laesst_sich_lesen_und_jedes_hat_eine_quelle() -> None:
    begriffe = Taxonomie.laden(ECHTER_KORPUS)
    assert len(begriffe.foerderprogramme) > 40
    for p in begriffe.foerderprogramme.values():
        assert p.quelle.startswith("http")
        assert p.lage != "offen" or p.stand is not None


@pytest.mark.parametrize(
    ("kaputt", "erwartet"),
    [
        ({"lage": "auf"}, "„lage“ ist 'auf'; möglich sind 'offen', 'geschlossen', 'beendet' oder 'unbekannt'"),
        ({"land": "xx"}, "das Land „xx“ gibt es nicht"),
        ({"handlungsfelder": ["fk-9"]}, "das Handlungsfeld „fk-9“ gibt es nicht"),
        ({"typen": ["kutsche"]}, "den Maßnahmentyp „kutsche“ gibt es nicht"),
        ({"ebenen": []}, "„ebenen“ ist leer"),
        ({"ebenen": ["bund"]}, "„ebenen.0“ ist 'bund'"),
        ({"stand": None}, "braucht „stand“"),
        ({"bis": 2024}, "„bis“ (2024) liegt vor „stand“ (2025)"),
        ({"quelle": "nachsehen"}, "„quelle“ ist keine Webadresse"),
        ({"name": " "}, "„name“ ist leer"),
        ({"bis": "2027"}, "„bis“ ist '2027'"),
        ({"farbe": "rot"}, "den Schlüssel „farbe“ gibt es nicht"),
    ],
)
def test_kaputtes_programm_wird_genannt(leerer_korpus: Path, kaputt: dict[str, Any], erwartet: str) -> None:
    schreibe(leerer_korpus, [{**GANZ, **kaputt}])
    with pytest.raises(BewaehrtFehler) as fehler:
        Taxonomie.laden(leerer_korpus)
    assert "foerderprogramme.toml, Programm 1 („probe“)" in str(fehler.value)
    assert erwartet in str(fehler.value)


def test_doppelte_kennung_und_fehlender_schluessel_werden_genannt(leerer_korpus: Path) -> None:
    schreibe(leerer_korpus, [GANZ, GANZ])
    with pytest.raises(BewaehrtFehler, match=r"Programm 2.*schon vergeben"):
        Taxonomie.laden(leerer_korpus)
    schreibe(leerer_korpus, [{k: v for k, v in GANZ.items() if k != "ebenen"}])
    with pytest.raises(BewaehrtFehler, match="„ebenen“ fehlt"):
        Taxonomie.laden(leerer_korpus)
    (leerer_korpus / "foerderprogramme.toml").write_text('programm = "keins"\n', encoding="utf-8")
    with pytest.raises(BewaehrtFehler, match=r"\[\[programm\]\]"):
        Taxonomie.laden(leerer_korpus)


def test_offen_faellt_nach_ablauf_weg() -> None:
    befristet = programm()
    assert befristet.offen(2026) and befristet.offen(2027) and not befristet.offen(2028)
    assert befristet.vorbei(2027) == "" and befristet.vorbei(2028) == "das beendet ist"
    unbefristet = programm(bis=None)
    assert unbefristet.offen(2025 + UNBEFRISTET_BELEGT_JAHRE)
    assert not unbefristet.offen(2026 + UNBEFRISTET_BELEGT_JAHRE)
    assert unbefristet.vorbei(2040) == ""
    assert programm(lage="geschlossen").vorbei(2026) == "das keine neuen Anträge annimmt"
    assert programm(lage="beendet").vorbei(2000) == "das beendet ist"


@given(
    lage=st.sampled_from(["offen", "geschlossen", "beendet", "unbekannt"]),
    bis=st.none() | st.integers(2000, 2040),
    stand=st.none() | st.integers(2000, 2040),
    jahr=st.integers(2000, 2040),
)
def test_einmal_zu_bleibt_zu_und_nur_offenes_ist_offen(
    lage: str, bis: int | None, stand: int | None, jahr: int
) -> None:
    p = programm(lage=lage, bis=bis, stand=stand)
    if not p.offen(jahr):
        assert not p.offen(jahr + 1)
    else:
        assert lage == "offen" and not p.vorbei(jahr)


def schreibe(korpus: Path, programme: list[dict[str, Any]]) -> None:
    """Schreibt die Programme als TOML; `None` heißt: der Schlüssel fehlt."""
    zeilen = []
    for p in programme:
        zeilen += ["[[programm]]", *(f"{k} = {_wert(v)}" for k, v in p.items() if v is not None), ""]
    (korpus / "foerderprogramme.toml").write_text("\n".join(zeilen), encoding="utf-8")


def _wert(wert: Any) -> str:
    if isinstance(wert, list):
        return f"[{', '.join(_wert(w) for w in wert)}]"
    return f'"{wert}"' if isinstance(wert, str) else str(wert)
