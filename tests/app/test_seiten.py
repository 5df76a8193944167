"""Die Seiten der App ohne Browser: Zustand in der Adresse, Merkliste, Vergleich, leere und falsche Eingaben."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.bausteine.vergleich import LANG, wertzelle
from tests.app.apphilfen import baue_basis, in_adresse, laufe, text
from wissensbasis.einstellungen import Einstellungen

BOESE = "<img src=x onerror=alert(1)> & *Sternchen*"


@pytest.fixture(scope="module")
def app_basis(tmp_path_factory: pytest.TempPathFactory) -> Einstellungen:
    """Acht erdachte Maßnahmen, einmal je Modul aufgebaut."""
    massnahmen: dict[str, dict[str, object]] = {
        f"nw/herten/randzeiten-{nummer}": {
            "titel": f"Frühbetreuung Nummer {nummer} für Kinder im Schichtdienst",
            "thema": f"Schichtdienst {nummer}",
        }
        for nummer in range(7)
    }
    massnahmen["he/bebra/buergerbus"] = {
        "ort": "06632003",
        "titel": f"Bürgerbus {BOESE}",
        "typ": "buergerbus",
        "handlungsfelder": ["fk-5"],
        "status": "eingestellt",
        "ende": 2020,
        "ende_grund": "geld",
        "thema": "Busse fuhren selten, Ältere kamen nicht zum Arzt",
    }
    return baue_basis(tmp_path_factory.mktemp("app"), massnahmen)


def test_erster_blick_zeigt_beispiele_und_anzahlen(app: AppTest) -> None:
    laufe(app)
    assert "8 Maßnahmen aus 2 Kommunen" in text(app)
    assert [b.key for b in app.button if b.key and b.key.startswith("beispiel_")] == [
        "beispiel_0",
        "beispiel_1",
        "beispiel_2",
    ]


def test_beispiel_fuellt_das_anliegen_und_die_adresse(app: AppTest) -> None:
    laufe(app)
    app.button(key="beispiel_0").click().run()
    assert app.text_area(key="empfehlung_anliegen").value.startswith("Betreuung am frühen Morgen")
    assert in_adresse(app, "anliegen") == [app.text_area(key="empfehlung_anliegen").value]
    assert "6 Empfehlungen" in text(app)


def test_adresse_stellt_ort_anliegen_und_felder_her(app: AppTest) -> None:
    laufe(app, ort="05562014", anliegen="Betreuung am Abend", feld=["fk-2"])
    assert "Gladbeck" in text(app) and "Passt, weil" in text(app)
    assert in_adresse(app, "feld") == ["fk-2"]


def test_unbekanntes_in_der_adresse_faellt_weg_statt_zu_stoeren(app: AppTest) -> None:
    laufe(app, ort="99999999", feld=["xx"], ab="riesig", merken=["gibt-es-nicht"], einwohner="viele")
    assert "kennt das Verzeichnis nicht" in text(app)
    assert "feld" not in app.query_params and "merken" not in app.query_params


def test_ortswahl_schlaegt_vor_und_merkt_sich_den_ort(app: AppTest) -> None:
    laufe(app)
    app.text_input(key="ortstext").set_value("hertn").run()
    vorschlag = next(b for b in app.button if b.label.startswith("Herten ("))
    vorschlag.click().run()
    assert in_adresse(app, "ort") == ["05562020"]
    assert "65.306 Ew." in text(app)


def test_profil_ueberschreibt_das_verzeichnis(app: AppTest) -> None:
    laufe(app, ort="05562014", einwohner="3000", haushaltssicherung="ja")
    assert "bei Ihnen Landgemeinde" in text(app)


def test_merken_steht_in_der_adresse_und_auf_jeder_seite(app: AppTest) -> None:
    laufe(app, ort="05562014")
    knopf = next(b for b in app.button if b.key and b.key.startswith("merken_karte_"))
    kennung = knopf.key.removeprefix("merken_karte_")
    knopf.click().run()
    assert in_adresse(app, "merken") == [kennung]
    app.switch_page("seiten/methode.py").run()
    assert in_adresse(app, "merken") == [kennung] and in_adresse(app, "ort") == ["05562014"]


def test_vergleich_zeigt_zwei_und_kennzeichnet_unterschiede(app: AppTest) -> None:
    ids = ["nw-herten-randzeiten-0", "he-bebra-buergerbus"]
    laufe(app, ort="05562014", anzahl="12", vergleich=ids, ansicht="vergleich")
    assert "2 Maßnahmen im Vergleich" in text(app) and "bw-verschieden" in text(app)
    app.button(key="zur_liste").click().run()
    assert "ansicht" not in app.query_params and in_adresse(app, "vergleich") == ids


def test_vergleich_klappt_gleiches_zu_und_kuerzt_langes(app: AppTest) -> None:
    ids = ["nw-herten-randzeiten-0", "he-bebra-buergerbus"]
    laufe(app, ort="05562014", anzahl="12", vergleich=ids, ansicht="vergleich")
    assert "In allen gleich" not in text(app) and text(app).count("gleich</span>") > 3
    app.toggle(key="schalter_unterschiede").set_value(True).run()
    assert in_adresse(app, "unterschiede") == ["nur"]
    assert "In allen gleich" in text(app) and "Für keine belegt: " in text(app)
    assert "gleich</span>" not in text(app) and "verschieden</span>" not in text(app)
    app.toggle(key="schalter_unterschiede").set_value(False).run()
    assert in_adresse(app, "unterschiede") == ["alles"] and "verschieden</span>" in text(app)


def test_lange_werte_im_vergleich_lassen_sich_aufklappen() -> None:
    kurz, lang = "x" * LANG, "Wort " * 60
    assert wertzelle(kurz) == kurz
    assert wertzelle(lang).startswith("<details><summary>Wort") and wertzelle(lang).count("Wort") == 60


def test_suche_grenzt_ein_und_zaehlt(app: AppTest) -> None:
    laufe(app, "suche", land=["he"])
    assert "1 Maßnahme<" in text(app)
    assert app.multiselect(key="suche_land").options == ["Nordrhein-Westfalen (7)", "Hessen (1)"]


def test_suche_ohne_treffer_ist_ehrlich_und_fuehrt_weiter(app: AppTest) -> None:
    laufe(app, "suche", von="2035")
    assert "Keine Maßnahme" in text(app) and "heißt nicht, dass es so etwas nirgends gibt" in text(app)
    app.button(key="leer_zuruecksetzen").click().run()
    assert "8 Maßnahmen" in text(app)


def test_tabelle_hat_eine_zeile_je_massnahme(app: AppTest) -> None:
    laufe(app, "suche", ansicht="tabelle", ort="05562014")
    assert len(app.dataframe[0].value) == 8 and "Passung" in app.dataframe[0].value.columns


def test_karte_zeigt_orte_und_darunter_die_massnahmen_des_gewaehlten(app: AppTest) -> None:
    laufe(app, "suche", ansicht="karte", punkt="gibt-es-nicht")
    wahl = app.selectbox(key="suche_punkt")
    assert wahl.options == ["Bebra (1)", "Herten (7)"] and wahl.value is None and "punkt" not in app.query_params
    assert "Die Karte als Tabelle (2 Orte)" in text(app) and 'class="bw-satz"' not in text(app)
    wahl.set_value("06632003").run()
    assert in_adresse(app, "punkt") == ["06632003"]
    assert "Bebra: 1 Maßnahme<" in text(app) and text(app).count('class="bw-satz"') == 1


def test_massnahme_zeigt_alles_und_sagt_was_fehlt(app: AppTest) -> None:
    laufe(app, "massnahme", id="he-bebra-buergerbus")
    inhalt = text(app)
    assert "2020 eingestellt: das Geld fehlte" in inhalt and "nicht belegt" in inhalt
    assert "gelesen am 23. November 2026" in inhalt
    assert "Dieselbe Art von Maßnahme ist an keinem anderen Ort erfasst" in inhalt


def test_text_aus_dem_korpus_wird_nie_zu_html(app: AppTest) -> None:
    laufe(app, "massnahme", id="he-bebra-buergerbus")
    roh = "\n".join(element.proto.body for element in app.get("html"))
    assert "&lt;img src=x" in roh and "<img" not in roh


@pytest.mark.parametrize(("kennung", "meldung"), [("", "fehlt, welche Maßnahme"), ("gibt-es-nicht", "gibt es nicht")])
def test_massnahme_ohne_oder_mit_falscher_kennung(app: AppTest, kennung: str, meldung: str) -> None:
    laufe(app, "massnahme", **({"id": kennung} if kennung else {}))
    assert meldung in text(app)


def test_methode_und_stand_zeigen_sich(app: AppTest) -> None:
    laufe(app, "methode")
    assert "Was die App nicht sagen kann" in text(app) and "Natural Earth" in text(app)
    laufe(app, "stand")
    assert "Maßnahmen nach Handlungsfeld und Größe" in text(app) and "Dünn besetzt" in text(app)


def test_ohne_wissensbasis_steht_der_naechste_schritt_da(
    app: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BEWAEHRT_DATEN", str(tmp_path))
    app.run()
    assert not app.exception
    assert "noch nicht aufgebaut" in app.error[0].value and "bewaehrt aufbauen" in app.error[0].value
