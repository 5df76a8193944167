"""Ein Ort: Kommune, Kreis oder Quartier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from wissensbasis.orte.entfernung import Punkt
from wissensbasis.orte.laender import LANDNAMEN

Unternehmensart = Literal["genossenschaft", "kommunal", "kirchlich", "privat"]
KOMMUNE, KREIS, QUARTIER = "kommune", "kreis", "quartier"

# Schwellen des „Stadt- und Gemeindetyps" (BBSR). Das BBSR wertet daneben die zentralörtliche Funktion aus
# und rechnet Gemeindeverbände zusammen; beides fehlt unseren Daten. Unsere Klasse folgt nur den Einwohnern.
_GROESSENKLASSEN = (
    (5_000, "Landgemeinde"),
    (10_000, "Kleine Kleinstadt"),
    (20_000, "Größere Kleinstadt"),
    (50_000, "Kleine Mittelstadt"),
    (100_000, "Große Mittelstadt"),
    (500_000, "Kleine Großstadt"),
)
GROESSENKLASSEN = (*(name for _, name in _GROESSENKLASSEN), "Große Großstadt")
GROESSENGRENZEN = tuple(grenze for grenze, _ in _GROESSENKLASSEN)


# Obergrenzen in Prozent je Jahr; dieselben wie beim Einlesen von Tabellen (eigene Setzung, docs/methode.md).
_ENTWICKLUNGEN = (
    (-1.0, "stark-schrumpfend"),
    (-0.25, "schrumpfend"),
    (0.25, "stabil"),
    (1.0, "wachsend"),
)
STARK_WACHSEND = "stark-wachsend"


def entwicklung(prozent_je_jahr: float) -> str:
    """Die Stufe zu einer durchschnittlichen Veränderung der Einwohnerzahl in Prozent je Jahr."""
    return next((stufe for grenze, stufe in _ENTWICKLUNGEN if prozent_je_jahr < grenze), STARK_WACHSEND)


def groessenklasse(einwohner: int) -> str:
    """Die Größenklasse zu einer Einwohnerzahl."""
    for grenze, name in _GROESSENKLASSEN:
        if einwohner < grenze:
            return name
    return GROESSENKLASSEN[-1]


@dataclass(frozen=True)
class Ort:
    """Was über einen Ort belegt ist; Unbekanntes ist ``None`` oder leer.

    ``id`` ist der amtliche Schlüssel (8 Stellen Gemeinde, 5 Stellen Kreis) oder bei Bezirken,
    Samtgemeinden und Quartieren eine sprechende Kennung wie ``be-lichtenberg``. ``wachstum`` ist die Veränderung
    der Einwohnerzahl in Prozent je Jahr im Zeitraum ``wachstum_stand``. ``belege`` nennt je Angabe eine Quelle, wenn
    sie nicht in ``quelle`` steht.
    """

    id: str
    name: str
    art: str
    ebene: str
    land: str
    status: str = ""
    kreis: str = ""
    einwohner: int | None = None
    einwohner_stand: str = ""
    breite: float | None = None
    laenge: float | None = None
    raumtyp: str = ""
    raumtyp_stand: str = ""
    wachstum: float | None = None
    wachstum_stand: str = ""
    soziallage: str = ""
    soziallage_stand: str = ""
    flaeche_km2: float | None = None
    gemeinde: str = ""
    schluessel: str = ""
    weitere_namen: tuple[str, ...] = ()
    quelle: str = ""
    unternehmen: str = ""
    wohneinheiten: int | None = None
    baujahr: str = ""
    gebunden_prozent: float | None = None
    unter18_prozent: float | None = None
    ab65_prozent: float | None = None
    unternehmensart: str = ""
    gemeinschaftsraum: bool | None = None
    belege: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def ags(self) -> str:
        """Der amtliche Schlüssel, auf den sich der Ort bezieht: der eigene, sonst der seiner Gemeinde."""
        return self.id if self.id.isdigit() else self.gemeinde

    @property
    def landname(self) -> str:
        """„Thüringen" statt „th"."""
        return LANDNAMEN.get(self.land, self.land)

    def beleg(self, angabe: str) -> str:
        """Die Adresse, unter der eine Angabe steht: die eigene, sonst die ``quelle`` des ganzen Orts."""
        return self.belege.get(angabe, self.quelle)

    @property
    def groessenklasse(self) -> str | None:
        """Größenklasse nach Einwohnern; Kreise und Quartiere haben keine."""
        if self.ebene != KOMMUNE or self.einwohner is None:
            return None
        return groessenklasse(self.einwohner)

    @property
    def entwicklung(self) -> str:
        """Stufe der Bevölkerungsentwicklung nach dem Wachstum; leer, wenn es nicht belegt ist."""
        return "" if self.wachstum is None else entwicklung(self.wachstum)

    @property
    def einwohner_text(self) -> str:
        """„12.438 Ew. (2022)", ohne Stand gerundet „rund 12.000 Ew.", sonst „Einwohnerzahl nicht belegt"."""
        zahl = self.einwohnerzahl_text
        if not zahl:
            return "Einwohnerzahl nicht belegt"
        return f"{zahl} Ew. ({self.einwohner_stand})" if self.einwohner_stand else f"{zahl} Ew."

    @property
    def einwohnerzahl_text(self) -> str:
        """Die Zahl allein; auf zwei Stellen gerundet, wo niemand sagt, aus welchem Jahr sie ist. Leer, wenn nicht belegt."""
        if self.einwohner is None:
            return ""
        if self.einwohner_stand:
            return f"{self.einwohner:,}".replace(",", ".")
        stellen = max(len(str(self.einwohner)) - 2, 0)
        return f"rund {round(self.einwohner, -stellen):,}".replace(",", ".")

    @property
    def punkt(self) -> Punkt | None:
        """Breite und Länge in Grad; ``None``, wenn sie nicht belegt sind."""
        return None if self.breite is None or self.laenge is None else (self.breite, self.laenge)
