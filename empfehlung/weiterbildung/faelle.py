"""Ein Fall für die Weiterbildung: erst die Fakten, der Ausgang getrennt davon, damit er sich später aufdecken lässt."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from empfehlung.aufwand import NICHT_BELEGT
from empfehlung.dienst import Empfehlungsdienst
from empfehlung.weiterbildung.unterschiede import zuege
from wissensbasis.bewaehrung import STUFENNAMEN, ende_in_worten
from wissensbasis.datensatz.modell import Massnahme
from wissensbasis.suche.texte import ohne_belege

_SATZENDE = re.compile(r"(?<=[.!?])((?:\s*\[[\d,\s]+\])*)(?:\s+|$)")
_KEIN_SATZENDE = re.compile(
    r"(?:\b(?:z|B|u|a|d|h|e|V|ca|rd|Nr|Str|St|Mio|Mrd|Dr|Prof|bzw|usw|inkl|evtl|vgl|ff|Abs|Art)|\b\d{1,2})\.$"
)
_BELEG_AM_ENDE = re.compile(r"(?:\s*\[[\d,\s]+\])+$")
# Wörter, die in Ausgangslage oder Umsetzung schon verraten, wie es ausging.
_VERRAET = re.compile(
    r"\b(?:eingestellt|beendet|aufgegeben|aufgelöst|geschlossen|schloss|schließt|schließen|Schließung|endete|endet|Ende|"
    r"Aus|auslief|ausgelaufen|lief\w* aus|bis heute|heute|inzwischen|mittlerweile|seither|seitdem|später|zuletzt|"
    r"verlängert|verstetigt|abgelehnt|scheitert\w*|gescheitert|nicht mehr|kein\w* mehr|Insolvenz|ersetzt|abgelöst|"
    r"fortgeführt|weitergeführt|gekündigt|gestrichen|eingestampft|läuft weiter|besteht weiter|Nachfolg\w*|letzte[rns]?)\b",
    re.IGNORECASE,
)
# In der Ausgangslage beschreiben die meisten dieser Wörter das Problem („kein Bus mehr“), nicht das Ende der Maßnahme.
_VERRAET_IN_DER_AUSGANGSLAGE = re.compile(
    r"\b(?:eingestellt|beendet|aufgegeben|aufgelöst|scheitert\w*|gescheitert|verstetigt|fortgeführt|weitergeführt)\b",
    re.IGNORECASE,
)
_JAHR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class Fall:
    """Ein Fall; Listen aus (Beschriftung, Text). `fakten` und `lage` verraten den Ausgang nicht."""

    buchstabe: str
    name: str
    fakten: tuple[tuple[str, str], ...]
    lage: tuple[tuple[str, str], ...]
    titel: str
    ausgang: tuple[tuple[str, str], ...]
    ergebnis: tuple[tuple[str, str], ...]
    nachweise: tuple[str, ...]
    fragen: tuple[str, ...]
    voraussetzungen: tuple[str, ...]
    quellen: tuple[str, ...]


def belegte_saetze(text: str) -> list[str]:
    """Sätze mit ihren Quellennummern dahinter; ein Satz ohne eigene trägt die des nächsten Satzes im Absatz."""
    alle: list[str] = []
    for absatz in text.splitlines():
        saetze: list[str] = []
        anfang = 0
        for ende in _SATZENDE.finditer(absatz):
            stueck = absatz[anfang : ende.start() + len(ende[1])].strip()
            if not stueck or _KEIN_SATZENDE.search(stueck):
                continue
            saetze.append(stueck)
            anfang = ende.end()
        if rest := absatz[anfang:].strip():
            saetze.append(rest)
        beleg = ""
        for nummer in reversed(range(len(saetze))):
            eigener = _BELEG_AM_ENDE.search(saetze[nummer])
            if eigener is None and not saetze[nummer].endswith("?"):
                saetze[nummer] += beleg
            beleg = f" {eigener[0].strip()}" if eigener else beleg
        alle += saetze
    return alle


def verbunden(saetze: Sequence[str]) -> str:
    """Sätze als Text; dieselben Quellennummern stehen nur hinter dem letzten Satz, für den sie gelten."""
    stuecke = []
    for satz, naechster in zip(saetze, [*saetze[1:], ""], strict=False):
        hier, dort = _BELEG_AM_ENDE.search(satz), _BELEG_AM_ENDE.search(naechster)
        gleich = hier is not None and dort is not None and hier[0].strip() == dort[0].strip()
        stuecke.append(satz[: hier.start()].rstrip() if gleich and hier else satz)
    return " ".join(stuecke)


def verraet_den_ausgang(satz: str, m: Massnahme, abschnitt: str = "Umsetzung") -> bool:
    """Ob ein Satz aus Ausgangslage oder Umsetzung schon sagt, wie es ausging."""
    muster = _VERRAET_IN_DER_AUSGANGSLAGE if abschnitt == "Ausgangslage" else _VERRAET
    if muster.search(ohne_belege(satz)):
        return True
    return m.ende is not None and any(int(jahr) >= m.ende for jahr in _JAHR.findall(satz))


def baue_fall(
    dienst: Empfehlungsdienst, m: Massnahme, buchstabe: str, decke: Callable[[str], str] | None = None
) -> Fall:
    """Der Fall zu einer Maßnahme; mit `decke` gehen alle Texte durch die Decknamen und Quellen verlieren Titel und Adresse."""
    deckname = decke or (lambda text: text)
    typ = dienst.basis.begriffe.typen.get(m.typ)
    typname = typ.name if typ else m.typ
    offen, nachtrag = _getrennt(m)
    uebertragung = belegte_saetze(m.uebertragung)

    def gedeckt(paare: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        return tuple((name, deckname(text)) for name, text in paare)

    return Fall(
        buchstabe=buchstabe,
        name=f"Fall {buchstabe}: {typname}" + ("" if decke else f", {_ortsname(dienst, m)}"),
        fakten=gedeckt(_fakten(dienst, m, anonym=decke is not None)),
        lage=gedeckt([(name, verbunden(saetze) or NICHT_BELEGT) for name, saetze in offen.items()]),
        titel=f"Fall {buchstabe}: {typname}" if decke else m.titel,
        ausgang=gedeckt(_ausgang(dienst, m)),
        ergebnis=gedeckt(
            [
                ("Ergebnisse", m.ergebnisse.strip() or NICHT_BELEGT),
                *([("Wie es weiterging", verbunden(nachtrag))] if nachtrag else []),
                *([("Gelernt", verbunden(gelernt))] if (gelernt := [s for s in uebertragung if not _frage(s)]) else []),
            ]
        ),
        nachweise=tuple(
            deckname(f"{n.jahr or 'ohne Jahr'}: {n.aussage} [{n.quelle}]")
            for n in sorted(m.nachweise, key=lambda n: (n.jahr or 0, n.quelle, n.aussage))
        ),
        fragen=tuple(deckname(ohne_belege(s).strip()) for s in uebertragung if _frage(s)),
        voraussetzungen=tuple(deckname(v) for v in m.voraussetzungen),
        quellen=_quellen(m, anonym=decke is not None),
    )


def _frage(satz: str) -> bool:
    return ohne_belege(satz).strip().endswith("?")


def _getrennt(m: Massnahme) -> tuple[dict[str, list[str]], list[str]]:
    """Ausgangslage und Umsetzung ohne verräterische Sätze, und diese Sätze."""
    offen: dict[str, list[str]] = {}
    nachtrag: list[str] = []
    for name, text in (("Ausgangslage", m.ausgangslage), ("Umsetzung", m.umsetzung)):
        saetze = belegte_saetze(text)
        offen[name] = [s for s in saetze if not verraet_den_ausgang(s, m, name)]
        nachtrag += [s for s in saetze if verraet_den_ausgang(s, m, name)]
        if saetze and not offen[name]:
            offen[name] = ["Mehr dazu in der Auflösung."]
    return offen, nachtrag


def _ortsname(dienst: Empfehlungsdienst, m: Massnahme) -> str:
    orte = dienst.basis.orte
    ort = orte.ort(m.ort)
    if ort is None:
        return "Ort nicht belegt"
    gemeinde = orte.gemeinde(ort)
    return f"{gemeinde.name} ({ort.name})" if gemeinde else ort.name


def _fakten(dienst: Empfehlungsdienst, m: Massnahme, *, anonym: bool) -> list[tuple[str, str]]:
    begriffe, orte = dienst.basis.begriffe, dienst.basis.orte
    ort = orte.ort(m.ort)
    gemeinde = orte.gemeinde(ort) if ort is not None else None
    traeger_ort = gemeinde or ort
    zug = zuege(dienst, m)
    groesse = zug["groesse"].wort if "groesse" in zug else ""
    if not anonym and traeger_ort is not None and traeger_ort.einwohner is not None:
        groesse = f"{groesse}, {traeger_ort.einwohner_text}".lstrip(", ")
    elif not groesse and traeger_ort is not None and traeger_ort.einwohner:
        groesse = f"rund {_zahl(round(traeger_ort.einwohner, -4))} Ew."
    lage = [zug[d].wort for d in ("ebene", "stellung", "siedlungsraum") if d in zug]
    # Das Land grenzt einen Ort schnell ein; wer Namen verdeckt, will auch das nicht lesen.
    if "land" in zug and not anonym:
        lage.append(zug["land"].wort)
    a = m.aufwand
    aufwand = [
        *([f"einmalig {_zahl(a.einmalig_eur)} €"] if a.einmalig_eur is not None else []),
        *([f"im Jahr {_zahl(a.jaehrlich_eur)} €"] if a.jaehrlich_eur is not None else []),
        *([f"{_zahl(a.stellen_vzae)} Stellen"] if a.stellen_vzae is not None else []),
        *(begriffe.foerderprogramme[p].name for p in a.finanzierung if p in begriffe.foerderprogramme),
    ]
    art = m.traeger.art.capitalize()
    return [
        ("Ort", ", ".join(lage)),
        ("Größe", groesse or NICHT_BELEGT),
        ("Träger", art if anonym else f"{m.traeger.name} ({art})"),
        ("Beginn", str(m.beginn or NICHT_BELEGT)),
        ("Für wen", ", ".join(begriffe.zielgruppen.get(z, z) for z in m.zielgruppen)),
        ("Aufwand", "; ".join(aufwand) or NICHT_BELEGT),
        ("Voraussetzungen", "; ".join(m.voraussetzungen) or NICHT_BELEGT),
    ]


def _ausgang(dienst: Empfehlungsdienst, m: Massnahme) -> list[tuple[str, str]]:
    b = dienst.bewaehrungen[m.id]
    if m.status in ("beendet", "eingestellt"):
        ende = ende_in_worten(m)
        lage = ende[0].upper() + ende[1:]
    else:
        seit = f", zuletzt bestätigt {b.zuletzt_bestaetigt}" if b.zuletzt_bestaetigt else ""
        worte = {"laufend": "Läuft", "geplant": "Geplant", "unbekannt": "Ob es noch läuft, ist nicht belegt"}
        lage = worte[m.status] + seit
    stufe = STUFENNAMEN[b.letzte_stufe] + " bis zum Ende" if b.letzte_stufe else b.stufenname
    return [("Was daraus wurde", lage), ("Bewährungsstufe", stufe), ("Warum diese Stufe", " ".join(b.begruendung))]


def _quellen(m: Massnahme, *, anonym: bool) -> tuple[str, ...]:
    if anonym:
        return tuple(f"[{q.nr}] {q.art.capitalize().replace('ae', 'ä')}, {q.stand or 'ohne Jahr'}" for q in m.quellen)
    return tuple(
        f"[{q.nr}] {q.herausgeber}: {q.titel} ({'Partei, ' if q.art == 'partei' else ''}{q.stand or 'ohne Jahr'}), {q.url}"
        for q in m.quellen
    )


def _zahl(wert: float) -> str:
    text = f"{wert:,.2f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))
