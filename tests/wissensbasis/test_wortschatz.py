"""Zusammensetzungen zerlegen und Tippfehler berichtigen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wissensbasis.suche.lexikalisch import LexikalischerIndex, Sprachschritte
from wissensbasis.suche.wortschatz import FUGEN, Wortschatz

SCHATZ = Wortschatz(
    {
        "randzeiten": 5,
        "kinder": 40,
        "betreuung": 60,
        "kinderbetreuung": 20,
        "angebot": 30,
        "senioren": 9,
        "dienst": 12,
        "buro": 8,
    },
    {"buro": "büro"},
)


@pytest.mark.parametrize(
    ("wort", "teile"),
    [
        ("randzeitenbetreuung", ("randzeiten", "betreuung")),
        ("randzeitenkinderbetreuung", ("randzeiten", "kinderbetreuung", "kinder", "betreuung")),
        ("betreuungsangebot", ("betreuung", "angebot")),
        ("seniorendienst", ("senioren", "dienst")),
        ("betreuung", ()),
        ("kinder", ()),
        ("unbekanntes", ()),
    ],
)
def test_zerlegung(wort: str, teile: tuple[str, ...]) -> None:
    assert SCHATZ.teile(wort) == teile


@given(
    st.lists(st.sampled_from(["randzeiten", "betreuung", "angebot", "senioren", "dienst"]), min_size=2, max_size=4),
    st.sampled_from(FUGEN),
)
def test_zusammengesetztes_wird_gefunden(teile: list[str], fuge: str) -> None:
    assert set(SCHATZ.teile(fuge.join(teile))) >= set(teile)


@given(st.text(max_size=40))
def test_beliebige_woerter_stuerzen_nie_ab(wort: str) -> None:
    assert all(teil in SCHATZ for teil in SCHATZ.teile(wort))
    berichtigt = SCHATZ.berichtige(wort)
    assert berichtigt is None or berichtigt in SCHATZ


def test_lange_woerter_bleiben_schnell() -> None:
    Wortschatz({"a" * n: 5 for n in range(4, 12)}).teile("a" * 60)


def test_tippfehler_werden_nur_bei_unbekanntem_berichtigt() -> None:
    assert SCHATZ.berichtige("betreung") == "betreuung"
    assert SCHATZ.berichtige("betreuung") is None
    assert SCHATZ.berichtige("quantenphysik") is None


@pytest.mark.parametrize(
    ("wort", "verwechselbar"), [("siebzehn", "sieben"), ("zugemacht", "gemacht"), ("herrichten", "errichten")]
)
def test_fremde_woerter_werden_nicht_verbogen(wort: str, verwechselbar: str) -> None:
    assert Wortschatz({verwechselbar: 9}).berichtige(wort) is None


@pytest.mark.parametrize(
    ("wort", "bekannt", "berichtigt"),
    [
        ("herrichten", {"herrschte": 3, "richten": 1}, None),
        ("herrichten", {"herrichtet": 3}, "herrichtet"),
        ("abreissen", {"adressen": 9}, None),
        ("kinderbetreung", {"kinderbetreuung": 9}, "kinderbetreuung"),
    ],
)
def test_vorsilbe_mit_bekanntem_wort_und_anderer_anfang_sind_keine_tippfehler(
    wort: str, bekannt: dict[str, int], berichtigt: str | None
) -> None:
    assert Wortschatz(bekannt).berichtige(wort) == berichtigt


def test_index_nennt_die_uebliche_schreibung_und_findet_damit() -> None:
    index = LexikalischerIndex.bauen(["a", "b"], ["Familienbüro im Rathaus, das Büro", "Bürgerbus im Dorf"])
    assert index.frageformen("Familienbürro")[1] == {"familienbürro": "familienbüro"}
    assert index.suche("Familienbürro")[0][0] == "a"


def test_abgeschaltete_schritte_finden_nichts() -> None:
    texte = ["Betreuung für Kinder, Betreuung und Kinder", "Bus im Dorf"]
    mit = LexikalischerIndex.bauen(["a", "b"], texte)
    ohne = LexikalischerIndex.bauen(["a", "b"], texte, Sprachschritte(zerlegen=False, berichtigen=False))
    assert [k for k, _ in mit.suche("Kinderbetreuung")] == ["a"]
    assert ohne.suche("Kinderbetreuung") == []
