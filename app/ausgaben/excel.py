"""Der Maßnahmenplan fürs Audit als Excel-Datei, mit Umsetzungscontrolling über drei Jahre, Vorbildern, Quellen, Hilfe."""

from __future__ import annotations

import datetime as dt
import io

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.ausgaben import excel_form as form
from app.ausgaben import teile
from app.ausgaben.akte import REGELN, Akte, Massnahmenakte
from app.ausgaben.dokument import klartext
from app.ausgaben.excel_form import Spalte
from app.ausgaben.quellen import Quellenverzeichnis
from app.bausteine import worte
from empfehlung.aufwand import NICHT_BELEGT
from wissensbasis.bewaehrung import STUFENNAMEN

STAND = ("nicht begonnen", "in Vorbereitung", "läuft", "umgesetzt", "verschoben", "entfällt")
JAHRE = 3
LEERE_ZEILEN = 10
# Nr. bis Maßnahme bleiben stehen: Im dritten Jahr muss noch zu sehen sein, wovon die Rede ist.
_FEST = 4

_PLAN = (
    Spalte("Nr.", 5),
    Spalte("Handlungsfeld", 19, "Handlungsfeld aus der Liste wählen."),
    Spalte("Ziel", 24, "Was soll sich für wen bis wann ändern?"),
    Spalte("Maßnahme", 32, "Was wird getan? Das Vorbild steht rechts und auf dem Blatt „Vorbilder“."),
    Spalte("Zuständigkeit", 19, "Amt oder Stelle mit Funktion; keine privaten Kontaktdaten."),
    Spalte("Zeitraum", 13, "Zum Beispiel 03/2027 bis 12/2028."),
    Spalte("Aufwand", 23, "Eigener Aufwand: einmalig, jährlich, Stellenanteil."),
    Spalte("Indikator", 26, "Woran ist zu erkennen, dass das Ziel erreicht wird?"),
    Spalte("Vorbild und Beleg", 30),
)


def massnahmenplan(akte: Akte) -> bytes:
    """Die Datei als Bytes."""
    mappe = Workbook()
    plan = mappe.active
    assert isinstance(plan, Worksheet)
    v = Quellenverzeichnis()
    _plan(plan, akte, v)
    _vorbilder(mappe.create_sheet("Vorbilder"), akte, v)
    _quellen(mappe.create_sheet("Quellen"), akte, v)
    _hilfe(mappe.create_sheet("Hilfe"), akte)
    form.listen_ans_ende(mappe)
    e = mappe.properties
    e.title = f"Maßnahmenplan{f' {akte.ortsname}' if akte.ortsname else ''}"[:250]
    e.subject, e.creator, e.lastModifiedBy, e.language = (
        "Maßnahmenplan mit Umsetzungscontrolling",
        "Bewährt",
        "Bewährt",
        "de-DE",
    )
    e.created = e.modified = dt.datetime.combine(akte.heute, dt.time(12))
    strom = io.BytesIO()
    mappe.save(strom)
    return strom.getvalue()


def jahresspalten(heute: dt.date) -> list[Spalte]:
    """Je Jahr ein Block; das erste Jahr ist das auf das Erstellen folgende."""
    spalten = []
    for jahr in range(heute.year + 1, heute.year + 1 + JAHRE):
        block = f"Umsetzungscontrolling {jahr}"
        spalten += [
            Spalte(f"Stand {jahr}", 13, "Stand aus der Liste wählen.", block),
            Spalte(f"Zielwert {jahr}", 10, "Wert des Indikators, der erreicht werden soll.", block),
            Spalte(f"Istwert {jahr}", 10, "Wert des Indikators am Jahresende.", block),
            Spalte(f"Erläuterung {jahr}", 22, "Was geschah, was hinderte, was folgt daraus?", block),
        ]
    return spalten


def _plan(blatt: Worksheet, akte: Akte, v: Quellenverzeichnis) -> None:
    blatt.title = "Maßnahmenplan"
    spalten = [*_PLAN, *jahresspalten(akte.heute)]
    ort = akte.ortsname or "[Name des Orts]"
    zeilen = []
    for nummer, ma in enumerate(akte.massnahmen, start=1):
        zeile: list[str | int] = [
            nummer,
            ma.felder[0],
            "",
            ma.massnahme.titel,
            "",
            "",
            _aufwand(ma, v),
            _indikator(ma, v),
        ]
        vorbild = f"{ma.ortsname}: {ma.stufe}, {teile.zuletzt(ma)}"
        zeilen.append([*zeile, vorbild + klartext(v.nachweise(ma.massnahme)), *[""] * (4 * JAHRE)])
    for nummer in range(len(zeilen) + 1, len(zeilen) + 1 + LEERE_ZEILEN):
        zeilen.append([nummer, *[""] * (len(spalten) - 1)])
    form.tabelle(
        blatt,
        f"Maßnahmenplan {ort}",
        f"Entwurf, erstellt am {worte.tag(akte.heute)} mit Bewährt. „Dort“ meint das Vorbild; eigene Angaben ersetzen es.",
        spalten,
        zeilen,
        name="Plan",
        titelspalten=3,
        fest=_FEST,
    )
    letzte = form.ERSTE_ZEILE + len(zeilen) - 1
    form.auswahl(blatt, "B", letzte, akte.handlungsfelder, "Handlungsfeld")
    for nummer, spalte in enumerate(spalten):
        buchstabe = form.buchstabe(nummer)
        if spalte.name.startswith("Stand"):
            form.auswahl(blatt, buchstabe, letzte, STAND, "Stand")
        elif spalte.hinweis and buchstabe != "B":
            form.hinweis(blatt, buchstabe, letzte, spalte.name, spalte.hinweis)
    form.druck_doppelt(
        blatt, teile.erstellt(akte), links=len(_PLAN), alle=len(spalten), letzte=letzte, wiederholt="D:D", prozent=70
    )


def _aufwand(ma: Massnahmenakte, v: Quellenverzeichnis) -> str:
    werte = {name: klartext(wert) for name, wert in teile.aufwand(ma, v)}
    belegt = [f"{name} {wert}" for name, wert in werte.items() if wert != NICHT_BELEGT]
    return f"Dort: {'; '.join(belegt) if belegt else NICHT_BELEGT}"


def _indikator(ma: Massnahmenakte, v: Quellenverzeichnis) -> str:
    zahlen = [n for n in ma.massnahme.nachweise if any(z.isdigit() for z in n.aussage) and n.art != "auszeichnung"]
    if not zahlen:
        return f"Dort: {NICHT_BELEGT}"
    n = max(zahlen, key=lambda n: n.jahr or 0)
    return f"Dort: {n.aussage}{klartext(v.beleg(ma.massnahme.quelle(n.quelle)))}"


def _vorbilder(blatt: Worksheet, akte: Akte, v: Quellenverzeichnis) -> None:
    spalten = [
        Spalte("Nr.", 5),
        Spalte("Maßnahme", 40),
        Spalte("Ort", 30),
        Spalte("Bewährungsstufe", 18),
        Spalte("Begründung der Stufe", 60),
        Spalte("Träger dort", 38),
        Spalte("Passung", 48),
        Spalte("Aufwand dort", 30),
        Spalte("Vor Ort zu prüfen", 54),
        Spalte("Quellen", 15),
    ]
    zeilen: list[list[str | int]] = []
    for nummer, ma in enumerate(akte.massnahmen, start=1):
        m = ma.massnahme
        zeilen.append(
            [
                nummer,
                m.titel,
                ma.ort,
                ma.stufe,
                " ".join(ma.bewaehrung.begruendung),
                f"{m.traeger.name} ({worte.TRAEGER[m.traeger.art]})",
                klartext(teile.vergleich_kurz(ma)),
                _aufwand(ma, v),
                "\n".join(f"– {klartext(x)}" for x in [*teile.fragen(ma, v), *teile.erfahrungen(ma, v)])
                or NICHT_BELEGT,
                klartext(v.beleg(*m.quellen)).strip(),
            ]
        )
    form.tabelle(
        blatt,
        "Vorbilder",
        "Was anderswo belegt ist; Nummern wie im Maßnahmenplan.",
        spalten,
        zeilen,
        name="Vorbilder",
        titelspalten=2,
        fest=2,
    )
    letzte = form.ERSTE_ZEILE + len(zeilen) - 1
    # In einem Stück wäre die Schrift auf A4 nicht mehr zu lesen.
    form.druck_doppelt(
        blatt, teile.erstellt(akte), links=6, alle=len(spalten), letzte=letzte, wiederholt="A:B", prozent=70
    )


def _quellen(blatt: Worksheet, akte: Akte, v: Quellenverzeichnis) -> None:
    spalten = [
        Spalte("Nr.", 6),
        Spalte("Herausgeber", 30),
        Spalte("Titel", 48),
        Spalte("Jahr", 11),
        Spalte("Art", 18),
        Spalte("Adresse", 75),
        Spalte("Link", 9),
        Spalte("Abgerufen am", 20),
    ]
    zeilen: list[list[str | int]] = [
        [
            e.nummer,
            e.herausgeber + (" (Partei)" if e.partei else ""),
            e.titel,
            e.stand or "ohne Jahr",
            e.art,
            e.url,
            "öffnen",
            e.abruf or NICHT_BELEGT,
        ]
        for e in v.eintraege()
    ]
    form.tabelle(
        blatt, "Quellen", "Die Nummern in eckigen Klammern auf den anderen Blättern.", spalten, zeilen, name="Quellen"
    )
    form.verlinke(blatt, "G", [e.url for e in v.eintraege()])
    form.druck(blatt, len(spalten), teile.erstellt(akte))


def _paar(name: str, satz: str) -> list[str | int]:
    return [name, satz]


def _hilfe(blatt: Worksheet, akte: Akte) -> None:
    zeilen: list[list[str | int]] = [
        [
            "Ausfüllen",
            "Je Zeile eine Maßnahme. Texte, die mit „Dort:“ beginnen, gelten für das Vorbild; bitte durch eigene ersetzen.",
        ],
        [
            "Ziel und Indikator",
            "Das Ziel sagt, was sich für wen ändert; der Indikator, woran es zu erkennen ist. Höchstens zwei je Maßnahme.",
        ],
        [
            "Umsetzungscontrolling",
            "Einmal im Jahr Stand wählen, Zielwert und Istwert eintragen, Abweichungen erläutern.",
        ],
        *(_paar(f"Stand: {name}", satz) for name, satz in zip(STAND, _STAND_ERKLAERT, strict=True)),
        *(_paar(f"Stufe: {STUFENNAMEN[stufe]}", satz) for stufe, satz in REGELN.items()),
        ["Nicht belegt", "Keine gelesene Quelle sagt etwas dazu. Das heißt nicht, dass es dort nicht so ist."],
        [
            "Drucken",
            "A4 quer: erst der Plan, dann das Controlling mit wiederholter Spalte „Maßnahme“; die Kopfzeile wiederholt sich.",
        ],
        ["Herkunft", klartext(teile.grundlage(akte).text)],
    ]
    form.tabelle(
        blatt, "Hilfe", "Kurz erklärt.", [Spalte("Stichwort", 28), Spalte("Erklärung", 100)], zeilen, name="Hilfe"
    )
    form.druck(blatt, 2, teile.erstellt(akte))


_STAND_ERKLAERT = (
    "Noch nichts unternommen.",
    "Beschluss, Mittel, Personal oder Partner werden geklärt.",
    "Das Angebot besteht und wird genutzt.",
    "Abgeschlossen oder dauerhaft eingeführt.",
    "Später als geplant; Grund und neuer Termin in der Erläuterung.",
    "Wird nicht weiterverfolgt; Grund in der Erläuterung.",
)
