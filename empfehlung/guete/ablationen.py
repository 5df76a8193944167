"""Systeme, denen je ein Bestandteil fehlt: sie zeigen, was er nützt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from empfehlung.anfrage import Anfrage
from empfehlung.dienst import Empfehlungsdienst
from empfehlung.guete.fragen import Frage
from empfehlung.guete.systeme import TIEFE, Rangfunktion, System, volle_anfrage
from wissensbasis.suche.lexikalisch import LexikalischerIndex, Sprachschritte
from wissensbasis.suche.suchmaschine import Suchmaschine
from wissensbasis.suche.texte import volltext
from wissensbasis.suche.zeichenfolgen import Zeichenindex

Bauer = Callable[[Empfehlungsdienst], Rangfunktion]


def _bm25_mit(schritte: Sprachschritte) -> Bauer:
    def bauen(dienst: Empfehlungsdienst) -> Rangfunktion:
        basis = dienst.basis
        kennungen = sorted(basis.massnahmen)
        texte = [volltext(basis.massnahmen[k], basis.begriffe, basis.orte) for k in kennungen]
        index = LexikalischerIndex.bauen(kennungen, texte, schritte)
        return lambda frage: [kennung for kennung, _ in index.suche(frage.anliegen)[:TIEFE]]

    return bauen


def _hybrid_aus(aendere: Callable[[Suchmaschine], Suchmaschine]) -> Bauer:
    def bauen(dienst: Empfehlungsdienst) -> Rangfunktion:
        ohne = aendere(dienst.basis.suchmaschine)
        return lambda frage: [fund.massnahme for fund in ohne.suche(frage.anliegen).funde[:TIEFE]]

    return bauen


def _ohne_zeichenfolgen(s: Suchmaschine) -> Suchmaschine:
    return Suchmaschine(replace(s.stand, zeichen=Zeichenindex(None)), s.einbetten)


def _ohne_zweiten_blick(s: Suchmaschine) -> Suchmaschine:
    return Suchmaschine(s.stand, s.einbetten, nachordnen=False)


def _mit_anfrage(aendere: Callable[[Anfrage], Anfrage]) -> Bauer:
    def bauen(dienst: Empfehlungsdienst) -> Rangfunktion:
        def rangliste(frage: Frage) -> list[str]:
            antwort = dienst.empfehle(aendere(volle_anfrage(frage)))
            return [treffer.massnahme.id for treffer in antwort.treffer]

        return rangliste

    return bauen


ABLATIONEN: dict[str, System] = {
    system.name: system
    for system in (
        System("bm25-ohne-zerlegung", True, _bm25_mit(Sprachschritte(zerlegen=False))),
        System("bm25-ohne-berichtigung", True, _bm25_mit(Sprachschritte(berichtigen=False))),
        System("hybrid-ohne-zeichenfolgen", True, _hybrid_aus(_ohne_zeichenfolgen)),
        System("hybrid-ohne-zweiten-blick", True, _hybrid_aus(_ohne_zweiten_blick)),
        System("voll-ohne-profil", False, _mit_anfrage(lambda a: replace(a, profil=None))),
        System("voll-ohne-feld", False, _mit_anfrage(lambda a: replace(a, felder=(), themen=()))),
    )
}
