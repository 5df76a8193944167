"""Aus Verstandenem werden Profile: jeder Ort der Tabelle einer im Ortsverzeichnis, jedes Quartier eines in seiner Gemeinde."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from empfehlung.profil import Profil, mit_angaben, profil_aus_ort
from empfehlung.tabellen.modell import Herkunft, Ortseintrag, Verstandenes
from wissensbasis.fehler import BewaehrtFehler
from wissensbasis.orte import Ort, OrtMehrdeutig, Ortsverzeichnis, OrtUnbekannt

_ZUSATZ = re.compile(
    r",\s*(?:kreisfreie stadt|krfr\.? stadt|stadtkreis|landeshauptstadt|hauptstadt|universitätsstadt|hansestadt|große kreisstadt|stadt|st\.?|gemeinde|markt|flecken)\b.*",
    re.IGNORECASE,
)
QUARTIERSMERKMALE = ("wohneinheiten", "ab65_prozent", "gebunden_prozent", "baujahr")


def profile(
    verstandenes: Verstandenes,
    orte: Ortsverzeichnis,
    auswahl: Sequence[Ortseintrag] | None = None,
    gemeinde: Ort | None = None,
) -> list[tuple[Profil, Herkunft]]:
    """Je Ort (oder Quartier) der Tabelle ein Profil; `auswahl` begrenzt, `gemeinde` gilt für Quartiere ohne eigene.

    Wirft `BewaehrtFehler`, wenn ein Ort unbekannt oder mehrdeutig ist; dann entsteht keines der Profile.
    """
    return [
        _profil(verstandenes, eintrag, orte, gemeinde)
        for eintrag in (verstandenes.orte if auswahl is None else auswahl)
    ]


def finde_ort(
    verstandenes: Verstandenes, eintrag: Ortseintrag, orte: Ortsverzeichnis, gemeinde: Ort | None = None
) -> Ort:
    """Der Ort zu einem Eintrag, bei Quartieren ihre Gemeinde; `gemeinde` entscheidet auch unter gleichnamigen."""
    wo = f"{verstandenes.roh.wo}, Zeile {eintrag.zeile}"
    if eintrag.schluessel:
        ort = _zu_schluessel(eintrag.schluessel, orte)
        if ort is None:
            raise BewaehrtFehler(
                f"{wo}: Zum Schlüssel „{eintrag.schluessel}“ ({eintrag.name or 'ohne Namen'}) ist kein Ort verzeichnet. "
                "Erwartet wird ein Gemeindeschlüssel (8 Stellen) oder Kreisschlüssel (5 Stellen)."
            )
        return ort
    if eintrag.quartier and not eintrag.name:
        if gemeinde is None:
            raise BewaehrtFehler(
                f"{wo}: Die Tabelle sagt nicht, zu welcher Gemeinde „{eintrag.quartier}“ gehört. "
                "Bitte zuerst die Gemeinde als Ort wählen."
            )
        return gemeinde
    try:
        return _zu_name(eintrag.name, orte)
    except OrtMehrdeutig as fehler:
        if gemeinde is not None and gemeinde in fehler.kandidaten:
            return gemeinde  # die Person hat unter den gleichnamigen schon gewählt
        raise BewaehrtFehler(f"{wo}: {fehler}\nIn der Tabelle hilft eine Spalte „AGS“.") from fehler
    except OrtUnbekannt as fehler:
        raise BewaehrtFehler(f"{wo}: {fehler}") from fehler


def _zu_name(name: str, orte: Ortsverzeichnis) -> Ort:
    try:
        return orte.finde(name)
    except OrtUnbekannt:
        ohne = _ZUSATZ.sub("", name)
        if ohne == name:
            raise
        return orte.finde(ohne)


def _zu_schluessel(schluessel: str, orte: Ortsverzeichnis) -> Ort | None:
    if len(schluessel) == 12:
        schluessel = schluessel[:5] + schluessel[9:]
    ort = orte.ort(schluessel)
    if ort is None and len(schluessel) == 8 and schluessel.endswith("000"):
        ort = orte.ort(schluessel[:5])  # Kreise stehen in manchen Ausgaben mit drei Nullen
    return ort


def _profil(
    v: Verstandenes, eintrag: Ortseintrag, orte: Ortsverzeichnis, gemeinde: Ort | None
) -> tuple[Profil, Herkunft]:
    ort = finde_ort(v, eintrag, orte, gemeinde)
    angaben = v.angaben_zu(eintrag)
    werte = {a.merkmal: a.wert for a in angaben}
    hinweise: list[str] = []
    if eintrag.quartier:
        ort = orte.gemeinde(ort) or ort
        bekannt = next(
            (
                o
                for o in orte
                if o.ebene == "quartier" and o.gemeinde == ort.id and o.name.casefold() == eintrag.quartier.casefold()
            ),
            None,
        )
        eigene = {"name": eintrag.quartier, "ebene": "quartier"}
        grund = mit_angaben(profil_aus_ort(bekannt or ort, orte), eigene).model_dump()
        bestand: dict[str, Any] = grund["quartier"] or {}
        for merkmal in QUARTIERSMERKMALE:
            if merkmal in werte:
                bestand[merkmal] = werte.pop(merkmal)
        if werte.pop("einwohner", None) is not None:
            hinweise.append(
                "Die Einwohner des Quartiers stehen in der Vorschau, nicht im Profil: Die Größenklasse misst sich an der Gemeinde."
            )
        if werte.pop("status", None) is not None:
            hinweise.append("Die Verwaltungsstellung kommt von der Gemeinde.")
        grund["quartier"] = bestand
    else:
        grund = profil_aus_ort(ort, orte).model_dump()
        for merkmal in ("wohneinheiten", "gebunden_prozent", "baujahr"):
            if werte.pop(merkmal, None) is not None:
                hinweise.append(f"„{merkmal}“ gilt nur für Quartiere und wurde nicht übernommen.")
    return Profil.model_validate(grund | werte), Herkunft(v.roh.name, v.roh.blatt, eintrag, angaben, tuple(hinweise))
