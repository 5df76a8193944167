"""Eine Auswahl, die sich nicht wiederholt: Grenzen je Ort und Typ, und jedes gewählte Feld kommt vor."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Mapping, Sequence

from empfehlung.gewichte import Grenzen
from wissensbasis.datensatz.modell import Massnahme

# Geplantes hat sich noch nicht, Beendetes nicht mehr bewährt.
OHNE_BETRIEB = ("geplant", "beendet", "eingestellt")
# Auf so viele Treffer bezieht sich ihre Höchstzahl: eine kurze Liste der App.
JE_TREFFER = 6


def waehle_aus(
    geordnet: Sequence[str],
    massnahmen: Mapping[str, Massnahme],
    grenzen: Grenzen,
    *,
    anzahl: int,
    felder: Sequence[str] = (),
) -> list[str]:
    """Die ersten `anzahl` der Rangfolge innerhalb der Grenzen; was darüber liegt, rückt nach hinten, fällt aber nicht weg.

    Geplantes und Beendetes wartet auf die nächsten sechs Treffer, statt ans Ende zu rücken.

    Sind mehrere Felder gewählt, bekommt jedes wenigstens die Hälfte seines gleichen Anteils, solange es Maßnahmen hat
    (Steck 2018, „Calibrated recommendations“, als einfache Mindestquote statt als Abstandsmaß).
    """
    gewaehlt: list[str] = []
    zurueckgestellt: list[str] = []
    wartend: deque[str] = deque()
    je_ort: Counter[str] = Counter()
    je_typ: Counter[str] = Counter()
    ohne_betrieb = 0

    def nimm(kennung: str) -> None:
        nonlocal ohne_betrieb
        m = massnahmen[kennung]
        je_ort[m.ort] += 1
        je_typ[m.typ] += 1
        ohne_betrieb += m.status in OHNE_BETRIEB
        gewaehlt.append(kennung)

    def hat_platz() -> bool:
        return not grenzen.ohne_betrieb or ohne_betrieb < grenzen.ohne_betrieb * (1 + len(gewaehlt) // JE_TREFFER)

    def zu_oft(kennung: str) -> bool:
        m = massnahmen[kennung]
        ort_voll = grenzen.je_ort and je_ort[m.ort] >= grenzen.je_ort
        typ_voll = grenzen.je_typ and je_typ[m.typ] >= grenzen.je_typ
        return bool(ort_voll or typ_voll)

    for kennung in geordnet:
        while wartend and hat_platz():
            erste = wartend.popleft()
            zurueckgestellt.append(erste) if zu_oft(erste) else nimm(erste)
        if zu_oft(kennung):
            zurueckgestellt.append(kennung)
        elif massnahmen[kennung].status in OHNE_BETRIEB and not hat_platz():
            wartend.append(kennung)
        else:
            nimm(kennung)
    zurueckgestellt = [*wartend, *zurueckgestellt]
    gestreut = [*gewaehlt, *zurueckgestellt]
    return _mit_jedem_feld(gestreut, massnahmen, anzahl, felder) if len(felder) > 1 else gestreut[:anzahl]


def _mit_jedem_feld(
    gestreut: Sequence[str], massnahmen: Mapping[str, Massnahme], anzahl: int, felder: Sequence[str]
) -> list[str]:
    """Tauscht von hinten Überzählige gegen das Beste unterversorgter Felder; die Reihenfolge bleibt die der Rangfolge."""
    mindestens = max(1, anzahl // (2 * len(felder))) if anzahl >= len(felder) else 0
    auswahl = list(gestreut[:anzahl])

    def in_feld(kennungen: Sequence[str], feld: str) -> list[str]:
        return [k for k in kennungen if feld in massnahmen[k].handlungsfelder]

    for feld in felder:
        fehlend = in_feld(gestreut[anzahl:], feld)[: max(0, mindestens - len(in_feld(auswahl, feld)))]
        for neu in fehlend:
            entbehrlich = [
                k
                for k in reversed(auswahl)
                if all(f not in massnahmen[k].handlungsfelder or len(in_feld(auswahl, f)) > mindestens for f in felder)
            ]
            if entbehrlich:
                auswahl[auswahl.index(entbehrlich[0])] = neu
    rang = {kennung: stelle for stelle, kennung in enumerate(gestreut)}
    return sorted(auswahl, key=rang.__getitem__)
