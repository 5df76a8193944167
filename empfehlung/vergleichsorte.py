"""Kommunen wie Ihre und in Ihrer Nähe: Orte der Wissensbasis, warum sie ähnlich sind, und was sie getan haben."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from empfehlung.dienst import Empfehlungsdienst
from empfehlung.eigener_ort import ist_eigener_ort
from empfehlung.passung import Passung, merkmale, ortsmerkmale, vergleiche
from empfehlung.profil import Profil
from wissensbasis.bewaehrung import STUFENRANG
from wissensbasis.datensatz.modell import Massnahme
from wissensbasis.orte import Ort

# Ein Vergleich nach nur einem Merkmal (etwa dem Land) trägt nicht.
MINDEST_ABDECKUNG = 0.3


@dataclass(frozen=True)
class Vergleichsort:
    """Ein anderer Ort, was er mit dem Profil gemeinsam hat, und seine Maßnahmen (höhere Stufe zuerst).

    `entfernung_km` (Luftlinie) ist `None`, wo einer der Punkte fehlt.
    """

    ort: Ort
    passung: Passung
    massnahmen: tuple[Massnahme, ...]
    entfernung_km: float | None


def vergleichsorte(
    profil: Profil, dienst: Empfehlungsdienst, *, felder: tuple[str, ...] = (), anzahl: int = 5
) -> tuple[list[Vergleichsort], list[Vergleichsort]]:
    """Die ähnlichsten und die nächsten Orte mit Maßnahmen in den gewählten Feldern, je höchstens `anzahl`.

    Ähnlich sein kann nur ein Ort derselben Ebene, über den genug bekannt ist; nah (Luftlinie) jeder.
    """
    andere = list(_andere_orte(profil, dienst, felder))
    vergleichbar = [
        v
        for v in andere
        if v.ort.ebene == profil.ebene and v.passung.wert is not None and v.passung.abdeckung >= MINDEST_ABDECKUNG
    ]
    aehnlich = sorted(vergleichbar, key=lambda v: (-(v.passung.wert or 0), -v.passung.abdeckung, v.ort.id))
    nah = sorted((v for v in andere if v.entfernung_km is not None), key=lambda v: (v.entfernung_km or 0.0, v.ort.id))
    return aehnlich[:anzahl], nah[:anzahl]


def _andere_orte(profil: Profil, dienst: Empfehlungsdienst, felder: tuple[str, ...]) -> Iterator[Vergleichsort]:
    orte = dienst.basis.orte
    je_ort: dict[str, list[Massnahme]] = {}
    for m in dienst.basis.massnahmen.values():
        if not felder or set(felder) & set(m.handlungsfelder):
            je_ort.setdefault(m.ort, []).append(m)
    hier = merkmale(profil)
    von = orte.ort(profil.ags) if profil.ags else None
    for kennung, massnahmen in je_ort.items():
        ort = orte.ort(kennung)
        if ort is None or ist_eigener_ort(profil, ort):
            continue
        nach_stufe = sorted(massnahmen, key=lambda m: (-STUFENRANG[dienst.bewaehrungen[m.id].stufe], m.id))
        yield Vergleichsort(
            ort,
            vergleiche(hier, ortsmerkmale(ort, orte)),
            tuple(nach_stufe),
            orte.entfernung_km(von, ort) if von is not None else None,
        )
