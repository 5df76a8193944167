"""Was bekannt ist: Maßnahmen lesen, prüfen, speichern, einbetten, indizieren, finden und ihre Bewährung bestimmen."""
