"""Was neben einer Maßnahme noch lohnt: dieselbe Art an anderen Orten und inhaltlich Verwandtes."""

from __future__ import annotations

from empfehlung.dienst import Empfehlungsdienst
from wissensbasis.bewaehrung import STUFENRANG
from wissensbasis.datensatz.modell import Massnahme
from wissensbasis.suche.texte import ohne_belege

# So viel Text genügt der Einbettung; mehr verwässert, worum es geht.
_ZEICHEN = 400


def gleicher_typ(dienst: Empfehlungsdienst, m: Massnahme, anzahl: int = 8) -> list[Massnahme]:
    """Dieselbe Art von Maßnahme an anderen Stellen: höhere Stufe zuerst, dann der nähere Ort, dann die Kennung."""
    hier = dienst.basis.orte.ort(m.ort)

    def ordnung(andere: Massnahme) -> tuple[int, float, str]:
        dort = dienst.basis.orte.ort(andere.ort)
        km = dienst.basis.orte.entfernung_km(hier, dort) if hier is not None and dort is not None else None
        return (-STUFENRANG[dienst.bewaehrungen[andere.id].stufe], km if km is not None else float("inf"), andere.id)

    gleiche = [a for a in dienst.basis.massnahmen.values() if a.typ == m.typ and a.id != m.id]
    return sorted(gleiche, key=ordnung)[:anzahl]


def aehnliche(dienst: Empfehlungsdienst, m: Massnahme, anzahl: int = 4) -> list[Massnahme]:
    """Inhaltlich verwandte Maßnahmen anderer Art, nächste zuerst, je Art höchstens eine."""
    alle = dienst.basis.massnahmen
    erlaubt = {kennung for kennung, andere in alle.items() if andere.typ != m.typ}
    text = f"{m.titel}. {ohne_belege(m.umsetzung or m.ausgangslage)}"[:_ZEICHEN]
    funde = dienst.basis.suchmaschine.suche(text, erlaubt=erlaubt, haelften="embedding").funde
    gewaehlt: dict[str, Massnahme] = {}
    for fund in funde:
        gewaehlt.setdefault(alle[fund.massnahme].typ, alle[fund.massnahme])
        if len(gewaehlt) == anzahl:
            break
    return list(gewaehlt.values())
