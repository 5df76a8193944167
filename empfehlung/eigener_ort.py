"""Ob ein Ort der fragende Ort selbst ist."""

from __future__ import annotations

from empfehlung.profil import Profil
from wissensbasis.orte import Ort


def ist_eigener_ort(profil: Profil, ort: Ort) -> bool:
    """Derselbe amtliche Schlüssel; ein anderes Quartier derselben Stadt ist nicht das eigene."""
    if profil.ags is None or ort.ags != profil.ags:
        return False
    return profil.ebene != "quartier" or (ort.ebene == "quartier" and ort.name == profil.name)
