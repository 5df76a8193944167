"""Der Pool zum Beurteilen: was irgendein System weit oben nennt, ohne zu verraten, welches und auf welchem Rang.

    python -m empfehlung.guete.pool ORDNER ZIEL

liest die Fragen aus ORDNER und schreibt je Frage eine JSON-Datei nach ZIEL.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from empfehlung.dienst import Empfehlungsdienst
from empfehlung.guete.fragen import Frage, fragen_lesen
from empfehlung.guete.systeme import SYSTEME, Rangfunktion
from wissensbasis.basis import Wissensbasis
from wissensbasis.datensatz.modell import Massnahme
from wissensbasis.einstellungen import Einstellungen
from wissensbasis.fehler import BewaehrtFehler
from wissensbasis.suche.texte import ohne_belege
from wissensbasis.taxonomie import Taxonomie

POOL_TIEFE = 20
# Von so vielen ersten Treffern je System kommen alle Maßnahmen desselben Typs dazu: dieselbe Idee an anderen Orten.
TYP_TIEFE = 3
SAMEN = 20261123
_AUSZUG_ZEICHEN = 400


def pool(
    fragen: Sequence[Frage],
    systeme: Mapping[str, Rangfunktion],
    massnahmen: Mapping[str, Massnahme],
    *,
    tiefe: int = POOL_TIEFE,
    typ_tiefe: int = TYP_TIEFE,
) -> list[tuple[str, str]]:
    """(Frage, Maßnahme) zum Beurteilen: je System die ersten `tiefe` und alles vom Typ der ersten `typ_tiefe`.

    In der Reihenfolge der Fragen, innerhalb nach Kennung; die Ordnung sagt nichts über Ränge.
    """
    je_typ: dict[str, set[str]] = {}
    for m in massnahmen.values():
        je_typ.setdefault(m.typ, set()).add(m.id)
    paare = []
    for frage in fragen:
        gewaehlt: set[str] = set()
        for rangfunktion in systeme.values():
            treffer = [kennung for kennung in rangfunktion(frage) if kennung in massnahmen]
            gewaehlt.update(treffer[:tiefe])
            for kennung in treffer[:typ_tiefe]:
                gewaehlt |= je_typ[massnahmen[kennung].typ]
        paare += [(frage.id, kennung) for kennung in sorted(gewaehlt)]
    return paare


def pool_schreiben(dienst: Empfehlungsdienst, fragen: Sequence[Frage], ziel: Path, *, samen: int = SAMEN) -> int:
    """Schreibt je Frage `<id>.json` nach `ziel` (neu oder leer) und gibt die Zahl der Paare zurück."""
    if ziel.exists() and (not ziel.is_dir() or any(ziel.iterdir())):
        raise BewaehrtFehler(
            f"{ziel} ist nicht leer. Bitte einen neuen oder leeren Ordner nennen; es wurde nichts geschrieben."
        )
    basis = dienst.basis
    systeme = {name: system.bauen(dienst) for name, system in SYSTEME.items()}
    # Ohne Anliegen fänden die Textsysteme nichts, und der Pool bestünde nur aus Treffern von „voll“.
    gestellt = [
        frage if frage.anliegen else replace(frage, anliegen=ersatztext(frage, basis.begriffe)) for frage in fragen
    ]
    paare = set(pool(gestellt, systeme, basis.massnahmen))
    # „voll“ bekommt diese Fragen auch so, wie sie sind; sonst fehlte dem Pool gerade das, was es ausgeben wird.
    paare |= set(pool([frage for frage in fragen if not frage.anliegen], systeme, basis.massnahmen))
    je_frage: dict[str, list[str]] = {frage.id: [] for frage in fragen}
    for frage_id, kennung in paare:
        je_frage[frage_id].append(kennung)
    try:
        ziel.mkdir(parents=True, exist_ok=True)
        for frage in fragen:
            kennungen = sorted(je_frage[frage.id])
            # Je Frage eine eigene Mischung, damit eine Maßnahme nicht immer an derselben Stelle steht.
            random.Random(f"{samen}:{frage.id}").shuffle(kennungen)
            blatt = {
                "frage": _frage_als_dict(frage, basis.begriffe),
                "massnahmen": [_massnahme_als_dict(basis.massnahmen[k], basis) for k in kennungen],
            }
            datei = ziel / f"{_dateiname(frage.id)}.json"
            datei.write_text(json.dumps(blatt, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as fehler:
        raise BewaehrtFehler(f"In {ziel} lässt sich nicht schreiben: {fehler.strerror}") from fehler
    return len(paare)


def ersatztext(frage: Frage, begriffe: Taxonomie) -> str:
    """Die Namen der gewählten Felder und Themen als Suchtext für eine Frage ohne Anliegen."""
    felder = [begriffe.felder[f].name for f in frage.handlungsfelder]
    return " ".join([*felder, *(begriffe.themen[t].name for t in frage.querschnittsthemen)])


def _dateiname(kennung: str) -> str:
    """Die Kennung als Dateiname; was keiner sein darf, wird wie in Webadressen umschrieben und bleibt so eindeutig."""
    return "".join(z if z.isalnum() or z in "._-" else f"%{ord(z):02X}" for z in kennung)


def _frage_als_dict(frage: Frage, begriffe: Taxonomie) -> dict[str, Any]:
    return {
        "id": frage.id,
        "rolle": frage.rolle,
        "anliegen": frage.anliegen,
        "handlungsfelder": {f: begriffe.felder[f].name for f in frage.handlungsfelder},
        "querschnittsthemen": {t: begriffe.themen[t].name for t in frage.querschnittsthemen},
        "profil": frage.profil.model_dump(exclude_none=True) if frage.profil else None,
    }


def _massnahme_als_dict(m: Massnahme, basis: Wissensbasis) -> dict[str, Any]:
    ort = basis.orte.ort(m.ort)
    typ = basis.begriffe.typen.get(m.typ)
    return {
        "id": m.id,
        "titel": m.titel,
        "ort": ort.name if ort else m.ort,
        "typ": typ.name if typ else m.typ,
        "zielgruppen": [basis.begriffe.zielgruppen.get(z, z) for z in m.zielgruppen],
        "status": m.status,
        "umsetzung": textwrap.shorten(ohne_belege(m.umsetzung), _AUSZUG_ZEICHEN, placeholder=" …"),
        "ergebnisse": textwrap.shorten(ohne_belege(m.ergebnisse), _AUSZUG_ZEICHEN, placeholder=" …"),
    }


def hauptprogramm(argumente: Sequence[str] | None = None) -> int:
    """Einstieg von `python -m empfehlung.guete.pool`; gibt den Rückgabewert des Prozesses zurück."""
    leser = argparse.ArgumentParser(
        prog="python -m empfehlung.guete.pool", description="Schreibt je Frage die Maßnahmen, die zu beurteilen sind."
    )
    leser.add_argument("ordner", type=Path, help="Ordner mit fragen.jsonl")
    leser.add_argument("ziel", type=Path, help="neuer oder leerer Ordner")
    gelesen = leser.parse_args(argumente)
    try:
        dienst = Empfehlungsdienst(Wissensbasis(Einstellungen()))
        satz = fragen_lesen(gelesen.ordner, dienst.basis)
        anzahl = pool_schreiben(dienst, satz.fragen, gelesen.ziel)
    except BewaehrtFehler as fehler:
        print(f"Fehler: {fehler}", file=sys.stderr)
        return 1
    for hinweis in satz.hinweise:
        print(f"Hinweis: {hinweis}", file=sys.stderr)
    print(f"{anzahl} Paare aus {len(satz.fragen)} Fragen nach {gelesen.ziel} geschrieben.")
    return 0


if __name__ == "__main__":
    sys.exit(hauptprogramm())
