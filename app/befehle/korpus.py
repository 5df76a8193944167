"""`bewaehrt korpus`: prüfen und zählen."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.befehle.gemeinsam import Ausgabeform, Format, fortschrittsanzeige, wissensbasis

anwendung = typer.Typer(help="Den Korpus prüfen und zählen.", no_args_is_help=True, rich_markup_mode=None)


@anwendung.callback()
def _gruppe() -> None:
    """Den Korpus prüfen und zählen."""


@anwendung.command()
def pruefen(
    ordner: Annotated[
        Path | None, typer.Argument(help="Ordner mit Maßnahmendateien; ohne Angabe der des Korpus")
    ] = None,
) -> None:
    """Meldet jeden Verstoß gegen docs/korpus.md mit Datei, Zeile und Abhilfe; endet bei Verstößen mit 1."""
    from wissensbasis.einstufung import einstufungen_laden
    from wissensbasis.pruefung import pruefe_ordner

    basis = wissensbasis()
    with fortschrittsanzeige() as melde:
        ergebnis = pruefe_ordner(
            ordner or basis.einstellungen.massnahmen,
            basis.begriffe,
            basis.orte,
            fortschritt=lambda erledigt, gesamt: melde("Korpus prüfen", erledigt, gesamt),
        )
    for befund in ergebnis.befunde:
        typer.echo(str(befund))
    if ergebnis.befunde:
        typer.echo(f"Verstöße: {len(ergebnis.befunde)} in {ergebnis.anzahl_dateien} Dateien.", err=True)
        raise typer.Exit(1)
    if ordner is None:
        einstufungen_laden(basis.einstellungen.korpus, {g.massnahme.id for g in ergebnis.gelesen})
    typer.echo(f"{ergebnis.anzahl_dateien} Dateien geprüft, kein Verstoß.")


@anwendung.command()
def stand(format: Ausgabeform = Format.text) -> None:
    """Zählt den Korpus nach Feld, Land, Ebene, Auditbezug, Stufe und Größe und nennt die dünnsten Zellen."""
    from dataclasses import asdict

    from app.formate.json_form import als_text
    from wissensbasis.einstufung import einstufungen_laden
    from wissensbasis.korpusstand import zaehle
    from wissensbasis.pruefung import pruefe_ordner

    basis = wissensbasis()
    gelesen = pruefe_ordner(basis.einstellungen.massnahmen, basis.begriffe, basis.orte).gelesen
    einstufungen = einstufungen_laden(basis.einstellungen.korpus, {g.massnahme.id for g in gelesen})
    zaehlung = zaehle([g.massnahme for g in gelesen], basis.begriffe, basis.orte, einstufungen.values())
    if format is Format.json:
        typer.echo(als_text(asdict(zaehlung)))
        return
    typer.echo(f"{zaehlung.anzahl} Maßnahmen")
    for name, zahlen in zaehlung.zaehlungen.items():
        typer.echo(f"\n{name}")
        for wert, zahl in zahlen.items():
            lang = basis.begriffe.feldnamen.get(wert, "")
            typer.echo(f"  {zahl:>4}  {wert} {lang}".rstrip())
    typer.echo("\nMindestwerte (Ist von Soll)")
    for m in zaehlung.mindestwerte:
        typer.echo(f"  {'erreicht' if m.erreicht else 'fehlt   '}  {m.ist:>4} von {m.soll:>3}  {m.name}")
    klassen = list(next(iter(zaehlung.tafel.values())))
    typer.echo("\nHauptfeld × Gemeindegröße")
    typer.echo("        " + "  ".join(klassen))
    for feld, zeile in zaehlung.tafel.items():
        typer.echo(f"  {feld}  " + "  ".join(f"{zeile[k]:>{len(k)}}" for k in klassen))
    typer.echo("\nDünnste Zellen")
    for feld, klasse, zahl in zaehlung.duennste:
        typer.echo(f"  {zahl:>4}  {feld} · {klasse}")
