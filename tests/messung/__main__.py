"""`make messen`: unsere Suche gegen txtai, Haystack und TF-IDF, dieselben Texte, Fragen und dasselbe Modell, ein Lauf.

Die anderen laufen in einer eigenen Umgebung (`.venv-messen`), damit ihre Abhängigkeiten unsere nicht verändern.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from empfehlung.guete.fragen import fragen_lesen
from empfehlung.guete.masse import kehrwert_des_rangs, ndcg, recall
from empfehlung.guete.urteile import hat_antwort, urteile_lesen
from tests.messung.groesse import miss_groessen
from wissensbasis.basis import Wissensbasis
from wissensbasis.einstellungen import WURZEL, Einstellungen
from wissensbasis.embedding.standardmodell import standardmodell_bereitstellen
from wissensbasis.suche.texte import volltext

UMGEBUNG = WURZEL / ".venv-messen"
# torch zuerst und fest: eine offene Angabe zöge GPU-Pakete nach.
PAKETE = (
    ("torch==2.13.0",),
    ("txtai==9.14.0", "haystack-ai==2.20.0", "sentence-transformers==6.2.0", "scikit-learn==1.9.1"),
)
ANDERE = ("txtai", "haystack", "tfidf")
KALTSTARTS = 3


def hauptprogramm() -> None:
    """Misst und druckt die Tafeln."""
    _umgebung_einrichten()
    basis = Wissensbasis(Einstellungen())
    if not (basis.einstellungen.daten / "bewaehrt.db").exists():
        subprocess.run([sys.executable, "-m", "app.kommandozeile", "aufbauen"], check=True)
    ordner = WURZEL / "korpus" / "fragen"
    fragen = [f for f in fragen_lesen(ordner, basis).fragen if f.anliegen]
    urteile = urteile_lesen(ordner / "urteile.txt")
    with tempfile.TemporaryDirectory() as ablage:
        eingabe = Path(ablage) / "eingabe.json"
        inhalt = {
            "modell": str(standardmodell_bereitstellen(basis.einstellungen.modelle)),
            "texte": [{"id": m.id, "text": volltext(m, basis.begriffe, basis.orte)} for m in basis.massnahmen.values()],
            "fragen": [{"id": f.id, "text": f.anliegen} for f in fragen],
        }
        eingabe.write_text(json.dumps(inhalt), encoding="utf-8")
        laeufe = {"bewaehrt": _miss([sys.executable, "-m", "tests.messung.unser_system"], eingabe)}
        for name in ANDERE:
            skript = str(Path(__file__).parent / "anderes_system.py")
            laeufe[name] = _miss([str(UMGEBUNG / "bin" / "python"), skript, name], eingabe)
    _drucke_guete(laeufe, {f.id: f.teil for f in fragen}, urteile)
    _drucke_tempo(laeufe)
    miss_groessen()


def _umgebung_einrichten() -> None:
    fertig = UMGEBUNG / ".bereit"
    if fertig.exists():
        return
    print("Die Vergleichssysteme werden eingerichtet (einige Minuten) …", flush=True)
    subprocess.run([sys.executable, "-m", "venv", str(UMGEBUNG)], check=True)
    for pakete in PAKETE:
        subprocess.run([str(UMGEBUNG / "bin" / "pip"), "install", "--quiet", *pakete], check=True)
    fertig.touch()


def _miss(befehl: Sequence[str], eingabe: Path) -> dict[str, Any]:
    """Ein ganzer Lauf, danach Kaltstarts: Laden und eine Frage als ganzer Prozess."""
    ausgabe = eingabe.with_name("ausgabe.json")
    print(f"{befehl[-1]} …", flush=True)
    # Bei uns zählt das Bereitstellen des Modells nicht zum Aufbau; die anderen bekommen es ja fertig.
    subprocess.run([*befehl, str(eingabe), str(ausgabe)], check=True, cwd=WURZEL, stdout=subprocess.DEVNULL)
    ergebnis: dict[str, Any] = json.loads(ausgabe.read_text(encoding="utf-8"))
    kalt = []
    for _ in range(KALTSTARTS):
        beginn = time.perf_counter()
        subprocess.run(
            [*befehl, str(eingabe), str(ausgabe), "--eine"],
            check=True,
            cwd=WURZEL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=os.environ,
        )
        kalt.append(time.perf_counter() - beginn)
    ergebnis["kaltstart_s"] = statistics.median(kalt)
    return ergebnis


def _drucke_guete(laeufe: dict[str, Any], teile: dict[str, str | None], urteile: dict[str, dict[str, int]]) -> None:
    for teil in ("pruefung", "entwicklung"):
        gewertet = [f for f, t in teile.items() if t == teil and hat_antwort(urteile.get(f, {}))]
        if not gewertet:
            continue
        werte = {
            name: [
                [mass(lauf["ranglisten"].get(f, []), urteile[f]) for f in gewertet]
                for mass in (ndcg, recall, kehrwert_des_rangs)
            ]
            for name, lauf in laeufe.items()
        }
        print(f"\nGüte auf {len(gewertet)} Fragen des Teils „{teil}“ (nur Text, ohne Feld und Profil)")
        print(f"{'System':<10} {'nDCG@10':>8} {'Recall@20':>10} {'MRR':>6}   Vorsprung von Bewährt bei nDCG@10 (95 %)")
        unser = werte["bewaehrt"][0]
        for name, (n, r, m) in werte.items():
            zeile = f"{name:<10} {np.mean(n):8.3f} {np.mean(r):10.3f} {np.mean(m):6.3f}"
            if name != "bewaehrt":
                unter, ober = _intervall(np.array(unser) - np.array(n))
                zeile += f"   ×{np.mean(unser) / np.mean(n):.2f}, {np.mean(unser) - np.mean(n):+.3f} [{unter:+.3f}; {ober:+.3f}]"
            print(zeile)


def _intervall(unterschiede: Any) -> tuple[float, float]:
    zufall = np.random.default_rng(20261123)
    proben = zufall.choice(unterschiede, size=(2000, len(unterschiede))).mean(axis=1)
    return float(np.quantile(proben, 0.025)), float(np.quantile(proben, 0.975))


def _drucke_tempo(laeufe: dict[str, Any]) -> None:
    def reihe(lauf: dict[str, Any]) -> list[float]:
        zeiten = lauf["zeiten_ms"]
        return [
            statistics.median(zeiten),
            float(np.quantile(zeiten, 0.95)),
            lauf["bauen_s"],
            lauf["speicher_mb"],
            lauf["kaltstart_s"],
        ]

    unser = reihe(laeufe["bewaehrt"])
    print("\nTempo und Speicher; in Klammern das Verhältnis zu Bewährt")
    print(f"{'System':<10} {'Frage Median':>18} {'Frage 95 %':>18} {'Aufbau':>18} {'Speicher':>18} {'Kaltstart':>18}")
    for name, lauf in laeufe.items():
        werte = reihe(lauf)
        einheiten = ("ms", "ms", "s", "MB", "s")
        zellen = [f"{w:8.1f} {e} ({w / u:.2f})" for w, u, e in zip(werte, unser, einheiten, strict=True)]
        print(f"{name:<10} " + " ".join(f"{z:>18}" for z in zellen))
    einbetten = laeufe["bewaehrt"]["einbetten_ms"]
    mehr = [z - e for z, e in zip(laeufe["bewaehrt"]["zeiten_ms"], einbetten, strict=True)]
    print(
        f"Bewährt: Frage einbetten {statistics.median(einbetten):.1f} ms, alles Übrige {statistics.median(mehr):.1f} ms "
        f"(je Median)"
    )


if __name__ == "__main__":
    hauptprogramm()
