"""Die Seite „Merkliste“: ordnen, wegnehmen, zurückholen, ausgeben, laden."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from app.ausgaben import merkliste_schreiben
from tests.conftest import ECHTER_KORPUS
from tests.hilfen import beispiel_datei
from wissensbasis.aufbau import aufbauen
from wissensbasis.basis import Wissensbasis
from wissensbasis.einstellungen import WURZEL, Einstellungen

EINS, ZWEI, DREI = (f"nw-herten-angebot-{n}" for n in (1, 2, 3))


@pytest.fixture(scope="module")
def kleine_basis(tmp_path_factory: pytest.TempPathFactory) -> Einstellungen:
    korpus = tmp_path_factory.mktemp("merkliste") / "korpus"
    korpus.mkdir()
    for datei in ECHTER_KORPUS.glob("*.toml"):
        (korpus / datei.name).write_bytes(datei.read_bytes())
    (korpus / "orte").symlink_to(ECHTER_KORPUS / "orte")
    ordner = korpus / "massnahmen" / "nw" / "herten"
    ordner.mkdir(parents=True)
    for nummer in (1, 2, 3):
        pfad = f"nw/herten/angebot-{nummer}"
        text = beispiel_datei(pfad, titel=f"Erdachtes Angebot {nummer} <b>", thema=f"Ein Thema {nummer}")
        (ordner / f"angebot-{nummer}.md").write_text(text, encoding="utf-8")
    einstellungen = Einstellungen(korpus=korpus, daten=korpus.parent / "daten", modell="zeichen-ngramme")
    ergebnis = aufbauen(Wissensbasis(einstellungen))
    assert not ergebnis.befunde, "\n".join(map(str, ergebnis.befunde))
    return einstellungen


@pytest.fixture
def app(kleine_basis: Einstellungen, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    for name in ("korpus", "daten", "modell"):
        monkeypatch.setenv(f"BEWAEHRT_{name.upper()}", str(getattr(kleine_basis, name)))
    st.cache_resource.clear()
    yield AppTest.from_file(str(WURZEL / "app" / "start.py"), default_timeout=60)
    st.cache_resource.clear()


def oeffne(app: AppTest, *merken: str, **adresse: str) -> AppTest:
    app.run()
    app.switch_page("seiten/merkliste.py")
    app.query_params["merken"] = list(merken)
    for name, wert in adresse.items():
        app.query_params[name] = wert
    app.run()
    assert not app.exception
    return app


def gemerkt(app: AppTest) -> list[str]:
    if "merken" not in app.query_params:
        return []
    wert = app.query_params["merken"]
    return [wert] if isinstance(wert, str) else list(wert)


def text(app: AppTest) -> str:
    teile = [element.proto.body for element in app.get("html")]
    teile += [e.value for art in (app.error, app.warning, app.info, app.success, app.code) for e in art]
    return unescape("\n".join(teile))


def test_leere_liste_hilft_weiter(app: AppTest) -> None:
    app.run()
    app.switch_page("seiten/merkliste.py").run()
    assert "Noch nichts gemerkt" in text(app) and "laden" in text(app)
    assert not app.get("download_button")


def test_ordnen_und_entfernen_stehen_in_der_adresse(app: AppTest) -> None:
    oeffne(app, EINS, ZWEI, DREI)
    app.button(key=f"hoch_{DREI}").click().run()
    assert gemerkt(app) == [EINS, DREI, ZWEI]
    app.button(key=f"tief_{EINS}").click().run()
    assert gemerkt(app) == [DREI, EINS, ZWEI]
    app.button(key=f"weg_{EINS}").click().run()
    assert gemerkt(app) == [DREI, ZWEI] and "Entfernt" in text(app)
    app.button(key="merkliste_zurueck").click().run()
    assert gemerkt(app) == [DREI, EINS, ZWEI]
    assert app.button(key=f"hoch_{DREI}").disabled and app.button(key=f"tief_{ZWEI}").disabled


def test_letzte_entfernt_laesst_sich_zurueckholen(app: AppTest) -> None:
    oeffne(app, EINS)
    app.button(key=f"weg_{EINS}").click().run()
    assert gemerkt(app) == [] and "Noch nichts gemerkt" in text(app)
    app.button(key="merkliste_zurueck").click().run()
    assert gemerkt(app) == [EINS]


def test_ausgaben_stehen_bereit_und_nennen_den_ort(app: AppTest) -> None:
    oeffne(app, EINS, ZWEI, ort="05562020")
    namen = [knopf.proto.label for knopf in app.get("download_button")]
    assert namen == [
        "Ratsvorlage (Word)",
        "Steckbriefe (PDF)",
        "Steckbriefe (Word)",
        "Maßnahmenplan (Excel)",
        "Seite (HTML)",
        "Liste als Datei speichern",
    ]
    assert "gemerkt für Herten" in text(app) and f"merken={EINS}" in text(app) and "ort=05562020" in text(app)
    roh = "\n".join(element.proto.body for element in app.get("html"))
    assert "<b>" not in roh


def test_abgewaehltes_wird_nicht_ausgegeben(app: AppTest) -> None:
    oeffne(app, EINS, ZWEI)
    app.checkbox(key=f"ausgeben_{EINS}").uncheck().run()
    assert "1 von 2" in text(app)
    app.checkbox(key=f"ausgeben_{ZWEI}").uncheck().run()
    assert "mindestens eine" in text(app) and gemerkt(app) == [EINS, ZWEI]


def test_laden_ergaenzt_und_nennt_unbekannte(app: AppTest) -> None:
    oeffne(app, EINS)
    datei = merkliste_schreiben([(ZWEI, "x"), (EINS, "y"), ("gibt-es-nicht", "z")])
    app.file_uploader(key="merkliste_datei").upload("liste.json", datei, "application/json").run()
    app.button(key="liste_laden").click().run()
    assert gemerkt(app) == [EINS, ZWEI]
    assert "1 aus der Datei übernommen, 1 standen schon da" in text(app) and "gibt\\-es\\-nicht" in text(app).replace(
        "gibt-es-nicht", "gibt\\-es\\-nicht"
    )


@pytest.mark.parametrize("datei", [b"a" * 10_000, b"<html>", b"\xff\xfe\x00", b'{"a": 1}', b""])
def test_falsche_datei_laesst_die_liste_wie_sie_ist(app: AppTest, datei: bytes) -> None:
    oeffne(app, EINS, ZWEI)
    app.file_uploader(key="merkliste_datei").upload("falsch.json", datei, "application/json").run()
    app.button(key="liste_laden").click().run()
    assert not app.exception and gemerkt(app) == [EINS, ZWEI]
    assert "Die Merkliste ist unverändert" in app.error[0].value
