"""Bausteine, aus denen die Seiten bestehen: Zustand in der Adresse, Ortswahl, Karten, Vergleich, Worte."""
