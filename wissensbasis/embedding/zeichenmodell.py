"""Winziges Modell ohne Gewichte: gehashte Zeichen-n-Gramme.

Für schnelle Tests und als Notbehelf. Es erkennt gleiche Wortteile, keine Bedeutung.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence

import numpy as np

from wissensbasis.embedding.schnittstelle import Fortschritt, Vektoren, normiere

DIMENSION = 64
_LAENGEN = (3, 4, 5)
_MELDEN_ALLE = 256


class ZeichenNgrammEmbedder:
    """Deterministisch über Prozesse und Rechner hinweg; nur numpy.

    Jedes 3- bis 5-Gramm eines Wortes (mit Rand) zählt mit Vorzeichen in einer von
    64 Zellen. BLAKE2 statt ``hash()``, denn dessen Wert wechselt mit jedem Prozess.
    """

    kennung = "zeichen-ngramme@1"
    dimension = DIMENSION

    def embed_fragen(self, texte: Sequence[str]) -> Vektoren:
        """Wie :meth:`embed_texte`: dieses Modell kennt keinen Unterschied."""
        return self.embed_texte(texte)

    def embed_texte(self, texte: Sequence[str], *, fortschritt: Fortschritt | None = None) -> Vektoren:
        """Form ``(n, 64)``; auch ein leerer Text bekommt einen Vektor der Länge 1."""
        summen = np.zeros((len(texte), DIMENSION), dtype=np.float64)
        for zeile, text in enumerate(texte):
            for gramm in _ngramme(text):
                wert = int.from_bytes(hashlib.blake2b(gramm.encode("utf-8"), digest_size=8).digest(), "little")
                summen[zeile, wert % DIMENSION] += 1.0 if wert >> 63 else -1.0
            if not summen[zeile].any():
                summen[zeile, 0] = 1.0  # kein Wortzeichen oder alles aufgehoben: trotzdem Länge 1
            fertig = zeile + 1
            if fortschritt and (fertig % _MELDEN_ALLE == 0 or fertig == len(texte)):
                fortschritt(fertig, len(texte))
        return normiere(summen)


def _ngramme(text: str) -> list[str]:
    klein = unicodedata.normalize("NFKC", text).casefold()
    raender = [f" {wort} " for wort in re.findall(r"\w+", klein)]
    return [wort[i : i + n] for wort in raender for n in _LAENGEN for i in range(len(wort) - n + 1)]
