"""Alle Befehle und der gemeinsame Umgang mit Fehlern."""

from __future__ import annotations

import sys

import typer

from app.befehle import aufbau, guete, korpus, suchen

anwendung = typer.Typer(
    help="Bewährt: Maßnahmen für familien- und generationengerechte Kommunen und Quartiere finden.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
anwendung.add_typer(korpus.anwendung, name="korpus")
anwendung.command("aufbauen")(aufbau.aufbauen)
anwendung.command("ausgeben")(aufbau.ausgeben)
anwendung.command("suche")(suchen.suche)
anwendung.command("empfehlen")(suchen.empfehlen)
anwendung.command("zeige")(suchen.zeige)
anwendung.command("bewerten")(guete.bewerten)


def hauptprogramm() -> None:
    """Führt `bewaehrt` aus und beendet den Prozess."""
    from wissensbasis.fehler import BewaehrtFehler

    try:
        anwendung()
    except BewaehrtFehler as fehler:
        print(f"Fehler: {fehler}", file=sys.stderr)
        sys.exit(1)
