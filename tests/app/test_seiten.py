"""Die Seiten der App ohne Browser: Zustand in der Adresse, Merkliste, Vergleich, leere und falsche Eingaben."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.bausteine.profilfragen import FRAGEN, ZUERST
from app.bausteine.profilwahl import UNBEKANNT, VERZEICHNET
from app.bausteine.vergleich import LANG, wertzelle
from tests.app.apphilfen import baue_basis, in_adresse, laufe, neue_sitzung, text
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
    assert "rund 65.000 Ew." in text(app)


def test_profil_ueberschreibt_das_verzeichnis(app: AppTest) -> None:
    laufe(app, ort="05562014", einwohner="3000", haushaltssicherung="ja")
    assert "bei Ihnen Landgemeinde" in text(app)


def test_jede_ebene_stellt_ihre_fragen_zuerst(app: AppTest) -> None:
    laufe(app, ort="16077003")
    assert [s.label for s in app.selectbox][:6] == [FRAGEN[name] for name in ZUERST["kommune"]]
    assert "Profil: 1 von 6 Fragen beantwortet" in [e.label for e in app.expander]
    laufe(app := neue_sitzung(), ort="05758")
    assert "Profil: 2 von 4 Fragen beantwortet" in [e.label for e in app.expander]
    assert not [s for s in app.selectbox if s.key == "profil_groessenklasse"]
    laufe(app := neue_sitzung(), ort="05562014", ortsebene="quartier", wohnungen="300-999", baualter="nach-2010")
    assert [s.label for s in app.selectbox][:6] == [FRAGEN[name] for name in ZUERST["quartier"]]
    assert "Profil: 2 von 6 Fragen beantwortet" in [e.label for e in app.expander]


def test_ohne_ort_reicht_ein_band(app: AppTest) -> None:
    laufe(app)
    app.selectbox(key="profil_groessenklasse").select("Landgemeinde").run()
    assert in_adresse(app, "groessenklasse") == ["Landgemeinde"]
    assert "bei Ihnen Landgemeinde" in text(app)


def test_verzeichnetes_wird_nicht_bekannt_und_wieder_verzeichnet(app: AppTest) -> None:
    laufe(app, ort="05562014", entwicklung="wachsend")
    frage = app.selectbox(key="profil_raumtyp")
    assert frage.options[0] == "überwiegend städtisch – verzeichnet" and "Gemeindeverzeichnis 2020" in frage.help
    frage.select(UNBEKANNT).run()
    assert in_adresse(app, "raumtyp") == ["unbekannt"] and "Siedlungsraum (bei Ihnen)" in text(app)
    assert "2 von 6 Fragen" in "".join(e.label for e in app.expander)
    app.selectbox(key="profil_raumtyp").select(VERZEICHNET).run()
    assert in_adresse(app, "raumtyp") == [] and in_adresse(app, "entwicklung") == ["wachsend"]
    assert "3 von 6 Fragen" in "".join(e.label for e in app.expander)


def test_link_mit_nicht_bekannt_zeigt_dasselbe(app: AppTest) -> None:
    laufe(app, ort="05562014", groessenklasse="unbekannt", status="unbekannt")
    assert app.selectbox(key="profil_groessenklasse").value == UNBEKANNT
    assert "Große Mittelstadt" not in text(app) and in_adresse(app, "groessenklasse") == ["unbekannt"]
    # Wo nichts verzeichnet ist, heißt beides dasselbe und steht einmal zur Wahl.
    laufe(app, ort="05562014", entwicklung="unbekannt")
    assert app.selectbox(key="profil_entwicklung").options.count("nicht bekannt") == 1
    assert in_adresse(app, "entwicklung") == []


def test_genaue_zahl_geht_der_antwort_vor_und_nimmt_sie_nicht_weg(app: AppTest) -> None:
    laufe(app, ort="05562014", groessenklasse="Landgemeinde", einwohner="30000")
    frage = app.selectbox(key="profil_groessenklasse_genau")
    assert frage.disabled and frage.value == "unter 50.000 (Kleine Mittelstadt) – aus der genauen Zahl"
    assert "bei Ihnen Kleine Mittelstadt" in text(app)
    app.number_input(key="profil_einwohner").set_value(None).run()
    assert in_adresse(app, "einwohner") == [] and in_adresse(app, "groessenklasse") == ["Landgemeinde"]
    assert "bei Ihnen Landgemeinde" in text(app)
    assert (
        app.number_input(key="profil_einwohner").placeholder == "keine Angabe"
    )  # die verzeichnete Zahl gilt nicht mehr


def test_verzeichnetes_quartier_ist_vorbelegt_und_aenderbar(app: AppTest) -> None:
    laufe(app, ort="q-witten-crengeldanz-heven-ost")
    frage = app.selectbox(key="profil_unternehmensart")
    assert frage.options[0] == "Genossenschaft – verzeichnet" and "](https://" in frage.help
    frage.select("kommunal").run()
    assert in_adresse(app, "unternehmensart") == ["kommunal"] and not app.exception


def test_unmoegliche_zahlen_im_link_fallen_weg(app: AppTest) -> None:
    laufe(app, ort="05562014", ortsebene="quartier", gebunden_prozent="500", baujahr="12", ab65_prozent="40")
    assert in_adresse(app, "gebunden_prozent") == in_adresse(app, "baujahr") == []
    assert app.number_input(key="profil_ab65_prozent").value == 40
    assert app.selectbox(key="profil_ab65_genau").value.startswith("etwa die Hälfte")


def test_ebene_wechseln_behaelt_antworten(app: AppTest) -> None:
    laufe(app, ort="05562014", haushaltssicherung="ja", wohnungen="ab-3000")
    app.button_group(key="wahl_ebene").set_value("quartier").run()
    assert in_adresse(app, "ortsebene") == ["quartier"] and in_adresse(app, "haushaltssicherung") == ["ja"]
    assert app.selectbox(key="profil_wohnungen").value == "ab-3000"
    app.button_group(key="wahl_ebene").set_value("kommune").run()
    assert in_adresse(app, "ortsebene") == [] and app.selectbox(key="profil_haushaltssicherung").value == "ja"


def test_filter_der_suche_wird_nicht_zum_profil(app: AppTest) -> None:
    laufe(app, "suche", land=["he"], ebene=["quartier"])
    app.switch_page("seiten/empfehlungen.py").run()
    assert "Profil: 6 Fragen, alle freiwillig" in [e.label for e in app.expander]


def test_merken_steht_in_der_adresse_und_auf_jeder_seite(app: AppTest) -> None:
    laufe(app, ort="05562014")
    knopf = next(b for b in app.button if b.key and b.key.startswith("merken_karte_"))
    kennung = knopf.key.removeprefix("merken_karte_")
    knopf.click().run()
    assert in_adresse(app, "merken") == [kennung]
    app.switch_page("seiten/methode.py").run()
    assert in_adresse(app, "merken") == [kennung] and in_adresse(app, "ort") == ["05562014"]


def test_klicks_mit_der_adresse_von_vorher_zaehlen_alle(app: AppTest) -> None:
    """Ein langsamer Browser kennt die neue Adresse noch nicht und schickt mit jedem Klick die erste."""
    laufe(app, ort="05562014", anliegen="Betreuung")
    vergleichen = [b.key for b in app.button if b.key and b.key.startswith("vergleich_")][:3]
    merken = next(b.key for b in app.button if b.key and b.key.startswith("merken_karte_"))
    for key in (*vergleichen, merken):
        app.query_params.clear()
        app.query_params["ort"], app.query_params["anliegen"] = "05562014", "Betreuung"
        app.button(key=key).click().run()
    assert in_adresse(app, "vergleich") == [key.removeprefix("vergleich_") for key in vergleichen]
    assert in_adresse(app, "merken") == [merken.removeprefix("merken_karte_")]


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


def test_suche_ordnet_nach_relevanz_sobald_jemand_sucht(app: AppTest) -> None:
    laufe(app, "suche")
    assert app.segmented_control(key="schalter_sort").value == "stufe" and "sort" not in app.query_params
    app.text_input(key="suche_q").set_value("Bürgerbus").run()
    assert app.segmented_control(key="schalter_sort").value == "relevanz" and "sort" not in app.query_params
    app.segmented_control(key="schalter_sort").set_value("jahr").run()
    assert in_adresse(app, "sort") == ["jahr"]
    app.text_input(key="suche_q").set_value("Betreuung").run()
    assert app.segmented_control(key="schalter_sort").value == "jahr"


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
