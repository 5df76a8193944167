"""Was mehrere Befehle teilen: Ausgabeform, Einstellungen, Fortschritt."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from wissensbasis.basis import Wissensbasis


class Format(StrEnum):
    """Form der Ausgabe."""

    text = "text"
    json = "json"


Ausgabeform = Annotated[Format, typer.Option("--format", help="Ausgabe als Text oder als ein JSON-Dokument")]


def wissensbasis() -> Wissensbasis:
    """Die Wissensbasis zu den Einstellungen der Umgebung; Fehler darin werden deutsch gemeldet."""
    from pydantic import ValidationError

    from wissensbasis.basis import Wissensbasis
    from wissensbasis.einstellungen import Einstellungen
    from wissensbasis.fehler import BewaehrtFehler

    try:
        return Wissensbasis(Einstellungen())
    except ValidationError as fehler:
        namen = ", ".join(f"BEWAEHRT_{str(e['loc'][0]).upper()}" for e in fehler.errors())
        raise BewaehrtFehler(f"Diese Einstellungen sind nicht zu verwenden: {namen}") from fehler


@contextmanager
def fortschrittsanzeige() -> Iterator[Callable[[str, int, int], None]]:
    """Balken je Schritt auf der Fehlerausgabe; ohne Bildschirm eine Zeile je Schritt."""
    if not sys.stderr.isatty():
        begonnen: set[str] = set()

        def zeile(schritt: str, _: int, gesamt: int) -> None:
            if schritt not in begonnen:
                begonnen.add(schritt)
                print(f"{schritt} ({gesamt}) …", file=sys.stderr, flush=True)

        yield zeile
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

    spalten = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*spalten, console=Console(stderr=True)) as balken:
        aufgaben: dict[str, TaskID] = {}

        def melde(schritt: str, erledigt: int, gesamt: int) -> None:
            if schritt not in aufgaben:
                aufgaben[schritt] = balken.add_task(schritt, total=gesamt)
            balken.update(aufgaben[schritt], completed=erledigt, total=gesamt)

        yield melde
