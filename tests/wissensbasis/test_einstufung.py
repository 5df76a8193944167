"""Abweichende Einstufungen: nur mit Stelle, Tag und Grund, sichtbar begründet, nie still."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empfehlung.dienst import Empfehlungsdienst
from tests.hilfen import beispiel_massnahme
from tests.wissensbasis.test_bewaehrung import ORTE, STICHTAG
from wissensbasis.basis import Wissensbasis
from wissensbasis.bewaehrung import bewaehrung
from wissensbasis.einstufung import DATEINAME, Einstufung, einstufungen_laden, uebersteuert
from wissensbasis.fehler import BewaehrtFehler
from wissensbasis.korpusstand import zaehle

EINTRAG = {
    "massnahme": "he-bebra-buergerbus",
    "stufe": "bewaehrt",
    "stelle": "Geschäftsstelle, Auditbetreuung",
    "am": "2026-11-02",
    "grund": "Der Jahresbericht 2025 lag vor, ist aber nicht öffentlich.",
}


def schreibe(ordner: Path, *eintraege: dict[str, str]) -> Path:
    text = ""
    for eintrag in eintraege:
        text += "[[einstufung]]\n"
        text += "".join(f"{k} = {v if k == 'am' else repr(v).replace(chr(39), chr(34))}\n" for k, v in eintrag.items())
    (ordner / DATEINAME).write_text(text, encoding="utf-8")
    return ordner


def test_ohne_datei_gilt_ueberall_die_regel(tmp_path: Path) -> None:
    assert einstufungen_laden(tmp_path, []) == {}


def test_die_stufe_gilt_und_die_begruendung_nennt_stelle_tag_grund_und_regel(basis: Wissensbasis) -> None:
    nach_regel = Empfehlungsdienst(basis).bewaehrungen["he-bebra-buergerbus"]
    assert nach_regel.stufe != "bewaehrt"
    schreibe(basis.einstellungen.korpus, EINTRAG)
    danach = Empfehlungsdienst(basis).bewaehrungen["he-bebra-buergerbus"]
    assert danach.stufe == "bewaehrt"
    assert danach.umsetzung == nach_regel.umsetzung
    for teil in ("Auditbetreuung", "02.11.2026", "Jahresbericht 2025", nach_regel.stufenname):
        assert teil in danach.begruendung[0]


@given(
    st.sampled_from(["unbestaetigt", "erprobt", "bewaehrt", "vielfach-bewaehrt"]),
    st.sampled_from(["geplant", "eingestellt"]),
)
def test_geplantes_und_eingestelltes_bleibt(stufe: str, status: str) -> None:
    m = beispiel_massnahme(status=status)
    vorher = {m.id: bewaehrung(m, (), ORTE, stichtag=STICHTAG)}
    e = Einstufung.model_validate({**EINTRAG, "massnahme": m.id, "stufe": stufe, "am": STICHTAG})
    assert uebersteuert(vorher, [e]) == vorher


@pytest.mark.parametrize(
    ("aenderung", "erwartet"),
    [
        ({"stelle": None}, "„stelle“ fehlt"),
        ({"am": None}, "„am“ fehlt"),
        ({"grund": None}, "„grund“ fehlt"),
        ({"grund": "weil"}, "„grund“ ist zu kurz"),
        ({"stufe": "eingestellt"}, "„stufe“ ist 'eingestellt'; möglich sind"),
        ({"massnahme": "he-bebra-burgerbus"}, "Meinten Sie „he-bebra-buergerbus“?"),
        ({"am": "2126-01-01"}, "in der Zukunft"),
        ({"amt": "Jugendamt"}, "den Schlüssel „amt“ gibt es nicht"),
        ({"stelle": "Frau Muster, muster.frau@example.org"}, "Eintrag 1"),
    ],
)
def test_unvollstaendiges_nennt_datei_und_eintrag(
    tmp_path: Path, aenderung: dict[str, str | None], erwartet: str
) -> None:
    eintrag = {k: v for k, v in {**EINTRAG, **aenderung}.items() if v is not None}
    schreibe(tmp_path, eintrag)
    with pytest.raises(BewaehrtFehler, match=r"einstufungen\.toml, Eintrag 1") as fehler:
        einstufungen_laden(tmp_path, ["he-bebra-buergerbus"])
    assert erwartet in str(fehler.value)


def test_doppelt_eingestuft_und_kaputtes_toml_sind_fehler(tmp_path: Path) -> None:
    schreibe(tmp_path, EINTRAG, EINTRAG)
    with pytest.raises(BewaehrtFehler, match=r"Eintrag 2: .* schon eingestuft"):
        einstufungen_laden(tmp_path, ["he-bebra-buergerbus"])
    (tmp_path / DATEINAME).write_text("[[einstufung\n", encoding="utf-8")
    with pytest.raises(BewaehrtFehler, match="kein lesbares TOML"):
        einstufungen_laden(tmp_path, [])
    (tmp_path / DATEINAME).write_text("[andere]\nx = 1\n", encoding="utf-8")
    with pytest.raises(BewaehrtFehler, match="nur Einträge der Form"):
        einstufungen_laden(tmp_path, [])


def test_die_zaehlung_des_korpus_folgt_der_einstufung(basis: Wissensbasis) -> None:
    alle = basis.massnahmen.values()
    vorher = zaehle(alle, basis.begriffe, basis.orte).zaehlungen["Stufe"]
    einstufung = Einstufung.model_validate({**EINTRAG, "am": STICHTAG})
    danach = zaehle(alle, basis.begriffe, basis.orte, [einstufung]).zaehlungen["Stufe"]
    assert danach["bewaehrt"] == vorher["bewaehrt"] + 1
    assert sum(danach.values()) == sum(vorher.values())
