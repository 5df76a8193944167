"""Versuch: ein kleiner linearer Aufsatz auf die Einbettung der Fragen, gelernt aus Maßnahmen und Typen.

Aufruf: python -m tests.messung.anpassung [ORDNER_DER_FRAGEN]. Gelernt wird an Paaren, die keine Goldfrage enthalten:

- ein Satz der Ausgangslage (das Problem, wie eine Kommune es schildert) → die übrigen Passagen derselben Maßnahme,
- ein Alltagswort eines Typs, allein und in Fragesätzen → die Passagen der Maßnahmen dieses Typs.

Paare, deren Frage einer Goldfrage zu ähnlich ist, fallen heraus. Der Aufsatz ist eine Matrix I + Δ (384 × 384); Verlust ist
InfoNCE gegen alle anderen Passagen im Stapel. Gedruckt wird nDCG@10 der dichten Hälfte und von hybrid mit und ohne Aufsatz;
ob er bleibt, entscheidet der Teil „pruefung“ (docs/ergebnisse.md).
"""

from __future__ import annotations

import random
import re
import sys
import time
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from empfehlung.guete.fragen import Frage, fragen_lesen
from empfehlung.guete.intervalle import bootstrap
from empfehlung.guete.masse import ndcg
from empfehlung.guete.urteile import hat_antwort, urteile_lesen
from wissensbasis.basis import Wissensbasis
from wissensbasis.einstellungen import WURZEL, Einstellungen
from wissensbasis.embedding.auswahl import embedder_laden
from wissensbasis.suche.suchmaschine import Suchmaschine
from wissensbasis.suche.texte import ohne_belege, passagen

SAMEN = 20261123
ZU_AEHNLICH = 0.93
RAHMEN = (
    "{}",
    "Wir suchen Beispiele für {}",
    "Wie haben andere Kommunen {} aufgebaut?",
    "{} – Erfahrungen aus anderen Orten",
    "Bei uns fehlt {}",
)
EPOCHEN = 30
STAPEL = 64
TEMPERATUR = 0.03
LERNRATE = 2e-4
GEWICHTSVERFALL = 0.05

Vektoren = NDArray[np.float32]


def lernpaare(basis: Wissensbasis, zufall: random.Random) -> list[tuple[str, str]]:
    """(Frage, Kennung der Maßnahme), noch ohne den Abgleich mit den Goldfragen."""
    paare = []
    je_typ: dict[str, list[str]] = {}
    for m in basis.massnahmen.values():
        je_typ.setdefault(m.typ, []).append(m.id)
        for satz in re.split(r"(?<=[.!?])\s+", ohne_belege(m.ausgangslage)):
            if 30 <= len(satz) <= 250:
                paare.append((satz, m.id))
    for typ in basis.begriffe.typen.values():
        for wort in (typ.name, *typ.aliase):
            for kennung in zufall.sample(je_typ.get(typ.id, []), min(2, len(je_typ.get(typ.id, [])))):
                paare.append((zufall.choice(RAHMEN).format(wort), kennung))
    zufall.shuffle(paare)
    return paare


def lerne(fragen: Vektoren, ziele: Vektoren, gruppen: list[str]) -> Vektoren:
    """Die Matrix I + Δ, die Fragen näher an ihre Ziele bringt; Zeilen sind normiert."""
    torch.manual_seed(SAMEN)
    delta = torch.zeros(fragen.shape[1], fragen.shape[1], requires_grad=True)
    einheit = torch.eye(fragen.shape[1])
    optimierer = torch.optim.AdamW([delta], lr=LERNRATE, weight_decay=GEWICHTSVERFALL)
    f, z = torch.from_numpy(fragen), torch.from_numpy(ziele)
    nummer = {gruppe: i for i, gruppe in enumerate(dict.fromkeys(gruppen))}
    g = torch.tensor([nummer[gruppe] for gruppe in gruppen])
    for _ in range(EPOCHEN):
        for stapel in torch.randperm(len(f)).split(STAPEL):
            angepasst = torch.nn.functional.normalize(f[stapel] @ (einheit + delta), dim=1)
            aehnlich = angepasst @ z[stapel].T / TEMPERATUR
            # Andere Passagen derselben Maßnahme oder desselben Typs sind keine falschen Antworten.
            gleiche = (g[stapel][:, None] == g[stapel][None, :]) & ~torch.eye(len(stapel), dtype=torch.bool)
            verlust = torch.nn.functional.cross_entropy(aehnlich.masked_fill(gleiche, -1e9), torch.arange(len(stapel)))
            optimierer.zero_grad()
            verlust.backward()
            optimierer.step()
    ergebnis: Vektoren = (einheit + delta).detach().numpy()
    return ergebnis


def hauptprogramm(ordner: Path) -> None:
    """Lernt, misst und druckt."""
    basis = Wissensbasis(Einstellungen())
    goldfragen = [f for f in fragen_lesen(ordner, basis).fragen if f.anliegen]
    urteile = urteile_lesen(ordner / "urteile.txt")
    embedder = embedder_laden(basis.einstellungen.modell, basis.einstellungen.modelle)
    zufall = random.Random(SAMEN)
    beginn = time.perf_counter()
    paare = lernpaare(basis, zufall)
    fragen = embedder.embed_fragen([frage for frage, _ in paare])
    gold = embedder.embed_fragen([f.anliegen for f in goldfragen])
    behalten = np.flatnonzero((fragen @ gold.T).max(axis=1) < ZU_AEHNLICH)
    print(f"{len(paare)} Lernpaare, {len(paare) - len(behalten)} zu nah an einer Goldfrage und entfernt")
    ziele, gruppen = [], []
    for i in behalten:
        m = basis.massnahmen[paare[i][1]]
        stellen = [p.eingebettet for p in passagen(m, basis.begriffe) if paare[i][0] not in p.text]
        # Der Titel zählt in der Suche am meisten, also auch beim Lernen: jedes zweite Ziel.
        ziele.append(stellen[0] if zufall.random() < 0.5 else zufall.choice(stellen))
        gruppen.append(m.typ)
    matrix = lerne(fragen[behalten], embedder.embed_texte(ziele), gruppen)
    print(f"gelernt in {time.perf_counter() - beginn:.0f} s, Größe {matrix.nbytes / 1e6:.1f} MB")
    _drucke(basis, goldfragen, urteile, matrix)


def _drucke(basis: Wissensbasis, fragen: list[Frage], urteile: dict[str, dict[str, int]], matrix: Vektoren) -> None:
    ohne = basis.suchmaschine

    def angepasst(frage: str) -> Vektoren:
        vektor: Vektoren = ohne.einbetten(frage) @ matrix
        return vektor / np.float32(np.linalg.norm(vektor))

    mit = Suchmaschine(ohne.stand, angepasst)
    for teil in ("entwicklung", "pruefung"):
        gewertet = [f for f in fragen if f.teil == teil and hat_antwort(urteile.get(f.id, {}))]
        werte = {}
        for name, maschine in (("ohne", ohne), ("mit", mit)):
            for haelften in ("embedding", "hybrid"):
                werte[f"{haelften} {name}"] = np.array(
                    [
                        ndcg([x.massnahme for x in maschine.suche(f.anliegen, haelften=haelften).funde], urteile[f.id])  # type: ignore[arg-type]
                        for f in gewertet
                    ]
                )
        for haelften in ("embedding", "hybrid"):
            _, unterschiede = bootstrap({n: w for n, w in werte.items() if n.startswith(haelften)}, f"{haelften} ohne")
            u = unterschiede[f"{haelften} mit"]
            print(
                f"{teil:<12} {haelften:<10} ohne {werte[f'{haelften} ohne'].mean():.3f} mit {werte[f'{haelften} mit'].mean():.3f} "
                f"({u.wert:+.3f} [{u.intervall[0]:+.3f}; {u.intervall[1]:+.3f}])"
            )


if __name__ == "__main__":
    hauptprogramm(Path(sys.argv[1]) if len(sys.argv) > 1 else WURZEL / "korpus" / "fragen")
