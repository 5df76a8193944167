"""Was python-docx nicht selbst kennt: Seitenzahlen, Kästchen, Textmarken, Verweise und Links."""

from __future__ import annotations

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


def kaestchen(p: Paragraph, name: str) -> None:
    """Ein Kästchen, das sich in Word anklicken lässt."""
    element = parse_xml(
        f'<w:sdt {nsdecls("w")} xmlns:w14="{_W14}"><w:sdtPr><w:alias/><w14:checkbox><w14:checked w14:val="0"/>'
        '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/><w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/>'
        '</w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:rPr><w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" '
        'w:hAnsi="MS Gothic" w:hint="eastAsia"/></w:rPr><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>'
    )
    alias = element.find(".//" + qn("w:alias"))
    alias.set(qn("w:val"), name)
    p._p.append(element)
    p.add_run("\t")


def marke(p: Paragraph, name: str, nummer: int, text: str) -> None:
    """Textmarke am Anfang eines Absatzes, Ziel der Belege."""
    anfang, ende = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    anfang.set(qn("w:id"), str(nummer))
    anfang.set(qn("w:name"), _markenname(name))
    ende.set(qn("w:id"), str(nummer))
    p._p.append(anfang)
    p.add_run(text)
    p._p.append(ende)


def verweis(p: Paragraph, text: str, ziel: str, stil: str) -> None:
    """Verweis auf eine Textmarke desselben Dokuments."""
    element = OxmlElement("w:hyperlink")
    element.set(qn("w:anchor"), _markenname(ziel))
    _lauf_in(element, p, text, stil)


def weblink(p: Paragraph, text: str, adresse: str, stil: str) -> None:
    """Link ins Netz."""
    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), p.part.relate_to(adresse, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    _lauf_in(element, p, text, stil)


def _lauf_in(element: BaseOxmlElement, p: Paragraph, text: str, stil: str) -> None:
    lauf = p.add_run(text)
    lauf._r.style = stil
    element.append(lauf._r)
    p._p.append(element)


def _markenname(anker: str) -> str:
    return anker.replace("-", "_")


def feld(p: Paragraph, anweisung: str) -> None:
    """Ein Feld, das Word beim Öffnen füllt, etwa `PAGE`."""
    for art, inhalt in (("begin", ""), ("", anweisung), ("separate", ""), ("text", "1"), ("end", "")):
        lauf = p.add_run(inhalt if art == "text" else "")
        if art == "text":
            continue
        if art:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), art)
        else:
            element = OxmlElement("w:instrText")
            element.text = inhalt
        lauf._r.append(element)
