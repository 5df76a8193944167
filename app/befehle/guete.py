"""`bewaehrt bewerten`: Güte gegen Goldfragen."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.befehle.gemeinsam import Ausgabeform, Format, fortschrittsanzeige, wissensbasis

if TYPE_CHECKING:
    from empfehlung.guete.bewertung import Bewertung, Gruppe

_FEHLT = "–"


class Teil(StrEnum):
    """Teile eines Fragensatzes."""

    entwicklung = "entwicklung"
    pruefung = "pruefung"


def bewerten(
    ordner: Annotated[Path, typer.Argument(help="Ordner mit fragen.jsonl und urteile.txt")],
    system: Annotated[
        list[str] | None,
        typer.Option(
            "--system",
            help="voll (Vorgabe), hybrid, embedding, bm25, tfidf-wort, tfidf-zeichen oder eine Ablation; mehrfach möglich",
        ),
    ] = None,
    laeufe: Annotated[
        Path | None, typer.Option("--laeufe", help="Ordner für die Ranglisten jedes Systems in der Form von TREC")
    ] = None,
    teil: Annotated[Teil | None, typer.Option("--teil", help="Nur die Fragen dieses Teils")] = None,
    format: Ausgabeform = Format.text,
) -> None:
    """Misst, wie gut Systeme einen Ordner von Goldfragen beantworten."""
    from app.formate.json_form import als_text
    from empfehlung.dienst import Empfehlungsdienst
    from empfehlung.guete.ablationen import ABLATIONEN
    from empfehlung.guete.bewertung import bewerte, urteilshinweise
    from empfehlung.guete.fragen import fragen_lesen
    from empfehlung.guete.lauf import lauf_schreiben, laufen
    from empfehlung.guete.systeme import SYSTEME, systeme_waehlen
    from empfehlung.guete.urteile import URTEILSDATEI, urteile_lesen
    from empfehlung.guete.vektoren import titelvektoren
    from wissensbasis.fehler import BewaehrtFehler

    gewaehlt = systeme_waehlen(system or (), {**SYSTEME, **ABLATIONEN})
    basis = wissensbasis()
    satz = fragen_lesen(ordner, basis, teil=teil.value if teil else None)
    urteile = None
    hinweise = list(satz.hinweise)
    if (ordner / URTEILSDATEI).exists():
        urteile = urteile_lesen(ordner / URTEILSDATEI)
        hinweise += urteilshinweise(urteile, satz.alle_kennungen, basis.massnahmen)
    elif laeufe is None:
        raise BewaehrtFehler(
            f"In {ordner} fehlt {URTEILSDATEI}; ohne Urteile ist nichts zu messen. "
            "Die Ranglisten allein schreibt: bewaehrt bewerten ORDNER --laeufe ORDNER2"
        )
    dienst = Empfehlungsdienst(basis)
    ergebnisse = []
    with fortschrittsanzeige() as melde:
        for einzeln in gewaehlt:
            schritt = f"System {einzeln.name}"
            ergebnisse.append(laufen(einzeln, satz.fragen, dienst, fortschritt=partial(melde, schritt)))
    if laeufe is not None:
        for ergebnis in ergebnisse:
            lauf_schreiben(ergebnis, laeufe)
    bewertung = bewerte(satz.fragen, ergebnisse, urteile, titelvektoren(basis), hinweise=hinweise)
    typer.echo(als_text(bewertung.als_dict()) if format is Format.json else _als_text(bewertung))


def _als_text(b: Bewertung) -> str:
    """Tabellen mit allen Maßen, je Rolle und Teil, darunter die Hinweise."""
    ohne = "keine Urteile" if b.ohne_antwort is None else f"{b.ohne_antwort} ohne gute Antwort in der Wissensbasis"
    bloecke = [f"{b.fragen} Fragen, {ohne}, {b.ohne_anliegen} ohne Anliegen"]
    kopf = ["System", "nDCG@10", "95 %", "Recall@20", "MRR", "ILD@10", "ms (Median)", "unbeurteilt@10", "ehrlich leer"]
    zeilen = [
        [
            name,
            _zahl(s.gesamt.ndcg10),
            _spanne(s.ndcg10_intervall),
            _zahl(s.gesamt.recall20),
            _zahl(s.gesamt.mrr),
            _zahl(s.ild10),
            _zahl(s.latenz_ms_median, 1),
            _FEHLT if s.unbeurteilt10 is None else str(s.unbeurteilt10),
            _zahl(s.ehrlich_leer, 2),
        ]
        for name, s in b.systeme.items()
    ]
    bloecke.append(_tabelle(kopf, zeilen))
    unterschiede = [
        [name, u.zu, f"{u.wert:+.3f}".replace(".", ","), _spanne(u.intervall)]
        for name, s in b.systeme.items()
        if (u := s.ndcg10_unterschied)
    ]
    if unterschiede:
        bloecke.append(_tabelle(["System", "gegen", "Unterschied nDCG@10", "95 %"], unterschiede))
    for titel, gruppen in (
        ("Rolle", {name: s.je_rolle for name, s in b.systeme.items()}),
        ("Teil", {name: s.je_teil for name, s in b.systeme.items()}),
    ):
        if zeilen := [_gruppenzeile(wert, name, g) for name, je in gruppen.items() for wert, g in je.items()]:
            kopf = [titel, "System", "Fragen", "nDCG@10", "Recall@20", "MRR"]
            bloecke.append(_tabelle(kopf, sorted(zeilen, key=lambda zeile: zeile[0])))
    if b.hinweise:
        bloecke.append("\n".join(f"Hinweis: {hinweis}" for hinweis in b.hinweise))
    return "\n\n".join(bloecke)


def _gruppenzeile(wert: str, system: str, gruppe: Gruppe) -> list[str]:
    return [wert, system, str(gruppe.fragen), _zahl(gruppe.ndcg10), _zahl(gruppe.recall20), _zahl(gruppe.mrr)]


def _tabelle(kopf: Sequence[str], zeilen: Sequence[Sequence[str]]) -> str:
    """Spalten auf gleiche Breite; Worte links, Zahlen rechts."""
    breiten = [max(len(zeile[i]) for zeile in (kopf, *zeilen)) for i in range(len(kopf))]
    links = [zeilen[0][i][:1].isalpha() for i in range(len(kopf))]
    return "\n".join(
        "  ".join(
            zelle.ljust(breite) if ist_links else zelle.rjust(breite)
            for zelle, breite, ist_links in zip(zeile, breiten, links, strict=True)
        ).rstrip()
        for zeile in (kopf, *zeilen)
    )


def _zahl(wert: float | None, stellen: int = 3) -> str:
    return _FEHLT if wert is None else f"{wert:.{stellen}f}".replace(".", ",")


def _spanne(intervall: tuple[float, float] | None) -> str:
    return f"{_zahl(intervall[0])} bis {_zahl(intervall[1])}" if intervall else _FEHLT
