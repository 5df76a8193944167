"""Kosten in Spannen: der genannte Betrag gilt für einen anderen Ort und eine andere Größe, nur seine Ordnung überträgt sich."""

from __future__ import annotations

from wissensbasis.datensatz.modell import Aufwand

NICHT_BELEGT = "nicht belegt"

# Obere Grenzen in Euro; gewählt nach den Vierteln der belegten Beträge, gerundet auf Zahlen, in denen Haushalte denken.
_JAEHRLICH = (25_000, 100_000)
_EINMALIG = (100_000, 1_000_000)
_HALBE_STELLE = 0.5
_JAEHRLICH_IN_WORTEN = ("bis 25.000 € im Jahr", "25.000 bis 100.000 € im Jahr", "über 100.000 € im Jahr")
_EINMALIG_IN_WORTEN = ("einmalig bis 100.000 €", "einmalig 100.000 € bis 1 Mio. €", "einmalig über 1 Mio. €")

KOSTENBAENDER = (*_JAEHRLICH_IN_WORTEN, *_EINMALIG_IN_WORTEN, NICHT_BELEGT)


def kostenbaender(aufwand: Aufwand) -> tuple[str, ...]:
    """Die Spannen der belegten Kosten, laufend vor einmalig; ohne belegte Kosten „nicht belegt“."""
    baender = []
    for betrag, grenzen, worte in (
        (aufwand.jaehrlich_eur, _JAEHRLICH, _JAEHRLICH_IN_WORTEN),
        (aufwand.einmalig_eur, _EINMALIG, _EINMALIG_IN_WORTEN),
    ):
        if betrag is not None:
            baender.append(worte[sum(betrag > grenze for grenze in grenzen)])
    return tuple(baender) or (NICHT_BELEGT,)


def kosten_belegt(aufwand: Aufwand) -> bool:
    """Ob eine Quelle laufende oder einmalige Kosten oder Stellen nennt."""
    return any(wert is not None for wert in (aufwand.jaehrlich_eur, aufwand.einmalig_eur, aufwand.stellen_vzae))


def hohe_kosten(aufwand: Aufwand) -> bool:
    """Ob belegt ist, dass mehr als die unterste Spanne oder wenigstens eine halbe Stelle nötig war."""
    return (
        (aufwand.jaehrlich_eur or 0) > _JAEHRLICH[0]
        or (aufwand.einmalig_eur or 0) > _EINMALIG[0]
        or (aufwand.stellen_vzae or 0) >= _HALBE_STELLE
    )


def aufwand_in_worten(aufwand: Aufwand) -> str:
    """„25.000 bis 100.000 € im Jahr · 0,5 Stellen“; ist nichts davon belegt, „nicht belegt“."""
    kosten = " · ".join(kostenbaender(aufwand))
    if aufwand.stellen_vzae is None:
        return kosten
    # Sind nur die Stellen bekannt, soll das Fehlende benannt bleiben.
    anfang = f"Kosten {NICHT_BELEGT}" if kosten == NICHT_BELEGT else kosten
    zahl = f"{aufwand.stellen_vzae:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    return f"{anfang} · {zahl} {'Stelle' if aufwand.stellen_vzae == 1 else 'Stellen'}"
