"""Zwei Leitfragen je Sitzung, nach Regel aus belegten Unterschieden; nichts darin ist erfunden, alles steht im Datensatz."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from empfehlung.dienst import Empfehlungsdienst
from empfehlung.netzwerktreffen.auswahl import ortsname
from empfehlung.weiterbildung.unterschiede import zuege
from wissensbasis.bewaehrung import Saeule, ende_in_worten
from wissensbasis.datensatz.modell import Massnahme
from wissensbasis.suche.texte import ohne_belege

ANZAHL = 2
_FRAGE = re.compile(r"[A-ZÄÖÜ][^.!?\n]{15,220}\?")


def leitfragen(dienst: Empfehlungsdienst, massnahmen: Sequence[Massnahme]) -> tuple[str, ...]:
    """Die ersten zwei Regeln, die greifen: Ende, Nachweis der Wirkung, Größe, Träger, überlieferte Frage, Voraussetzung."""
    regeln: tuple[Callable[[Empfehlungsdienst, Sequence[Massnahme]], str], ...] = (
        _zum_ende,
        _zur_groesse,
        _zum_traeger,
        _zur_wirkung,
        _ueberlieferte,
        _zur_voraussetzung,
    )
    fragen = [frage for regel in regeln if (frage := regel(dienst, massnahmen))]
    return tuple([*fragen, *_ALLGEMEIN][:ANZAHL])


_ALLGEMEIN = (
    "Welcher Teil ließe sich bei Ihnen im nächsten halben Jahr erproben, und wer müsste zustimmen?",
    "Was müssten Sie von den Berichtenden noch wissen, bevor Sie es Ihrem Rat vorschlagen?",
)


def ueberlieferte_fragen(m: Massnahme) -> list[str]:
    """Die Fragen, die der Abschnitt „Übertragung“ der Maßnahme stellt."""
    return [treffer.strip() for treffer in _FRAGE.findall(ohne_belege(m.uebertragung))]


def _zum_ende(dienst: Empfehlungsdienst, massnahmen: Sequence[Massnahme]) -> str:
    beendet = sorted(
        (m for m in massnahmen if m.status in ("eingestellt", "beendet")),
        key=lambda m: (m.status != "eingestellt", m.ende_grund is None, m.id),
    )
    laufend = [m for m in massnahmen if m.status == "laufend"]
    if not beendet or not laufend:
        return ""
    ende = beendet[0]
    weiter = min(laufend, key=lambda m: (m.typ != ende.typ, m.beginn is None, m.beginn or 0, m.id))
    wo, dort = ortsname(dienst, ende), ortsname(dienst, weiter)
    seit = f" seit {weiter.beginn}" if weiter.beginn else ""
    if ende.typ == weiter.typ:
        return (
            f"{wo} ({ende_in_worten(ende)}) und {dort} (läuft{seit}): Welche Bedingung macht den Unterschied, "
            "und wie steht es damit bei Ihnen?"
        )
    return f"{wo} ({ende_in_worten(ende)}): Woran hätte man das früher erkannt, und was läuft in {dort} anders?"


def _zur_groesse(dienst: Empfehlungsdienst, massnahmen: Sequence[Massnahme]) -> str:
    gross = [(zug.stelle, m) for m in massnahmen if (zug := zuege(dienst, m).get("groesse")) and zug.stelle is not None]
    if len(gross) < 2:
        return ""
    klein, hoch = min(gross, key=lambda z: (z[0], z[1].id)), max(gross, key=lambda z: (z[0], z[1].id))
    if (hoch[0] or 0) - (klein[0] or 0) < 0.3:
        return ""
    worte = [f"{ortsname(dienst, m)} ({zuege(dienst, m)['groesse'].wort})" for _, m in (klein, hoch)]
    return f"{worte[0]} und {worte[1]}: Was daran hängt an der Größe des Orts, und was ginge in jeder Größe?"


def _zum_traeger(dienst: Empfehlungsdienst, massnahmen: Sequence[Massnahme]) -> str:
    je_art: dict[str, Massnahme] = {}
    for m in massnahmen:
        je_art.setdefault(m.traeger.art, m)
    if len(je_art) < 2:
        return ""
    a, b = list(je_art.values())[:2]
    return (
        f"In {ortsname(dienst, a)} trägt es {a.traeger.name} ({a.traeger.art.capitalize()}), in {ortsname(dienst, b)} "
        f"{b.traeger.name} ({b.traeger.art.capitalize()}): Wer käme bei Ihnen in Frage?"
    )


def _zur_wirkung(dienst: Empfehlungsdienst, massnahmen: Sequence[Massnahme]) -> str:
    mit = [m for m in massnahmen if dienst.bewaehrungen[m.id].wirkung >= Saeule.EINFACH]
    ohne = [m for m in massnahmen if dienst.bewaehrungen[m.id].wirkung is Saeule.NICHTS and m.status != "geplant"]
    if not mit or not ohne:
        return ""
    beste = max(mit, key=lambda m: (dienst.bewaehrungen[m.id].wirkung, m.id))
    return (
        f"{ortsname(dienst, beste)} kann Zahlen zeigen, aus {ortsname(dienst, ohne[0])} sind uns keine bekannt: "
        "Woran würden Sie nach zwei Jahren erkennen, dass es sich lohnt?"
    )


def _ueberlieferte(dienst: Empfehlungsdienst, massnahmen: Sequence[Massnahme]) -> str:
    for m in massnahmen:
        for frage in ueberlieferte_fragen(m):
            return f"{frage} (Prüffrage zu {ortsname(dienst, m)})"
    return ""


def _zur_voraussetzung(dienst: Empfehlungsdienst, massnahmen: Sequence[Massnahme]) -> str:
    for m in massnahmen:
        if m.voraussetzungen:
            return f"{ortsname(dienst, m)} brauchte dafür: {m.voraussetzungen[0]}. Wer stellt das bei Ihnen?"
    return ""
