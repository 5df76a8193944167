"""Vom Text einer Zelle zum Wert eines Merkmals: zählen, Prozent, Stufen nach Bändern, ja oder nein."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from empfehlung.tabellen.modell import Dezimal, Merkmalswert, Zelle
from empfehlung.tabellen.namen import Ueberschrift, dauer_aus, schluesselform, tabelle
from empfehlung.tabellen.zahlen import Zahl, deutsch, lies_zahl

_JA_NEIN = {"ja": True, "j": True, "vorhanden": True, "nein": False, "n": False, "nichtvorhanden": False}
_MERKMALE_MIT_TEXT = ("status", "raumtyp")


@dataclass(frozen=True)
class Gelesen:
    """Ein Wert mit seiner Herleitung, oder warum es keinen gibt. `fehler` bricht das Einlesen ab."""

    art: Literal["wert", "fehlt", "unlesbar", "fehler", "mehrdeutig"]
    wert: Merkmalswert | None = None
    text: str = ""


def lies_wert(
    merkmal: str, zelle: Zelle, dezimal: Dezimal | None, kopf: Ueberschrift, jahr: int | None, dauer: int | None
) -> Gelesen:
    """Der Wert eines Merkmals; `dauer` ist ein von Hand genannter Zeitraum in Jahren."""
    if stufe := _stufe_aus_text(merkmal, zelle.text):
        return Gelesen("wert", stufe, f"„{zelle.text}“ gilt als Stufe")
    einheit = tabelle()["merkmale"][merkmal]["einheit"]
    if einheit == "ja/nein":
        ja = _JA_NEIN.get(schluesselform(zelle.text))
        return Gelesen("unlesbar", text="weder „ja“ noch „nein“") if ja is None else Gelesen("wert", ja, "gelesen")
    zahl = Zahl("zahl", zelle.zahl, prozent=zelle.prozent) if zelle.zahl is not None else lies_zahl(zelle.text, dezimal)
    if zahl.art == "fehlt":
        return Gelesen("fehlt", text=zahl.hinweis)
    if zahl.art == "formelfehler" or zelle.text.startswith("#"):
        return Gelesen(
            "fehler", text=f"„{zelle.text}“ ist ein Fehler der Formel; bitte in der Quelle berichtigen oder leeren"
        )
    if zahl.art == "mehrdeutig":
        return Gelesen("mehrdeutig")
    if zahl.wert is None:
        andere = lies_zahl(zelle.text, "punkt" if dezimal == "komma" else "komma")
        if andere.art == "zahl":
            return Gelesen(
                "fehler", text=f"„{zelle.text}“ passt nicht zum Dezimal{dezimal or 'zeichen'} der übrigen Tabelle"
            )
        return Gelesen("unlesbar", text="keine Zahl")
    if merkmal in _MERKMALE_MIT_TEXT:
        return Gelesen("unlesbar", text="Erwartet wird ein Typ in Worten; eine Kennzahl wird nicht gedeutet")
    zusatz = f" ({zahl.hinweis})" if zahl.hinweis else ""
    if merkmal == "entwicklung":
        return _entwicklung(zahl.wert, kopf, jahr, dauer, zusatz)
    if einheit in ("Anzahl", "Jahr"):
        return _ganze_zahl(merkmal, zahl, zelle.text, zusatz)
    if not 0 <= zahl.wert <= 100:
        return Gelesen("fehler", text=f"{deutsch(zahl.wert)} ist kein Anteil in Prozent; möglich sind 0 bis 100")
    if merkmal == "soziallage":
        stufe = _band("soziallage", zahl.wert)
        return Gelesen("wert", stufe, f"{deutsch(zahl.wert)} % → {stufe}; {grenzen_in_worten('soziallage')}{zusatz}")
    return Gelesen("wert", zahl.wert, f"gelesen{zusatz}")


def grenzen_in_worten(merkmal: str) -> str:
    """„niedrig unter 10, mittel unter 20, sonst hoch (eigene Setzung)“."""
    band = tabelle()["baender"][merkmal]
    unter = [f"{stufe} unter {deutsch(g)}" for stufe, g in zip(band["stufen"], band["grenzen"], strict=False)]
    return f"{', '.join(unter)}, sonst {band['stufen'][-1]} (eigene Setzung)"


def _band(merkmal: str, wert: float) -> str:
    band = tabelle()["baender"][merkmal]
    return str(band["stufen"][sum(wert >= grenze for grenze in band["grenzen"])])


def _stufe_aus_text(merkmal: str, text: str) -> str | None:
    form = schluesselform(text)
    for stufe, formen in tabelle()["texte"].get(merkmal, {}).items():
        if form and form in {schluesselform(f) for f in [stufe, *formen]}:
            return str(stufe)
    return None


def _entwicklung(prozent: float, kopf: Ueberschrift, jahr: int | None, dauer: int | None, zusatz: str) -> Gelesen:
    jahre = dauer or kopf.dauer or dauer_aus(kopf.name)
    if jahre is None and kopf.seit is not None and jahr is not None and jahr > kopf.seit:
        jahre = jahr - kopf.seit
    if not jahre:
        return Gelesen("unlesbar", text="Der Zeitraum der Entwicklung ist nicht genannt; bitte von Hand zuordnen")
    if prozent <= -100 or prozent > 1000:
        return Gelesen("fehler", text=f"{deutsch(prozent)} % ist keine mögliche Entwicklung der Einwohnerzahl")
    je_jahr = ((1 + prozent / 100) ** (1 / jahre) - 1) * 100
    stufe = _band("entwicklung", je_jahr)
    return Gelesen(
        "wert",
        stufe,
        f"{deutsch(prozent)} % in {jahre} {'Jahr' if jahre == 1 else 'Jahren'}, im Schnitt {deutsch(je_jahr, 2)} % je Jahr → {stufe}; "
        f"{grenzen_in_worten('entwicklung')}{zusatz}",
    )


def _ganze_zahl(merkmal: str, zahl: Zahl, text: str, zusatz: str) -> Gelesen:
    assert zahl.wert is not None
    if zahl.prozent or not zahl.wert.is_integer() or zahl.wert < 0:
        return Gelesen("fehler", text=f"„{text}“ ist keine ganze Zahl ab 0; ist das Dezimalzeichen richtig verstanden?")
    wert = int(zahl.wert)
    if merkmal == "baujahr" and not 1200 <= wert <= 2040:
        return Gelesen("fehler", text=f"„{text}“ ist kein Baujahr; möglich sind 1200 bis 2040")
    if wert > 100_000_000:
        return Gelesen("fehler", text=f"„{text}“ ist zu groß; möglich sind höchstens 100.000.000")
    return Gelesen("wert", wert, f"gelesen{zusatz}")
