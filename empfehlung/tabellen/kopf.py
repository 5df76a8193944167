"""Trennt ein Blatt in Titel, Kopf, Daten und Fuß – und sagt, wenn der Kopf fehlt oder Zeilen nicht passen."""

from __future__ import annotations

import re
from collections import Counter

from empfehlung.tabellen.modell import Rohblatt, Rohtabelle, Spalte, Zeile, Zelle
from empfehlung.tabellen.namen import ist_bekannt
from empfehlung.tabellen.zahlen import lies_zahl
from wissensbasis.fehler import BewaehrtFehler

_HOECHSTENS_KOPFZEILEN = 3
_JAHR = re.compile(r"(?:19|20)\d\d")
_JAHR_UND_ORT = re.compile(r"(?:19|20)\d\d\s*\n")


def trenne(blatt: Rohblatt, name: str, blaetter: tuple[str, ...]) -> Rohtabelle:
    """Die Rohtabelle zu einem Blatt; wirft `BewaehrtFehler`, wenn Kopf oder Daten fehlen oder Zeilen nicht passen."""
    wo = f"Tabelle „{name}“" + (f", Blatt „{blatt.blatt}“" if blatt.blatt else "")
    zeilen = [zeile for zeile in blatt.zeilen if zeile.gefuellt]
    erste = _erste_datenzeile(zeilen)
    if erste is None:
        raise BewaehrtFehler(
            f"{wo}: Es wurde keine Zeile mit Zahlen gefunden. Erwartet wird eine Kopfzeile und darunter je Zeile Werte."
        )
    breite = _breite(zeilen[erste:], csv=blatt.csv)
    kopf = _kopfzeilen(zeilen[:erste], breite, blatt)
    if not kopf:
        raise BewaehrtFehler(
            f"{wo}, Zeile {zeilen[erste].nummer}: Über den Werten fehlt eine Kopfzeile mit den Namen der Spalten. "
            "Bitte eine einfügen, etwa „Gemeinde; Jahr; Einwohner“."
        )
    nur_jahre = not _hat_wert(zeilen[erste])
    letzte = max(
        i
        for i, z in enumerate(zeilen)
        if i >= erste and (_hat_wert(z) or i == erste or (nur_jahre and _traegt_jahr(z)))
    )
    daten = [zeile for zeile in zeilen[erste : letzte + 1] if not _ist_spaltenzaehlung(zeile)]
    if blatt.csv:
        _pruefe_breite(daten, kopf[-1], wo)
    breite = max(breite, *(zeile.gefuellt[-1] + 1 for zeile in kopf))
    if blatt.csv:
        breite = max(breite, *(len(z.zellen) for z in kopf))
    teile = _ueberschriften(kopf, breite, blatt)
    benutzt = {i for zeile in daten for i in zeile.gefuellt}
    spalten = tuple(Spalte(i, teile[i]) for i in range(breite) if teile[i] or i in benutzt)
    return Rohtabelle(
        name,
        blatt.blatt,
        blaetter,
        tuple(_text(z) for z in zeilen[:erste] if z not in kopf and not _ist_spaltenzaehlung(z)),
        spalten,
        tuple(daten),
        tuple(_text(z) for z in zeilen[letzte + 1 :]),
        blatt.hinweise,
    )


def ist_wert(zelle: Zelle) -> bool:
    """Ob eine Zelle einen Wert trägt: Zahl, Zeichen für „keine Angabe“ oder Formelfehler. Jahreszahlen zählen nicht."""
    if zelle.leer or _JAHR.fullmatch(zelle.text):
        return False
    return zelle.zahl is not None or zelle.text.startswith("#") or lies_zahl(zelle.text, None).art not in ("unlesbar",)


def _ist_zahl(zelle: Zelle) -> bool:
    """Wie `ist_wert`, aber ohne Zeichen für „keine Angabe“: „x“ und „-“ können auch in einem Kopf stehen."""
    return ist_wert(zelle) and (zelle.zahl is not None or lies_zahl(zelle.text, None).art != "fehlt")


def _hat_wert(zeile: Zeile) -> bool:
    return len(zeile.gefuellt) > 1 and any(ist_wert(zeile.zellen[i]) for i in zeile.gefuellt if i)


def _erste_datenzeile(zeilen: list[Zeile]) -> int | None:
    for i, zeile in enumerate(zeilen):
        if _ist_spaltenzaehlung(zeile):
            continue
        kopf_davor = any(len(z.gefuellt) > 1 for z in zeilen[:i])
        if _hat_wert(zeile) and (kopf_davor or any(_ist_zahl(zelle) for zelle in zeile.zellen[1:])):
            return i
        # Zeilen, deren einzige Zahl wie ein Jahr aussieht (Baujahr 1965), sind Daten, wenn schon ein Kopf dasteht.
        kopf_da = any(len(z.gefuellt) > 1 and not _traegt_jahr(z) for z in zeilen[:i])
        if _traegt_jahr(zeile) and kopf_da and zeile.gefuellt[0] == 0 and not ist_bekannt(zeile.zellen[0].text):
            return i
    return None


def _traegt_jahr(zeile: Zeile) -> bool:
    return any(_JAHR.fullmatch(zelle.text) for zelle in zeile.zellen)


def _ist_spaltenzaehlung(zeile: Zeile) -> bool:
    """„1; 2; 3; 4“ unter dem Kopf amtlicher Tabellen."""
    texte = [zeile.zellen[i].text for i in zeile.gefuellt]
    return len(texte) > 2 and texte == [str(nummer) for nummer in range(1, len(texte) + 1)]


def _breite(zeilen: list[Zeile], *, csv: bool) -> int:
    werte = [zeile for zeile in zeilen if _hat_wert(zeile)] or zeilen
    if csv:
        return Counter(len(zeile.zellen) for zeile in werte).most_common(1)[0][0]
    return max(zeile.gefuellt[-1] + 1 for zeile in werte)


def _kopfzeilen(davor: list[Zeile], breite: int, blatt: Rohblatt) -> list[Zeile]:
    kopf: list[Zeile] = []
    for zeile in reversed(davor):
        if _ist_spaltenzaehlung(zeile):
            continue
        if len(kopf) == _HOECHSTENS_KOPFZEILEN or not _ist_kopf(zeile, breite, kopf, blatt):
            break
        kopf.insert(0, zeile)
    return kopf


def _ist_kopf(zeile: Zeile, breite: int, darunter: list[Zeile], blatt: Rohblatt) -> bool:
    gefuellt = zeile.gefuellt
    if any(_ist_zahl(zeile.zellen[i]) for i in gefuellt):
        return False
    if not darunter:
        return len(gefuellt) > 1
    if zeile.nummer < darunter[0].nummer - 1 or (blatt.csv and len(zeile.zellen) != len(darunter[0].zellen)):
        return False  # eine Leerzeile oder eine andere Zahl von Feldern trennt den Titel vom Kopf
    if any(_JAHR_UND_ORT.match(zelle.text) for zelle in darunter[0].zellen):
        return False  # „2022“ über „Herten“ in einer Zelle: Dieser Kopf ist vollständig
    if zeile.zellen[gefuellt[0]].text.endswith(":"):
        return False
    ueberspannt = [bis - von for z, von, bis in blatt.verbunden if z == zeile.nummer and bis > von]
    if len(gefuellt) == 1:
        ganze_breite = any(weite + 1 >= breite for weite in ueberspannt)
        return gefuellt[0] > 0 and not ganze_breite
    return True


def _ueberschriften(kopf: list[Zeile], breite: int, blatt: Rohblatt) -> list[tuple[str, ...]]:
    spalten: list[list[str]] = [[] for _ in range(breite)]
    for zeile in kopf:
        texte = [zeile.zelle(i).text for i in range(breite)]
        if zeile is not kopf[-1]:
            texte = _aufgefuellt(texte, zeile.nummer, blatt)
        for i, text in enumerate(texte):
            if text and text not in spalten[i]:
                spalten[i].append(text)
    return [tuple(teile) for teile in spalten]


def _aufgefuellt(texte: list[str], nummer: int, blatt: Rohblatt) -> list[str]:
    """Überschriften über mehrere Spalten gelten für jede davon: verbundene Zellen genau, sonst bis zur nächsten."""
    verbunden = [(von, bis) for z, von, bis in blatt.verbunden if z == nummer and bis > von]
    aus = list(texte)
    if verbunden:
        for von, bis in verbunden:
            for i in range(von, min(bis + 1, len(aus))):
                aus[i] = texte[von]
        return aus
    for i in range(1, len(aus)):
        if not aus[i]:
            aus[i] = aus[i - 1]
    return aus


def _pruefe_breite(daten: list[Zeile], kopf: Zeile, wo: str) -> None:
    fehler, erwartet = [], len(kopf.zellen)
    for zeile in daten:
        gefuellt = zeile.gefuellt
        # Zeilen mit einer einzigen Zelle sind Zwischenüberschriften; sie werden beim Verstehen gelistet.
        if len(gefuellt) > 1 and (len(zeile.zellen) < erwartet or gefuellt[-1] >= erwartet):
            fehler.append(
                f"Zeile {zeile.nummer} hat {len(zeile.zellen)} Felder, der Kopf (Zeile {kopf.nummer}) {erwartet}"
            )
    if fehler:
        mehr = f" und {len(fehler) - 3} weitere" if len(fehler) > 3 else ""
        raise BewaehrtFehler(
            f"{wo}: {'; '.join(fehler[:3])}{mehr}. Vielleicht steht ein Trennzeichen mitten in einem Feld; "
            "dann das Feld in Anführungszeichen setzen oder als .xlsx speichern."
        )


def _text(zeile: Zeile) -> str:
    return " ".join(" ".join(zeile.zellen[i].text for i in zeile.gefuellt).split())
