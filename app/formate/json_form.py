"""Antworten als JSON mit den Schlüsseln, auf die sich andere Programme verlassen (docs/architektur.md, „JSON“)."""

from __future__ import annotations

import json
from typing import Any

from empfehlung.anfrage import Antwort, Treffer
from empfehlung.dienst import Empfehlungsdienst
from wissensbasis.bewaehrung import Bewaehrung
from wissensbasis.datensatz.modell import Massnahme


def als_text(objekt: Any) -> str:
    """Ein JSON-Dokument mit lesbaren Umlauten."""
    return json.dumps(objekt, ensure_ascii=False, indent=2)


def antwort_als_json(antwort: Antwort, *, mit_gruenden: bool) -> dict[str, Any]:
    """Anfrage, Treffer und Hinweise; `mit_gruenden` ergänzt Passung und Prüffragen (`empfehlen`)."""
    anfrage = antwort.anfrage
    verstanden: dict[str, Any] = {
        "anliegen": anfrage.anliegen,
        "handlungsfelder": list(anfrage.felder),
        "anzahl": anfrage.anzahl,
    }
    if mit_gruenden:
        verstanden |= {
            "querschnittsthemen": list(anfrage.themen),
            "ab_stufe": anfrage.ab_stufe,
            "profil": anfrage.profil.model_dump() if anfrage.profil else None,
        }
    return {
        "anfrage": verstanden,
        "treffer": [treffer_als_json(t, mit_gruenden=mit_gruenden) for t in antwort.treffer],
        "hinweise": list(antwort.hinweise),
    }


def treffer_als_json(treffer: Treffer, *, mit_gruenden: bool) -> dict[str, Any]:
    """Ein Treffer mit allen Schlüsseln der Schnittstelle."""
    m = treffer.massnahme
    form: dict[str, Any] = {
        "rang": treffer.rang,
        "id": m.id,
        "titel": m.titel,
        "ort": treffer.ort.name if treffer.ort else None,
        "ags": treffer.ort.ags if treffer.ort else None,
        "ebene": m.ebene,
        "handlungsfelder": list(m.handlungsfelder),
        "querschnittsthemen": list(m.querschnittsthemen),
        "relevanz": {"fundstelle": _fundstelle(treffer)},
    }
    if mit_gruenden:
        form["passung"] = _passung(treffer)
    form["nachweis"] = bewaehrung_als_json(treffer.bewaehrung)
    if mit_gruenden:
        form["zu_pruefen"] = list(treffer.zu_pruefen)
    form["quellen"] = [quelle.model_dump(mode="json") for quelle in m.quellen]
    return form


def _fundstelle(treffer: Treffer) -> dict[str, str] | None:
    if treffer.fundstelle is None:
        return None
    return {"abschnitt": treffer.fundstelle.abschnitt, "text": treffer.fundstelle.text}


def _passung(treffer: Treffer) -> dict[str, Any]:
    p = treffer.passung
    if p is None:
        return {"wert": None, "gleich": [], "anders": [], "unbekannt": [], "naechste_umsetzung": None}
    naechste = None
    if p.ort is not None:
        naechste = {
            "ort": p.ort.name,
            "ags": p.ort.ags,
            "einwohner": p.ort.einwohner,
            "einwohner_stand": p.ort.einwohner_stand or None,
        }
    return {
        "wert": round(p.wert, 4) if p.wert is not None else None,
        "abdeckung": round(p.abdeckung, 4),
        "in_worten": p.in_worten,
        "gleich": p.texte("gleich"),
        "anders": p.texte("anders"),
        "unbekannt": p.texte("unbekannt"),
        "naechste_umsetzung": naechste,
    }


def bewaehrung_als_json(b: Bewaehrung) -> dict[str, Any]:
    """Stufe, Säulen und die Begründung durch die Regel, die griff."""
    return {
        "stufe": b.stufe,
        "stufenname": b.stufenname,
        "letzte_stufe": b.letzte_stufe,
        "umsetzung": b.umsetzung.zeichen,
        "wirkung": b.wirkung.zeichen,
        "wiederholung": b.wiederholung.zeichen,
        "begruendung": list(b.begruendung),
        "zuletzt_bestaetigt": b.zuletzt_bestaetigt,
        "aktuell": b.aktuell,
    }


def massnahme_als_json(m: Massnahme, dienst: Empfehlungsdienst) -> dict[str, Any]:
    """Alles über eine Maßnahme, mit Ort und Bewährung."""
    ort = dienst.basis.orte.ort(m.ort)
    return {
        **m.model_dump(mode="json"),
        "ortsname": ort.name if ort else None,
        "land": ort.land if ort else None,
        "nachweis": bewaehrung_als_json(dienst.bewaehrungen[m.id]),
    }
