"""Tabellen der Datenbank."""

from __future__ import annotations

from sqlalchemy import Boolean, LargeBinary, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

FORMAT_VERSION = "1"


class Tabelle(DeclarativeBase):
    """Gemeinsame Basis aller Tabellen."""


class MassnahmeZeile(Tabelle):
    """Eine Maßnahme: ihr Dateitext als Wahrheit, ihr Modell als JSON zum schnellen Lesen.

    `korpus_hash` ist der Hash der zuletzt aus dem Korpus übernommenen Fassung (`None` bei lokal angelegten): weicht
    `text_hash` davon ab, wurde lokal bearbeitet.
    """

    __tablename__ = "massnahme"

    id: Mapped[str] = mapped_column(String(200), primary_key=True)
    pfad: Mapped[str] = mapped_column(String(400))
    text: Mapped[str] = mapped_column(Text)
    text_hash: Mapped[str] = mapped_column(String(64))
    modell_json: Mapped[str] = mapped_column(Text)
    korpus_hash: Mapped[str | None] = mapped_column(String(64))
    zurueckgezogen: Mapped[bool] = mapped_column(Boolean, default=False)


class EinbettungZeile(Tabelle):
    """Eine einmal berechnete Einbettung: Schlüssel sind Modell und Hash des Textes."""

    __tablename__ = "einbettung"

    modell: Mapped[str] = mapped_column(String(200), primary_key=True)
    text_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    vektor: Mapped[bytes] = mapped_column(LargeBinary)


class MerkmalZeile(Tabelle):
    """Ein Merkmal der Wissensbasis als Ganzes, etwa der gültige Indexstand."""

    __tablename__ = "merkmal"

    name: Mapped[str] = mapped_column(String(50), primary_key=True)
    wert: Mapped[str] = mapped_column(Text)
