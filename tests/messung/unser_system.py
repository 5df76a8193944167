"""Unsere Suche, gemessen wie die anderen: eigener Prozess, derselbe Aufbau aus denselben Texten.

Aufruf: python -m tests.messung.unser_system EINGABE.json AUSGABE.json [--eine]
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from empfehlung.dienst import Empfehlungsdienst
from empfehlung.textsuche import suche_relevantes
from wissensbasis.aufbau import aufbauen
from wissensbasis.basis import Wissensbasis
from wissensbasis.einstellungen import Einstellungen

TIEFE = 50


def hauptprogramm(eingabe: str, ausgabe: str, *, eine: bool) -> None:
    """Baut (oder lädt mit `eine`) und beantwortet die Fragen mit der Textsuche, ohne Feld und Profil."""
    daten = json.loads(Path(eingabe).read_text(encoding="utf-8"))
    einstellungen = Einstellungen(daten=Path(eingabe).parent / "bewaehrt")
    beginn = time.perf_counter()
    if not eine:
        aufbauen(Wissensbasis(einstellungen))
    gebaut = time.perf_counter()
    basis = Wissensbasis(einstellungen)
    dienst = Empfehlungsdienst(basis)
    alle = set(basis.massnahmen)
    leser = dienst.frageleser
    fragen = daten["fragen"][:1] if eine else daten["fragen"]
    if not eine:
        suche_relevantes(basis, "Familie", alle, leser)
    zeiten, ranglisten = [], {}
    for frage in fragen:
        start = time.perf_counter()
        funde = suche_relevantes(basis, frage["text"], alle, leser).funde
        zeiten.append((time.perf_counter() - start) * 1000)
        ranglisten[frage["id"]] = [fund.massnahme for fund in funde[:TIEFE]]
    einbetten = []
    for frage in fragen:
        start = time.perf_counter()
        basis.suchmaschine.einbetten(frage["text"])
        einbetten.append((time.perf_counter() - start) * 1000)
    ergebnis = {
        "bauen_s": gebaut - beginn,
        "zeiten_ms": zeiten,
        "einbetten_ms": einbetten,
        "speicher_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "ranglisten": ranglisten,
    }
    Path(ausgabe).write_text(json.dumps(ergebnis), encoding="utf-8")


if __name__ == "__main__":
    hauptprogramm(sys.argv[1], sys.argv[2], eine="--eine" in sys.argv)
