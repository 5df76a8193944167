"""Textdateien Zeile für Zeile lesen, sodass jeder Fehler Datei und Zeile nennt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from wissensbasis.fehler import BewaehrtFehler

_BOM = b"\xef\xbb\xbf"


def zeilenfehler(datei: Path, nr: int, meldung: str) -> BewaehrtFehler:
    """Ein Fehler in Zeile `nr` (ab 1) von `datei`."""
    return BewaehrtFehler(f"{datei}, Zeile {nr}: {meldung}")


def zeilen(datei: Path) -> Iterator[tuple[int, str]]:
    """Nummer und Text jeder nicht leeren Zeile; wirft `BewaehrtFehler`, wenn die Datei fehlt oder kein UTF-8 ist."""
    try:
        roh = datei.read_bytes()
    except FileNotFoundError as fehler:
        raise BewaehrtFehler(f"Die Datei {datei} fehlt.") from fehler
    except OSError as fehler:
        raise BewaehrtFehler(f"Die Datei {datei} lässt sich nicht lesen ({fehler.strerror}).") from fehler
    # Nur am Zeilenumbruch trennen: `splitlines` bräche auch an Zeichen wie U+2028, die in JSON-Texten stehen dürfen.
    for nr, stueck in enumerate(roh.removeprefix(_BOM).split(b"\n"), start=1):
        try:
            text = stueck.decode("utf-8").strip()
        except UnicodeDecodeError as fehler:
            raise zeilenfehler(datei, nr, "kein UTF-8-Text.") from fehler
        if text:
            yield nr, text
