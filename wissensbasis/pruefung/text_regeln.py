"""Regeln für die Abschnitte: Überschriften, Belege, Länge, persönliche Daten."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wissensbasis.datensatz.datei import ABSCHNITTE, Abschnitt, Datei
from wissensbasis.formfehler import meinten_sie

# Regel, Zeile, Meldung, Abhilfe
Textverstoss = tuple[str, int, str, str]

TITEL_ZEICHEN = (15, 140)
TEXT_ZEICHEN = (300, 6000)
EIGENE_FRAGEN_ERLAUBT = "Übertragung"

BELEG = re.compile(r"\[(\d+(?:\s*,\s*\d+)*)\]")
_BELEG_AM_ENDE = re.compile(r"\[\d+(?:\s*,\s*\d+)*\][.!]?$")
_SATZENDE = re.compile(r"(?<=[.:?])\s+(?=[A-ZÄÖÜ„])")
_FRAGEWORT = re.compile(r"W(?:er|as|ie|o|ann|arum|elche)\w*\b[^.?]*:$")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
# Vorwahl und Rufnummer sind getrennt oder angekündigt: AGS, Jahre und Beträge sollen nicht anschlagen.
_TELEFON = re.compile(
    r"(?:\+49|\b0049)[\s()/-]*\d[\d\s()/-]{5,}\d"
    r"|\b0\d{2,5}\s?[/–-]\s?\d{3,}[\d\s-]*"
    r"|\(0\d{2,5}\)\s?\d{3,}"
    r"|(?i:\b(?:tel|telefon|fon|mobil|handy|fax)\b\.?:?)\s*\+?\d[\d\s/()-]{4,}"
)


def text_verstoesse(datei: Datei) -> Iterator[Textverstoss]:
    """Alle Verstöße unterhalb des Kopfs."""
    yield from _ueberschriften(datei.abschnitte)
    quellen = datei.angaben.get("quellen") or []
    nummern = (
        {quelle.get("nr") for quelle in quellen if isinstance(quelle, dict)} if isinstance(quellen, list) else set()
    )
    for abschnitt in datei.abschnitte:
        for zeile, absatz in abschnitt.absaetze:
            yield from _belege(abschnitt.name, zeile, absatz, nummern)
    yield from _laenge(datei)


def _ueberschriften(abschnitte: tuple[Abschnitt, ...]) -> Iterator[Textverstoss]:
    namen = [abschnitt.name for abschnitt in abschnitte]
    for abschnitt in abschnitte:
        if not abschnitt.name:
            yield (
                "abschnitt-fehlt",
                abschnitt.zeile,
                "Text vor der ersten Überschrift.",
                "Text unter ## Ausgangslage setzen.",
            )
        elif abschnitt.name not in ABSCHNITTE:
            yield (
                "abschnitt-unbekannt",
                abschnitt.zeile,
                f"Den Abschnitt „{abschnitt.name}“ gibt es nicht.",
                meinten_sie(abschnitt.name, ABSCHNITTE),
            )
    letzte = abschnitte[-1].zeile if abschnitte else 1
    for name in ABSCHNITTE:
        if name not in namen:
            yield (
                "abschnitt-fehlt",
                letzte,
                f"Der Abschnitt „{name}“ fehlt.",
                f"Überschrift ## {name} ergänzen, auch wenn nichts belegt ist.",
            )
    bekannte = [name for name in namen if name in ABSCHNITTE]
    if sorted(set(bekannte), key=ABSCHNITTE.index) != bekannte:
        yield (
            "abschnitt-reihenfolge",
            letzte,
            "Die Abschnitte stehen doppelt oder in falscher Reihenfolge.",
            f"Reihenfolge: {', '.join(ABSCHNITTE)}.",
        )


def _belege(abschnitt: str, zeile: int, absatz: str, nummern: set[object]) -> Iterator[Textverstoss]:
    eigene_frage = abschnitt == EIGENE_FRAGEN_ERLAUBT and _nur_fragen(BELEG.split(absatz)[-1])
    if not _BELEG_AM_ENDE.search(absatz.rstrip()) and not eigene_frage:
        abhilfe = "Absatz mit der Nummer seiner Quelle schließen, z. B. „… eröffnet. [1]“."
        if abschnitt == EIGENE_FRAGEN_ERLAUBT:
            abhilfe += " Eigene Prüffragen enden mit „?“."
        yield "aussage-ohne-quelle", zeile, f"Eine Aussage unter „{abschnitt}“ hat keine Quellennummer.", abhilfe
    for treffer in BELEG.finditer(absatz):
        for nummer in treffer.group(1).split(","):
            if int(nummer) not in nummern:
                yield (
                    "quelle-fehlt",
                    zeile + absatz[: treffer.start()].count("\n"),
                    f"Die Quelle {int(nummer)} gibt es nicht.",
                    "Quelle unter „quellen“ ergänzen oder die Nummer berichtigen.",
                )


def _nur_fragen(text: str) -> bool:
    """Ob ein Text nur aus Fragen besteht; eine Behauptung vor einem Doppelpunkt bräuchte ihren Beleg."""
    stuecke = _SATZENDE.split(text.strip(" ."))
    return (
        all(stueck.rstrip("“)").endswith("?") or _FRAGEWORT.match(stueck) for stueck in stuecke) and "?" in stuecke[-1]
    )


def _laenge(datei: Datei) -> Iterator[Textverstoss]:
    titel = datei.angaben.get("titel")
    if isinstance(titel, str) and not TITEL_ZEICHEN[0] <= len(titel) <= TITEL_ZEICHEN[1]:
        yield (
            "titel-laenge",
            datei.zeile("titel"),
            f"Der Titel hat {len(titel)} Zeichen.",
            f"{TITEL_ZEICHEN[0]} bis {TITEL_ZEICHEN[1]} Zeichen verwenden.",
        )
    laenge = sum(len(absatz) for abschnitt in datei.abschnitte for _, absatz in abschnitt.absaetze)
    erste = datei.abschnitte[0].zeile if datei.abschnitte else 1
    if laenge < TEXT_ZEICHEN[0]:
        yield (
            "text-zu-kurz",
            erste,
            f"Der Text hat nur {laenge} Zeichen.",
            f"Mindestens {TEXT_ZEICHEN[0]} Zeichen belegen oder den Datensatz weglassen.",
        )
    elif laenge > TEXT_ZEICHEN[1]:
        yield (
            "text-zu-lang",
            erste,
            f"Der Text hat {laenge} Zeichen.",
            f"Auf höchstens {TEXT_ZEICHEN[1]} Zeichen kürzen.",
        )


def persoenliche_daten(text: str) -> Iterator[Textverstoss]:
    """E-Mail-Adressen und Rufnummern irgendwo in der Datei, Webadressen ausgenommen."""
    for nr, zeile in enumerate(text.split("\n"), start=1):
        ohne_adressen = re.sub(r"https?://\S+", "", zeile)
        if treffer := _EMAIL.search(ohne_adressen):
            yield (
                "persoenliche-email",
                nr,
                f"E-Mail-Adresse „{treffer.group()}“.",
                "Streichen; im Korpus stehen nur Stellen und Ämter.",
            )
        if treffer := _TELEFON.search(ohne_adressen):
            yield (
                "persoenliche-telefonnummer",
                nr,
                f"Telefonnummer „{treffer.group().strip()}“.",
                "Streichen; im Korpus stehen keine Rufnummern.",
            )
