"""JavaScript, das neben den Bausteinen liegt, als `<script>` für `st.html`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path


@lru_cache
def skript(name: str) -> str:
    """Der Inhalt einer Datei dieses Ordners, etwa `adresse.js`."""
    return f"<script>{(Path(__file__).parent / name).read_text(encoding='utf-8')}</script>"
