"""Was in einer Frage Bedingung ist statt Thema: Land, Gemeindegröße, Ort, Kosten, genaue Wortfolge, Ausschluss.

„Taschengeldbörse in Thüringen -Schule“ sucht nach „Taschengeldbörse“, nur in Thüringen, ohne Treffer mit „Schule“;
„Bürgerbus, nicht aus NRW“ nach Bürgerbussen anderswo.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from empfehlung.aufwand import hohe_kosten
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
_VERNEINT = r"(?P<verneint>\b(?:nicht(?P<nur>\s+nur)?|kein(?:e[mnrs]?)?|ohne|außer|außerhalb)\s+)"
_GERINGE_KOSTEN = re.compile(
    r"\b(?:"
    r"(?:(?:darf|dürfen|soll\w*)\s+)?(?:(?:so gut wie|fast|beinahe|praktisch|möglichst)\s+)?"
    r"(?:nichts|wenig|kein geld|kaum (?:et)?was|kaum geld|nicht viel)\s+kost(?:et|en)(?:\s+(?:darf|dürfen|soll\w*))?"
    r"|ohne\s+(?:(?:große|hohe|viel|nennenswerte|zusätzliche|eigene|weitere)[nrs]?\s+)?"
    r"(?:kosten|geld|budget|(?:finanzielle |eigene )?mittel|haushaltsmittel)"
    r"|für\s+(?:(?:ganz|sehr)\s+)?wenig\s+geld"
    r"|mit\s+(?:(?:ganz|sehr)\s+)?(?:kleinem|geringem|schmalem|knappem)\s+budget"
    r"|kosten(?:günstig|arm|neutral)\w*"
    r")(?![\wäöüß-])",
    re.IGNORECASE,
)
_BEENDETES = re.compile(
    r"\b(?:gescheitert\w*|scheiter\w*|eingestellt\w*|aufgegeben\w*|misserfolg\w*|beendet\w*|abgeschafft\w*|abgebrochen\w*"
    r"|nicht (?:funktioniert|geklappt|angenommen)|vor dem aus|zu ende gegangen|ausgelaufen\w*)\b",
    re.IGNORECASE,
)
_ZITAT = re.compile(r"[\"„“”»«]([^\"„“”»«]{2,200})[\"„“”»«]")
_AUSSCHLUSS = re.compile(r"(?<!\S)-([\wäöüß]{2,})", re.IGNORECASE)


@dataclass(frozen=True)
class Verstaendnis:
    """Eine Frage, zerlegt in Suchtext und Bedingungen; leere Bedingungen schränken nicht ein.

    `ausser_…` nennt, was die Frage ausschließt („nicht aus NRW“). Bei `geringe_kosten` entfällt, was belegt viel kostet.
    """

    text: str
    laender: frozenset[str] = frozenset()
    groessen: frozenset[str] = frozenset()
    orte: frozenset[str] = frozenset()
    ausser_laender: frozenset[str] = frozenset()
    ausser_groessen: frozenset[str] = frozenset()
    ausser_orte: frozenset[str] = frozenset()
    geringe_kosten: bool = False
    wortfolgen: tuple[str, ...] = ()
    ohne: tuple[str, ...] = ()
    in_worten: tuple[str, ...] = ()
    beendetes_gesucht: bool = False

    @property
    def hat_bedingungen(self) -> bool:
        """Ob außer dem Suchtext etwas gilt."""
        return bool(self.in_worten)

    def erfuellt(self, m: Massnahme, orte: Ortsverzeichnis) -> bool:
        """Ob eine Maßnahme alle Bedingungen erfüllt; bei mehreren Orten genügt einer, Unbekanntes schließt nicht aus."""
        if self.geringe_kosten and hohe_kosten(m.aufwand):
            return False
        umsetzende = [ort for kennung in m.umsetzungen if (ort := orte.ort(kennung))]
        for nur, ausser, merkmale in (
            (self.laender, self.ausser_laender, [{ort.land} for ort in umsetzende]),
            (self.groessen, self.ausser_groessen, [{_groesse(ort, orte)} for ort in umsetzende]),
            (self.orte, self.ausser_orte, [{ort.id, ort.gemeinde, ort.kreis} for ort in umsetzende]),
        ):
            if nur and not any(merkmal & nur for merkmal in merkmale):
                return False
            if ausser and all(merkmal & ausser for merkmal in merkmale):
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
        self._laender = _Wortfinder(_laenderwoerter(), davor=f"{_VERNEINT}?{_EINLEITUNG}?")
        self._groessen = _Wortfinder(_groessenwoerter(), davor=f"(?:{_VERNEINT}{_EINLEITUNG}?|{_EINLEITUNG})")
        # „ohne Essen“ meint selten die Stadt: Vor Ortsnamen steht die Einleitung auch bei einer Verneinung.
        self._ortsnamen = _Wortfinder(_ortsnamen(orte, orte_mit_massnahmen), davor=f"{_VERNEINT}?{_EINLEITUNG}")

    def verstehe(self, frage: str) -> Verstaendnis:
        """Suchtext und Bedingungen einer Frage."""
        wortfolgen = tuple(treffer.strip() for treffer in _ZITAT.findall(frage))
        rest = _ZITAT.sub(lambda treffer: treffer.group(1), frage)
        ohne = tuple(stamm for wort in _AUSSCHLUSS.findall(rest) for stamm in woerter(wort))
        rest = _AUSSCHLUSS.sub(" ", rest)
        rest, kosten = _GERINGE_KOSTEN.subn(" ", rest)
        rest, laender, ausser_laender = self._laender.nimm_heraus(rest)
        rest, groessen, ausser_groessen = self._groessen.nimm_heraus(rest)
        rest, orte, ausser_orte = self._ortsnamen.nimm_heraus(rest)
        worte = self._in_worten(laender, groessen, orte)
        worte += [f"nicht {wort}" for wort in self._in_worten(ausser_laender, ausser_groessen, ausser_orte)]
        worte += ["keine belegt hohen Kosten"] if kosten else []
        worte += [f"genau „{folge}“" for folge in wortfolgen] + [f"ohne „{wort}“" for wort in ohne]
        text = " ".join(rest.split()).rstrip(" ,")
        return Verstaendnis(
            # Bleibt nichts übrig („Beispiele aus Thüringen“ ohne Thema), wird die ganze Frage gesucht.
            text if woerter(text) else " ".join(frage.split()),
            laender,
            groessen,
            orte,
            ausser_laender,
            ausser_groessen,
            ausser_orte,
            bool(kosten),
            wortfolgen,
            ohne,
            tuple(worte),
            bool(_BEENDETES.search(frage)),
        )

    def _in_worten(self, laender: Collection[str], groessen: Collection[str], orte: Collection[str]) -> list[str]:
        worte = [LANDNAMEN[land] for land in sorted(laender)]
        worte += sorted(groessen, key=[*GROESSENKLASSEN, "Kreis"].index)
        return worte + [ort.name for kennung in sorted(orte) if (ort := self._orte.ort(kennung))]


class _Wortfinder:
    """Sucht Wörter eines Wörterbuchs in einem Text, sammelt ihre Werte und entfernt sie samt einleitendem Wort.

    `davor` ist das Muster der Wörter, die ihnen vorausgehen; seine Gruppe `verneint` sagt, dass sie ausschließen.
    """

    def __init__(self, woerterbuch: Mapping[str, tuple[str, ...]], *, davor: str) -> None:
        self._woerterbuch = {_schluessel(name): werte for name, werte in woerterbuch.items()}
        namen = sorted(self._woerterbuch, key=len, reverse=True)
        auswahl = "|".join(re.escape(name).replace("ss", "(?:ss|ß)") for name in namen) or r"(?!)"
        # „außerhalb Bayerns“: ein Genitiv-s darf folgen.
        self._muster = re.compile(rf"{davor}(?P<name>{auswahl})s?(?![\wäöüß-])", re.IGNORECASE)

    def nimm_heraus(self, text: str) -> tuple[str, frozenset[str], frozenset[str]]:
        """Der Rest des Textes, die gemeinten und die ausgeschlossenen Werte; „nicht nur in …“ bedingt nichts."""
        gemeint: set[str] = set()
        ausgeschlossen: set[str] = set()

        def ersetze(treffer: re.Match[str]) -> str:
            werte = self._woerterbuch[_schluessel(treffer["name"])]
            if not treffer["verneint"]:
                gemeint.update(werte)
            elif not treffer["nur"]:
                ausgeschlossen.update(werte)
            return " "

        return self._muster.sub(ersetze, text), frozenset(gemeint), frozenset(ausgeschlossen)


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
