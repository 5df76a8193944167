"""Antworten als Text für die Kommandozeile."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from empfehlung.anfrage import Antwort, Treffer
from empfehlung.aufwand import NICHT_BELEGT, aufwand_in_worten
from empfehlung.dienst import Empfehlungsdienst
from empfehlung.gescheitert import anderswo_gescheitert
from wissensbasis.bewaehrung import Bewaehrung
from wissensbasis.datensatz.modell import Massnahme
from wissensbasis.orte import Ort

_BREITE = 100


def antwort_als_text(antwort: Antwort, *, mit_gruenden: bool) -> str:
    """Die Trefferliste, wie sie auf dem Bildschirm steht."""
    zeilen: list[str] = []
    for treffer in antwort.treffer:
        zeilen += [*_treffer(treffer, mit_gruenden), ""]
    zeilen += [f"Hinweis: {hinweis}" for hinweis in antwort.hinweise]
    return "\n".join(zeilen).rstrip()


def ort_als_text(ort: Ort | None) -> str:
    """„Herten (61.821 Ew. (2018), Nordrhein-Westfalen)“; ohne Ort „nicht belegt“."""
    if ort is None:
        return NICHT_BELEGT
    if ort.ebene == "quartier":
        zusatz = f"Quartier, {ort.unternehmen}" if ort.unternehmen else "Quartier"
        return f"{ort.name} ({zusatz}, {ort.landname})"
    return f"{ort.name} ({ort.einwohner_text.replace(' (', ', ').rstrip(')')}, {ort.landname})"


def nachweis_als_text(b: Bewaehrung) -> str:
    """Stufe und Säulen auf einer Zeile."""
    saeulen = f"Umsetzung {b.umsetzung.zeichen} · Wirkung {b.wirkung.zeichen} · Wiederholung {b.wiederholung.zeichen}"
    letzte = f" · zuletzt bestätigt {b.zuletzt_bestaetigt}" if b.zuletzt_bestaetigt else ""
    return f"{b.stufenname} ({saeulen}){letzte}"


def _treffer(treffer: Treffer, mit_gruenden: bool) -> Iterator[str]:
    m = treffer.massnahme
    yield f"{treffer.rang:>2}. {m.titel}"
    yield f"    {ort_als_text(treffer.ort)} · {', '.join(m.handlungsfelder)} · {m.id}"
    if treffer.am_rande:
        yield "    Trifft das Anliegen wohl nur am Rande."
    if treffer.fundstelle:
        yield from _absatz(f"{treffer.fundstelle.abschnitt}: {treffer.fundstelle.text}", hoechstens=3)
    yield f"    Nachweis: {nachweis_als_text(treffer.bewaehrung)}"
    if mit_gruenden and treffer.passung:
        yield f"    Passung: {treffer.passung.in_worten}"
        for lage, zeichen in (("gleich", "="), ("anders", "≠"), ("unbekannt", "?")):
            if texte := treffer.passung.texte(lage):  # type: ignore[arg-type]
                yield from _absatz(f"{zeichen} {lage}: {'; '.join(texte)}")
        if treffer.passung.ort:
            yield f"    Nächste Umsetzung: {ort_als_text(treffer.passung.ort)}"
    if mit_gruenden:
        yield f"    Aufwand: {aufwand_in_worten(m.aufwand)}"
        if treffer.foerderung.programme:
            yield from _absatz(treffer.foerderung.kurz)
    if mit_gruenden and treffer.zu_pruefen:
        yield from _absatz(f"Vor Ort zu prüfen: {' '.join(treffer.zu_pruefen[:4])}")
    quelle = m.quellen[0]
    weitere = f" und {len(m.quellen) - 1} weitere" if len(m.quellen) > 1 else ""
    yield f"    Quelle: {quelle.herausgeber}, {quelle.stand or 'ohne Jahr'}{weitere}"


def _absatz(text: str, hoechstens: int | None = None) -> list[str]:
    zeilen = textwrap.wrap(text, _BREITE, initial_indent="    ", subsequent_indent="      ")
    if hoechstens and len(zeilen) > hoechstens:
        zeilen = [*zeilen[: hoechstens - 1], zeilen[hoechstens - 1] + " …"]
    return zeilen


def massnahme_als_text(m: Massnahme, dienst: Empfehlungsdienst) -> str:
    """Eine Maßnahme vollständig; was fehlt, heißt „nicht belegt“."""
    begriffe, orte = dienst.basis.begriffe, dienst.basis.orte
    b = dienst.bewaehrungen[m.id]
    typ = begriffe.typen.get(m.typ)
    a = m.aufwand
    foerderung = dienst.foerderung(m, None)
    euro = [
        f"einmalig {_zahl(a.einmalig_eur)} EUR" if a.einmalig_eur is not None else "",
        f"jährlich {_zahl(a.jaehrlich_eur)} EUR" if a.jaehrlich_eur is not None else "",
        f"{_zahl(a.stellen_vzae)} Stellen" if a.stellen_vzae is not None else "",
    ]
    angaben = {
        "Kennung": m.id,
        "Ort": ort_als_text(orte.ort(m.ort)),
        "Art": typ.name if typ else m.typ,
        "Handlungsfelder": "; ".join(f"{f} {begriffe.feldnamen.get(f, '')}" for f in m.handlungsfelder),
        "Querschnittsthemen": ", ".join(begriffe.themen[t].name for t in m.querschnittsthemen) or "–",
        "Zielgruppen": ", ".join(begriffe.zielgruppen.get(z, z) for z in m.zielgruppen),
        "Träger": m.traeger.name,
        "Partner": ", ".join(m.partner) or NICHT_BELEGT,
        "Zeitraum": f"{m.beginn or NICHT_BELEGT} bis {m.ende or ('heute' if m.status == 'laufend' else NICHT_BELEGT)}",
        "Status": m.status,
        "Aufwand": ", ".join(teil for teil in euro if teil) or NICHT_BELEGT,
        "Förderung dort": ", ".join(begriffe.foerderprogramme[p].name for p in a.finanzierung) or NICHT_BELEGT,
        foerderung.kopf: "; ".join(foerderung.angaben) or NICHT_BELEGT,
        "Voraussetzungen": "; ".join(m.voraussetzungen) or NICHT_BELEGT,
        "Nachweis": nachweis_als_text(b),
    }
    zeilen = [m.titel, "=" * len(m.titel)]
    for name, wert in angaben.items():
        zeilen += textwrap.wrap(f"{name}: {wert}", _BREITE, subsequent_indent="  ")
    zeilen += ["  - " + grund for grund in b.begruendung]
    for name, text in m.abschnitte.items():
        zeilen += ["", name, *(textwrap.wrap(text, _BREITE) if text else [NICHT_BELEGT])]
    for fall in anderswo_gescheitert(dienst, m):
        text = f"{fall.ort}, {fall.massnahme.titel}: {fall.ende}; anders dort: {fall.anders_in_worten}. ({fall.massnahme.id})"
        zeilen += ["", *textwrap.wrap(f"Anderswo gescheitert: {text}", _BREITE, subsequent_indent="  ")]
    zeilen += ["", "Nachweise"]
    zeilen += [f"  - {n.art}, {n.jahr or 'ohne Jahr'}: {n.aussage} [{n.quelle}]" for n in m.nachweise]
    zeilen += ["", "Quellen"]
    zeilen += [
        f"  [{q.nr}] {q.herausgeber}: {q.titel} ({q.art}, {q.stand or 'ohne Jahr'}), abgerufen {q.abruf}\n      {q.url}"
        for q in m.quellen
    ]
    return "\n".join(zeilen)


def _zahl(wert: float | None) -> str:
    return (
        f"{wert:,.2f}".rstrip("0").rstrip(".").replace(",", " ").replace(".", ",").replace(" ", ".")
        if wert is not None
        else ""
    )
