"""Die Seiten „Netzwerktreffen“ und „Weiterbildung“ ohne Browser, und ihre Ausgaben als echte Dateien."""

from __future__ import annotations

import datetime as dt
import io
import re

import docx
import pytest
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from app.ausgaben.netzwerktreffen import handzettel_word, programm_word
from app.ausgaben.weiterbildung import handzettel_word as uebung_word
from app.ausgaben.weiterbildung import leitfaden_word
from app.ausgaben.weiterbildung_folien import folien
from empfehlung.dienst import Empfehlungsdienst
from empfehlung.netzwerktreffen import Teilnahme, Wunsch, beispiel, plane
from empfehlung.weiterbildung.paare import Auswahl, finde_paare
from empfehlung.weiterbildung.uebung import baue_uebung, beispielprofile
from tests.app.apphilfen import laufe, neue_sitzung, roh, text
from wissensbasis.basis import Wissensbasis

BOESE = "<img src=x onerror=alert(1)>"
HEUTE = dt.date(2026, 11, 23)


def test_treffen_zeigt_zuerst_ein_beispiel_das_sich_uebernehmen_laesst(app: AppTest) -> None:
    laufe(app, "netzwerktreffen")
    inhalt = text(app)
    for wort in ("Beispiel.", "Programm", "Sitzung 3", "Leitfragen", "Tisch 1", "Erzählen können"):
        assert wort in inhalt
    app.button(key="beispiel_uebernehmen").click().run()
    assert len(app.query_params["dabei"]) >= 6 and "Beispiel." not in text(app)


def test_treffen_liest_die_adresse_und_schreibt_sie(app: AppTest) -> None:
    laufe(app, "netzwerktreffen", dabei=["05562020~fk-2", "16052000", "99999999"], sitzungen="2", minuten="60")
    inhalt = text(app)
    assert "Sitzung 2" in inhalt and "Sitzung 3" not in inhalt
    assert sorted(app.query_params["dabei"]) == ["05562020~fk-2", "16052000"]
    app.multiselect(key="treffen_felder_16052000").set_value(["fk-6"]).run()
    assert "16052000~fk-6" in app.query_params["dabei"]
    app.button(key="weg_05562020").click().run()
    assert "kein Austausch" in text(app)


def test_viele_orte_auf_einmal_und_was_keiner_ist(app: AppTest) -> None:
    laufe(app, "netzwerktreffen")
    app.text_area(key="treffen_liste").set_value(f"Herten\nGera\n{BOESE}\nNeunkirchen").run()
    app.button(key="liste_uebernehmen").click().run()
    assert sorted(app.query_params["dabei"]) == ["05562020", "16052000"]
    assert "nicht bekannt" in text(app) and "mehrdeutig" in text(app)
    assert app.text_area(key="treffen_liste").value == f"{BOESE}\nNeunkirchen"
    assert "<img" not in roh(app)


def test_mehrdeutiger_name_wird_mit_einem_knopf_geklaert(app: AppTest) -> None:
    laufe(app, "netzwerktreffen")
    app.text_area(key="treffen_liste").set_value("Neunkirchen\nHerten\nNirgendwohausen").run()
    app.button(key="liste_uebernehmen").click().run()
    app.number_input(key="treffen_sitzungen").set_value(2).run()  # eine andere Eingabe lässt die Frage stehen
    knoepfe = [b for b in app.button if b.key and b.key.startswith("gemeint_0_")]
    assert len(knoepfe) > 5 and "„Neunkirchen“ ist mehrdeutig" in text(app)
    app.button(key="gemeint_0_10043114").click().run()
    assert sorted(app.query_params["dabei"]) == ["05562020", "10043114"]
    assert app.text_area(key="treffen_liste").value == "Nirgendwohausen"
    assert "Neunkirchen“ ist mehrdeutig" not in text(app) and "Nirgendwohausen" in text(app)


def test_wer_keinen_platz_findet_bleibt_in_der_liste(app: AppTest, echte_basis: Wissensbasis) -> None:
    orte = sorted({m.ort for m in echte_basis.massnahmen.values()} - {"05562020", "16052000"})
    laufe(app, "netzwerktreffen", dabei=orte[:59])
    app.text_area(key="treffen_liste").set_value("Herten\nGera").run()
    app.button(key="liste_uebernehmen").click().run()
    assert "05562020" in app.query_params["dabei"] and app.text_area(key="treffen_liste").value == "Gera"
    assert "in zwei Treffen teilen" in text(app)


def test_leere_liste_wird_gesagt(app: AppTest) -> None:
    laufe(app, "netzwerktreffen")
    app.button(key="liste_uebernehmen").click().run()
    assert "Die Liste ist leer" in text(app)


def test_langes_thema_wird_abgelehnt_und_html_nie_ausgefuehrt(app: AppTest) -> None:
    laufe(app, "netzwerktreffen", dabei=["05562020", "16052000"], eigenes=BOESE)
    assert "<img" not in roh(app)
    laufe(app := neue_sitzung(), "netzwerktreffen", dabei=["05562020", "16052000"], eigenes="x" * 10_000)
    assert "Zeichen; höchstens 300" in text(app)


def test_sechzig_orte(app: AppTest, echte_basis: Wissensbasis) -> None:
    orte = sorted({m.ort for m in echte_basis.massnahmen.values()})
    laufe(app, "netzwerktreffen", dabei=orte[:60])
    assert "60 Orte" in text(app) and "Tisch 12" in text(app)
    laufe(app := neue_sitzung(), "netzwerktreffen", dabei=orte[:61])
    assert "in zwei Treffen teilen" in text(app)


def test_weiterbildung_zeigt_fakten_und_loest_auf_knopfdruck_auf(app: AppTest) -> None:
    laufe(app, "weiterbildung")
    inhalt = text(app)
    assert "Fall A" in inhalt and "Aufgaben" in inhalt and "Fall B in " in inhalt
    assert "Auflösung</p>" not in inhalt
    app.button(key="aufloesen").click().run()
    assert "Auflösung</p>" in text(app) and app.query_params["aufgeloest"] in ("ja", ["ja"])


def test_weiterbildung_ohne_namen(app: AppTest, echte_basis: Wissensbasis) -> None:
    paar = finde_paare(Empfehlungsdienst(echte_basis), Auswahl("ausgang"))[0]
    laufe(app, "weiterbildung", anonym="ja", aufgeloest="ja", paar=paar.kennung)
    for m in (paar.a, paar.b):
        ort = echte_basis.orte.ort(m.ort)
        assert ort is not None and not re.search(rf"\b{re.escape(ort.name)}\b", text(app))
        assert m.traeger.name not in text(app) and m.titel not in text(app)


@pytest.mark.parametrize(
    ("eingabe", "meldung"),
    [("Neunkirchen", "mehrdeutig"), (BOESE, "nicht bekannt"), ("x" * 10_000, "nicht bekannt")],
)
def test_weiterbildung_sagt_welcher_ort_unklar_ist(app: AppTest, eingabe: str, meldung: str) -> None:
    laufe(app, "weiterbildung", profil1=eingabe)
    assert meldung in text(app) and "<img" not in roh(app)


def test_weiterbildung_ohne_paar_fuehrt_weiter(app: AppTest) -> None:
    laufe(app, "weiterbildung", ziel="ausgang", feld="gw-4", ebene="kreis")
    assert "kein Fallpaar" in text(app)


def _worttext(datei: bytes) -> str:
    d = docx.Document(io.BytesIO(datei))
    zellen = [zelle.text for tabelle in d.tables for zeile in tabelle.rows for zelle in zeile.cells]
    return "\n".join([*(p.text for p in d.paragraphs), *zellen])


def test_programm_und_handzettel_sind_vollstaendig(echte_basis: Wissensbasis) -> None:
    dienst = Empfehlungsdienst(echte_basis)
    wunsch = beispiel(dienst)
    assert wunsch is not None
    treffen = plane(dienst, Wunsch(wunsch.teilnahmen, 2, 60, eigenes_thema=BOESE + "Bürgerbus\x00"))
    programm, handzettel = _worttext(programm_word(treffen, dienst)), _worttext(handzettel_word(treffen, dienst))
    for s in treffen.sitzungen:
        for b in s.beitraege:
            assert b.massnahme.titel in programm and b.massnahme.titel in handzettel
            assert all(q.url in handzettel for q in b.massnahme.quellen)
        assert all(frage in programm and frage in handzettel for frage in s.leitfragen)
    assert all(t.ort.name in programm for t in treffen.teilnahmen) and "09:30–" in programm


def test_handzettel_auch_bei_zwei_orten(echte_basis: Wissensbasis) -> None:
    dienst = Empfehlungsdienst(echte_basis)
    orte = [echte_basis.orte.ort(k) for k in ("05562020", "16052000")]
    treffen = plane(dienst, Wunsch(tuple(Teilnahme(o) for o in orte if o is not None), 1))
    assert len(docx.Document(io.BytesIO(handzettel_word(treffen, dienst))).paragraphs) > 20


@pytest.mark.parametrize("anonym", [False, True])
def test_uebung_als_folien_und_word(echte_basis: Wissensbasis, anonym: bool) -> None:
    dienst = Empfehlungsdienst(echte_basis)
    for paar in finde_paare(dienst, Auswahl("ausgang"))[:4]:
        u = baue_uebung(dienst, paar, beispielprofile(dienst, paar) or (), anonym=anonym)
        datei = Presentation(io.BytesIO(folien(u, HEUTE)))
        titel = [f.shapes.title.text for f in datei.slides]
        stelle = next(n for n, t in enumerate(titel) if t.startswith("Auflösung"))
        assert titel.index("Aufgabe") < stelle
        texte = [_folientext(f) for f in datei.slides]
        fuss = f"Bewährt · 23. November 2026{' · Namen ersetzt' if anonym else ''} · Folie "
        assert all(fuss + str(n) in text for n, text in enumerate(texte, start=1))
        assert not any("Was daraus wurde" in t for t in texte[:stelle])
        assert u.hinweise[0] in datei.slides[titel.index("Aufgabe")].notes_slide.notes_text_frame.text
        worte = _worttext(uebung_word(u))
        assert worte.index("Aufgabe 1") < worte.index("Was daraus wurde")
        assert u.hinweise[-1] in _worttext(leitfaden_word(u))
        if anonym:
            for m in (paar.a, paar.b):
                ort = echte_basis.orte.ort(m.ort)
                alles = "\n".join([*texte, worte, _worttext(leitfaden_word(u))])
                assert ort is not None and not re.search(rf"\b{re.escape(ort.name)}\b", alles)
                assert m.titel not in alles and m.traeger.name not in alles and "http" not in alles


def _folientext(folie: object) -> str:
    formen = folie.shapes  # type: ignore[attr-defined]
    teile = [f.text_frame.text for f in formen if f.has_text_frame]
    return "\n".join(teile + [z.text for f in formen if f.has_table for r in f.table.rows for z in r.cells])
