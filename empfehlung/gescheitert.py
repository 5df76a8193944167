"""Dieselbe Art von Maßnahme, anderswo gescheitert: warum, und was dort anders war."""

from __future__ import annotations

from dataclasses import dataclass

from empfehlung.dienst import Empfehlungsdienst
from empfehlung.weiterbildung.unterschiede import Dimension, Unterschied, unterschiede, zuege
from wissensbasis.bewaehrung import ende_in_worten
from wissensbasis.datensatz.modell import Massnahme

HOECHSTENS = 2
# Was am Ort und am Träger anders sein kann; Ausgang und Nachweis unterscheiden sich ohnehin.
_UMSTAENDE: frozenset[Dimension] = frozenset(
    {"groesse", "siedlungsraum", "ebene", "stellung", "land", "traeger", "kosten"}
)


@dataclass(frozen=True)
class Gescheitert:
    """Ein beendeter oder eingestellter Fall mit belegtem Grund; `anders` sind die Unterschiede zur Maßnahme in `vergleichsort`."""

    massnahme: Massnahme
    ort: str
    vergleichsort: str
    anders: tuple[Unterschied, ...]

    @property
    def ende(self) -> str:
        """„2020 eingestellt. Grund: das Geld fehlte“."""
        was, _, grund = ende_in_worten(self.massnahme).partition(": ")
        return f"{was}. Grund: {grund}"

    @property
    def anders_in_worten(self) -> str:
        """„Größe des Orts: Landgemeinde (Schwerin: Große Mittelstadt); …“; ohne belegten Unterschied „nichts Belegtes“."""
        if not self.anders:
            return "nichts Belegtes"
        return "; ".join(f"{u.name}: {u.dort} ({self.vergleichsort}: {u.hier})" for u in self.anders)


def anderswo_gescheitert(dienst: Empfehlungsdienst, m: Massnahme) -> list[Gescheitert]:
    """Fälle derselben Art mit belegtem Grund: Eingestelltes vor Beendetem, jüngstes Ende zuerst; erreichte Ziele zählen nicht."""
    faelle = [
        a
        for a in dienst.basis.massnahmen.values()
        if a.typ == m.typ
        and a.id != m.id
        and a.status in ("beendet", "eingestellt")
        and a.ende_grund not in (None, "ziel-erreicht")
    ]
    faelle.sort(key=lambda a: (a.status != "eingestellt", -(a.ende or 0), a.id))
    hier = zuege(dienst, m)
    return [
        Gescheitert(
            massnahme=a,
            ort=_ortsname(dienst, a),
            vergleichsort=_ortsname(dienst, m),
            anders=tuple(u for u in unterschiede(hier, zuege(dienst, a)) if u.dimension in _UMSTAENDE),
        )
        for a in faelle[:HOECHSTENS]
    ]


def _ortsname(dienst: Empfehlungsdienst, m: Massnahme) -> str:
    ort = dienst.basis.orte.ort(m.ort)
    return ort.name if ort is not None else "Ort nicht belegt"
