"""Liest safetensors-Dateien als Speicherabbild: nur berührte Seiten kommen von der Platte.

Die Bibliothek ``safetensors`` kopiert ganze Tensoren; für eine einzelne Frage wären das
384 MB Wortvektoren, von denen ein Dutzend Zeilen gebraucht wird.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_TYPEN = {"F32": "<f4", "F16": "<f2", "F64": "<f8", "I64": "<i8", "I32": "<i4", "U64": "<u8", "BF16": "<u2"}


class Tensordatei:
    """Namen, Formen und Abbilder der Tensoren einer Datei.

    Raises:
        ValueError: Datei ist keine vollständige safetensors-Datei.
        OSError: Datei fehlt oder ist nicht lesbar.
    """

    def __init__(self, pfad: Path) -> None:
        """Öffnet das Abbild und prüft, dass alle Tensoren darin liegen."""
        self._abbild = np.memmap(pfad, dtype=np.uint8, mode="r")
        laenge = int.from_bytes(self._abbild[:8].tobytes(), "little")
        self._start = 8 + laenge
        if self._start > self._abbild.size:
            raise ValueError("Kopf der Tensordatei ist abgeschnitten")
        kopf: dict[str, Any] = json.loads(self._abbild[8 : self._start].tobytes())
        self.angaben: dict[str, str] = kopf.pop("__metadata__", {})
        self._kopf = kopf
        if any(self._start + e["data_offsets"][1] > self._abbild.size for e in kopf.values()):
            raise ValueError("Tensordatei ist abgeschnitten")

    @property
    def namen(self) -> list[str]:
        """Alle Tensornamen, alphabetisch."""
        return sorted(self._kopf)

    def bytes_von(self, name: str) -> NDArray[np.uint8]:
        """Die rohen Bytes eines Tensors."""
        a, b = self._kopf[name]["data_offsets"]
        return self._abbild[self._start + a : self._start + b]

    def tensor(self, name: str) -> NDArray[Any]:
        """Abbild eines Tensors in Form und Typ der Datei; bfloat16 bleibt ``uint16``."""
        eintrag = self._kopf[name]
        if eintrag["dtype"] not in _TYPEN:
            raise ValueError(f"Zahlentyp {eintrag['dtype']} wird nicht gelesen")
        return self.bytes_von(name).view(_TYPEN[eintrag["dtype"]]).reshape(eintrag["shape"])

    def als_float32(self, name: str, zeilen: NDArray[np.int64] | None = None) -> NDArray[np.float32]:
        """Tensor oder ausgewählte Zeilen als float32; bei float32 ohne Kopie."""
        werte = self.tensor(name)
        if zeilen is not None:
            werte = werte[zeilen]
        if self._kopf[name]["dtype"] == "BF16":
            return (werte.astype(np.uint32) << 16).view(np.float32)
        return np.asarray(werte, dtype=np.float32)
