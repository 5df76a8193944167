"""Vorwärtsrechnung eines BERT-Encoders in numpy, für einzelne kurze Texte.

Gleiche Formeln wie ``transformers.BertModel`` im Auswertungsmodus, ohne torch zu laden
(das Laden dauert länger als das Rechnen). Gewichte kommen aus dem Speicherabbild.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wissensbasis.embedding.tensordatei import Tensordatei

Feld = NDArray[np.float32]


@dataclass(frozen=True)
class BertMasse:
    """Die Größen aus ``config.json``, die die Rechnung braucht."""

    breite: int
    schichten: int
    koepfe: int
    epsilon: float
    positionen: int

    @classmethod
    def aus_config(cls, config: dict[str, Any]) -> BertMasse:
        """Liest die Maße; ``KeyError``, wenn eines fehlt."""
        return cls(
            breite=int(config["hidden_size"]),
            schichten=int(config["num_hidden_layers"]),
            koepfe=int(config["num_attention_heads"]),
            epsilon=float(config.get("layer_norm_eps", 1e-12)),
            positionen=int(config["max_position_embeddings"]),
        )


class BertRechnung:
    """Rechnet Token-Nummern eines Textes zum Mittel ihrer letzten Schicht.

    Raises:
        KeyError: Der Datei fehlt ein Tensor der BERT-Bauart.
    """

    def __init__(self, gewichte: Tensordatei, masse: BertMasse) -> None:
        """Die Gewichte bleiben auf der Platte, bis eine Schicht sie braucht."""
        self._g = gewichte
        self._m = masse
        vorhanden = set(gewichte.namen)
        # Modelle mit Aufsatz (etwa für Maskenvorhersage) stellen „bert.“ voran.
        self._vor = "" if "embeddings.word_embeddings.weight" in vorhanden else "bert."
        self._f32: dict[str, Feld] = {}
        for schicht in range(masse.schichten):
            self._hole(f"encoder.layer.{schicht}.output.LayerNorm.bias")

    def mittelwert(self, ids: NDArray[np.int64]) -> Feld:
        """Form ``(breite,)``, nicht normiert; ``ids`` ist ein Text ohne Auffüllung."""
        x = self._einbettung(ids)
        for schicht in range(self._m.schichten):
            x = self._schicht(x, f"encoder.layer.{schicht}.")
        return np.asarray(x.mean(axis=0), dtype=np.float32)

    def _einbettung(self, ids: NDArray[np.int64]) -> Feld:
        namen = self._vor + "embeddings."
        x = self._g.als_float32(namen + "word_embeddings.weight", ids)
        x = x + self._g.als_float32(namen + "position_embeddings.weight", np.arange(len(ids)))
        x = x + self._g.als_float32(namen + "token_type_embeddings.weight", np.zeros(1, dtype=np.int64))
        return self._norm(x, "embeddings.LayerNorm")

    def _schicht(self, x: Feld, vor: str) -> Feld:
        laenge, breite, koepfe = len(x), self._m.breite, self._m.koepfe
        q, k, v = (
            self._linear(x, f"{vor}attention.self.{art}").reshape(laenge, koepfe, -1).transpose(1, 0, 2)
            for art in ("query", "key", "value")
        )
        punkte = q @ k.transpose(0, 2, 1) / np.float32(math.sqrt(breite // koepfe))
        punkte = np.exp(punkte - punkte.max(axis=-1, keepdims=True))
        punkte /= punkte.sum(axis=-1, keepdims=True)
        blick = (punkte @ v).transpose(1, 0, 2).reshape(laenge, breite)
        x = self._norm(x + self._linear(blick, vor + "attention.output.dense"), vor + "attention.output.LayerNorm")
        innen = _gelu(self._linear(x, vor + "intermediate.dense"))
        return self._norm(x + self._linear(innen, vor + "output.dense"), vor + "output.LayerNorm")

    def _linear(self, x: Feld, name: str) -> Feld:
        ergebnis: Feld = x @ self._hole(name + ".weight").T + self._hole(name + ".bias")
        return ergebnis

    def _norm(self, x: Feld, name: str) -> Feld:
        mitte = x - x.mean(axis=-1, keepdims=True)
        streuung = np.mean(mitte * mitte, axis=-1, keepdims=True)
        eins = mitte / np.sqrt(streuung + np.float32(self._m.epsilon))
        ergebnis: Feld = eins * self._hole(name + ".weight") + self._hole(name + ".bias")
        return ergebnis

    def _hole(self, name: str) -> Feld:
        """Gemerkt, damit float16-Dateien nur einmal umgewandelt werden."""
        if name not in self._f32:
            self._f32[name] = self._g.als_float32(self._vor + name)
        return self._f32[name]


def _gelu(x: Feld) -> Feld:
    """x · Φ(x); die Fehlerfunktion nach Abramowitz/Stegun 7.1.26 (Abweichung < 2·10⁻⁷).

    numpy hat keine Fehlerfunktion, und scipy dafür zu laden kostet mehr als die Rechnung.
    """
    z = np.abs(x) * np.float32(math.sqrt(0.5))
    t = 1 / (1 + np.float32(0.3275911) * z)
    summe = np.zeros_like(t)
    for faktor in (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592):
        summe = (summe + np.float32(faktor)) * t
    fehlerfunktion = np.copysign(1 - summe * np.exp(-z * z), x)
    ergebnis: Feld = np.float32(0.5) * x * (1 + fehlerfunktion)
    return ergebnis
