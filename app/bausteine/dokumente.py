"""Dokumente des Projekts zum Anzeigen in der App."""

from __future__ import annotations

import re
from pathlib import Path

_UEBERSCHRIFT = re.compile(r"^(#+)(?= )", re.MULTILINE)
_BILD = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_NACHBARLINK = re.compile(r"\[([^\]]+)\]\((?!https?://)[^)]+\)")
_KOMMENTAR = re.compile(r"<!--.*?-->", re.DOTALL)


def lies(datei: Path) -> str | None:
    """Markdown zum Einbetten: Überschriften zwei Ebenen tiefer, ohne Bilder und ohne Links auf Nachbardateien."""
    try:
        text = datei.read_text(encoding="utf-8")
    except OSError:
        return None
    text = _NACHBARLINK.sub(r"\1", _BILD.sub("", _KOMMENTAR.sub("", text)))
    return _UEBERSCHRIFT.sub(lambda treffer: "#" * min(6, len(treffer[1]) + 2), text)
