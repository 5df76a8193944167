"""Die geöffnete Wissensbasis: Begriffe, Orte, Speicher und Suche unter einem Dach, jedes erst geladen, wenn es gebraucht wird."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from wissensbasis.datensatz.modell import Massnahme
from wissensbasis.einstellungen import Einstellungen
from wissensbasis.fehler import BewaehrtFehler
from wissensbasis.orte import Ortsverzeichnis
from wissensbasis.speicher import Speicher
from wissensbasis.taxonomie import Taxonomie

if TYPE_CHECKING:
    from wissensbasis.suche.stand import Indexstand
    from wissensbasis.suche.suchmaschine import Suchmaschine

MERKMAL_INDEX = "index_stand"
MERKMAL_MODELL = "index_modell"

protokoll = logging.getLogger(__name__)


class Wissensbasis:
    """Lesender Zugang zu allem, was bekannt ist. Mehrere Lesende zugleich sind erlaubt."""

    def __init__(self, einstellungen: Einstellungen) -> None:
        self.einstellungen = einstellungen

    @cached_property
    def begriffe(self) -> Taxonomie:
        """Handlungsfelder, Themen, Zielgruppen, Typen, Förderprogramme."""
        return Taxonomie.laden(self.einstellungen.korpus)

    @cached_property
    def orte(self) -> Ortsverzeichnis:
        """Alle Gemeinden, Kreise, Bezirke und Quartiere."""
        return Ortsverzeichnis.laden(self.einstellungen.korpus / "orte")

    @cached_property
    def speicher(self) -> Speicher:
        """Die Datenbank; wirft `BewaehrtFehler`, wenn noch nicht aufgebaut wurde."""
        return Speicher.oeffnen(self.einstellungen.datenbank_adresse)

    @cached_property
    def massnahmen(self) -> dict[str, Massnahme]:
        """Alle geltenden Maßnahmen nach Kennung."""
        return {m.id: m for m in self.speicher.alle()}

    @cached_property
    def suchmaschine(self) -> Suchmaschine:
        """Die Suche über den gültigen Indexstand; ein unpassender Stand wird neu gebaut und das protokolliert."""
        from wissensbasis.suche.suchmaschine import Suchmaschine

        return Suchmaschine(self._indexstand(), self._frage_einbetten)

    def massnahme(self, kennung: str) -> Massnahme:
        """Die Maßnahme mit dieser Kennung; wirft `BewaehrtFehler` mit ähnlichen Kennungen."""
        massnahme = self.speicher.massnahme(kennung)
        if massnahme is None:
            from wissensbasis.formfehler import meinten_sie

            raise BewaehrtFehler(
                f"Eine Maßnahme „{kennung}“ gibt es nicht. {meinten_sie(kennung, self.speicher.kennungen())}"
            )
        return massnahme

    @cached_property
    def _frage_einbetten(self) -> Callable[[str], NDArray[np.float32]]:
        from wissensbasis.embedding.auswahl import frage_embedder_laden

        embedder = frage_embedder_laden(self.einstellungen.modell, self.einstellungen.modelle)

        def einbetten(frage: str) -> NDArray[np.float32]:
            vektor: NDArray[np.float32] = embedder.embed_fragen([frage])[0]
            return vektor

        return einbetten

    def _indexstand(self) -> Indexstand:
        from wissensbasis.suche.stand import laden

        name = self.speicher.merkmal(MERKMAL_INDEX)
        modell = self.speicher.merkmal(MERKMAL_MODELL)
        stand = laden(self.einstellungen.index, name) if name and modell == self.einstellungen.modell else None
        if stand is None:
            protokoll.warning("Der Index passt nicht zu Daten oder Modell und wird neu gebaut.")
            from wissensbasis.aufbau import index_neu_bauen

            name = index_neu_bauen(self)
            stand = laden(self.einstellungen.index, name)
        if stand is None:
            raise BewaehrtFehler(
                f"Der Index unter {self.einstellungen.index} lässt sich nicht lesen. "
                "Bitte den Ordner löschen und bewaehrt aufbauen aufrufen."
            )
        return stand
