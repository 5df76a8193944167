"""Wie eine verstandene Tabelle aussieht: Namen der Merkmale, Vorschau mit Herleitung, Listen."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from empfehlung import tabellen
from empfehlung.passung import in_worten
from empfehlung.tabellen import Angabe, Ortseintrag

HOECHSTENS_GELISTET = 30
_NAMEN = {
    "einwohner": "Einwohner",
    "status": "Verwaltungsstellung",
    "jugendamt": "eigenes Jugendamt",
    "haushaltssicherung": "Haushaltssicherung",
    "raumtyp": "Siedlungsraum",
    "entwicklung": "Bevölkerungsentwicklung",
    "entwicklung:1": "Bevölkerungsentwicklung über 1 Jahr (%)",
    "entwicklung:5": "Bevölkerungsentwicklung über 5 Jahre (%)",
    "entwicklung:10": "Bevölkerungsentwicklung über 10 Jahre (%)",
    "soziallage": "Kinderarmut (%)",
    "alleinerziehende_prozent": "Alleinerziehende (%)",
    "migration_prozent": "Migrationshintergrund (%)",
    "unter18_prozent": "unter 18 (%)",
    "ab65_prozent": "ab 65 (%)",
    "betreuungsquote_u3_prozent": "Betreuungsquote unter 3 (%)",
    "wohneinheiten": "Wohnungen im Quartier",
    "gebunden_prozent": "gebundene Wohnungen (%)",
    "baujahr": "Baujahr",
    "ort": "Spalte nennt den Ort",
    "quartier": "Spalte nennt das Quartier",
    "schluessel": "Spalte nennt den Gemeindeschlüssel",
    "jahr": "Spalte nennt das Jahr",
    tabellen.IGNORIEREN: "auslassen",
}
ANTEILE = (
    "alleinerziehende_prozent",
    "migration_prozent",
    "unter18_prozent",
    "ab65_prozent",
    "betreuungsquote_u3_prozent",
)
# Was das Profil der App führt, für den ganzen Ort und für ein Quartier.
IM_PROFIL = ("einwohner", "status", "jugendamt", "haushaltssicherung", "raumtyp", "entwicklung", "soziallage", *ANTEILE)
IM_QUARTIER = ("wohneinheiten", "gebunden_prozent", "ab65_prozent", "baujahr")


def tabellen_name(ziel: str) -> str:
    """Ein Ziel der Zuordnung, wie ein Mensch es liest."""
    return _NAMEN.get(ziel, ziel)


def vorschau_html(eintrag: Ortseintrag, angaben: Sequence[Angabe]) -> str:
    """Was zu einem Ort verstanden wurde, als Tabelle."""
    titel = escape(eintrag.bezeichnung)
    if not angaben:
        return f'<p class="bw-klein">Zu {titel} wurde kein Merkmal verstanden.</p>'
    zeilen = "".join(
        f'<tr><th scope="row">{escape(tabellen_name(a.merkmal).removesuffix(" (%)"))}</th><td>{escape(_wert(a))}</td>'
        f"<td>{a.jahr or 'ohne Jahr'}</td><td>{escape(a.spalte)}<br>{escape(a.stelle)}</td>"
        f"<td>{escape(_herleitung(a))}</td></tr>"
        for a in angaben
    )
    kopf = "".join(f'<th scope="col">{name}</th>' for name in ("Merkmal", "Wert", "Jahr", "Spalte", "Herleitung"))
    return (
        f'<div class="bw-rollen" role="region" tabindex="0" aria-label="Verstandene Werte"><table class="bw-tabelle">'
        f"<caption>Verstanden für {titel}</caption><thead><tr>{kopf}</tr></thead><tbody>{zeilen}</tbody></table></div>"
    )


def _herleitung(a: Angabe) -> str:
    nur_gezeigt = a.merkmal in ANTEILE and not (a.ort.quartier and a.merkmal in IM_QUARTIER)
    return f"„{a.roh}“ {a.herleitung}" + ("; wird nur gezeigt, nicht verglichen" if nur_gezeigt else "")


def _wert(a: Angabe) -> str:
    if a.merkmal in ("einwohner", "wohneinheiten"):
        return f"{a.wert:,}".replace(",", ".")
    if a.merkmal.endswith("_prozent"):
        return f"{a.wert:g} %".replace(".", ",")
    return str(a.wert) if a.merkmal == "baujahr" else in_worten(a.merkmal, a.wert)


def liste(texte: Sequence[str]) -> str:
    """Texte als Aufzählung; was zu viel ist, wird gezählt."""
    mehr = [f"und {len(texte) - HOECHSTENS_GELISTET} weitere"] if len(texte) > HOECHSTENS_GELISTET else []
    return "<ul>" + "".join(f"<li>{escape(t)}</li>" for t in [*texte[:HOECHSTENS_GELISTET], *mehr]) + "</ul>"
