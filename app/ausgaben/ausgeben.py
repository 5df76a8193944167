"""Die fertigen Ausgaben: eine Akte hinein, Bytes heraus; dazu Dateiname und Dateiart für den Knopf der Oberfläche."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from app.ausgaben.akte import Akte
from app.ausgaben.dossier import dossier
from app.ausgaben.excel import massnahmenplan
from app.ausgaben.html_seite import html
from app.ausgaben.pdf import pdf
from app.ausgaben.ratsvorlage import ratsvorlage
from app.ausgaben.steckbriefe import steckbriefe
from app.ausgaben.word import word

_UMSCHRIFT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_LAENGSTER_ORT = 40


@dataclass(frozen=True)
class Ausgabe:
    """Eine Ausgabe, wie die Oberfläche sie anbietet."""

    name: str
    satz: str
    stamm: str
    endung: str
    mime: str
    schreibe: Callable[[Akte], bytes]

    def dateiname(self, akte: Akte) -> str:
        """Der Dateiname zu dieser Akte."""
        return dateiname(self.stamm, akte.ortsname, akte.heute, self.endung)


def ratsvorlage_word(akte: Akte) -> bytes:
    """Entwurf einer Ratsvorlage (Word)."""
    return word(ratsvorlage(akte))


def steckbriefe_word(akte: Akte) -> bytes:
    """Je Maßnahme eine Seite (Word)."""
    return word(steckbriefe(akte))


def steckbriefe_pdf(akte: Akte) -> bytes:
    """Je Maßnahme eine Seite (PDF)."""
    return pdf(steckbriefe(akte))


def massnahmenplan_excel(akte: Akte) -> bytes:
    """Maßnahmenplan für das Audit mit Umsetzungscontrolling (Excel)."""
    return massnahmenplan(akte)


def html_seite(akte: Akte) -> bytes:
    """Alles in einer HTML-Datei."""
    return html(dossier(akte))


def dateiname(stamm: str, ort: str, tag: dt.date, endung: str) -> str:
    """„ratsvorlage-herten-2026-11-23.docx“; ohne brauchbaren Ortsnamen fällt er weg."""
    klein = ort.casefold().translate(_UMSCHRIFT)
    name = re.sub(r"[^a-z0-9]+", "-", klein)[:_LAENGSTER_ORT].strip("-")
    return "-".join(teil for teil in (stamm, name, tag.isoformat()) if teil) + f".{endung}"


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AUSGABEN = (
    Ausgabe(
        "Ratsvorlage (Word)",
        "Entwurf mit Ausgangslage, Belegen, Aufwand, Risiken, Prüffragen und Beschlussvorschlag.",
        "ratsvorlage",
        "docx",
        _WORD,
        ratsvorlage_word,
    ),
    Ausgabe(
        "Steckbriefe (PDF)",
        "Je Maßnahme eine Seite zum Verteilen.",
        "steckbriefe",
        "pdf",
        "application/pdf",
        steckbriefe_pdf,
    ),
    Ausgabe("Steckbriefe (Word)", "Dasselbe zum Weiterbearbeiten.", "steckbriefe", "docx", _WORD, steckbriefe_word),
    Ausgabe(
        "Maßnahmenplan (Excel)",
        "Plan fürs Audit mit Umsetzungscontrolling über drei Jahre.",
        "massnahmenplan",
        "xlsx",
        _EXCEL,
        massnahmenplan_excel,
    ),
    Ausgabe(
        "Seite (HTML)",
        "Alles in einer Datei: lesen, drucken, verschicken.",
        "massnahmen",
        "html",
        "text/html",
        html_seite,
    ),
)
