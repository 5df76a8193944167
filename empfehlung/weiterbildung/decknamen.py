"""Decknamen: Namen von Orten, Trägern, Partnern und Einrichtungen werden überall gleich ersetzt, auch mitten in Texten.

Im Zweifel wird zu viel ersetzt, nicht zu wenig: Ein Fall ohne Namen, der doch erkannt wird, stellt jemanden bloß.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from empfehlung.dienst import Empfehlungsdienst
from wissensbasis.datensatz.modell import Massnahme
from wissensbasis.orte import Ort

_WORT = re.compile(r"[^\W\d_][\w&]*(?:[.'’][\w&]+)*", re.UNICODE)
_ADRESSE = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+|\b[\w-]+\.(?:de|org|net|com|eu|info|nrw|berlin|bayern)\b\S*")
_IN_ANFUEHRUNG = re.compile(r"[„»\"“](?P<name>[A-ZÄÖÜ0-9][^“”«\"„]{1,80})[“”«\"]")
# „in Dahle“, „am Knerling“, „Ortsteil Heven“: ein seltenes Hauptwort ohne Artikel nach diesen Wörtern ist meist ein Ortsname.
_NACH_ORTSWORT = re.compile(
    r"\b(?:in|aus|am|Ortsteil\w*|Stadtteil\w*|Stadtbezirk\w*|Quartier\w*|Viertel\w*|Siedlung|Dorf|Kita|Grundschule|"
    r"Gesamtschule|Schule)\s+([A-ZÄÖÜ][\w-]{2,})"
)
_STRASSE = re.compile(
    r"\b[A-ZÄÖÜ][\w-]*(?:straße|allee|gasse|damm|chaussee)\b|"
    r"\b(?!Welcher|Jeder|Dieser|Einer|Keiner|Ihrer|Unserer|Mancher|Langer|Breiter|Neuer)[A-ZÄÖÜ]\w+er (?:Straße|Allee)\b"
)
_GEWOEHNLICH = re.compile(r"(?:ung(?:en|s)?|heit(?:en)?|keit(?:en)?|schaft(?:en)?|tion(?:en)?|tät(?:en)?|nisse?n?)$")
_NACHBARN_KM = 40.0
_SELTEN = 2
_KURZER_TITEL = 3
_LANG = 6
_ENDUNG = r"(?:s|n|e|er|ern|ers|en|erin|erinnen|ner|aner|ser|sche[nrs]?|ische[nrs]?)?"
_FUELLWOERTER = set(
    "am an auf aus bei bad der die das dem den des für fur in im ins ob und unter vor von vom zu zum zur über uber "
    "stadt gemeinde kreis landkreis kreisstadt land markt sankt st hansestadt landeshauptstadt samtgemeinde bezirk "
    "region städteregion verbandsgemeinde universitätsstadt neu alt groß klein ober unter nord süd ost west mitte".split()
)


class Decknamen:
    """Ersetzt in beliebigen Texten alles, was die gezeigten Fälle verrät; derselbe Name bekommt immer denselben Decknamen."""

    def __init__(self, dienst: Empfehlungsdienst, massnahmen: Sequence[Massnahme]) -> None:
        self._je_stamm: dict[str, str] = {}
        self._namen: dict[str, str] = {}
        haeufig = _haeufige_woerter(dienst)
        for nummer, m in enumerate(massnahmen):
            buchstabe = chr(ord("A") + nummer)
            for ort in _eigene_orte(dienst, m):
                self._ort(ort, f"Ort {buchstabe}")
            for land in sorted({ort.landname for ort in _eigene_orte(dienst, m)}):
                self._name(land, f"Land {buchstabe}")
        for m in massnahmen:
            for ort in _nachbarn(dienst, m, haeufig):
                self._ort(ort, "Nachbarort", gewoehnlich=haeufig)
        for nummer, m in enumerate(massnahmen):
            buchstabe = chr(ord("A") + nummer)
            self._eigennamen([m.traeger.name], f"Träger {buchstabe}", haeufig)
            self._eigennamen(m.partner, f"Partner {buchstabe}", haeufig)
            quartier = dienst.basis.orte.ort(m.ort)
            self._eigennamen([quartier.unternehmen if quartier else ""], f"Unternehmen {buchstabe}", haeufig)
            # Kurze Quellentitel sind meist Namen („Haus Stolzenmorgen“), lange sind Schlagzeilen aus gewöhnlichen Wörtern.
            quellen = [q.titel for q in m.quellen if len(q.titel.split()) <= _KURZER_TITEL]
            namen = [m.titel, *quellen, *(q.herausgeber for q in m.quellen)]
            self._eigennamen(namen, f"Name {buchstabe}", haeufig)
            texte = [*m.abschnitte.values(), m.titel, *m.voraussetzungen, *(n.aussage for n in m.nachweise)]
            self._in_anfuehrung([*texte, *(q.titel for q in m.quellen)])
            stellen = [treffer[1] for text in texte for treffer in _NACH_ORTSWORT.finditer(text)]
            self._eigennamen(stellen, f"Name {buchstabe}", haeufig)
        self._kurze = sorted((s for s in self._je_stamm if len(s) < _LANG), key=lambda s: (-len(s), s))
        self._lange = sorted((s for s in self._je_stamm if len(s) >= _LANG), key=lambda s: (-len(s), s))

    def text(self, text: str) -> str:
        """Der Text mit Decknamen."""
        text = _STRASSE.sub("eine Straße", _ADRESSE.sub("[Adresse]", text))
        text = _IN_ANFUEHRUNG.sub(lambda t: self._namen.get(schluessel(t["name"]), t[0]), text)
        text = _WORT.sub(self._wort, text)
        for deckname in {*self._je_stamm.values(), *self._namen.values()}:
            wieder = re.escape(deckname)
            text = re.sub(rf"{wieder}(?:[-/ ]+{wieder})+", deckname, text)
        return text

    def _wort(self, treffer: re.Match[str]) -> str:
        deckname = self._deckname(treffer[0])
        return treffer[0] if deckname is None else deckname

    def _deckname(self, wort: str) -> str | None:
        roh = schluessel(wort)
        for stamm in self._lange:
            if stamm in roh:
                return self._je_stamm[stamm]
        if not wort[0].isupper():
            return None
        for stamm in self._kurze:
            if re.fullmatch(f"{re.escape(stamm)}{_ENDUNG}", roh):
                return self._je_stamm[stamm]
        return None

    def _ort(self, ort: Ort, deckname: str, gewoehnlich: Collection[str] = ()) -> None:
        """Alle Wörter der Namen; die eigenen Orte auch mit ihrem Stamm und selbst dann, wenn das Wort ein gewöhnliches ist."""
        for name in (ort.name, *ort.weitere_namen):
            self._name(name, deckname, gewoehnlich)

    def _name(self, name: str, deckname: str, gewoehnlich: Collection[str] = ()) -> None:
        for teil in _WORT.findall(name):
            roh = schluessel(teil)
            if len(roh) < 3 or roh in _FUELLWOERTER or roh in gewoehnlich:
                continue
            for stamm in [roh] if gewoehnlich else _staemme(roh):
                self._je_stamm.setdefault(stamm, deckname)

    def _eigennamen(self, namen: Iterable[str], deckname: str, haeufig: Collection[str]) -> None:
        """Seltene großgeschriebene Wörter der Namen; häufige wie „Verein“ oder „Jugendamt“ verraten nichts."""
        for name in namen:
            for teil in _WORT.findall(name):
                roh = schluessel(teil)
                if not teil[0].isupper() or len(roh) < 3 or roh in haeufig or roh in _FUELLWOERTER:
                    continue
                if not _GEWOEHNLICH.search(roh):
                    self._je_stamm.setdefault(roh, deckname)

    def _in_anfuehrung(self, texte: Iterable[str]) -> None:
        for text in texte:
            for treffer in _IN_ANFUEHRUNG.finditer(text):
                roh = schluessel(treffer["name"])
                self._namen.setdefault(roh, f"„Name {len(set(self._namen.values())) + 1}“")


def schluessel(wort: str) -> str:
    """Kleingeschrieben, ohne Umlautpunkte: „Witzenhäuser“ und „Witzenhausen“ haben denselben Anfang."""
    zerlegt = unicodedata.normalize("NFKD", wort.casefold())
    return "".join(z for z in zerlegt if not unicodedata.combining(z))


def _staemme(roh: str) -> list[str]:
    """Der Name und, wo lang genug, sein Stamm: „Bremen“ → „brem“, damit „Bremer“ mitgeht."""
    staemme = [roh]
    for endung in ("en", "e", "a", "n"):
        stamm = roh.removesuffix(endung)
        if stamm != roh and len(stamm) >= 4:
            staemme.append(stamm)
            break
    return staemme


def _eigene_orte(dienst: Empfehlungsdienst, m: Massnahme) -> list[Ort]:
    """Alle Orte, die den Fall verraten: seine Umsetzungen, deren Gemeinden und Kreise."""
    orte = dienst.basis.orte
    gefunden: dict[str, Ort] = {}
    for kennung in (m.ort, *m.umsetzungen):
        ort = orte.ort(kennung)
        if ort is None:
            continue
        gemeinde = orte.ort(ort.gemeinde) if ort.gemeinde else None
        for einer in (ort, gemeinde, orte.kreis(ort), orte.kreis(gemeinde) if gemeinde else None):
            if einer is not None:
                gefunden.setdefault(einer.id, einer)
    return list(gefunden.values())


def _nachbarn(dienst: Empfehlungsdienst, m: Massnahme, haeufig: Collection[str]) -> list[Ort]:
    """Orte im selben Kreis oder in der Nähe; Namen, die auch gewöhnliche Wörter sind, bleiben stehen."""
    orte = dienst.basis.orte
    eigene = _eigene_orte(dienst, m)
    kreise = {o.kreis for o in eigene if o.kreis} | {o.id for o in eigene if o.ebene == "kreis"}
    kennungen = {o.id for o in eigene}
    text = schluessel(" ".join([*m.abschnitte.values(), *(n.aussage for n in m.nachweise), *m.voraussetzungen]))
    gefunden = []
    for ort in orte:
        if ort.id in kennungen or schluessel(ort.name) in haeufig:
            continue
        if not any(len(w) > 3 and w in text for w in map(schluessel, _WORT.findall(ort.name))):
            continue
        nah = any((km := orte.entfernung_km(o, ort)) is not None and km <= _NACHBARN_KM for o in eigene)
        if ort.kreis in kreise or nah:
            gefunden.append(ort)
    return gefunden


def _haeufige_woerter(dienst: Empfehlungsdienst) -> frozenset[str]:
    massnahmen = sorted(dienst.basis.massnahmen.values(), key=lambda m: m.id)
    texte = ((m.ort, " ".join([m.titel, m.traeger.name, *m.partner, *m.abschnitte.values()])) for m in massnahmen)
    begriffe = dienst.basis.begriffe
    namen = [*(t.name for t in begriffe.typen.values()), *begriffe.zielgruppen.values(), *begriffe.feldnamen.values()]
    return _haeufige(tuple(texte), " ".join(namen))


@lru_cache(maxsize=2)
def _haeufige(texte: tuple[tuple[str, str], ...], begriffe: str) -> frozenset[str]:
    """Wörter, die in Maßnahmen mehrerer Orte oder in den Begriffen vorkommen: Sie verraten keinen."""
    je_ort: dict[str, set[str]] = {}
    for ort, text in texte:
        je_ort.setdefault(ort, set()).update(schluessel(w) for w in _WORT.findall(text))
    zahl = Counter(wort for woerter in je_ort.values() for wort in woerter)
    gewoehnlich = {schluessel(w) for w in _WORT.findall(begriffe)}
    return frozenset({wort for wort, orte in zahl.items() if orte > _SELTEN} | gewoehnlich)
