"""Das Profil einer Kommune, eines Kreises oder eines Quartiers. Alles ist freiwillig; Unbekanntes bleibt `None`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from empfehlung.baender import (
    BAENDER,
    Ab65band,
    Baualter,
    Gebundenband,
    Groessenklasse,
    Wohnungsband,
    baualter,
)
from wissensbasis.fehler import BewaehrtFehler
from wissensbasis.formfehler import formfehler, meinten_sie
from wissensbasis.orte import LANDNAMEN, Ort, OrtMehrdeutig, Ortsverzeichnis, OrtUnbekannt, Unternehmensart

GROESSTE_DATEI_BYTES = 1_000_000

Prozent = Annotated[float, Field(ge=0, le=100)]
Anzahl = Annotated[int, Field(ge=0, le=100_000_000)]


class _Streng(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Quartiersprofil(_Streng):
    """Bestand eines Quartiers: Wohneinheiten, Anteile in Prozent, Baujahr der meisten Häuser, Raum, Unternehmen."""

    wohneinheiten: Anzahl | None = None
    ab65_prozent: Prozent | None = None
    gebunden_prozent: Prozent | None = None
    baujahr: Annotated[int, Field(ge=1200, le=2040)] | None = None
    gemeinschaftsraum: bool | None = None
    unternehmensart: Unternehmensart | None = None


class Baender(_Streng):
    """Was nur als Band bekannt ist. Steht die genaue Zahl im Profil, gilt sie."""

    groessenklasse: Groessenklasse | None = None
    wohnungen: Wohnungsband | None = None
    baualter: Baualter | None = None
    gebunden: Gebundenband | None = None
    ab65: Ab65band | None = None


class Profil(_Streng):
    """Merkmale eines Orts, an denen die Passung gemessen wird. Schlüssel: `docs/methode.md`, „Profil“."""

    name: str | None = None
    ebene: Literal["kommune", "kreis", "quartier"] = "kommune"
    ags: str | None = None
    land: str | None = None
    einwohner: Anzahl | None = None
    status: Literal["kreisfrei", "kreisangehoerig"] | None = None
    jugendamt: bool | None = None
    raumtyp: Literal["staedtisch", "teilweise-staedtisch", "laendlich"] | None = None
    entwicklung: Literal["stark-schrumpfend", "schrumpfend", "stabil", "wachsend", "stark-wachsend"] | None = None
    soziallage: Literal["niedrig", "mittel", "hoch"] | None = None
    haushaltssicherung: bool | None = None
    alleinerziehende_prozent: Prozent | None = None
    migration_prozent: Prozent | None = None
    unter18_prozent: Prozent | None = None
    ab65_prozent: Prozent | None = None
    betreuungsquote_u3_prozent: Prozent | None = None
    quartier: Quartiersprofil | None = None
    baender: Baender | None = None

    def band(self, name: str) -> str | None:
        """Das Band eines Merkmals: aus der genauen Zahl, sonst das angegebene."""
        zahl_name = BAENDER[name].zahl
        zahl = getattr(self.quartier if _im_quartier(zahl_name, self.ebene) else self, zahl_name, None)
        return BAENDER[name].zu(zahl) if zahl is not None else getattr(self.baender, name, None)


def _im_quartier(zahl: str, ebene: str) -> bool:
    """Ob eine Zahl unter `quartier` steht; `ab65_prozent` gibt es dort und für den ganzen Ort."""
    return zahl in Quartiersprofil.model_fields and (ebene == "quartier" or zahl not in Profil.model_fields)


def mit_angaben(profil: Profil, angaben: Mapping[str, Any]) -> Profil:
    """Das Profil mit eigenen Angaben in der Form des Profils; `None` heißt ausdrücklich „nicht bekannt“.

    Ein eigenes Band ersetzt die Zahl des Verzeichnisses; eine eigene genaue Zahl geht beiden vor.
    """
    werte = profil.model_dump() | dict(angaben)
    ebene = werte["ebene"]
    if ebene == "quartier" and profil.ebene != "quartier":
        # Die Lage der Stadt sagt nichts über eines ihrer Quartiere.
        werte["soziallage"] = angaben.get("soziallage")
    eigene_zahlen, eigene_baender = angaben.get("quartier") or {}, angaben.get("baender") or {}
    quartier = (profil.quartier.model_dump() if profil.quartier else {}) | eigene_zahlen
    baender = (profil.baender.model_dump() if profil.baender else {}) | eigene_baender
    for zahl in (BAENDER[name].zahl for name in eigene_baender):
        eigene, ziel = (eigene_zahlen, quartier) if _im_quartier(zahl, ebene) else (angaben, werte)
        if eigene.get(zahl) is None:
            ziel[zahl] = None
    werte["quartier"] = quartier if ebene == "quartier" else None
    werte["baender"] = baender if any(baender.values()) else None
    return Profil.model_validate(werte)


def profil_aus_ort(ort: Ort, orte: Ortsverzeichnis) -> Profil:
    """Was das Ortsverzeichnis über einen Ort weiß, als Profil. Ein Quartier erbt Merkmale seiner Gemeinde.

    Nicht die soziale Lage: Sie unterscheidet sich zwischen den Quartieren einer Stadt stärker als zwischen Städten.
    """
    traeger = orte.gemeinde(ort) or ort
    quartier = baender = None
    if ort.ebene == "quartier":
        quartier = Quartiersprofil.model_validate(
            {
                "wohneinheiten": ort.wohneinheiten,
                "ab65_prozent": ort.ab65_prozent,
                "gebunden_prozent": ort.gebunden_prozent,
                "baujahr": int(ort.baujahr) if ort.baujahr.isdigit() else None,
                "gemeinschaftsraum": ort.gemeinschaftsraum,
                "unternehmensart": ort.unternehmensart or None,
            }
        )
        if quartier.baujahr is None and (band := baualter(ort.baujahr)):
            baender = Baender.model_validate({"baualter": band})
    return Profil.model_validate(
        {
            "name": ort.name,
            "ebene": ort.ebene,
            "ags": ort.ags or None,
            "land": ort.land,
            "einwohner": traeger.einwohner,
            "status": traeger.status if traeger.status in ("kreisfrei", "kreisangehoerig") else None,
            # Kreise und kreisfreie Städte sind örtliche Träger der Jugendhilfe (§ 85 SGB VIII mit Landesrecht).
            "jugendamt": True if traeger.status == "kreisfrei" or ort.ebene == "kreis" else None,
            "raumtyp": traeger.raumtyp or None,
            "entwicklung": traeger.entwicklung or None,
            "soziallage": ort.soziallage or None,
            "unter18_prozent": ort.unter18_prozent,
            "quartier": quartier,
            "baender": baender,
        }
    )


def herkunft(ort: Ort, orte: Ortsverzeichnis) -> dict[str, str]:
    """Quelle und Jahr der Merkmale, die das Verzeichnis vorbelegt: Merkmal → „Robert Koch-Institut, GISD 2021“.

    Bei Quartieren sagt die Quelle, was genau verzeichnet ist: „Baujahr 1962–1965, https://…“.
    """
    traeger = orte.gemeinde(ort) or ort
    quellen = {}
    if traeger.einwohner is not None:
        zahl = f"{traeger.einwohner:,} Einwohner".replace(",", ".")
        quellen["groessenklasse"] = f"{_einwohnerquelle(traeger)}: {zahl}"
    if traeger.status:
        quellen["status"] = "Statistisches Bundesamt, Kreise und kreisfreie Städte 2018"
    if traeger.status == "kreisfrei" or ort.ebene == "kreis":
        quellen["jugendamt"] = "§ 85 SGB VIII; Kreise und kreisfreie Städte sind Träger der Jugendhilfe"
    if traeger.raumtyp:
        quellen["raumtyp"] = f"Statistisches Bundesamt, Gemeindeverzeichnis {traeger.raumtyp_stand}"
    if traeger.wachstum is not None:
        je_jahr = f"{traeger.wachstum:+.2f} % im Jahr".replace(".", ",").replace("-", "−")
        quellen["entwicklung"] = f"Statistische Ämter des Bundes und der Länder, {traeger.wachstum_stand}: {je_jahr}"
    if ort.soziallage:
        quellen["soziallage"] = f"Robert Koch-Institut, GISD {ort.soziallage_stand}"
    return quellen | _herkunft_im_quartier(ort)


def _herkunft_im_quartier(ort: Ort) -> dict[str, str]:
    def prozent(wert: float | None) -> str:
        return f"{wert or 0:g} %".replace(".", ",")

    worte = {
        "wohneinheiten": ("wohnungen", f"{ort.wohneinheiten} Wohnungen"),
        "baujahr": ("baualter", f"Baujahr {ort.baujahr}"),
        "gebunden_prozent": ("gebunden", f"{prozent(ort.gebunden_prozent)} gebunden"),
        "ab65_prozent": ("ab65", f"{prozent(ort.ab65_prozent)} ab 65"),
        "unter18_prozent": ("unter18_prozent", f"{prozent(ort.unter18_prozent)} unter 18"),
        "gemeinschaftsraum": ("gemeinschaftsraum", "Gemeinschaftsraum"),
        "unternehmensart": ("unternehmensart", ort.unternehmen),
    }
    return {
        merkmal: f"{wort}, {ort.beleg(angabe)}"
        for angabe, (merkmal, wort) in worte.items()
        if getattr(ort, angabe) not in (None, "")
    }


def _einwohnerquelle(ort: Ort) -> str:
    """Woher die Einwohnerzahl stammt (Regeln: `korpus/QUELLEN.md`)."""
    if not ort.id.isdigit():
        return f"{ort.beleg('einwohner')}, {ort.einwohner_stand or 'ohne Jahr'}"
    return f"Statistisches Bundesamt, {ort.einwohner_stand}" if ort.einwohner_stand else "GeoNames, ohne Jahr"


def profil_aus_text(text: str, orte: Ortsverzeichnis) -> Profil:
    """Profil zu einem Namen oder AGS; wirft `OrtUnbekannt` oder `OrtMehrdeutig` mit Vorschlägen."""
    return profil_aus_ort(orte.finde(text), orte)


def profil_aus_datei(datei: Path, orte: Ortsverzeichnis) -> tuple[Profil, list[str]]:
    """Liest ein Profil aus JSON und ergänzt, was das Ortsverzeichnis weiß; Angaben der Datei gehen vor.

    Gibt das Profil und Hinweise zurück. Wirft `BewaehrtFehler`, wenn die Datei fehlt, leer, zu groß, kein Text, kein JSON
    oder kein gültiges Profil ist oder einen unbekannten Ort nennt.
    """
    angaben = _lies_json(datei)
    try:
        profil = Profil.model_validate(angaben)
    except ValidationError as fehler:
        raise BewaehrtFehler(f"Profil {datei}: {'; '.join(formfehler(fehler, Profil, _MODELLE))}") from fehler
    return ergaenze(profil, set(angaben), orte)


def ergaenze(profil: Profil, genannt: set[str], orte: Ortsverzeichnis) -> tuple[Profil, list[str]]:
    """Ergänzt nicht genannte Merkmale aus dem Ortsverzeichnis; nennt, was sich nicht finden ließ."""
    if profil.land is not None and profil.land.casefold() not in LANDNAMEN:
        raise BewaehrtFehler(
            f"Profil: Das Land „{profil.land}“ gibt es nicht. {meinten_sie(profil.land.casefold(), LANDNAMEN)}"
        )
    hinweise: list[str] = []
    ort = None
    if profil.ags:
        ort = orte.ort(profil.ags)
        if ort is None:
            raise OrtUnbekannt(f"Profil: Zum AGS „{profil.ags}“ ist kein Ort verzeichnet.")
    elif profil.name and profil.ebene != "quartier":
        try:
            ort = orte.finde(profil.name)
        except (OrtUnbekannt, OrtMehrdeutig) as fehler:
            # Nur ein Name: ohne den Ort bliebe nichts zum Rechnen. Mit Größe darf der Ort erdacht sein.
            if profil.band("groessenklasse") is None:
                raise BewaehrtFehler(f"Profil: {fehler}") from fehler
            hinweise.append(
                f"„{profil.name}“ ließ sich keinem Ort zuordnen; gerechnet wird mit den Angaben des Profils."
            )
    elif profil.name:
        ort = next((o for o in orte if o.ebene == "quartier" and o.name.casefold() == profil.name.casefold()), None)
    if ort is None:
        return profil.model_copy(update={"land": profil.land.casefold() if profil.land else None}), hinweise
    angegeben = {name: wert for name, wert in profil.model_dump().items() if name in genannt and wert is not None}
    if profil.land:
        angegeben["land"] = profil.land.casefold()
    for fach in ("quartier", "baender"):
        angegeben[fach] = {name: wert for name, wert in angegeben.get(fach, {}).items() if wert is not None}
    return mit_angaben(profil_aus_ort(ort, orte), angegeben), hinweise


def _lies_json(datei: Path) -> dict[str, Any]:
    try:
        groesse = datei.stat().st_size
        if groesse > GROESSTE_DATEI_BYTES:
            raise BewaehrtFehler(
                f"Profil {datei}: Die Datei hat {groesse / 1e6:.1f} MB; ein Profil braucht höchstens "
                f"{GROESSTE_DATEI_BYTES // 1_000_000} MB. Ist es die richtige Datei?"
            )
        text = datei.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as fehler:
        raise BewaehrtFehler(f"Profil {datei}: Das ist keine Textdatei (UTF-8) mit JSON.") from fehler
    except FileNotFoundError as fehler:
        raise BewaehrtFehler(f"Profil {datei}: Die Datei gibt es nicht.") from fehler
    except OSError as fehler:
        raise BewaehrtFehler(f"Profil {datei}: Die Datei lässt sich nicht lesen ({fehler.strerror}).") from fehler
    if not text.strip():
        raise BewaehrtFehler(
            f'Profil {datei}: Die Datei ist leer. Erwartet wird ein JSON-Objekt wie {{"name": "Herten"}}.'
        )
    try:
        angaben = json.loads(text)
    except json.JSONDecodeError as fehler:
        raise BewaehrtFehler(
            f"Profil {datei}, Zeile {fehler.lineno}, Spalte {fehler.colno}: kein gültiges JSON."
        ) from fehler
    except RecursionError as fehler:
        raise BewaehrtFehler(f"Profil {datei}: Das JSON ist zu tief verschachtelt.") from fehler
    if not isinstance(angaben, dict):
        raise BewaehrtFehler(
            f"Profil {datei}: Erwartet wird ein JSON-Objekt mit Merkmalen, nicht {type(angaben).__name__}."
        )
    return angaben


_MODELLE: dict[str, type[BaseModel]] = {"quartier": Quartiersprofil, "baender": Baender}
