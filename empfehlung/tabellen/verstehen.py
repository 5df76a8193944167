"""Deutet eine Rohtabelle: Merkmale, Werte, Jahre – und listet alles, was nicht verstanden wurde."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from empfehlung.tabellen import namen
from empfehlung.tabellen.aufbau import ROLLEN, Aufbau, Fund, baue_auf
from empfehlung.tabellen.modell import (
    FORMNAMEN,
    Angabe,
    Dezimal,
    Konflikt,
    NichtVerstanden,
    Ortseintrag,
    Rohtabelle,
    Verstandenes,
    ZahlenMehrdeutig,
)
from empfehlung.tabellen.werte import Gelesen, lies_wert
from empfehlung.tabellen.zahlen import erkenne_stil
from wissensbasis.fehler import BewaehrtFehler

IGNORIEREN = "ignorieren"
_HOECHSTENS_GENANNT = 5


def ziele() -> tuple[str, ...]:
    """Was sich von Hand zuordnen lässt: Merkmale, Entwicklung mit Zeitraum, Rollen, „ignorieren“."""
    merkmale = [m for m in namen.tabelle()["merkmale"] if m != "entwicklung"]
    return (
        *merkmale,
        "entwicklung:1",
        "entwicklung:5",
        "entwicklung:10",
        "ort",
        "quartier",
        "schluessel",
        "jahr",
        IGNORIEREN,
    )


def verstehe(
    roh: Rohtabelle,
    zuordnung: Mapping[str, str] | None = None,
    jahr: int | None = None,
    *,
    dezimal: Dezimal | None = None,
    ort: str = "",
) -> Verstandenes:
    """Versteht eine Tabelle. Ohne `jahr` gilt je Merkmal das neueste mit Wert; `zuordnung`: Name der Spalte → Ziel.

    Wirft `ZahlenMehrdeutig`, wenn nur ein Mensch das Dezimalzeichen kennt, und `BewaehrtFehler` mit den Stellen, wenn die
    Tabelle sich widerspricht. Dann ist nichts übernommen.
    """
    zuordnung = dict(zuordnung or {})
    for name, ziel in zuordnung.items():
        if ziel not in ziele() and ziel not in namen.tabelle()["merkmale"] and ziel not in ROLLEN:
            raise BewaehrtFehler(f"{roh.wo}: „{name}“ lässt sich nicht „{ziel}“ zuordnen; das gibt es nicht.")
    aufbau = baue_auf(roh, zuordnung, ort)
    merkmale, nicht, konflikte = _merkmale(aufbau, zuordnung)
    stil = dezimal or _stil(roh, aufbau, merkmale)
    angaben, unlesbar = _werte(roh, aufbau, merkmale, stil)
    jahre = tuple(sorted({f.jahr for f in aufbau.funde if f.jahr}, reverse=True))
    if jahr is not None and jahre and jahr not in jahre:
        raise BewaehrtFehler(f"{roh.wo}: Das Jahr {jahr} kommt nicht vor. Es gibt: {', '.join(map(str, jahre))}.")
    gewaehlt, fehlend = _im_jahr(angaben, jahr, jahre)
    eintraege: dict[str, Ortseintrag] = {}
    for fund in aufbau.funde:
        eintraege.setdefault(fund.ort.kennung, fund.ort)
    hinweise = [*roh.hinweise, f"Form: {FORMNAMEN[aufbau.form]}.", *aufbau.hinweise]
    if stil == "punkt":
        hinweise.append("Der Punkt trennt in dieser Tabelle die Nachkommastellen.")
    hinweise += _anteile_statt_prozent(gewaehlt)
    return Verstandenes(
        roh,
        aufbau.form,
        aufbau.quelle,
        jahre,
        jahr,
        tuple(eintraege.values()),
        tuple(gewaehlt),
        (*nicht, *aufbau.nicht_verstanden, *unlesbar, *fehlend),
        tuple(konflikte),
        tuple(hinweise),
        zuordnung,
    )


def _merkmale(
    aufbau: Aufbau, zuordnung: Mapping[str, str]
) -> tuple[dict[str, tuple[str, int | None]], list[NichtVerstanden], list[Konflikt]]:
    """Name der Spalte → Merkmal und von Hand genannter Zeitraum; dazu Unverstandenes und Widersprüche."""
    erste = {f.name: f for f in reversed(aufbau.funde)}
    erkannt: dict[str, tuple[str, int | None]] = {}
    nicht: list[NichtVerstanden] = []
    for name in dict.fromkeys(f.name for f in aufbau.funde):
        ziel = zuordnung.get(name) or zuordnung.get(erste[name].spalte.bezeichnung)
        if ziel is None:
            ergebnis = namen.erkenne(name.split(" [Spalte ")[0] if name != namen.OHNE_MERKMAL else "", aufbau.quelle)
            if ergebnis.merkmal is None:
                nicht.append(_unverstanden(aufbau, erste[name], ergebnis.grund))
            else:
                erkannt[name] = (ergebnis.merkmal, None)
        elif ziel == IGNORIEREN:
            nicht.append(_unverstanden(aufbau, erste[name], "Von Hand ausgelassen."))
        else:
            merkmal, _, dauer = ziel.partition(":")
            erkannt[name] = (merkmal, int(dauer) if dauer else None)
    konflikte = []
    for merkmal in dict.fromkeys(m for m, _ in erkannt.values()):
        alle = [name for name, (m, _) in erkannt.items() if m == merkmal]
        von_hand = [n for n in alle if n in zuordnung or erste[n].spalte.bezeichnung in zuordnung]
        if len(alle) < 2:
            continue
        behalten = von_hand if len(von_hand) == 1 else []
        for name in alle:
            if name not in behalten:
                del erkannt[name]
                if behalten:
                    nicht.append(_unverstanden(aufbau, erste[name], f"Von Hand wurde „{behalten[0]}“ gewählt."))
        if not behalten:
            konflikte.append(
                Konflikt(
                    merkmal,
                    tuple(alle),
                    "Mehrere Spalten meinen dasselbe Merkmal; keine wurde genommen. Bitte eine wählen.",
                )
            )
    return erkannt, nicht, konflikte


def _unverstanden(aufbau: Aufbau, fund: Fund, grund: str) -> NichtVerstanden:
    if aufbau.form == "breit":
        if fund.name == namen.OHNE_MERKMAL:
            grund = "Die Überschrift nennt nur ein Jahr; das Merkmal steht wohl im Titel. Bitte von Hand zuordnen."
        return NichtVerstanden("Spalte", fund.name, f"Spalte {fund.spalte.buchstabe}", grund, zuordenbar=True)
    return NichtVerstanden("Zeile", fund.name, f"ab Zeile {fund.zeile}", grund, zuordenbar=True)


def _stil(roh: Rohtabelle, aufbau: Aufbau, merkmale: Mapping[str, Any]) -> Dezimal | None:
    """Das Dezimalzeichen: nach den verstandenen Spalten, sonst nach allen Zahlen der Tabelle."""
    texte = [(f.name, f.zelle.text) for f in aufbau.funde if f.zelle.zahl is None]
    stil, komma, punkt = erkenne_stil(text for name, text in texte if name in merkmale)
    if komma and punkt:
        raise ZahlenMehrdeutig(
            f"{roh.wo}: „{komma}“ hat ein Dezimalkomma, „{punkt}“ einen Dezimalpunkt. "
            "Bitte in der Quelle vereinheitlichen; sonst wird keine der Zahlen übernommen."
        )
    return stil or erkenne_stil(text for _, text in texte)[0]


def _werte(
    roh: Rohtabelle, aufbau: Aufbau, merkmale: Mapping[str, tuple[str, int | None]], stil: Dezimal | None
) -> tuple[list[Angabe], list[NichtVerstanden]]:
    angaben: dict[tuple[str, str, int | None], Angabe] = {}
    unlesbar: list[NichtVerstanden] = []
    fehler: list[str] = []
    mehrdeutig: list[str] = []
    for fund in aufbau.funde:
        if fund.name not in merkmale:
            continue
        merkmal, dauer = merkmale[fund.name]
        stelle = f"Zeile {fund.zeile}, Spalte {fund.spalte.buchstabe}"
        gelesen = lies_wert(merkmal, fund.zelle, stil, fund.kopf, fund.jahr, dauer)
        if gelesen.art == "fehler":
            fehler.append(f"{stelle} („{fund.name}“): {gelesen.text}")
        elif gelesen.art == "mehrdeutig":
            mehrdeutig.append(f"„{fund.zelle.text}“ ({stelle})")
        elif gelesen.art in ("fehlt", "unlesbar"):
            bezeichnung = (
                f"{fund.name}, {fund.ort.bezeichnung}{f', {fund.jahr}' if fund.jahr else ''}: „{fund.zelle.text}“"
            )
            unlesbar.append(NichtVerstanden("Wert", bezeichnung, stelle, gelesen.text, zuordenbar=False))
        else:
            _ablegen(angaben, _angabe(fund, merkmal, gelesen, stelle), fehler)
    if fehler:
        mehr = f"\n– und {len(fehler) - _HOECHSTENS_GENANNT} weitere" if len(fehler) > _HOECHSTENS_GENANNT else ""
        liste = "\n".join(f"– {f}" for f in fehler[:_HOECHSTENS_GENANNT])
        raise BewaehrtFehler(f"{roh.wo}: Es wurde nichts übernommen.\n{liste}{mehr}")
    if mehrdeutig:
        raise ZahlenMehrdeutig(
            f"{roh.wo}: {', '.join(mehrdeutig[:3])} kann mit Tausenderpunkt oder mit Dezimalpunkt gemeint sein, und keine andere "
            "Zahl entscheidet es. Bitte angeben, ob Komma oder Punkt die Nachkommastellen trennt."
        )
    return list(angaben.values()), unlesbar


def _angabe(fund: Fund, merkmal: str, gelesen: Gelesen, stelle: str) -> Angabe:
    assert gelesen.wert is not None
    return Angabe(fund.ort, merkmal, gelesen.wert, fund.jahr, fund.name, stelle, fund.zelle.text, gelesen.text)


def _ablegen(angaben: dict[tuple[str, str, int | None], Angabe], neu: Angabe, fehler: list[str]) -> None:
    platz = (neu.ort.kennung, neu.merkmal, neu.jahr)
    alt = angaben.setdefault(platz, neu)
    if alt.roh != neu.roh and alt is not neu:
        jahr = f" ({neu.jahr})" if neu.jahr else ""
        fehler.append(
            f"{neu.ort.bezeichnung}, „{neu.spalte}“{jahr}: „{alt.roh}“ ({alt.stelle}) und „{neu.roh}“ ({neu.stelle}) "
            "widersprechen sich; bitte eine Zeile löschen"
        )


def _im_jahr(
    angaben: list[Angabe], jahr: int | None, jahre: tuple[int, ...]
) -> tuple[list[Angabe], list[NichtVerstanden]]:
    """Je Ort und Merkmal die Angabe des gewählten oder des neuesten Jahrs mit Wert."""
    je_merkmal: dict[tuple[str, str], list[Angabe]] = {}
    for angabe in angaben:
        je_merkmal.setdefault((angabe.ort.kennung, angabe.merkmal), []).append(angabe)
    gewaehlt, fehlend = [], []
    for gruppe in je_merkmal.values():
        passend = [a for a in gruppe if jahr is None or a.jahr in (jahr, None)]
        if not passend:
            da = ", ".join(str(a.jahr) for a in sorted(gruppe, key=lambda a: a.jahr or 0))
            bezeichnung = f"{gruppe[0].spalte}, {gruppe[0].ort.bezeichnung}"
            fehlend.append(
                NichtVerstanden(
                    "Wert", bezeichnung, gruppe[0].stelle, f"Für {jahr} fehlt ein Wert; es gibt ihn für {da}."
                )
            )
            continue
        beste = max(passend, key=lambda a: a.jahr or 0)
        if jahr is None and beste.jahr and jahre and beste.jahr < jahre[0]:
            zusatz = f"; neuester Wert, für {jahre[0]} gibt es keinen"
            beste = Angabe(
                beste.ort,
                beste.merkmal,
                beste.wert,
                beste.jahr,
                beste.spalte,
                beste.stelle,
                beste.roh,
                beste.herleitung + zusatz,
            )
        gewaehlt.append(beste)
    return gewaehlt, fehlend


def _anteile_statt_prozent(angaben: list[Angabe]) -> list[str]:
    hinweise = []
    for merkmal in dict.fromkeys(a.merkmal for a in angaben):
        werte = [a.wert for a in angaben if a.merkmal == merkmal and isinstance(a.wert, float)]
        if werte and max(werte) <= 1 and max(werte) > 0:
            hinweise.append(
                f"Alle Werte zu „{merkmal}“ liegen zwischen 0 und 1. Sind es Anteile statt Prozent? Umgerechnet wurde nichts."
            )
    return hinweise
