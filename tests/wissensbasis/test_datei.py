"""Zerlegen einer Maßnahmendatei."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hilfen import beispiel_datei, beispiel_massnahme
from wissensbasis.datensatz.datei import ABSCHNITTE, KopfUnlesbar, zerlege
from wissensbasis.datensatz.modell import massnahme_aus_text


def test_abschnitte_und_zeilen_stimmen() -> None:
    text = beispiel_datei()
    datei = zerlege(text)
    zeilen = text.split("\n")
    assert [a.name for a in datei.abschnitte] == list(ABSCHNITTE)
    for abschnitt in datei.abschnitte:
        assert zeilen[abschnitt.zeile - 1] == f"## {abschnitt.name}"
        for nr, absatz in abschnitt.absaetze:
            assert zeilen[nr - 1] == absatz.split("\n")[0]


@pytest.mark.parametrize("pfad", [("titel",), ("quellen", 0, "url"), ("nachweise", 0, "jahr"), ("traeger", "art")])
def test_zeile_jeder_angabe(pfad: tuple[str | int, ...]) -> None:
    text = beispiel_datei()
    zeile = text.split("\n")[zerlege(text).zeile(*pfad) - 1]
    assert f"{pfad[-1]}:" in zeile


@pytest.mark.parametrize(
    ("text", "zeile"),
    [
        ("", 1),
        ("# Kein Kopf\n", 1),
        ("---\nid: x\n", 1),
        ("---\nid: [x\n---\n", 2),
        ("---\n- nur\n- eine\n- liste\n---\n", 2),
        ("---\nid: a\nid: b\n---\n", 3),
        ("---\na: 1\nb: *unbekannt\n---\n", 3),
    ],
)
def test_unlesbarer_kopf_nennt_die_zeile(text: str, zeile: int) -> None:
    with pytest.raises(KopfUnlesbar) as fehler:
        zerlege(text)
    assert fehler.value.zeile == zeile


@given(st.text(max_size=400))
def test_beliebiger_text_stuerzt_nie_ab(text: str) -> None:
    for versuch in (text, f"---\n{text}\n---\n## Ausgangslage\n{text}"):
        try:
            zerlege(versuch)
        except KopfUnlesbar:
            continue


def test_leerer_abschnitt_ist_leer() -> None:
    text = beispiel_datei(rumpf="## Ausgangslage\n\n## Umsetzung\nEtwas. [1]\n\n## Ergebnisse\n\n## Übertragung\n")
    massnahme = massnahme_aus_text(text)
    assert massnahme.ergebnisse == ""
    assert massnahme.umsetzung == "Etwas. [1]"


def test_modell_uebersteht_json() -> None:
    massnahme = beispiel_massnahme()
    assert type(massnahme).model_validate_json(massnahme.model_dump_json()) == massnahme
