"""Messungen gegen andere Systeme und bei großen Beständen: `make messen`."""
