"""Profile: was gelesen wird, und klare Meldungen bei allem anderen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from empfehlung.profil import herkunft, profil_aus_datei, profil_aus_ort, profil_aus_text
from wissensbasis.einstellungen import WURZEL
from wissensbasis.fehler import BewaehrtFehler
from wissensbasis.orte import Ortsverzeichnis

ORTE = Ortsverzeichnis.laden(WURZEL / "korpus" / "orte")


def lies(ordner: Path, inhalt: Any) -> Any:
    datei = ordner / "p.json"
    if isinstance(inhalt, bytes):
        datei.write_bytes(inhalt)
    else:
        datei.write_text(inhalt if isinstance(inhalt, str) else json.dumps(inhalt), encoding="utf-8")
    return profil_aus_datei(datei, ORTE)


@pytest.mark.parametrize(
    ("inhalt", "meldung"),
    [
        ("", "ist leer"),
        ("   \n", "ist leer"),
        ("{nicht json", "Zeile 1, Spalte 2"),
        ("[1, 2]", "JSON-Objekt"),
        ("[" * 100_000, "JSON"),
        (b"\x89PNG\r\n\x1a\n\xff\x00", "keine Textdatei"),
        (b" " * 10_000_000, "10.0 MB"),
        ({"einwonner": 900}, "„einwonner“ gibt es nicht. Meinten Sie „einwohner“"),
        ({"quartier": {"wohnungen": 3}}, "„quartier.wohnungen“ gibt es nicht"),
        ({"einwohner": "viele"}, "erwartet wird eine ganze Zahl"),
        ({"einwohner": -5}, "mindestens 0"),
        ({"unter18_prozent": 140}, "höchstens 100"),
        ({"status": "frei"}, "'kreisfrei' oder 'kreisangehoerig'"),
        ({"land": "xx"}, "Land „xx“ gibt es nicht"),
        ({"name": "Hertn"}, "Meinten Sie"),
        ({"name": "Neunkirchen"}, "mehrdeutig"),
        ({"ags": "99999999"}, "kein Ort verzeichnet"),
    ],
)
def test_klare_meldung(tmp_path: Path, inhalt: Any, meldung: str) -> None:
    with pytest.raises(BewaehrtFehler) as fehler:
        lies(tmp_path, inhalt)
    assert meldung in str(fehler.value)
    assert "p.json" in str(fehler.value) or "Profil" in str(fehler.value)


def test_fehlende_datei(tmp_path: Path) -> None:
    with pytest.raises(BewaehrtFehler, match="gibt es nicht"):
        profil_aus_datei(tmp_path / "nirgends.json", ORTE)
    with pytest.raises(BewaehrtFehler, match="nicht lesen"):
        profil_aus_datei(tmp_path, ORTE)


def test_dorf_ohne_wirklichen_namen(tmp_path: Path) -> None:
    profil, hinweise = lies(tmp_path, {"name": "Kleinbeispiel an der Testau", "einwohner": 900, "land": "TH"})
    assert profil.land == "th"
    assert profil.einwohner == 900
    assert hinweise


def test_kreis_und_quartier(tmp_path: Path) -> None:
    kreis, _ = lies(tmp_path, {"name": "Kreis Herford"})
    assert (kreis.ebene, kreis.ags, kreis.jugendamt) == ("kreis", "05758", True)
    quartier, _ = lies(
        tmp_path,
        {"name": "Eigene Siedlung", "ebene": "quartier", "ags": "05515000", "quartier": {"wohneinheiten": 420}},
    )
    assert (quartier.ebene, quartier.land) == ("quartier", "nw")
    assert quartier.quartier is not None
    assert quartier.quartier.wohneinheiten == 420


def test_angaben_der_datei_gehen_vor(tmp_path: Path) -> None:
    profil, _ = lies(tmp_path, {"name": "Herten", "einwohner": 1, "jugendamt": True})
    assert (profil.einwohner, profil.jugendamt, profil.land) == (1, True, "nw")


def test_leeres_profil_ist_erlaubt(tmp_path: Path) -> None:
    profil, hinweise = lies(tmp_path, {})
    assert profil.einwohner is None
    assert hinweise == []


def test_name_aus_verzeichnis() -> None:
    herten = profil_aus_text("Herten", ORTE)
    assert (herten.ags, herten.status, herten.land) == ("05562020", "kreisangehoerig", "nw")


def test_verzeichnis_belegt_vor_und_nennt_quelle_und_jahr(tmp_path: Path) -> None:
    dortmund = ORTE.finde("Dortmund")
    profil = profil_aus_ort(dortmund, ORTE)
    assert (profil.raumtyp, profil.entwicklung, profil.soziallage) == ("staedtisch", "wachsend", "hoch")
    quellen = herkunft(dortmund, ORTE)
    assert quellen["raumtyp"] == "Statistisches Bundesamt, Gemeindeverzeichnis 2020"
    assert quellen["entwicklung"].endswith("2014–2019: +0,32 % im Jahr")
    assert quellen["soziallage"] == "Robert Koch-Institut, GISD 2021"
    eigenes, _ = lies(tmp_path, {"name": "Dortmund", "entwicklung": "stabil", "soziallage": "mittel"})
    assert (eigenes.raumtyp, eigenes.entwicklung, eigenes.soziallage) == ("staedtisch", "stabil", "mittel")


def test_kreisangehoerige_erben_nichts_vom_kreis() -> None:
    herten = ORTE.finde("Herten")
    profil = profil_aus_ort(herten, ORTE)
    assert (profil.raumtyp, profil.entwicklung, profil.soziallage) == ("staedtisch", None, None)
    assert set(herkunft(herten, ORTE)) == {"raumtyp"}


def test_quartier_erbt_von_der_stadt_nicht_deren_soziale_lage() -> None:
    quartier = ORTE.ort("q-dortmund-scharnhorst-ost")
    assert quartier is not None
    profil = profil_aus_ort(quartier, ORTE)
    assert (profil.raumtyp, profil.entwicklung, profil.soziallage) == ("staedtisch", "wachsend", None)
    assert set(herkunft(quartier, ORTE)) == {"raumtyp", "entwicklung"}
