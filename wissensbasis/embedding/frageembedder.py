"""Einbettung einzelner Fragen ohne torch: schneller Kaltstart für die Kommandozeile.

Rechnet dieselben Gewichte desselben Ordners wie sentence-transformers (Kosinus ≥ 0,9999) und
trägt deshalb dieselbe ``kennung``. Gilt für jeden Ordner der Bauart BERT mit mean pooling,
auch für nachtrainierte; alles andere lehnt :func:`warum_nicht` ab.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from wissensbasis.embedding.bertrechnung import BertMasse, BertRechnung
from wissensbasis.embedding.modellbeschreibung import Modellbeschreibung, lies_json
from wissensbasis.embedding.schnittstelle import Fortschritt, Vektoren, normiere
from wissensbasis.embedding.tensordatei import Tensordatei
from wissensbasis.embedding.zeichenvorrat import Zerleger, zerleger_laden
from wissensbasis.fehler import BewaehrtFehler

GEWICHTE = "model.safetensors"
# Andere Klassen (etwa BertTokenizer) bauen ihren Zerleger nicht allein aus tokenizer.json.
_ZERLEGERKLASSEN = {
    "PreTrainedTokenizerFast", "TokenizersBackend", "XLMRobertaTokenizer", "XLMRobertaTokenizerFast",
}  # fmt: skip


def warum_nicht(ordner: Path) -> str | None:
    """Grund, aus dem der Ordner hier nicht gerechnet werden kann, oder ``None``."""
    config = lies_json(ordner / "config.json")
    pooling = lies_json(ordner / "1_Pooling" / "config.json")
    art = pooling.get("pooling_mode") or [
        name for name, an in pooling.items() if name.startswith("pooling_mode_") and an is True
    ]
    regeln: dict[str, bool] = {
        "Modellart ist nicht BERT": config.get("model_type") != "bert",
        "andere Aktivierung als gelu": config.get("hidden_act", "gelu") != "gelu",
        "andere Positionen als absolute": config.get("position_embedding_type", "absolute") != "absolute",
        "keine Datei model.safetensors": not (ordner / GEWICHTE).is_file(),
        "keine Datei tokenizer.json": not (ordner / "tokenizer.json").is_file(),
        "anderer Zerleger": lies_json(ordner / "tokenizer_config.json").get("tokenizer_class") not in _ZERLEGERKLASSEN,
        "andere Bausteine als Transformer, Pooling, Normalize": _bausteine(ordner)
        not in (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"]),
        "anderes pooling als mean": art not in ("mean", ["mean"], ["pooling_mode_mean_tokens"]),
        "Vorsilbe bleibt beim pooling außen vor": pooling.get("include_prompt", True) is not True,
        "Text wird klein geschrieben": bool(lies_json(ordner / "sentence_bert_config.json").get("do_lower_case")),
    }
    return next((grund for grund, trifft_zu in regeln.items() if trifft_zu), None)


class FrageEmbedder:
    """Lädt erst beim ersten Gebrauch; für wenige Texte gedacht (einer nach dem anderen).

    Args:
        modell: Beschreibung eines Ordners, für den :func:`warum_nicht` ``None`` ergibt.
        ablage: Ordner für die kleine Datei der Wortstücke (siehe ``zeichenvorrat``).

    Raises:
        BewaehrtFehler: Ordner ist ungeeignet oder beschädigt.
    """

    def __init__(self, modell: Modellbeschreibung, ablage: Path) -> None:
        """Liest nur die kleinen JSON-Dateien des Ordners."""
        if grund := warum_nicht(modell.ordner):
            raise BewaehrtFehler(f"Das Modell „{modell.name}“ eignet sich nicht für die Schnellrechnung: {grund}.")
        self._beschreibung = modell
        self._ablage = ablage
        config = lies_json(modell.ordner / "config.json")
        self._masse = BertMasse.aus_config(config)
        self._hoechstens = _hoechstlaenge(modell.ordner, self._masse)
        self._teile: tuple[Zerleger, BertRechnung] | None = None
        self._sperre = threading.Lock()
        self._kennung: str | None = None

    @property
    def kennung(self) -> str:
        """Dieselbe wie die des ``SatzTransformerEmbedder`` über demselben Ordner."""
        self._kennung = self._kennung or self._beschreibung.kennung
        return self._kennung

    @property
    def dimension(self) -> int:
        """Länge eines Vektors."""
        return self._masse.breite

    def embed_fragen(self, texte: Sequence[str]) -> Vektoren:
        """Form ``(n, dimension)``; setzt die Vorsilbe für Fragen davor."""
        return self._embed(texte, self._beschreibung.vorsilbe_frage, None)

    def embed_texte(self, texte: Sequence[str], *, fortschritt: Fortschritt | None = None) -> Vektoren:
        """Richtig, aber ohne Stapel: für viele Texte ist ``SatzTransformerEmbedder`` schneller."""
        return self._embed(texte, self._beschreibung.vorsilbe_text, fortschritt)

    def _embed(self, texte: Sequence[str], vorsilbe: str, fortschritt: Fortschritt | None) -> Vektoren:
        ergebnis = np.zeros((len(texte), self.dimension), dtype=np.float32)
        if not len(texte):
            return ergebnis
        zerleger, rechnung = self._geladen()
        for zeile, text in enumerate(texte):
            ergebnis[zeile] = rechnung.mittelwert(zerleger.ids(vorsilbe + text, self._hoechstens))
            if fortschritt:
                fortschritt(zeile + 1, len(texte))
        return normiere(ergebnis)

    def _geladen(self) -> tuple[Zerleger, BertRechnung]:
        with self._sperre:
            if self._teile is None:
                ordner = self._beschreibung.ordner
                try:
                    rechnung = BertRechnung(Tensordatei(ordner / GEWICHTE), self._masse)
                    self._teile = zerleger_laden(ordner / "tokenizer.json", self._ablage), rechnung
                except (OSError, ValueError, KeyError) as fehler:
                    raise BewaehrtFehler(
                        f"Der Modellordner {ordner} ist beschädigt ({fehler}). "
                        "Bitte löschen und neu einrichten lassen (bewaehrt aufbauen)."
                    ) from fehler
            return self._teile


def _bausteine(ordner: Path) -> list[str]:
    import json

    try:
        liste: list[dict[str, Any]] = json.loads((ordner / "modules.json").read_text("utf-8"))
        return [str(baustein["type"]).rsplit(".", 1)[-1] for baustein in liste]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _hoechstlaenge(ordner: Path, masse: BertMasse) -> int:
    """Token je Text; was darüber geht, wird abgeschnitten wie bei sentence-transformers."""
    angabe = lies_json(ordner / "sentence_bert_config.json").get("max_seq_length")
    angabe = angabe or lies_json(ordner / "tokenizer_config.json").get("model_max_length")
    return min(int(angabe), masse.positionen) if angabe else masse.positionen
