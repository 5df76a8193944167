"""Verstöße gegen die Form eines Eintrags auf Deutsch: pydantics Meldungen in Worten, und was stattdessen gemeint sein könnte."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from pydantic import BaseModel, ValidationError

_ERWARTET = {
    "int_type": "eine ganze Zahl",
    "float_type": "eine Zahl",
    "bool_type": "true oder false",
    "string_type": "ein Text",
    "model_type": "eine Tabelle mit Angaben",
    "model_attributes_type": "eine Tabelle mit Angaben",
}


def formfehler(
    fehler: ValidationError, modell: type[BaseModel], teile: Mapping[str, type[BaseModel]] | None = None
) -> Iterator[str]:
    """Jeder Verstoß in Worten; `teile` nennt die Modelle unter den Schlüsseln von `modell`, für „meinten Sie“."""
    for einzel in fehler.errors(include_url=False):
        pfad = [str(teil) for teil in einzel["loc"]]
        name = ".".join(pfad) or "Eintrag"
        match einzel["type"]:
            case "missing":
                yield f"„{name}“ fehlt"
            case "extra_forbidden":
                erlaubt = (teile or {}).get(pfad[0], modell) if len(pfad) > 1 else modell
                yield f"den Schlüssel „{name}“ gibt es nicht. {meinten_sie(pfad[-1], erlaubt.model_fields)}"
            case "literal_error":
                moeglich = str(einzel["ctx"]["expected"]).replace(" or ", " oder ")
                yield f"„{name}“ ist {einzel['input']!r}; möglich sind {moeglich}"
            case "string_too_short":
                mindestens = einzel["ctx"]["min_length"]
                zu_kurz = (
                    f"ist zu kurz, mindestens {mindestens} Zeichen" if str(einzel["input"]).strip() else "ist leer"
                )
                yield f"„{name}“ {zu_kurz}"
            case "greater_than_equal" | "less_than_equal":
                grenze = next(iter(einzel["ctx"].values()))
                richtung = "mindestens" if einzel["type"].startswith("greater") else "höchstens"
                yield f"„{name}“ ist {einzel['input']}; {richtung} {grenze:g} ist möglich"
            case art:
                wert = str(einzel["input"])[:60]
                yield f"„{name}“ ist {wert!r}; erwartet wird {_ERWARTET.get(art, 'ein anderer Wert')}"


def meinten_sie(wort: str, moeglich: Iterable[str]) -> str:
    """„Meinten Sie …?“ mit dem ähnlichsten Wort, sonst die Liste der möglichen Werte."""
    auswahl = sorted(moeglich)
    if nah := get_close_matches(wort, auswahl, n=1, cutoff=0.6):
        return f"Meinten Sie „{nah[0]}“?"
    if len(auswahl) > 12:
        return f"Einen der {len(auswahl)} bekannten Werte verwenden, z. B. {', '.join(auswahl[:3])}."
    return f"Möglich sind: {', '.join(auswahl)}."
