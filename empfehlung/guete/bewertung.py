"""Aus Fragen, Urteilen und Läufen wird eine Bewertung: Maße je System, Rolle und Teil, mit Intervallen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from empfehlung.guete.fragen import Frage
from empfehlung.guete.intervalle import Intervall, Unterschied, bootstrap
from empfehlung.guete.lauf import Lauf
from empfehlung.guete.masse import kehrwert_des_rangs, ndcg, recall, unbeurteilt, vielfalt
from empfehlung.guete.systeme import VORGABE
from empfehlung.guete.urteile import Urteile, hat_antwort

Zahl = float | None
"""`None`, wo nichts zu mitteln war."""


@dataclass(frozen=True)
class Gruppe:
    """Maße über eine Gruppe von Fragen mit Antwort."""

    fragen: int
    ndcg10: Zahl
    recall20: Zahl
    mrr: Zahl

    def als_dict(self) -> dict[str, Any]:
        """Mit den Namen der Schnittstelle."""
        return {
            "fragen": self.fragen,
            "ndcg@10": _gerundet(self.ndcg10),
            "recall@20": _gerundet(self.recall20),
            "mrr": _gerundet(self.mrr),
        }


@dataclass(frozen=True)
class Systemguete:
    """Alle Maße eines Systems.

    `ehrlich_leer`: Anteil der Fragen ohne gute Antwort, auf die das System nichts ausgab; nur Fragen, die es bearbeiten
    konnte. `unbeurteilt10`: Zahl der Treffer ohne Urteil in den ersten zehn, über alle Fragen.
    """

    gesamt: Gruppe
    ild10: Zahl
    latenz_ms_median: Zahl
    unbeurteilt10: int | None
    ehrlich_leer: Zahl
    ndcg10_intervall: Intervall | None = None
    ndcg10_unterschied: Unterschied | None = None
    je_rolle: dict[str, Gruppe] = field(default_factory=dict)
    je_teil: dict[str, Gruppe] = field(default_factory=dict)

    def als_dict(self) -> dict[str, Any]:
        """Mit den Namen der Schnittstelle."""
        unterschied = self.ndcg10_unterschied
        return {
            **{name: wert for name, wert in self.gesamt.als_dict().items() if name != "fragen"},
            "ild@10": _gerundet(self.ild10),
            "latenz_ms_median": _gerundet(self.latenz_ms_median, 2),
            "ndcg@10_intervall": [_gerundet(g) for g in self.ndcg10_intervall] if self.ndcg10_intervall else None,
            "ndcg@10_unterschied": {
                "zu": unterschied.zu,
                "wert": _gerundet(unterschied.wert),
                "intervall": [_gerundet(g) for g in unterschied.intervall],
            }
            if unterschied
            else None,
            "unbeurteilt@10": self.unbeurteilt10,
            "ehrlich_leer": _gerundet(self.ehrlich_leer),
            "je_rolle": {name: gruppe.als_dict() for name, gruppe in self.je_rolle.items()},
            "je_teil": {name: gruppe.als_dict() for name, gruppe in self.je_teil.items()},
        }


@dataclass(frozen=True)
class Bewertung:
    """Das Ergebnis über alle Systeme. `ohne_antwort` ist `None`, wenn keine Urteile vorliegen."""

    fragen: int
    ohne_antwort: int | None
    ohne_anliegen: int
    systeme: dict[str, Systemguete]
    hinweise: tuple[str, ...]

    def als_dict(self) -> dict[str, Any]:
        """Ein JSON-fähiges Dokument."""
        return {
            "fragen": self.fragen,
            "ohne_antwort": self.ohne_antwort,
            "ohne_anliegen": self.ohne_anliegen,
            "systeme": {name: guete.als_dict() for name, guete in self.systeme.items()},
            "hinweise": list(self.hinweise),
        }


def bewerte(
    fragen: Sequence[Frage],
    laeufe: Sequence[Lauf],
    urteile: Urteile | None,
    vektoren: Mapping[str, NDArray[np.float32]],
    *,
    bezug: str | None = None,
    hinweise: Sequence[str] = (),
) -> Bewertung:
    """Wertet Läufe aus. `urteile` ist `None`, wenn es keine gibt: dann bleiben nur Vielfalt und Latenz.

    Fragen ohne gute Antwort (kein Grad ≥ 2) zählen in nDCG, Recall und MRR nicht mit; jede Liste wäre dort gleich
    schlecht. Urteile zu Maßnahmen, die es nicht mehr gibt, zählen im Ideal mit, wie es auch trec_eval täte. `bezug` ist
    das System der Unterschiede; ohne Angabe `voll`, wenn es läuft, sonst das erste.
    """
    namen = [lauf.system.name for lauf in laeufe]
    bezug = bezug or (VORGABE if VORGABE in namen else next(iter(namen), VORGABE))
    beurteilt: Urteile = urteile or {}
    mit_antwort = [frage for frage in fragen if hat_antwort(beurteilt.get(frage.id, {}))]
    werte = {
        lauf.system.name: np.array([ndcg(lauf.ranglisten[f.id], beurteilt[f.id]) for f in mit_antwort])
        for lauf in laeufe
    }
    intervalle, unterschiede = bootstrap(werte, bezug)
    systeme = {}
    for lauf in laeufe:
        name = lauf.system.name
        systeme[name] = Systemguete(
            gesamt=_gruppe(mit_antwort, lauf, beurteilt),
            ild10=_mittel(vielfalt(liste, vektoren) for liste in lauf.ranglisten.values()),
            latenz_ms_median=lauf.latenz_ms_median,
            unbeurteilt10=None
            if urteile is None
            else sum(unbeurteilt(lauf.ranglisten[f.id], beurteilt.get(f.id, {})) for f in fragen),
            ehrlich_leer=None if urteile is None else _ehrlich_leer(fragen, lauf, beurteilt),
            ndcg10_intervall=intervalle.get(name),
            ndcg10_unterschied=unterschiede.get(name),
            je_rolle=_gruppen(mit_antwort, lauf, beurteilt, lambda frage: frage.rolle),
            je_teil=_gruppen(mit_antwort, lauf, beurteilt, lambda frage: frage.teil),
        )
    return Bewertung(
        fragen=len(fragen),
        ohne_antwort=None if urteile is None else len(fragen) - len(mit_antwort),
        ohne_anliegen=sum(not frage.anliegen for frage in fragen),
        systeme=systeme,
        hinweise=(*hinweise, *_hinweise(fragen, laeufe, urteile)),
    )


def urteilshinweise(urteile: Urteile, fragen: Iterable[str], massnahmen: Iterable[str]) -> list[str]:
    """Hinweise auf Urteile zu Fragen oder Maßnahmen, die es nicht gibt; `fragen` nennt alle Fragen der Datei."""
    bekannte_fragen, bekannte_massnahmen = set(fragen), set(massnahmen)
    hinweise = []
    if fremde := sorted(urteile.keys() - bekannte_fragen):
        anzahl = sum(len(urteile[frage]) for frage in fremde)
        hinweise.append(f"Urteile zu unbekannten Fragen ({_beispiele(fremde)}): {anzahl}; sie werden übergangen.")
    fehlende = {m for frage in urteile.keys() & bekannte_fragen for m in urteile[frage]} - bekannte_massnahmen
    if fehlende:
        anzahl = sum(m in fehlende for frage in urteile.keys() & bekannte_fragen for m in urteile[frage])
        hinweise.append(
            f"Urteile zu Maßnahmen, die nicht in der Wissensbasis stehen ({_beispiele(sorted(fehlende))}): {anzahl}; "
            "kein System kann sie finden, im Ideal zählen sie mit."
        )
    return hinweise


def _hinweise(fragen: Sequence[Frage], laeufe: Sequence[Lauf], urteile: Urteile | None) -> list[str]:
    hinweise = []
    stumm = sum(not frage.anliegen for frage in fragen)
    nur_text = [lauf.system.name for lauf in laeufe if lauf.system.nur_text]
    if stumm and nur_text:
        hinweise.append(
            f"Fragen ohne Anliegen: {stumm} von {len(fragen)}; darauf antworten {', '.join(nur_text)} mit leerer Liste."
        )
    if urteile is None:
        hinweise.append("Es liegen keine Urteile vor; gemessen wurden nur Vielfalt und Latenz.")
    elif ohne := sum(frage.id not in urteile for frage in fragen):
        hinweise.append(f"Fragen ohne ein einziges Urteil: {ohne}; sie zählen zu denen ohne gute Antwort.")
    return hinweise


def _gruppen(
    fragen: Sequence[Frage], lauf: Lauf, urteile: Urteile, merkmal: Callable[[Frage], str | None]
) -> dict[str, Gruppe]:
    je: dict[str, list[Frage]] = {}
    for frage in fragen:
        if (wert := merkmal(frage)) is not None:
            je.setdefault(wert, []).append(frage)
    return {wert: _gruppe(je[wert], lauf, urteile) for wert in sorted(je)}


def _gruppe(fragen: Sequence[Frage], lauf: Lauf, urteile: Urteile) -> Gruppe:
    paare = [(lauf.ranglisten[frage.id], urteile[frage.id]) for frage in fragen]
    return Gruppe(
        fragen=len(paare),
        ndcg10=_mittel(ndcg(liste, grade) for liste, grade in paare),
        recall20=_mittel(recall(liste, grade) for liste, grade in paare),
        mrr=_mittel(kehrwert_des_rangs(liste, grade) for liste, grade in paare),
    )


def _ehrlich_leer(fragen: Sequence[Frage], lauf: Lauf, urteile: Urteile) -> Zahl:
    return _mittel(
        float(not lauf.ranglisten[frage.id])
        for frage in fragen
        if frage.id in lauf.zeiten_ms and not hat_antwort(urteile.get(frage.id, {}))
    )


def _mittel(werte: Iterable[float | None]) -> Zahl:
    vorhanden = [wert for wert in werte if wert is not None]
    return float(np.mean(vorhanden)) if vorhanden else None


def _gerundet(wert: Zahl, stellen: int = 4) -> Zahl:
    return None if wert is None else round(wert, stellen)


def _beispiele(kennungen: Sequence[str]) -> str:
    return ", ".join(kennungen[:3]) + (", …" if len(kennungen) > 3 else "")
