"""`bewaehrt korpus`: prüfen und zählen."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

anwendung = typer.Typer(help="Den Korpus prüfen und zählen.", no_args_is_help=True, rich_markup_mode=None)


@anwendung.callback()
def _gruppe() -> None:
    """Den Korpus prüfen und zählen."""


@anwendung.command()
def pruefen(ordner: Annotated[Path | None, typer.Argument(help="Ordner mit Maßnahmendateien")] = None) -> None:
    """Meldet jeden Verstoß gegen docs/korpus.md mit Datei, Zeile und Abhilfe; endet bei Verstößen mit 1."""
    from wissensbasis.basis import Wissensbasis
    from wissensbasis.einstellungen import Einstellungen
    from wissensbasis.pruefung import pruefe_ordner

    basis = Wissensbasis(Einstellungen())
    ergebnis = pruefe_ordner(ordner or basis.einstellungen.massnahmen, basis.begriffe, basis.orte)
    for befund in ergebnis.befunde:
        typer.echo(str(befund))
    if ergebnis.befunde:
        typer.echo(f"{len(ergebnis.befunde)} Verstöße in {ergebnis.anzahl_dateien} Dateien.", err=True)
        raise typer.Exit(1)
    typer.echo(f"{ergebnis.anzahl_dateien} Dateien geprüft, kein Verstoß.")
