# Alle Aufrufe richten sich selbst ein: ein frischer Klon braucht nur Python 3.11+ und make.
PYTHON ?= python3
VENV := .venv
BEWAEHRT := $(VENV)/bin/bewaehrt
# Was make bewerten vergleicht: die Systeme, ihre Varianten ohne je einen Bestandteil und schlichtes TF-IDF.
SYSTEME := bm25 embedding hybrid voll bm25-ohne-zerlegung bm25-ohne-berichtigung hybrid-ohne-zeichenfolgen hybrid-ohne-zweiten-blick \
	voll-ohne-profil voll-ohne-feld tfidf-wort tfidf-zeichen

# Wenige Speicherbereiche je Prozess: sonst wächst der Server bei vielen Besuchern durch Zersplitterung (docs/ergebnisse.md).
start: export MALLOC_ARENA_MAX := 2

.PHONY: start test bewerten messen format einrichten

start: $(VENV)/.bereit
	$(BEWAEHRT) aufbauen
	@echo
	@echo 'Beispiel: bewaehrt empfehlen --kommune Herten --feld fk-2 --anliegen "Eltern im Schichtdienst finden keine Betreuung am frühen Morgen" --anzahl 3'
	@echo
	$(BEWAEHRT) empfehlen --kommune Herten --feld fk-2 --anliegen "Eltern im Schichtdienst finden keine Betreuung am frühen Morgen" --anzahl 3
	@echo
	@echo 'Die App läuft gleich unter http://127.0.0.1:8501 (Ende mit Strg+C).'
	$(VENV)/bin/streamlit run app/start.py --server.address 127.0.0.1 --server.port 8501 --server.headless true

test: $(VENV)/.bereit-entwicklung
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(BEWAEHRT) korpus pruefen
	$(VENV)/bin/pytest

bewerten: $(VENV)/.bereit
	$(BEWAEHRT) aufbauen
	$(BEWAEHRT) bewerten korpus/fragen --teil pruefung $(foreach system,$(SYSTEME),--system $(system))

messen: $(VENV)/.bereit
	$(VENV)/bin/python -m tests.messung

format: $(VENV)/.bereit-entwicklung
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

einrichten: $(VENV)/.bereit-entwicklung

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Bewährt braucht Python 3.11 oder neuer.") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python -m pip install --quiet --upgrade pip

$(VENV)/.bereit: pyproject.toml | $(VENV)/bin/python
	@echo 'Pakete werden eingerichtet (beim ersten Mal einige Minuten) …'
	$(VENV)/bin/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.bereit-entwicklung: pyproject.toml | $(VENV)/bin/python
	@echo 'Pakete werden eingerichtet (beim ersten Mal einige Minuten) …'
	$(VENV)/bin/python -m pip install --quiet --editable '.[entwicklung]'
	@touch $@ $(VENV)/.bereit
