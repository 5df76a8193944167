"""Offene Förderung: welche Programme eine Maßnahme in diesem Land und auf dieser Ebene heute noch tragen könnten."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from empfehlung.aufwand import NICHT_BELEGT
from empfehlung.profil import Profil
from wissensbasis.datensatz.modell import Massnahme
from wissensbasis.orte import LANDNAMEN
from wissensbasis.taxonomie import Foerderprogramm

HOECHSTENS = 3
# Programme für den ländlichen Raum gelten für Großstädte nicht.
_GROSSSTAEDTE = ("Kleine Großstadt", "Große Großstadt")


@dataclass(frozen=True)
class Foerderung:
    """Offene Programme; `genutzt` sind die, aus denen die Maßnahme selbst Geld bekam. `land` ist leer, wenn keines bekannt ist."""

    land: str
    genutzt: tuple[Foerderprogramm, ...]
    weitere: tuple[Foerderprogramm, ...]

    @property
    def programme(self) -> tuple[Foerderprogramm, ...]:
        """Höchstens drei, genutzte zuerst."""
        return (*self.genutzt, *self.weitere)[:HOECHSTENS]

    @property
    def kopf(self) -> str:
        """„Noch offen für Thüringen“ oder, wenn nichts bekannt ist, „Förderung in Thüringen“."""
        if self.programme:
            return f"Noch offen für {LANDNAMEN[self.land]}" if self.land else "Noch offen in allen Ländern"
        return f"Förderung in {LANDNAMEN[self.land]}" if self.land else "Förderung in allen Ländern"

    @property
    def angaben(self) -> tuple[str, ...]:
        """Je Programm „Name (bis 2027, Stand 2025; nur in …)“."""
        return tuple(self._in_worten(p, [p.bedingung] if p.bedingung else []) for p in self.programme)

    @property
    def kurz(self) -> str:
        """Eine Zeile für Listen; von den Bedingungen nur, was jemanden ausschließt („nur im Grenzraum“)."""
        kurz = (
            self._in_worten(p, [b for b in p.bedingung.split("; ")[:1] if b.startswith("nur ")]) for p in self.programme
        )
        return f"{self.kopf}: {'; '.join(kurz) or NICHT_BELEGT}"

    @property
    def in_worten(self) -> str:
        """Kopf und Programme in einer Zeile; ohne Programme „nicht belegt“."""
        return f"{self.kopf}: {'; '.join(self.angaben) or NICHT_BELEGT}"

    def _in_worten(self, p: Foerderprogramm, bedingung: list[str]) -> str:
        belegt = [f"bis {p.bis}"] if p.bis is not None else []
        belegt.append(f"Stand {p.stand}")
        genutzt = ["dort genutzt"] if p in self.genutzt else []
        return f"{p.name} ({'; '.join([', '.join([*genutzt, *belegt]), *bedingung])})"


def offene_foerderung(
    m: Massnahme, profil: Profil | None, programme: Iterable[Foerderprogramm], heute: dt.date
) -> Foerderung:
    """Was für diese Maßnahme heute offen ist; ohne Profil oder ohne Land nur, was in allen Ländern gilt."""
    land = (profil.land if profil is not None else None) or ""
    ebene = profil.ebene if profil is not None else m.ebene
    moegliche = sorted(
        (
            p
            for p in programme
            if p.offen(heute.year)
            and p.land in ("", land)
            and ebene in p.ebenen
            and not (profil is not None and _ausgeschlossen(p, profil))
        ),
        # Das eigene Land und das Genaue vor dem Allgemeinen, dann der jüngere Beleg.
        key=lambda p: (p.land == "", not p.typen, -(p.stand or 0), p.id),
    )
    return Foerderung(
        land=land,
        genutzt=tuple(p for p in moegliche if p.id in m.aufwand.finanzierung),
        weitere=tuple(p for p in moegliche if p.id not in m.aufwand.finanzierung and _traegt(p, m)),
    )


def _traegt(p: Foerderprogramm, m: Massnahme) -> bool:
    return bool(set(p.handlungsfelder) & set(m.handlungsfelder)) and (not p.typen or m.typ in p.typen)


def _ausgeschlossen(p: Foerderprogramm, profil: Profil) -> bool:
    """Ob belegt ist, dass dieser Ort das Programm nicht nutzen kann; Unbekanntes schließt nicht aus."""
    if profil.ebene == "kommune" and p.nur_kreisfrei and profil.status == "kreisangehoerig":
        return True
    grossstadt = profil.ebene == "kommune" and profil.band("groessenklasse") in _GROSSSTAEDTE
    return p.nur_laendlich and (profil.raumtyp == "staedtisch" or grossstadt)
