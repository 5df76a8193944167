"""Die Landkarte der Suche: Lage der Punkte, was ohne Koordinaten bleibt, Umriss und Text daneben."""

from __future__ import annotations

from html import unescape

import pytest

from app.bausteine.landkarte import BREITE, HOEHE, kartendaten, lage, tabelle_html, umriss_html, verorte
from tests.hilfen import beispiel_massnahme
from wissensbasis.basis import Wissensbasis
from wissensbasis.orte import Ort, Ortsverzeichnis

STADT = Ort("05562020", "Herten", "Stadt", "kommune", "nw", breite=51.6, laenge=7.13)
QUARTIER = Ort("q-herten-nord", "Nord <b>", "Quartier", "quartier", "nw", gemeinde="05562020")
OHNE = Ort("05999999", "Nirgends", "Gemeinde", "kommune", "nw")


def test_orte_liegen_wo_sie_liegen() -> None:
    flensburg, konstanz, aachen, goerlitz = lage(54.78, 9.44), lage(47.66, 9.18), lage(50.78, 6.08), lage(51.15, 14.99)
    assert flensburg[1] < aachen[1] < konstanz[1] and aachen[0] < konstanz[0] < goerlitz[0]
    for x, y in (flensburg, konstanz, aachen, goerlitz):
        assert 0 < x < BREITE and 0 < y < HOEHE


def test_quartiere_zaehlen_zu_ihrer_stadt_und_ohne_koordinaten_bleibt_uebrig() -> None:
    orte = Ortsverzeichnis([STADT, QUARTIER, OHNE])
    massnahmen = [
        beispiel_massnahme(f"nw/x/probe-{n}", ort=ort) for n, ort in enumerate((STADT.id, QUARTIER.id, OHNE.id))
    ]
    punkte, ohne = verorte(massnahmen, orte)
    assert [(p.ort, len(p.massnahmen), p.in_worten) for p in punkte] == [(STADT, 2, "Herten: 2 Maßnahmen")]
    assert [m.ort for m in ohne] == [OHNE.id]


@pytest.mark.parametrize("anzahl", [0, 1])
def test_tabelle_nennt_dieselben_orte(anzahl: int) -> None:
    punkte, _ = verorte([beispiel_massnahme()][:anzahl], Ortsverzeichnis([STADT]))
    html = unescape(tabelle_html(punkte))
    assert ("Herten" in html and "Nordrhein-Westfalen" in html) == bool(anzahl)


def test_umriss_hat_alle_laender_und_bleibt_klein() -> None:
    assert umriss_html().count("<path") == 16 and len(umriss_html()) < 60_000


def test_jeder_punkt_des_korpus_liegt_im_bild(echte_basis: Wissensbasis) -> None:
    punkte, ohne = verorte(echte_basis.massnahmen.values(), echte_basis.orte)
    daten = kartendaten(punkte, None)
    assert sum(len(p.massnahmen) for p in punkte) + len(ohne) == len(echte_basis.massnahmen) and len(ohne) < 20
    assert all(k["r"] <= k["x"] + 5 and 0 < k["x"] < BREITE and 0 < k["y"] < HOEHE for k in daten["orte"])
    radien = [k["r"] for k in daten["orte"]]
    assert radien == sorted(radien, reverse=True)  # kleine zuletzt, also obenauf
