"""Ausgaben eines Netzwerktreffens: Programm mit Sitzungen und Tischen, und je Maßnahme ein Handzettel auf einer Seite."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from app.ausgaben import teile
from app.ausgaben.dokument import (
    Absatz,
    Baustein,
    Dokument,
    Liste,
    Seite,
    Tabelle,
    Text,
    Ueberschrift,
    Zweispaltig,
    aufzaehlung,
    mit_platzhaltern,
    stark,
    t,
)
from app.ausgaben.erstellen import akte_erstellen
from app.ausgaben.quellen import Quellenverzeichnis
from app.ausgaben.word import word
from app.bausteine import worte
from empfehlung.dienst import Empfehlungsdienst
from empfehlung.netzwerktreffen import Beitrag, Programmpunkt, Sitzung, Treffen
from wissensbasis.orte import Ort

MODERATION = "Moderation oder Gast"
_TITEL = "Programm des Netzwerktreffens"


def programm_word(treffen: Treffen, dienst: Empfehlungsdienst, heute: dt.date | None = None) -> bytes:
    """Das Programm als Word-Datei."""
    return word(programm(treffen, dienst, heute or dt.date.today()))


def handzettel_word(treffen: Treffen, dienst: Empfehlungsdienst, heute: dt.date | None = None) -> bytes:
    """Alle Handzettel in einer Word-Datei, je Maßnahme eine Seite."""
    return word(handzettel(treffen, dienst, heute or dt.date.today()))


def namen(orte: Sequence[Ort]) -> str:
    """„Gera, Herten und Essen“."""
    return aufzaehlung(o.name for o in orte)


def wer_berichtet(b: Beitrag) -> str:
    """Wer zu einem Beitrag etwas sagen kann, in einem Satz."""
    if b.erzaehlt:
        return f"{namen(b.erzaehlt)} (eigene Maßnahme)"
    if b.verwandt:
        return f"{MODERATION}, ergänzend {namen(b.verwandt)} (dieselbe Art)"
    return MODERATION


def programm(treffen: Treffen, dienst: Empfehlungsdienst, heute: dt.date) -> Dokument:
    """Ablauf und Tische für alle, dann je Sitzung ein Blatt mit Quellen für die Moderation."""
    bausteine: list[Baustein] = [
        Absatz(mit_platzhaltern("Am [Datum] in [Ort, Raum]. Moderation: [Name].")),
        Absatz(
            t(
                "Wer berichten kann, folgt aus den erfassten Maßnahmen, nicht aus einer Zusage. Einzelheiten und alle "
                "Quellen stehen auf den Handzetteln."
            ),
            "klein",
        ),
    ]
    for tag in range(1, treffen.tage + 1):
        bausteine.append(Ueberschrift(1, "Ablauf" if treffen.tage == 1 else f"Ablauf am {tag}. Tag"))
        punkte = [p for p in treffen.programm if p.tag == tag]
        bausteine.append(
            Tabelle(
                f"Ablauf am {tag}. Tag",
                ("Zeit", "Was"),
                tuple((t(stark(p.zeit)), _punkt(p)) for p in punkte),
                (16, 84),
            )
        )
    bausteine += _tische(treffen, dienst)
    if treffen.hinweise:
        bausteine += [Ueberschrift(1, "Hinweise für die Vorbereitung"), Liste(tuple(t(h) for h in treffen.hinweise))]
    for sitzung in treffen.sitzungen:
        bausteine += _sitzung(sitzung, dienst)
    anzahl = len(treffen.teilnahmen)
    return Dokument(
        titel=_TITEL,
        thema="Programm, Sitzungen und Gruppen",
        datum=heute,
        fuss=f"Bewährt · erstellt am {worte.tag(heute)}",
        bausteine=tuple(bausteine),
        kopf=_TITEL,
        untertitel=f"{anzahl} Orte, {len(treffen.sitzungen)} Sitzung{'en' if len(treffen.sitzungen) > 1 else ''}",
    )


def _punkt(p: Programmpunkt) -> Text:
    return t(stark(f"{p.titel}. "), "; ".join(p.ablauf)) if p.ablauf else t(p.titel)


def _sitzung(s: Sitzung, dienst: Empfehlungsdienst) -> list[Baustein]:
    v = Quellenverzeichnis(f"quelle-{s.nummer}")
    suchende = namen(s.suchende) or "niemand ausdrücklich"
    zeilen = tuple(
        (
            t(stark(b.massnahme.titel), v.nachweise(b.massnahme, hoechstens=1) or v.beleg(b.massnahme.quellen[0])),
            t(worte.ort_in_worten(b.ort, dienst.basis.orte)),
            t(worte.stufenname(b.massnahme, dienst.bewaehrungen[b.massnahme.id])),
            t(wer_berichtet(b)),
        )
        for b in s.beitraege
    )
    return [
        Ueberschrift(1, f"Sitzung {s.nummer}: {s.thema.name}", neue_seite=True),
        Absatz(
            t(
                stark("Es suchen: "),
                f"{suchende}. ",
                stark("Erzählen können: "),
                f"{namen(s.erzaehlende) or 'bisher niemand'}.",
            )
        ),
        Tabelle(
            f"Beiträge der Sitzung {s.nummer}", ("Maßnahme", "Ort", "Stufe", "Wer berichtet"), zeilen, (36, 26, 14, 24)
        ),
        *([Ueberschrift(2, "Gegensätze")] if s.gegensaetze else []),
        *([Liste(tuple(t(g) for g in s.gegensaetze))] if s.gegensaetze else []),
        Ueberschrift(2, "Leitfragen"),
        leitfragen(s),
        Ueberschrift(2, "Quellen"),
        v.liste(),
    ]


def leitfragen(s: Sitzung) -> Liste:
    """Die Leitfragen, gezählt ohne die laufende Nummer einer Liste: Sie beginnt auf jedem Handzettel neu."""
    return Liste(tuple(t(stark(f"Frage {n}: "), frage) for n, frage in enumerate(s.leitfragen, start=1)))


def _tische(treffen: Treffen, dienst: Empfehlungsdienst) -> list[Baustein]:
    feldnamen = dienst.basis.begriffe.feldnamen
    felder = {tn.ort.id: "; ".join(feldnamen.get(f, f) for f in tn.felder) for tn in treffen.teilnahmen}
    bausteine: list[Baustein] = [Ueberschrift(1, "Tische für die Gruppenarbeit")]
    if len(treffen.gruppen) > 1:
        bausteine.append(Absatz(t("An einem Tisch sitzen Orte mit ähnlichem Profil.")))
    for g in treffen.gruppen:
        zeilen = tuple((t(o.name), t(felder[o.id] or "offen für alles")) for o in g.orte)
        bausteine += [
            Ueberschrift(2, f"Tisch {g.nummer}" + (f": {', '.join(g.gemeinsam)}" if g.gemeinsam else "")),
            Tabelle(f"Tisch {g.nummer}", ("Ort", "Sucht etwas zu"), zeilen, (30, 70)),
        ]
    return bausteine


def handzettel(treffen: Treffen, dienst: Empfehlungsdienst, heute: dt.date) -> Dokument:
    """Je Beitrag eine Seite mit eigenen Quellen, damit sie für sich weitergegeben werden kann."""
    kennungen = [b.massnahme.id for s in treffen.sitzungen for b in s.beitraege]
    akte = akte_erstellen(kennungen, None, dienst, heute=heute, mit_alternativen=False)
    je_kennung = {ma.massnahme.id: ma for ma in akte.massnahmen}
    seiten: list[Baustein] = []
    for s in treffen.sitzungen:
        for b in s.beitraege:
            ma = je_kennung[b.massnahme.id]
            v = Quellenverzeichnis(f"quelle-{len(seiten)}")
            text: list[Baustein] = []
            for name, inhalt in ma.massnahme.abschnitte.items():
                if inhalt.strip():
                    text += [Ueberschrift(2, name), *teile.absaetze(ma, inhalt, v)]
            rechts: list[Baustein] = [Ueberschrift(2, "Auf einen Blick"), teile.fakten(ma, v)]
            rechts += [Ueberschrift(2, "Berichtet"), Absatz(t(wer_berichtet(b)))]
            v.beleg(*ma.massnahme.quellen)
            seiten.append(
                Seite(
                    (
                        Ueberschrift(1, ma.massnahme.titel),
                        Absatz(t(" · ".join(dict.fromkeys((s.thema.name, ma.art, ma.ort)))), "vorspann"),
                        Absatz(t(teile.stufe_und_regel(ma), f" {teile.saeulen(ma)}; {teile.zuletzt(ma)}."), "hinweis"),
                        Zweispaltig(tuple(text), tuple(rechts)),
                        Ueberschrift(2, f"Leitfragen der Sitzung {s.nummer}"),
                        leitfragen(s),
                        Ueberschrift(2, "Quellen"),
                        v.liste(),
                    )
                )
            )
    return Dokument(
        titel="Handzettel des Netzwerktreffens",
        thema="Je Maßnahme eine Seite mit Quellen",
        datum=heute,
        fuss=f"Bewährt · erstellt am {worte.tag(heute)}",
        bausteine=tuple(seiten),
        titel_zeigen=False,
        kopf="Netzwerktreffen, Handzettel zu den Sitzungen",
    )
