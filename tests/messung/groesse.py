"""Wie die Suche mit der Zahl der Maßnahmen wächst, an erdachten Maßnahmen (zufällige Vektoren und Wörter)."""

from __future__ import annotations

import os
import resource
import statistics
import sys
import time

import numpy as np

from wissensbasis.suche.dicht import DichterIndex
from wissensbasis.suche.lexikalisch import LexikalischerIndex
from wissensbasis.suche.stand import Indexstand, Kennzeichen
from wissensbasis.suche.suchmaschine import Suchmaschine
from wissensbasis.suche.texte import KOPF, Passage
from wissensbasis.suche.zeichenfolgen import Zeichenindex

GROESSEN = (10_000, 100_000, 1_000_000)
DIMENSION = 384
WORTSCHATZ = 30_000
# Bei einer Million genügen kürzere Texte: sonst misst man den Speicher der erdachten Wörter.
WORTE_JE_TEXT = {10_000: 60, 100_000: 60, 1_000_000: 15}
FRAGEN = 30
TYPEN = 120


def miss_groessen() -> None:
    """Druckt je Größe Aufbau, Frage ohne Einbetten, Speicher und Recall@10 gegen exakte Suche.

    Jede Größe läuft in einem eigenen Prozess, damit der Speicher einer Größe nicht die nächste verfälscht.
    """
    import subprocess

    print("\nErdachte Bestände (eine Passage je Maßnahme, 384 Dimensionen), Frage ohne das Einbetten")
    print(
        f"{'Maßnahmen':>10} {'Aufbau dicht':>13} {'Aufbau BM25':>12} {'Frage Median':>13} {'Speicher':>10} {'Recall@10':>10}"
    )
    sys.stdout.flush()
    for anzahl in GROESSEN:
        subprocess.run([sys.executable, "-m", "tests.messung.groesse", str(anzahl)], check=True, env=os.environ)


def miss(anzahl: int) -> None:
    """Misst eine Größe und druckt ihre Zeile."""
    zufall = np.random.default_rng(7)
    kennungen = [f"m{i:07d}" for i in range(anzahl)]
    vektoren = zufall.standard_normal((anzahl, DIMENSION), dtype=np.float32)
    vektoren /= np.linalg.norm(vektoren, axis=1, keepdims=True)
    stuecke = tuple(Passage(k, KOPF, "", "") for k in kennungen)
    beginn = time.perf_counter()
    dicht = DichterIndex.bauen(vektoren, stuecke)
    dicht_s = time.perf_counter() - beginn
    # Zipf-verteilte Wörter ahmen Sprache nach: wenige sehr häufige, viele seltene.
    texte = (
        " ".join(f"wort{w}x" for w in np.minimum(zufall.zipf(1.3, WORTE_JE_TEXT[anzahl]), WORTSCHATZ))
        for _ in range(anzahl)
    )
    beginn = time.perf_counter()
    lexikalisch = LexikalischerIndex.bauen(kennungen, list(texte))
    bm25_s = time.perf_counter() - beginn
    typen = tuple(f"t{nummer}" for nummer in zufall.integers(TYPEN, size=anzahl))
    stand = Indexstand(
        Kennzeichen(0, "", "erdacht", ""), tuple(kennungen), typen, stuecke, dicht, lexikalisch, Zeichenindex(None)
    )
    frage = np.zeros(DIMENSION, dtype=np.float32)
    suchmaschine = Suchmaschine(stand, lambda _: frage)
    zeiten, recalls = [], []
    for _ in range(FRAGEN):
        frage = vektoren[zufall.integers(anzahl)] + 0.05 * zufall.standard_normal(DIMENSION).astype(np.float32)
        frage /= np.linalg.norm(frage)
        worte = " ".join(f"wort{w}x" for w in np.minimum(zufall.zipf(1.3, 6), WORTSCHATZ))
        start = time.perf_counter()
        suchmaschine.suche(worte)
        zeiten.append((time.perf_counter() - start) * 1000)
        exakt = {kennungen[i] for i in np.argsort(-(vektoren @ frage))[:10]}
        dichte = suchmaschine.suche(worte, haelften="embedding").funde[:10]
        recalls.append(len(exakt & {fund.massnahme for fund in dichte}) / 10)
    speicher = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{anzahl:>10} {dicht_s:>11.1f} s {bm25_s:>10.1f} s {statistics.median(zeiten):>10.1f} ms "
        f"{speicher:>7.0f} MB {statistics.mean(recalls):>10.3f}",
        flush=True,
    )


if __name__ == "__main__":
    miss(int(sys.argv[1]))
