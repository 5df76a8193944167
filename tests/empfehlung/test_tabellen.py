"""Einlesen von Tabellen: jede Form, aus der sie kommen, bis zum Profil. Alle Dateien sind von uns gemacht."""

from __future__ import annotations

from pathlib import Path

import pytest

from empfehlung.profil import Profil
from empfehlung.tabellen import Verstandenes, ZahlenMehrdeutig, lies_tabelle, profile, verstehe, ziele
from empfehlung.tabellen.namen import erkenne, tabelle, zerlege
from tests.empfehlung.tabellenhilfen import als_xlsx, verbundener_kopf
from wissensbasis.einstellungen import WURZEL
from wissensbasis.fehler import BewaehrtFehler
from wissensbasis.orte import Ortsverzeichnis

ORTE = Ortsverzeichnis.laden(WURZEL / "korpus" / "orte")
ORDNER = Path(__file__).parent / "tabellen"
HERTEN, MARL = ORTE.ort("05562020"), ORTE.ort("05562024")


def werte(v: Verstandenes, ort: str) -> dict[str, object]:
    return {a.merkmal: a.wert for a in v.angaben if ort in a.ort.bezeichnung}


def gruende(v: Verstandenes) -> dict[str, str]:
    return {n.bezeichnung: n.grund for n in v.nicht_verstanden}


def test_wegweiser_gestuerzt_mit_jahr_und_ort_im_kopf() -> None:
    v = verstehe(lies_tabelle(ORDNER / "wegweiser_gestuerzt.csv"))
    assert (v.form, v.jahre) == ("gestuerzt", (2022, 2021))
    assert werte(v, "Herten") == {
        "einwohner": 61700,
        "entwicklung": "stabil",
        "soziallage": "hoch",
        "unter18_prozent": 16.9,
    }
    armut = next(a for a in v.angaben if a.merkmal == "soziallage" and a.ort.name == "Herten")
    assert armut.jahr == 2021 and "für 2022 gibt es keinen" in armut.herleitung and "eigene Setzung" in armut.herleitung
    assert "für alle Altersgruppen" in gruende(v)["SGB II-Quote (%)"]
    assert [t for t in v.roh.fussnoten if t.startswith("Quelle")]


def test_jahr_waehlen_listet_was_dann_fehlt() -> None:
    roh = lies_tabelle(ORDNER / "wegweiser_gestuerzt.csv")
    v = verstehe(roh, jahr=2022)
    assert "soziallage" not in werte(v, "Herten") and werte(v, "Marl")["soziallage"] == "mittel"
    assert any("Für 2022 fehlt" in n.grund for n in v.nicht_verstanden)
    with pytest.raises(BewaehrtFehler, match="Das Jahr 1999 kommt nicht vor"):
        verstehe(roh, jahr=1999)


def test_inkar_breit_mit_zwei_kopfzeilen_und_verlorener_null() -> None:
    v = verstehe(lies_tabelle(ORDNER / "inkar_breit.csv"))
    assert (v.form, v.quelle) == ("breit", "inkar")
    assert any("führende Null" in h for h in v.hinweise) and any("Latin-1" in h for h in v.hinweise)
    assert werte(v, "Herten")["ab65_prozent"] == 22.8  # INKAR nennt hier keine Einheit
    gelesen = profile(v, ORTE)
    assert [p.name for p, _ in gelesen] == ["Herten", "Marl", "Kreis Recklinghausen"]
    herten, herkunft = gelesen[0]
    assert (herten.ags, herten.einwohner, herten.raumtyp, herten.status) == (
        "05562020",
        61700,
        "staedtisch",
        "kreisangehoerig",
    )
    assert herkunft.datei == "inkar_breit.csv" and len(herkunft.angaben) == 5


def test_inkar_lang_nimmt_je_merkmal_das_neueste_jahr() -> None:
    v = verstehe(lies_tabelle(ORDNER / "inkar_lang.csv"))
    assert (v.form, v.quelle) == ("lang", "inkar")
    assert werte(v, "Herten") == {"einwohner": 61700, "soziallage": "hoch", "ab65_prozent": 22.8}
    assert "nur ein Teil" in gruende(v)["Ausländeranteil"]


def test_regionaldatenbank_braucht_eine_zuordnung_von_hand() -> None:
    roh = lies_tabelle(ORDNER / "regionaldatenbank_latin1.csv")
    v = verstehe(roh)
    assert not v.angaben and gruende(v)["Insgesamt"] == "Der Name steht nicht in der Liste."
    assert sum("keine Überschrift" in h for h in v.hinweise) == 3
    with pytest.raises(ZahlenMehrdeutig):
        verstehe(roh, {"Insgesamt": "einwohner"})
    v = verstehe(roh, {"Insgesamt": "einwohner"}, dezimal="komma")
    assert [(a.wert, a.jahr) for a in v.angaben] == [(61700, 2022), (84100, 2022), (612000, 2022)]
    assert [p.einwohner for p, _ in profile(v, ORTE)] == [61700, 84100, 612000]


def test_stadtteile_werden_profile_in_ihrer_gemeinde() -> None:
    v = verstehe(lies_tabelle(ORDNER / "stadtteile_windows.csv"))
    nord, altdorf, see = profile(v, ORTE, gemeinde=HERTEN)
    p: Profil = nord[0]
    assert (p.name, p.ebene, p.ags, p.soziallage, p.migration_prozent) == (
        "Nordsiedlung",
        "quartier",
        "05562020",
        "hoch",
        54.1,
    )
    assert p.quartier is not None and (p.quartier.wohneinheiten, p.quartier.gebunden_prozent) == (2104, 38.5)
    assert p.einwohner == HERTEN.einwohner and "Gemeinde" in nord[1].hinweise[0]
    assert altdorf[0].quartier is not None and altdorf[0].quartier.gebunden_prozent is None  # „–“
    assert see[0].soziallage is None  # „.“: geheim gehalten
    assert any("eingeklammert" in a.herleitung for a in see[1].angaben)
    assert any("Summenzeile" in n.grund for n in v.nicht_verstanden)
    with pytest.raises(BewaehrtFehler, match="zu welcher Gemeinde „Nordsiedlung“ gehört"):
        profile(v, ORTE)


def test_keck_lang_unterscheidet_anteil_und_anzahl() -> None:
    v = verstehe(lies_tabelle(ORDNER / "keck_lang.csv"))
    assert werte(v, "Mitte") == {"einwohner": 5210, "soziallage": "mittel", "alleinerziehende_prozent": 23.1}
    assert "alleinerziehende_prozent" not in werte(v, "Südhang")
    assert "Anteil in Prozent" in gruende(v)["Alleinerziehende (Anzahl)"]


def test_excel_mit_verbundenem_kopf() -> None:
    roh = lies_tabelle(verbundener_kopf(), "amt.xlsx")
    assert (roh.blatt, roh.blaetter) == ("Daten", ("Hinweise", "Daten"))
    assert [s.bezeichnung for s in roh.spalten][2:] == [
        "Bevölkerung – insgesamt", "Bevölkerung – weiblich", "Anteil in % – unter 18 Jahre", "Anteil in % – 65 Jahre und älter",
    ]  # fmt: skip
    v = verstehe(roh)
    assert werte(v, "Herten") == {"einwohner": 61700, "unter18_prozent": 16.9, "ab65_prozent": 22.8}
    assert werte(v, "Marl") == {"einwohner": 84100, "unter18_prozent": 16.4}
    assert "Bevölkerung – weiblich" in gruende(v)


def test_excel_prozentformat_und_blattwahl() -> None:
    daten = als_xlsx([["Ort", "Kinderarmut (%)"], ["Herten", 0.254]], formate={"B2": "0.0%"})
    (angabe,) = verstehe(lies_tabelle(daten, "x.xlsx", "Daten")).angaben
    assert angabe.roh == "25,4 %" and angabe.wert == "hoch"
    with pytest.raises(BewaehrtFehler, match="Es gibt: Hinweise, Daten"):
        lies_tabelle(daten, "x.xlsx", "Anderes")


def test_zwei_spalten_fuer_ein_merkmal_werden_nicht_geraten() -> None:
    roh = lies_tabelle("Ort;Einwohner;Bevölkerung\nHerten;61700;61900\n".encode(), "t.csv")
    v = verstehe(roh)
    assert not v.angaben and v.konflikte[0].spalten == ("Einwohner", "Bevölkerung")
    v = verstehe(roh, {"Bevölkerung": "einwohner"})
    assert werte(v, "Herten") == {"einwohner": 61900} and not v.konflikte
    assert "gewählt" in gruende(v)["Einwohner"]


def test_gruppenkopf_aendert_die_bedeutung() -> None:
    roh = lies_tabelle(
        b"Ort;Frauen;;Bev\xc3\xb6lkerung\n;Einwohner;Alter;Einwohner\nHerten;31600;44,1;61700\n", "t.csv"
    )
    v = verstehe(roh)
    assert werte(v, "Herten") == {"einwohner": 61700} and "Frauen – Einwohner" in gruende(v)


def test_tabelle_ohne_ort_gilt_fuer_den_gewaehlten() -> None:
    v = verstehe(lies_tabelle(b"Indikator;2021;2022\nKinderarmut (%);12,1;11,9\n", "t.csv"), ort="Herten")
    assert werte(v, "Herten") == {"soziallage": "mittel"} and any("keinen Ort" in h for h in v.hinweise)


def test_anteile_statt_prozent_werden_nicht_umgerechnet_aber_genannt() -> None:
    v = verstehe(lies_tabelle(b"Ort;Seniorenanteil\nHerten;0,22\nMarl NW;0,24\n", "t.csv"))
    assert werte(v, "Herten") == {"ab65_prozent": 0.22} and any("Anteile statt Prozent" in h for h in v.hinweise)


@pytest.mark.parametrize(
    ("kopf", "wert", "erwartet"),
    [
        ("Bevölkerungsentwicklung 2017–2022 (%)", "-6,0", "stark-schrumpfend"),
        ("Bevölkerungsentwicklung über die letzten 5 Jahre (%)", "-2,0", "schrumpfend"),
        ("Bevölkerungsentwicklung zum Vorjahr (%)", "0,3", "wachsend"),
        ("Bevölkerungsentwicklung seit 2011 (%) 2021", "15,0", "stark-wachsend"),
        ("Bevölkerungsentwicklung", "keine eindeutige Entwicklungsrichtung", "stabil"),
        ("Bevölkerungsentwicklung (%)", "3,0", None),
    ],
)
def test_entwicklung_braucht_einen_zeitraum(kopf: str, wert: str, erwartet: str | None) -> None:
    roh = lies_tabelle(f"Ort;{kopf};Alter\nHerten;{wert};44,5\n".encode(), "t.csv")
    v = verstehe(roh)
    assert werte(v, "Herten").get("entwicklung") == erwartet
    if erwartet is None:
        assert any("Zeitraum" in n.grund for n in v.nicht_verstanden)
        assert werte(verstehe(roh, {kopf: "entwicklung:5"}), "Herten")["entwicklung"] == "wachsend"


def test_gleichnamige_orte_entscheidet_der_gewaehlte() -> None:
    v = verstehe(lies_tabelle(b"Ort;Einwohner\nMarl;84100\n", "t.csv"))
    with pytest.raises(BewaehrtFehler, match=r"Zeile 2: „Marl“ ist mehrdeutig"):
        profile(v, ORTE)
    assert profile(v, ORTE, gemeinde=MARL)[0][0].ags == "05562024"


@pytest.mark.parametrize("name", ["München, Landeshauptstadt", "Bielefeld, Krfr. Stadt", "Halle (Saale), Stadt"])
def test_namen_mit_amtlichem_zusatz(name: str) -> None:
    v = verstehe(lies_tabelle(f"Ort;Einwohner\n{name};250000\n".encode(), "t.csv"))
    assert profile(v, ORTE)[0][0].einwohner == 250000


def test_jedes_merkmal_der_liste_gibt_es_und_jeder_name_wird_erkannt() -> None:
    felder = {*Profil.model_fields, "wohneinheiten", "gebunden_prozent", "baujahr"}
    for merkmal, eintrag in tabelle()["merkmale"].items():
        assert merkmal in felder
        for quelle in ("keck", "wegweiser", "inkar", "amt"):
            for name in eintrag.get(quelle, []):
                assert erkenne(zerlege(name).name).merkmal == merkmal, name
        for name in eintrag.get("mit_prozent", []):
            assert erkenne(f"{name} (%)").merkmal == merkmal, name
            assert erkenne(name).merkmal is None, name
    for name in tabelle()["verwandt"]:
        assert erkenne(name).merkmal is None


def test_zuordnung_ins_leere_ist_ein_fehler() -> None:
    roh = lies_tabelle(b"Ort;Einwohner\nHerten;61700\n", "t.csv")
    with pytest.raises(BewaehrtFehler, match="das gibt es nicht"):
        verstehe(roh, {"Einwohner": "einwonner"})
    assert "einwohner" in ziele()


def test_methode_nennt_grenzen_und_liste() -> None:
    methode = (WURZEL / "docs" / "methode.md").read_text(encoding="utf-8").split("## Tabellen einlesen")[1]
    assert "spaltennamen.toml" in methode
    for band in tabelle()["baender"].values():
        for grenze in band["grenzen"]:
            assert f"{grenze:g}".replace(".", ",").replace("-", "−") in methode


def test_werte_die_wie_jahre_aussehen() -> None:
    v = verstehe(lies_tabelle("Quartier;Baujahr\nNord;1965\nSüd;1972\n".encode(), "t.csv"))
    assert [a.wert for a in v.angaben] == [1965, 1972]
