"""Das Dossier für die HTML-Seite: Übersicht, jede Maßnahme vollständig, ein gemeinsames Quellenverzeichnis."""

from __future__ import annotations

from app.ausgaben import teile
from app.ausgaben.akte import Akte, Massnahmenakte
from app.ausgaben.dokument import Absatz, Baustein, Dokument, Tabelle, Ueberschrift, Zweispaltig, t
from app.ausgaben.quellen import Quellenverzeichnis
from app.ausgaben.risiken import risiken
from app.bausteine import worte


def dossier(akte: Akte) -> Dokument:
    """Alles zu den gemerkten Maßnahmen in einem Dokument."""
    v = Quellenverzeichnis()
    erzaehlt: set[str] = set()
    bausteine: list[Baustein] = [
        Ueberschrift(2, "Übersicht"),
        _uebersicht(akte),
        Absatz(t(teile.PASSUNG_SAGT), "klein"),
    ]
    for nummer, ma in enumerate(akte.massnahmen, start=1):
        bausteine += _massnahme(akte, ma, nummer, v, erzaehlt)
    bausteine += [Ueberschrift(2, "Quellen"), teile.grundlage(akte), v.liste()]
    fuer = f" für {akte.ortsname}" if akte.ortsname else ""
    anzahl = len(akte.massnahmen)
    return Dokument(
        titel=f"Gemerkte Maßnahmen{fuer}",
        thema="Gemerkte Maßnahmen mit Nachweis, Passung und Quellen",
        datum=akte.heute,
        fuss=teile.erstellt(akte),
        bausteine=tuple(bausteine),
        untertitel=f"{anzahl} {'Maßnahme' if anzahl == 1 else 'Maßnahmen'}, Stand {worte.tag(akte.heute)}",
    )


def _uebersicht(akte: Akte) -> Tabelle:
    return Tabelle(
        "Gemerkte Maßnahmen",
        ("Maßnahme", "Ort", "Stufe", "Passung"),
        tuple(
            (
                t(f"{nummer}. {ma.massnahme.titel}"),
                t(ma.ortsname),
                t(f"{ma.stufe}, {teile.zuletzt(ma)}"),
                t(ma.passung.in_worten if ma.passung else "unbekannt"),
            )
            for nummer, ma in enumerate(akte.massnahmen, start=1)
        ),
        (46, 16, 22, 16),
    )


def _massnahme(
    akte: Akte, ma: Massnahmenakte, nummer: int, v: Quellenverzeichnis, erzaehlt: set[str]
) -> list[Baustein]:
    text: list[Baustein] = []
    for name, inhalt in ma.massnahme.abschnitte.items():
        if name == "Übertragung":  # steht unter „Vor Ort zu prüfen“
            continue
        text += [Ueberschrift(3, name), *teile.absaetze(ma, inhalt, v)]
    ergebnis: list[Baustein] = [
        Ueberschrift(2, f"{nummer}. {ma.massnahme.titel}"),
        Absatz(t(f"{ma.art} · {ma.ort}"), "vorspann"),
        Absatz(t(teile.stufe_und_regel(ma), f" {teile.saeulen(ma)}; {teile.zuletzt(ma)}."), "hinweis"),
        Zweispaltig(tuple(text), (Ueberschrift(3, "Auf einen Blick"), teile.fakten(ma, v))),
        Ueberschrift(3, "Nachweise"),
        teile.nachweistabelle(ma, v),
        Ueberschrift(3, "Was passt, was anders ist, was unbekannt bleibt"),
        *teile.vergleich(akte, ma),
        Ueberschrift(3, "Risiken und was anderswo scheiterte"),
        *risiken(ma, v, erzaehlt),
        Ueberschrift(3, "Vor Ort zu prüfen"),
        *teile.pruefliste(ma, v),
    ]
    v.beleg(*ma.massnahme.quellen)
    return ergebnis
