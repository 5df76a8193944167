"""Zerlegt einzelne Fragen, ohne den ganzen Wortschatz zu laden.

Einen Unigram-Zerleger mit 250.000 Stücken zu laden dauert 1,5 s. Für einen Text zählen aber
nur die Stücke, die in ihm vorkommen: Mit ihnen und dem seltensten Stück (es bestimmt die
Strafe für Unbekanntes) rechnet ein winziger ``tokenizers``-Zerleger genau dasselbe.
Die Stücke findet eine sortierte Liste von Prüfsummen, die als Datei neben den Modellen liegt.
"""

from __future__ import annotations

import contextlib
import copy
import hashlib
import json
import os
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from wissensbasis.embedding.tensordatei import Tensordatei

_STAND = "1"


class Zerleger(Protocol):
    """Macht aus einem Text die Nummern seiner Wortstücke samt Anfangs- und Endzeichen."""

    def ids(self, text: str, hoechstens: int) -> NDArray[np.int64]:
        """Nummern, auf ``hoechstens`` gekürzt (die Sonderzeichen zählen mit)."""
        ...


class VollerZerleger:
    """Der Zerleger des Modells, ganz geladen: für jede Bauart, langsam nur bei Unigram."""

    def __init__(self, tokenizer_json: Path) -> None:
        """Lädt den Zerleger und liest ab, welche Sonderzeichen er um einen Text setzt."""
        from tokenizers import Tokenizer

        self._t: Any = Tokenizer.from_file(str(tokenizer_json))
        self._t.no_truncation()
        self._t.no_padding()
        mit, ohne = self._t.encode("a").ids, self._t.encode("a", add_special_tokens=False).ids
        stelle = next(i for i in range(len(mit)) if mit[i : i + len(ohne)] == ohne)
        self.vorne: list[int] = mit[:stelle]
        self.hinten: list[int] = mit[stelle + len(ohne) :]

    def ids(self, text: str, hoechstens: int) -> NDArray[np.int64]:
        """Wie :meth:`Zerleger.ids`."""
        innen = self._t.encode(text, add_special_tokens=False).ids
        return _rahme(self.vorne, innen, self.hinten, hoechstens)


class SchlankerZerleger:
    """Rechnet je Text mit den Stücken, die in ihm vorkommen."""

    def __init__(self, datei: Path, tokenizer_json: Path) -> None:
        """``ValueError`` oder ``OSError``, wenn ``datei`` fehlt oder nicht passt."""
        from tokenizers import Tokenizer

        inhalt = Tensordatei(datei)
        angaben = json.loads(inhalt.angaben["zerleger"])
        if angaben["stand"] != _STAND:
            raise ValueError("anderer Stand")
        self._json_pfad = tokenizer_json
        self._schluessel = inhalt.tensor("schluessel")
        self._nummern = inhalt.tensor("nummern")
        self._bewertung = inhalt.tensor("bewertung")
        self._rest: dict[str, Any] = angaben["rest"]
        self._immer: list[tuple[int, str, float]] = [tuple(e) for e in angaben["immer"]]
        self._unbekannt: int = angaben["unbekannt"]
        self._sonder: list[str] = angaben["sonder"]
        self._laengstes: int = angaben["laengstes"]
        self._vorne, self._hinten = angaben["vorne"], angaben["hinten"]
        self._huelle: Any = Tokenizer.from_str(json.dumps(self._mit_stuecken(self._immer)))
        self._voll: VollerZerleger | None = None

    def ids(self, text: str, hoechstens: int) -> NDArray[np.int64]:
        """Wie :meth:`Zerleger.ids`."""
        norm = self._huelle.normalizer.normalize_str(text) if self._huelle.normalizer else text
        if any(wort in text or wort in norm for wort in self._sonder):
            # Jemand hat „<s>“ oder Ähnliches getippt: selten, also lieber langsam und genau.
            self._voll = self._voll or VollerZerleger(self._json_pfad)
            return self._voll.ids(text, hoechstens)
        from tokenizers import Tokenizer

        stuecke = self._stuecke_in([wort for wort, _ in self._huelle.pre_tokenizer.pre_tokenize_str(norm)])
        klein: Any = Tokenizer.from_str(json.dumps(self._mit_stuecken(stuecke)))
        innen = [stuecke[i][0] for i in klein.encode(text, add_special_tokens=False).ids]
        return _rahme(self._vorne, innen, self._hinten, hoechstens)

    def _stuecke_in(self, woerter: list[str]) -> list[tuple[int, str, float]]:
        """Alle Stücke des Wortschatzes, die in den Wörtern vorkommen, nach Nummer geordnet."""
        teile = sorted(
            {w[i:j] for w in woerter for i in range(len(w)) for j in range(i + 1, min(len(w), i + self._laengstes) + 1)}
        )
        gesucht = np.array([_schluessel(t) for t in teile], dtype=np.uint64)
        orte = np.minimum(np.searchsorted(self._schluessel, gesucht), len(self._schluessel) - 1)
        gefunden = np.flatnonzero(self._schluessel[orte] == gesucht)
        funde = {int(self._nummern[orte[i]]): (teile[i], float(self._bewertung[orte[i]])) for i in gefunden}
        funde |= {nummer: (stueck, wert) for nummer, stueck, wert in self._immer}
        return [(nummer, *funde[nummer]) for nummer in sorted(funde)]

    def _mit_stuecken(self, stuecke: list[tuple[int, str, float]]) -> dict[str, Any]:
        ganz = copy.copy(self._rest)
        stelle = next(i for i, s in enumerate(stuecke) if s[0] == self._unbekannt)
        ganz["model"] = {**self._rest["model"], "vocab": [s[1:] for s in stuecke], "unk_id": stelle}
        return ganz


def zerleger_laden(tokenizer_json: Path, ablage: Path) -> Zerleger:
    """Der schnellste genaue Zerleger für diese ``tokenizer.json``.

    Beim ersten Mal entsteht in ``ablage`` die kleine Datei (5 MB, einige Sekunden); lässt sie
    sich nicht schreiben, wird jedes Mal der volle Zerleger geladen.
    """
    inhalt = tokenizer_json.read_bytes()
    # Nicht parsen, nur hineinsehen: die Prüfung soll keine halbe Sekunde kosten.
    if b'"Unigram"' not in inhalt:
        return VollerZerleger(tokenizer_json)
    datei = ablage / f"zeichenvorrat-{_STAND}-{hashlib.sha256(inhalt).hexdigest()[:16]}.safetensors"
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        return SchlankerZerleger(datei, tokenizer_json)
    voll = VollerZerleger(tokenizer_json)
    with contextlib.suppress(OSError):
        _schreibe(json.loads(inhalt), voll, datei)
    return voll


def _schreibe(zerleger: dict[str, Any], voll: VollerZerleger, datei: Path) -> None:
    from safetensors.numpy import save

    modell = zerleger["model"]
    vokabel: list[tuple[str, float]] = modell.pop("vocab", [])
    schluessel = np.array([_schluessel(wort) for wort, _ in vokabel], dtype=np.uint64)
    folge = np.argsort(schluessel)
    geht = (
        modell.get("type") == "Unigram"
        and modell.get("unk_id") is not None
        and not modell.get("byte_fallback")
        and zerleger.get("pre_tokenizer")
        and len(np.unique(schluessel)) == len(vokabel)
    )
    if not geht:
        return
    seltenstes = min(range(len(vokabel)), key=lambda i: vokabel[i][1])
    immer = sorted({modell["unk_id"], seltenstes})
    angaben = {
        "stand": _STAND,
        "rest": {**zerleger, "added_tokens": [], "post_processor": None, "truncation": None, "padding": None},
        "immer": [(nummer, *vokabel[nummer]) for nummer in immer],
        "unbekannt": modell["unk_id"],
        "sonder": [eintrag["content"] for eintrag in zerleger.get("added_tokens", [])],
        "laengstes": max(len(wort) for wort, _ in vokabel),
        "vorne": voll.vorne,
        "hinten": voll.hinten,
    }
    felder = {
        "schluessel": schluessel[folge],
        "nummern": folge.astype(np.int64),
        "bewertung": np.array([wert for _, wert in vokabel], dtype=np.float64)[folge],
    }
    datei.parent.mkdir(parents=True, exist_ok=True)
    neu = datei.with_name(f"{datei.name}.neu-{os.getpid()}")
    try:
        neu.write_bytes(save(felder, metadata={"zerleger": json.dumps(angaben)}))
        neu.replace(datei)
    finally:
        neu.unlink(missing_ok=True)


def _schluessel(wort: str) -> int:
    return int.from_bytes(hashlib.blake2b(wort.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _rahme(vorne: list[int], innen: list[int], hinten: list[int], hoechstens: int) -> NDArray[np.int64]:
    platz = max(0, hoechstens - len(vorne) - len(hinten))
    return np.array([*vorne, *innen[:platz], *hinten], dtype=np.int64)
