"""Zugriff auf die Datenbank über SQLAlchemy; jede Änderung ist eine Transaktion."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine, create_engine, event, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError, OperationalError
from sqlalchemy.orm import Session

from wissensbasis.datensatz.modell import Massnahme, massnahme_aus_text
from wissensbasis.fehler import BewaehrtFehler
from wissensbasis.speicher.abgleich import Abgleich, Zustand
from wissensbasis.speicher.tabellen import FORMAT_VERSION, EinbettungZeile, MassnahmeZeile, MerkmalZeile, Tabelle

# SQLite erlaubt eine begrenzte Zahl von Platzhaltern je Abfrage.
_PLATZHALTER_JE_ABFRAGE = 500


def inhalt_hash(text: str) -> str:
    """SHA-256 des Textes als Hexzahl."""
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class KorpusDatei:
    """Eine Maßnahme, wie sie im Korpus liegt: Pfad unter `massnahmen/`, Text und Modell."""

    pfad: str
    text: str
    massnahme: Massnahme


class Speicher:
    """Die Wissensbasis in der Datenbank."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def oeffnen(cls, adresse: str, *, anlegen: bool = False) -> Speicher:
        """Öffnet die Datenbank; ohne `anlegen` muss sie schon aufgebaut sein. Wirft `BewaehrtFehler`."""
        try:
            url = make_url(adresse)
            if url.drivername.startswith("sqlite") and url.database:
                datei = Path(url.database)
                if anlegen:
                    datei.parent.mkdir(parents=True, exist_ok=True)
                elif not datei.exists():
                    raise BewaehrtFehler("Die Wissensbasis ist noch nicht aufgebaut. Bitte zuerst: bewaehrt aufbauen")
            engine = create_engine(url)
            if engine.dialect.name == "sqlite":
                event.listen(engine, "connect", _sqlite_vorbereiten)
            if anlegen:
                Tabelle.metadata.create_all(engine)
            speicher = cls(engine)
            speicher._pruefe_format(setzen=anlegen)
            return speicher
        except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as fehler:
            raise BewaehrtFehler(
                f"Die Adresse der Datenbank (BEWAEHRT_DATENBANK) ist nicht zu verwenden: {fehler}"
            ) from fehler
        except (OperationalError, DatabaseError) as fehler:
            raise BewaehrtFehler(
                f"Die Datenbank {adresse} lässt sich nicht lesen ({fehler.orig}). "
                "Ist sie noch nicht aufgebaut: bewaehrt aufbauen. Ist sie beschädigt: die Datei beiseitelegen und neu aufbauen."
            ) from fehler

    def _pruefe_format(self, *, setzen: bool) -> None:
        version = self.merkmal("format")
        if version is None and setzen:
            with Session(self._engine) as sitzung, sitzung.begin():
                sitzung.merge(MerkmalZeile(name="format", wert=FORMAT_VERSION))
        elif version != FORMAT_VERSION:
            raise BewaehrtFehler(
                f"Die Datenbank hat das Format {version}, erwartet wird {FORMAT_VERSION}. "
                "Bitte lokal Bearbeitetes mit der bisherigen Version ausgeben und neu aufbauen."
            )

    def schliessen(self) -> None:
        """Gibt die Verbindungen zur Datenbank frei."""
        self._engine.dispose()

    # --- lesen -------------------------------------------------------------------------------------------------------

    def alle(self) -> list[Massnahme]:
        """Alle geltenden Maßnahmen, nach Kennung geordnet."""
        with Session(self._engine) as sitzung:
            zeilen = sitzung.scalars(
                select(MassnahmeZeile.modell_json)
                .where(MassnahmeZeile.zurueckgezogen.is_(False))
                .order_by(MassnahmeZeile.id)
            )
            return [Massnahme.model_validate_json(zeile) for zeile in zeilen]

    def massnahme(self, kennung: str) -> Massnahme | None:
        """Die geltende Maßnahme mit dieser Kennung oder `None`."""
        with Session(self._engine) as sitzung:
            zeile = sitzung.get(MassnahmeZeile, kennung)
            if zeile is None or zeile.zurueckgezogen:
                return None
            return Massnahme.model_validate_json(zeile.modell_json)

    def kennungen(self) -> list[str]:
        """Kennungen aller geltenden Maßnahmen, geordnet."""
        with Session(self._engine) as sitzung:
            abfrage = select(MassnahmeZeile.id).where(MassnahmeZeile.zurueckgezogen.is_(False))
            return sorted(sitzung.scalars(abfrage))

    def dateien(self) -> list[tuple[str, str]]:
        """Pfad und Text jeder geltenden Maßnahme, so wie sie aus dem Korpus kam oder lokal bearbeitet wurde."""
        with Session(self._engine) as sitzung:
            abfrage = (
                select(MassnahmeZeile.pfad, MassnahmeZeile.text)
                .where(MassnahmeZeile.zurueckgezogen.is_(False))
                .order_by(MassnahmeZeile.pfad)
            )
            return [(pfad, text) for pfad, text in sitzung.execute(abfrage)]

    def zustaende(self) -> dict[str, Zustand]:
        """Kennung → Hashes, auch von zurückgezogenen Maßnahmen."""
        with Session(self._engine) as sitzung:
            abfrage = select(
                MassnahmeZeile.id, MassnahmeZeile.text_hash, MassnahmeZeile.korpus_hash, MassnahmeZeile.zurueckgezogen
            )
            return {kennung: Zustand(text, korpus, weg) for kennung, text, korpus, weg in sitzung.execute(abfrage)}

    def merkmal(self, name: str) -> str | None:
        """Wert eines Merkmals der Wissensbasis oder `None`."""
        with Session(self._engine) as sitzung:
            return sitzung.scalar(select(MerkmalZeile.wert).where(MerkmalZeile.name == name))

    # --- schreiben ---------------------------------------------------------------------------------------------------

    def uebernehmen(
        self, plan: Abgleich, dateien: Mapping[str, KorpusDatei], *, merkmale: Mapping[str, str] | None = None
    ) -> None:
        """Führt den Abgleich aus und setzt Merkmale, alles in einer Transaktion."""
        with Session(self._engine) as sitzung, sitzung.begin():
            for kennung in (*plan.neu, *plan.geaendert):
                datei = dateien[kennung]
                hash_ = inhalt_hash(datei.text)
                sitzung.merge(
                    MassnahmeZeile(
                        id=kennung,
                        pfad=datei.pfad,
                        text=datei.text,
                        text_hash=hash_,
                        modell_json=datei.massnahme.model_dump_json(),
                        korpus_hash=hash_,
                        zurueckgezogen=False,
                    )
                )
            for kennung in plan.zurueckgezogen:
                zeile = sitzung.get(MassnahmeZeile, kennung)
                if zeile is not None:
                    zeile.zurueckgezogen = True
            for name, wert in (merkmale or {}).items():
                sitzung.merge(MerkmalZeile(name=name, wert=wert))

    def bearbeiten(self, kennung: str, text: str) -> None:
        """Ersetzt den Text einer Maßnahme lokal; wirft `BewaehrtFehler`, wenn es sie nicht gibt oder die Kennung abweicht."""
        massnahme = massnahme_aus_text(text)
        if massnahme.id != kennung:
            raise BewaehrtFehler(f"Der Text trägt die Kennung „{massnahme.id}“, bearbeitet wird „{kennung}“.")
        with Session(self._engine) as sitzung, sitzung.begin():
            zeile = sitzung.get(MassnahmeZeile, kennung)
            if zeile is None or zeile.zurueckgezogen:
                raise BewaehrtFehler(f"Die Maßnahme „{kennung}“ gibt es nicht.")
            zeile.text, zeile.text_hash, zeile.modell_json = text, inhalt_hash(text), massnahme.model_dump_json()

    # --- Einbettungen ------------------------------------------------------------------------------------------------

    def einbettungen(self, modell: str, hashes: Iterable[str]) -> dict[str, NDArray[np.float32]]:
        """Die schon berechneten Einbettungen zu diesen Texthashes."""
        gesucht = list(dict.fromkeys(hashes))
        gefunden: dict[str, NDArray[np.float32]] = {}
        with Session(self._engine) as sitzung:
            for start in range(0, len(gesucht), _PLATZHALTER_JE_ABFRAGE):
                abfrage = select(EinbettungZeile.text_hash, EinbettungZeile.vektor).where(
                    EinbettungZeile.modell == modell,
                    EinbettungZeile.text_hash.in_(gesucht[start : start + _PLATZHALTER_JE_ABFRAGE]),
                )
                for hash_, vektor in sitzung.execute(abfrage):
                    gefunden[hash_] = np.frombuffer(vektor, dtype="<f4").astype(np.float32)
        return gefunden

    def einbettungen_merken(self, modell: str, hashes: Sequence[str], vektoren: NDArray[np.float32]) -> None:
        """Legt Einbettungen ab; `vektoren` hat die Form (len(hashes), Dimension)."""
        with Session(self._engine) as sitzung, sitzung.begin():
            for hash_, vektor in zip(hashes, vektoren, strict=True):
                roh = vektor.astype("<f4").tobytes()
                sitzung.merge(EinbettungZeile(modell=modell, text_hash=hash_, vektor=roh))


def _sqlite_vorbereiten(verbindung: Any, _: Any) -> None:
    """WAL: Lesende sehen während eines Schreibvorgangs den letzten guten Stand."""
    zeiger = verbindung.cursor()
    zeiger.execute("PRAGMA journal_mode=WAL")
    zeiger.execute("PRAGMA busy_timeout=10000")
    zeiger.close()
