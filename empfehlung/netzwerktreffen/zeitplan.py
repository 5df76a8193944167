"""Das Programm mit Uhrzeiten: Ankommen, Sitzungen, Pausen, Mittag, Abschluss; was nicht in den Tag passt, kommt auf den nächsten."""

from __future__ import annotations

from collections.abc import Sequence

from empfehlung.netzwerktreffen.modell import Programmpunkt, Sitzung

PAUSE = 15
MITTAG = 45
ABSCHLUSS = 20
BEGRUESSUNG = 20
BEGRUESSUNG_VIELE = 30
VIELE = 20
TAGESENDE = 17 * 60 + 30
_MITTAG_AB = 11 * 60 + 45
_MITTAG_SPAETESTENS = 13 * 60 + 15
_EINSTIEG = 5
_PLENUM_MINDESTENS = 5


def beitraege_je_sitzung(minuten: int) -> int:
    """Vier bis sechs Beiträge, je nachdem, wie viel Zeit ist."""
    return 4 if minuten < 75 else 5 if minuten < 105 else 6


def ablauf(minuten: int, beitraege: int) -> tuple[str, ...]:
    """Wie sich die Minuten einer Sitzung verteilen; die Summe ist genau `minuten`."""
    je_beitrag = max(3, round(minuten * 0.45 / max(1, beitraege)))
    gruppen = max(5, round(minuten * 0.3 / 5) * 5)
    plenum = minuten - _EINSTIEG - je_beitrag * beitraege - gruppen
    if plenum < _PLENUM_MINDESTENS:
        gruppen -= _PLENUM_MINDESTENS - plenum
        plenum = _PLENUM_MINDESTENS
    berichte = f"{beitraege} Berichte je {je_beitrag} Minuten" if beitraege > 1 else f"1 Bericht, {je_beitrag} Minuten"
    return (
        f"Einstieg: {_EINSTIEG} Minuten",
        berichte,
        f"Gruppenarbeit zu den Leitfragen: {gruppen} Minuten",
        f"Ergebnisse im Plenum: {plenum} Minuten",
    )


def programm(sitzungen: Sequence[Sitzung], *, beginn: int, minuten: int, orte: int) -> tuple[Programmpunkt, ...]:
    """Alle Punkte in zeitlicher Folge ohne Überschneidung; Mittag an jedem Tag, der über den Mittag geht."""
    punkte: list[Programmpunkt] = []
    tag, jetzt, gegessen = 1, beginn, False

    def setze(titel: str, dauer: int, sitzung: Sitzung | None = None) -> None:
        nonlocal jetzt
        worte = ablauf(minuten, len(sitzung.beitraege)) if sitzung else ()
        punkte.append(Programmpunkt(tag, jetzt, jetzt + dauer, titel, sitzung.nummer if sitzung else None, worte))
        jetzt += dauer

    setze("Begrüßung und Vorstellungsrunde", BEGRUESSUNG_VIELE if orte > VIELE else BEGRUESSUNG)
    sitzung_heute = False
    for sitzung in sitzungen:
        mittag = (
            not gegessen
            and jetzt < _MITTAG_SPAETESTENS
            and (jetzt >= _MITTAG_AB or (sitzung_heute and jetzt + PAUSE + minuten > _MITTAG_SPAETESTENS))
        )
        pause = (MITTAG if mittag else PAUSE) if sitzung_heute or mittag else 0
        if sitzung_heute and jetzt + pause + minuten > TAGESENDE:
            tag, jetzt, gegessen, sitzung_heute, mittag, pause = tag + 1, beginn, False, False, False, 0
            setze("Ankommen und Rückblick", PAUSE)
        if pause:
            setze("Mittagspause" if mittag else "Pause", pause)
            gegessen = gegessen or mittag
        setze(f"Sitzung {sitzung.nummer}: {sitzung.thema.name}", minuten, sitzung)
        sitzung_heute = True
    setze("Verabredungen und Abschluss", ABSCHLUSS)
    return tuple(punkte)
