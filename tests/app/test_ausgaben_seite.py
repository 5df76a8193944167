"""Die Seite „Merkliste“: ordnen, wegnehmen, zurückholen, ausgeben, laden."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from app.ausgaben import merkliste_schreiben
from tests.app.apphilfen import baue_basis, in_adresse, laufe, roh, text
from wissensbasis.einstellungen import Einstellungen

EINS, ZWEI, DREI = (f"nw-herten-angebot-{n}" for n in (1, 2, 3))


@pytest.fixture(scope="module")
def app_basis(tmp_path_factory: pytest.TempPathFactory) -> Einstellungen:
    massnahmen = {
        f"nw/herten/angebot-{n}": {"titel": f"Erdachtes Angebot {n} <b>", "thema": f"Ein Thema {n}"} for n in (1, 2, 3)
    }
    return baue_basis(tmp_path_factory.mktemp("merkliste"), massnahmen)


def oeffne(app: AppTest, *merken: str, **adresse: str) -> AppTest:
    return laufe(app, "merkliste", merken=list(merken), **adresse)


def gemerkt(app: AppTest) -> list[str]:
    return in_adresse(app, "merken")


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
    assert "<b>" not in roh(app)


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
