"""Die lexikalische Hälfte: BM25 mit deutscher Normalisierung und Stammformen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_WORT = re.compile(r"[a-zäöüß0-9]+")
_UMSCHRIFT = re.compile(r"(?<![aeiouqy])(a|o|u)e")
_UMLAUTE = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})

# Wörter ohne Suchwert: Funktionswörter und Floskeln, mit denen Anliegen formuliert werden.
STOPPWOERTER = frozenset(
    """
    aber alle als also am an auch auf aus bei beim bin bis bitte da damit das dass dem den der des die dies diese
    dieser doch dort durch ein eine einem einen einer eines er es etwas für gegen gibt haben hat hatte ich ihr im in
    ist ja kann kein keine können man mehr mit muss nach nicht noch nur ob oder ohne sehr sein seine sich sie sind
    so soll über um und uns unser unsere unter viel viele vom von vor war was wenn wer werden wie wir wird wo wollen
    zu zum zur brauchen suchen suche finden gibt es welche
    """.split()
)


@lru_cache(maxsize=1)
def _stammformer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("german")


def normalisiere(wort: str) -> str:
    """Klein, Umlaute und ihre Umschrift auf dieselbe Form: „Väter“, „Vaeter“ und „Vater“ werden gleich geschrieben."""
    return _UMSCHRIFT.sub(r"\1", wort.casefold().translate(_UMLAUTE))


_STOPPFORMEN = frozenset(normalisiere(wort) for wort in STOPPWOERTER)


def woerter(text: str) -> list[str]:
    """Stammformen der Wörter eines Textes, normalisiert und ohne Stoppwörter."""
    formen = (normalisiere(wort) for wort in _WORT.findall(text.casefold()))
    staemme: list[str] = _stammformer().stemWords([f for f in formen if len(f) > 1 and f not in _STOPPFORMEN])
    return staemme


class LexikalischerIndex:
    """BM25 (Variante Lucene) über die Volltexte der Maßnahmen."""

    def __init__(self, bm25: Any, kennungen: Sequence[str]) -> None:
        self._bm25 = bm25
        self._kennungen = np.array(kennungen)

    @classmethod
    def bauen(cls, kennungen: Sequence[str], volltexte: Sequence[str]) -> LexikalischerIndex:
        """Baut den Index; `kennungen` und `volltexte` sind gleich lang."""
        import bm25s

        bm25 = bm25s.BM25(method="lucene")
        # Ein leerer Korpus hat keinen Wortschatz; ein Platzhalter, den keine Frage enthält, hält bm25s arbeitsfähig.
        wortlisten = [woerter(text) or ["\x00"] for text in volltexte] or [["\x00"]]
        bm25.index(wortlisten, show_progress=False)
        return cls(bm25, kennungen)

    def speichern(self, ordner: Path) -> None:
        """Schreibt den Index in einen leeren Ordner."""
        self._bm25.save(str(ordner), show_progress=False)

    @classmethod
    def laden(cls, ordner: Path, kennungen: Sequence[str]) -> LexikalischerIndex:
        """Lädt einen geschriebenen Index."""
        import bm25s

        return cls(bm25s.BM25.load(str(ordner), show_progress=False), kennungen)

    def suche(self, frage: str) -> list[tuple[str, float]]:
        """Alle Maßnahmen mit gemeinsamen Wörtern, beste zuerst; Gleichstände nach Kennung."""
        bekannt = [wort for wort in woerter(frage) if wort in self._bm25.vocab_dict]
        if not bekannt or not len(self._kennungen):
            return []
        punkte: NDArray[np.float32] = self._bm25.get_scores(bekannt)[: len(self._kennungen)]
        treffer = np.flatnonzero(punkte > 0)
        ordnung = np.lexsort((self._kennungen[treffer], -punkte[treffer]))
        return [(str(self._kennungen[i]), float(punkte[i])) for i in treffer[ordnung]]
