"""Ausgaben einer Übung als Word: Handzettel (Fakten und Aufgaben, Auflösung auf eigener Seite) und Leitfaden für die Leitung."""

from __future__ import annotations

import datetime as dt
import re

from app.ausgaben.dokument import (
    Absatz,
    Angaben,
    Baustein,
    Dokument,
    Liste,
    Quellenangabe,
    Quellenliste,
    Seite,
    Spanne,
    Tabelle,
    Text,
    Ueberschrift,
    laenge,
    oder_fehlt,
    stark,
    t,
)
from app.ausgaben.quellen import NBSP, link
from app.ausgaben.word import word
from app.bausteine import worte
from empfehlung.aufwand import NICHT_BELEGT
from empfehlung.passung import Passung
from empfehlung.weiterbildung.faelle import Fall
from empfehlung.weiterbildung.uebung import MINUTEN, Uebung

# Was je Schritt zu tun ist, in der Reihenfolge von MINUTEN.
_VORGEHEN = (
    "Fakten austeilen oder zeigen. Still lesen, dann zu zweit Aufgabe 1 und 2 beantworten.",
    "Auflösung austeilen oder zeigen und mit den Vermutungen vergleichen. Aufgabe 4 in der Runde.",
    "In Gruppen, je Gruppe ein Ort: Aufgabe 3 mit der Tabelle des Handzettels. Ergebnis in zwei Sätzen vorstellen.",
    "Jede Person notiert ihren Schluss und den ersten Schritt. Die übrigen Aufgaben zum Mitnehmen.",
)
# `laenge`, bis zu der beide Fälle auf ein Blatt passen.
_EIN_BLATT = 3600
_LINIEN_JE_AUFGABE = 3
# Die Aufgabe, deren Antwort in die Tabelle „Würde es bei Ihnen gehen?“ gehört.
_UEBERTRAGEN = 3
# Groß genug zum Lesen in der Gruppe.
_SCHRIFT = 10.5
# `laenge`, bis zu der Auflösung und Quellen auf ein Blatt passen; sonst bekommen die Quellen ein eigenes.
_AUFLOESUNG_MIT_QUELLEN = 4700
_NUMMERN = re.compile(r"\s*\[(\d+(?:, ?\d+)*)\]")
_LINIE = Absatz((), "linie")


def handzettel_word(u: Uebung, heute: dt.date | None = None) -> bytes:
    """Handzettel als Word-Datei."""
    return word(handzettel(u, heute or dt.date.today()))


def leitfaden_word(u: Uebung, heute: dt.date | None = None) -> bytes:
    """Leitfaden als Word-Datei."""
    return word(leitfaden(u, heute or dt.date.today()))


def handzettel(u: Uebung, heute: dt.date) -> Dokument:
    """Fakten und Aufgaben auf den ersten Seiten, der Ausgang erst am Ende."""
    blaetter: list[tuple[Baustein, ...]] = [(Ueberschrift(1, f.name), *_fakten(f)) for f in u.faelle]
    if sum(laenge(b) for blatt in blaetter for b in blatt) <= _EIN_BLATT:
        blaetter = [(*blaetter[0], *blaetter[1])]
    seiten: list[Baustein] = [
        *map(Seite, blaetter),
        Seite((Ueberschrift(1, "Aufgaben"), *_aufgaben_zum_schreiben(u))),
        Seite((Ueberschrift(1, "Würde es bei Ihnen gehen?"), *bei_ihnen(u))),
        *_aufloesung(u),
    ]
    return _dokument(u, f"{u.titel}: zwei Fälle im Vergleich", "Handzettel", heute, seiten)


def leitfaden(u: Uebung, heute: dt.date) -> Dokument:
    """Zeitplan, Hinweise und Auflösung für die Leitung."""
    minuten = sum(dauer for _, dauer in MINUTEN)
    seiten: list[Baustein] = [
        Seite(
            (
                Ueberschrift(1, f"Leitfaden: {u.titel}"),
                Absatz(t(f"{u.lernziel}. {u.lernzielsatz}"), "vorspann"),
                Absatz(
                    t(
                        stark("Material: "),
                        "Folien; je Person ein Handzettel. Die Auflösung an seinem Ende bleibt bis nach Aufgabe 2 bei der "
                        "Leitung.",
                    )
                ),
                Ueberschrift(2, f"Ablauf, {minuten} Minuten"),
                Tabelle(
                    "Ablauf",
                    ("Schritt", "Minuten", "Vorgehen"),
                    tuple((t(n), t(str(d)), t(w)) for (n, d), w in zip(MINUTEN, _VORGEHEN, strict=True)),
                    (28, 12, 60),
                ),
                Ueberschrift(2, "Hinweise"),
                Liste(tuple(t(h) for h in u.hinweise)),
                Ueberschrift(2, "Aufgaben"),
                _aufgaben(u),
            )
        ),
        *_aufloesung(u),
    ]
    return _dokument(u, f"Leitfaden: {u.titel}", "Leitfaden für die Leitung", heute, seiten)


def _dokument(u: Uebung, titel: str, blatt: str, heute: dt.date, seiten: list[Baustein]) -> Dokument:
    return Dokument(
        titel=titel,
        thema=u.lernziel,
        datum=heute,
        fuss=f"Bewährt · erstellt am {worte.tag(heute)}" + (" · Namen ersetzt" if u.anonym else ""),
        bausteine=tuple(seiten),
        titel_zeigen=False,
        groesse=_SCHRIFT,
        kopf=f"Weiterbildung mit Fällen · {blatt}",
    )


def _wert(f: Fall, text: str) -> Text:
    return oder_fehlt(None) if text == NICHT_BELEGT else _mit_belegen(f, text)


def _mit_belegen(f: Fall, text: str) -> Text:
    """Quellennummern werden zu Verweisen auf die Quellen des Falls; andere Zahlen in Klammern bleiben, wie sie sind."""
    bekannt = {quelle.partition("]")[0].removeprefix("[") for quelle in f.quellen}
    stuecke: list[str | Spanne] = []
    ende = 0
    for stelle in _NUMMERN.finditer(text):
        nummern = [n.strip() for n in stelle[1].split(",")]
        if bekannt.issuperset(nummern):
            stuecke += [text[ende : stelle.start()], NBSP]
            stuecke += [Spanne(f"[{n}]", "beleg", _anker(f, n)) for n in nummern]
            ende = stelle.end()
    return t(*stuecke, text[ende:])


def _anker(f: Fall, nummer: str) -> str:
    return f"quelle-{f.buchstabe}-{nummer}"


def _quelle(f: Fall, zeile: str) -> Quellenangabe:
    """„[1] Stadt Essen: Bericht (2022), https://…“ mit anklickbarer Adresse; ohne Namen steht keine dabei."""
    nummer, _, rest = zeile.removeprefix("[").partition("] ")
    angabe, komma, adresse = rest.rpartition(", http")
    text = t(f"{angabe}. ", link(f"http{adresse}")) if komma else t(rest)
    return Quellenangabe(int(nummer), _anker(f, nummer), text)


def _fakten(f: Fall) -> list[Baustein]:
    bausteine: list[Baustein] = [Angaben(tuple((name, _wert(f, wert)) for name, wert in f.fakten))]
    for name, text in f.lage:
        bausteine += [Ueberschrift(2, name), Absatz(_wert(f, text))]
    return bausteine


def _aufgaben(u: Uebung) -> Liste:
    return Liste(tuple(t(stark(f"Aufgabe {n}: "), a) for n, a in enumerate(u.aufgaben, start=1)))


def _aufgaben_zum_schreiben(u: Uebung) -> list[Baustein]:
    """Jede Aufgabe mit Platz zum Schreiben; für die dritte ist er auf dem nächsten Blatt."""
    bausteine: list[Baustein] = []
    for nummer, aufgabe in enumerate(u.aufgaben, start=1):
        uebertragen = nummer == _UEBERTRAGEN
        zusatz = " Die Tabelle dazu steht auf dem nächsten Blatt." if uebertragen else ""
        bausteine.append(Absatz(t(stark(f"Aufgabe {nummer}: "), aufgabe, zusatz)))
        bausteine += [] if uebertragen else [_LINIE] * _LINIEN_JE_AUFGABE
    return bausteine


def _aufloesung(u: Uebung) -> list[Seite]:
    bausteine: list[Baustein] = [Ueberschrift(1, "Auflösung")]
    for f in u.faelle:
        bausteine += [Ueberschrift(2, f.name if u.anonym else f"Fall {f.buchstabe}: {f.titel}")]
        bausteine.append(Angaben(tuple((name, _wert(f, wert)) for name, wert in (*f.ausgang, *f.ergebnis))))
        bausteine.append(Ueberschrift(3, "Dokumente"))
        bausteine.append(Liste(tuple(_mit_belegen(f, n) for n in f.nachweise)))
    alle = (*u.gefragt, *u.sonst)
    bausteine += [
        Ueberschrift(2, "Worin sich die Fälle unterscheiden"),
        Tabelle(
            "Unterschiede",
            ("Merkmal", "Fall A", "Fall B"),
            tuple((t(stark(x.name) if x in u.gefragt else x.name), t(x.hier), t(x.dort)) for x in alle),
            (34, 33, 33),
        ),
    ]
    quellen: list[Baustein] = []
    for f in u.faelle:
        quellen.append(Ueberschrift(2, f"Quellen zu Fall {f.buchstabe}"))
        quellen.append(Quellenliste(tuple(_quelle(f, zeile) for zeile in f.quellen)))
    if sum(map(laenge, (*bausteine, *quellen))) <= _AUFLOESUNG_MIT_QUELLEN:
        return [Seite((*bausteine, *quellen))]
    return [Seite(tuple(bausteine)), Seite((Ueberschrift(1, "Quellen"), *quellen))]


def bei_ihnen(u: Uebung) -> list[Baustein]:
    """Passung je Profil und die Voraussetzungen zum Ausfüllen."""
    bausteine: list[Baustein] = []
    if u.seiten:
        zeilen = tuple(
            (t(f"Fall {f.buchstabe}"), *(passungstext(s.passungen[nummer]) for s in u.seiten))
            for nummer, f in enumerate(u.faelle)
        )
        kopf = ("Fall", *(s.name for s in u.seiten))
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
    return [*bausteine, Absatz(t(stark("Unser Schluss und der erste Schritt:"))), *[_LINIE] * _LINIEN_JE_AUFGABE]


def passungstext(p: Passung) -> Text:
    """Urteil, Gleiches und Anderes in einer Zelle."""
    urteil = p.in_worten[0].upper() + p.in_worten[1:]
    teile = [
        f"{name}: {'; '.join(texte)}."
        for name, texte in (("Gleich", p.texte("gleich")), ("Anders", p.texte("anders")))
        if texte
    ]
    return t(stark(f"{urteil}. "), " ".join(teile))
