"""Güte messen, vom Ordner bis zur Ausgabe, an einem kleinen erdachten Fragensatz."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from app.befehle.wurzel import anwendung
from empfehlung.dienst import Empfehlungsdienst
from empfehlung.guete import pool as poolmodul
from empfehlung.guete.bewertung import bewerte, urteilshinweise
from empfehlung.guete.fragen import Frage, fragen_lesen
from empfehlung.guete.lauf import Lauf, lauf_schreiben, laufen
from empfehlung.guete.pool import ersatztext, pool, pool_schreiben
from empfehlung.guete.systeme import SYSTEME, TIEFE, System, systeme_waehlen
from empfehlung.guete.urteile import urteile_lesen
from empfehlung.guete.vektoren import titelvektoren
from wissensbasis.basis import Wissensbasis
from wissensbasis.fehler import BewaehrtFehler

# Erdacht, nur für Tests: passt zu den sechs erdachten Maßnahmen aus conftest.
FRAGEN = [
    {"id": "s1", "rolle": "koordination", "anliegen": "Betreuung früh morgens für Eltern im Schichtdienst",
     "handlungsfelder": ["fk-2"], "querschnittsthemen": [], "profil": {"name": "Herten"}, "teil": "entwicklung"},
    {"id": "s2", "rolle": "netzwerk", "anliegen": "Ältere ohne Auto kommen nicht zum Arzt",
     "handlungsfelder": [], "querschnittsthemen": [], "teil": "entwicklung"},
    {"id": "s3", "rolle": "weiterbildung", "anliegen": "Anlaufstelle im Rathaus für Familien",
     "handlungsfelder": ["fk-4"], "querschnittsthemen": [], "profil": None, "teil": "pruefung"},
    {"id": "s4", "rolle": "koordination", "anliegen": "", "handlungsfelder": ["gw-4"], "querschnittsthemen": [],
     "profil": {"ebene": "quartier", "einwohner": 300000}, "teil": "pruefung"},
    {"id": "s5", "rolle": "koordination", "anliegen": "Raumfahrt", "handlungsfelder": ["gw-2"],
     "querschnittsthemen": [], "teil": "pruefung"},
    {"id": "s6", "rolle": "netzwerk", "anliegen": "Dorfkümmerer", "handlungsfelder": [], "querschnittsthemen": []},
]  # fmt: skip
URTEILE = """\
s1 0 nw-herten-randzeiten 3
s1 0 nw-herten-notbetreuung 2
s2 0 he-bebra-buergerbus 3
s3 0 nw-essen-familienbuero 3
s4 0 nw-muenster-aaseestadt-mietertreff 2
s5 0 nw-muenster-aaseestadt-mietertreff 0
s6 0 th-kyffhaeuserkreis-dorfkuemmerer 3
s6 0 he-bebra-buergerbus 1
"""
SCHLUESSEL = {
    "ndcg@10", "recall@20", "mrr", "ild@10", "latenz_ms_median", "ndcg@10_intervall", "ndcg@10_unterschied",
    "unbeurteilt@10", "ehrlich_leer", "je_rolle", "je_teil",
}  # fmt: skip


def schreibe_fragen(ordner: Path, *zeilen: object) -> Path:
    ordner.mkdir(exist_ok=True)
    texte = [zeile if isinstance(zeile, str) else json.dumps(zeile, ensure_ascii=False) for zeile in zeilen]
    (ordner / "fragen.jsonl").write_text("\n".join(texte) + "\n", encoding="utf-8")
    return ordner


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    ordner = schreibe_fragen(tmp_path / "gold", *FRAGEN)
    (ordner / "urteile.txt").write_text(URTEILE, encoding="utf-8")
    return ordner


@pytest.fixture
def ruf(basis: Wissensbasis, monkeypatch: pytest.MonkeyPatch):
    """`bewaehrt …` über der erdachten Wissensbasis; gibt die Standardausgabe zurück."""
    for name in ("korpus", "daten", "modell"):
        monkeypatch.setenv(f"BEWAEHRT_{name.upper()}", str(getattr(basis.einstellungen, name)))

    def rufen(*argumente: object) -> str:
        ergebnis = CliRunner().invoke(anwendung, [str(a) for a in argumente])
        if ergebnis.exception:
            raise ergebnis.exception
        return ergebnis.stdout

    return rufen


# --- lesen


def test_fragen_lesen(gold: Path, basis: Wissensbasis):
    satz = fragen_lesen(gold, basis)
    assert [f.id for f in satz.fragen] == ["s1", "s2", "s3", "s4", "s5", "s6"]
    # Das Profil ist um Angaben des Ortsverzeichnisses ergänzt.
    assert satz.fragen[0].profil is not None
    assert satz.fragen[0].profil.land == "nw"
    assert satz.fragen[2].profil is None
    assert satz.hinweise == ()


def test_fragen_lesen_filtert_den_teil(gold: Path, basis: Wissensbasis):
    satz = fragen_lesen(gold, basis, teil="entwicklung")
    assert [f.id for f in satz.fragen] == ["s1", "s2"]
    assert "s6" in satz.alle_kennungen
    schreibe_fragen(gold, FRAGEN[5])
    with pytest.raises(BewaehrtFehler, match="keine Frage mit dem Teil „pruefung“"):
        fragen_lesen(gold, basis, teil="pruefung")


def test_nachsichtig_gegen_leeres_und_eigene_anmerkungen(tmp_path: Path, basis: Wissensbasis):
    knapp = {"id": 7, "rolle": "netzwerk", "anliegen": None, "handlungsfelder": None, "notiz": "x"}
    satz = fragen_lesen(schreibe_fragen(tmp_path / "g", "\ufeff" + json.dumps(knapp), "", "  \r"), basis)
    assert satz.fragen == (Frage("7", "netzwerk"),)
    assert any("„notiz“" in hinweis for hinweis in satz.hinweise)


GUT = FRAGEN[1]


@pytest.mark.parametrize(
    ("zeile", "meldung"),
    [
        ("{kaputt", "JSON"),
        ("[1]", "JSON-Objekt"),
        ("[" * 100_000, "JSON"),
        ('{"id": ' + "9" * 5000 + "}", "verarbeiten"),
        ({**GUT, "id": "a b"}, "„id“"),
        ({**GUT, "id": None}, "„id“"),
        ({**GUT, "rolle": "chef"}, "möglich sind: koordination"),
        ({**GUT, "rolle": ["netzwerk"]}, "möglich sind"),
        ({k: v for k, v in GUT.items() if k != "rolle"}, "„rolle“ fehlt"),
        ({**GUT, "teil": "test"}, "entwicklung, pruefung"),
        ({**GUT, "anliegen": 3}, "„anliegen“"),
        ({**GUT, "handlungsfelder": "fk-2"}, "keine Liste"),
        ({**GUT, "handlungsfelder": ["fk-99"]}, "fk-99"),
        ({**GUT, "querschnittsthemen": [1]}, "keine Liste"),
        ({**GUT, "querschnittsthemen": ["gibtsnicht"]}, "gibtsnicht"),
        ({**GUT, "profil": "Herten"}, "kein JSON-Objekt"),
        ({**GUT, "profil": {"einwoner": 3}}, "„profil.einwoner“"),
        ({**GUT, "profil": {"einwohner": -1}}, "„profil.einwohner“"),
        ({**GUT, "profil": {"name": "Gibtsnichtdorf"}}, "Gibtsnichtdorf"),
        ({**GUT, "id": "s1"}, "steht schon in Zeile 1"),
    ],
)
def test_fehlerhafte_zeile_nennt_datei_und_zeile(tmp_path: Path, basis: Wissensbasis, zeile: object, meldung: str):
    ordner = schreibe_fragen(tmp_path / "g", FRAGEN[0], "", zeile)
    with pytest.raises(BewaehrtFehler, match=r"fragen\.jsonl, Zeile 3: ") as fehler:
        fragen_lesen(ordner, basis)
    assert meldung in str(fehler.value)


def test_fehlende_oder_leere_dateien(tmp_path: Path, basis: Wissensbasis):
    with pytest.raises(BewaehrtFehler, match="gibt es nicht"):
        fragen_lesen(tmp_path / "nichts", basis)
    with pytest.raises(BewaehrtFehler, match="fehlt"):
        fragen_lesen(tmp_path, basis)
    (tmp_path / "fragen.jsonl").write_bytes(b"\n")
    with pytest.raises(BewaehrtFehler, match="enthält keine Frage"):
        fragen_lesen(tmp_path, basis)
    (tmp_path / "fragen.jsonl").write_bytes(b"\n\xff\n")
    with pytest.raises(BewaehrtFehler, match="Zeile 2: kein UTF-8"):
        fragen_lesen(tmp_path, basis)


@pytest.mark.parametrize(
    "zeile", ["s1 0 m", "s1 0 m 4", "s1 0 m -1", "s1 0 m 1.0", "s1 0 m ²", "s1 0 m 1 x", "s0 0 m 2"]
)
def test_fehlerhaftes_urteil_nennt_datei_und_zeile(tmp_path: Path, zeile: str):
    datei = tmp_path / "urteile.txt"
    datei.write_text(f"s0 0 m 1\n{zeile}\n", encoding="utf-8")
    with pytest.raises(BewaehrtFehler, match=r"urteile\.txt, Zeile 2: "):
        urteile_lesen(datei)


@given(st.dictionaries(st.sampled_from("abc"), st.dictionaries(st.sampled_from("xyz"), st.integers(0, 3), min_size=1)))
def test_urteile_hin_und_zurueck(tmp_path_factory: pytest.TempPathFactory, urteile):
    datei = tmp_path_factory.mktemp("u") / "urteile.txt"
    datei.write_text("".join(f"{f}\t0  {m} {g}\r\n" for f, grade in urteile.items() for m, g in grade.items()))
    assert urteile_lesen(datei) == urteile


def test_urteilshinweise_zaehlen_unbekanntes():
    urteile = {"f1": {"m1": 3, "weg": 2}, "fremd": {"m1": 1, "m2": 1}}
    hinweise = urteilshinweise(urteile, ["f1"], ["m1", "m2"])
    assert len(hinweise) == 2
    assert "fremd" in hinweise[0] and ": 2;" in hinweise[0]
    assert "weg" in hinweise[1] and ": 1;" in hinweise[1]
    assert urteilshinweise({"f1": {"m1": 1}}, ["f1"], ["m1"]) == []


# --- Systeme und Läufe


@pytest.mark.parametrize("name", SYSTEME)
def test_systeme_finden_das_naheliegende(name: str, gold: Path, basis: Wissensbasis):
    fragen = fragen_lesen(gold, basis).fragen
    lauf = laufen(SYSTEME[name], fragen, Empfehlungsdienst(basis))
    # Das kleine Testmodell kennt nur Zeichenfolgen; allein trifft es das Naheliegende nicht immer zuerst.
    assert "he-bebra-buergerbus" in lauf.ranglisten["s2"][: 3 if name == "embedding" else 1]
    for liste in lauf.ranglisten.values():
        assert len(liste) == len(set(liste)) <= TIEFE
        assert set(liste) <= basis.massnahmen.keys()
    # Nur das volle System versteht eine Frage ohne Anliegen.
    assert bool(lauf.ranglisten["s4"]) == (name == "voll")
    assert ("s4" in lauf.zeiten_ms) == (name == "voll")
    assert lauf.latenz_ms_median is not None and lauf.latenz_ms_median > 0
    assert laufen(SYSTEME[name], fragen, Empfehlungsdienst(basis)).ranglisten == lauf.ranglisten


def test_systeme_waehlen():
    assert [s.name for s in systeme_waehlen([])] == ["voll"]
    assert [s.name for s in systeme_waehlen(["bm25", "voll", "bm25"])] == ["bm25", "voll"]
    with pytest.raises(BewaehrtFehler, match=r"„quark“ gibt es nicht\. Möglich sind: voll, hybrid, embedding, bm25"):
        systeme_waehlen(["quark"])
    eigenes = System("nichts", False, lambda dienst: lambda frage: [])
    assert systeme_waehlen(["nichts"], {"nichts": eigenes}) == [eigenes]


def test_lauf_schreiben_in_trec_form(tmp_path: Path):
    lauf = Lauf(SYSTEME["bm25"], {"f1": ["b", "a"], "f2": []}, {})
    assert lauf.latenz_ms_median is None
    datei = lauf_schreiben(lauf, tmp_path / "neu" / "laeufe")
    assert datei.read_text(encoding="utf-8") == "f1 Q0 b 1 50 bm25\nf1 Q0 a 2 49 bm25\n"
    assert [p.name for p in datei.parent.iterdir()] == ["bm25.txt"]
    (tmp_path / "datei").write_text("")
    with pytest.raises(BewaehrtFehler, match="lässt sich nicht schreiben"):
        lauf_schreiben(lauf, tmp_path / "datei")


# --- Bewertung


def _lauf(name: str, ranglisten: dict[str, list[str]]) -> Lauf:
    return Lauf(SYSTEME[name], ranglisten, dict.fromkeys(ranglisten, 1.0))


def test_bewertung_trennt_fragen_ohne_antwort():
    fragen = [
        Frage("f1", "koordination", "x", teil="entwicklung"),
        Frage("f2", "netzwerk", "y"),
        Frage("f3", "netzwerk", "z"),
        Frage("f4", "netzwerk", "nie beurteilt"),
    ]
    urteile = {"f1": {"a": 3}, "f2": {"a": 1, "b": 0}, "f3": {"b": 0}}
    gut = _lauf("voll", {"f1": ["a"], "f2": [], "f3": ["b", "c"], "f4": []})
    schlecht = _lauf("bm25", {"f1": ["c"], "f2": ["c"], "f3": ["b"], "f4": ["c"]})
    b = bewerte(fragen, [gut, schlecht], urteile, {})
    assert (b.fragen, b.ohne_antwort) == (4, 3)  # Grad 1 allein ist keine gute Antwort
    voll, bm25 = b.systeme["voll"], b.systeme["bm25"]
    assert (voll.gesamt.fragen, voll.gesamt.ndcg10, voll.gesamt.recall20, voll.gesamt.mrr) == (1, 1.0, 1.0, 1.0)
    assert bm25.gesamt.ndcg10 == 0.0
    assert voll.ehrlich_leer == pytest.approx(2 / 3)
    assert bm25.ehrlich_leer == 0.0
    assert (voll.unbeurteilt10, bm25.unbeurteilt10) == (1, 3)
    assert set(voll.je_rolle) == {"koordination"}
    assert set(voll.je_teil) == {"entwicklung"}
    assert voll.ndcg10_unterschied is None
    assert bm25.ndcg10_unterschied is not None
    assert (bm25.ndcg10_unterschied.zu, bm25.ndcg10_unterschied.wert) == ("voll", -1.0)
    assert any("ohne ein einziges Urteil: 1" in h for h in b.hinweise)


def test_ehrlich_leer_zaehlt_nur_bearbeitete_fragen():
    stumm = Lauf(SYSTEME["bm25"], {"f1": []}, {})
    assert bewerte([Frage("f1")], [stumm], {}, {}).systeme["bm25"].ehrlich_leer is None


def test_titelvektoren_liegen_fuer_alle_vor(basis: Wissensbasis):
    vektoren = titelvektoren(basis)
    assert vektoren.keys() == basis.massnahmen.keys()


# --- Befehl


def test_befehl_json(ruf, gold: Path, tmp_path: Path):
    namen = list(SYSTEME)
    laeufe = tmp_path / "laeufe"
    wahl = [teil for name in namen for teil in ("--system", name)]
    dokument = json.loads(ruf("bewerten", gold, *wahl, "--laeufe", laeufe, "--format", "json"))
    assert (dokument["fragen"], dokument["ohne_antwort"], dokument["ohne_anliegen"]) == (6, 1, 1)
    assert list(dokument["systeme"]) == namen
    for werte in dokument["systeme"].values():
        assert werte.keys() == SCHLUESSEL
        unten, oben = werte["ndcg@10_intervall"]
        assert 0 <= unten <= werte["ndcg@10"] <= oben <= 1
    voll, bm25 = dokument["systeme"]["voll"], dokument["systeme"]["bm25"]
    assert voll["ehrlich_leer"] == 0.0  # im Feld gw-2 gibt es nichts, das Treffendste bleibt aber sichtbar
    assert voll["je_rolle"]["netzwerk"]["fragen"] == 2
    assert voll["recall@20"] == 0.8  # Herten bekommt seine eigene Maßnahme nicht empfohlen
    assert bm25["recall@20"] == 0.8  # bm25 fehlt die Frage ohne Anliegen
    assert any("ohne Anliegen: 1 von 6" in h for h in dokument["hinweise"])
    assert sorted(p.name for p in laeufe.iterdir()) == sorted(f"{name}.txt" for name in namen)


def test_befehl_vorgabe_ist_voll_und_teil_filtert(ruf, gold: Path):
    dokument = json.loads(ruf("bewerten", gold, "--teil", "entwicklung", "--format", "json"))
    assert list(dokument["systeme"]) == ["voll"]
    assert dokument["fragen"] == 2
    assert dokument["hinweise"] == []  # Urteile zum anderen Teil sind nicht unbekannt
    assert list(dokument["systeme"]["voll"]["je_teil"]) == ["entwicklung"]


def test_befehl_text_ist_ausgerichtet(ruf, gold: Path):
    bloecke = ruf("bewerten", gold, "--system", "voll", "--system", "tfidf-zeichen").strip().split("\n\n")
    assert bloecke[0] == "6 Fragen, 1 ohne gute Antwort in der Wissensbasis, 1 ohne Anliegen"
    kopf, *zeilen = bloecke[1].split("\n")
    assert kopf.startswith("System")
    assert [zeile.split()[0] for zeile in zeilen] == ["voll", "tfidf-zeichen"]
    assert {len(zeile) for zeile in (kopf, *zeilen)} == {len(kopf)}
    assert bloecke[-1].startswith("Hinweis: ")


def test_befehl_ohne_urteile(ruf, gold: Path, tmp_path: Path):
    (gold / "urteile.txt").unlink()
    with pytest.raises(BewaehrtFehler, match=r"fehlt urteile\.txt.*--laeufe"):
        ruf("bewerten", gold)
    dokument = json.loads(ruf("bewerten", gold, "--laeufe", tmp_path / "l", "--format", "json"))
    voll = dokument["systeme"]["voll"]
    assert dokument["ohne_antwort"] is None
    assert all(voll[name] is None for name in ("ndcg@10", "recall@20", "mrr", "ndcg@10_intervall", "unbeurteilt@10"))
    assert (tmp_path / "l" / "voll.txt").read_text(encoding="utf-8").startswith("s1 Q0 ")
    assert "keine Urteile" in ruf("bewerten", gold, "--laeufe", tmp_path / "l")


def test_befehl_unbekanntes_system(ruf, gold: Path):
    with pytest.raises(BewaehrtFehler, match="Möglich sind: voll"):
        ruf("bewerten", gold, "--system", "quark")


def test_hilfe_nennt_jedes_system():
    # Ohne Leerraum, denn die Hilfe bricht auch an Bindestrichen um.
    hilfe = "".join(CliRunner().invoke(anwendung, ["bewerten", "--help"]).stdout.split())
    assert all(name in hilfe for name in SYSTEME)


# --- Pool


def test_pool_vereint_systeme_und_gleiche_typen(basis: Wissensbasis, schreibe):
    massnahmen = basis.massnahmen
    doppel = massnahmen["he-bebra-buergerbus"].model_copy(update={"id": "nw-herten-buergerbus"})
    systeme = {
        "a": lambda frage: ["he-bebra-buergerbus", "nw-herten-randzeiten", "gibt-es-nicht"],
        "b": lambda frage: ["nw-herten-notbetreuung"] if frage.id == "f2" else [],
    }
    paare = pool([Frage("f1"), Frage("f2")], systeme, {**massnahmen, doppel.id: doppel}, tiefe=1)
    assert paare[:2] == [("f1", "he-bebra-buergerbus"), ("f1", "nw-herten-buergerbus")]
    assert ("f2", "nw-herten-notbetreuung") in paare
    ohne_typ = pool([Frage("f1")], systeme, massnahmen, tiefe=1, typ_tiefe=0)
    assert ohne_typ == [("f1", "he-bebra-buergerbus")]


def test_pool_schreiben_verraet_kein_system(gold: Path, basis: Wissensbasis, tmp_path: Path):
    dienst = Empfehlungsdienst(basis)
    fragen = [*fragen_lesen(gold, basis).fragen, Frage("a/../b", anliegen="Familie")]
    anzahl = pool_schreiben(dienst, fragen, tmp_path / "eins")
    pool_schreiben(dienst, fragen, tmp_path / "zwei")
    dateien = sorted((tmp_path / "eins").iterdir())
    assert len(dateien) == len(fragen)
    blaetter = [json.loads(datei.read_text(encoding="utf-8")) for datei in dateien]
    assert sum(len(blatt["massnahmen"]) for blatt in blaetter) == anzahl
    for datei in dateien:
        assert datei.read_bytes() == (tmp_path / "zwei" / datei.name).read_bytes()
    for blatt in blaetter:
        assert blatt.keys() == {"frage", "massnahmen"}
        for m in blatt["massnahmen"]:
            assert m.keys() == {"id", "titel", "ort", "typ", "zielgruppen", "status", "umsetzung", "ergebnisse"}
            assert len(m["umsetzung"]) <= 400
            assert "[1]" not in m["umsetzung"]
    # Ohne Anliegen tragen die Textsysteme über die Namen der Felder bei.
    vier = next(blatt for blatt in blaetter if blatt["frage"]["id"] == "s4")
    assert len(vier["massnahmen"]) > 1
    reihenfolgen = [[m["id"] for m in blatt["massnahmen"]] for blatt in blaetter]
    assert any(reihe != sorted(reihe) for reihe in reihenfolgen)
    with pytest.raises(BewaehrtFehler, match="nicht leer"):
        pool_schreiben(dienst, fragen, tmp_path / "eins")


def test_ersatztext(basis: Wissensbasis):
    assert ersatztext(Frage("f", handlungsfelder=("gw-2",), querschnittsthemen=("inklusion",)), basis.begriffe) == (
        f"{basis.begriffe.felder['gw-2'].name} {basis.begriffe.themen['inklusion'].name}"
    )


def test_pool_als_modul(ruf, gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert poolmodul.hauptprogramm([str(gold), str(tmp_path / "p")]) == 0
    assert "6 Fragen" in capsys.readouterr().out
    assert poolmodul.hauptprogramm([str(gold), str(tmp_path / "p")]) == 1
    assert capsys.readouterr().err.startswith("Fehler: ")
    hilfe = subprocess.run(
        [sys.executable, "-m", "empfehlung.guete.pool", "--help"], capture_output=True, text=True, check=True
    )
    assert "ziel" in hilfe.stdout
