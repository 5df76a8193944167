"""Von der Frage zu den relevanten Maßnahmen: Bedingungen verstehen, suchen, ehrlich leer bleiben."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from empfehlung.aufwand import kosten_belegt
from empfehlung.frageverstaendnis import Frageleser, Verstaendnis
from empfehlung.gewichte import gewichte_laden
from wissensbasis.basis import Wissensbasis
from wissensbasis.suche.suchmaschine import Fund, Fundstelle, Suchergebnis

NAECHSTLIEGENDE = 3
# So viele der ersten Funde zählen beim Stöbern, auch wenn ihnen Wörter der Frage fehlen.
DEM_SINN_NACH = 30


@dataclass(frozen=True)
class Relevantes:
    """Funde in Reihenfolge der Relevanz, wie die Frage verstanden wurde, und was dazu zu sagen ist.

    `funde` ist leer, wenn nichts Passendes da ist; der Hinweis nennt dann das Nächstliegende. `am_rande` sind die Kennungen
    der Funde, die die Frage wohl nur streifen, `woertlich` die der Maßnahmen mit jedem ihrer Wörter.
    """

    funde: tuple[Fund, ...]
    verstanden: Verstaendnis
    hinweise: tuple[str, ...]
    am_rande: frozenset[str] = frozenset()
    woertlich: frozenset[str] = frozenset()


def suche_relevantes(basis: Wissensbasis, frage: str, erlaubt: Collection[str], leser: Frageleser) -> Relevantes:
    """Sucht zu einer Frage unter den erlaubten Kennungen."""
    verstanden = leser.verstehe(frage)
    hinweise = []
    if verstanden.hat_bedingungen:
        bedingung = ", ".join(verstanden.in_worten)
        passend = {k for k in erlaubt if verstanden.erfuellt(basis.massnahmen[k], basis.orte)}
        if passend:
            erlaubt = passend
            hinweise.append(f"Als Bedingung verstanden: {bedingung}.")
            if verstanden.geringe_kosten:
                belegt = sum(kosten_belegt(m.aufwand) for m in basis.massnahmen.values())
                hinweise.append(
                    f"Kosten sind nur bei {belegt} von {len(basis.massnahmen)} Maßnahmen belegt; ohne Beleg bleibt eine stehen."
                )
        else:
            hinweise.append(f"Zu „{bedingung}“ ist nichts erfasst; gezeigt wird, was ohne diese Bedingung passt.")
    ergebnis = basis.suchmaschine.suche(verstanden.text, erlaubt=erlaubt)
    hinweise += [f"Gesucht wurde „{richtig}“ statt „{getippt}“." for getippt, richtig in ergebnis.berichtigt.items()]
    # Steht jedes Wort der Frage in einer Maßnahme, ist etwas da: einzelne kurze Wörter („Kita“) ähneln keiner Passage sehr.
    woertlich = basis.suchmaschine.mit_allen_worten(verstanden.text)
    if ergebnis.funde and not woertlich and _nichts_passendes(basis, ergebnis):
        naechste = "; ".join(f"„{basis.massnahmen[f.massnahme].titel}“" for f in ergebnis.funde[:NAECHSTLIEGENDE])
        hinweise.append(f"Nichts Passendes zu „{frage.strip()}“. Am nächsten liegen: {naechste}.")
        return Relevantes((), verstanden, tuple(hinweise))
    grenze = gewichte_laden().am_rande
    schwach = {f.massnahme for f in ergebnis.funde if f.aehnlichkeit is not None and f.aehnlichkeit < grenze}
    return Relevantes(ergebnis.funde, verstanden, tuple(hinweise), frozenset(schwach - woertlich), woertlich)


def _nichts_passendes(basis: Wissensbasis, ergebnis: Suchergebnis) -> bool:
    """Ob selbst die ähnlichste Stelle der Wissensbasis zu weit weg ist; die Grenze gilt nur für ihr Modell."""
    grenze = gewichte_laden().nichts_passendes
    if ergebnis.beste_aehnlichkeit is None or not basis.suchmaschine.modell.startswith(grenze.modell):
        return False
    return ergebnis.beste_aehnlichkeit < grenze.aehnlichkeit


@dataclass(frozen=True)
class Textfunde:
    """Was beim Stöbern als Fund zählt, beste zuerst: Kennung → Fundstelle; `woertlich` sind die mit jedem Wort der Frage."""

    fundstellen: Mapping[str, Fundstelle]
    woertlich: frozenset[str] = frozenset()
    hinweise: tuple[str, ...] = ()


def stoebere(basis: Wissensbasis, frage: str, leser: Frageleser) -> Textfunde:
    """Grenzt die Rangliste zum Stöbern ein: jedes Wort der Frage kommt vor, oder es steht unter den ersten `DEM_SINN_NACH`.

    Die volle Rangliste ordnet alle Maßnahmen und taugt nicht zum Zählen. Die Regel ist am Teil „entwicklung“ der Goldfragen
    gewählt (docs/ergebnisse.md). Eine leere Frage findet nichts.
    """
    if not frage.strip():
        return Textfunde({})
    relevant = suche_relevantes(basis, frage, basis.massnahmen.keys(), leser)
    gezaehlt = [fund for fund in relevant.funde if fund.rang <= DEM_SINN_NACH or fund.massnahme in relevant.woertlich]
    kennungen = {fund.massnahme for fund in gezaehlt}
    return Textfunde({f.massnahme: f.fundstelle for f in gezaehlt}, relevant.woertlich & kennungen, relevant.hinweise)
