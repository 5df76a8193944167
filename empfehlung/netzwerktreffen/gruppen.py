"""Tische aus Orten mit ähnlichem Profil: Gower-Abstand der Passung, gleich große Gruppen, Tausch bis nichts besser wird."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from empfehlung.netzwerktreffen.modell import Gruppe, Teilnahme
from empfehlung.passung import merkmale, vergleiche
from empfehlung.profil import profil_aus_ort
from empfehlung.vergleichsorte import MINDEST_ABDECKUNG
from wissensbasis.orte import GROESSENKLASSEN, Ort, Ortsverzeichnis

ORTE_JE_GRUPPE = 5
# Über wenig Bekanntes lässt sich nichts sagen: weder nah noch fern.
_UNBEKANNT = 0.5
_HOECHSTENS_TAUSCHE = 300

Abstaende = Sequence[Sequence[float]]


def bilde_gruppen(teilnahmen: Sequence[Teilnahme], orte: Ortsverzeichnis) -> tuple[Gruppe, ...]:
    """Teilt alle Teilnehmenden auf Tische auf; jeder sitzt genau einmal, die Größen unterscheiden sich um höchstens eins."""
    geordnet = sorted(teilnahmen, key=lambda t: t.ort.id)
    gesamt = len(geordnet)
    if not gesamt:
        return ()
    abstaende = _abstaende([t.ort for t in geordnet], orte)
    teile = teile_auf(abstaende, max(1, round(gesamt / ORTE_JE_GRUPPE)))
    tische = [sorted((geordnet[i] for i in teil), key=lambda t: (t.ort.name, t.ort.id)) for teil in teile]
    tische.sort(key=lambda tisch: (tisch[0].ort.name, tisch[0].ort.id))
    return tuple(
        Gruppe(nummer, tuple(t.ort for t in tisch), gemeinsam(tisch, orte))
        for nummer, tisch in enumerate(tische, start=1)
    )


def teile_auf(abstaende: Abstaende, anzahl: int) -> list[list[int]]:
    """Teilt 0…n-1 in `anzahl` gleich große Gruppen (±1) mit kleinen Abständen im Innern.

    Erst weit auseinander liegende Keime, dann kommt jeder zum nächsten Keim mit Platz (wer am meisten zu verlieren hat,
    zuerst), dann werden Paare getauscht, solange es besser wird.
    """
    gesamt = len(abstaende)
    anzahl = max(1, min(anzahl, gesamt))
    gruppen = [[keim] for keim in _keime(abstaende, anzahl)]
    offen = sorted(set(range(gesamt)) - {g[0] for g in gruppen})
    while offen:
        frei = _mit_platz(gruppen, gesamt)
        _, wer, wohin = min(_zug(abstaende, gruppen, frei, ort) for ort in offen)
        gruppen[wohin].append(wer)
        offen.remove(wer)
    for _ in range(_HOECHSTENS_TAUSCHE):
        if not _tausche(abstaende, gruppen):
            break
    return [sorted(g) for g in gruppen]


def _keime(abstaende: Abstaende, anzahl: int) -> list[int]:
    keime = [max(range(len(abstaende)), key=lambda i: (round(sum(abstaende[i]), 9), -i))]
    while len(keime) < anzahl:
        rest = [i for i in range(len(abstaende)) if i not in keime]
        keime.append(max(rest, key=lambda i: (round(min(abstaende[i][k] for k in keime), 9), -i)))
    return keime


def _mit_platz(gruppen: list[list[int]], gesamt: int) -> list[int]:
    klein, groessere = divmod(gesamt, len(gruppen))
    volle = sum(len(g) > klein for g in gruppen)
    grenze = klein + 1 if volle < groessere else klein
    return [nummer for nummer, g in enumerate(gruppen) if len(g) < grenze]


def _zug(abstaende: Abstaende, gruppen: list[list[int]], frei: list[int], ort: int) -> tuple[float, int, int]:
    """Je kleiner das erste, desto dringender: Vorsprung der besten Gruppe vor der zweitbesten."""
    mittel = sorted((round(sum(abstaende[ort][i] for i in gruppen[g]) / len(gruppen[g]), 9), g) for g in frei)
    vorsprung = mittel[1][0] - mittel[0][0] if len(mittel) > 1 else 0.0
    return (round(-vorsprung, 9), ort, mittel[0][1])


def _tausche(abstaende: Abstaende, gruppen: list[list[int]]) -> bool:
    """Führt den besten Tausch zweier Orte aus; `False`, wenn keiner die Summe der Abstände senkt."""
    bester: tuple[float, int, int, int, int] | None = None
    for eine, andere in combinations(range(len(gruppen)), 2):
        for i, a in enumerate(gruppen[eine]):
            for j, b in enumerate(gruppen[andere]):
                vorher = sum(abstaende[a][x] for x in gruppen[eine]) + sum(abstaende[b][x] for x in gruppen[andere])
                nachher = sum(abstaende[b][x] for x in gruppen[eine] if x != a)
                nachher += sum(abstaende[a][x] for x in gruppen[andere] if x != b)
                gewinn = round(vorher - nachher, 9)
                if gewinn > 0 and (bester is None or gewinn > bester[0]):
                    bester = (gewinn, eine, i, andere, j)
    if bester is None:
        return False
    _, eine, i, andere, j = bester
    gruppen[eine][i], gruppen[andere][j] = gruppen[andere][j], gruppen[eine][i]
    return True


def _abstaende(orte: Sequence[Ort], verzeichnis: Ortsverzeichnis) -> list[list[float]]:
    profile = [merkmale(profil_aus_ort(ort, verzeichnis)) for ort in orte]
    matrix = [[0.0] * len(orte) for _ in orte]
    for i, j in combinations(range(len(orte)), 2):
        p = vergleiche(profile[i], profile[j])
        bekannt = p.wert is not None and p.abdeckung >= MINDEST_ABDECKUNG
        matrix[i][j] = matrix[j][i] = 1.0 - (p.wert or 0.0) if bekannt else _UNBEKANNT
    return matrix


def gemeinsam(tisch: Sequence[Teilnahme], verzeichnis: Ortsverzeichnis) -> tuple[str, ...]:
    """Was alle am Tisch belegt gemeinsam haben, und die Spanne der Größen."""
    orte = [t.ort for t in tisch]
    gemeinden = [verzeichnis.ort(o.gemeinde) or o if o.ebene == "quartier" else o for o in orte]
    worte = []
    if len(orte) > 1:
        ebenen = {o.ebene for o in orte}
        if ebenen <= {"kreis"} or ebenen <= {"quartier"}:
            worte.append("alles Kreise" if ebenen == {"kreis"} else "alles Quartiere")
        if len({o.land for o in orte}) == 1:
            worte.append(orte[0].landname)
        stellungen = {o.status for o in gemeinden}
        if stellungen == {"kreisfrei"}:
            worte.append("kreisfrei")
        elif stellungen == {"kreisangehoerig"}:
            worte.append("kreisangehörig")
    klassen = sorted({o.groessenklasse for o in gemeinden if o.groessenklasse}, key=GROESSENKLASSEN.index)
    if klassen:
        worte.append(klassen[0] if len(klassen) == 1 else f"{klassen[0]} bis {klassen[-1]}")
    return tuple(worte)
