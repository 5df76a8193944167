"""Die Befehle der Kommandozeile."""
