"""Erdachte Maßnahmen für Tests; sie stehen nie im Korpus."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import yaml

from wissensbasis.datensatz.modell import Massnahme, massnahme_aus_text
from wissensbasis.einstellungen import WURZEL

HERTEN = "05562020"
# Was Tests zum Ansehen hinterlassen: Aufzeichnungen der Reisen und eine Datei jeder Ausgabe.
TESTAUSGABE = WURZEL / "testausgabe"


def beispiel_kopf(pfad: str = "nw/herten/probe", **aenderungen: Any) -> dict[str, Any]:
    """Kopf einer erdachten Maßnahme; `aenderungen` ersetzen Angaben."""
    ort = aenderungen.get("ort", HERTEN)
    kopf: dict[str, Any] = {
        "id": "-".join(Path(pfad).parts),
        "titel": "Erdachte Maßnahme für die Tests",
        "typ": "randzeitenbetreuung",
        "ort": ort,
        "ebene": "kommune",
        "audit_bezug": "ort-nicht-auditiert",
        "handlungsfelder": ["fk-2"],
        "querschnittsthemen": [],
        "zielgruppen": ["familien"],
        "entscheidung": None,
        "traeger": {"name": "Stadt Beispielhausen", "art": "kommune"},
        "partner": [],
        "beginn": 2015,
        "ende": None,
        "status": "laufend",
        "ende_grund": None,
        "aufwand": {"einmalig_eur": None, "jaehrlich_eur": None, "stellen_vzae": None, "finanzierung": []},
        "umsetzungen": [ort],
        "verstetigung": None,
        "nachweise": [{"art": "nutzungszahlen", "jahr": 2019, "quelle": 1, "aussage": "40 Kinder im Jahr 2019"}],
        "voraussetzungen": ["Raum", "Betreuungskräfte"],
        "quellen": [
            {
                "nr": 1,
                "url": "https://www.example.org/bericht",
                "titel": "Erdachter Bericht",
                "herausgeber": "Stadt Beispielhausen",
                "art": "kommune",
                "stand": 2019,
                "abruf": "2026-11-23",
            }
        ],
        "geprueft": {"am": "2026-11-23"},
    }
    kopf.update(aenderungen)
    return kopf


WORTSCHATZ = (
    "Garten Brücke Abend Wolke Tasche Fenster Stuhl Laterne Fluss Treppe Mauer Kreide Lampe Feld Kissen Regal Pinsel "
    "Schirm Hafen Bogen Flöte Korb Leiter Markt Nadel Ofen Perle Quitte Ring Segel Turm Ufer Vase Wagen Zaun Anker "
    "Birne Dorn Eimer Faden Glocke Hecke Insel Jacke Kanne Linde Mantel Nuss Orgel Pfanne Rinde Sattel Teppich Umhang "
).split()


def beispiel_rumpf(pfad: str, thema: str) -> str:
    """Vier erdachte Abschnitte; die Füllwörter hängen von Pfad und Thema ab, damit sich zwei Dateien nicht gleichen."""
    zufall = random.Random(f"{pfad}/{thema}")
    kennung = " ".join(Path(pfad).parts)

    def satz() -> str:
        return " ".join(zufall.sample(WORTSCHATZ, 24)).capitalize()

    return (
        f"## Ausgangslage\n{thema}. {satz()}. [1]\n\n"
        f"## Umsetzung\nDie Stelle für {kennung} hat zwei Räume. {satz()}. [1]\n\n"
        f"## Ergebnisse\nIm Jahr 2019 nutzten 40 Familien aus {kennung} das Angebot. [1]\n\n"
        f"## Übertragung\nGibt es bei Ihnen einen Raum wie in {kennung}?\n"
    )


def beispiel_datei(
    pfad: str = "nw/herten/probe",
    *,
    rumpf: str | None = None,
    thema: str = "Kita und Beruf passten nicht zusammen",
    **aenderungen: Any,
) -> str:
    """Text einer erdachten Maßnahmendatei."""
    kopf = yaml.safe_dump(beispiel_kopf(pfad, **aenderungen), allow_unicode=True, sort_keys=False, width=1000)
    kopf = kopf.replace("'2026-11-23'", "2026-11-23")
    return f"---\n{kopf}---\n{rumpf if rumpf is not None else beispiel_rumpf(pfad, thema)}"


def beispiel_massnahme(pfad: str = "nw/herten/probe", **aenderungen: Any) -> Massnahme:
    return massnahme_aus_text(beispiel_datei(pfad, **aenderungen))
