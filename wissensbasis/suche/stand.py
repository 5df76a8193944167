"""Indexstände auf der Platte: daneben geschrieben, umbenannt, mit Version, Modell und Hash der Daten versehen."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from wissensbasis.datensatz.modell import Massnahme
from wissensbasis.embedding.schnittstelle import Embedder
from wissensbasis.orte import Ortsverzeichnis
from wissensbasis.speicher import Speicher
from wissensbasis.speicher.speicher import inhalt_hash
from wissensbasis.suche.dicht import DichterIndex
from wissensbasis.suche.lexikalisch import LexikalischerIndex, formen
from wissensbasis.suche.texte import TEXTE_VERSION, Passage, passagen, volltext
from wissensbasis.suche.zeichenfolgen import Zeichenindex
from wissensbasis.taxonomie import Taxonomie

# Steigt, wenn sich die Dateien eines Stands ändern; ein anderer Wert auf der Platte führt zum Neubau.
STAND_VERSION = 5
_STAPEL = 64
_BEHALTENE_STAENDE = 2

protokoll = logging.getLogger(__name__)


@dataclass(frozen=True)
class Kennzeichen:
    """Woran ein Indexstand zu erkennen ist."""

    version: int
    texte_version: str
    modell: str
    daten_hash: str

    @property
    def name(self) -> str:
        """Name des Ordners dieses Stands."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()[:24]


@dataclass(frozen=True)
class Indexstand:
    """Ein geladener Index: die drei Wege der Suche und die Passagen, aus denen sie gebaut sind.

    `kennungen` sind aufsteigend geordnet; die Wege zählen die Maßnahmen in dieser Reihenfolge. `typen` folgt ihr.
    """

    kennzeichen: Kennzeichen
    kennungen: tuple[str, ...]
    typen: tuple[str, ...]
    passagen: tuple[Passage, ...]
    dicht: DichterIndex
    lexikalisch: LexikalischerIndex
    zeichen: Zeichenindex


@dataclass(frozen=True)
class Suchtexte:
    """Was von einer Menge Maßnahmen in den Index geht."""

    kennungen: tuple[str, ...]
    typen: tuple[str, ...]
    passagen: tuple[Passage, ...]
    volltexte: tuple[str, ...]

    @classmethod
    def aus(cls, massnahmen: Sequence[Massnahme], begriffe: Taxonomie, orte: Ortsverzeichnis) -> Suchtexte:
        """Bildet die Texte; die Reihenfolge der Maßnahmen spielt keine Rolle."""
        geordnet = sorted(massnahmen, key=lambda m: m.id)
        return cls(
            kennungen=tuple(m.id for m in geordnet),
            typen=tuple(m.typ for m in geordnet),
            passagen=tuple(p for m in geordnet for p in passagen(m, begriffe)),
            volltexte=tuple(volltext(m, begriffe, orte) for m in geordnet),
        )

    def kennzeichen(self, modell: str) -> Kennzeichen:
        """Das Kennzeichen des Stands, der zu diesen Texten und diesem Modell gehört."""
        hash_ = hashlib.sha256()
        for kennung, typ, text in zip(self.kennungen, self.typen, self.volltexte, strict=True):
            hash_.update(f"{kennung}\0{typ}\0{text}\0".encode())
        for passage in self.passagen:
            hash_.update(f"{passage.massnahme}\0{passage.eingebettet}\0".encode())
        return Kennzeichen(STAND_VERSION, TEXTE_VERSION, modell, hash_.hexdigest())


def bauen(
    ordner: Path,
    texte: Suchtexte,
    embedder: Embedder,
    speicher: Speicher,
    *,
    erzwingen: bool = False,
    fortschritt: Callable[[int, int], None] | None = None,
) -> Kennzeichen:
    """Baut den Stand unter `ordner`, wenn es ihn nicht schon gibt; nur neue Texte werden eingebettet.

    `erzwingen` baut auch einen vorhandenen neu (weil er sich nicht lesen ließ). `fortschritt` erhält (erledigte, nötige) Einbettungen.
    """
    kennzeichen = texte.kennzeichen(embedder.kennung)
    ziel = ordner / kennzeichen.name
    if not erzwingen and _lies_kennzeichen(ziel) == kennzeichen:
        return kennzeichen
    vektoren = _vektoren(texte.passagen, embedder, speicher, fortschritt)
    ordner.mkdir(parents=True, exist_ok=True)
    entwurf = ordner / f".{kennzeichen.name}.{os.getpid()}"
    shutil.rmtree(entwurf, ignore_errors=True)
    (entwurf / "bm25").mkdir(parents=True)
    DichterIndex.bauen(vektoren, texte.passagen).speichern(entwurf / "dicht.faiss")
    LexikalischerIndex.bauen(texte.kennungen, texte.volltexte).speichern(entwurf / "bm25")
    formen_je_text = [formen(text) for text in texte.volltexte]
    Zeichenindex.bauen(texte.kennungen, formen_je_text).speichern(entwurf / "zeichen")
    inhalt = {
        "kennungen": texte.kennungen,
        "typen": texte.typen,
        "passagen": [asdict(passage) for passage in texte.passagen],
    }
    (entwurf / "passagen.json").write_text(json.dumps(inhalt, ensure_ascii=False), encoding="utf-8")
    # Zuletzt geschrieben: ein Ordner mit Kennzeichen ist vollständig.
    (entwurf / "kennzeichen.json").write_text(json.dumps(asdict(kennzeichen)), encoding="utf-8")
    shutil.rmtree(ziel, ignore_errors=True)
    entwurf.rename(ziel)
    return kennzeichen


def laden(ordner: Path, name: str) -> Indexstand | None:
    """Lädt den Stand dieses Namens; `None` mit einer Zeile im Protokoll, wenn er fehlt, kaputt oder veraltet ist."""
    ziel = ordner / name
    kennzeichen = _lies_kennzeichen(ziel)
    if kennzeichen is None or (kennzeichen.version, kennzeichen.texte_version) != (STAND_VERSION, TEXTE_VERSION):
        protokoll.warning("Der Index %s fehlt oder stammt aus einer anderen Version.", name)
        return None
    try:
        inhalt = json.loads((ziel / "passagen.json").read_text(encoding="utf-8"))
        stuecke = tuple(Passage(**passage) for passage in inhalt["passagen"])
        return Indexstand(
            kennzeichen,
            tuple(inhalt["kennungen"]),
            tuple(inhalt["typen"]),
            stuecke,
            DichterIndex.laden(ziel / "dicht.faiss", stuecke),
            LexikalischerIndex.laden(ziel / "bm25", inhalt["kennungen"]),
            Zeichenindex.laden(ziel / "zeichen", inhalt["kennungen"]),
        )
    except Exception as fehler:  # jede Beschädigung führt zum selben Ausweg: neu bauen
        protokoll.warning("Der Index %s ist nicht lesbar (%s).", name, fehler)
        return None


def aufraeumen(ordner: Path, gueltig: str) -> None:
    """Löscht alte Stände; der gültige und der jüngste davor bleiben, weil ihn noch jemand lesen kann."""
    if not ordner.is_dir():
        return
    for entwurf in ordner.glob(".*"):
        shutil.rmtree(entwurf, ignore_errors=True)
    alte = sorted((o for o in ordner.iterdir() if o.name != gueltig), key=lambda o: o.stat().st_mtime, reverse=True)
    for alt in alte[_BEHALTENE_STAENDE - 1 :]:
        shutil.rmtree(alt, ignore_errors=True)


def _lies_kennzeichen(ziel: Path) -> Kennzeichen | None:
    try:
        return Kennzeichen(**json.loads((ziel / "kennzeichen.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _vektoren(
    stuecke: Sequence[Passage],
    embedder: Embedder,
    speicher: Speicher,
    fortschritt: Callable[[int, int], None] | None,
) -> NDArray[np.float32]:
    """Einbettungen aller Passagen, Form (Passagen, Dimension); Bekanntes kommt aus dem Speicher."""
    hashes = [inhalt_hash(stueck.eingebettet) for stueck in stuecke]
    bekannt = speicher.einbettungen(embedder.kennung, hashes)
    fehlend = {h: s.eingebettet for h, s in zip(hashes, stuecke, strict=True) if h not in bekannt}
    offen = sorted(fehlend, key=lambda h: len(fehlend[h]))  # ähnlich lange Texte je Stapel sparen Rechenzeit
    for start in range(0, len(offen), _STAPEL):
        stapel = offen[start : start + _STAPEL]
        vektoren = embedder.embed_texte([fehlend[h] for h in stapel])
        speicher.einbettungen_merken(embedder.kennung, stapel, vektoren)
        bekannt.update(zip(stapel, vektoren, strict=True))
        if fortschritt:
            fortschritt(min(start + _STAPEL, len(offen)), len(offen))
    if not hashes:
        return np.zeros((0, embedder.dimension), dtype=np.float32)
    return np.stack([bekannt[h] for h in hashes]).astype(np.float32)
