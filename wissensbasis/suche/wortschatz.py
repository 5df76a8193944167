"""Der Wortschatz des Korpus: Zusammensetzungen zerlegen und Tippfehler berichtigen.

Beides stützt sich nur auf Wörter, die im Korpus stehen. Zerlegt wird nach dem Vorbild von Koehn und Knight („Empirical
Methods for Compound Splitting“, EACL 2003): Teile müssen selbst Wörter sein, Fugenlaute dürfen dazwischenstehen; es
gewinnt die Zerlegung mit dem größten geometrischen Mittel der Häufigkeiten unter denen mit den wenigsten Teilen.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache

KUERZESTES_WORT = 8
KUERZESTER_TEIL = 4
SELTENSTER_TEIL = 2
MEISTE_TEILE = 4
FUGEN = ("", "s", "es", "n", "en", "er", "e")
KUERZESTES_BERICHTIGTES = 5
# Ab dieser Länge dürfen zwei Zeichen abweichen.
LANG_AB = 9
# Trennbare Vorsilben des Verbs, normalisiert geschrieben.
_VORSILBEN = (
    *("ab", "an", "auf", "aus", "bei", "ein", "fest", "her", "hin", "los", "mit", "nach", "um", "vor", "weg", "weiter"),
    *("zu", "zuruck", "zusammen"),
)


class Wortschatz:
    """Wörter des Korpus mit ihrer Häufigkeit; normalisiert, aber nicht auf Stämme gebracht."""

    def __init__(self, haeufigkeit: Mapping[str, int], schreibweise: Mapping[str, str] | None = None) -> None:
        """`schreibweise` nennt zu normalisierten Wörtern die übliche Schreibung, wo sie abweicht („buro“ → „büro“)."""
        self.haeufigkeit = dict(haeufigkeit)
        self.schreibweise = dict(schreibweise or {})
        self._teile = frozenset(
            w for w, n in haeufigkeit.items() if len(w) >= KUERZESTER_TEIL and n >= SELTENSTER_TEIL and w.isalpha()
        )
        self.teile = lru_cache(maxsize=20_000)(self._alle_teile)
        # Eine Frage wird beim Stöbern zweimal gelesen, und das Berichtigen vergleicht mit dem ganzen Wortschatz.
        self.berichtige = lru_cache(maxsize=20_000)(self._aehnlichstes)

    def __contains__(self, wort: str) -> bool:
        return wort in self.haeufigkeit

    def _alle_teile(self, wort: str) -> tuple[str, ...]:
        """Die Teile einer Zusammensetzung und deren Teile, leer, wenn das Wort keine ist."""
        return tuple(t for teil in self._zerlege(wort) for t in (teil, *self._alle_teile(teil)))

    def _zerlege(self, wort: str) -> tuple[str, ...]:
        if len(wort) < KUERZESTES_WORT or not wort.isalpha():
            return ()
        for anzahl in range(2, MEISTE_TEILE + 1):
            if zerlegungen := list(self._zerlegungen(wort, anzahl)):
                return max(zerlegungen, key=lambda teile: (self._guete(teile), teile))
        return ()

    def _zerlegungen(self, wort: str, anzahl: int) -> list[tuple[str, ...]]:
        if anzahl == 1:
            return [(wort,)] if wort in self._teile else []
        ergebnis = []
        for ende in range(KUERZESTER_TEIL, len(wort) - KUERZESTER_TEIL * (anzahl - 1) + 1):
            if wort[:ende] not in self._teile:
                continue
            for fuge in FUGEN:
                if wort.startswith(fuge, ende):
                    rest = wort[ende + len(fuge) :]
                    ergebnis += [(wort[:ende], *teile) for teile in self._zerlegungen(rest, anzahl - 1)]
        return ergebnis

    def _guete(self, teile: tuple[str, ...]) -> float:
        return math.exp(sum(math.log(self.haeufigkeit[teil]) for teil in teile) / len(teile))

    def _aehnlichstes(self, wort: str) -> str | None:
        """Das ähnlichste Wort des Korpus zu einem unbekannten; `None`, wenn keines nah genug ist.

        Nah heißt: gleicher Anfangsbuchstabe und ein Tippfehler, bei langen Wörtern mit gleichen ersten beiden zwei.
        „siebzehn“ soll nicht „sieben“ werden, „abreißen“ nicht „Adressen“ und „herrichten“ nicht „herrschte“: Vorsilbe und
        bekanntes Wort sind zusammen kein Tippfehler.
        """
        if len(wort) < KUERZESTES_BERICHTIGTES or wort in self.haeufigkeit or self._mit_vorsilbe_bekannt(wort):
            return None
        from rapidfuzz.distance import OSA

        erlaubt = 1 if len(wort) < LANG_AB else 2
        nahe = []
        for bekannt, haeufigkeit in self.haeufigkeit.items():
            if bekannt[0] != wort[0] or abs(len(bekannt) - len(wort)) > erlaubt:
                continue
            abstand = OSA.distance(wort, bekannt, score_cutoff=erlaubt)
            if abstand <= 1 or (abstand <= erlaubt and bekannt[:2] == wort[:2]):
                nahe.append((abstand, -haeufigkeit, bekannt))
        return min(nahe)[2] if nahe else None

    def _mit_vorsilbe_bekannt(self, wort: str) -> bool:
        return any(
            wort.startswith(silbe) and len(wort) - len(silbe) >= KUERZESTES_BERICHTIGTES and wort[len(silbe) :] in self
            for silbe in _VORSILBEN
        )
