"""Die Merkliste: Kennungen in der Reihenfolge, in der sie gemerkt wurden, in der Sitzung und in der Adresse (`merken`).

Der Browser hebt sie zusätzlich auf: Wer die App ohne Liste in der Adresse öffnet, bekommt die eigene zurück. Andere Seiten
benutzen `kennungen()`, `ist_gemerkt()`, `umschalten()` und `leeren()`; `lies()` und `schreibe()` ruft nur `app/start.py`.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from app.bausteine.adresse import Angabe, Bereich
from app.bausteine.skripte import skript

HOECHSTENS = 40
_KENNUNG_ZEICHEN = set("abcdefghijklmnopqrstuvwxyz0123456789-")
_bereich = Bereich("merkliste", [Angabe("merken", "liste", lambda text: set(text) <= _KENNUNG_ZEICHEN)], "sammlung")


def lies(gibt_es: Callable[[str], bool]) -> None:
    """Übernimmt die Merkliste aus Adresse oder Sitzung; Kennungen, die es nicht mehr gibt, fallen weg."""
    _bereich.lies()
    _setze([kennung for kennung in kennungen() if gibt_es(kennung)])


def schreibe() -> None:
    """Schreibt die Merkliste in die Adresse und in den Speicher des Browsers."""
    _bereich.schreibe()
    st.html(_mit_liste("merkliste.js"), unsafe_allow_javascript=True)


def andere_anbieten() -> None:
    """Ein Hinweis, wenn der Browser eine andere Liste aufhebt, etwa weil ein Link die einer Kollegin zeigt."""
    st.html(
        '<p id="bw-andere-merkliste" class="bw-klein" hidden>Dieser Browser hebt noch eine andere Merkliste auf: '
        "<a></a>. Die Liste hier ersetzt sie erst, wenn Sie etwas ändern.</p>"
    )
    st.html(_mit_liste("merkliste_andere.js"), unsafe_allow_javascript=True)


def parameter() -> dict[str, list[str]]:
    """Die Merkliste als Teil eines Links innerhalb der App."""
    return _bereich.parameter()


def kennungen() -> list[str]:
    """Alle gemerkten Maßnahmen."""
    return list(_bereich.wert("merken"))


def ist_gemerkt(kennung: str) -> bool:
    """Ob diese Maßnahme gemerkt ist."""
    return kennung in kennungen()


def umschalten(kennung: str) -> None:
    """Merkt eine Maßnahme oder vergisst sie; ist die Liste voll, bleibt sie, wie sie ist. Als `on_click` gedacht."""
    gemerkt = kennungen()
    if kennung in gemerkt:
        gemerkt.remove(kennung)
    elif len(gemerkt) < HOECHSTENS:
        gemerkt.append(kennung)
    _setze(gemerkt)


def leeren() -> None:
    """Vergisst alle."""
    _setze([])


def knopf(kennung: str, *, ort: str) -> None:
    """Knopf „Merken“; `ort` unterscheidet mehrere Knöpfe derselben Maßnahme auf einer Seite."""
    gemerkt = ist_gemerkt(kennung)
    st.button(
        "Gemerkt" if gemerkt else "Merken",
        key=f"merken_{ort}_{kennung}",
        type="primary" if gemerkt else "secondary",
        help="Von der Merkliste nehmen" if gemerkt else "Auf die Merkliste setzen",
        on_click=umschalten,
        args=(kennung,),
    )


def _mit_liste(name: str) -> str:
    # Kennungen bestehen aus Kleinbuchstaben, Ziffern und Strichen; mehr lässt `_bereich` nicht herein.
    return skript(name).replace("__LISTE__", ",".join(kennungen()))


def _setze(liste: list[str]) -> None:
    st.session_state[_bereich.schluessel("merken")] = liste[:HOECHSTENS]
