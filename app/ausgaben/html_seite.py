"""Schreibt ein Dokument als eine HTML-Datei ohne fremde Teile; jeder Text ist maskiert."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path

from app.ausgaben.dokument import (
    Absatz,
    Angaben,
    Baustein,
    Dokument,
    Liste,
    Quellenliste,
    Seite,
    Spanne,
    Tabelle,
    Text,
    Ueberschrift,
    Zweispaltig,
)
from app.bausteine.worte import tag

_STIL = Path(__file__).with_name("seite.css")
_ABSATZART = {
    "text": "",
    "vorspann": ' class="vorspann"',
    "klein": ' class="klein"',
    "hinweis": ' class="hinweis"',
    "linie": ' class="linie"',
}


def html(dokument: Dokument) -> bytes:
    """Die Seite als Bytes (UTF-8)."""
    inhalt, verzeichnis = _gliedere(dokument.bausteine)
    titel = escape(dokument.titel)
    untertitel = f'<p class="vorspann">{escape(dokument.untertitel)}</p>' if dokument.untertitel else ""
    seite = (
        '<!DOCTYPE html>\n<html lang="de">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f'<title>{titel}</title>\n<meta name="description" content="{escape(dokument.thema)}">\n'
        f'<meta name="date" content="{dokument.datum.isoformat()}">\n<style>\n{_stil()}</style>\n</head>\n<body>\n'
        '<a class="sprung" href="#inhalt">Zum Inhalt</a>\n'
        f"<header><h1>{titel}</h1>{untertitel}</header>\n"
        f'<nav aria-label="Inhalt"><h2>Inhalt</h2><ol>{verzeichnis}</ol></nav>\n'
        f'<main id="inhalt">\n{inhalt}</main>\n'
        f'<footer><p>{escape(dokument.fuss)}</p><time datetime="{dokument.datum.isoformat()}" hidden>'
        f"{tag(dokument.datum)}</time></footer>\n</body>\n</html>\n"
    )
    return seite.encode("utf-8", errors="replace")


@cache
def _stil() -> str:
    return _STIL.read_text(encoding="utf-8")


def _gliedere(bausteine: tuple[Baustein, ...]) -> tuple[str, str]:
    """Inhalt in Abschnitten je Überschrift der Ebene 2, dazu das Inhaltsverzeichnis."""
    teile: list[str] = []
    verzeichnis: list[str] = []
    for baustein in bausteine:
        if isinstance(baustein, Ueberschrift) and baustein.ebene <= 2:
            nummer = len(verzeichnis) + 1
            anker = f"abschnitt-{nummer}"
            teile.append("</section>\n" if verzeichnis else "")
            teile.append(f'<section aria-labelledby="{anker}">\n<h2 id="{anker}">{escape(baustein.text)}</h2>\n')
            verzeichnis.append(f'<li><a href="#{anker}">{escape(baustein.text)}</a></li>')
        else:
            teile.append(_baustein(baustein) + "\n")
    teile.append("</section>\n" if verzeichnis else "")
    return "".join(teile), "".join(verzeichnis)


def _baustein(b: Baustein) -> str:
    match b:
        case Ueberschrift():
            return f"<h{b.ebene}>{escape(b.text)}</h{b.ebene}>"
        case Absatz():
            return f"<p{_ABSATZART[b.art]}>{_text(b.text)}</p>"
        case Liste():
            return _liste(b)
        case Tabelle():
            return _tabelle(b)
        case Angaben():
            paare = "".join(f"<div><dt>{escape(n)}</dt><dd>{_text(w)}</dd></div>" for n, w in b.paare)
            return f"<dl>{paare}</dl>"
        case Quellenliste():
            punkte = "".join(f'<li id="{escape(q.anker)}" value="{q.nummer}">{_text(q.text)}</li>' for q in b.quellen)
            return f'<ol class="quellen">{punkte}</ol>'
        case Zweispaltig():
            return f'<div class="zwei"><div>{_alle(b.links)}</div><aside>{_alle(b.rechts)}</aside></div>'
        case Seite():
            return f'<article class="seite">{_alle(b.bausteine)}</article>'


def _alle(bausteine: tuple[Baustein, ...]) -> str:
    return "\n".join(_baustein(b) for b in bausteine)


def _liste(b: Liste) -> str:
    if b.art == "pruefen":
        punkte = "".join(f'<li><label><input type="checkbox"> <span>{_text(p)}</span></label></li>' for p in b.punkte)
        return f'<ul class="pruefen">{punkte}</ul>'
    art = "ol" if b.art == "nummern" else "ul"
    return f"<{art}>{''.join(f'<li>{_text(p)}</li>' for p in b.punkte)}</{art}>"


def _tabelle(b: Tabelle) -> str:
    spalten = "".join(f'<col style="width:{breite}%">' for breite in b.breiten)
    kopf = "".join(f'<th scope="col" role="columnheader">{escape(name)}</th>' for name in b.kopf)
    zeilen = "".join(_zeile(b.kopf, zeile) for zeile in b.zeilen)
    # Die Rollen stehen ausdrücklich da: Auf schmalen Bildschirmen stapelt der Stil die Zellen, und ohne Rollen läse
    # eine Vorlesehilfe dort keine Tabelle mehr.
    return (
        f'<table role="table"><caption>{escape(b.name)}</caption><colgroup>{spalten}</colgroup>'
        f'<thead role="rowgroup"><tr role="row">{kopf}</tr></thead><tbody role="rowgroup">{zeilen}</tbody></table>'
    )


def _zeile(kopf: tuple[str, ...], zeile: tuple[Text, ...]) -> str:
    zellen = "".join(
        f'<td role="cell" data-kopf="{escape(name)}">{_text(wert)}</td>'
        for name, wert in zip(kopf[1:], zeile[1:], strict=True)
    )
    return f'<tr role="row"><th scope="row" role="rowheader">{_text(zeile[0])}</th>{zellen}</tr>'


def _text(text: Text) -> str:
    return "".join(map(_spanne, text))


def _spanne(s: Spanne) -> str:
    text = escape(s.text)
    match s.art:
        case "stark":
            return f"<strong>{text}</strong>"
        case "fehlt" | "platzhalter":
            return f'<span class="{s.art}">{text}</span>'
        case "beleg":
            return f'<a class="beleg" href="#{escape(s.ziel)}" aria-label="Quelle {text.strip("[]")}">{text}</a>'
        case "link":
            return f'<a href="{escape(s.ziel)}" rel="noopener noreferrer">{text}</a>'
        case _:
            return text
