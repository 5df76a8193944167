"""Schreibt ein Dokument als Word-Datei: echte Überschriften, Tabellenköpfe, Listen, Verweise, Sprache Deutsch."""

from __future__ import annotations

import datetime as dt
import io
from functools import singledispatchmethod

import docx
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_BREAK
from docx.text.paragraph import Paragraph

from app.ausgaben import word_felder as felder
from app.ausgaben import word_form as form
from app.ausgaben.dokument import (
    Absatz,
    Angaben,
    Baustein,
    Dokument,
    Liste,
    Quellenliste,
    Seite,
    Tabelle,
    Text,
    Ueberschrift,
    Zweispaltig,
    laenge,
    stark,
    t,
)

_LISTENART = {"punkte": "List Bullet", "nummern": "List Number", "pruefen": "Prüfpunkt"}
_ABSATZART = {"text": "Normal", "vorspann": "Vorspann", "klein": "Klein", "hinweis": "Hinweis"}
# `laenge` einer Seite → Schriftgröße, bei der sie noch auf eine Seite passt; an allen Maßnahmen des Korpus erprobt.
_GROESSEN = ((5200, 10.0), (5700, 9.5), (6300, 9.0), (7000, 8.5), (7700, 8.0))
_KLEINSTE = 7.5
_GRUNDGROESSE = 10.5


def word(dokument: Dokument) -> bytes:
    """Die Datei als Bytes."""
    return _Schreiber(dokument).bytes()


def _schriftgroesse(dokument: Dokument) -> float:
    """Steckbriefe sollen auf eine Seite passen; Word kann nicht messen, also entscheidet der längste."""
    laengste = max((laenge(b) for b in dokument.bausteine if isinstance(b, Seite)), default=0)
    if not laengste:
        return _GRUNDGROESSE
    return next((groesse for grenze, groesse in _GROESSEN if laengste <= grenze), _KLEINSTE)


class _Schreiber:
    def __init__(self, dokument: Dokument) -> None:
        self.dokument = dokument
        self.datei = docx.Document()
        self.neue_seite = self.neue_spalte = False
        self.marken = 0
        self.kompakt = any(isinstance(b, Seite) for b in dokument.bausteine)
        form.einrichten(self.datei, _schriftgroesse(dokument), kompakt=self.kompakt)
        self._eigenschaften()
        self.stile = {stil.name: stil.style_id for stil in self.datei.styles}
        form.kopf_und_fuss(self.datei.sections[0], dokument.untertitel, dokument.fuss)

    def bytes(self) -> bytes:
        if self.dokument.titel_zeigen:
            self.datei.add_paragraph(self.dokument.titel, style="Title")
            if self.dokument.untertitel:
                self.datei.add_paragraph(self.dokument.untertitel, style="Vorspann")
        elif self.dokument.untertitel:
            self.datei.add_paragraph(self.dokument.untertitel, style="Title")
        for baustein in self.dokument.bausteine:
            self.schreibe(baustein)
        strom = io.BytesIO()
        self.datei.save(strom)
        return strom.getvalue()

    def _eigenschaften(self) -> None:
        e = self.datei.core_properties
        e.title, e.subject, e.language = self.dokument.titel[:250], self.dokument.thema[:250], "de-DE"
        e.author, e.last_modified_by, e.comments, e.keywords = "Bewährt", "Bewährt", "", ""
        e.created = e.modified = dt.datetime.combine(self.dokument.datum, dt.time(12))

    @singledispatchmethod
    def schreibe(self, baustein: Baustein) -> None:
        raise TypeError(type(baustein).__name__)

    @schreibe.register
    def _(self, b: Ueberschrift) -> None:
        p = self._absatz(f"Heading {b.ebene}")
        if self.neue_spalte:
            p.add_run().add_break(WD_BREAK.COLUMN)
            p.paragraph_format.space_before = 0
            self.neue_spalte = False
        p.add_run(b.text)
        if self.neue_seite:
            p.paragraph_format.page_break_before = True
            self.neue_seite = False

    @schreibe.register
    def _(self, b: Absatz) -> None:
        self._fuelle(self._absatz(_ABSATZART[b.art]), b.text)

    @schreibe.register
    def _(self, b: Liste) -> None:
        for nummer, punkt in enumerate(b.punkte, start=1):
            p = self._absatz(_LISTENART[b.art])
            if b.art == "pruefen":
                felder.kaestchen(p, f"Punkt {nummer} geklärt")
            self._fuelle(p, punkt)

    @schreibe.register
    def _(self, b: Angaben) -> None:
        for name, wert in b.paare:
            self._fuelle(self._absatz("Angabe"), t(stark(f"{name}: "), wert))

    @schreibe.register
    def _(self, b: Tabelle) -> None:
        tabelle = self.datei.add_table(rows=1 + len(b.zeilen), cols=len(b.kopf))
        form.tabelle_gestalten(tabelle, b.name, b.breiten, self.datei.sections[-1])
        for zelle, name in zip(tabelle.rows[0].cells, b.kopf, strict=True):
            absatz = zelle.paragraphs[0]
            self._gestalte(absatz, "Tabellenkopf")
            absatz.add_run(name)
        for zeile, werte in zip(list(tabelle.rows)[1:], b.zeilen, strict=True):
            for zelle, wert in zip(zeile.cells, werte, strict=True):
                self._gestalte(zelle.paragraphs[0], "Tabellentext")
                self._fuelle(zelle.paragraphs[0], wert)
        self._absatz("Nach Tabelle")

    @schreibe.register
    def _(self, b: Quellenliste) -> None:
        for quelle in b.quellen:
            p = self._absatz("Quelle")
            self.marken += 1
            felder.marke(p, quelle.anker, self.marken, f"[{quelle.nummer}]\t")
            self._fuelle(p, quelle.text)

    @schreibe.register
    def _(self, b: Zweispaltig) -> None:
        if not self.kompakt:
            for einzel in (*b.links, *b.rechts):
                self.schreibe(einzel)
            return
        form.spalten(self.datei.add_section(WD_SECTION.CONTINUOUS), (62, 34))
        for einzel in b.links:
            self.schreibe(einzel)
        self.neue_spalte = True
        for einzel in b.rechts:
            self.schreibe(einzel)
        form.spalten(self.datei.add_section(WD_SECTION.CONTINUOUS), ())

    @schreibe.register
    def _(self, b: Seite) -> None:
        self.neue_seite = b is not self.dokument.bausteine[0]
        for einzel in b.bausteine:
            self.schreibe(einzel)

    def _fuelle(self, p: Paragraph, text: Text) -> None:
        for spanne in text:
            if spanne.art == "beleg":
                felder.verweis(p, spanne.text, spanne.ziel, self.stile["Verweis"])
            elif spanne.art == "link":
                felder.weblink(p, spanne.text, spanne.ziel, self.stile["Weblink"])
            else:
                lauf = p.add_run(spanne.text)
                if spanne.art:
                    lauf._r.style = self.stile[form.ZEICHENART[spanne.art]]

    def _absatz(self, art: str) -> Paragraph:
        p = self.datei.add_paragraph()
        self._gestalte(p, art)
        return p

    def _gestalte(self, p: Paragraph, art: str) -> None:
        """Setzt die Formatvorlage unmittelbar; python-docx sucht sie sonst jedes Mal neu, was lange Dateien bremst."""
        p._p.style = self.stile[art]
