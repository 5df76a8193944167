"""Welche Orte einen Namen tragen: mit Zusatz, ohne Zusatz, mit und ohne Umlaute."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from wissensbasis.orte.ort import KREIS, Ort
from wissensbasis.orte.schreibweise import kernname, strenger_schluessel, weicher_schluessel

_Fach = dict[str, list[Ort]]
_KREISWORT_DAVOR = re.compile(r"^(?:Landkreis|Kreis|Region|Regionalverband|Städteregion)\s+(?=\S)", re.I)
_ANDERS_OHNE_UMLAUT = frozenset("äöüÄÖÜ")


class Namensindex:
    """Schlüssel → Orte, einmal aufgebaut und dann nur gelesen."""

    def __init__(self, orte: Iterable[Ort]) -> None:
        """Trägt jeden Ort unter allen seinen Namen ein."""
        self.voll: _Fach = defaultdict(list)
        self.kern: _Fach = defaultdict(list)
        self.kreise: _Fach = defaultdict(list)
        self._weich: dict[str, set[str]] = defaultdict(set)
        for ort in orte:
            if ort.ebene == KREIS:
                for name in {ort.name, *ort.weitere_namen, *(_ohne_kreis(n) for n in ort.weitere_namen)}:
                    self._trage_ein(self.kreise, name, ort)
                continue
            self._trage_ein(self.voll, ort.name, ort)
            kuerzer = {kernname(ort.name), *ort.weitere_namen, *(kernname(n) for n in ort.weitere_namen)}
            for name in kuerzer - {ort.name}:
                self._trage_ein(self.kern, name, ort)

    def _trage_ein(self, fach: _Fach, name: str, ort: Ort) -> None:
        schluessel = strenger_schluessel(name)
        if ort not in fach[schluessel]:
            fach[schluessel].append(ort)
        if not _ANDERS_OHNE_UMLAUT.isdisjoint(name):
            self._weich[weicher_schluessel(name)].add(schluessel)

    def _aus(self, fach: _Fach, name: str) -> list[Ort]:
        schluessel = strenger_schluessel(name)
        if schluessel in fach:
            return fach[schluessel]
        # „Mulheim": erst wenn die genaue Schreibung nichts trifft, gelten fehlende Umlaute als gemeint.
        treffer = [ort for s in sorted(self._weich.get(schluessel, ())) for ort in fach.get(s, ())]
        return list(dict.fromkeys(treffer))

    def kommunen_mit_vollem_namen(self, name: str) -> list[Ort]:
        """Orte, die genau so heißen."""
        return self._aus(self.voll, name)

    def kommunen(self, name: str) -> list[Ort]:
        """Orte, die so heißen, mit oder ohne unterscheidenden Zusatz."""
        return list(dict.fromkeys([*self._aus(self.voll, name), *self._aus(self.kern, name)]))

    def kreise_namens(self, name: str) -> list[Ort]:
        """Kreise dieses Namens; „Kreis", „Landkreis" und die Endung dürfen fehlen."""
        return self._aus(self.kreise, name) or self._aus(self.kreise, _ohne_kreis(name))

    def alle_schluessel(self) -> list[str]:
        """Alle Schlüssel, für die unscharfe Suche."""
        return list({**self.voll, **self.kern, **self.kreise})

    def mit_schluessel(self, schluessel: str) -> list[Ort]:
        """Orte zu einem Schlüssel aus :meth:`alle_schluessel`."""
        faecher = (self.voll, self.kern, self.kreise)
        return list(dict.fromkeys(ort for fach in faecher for ort in fach.get(schluessel, ())))


def _ohne_kreis(name: str) -> str:
    """„Kyffhäuserkreis" → „Kyffhäuser", „Landkreis Rostock" → „Rostock", „Region Hannover" → „Hannover"."""
    gekuerzt = _KREISWORT_DAVOR.sub("", name)
    gekuerzt = gekuerzt[: -len("kreis")].rstrip(" -") if gekuerzt.casefold().endswith("kreis") else gekuerzt
    return gekuerzt or name
