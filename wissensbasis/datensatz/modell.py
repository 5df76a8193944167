"""Die Maßnahme als geprüftes Modell. Bedeutung jeder Angabe: `docs/korpus.md`."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from wissensbasis.datensatz.datei import ABSCHNITTE, Datei, zerlege

Ebene = Literal["kommune", "kreis", "quartier"]
AuditBezug = Literal["massnahme-belegt", "ort-auditiert", "ort-nicht-auditiert"]
Status = Literal["geplant", "laufend", "beendet", "eingestellt", "unbekannt"]
EndeGrund = Literal["geld", "personal", "nachfrage", "politik", "ziel-erreicht", "sonstiges"]
TraegerArt = Literal[
    "kommune",
    "kreis",
    "verband",
    "verein",
    "kirche",
    "wohnungsunternehmen",
    "stiftung",
    "unternehmen",
    "land",
    "initiative",
    "verbund",
]
QuellenArt = Literal[
    "kommune",
    "kreis",
    "ratsinformation",
    "presse",
    "praxisdatenbank",
    "traeger",
    "wissenschaft",
    "ministerium",
    "partei",
    "verein",
]
NachweisArt = Literal[
    "zielvereinbarung",
    "ratsbeschluss",
    "umsetzungscontrolling",
    "jahresbericht",
    "selbstevaluation",
    "evaluation",
    "evaluation-ohne-ergebnis",
    "nutzungszahlen",
    "bericht-weiterer-ort",
    "bestaetigung",
    "auszeichnung",
    "presse",
]

FRUEHESTES_JAHR = 1900
SPAETESTES_JAHR = 2040
Jahr = Annotated[int, Field(ge=FRUEHESTES_JAHR, le=SPAETESTES_JAHR)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Betrag = Annotated[float, Field(ge=0)]


class Angabe(BaseModel):
    """Gemeinsame Strenge: unbekannte Schlüssel sind Fehler, Werte ändern sich nicht mehr."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Traeger(Angabe):
    """Wer die Maßnahme verantwortet."""

    name: Text
    art: TraegerArt


class Aufwand(Angabe):
    """Kosten in Euro, Personal in Vollzeitäquivalenten, Kennungen der Förderprogramme; `None` = nicht belegt."""

    einmalig_eur: Betrag | None
    jaehrlich_eur: Betrag | None
    stellen_vzae: Betrag | None
    finanzierung: tuple[str, ...] = Field(strict=False)


class Verstetigung(Angabe):
    """Belegte Übernahme in Haushalt oder dauerhafte Trägerschaft."""

    seit: Jahr | None
    quelle: int
    aussage: Text


class Nachweis(Angabe):
    """Was ein einzelnes Dokument zeigt."""

    art: NachweisArt
    jahr: Jahr | None
    quelle: int
    aussage: Text


class Quelle(Angabe):
    """Eine Quelle mit ihrem Stand (Jahr der Veröffentlichung) und dem Tag der Lektüre."""

    nr: Annotated[int, Field(ge=1)]
    url: Text
    titel: Text
    herausgeber: Text
    art: QuellenArt
    stand: Jahr | None
    abruf: dt.date


class Geprueft(Angabe):
    """Wann die Datei zuletzt gegen ihre Quellen gelesen wurde."""

    am: dt.date


class Kopf(Angabe):
    """Die Angaben im Kopf einer Maßnahmendatei."""

    id: Text
    titel: Text
    typ: Text
    ort: Text
    ebene: Ebene
    audit_bezug: AuditBezug
    handlungsfelder: Annotated[tuple[str, ...], Field(strict=False, min_length=1, max_length=3)]
    querschnittsthemen: Annotated[tuple[str, ...], Field(strict=False)]
    zielgruppen: Annotated[tuple[str, ...], Field(strict=False, min_length=1, max_length=4)]
    entscheidung: Literal["unmittelbar", "mittelbar"] | None
    traeger: Traeger
    partner: Annotated[tuple[str, ...], Field(strict=False)]
    beginn: Jahr | None
    ende: Jahr | None
    status: Status
    ende_grund: EndeGrund | None
    aufwand: Aufwand
    umsetzungen: Annotated[tuple[str, ...], Field(strict=False, min_length=1)]
    verstetigung: Verstetigung | None
    nachweise: Annotated[tuple[Nachweis, ...], Field(strict=False, min_length=1)]
    voraussetzungen: Annotated[tuple[str, ...], Field(strict=False)]
    quellen: Annotated[tuple[Quelle, ...], Field(strict=False, min_length=1)]
    geprueft: Geprueft


class Massnahme(Kopf):
    """Eine Maßnahme mit ihren vier Abschnitten; ein leerer Abschnitt heißt „nicht belegt“."""

    ausgangslage: str
    umsetzung: str
    ergebnisse: str
    uebertragung: str

    @property
    def hauptfeld(self) -> str:
        """Kennung des ersten, führenden Handlungsfelds."""
        return self.handlungsfelder[0]

    @property
    def abschnitte(self) -> dict[str, str]:
        """Überschrift → Text, in der Reihenfolge der Datei."""
        return dict(
            zip(ABSCHNITTE, (self.ausgangslage, self.umsetzung, self.ergebnisse, self.uebertragung), strict=True)
        )

    def quelle(self, nr: int) -> Quelle:
        """Die Quelle mit dieser Nummer; wirft `KeyError`, wenn es sie nicht gibt."""
        for quelle in self.quellen:
            if quelle.nr == nr:
                return quelle
        raise KeyError(nr)


def massnahme_aus_datei(datei: Datei) -> Massnahme:
    """Baut die Maßnahme aus einer zerlegten Datei; wirft pydantics `ValidationError` mit den Pfaden der Fehler."""
    texte = {abschnitt.name: abschnitt.text for abschnitt in datei.abschnitte}
    rumpf = dict(
        zip(
            ("ausgangslage", "umsetzung", "ergebnisse", "uebertragung"),
            (texte.get(name, "") for name in ABSCHNITTE),
            strict=True,
        )
    )
    return Massnahme.model_validate({**datei.angaben, **rumpf})


def massnahme_aus_text(text: str) -> Massnahme:
    """Liest eine Maßnahme aus dem Text ihrer Datei."""
    return massnahme_aus_datei(zerlege(text))
