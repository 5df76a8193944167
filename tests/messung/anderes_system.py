"""Läuft in der Umgebung der Vergleichssysteme: baut aus denselben Texten einen Index und beantwortet dieselben Fragen.

Aufruf: python anderes_system.py SYSTEM EINGABE.json AUSGABE.json [--eine]. Mit `--eine` nur Laden und eine Frage, für den
Kaltstart; der Index wird dafür aus dem beim ersten Lauf gespeicherten Ordner geladen, wo das System das kann.
"""

import json
import os
import resource
import sys
import time
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TRANSFORMERS_OFFLINE"] = "1"
os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "false"

TIEFE = 50


class Txtai:
    """txtai mit hybrider Suche (BM25 und Einbettung)."""

    def __init__(self, modell, ablage):
        from txtai import Embeddings

        self.ablage = str(ablage / "txtai")
        self.index = Embeddings(
            path=modell,
            hybrid=True,
            instructions={"query": "query: ", "data": "passage: "},
        )

    def bauen(self, texte):
        self.index.index((t["id"], t["text"], None) for t in texte)
        self.index.save(self.ablage)

    def laden(self, texte):
        self.index.load(self.ablage)

    def suche(self, frage):
        return [kennung for kennung, _ in self.index.search(frage, TIEFE)]


class Haystack:
    """Haystack mit BM25 und Einbettung, verbunden durch Reciprocal Rank Fusion."""

    def __init__(self, modell, ablage):
        from haystack.components.embedders import SentenceTransformersDocumentEmbedder, SentenceTransformersTextEmbedder
        from haystack.components.joiners import DocumentJoiner
        from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
        from haystack.document_stores.in_memory import InMemoryDocumentStore

        self.ablage = str(ablage / "haystack.json")
        self.lager = InMemoryDocumentStore(embedding_similarity_function="cosine")
        self.texteinbetter = SentenceTransformersDocumentEmbedder(model=modell, prefix="passage: ", progress_bar=False)
        self.frageneinbetter = SentenceTransformersTextEmbedder(model=modell, prefix="query: ", progress_bar=False)
        self.frageneinbetter.warm_up()
        self.verbinder = DocumentJoiner(join_mode="reciprocal_rank_fusion")
        self.wort = InMemoryBM25Retriever(self.lager, top_k=TIEFE)
        self.dicht = InMemoryEmbeddingRetriever(self.lager, top_k=TIEFE)

    def bauen(self, texte):
        from haystack import Document

        self.texteinbetter.warm_up()
        dokumente = [Document(content=t["text"], meta={"kennung": t["id"]}) for t in texte]
        self.lager.write_documents(self.texteinbetter.run(dokumente)["documents"])
        self.lager.save_to_disk(self.ablage)

    def laden(self, texte):
        from haystack.document_stores.in_memory import InMemoryDocumentStore

        lager = InMemoryDocumentStore.load_from_disk(self.ablage)
        self.lager = self.wort.document_store = self.dicht.document_store = lager

    def suche(self, frage):
        vektor = self.frageneinbetter.run(frage)["embedding"]
        listen = [self.wort.run(frage)["documents"], self.dicht.run(vektor)["documents"]]
        return [d.meta["kennung"] for d in self.verbinder.run(listen)["documents"]][:TIEFE]


class Tfidf:
    """Schlichtes TF-IDF aus scikit-learn, wie man es ohne Fachkenntnis aufsetzt."""

    def __init__(self, modell, ablage):
        from sklearn.feature_extraction.text import TfidfVectorizer

        self.vektorisierer = TfidfVectorizer(sublinear_tf=True)

    def bauen(self, texte):
        self.kennungen = [t["id"] for t in texte]
        self.matrix = self.vektorisierer.fit_transform([t["text"] for t in texte])

    laden = bauen

    def suche(self, frage):
        import numpy as np

        punkte = (self.matrix @ self.vektorisierer.transform([frage]).T).toarray().ravel()
        ordnung = np.argsort(-punkte, kind="stable")[:TIEFE]
        return [self.kennungen[i] for i in ordnung if punkte[i] > 0]


SYSTEME = {"txtai": Txtai, "haystack": Haystack, "tfidf": Tfidf}


def hauptprogramm(name, eingabe, ausgabe, eine):
    daten = json.loads(Path(eingabe).read_text(encoding="utf-8"))
    beginn = time.perf_counter()
    system = SYSTEME[name](daten["modell"], Path(eingabe).parent)
    geladen = time.perf_counter()
    (system.laden if eine else system.bauen)(daten["texte"])
    gebaut = time.perf_counter()
    zeiten, ranglisten = [], {}
    fragen = daten["fragen"][:1] if eine else daten["fragen"]
    if not eine:
        system.suche("Familie")
    for frage in fragen:
        start = time.perf_counter()
        ranglisten[frage["id"]] = system.suche(frage["text"])
        zeiten.append((time.perf_counter() - start) * 1000)
    ergebnis = {
        "laden_s": geladen - beginn,
        "bauen_s": gebaut - geladen,
        "zeiten_ms": zeiten,
        "speicher_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "ranglisten": ranglisten,
    }
    Path(ausgabe).write_text(json.dumps(ergebnis), encoding="utf-8")


if __name__ == "__main__":
    hauptprogramm(*sys.argv[1:4], "--eine" in sys.argv)
