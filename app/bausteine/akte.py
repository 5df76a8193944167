"""Die Teile der Seite einer Maßnahme als HTML; jeder Text aus dem Korpus ist maskiert."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import urlsplit

from app.bausteine import worte
from empfehlung.dienst import Empfehlungsdienst
from empfehlung.foerderung import Foerderung
from empfehlung.gescheitert import Gescheitert
from wissensbasis.bewaehrung import STUFENNAMEN, Bewaehrung, ende_in_worten
from wissensbasis.datensatz.modell import Massnahme, Quelle

_BELEG = re.compile(r"\[(\d+(?:\s*,\s*\d+)*)\]")


def kopf_html(m: Massnahme, dienst: Empfehlungsdienst) -> str:
    """Art, Titel, Ort, Stufe."""
    b, orte = dienst.bewaehrungen[m.id], dienst.basis.orte
    typ = dienst.basis.begriffe.typen.get(m.typ)
    satz = f'<p class="bw-vorspann">{escape(typ.satz)}</p>' if typ else ""
    return (
        f'<p class="bw-art">{escape(typ.name if typ else m.typ)}</p><h1 class="bw-titel">{escape(m.titel)}</h1>'
        f'<p class="bw-ort">{escape(worte.ort_in_worten(orte.ort(m.ort), orte))}</p>{satz}'
        f"<p>{worte.stufenmarke(b.stufe, worte.stufenname(m, b))} "
        f'<span class="bw-klein">{escape(worte.nachweiszeile(m, b))}</span></p>'
    )


def abschnitte_html(m: Massnahme) -> str:
    """Die vier Abschnitte; Quellennummern führen zu den Quellen derselben Seite."""
    teile = []
    for name, text in m.abschnitte.items():
        absaetze = "".join(f"<p>{_mit_belegen(absatz)}</p>" for absatz in text.splitlines() if absatz.strip())
        teile.append(
            f'<h2 class="bw-zwischen">{escape(name)}</h2>{absaetze or f"<p class=bw-fehlt>{worte.NICHT_BELEGT}</p>"}'
        )
    return f'<div class="bw-text">{"".join(teile)}</div>'


def nachweis_html(m: Massnahme, b: Bewaehrung) -> str:
    """Die drei Säulen mit der Regel, die griff, und jedem Dokument."""
    saeulen = "".join(
        f'<div><dt>{name}</dt><dd><span class="bw-saeule">{wert.zeichen}</span> {worte_}</dd></div>'
        for name, wert, worte_ in (
            ("Umsetzung und Dauer", b.umsetzung, worte.UMSETZUNG[b.umsetzung]),
            ("Wirkung", b.wirkung, worte.WIRKUNG[b.wirkung]),
            ("Wiederholung", b.wiederholung, worte.WIEDERHOLUNG[b.wiederholung]),
        )
    )
    letzte = ""
    if b.letzte_stufe:
        name = STUFENNAMEN[b.letzte_stufe]
        letzte = f"<p>{escape(ende_in_worten(m).capitalize())}. Stufe bis dahin: {escape(name)}.</p>"
    zeilen = "".join(
        f"<tr><td>{n.jahr or 'ohne Jahr'}</td><td>{escape(worte.NACHWEISE[n.art])}{_partei(m.quelle(n.quelle))}</td>"
        f"<td>{escape(n.aussage)} {_verweis(n.quelle)}</td></tr>"
        for n in sorted(m.nachweise, key=lambda n: -(n.jahr or 0))
    )
    if m.verstetigung:
        v = m.verstetigung
        zeilen += f"<tr><td>{v.seit or 'ohne Jahr'}</td><td>Verstetigung</td><td>{escape(v.aussage)} {_verweis(v.quelle)}</td></tr>"
    return (
        '<h2 class="bw-zwischen">Nachweis</h2>'
        f'<p>{worte.stufenmarke(b.stufe, worte.stufenname(m, b))}</p>{letzte}<dl class="bw-saeulen">{saeulen}</dl>'
        f"{worte.liste_html(b.begruendung, 'bw-gruende')}"
        '<div class="bw-rollen" role="region" aria-label="Dokumente" tabindex="0"><table class="bw-tabelle">'
        '<thead><tr><th scope="col">Jahr</th><th scope="col">Dokument</th><th scope="col">Was es zeigt</th></tr></thead>'
        f"<tbody>{zeilen}</tbody></table></div>"
    )


def quellen_html(m: Massnahme) -> str:
    """Quellen mit Art, Stand und Tag der Lektüre; Parteien sind gekennzeichnet."""
    punkte = "".join(
        f'<li id="quelle-{q.nr}" value="{q.nr}"><strong>{escape(q.herausgeber)}</strong>: {_link(q)}'
        f'<br><span class="bw-klein">{escape(worte.QUELLEN[q.art])}{_partei(q)} · Stand {q.stand or "ohne Jahr"} · '
        f"gelesen am {worte.tag(q.abruf)}</span></li>"
        for q in m.quellen
    )
    return (
        f'<h2 class="bw-zwischen">Quellen</h2><ol class="bw-quellen">{punkte}</ol>'
        f'<p class="bw-klein">Gegen die Quellen gelesen am {worte.tag(m.geprueft.am)}. Kennung: {escape(m.id)}</p>'
    )


def gescheitert_html(fall: Gescheitert) -> str:
    """Warum dieselbe Art anderswo endete und was dort anders war."""
    ende = fall.ende[:1].upper() + fall.ende[1:]
    return f"<p>{escape(ende)}. Anders dort: {escape(fall.anders_in_worten)}.</p>"


def angaben(m: Massnahme, dienst: Empfehlungsdienst, foerderung: Foerderung) -> str:
    """Alle Angaben des Kopfs und die offene Förderung; was keine Quelle sagt, heißt „nicht belegt“."""
    begriffe, orte, a = dienst.basis.begriffe, dienst.basis.orte, m.aufwand
    ende = m.ende or (
        "" if m.status in ("beendet", "eingestellt", "unbekannt") else "heute" if m.status == "laufend" else ""
    )
    zeit = f"{m.beginn or 'Beginn nicht belegt'} bis {ende or 'Ende nicht belegt'}" if m.beginn or ende else ""
    weitere = [worte.ort_in_worten(orte.ort(k), orte) for k in m.umsetzungen if k != m.ort]
    programme = []
    for kennung in a.finanzierung:
        p = begriffe.foerderprogramme.get(kennung)
        programme.append(f"{p.name} ({p.geber}; {worte.LAGEN.get(p.lage, p.lage)})" if p else kennung)
    paare = [
        ("Status", escape(worte.STATUS[m.status])),
        ("Zeitraum", escape(zeit)),
        ("Ebene", worte.EBENEN[m.ebene]),
        ("Handlungsfelder", worte.liste_html(begriffe.feldnamen.get(f, f) for f in m.handlungsfelder)),
        (
            "Querschnittsthemen",
            escape(", ".join(begriffe.themen[t].name for t in m.querschnittsthemen if t in begriffe.themen))
            or "keines",
        ),
        ("Zielgruppen", escape(", ".join(begriffe.zielgruppen.get(z, z) for z in m.zielgruppen))),
        ("Träger", f"{escape(m.traeger.name)} ({worte.TRAEGER[m.traeger.art]})"),
        ("Partner", worte.liste_html(m.partner) if m.partner else ""),
        ("Kosten einmalig", f"{worte.zahl(a.einmalig_eur)} €" if a.einmalig_eur is not None else ""),
        ("Kosten im Jahr", f"{worte.zahl(a.jaehrlich_eur)} €" if a.jaehrlich_eur is not None else ""),
        ("Stellen (Vollzeit)", worte.zahl(a.stellen_vzae) if a.stellen_vzae is not None else ""),
        ("Förderung dort", worte.liste_html(programme) if programme else ""),
        (escape(foerderung.kopf), _offene(foerderung)),
        ("Voraussetzungen", worte.liste_html(m.voraussetzungen) if m.voraussetzungen else ""),
        ("Weitere Orte", worte.liste_html(weitere) if weitere else ""),
        ("Bezug zum Audit", escape(worte.AUDIT[m.audit_bezug])),
    ]
    if m.entscheidung:
        allein = (
            "Das Wohnungsunternehmen entscheidet allein."
            if m.entscheidung == "unmittelbar"
            else "Andere müssen mitentscheiden."
        )
        paare.append(("Entscheidung", allein))
    return f'<h2 class="bw-zwischen">Auf einen Blick</h2>{worte.angaben_html(paare)}'


def verweis_html(ort: str, m: Massnahme, b: Bewaehrung) -> str:
    """Eine Zeile unter dem Titel einer verwandten Maßnahme."""
    return f'<p class="bw-klein">{escape(ort)} · {worte.stufenmarke(b.stufe, worte.stufenname(m, b))}</p>'


def _offene(foerderung: Foerderung) -> str:
    if not foerderung.programme:
        return ""
    zeilen = zip(foerderung.programme, foerderung.angaben, strict=True)
    return "<ul>" + "".join(f"<li>{_adresse(p.quelle, angabe)}</li>" for p, angabe in zeilen) + "</ul>"


def _mit_belegen(text: str) -> str:
    stuecke, ende = [], 0
    for beleg in _BELEG.finditer(text):
        nummern = [int(n) for n in beleg[1].split(",")]
        stuecke += [escape(text[ende : beleg.start()]), " ".join(_verweis(n) for n in nummern)]
        ende = beleg.end()
    return "".join([*stuecke, escape(text[ende:])])


def _verweis(nummer: int) -> str:
    return f'<a class="bw-beleg" href="#quelle-{nummer}" target="_self" aria-label="Quelle {nummer}">[{nummer}]</a>'


def _partei(q: Quelle) -> str:
    return ' <span class="bw-partei">Quelle ist eine Partei</span>' if q.art == "partei" else ""


def _link(q: Quelle) -> str:
    if urlsplit(q.url).scheme not in ("http", "https"):
        return f"{escape(q.titel)} ({escape(q.url)})"
    return _adresse(q.url, q.titel)


def _adresse(url: str, text: str) -> str:
    return f'<a href="{escape(url, quote=True)}" target="_blank" rel="noopener noreferrer">{escape(text)}</a>'
