"""Zwei bis vier Maßnahmen nebeneinander; Zeilen mit Unterschieden sind gekennzeichnet, Unbekanntes bleibt sichtbar."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from app.bausteine import worte
from empfehlung.anfrage import Treffer
from empfehlung.dienst import Empfehlungsdienst
from wissensbasis.bewaehrung import Bewaehrung
from wissensbasis.datensatz.modell import Massnahme

HOECHSTENS = 4


def vergleich_html(treffer: Sequence[Treffer], dienst: Empfehlungsdienst) -> str:
    """Die Tabelle; auf schmalen Bildschirmen stehen die Werte je Zeile untereinander (siehe theme.css)."""
    spalten = [_werte(t, dienst) for t in treffer]
    kopf = "".join(f'<th scope="col">{escape(t.massnahme.titel)}</th>' for t in treffer)
    zeilen = []
    for name in spalten[0]:
        werte = [spalte[name] for spalte in spalten]
        verschieden = len(set(werte)) > 1
        zellen = "".join(
            f'<td data-titel="{escape(t.massnahme.titel)}">'
            f"{escape(wert) if wert else f'<span class=bw-fehlt>{worte.NICHT_BELEGT}</span>'}</td>"
            for t, wert in zip(treffer, werte, strict=True)
        )
        zeichen = (
            '<span class="bw-ungleich">verschieden</span>'
            if verschieden
            else '<span class="bw-gleichmarke">gleich</span>'
        )
        zeilen.append(
            f'<tr class="{"bw-verschieden" if verschieden else ""}"><th scope="row">{escape(name)} {zeichen}</th>{zellen}</tr>'
        )
    return (
        '<div class="bw-rollen" role="region" aria-label="Vergleich" tabindex="0"><table class="bw-vergleich">'
        f"<thead><tr><td></td>{kopf}</tr></thead><tbody>{''.join(zeilen)}</tbody></table></div>"
    )


def _werte(t: Treffer, dienst: Empfehlungsdienst) -> dict[str, str]:
    m, b, begriffe = t.massnahme, t.bewaehrung, dienst.basis.begriffe
    typ = begriffe.typen.get(m.typ)
    werte = {
        "Art": typ.name if typ else m.typ,
        "Ort": worte.ort_in_worten(t.ort, dienst.basis.orte),
        "Stufe": worte.stufenname(m, b),
        **_saeulen(b),
        "Zuletzt bestätigt": str(b.zuletzt_bestaetigt or ""),
        "Status": worte.STATUS[m.status],
        "Beginn": str(m.beginn or ""),
        "Träger": f"{m.traeger.name} ({worte.TRAEGER[m.traeger.art]})",
        "Partner": ", ".join(m.partner),
        "Zielgruppen": ", ".join(begriffe.zielgruppen.get(z, z) for z in m.zielgruppen),
        "Handlungsfelder": "; ".join(begriffe.feldnamen.get(f, f) for f in m.handlungsfelder),
        "Kosten einmalig": f"{worte.zahl(m.aufwand.einmalig_eur)} €" if m.aufwand.einmalig_eur is not None else "",
        "Kosten im Jahr": f"{worte.zahl(m.aufwand.jaehrlich_eur)} €" if m.aufwand.jaehrlich_eur is not None else "",
        "Stellen": worte.zahl(m.aufwand.stellen_vzae) if m.aufwand.stellen_vzae is not None else "",
        "Förderung": "; ".join(_programme(m, dienst)),
        "Voraussetzungen": "; ".join(m.voraussetzungen),
    }
    if t.passung is not None:
        werte |= {
            "Passung": t.passung.in_worten,
            "Gleich wie bei Ihnen": "; ".join(t.passung.texte("gleich")),
            "Anders bei Ihnen": "; ".join(t.passung.texte("anders")),
        }
    return werte


def _saeulen(b: Bewaehrung) -> dict[str, str]:
    return {
        "Umsetzung und Dauer": worte.UMSETZUNG[b.umsetzung],
        "Wirkung": worte.WIRKUNG[b.wirkung],
        "Wiederholung": worte.WIEDERHOLUNG[b.wiederholung],
    }


def _programme(m: Massnahme, dienst: Empfehlungsdienst) -> list[str]:
    programme = dienst.basis.begriffe.foerderprogramme
    return [programme[p].name if p in programme else p for p in m.aufwand.finanzierung]
