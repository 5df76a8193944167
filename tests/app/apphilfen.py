"""Hilfen für Tests der Seiten ohne Browser: ein kleiner Korpus, eine Seite öffnen, lesen, was dasteht."""

from __future__ import annotations

from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.conftest import ECHTER_KORPUS
from tests.hilfen import beispiel_datei
from wissensbasis.aufbau import aufbauen
from wissensbasis.basis import Wissensbasis
from wissensbasis.einstellungen import WURZEL, Einstellungen


def baue_basis(ordner: Path, massnahmen: Mapping[str, Mapping[str, Any]]) -> Einstellungen:
    """Eine Wissensbasis aus erdachten Maßnahmen (Pfad zu Angaben) mit den echten Begriffen und Orten."""
    korpus = ordner / "korpus"
    korpus.mkdir()
    for datei in ECHTER_KORPUS.glob("*.toml"):
        (korpus / datei.name).write_bytes(datei.read_bytes())
    (korpus / "orte").symlink_to(ECHTER_KORPUS / "orte")
    for pfad, angaben in massnahmen.items():
        ziel = korpus / "massnahmen" / f"{pfad}.md"
        ziel.parent.mkdir(parents=True, exist_ok=True)
        ziel.write_text(beispiel_datei(pfad, **angaben), encoding="utf-8")
    einstellungen = Einstellungen(korpus=korpus, daten=ordner / "daten", modell="zeichen-ngramme")
    ergebnis = aufbauen(Wissensbasis(einstellungen))
    assert not ergebnis.befunde, "\n".join(map(str, ergebnis.befunde))
    return einstellungen


def neue_sitzung() -> AppTest:
    """Eine Besucherin, die noch nichts geöffnet hat; sie nutzt den Server, den die Fixture `app` eingestellt hat."""
    return AppTest.from_file(str(WURZEL / "app" / "start.py"), default_timeout=60)


def laufe(app: AppTest, seite: str = "", /, **adresse: str | list[str]) -> AppTest:
    """Öffnet mit einer neuen Sitzung einen Link auf eine Seite (leer: die Startseite)."""
    for name, wert in adresse.items():
        app.query_params[name] = wert
    app.run()
    if seite:
        app.switch_page(f"seiten/{seite}.py")
        for name, wert in adresse.items():
            app.query_params[name] = wert
        app.run()
    assert not app.exception and not any("ein Fehler aufgetreten" in fehler.value for fehler in app.error)
    return app


def in_adresse(app: AppTest, name: str) -> list[str]:
    """Die Werte einer Angabe in der Adresse; leer, wenn sie fehlt."""
    if name not in app.query_params:
        return []
    wert = app.query_params[name]
    return [wert] if isinstance(wert, str) else list(wert)


def roh(app: AppTest) -> str:
    """Das HTML, das die Seite zeigt, wie es geschrieben ist."""
    return "\n".join(element.proto.body for element in app.get("html"))


def text(app: AppTest) -> str:
    """Alles, was die Seite als HTML zeigt, und ihre Meldungen."""
    arten = (app.error, app.warning, app.info, app.success, app.caption, app.markdown, app.code)
    return unescape("\n".join([roh(app), *(e.value for art in arten for e in art)]))
