"""Einstellungen aus der Umgebung (`BEWAEHRT_…`). Jede steht auch in `docs/architektur.md`."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

WURZEL = Path(__file__).resolve().parent.parent


class Einstellungen(BaseSettings):
    """Wo Korpus und Daten liegen und welches Modell einbettet."""

    model_config = SettingsConfigDict(env_prefix="BEWAEHRT_", frozen=True)

    korpus: Path = Field(WURZEL / "korpus", description="Ordner des Korpus (Maßnahmen, Orte, Begriffe, Fragen)")
    daten: Path = Field(WURZEL / "daten", description="Ordner für Datenbank, Index und bereitgestelltes Modell")
    datenbank: str = Field("", description="Adresse der Datenbank für SQLAlchemy; leer = SQLite im Ordner der Daten")
    modell: str = Field(
        "standard",
        description="Embedding-Modell: standard, zeichen-ngramme (zum Testen) oder Name/Ordner eines sentence-transformers-Modells",
    )

    @property
    def datenbank_adresse(self) -> str:
        """Die Adresse, die SQLAlchemy öffnet."""
        return self.datenbank or f"sqlite:///{self.daten / 'bewaehrt.db'}"

    @property
    def massnahmen(self) -> Path:
        """Ordner der Maßnahmendateien."""
        return self.korpus / "massnahmen"

    @property
    def modelle(self) -> Path:
        """Ordner, in dem das Standardmodell einmal bereitgestellt wird."""
        return self.daten / "modelle"

    @property
    def index(self) -> Path:
        """Ordner der Indexstände."""
        return self.daten / "index"
