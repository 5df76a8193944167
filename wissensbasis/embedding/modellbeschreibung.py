"""Was über einen Modellordner aus seinen kleinen JSON-Dateien zu erfahren ist – ohne torch."""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wissensbasis.embedding.tensordatei import Tensordatei
from wissensbasis.fehler import BewaehrtFehler

_FUER_KENNUNG = (
    "config.json", "modules.json", "sentence_bert_config.json", "config_sentence_transformers.json",
    "1_Pooling/config.json", "tokenizer.json", "tokenizer_config.json",
)  # fmt: skip
_PROBE_BYTES = 4096
_PROBEN_OHNE_VERZEICHNIS = 512


@dataclass(frozen=True)
class Modellbeschreibung:
    """Name, Ordner und Vorsilben eines Modells."""

    name: str
    ordner: Path
    vorsilbe_frage: str
    vorsilbe_text: str

    @property
    def kennung(self) -> str:
        """``name@prüfsumme``; die Prüfsumme hängt am Inhalt, nicht am Ort des Ordners."""
        return f"{self.name}@{pruefsumme(self.ordner)}"


def beschreibe(ordner: Path, name: str) -> Modellbeschreibung:
    """Liest die Vorsilben (prompts) des Ordners.

    Sind keine festgelegt, gelten bei E5-Modellen ``query: `` und ``passage: ``, weil sie so
    trainiert sind, ihr Ordner auf dem Hub das aber nicht sagt; sonst keine.
    """
    prompts = lies_json(ordner / "config_sentence_transformers.json").get("prompts") or {}
    frage = prompts.get("query") or ""
    text = prompts.get("passage") or prompts.get("document") or prompts.get("corpus") or ""
    ist_e5 = re.search(r"(?:^|[-_/])e5(?:[-_]|$)", name.lower()) and "instruct" not in name.lower()
    if not frage and not text and ist_e5:
        frage, text = "query: ", "passage: "
    return Modellbeschreibung(name, ordner, frage, text)


def finde_modellordner(modell: str) -> Modellbeschreibung:
    """Sucht ein Modell als Ordner oder im lokalen Zwischenspeicher des Hubs; lädt nie herunter.

    Raises:
        BewaehrtFehler: Hier ist kein solches Modell vorhanden.
    """
    ordner = Path(modell).expanduser()
    if ordner.is_dir():
        if not ((ordner / "modules.json").is_file() or (ordner / "config.json").is_file()):
            raise BewaehrtFehler(
                f"Der Ordner {modell} enthält kein sentence-transformers-Modell "
                "(weder modules.json noch config.json). Bitte BEWAEHRT_MODELL prüfen."
            )
        return beschreibe(ordner, ordner.resolve().name)
    if re.fullmatch(r"[\w.-]+(?:/[\w.-]+)?", modell):
        for name in (modell,) if "/" in modell else (f"sentence-transformers/{modell}", modell):
            if fund := _im_zwischenspeicher(name):
                return beschreibe(fund, name)
    raise BewaehrtFehler(
        f"Das Modell „{modell}“ ist auf diesem Rechner nicht vorhanden; zur Laufzeit wird nichts geladen. "
        f"Entweder einmalig „hf download {modell}“ ausführen oder BEWAEHRT_MODELL auf einen Modellordner "
        "oder auf „standard“ setzen."
    )


def _im_zwischenspeicher(name: str) -> Path | None:
    ohne_netz()
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(name, local_files_only=True))
    except Exception:  # die Bibliothek wirft je nach Fassung Verschiedenes; alles heißt „nicht da“
        return None


def ohne_netz() -> None:
    """Muss vor dem ersten Import der Hub-Bibliotheken laufen: sie lesen die Variablen nur dann."""
    for variable in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY"):
        os.environ[variable] = "1"
    # Verhindert die Warnung der Zerleger nach einem fork (Streamlit, pytest-xdist).
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")


def lies_json(pfad: Path) -> dict[str, Any]:
    """JSON-Objekt der Datei; fehlt sie oder ist sie keines, ein leeres."""
    try:
        inhalt = json.loads(pfad.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return inhalt if isinstance(inhalt, dict) else {}


def pruefsumme(ordner: Path) -> str:
    """Zwölf Hexzeichen über Einstellungen, Zerleger und Stichproben aus jedem Gewichtstensor.

    Stichproben (Anfang, Mitte, Ende zu je 4 KiB) statt aller 470 MB: Training ändert einen
    Tensor als Ganzes, und die Summe wird bei jedem Start gebraucht (hier unter 20 ms).
    """
    summe = hashlib.sha256()
    for name in _FUER_KENNUNG:
        if (datei := ordner / name).is_file():
            summe.update(name.encode() + b"\0" + datei.read_bytes())
    fremd = {"onnx", "openvino"}
    for muster in ("*.safetensors", "*.bin"):
        for datei in sorted(ordner.rglob(muster)):
            if not fremd & set(datei.relative_to(ordner).parts):
                summe.update(f"{datei.relative_to(ordner).as_posix()}:{datei.stat().st_size}\0".encode())
                _stichproben(datei, summe)
    return summe.hexdigest()[:12]


def _stichproben(datei: Path, summe: Any) -> None:
    try:
        tensoren = Tensordatei(datei)
    except (OSError, ValueError, KeyError, TypeError):
        groesse = datei.stat().st_size
        with datei.open("rb") as strom:
            for nummer in range(_PROBEN_OHNE_VERZEICHNIS):
                strom.seek(groesse * nummer // _PROBEN_OHNE_VERZEICHNIS)
                summe.update(strom.read(_PROBE_BYTES))
        return
    for name in tensoren.namen:
        roh = tensoren.bytes_von(name)
        summe.update(name.encode())
        for start in (0, max(0, (roh.size - _PROBE_BYTES) // 2), max(0, roh.size - _PROBE_BYTES)):
            summe.update(roh[start : start + _PROBE_BYTES])
