"""Plant ein Netzwerktreffen: aus Teilnehmenden und Wünschen werden Sitzungen, Gruppen und Programm."""

from __future__ import annotations

from collections.abc import Sequence

from empfehlung.dienst import Empfehlungsdienst
from empfehlung.facetten import auditierte_orte
from empfehlung.netzwerktreffen.auswahl import gegensaetze, waehle_gegensaetzliche
from empfehlung.netzwerktreffen.gruppen import bilde_gruppen
from empfehlung.netzwerktreffen.leitfragen import leitfragen
from empfehlung.netzwerktreffen.modell import (
    HOECHSTENS_ORTE,
    HOECHSTENS_SITZUNGEN,
    LAENGSTES_THEMA,
    MINDESTENS_ORTE,
    SITZUNGSMINUTEN,
    Beitrag,
    Sitzung,
    Teilnahme,
    Thema,
    Treffen,
    TreffenFehler,
    Wunsch,
)
from empfehlung.netzwerktreffen.themen import bedarf, finde_themen, hat, thema_aus_kennung, thema_aus_text
from empfehlung.netzwerktreffen.zeitplan import beitraege_je_sitzung, programm
from wissensbasis.datensatz.modell import Massnahme
from wissensbasis.orte import Ort

VIELE_ORTE = 30
MINDESTENS_BEITRAEGE = 4
_ORTE_IM_BEISPIEL = 8


def plane(dienst: Empfehlungsdienst, wunsch: Wunsch) -> Treffen:
    """Das Treffen zum Wunsch, unabhängig von der Reihenfolge der Teilnehmenden; wirft `TreffenFehler` mit dem nächsten Schritt."""
    teilnahmen = ordne_teilnahmen(wunsch.teilnahmen)
    _pruefe(wunsch, teilnahmen)
    hinweise: list[str] = []
    themen = _themen(dienst, wunsch, teilnahmen, hinweise)
    sitzungen: list[Sitzung] = []
    vergeben: set[str] = set()
    for thema in themen:
        sitzung = _sitzung(dienst, len(sitzungen) + 1, thema, teilnahmen, wunsch.minuten, vergeben)
        if sitzung is None:
            hinweise.append(f"Zu „{thema.name}“ blieb keine Maßnahme, die nicht schon in einer anderen Sitzung steht.")
            continue
        vergeben |= {b.massnahme.id for b in sitzung.beitraege}
        sitzungen.append(sitzung)
    hinweise += _hinweise(wunsch, teilnahmen, sitzungen)
    if not sitzungen:
        raise TreffenFehler("Zu diesen Orten und Feldern ließ sich kein Thema finden. Bitte Felder oder Themen ändern.")
    ablauf = programm(sitzungen, beginn=wunsch.beginn, minuten=wunsch.minuten, orte=len(teilnahmen))
    return Treffen(teilnahmen, tuple(sitzungen), bilde_gruppen(teilnahmen, dienst.basis.orte), ablauf, tuple(hinweise))


def ordne_teilnahmen(teilnahmen: Sequence[Teilnahme]) -> tuple[Teilnahme, ...]:
    """Jeder Ort einmal, nach Namen; doppelt genannte Orte vereinen ihre Felder."""
    je_ort: dict[str, Teilnahme] = {}
    for t in teilnahmen:
        bisher = je_ort[t.ort.id].felder if t.ort.id in je_ort else ()
        je_ort[t.ort.id] = Teilnahme(t.ort, tuple(sorted({*bisher, *t.felder})))
    return tuple(sorted(je_ort.values(), key=lambda t: (t.ort.name, t.ort.id)))


def _pruefe(wunsch: Wunsch, teilnahmen: Sequence[Teilnahme]) -> None:
    if len(teilnahmen) < MINDESTENS_ORTE:
        raise TreffenFehler(
            "Noch kommt niemand: Bitte Orte hinzufügen."
            if not teilnahmen
            else f"Mit {teilnahmen[0].ort.name} allein wird es kein Austausch: Bitte mindestens einen weiteren Ort hinzufügen."
        )
    if len(teilnahmen) > HOECHSTENS_ORTE:
        raise TreffenFehler(
            f"{len(teilnahmen)} Orte sind mehr, als ein Treffen trägt; geplant wird bis {HOECHSTENS_ORTE}. "
            "Bitte in zwei Treffen teilen."
        )
    if not 1 <= wunsch.sitzungen <= HOECHSTENS_SITZUNGEN:
        raise TreffenFehler(f"Möglich sind 1 bis {HOECHSTENS_SITZUNGEN} Sitzungen.")
    if wunsch.minuten not in SITZUNGSMINUTEN:
        raise TreffenFehler(f"Eine Sitzung dauert {', '.join(map(str, SITZUNGSMINUTEN))} Minuten.")
    if len(wunsch.eigenes_thema) > LAENGSTES_THEMA:
        raise TreffenFehler(
            f"Das eigene Thema hat {len(wunsch.eigenes_thema)} Zeichen; höchstens {LAENGSTES_THEMA} sind möglich. "
            "Ein Satz genügt."
        )


def _themen(
    dienst: Empfehlungsdienst, wunsch: Wunsch, teilnahmen: Sequence[Teilnahme], hinweise: list[str]
) -> list[Thema]:
    themen: list[Thema] = []
    if wunsch.eigenes_thema.strip():
        # Steuerzeichen nehmen Word-Dateien nicht an, und niemand meint sie.
        lesbar = "".join(zeichen if zeichen.isprintable() else " " for zeichen in wunsch.eigenes_thema)
        eigenes, der_suche = thema_aus_text(dienst, " ".join(lesbar.split()))
        hinweise += der_suche
        if eigenes is None:
            hinweise.append("Zum eigenen Thema ist nichts erfasst; stattdessen steht ein gefundenes im Programm.")
        else:
            themen.append(eigenes)
    themen += [thema_aus_kennung(dienst, kennung) for kennung in dict.fromkeys(wunsch.themen)]
    if len(themen) > wunsch.sitzungen:
        hinweise.append(f"{len(themen)} Themen auf {wunsch.sitzungen} Sitzungen: Die letzten stehen nicht im Programm.")
        themen = themen[: wunsch.sitzungen]
    belegt = {typ for t in themen if t.art == "typ" for typ in t.typen}
    return [*themen, *finde_themen(dienst, teilnahmen, wunsch.sitzungen - len(themen), ohne_typen=belegt)]


def _sitzung(
    dienst: Empfehlungsdienst,
    nummer: int,
    thema: Thema,
    teilnahmen: Sequence[Teilnahme],
    minuten: int,
    vergeben: set[str],
) -> Sitzung | None:
    alle = dienst.basis.massnahmen
    kandidaten = [k for k in thema.kandidaten if k not in vergeben]
    erzaehlbar = {k for k in kandidaten if any(hat(alle[k], t.ort.id) for t in teilnahmen)}
    gewaehlt = waehle_gegensaetzliche(
        dienst,
        kandidaten,
        anzahl=beitraege_je_sitzung(minuten),
        erzaehlbar=erzaehlbar,
        mischt_typen=thema.art != "typ",
    )
    if not gewaehlt:
        return None
    massnahmen = [alle[k] for k in gewaehlt]
    b = bedarf(thema, teilnahmen, alle.values())
    suchende = {*b.mit_feld, *b.offen}
    return Sitzung(
        nummer,
        thema,
        tuple(_beitrag(dienst, m, teilnahmen) for m in massnahmen),
        gegensaetze(dienst, massnahmen),
        tuple(t.ort for t in teilnahmen if t.ort.id in suchende),
        leitfragen(dienst, massnahmen),
    )


def _beitrag(dienst: Empfehlungsdienst, m: Massnahme, teilnahmen: Sequence[Teilnahme]) -> Beitrag:
    gleiche = [a for a in dienst.basis.massnahmen.values() if a.typ == m.typ and a.id != m.id]
    erzaehlt = tuple(t.ort for t in teilnahmen if hat(m, t.ort.id))
    verwandt = tuple(t.ort for t in teilnahmen if t.ort not in erzaehlt and any(hat(a, t.ort.id) for a in gleiche))
    return Beitrag(m, dienst.basis.orte.ort(m.ort), erzaehlt, verwandt)


def _hinweise(wunsch: Wunsch, teilnahmen: Sequence[Teilnahme], sitzungen: Sequence[Sitzung]) -> list[str]:
    hinweise = []
    if len(teilnahmen) > VIELE_ORTE:
        hinweise.append(
            f"{len(teilnahmen)} Orte: Die Vorstellungsrunde trägt nur je ein Satz; die Gruppenarbeit ist der eigentliche Austausch."
        )
    if len(sitzungen) < wunsch.sitzungen:
        hinweise.append(
            f"Gewünscht waren {wunsch.sitzungen} Sitzungen, für {len(sitzungen)} gibt es ein Thema, zu dem jemand etwas sucht."
        )
    for s in sitzungen:
        if not s.erzaehlende:
            hinweise.append(
                f"Sitzung {s.nummer}: Von den Teilnehmenden hat nach unserer Kenntnis niemand eine solche Maßnahme. "
                "Einen der genannten Orte als Gast einladen?"
            )
        if len(s.beitraege) < MINDESTENS_BEITRAEGE:
            hinweise.append(f"Sitzung {s.nummer}: Erfasst sind dazu nur {len(s.beitraege)} Maßnahmen.")
    return hinweise


def beispiel(dienst: Empfehlungsdienst) -> Wunsch | None:
    """Ein Treffen aus auditierten Orten verschiedener Größe; die Felder sind angenommen: wo der Ort am wenigsten erfasst hat.

    `None`, wenn weniger als zwei Orte mit Maßnahmen bekannt sind.
    """
    orte = [a for a in auditierte_orte(dienst) if a.anzahl and a.ort.ebene != "quartier"]
    orte.sort(key=lambda a: (-a.anzahl, a.ort.id))
    je_klasse: dict[str, int] = {}
    gewaehlt: list[Ort] = []
    for a in orte:
        klasse = a.ort.groessenklasse or a.ort.ebene
        if je_klasse.get(klasse, 0) < 2 and len(gewaehlt) < _ORTE_IM_BEISPIEL:
            je_klasse[klasse] = je_klasse.get(klasse, 0) + 1
            gewaehlt.append(a.ort)
    if len(gewaehlt) < MINDESTENS_ORTE:
        return None
    felder = [f.id for f in dienst.basis.begriffe.felder.values() if f.audit == "kommune-kreis"]
    teilnahmen = []
    for ort in gewaehlt:
        eigene = [m for m in dienst.basis.massnahmen.values() if hat(m, ort.id)]
        anzahl = {feld: sum(feld in m.handlungsfelder for m in eigene) for feld in felder}
        teilnahmen.append(Teilnahme(ort, tuple(sorted(felder, key=lambda f: (anzahl[f], f))[:2])))
    return Wunsch(ordne_teilnahmen(teilnahmen), sitzungen=3, minuten=90)
