"""Der Baustein zum Einlesen von Tabellen, ohne Browser: Vorschau, Zuordnung von Hand, Rückfragen, Übernehmen."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.apphilfen import in_adresse

TABELLEN = Path(__file__).parents[1] / "empfehlung" / "tabellen"


def _seite() -> None:
    import streamlit as st

    from app.bausteine.profilwahl import BEREICH, gewaehlter_ort, profilfelder
    from wissensbasis.einstellungen import WURZEL
    from wissensbasis.orte import Ortsverzeichnis

    orte = st.cache_resource(lambda: Ortsverzeichnis.laden(WURZEL / "korpus" / "orte"))()
    BEREICH.lies()
    with st.expander("Profil"):
        profilfelder(orte)
    BEREICH.schreibe()
    ort = gewaehlter_ort(orte)
    st.caption(f"Ort: {ort.name if ort else '–'}")


@pytest.fixture
def app() -> Iterator[AppTest]:
    yield AppTest.from_function(_seite, default_timeout=60)


def lade(app: AppTest, name: str, inhalt: bytes | None = None, **adresse: str) -> AppTest:
    for schluessel, wert in adresse.items():
        app.query_params[schluessel] = wert
    app.run()
    app.file_uploader(key="tabelle_datei").set_value((name, inhalt or (TABELLEN / name).read_bytes(), "text/csv")).run()
    assert not app.exception
    return app


def html(app: AppTest) -> str:
    return unescape("\n".join(e.proto.body for e in app.get("html")))


def waehle(app: AppTest, anfang: str, wert: str) -> AppTest:
    feld = next(s for s in app.selectbox if s.label.startswith(anfang))
    feld.select(next(o for o in feld.options if o.startswith(wert))).run()
    assert not app.exception
    return app


def test_vorschau_und_uebernehmen_fuer_den_gewaehlten_ort(app: AppTest) -> None:
    lade(app, "inkar_breit.csv", ort="05562020")
    inhalt = html(app)
    assert "Verstanden für Herten, Stadt" in inhalt and "61.700" in inhalt and "eigene Setzung" in inhalt
    assert "nur gezeigt, nicht verglichen" in inhalt  # Anteil ab 65
    app.button(key="tabelle_uebernehmen").click().run()
    assert not app.exception and "Übernommen für Herten" in app.success[0].value
    assert app.query_params["ort"] == ["05562020"] or app.query_params["ort"] == "05562020"
    assert app.number_input(key="profil_einwohner").value == 61700
    assert app.selectbox(key="profil_soziallage").value == "hoch"
    assert app.selectbox(key="profil_entwicklung").value == "stabil"
    anteile = {n.key: n.value for n in app.number_input if n.key.endswith("_prozent") and n.value is not None}
    assert anteile and all(isinstance(wert, int) for wert in anteile.values())
    assert all(in_adresse(app, key.removeprefix("profil_")) == [str(wert)] for key, wert in anteile.items())


def test_anderer_ort_der_tabelle_wird_zum_ort(app: AppTest) -> None:
    lade(app, "inkar_breit.csv")
    assert not [b for b in app.button if b.key == "tabelle_uebernehmen"]  # erst wählen
    waehle(app, "Ort in der Tabelle", "Marl, Stadt")
    app.button(key="tabelle_uebernehmen").click().run()
    assert "Ort: Marl" in [c.value for c in app.caption]


def test_jahr_und_zuordnung_von_hand(app: AppTest) -> None:
    lade(app, "regionaldatenbank_latin1.csv", ort="05562020")
    assert "wurde kein Merkmal verstanden" in html(app)
    waehle(app, "Insgesamt", "Einwohner")
    app.radio[0].set_value("komma").run()  # lauter Zahlen wie „61.700“: Das muss ein Mensch sagen
    assert not app.exception
    assert "61.700" in html(app)
    lade(app, "wegweiser_gestuerzt.csv")
    waehle(app, "Jahr", "2021")
    assert "61.500" in html(app)


def test_quartier_in_der_gewaehlten_stadt(app: AppTest) -> None:
    lade(app, "stadtteile_windows.csv", ort="05562020")
    waehle(app, "Quartier in der Tabelle", "Nordsiedlung")
    app.button(key="tabelle_uebernehmen").click().run()
    assert not app.exception and app.number_input(key="profil_wohneinheiten").value == 2104
    assert app.number_input(key="profil_gebunden_prozent").value == 39  # 38,5
    assert app.selectbox(key="profil_gebunden_genau").value.startswith("ein Teil")
    assert app.number_input(key="profil_einwohner").value is None
    assert "Ort: Herten" in [c.value for c in app.caption]


def test_quartier_ohne_stadt_sagt_was_zu_tun_ist(app: AppTest) -> None:
    lade(app, "stadtteile_windows.csv")
    waehle(app, "Quartier in der Tabelle", "Nordsiedlung")
    assert "zuerst die Gemeinde als Ort wählen" in app.error[0].value


def test_punkt_oder_komma_wird_gefragt(app: AppTest) -> None:
    lade(app, "t.csv", b"Ort;Einwohner\nHerten;61.700\n")
    assert "Dezimalpunkt" in app.warning[0].value
    app.radio[0].set_value("komma").run()
    assert "61.700" in html(app) and not app.warning


def test_ortsspalte_wird_gefragt(app: AppTest) -> None:
    lade(app, "t.csv", b"Wo;Einwohner\nHerten;61700\nBottrop;84100\n")
    waehle(app, "Welche Spalte nennt den Ort", "Wo")
    waehle(app, "Ort in der Tabelle", "Bottrop")
    assert "84.100" in html(app)


def test_fehler_stehen_da_und_nichts_ist_uebernommen(app: AppTest) -> None:
    lade(app, "t.csv", b"%PDF-1.7", ort="05562020")
    assert "PDF" in app.error[0].value and app.number_input(key="profil_einwohner").value is None


def test_fremder_text_wird_nie_zu_html(app: AppTest) -> None:
    lade(app, "t.csv", b"Ort;Einwohner;<img src=x onerror=alert(1)> ![a](http://x)\n<b>Herten</b>;61700;1\n")
    roh = "\n".join(e.proto.body for e in app.get("html"))
    assert "<b>" not in roh and "<img" not in roh
    assert all("![" not in s.label.replace("\\!\\[", "") for s in app.selectbox)
