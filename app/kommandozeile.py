"""Einstieg von `bewaehrt`: Befehle, deutsche Fehlermeldungen, keine Rückverfolgung für Bedienfehler.

Die Befehle laden, was sie brauchen, erst beim Aufruf; `bewaehrt --help` bleibt dadurch schnell.
"""

from __future__ import annotations

from app.befehle.wurzel import hauptprogramm

__all__ = ["hauptprogramm"]

if __name__ == "__main__":
    hauptprogramm()
