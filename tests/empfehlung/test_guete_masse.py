"""Maße, Intervalle und Übereinstimmung: Eigenschaften und Gegenprobe mit fremden Rechnungen."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import ndcg_score

from empfehlung.guete.intervalle import bootstrap
from empfehlung.guete.masse import kehrwert_des_rangs, ndcg, recall, unbeurteilt, vielfalt
from empfehlung.guete.uebereinstimmung import uebereinstimmung, uebereinstimmung_der_dateien

KENNUNGEN = [f"m{i:02}" for i in range(30)]
urteile_ = st.dictionaries(st.sampled_from(KENNUNGEN), st.integers(0, 3), min_size=1)
ranglisten = st.lists(st.sampled_from(KENNUNGEN), unique=True)


@given(ranglisten, urteile_)
def test_masse_liegen_zwischen_null_und_eins(liste, urteile):
    for wert in (ndcg(liste, urteile), recall(liste, urteile), kehrwert_des_rangs(liste, urteile)):
        assert 0.0 <= wert <= 1.0 + 1e-12


@given(urteile_, st.randoms())
def test_vollkommene_ordnung_ist_eins_auch_wenn_gleiche_grade_tauschen(urteile, zufall):
    gemischt = list(urteile)
    zufall.shuffle(gemischt)
    liste = sorted(gemischt, key=lambda k: -urteile[k])
    assert ndcg(liste, urteile) == pytest.approx(1.0 if any(urteile.values()) else 0.0)
    gute = any(grad >= 2 for grad in urteile.values())
    assert kehrwert_des_rangs(liste, urteile) == (1.0 if gute else 0.0)
    if gute and sum(grad >= 2 for grad in urteile.values()) <= 20:
        assert recall(liste, urteile) == 1.0


@given(ranglisten.filter(lambda liste: len(liste) > 1), urteile_, st.data())
def test_hoeherer_grad_nach_vorn_verschlechtert_nie(liste, urteile, data):
    i = data.draw(st.integers(0, len(liste) - 2))
    vorn, hinten = liste[i], liste[i + 1]
    if urteile.get(hinten, 0) < urteile.get(vorn, 0):
        vorn, hinten = hinten, vorn
    besser = [*liste[:i], hinten, vorn, *liste[i + 2 :]]
    schlechter = [*liste[:i], vorn, hinten, *liste[i + 2 :]]
    assert ndcg(besser, urteile) >= ndcg(schlechter, urteile) - 1e-12
    assert kehrwert_des_rangs(besser, urteile) >= kehrwert_des_rangs(schlechter, urteile)


@given(st.permutations(KENNUNGEN), urteile_, st.integers(1, 30))
def test_ndcg_wie_sklearn(liste, urteile, tiefe):
    # sklearn rechnet mit linearem Gewinn; 2^Grad − 1 geht deshalb schon als Gewinn hinein.
    gewinn = np.array([[2.0 ** urteile.get(k, 0) - 1 for k in KENNUNGEN]])
    punkte = np.array([[-float(liste.index(k)) for k in KENNUNGEN]])
    assert ndcg(liste, urteile, tiefe) == pytest.approx(ndcg_score(gewinn, punkte, k=tiefe))


@given(ranglisten.filter(bool), urteile_)
def test_masse_wie_trec_eval(liste, urteile):
    pytrec_eval = pytest.importorskip("pytrec_eval")
    gewinn = {"f": {k: 2**grad - 1 for k, grad in urteile.items()}}
    punkte = {"f": {k: float(len(liste) - i) for i, k in enumerate(liste)}}
    messer = pytrec_eval.RelevanceEvaluator(gewinn, {"ndcg_cut_10", "recall_20", "recip_rank"}, relevance_level=3)
    werte = messer.evaluate(punkte)["f"]
    assert ndcg(liste, urteile) == pytest.approx(werte["ndcg_cut_10"])
    assert recall(liste, urteile) == pytest.approx(werte["recall_20"])
    assert kehrwert_des_rangs(liste, urteile) == pytest.approx(werte["recip_rank"])


def test_bekanntes_beispiel():
    urteile = {"a": 3, "b": 2, "c": 1, "d": 0}
    liste = ["x", "b", "a", "c"]
    # DCG = 3/log2(3) + 7/2 + 1/log2(5); ideal = 7 + 3/log2(3) + 1/2
    erwartet = (3 / np.log2(3) + 3.5 + 1 / np.log2(5)) / (7 + 3 / np.log2(3) + 0.5)
    assert ndcg(liste, urteile) == pytest.approx(erwartet)
    assert recall(liste, urteile) == 1.0
    assert kehrwert_des_rangs(liste, urteile) == 0.5
    assert unbeurteilt(liste, urteile) == 1
    # Grad 1 ist noch keine gute Antwort.
    assert kehrwert_des_rangs(["c"], urteile) == 0.0


def test_vielfalt():
    a, b = np.array([1.0, 0.0], dtype=np.float32), np.array([0.0, 1.0], dtype=np.float32)
    vektoren = {"a": a, "a2": a, "b": b}
    assert vielfalt(["a", "a2"], vektoren) == pytest.approx(0.0)
    assert vielfalt(["a", "b"], vektoren) == pytest.approx(1.0)
    assert vielfalt(["a", "a2", "b"], vektoren) == pytest.approx(2 / 3)
    assert vielfalt(["a"], vektoren) is None
    assert vielfalt(["a", "ohne-vektor"], vektoren) is None


reihen = st.lists(st.floats(0, 1), min_size=1, max_size=20)


@given(reihen, reihen)
def test_bootstrap_ist_wiederholbar_und_gepaart(eins, zwei):
    n = min(len(eins), len(zwei))
    werte = {"voll": np.array(eins[:n]), "bm25": np.array(zwei[:n]), "gleich": np.array(eins[:n])}
    intervalle, unterschiede = bootstrap(werte, "voll", ziehungen=200)
    assert (intervalle, unterschiede) == bootstrap(werte, "voll", ziehungen=200)
    for name, (unten, oben) in intervalle.items():
        assert werte[name].min() - 1e-9 <= unten <= oben <= werte[name].max() + 1e-9
    # Gepaart: ein gleiches System unterscheidet sich in keiner Ziehung.
    assert unterschiede["gleich"].intervall == (0.0, 0.0)
    assert unterschiede["bm25"].wert == pytest.approx(float(np.mean(zwei[:n]) - np.mean(eins[:n])))
    assert "voll" not in unterschiede


def test_bootstrap_ohne_fragen_ist_leer():
    assert bootstrap({"voll": np.array([])}, "voll") == ({}, {})
    assert bootstrap({}, "voll") == ({}, {})


def test_bootstrap_erkennt_einen_klaren_vorsprung():
    zufall = np.random.default_rng(1)
    schwer = zufall.uniform(0, 0.6, 100)
    werte = {"voll": schwer, "besser": schwer + zufall.uniform(0.1, 0.3, 100)}
    unterschied = bootstrap(werte, "voll")[1]["besser"]
    assert 0.1 < unterschied.intervall[0] < unterschied.wert < unterschied.intervall[1] < 0.3


@given(st.dictionaries(st.sampled_from(KENNUNGEN), st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1))
def test_kappa(paare):
    a = {"f": {k: x for k, (x, _) in paare.items()}}
    b = {"f": {k: y for k, (_, y) in paare.items()}}
    ergebnis, umgekehrt = uebereinstimmung(a, b), uebereinstimmung(b, a)
    assert ergebnis.paare == len(paare)
    if ergebnis.kappa is not None:
        assert -1.0 - 1e-9 <= ergebnis.kappa <= 1.0
        assert umgekehrt.kappa == pytest.approx(ergebnis.kappa)
        # Von Hand: 1 − Summe der beobachteten durch Summe der zufällig erwarteten quadrierten Abstände.
        x, y = np.array([p[0] for p in paare.values()]), np.array([p[1] for p in paare.values()])
        erwartet = np.mean((x[:, None] - y[None, :]) ** 2)
        assert ergebnis.kappa == pytest.approx(1 - np.mean((x - y) ** 2) / erwartet)
    gleich = uebereinstimmung(a, a)
    assert gleich.kappa in (None, pytest.approx(1.0))
    assert gleich.gleich == 1.0


def test_kappa_zaehlt_nur_gemeinsames(tmp_path: Path):
    (tmp_path / "a.txt").write_text("f1 0 m1 3\nf1 0 m2 0\nf2 0 m1 1\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("f1 0 m1 2\nf1 0 m2 0\nf3 0 m1 1\nf3 0 m2 1\n", encoding="utf-8")
    ergebnis = uebereinstimmung_der_dateien(tmp_path / "a.txt", tmp_path / "b.txt")
    assert (ergebnis.paare, ergebnis.nur_erste, ergebnis.nur_zweite) == (2, 1, 2)
    assert ergebnis.gleich == 0.5
    assert ergebnis.gleich_relevant == 1.0
    assert uebereinstimmung({"f": {"m": 1}}, {"g": {"m": 1}}).kappa is None
