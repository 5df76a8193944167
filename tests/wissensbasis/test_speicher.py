"""Speicher und Abgleich: lokal Bearbeitetes gewinnt, alles andere folgt dem Korpus."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hilfen import beispiel_datei
from wissensbasis.aufbau import aufbauen, ausgeben
from wissensbasis.basis import Wissensbasis
from wissensbasis.einstellungen import Einstellungen
from wissensbasis.fehler import BewaehrtFehler
from wissensbasis.speicher import Speicher


def neu(einstellungen: Einstellungen) -> Wissensbasis:
    return Wissensbasis(einstellungen)


def test_zweiter_aufbau_aendert_nichts(basis: Wissensbasis) -> None:
    ergebnis = aufbauen(neu(basis.einstellungen))
    assert ergebnis.abgleich.leer
    assert len(ergebnis.abgleich.unveraendert) == 6


def test_geaendertes_und_zurueckgezogenes(basis: Wissensbasis, schreibe: Callable[..., Path]) -> None:
    schreibe(
        "nw/essen/familienbuero",
        ort="05113000",
        titel="Familienbüro mit neuem Namen",
        typ="familienbuero",
        handlungsfelder=["fk-4"],
        thema="Anderes",
    )
    (basis.einstellungen.massnahmen / "he/bebra/buergerbus.md").unlink()
    ergebnis = aufbauen(neu(basis.einstellungen))
    assert ergebnis.abgleich.geaendert == ["nw-essen-familienbuero"]
    assert ergebnis.abgleich.zurueckgezogen == ["he-bebra-buergerbus"]
    frisch = neu(basis.einstellungen)
    assert frisch.speicher.massnahme("he-bebra-buergerbus") is None
    assert all(fund.massnahme != "he-bebra-buergerbus" for fund in frisch.suchmaschine.suche("Bürgerbus").funde)


def test_lokal_bearbeitetes_gewinnt_und_wird_gemeldet(basis: Wissensbasis, schreibe: Callable[..., Path]) -> None:
    kennung = "nw-herten-randzeiten"
    lokal = beispiel_datei("nw/herten/randzeiten", titel="Vor Ort geänderter Titel der Maßnahme")
    basis.speicher.bearbeiten(kennung, lokal)
    schreibe("nw/herten/randzeiten", titel="Im Korpus geänderter Titel der Maßnahme", typ="randzeitenbetreuung")
    ergebnis = aufbauen(neu(basis.einstellungen))
    assert ergebnis.abgleich.lokal_behalten == [kennung]
    massnahme = neu(basis.einstellungen).speicher.massnahme(kennung)
    assert massnahme is not None
    assert massnahme.titel == "Vor Ort geänderter Titel der Maßnahme"


def test_lokal_bearbeitetes_bleibt_auch_ohne_datei_im_korpus(basis: Wissensbasis) -> None:
    kennung = "nw-herten-randzeiten"
    basis.speicher.bearbeiten(
        kennung, beispiel_datei("nw/herten/randzeiten", titel="Vor Ort geänderter Titel der Maßnahme")
    )
    (basis.einstellungen.massnahmen / "nw/herten/randzeiten.md").unlink()
    assert aufbauen(neu(basis.einstellungen)).abgleich.lokal_behalten == [kennung]
    assert neu(basis.einstellungen).speicher.massnahme(kennung) is not None


def test_bearbeiten_mit_falscher_kennung(basis: Wissensbasis) -> None:
    with pytest.raises(BewaehrtFehler, match="trägt die Kennung"):
        basis.speicher.bearbeiten("nw-herten-randzeiten", beispiel_datei("nw/herten/andere"))


def test_ausgeben_gibt_bytes_zurueck(basis: Wissensbasis, tmp_path: Path) -> None:
    korpus = basis.einstellungen.massnahmen
    eigen = korpus / "nw/herten/randzeiten.md"
    eigen.write_bytes(eigen.read_bytes().replace(b"\n", b"\r\n"))  # auch fremde Zeilenenden bleiben
    aufbauen(neu(basis.einstellungen))
    ausgeben(neu(basis.einstellungen), tmp_path / "ausgabe")
    hinein = {p.relative_to(korpus): p.read_bytes() for p in korpus.rglob("*.md")}
    heraus = {
        p.relative_to(tmp_path / "ausgabe"): p.read_bytes() for p in (tmp_path / "ausgabe").rglob("*") if p.is_file()
    }
    assert heraus == hinein


def test_ausgeben_ueberschreibt_nichts(basis: Wissensbasis, tmp_path: Path) -> None:
    ziel = tmp_path / "voll"
    ziel.mkdir()
    (ziel / "wichtig.txt").write_text("bleibt")
    with pytest.raises(BewaehrtFehler, match="nicht leer"):
        ausgeben(basis, ziel)
    assert [p.name for p in ziel.iterdir()] == ["wichtig.txt"]


def test_fehlerhafter_korpus_aendert_nichts(basis: Wissensbasis) -> None:
    vorher = basis.speicher.dateien()
    (basis.einstellungen.massnahmen / "nw/herten/kaputt.md").write_text("kaputt", encoding="utf-8")
    ergebnis = aufbauen(neu(basis.einstellungen))
    assert ergebnis.befunde
    assert neu(basis.einstellungen).speicher.dateien() == vorher


def test_ohne_aufbau_klare_meldung(einstellungen: Einstellungen) -> None:
    with pytest.raises(BewaehrtFehler, match="bewaehrt aufbauen"):
        _ = neu(einstellungen).speicher


def test_beschaedigte_datenbank_klare_meldung(basis: Wissensbasis) -> None:
    basis.speicher.schliessen()
    datei = basis.einstellungen.daten / "bewaehrt.db"
    for rest in basis.einstellungen.daten.glob("bewaehrt.db-*"):
        rest.unlink()
    datei.write_bytes(b"das ist keine Datenbank" * 100)
    with pytest.raises(BewaehrtFehler, match="Datenbank"):
        _ = neu(basis.einstellungen).speicher


def test_unbrauchbare_adresse_klare_meldung() -> None:
    with pytest.raises(BewaehrtFehler, match="BEWAEHRT_DATENBANK"):
        Speicher.oeffnen("keine adresse")
