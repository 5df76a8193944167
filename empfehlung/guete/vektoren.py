"""Einbettungen der Maßnahmen für das Maß der Vielfalt."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from wissensbasis.basis import Wissensbasis
from wissensbasis.embedding.auswahl import frage_embedder_laden
from wissensbasis.speicher.speicher import inhalt_hash
from wissensbasis.suche.texte import passagen


def titelvektoren(basis: Wissensbasis) -> dict[str, NDArray[np.float32]]:
    """Kennung → Vektor der ersten Passage (Titel, Typ, Zielgruppen), so wie ihn der Aufbau abgelegt hat.

    Der Titel sagt, worum es geht; die Abschnitte sagen mehr über den Ort und würden Vielfalt vortäuschen. Maßnahmen
    ohne abgelegten Vektor (etwa nach einem Wechsel des Modells) fehlen.
    """
    embedder = frage_embedder_laden(basis.einstellungen.modell, basis.einstellungen.modelle)
    hashes = {k: inhalt_hash(passagen(m, basis.begriffe)[0].eingebettet) for k, m in basis.massnahmen.items()}
    abgelegt = basis.speicher.einbettungen(embedder.kennung, hashes.values())
    return {kennung: abgelegt[hash_] for kennung, hash_ in hashes.items() if hash_ in abgelegt}
