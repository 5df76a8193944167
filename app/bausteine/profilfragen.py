"""Welche Fragen das Profil je Ebene stellt: wenige zuerst, der Rest unter „Weitere Angaben“."""

from __future__ import annotations

from typing import Literal, get_args

from app.bausteine.worte import zahl
from empfehlung.baender import BAENDER
from wissensbasis.orte import GROESSENGRENZEN, GROESSENKLASSEN, LANDNAMEN, Unternehmensart

Ebene = Literal["kommune", "kreis", "quartier"]

JA_NEIN = ("ja", "nein")
# Merkmal → mögliche Werte; „ja“ und „nein“ stehen für Wahrheitswerte.
WAHLEN: dict[str, tuple[str, ...]] = {
    **{name: reihe.stufen for name, reihe in BAENDER.items()},
    "raumtyp": ("staedtisch", "teilweise-staedtisch", "laendlich"),
    "entwicklung": ("stark-schrumpfend", "schrumpfend", "stabil", "wachsend", "stark-wachsend"),
    "soziallage": ("niedrig", "mittel", "hoch"),
    "haushaltssicherung": JA_NEIN,
    "jugendamt": JA_NEIN,
    "status": ("kreisfrei", "kreisangehoerig"),
    "land": tuple(LANDNAMEN),
    "gemeinschaftsraum": JA_NEIN,
    "unternehmensart": get_args(Unternehmensart),
}
FRAGEN: dict[str, str] = {
    "groessenklasse": "Wie viele Menschen leben in der Kommune?",
    "raumtyp": "Städtisch oder ländlich?",
    "entwicklung": "Wächst oder schrumpft die Einwohnerzahl?",
    "soziallage": "Wie groß ist die soziale Benachteiligung?",
    "haushaltssicherung": "Gilt eine Haushaltssicherung?",
    "jugendamt": "Gibt es ein eigenes Jugendamt?",
    "status": "Kreisfrei oder kreisangehörig?",
    "land": "In welchem Land?",
    "wohnungen": "Wie viele Wohnungen hat das Quartier?",
    "baualter": "Wann wurden die meisten Häuser gebaut?",
    "gebunden": "Wie viele Wohnungen sind gebunden?",
    "ab65": "Wie viele Menschen sind 65 oder älter?",
    "gemeinschaftsraum": "Gibt es einen Gemeinschaftsraum?",
    "unternehmensart": "Wem gehören die meisten Wohnungen?",
}
_SPANNEN = (*(f"unter {zahl(grenze)}" for grenze in GROESSENGRENZEN), f"ab {zahl(GROESSENGRENZEN[-1])}")
# Antworten, die zur Frage kürzer oder deutlicher sind als die Worte der Karten.
ANTWORTEN: dict[str, dict[str, str]] = {
    "groessenklasse": {
        klasse: f"{spanne} ({klasse})" for klasse, spanne in zip(GROESSENKLASSEN, _SPANNEN, strict=True)
    },
    "entwicklung": {"stabil": "stabil"},
    "soziallage": {"niedrig": "gering", "mittel": "mittel", "hoch": "hoch"},
}
ERKLAERUNG: dict[str, str] = {
    "entwicklung": "Stark heißt: um mehr als 1 % im Jahr. Stabil heißt: um weniger als 0,25 %.",
    "soziallage": "Armut, Arbeitslosigkeit und fehlende Abschlüsse im Vergleich mit ganz Deutschland.",
    "haushaltssicherung": "Für die umsetzenden Orte ist das bisher nicht belegt; die Antwort steht im Profil, ändert aber die "
    "Reihenfolge noch nicht.",
    "ab65": "Für die verzeichneten Quartiere ist das bisher nicht belegt; die Antwort ändert die Reihenfolge noch nicht.",
    "gebunden": "Mit Bindung der Miete oder der Belegung, etwa Sozialwohnungen.",
    "gemeinschaftsraum": "Ein Raum, in dem sich die Nachbarschaft treffen kann.",
}
# Genaue Zahl → Beschriftung, kleinster und größter Wert.
ZAHLEN: dict[str, tuple[str, int, int]] = {
    "einwohner": ("Einwohner (genaue Zahl)", 0, 100_000_000),
    "wohneinheiten": ("Wohnungen im Quartier", 0, 100_000_000),
    "baujahr": ("Baujahr der meisten Häuser", 1200, 2040),
    "gebunden_prozent": ("Gebundene Wohnungen (%)", 0, 100),
    "ab65_prozent": ("Menschen ab 65 (%)", 0, 100),
    "unter18_prozent": ("Menschen unter 18 (%)", 0, 100),
    "alleinerziehende_prozent": ("Alleinerziehende (%)", 0, 100),
    "migration_prozent": ("Menschen mit Einwanderungsgeschichte (%)", 0, 100),
    "betreuungsquote_u3_prozent": ("Betreuungsquote unter 3 Jahren (%)", 0, 100),
}
ZUERST: dict[Ebene, tuple[str, ...]] = {
    "kommune": ("groessenklasse", "raumtyp", "entwicklung", "soziallage", "haushaltssicherung", "jugendamt"),
    # Ein Kreis hat keine Größenklasse und immer ein Jugendamt.
    "kreis": ("raumtyp", "entwicklung", "soziallage", "haushaltssicherung"),
    "quartier": ("wohnungen", "baualter", "gebunden", "ab65", "gemeinschaftsraum", "unternehmensart"),
}
_ANTEILE = ("alleinerziehende_prozent", "migration_prozent", "betreuungsquote_u3_prozent")
_GENAU = "Genaue Zahlen; sie gehen den Antworten vor"
_NUR_GEZEIGT = "Wird gezeigt, aber noch nicht verglichen"
# Je Ebene Gruppen mit Überschrift; Namen aus `WAHLEN` sind Auswahlfelder, die übrigen Zahlen.
DANACH: dict[Ebene, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "kommune": (
        (_GENAU, ("einwohner",)),
        ("Verwaltung", ("status", "land")),
        (_NUR_GEZEIGT, ("unter18_prozent", "ab65_prozent", *_ANTEILE)),
    ),
    "kreis": (
        ("Verwaltung", ("jugendamt", "land")),
        (_NUR_GEZEIGT, ("einwohner", "unter18_prozent", "ab65_prozent", *_ANTEILE)),
    ),
    "quartier": (
        ("Menschen im Quartier", ("soziallage",)),
        (
            _GENAU,
            ("wohneinheiten", "baujahr", "gebunden_prozent", "ab65_prozent"),
        ),
        ("Die Kommune, in der es liegt", ("groessenklasse", "einwohner", "raumtyp", "entwicklung", "land")),
        (
            "Verwaltung der Kommune; wird gezeigt, für Quartiere nicht verglichen",
            ("status", "jugendamt", "haushaltssicherung"),
        ),
        (_NUR_GEZEIGT, ("unter18_prozent", *_ANTEILE)),
    ),
}


def felder(ebene: Ebene) -> tuple[str, ...]:
    """Alle Felder einer Ebene; was nicht dazugehört, gilt für sie nicht."""
    return (*ZUERST[ebene], *(name for _, namen in DANACH[ebene] for name in namen))
