"""Tafeln und Balken der Seite „Stand und Lücken“."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

import altair as alt
import pandas as pd

# Ab der Hälfte der vollsten Zelle, mindestens aber ab so vielen Maßnahmen, hat eine Zelle die volle Farbe.
_VOLL = 12
_SPANNEN = (
    (2025, 2099, "2025 und später"),
    (2023, 2024, "2023–2024"),
    (2020, 2022, "2020–2022"),
    (2015, 2019, "2015–2019"),
    (0, 2014, "vor 2015"),
)
_NIE = "nicht bestätigt"


def tafel_html(zellen: Mapping[tuple[str, str], int], felder: Mapping[str, str], groessen: Sequence[str]) -> str:
    """Handlungsfelder mal Größen als Tabelle mit Zahlen; die Farbe verstärkt nur, was die Zahl sagt."""
    voll = max(_VOLL, max(zellen.values(), default=0) // 2)
    kopf = "".join(f'<th scope="col">{escape(g)}</th>' for g in groessen)
    zeilen = "".join(
        f'<tr><th scope="row">{escape(name)}</th>{"".join(_zelle(zellen[feld, g], voll) for g in groessen)}</tr>'
        for feld, name in felder.items()
    )
    return (
        '<div class="bw-rollen" role="region" aria-label="Maßnahmen nach Handlungsfeld und Größe" tabindex="0">'
        f'<table class="bw-tabelle bw-heiss"><thead><tr><td></td>{kopf}</tr></thead><tbody>{zeilen}</tbody></table></div>'
    )


def _zelle(anzahl: int, voll: int) -> str:
    stufe = 0 if not anzahl else min(4, 1 + 3 * anzahl // voll)
    return f'<td class="bw-h{stufe}">{anzahl}</td>'


def luecken_html(duenn: Mapping[str, Sequence[tuple[str, int]]], felder: Mapping[str, str]) -> str:
    """Je Handlungsfeld die schwach besetzten Größen mit ihrer Zahl."""

    def zeile(groessen: Sequence[tuple[str, int]]) -> str:
        ohne = ", ".join(groesse for groesse, anzahl in groessen if not anzahl)
        wenig = ", ".join(f"{groesse} ({anzahl})" for groesse, anzahl in groessen if anzahl)
        return "; ".join(
            teil for teil in (f"ohne Beispiel {ohne}" if ohne else "", f"wenig {wenig}" if wenig else "") if teil
        )

    punkte = (
        f"<li><strong>{escape(felder[f])}</strong>: {escape(zeile(groessen))}</li>" for f, groessen in duenn.items()
    )
    return f"<ul>{''.join(punkte)}</ul>"


def zeitspannen(jahre: Iterable[int | None]) -> list[tuple[str, int]]:
    """Anzahl je Spanne, jüngste zuerst; `None` heißt „nicht bestätigt“."""
    zahlen = {name: 0 for _, _, name in _SPANNEN} | {_NIE: 0}
    for jahr in jahre:
        name = next((n for von, bis, n in _SPANNEN if jahr is not None and von <= jahr <= bis), _NIE)
        zahlen[name] += 1
    return list(zahlen.items())


def balken(reihen: Sequence[tuple[str, int]], achse: str) -> alt.LayerChart:
    """Waagerechte Balken mit der Zahl daneben."""
    daten = pd.DataFrame(reihen, columns=[achse, "Maßnahmen"])
    grund = alt.Chart(daten, height=34 * len(reihen)).encode(
        y=alt.Y(
            f"{achse}:N",
            sort=None,
            title=None,
            axis=alt.Axis(labelLimit=160, labelColor="#1f2526", labelFontSize=13, ticks=False, domain=False),
        ),
        x=alt.X("Maßnahmen:Q", title=None, axis=None),
        tooltip=[achse, "Maßnahmen"],
    )
    ergebnis: alt.LayerChart = grund.mark_bar(color="#17594f", size=18) + grund.mark_text(
        align="left", dx=5, color="#1f2526", fontSize=13
    ).encode(text="Maßnahmen:Q")
    return ergebnis


def in_worten(reihen: Sequence[tuple[str, int]]) -> str:
    """Die Balken als Satz für Vorleseprogramme."""
    return "; ".join(f"{name}: {anzahl}" for name, anzahl in reihen)
