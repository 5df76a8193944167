"""Die Übung als Folien: Fakten, Aufgabe, dann erst die Auflösung; die Hinweise für die Leitung stehen in den Notizen."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Inches, Length, Pt

from app.ausgaben.dokument import SPRACHE, klartext, rein
from app.ausgaben.weiterbildung import passungstext
from app.bausteine import worte
from empfehlung.weiterbildung.faelle import Fall, belegte_saetze, verbunden
from empfehlung.weiterbildung.uebung import Uebung

SCHRIFT = "Arial"
PETROL, TEXT, LEISE = RGBColor(0x17, 0x59, 0x4F), RGBColor(0x1F, 0x25, 0x26), RGBColor(0x54, 0x5B, 0x5C)
_BREITE, _HOEHE = Inches(13.333), Inches(7.5)
_RAND, _OBEN = Inches(0.7), Inches(1.5)
_NUR_TITEL = 5
# Zeichen in einer Spalte → Schriftgröße, bei der sie auf die Folie passen.
_GROESSEN = ((380, 24), (520, 22), (680, 20), (860, 18), (1150, 16))
_KLEINSTE = 14
_HOECHSTENS_ZEICHEN = 480

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
        self._zwei_spalten(
            "Quellen",
            [("Fall A", _ohne_adressen(a))],
            [("Fall B", _ohne_adressen(b))],
            hoechstens=16,
        )
        strom = io.BytesIO()
        self.datei.save(strom)
        return strom.getvalue()

    def _auftakt(self) -> None:
        folie = self._folie(self.u.titel)
        feld = self._feld(folie, _RAND, _OBEN, _BREITE - 2 * _RAND, Inches(3))
        _absatz(feld, self.u.lernziel, 28, PETROL, fett=True, erster=True)
        _absatz(feld, self.u.lernzielsatz, 22, TEXT)

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
        fuss = self._feld(folie, _RAND, _HOEHE - Inches(0.55), _BREITE - 2 * _RAND, Inches(0.4)).paragraphs[0]
        _lauf(fuss, self.fuss, 12, LEISE)
        _foliennummer(fuss, len(self.datei.slides))
        if notiz and (notizen := folie.notes_slide.notes_text_frame) is not None:
            notizen.text = rein(notiz) if "\n" not in notiz else "\n".join(rein(z) for z in notiz.splitlines())
        return folie

    def _feld(self, folie: Slide, links: int, oben: int, breite: int, hoehe: int) -> TextFrame:
        feld: TextFrame = folie.shapes.add_textbox(
            Length(links), Length(oben), Length(breite), Length(hoehe)
        ).text_frame
        feld.word_wrap = True
        return feld

    def _zwei_spalten(self, titel: str, links: Paare, rechts: Paare, hoechstens: int = 20) -> None:
        folie = self._folie(titel)
        halb = (_BREITE - 2 * _RAND - Inches(0.5)) // 2
        for nummer, paare in enumerate((links, rechts)):
            feld = self._feld(folie, _RAND + nummer * (halb + Inches(0.5)), _OBEN, halb, Inches(5.3))
            groesse = min(hoechstens, _groesse(paare))
            for stelle, (name, text) in enumerate(paare):
                absatz = feld.paragraphs[0] if stelle == 0 else feld.add_paragraph()
                absatz.space_after = Pt(6)
                _lauf(absatz, f"{name}: ", groesse, PETROL, fett=True)
                for zeile, stueck in enumerate(text.splitlines() or [""]):
                    if zeile:
                        absatz.add_line_break()
                    _lauf(absatz, stueck, groesse, TEXT)

    def _liste(self, titel: str, punkte: Sequence[str], notiz: str = "") -> None:
        feld = self._feld(self._folie(titel, notiz), _RAND, _OBEN, _BREITE - 2 * _RAND, Inches(5.3))
        for nummer, punkt in enumerate(punkte, start=1):
            _absatz(feld, f"{nummer}. {punkt}", 24 if len(punkte) < 4 else 20, TEXT, erster=nummer == 1, danach=14)

    def _tabelle(self, titel: str, kopf: Sequence[str], zeilen: Sequence[Sequence[str]], notiz: str = "") -> None:
        folie = self._folie(titel, notiz)
        hoehe = Inches(0.45) * (len(zeilen) + 1)
        rahmen = folie.shapes.add_table(
            len(zeilen) + 1, len(kopf), _RAND, _OBEN, Length(_BREITE - 2 * _RAND), Length(hoehe)
        )
        tabelle = rahmen.table
        for spalte in () if kopf[0] else range(1, len(kopf)):
            tabelle.columns[spalte].width = Length((_BREITE - 2 * _RAND - Inches(1.2)) // (len(kopf) - 1))
            tabelle.columns[0].width = Inches(1.2)
        laengste = max((len(zelle) for zeile in zeilen for zelle in zeile), default=0)
        groesse = 20 if laengste < 80 else 18 if laengste < 260 else 14
        for y, zeile in enumerate([kopf, *zeilen]):
            for x, text in enumerate(zeile):
                zelle = tabelle.cell(y, x)
                zelle.fill.solid()
                zelle.fill.fore_color.rgb = RGBColor(0xE6, 0xF0, 0xEC) if y == 0 else RGBColor(0xFF, 0xFF, 0xFF)
                _absatz(zelle.text_frame, text, groesse, PETROL if y == 0 else TEXT, fett=y == 0 or x == 0, erster=True)

    def _bei_ihnen(self) -> None:
        u = self.u
        if not u.seiten:
            fragen = [
                f"Fall {f.buchstabe} brauchte: {'; '.join(f.voraussetzungen) or 'nicht belegt'}" for f in u.faelle
            ]
            self._liste("Würde es bei Ihnen gehen?", [*fragen, u.aufgaben[2]])
            return
        zeilen = [
            (f"Fall {f.buchstabe}", *(klartext(passungstext(s.passungen[n])) for s in u.seiten))
            for n, f in enumerate(u.faelle)
        ]
        kopf = ("", *(s.name for s in u.seiten))
        self._tabelle("Würde es bei Ihnen gehen?", kopf, zeilen, notiz=u.aufgaben[2])


def _ohne_adressen(f: Fall) -> str:
    """Die Quellen ohne Webadressen; die stehen im Handzettel."""
    return "\n".join(q.partition(", http")[0] for q in f.quellen)


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


def _groesse(paare: Paare) -> int:
    zeichen = sum(len(name) + len(text) + 30 for name, text in paare)
    return next((groesse for grenze, groesse in _GROESSEN if zeichen <= grenze), _KLEINSTE)


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


def _foliennummer(absatz: _Paragraph, nummer: int) -> None:
    """Ein Feld, das auch nach dem Umordnen stimmt."""
    _lauf(absatz, str(nummer), 12, LEISE)
    lauf = absatz._p.findall(qn("a:r"))[-1]
    lauf.tag = qn("a:fld")
    lauf.set("id", "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}")
    lauf.set("type", "slidenum")
