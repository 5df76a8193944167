"""Passung: Merkmal für Merkmal *gleich*, *anders* oder *unbekannt*, und ein Wert, der daraus folgt.

Der Wert ist Gowers Ähnlichkeit über die auf beiden Seiten bekannten Merkmale (Gower 1971, „A general coefficient of
similarity and some of its properties“). Worte und Wert kommen aus derselben Funktion.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from weakref import WeakKeyDictionary

from empfehlung.baender import BAENDER
from empfehlung.gewichte import gewichte_laden
from empfehlung.profil import Profil, Quartiersprofil, profil_aus_ort
from wissensbasis.datensatz.modell import Massnahme
from wissensbasis.orte import LANDNAMEN, Ort, Ortsverzeichnis

Lage = Literal["gleich", "anders", "unbekannt"]
Wert = str | bool | float | int

_EBENEN = {"kommune": "Kommune", "kreis": "Kreis", "quartier": "Quartier"}
_STATUS = {"kreisfrei": "kreisfrei", "kreisangehoerig": "kreisangehörig"}
_RAUMTYPEN = {
    "staedtisch": "überwiegend städtisch",
    "teilweise-staedtisch": "teilweise städtisch",
    "laendlich": "ländlich",
}
_ENTWICKLUNG = {
    "stark-schrumpfend": "stark schrumpfend",
    "schrumpfend": "schrumpfend",
    "stabil": "stabile Einwohnerzahl",
    "wachsend": "wachsend",
    "stark-wachsend": "stark wachsend",
}
# Niedrig ist gut: Die Stufen messen Benachteiligung (GISD), aus Tabellen der Kommune Kinderarmut.
_SOZIALLAGE = {
    "niedrig": "geringe Benachteiligung",
    "mittel": "mittlere Benachteiligung",
    "hoch": "hohe Benachteiligung",
}
_UNTERNEHMENSARTEN = {
    "genossenschaft": "Genossenschaft",
    "kommunal": "kommunales Unternehmen",
    "kirchlich": "kirchliches Unternehmen",
    "privat": "privates Unternehmen",
}

# Geordnete Merkmale: Abstand der Stufen zählt. Alle anderen sind gleich oder verschieden.
_STUFEN: dict[str, tuple[str, ...]] = {
    **{name: reihe.stufen for name, reihe in BAENDER.items()},
    "raumtyp": tuple(_RAUMTYPEN),
    "entwicklung": tuple(_ENTWICKLUNG),
    "soziallage": tuple(_SOZIALLAGE),
}

MERKMALSNAMEN = {
    "ebene": "Ebene",
    "groessenklasse": "Größenklasse",
    "status": "Verwaltungsstellung",
    "jugendamt": "eigenes Jugendamt",
    "land": "Land",
    "raumtyp": "Siedlungsraum",
    "entwicklung": "Bevölkerungsentwicklung",
    "soziallage": "Soziale Lage",
    "haushaltssicherung": "Haushaltslage",
    "wohnungen": "Wohnungen im Quartier",
    "baualter": "Baualter",
    "gebunden": "gebundene Wohnungen",
    "ab65": "Menschen ab 65",
    "gemeinschaftsraum": "Gemeinschaftsraum",
    "unternehmensart": "Wohnungsunternehmen",
}


@dataclass(frozen=True)
class Vergleich:
    """Ein Merkmal im Vergleich; `aehnlichkeit` liegt in 0–1 und fehlt, wenn eine Seite unbekannt ist."""

    merkmal: str
    lage: Lage
    text: str
    aehnlichkeit: float | None


@dataclass(frozen=True)
class Passung:
    """Ergebnis des Vergleichs mit einem Ort.

    `wert` ist Gowers Ähnlichkeit (0–1) über die bekannten Merkmale und `None`, wenn keines bekannt ist; `abdeckung` ist der
    Anteil des Gewichts, der auf bekannte Merkmale fällt (0–1).
    """

    wert: float | None
    abdeckung: float
    vergleiche: tuple[Vergleich, ...]
    ort: Ort | None = None

    def texte(self, lage: Lage) -> list[str]:
        """Die Sätze zu einer Lage, in der Reihenfolge der Gewichte."""
        return [v.text for v in self.vergleiche if v.lage == lage]

    @property
    def in_worten(self) -> str:
        """„passt gut“, „passt teilweise“, „passt kaum“ oder „Passung unbekannt“."""
        if self.wert is None:
            return "Passung unbekannt"
        if self.wert >= 0.8:
            return "passt gut"
        return "passt teilweise" if self.wert >= 0.5 else "passt kaum"


def merkmale(profil: Profil) -> dict[str, Wert | None]:
    """Die vergleichbaren Merkmale eines Profils; nicht anwendbare fehlen, unbekannte sind `None`.

    Ein Quartier hat keine Merkmale der Verwaltung (Stellung, Jugendamt, Haushalt): Darüber entscheidet kein Wohnungsunternehmen.
    """
    werte: dict[str, Wert | None] = {
        "ebene": profil.ebene,
        "entwicklung": profil.entwicklung,
        "raumtyp": profil.raumtyp,
        "land": profil.land,
        "soziallage": profil.soziallage,
    }
    if profil.ebene != "kreis":
        werte["groessenklasse"] = profil.band("groessenklasse")
    if profil.ebene == "kommune":
        werte["status"] = profil.status
    if profil.ebene != "quartier":
        return werte | {"jugendamt": profil.jugendamt, "haushaltssicherung": profil.haushaltssicherung}
    werte |= {name: profil.band(name) for name in BAENDER if name != "groessenklasse"}
    bestand = profil.quartier or Quartiersprofil()
    return werte | {"gemeinschaftsraum": bestand.gemeinschaftsraum, "unternehmensart": bestand.unternehmensart}


# Ein Ortsverzeichnis ändert sich nicht; die Merkmale seiner Orte braucht jede Empfehlung.
_ORTSMERKMALE: WeakKeyDictionary[Ortsverzeichnis, dict[str, Mapping[str, Wert | None]]] = WeakKeyDictionary()


def ortsmerkmale(ort: Ort, orte: Ortsverzeichnis) -> Mapping[str, Wert | None]:
    """Die vergleichbaren Merkmale eines verzeichneten Orts."""
    bekannt = _ORTSMERKMALE.setdefault(orte, {})
    if ort.id not in bekannt:
        bekannt[ort.id] = merkmale(profil_aus_ort(ort, orte))
    return bekannt[ort.id]


def vergleiche(
    hier: Mapping[str, Wert | None], dort: Mapping[str, Wert | None], gewichte: Mapping[str, float] | None = None
) -> Passung:
    """Vergleicht zwei Merkmalsätze. Der Wert ist symmetrisch, 1 bei Gleichheit; Unbekanntes senkt nur die Abdeckung.

    Merkmale, die auf einer Seite nicht anwendbar sind (etwa die Größenklasse eines Kreises), zählen nicht mit.
    """
    gewichte = gewichte if gewichte is not None else gewichte_laden().passung
    summe = bekannt = gesamt = 0.0
    ergebnisse = []
    for merkmal in sorted(hier.keys() & dort.keys(), key=lambda name: (-gewichte[name], name)):
        gewicht = gewichte[merkmal]
        gesamt += gewicht
        vergleich = _vergleiche_merkmal(merkmal, hier[merkmal], dort[merkmal])
        ergebnisse.append(vergleich)
        if vergleich.aehnlichkeit is not None:
            bekannt += gewicht
            summe += gewicht * vergleich.aehnlichkeit
    wert = min(1.0, summe / bekannt) if bekannt else None
    return Passung(wert, bekannt / gesamt if gesamt else 0.0, tuple(ergebnisse))


def passung(profil: Profil, m: Massnahme, orte: Ortsverzeichnis) -> Passung:
    """Passung einer Maßnahme zum Profil: es zählt der ähnlichste Ort, der sie umsetzt."""
    hier = merkmale(profil)
    bester = Passung(None, 0.0, ())
    for kennung in sorted(m.umsetzungen):
        ort = orte.ort(kennung)
        if ort is None:
            continue
        ergebnis = vergleiche(hier, ortsmerkmale(ort, orte))
        if bester.ort is None or _guete(ergebnis) > _guete(bester):
            bester = Passung(ergebnis.wert, ergebnis.abdeckung, ergebnis.vergleiche, ort)
    return bester


def _guete(p: Passung) -> tuple[float, float]:
    return (p.wert if p.wert is not None else -1.0, p.abdeckung)


def _vergleiche_merkmal(merkmal: str, hier: Wert | None, dort: Wert | None) -> Vergleich:
    name = MERKMALSNAMEN[merkmal]
    if hier is None or dort is None:
        wo = "" if hier is None and dort is None else (" (bei Ihnen)" if hier is None else " (dort)")
        return Vergleich(merkmal, "unbekannt", f"{name}{wo}", None)
    if merkmal in _STUFEN:
        stufen = _STUFEN[merkmal]
        abstand = abs(stufen.index(str(hier)) - stufen.index(str(dort)))
        aehnlichkeit = 1.0 - abstand / (len(stufen) - 1)
        gleich = abstand == 0
    else:
        gleich = hier == dort
        aehnlichkeit = 1.0 if gleich else 0.0
    if gleich:
        return Vergleich(merkmal, "gleich", f"{name}: {in_worten(merkmal, hier)}", aehnlichkeit)
    text = f"{name}: dort {in_worten(merkmal, dort)}, bei Ihnen {in_worten(merkmal, hier)}"
    return Vergleich(merkmal, "anders", text, aehnlichkeit)


def in_worten(merkmal: str, wert: Wert) -> str:
    """Ein Merkmalswert, wie ihn ein Mensch liest."""
    if merkmal in ("jugendamt", "gemeinschaftsraum"):
        return "ja" if wert else "nein"
    if merkmal == "haushaltssicherung":
        return "Haushaltssicherung" if wert else "ausgeglichener Haushalt"
    if merkmal in BAENDER:
        return BAENDER[merkmal].wort(str(wert))
    worte = {
        "ebene": _EBENEN,
        "status": _STATUS,
        "raumtyp": _RAUMTYPEN,
        "entwicklung": _ENTWICKLUNG,
        "soziallage": _SOZIALLAGE,
        "unternehmensart": _UNTERNEHMENSARTEN,
        "land": LANDNAMEN,
    }.get(merkmal, {})
    return worte.get(str(wert), str(wert))
