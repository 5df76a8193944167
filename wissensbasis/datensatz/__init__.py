"""Der Datensatz einer Maßnahme: Modell, Datei und Abschnitte."""
