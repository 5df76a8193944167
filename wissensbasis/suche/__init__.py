"""Suche: dichte und lexikalische Hälfte, Verschmelzung der Ränge, Indexstände auf der Platte."""
