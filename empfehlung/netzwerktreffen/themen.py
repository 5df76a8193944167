"""Themen: vorgegeben oder gefunden. Gefunden wird, was mehrere Teilnehmende suchen und einige schon haben."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from empfehlung.dienst import Empfehlungsdienst
from empfehlung.netzwerktreffen.modell import Teilnahme, Thema, TreffenFehler
from wissensbasis.datensatz.modell import Massnahme

MINDEST_KANDIDATEN = 4
_KANDIDATEN_AUS_TEXT = 24


@dataclass(frozen=True)
class Bedarf:
    """Wer zu einem Thema sucht (mit gewähltem Feld oder offen) und wer eine Maßnahme dieser Art hat."""

    mit_feld: tuple[str, ...]
    offen: tuple[str, ...]
    haben: tuple[str, ...]

    @property
    def gewicht(self) -> int:
        """Wer ein Feld gewählt hat, zählt doppelt; wer erzählen kann, verstärkt (bis zu vier)."""
        return (2 * len(self.mit_feld) + len(self.offen)) * (1 + min(len(self.haben), 4))


def hat(m: Massnahme, kennung: str) -> bool:
    """Ob dieser Ort die Maßnahme selbst umsetzt."""
    return kennung == m.ort or kennung in m.umsetzungen


def bedarf(thema: Thema, teilnahmen: Sequence[Teilnahme], massnahmen: Collection[Massnahme]) -> Bedarf:
    """Wer sucht und wer hat; wer eine Maßnahme dieser Art hat, sucht sie nicht."""
    eigene = [m for m in massnahmen if m.typ in thema.typen]
    haben = {t.ort.id for t in teilnahmen if any(hat(m, t.ort.id) for m in eigene)}
    suchen = [t for t in teilnahmen if t.ort.id not in haben]
    return Bedarf(
        tuple(sorted(t.ort.id for t in suchen if thema.felder & set(t.felder))),
        tuple(sorted(t.ort.id for t in suchen if not t.felder and _zustaendig(t, thema))),
        tuple(sorted(haben)),
    )


def _zustaendig(t: Teilnahme, thema: Thema) -> bool:
    """Felder des Quartiersaudits gehen Wohnungsunternehmen an, alle anderen Kommunen und Kreise."""
    quartier = any(feld.startswith("gw-") for feld in thema.felder)
    return quartier if t.ort.ebene == "quartier" else not quartier or thema.art in ("querschnitt", "frei")


def finde_themen(
    dienst: Empfehlungsdienst, teilnahmen: Sequence[Teilnahme], anzahl: int, *, ohne_typen: Iterable[str] = ()
) -> list[Thema]:
    """Die `anzahl` Maßnahmentypen, die mehrere suchen und mindestens einer hat; verschiedene Felder zuerst.

    Reicht das nicht, folgen Typen, die jemand sucht, auch wenn keiner sie hat oder Verwandtes die Auswahl füllt.
    """
    massnahmen = sorted(dienst.basis.massnahmen.values(), key=lambda m: m.id)
    vergeben = set(ohne_typen)
    moeglich: list[tuple[bool, int, int, Thema]] = []
    for typ in sorted({m.typ for m in massnahmen} - vergeben):
        thema = thema_zum_typ(dienst, typ, massnahmen, ohne_typen=vergeben)
        if thema is None or len(thema.kandidaten) < MINDEST_KANDIDATEN:
            continue
        b = bedarf(thema, teilnahmen, massnahmen)
        suchende = len(b.mit_feld) + len(b.offen)
        if suchende:
            gut = suchende >= 2 and bool(b.haben) and len(thema.typen) == 1
            moeglich.append((gut, b.gewicht, len(thema.kandidaten), thema))
    gewaehlt: list[Thema] = []
    je_feld: Counter[str] = Counter()
    while moeglich and len(gewaehlt) < anzahl:
        bestes = min(
            moeglich, key=lambda z: (not z[0], min(je_feld[f] for f in z[3].felder), -z[1], -z[2], z[3].kennung)
        )
        gewaehlt.append(bestes[3])
        je_feld.update(bestes[3].felder)
        vergeben |= bestes[3].typen
        moeglich = [z for z in moeglich if not z[3].typen & vergeben]
    return gewaehlt


def thema_zum_typ(
    dienst: Empfehlungsdienst, typ: str, massnahmen: Sequence[Massnahme], *, ohne_typen: Collection[str] = ()
) -> Thema | None:
    """Thema zu einem Typ; gibt es zu wenige Maßnahmen, kommen die nächstverwandten Typen desselben Felds hinzu."""
    angaben = dienst.basis.begriffe.typen.get(typ)
    eigene = [m.id for m in massnahmen if m.typ == typ]
    if angaben is None or not eigene:
        return None
    typen = [typ]
    for anderer in _verwandte(dienst, typ, massnahmen):
        if len(eigene) >= MINDEST_KANDIDATEN:
            break
        if anderer not in ohne_typen:
            typen.append(anderer)
            eigene += [m.id for m in massnahmen if m.typ == anderer]
    name = angaben.name if len(typen) == 1 else f"{angaben.name} und Verwandtes"
    return Thema(typ, name, "typ", tuple(sorted(eigene)), frozenset({angaben.feld}), frozenset(typen))


def _verwandte(dienst: Empfehlungsdienst, typ: str, massnahmen: Sequence[Massnahme]) -> list[str]:
    """Typen desselben Felds, deren Maßnahmen sich an dieselben Zielgruppen richten (Kosinus), ähnlichster zuerst."""
    typen = dienst.basis.begriffe.typen
    zaehlung: dict[str, Counter[str]] = {}
    for m in massnahmen:
        if m.typ in typen and typen[m.typ].feld == typen[typ].feld:
            zaehlung.setdefault(m.typ, Counter()).update(m.zielgruppen)
    hier = zaehlung.pop(typ)
    werte = {anderer: round(_kosinus(hier, dort), 9) for anderer, dort in zaehlung.items()}
    return sorted((t for t, wert in werte.items() if wert > 0), key=lambda t: (-werte[t], t))


def _kosinus(a: Counter[str], b: Counter[str]) -> float:
    laenge = math.sqrt(sum(v * v for v in a.values()) * sum(v * v for v in b.values()))
    return sum(a[k] * b[k] for k in a) / laenge if laenge else 0.0


def thema_aus_kennung(dienst: Empfehlungsdienst, kennung: str) -> Thema:
    """Thema zu einem Handlungsfeld, Querschnittsthema oder Typ; wirft `TreffenFehler`, wenn es keines ist."""
    begriffe = dienst.basis.begriffe
    massnahmen = sorted(dienst.basis.massnahmen.values(), key=lambda m: m.id)
    if kennung in begriffe.felder:
        treffer = [m for m in massnahmen if m.hauptfeld == kennung]
        return _aus_treffern(kennung, begriffe.feldnamen[kennung], "feld", treffer, frozenset({kennung}))
    if kennung in begriffe.themen:
        treffer = [m for m in massnahmen if kennung in m.querschnittsthemen]
        return _aus_treffern(kennung, begriffe.themen[kennung].name, "querschnitt", treffer)
    thema = thema_zum_typ(dienst, kennung, massnahmen)
    if thema is None:
        raise TreffenFehler(f"Ein Thema „{kennung[:80]}“ gibt es nicht. Bitte ein Feld, Thema oder eine Art wählen.")
    return thema


def thema_aus_text(dienst: Empfehlungsdienst, text: str) -> tuple[Thema | None, tuple[str, ...]]:
    """Thema in eigenen Worten, über die Suche; `None`, wenn nichts Passendes gefunden wurde. Dazu Hinweise der Suche."""
    antwort = dienst.suche(text, anzahl=_KANDIDATEN_AUS_TEXT)
    treffer = [t.massnahme for t in antwort.treffer]
    hinweise = tuple(h for h in antwort.hinweise if not h.startswith("Gewünscht waren"))
    if not treffer:
        return None, hinweise
    kurz = text if len(text) <= 80 else f"{text[:79].rstrip()}…"
    return _aus_treffern("frei", kurz, "frei", treffer), hinweise


def _aus_treffern(
    kennung: str, name: str, art: str, treffer: Sequence[Massnahme], felder: frozenset[str] = frozenset()
) -> Thema:
    felder = felder or frozenset(m.hauptfeld for m in treffer)
    typen = frozenset(m.typ for m in treffer)
    if art == "frei":
        return Thema(kennung, name, "frei", tuple(m.id for m in treffer), felder, typen)
    kennungen = tuple(m.id for m in treffer)
    return Thema(kennung, name, "feld" if art == "feld" else "querschnitt", kennungen, felder, typen)
