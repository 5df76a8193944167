"""Worte für Kennungen und Werte; dazu die wenigen HTML-Stücke, die überall vorkommen. Alles Fremde wird maskiert."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from wissensbasis.bewaehrung import STUFENNAMEN, Bewaehrung, Stufe, ende_in_worten
from wissensbasis.datensatz.modell import Massnahme, Quelle
from wissensbasis.orte import Ort, Ortsverzeichnis
from wissensbasis.suche.lexikalisch import woerter
from wissensbasis.suche.suchmaschine import Fundstelle
from wissensbasis.suche.texte import KOPF, ohne_belege

NICHT_BELEGT = "nicht belegt"
# Das geschützte Leerzeichen hält den Punkt am Zeilenende statt am Anfang der nächsten.
TRENNER = "\u00a0· "

EBENEN = {"kommune": "Kommune", "kreis": "Kreis", "quartier": "Quartier"}
STATUS = {
    "geplant": "geplant",
    "laufend": "läuft",
    "beendet": "planmäßig beendet",
    "eingestellt": "eingestellt",
    "unbekannt": "unbekannt",
}
AUDIT = {
    "massnahme-belegt": "Eine Quelle nennt die Maßnahme als Teil des Audits oder der Zielvereinbarung.",
    "ort-auditiert": "Der Ort ist oder war auditiert; dass die Maßnahme zum Audit gehört, ist nicht belegt.",
    "ort-nicht-auditiert": "Der Ort ist nach unseren Quellen nicht auditiert.",
}
NACHWEISE = {
    "zielvereinbarung": "Zielvereinbarung",
    "ratsbeschluss": "Beschluss des Rats oder Kreistags",
    "umsetzungscontrolling": "Umsetzungscontrolling",
    "jahresbericht": "Jahresbericht",
    "selbstevaluation": "Selbstevaluation",
    "evaluation": "Evaluation von außen",
    "evaluation-ohne-ergebnis": "Evaluation von außen, Ergebnis nicht zugänglich",
    "nutzungszahlen": "Nutzungszahlen",
    "bericht-weiterer-ort": "Bericht von einem weiteren Ort",
    "bestaetigung": "Bestätigung des Betriebs",
    "auszeichnung": "Auszeichnung",
    "presse": "Pressebericht",
}
QUELLEN = {
    "kommune": "Kommune",
    "kreis": "Kreis",
    "ratsinformation": "Ratsinformation",
    "presse": "Presse",
    "praxisdatenbank": "Praxisdatenbank",
    "traeger": "Träger",
    "wissenschaft": "Wissenschaft",
    "ministerium": "Ministerium",
    "partei": "Partei",
    "verein": "Verein",
}
TRAEGER = {
    "kommune": "Kommune",
    "kreis": "Kreis",
    "verband": "Verband",
    "verein": "Verein",
    "kirche": "Kirche",
    "wohnungsunternehmen": "Wohnungsunternehmen",
    "stiftung": "Stiftung",
    "unternehmen": "Unternehmen",
    "land": "Land",
    "initiative": "Initiative",
    "verbund": "Verbund",
}
# Die drei Säulen in Worten, je für 0, + und ++.
UMSETZUNG = ("Betrieb nicht sicher belegt", "Betrieb bestätigt", "Betrieb über Jahre bestätigt")
WIRKUNG = ("Wirkung nicht belegt", "Zahlen zu Nutzung oder Wirkung", "von außen evaluiert")
WIEDERHOLUNG = ("bisher ein Ort", "an mehreren Orten", "an vielen Orten verschiedener Größe")
LAGEN = {
    "offen": "offen",
    "geschlossen": "nimmt keine neuen Anträge an",
    "beendet": "beendet",
    "unbekannt": "Lage unbekannt",
}

# Punkte, die keinen Satz beenden: Abkürzungen, einzelne Buchstaben, Ordnungszahlen.
_KEIN_SATZENDE = re.compile(
    r"(?:\b(?:z|B|u|a|d|h|e|V|ca|rd|Nr|Str|St|Mio|Mrd|Dr|Prof|bzw|usw|inkl|evtl|vgl|ff|Abs|Art)|\d)\.$"
)
_WORT = re.compile(r"[A-Za-zÄÖÜäöüß]+(?:-[A-Za-zÄÖÜäöüß]+)*")
_SONDERZEICHEN = re.compile(r"([\\`*_\[\]<>$~#|:!])")
_MONATE = ("Januar Februar März April Mai Juni Juli August September Oktober November Dezember").split()


def zahl(wert: float) -> str:
    """„12.400“ oder „0,5“."""
    text = f"{wert:,.2f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def tag(datum: object) -> str:
    """„23. November 2026“ zu einem Datum."""
    jahr, monat, tag_ = (int(teil) for teil in str(datum)[:10].split("-"))
    return f"{tag_}. {_MONATE[monat - 1]} {jahr}"


def saetze(text: str) -> list[str]:
    """Zerlegt einen Text in Sätze, ohne an Abkürzungen und Ordnungszahlen zu trennen."""
    ergebnis: list[str] = []
    for stueck in re.split(r"(?<=[.!?])\s+", text.strip()):
        if ergebnis and _KEIN_SATZENDE.search(ergebnis[-1]):
            ergebnis[-1] += " " + stueck
        elif stueck:
            ergebnis.append(stueck)
    return ergebnis


def bester_satz(text: str, frage: str) -> str:
    """Der Satz mit den meisten Wörtern der Frage, lieber eine Aussage als eine Prüffrage; ohne Treffer der erste."""
    gesucht = set(woerter(frage))
    alle = saetze(text)
    return max(
        [s for s in alle if not s.endswith("?")] or alle or [""], key=lambda satz: len(gesucht & set(woerter(satz)))
    )


def kernsatz(m: Massnahme, stelle: Fundstelle | None, frage: str) -> tuple[str, str]:
    """Abschnitt und Satz, der eine Maßnahme in der Liste vertritt.

    Der Satz der Fundstelle mit Wörtern der Frage; trifft keiner oder steht er im Titel, der erste Satz der Umsetzung.
    """
    if stelle is not None and stelle.abschnitt != KOPF:
        satz = bester_satz(stelle.text, frage)
        if set(woerter(frage)) & set(woerter(satz)):
            return stelle.abschnitt, satz
    for name in ("Umsetzung", "Ausgangslage", "Ergebnisse"):
        if text := ohne_belege(m.abschnitte[name]):
            return name, bester_satz(text, frage)
    return "", ""


def hervorgehoben(text: str, frage: str) -> str:
    """Maskierter Text, in dem Wörter der Frage markiert sind."""
    gesucht = set(woerter(frage))

    def marke(wort: re.Match[str]) -> str:
        treffer = bool(gesucht & set(woerter(wort[0])))
        return f"<mark>{escape(wort[0])}</mark>" if treffer else wort[0]

    stuecke, ende = [], 0
    for treffer in _WORT.finditer(text):
        stuecke += [escape(text[ende : treffer.start()]), marke(treffer)]
        ende = treffer.end()
    return "".join([*stuecke, escape(text[ende:])])


def stufenmarke(stufe: Stufe, name: str | None = None) -> str:
    """Die Stufe als Marke; Farbe ist nur Zugabe, das Wort steht immer da."""
    return f'<span class="bw-stufe bw-stufe-{stufe}">{escape(name or STUFENNAMEN[stufe])}</span>'


def stufenname(m: Massnahme, b: Bewaehrung) -> str:
    """Die Stufe in Worten; planmäßig Beendetes heißt nicht „eingestellt“."""
    return "beendet" if b.stufe == "eingestellt" and m.status == "beendet" else b.stufenname


def nachweiszeile(m: Massnahme, b: Bewaehrung) -> str:
    """Die drei Säulen in Worten: „Betrieb über Jahre bestätigt, zuletzt 2022 · von außen evaluiert · an vielen Orten“."""
    betrieb = UMSETZUNG[b.umsetzung] + (
        f", zuletzt {b.zuletzt_bestaetigt}" if b.umsetzung and b.zuletzt_bestaetigt else ""
    )
    teile = [betrieb, WIRKUNG[b.wirkung], WIEDERHOLUNG[b.wiederholung]]
    if b.stufe == "eingestellt":
        teile[0] = ende_in_worten(m)
    return TRENNER.join(teile)


def ort_in_worten(ort: Ort | None, orte: Ortsverzeichnis) -> str:
    """„Herten, Nordrhein-Westfalen · rund 65.000 Ew.“; Quartiere mit Stadt und Unternehmen."""
    if ort is None:
        return "Ort nicht belegt"
    if ort.ebene == "quartier":
        gemeinde = orte.ort(ort.gemeinde)
        lage = [f"Quartier {ort.name}", gemeinde.name if gemeinde else ort.landname]
        return TRENNER.join([", ".join(lage), *([ort.unternehmen] if ort.unternehmen else [])])
    # Berlin, Hamburg und Bremen heißen wie ihr Land.
    name = ort.name if ort.name == ort.landname else f"{ort.name}, {ort.landname}"
    return f"{name}{TRENNER}{ort.einwohner_text}"


def entfernt(km: float) -> str:
    """„18 km entfernt“; näher als einen Kilometer sagt die Luftlinie zwischen zwei Orten nichts."""
    return f"{max(1, round(km))} km entfernt"


def quellenzeile(quellen: Iterable[Quelle], hoechstens: int = 3) -> str:
    """„Stadt Essen (2022), WAZ (ohne Jahr) und 1 weitere“; Parteien sind gekennzeichnet."""
    alle = list(quellen)
    namen = [
        f"{q.herausgeber} ({'Partei, ' if q.art == 'partei' else ''}{q.stand or 'ohne Jahr'})"
        for q in alle[:hoechstens]
    ]
    rest = len(alle) - hoechstens
    return ", ".join(namen) + (f" und {rest} weitere" if rest > 0 else "")


def woertlich(text: str) -> str:
    """Text so, dass Streamlits Markdown nichts daraus liest; Zeilenumbrüche bleiben."""
    return _SONDERZEICHEN.sub(r"\\\1", text).replace("\n", "  \n")


def liste_html(texte: Iterable[str], klasse: str = "") -> str:
    """Ungeordnete Liste aus maskierten Texten."""
    punkte = "".join(f"<li>{escape(text)}</li>" for text in texte)
    return f'<ul class="{klasse}">{punkte}</ul>' if klasse else f"<ul>{punkte}</ul>"


def angaben_html(paare: Iterable[tuple[str, str]]) -> str:
    """Definitionsliste; Namen und Werte sind bereits fertiges HTML. Leere Werte heißen „nicht belegt“."""
    zeilen = (
        f"<div><dt>{name}</dt><dd>{wert or f'<span class=bw-fehlt>{NICHT_BELEGT}</span>'}</dd></div>"
        for name, wert in paare
    )
    return f'<dl class="bw-angaben">{"".join(zeilen)}</dl>'
