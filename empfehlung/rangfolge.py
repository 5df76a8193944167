"""Die Rangfolge der Empfehlung: Verschmelzung der Ränge von Relevanz und Passung. Regel: `docs/methode.md`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from empfehlung.gewichte import Rangfolgegewichte
from empfehlung.passung import Passung
from wissensbasis.bewaehrung import STUFENRANG, Bewaehrung
from wissensbasis.datensatz.modell import Massnahme

# Cormack, Clarke, Büttcher: Reciprocal Rank Fusion outperforms Condorcet and individual Rank Learning Methods (SIGIR 2009).
GLAETTUNG = 60


def ordne(
    kandidaten: Mapping[str, Massnahme],
    relevanz: Sequence[str],
    passungen: Mapping[str, Passung],
    bewaehrungen: Mapping[str, Bewaehrung],
    felder: Collection[str],
    themen: Collection[str],
    gewichte: Rangfolgegewichte,
    *,
    beendetes_gesucht: bool = False,
) -> list[str]:
    """Kennungen der Kandidaten, beste zuerst; unabhängig von der Reihenfolge der Eingabe.

    `relevanz` nennt die Treffer des Anliegens, beste zuerst (leer ohne Anliegen). Gleichstände ordnet der
    Nachweis, dann die Kennung. Wer nach Gescheitertem fragt (`beendetes_gesucht`), sieht Eingestelltes zuerst.
    """
    rang_relevanz = {kennung: rang for rang, kennung in enumerate(relevanz, start=1)}
    rang_passung = _raenge({k: _mit_vorsicht(p) for k, p in passungen.items() if p.wert is not None})
    einheit = 1.0 / (GLAETTUNG + 1)  # ein erster Rang; so sind die Zuschläge mit den Rängen vergleichbar

    def punkte(kennung: str) -> float:
        summe = 0.0
        if kennung in rang_relevanz:
            summe += gewichte.relevanz / (GLAETTUNG + rang_relevanz[kennung])
        if kennung in rang_passung:
            summe += gewichte.passung / (GLAETTUNG + rang_passung[kennung])
        if set(themen) & set(kandidaten[kennung].querschnittsthemen):
            summe += gewichte.thema * einheit
        if not relevanz and kandidaten[kennung].hauptfeld in felder:
            summe += gewichte.hauptfeld * einheit
        if bewaehrungen[kennung].stufe == "eingestellt":
            summe += (gewichte.beendetes_gesucht if beendetes_gesucht else gewichte.eingestellt) * einheit
        return summe

    return sorted(kandidaten, key=lambda k: (-punkte(k), *_nachweis_zuerst(bewaehrungen[k]), k))


def _nachweis_zuerst(b: Bewaehrung) -> tuple[int, int, int]:
    """Ordnet Gleichstände: höhere Stufe, dann mehr in den Säulen, dann zuletzt bestätigt; sonst entschiede das Alphabet."""
    saeulen = b.umsetzung + b.wirkung + b.wiederholung
    return -STUFENRANG[b.stufe], -saeulen, -(b.zuletzt_bestaetigt or 0)


def _mit_vorsicht(p: Passung) -> float:
    """Passung zum Ordnen: Unbekanntes zählt wie ein halbes Treffen, damit wenig Wissen nicht nach guter Passung aussieht."""
    return p.abdeckung * (p.wert or 0.0) + (1 - p.abdeckung) * 0.5


def _raenge(werte: Mapping[str, float]) -> dict[str, int]:
    """Rang ab 1 je Wert, höchster zuerst; gleiche Werte teilen den Rang."""
    ordnung = {wert: rang for rang, wert in enumerate(sorted(set(werte.values()), reverse=True), start=1)}
    return {kennung: ordnung[wert] for kennung, wert in werte.items()}
