"""Zahlen, wie deutsche Tabellen sie schreiben: „1.234,5“, „1 234“, „12,3 %“, „(12,3)“, „12,3 r“, „k. A.“.

Ein einzelnes „1.234“ ist mehrdeutig. Ob Komma oder Punkt die Dezimalstelle trennt, entscheiden die eindeutigen Zahlen der
ganzen Tabelle (`erkenne_stil`); gibt es keine, bleibt die Zahl mehrdeutig.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from empfehlung.tabellen.modell import Dezimal

Art = Literal["zahl", "fehlt", "mehrdeutig", "formelfehler", "unlesbar"]

_LEERZEICHEN = "\u00a0\u2007\u2009\u202f"  # geschützte und schmale Leerzeichen trennen Tausender
_HOCHGESTELLT = "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾"
_FEHLT = {
    "k.a.": "keine Angabe",
    "ka": "keine Angabe",
    "k.a": "keine Angabe",
    "keineangabe": "keine Angabe",
    "n.v.": "nicht verfügbar",
    "nv": "nicht verfügbar",
    "n/a": "nicht verfügbar",
    "na": "nicht verfügbar",
    "nan": "nicht verfügbar",
    "-": "nichts vorhanden oder keine Angabe",
    "–": "nichts vorhanden oder keine Angabe",
    "—": "nichts vorhanden oder keine Angabe",
    "…": "Angabe fällt später an",
    "...": "Angabe fällt später an",
    ".": "unbekannt oder geheim gehalten",
    "·": "unbekannt oder geheim gehalten",
    "*": "geheim gehalten",
    "x": "Angabe nicht sinnvoll",
    "/": "nicht sicher genug",
}
_KENNBUCHSTABEN = {"r": "berichtigt", "p": "vorläufig", "s": "geschätzt", "e": "geschätzt", "b": "Zeitreihenbruch"}
_FORMELFEHLER = re.compile(
    r"#(?:DIV/0!|WERT!|VALUE!|BEZUG!|REF!|NAME\?|NULL!|NV|N/A|ZAHL!|NUM!|KALK!|CALC!|ÜBERLAUF!|SPILL!|#+)",
    re.IGNORECASE,
)
_ZAHL = re.compile(r"(?P<vorzeichen>[+\-−–]?)\s?(?P<ziffern>\d[\d.,' ]*\d|\d)")
_TAUSENDER_PUNKT = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_TAUSENDER_KOMMA = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")
_TAUSENDER_LEER = re.compile(r"[1-9]\d{0,2}(?:[ ']\d{3})+")


@dataclass(frozen=True)
class Zahl:
    """Ergebnis des Lesens; `hinweis` sagt, was außer den Ziffern dastand."""

    art: Art
    wert: float | None = None
    hinweis: str = ""
    prozent: bool = False


def lies_zahl(text: str, dezimal: Dezimal | None = "komma") -> Zahl:
    """Liest eine Zahl; `dezimal=None` heißt: noch unbekannt, Mehrdeutiges bleibt mehrdeutig. Wirft nie."""
    sauber = text.translate(dict.fromkeys(map(ord, _LEERZEICHEN), " ")).strip()
    if not sauber:
        return Zahl("fehlt", hinweis="leer")
    grund = _FEHLT.get(sauber.casefold().replace(" ", ""))
    if grund:
        return Zahl("fehlt", hinweis=grund)
    if _FORMELFEHLER.fullmatch(sauber):
        return Zahl("formelfehler", hinweis=sauber)
    kern, hinweise, prozent = _ohne_beiwerk(sauber)
    treffer = _ZAHL.fullmatch(kern)
    if treffer is None:
        return Zahl("unlesbar", hinweis=text.strip()[:60])
    wert = _wert(treffer["ziffern"], dezimal)
    if isinstance(wert, str):
        return Zahl("mehrdeutig" if wert == "mehrdeutig" else "unlesbar", hinweis=sauber[:60])
    if treffer["vorzeichen"] in ("-", "−", "–"):
        wert = -wert
    return Zahl("zahl", wert, ", ".join(hinweise), prozent)


def erkenne_stil(texte: Iterable[str]) -> tuple[Dezimal | None, str, str]:
    """Das Dezimalzeichen nach den eindeutigen Zahlen und je ein Beleg für Komma und für Punkt (leer: keiner).

    Gibt es Belege für beides, ist der Stil `None`; die Belege sagen, wo die Tabelle sich widerspricht.
    """
    komma = punkt = ""
    for text in texte:
        if "," not in text and "." not in text:
            continue
        mit_komma, mit_punkt = lies_zahl(text, "komma"), lies_zahl(text, "punkt")
        if mit_komma.art == "zahl" and mit_punkt.art != "zahl":
            komma = komma or text.strip()
        elif mit_punkt.art == "zahl" and mit_komma.art != "zahl":
            punkt = punkt or text.strip()
    if bool(komma) == bool(punkt):
        return None, komma, punkt
    return ("komma" if komma else "punkt"), komma, punkt


def deutsch(wert: float, stellen: int | None = None) -> str:
    """„1.234,5“: eine Zahl in deutscher Schreibweise; ohne `stellen` so viele Nachkommastellen wie nötig."""
    text = f"{wert:,.{stellen}f}" if stellen is not None else f"{wert:,.10f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def _ohne_beiwerk(text: str) -> tuple[str, list[str], bool]:
    hinweise, prozent = [], False
    while True:
        vorher = text
        if text[-1:] in _HOCHGESTELLT and text:
            text = text.rstrip(_HOCHGESTELLT).strip()
            hinweise.append("Fußnote")
        elif text.endswith("%"):
            text, prozent = text[:-1].rstrip(), True
        elif (treffer := re.fullmatch(r"(.*\d)\s?\*+", text)) or (
            treffer := re.fullmatch(r"(.*[\d%])\s+\d{1,2}\)", text)
        ):
            text = treffer[1]
            hinweise.append("Fußnote")
        elif treffer := re.fullmatch(r"(.*[\d%)])\s+([rpseb])", text, re.IGNORECASE):
            text = treffer[1]
            hinweise.append(_KENNBUCHSTABEN[treffer[2].casefold()])
        elif treffer := re.fullmatch(r"\(\s*([^()]+?)\s*\)", text):
            text = treffer[1]
            hinweise.append("eingeklammert: Aussagewert eingeschränkt")
        if text == vorher:
            return text, hinweise, prozent


def _wert(ziffern: str, dezimal: Dezimal | None) -> float | Literal["mehrdeutig", "unlesbar"]:
    if ziffern.isascii() and ziffern.isdigit():
        return float(ziffern)
    if dezimal is None:
        lesarten = {_wert(ziffern, "komma"), _wert(ziffern, "punkt")}
        gelesen = {lesart for lesart in lesarten if not isinstance(lesart, str)}
        if len(gelesen) == 2:
            return "mehrdeutig"
        return gelesen.pop() if gelesen else "unlesbar"
    trenner = "," if dezimal == "komma" else "."
    ganz, komma, bruch = ziffern.partition(trenner)
    if komma and not re.fullmatch(r"[0-9]+", bruch):
        # „1,234,567“ wird bei Dezimalkomma nicht still als Tausender gelesen
        return "unlesbar"
    tausender = _TAUSENDER_PUNKT if dezimal == "komma" else _TAUSENDER_KOMMA
    if not (re.fullmatch(r"[0-9]+", ganz) or tausender.fullmatch(ganz) or _TAUSENDER_LEER.fullmatch(ganz)):
        return "unlesbar"
    return float(re.sub(r"[^0-9]", "", ganz) + ("." + bruch if komma else ""))
