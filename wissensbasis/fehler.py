"""Fehler, deren Text Menschen lesen: auf Deutsch, mit Ursache und nächstem Schritt."""


class BewaehrtFehler(Exception):
    """Ein erwartbarer Fehler; Oberflächen zeigen seinen Text ohne Rückverfolgung."""
