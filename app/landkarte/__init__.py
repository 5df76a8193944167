"""Umriss der Länder, Aussehen und Verhalten der Landkarte; Herkunft der Grenzen in `QUELLE.md`."""

from __future__ import annotations

from pathlib import Path

ORDNER = Path(__file__).parent
