"""Die Akte: alles, was zu gemerkten Maßnahmen und einem Ort bekannt ist, einmal gesammelt für alle Ausgaben."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from empfehlung.foerderung import Foerderung
from empfehlung.passung import Lage, Passung
from empfehlung.profil import Profil
from wissensbasis.bewaehrung import Bewaehrung, Stufe
from wissensbasis.datensatz.modell import Massnahme
from wissensbasis.taxonomie import Foerderprogramm

# Die Regeln aus docs/methode.md, „Stufen“, in einem Satz.
REGELN: dict[Stufe, str] = {
    "vielfach-bewaehrt": "Der Betrieb ist über Jahre bestätigt, Wirkung und Wiederholung sind belegt, eines davon stark.",
    "bewaehrt": "Der Betrieb ist über Jahre bestätigt, Wirkung oder Wiederholung ist belegt.",
    "erprobt": "Der Betrieb ist bestätigt; für „bewährt“ fehlen Dauer oder belegte Wirkung und Wiederholung.",
    "geplant": "Beschlossen oder angekündigt; kein Dokument zeigt den Betrieb.",
    "unbestaetigt": "Die Maßnahme soll laufen; kein ausreichendes Dokument zeigt den Betrieb.",
    "eingestellt": "Beendet oder eingestellt; Grund und letzte Stufe bleiben sichtbar.",
}


@dataclass(frozen=True)
class Merkmal:
    """Ein Merkmal des eigenen Orts; `wert` leer heißt nicht belegt."""

    name: str
    wert: str


@dataclass(frozen=True)
class Vergleichszeile:
    """Ein Merkmal dort und hier; leere Werte sind nicht belegt."""

    merkmal: str
    dort: str
    hier: str
    lage: Lage


@dataclass(frozen=True)
class Verwandt:
    """Eine andere Maßnahme mit Ort und Stufe in Worten und warum sie hier steht."""

    massnahme: Massnahme
    ort: str
    stufe: str
    grund: str


@dataclass(frozen=True)
class Massnahmenakte:
    """Eine Maßnahme mit allen Namen statt Kennungen, dem Nachweis, der Passung und dem, was daneben zählt."""

    massnahme: Massnahme
    bewaehrung: Bewaehrung
    stufe: str
    art: str
    art_satz: str
    ort: str
    ortsname: str
    felder: tuple[str, ...]
    themen: tuple[str, ...]
    zielgruppen: tuple[str, ...]
    weitere_orte: tuple[str, ...]
    einmalig: str
    jaehrlich: str
    stellen: str
    programme: tuple[Foerderprogramm, ...]
    foerderung: Foerderung
    passung: Passung | None
    vergleichsort: str
    vergleich: tuple[Vergleichszeile, ...]
    pruefen: tuple[str, ...]
    beendete: tuple[Verwandt, ...]
    alternativen: tuple[Verwandt, ...]

    @property
    def beendet(self) -> bool:
        """Ob die Maßnahme an ihrem Ort nicht mehr läuft."""
        return self.massnahme.status in ("beendet", "eingestellt")


@dataclass(frozen=True)
class Akte:
    """Die Maßnahmen in gemerkter Reihenfolge und der Ort, für den sie gemeint sind.

    `handlungsfelder` sind alle der Ebene und der Maßnahmen. `ortsname` ist leer, wenn kein Ort gewählt ist; `unbekannt` nennt Kennungen, die es in der Wissensbasis nicht gibt.
    """

    massnahmen: tuple[Massnahmenakte, ...]
    profil: Profil | None
    ortsname: str
    lage: str
    merkmale: tuple[Merkmal, ...]
    heute: dt.date
    umfang: int
    handlungsfelder: tuple[str, ...]
    unbekannt: tuple[str, ...] = ()

    @property
    def hier(self) -> str:
        """Der Ort im Satz; ohne Ort ein Platzhalter."""
        return self.ortsname or "[Name des Orts]"

    @property
    def quartier(self) -> bool:
        """Ob es um ein Quartier geht, über das ein Unternehmen entscheidet."""
        return self.profil is not None and self.profil.ebene == "quartier"

    @property
    def vorlagenart(self) -> str:
        """Wie die Vorlage heißt."""
        if self.profil is None or self.profil.ebene == "kommune":
            return "Ratsvorlage"
        return "Kreistagsvorlage" if self.profil.ebene == "kreis" else "Beschlussvorlage"

    @property
    def gremium(self) -> str:
        """Wer entscheidet, im Nominativ am Satzanfang; wo es verschieden heißt, ein Platzhalter."""
        if self.profil is not None and self.profil.ebene == "kreis":
            return "Der Kreistag"
        if self.quartier:
            return "[Geschäftsführung / Vorstand / Aufsichtsrat]"
        return "[Der Rat / Die Gemeindevertretung / Die Stadtverordnetenversammlung]"
