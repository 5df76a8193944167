"""Antworten in die Formen bringen, die Menschen und Programme lesen."""
