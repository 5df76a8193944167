"""Fünfzehn geschriebene Profile: ihre Listen von heute mit den Urteilen, als Tafeln in docs/ergebnisse-profile.md.

Aufruf: python -m tests.messung.profilbericht. Ersetzt dort alles zwischen den beiden Marken; Prosa davor und danach bleibt. Profile,
Anfragen und Urteile liegen unter tests/empfehlung/profile. Ein Treffer ohne Urteil bricht ab und wird genannt.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from app.bausteine import worte
from empfehlung.anfrage import Anfrage, Antwort, Treffer
from empfehlung.dienst import Empfehlungsdienst
from empfehlung.profil import Profil, profil_aus_datei
from wissensbasis.basis import Wissensbasis
from wissensbasis.bewaehrung import STUFENNAMEN
from wissensbasis.einstellungen import WURZEL, Einstellungen

ORDNER = WURZEL / "tests" / "empfehlung" / "profile"
BERICHT = WURZEL / "docs" / "ergebnisse-profile.md"
ANFANG, ENDE = "<!-- Tafeln: python -m tests.messung.profilbericht -->\n", "<!-- Ende der Tafeln -->\n"
URTEILE = ("richtig", "teilweise", "falsch")
JE_LISTE = 6


@dataclass(frozen=True)
class Zeile:
    """Ein Treffer einer Liste mit seinem Urteil."""

    profil: Profil
    mit_anliegen: bool
    treffer: Treffer
    urteil: str
    warum: str


def listen(dienst: Empfehlungsdienst) -> Iterator[tuple[dict[str, object], Profil, Antwort]]:
    """Je Anfrage das Profil und die Antwort des Dienstes."""
    begriffe, orte = dienst.basis.begriffe, dienst.basis.orte
    for a in json.loads((ORDNER / "anfragen.json").read_text(encoding="utf-8")):
        profil, _ = profil_aus_datei(ORDNER / a["profil"], orte)
        anfrage = Anfrage(
            profil=profil,
            felder=tuple(begriffe.feld_finden(feld) for feld in a["felder"]),
            themen=tuple(begriffe.thema_finden(thema) for thema in a["themen"]),
            anliegen=a["anliegen"],
            anzahl=JE_LISTE,
        )
        yield a, profil, dienst.empfehle(anfrage)


def _summe(name: str, zeilen: Sequence[Zeile]) -> str:
    anzahl = Counter(z.urteil for z in zeilen)
    teile = [f"{anzahl[u]} ({round(100 * anzahl[u] / len(zeilen))} %)" for u in URTEILE]
    return f"| {name} | {len(zeilen)} | {' | '.join(teile)} |"


def _tafel(kopf: str, gruppen: Sequence[tuple[str, Callable[[Zeile], bool]]], zeilen: Sequence[Zeile]) -> list[str]:
    summen = [(name, [z for z in zeilen if gehoert(z)]) for name, gehoert in gruppen]
    return [
        f"| {kopf} | Treffer | richtig | teilweise | falsch |",
        "|---|---|---|---|---|",
        *(_summe(name, gezaehlt) for name, gezaehlt in summen if gezaehlt),
        "",
    ]


def tafeln(dienst: Empfehlungsdienst) -> str:
    """Summen und je Profil die Liste, als Markdown."""
    urteile = json.loads((ORDNER / "urteile.json").read_text(encoding="utf-8"))
    zeilen: list[Zeile] = []
    abschnitte: list[str] = []
    for a, profil, antwort in listen(dienst):
        datei = str(a["profil"])
        fehlt = [t.massnahme.id for t in antwort.treffer if t.massnahme.id not in urteile[datei]["urteile"]]
        if fehlt:
            sys.exit(f"{datei}: ohne Urteil in urteile.json: {', '.join(fehlt)}")
        liste = [
            Zeile(profil, bool(a["anliegen"]), t, **urteile[datei]["urteile"][t.massnahme.id]) for t in antwort.treffer
        ]
        zeilen += liste
        abschnitte += _abschnitt(datei.removesuffix(".json"), urteile[datei]["titel"], a, antwort, liste)

    def stadt(z: Zeile, *, kreisfrei: bool) -> bool:
        return z.profil.ebene == "kommune" and (z.profil.status == "kreisfrei") == kreisfrei

    gruppen: list[tuple[str, Callable[[Zeile], bool]]] = [
        ("alle 15", lambda z: True),
        ("13 mit Anliegen", lambda z: z.mit_anliegen),
        ("2 ohne Anliegen", lambda z: not z.mit_anliegen),
        ("8 kreisangehörige Gemeinden und Städte (p01–p08)", lambda z: stadt(z, kreisfrei=False)),
        ("2 kreisfreie Städte (p09, p10)", lambda z: stadt(z, kreisfrei=True)),
        ("2 Kreise (p11, p12)", lambda z: z.profil.ebene == "kreis"),
        ("3 Quartiere (p13–p15)", lambda z: z.profil.ebene == "quartier"),
        ("nur Platz 1", lambda z: z.treffer.rang == 1),
        ("nur Plätze 1 bis 3", lambda z: z.treffer.rang <= 3),
        ("mit „am Rande“ gekennzeichnet", lambda z: z.treffer.am_rande),
    ]
    passung = [(w, lambda z, w=w: _passung(z.treffer) == w) for w in ("passt gut", "passt teilweise", "passt kaum")]
    stufen = [(name, lambda z, s=stufe: z.treffer.bewaehrung.stufe == s) for stufe, name in STUFENNAMEN.items()]
    summen = [
        *_tafel("Anfragen", gruppen, zeilen),
        *_tafel("Wort des Systems", passung, zeilen),
        *_tafel("Stufe", stufen, zeilen),
    ]
    return "\n".join(["", "## Summen", "", *summen, "## Die Profile", "", *abschnitte])


def _passung(t: Treffer) -> str:
    return t.passung.in_worten if t.passung is not None else ""


def _abschnitt(name: str, titel: str, a: dict[str, object], antwort: Antwort, liste: Sequence[Zeile]) -> Iterator[str]:
    anzahl = Counter(z.urteil for z in liste)
    felder, themen = antwort.anfrage.felder, antwort.anfrage.themen
    wozu = f"{'Feld' if len(felder) == 1 else 'Felder'} {', '.join(felder)}" if felder else "kein Feld"
    thema = f"; Thema {', '.join(themen)}" if themen else ""
    anliegen = f"„{a['anliegen']}“" if a["anliegen"] else "kein Anliegen"
    yield f"### {name} – {titel}"
    yield ""
    yield f"- **Anfrage**: {anliegen}; {wozu}{thema}"
    yield f"- **Erwartet**: {a['erwartet']}"
    if antwort.hinweise:
        yield f"- **Hinweise des Systems**: {' '.join(antwort.hinweise)}"
    yield f"- **Ergebnis**: {', '.join(f'{anzahl[u]} {u}' for u in URTEILE)}"
    yield ""
    yield "| Rang | Maßnahme | Ort | Stufe | Passung | Urteil | Warum |"
    yield "|---|---|---|---|---|---|---|"
    for z in liste:
        t = z.treffer
        ort = t.ort.name if t.ort is not None else worte.NICHT_BELEGT
        rande = "; am Rande" if t.am_rande else ""
        yield (
            f"| {t.rang} | {t.massnahme.titel} (`{t.massnahme.id}`) | {ort} | {STUFENNAMEN[t.bewaehrung.stufe]} | "
            f"{_passung(t)}{rande} | **{z.urteil}** | {z.warum} |"
        )
    yield ""


def hauptprogramm() -> int:
    """Schreibt die Tafeln in den Bericht."""
    neu = tafeln(Empfehlungsdienst(Wissensbasis(Einstellungen())))
    text = BERICHT.read_text(encoding="utf-8")
    davor, rest = text.split(ANFANG)
    danach = rest.split(ENDE)[1]
    ablage = BERICHT.with_suffix(".neu")
    ablage.write_text(f"{davor}{ANFANG}{neu}{ENDE}{danach}", encoding="utf-8")
    ablage.replace(BERICHT)
    return 0


if __name__ == "__main__":
    sys.exit(hauptprogramm())
