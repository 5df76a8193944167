"""Was in einer Frage Bedingung ist statt Thema: Land, Gemeindegröße, Ort, genaue Wortfolge, Ausschluss.

„Taschengeldbörse in Thüringen -Schule“ sucht nach „Taschengeldbörse“, nur in Thüringen, ohne Treffer mit „Schule“.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from wissensbasis.datensatz.modell import Massnahme
from wissensbasis.orte import GROESSENKLASSEN, LANDNAMEN, Ort, Ortsverzeichnis
from wissensbasis.suche.lexikalisch import woerter
from wissensbasis.suche.texte import ohne_belege

_OSTDEUTSCHLAND = ("bb", "be", "mv", "sn", "st", "th")
_WEITERE_LANDNAMEN = {"nrw": ("nw",), "ostdeutschland": _OSTDEUTSCHLAND, "ostdeutschen": _OSTDEUTSCHLAND}

_LAND, _KK, _GK, _KM, _GM, _KG, _GG = GROESSENKLASSEN
# Wörter für Gemeindegrößen; „Stadt“ allein sagt nichts über die Größe.
_GROESSENWOERTER: dict[str, tuple[str, ...]] = {
    "landgemeinde": (_LAND,),
    "landgemeinden": (_LAND,),
    "dorf": (_LAND,),
    "dörfer": (_LAND,),
    "dörfern": (_LAND,),
    "kleinstadt": (_KK, _GK),
    "kleinstädte": (_KK, _GK),
    "kleinstädten": (_KK, _GK),
    "mittelstadt": (_KM, _GM),
    "mittelstädte": (_KM, _GM),
    "mittelstädten": (_KM, _GM),
    "großstadt": (_KG, _GG),
    "großstädte": (_KG, _GG),
    "großstädten": (_KG, _GG),
}
_KREISWOERTER = {"landkreis", "landkreise", "landkreisen", "kreis", "kreise", "kreisen"}
# Eine Größe oder ein Ort gilt nur nach einem Wort, das einen Ort einleitet: „in Kleinstädten“, „aus Gera“.
_EINLEITUNG = r"(?:\b(?:in|im|aus|bei|von|für|macht|eine[rm]?|andere[rn]?|kleine[rn]?)\s+)"
_BEENDETES = re.compile(
    r"\b(?:gescheitert\w*|scheiter\w*|eingestellt\w*|aufgegeben\w*|misserfolg\w*|beendet\w*|abgeschafft\w*|abgebrochen\w*"
    r"|nicht (?:funktioniert|geklappt|angenommen)|vor dem aus|zu ende gegangen|ausgelaufen\w*)\b",
    re.IGNORECASE,
)
_ZITAT = re.compile(r"[\"„“”»«]([^\"„“”»«]{2,200})[\"„“”»«]")
_AUSSCHLUSS = re.compile(r"(?<!\S)-([\wäöüß]{2,})", re.IGNORECASE)


@dataclass(frozen=True)
class Verstaendnis:
    """Eine Frage, zerlegt in Suchtext und Bedingungen; leere Bedingungen schränken nicht ein."""

    text: str
    laender: frozenset[str] = frozenset()
    groessen: frozenset[str] = frozenset()
    orte: frozenset[str] = frozenset()
    wortfolgen: tuple[str, ...] = ()
    ohne: tuple[str, ...] = ()
    in_worten: tuple[str, ...] = ()
    beendetes_gesucht: bool = False

    @property
    def hat_bedingungen(self) -> bool:
        """Ob außer dem Suchtext etwas gilt."""
        return bool(self.laender or self.groessen or self.orte or self.wortfolgen or self.ohne)

    def erfuellt(self, m: Massnahme, orte: Ortsverzeichnis) -> bool:
        """Ob eine Maßnahme alle Bedingungen erfüllt; bei mehreren Orten genügt einer."""
        umsetzende = [ort for kennung in m.umsetzungen if (ort := orte.ort(kennung))]
        if self.laender and not any(ort.land in self.laender for ort in umsetzende):
            return False
        if self.groessen and not any(_groesse(ort, orte) in self.groessen for ort in umsetzende):
            return False
        if self.orte and not any({ort.id, ort.gemeinde, ort.kreis} & self.orte for ort in umsetzende):
            return False
        if not self.wortfolgen and not self.ohne:
            return True
        text = " ".join((m.titel, *map(ohne_belege, m.abschnitte.values())))
        if any(folge.casefold() not in text.casefold() for folge in self.wortfolgen):
            return False
        return not set(self.ohne) & set(woerter(text))


class Frageleser:
    """Zerlegt Fragen; die Wörterbücher der Orte, Länder und Größen entstehen einmal.

    Ortsnamen gelten nur, wenn dort Maßnahmen bekannt sind.
    """

    def __init__(self, orte: Ortsverzeichnis, orte_mit_massnahmen: Collection[str]) -> None:
        self._orte = orte
        self._laender = _Wortfinder(_laenderwoerter(), einleitung_noetig=False)
        self._groessen = _Wortfinder(_groessenwoerter(), einleitung_noetig=True)
        self._ortsnamen = _Wortfinder(_ortsnamen(orte, orte_mit_massnahmen), einleitung_noetig=True)

    def verstehe(self, frage: str) -> Verstaendnis:
        """Suchtext und Bedingungen einer Frage."""
        wortfolgen = tuple(treffer.strip() for treffer in _ZITAT.findall(frage))
        rest = _ZITAT.sub(lambda treffer: treffer.group(1), frage)
        ohne = tuple(stamm for wort in _AUSSCHLUSS.findall(rest) for stamm in woerter(wort))
        rest = _AUSSCHLUSS.sub(" ", rest)
        rest, laender = self._laender.nimm_heraus(rest)
        rest, groessen = self._groessen.nimm_heraus(rest)
        rest, orte = self._ortsnamen.nimm_heraus(rest)
        worte = [LANDNAMEN[land] for land in sorted(laender)]
        worte += sorted(groessen, key=[*GROESSENKLASSEN, "Kreis"].index)
        worte += [ort.name for kennung in sorted(orte) if (ort := self._orte.ort(kennung))]
        worte += [f"genau „{folge}“" for folge in wortfolgen] + [f"ohne „{wort}“" for wort in ohne]
        text = " ".join(rest.split())
        return Verstaendnis(
            # Bleibt nichts übrig („Beispiele aus Thüringen“ ohne Thema), wird die ganze Frage gesucht.
            text if woerter(text) else " ".join(frage.split()),
            frozenset(laender),
            frozenset(groessen),
            frozenset(orte),
            wortfolgen,
            ohne,
            tuple(worte),
            bool(_BEENDETES.search(frage)),
        )


class _Wortfinder:
    """Sucht Wörter eines Wörterbuchs in einem Text, sammelt ihre Werte und entfernt sie samt einleitendem Wort."""

    def __init__(self, woerterbuch: Mapping[str, tuple[str, ...]], *, einleitung_noetig: bool) -> None:
        self._woerterbuch = {_schluessel(name): werte for name, werte in woerterbuch.items()}
        namen = sorted(self._woerterbuch, key=len, reverse=True)
        auswahl = "|".join(re.escape(name).replace("ss", "(?:ss|ß)") for name in namen) or r"(?!)"
        einleitung = _EINLEITUNG if einleitung_noetig else f"{_EINLEITUNG}?"
        self._muster = re.compile(rf"{einleitung}({auswahl})(?![\wäöüß-])", re.IGNORECASE)

    def nimm_heraus(self, text: str) -> tuple[str, set[str]]:
        gefunden: set[str] = set()

        def ersetze(treffer: re.Match[str]) -> str:
            gefunden.update(self._woerterbuch[_schluessel(treffer.group(1))])
            return " "

        return self._muster.sub(ersetze, text), gefunden


def _schluessel(name: str) -> str:
    return name.casefold()  # macht aus ß auch ss


def _laenderwoerter() -> dict[str, tuple[str, ...]]:
    return {name.casefold(): (land,) for land, name in LANDNAMEN.items()} | _WEITERE_LANDNAMEN


def _groessenwoerter() -> dict[str, tuple[str, ...]]:
    return {**_GROESSENWOERTER, **dict.fromkeys(_KREISWOERTER, ("Kreis",))}


def _ortsnamen(orte: Ortsverzeichnis, kennungen: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Name → Kennungen der Orte mit Maßnahmen, auch ohne Zusatz („Stolberg“ für „Stolberg (Rhld.)“)."""
    namen: dict[str, set[str]] = {}
    for kennung in kennungen:
        ort = orte.ort(kennung)
        if ort is None or ort.name in LANDNAMEN.values():
            continue
        for name in (ort.name, *ort.weitere_namen, re.sub(r"\s*[(/,].*$", "", ort.name)):
            if len(name) > 3:
                namen.setdefault(name.casefold(), set()).add(ort.id)
        if ort.gemeinde and (gemeinde := orte.ort(ort.gemeinde)):
            namen.setdefault(gemeinde.name.casefold(), set()).add(gemeinde.id)
    return {name: tuple(sorted(ids)) for name, ids in namen.items()}


def _groesse(ort: Ort, orte: Ortsverzeichnis) -> str:
    if ort.ebene == "kreis":
        return "Kreis"
    gemeinde = orte.gemeinde(ort)
    return (gemeinde or ort).groessenklasse or ""
