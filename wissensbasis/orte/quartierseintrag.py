"""Strenge Form eines Eintrags in ``quartiere.toml``; was nicht passt, wird mit Datei, Zeile und Abhilfe gemeldet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from wissensbasis.fehler import BewaehrtFehler
from wissensbasis.orte.laender import LANDNAMEN
from wissensbasis.orte.ort import Unternehmensart

_HOECHSTENS_GEMELDET = 20

Text = Annotated[str, Field(min_length=1)]
Adresse = Annotated[str, Field(pattern=r"^https?://\S+$")]
Prozent = Annotated[float, Field(ge=0, le=100)]


class Quartierseintrag(BaseModel):
    """Ein Quartier; Pflicht ist, was keine Vorgabe hat. Bedeutung der Schlüssel: ``docs/korpus.md``."""

    model_config = ConfigDict(extra="forbid", strict=True)

    id: Annotated[str, Field(pattern=r"^q-[a-z0-9]+(-[a-z0-9]+)+$")]
    name: Text
    unternehmen: Text
    gemeinde: Annotated[str, Field(pattern=r"^\d{8}$")]
    land: Text
    kreis: Annotated[str, Field(pattern=r"^\d{5}$")]
    quelle: Adresse
    weitere_namen: list[Text] = []
    einwohner: Annotated[int, Field(ge=1)] | None = None
    einwohner_stand: int | Text = ""
    wohneinheiten: Annotated[int, Field(ge=1)] | None = None
    baujahr: int | Annotated[str, Field(pattern=r"^\d{4}(–\d{4})?$")] | None = None
    gebunden_prozent: Prozent | None = None
    unter18_prozent: Prozent | None = None
    ab65_prozent: Prozent | None = None
    unternehmensart: Unternehmensart | None = None
    gemeinschaftsraum: bool | None = None
    breite: float | None = None
    laenge: float | None = None
    belege: dict[str, Adresse] = {}

    @model_validator(mode="after")
    def _stimmig(self) -> Self:
        if self.land not in LANDNAMEN:
            raise ValueError(f"Das Land „{self.land}“ gibt es nicht")
        jahre = re.findall(r"\d+", str(self.baujahr or ""))
        if jahre != sorted(jahre) or not all(1200 <= int(jahr) <= 2040 for jahr in jahre):
            raise ValueError(f"„{self.baujahr}“ ist kein Baujahr: Möglich ist 1200 bis 2040, das frühere Jahr zuerst")
        if ohne := [name for name in self.belege if name not in self.model_fields_set]:
            raise ValueError(f"Belegt, aber nicht angegeben: {', '.join(ohne)}")
        return self


def pruefe_quartiere(tabellen: Sequence[dict[str, Any]], pfad: Path, text: str) -> None:
    """Wirft :class:`BewaehrtFehler` mit allen Verstößen, je einer in einer Zeile."""
    meldungen: list[str] = []
    gesehen: set[str] = set()
    for nummer, tabelle in enumerate(tabellen):
        wer = f"Quartier „{tabelle.get('id', 'ohne id')}“"
        try:
            eintrag = Quartierseintrag.model_validate(tabelle)
        except ValidationError as fehler:
            # Eine Angabe mit zwei möglichen Formen meldet je Form einen Fehler; einer genügt.
            je_stelle = {str(e["loc"][0]) if e["loc"] else "": e for e in fehler.errors(include_url=False)}
            meldungen += [
                f"{pfad}, Zeile {_zeile(text, nummer, schluessel)}: {wer}: {_in_worten(schluessel, e)}"
                for schluessel, e in je_stelle.items()
            ]
            continue
        if eintrag.id in gesehen:
            meldungen.append(f"{pfad}, Zeile {_zeile(text, nummer, 'id')}: {wer}: Die Kennung ist schon vergeben.")
        gesehen.add(eintrag.id)
    if meldungen:
        rest = len(meldungen) - _HOECHSTENS_GEMELDET
        mehr = [f"und {rest} weitere Verstöße"] if rest > 0 else []
        raise BewaehrtFehler("\n".join([*meldungen[:_HOECHSTENS_GEMELDET], *mehr]))


def _zeile(text: str, nummer: int, schluessel: str) -> int:
    """Zeile des Schlüssels im Eintrag dieser Nummer; steht er nicht da, die des Kopfs."""
    zeilen = text.splitlines()
    koepfe = [i for i, zeile in enumerate(zeilen) if zeile.strip() == "[[quartier]]"]
    if nummer >= len(koepfe):
        return 1
    ende = koepfe[nummer + 1] if nummer + 1 < len(koepfe) else len(zeilen)
    for i in range(koepfe[nummer], ende):
        if re.match(rf"\s*{re.escape(schluessel)}\s*[=.]", zeilen[i]):
            return i + 1
    return koepfe[nummer] + 1


def _in_worten(schluessel: str, fehler: Any) -> str:
    if fehler["type"] == "value_error":
        return f"{fehler['ctx']['error']}."
    if fehler["type"] == "extra_forbidden":
        erlaubt = ", ".join(Quartierseintrag.model_fields)
        return f"Den Schlüssel „{schluessel}“ gibt es nicht. Erlaubt: {erlaubt}."
    if fehler["type"] == "missing":
        return f"„{schluessel}“ fehlt."
    return f"„{schluessel}“ ist {str(fehler['input'])[:60]!r}; erwartet wird {_ERWARTET.get(schluessel, 'ein Text')}."


_ERWARTET = {
    "id": "eine Kennung wie q-gemeinde-quartier",
    "gemeinde": "ein AGS mit acht Stellen in Anführungszeichen",
    "kreis": "ein Kreisschlüssel mit fünf Stellen in Anführungszeichen",
    "quelle": "eine Adresse, die mit http beginnt",
    "weitere_namen": "eine Liste von Namen",
    "einwohner": "eine ganze Zahl",
    "einwohner_stand": "ein Jahr",
    "wohneinheiten": "eine ganze Zahl ab 1",
    "baujahr": "ein Jahr („1962“) oder eine Spanne mit Halbgeviertstrich („1962–1965“)",
    **dict.fromkeys(("gebunden_prozent", "unter18_prozent", "ab65_prozent"), "eine Zahl von 0 bis 100"),
    "unternehmensart": "genossenschaft, kommunal, kirchlich oder privat",
    "gemeinschaftsraum": "true oder false",
    **dict.fromkeys(("breite", "laenge"), "eine Zahl in Grad"),
    "belege": 'eine Tabelle wie { baujahr = "https://…" }',
}
