"""Von der Frage zu den relevanten Maßnahmen: Bedingungen verstehen, suchen, ehrlich leer bleiben."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from empfehlung.frageverstaendnis import Frageleser, Verstaendnis
from empfehlung.gewichte import gewichte_laden
from wissensbasis.basis import Wissensbasis
from wissensbasis.suche.suchmaschine import Fund, Suchergebnis

NAECHSTLIEGENDE = 3


@dataclass(frozen=True)
class Relevantes:
    """Funde in Reihenfolge der Relevanz, wie die Frage verstanden wurde, und was dazu zu sagen ist.

    `funde` ist leer, wenn nichts Passendes da ist; der Hinweis nennt dann das Nächstliegende.
    """

    funde: tuple[Fund, ...]
    verstanden: Verstaendnis
    hinweise: tuple[str, ...]


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
        else:
            hinweise.append(f"Zu „{bedingung}“ ist nichts erfasst; gezeigt wird, was ohne diese Bedingung passt.")
    ergebnis = basis.suchmaschine.suche(verstanden.text, erlaubt=erlaubt)
    hinweise += [f"Gesucht wurde „{richtig}“ statt „{getippt}“." for getippt, richtig in ergebnis.berichtigt.items()]
    if ergebnis.funde and _nichts_passendes(basis, ergebnis):
        naechste = "; ".join(f"„{basis.massnahmen[f.massnahme].titel}“" for f in ergebnis.funde[:NAECHSTLIEGENDE])
        hinweise.append(f"Nichts Passendes zu „{frage.strip()}“. Am nächsten liegen: {naechste}.")
        return Relevantes((), verstanden, tuple(hinweise))
    return Relevantes(ergebnis.funde, verstanden, tuple(hinweise))


def _nichts_passendes(basis: Wissensbasis, ergebnis: Suchergebnis) -> bool:
    """Ob selbst die ähnlichste Stelle der Wissensbasis zu weit weg ist; die Grenze gilt nur für ihr Modell."""
    grenze = gewichte_laden().nichts_passendes
    if ergebnis.beste_aehnlichkeit is None or not basis.suchmaschine.modell.startswith(grenze.modell):
        return False
    return ergebnis.beste_aehnlichkeit < grenze.aehnlichkeit
