"""Zwei bis vier Maßnahmen nebeneinander; Zeilen mit Unterschieden sind gekennzeichnet, Unbekanntes bleibt sichtbar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from app.bausteine import worte
from empfehlung.anfrage import Treffer
from empfehlung.dienst import Empfehlungsdienst
from wissensbasis.bewaehrung import Bewaehrung
from wissensbasis.datensatz.modell import Massnahme

HOECHSTENS = 4
BUCHSTABEN = "ABCD"
# Ab so vielen Zeichen wird ein Wert gekürzt, und so viele bleiben dann stehen.
LANG, KURZ = 180, 120


def vergleich_html(treffer: Sequence[Treffer], dienst: Empfehlungsdienst, *, nur_unterschiede: bool) -> str:
    """Legende und Tabelle; Gleiches steht einmal da, mit `nur_unterschiede` zugeklappt unter der Tabelle.

    Auf schmalen Bildschirmen stehen die Werte je Zeile untereinander, mit dem Buchstaben der Maßnahme (siehe theme.css).
    """
    spalten = [_werte(t, dienst) for t in treffer]
    zeilen = {name: [spalte[name] for spalte in spalten] for name in spalten[0]}
    gleich = {name: werte[0] for name, werte in zeilen.items() if len(set(werte)) == 1}
    titel = [t.massnahme.titel for t in treffer]
    kopf = "".join(
        f'<th scope="col"><span class="bw-rang">{buchstabe}</span> {escape(name)}</th>'
        for buchstabe, name in zip(BUCHSTABEN, titel, strict=False)
    )
    legende = "".join(
        f'<li><span class="bw-rang">{buchstabe}</span> {escape(name)}</li>'
        for buchstabe, name in zip(BUCHSTABEN, titel, strict=False)
    )
    rumpf = "".join(
        _gleiche_zeile(name, gleich[name], len(treffer))
        if name in gleich
        else _ungleiche_zeile(name, werte, gekennzeichnet=not nur_unterschiede)
        for name, werte in zeilen.items()
        if not (nur_unterschiede and name in gleich)
    )
    return (
        f'<ul class="bw-legende" aria-hidden="true">{legende}</ul>'
        '<div class="bw-rollen" role="region" aria-label="Vergleich" tabindex="0"><table class="bw-vergleich">'
        f"<thead><tr><td></td>{kopf}</tr></thead><tbody>{rumpf}</tbody></table></div>"
        f"{_gleiches_html(gleich) if nur_unterschiede else ''}"
    )


def _ungleiche_zeile(name: str, werte: Sequence[str], *, gekennzeichnet: bool) -> str:
    zellen = "".join(
        f'<td data-titel="{buchstabe}">{wertzelle(wert)}</td>'
        for buchstabe, wert in zip(BUCHSTABEN, werte, strict=False)
    )
    if not gekennzeichnet:
        return f'<tr><th scope="row">{escape(name)}</th>{zellen}</tr>'
    kopf = f'{escape(name)} <span class="bw-ungleich">verschieden</span>'
    return f'<tr class="bw-verschieden"><th scope="row">{kopf}</th>{zellen}</tr>'


def _gleiche_zeile(name: str, wert: str, anzahl: int) -> str:
    kopf = f'{escape(name)} <span class="bw-gleichmarke">gleich</span>'
    return f'<tr><th scope="row">{kopf}</th><td colspan="{anzahl}">{wertzelle(wert)}</td></tr>'


def wertzelle(wert: str) -> str:
    """Der Wert; Langes bricht nach einem Anfang ab und lässt sich aufklappen."""
    if not wert:
        return f'<span class="bw-fehlt">{worte.NICHT_BELEGT}</span>'
    if len(wert) <= LANG:
        return escape(wert)
    anfang = wert[:KURZ].rsplit(" ", 1)[0]
    return f"<details><summary>{escape(anfang)} …</summary>… {escape(wert[len(anfang) :].strip())}</details>"


def _gleiches_html(gleich: Mapping[str, str]) -> str:
    if not gleich:
        return ""
    belegt = [(escape(name), escape(wert)) for name, wert in gleich.items() if wert]
    offen = [name for name, wert in gleich.items() if not wert]
    ohne = f'<p class="bw-klein">Für keine belegt: {escape(", ".join(offen))}</p>' if offen else ""
    return (
        f"<details><summary>In allen gleich ({len(gleich)})</summary>"
        f"{worte.angaben_html(belegt) if belegt else ''}{ohne}</details>"
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
        "Offene Förderung": "; ".join(t.foerderung.angaben),
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
