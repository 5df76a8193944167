"""Die Seiten der App. Jede Datei ist ein Skript, das `app/start.py` über `st.navigation` ausführt: Sie fragt, sie rechnet nicht."""
