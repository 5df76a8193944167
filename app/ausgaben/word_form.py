"""Gestalt der Word-Dateien: Sprache, Formatvorlagen, Tabellen, Spalten, Kopf- und Fußzeile."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.styles.style import BaseStyle, CharacterStyle, ParagraphStyle
from docx.table import Table

from app.ausgaben.dokument import SPRACHE
from app.ausgaben.word_felder import feld

SCHRIFT = "Arial"
PETROL = RGBColor(0x17, 0x59, 0x4F)
LEISE = RGBColor(0x54, 0x5B, 0x5C)
HELL, LINIE, WARM = "E6F0EC", "B9B3A4", "FBF4E4"
ZEICHENART = {"stark": "Strong", "fehlt": "Nicht belegt", "platzhalter": "Platzhalter"}


def einrichten(datei: Document, groesse: float, *, kompakt: bool) -> None:
    """Sprache, Seite A4, Formatvorlagen."""
    _sprache(datei)
    seite = datei.sections[0]
    seite.page_width, seite.page_height = Cm(21), Cm(29.7)
    rand = 1.8 if kompakt else 2.4
    seite.left_margin = seite.right_margin = Cm(rand)
    seite.top_margin, seite.bottom_margin = Cm(1.6 if kompakt else 2.2), Cm(1.5 if kompakt else 2.0)
    seite.header_distance = seite.footer_distance = Cm(0.8 if kompakt else 1.0)
    nach = luft(kompakt=kompakt).pt
    _absatz(datei, "Normal", groesse, nach=nach)
    _absatz(datei, "Title", 15 if kompakt else 19, farbe=PETROL, fett=True, nach=8)
    for ebene, (gross, vor) in enumerate(((14.0, 14.0), (11.5, 10.0), (10.5, 8.0)), start=1):
        faktor = groesse / 10.5
        _absatz(
            datei,
            f"Heading {ebene}",
            gross * (1.0 if ebene == 1 else faktor),
            farbe=PETROL,
            fett=True,
            vor=5 if kompakt else vor,
            nach=2 if kompakt else 4,
        )
    for name in ("List Bullet", "List Number"):
        liste = _absatz(datei, name, groesse, nach=nach / 2)
        # Sonst entfiele der Abstand zwischen mehrzeiligen Punkten.
        for ohne_abstand in liste.element.pPr.findall(qn("w:contextualSpacing")):
            liste.element.pPr.remove(ohne_abstand)
    _absatz(datei, "Vorspann", groesse, farbe=LEISE, nach=nach)
    _absatz(datei, "Klein", groesse - 1.5, farbe=LEISE, nach=nach)
    _absatz(datei, "Angabe", groesse - 0.5, nach=2 if kompakt else 3)
    quelle = _absatz(datei, "Quelle", groesse - 1, nach=1.5 if kompakt else 3, einzug=0.9, haengend=0.9)
    quelle.paragraph_format.keep_together = True
    _absatz(datei, "Prüfpunkt", groesse, nach=nach / 2, einzug=0.7, haengend=0.7)
    _absatz(datei, "Tabellenkopf", groesse - 1, fett=True)
    _absatz(datei, "Tabellentext", groesse - 1)
    _schreiblinie(_absatz(datei, "Schreiblinie", groesse + 6))
    _absatz(datei, "Nach Tabelle", 4, nach=0 if kompakt else 4)
    hinweis = _absatz(datei, "Hinweis", groesse, vor=5 if kompakt else 6, nach=nach + 5)
    hinweis.paragraph_format.left_indent = hinweis.paragraph_format.right_indent = Cm(0.25)
    _kasten(hinweis, HELL if kompakt else WARM)
    _zeichen(datei, "Nicht belegt", LEISE, kursiv=True)
    _zeichen(datei, "Verweis", PETROL)
    _zeichen(datei, "Weblink", PETROL, unterstrichen=True)
    _flaeche(_zeichen(datei, "Platzhalter", RGBColor(0x7D, 0x3D, 0x14)), WARM)


def luft(*, kompakt: bool) -> Pt:
    """Abstand nach einem Absatz."""
    return Pt(3 if kompakt else 6)


def kopf_und_fuss(seite: Section, kopf: str, fuss: str, *, erste_ohne_kopf: bool) -> None:
    """Fußzeile mit Datum und „Seite X von Y“; in der Kopfzeile, was das Dokument ist.

    Steht der Titel auf der ersten Seite, entfällt dort die Kopfzeile.
    """
    if kopf:
        absatz = seite.header.paragraphs[0]
        absatz.style = "Klein"
        absatz.add_run(kopf)
    fuesse = [seite.footer]
    if erste_ohne_kopf:
        seite.different_first_page_header_footer = True
        # Ohne eigenen Absatz entstünde kein Teil für die erste Seite, und LibreOffice zeigte dort die Kopfzeile.
        seite.first_page_header.is_linked_to_previous = False
        fuesse.append(seite.first_page_footer)
    rechts = Emu(int(seite.page_width or 0) - int(seite.left_margin or 0) - int(seite.right_margin or 0))
    for teil in fuesse:
        absatz = teil.paragraphs[0]
        absatz.style = "Klein"
        absatz.paragraph_format.tab_stops.add_tab_stop(rechts, WD_TAB_ALIGNMENT.RIGHT)
        absatz.add_run(f"{fuss}\tSeite ")
        feld(absatz, "PAGE")
        absatz.add_run(" von ")
        feld(absatz, "NUMPAGES")


def tabelle_gestalten(tabelle: Table, name: str, breiten: Sequence[int], seite: Section) -> None:
    """Kopfzeile wiederholt sich, Zeilen brechen nicht um, der Name ist der Alternativtext."""
    tabelle.style = "Normal Table"
    tabelle.autofit = False
    eigenschaften = tabelle._tbl.tblPr
    breite = eigenschaften.find(qn("w:tblW"))
    if breite is not None:
        eigenschaften.remove(breite)
    raender = "".join(
        f'<w:{seite} w:val="single" w:sz="4" w:space="0" w:color="{LINIE}"/>' for seite in ("top", "bottom", "insideH")
    )
    stuecke = (
        f'<w:tblW {nsdecls("w")} w:w="5000" w:type="pct"/>',
        f"<w:tblBorders {nsdecls('w')}>{raender}</w:tblBorders>",
        f'<w:tblLayout {nsdecls("w")} w:type="fixed"/>',
        f'<w:tblCellMar {nsdecls("w")}><w:top w:w="40" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
        f'<w:bottom w:w="40" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>',
        f'<w:tblLook {nsdecls("w")} w:val="00A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" '
        'w:noHBand="1" w:noVBand="1"/>',
    )
    for ueberfluessig in ("w:tblLayout", "w:tblLook"):
        for altes in eigenschaften.findall(qn(ueberfluessig)):
            eigenschaften.remove(altes)
    for stueck in stuecke:
        eigenschaften.append(parse_xml(stueck))
    for art in ("w:tblCaption", "w:tblDescription"):
        element = OxmlElement(art)
        element.set(qn("w:val"), name)
        eigenschaften.append(element)
    _spaltenbreiten(tabelle, breiten, seite)
    for nummer, zeile in enumerate(tabelle.rows):
        merkmale = zeile._tr.get_or_add_trPr()
        merkmale.append(OxmlElement("w:cantSplit"))
        if nummer == 0:
            merkmale.append(OxmlElement("w:tblHeader"))
            for zelle in zeile.cells:
                zelle._tc.get_or_add_tcPr().append(_schattierung(HELL))


def nicht_trennen(tabelle: Table) -> None:
    """Jede Zeile bleibt bei der nächsten; so steht die Tabelle ganz auf einer Seite."""
    for zeile in list(tabelle.rows)[:-1]:
        for zelle in zeile.cells:
            for absatz in zelle.paragraphs:
                absatz.paragraph_format.keep_with_next = True


def _spaltenbreiten(tabelle: Table, breiten: Sequence[int], seite: Section) -> None:
    nutzbar = int(seite.page_width or 0) - int(seite.left_margin or 0) - int(seite.right_margin or 0)
    weiten = [nutzbar * anteil // sum(breiten) for anteil in breiten]
    for spalte, weite in zip(tabelle.columns, weiten, strict=True):
        spalte.width = weite
    for zeile in tabelle.rows:
        for zelle, weite in zip(zeile.cells, weiten, strict=True):
            zelle.width = weite


def spalten(seite: Section, anteile: Sequence[int]) -> None:
    """Zwei ungleiche Spalten von hier an; ohne Anteile wieder eine."""
    merkmale = seite._sectPr
    altes = merkmale.find(qn("w:cols"))
    if not anteile:
        merkmale.replace(altes, parse_xml(f'<w:cols {nsdecls("w")} w:space="708"/>'))
        return
    nutzbar = (int(seite.page_width or 0) - int(seite.left_margin or 0) - int(seite.right_margin or 0)) // 635
    abstand = nutzbar * (100 - sum(anteile)) // 100
    links = nutzbar * anteile[0] // 100
    merkmale.replace(
        altes,
        parse_xml(
            f'<w:cols {nsdecls("w")} w:num="2" w:equalWidth="0" w:space="{abstand}">'
            f'<w:col w:w="{links}" w:space="{abstand}"/><w:col w:w="{nutzbar - links - abstand}"/></w:cols>'
        ),
    )


def _sprache(datei: Document) -> None:
    vorgabe = datei.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for altes in vorgabe.findall(qn("w:lang")):
        vorgabe.remove(altes)
    vorgabe.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="{SPRACHE}" w:eastAsia="{SPRACHE}" w:bidi="ar-SA"/>'))
    einstellungen = datei.settings.element
    thema = einstellungen.find(qn("w:themeFontLang"))
    if thema is not None:
        thema.set(qn("w:val"), SPRACHE)
    # Ab Fassung 15 schließen Tabellen mit dem Rand ab, statt überzustehen.
    for altes in einstellungen.findall(qn("w:compat")):
        einstellungen.remove(altes)
    fassung = parse_xml(
        f'<w:compat {nsdecls("w")}><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    )
    # Die Reihenfolge der Einstellungen ist vorgeschrieben; diese stehen nach ihr.
    danach = next((e for e in einstellungen if e.tag.endswith(("}rsids", "}mathPr", "}themeFontLang"))), None)
    if danach is not None:
        danach.addprevious(fassung)
    trennung = OxmlElement("w:autoHyphenation")
    zoom = einstellungen.find(qn("w:zoom"))
    if zoom is not None:
        zoom.set(qn("w:percent"), "100")
    anker = einstellungen.find(qn("w:defaultTabStop"))
    if anker is not None:
        anker.addnext(trennung)


def _absatz(
    datei: Document,
    name: str,
    groesse: float,
    *,
    farbe: RGBColor | None = None,
    fett: bool = False,
    vor: float = 0,
    nach: float = 0,
    einzug: float = 0,
    haengend: float = 0,
) -> ParagraphStyle:
    vorhanden = name in {stil.name for stil in datei.styles}
    stil = datei.styles[name] if vorhanden else datei.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(stil, ParagraphStyle)
    if not vorhanden:
        stil.base_style = datei.styles["Normal"]
        stil.quick_style = True
    stil.font.name, stil.font.size, stil.font.bold = SCHRIFT, Pt(round(groesse * 2) / 2), fett or None
    stil.font.italic = None
    if farbe is not None:
        stil.font.color.rgb = farbe
    schriften = stil.element.get_or_add_rPr().get_or_add_rFonts()
    for art in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        schriften.attrib.pop(qn(f"w:{art}"), None)
    for art in ("eastAsia", "cs"):
        schriften.set(qn(f"w:{art}"), SCHRIFT)
    f = stil.paragraph_format
    f.space_before, f.space_after = Pt(vor), Pt(nach)
    f.line_spacing = 1.12 if name in ("Normal", "List Bullet", "List Number", "Prüfpunkt", "Hinweis") else 1.0
    if einzug:
        f.left_indent, f.first_line_indent = Cm(einzug), Cm(-haengend)
        f.tab_stops.add_tab_stop(Cm(einzug))
    merkmale = stil.element.find(qn("w:pPr"))
    for rand in merkmale.findall(qn("w:pBdr")) if merkmale is not None else []:
        merkmale.remove(rand)
    return stil


def _zeichen(
    datei: Document, name: str, farbe: RGBColor, *, kursiv: bool = False, unterstrichen: bool = False
) -> CharacterStyle:
    stil = datei.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
    assert isinstance(stil, CharacterStyle)
    stil.font.color.rgb = farbe
    stil.font.italic, stil.font.underline = kursiv or None, unterstrichen or None
    return stil


def _schattierung(farbe: str) -> BaseOxmlElement:
    return parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{farbe}"/>')


def _kasten(stil: ParagraphStyle, farbe: str) -> None:
    """Fläche mit Luft um den Text und Balken links, damit die Aussage als Kasten zu sehen ist."""
    _flaeche(stil, farbe)
    raender = "".join(
        f'<w:{seite} w:val="single" w:sz="{dicke}" w:space="{luft}" w:color="{ton}"/>'
        for seite, dicke, luft, ton in (
            ("top", 4, 3, farbe),
            ("left", 24, 6, str(PETROL)),
            ("bottom", 4, 3, farbe),
            ("right", 4, 6, farbe),
        )
    )
    stil.element.pPr.find(qn("w:shd")).addprevious(parse_xml(f"<w:pBdr {nsdecls('w')}>{raender}</w:pBdr>"))


def _schreiblinie(stil: ParagraphStyle) -> None:
    linie = f'<w:bottom w:val="single" w:sz="4" w:space="1" w:color="{LINIE}"/>'
    # `between`: Gleiche Ränder fassten aufeinanderfolgende Linien sonst zu einer zusammen.
    zwischen = linie.replace("w:bottom", "w:between")
    rand = parse_xml(f"<w:pBdr {nsdecls('w')}>{linie}{zwischen}</w:pBdr>")
    stil.element.get_or_add_pPr().find(qn("w:spacing")).addprevious(rand)


def _flaeche(stil: BaseStyle, farbe: str) -> None:
    if isinstance(stil, ParagraphStyle):
        merkmale = stil.element.get_or_add_pPr()
        abstand = merkmale.find(qn("w:spacing"))
        abstand.addprevious(_schattierung(farbe))
    else:
        stil.element.get_or_add_rPr().append(_schattierung(farbe))
