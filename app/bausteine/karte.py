"""Eine Empfehlung als Karte: erst was und wo, dann warum, dann was zu klären bleibt."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import streamlit as st

from app.bausteine import merkliste, wege, worte
from empfehlung.anfrage import Treffer
from empfehlung.aufwand import aufwand_in_worten
from empfehlung.dienst import Empfehlungsdienst
from empfehlung.passung import Passung
from wissensbasis.orte import Ort, Ortsverzeichnis

_VORHANDEN = " – bei Ihnen vorhanden oder erreichbar?"


def karte(
    treffer: Treffer,
    dienst: Empfehlungsdienst,
    *,
    frage: str,
    hier: Ort | None,
    knoepfe: Callable[[], None] | None = None,
) -> None:
    """Zeichnet die Karte; `knoepfe` zeichnet weitere Knöpfe neben „Details“ und „Merken“."""
    m, orte = treffer.massnahme, dienst.basis.orte
    mit = wege.mitgefuehrt()
    with st.container(border=True, key=f"karte_{m.id}", gap="small"):
        st.html(kopf_html(treffer, dienst))
        wege.zur_massnahme(m.id, m.titel, key=f"titel_{m.id}", mit=mit)
        st.html(
            f'<p class="bw-ort">{escape(_mit_entfernung(treffer.ort, orte, hier))}</p>'
            f"{satz_html(treffer, frage)}"
            f"{passung_html(treffer.passung, orte, hier, m.ort) if treffer.passung else ''}"
            f"{pruefen_html(treffer.zu_pruefen)}"
            f"{aufwand_html(treffer)}"
            f'<p class="bw-klein">Quellen: {escape(worte.quellenzeile(m.quellen))}</p>'
        )
        with st.container(horizontal=True, vertical_alignment="center", key=f"knoepfe_{m.id}"):
            wege.zur_massnahme(m.id, "Details", key=f"details_{m.id}", mit=mit)
            merkliste.knopf(m.id, ort="karte")
            if knoepfe:
                knoepfe()


def kopf_html(treffer: Treffer, dienst: Empfehlungsdienst) -> str:
    """Rang, Art und Bewährungsstufe; die Überschrift gliedert die Liste für Vorleseprogramme."""
    m, b = treffer.massnahme, treffer.bewaehrung
    typ = dienst.basis.begriffe.typen.get(m.typ)
    am_rande = '<p class="bw-klein bw-rande">Trifft Ihr Anliegen wohl nur am Rande</p>' if treffer.am_rande else ""
    return (
        f'<div class="bw-kartenkopf"><h3><span class="bw-rang">{treffer.rang}</span> {escape(typ.name if typ else m.typ)}</h3>'
        f"{worte.stufenmarke(b.stufe, worte.stufenname(m, b))}</div>"
        f'<p class="bw-klein">{escape(worte.nachweiszeile(m, b))}</p>{am_rande}'
    )


def satz_html(treffer: Treffer, frage: str) -> str:
    """Ein Satz: die Fundstelle zum Anliegen, sonst worum es geht."""
    stelle, m = treffer.fundstelle, treffer.massnahme
    woher, satz = worte.kernsatz(m, stelle, frage)
    if not satz:
        return ""
    return (
        f'<p class="bw-satz">{worte.hervorgehoben(satz, frage)} <span class="bw-herkunft">({escape(woher)})</span></p>'
    )


def passung_html(p: Passung, orte: Ortsverzeichnis, hier: Ort | None, gezeigt: str = "") -> str:
    """Passt, anders, unbekannt, und der ähnlichste Ort mit dieser Maßnahme, falls er nicht schon `gezeigt` ist."""
    gesamt = len(p.vergleiche)
    bekannt = sum(v.aehnlichkeit is not None for v in p.vergleiche)
    urteil = p.in_worten if bekannt == gesamt or not bekannt else f"{p.in_worten}, soweit bekannt"
    zeilen = [
        ("gleich", "=", "Passt, weil", "; ".join(p.texte("gleich"))),
        ("anders", "≠", "Anders bei Ihnen", "; ".join(p.texte("anders"))),
        ("unbekannt", "?", "Unbekannt", ", ".join(p.texte("unbekannt"))),
    ]
    inhalt = "".join(
        f'<div class="bw-{lage}"><dt><span aria-hidden="true">{zeichen}</span> {name}</dt> <dd>{escape(text)}</dd></div>'
        for lage, zeichen, name, text in zeilen
        if text
    )
    ort = ""
    if p.ort is not None and p.ort.id != gezeigt:
        ort = (
            f'<p class="bw-klein">Ähnlichster Ort mit dieser Maßnahme: {escape(_mit_entfernung(p.ort, orte, hier))}</p>'
        )
    return (
        f'<div class="bw-passung"><p class="bw-urteil">{escape(urteil[0].upper() + urteil[1:])}'
        f' <span class="bw-klein">({bekannt} von {gesamt} Merkmalen vergleichbar)</span></p><dl>{inhalt}</dl>{ort}</div>'
    )


def pruefen_html(fragen: tuple[str, ...]) -> str:
    """Was nur vor Ort zu klären ist."""
    if not fragen:
        return ""
    # Voraussetzungen stellen alle dieselbe Frage; sie steht einmal da statt hinter jeder.
    noetig = [f.removesuffix(_VORHANDEN) for f in fragen if f.endswith(_VORHANDEN)]
    andere = [f for f in fragen if not f.endswith(_VORHANDEN)]
    zeilen = [f"Vorhanden oder erreichbar? {worte.TRENNER.join(noetig)}"] if noetig else []
    return f'<div class="bw-pruefen"><p>Vor Ort zu prüfen</p>{worte.liste_html([*zeilen, *andere])}</div>'


def aufwand_html(treffer: Treffer) -> str:
    """Aufwand dort als Spanne und, nur wenn es sie gibt, offene Förderung hier."""
    foerderung = treffer.foerderung
    zeilen = [f"Aufwand: {aufwand_in_worten(treffer.massnahme.aufwand)}"]
    if foerderung.programme:
        zeilen.append(foerderung.kurz)
    return f'<p class="bw-klein">{"<br>".join(map(escape, zeilen))}</p>'


def _mit_entfernung(ort: Ort | None, orte: Ortsverzeichnis, hier: Ort | None) -> str:
    text = worte.ort_in_worten(ort, orte)
    if ort is None or hier is None or hier.id == ort.id:
        return text
    km = orte.entfernung_km(hier, ort)
    return text if km is None else f"{text}{worte.TRENNER}{worte.entfernt(km)}"
