"""Schreibt ein Dokument als Word-Datei: echte Überschriften, Tabellenköpfe, Listen, Verweise, Sprache Deutsch."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
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
_ABSATZART = {"text": "Normal", "vorspann": "Vorspann", "klein": "Klein", "hinweis": "Hinweis", "linie": "Schreiblinie"}
# `laenge` einer Seite → Schriftgröße, bei der sie noch auf eine Seite passt; an allen Maßnahmen des Korpus erprobt.
_GROESSEN = ((3600, 11.0), (4400, 10.5), (4700, 10.0), (5300, 9.5), (5900, 9.0), (6700, 8.5), (7400, 8.0))
_KLEINSTE = 7.5
# Tabellen bis zu so vielen Zeilen stehen ungeteilt auf einer Seite.
_BEISAMMEN = 12
_GRUNDGROESSE = 10.5


def word(dokument: Dokument) -> bytes:
    """Die Datei als Bytes."""
    return _Schreiber(dokument).bytes()


def _schriftgroesse(dokument: Dokument) -> float:
    """Steckbriefe sollen auf eine Seite passen; Word kann nicht messen, also entscheidet der längste."""
    if dokument.groesse is not None:
        return dokument.groesse
    laengste = max((laenge(b) for b in dokument.bausteine if isinstance(b, Seite)), default=0)
    if not laengste:
        return _GRUNDGROESSE
    return next((groesse for grenze, groesse in _GROESSEN if laengste <= grenze), _KLEINSTE)


def _kuendigt_an(vorige: Baustein | None, danach: Baustein | None) -> bool:
    """Ob ein Absatz zwischen diesen beiden zum nächsten gehört.

    Das ist er vor Tabelle und Liste, und als einziger Satz zwischen einer Überschrift und der nächsttieferen.
    """
    if isinstance(danach, Tabelle | Liste):
        return True
    return isinstance(vorige, Ueberschrift) and isinstance(danach, Ueberschrift) and danach.ebene > vorige.ebene


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
        betitelt = dokument.titel_zeigen or bool(dokument.untertitel)
        form.kopf_und_fuss(self.datei.sections[0], dokument.kopf, dokument.fuss, erste_ohne_kopf=betitelt)

    def bytes(self) -> bytes:
        if self.dokument.titel_zeigen:
            self.datei.add_paragraph(self.dokument.titel, style="Title")
            if self.dokument.untertitel:
                self.datei.add_paragraph(self.dokument.untertitel, style="Vorspann")
        elif self.dokument.untertitel:
            self.datei.add_paragraph(self.dokument.untertitel, style="Title")
        self._folge(self.dokument.bausteine)
        strom = io.BytesIO()
        self.datei.save(strom)
        return strom.getvalue()

    def _eigenschaften(self) -> None:
        e = self.datei.core_properties
        e.title, e.subject, e.language = self.dokument.titel[:250], self.dokument.thema[:250], "de-DE"
        e.author, e.last_modified_by, e.comments, e.keywords = "Bewährt", "Bewährt", "", ""
        e.created = e.modified = dt.datetime.combine(self.dokument.datum, dt.time(12))

    def _folge(self, bausteine: Sequence[Baustein]) -> None:
        """Schreibt eins nach dem anderen; was das Nächste ankündigt, bleibt auf dessen Seite."""
        vorige: Baustein | None = None
        for b, danach in zip(bausteine, [*bausteine[1:], None], strict=True):
            self.schreibe(b)
            if isinstance(b, Absatz) and _kuendigt_an(vorige, danach):
                self.letzter.paragraph_format.keep_with_next = True
            vorige = b

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
        if self.neue_seite or b.neue_seite:
            p.paragraph_format.page_break_before = True
            self.neue_seite = False

    @schreibe.register
    def _(self, b: Absatz) -> None:
        self._fuelle(self._absatz(_ABSATZART[b.art]), b.text)

    @schreibe.register
    def _(self, b: Liste) -> None:
        # Ein Beschluss bleibt beisammen; von anderen Listen steht kein Punkt allein auf einer Seite.
        bleiben = range(1, len(b.punkte)) if b.art == "nummern" else (1, len(b.punkte) - 1)
        for nummer, punkt in enumerate(b.punkte, start=1):
            p = self._absatz(_LISTENART[b.art])
            if nummer == len(b.punkte):
                p.paragraph_format.space_after = form.luft(kompakt=self.kompakt)
            elif nummer in bleiben:
                p.paragraph_format.keep_with_next = True
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
        if len(b.zeilen) <= _BEISAMMEN:
            form.nicht_trennen(tabelle)
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
            self._folge((*b.links, *b.rechts))
            return
        form.spalten(self.datei.add_section(WD_SECTION.CONTINUOUS), (62, 34))
        self._folge(b.links)
        self.neue_spalte = True
        self._folge(b.rechts)
        form.spalten(self.datei.add_section(WD_SECTION.CONTINUOUS), ())

    @schreibe.register
    def _(self, b: Seite) -> None:
        self.neue_seite = b is not self.dokument.bausteine[0]
        self._folge(b.bausteine)

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
        self.letzter = self.datei.add_paragraph()
        self._gestalte(self.letzter, art)
        return self.letzter

    def _gestalte(self, p: Paragraph, art: str) -> None:
        """Setzt die Formatvorlage unmittelbar; python-docx sucht sie sonst jedes Mal neu, was lange Dateien bremst."""
        p._p.style = self.stile[art]
