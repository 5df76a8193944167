"""Die geordneten Begriffe des Korpus: Handlungsfelder, Querschnittsthemen, Zielgruppen, Maßnahmentypen, Förderprogramme."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from wissensbasis.fehler import BewaehrtFehler
from wissensbasis.foerderprogramm import Foerderprogramm as Foerderprogramm
from wissensbasis.foerderprogramm import programme_aus_toml


@dataclass(frozen=True)
class Handlungsfeld:
    """Ein Handlungsfeld eines Audits; `audit` ist `kommune-kreis` oder `quartier`."""

    id: str
    audit: str
    name: str
    aliase: tuple[str, ...]
    stichworte: tuple[str, ...]


@dataclass(frozen=True)
class Querschnittsthema:
    """Ein Thema, das quer zu den Handlungsfeldern liegt."""

    id: str
    name: str
    aliase: tuple[str, ...]


@dataclass(frozen=True)
class Massnahmentyp:
    """Dieselbe Idee an mehreren Orten; `aliase` sind Wörter aus Alltag und Verwaltung."""

    id: str
    name: str
    feld: str
    aliase: tuple[str, ...]
    satz: str


@dataclass(frozen=True)
class Taxonomie:
    """Alle Begriffe eines Korpus, je nach Kennung."""

    felder: dict[str, Handlungsfeld]
    themen: dict[str, Querschnittsthema]
    zielgruppen: dict[str, str]
    typen: dict[str, Massnahmentyp]
    foerderprogramme: dict[str, Foerderprogramm]

    @classmethod
    def laden(cls, korpus: Path) -> Taxonomie:
        """Liest die Begriffe aus den TOML-Dateien des Korpus; wirft `BewaehrtFehler` mit dem Namen der kaputten Datei."""
        felder = _lies_toml(korpus / "handlungsfelder.toml")
        zielgruppen = _lies_toml(korpus / "zielgruppen.toml")
        typen = _lies_toml(korpus / "massnahmentypen.toml")
        programmdatei = korpus / "foerderprogramme.toml"
        programme = _lies_toml(programmdatei)
        try:
            bekannte_felder = {
                f["id"]: Handlungsfeld(f["id"], f["audit"], f["name"], tuple(f["aliase"]), tuple(f["stichworte"]))
                for f in felder["feld"]
            }
            bekannte_typen = {
                t["id"]: Massnahmentyp(t["id"], t["name"], t["feld"], tuple(t["aliase"]), t["satz"])
                for t in typen["typ"]
            }
            return cls(
                felder=bekannte_felder,
                themen={t["id"]: Querschnittsthema(t["id"], t["name"], tuple(t["aliase"])) for t in felder["thema"]},
                zielgruppen=dict(zielgruppen["zielgruppen"]),
                typen=bekannte_typen,
                foerderprogramme=programme_aus_toml(
                    programmdatei, programme["programm"], bekannte_felder, bekannte_typen
                ),
            )
        except KeyError as fehlt:
            raise BewaehrtFehler(f"In den Begriffen unter {korpus} fehlt die Angabe {fehlt}.") from fehlt

    @cached_property
    def feldnamen(self) -> dict[str, str]:
        """Kennung → vollständiger Name, für Anzeige und Suche."""
        return {feld.id: feld.name for feld in self.felder.values()}

    def feld_finden(self, text: str) -> str:
        """Kennung zu einer Kennung, einem Namen oder einem Alias; wirft `BewaehrtFehler`, wenn nichts oder mehreres passt."""
        return _finde(text, self.felder, "Handlungsfeld")

    def thema_finden(self, text: str) -> str:
        """Kennung eines Querschnittsthemas zu Kennung, Name oder Alias; Fehler wie bei `feld_finden`."""
        return _finde(text, self.themen, "Querschnittsthema")


def _finde(text: str, begriffe: dict[str, Handlungsfeld] | dict[str, Querschnittsthema], art: str) -> str:
    gesucht = text.strip().casefold()
    treffer = [
        b.id
        for b in begriffe.values()
        if gesucht == b.id or gesucht in (name.casefold() for name in (b.name, *b.aliase))
    ]
    if len(treffer) == 1:
        return treffer[0]
    auswahl = "; ".join(f"{b.id} = {b.name}" for b in begriffe.values())
    if treffer:
        raise BewaehrtFehler(
            f"{art} „{text}“ ist mehrdeutig ({', '.join(treffer)}). Bitte die Kennung nennen: {auswahl}"
        )
    raise BewaehrtFehler(f"{art} „{text}“ gibt es nicht. Möglich sind: {auswahl}")


def _lies_toml(datei: Path) -> dict[str, Any]:
    try:
        with datei.open("rb") as strom:
            return tomllib.load(strom)
    except FileNotFoundError as fehler:
        raise BewaehrtFehler(f"Die Datei {datei} fehlt. Zeigt BEWAEHRT_KORPUS auf den Korpus?") from fehler
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fehler:
        raise BewaehrtFehler(f"Die Datei {datei} ist kein lesbares TOML: {fehler}") from fehler
