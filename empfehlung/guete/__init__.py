"""Güte messen: Fragen und Urteile lesen, Systeme laufen lassen, Maße, Intervalle, Übereinstimmung, Pool."""
