"""Netzwerktreffen: wer kommt, worüber geredet wird, wer erzählt, wer mit wem am Tisch sitzt, wann was ist."""

from empfehlung.netzwerktreffen.modell import (
    HOECHSTENS_ORTE,
    HOECHSTENS_SITZUNGEN,
    LAENGSTES_THEMA,
    SITZUNGSMINUTEN,
    Beitrag,
    Gruppe,
    Programmpunkt,
    Sitzung,
    Teilnahme,
    Thema,
    Treffen,
    TreffenFehler,
    Wunsch,
    uhrzeit,
)
from empfehlung.netzwerktreffen.planung import beispiel, ordne_teilnahmen, plane

__all__ = [
    "HOECHSTENS_ORTE",
    "HOECHSTENS_SITZUNGEN",
    "LAENGSTES_THEMA",
    "SITZUNGSMINUTEN",
    "Beitrag",
    "Gruppe",
    "Programmpunkt",
    "Sitzung",
    "Teilnahme",
    "Thema",
    "Treffen",
    "TreffenFehler",
    "Wunsch",
    "beispiel",
    "ordne_teilnahmen",
    "plane",
    "uhrzeit",
]
