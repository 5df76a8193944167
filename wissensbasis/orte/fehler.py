"""Wenn ein Ort sich nicht oder nicht eindeutig finden lässt."""

from __future__ import annotations

from collections.abc import Sequence

from wissensbasis.fehler import BewaehrtFehler
from wissensbasis.orte.ort import Ort


class OrtUnbekannt(BewaehrtFehler):
    """Kein Ort trägt diesen Namen; ``vorschlaege`` nennt ähnlich geschriebene."""

    def __init__(self, meldung: str, vorschlaege: Sequence[Ort] = ()) -> None:
        """Meldung für die Person und ähnlich geschriebene Orte."""
        super().__init__(meldung)
        self.vorschlaege = tuple(vorschlaege)


class OrtMehrdeutig(BewaehrtFehler):
    """Mehrere Orte tragen diesen Namen; ``kandidaten`` nennt alle."""

    def __init__(self, meldung: str, kandidaten: Sequence[Ort]) -> None:
        """Meldung für die Person und alle Orte dieses Namens."""
        super().__init__(meldung)
        self.kandidaten = tuple(kandidaten)
