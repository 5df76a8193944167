"""Weiterbildung: gegensätzliche Fälle, Fakten vor Ausgang, auf Wunsch ohne Namen, mit Aufgaben und Hinweisen."""
