"""Ausgaben einer Übung als Word: Handzettel (Fakten und Aufgaben, Auflösung auf eigener Seite) und Leitfaden für die Leitung."""

from __future__ import annotations

import datetime as dt

from app.ausgaben.dokument import (
    Absatz,
    Angaben,
    Baustein,
    Dokument,
    Liste,
    Seite,
    Tabelle,
    Text,
    Ueberschrift,
    oder_fehlt,
    stark,
    t,
)
from app.ausgaben.word import word
from app.bausteine import worte
from empfehlung.aufwand import NICHT_BELEGT
from empfehlung.passung import Passung
from empfehlung.weiterbildung.faelle import Fall
from empfehlung.weiterbildung.uebung import MINUTEN, Uebung

LINIE = "_" * 24


def handzettel_word(u: Uebung, heute: dt.date | None = None) -> bytes:
    """Handzettel als Word-Datei."""
    return word(handzettel(u, heute or dt.date.today()))


def leitfaden_word(u: Uebung, heute: dt.date | None = None) -> bytes:
    """Leitfaden als Word-Datei."""
    return word(leitfaden(u, heute or dt.date.today()))


def handzettel(u: Uebung, heute: dt.date) -> Dokument:
    """Fakten und Aufgaben auf den ersten Seiten, der Ausgang erst auf der letzten."""
    seiten: list[Baustein] = [
        Seite((Ueberschrift(1, f.name), *_fakten(f), *([_aufgaben(u)] if f is u.faelle[-1] else []))) for f in u.faelle
    ]
    seiten.append(Seite((Ueberschrift(1, "Würde es bei Ihnen gehen?"), *bei_ihnen(u))))
    seiten.append(Seite((Ueberschrift(1, "Auflösung"), *_aufloesung(u))))
    return _dokument(u, f"{u.titel}: zwei Fälle im Vergleich", heute, seiten)


def leitfaden(u: Uebung, heute: dt.date) -> Dokument:
    """Zeitplan, Hinweise und Auflösung für die Leitung."""
    minuten = sum(dauer for _, dauer in MINUTEN)
    seiten: list[Baustein] = [
        Seite(
            (
                Ueberschrift(1, f"Leitfaden: {u.titel}"),
                Absatz(t(f"{u.lernziel}. {u.lernzielsatz}"), "vorspann"),
                Ueberschrift(2, f"Ablauf, {minuten} Minuten"),
                Tabelle("Ablauf", ("Schritt", "Minuten"), tuple((t(n), t(str(d))) for n, d in MINUTEN), (80, 20)),
                Ueberschrift(2, "Hinweise"),
                Liste(tuple(t(h) for h in u.hinweise)),
                Ueberschrift(2, "Aufgaben"),
                _aufgaben(u),
            )
        ),
        Seite((Ueberschrift(1, "Auflösung"), *_aufloesung(u))),
    ]
    return _dokument(u, f"Leitfaden: {u.titel}", heute, seiten)


def _dokument(u: Uebung, titel: str, heute: dt.date, seiten: list[Baustein]) -> Dokument:
    return Dokument(
        titel=titel,
        thema=u.lernziel,
        datum=heute,
        fuss=f"Bewährt · erstellt am {worte.tag(heute)}" + (" · Namen ersetzt" if u.anonym else ""),
        bausteine=tuple(seiten),
        titel_zeigen=False,
    )


def _wert(text: str) -> Text:
    return oder_fehlt(None) if text == NICHT_BELEGT else t(text)


def _fakten(f: Fall) -> list[Baustein]:
    bausteine: list[Baustein] = [Angaben(tuple((name, _wert(wert)) for name, wert in f.fakten))]
    for name, text in f.lage:
        bausteine += [Ueberschrift(2, name), Absatz(_wert(text))]
    return bausteine


def _aufgaben(u: Uebung) -> Liste:
    return Liste(tuple(t(stark(f"Aufgabe {n}: "), a) for n, a in enumerate(u.aufgaben, start=1)))


def _aufloesung(u: Uebung) -> list[Baustein]:
    bausteine: list[Baustein] = []
    for f in u.faelle:
        bausteine += [Ueberschrift(2, f.name if u.anonym else f"Fall {f.buchstabe}: {f.titel}")]
        bausteine.append(Angaben(tuple((name, _wert(wert)) for name, wert in (*f.ausgang, *f.ergebnis))))
        bausteine.append(Liste(tuple(t(n) for n in f.nachweise)))
    alle = (*u.gefragt, *u.sonst)
    bausteine += [
        Ueberschrift(2, "Worin sich die Fälle unterscheiden"),
        Tabelle(
            "Unterschiede",
            ("Merkmal", "Fall A", "Fall B"),
            tuple((t(stark(x.name) if x in u.gefragt else x.name), t(x.hier), t(x.dort)) for x in alle),
            (34, 33, 33),
        ),
        Ueberschrift(2, "Quellen"),
        *(Absatz(t(stark(f"Fall {f.buchstabe}: "), "; ".join(f.quellen)), "klein") for f in u.faelle),
    ]
    return bausteine


def bei_ihnen(u: Uebung) -> list[Baustein]:
    """Passung je Profil und die Voraussetzungen zum Ausfüllen."""
    bausteine: list[Baustein] = []
    if u.seiten:
        zeilen = tuple(
            (t(f"Fall {f.buchstabe}"), *(passungstext(s.passungen[nummer]) for s in u.seiten))
            for nummer, f in enumerate(u.faelle)
        )
        kopf = ("", *(s.name for s in u.seiten))
        bausteine += [
            Absatz(t("Wie ähnlich sich die Orte sind, nicht, ob sich die Wirkung überträgt:"), "klein"),
            Tabelle("Passung", kopf, zeilen, (12, *([88 // len(u.seiten)] * len(u.seiten)))),
        ]
    spalten = [s.name for s in u.seiten] or ["Ort 1", "Ort 2"]
    for f in u.faelle:
        bausteine.append(Ueberschrift(2, f"Voraussetzungen von Fall {f.buchstabe}"))
        if not f.voraussetzungen:
            bausteine.append(Absatz(t("Keine belegt. Was wäre nach den Fakten wohl nötig?")))
            continue
        leer = tuple(t("☐ vorhanden  ☐ erreichbar  ☐ nein") for _ in spalten)
        bausteine.append(
            Tabelle(
                f"Voraussetzungen von Fall {f.buchstabe}",
                ("Nötig war", *spalten),
                tuple((t(v), *leer) for v in f.voraussetzungen),
                (30, *([70 // len(spalten)] * len(spalten))),
            )
        )
    bausteine.append(Absatz(t("Unser Schluss und der erste Schritt: ", LINIE * 3)))
    return bausteine


def passungstext(p: Passung) -> Text:
    """Urteil, Gleiches und Anderes in einer Zelle."""
    urteil = p.in_worten[0].upper() + p.in_worten[1:]
    teile = [
        f"{name}: {'; '.join(texte)}."
        for name, texte in (("Gleich", p.texte("gleich")), ("Anders", p.texte("anders")))
        if texte
    ]
    return t(stark(f"{urteil}. "), " ".join(teile))
