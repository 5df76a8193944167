"""Die lexikalische Hälfte: BM25 mit deutscher Normalisierung und Stammformen."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wissensbasis.suche.rangliste import Bm25Rangliste
from wissensbasis.suche.wortschatz import Wortschatz

_WORTSCHATZ_DATEI = "wortschatz.json"
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


def formen_mit_schreibung(text: str) -> list[tuple[str, str]]:
    """Normalisierte Wörter eines Textes ohne Stoppwörter, je mit der Schreibung im Text (klein)."""
    paare = ((normalisiere(wort), wort) for wort in _WORT.findall(text.casefold()))
    return [(form, wort) for form, wort in paare if len(form) > 1 and form not in _STOPPFORMEN]


def formen(text: str) -> list[str]:
    """Normalisierte Wörter eines Textes ohne Stoppwörter, noch nicht auf Stämme gebracht."""
    return [form for form, _ in formen_mit_schreibung(text)]


def staemme(woerter_: Sequence[str]) -> list[str]:
    """Stammformen normalisierter Wörter."""
    ergebnis: list[str] = _stammformer().stemWords(list(woerter_))
    return ergebnis


def woerter(text: str) -> list[str]:
    """Stammformen der Wörter eines Textes, normalisiert und ohne Stoppwörter."""
    return staemme(formen(text))


@dataclass(frozen=True)
class Sprachschritte:
    """Welche Schritte der deutschen Wortsuche angewandt werden; abschaltbar, um ihren Nutzen zu messen."""

    zerlegen: bool = True
    berichtigen: bool = True


class LexikalischerIndex:
    """BM25 über die Stammformen der Volltexte, mit zerlegten Zusammensetzungen und berichtigten Tippfehlern."""

    def __init__(
        self, rangliste: Bm25Rangliste, wortschatz: Wortschatz, schritte: Sprachschritte = Sprachschritte()
    ) -> None:
        self._rangliste = rangliste
        self._wortschatz = wortschatz
        self._schritte = schritte

    @classmethod
    def bauen(
        cls, kennungen: Sequence[str], volltexte: Sequence[str], schritte: Sprachschritte = Sprachschritte()
    ) -> LexikalischerIndex:
        """Baut den Index; `kennungen` und `volltexte` sind gleich lang."""
        paare_je_text = [formen_mit_schreibung(text) for text in volltexte]
        wortschatz = _wortschatz(paar for paare in paare_je_text for paar in paare)
        wortlisten = [staemme(_erweitert([form for form, _ in paare], wortschatz, schritte)) for paare in paare_je_text]
        return cls(Bm25Rangliste.bauen(kennungen, wortlisten), wortschatz, schritte)

    def speichern(self, ordner: Path) -> None:
        """Schreibt den Index in einen Ordner."""
        self._rangliste.speichern(ordner)
        inhalt = {"haeufigkeit": self._wortschatz.haeufigkeit, "schreibweise": self._wortschatz.schreibweise}
        (ordner / _WORTSCHATZ_DATEI).write_text(json.dumps(inhalt, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def laden(cls, ordner: Path, kennungen: Sequence[str]) -> LexikalischerIndex:
        """Lädt einen geschriebenen Index."""
        wortschatz = Wortschatz(**json.loads((ordner / _WORTSCHATZ_DATEI).read_text(encoding="utf-8")))
        return cls(Bm25Rangliste.laden(ordner, kennungen), wortschatz)

    def frageformen(self, frage: str) -> tuple[list[str], dict[str, str]]:
        """Die Wörter, nach denen gesucht wird (mit Teilen von Zusammensetzungen), und berichtigte Tippfehler.

        Berichtigt wird nur, was der Korpus nicht kennt; das Ergebnis nennt getippte und übliche Schreibung.
        """
        ergebnis, berichtigt = self._berichtigt(frage)
        return _erweitert(ergebnis, self._wortschatz, self._schritte), berichtigt

    def mit_allen_worten(self, frage: str) -> frozenset[str]:
        """Kennungen, deren Volltext jedes Wort der Frage enthält; von einer Zusammensetzung genügen alle ihre Teile."""
        gesucht, _ = self._berichtigt(frage)
        if not gesucht:
            return frozenset()
        kennungen = self._rangliste.kennungen
        bleiben = np.ones(len(kennungen), dtype=bool)
        for form in gesucht:
            dabei = self._rangliste.enthaelt(staemme([form])[0])
            if teile := self._wortschatz.teile(form):
                dabei = dabei | np.logical_and.reduce([self._rangliste.enthaelt(teil) for teil in staemme(teile)])
            bleiben &= dabei
        return frozenset(compress(kennungen, bleiben.tolist()))

    def _berichtigt(self, frage: str) -> tuple[list[str], dict[str, str]]:
        """Die Wörter der Frage nach Berichtigung, und was berichtigt wurde."""
        berichtigt: dict[str, str] = {}
        ergebnis = []
        for form, getippt in formen_mit_schreibung(frage):
            if (
                self._schritte.berichtigen
                and not self._bekannt(form)
                and not self._wortschatz.teile(form)
                and (richtig := self._wortschatz.berichtige(form))
            ):
                berichtigt[getippt] = self._wortschatz.schreibweise.get(richtig, richtig)
                form = richtig
            ergebnis.append(form)
        return ergebnis, berichtigt

    def suche(self, frage: str) -> list[tuple[str, float]]:
        """Maßnahmen mit gemeinsamen Wörtern, beste zuerst; Gleichstände nach Kennung."""
        return self._rangliste.suche(staemme(self.frageformen(frage)[0]))

    def punkte(self, gesucht: Sequence[str]) -> NDArray[np.float32]:
        """Punktwert jeder Maßnahme zu den Stammformen einer schon gelesenen Frage, in ihrer Reihenfolge."""
        return self._rangliste.punkte(gesucht)

    def _bekannt(self, form: str) -> bool:
        return form in self._wortschatz or staemme([form])[0] in self._rangliste


def _wortschatz(paare: Iterable[tuple[str, str]]) -> Wortschatz:
    """Häufigkeit jeder Form und ihre häufigste Schreibung, wo diese abweicht."""
    schreibungen: dict[str, Counter[str]] = {}
    for form, wort in paare:
        schreibungen.setdefault(form, Counter())[wort] += 1
    ueblich = {form: max(zahl, key=lambda w: (zahl[w], w)) for form, zahl in schreibungen.items()}
    return Wortschatz(
        {form: zahl.total() for form, zahl in schreibungen.items()},
        {form: wort for form, wort in ueblich.items() if wort != form},
    )


def _erweitert(formen_: Sequence[str], wortschatz: Wortschatz, schritte: Sprachschritte) -> list[str]:
    if not schritte.zerlegen:
        return list(formen_)
    return [teil for form in formen_ for teil in (form, *wortschatz.teile(form))]
