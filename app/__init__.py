"""Was Menschen sehen: Streamlit-Seiten, Kommandozeile und Ausgaben."""
