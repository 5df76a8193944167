"""`bewaehrt suche`, `bewaehrt empfehlen` und `bewaehrt zeige`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from app.befehle.gemeinsam import Ausgabeform, Format, wissensbasis

LAENGSTES_ANLIEGEN = 2000

Feld = Annotated[list[str] | None, typer.Option("--feld", help="Handlungsfeld, z. B. fk-2; mehrfach möglich")]
Anzahl = Annotated[int, typer.Option("--anzahl", min=1, max=100, help="Wie viele Treffer höchstens")]


class AbStufe(StrEnum):
    """Stufen, nach denen gefiltert werden kann."""

    erprobt = "erprobt"
    bewaehrt = "bewaehrt"
    vielfach_bewaehrt = "vielfach-bewaehrt"


def suche(
    text: Annotated[str, typer.Argument(help="Was gesucht wird, in eigenen Worten")],
    feld: Feld = None,
    anzahl: Anzahl = 10,
    format: Ausgabeform = Format.text,
) -> None:
    """Findet Maßnahmen zu einem Text."""
    from app.formate.json_form import als_text, antwort_als_json
    from app.formate.textform import antwort_als_text
    from empfehlung.dienst import Empfehlungsdienst

    basis = wissensbasis()
    felder = tuple(basis.begriffe.feld_finden(f) for f in feld or ())
    antwort = Empfehlungsdienst(basis).suche(_gepruefter_text(text), felder=felder, anzahl=anzahl)
    if format is Format.json:
        typer.echo(als_text(antwort_als_json(antwort, mit_gruenden=False)))
    else:
        typer.echo(antwort_als_text(antwort, mit_gruenden=False))


def empfehlen(
    kommune: Annotated[
        str | None, typer.Option("--kommune", help="Name oder AGS von Kommune, Kreis oder Quartier")
    ] = None,
    profil: Annotated[Path | None, typer.Option("--profil", help="Profil als JSON-Datei")] = None,
    feld: Feld = None,
    thema: Annotated[list[str] | None, typer.Option("--thema", help="Querschnittsthema; mehrfach möglich")] = None,
    anliegen: Annotated[str, typer.Option("--anliegen", help="Was gebraucht wird, in eigenen Worten")] = "",
    ab_stufe: Annotated[AbStufe | None, typer.Option("--ab-stufe", help="Nur ab dieser Bewährungsstufe")] = None,
    anzahl: Anzahl = 10,
    format: Ausgabeform = Format.text,
) -> None:
    """Empfiehlt Maßnahmen zu Ort oder Profil, Feldern und Anliegen, mit Gründen."""
    from app.formate.json_form import als_text, antwort_als_json
    from app.formate.textform import antwort_als_text
    from empfehlung.anfrage import Anfrage
    from empfehlung.dienst import Empfehlungsdienst
    from empfehlung.profil import profil_aus_datei, profil_aus_text
    from wissensbasis.fehler import BewaehrtFehler

    if kommune is not None and profil is not None:
        raise BewaehrtFehler("Bitte entweder --kommune oder --profil angeben, nicht beides.")
    basis = wissensbasis()
    hinweise: list[str] = []
    angaben = None
    if profil is not None:
        angaben, hinweise = profil_aus_datei(profil, basis.orte)
    elif kommune is not None:
        angaben = profil_aus_text(kommune, basis.orte)
    felder = tuple(basis.begriffe.feld_finden(f) for f in feld or ())
    themen = tuple(basis.begriffe.thema_finden(t) for t in thema or ())
    anliegen = _gepruefter_text(anliegen, leer_erlaubt=True)
    if angaben is None and not felder and not themen and not anliegen:
        raise BewaehrtFehler("Bitte wenigstens eines angeben: --kommune, --profil, --feld, --thema oder --anliegen.")
    anfrage = Anfrage(
        profil=angaben,
        felder=felder,
        themen=themen,
        anliegen=anliegen,
        ab_stufe=ab_stufe.value if ab_stufe else None,
        anzahl=anzahl,
    )
    antwort = Empfehlungsdienst(basis).empfehle(anfrage, hinweise=hinweise)
    if format is Format.json:
        typer.echo(als_text(antwort_als_json(antwort, mit_gruenden=True)))
    else:
        typer.echo(antwort_als_text(antwort, mit_gruenden=True))


def zeige(
    kennung: Annotated[str, typer.Argument(metavar="ID", help="Kennung der Maßnahme")],
    format: Ausgabeform = Format.text,
) -> None:
    """Zeigt eine Maßnahme vollständig."""
    from app.formate.json_form import als_text, massnahme_als_json
    from app.formate.textform import massnahme_als_text
    from empfehlung.dienst import Empfehlungsdienst

    dienst = Empfehlungsdienst(wissensbasis())
    massnahme = dienst.basis.massnahme(kennung)
    if format is Format.json:
        typer.echo(als_text(massnahme_als_json(massnahme, dienst)))
    else:
        typer.echo(massnahme_als_text(massnahme, dienst))


def _gepruefter_text(text: str, *, leer_erlaubt: bool = False) -> str:
    from wissensbasis.fehler import BewaehrtFehler

    if len(text) > LAENGSTES_ANLIEGEN:
        raise BewaehrtFehler(
            f"Der Text hat {len(text)} Zeichen; höchstens {LAENGSTES_ANLIEGEN} sind möglich. Bitte auf das Wesentliche kürzen."
        )
    if not text.strip() and not leer_erlaubt:
        raise BewaehrtFehler("Bitte sagen, was gesucht wird; der Text ist leer.")
    return text.strip()
