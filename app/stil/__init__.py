"""Aussehen und Sprache der App.

Gestaltung in `theme.css`, deutsche Bedienelemente in `deutsch.js`, Farben und Schrift in `.streamlit/config.toml`.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

# Drei Säulen verschiedener Höhe: Umsetzung, Wirkung, Wiederholung.
ZEICHEN = (
    '<rect x="2" y="13" width="6" height="15" rx="1.5"/><rect x="12" y="7" width="6" height="21" rx="1.5"/>'
    '<rect x="22" y="2" width="6" height="26" rx="1.5"/>'
)
WORTMARKE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 150 32" width="150" height="32" role="img" '
    f'aria-label="Bewährt"><g fill="#17594f">{ZEICHEN}</g>'
    '<text x="38" y="24" font-family="system-ui, Segoe UI, Roboto, Liberation Sans, Arial, sans-serif" '
    'font-size="23" font-weight="650" fill="#1f2526">Bewährt</text></svg>'
)
SYMBOL = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 30" width="30" height="30">'
    f'<g fill="#17594f">{ZEICHEN}</g></svg>'
)


@lru_cache(maxsize=1)
def gestaltung() -> str:
    """Der Inhalt von `theme.css` als `<style>`."""
    return f"<style>{(Path(__file__).parent / 'theme.css').read_text(encoding='utf-8')}</style>"


@lru_cache(maxsize=1)
def sprache() -> str:
    """Deutsche Sprache der Seite und der Bedienelemente von Streamlit als `<script>`."""
    deutsch = (Path(__file__).parent / "deutsch.js").read_text(encoding="utf-8")
    return f"<script>document.documentElement.lang = 'de';\n{deutsch}</script>"
