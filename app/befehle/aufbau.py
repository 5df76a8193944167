"""`bewaehrt aufbauen` und `bewaehrt ausgeben`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.befehle.gemeinsam import fortschrittsanzeige, wissensbasis

_GEZEIGTE_BEFUNDE = 20


def aufbauen() -> None:
    """Baut Speicher und Index aus dem Korpus auf oder bringt sie auf seinen Stand."""
    from wissensbasis.aufbau import aufbauen as baue_auf

    with fortschrittsanzeige() as melde:
        ergebnis = baue_auf(wissensbasis(), fortschritt=melde)
    if ergebnis.befunde:
        for befund in ergebnis.befunde[:_GEZEIGTE_BEFUNDE]:
            typer.echo(str(befund), err=True)
        typer.echo(
            f"Fehler: Der Korpus hat {len(ergebnis.befunde)} Verstöße; es wurde nichts verändert. "
            "Alle zeigt: bewaehrt korpus pruefen",
            err=True,
        )
        raise typer.Exit(1)
    plan = ergebnis.abgleich
    typer.echo(
        f"{ergebnis.anzahl} Maßnahmen bereit: {len(plan.neu)} neu, {len(plan.geaendert)} geändert, "
        f"{len(plan.zurueckgezogen)} zurückgezogen, {len(plan.unveraendert)} unverändert."
    )
    for kennung in plan.lokal_behalten:
        typer.echo(f"Lokal bearbeitet, bleibt wie es ist: {kennung}")


def ausgeben(ordner: Annotated[Path, typer.Argument(help="Neuer oder leerer Ordner")]) -> None:
    """Schreibt die Wissensbasis als Maßnahmendateien, Byte für Byte."""
    from wissensbasis.aufbau import ausgeben as gib_aus

    anzahl = gib_aus(wissensbasis(), ordner)
    typer.echo(f"{anzahl} Maßnahmen nach {ordner} geschrieben.")
