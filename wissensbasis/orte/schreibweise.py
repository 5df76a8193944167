"""Schreibweisen von Ortsnamen auf einen gemeinsamen Schlüssel bringen.

Dieselbe Stadt steht in Quellen als „Mülheim an der Ruhr", „Muelheim a. d. Ruhr" oder „Mülheim/Ruhr".
Der *strenge* Schlüssel schreibt Umlaute als ae/oe/ue, der *weiche* als a/o/u. Beide bleiben getrennt:
Wer überall „ue" zu „u" kürzt, macht aus Neuenkirchen ein Neunkirchen.
"""

from __future__ import annotations

import re
import unicodedata

_STRENG = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_WEICH = str.maketrans({"ä": "a", "ö": "o", "ü": "u"})

# Verhältniswörter unterscheiden keine Orte, werden aber auf viele Arten geschrieben.
_FUELLWOERTER = frozenset(
    {
        "a", "am", "an", "auf", "b", "bei", "d", "dem", "den", "der", "des", "die", "i", "im", "in", "o",
        "ob", "u", "und", "v", "vom", "von", "vor", "zu", "zum", "zur",
    }
)  # fmt: skip

_KURZFORMEN = {
    "st": "sankt",
    "skt": "sankt",
    "opf": "oberpfalz",
    "rhld": "rheinland",
    "westf": "westfalen",
    "ofr": "oberfranken",
    "mfr": "mittelfranken",
    "ufr": "unterfranken",
    "ndb": "niederbayern",
    "nb": "niederbayern",
    "obb": "oberbayern",
    "bay": "bayern",
    "odw": "odenwald",
    "oldb": "oldenburg",
    "oldbg": "oldenburg",
    "erzgeb": "erzgebirge",
    "vogtl": "vogtland",
    "holst": "holstein",
    "thuer": "thueringen",
    "thur": "thueringen",
    "hann": "hannoversch",
    "wuertt": "wuerttemberg",
    "wurtt": "wuerttemberg",
    "tw": "teutoburger wald",
    "twald": "teutoburger wald",
    "wstr": "weinstrasse",
    "rh": "rhein",
}

# „i.OB" ist Oberbayern, „ob der Tauber" dagegen ein Verhältniswort: Nur mit „i." davor wird ersetzt.
_OBERBAYERN = re.compile(r"\bi\.\s*ob\b\.?")
_TEUTOBURGER_WALD = re.compile(r"\bt\.\s*w\b\.?")
_WORT = re.compile(r"[a-z0-9]+")
# Was einen Namen nur von gleichnamigen unterscheidet, beginnt mit Klammer, „/", Komma oder Verhältniswort.
_ZUSATZ = re.compile(r"(?<=\w)(?:\s*[(/,]|\s+(?:[abiouv]\.|(?:am|an|auf|bei|im|in|ob|v|vor|unter)\s)).*", re.IGNORECASE)


def _grundform(text: str, umlaute: dict[int, str]) -> str:
    klein = unicodedata.normalize("NFC", text).casefold()
    klein = _OBERBAYERN.sub(" oberbayern", klein)
    klein = _TEUTOBURGER_WALD.sub("teutoburger wald", klein)
    klein = klein.translate(umlaute)
    # Übrige Akzente (é, ě, ł …) fallen weg, sorbische und französische Namen bleiben so auffindbar.
    ohne_akzente = "".join(z for z in unicodedata.normalize("NFKD", klein) if not unicodedata.combining(z))
    woerter = [_KURZFORMEN.get(wort, wort) for wort in _WORT.findall(ohne_akzente)]
    tragend = [wort for wort in woerter if wort not in _FUELLWOERTER]
    return " ".join(tragend or woerter)


def strenger_schluessel(text: str) -> str:
    """„Mülheim a. d. Ruhr" → „muelheim ruhr"."""
    return _grundform(text, _STRENG)


def weicher_schluessel(text: str) -> str:
    """„Mülheim a. d. Ruhr" → „mulheim ruhr": für Eingaben ohne Umlaute."""
    return _grundform(text, _WEICH)


def kernname(name: str) -> str:
    """Der Name ohne unterscheidenden Zusatz: „Halle (Saale)" → „Halle", „Landau a.d.Isar" → „Landau"."""
    kern = _ZUSATZ.sub("", name, count=1).strip()
    return kern or name
