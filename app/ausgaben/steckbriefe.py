"""Steckbriefe: je Maßnahme eine Seite, mit eigenen Quellen, damit jede für sich weitergegeben werden kann."""

from __future__ import annotations

from app.ausgaben import teile
from app.ausgaben.akte import Akte, Massnahmenakte
from app.ausgaben.dokument import Absatz, Baustein, Dokument, Seite, Ueberschrift, Zweispaltig, t
from app.ausgaben.quellen import Quellenverzeichnis


def steckbriefe(akte: Akte) -> Dokument:
    """Alle Steckbriefe in gemerkter Reihenfolge."""
    seiten = tuple(_seite(ma, nummer, akte.ortsname) for nummer, ma in enumerate(akte.massnahmen, start=1))
    titel = (
        f"Steckbrief: {akte.massnahmen[0].massnahme.titel}"
        if len(akte.massnahmen) == 1
        else f"{len(akte.massnahmen)} Steckbriefe" + (f" für {akte.ortsname}" if akte.ortsname else "")
    )
    return Dokument(
        titel=titel,
        thema="Steckbriefe kommunaler Maßnahmen mit Belegen",
        datum=akte.heute,
        fuss=teile.erstellt(akte),
        bausteine=seiten,
        titel_zeigen=False,
    )


def _seite(ma: Massnahmenakte, nummer: int, hier: str) -> Seite:
    v = Quellenverzeichnis(f"quelle-{nummer}")
    text: list[Baustein] = []
    for name, inhalt in ma.massnahme.abschnitte.items():
        text += [Ueberschrift(2, name), *teile.absaetze(ma, inhalt, v)]
    if ma.passung is not None:
        text += [Ueberschrift(2, f"Passung für {hier}" if hier else "Passung"), Absatz(teile.vergleich_kurz(ma))]
    tabelle = teile.nachweistabelle(ma, v)
    angaben = teile.fakten(ma, v)
    v.beleg(*ma.massnahme.quellen)
    return Seite(
        (
            Ueberschrift(1, ma.massnahme.titel),
            Absatz(t(f"{ma.art} · {ma.ort}"), "vorspann"),
            Absatz(t(teile.stufe_und_regel(ma), f" {teile.saeulen(ma)}; {teile.zuletzt(ma)}."), "hinweis"),
            Zweispaltig(tuple(text), (Ueberschrift(2, "Auf einen Blick"), angaben)),
            Ueberschrift(2, "Nachweise"),
            tabelle,
            Ueberschrift(2, "Quellen"),
            v.liste(),
        )
    )
