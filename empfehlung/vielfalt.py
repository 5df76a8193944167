"""Eine Auswahl, die sich nicht wiederholt: Grenzen je Ort und Typ, und jedes gewählte Feld kommt vor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

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
    unbelegt: Collection[str] = (),
) -> list[str]:
    """Die ersten `anzahl` der Rangfolge innerhalb der Grenzen; was darüber liegt, rückt nach hinten, fällt aber nicht weg.

    `unbelegt` sind die Kennungen, deren Betrieb kein Dokument bestätigt. Sie und was nicht (mehr) läuft warten auf die nächsten
    sechs Treffer, statt ans Ende zu rücken. Sind mehrere Felder gewählt, bekommt jedes wenigstens die Hälfte seines gleichen
    Anteils, solange es Maßnahmen hat (Steck 2018, „Calibrated recommendations“, als einfache Mindestquote statt als
    Abstandsmaß).
    """
    gewaehlt: list[str] = []
    zurueckgestellt: list[str] = []
    wartend: list[str] = []
    je_ort: Counter[str] = Counter()
    je_typ: Counter[str] = Counter()
    schwach: Counter[str] = Counter()

    def schwaechen(kennung: str) -> list[str]:
        """Die begrenzten Gruppen, zu denen eine Maßnahme zählt."""
        gruppen = {"ohne_betrieb": massnahmen[kennung].status in OHNE_BETRIEB, "unbelegt": kennung in unbelegt}
        return [name for name, gehoert in gruppen.items() if gehoert and getattr(grenzen, name)]

    def hat_platz(kennung: str) -> bool:
        block = 1 + len(gewaehlt) // JE_TREFFER
        return all(schwach[name] < getattr(grenzen, name) * block for name in schwaechen(kennung))

    def zu_oft(kennung: str) -> bool:
        m = massnahmen[kennung]
        ort_voll = grenzen.je_ort and je_ort[m.ort] >= grenzen.je_ort
        typ_voll = grenzen.je_typ and je_typ[m.typ] >= grenzen.je_typ
        return bool(ort_voll or typ_voll)

    def nimm(kennung: str) -> None:
        je_ort[massnahmen[kennung].ort] += 1
        je_typ[massnahmen[kennung].typ] += 1
        schwach.update(schwaechen(kennung))
        gewaehlt.append(kennung)

    for kennung in geordnet:
        while naechste := next((k for k in wartend if hat_platz(k)), None):
            wartend.remove(naechste)
            zurueckgestellt.append(naechste) if zu_oft(naechste) else nimm(naechste)
        if zu_oft(kennung):
            zurueckgestellt.append(kennung)
        elif hat_platz(kennung):
            nimm(kennung)
        else:
            wartend.append(kennung)
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
