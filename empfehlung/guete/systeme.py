"""Die Systeme, deren Güte verglichen wird: jedes bildet eine Frage auf eine Rangliste von Maßnahmen ab.

Ein weiteres System oder eine Variante ohne einen Bestandteil kommt als Eintrag in `SYSTEME` hinzu oder geht als eigenes
`System` unmittelbar an `laufen`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from empfehlung.anfrage import Anfrage
from empfehlung.dienst import Empfehlungsdienst
from empfehlung.guete.fragen import Frage
from wissensbasis.fehler import BewaehrtFehler
from wissensbasis.suche.suchmaschine import Haelften
from wissensbasis.suche.texte import volltext

TIEFE = 50
VORGABE = "voll"

Rangfunktion = Callable[[Frage], list[str]]
"""Frage → Kennungen, beste zuerst, höchstens `TIEFE`."""


@dataclass(frozen=True)
class System:
    """Ein benanntes System; `nur_text` heißt: ohne Anliegen kann es nichts finden."""

    name: str
    nur_text: bool
    bauen: Callable[[Empfehlungsdienst], Rangfunktion]


def systeme_waehlen(namen: Iterable[str], systeme: Mapping[str, System] | None = None) -> list[System]:
    """Die Systeme dieser Namen ohne Doppel; ohne Namen das vorgegebene. Unbekanntes ist ein `BewaehrtFehler`."""
    verzeichnis = SYSTEME if systeme is None else systeme
    gewaehlt = list(dict.fromkeys(namen)) or [VORGABE]
    for name in gewaehlt:
        if name not in verzeichnis:
            raise BewaehrtFehler(f"Ein System „{name}“ gibt es nicht. Möglich sind: {', '.join(verzeichnis)}.")
    return [verzeichnis[name] for name in gewaehlt]


def _textsuche(haelften: Haelften) -> Callable[[Empfehlungsdienst], Rangfunktion]:
    def bauen(dienst: Empfehlungsdienst) -> Rangfunktion:
        def rangliste(frage: Frage) -> list[str]:
            funde = dienst.basis.suchmaschine.suche(frage.anliegen, haelften=haelften).funde
            return [fund.massnahme for fund in funde[:TIEFE]]

        return rangliste

    return bauen


def volle_anfrage(frage: Frage) -> Anfrage:
    """Eine Goldfrage als Anfrage mit Feldern, Themen und Profil, `TIEFE` Treffer tief."""
    return Anfrage(
        profil=frage.profil,
        felder=frage.handlungsfelder,
        themen=frage.querschnittsthemen,
        anliegen=frage.anliegen,
        anzahl=TIEFE,
    )


def _voll(dienst: Empfehlungsdienst) -> Rangfunktion:
    def rangliste(frage: Frage) -> list[str]:
        return [treffer.massnahme.id for treffer in dienst.empfehle(volle_anfrage(frage)).treffer]

    return rangliste


def _tfidf(
    analyzer: Literal["word", "char_wb"], laengen: tuple[int, int]
) -> Callable[[Empfehlungsdienst], Rangfunktion]:
    """Schlichte Vergleichsgröße: TF-IDF über die Volltexte, ohne deutsche Sprachkenntnis."""

    def bauen(dienst: Empfehlungsdienst) -> Rangfunktion:
        from sklearn.feature_extraction.text import TfidfVectorizer

        basis = dienst.basis
        kennungen = np.array(sorted(basis.massnahmen))
        if not len(kennungen):
            return lambda frage: []
        umformer: Any = TfidfVectorizer(analyzer=analyzer, ngram_range=laengen, sublinear_tf=True)
        matrix = umformer.fit_transform([volltext(basis.massnahmen[k], basis.begriffe, basis.orte) for k in kennungen])

        def rangliste(frage: Frage) -> list[str]:
            if not frage.anliegen.strip():
                return []
            punkte = np.asarray((matrix @ umformer.transform([frage.anliegen]).T).todense()).ravel()
            # Gleichstände ordnet die Kennung, wie überall in der Suche.
            ordnung = np.lexsort((kennungen, -punkte))
            return [str(kennungen[i]) for i in ordnung[:TIEFE] if punkte[i] > 0]

        return rangliste

    return bauen


SYSTEME: dict[str, System] = {
    system.name: system
    for system in (
        System("voll", False, _voll),
        System("hybrid", True, _textsuche("hybrid")),
        System("embedding", True, _textsuche("embedding")),
        System("bm25", True, _textsuche("bm25")),
        System("tfidf-wort", True, _tfidf("word", (1, 1))),
        System("tfidf-zeichen", True, _tfidf("char_wb", (3, 5))),
    )
}
