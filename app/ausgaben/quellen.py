"""Quellen eines Dokuments: nummeriert in der Reihenfolge ihrer ersten Nennung, dieselbe Quelle nur einmal."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from app.ausgaben.dokument import Quellenangabe, Quellenliste, Spanne, Text, t
from app.bausteine import worte
from wissensbasis.datensatz.modell import Massnahme, Quelle
from wissensbasis.taxonomie import Foerderprogramm

NBSP = "\u00a0"
_BELEG = re.compile(r"\s*\[(\d+(?:\s*,\s*\d+)*)\]")


@dataclass(frozen=True)
class Eintrag:
    """Eine Quelle, wie sie im Verzeichnis steht; leere Angaben sind nicht belegt."""

    nummer: int
    herausgeber: str
    titel: str
    url: str
    art: str
    stand: str
    abruf: str
    partei: bool


class Quellenverzeichnis:
    """Vergibt Nummern; `kuerzel` unterscheidet mehrere Verzeichnisse in einem Dokument."""

    def __init__(self, kuerzel: str = "quelle") -> None:
        self.kuerzel = kuerzel
        self._eintraege: dict[tuple[str, str], Eintrag] = {}

    def nummer(self, quelle: Quelle) -> int:
        """Die Nummer dieser Quelle, neu vergeben, wenn sie noch keine hat."""
        return self._merke(
            Eintrag(
                0,
                quelle.herausgeber,
                quelle.titel,
                quelle.url,
                worte.QUELLEN[quelle.art],
                str(quelle.stand or ""),
                worte.tag(quelle.abruf),
                quelle.art == "partei",
            )
        )

    def beleg(self, *quellen: Quelle) -> Text:
        """„ [1][2]“ mit Verweis auf das Verzeichnis."""
        return self._verweise(dict.fromkeys(self.nummer(q) for q in quellen))

    def beleg_programm(self, programm: Foerderprogramm) -> Text:
        """Beleg für ein Förderprogramm; wann seine Seite gelesen wurde, ist nicht festgehalten."""
        if not programm.quelle:
            return ()
        eintrag = Eintrag(
            0, programm.geber, programm.name, programm.quelle, "Förderprogramm", str(programm.stand or ""), "", False
        )
        return self._verweise([self._merke(eintrag)])

    def text(self, m: Massnahme, text: str) -> Text:
        """Ein Abschnitt der Maßnahme auf einer Zeile, seine Quellennummern auf dieses Verzeichnis umgeschrieben."""
        bekannt = {q.nr: q for q in m.quellen}
        stuecke: list[Spanne | Text | str] = []
        ende = 0
        for stelle in _BELEG.finditer(text):
            quellen = [bekannt[n] for n in map(int, stelle[1].split(",")) if n in bekannt]
            if quellen:
                stuecke += [text[ende : stelle.start()], self.beleg(*quellen)]
                ende = stelle.end()
        return t(*stuecke, text[ende:])

    def nachweise(self, m: Massnahme, hoechstens: int = 20) -> Text:
        """Belege der Quellen, auf denen der Nachweis einer Maßnahme ruht, jüngste zuerst."""
        jung = sorted(m.nachweise, key=lambda n: -(n.jahr or 0))
        nummern = list(dict.fromkeys(n.quelle for n in jung))[:hoechstens]
        return self.beleg(*(m.quelle(nummer) for nummer in nummern))

    def eintraege(self) -> list[Eintrag]:
        """Alle bisher genannten Quellen."""
        return list(self._eintraege.values())

    def liste(self) -> Quellenliste:
        """Das Verzeichnis als Baustein."""
        return Quellenliste(
            tuple(Quellenangabe(e.nummer, self._anker(e.nummer), angabe(e)) for e in self._eintraege.values())
        )

    def _merke(self, eintrag: Eintrag) -> int:
        schluessel = (eintrag.url, eintrag.titel)
        if schluessel not in self._eintraege:
            nummer = len(self._eintraege) + 1
            self._eintraege[schluessel] = Eintrag(nummer, *list(vars(eintrag).values())[1:])
        return self._eintraege[schluessel].nummer

    def _verweise(self, nummern: Iterable[int]) -> Text:
        return t(NBSP, *(Spanne(f"[{n}]", "beleg", self._anker(n)) for n in sorted(nummern)))

    def _anker(self, nummer: int) -> str:
        return f"{self.kuerzel}-{nummer}"


def angabe(e: Eintrag) -> Text:
    """„Stadt Essen: Bericht (2022). https://… Abgerufen am 23. November 2026.“"""
    wer = e.herausgeber + (" (Partei)" if e.partei else "")
    # Der Tag bleibt beim Monat.
    abruf = f"Abgerufen am {e.abruf.replace(' ', NBSP, 1)}." if e.abruf else "Tag des Abrufs nicht belegt."
    return t(f"{wer}: {e.titel} ({e.stand or 'ohne Jahr'}). ", link(e.url), f" {abruf}")


def link(url: str) -> Spanne:
    """Die Adresse als Link, wenn es eine Webadresse ist, sonst als Text."""
    try:
        web = urlsplit(url).scheme in ("http", "https")
    except ValueError:
        web = False
    return Spanne(url, "link", url) if web else Spanne(url)


def quellen_der_zahl(m: Massnahme, zahl: str) -> list[Quelle]:
    """Die Quellen, die eine Zahl des Aufwands nennen; findet sie sich in keinem Satz wieder, alle Quellen.

    Der Datensatz ordnet den Aufwand keiner Quelle zu; die Zahl steht aber meist in einem Abschnitt oder Nachweis.
    """
    gesucht = re.compile(rf"(?<![\d.,])(?:{'|'.join(_schreibweisen(zahl))})(?![\d]|[.,]\d)")
    nummern = [n.quelle for n in m.nachweise if gesucht.search(n.aussage)]
    for text in m.abschnitte.values():
        for stelle in gesucht.finditer(text):
            if beleg := _BELEG.search(text, stelle.end()):
                nummern += map(int, beleg[1].split(","))
    gefunden = [q for q in m.quellen if q.nr in nummern]
    return gefunden or list(m.quellen)


def _schreibweisen(zahl: str) -> list[str]:
    """„1.900.000“ steht in Texten meist als „1,9 Mio.“ oder „1,9 Millionen“."""
    muster = [re.escape(zahl)]
    ziffern = zahl.replace(".", "")
    if ziffern.isdigit() and int(ziffern) >= 1_000_000:
        millionen = f"{int(ziffern) / 1_000_000:.6f}".rstrip("0").rstrip(".").replace(".", ",")
        muster.append(rf"{millionen}\s(?:Mio|Million)")
    return muster
