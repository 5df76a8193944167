"""Aus dem Korpus wird die Wissensbasis: prüfen, abgleichen, einbetten, indizieren, umschalten.

Umgeschaltet wird zuletzt und in einer einzigen Transaktion, die Maßnahmen und Indexstand zugleich gültig macht. Wer den
Aufbau irgendwo abbricht, behält deshalb den letzten guten Stand.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock, Timeout

from wissensbasis.basis import MERKMAL_INDEX, MERKMAL_MODELL, Wissensbasis
from wissensbasis.embedding.auswahl import embedder_laden, frage_embedder_laden
from wissensbasis.embedding.schnittstelle import Embedder
from wissensbasis.fehler import BewaehrtFehler
from wissensbasis.pruefung import Befund, pruefe_ordner
from wissensbasis.speicher import Abgleich, KorpusDatei, Speicher, plane_abgleich
from wissensbasis.speicher.speicher import inhalt_hash
from wissensbasis.suche import stand
from wissensbasis.suche.stand import Suchtexte

# (Schritt, erledigt, gesamt)
Fortschritt = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Aufbauergebnis:
    """Was ein Aufbau getan hat; bei Befunden wurde nichts verändert."""

    anzahl: int
    abgleich: Abgleich = field(default_factory=Abgleich)
    befunde: tuple[Befund, ...] = ()


def aufbauen(basis: Wissensbasis, *, fortschritt: Fortschritt | None = None) -> Aufbauergebnis:
    """Bringt Speicher und Index auf den Stand des Korpus. Fehlerhafte Dateien brechen ab, bevor etwas geändert wird."""
    einstellungen = basis.einstellungen

    def melde(schritt: str) -> Callable[[int, int], None] | None:
        return (lambda erledigt, gesamt: fortschritt(schritt, erledigt, gesamt)) if fortschritt else None

    ergebnis = pruefe_ordner(einstellungen.massnahmen, basis.begriffe, basis.orte, fortschritt=melde("Korpus prüfen"))
    if ergebnis.befunde:
        return Aufbauergebnis(0, befunde=ergebnis.befunde)
    dateien = {g.massnahme.id: KorpusDatei(g.pfad.as_posix(), g.text, g.massnahme) for g in ergebnis.gelesen}
    with _sperre(einstellungen.daten):
        speicher = Speicher.oeffnen(einstellungen.datenbank_adresse, anlegen=True)
        try:
            plan = plane_abgleich({k: inhalt_hash(d.text) for k, d in dateien.items()}, speicher.zustaende())
            kuenftig = {m.id: m for m in speicher.alle() if m.id not in plan.zurueckgezogen}
            kuenftig |= {k: dateien[k].massnahme for k in (*plan.neu, *plan.geaendert)}
            texte = Suchtexte.aus(list(kuenftig.values()), basis.begriffe, basis.orte)
            embedder = _embedder(basis, melde("Modell bereitstellen"))
            kennzeichen = stand.bauen(
                einstellungen.index, texte, embedder, speicher, fortschritt=melde("Maßnahmen einbetten")
            )
            merkmale = {MERKMAL_INDEX: kennzeichen.name, MERKMAL_MODELL: einstellungen.modell}
            # Legt die Nachschlagedatei für schnelle Fragen an, damit nicht die erste Suche darauf wartet.
            frage_embedder_laden(einstellungen.modell, einstellungen.modelle).embed_fragen(["Familie"])
            speicher.uebernehmen(plan, dateien, merkmale=merkmale)
            stand.aufraeumen(einstellungen.index, kennzeichen.name)
        finally:
            speicher.schliessen()
    return Aufbauergebnis(len(kuenftig), plan)


def index_neu_bauen(basis: Wissensbasis) -> str:
    """Baut den Index zu den gespeicherten Maßnahmen und dem eingestellten Modell; gibt den Namen des Stands zurück."""
    einstellungen = basis.einstellungen
    with _sperre(einstellungen.daten):
        texte = Suchtexte.aus(basis.speicher.alle(), basis.begriffe, basis.orte)
        kennzeichen = stand.bauen(einstellungen.index, texte, _embedder(basis, None), basis.speicher, erzwingen=True)
        merkmale = {MERKMAL_INDEX: kennzeichen.name, MERKMAL_MODELL: einstellungen.modell}
        basis.speicher.uebernehmen(Abgleich(), {}, merkmale=merkmale)
    return kennzeichen.name


def ausgeben(basis: Wissensbasis, ziel: Path) -> int:
    """Schreibt jede geltende Maßnahme als Datei unter `ziel`, Byte für Byte; das Ziel muss neu oder leer sein."""
    if ziel.exists() and (not ziel.is_dir() or any(ziel.iterdir())):
        raise BewaehrtFehler(
            f"{ziel} ist nicht leer. Bitte einen neuen oder leeren Ordner nennen; es wurde nichts geschrieben."
        )
    dateien = basis.speicher.dateien()
    entwurf = ziel.with_name(f".{ziel.name}.entwurf")
    if entwurf.exists():
        raise BewaehrtFehler(f"{entwurf} ist von einer abgebrochenen Ausgabe übrig. Bitte löschen und erneut aufrufen.")
    for pfad, text in dateien:
        datei = entwurf / pfad
        datei.parent.mkdir(parents=True, exist_ok=True)
        datei.write_bytes(text.encode("utf-8"))
    entwurf.mkdir(parents=True, exist_ok=True)
    if ziel.exists():
        ziel.rmdir()
    entwurf.rename(ziel)
    return len(dateien)


def _embedder(basis: Wissensbasis, fortschritt: Callable[[int, int], None] | None) -> Embedder:
    if fortschritt:
        fortschritt(0, 1)
    embedder = embedder_laden(basis.einstellungen.modell, basis.einstellungen.modelle)
    if fortschritt:
        fortschritt(1, 1)
    return embedder


def _sperre(daten: Path) -> AbstractContextManager[object]:
    """Nur ein Aufbau zur selben Zeit; ein zweiter meldet sich, statt zu warten."""
    try:
        daten.mkdir(parents=True, exist_ok=True)
        return FileLock(daten / "aufbau.lock", timeout=0).acquire()
    except Timeout as fehler:
        raise BewaehrtFehler("Es läuft schon ein Aufbau in diesem Ordner. Bitte sein Ende abwarten.") from fehler
    except OSError as fehler:
        raise BewaehrtFehler(
            f"In den Ordner {daten} (BEWAEHRT_DATEN) lässt sich nicht schreiben: {fehler.strerror}"
        ) from fehler
