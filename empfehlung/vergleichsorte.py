"""Kommunen wie Ihre: Orte der Wissensbasis, die dem Profil am meisten gleichen, und was sie getan haben."""

from __future__ import annotations

from dataclasses import dataclass

from empfehlung.dienst import Empfehlungsdienst
from empfehlung.passung import Passung, merkmale, vergleiche
from empfehlung.profil import Profil, profil_aus_ort
from wissensbasis.bewaehrung import STUFENRANG
from wissensbasis.datensatz.modell import Massnahme
from wissensbasis.orte import Ort

# Ein Vergleich nach nur einem Merkmal (etwa dem Land) trägt nicht.
MINDEST_ABDECKUNG = 0.3


@dataclass(frozen=True)
class Vergleichsort:
    """Ein ähnlicher Ort, warum er ähnlich ist, und seine Maßnahmen (höhere Stufe zuerst)."""

    ort: Ort
    passung: Passung
    massnahmen: tuple[Massnahme, ...]


def orte_wie(
    profil: Profil, dienst: Empfehlungsdienst, *, felder: tuple[str, ...] = (), anzahl: int = 5
) -> list[Vergleichsort]:
    """Die ähnlichsten Orte derselben Ebene mit Maßnahmen in den gewählten Feldern, ähnlichster zuerst."""
    orte = dienst.basis.orte
    je_ort: dict[str, list[Massnahme]] = {}
    for m in dienst.basis.massnahmen.values():
        if not felder or set(felder) & set(m.handlungsfelder):
            je_ort.setdefault(m.ort, []).append(m)
    hier = merkmale(profil)
    ergebnis = []
    for kennung, massnahmen in je_ort.items():
        ort = orte.ort(kennung)
        if ort is None or ort.ebene != profil.ebene or (profil.ags and ort.ags == profil.ags):
            continue
        p = vergleiche(hier, merkmale(profil_aus_ort(ort, orte)))
        if p.wert is None or p.abdeckung < MINDEST_ABDECKUNG:
            continue
        nach_stufe = sorted(massnahmen, key=lambda m: (-STUFENRANG[dienst.bewaehrungen[m.id].stufe], m.id))
        ergebnis.append(Vergleichsort(ort, p, tuple(nach_stufe)))
    return sorted(ergebnis, key=lambda v: (-(v.passung.wert or 0), -v.passung.abdeckung, v.ort.id))[:anzahl]
