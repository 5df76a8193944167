"""Was sich zwischen Korpus und Speicher geändert hat. Lokal Bearbeitetes gewinnt und wird gemeldet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Zustand:
    """Hashes einer gespeicherten Maßnahme: jetziger Text und zuletzt übernommene Fassung des Korpus."""

    text_hash: str
    korpus_hash: str | None
    zurueckgezogen: bool

    @property
    def lokal_bearbeitet(self) -> bool:
        """Ob der Text nicht mehr der zuletzt übernommene ist."""
        return self.text_hash != self.korpus_hash


@dataclass(frozen=True)
class Abgleich:
    """Kennungen nach dem, was mit ihnen geschieht."""

    neu: list[str] = field(default_factory=list)
    geaendert: list[str] = field(default_factory=list)
    zurueckgezogen: list[str] = field(default_factory=list)
    lokal_behalten: list[str] = field(default_factory=list)
    unveraendert: list[str] = field(default_factory=list)

    @property
    def leer(self) -> bool:
        """Ob der Speicher schon dem Korpus entspricht."""
        return not (self.neu or self.geaendert or self.zurueckgezogen)


def plane_abgleich(korpus: Mapping[str, str], speicher: Mapping[str, Zustand]) -> Abgleich:
    """Vergleicht Hashes des Korpus (Kennung → Hash) mit dem Zustand des Speichers; ändert nichts."""
    plan = Abgleich()
    for kennung, neuer_hash in sorted(korpus.items()):
        bisher = speicher.get(kennung)
        if bisher is None:
            plan.neu.append(kennung)
        elif bisher.text_hash == neuer_hash:
            # Auch eine lokale Fassung, die der Korpus inzwischen eingeholt hat, gilt wieder als die des Korpus.
            gleich = bisher.korpus_hash == neuer_hash and not bisher.zurueckgezogen
            (plan.unveraendert if gleich else plan.geaendert).append(kennung)
        elif bisher.lokal_bearbeitet and not bisher.zurueckgezogen:
            plan.lokal_behalten.append(kennung)
        else:
            plan.geaendert.append(kennung)
    for kennung, bisher in sorted(speicher.items()):
        if kennung in korpus or bisher.zurueckgezogen:
            continue
        if bisher.lokal_bearbeitet:
            plan.lokal_behalten.append(kennung)
        else:
            plan.zurueckgezogen.append(kennung)
    return plan
