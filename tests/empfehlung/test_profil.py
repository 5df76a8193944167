"""Profile: was gelesen wird, und klare Meldungen bei allem anderen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import pytest

from empfehlung.baender import BAENDER, Groessenklasse, baualter
from empfehlung.profil import Profil, herkunft, mit_angaben, profil_aus_datei, profil_aus_ort, profil_aus_text
from wissensbasis.einstellungen import WURZEL
from wissensbasis.fehler import BewaehrtFehler
from wissensbasis.orte import GROESSENKLASSEN, Ort, Ortsverzeichnis

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
        ({"quartier": {"unternehmensart": "staedtisch"}}, "'genossenschaft', 'kommunal'"),
        ({"quartier": {"gemeinschaftsraum": "ja"}}, "true oder false"),
        ({"baender": {"wohnung": "unter-100"}}, "„baender.wohnung“ gibt es nicht. Meinten Sie „wohnungen“"),
        ({"baender": {"ab65": "viele"}}, "'unter-15', '15-24'"),
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
    assert set(herkunft(herten, ORTE)) == {"raumtyp", "status", "groessenklasse"}
    assert herkunft(herten, ORTE)["groessenklasse"] == "GeoNames, ohne Jahr: 65.306 Einwohner"


def test_quartier_erbt_von_der_stadt_nicht_deren_soziale_lage() -> None:
    quartier = ORTE.ort("q-dortmund-scharnhorst-ost")
    assert quartier is not None
    profil = profil_aus_ort(quartier, ORTE)
    assert (profil.raumtyp, profil.entwicklung, profil.soziallage) == ("staedtisch", "wachsend", None)
    assert "soziallage" not in herkunft(quartier, ORTE)
    eigenes = mit_angaben(profil_aus_text("Dortmund", ORTE), {"ebene": "quartier"})
    assert (eigenes.entwicklung, eigenes.soziallage) == ("wachsend", None)


SIEDLUNG = Ort(
    "q-witten-oberhof", "Oberhof", "Quartier", "quartier", "nw", gemeinde="05954036", quelle="https://example.org/a",
    unternehmen="Bauverein eG", unternehmensart="genossenschaft", gemeinschaftsraum=True, wohneinheiten=420,
    baujahr="1962–1965", gebunden_prozent=38.5, unter18_prozent=17, belege={"baujahr": "https://example.org/b"},
)  # fmt: skip


def test_quartier_ist_vorbelegt_mit_quelle_je_angabe() -> None:
    profil = profil_aus_ort(SIEDLUNG, ORTE)
    assert profil.quartier is not None
    assert (profil.quartier.unternehmensart, profil.quartier.gemeinschaftsraum) == ("genossenschaft", True)
    # Aus einer Spanne wird keine Jahreszahl erfunden.
    assert profil.quartier.baujahr is None and profil.band("baualter") == "1949-1978"
    assert (profil.band("wohnungen"), profil.band("gebunden"), profil.band("ab65")) == ("300-999", "10-39", None)
    assert profil.unter18_prozent == 17
    quellen = herkunft(SIEDLUNG, ORTE)
    assert quellen["wohnungen"] == "420 Wohnungen, https://example.org/a"
    assert quellen["baualter"] == "Baujahr 1962–1965, https://example.org/b"
    assert quellen["gebunden"].startswith("38,5 % gebunden")
    assert quellen["unternehmensart"] == "Bauverein eG, https://example.org/a" and "ab65" not in quellen


@pytest.mark.parametrize(
    ("baujahr", "band"),
    [
        ("1962", "1949-1978"),
        ("1962–1965", "1949-1978"),
        ("1970–1979", "1949-1978"),
        ("1975–1980", None),
        ("1960–1985", None),
        ("", None),
        ("1918", "vor-1919"),
    ],
)
def test_baualter_nur_wo_vier_fuenftel_der_spanne_liegen(baujahr: str, band: str | None) -> None:
    assert baualter(baujahr) == band


def test_baender_luecklos_und_groessenklassen_wie_im_verzeichnis() -> None:
    assert get_args(Groessenklasse) == GROESSENKLASSEN
    for reihe in BAENDER.values():
        assert len(reihe.stufen) == len(reihe.worte) == len(reihe.grenzen) + 1
        assert [reihe.zu(grenze) for grenze in reihe.grenzen] == list(reihe.stufen[1:])
        assert [reihe.zu(grenze - 1) for grenze in reihe.grenzen] == list(reihe.stufen[:-1])


def test_eigenes_band_ersetzt_die_verzeichnete_zahl_eigene_zahl_geht_vor() -> None:
    herten = profil_aus_text("Herten", ORTE)
    band = mit_angaben(herten, {"baender": {"groessenklasse": "Landgemeinde"}})
    assert (band.einwohner, band.band("groessenklasse")) == (None, "Landgemeinde")
    beides = mit_angaben(herten, {"einwohner": 30_000, "baender": {"groessenklasse": "Landgemeinde"}})
    assert beides.band("groessenklasse") == "Kleine Mittelstadt"
    unbekannt = mit_angaben(herten, {"raumtyp": None, "baender": {"groessenklasse": None}})
    assert (unbekannt.raumtyp, unbekannt.einwohner, unbekannt.baender) == (None, None, None)
    siedlung = mit_angaben(profil_aus_ort(SIEDLUNG, ORTE), {"baender": {"wohnungen": "unter-100", "baualter": None}})
    assert siedlung.quartier is not None and siedlung.quartier.wohneinheiten is None
    assert (siedlung.band("wohnungen"), siedlung.band("baualter"), siedlung.band("gebunden")) == (
        "unter-100",
        None,
        "10-39",
    )


def test_profil_aus_datei_mit_baendern(tmp_path: Path) -> None:
    dorf, hinweise = lies(tmp_path, {"name": "Nirgendwo an der Testau", "baender": {"groessenklasse": "Landgemeinde"}})
    assert dorf.band("groessenklasse") == "Landgemeinde" and hinweise
    herten, _ = lies(tmp_path, {"name": "Herten", "baender": {"groessenklasse": "Landgemeinde"}})
    assert (herten.einwohner, herten.land) == (None, "nw")
    quartier, _ = lies(
        tmp_path,
        {
            "ebene": "quartier",
            "ags": "05515000",
            "ab65_prozent": 20,
            "quartier": {"ab65_prozent": 41, "gemeinschaftsraum": False},
            "baender": {"wohnungen": "300-999"},
        },
    )
    assert quartier.quartier is not None and quartier.quartier.gemeinschaftsraum is False
    assert (quartier.ab65_prozent, quartier.band("ab65"), quartier.band("wohnungen")) == (20, "ab-40", "300-999")
    assert Profil.model_validate(quartier.model_dump()) == quartier
