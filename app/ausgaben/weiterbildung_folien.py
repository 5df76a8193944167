"""Die Übung als Folien: Fakten, Aufgabe, dann erst die Auflösung; die Hinweise für die Leitung stehen in den Notizen."""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Sequence

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.shapes.autoshape import Shape
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Inches, Length, Pt

from app.ausgaben.dokument import SPRACHE, klartext, rein
from app.ausgaben.teile import PASSUNG_SAGT
from app.ausgaben.weiterbildung import passungstext
from app.bausteine import worte
from empfehlung.aufwand import NICHT_BELEGT
from empfehlung.weiterbildung.faelle import Fall, belegte_saetze, verbunden
from empfehlung.weiterbildung.uebung import MINUTEN, Uebung

SCHRIFT = "Arial"
PETROL, TEXT, LEISE = RGBColor(0x17, 0x59, 0x4F), RGBColor(0x1F, 0x25, 0x26), RGBColor(0x54, 0x5B, 0x5C)
_BREITE, _HOEHE = Inches(13.333), Inches(7.5)
_RAND, _OBEN = Inches(0.7), Inches(1.5)
_NUR_TITEL = 5
_FALL = "Fall"
_HALB = (_BREITE - 2 * _RAND - Inches(0.5)) // 2
_FELDHOEHE = Inches(5.3)
_GROESSEN = (24, 22, 20, 18, 17, 16, 15, 14, 13, 12)
# Breite eines Zeichens und Höhe einer Zeile in Arial, als Anteil der Schriftgröße; Abstand nach einem Absatz in Punkt.
_ZEICHENBREITE, _ZEILENHOEHE, _DANACH = 0.52, 1.22, 8
_HOECHSTENS_ZEICHEN = 360

Paare = Sequence[tuple[str, str]]


def folien(u: Uebung, heute: dt.date | None = None) -> bytes:
    """Die Folien als PowerPoint-Datei."""
    return _Folien(u, heute or dt.date.today()).bytes()


class _Folien:
    def __init__(self, u: Uebung, heute: dt.date) -> None:
        self.u = u
        self.fuss = f"Bewährt · {worte.tag(heute)}{' · Namen ersetzt' if u.anonym else ''} · Folie "
        self.datei = Presentation()
        self.datei.slide_width, self.datei.slide_height = _BREITE, _HOEHE
        e = self.datei.core_properties
        e.title, e.subject, e.author, e.language = rein(u.titel)[:250], u.lernziel, "Bewährt", SPRACHE
        e.created = e.modified = dt.datetime.combine(heute, dt.time(12))

    def bytes(self) -> bytes:
        u = self.u
        a, b = u.faelle
        self._auftakt()
        for f in (a, b):
            self._zwei_spalten(f"{f.name}: die Fakten", f.fakten, [(n, _gekuerzt(x)) for n, x in f.lage])
        self._liste("Aufgabe", u.aufgaben[:2], notiz="\n".join(u.hinweise))
        for f in (a, b):
            self._zwei_spalten(_aufloesungstitel(f, u), f.ausgang, [(n, _gekuerzt(x)) for n, x in f.ergebnis])
        self._tabelle(
            "Worin sich die Fälle unterscheiden",
            ("Merkmal", "Fall A", "Fall B"),
            [(x.name, x.hier, x.dort) for x in (*u.gefragt, *u.sonst)],
            notiz="Nichts davon ist als Ursache belegt.",
        )
        self._bei_ihnen()
        self._liste("Zum Weiterdenken", u.aufgaben[3:])
        self._zwei_listen("Quellen", [(f"Fall {f.buchstabe}", _ohne_adressen(f)) for f in (a, b)], hoechstens=16)
        for nummer, folie in enumerate(self.datei.slides, start=1):
            self._fusszeile(folie, nummer)
        strom = io.BytesIO()
        self.datei.save(strom)
        return strom.getvalue()

    def _auftakt(self) -> None:
        folie = self._folie(self.u.titel)
        kopf = folie.shapes.title
        assert kopf is not None
        kopf.top, kopf.height = Inches(2.1), Inches(1.1)
        kopf.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
        for lauf in kopf.text_frame.paragraphs[0].runs:
            lauf.font.size = Pt(40 if len(self.u.titel) < 55 else 32)
        feld = self._feld(folie, _RAND, Inches(3.4), _BREITE - 2 * _RAND, Inches(2.5))
        _absatz(feld, self.u.lernziel, 28, TEXT, fett=True, erster=True)
        _absatz(feld, self.u.lernzielsatz, 22, TEXT)
        minuten = sum(dauer for _, dauer in MINUTEN)
        _absatz(feld, f"Weiterbildung mit zwei Fällen, {minuten} Minuten", 20, LEISE)
        balken = folie.shapes.add_shape(MSO_SHAPE.RECTANGLE, Length(0), Length(0), Inches(0.25), _HOEHE)
        balken.fill.solid()
        balken.fill.fore_color.rgb = PETROL
        balken.line.fill.background()
        _schmuck(balken)

    def _folie(self, titel: str, notiz: str = "") -> Slide:
        folie: Slide = self.datei.slides.add_slide(self.datei.slide_layouts[_NUR_TITEL])
        kopf = folie.shapes.title
        assert kopf is not None
        kopf.left, kopf.top, kopf.width, kopf.height = _RAND, Inches(0.4), Length(_BREITE - 2 * _RAND), Inches(0.9)
        rahmen = kopf.text_frame
        rahmen.word_wrap, rahmen.vertical_anchor = True, MSO_ANCHOR.MIDDLE
        _absatz(
            rahmen, titel, 30 if len(titel) < 55 else 24 if len(titel) < 120 else 20, PETROL, fett=True, erster=True
        )
        rahmen.paragraphs[0].alignment = PP_ALIGN.LEFT
        if notiz and (notizen := folie.notes_slide.notes_text_frame) is not None:
            notizen.text = rein(notiz) if "\n" not in notiz else "\n".join(rein(z) for z in notiz.splitlines())
        return folie

    def _fusszeile(self, folie: Slide, nummer: int) -> None:
        """Zuletzt, damit sie auch zuletzt vorgelesen wird."""
        fuss = self._feld(folie, _RAND, _HOEHE - Inches(0.55), _BREITE - 2 * _RAND, Inches(0.4)).paragraphs[0]
        _lauf(fuss, self.fuss, 12, LEISE)
        _foliennummer(fuss, nummer)

    def _feld(self, folie: Slide, links: int, oben: int, breite: int, hoehe: int) -> TextFrame:
        feld: TextFrame = folie.shapes.add_textbox(
            Length(links), Length(oben), Length(breite), Length(hoehe)
        ).text_frame
        feld.word_wrap = True
        return feld

    def _zwei_listen(
        self, titel: str, listen: Sequence[tuple[str, Sequence[str]]], hoechstens: int, notiz: str = ""
    ) -> None:
        """Links und rechts je eine Überschrift mit Punkten darunter."""
        folie = self._folie(titel, notiz)
        for nummer, (name, punkte) in enumerate(listen):
            feld = self._feld(folie, *self._spalte(nummer))
            groesse = _groesse([name, *punkte], _HALB, hoechstens)
            _absatz(feld, name, groesse, PETROL, fett=True, erster=True)
            for punkt in punkte:
                _absatz(feld, punkt, groesse, TEXT, danach=6)

    def _spalte(self, nummer: int) -> tuple[int, int, int, int]:
        return _RAND + nummer * (_HALB + Inches(0.5)), _OBEN, _HALB, _FELDHOEHE

    def _zwei_spalten(self, titel: str, links: Paare, rechts: Paare) -> None:
        folie = self._folie(titel)
        for nummer, paare in enumerate((links, rechts)):
            feld = self._feld(folie, *self._spalte(nummer))
            groesse = _groesse([f"{name}: {text}" for name, text in paare], _HALB, 20)
            for stelle, (name, text) in enumerate(paare):
                absatz = feld.paragraphs[0] if stelle == 0 else feld.add_paragraph()
                absatz.space_after = Pt(6)
                _lauf(absatz, f"{name}: ", groesse, PETROL, fett=True)
                _lauf(absatz, text, groesse, TEXT)

    def _liste(self, titel: str, punkte: Sequence[str], notiz: str = "") -> None:
        feld = self._feld(self._folie(titel, notiz), _RAND, _OBEN, _BREITE - 2 * _RAND, _FELDHOEHE)
        for nummer, punkt in enumerate(punkte, start=1):
            _absatz(feld, punkt, 24 if len(punkte) < 4 else 20, TEXT, erster=nummer == 1, danach=14)
            _nummeriere(feld.paragraphs[-1])

    def _tabelle(self, titel: str, kopf: Sequence[str], zeilen: Sequence[Sequence[str]], notiz: str = "") -> None:
        folie = self._folie(titel, notiz)
        hoehe = Inches(0.45) * (len(zeilen) + 1)
        rahmen = folie.shapes.add_table(
            len(zeilen) + 1, len(kopf), _RAND, _OBEN, Length(_BREITE - 2 * _RAND), Length(hoehe)
        )
        rahmen._element.nvGraphicFramePr.cNvPr.set("descr", titel)
        tabelle = rahmen.table
        erste = Inches(1.2) if kopf[0] == _FALL else Inches(3.2)
        tabelle.columns[0].width = erste
        for spalte in range(1, len(kopf)):
            tabelle.columns[spalte].width = Length((_BREITE - 2 * _RAND - erste) // (len(kopf) - 1))
        laengste = max((len(zelle) for zeile in zeilen for zelle in zeile), default=0)
        groesse = 20 if laengste < 80 else 18 if laengste < 260 else 14
        for y, zeile in enumerate([kopf, *zeilen]):
            for x, text in enumerate(zeile):
                zelle = tabelle.cell(y, x)
                zelle.fill.solid()
                zelle.fill.fore_color.rgb = RGBColor(0xE6, 0xF0, 0xEC) if y == 0 else RGBColor(0xFF, 0xFF, 0xFF)
                _absatz(zelle.text_frame, text, groesse, PETROL if y == 0 else TEXT, fett=y == 0 or x == 0, erster=True)
                _unterstreiche(zelle)

    def _bei_ihnen(self) -> None:
        """Erst die Voraussetzungen zum Durchgehen, dann, wenn Orte gewählt sind, wie ähnlich sie sind."""
        u = self.u
        noetig = [(f"Fall {f.buchstabe} brauchte", f.voraussetzungen or (NICHT_BELEGT,)) for f in u.faelle]
        self._zwei_listen("Würde es bei Ihnen gehen?", noetig, hoechstens=24, notiz=u.aufgaben[2])
        if not u.seiten:
            return
        zeilen = [
            (f"Fall {f.buchstabe}", *(klartext(passungstext(s.passungen[n])) for s in u.seiten))
            for n, f in enumerate(u.faelle)
        ]
        kopf = (_FALL, *(s.name for s in u.seiten))
        self._tabelle("Wie ähnlich sind sich die Orte?", kopf, zeilen, notiz=PASSUNG_SAGT)


def _ohne_adressen(f: Fall) -> list[str]:
    """Die Quellen ohne Webadressen; die stehen im Handzettel."""
    return [q.partition(", http")[0] for q in f.quellen]


def _aufloesungstitel(f: Fall, u: Uebung) -> str:
    return f"Auflösung: {f.name}" if u.anonym else f"Auflösung: {f.titel}"


def _gekuerzt(text: str) -> str:
    """Ganze Sätze, bis die Folie voll ist; der Rest steht im Handzettel."""
    saetze: list[str] = []
    alle = belegte_saetze(text)
    for satz in alle:
        if saetze and sum(map(len, saetze)) + len(satz) > _HOECHSTENS_ZEICHEN:
            return f"{verbunden(saetze)} (mehr im Handzettel)"
        saetze.append(satz)
    return verbunden(saetze)


def _groesse(absaetze: Sequence[str], breite: int, hoechstens: int) -> int:
    """Die größte Schrift, bei der die Absätze nach Schätzung ins Feld passen; PowerPoint misst erst beim Öffnen."""
    for groesse in _GROESSEN:
        zeichen = Length(breite).pt / (groesse * _ZEICHENBREITE)
        zeilen = sum(math.ceil(len(absatz) / zeichen) for absatz in absaetze)
        if groesse <= hoechstens and zeilen * groesse * _ZEILENHOEHE + len(absaetze) * _DANACH <= _FELDHOEHE.pt:
            return groesse
    return _GROESSEN[-1]


def _absatz(
    feld: TextFrame,
    text: str,
    groesse: int,
    farbe: RGBColor,
    *,
    fett: bool = False,
    erster: bool = False,
    danach: int = 8,
) -> None:
    absatz = feld.paragraphs[0] if erster else feld.add_paragraph()
    absatz.space_after = Pt(danach)
    _lauf(absatz, text, groesse, farbe, fett=fett)


def _lauf(absatz: _Paragraph, text: str, groesse: int, farbe: RGBColor, *, fett: bool = False) -> None:
    lauf = absatz.add_run()
    lauf.text = rein(text)
    schrift = lauf.font
    schrift.name, schrift.size, schrift.bold, schrift.language_id = SCHRIFT, Pt(groesse), fett, MSO_LANGUAGE_ID.GERMAN
    schrift.color.rgb = farbe


def _nummeriere(absatz: _Paragraph) -> None:
    """Eine echte nummerierte Liste: Der Text steht eingerückt, und Vorlesehilfen zählen mit."""
    merkmale = absatz._p.get_or_add_pPr()
    einzug = Inches(0.5)
    merkmale.set("marL", str(einzug))
    merkmale.set("indent", str(-einzug))
    nummer = merkmale.makeelement(qn("a:buAutoNum"), {"type": "arabicPeriod"})
    merkmale.append(nummer)


def _unterstreiche(zelle: _Cell) -> None:
    """Eine feine Linie über und unter der Zelle."""
    merkmale = zelle._tc.get_or_add_tcPr()
    # Oben und unten, weil die Zelle darunter sonst ihre weiße Linie darüberlegt; beide stehen im Schema vor der Füllung.
    for stelle, seite in enumerate(("lnT", "lnB")):
        linie = f'<a:{seite} {nsdecls("a")} w="6350"><a:solidFill><a:srgbClr val="B9B3A4"/></a:solidFill></a:{seite}>'
        merkmale.insert(stelle, parse_xml(linie))


def _schmuck(form: Shape) -> None:
    """Kennzeichnet eine Form als Schmuck, den Vorlesehilfen übergehen."""
    eigenschaften = form._element.nvSpPr.cNvPr
    eigenschaften.append(
        parse_xml(
            f'<a:extLst {nsdecls("a")}><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
            '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
            "</a:ext></a:extLst>"
        )
    )


def _foliennummer(absatz: _Paragraph, nummer: int) -> None:
    """Ein Feld, das auch nach dem Umordnen stimmt."""
    _lauf(absatz, str(nummer), 12, LEISE)
    lauf = absatz._p.findall(qn("a:r"))[-1]
    lauf.tag = qn("a:fld")
    lauf.set("id", "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}")
    lauf.set("type", "slidenum")
