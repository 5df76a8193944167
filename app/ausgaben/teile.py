"""Bausteine, die mehrere Ausgaben teilen: Nachweis, Vergleich, Aufwand, offene Fragen."""

from __future__ import annotations

from collections.abc import Sequence

from app.ausgaben.akte import REGELN, Akte, Massnahmenakte
from app.ausgaben.dokument import (
    Absatz,
    Angaben,
    Baustein,
    Liste,
    Spanne,
    Tabelle,
    Text,
    aufzaehlung,
    oder_fehlt,
    stark,
    t,
)
from app.ausgaben.quellen import Quellenverzeichnis, quellen_der_zahl
from app.bausteine import worte
from wissensbasis.bewaehrung import STUFENNAMEN, ende_in_worten
from wissensbasis.taxonomie import Foerderprogramm

PASSUNG_SAGT = "Die Passung sagt, wie ähnlich sich die Orte sind, nicht, ob sich die Wirkung überträgt."
URTEILE = {"gleich": "passt", "anders": "anders bei uns", "unbekannt": "unbekannt"}


def absaetze(ma: Massnahmenakte, text: str, v: Quellenverzeichnis) -> list[Baustein]:
    """Ein Abschnitt der Maßnahme, je Zeile ein Absatz; leer heißt „nicht belegt“."""
    zeilen = [zeile for zeile in text.splitlines() if zeile.strip()]
    if not zeilen:
        return [Absatz(oder_fehlt(None))]
    return [Absatz(v.text(ma.massnahme, zeile.strip())) for zeile in zeilen]


def saeulen(ma: Massnahmenakte) -> str:
    """Die drei Säulen des Nachweises in Worten."""
    b = ma.bewaehrung
    teile = (worte.UMSETZUNG[b.umsetzung], worte.WIRKUNG[b.wirkung], worte.WIEDERHOLUNG[b.wiederholung])
    return "; ".join(teile)


def stufe_und_regel(ma: Massnahmenakte) -> Text:
    """Die Stufe mit ihrer Regel; bei Beendetem auch Grund und letzte Stufe."""
    b = ma.bewaehrung
    regel = t("Bewährungsstufe: ", stark(ma.stufe), f". {REGELN[b.stufe]}")
    if b.letzte_stufe:
        ende = ende_in_worten(ma.massnahme)
        regel += t(f" Dort {ende}. Stufe bis dahin: {STUFENNAMEN[b.letzte_stufe]}.")
    return regel


def zuletzt(ma: Massnahmenakte) -> str:
    """Wann zuletzt ein Dokument den Betrieb zeigte."""
    jahr = ma.bewaehrung.zuletzt_bestaetigt
    return f"zuletzt bestätigt {jahr}" if jahr else "Jahr der letzten Bestätigung nicht belegt"


def nachweistabelle(ma: Massnahmenakte, v: Quellenverzeichnis) -> Tabelle:
    """Jedes Dokument mit dem, was es zeigt; jüngstes zuerst."""
    m = ma.massnahme
    zeilen = []
    for n in sorted(m.nachweise, key=lambda n: -(n.jahr or 0)):
        quelle = m.quelle(n.quelle)
        art = worte.NACHWEISE[n.art] + (" (Quelle ist eine Partei)" if quelle.art == "partei" else "")
        zeilen.append((t(str(n.jahr or "ohne Jahr")), t(art), t(n.aussage, v.beleg(quelle))))
    if m.verstetigung:
        dauer = m.verstetigung
        aussage = t(dauer.aussage, v.beleg(m.quelle(dauer.quelle)))
        zeilen.append((t(str(dauer.seit or "ohne Jahr")), t("Verstetigung"), aussage))
    return Tabelle(
        f"Dokumente zu „{m.titel}“",
        ("Jahr", "Dokument", "Was es zeigt"),
        tuple(zeilen),
        (14, 28, 58),
    )


def vergleich(akte: Akte, ma: Massnahmenakte) -> list[Baustein]:
    """Was passt, anders oder unbekannt ist; auf beiden Seiten Unbekanntes steht in einem Satz."""
    if ma.passung is None or not ma.vergleich:
        return [Absatz(t("Für den Vergleich ist noch kein Ort gewählt; die Passung ist unbekannt."))]
    bekannt = [z for z in ma.vergleich if z.dort or z.hier]
    beides_fehlt = [z.merkmal for z in ma.vergleich if not z.dort and not z.hier]
    vergleichbar = sum(z.lage != "unbekannt" for z in ma.vergleich)
    urteil = ma.passung.in_worten
    if ma.passung.wert is not None and vergleichbar < len(ma.vergleich):
        urteil += ", soweit bekannt"
    bausteine: list[Baustein] = [
        Absatz(
            t(
                stark(urteil[:1].upper() + urteil[1:]),
                f" ({vergleichbar} von {len(ma.vergleich)} Merkmalen vergleichbar, verglichen mit {ma.vergleichsort}).",
            )
        ),
        Tabelle(
            f"Vergleich von {akte.hier} mit {ma.vergleichsort}",
            ("Merkmal", f"Dort: {ma.vergleichsort}", f"Hier: {akte.hier}", "Urteil"),
            tuple((t(z.merkmal), oder_fehlt(z.dort), oder_fehlt(z.hier), t(URTEILE[z.lage])) for z in bekannt),
            (26, 27, 27, 20),
        ),
    ]
    if beides_fehlt:
        bausteine.append(
            Absatz(t(f"An beiden Orten nicht belegt und daher nicht verglichen: {aufzaehlung(beides_fehlt)}."), "klein")
        )
    return bausteine


def vergleich_kurz(ma: Massnahmenakte) -> Text:
    """Derselbe Vergleich in wenigen Sätzen."""
    if ma.passung is None or not ma.vergleich:
        return t("Unbekannt, solange kein Ort gewählt ist.")
    gleich = [z.merkmal for z in ma.vergleich if z.lage == "gleich"]
    anders = [f"{z.merkmal} (dort {z.dort}, hier {z.hier})" for z in ma.vergleich if z.lage == "anders"]
    unbekannt = [z.merkmal for z in ma.vergleich if z.lage == "unbekannt"]
    urteil = ma.passung.in_worten
    saetze: list[Spanne | str] = [stark(f"{urteil[:1].upper()}{urteil[1:]}.")]
    for name, werte in (("Gleich", gleich), ("Anders", anders), ("Unbekannt", unbekannt)):
        if werte:
            saetze += [" ", stark(f"{name}: "), f"{', '.join(werte)}."]
    return t(*saetze)


def programmtext(p: Foerderprogramm) -> str:
    """„Bundesprogramm (Bund): Zuschuss; 40.000 EUR im Jahr; offen bis 2028“."""
    if p.lage == "geschlossen":
        lage = (f"läuft bis {p.bis}, " if p.bis else "") + worte.LAGEN[p.lage]
    else:
        lage = worte.LAGEN[p.lage] + (f" bis {p.bis}" if p.bis else "")
    zahlt = [teil for teil in (p.zahlt, p.betrag or "Betrag nicht belegt") if teil]
    return f"{p.name} ({p.geber}): {'; '.join(zahlt)}. Lage: {lage}."


def aufwand(ma: Massnahmenakte, v: Quellenverzeichnis) -> list[tuple[str, Text]]:
    """Kosten, Personal und Förderung am Ort der Maßnahme, mit „nicht belegt“ statt Lücken."""

    def mit_beleg(wert: str) -> Text | None:
        return t(wert, v.beleg(*quellen_der_zahl(ma.massnahme, wert.split()[0]))) if wert else None

    foerderung: Text = ()
    for nummer, programm in enumerate(ma.programme):
        foerderung += t("; " if nummer else "", programm.name, v.beleg_programm(programm))
    return [
        ("Einmalig", oder_fehlt(mit_beleg(ma.einmalig))),
        ("Jährlich", oder_fehlt(mit_beleg(ma.jaehrlich))),
        ("Personal", oder_fehlt(mit_beleg(ma.stellen))),
        ("Förderung", oder_fehlt(foerderung or None)),
    ]


def offene_foerderung(akten: Sequence[Massnahmenakte], v: Quellenverzeichnis) -> tuple[str, Text]:
    """Überschrift und Programme, die für diese Maßnahmen heute noch offen sind; jedes nur einmal."""
    angaben = {
        p.id: (p, a) for ma in akten for p, a in zip(ma.foerderung.programme, ma.foerderung.angaben, strict=True)
    }
    text: Text = ()
    for programm, angabe in angaben.values():
        text += t("; " if text else "", angabe, v.beleg_programm(programm))
    kopf = max((ma.foerderung for ma in akten), key=lambda f: bool(f.programme)).kopf
    return kopf, oder_fehlt(text or None)


def zeitraum(ma: Massnahmenakte) -> str:
    """„2014 bis heute“, soweit belegt."""
    m = ma.massnahme
    if not m.beginn and not m.ende:
        return ""
    if m.status == "geplant" and not m.ende:
        return f"geplant ab {m.beginn}"
    ende = str(m.ende) if m.ende else "heute" if m.status == "laufend" else ""
    if not m.beginn:
        return f"bis {ende}, Beginn nicht belegt"
    return f"{m.beginn} bis {ende}" if ende else f"ab {m.beginn}, Ende nicht belegt"


def fakten(ma: Massnahmenakte, v: Quellenverzeichnis) -> Angaben:
    """Die Angaben eines Steckbriefs."""
    m = ma.massnahme
    return Angaben(
        (
            ("Status", t(worte.STATUS[m.status])),
            ("Zeitraum", oder_fehlt(zeitraum(ma))),
            ("Träger", t(f"{m.traeger.name} ({worte.TRAEGER[m.traeger.art]})")),
            ("Partner", oder_fehlt(", ".join(m.partner))),
            ("Zielgruppen", t(", ".join(ma.zielgruppen))),
            ("Handlungsfelder", t("; ".join(ma.felder))),
            *aufwand(ma, v),
            offene_foerderung([ma], v),
            ("Voraussetzungen", oder_fehlt("; ".join(m.voraussetzungen))),
            *((("Auch in", t("; ".join(ma.weitere_orte))),) if ma.weitere_orte else ()),
        )
    )


def fragen(ma: Massnahmenakte, v: Quellenverzeichnis) -> list[Text]:
    """Alles, was nur vor Ort zu klären ist: aus Voraussetzungen, Förderung und den Fragen zur Übertragung."""
    eigene = [t(frage[:1].upper() + frage[1:]) for frage in ma.pruefen]
    return eigene + [v.text(ma.massnahme, zeile) for zeile in _uebertragung(ma, fragen=True)]


def erfahrungen(ma: Massnahmenakte, v: Quellenverzeichnis) -> list[Text]:
    """Was der Abschnitt „Übertragung“ berichtet statt fragt; es lässt sich nicht abhaken."""
    return [v.text(ma.massnahme, zeile) for zeile in _uebertragung(ma, fragen=False)]


def _uebertragung(ma: Massnahmenakte, *, fragen: bool) -> list[str]:
    zeilen = [zeile.strip() for zeile in ma.massnahme.uebertragung.splitlines() if zeile.strip()]
    return [zeile for zeile in zeilen if ("?" in zeile) == fragen]


def pruefliste(ma: Massnahmenakte, v: Quellenverzeichnis) -> list[Baustein]:
    """Erst, was dort zu beachten war, dann die Fragen als Kästchen zum Abhaken."""
    bausteine: list[Baustein] = [Absatz(t(stark("Dort zu beachten: "), text)) for text in erfahrungen(ma, v)]
    if punkte := fragen(ma, v):
        return [*bausteine, Liste(tuple(punkte), "pruefen")]
    return [*bausteine, Absatz(t("Keine offenen Fragen hinterlegt."))]


def erstellt(akte: Akte) -> str:
    """Fußzeile jeder Ausgabe."""
    return f"Bewährt · erstellt am {worte.tag(akte.heute)}"


def grundlage(akte: Akte) -> Absatz:
    """Woher alles stammt und was es nicht sagt."""
    return Absatz(
        t(
            f"Erstellt am {worte.tag(akte.heute)} aus der Wissensbasis Bewährt ({worte.zahl(akte.umfang)} Maßnahmen). "
            "Jede Aussage über andere Orte steht in der genannten Quelle; was keine Quelle sagt, heißt „nicht belegt“. "
            "Die Bewährungsstufe folgt nach Regel aus den Dokumenten, ein Zertifikat allein zählt nicht."
        ),
        "klein",
    )
