"""Ein System über alle Fragen laufen lassen: Ranglisten, Zeiten und die Ausgabe in der Form von TREC."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from empfehlung.dienst import Empfehlungsdienst
from empfehlung.guete.fragen import Frage
from empfehlung.guete.systeme import TIEFE, System
from wissensbasis.fehler import BewaehrtFehler


@dataclass(frozen=True)
class Lauf:
    """Ranglisten eines Systems je Frage; `zeiten_ms` nur für Fragen, die das System bearbeiten konnte."""

    system: System
    ranglisten: dict[str, list[str]]
    zeiten_ms: dict[str, float]

    @property
    def latenz_ms_median(self) -> float | None:
        """Mittlere Zeit einer Frage ohne das Laden von Modell und Index; `None`, wenn keine bearbeitet wurde."""
        return statistics.median(self.zeiten_ms.values()) if self.zeiten_ms else None


def laufen(
    system: System,
    fragen: Sequence[Frage],
    dienst: Empfehlungsdienst,
    *,
    fortschritt: Callable[[int, int], None] | None = None,
) -> Lauf:
    """Stellt jede Frage einmal. Wer nur Text versteht, antwortet auf Fragen ohne Anliegen mit einer leeren Liste."""
    rangfunktion = system.bauen(dienst)
    # Eine Frage vorweg lädt Modell, Index und Ortsverzeichnis; sie zählt nicht zur Zeit.
    rangfunktion(Frage("aufwaermen", anliegen="Familie"))
    ranglisten: dict[str, list[str]] = {}
    zeiten: dict[str, float] = {}
    for nr, frage in enumerate(fragen, start=1):
        if system.nur_text and not frage.anliegen:
            ranglisten[frage.id] = []
        else:
            beginn = time.perf_counter()
            treffer = rangfunktion(frage)
            zeiten[frage.id] = (time.perf_counter() - beginn) * 1000
            ranglisten[frage.id] = treffer[:TIEFE]
        if fortschritt:
            fortschritt(nr, len(fragen))
    return Lauf(system, ranglisten, zeiten)


def lauf_schreiben(lauf: Lauf, ordner: Path) -> Path:
    """Schreibt `<system>.txt` (`frage Q0 massnahme rang punkte system`), daneben angelegt und umbenannt.

    Die Punkte fallen mit dem Rang: die Systeme geben Reihenfolgen aus, keine vergleichbaren Werte.
    """
    ziel = ordner / f"{lauf.system.name}.txt"
    text = "".join(
        f"{frage} Q0 {kennung} {rang} {TIEFE + 1 - rang} {lauf.system.name}\n"
        for frage, treffer in lauf.ranglisten.items()
        for rang, kennung in enumerate(treffer, start=1)
    )
    try:
        ordner.mkdir(parents=True, exist_ok=True)
        entwurf = ordner / f".{ziel.name}.{os.getpid()}"
        entwurf.write_text(text, encoding="utf-8")
        entwurf.replace(ziel)
    except OSError as fehler:
        raise BewaehrtFehler(f"In {ordner} lässt sich nicht schreiben: {fehler.strerror}") from fehler
    return ziel
