"""Das Ortsverzeichnis: laden, nachschlagen, suchen, zurückfragen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from wissensbasis.orte.entfernung import entfernung_km
from wissensbasis.orte.fehler import OrtMehrdeutig, OrtUnbekannt
from wissensbasis.orte.lesart import Lesart, land_aus, lesarten
from wissensbasis.orte.lesen import lies_gemeinden, lies_kreise, lies_toml
from wissensbasis.orte.namensindex import Namensindex
from wissensbasis.orte.ort import KOMMUNE, KREIS, QUARTIER, Ort
from wissensbasis.orte.schreibweise import strenger_schluessel

_SCHLUESSEL = re.compile(r"(?:AGS|ARS|RS)?[\s:.]*(\d[\d ]{3,14}\d)", re.IGNORECASE)
_HOECHSTENS_GENANNT = 12
_AEHNLICH_AB = 72.0
_LAENGSTE_EINGABE = 200


class Ortsverzeichnis:
    """Alle wählbaren Orte. Namen werden erst indexiert, wenn jemand nach einem Namen fragt."""

    def __init__(self, orte: Iterable[Ort]) -> None:
        """Nimmt fertige Orte; aus Dateien liest :meth:`laden`."""
        self._je_id = {ort.id: ort for ort in orte}

    @classmethod
    def laden(cls, ordner: Path) -> Ortsverzeichnis:
        """Liest ``gemeinden.csv``, ``kreise.csv`` und, wenn vorhanden, die beiden TOML-Dateien."""
        orte = [*lies_gemeinden(ordner / "gemeinden.csv"), *lies_kreise(ordner / "kreise.csv")]
        orte += lies_toml(ordner / "weitere.toml", KOMMUNE)
        orte += lies_toml(ordner / "quartiere.toml", QUARTIER)
        return cls(orte)

    def __len__(self) -> int:
        """Anzahl aller wählbaren Orte."""
        return len(self._je_id)

    def __iter__(self) -> Iterator[Ort]:
        """Gemeinden, Kreise, weitere Orte, Quartiere."""
        return iter(self._je_id.values())

    @cached_property
    def _index(self) -> Namensindex:
        return Namensindex(self)

    def ort(self, kennung: str) -> Ort | None:
        """Der Ort zu AGS, Kreisschlüssel oder Kennung; kreisfreie Städte auch über fünf Stellen."""
        return self._je_id.get(kennung) or self._je_id.get(f"{kennung}000" if len(kennung) == 5 else "")

    def kreis(self, ort: Ort) -> Ort | None:
        """Der Landkreis, zu dem ein Ort gehört; kreisfreie Städte haben keinen."""
        kreis = self._je_id.get(ort.kreis)
        return kreis if kreis is not None and kreis.id != ort.id else None

    def gemeinde(self, ort: Ort) -> Ort | None:
        """Die Gemeinde, in der ein Quartier liegt; alle anderen Orte liegen in keiner."""
        return self.ort(ort.gemeinde) if ort.ebene == QUARTIER else None

    def lage(self, ort: Ort) -> Ort | None:
        """Der Ort, dessen Punkt für diesen gilt: er selbst, ohne eigenen seine Gemeinde; ``None``, wenn beide keinen haben."""
        for kandidat in (ort, self.ort(ort.gemeinde) if ort.gemeinde else None):
            if kandidat is not None and kandidat.punkt is not None:
                return kandidat
        return None

    def entfernung_km(self, von: Ort, nach: Ort) -> float | None:
        """Luftlinie in Kilometern zwischen den geltenden Punkten zweier Orte; ``None``, wenn einer fehlt."""
        hier, dort = self.lage(von), self.lage(nach)
        if hier is None or dort is None or hier.punkt is None or dort.punkt is None:
            return None
        return entfernung_km(hier.punkt, dort.punkt)

    def gleichnamige(self, ort: Ort) -> list[Ort]:
        """Andere Orte desselben Namens, auch der Kreis: Stoff für einen Hinweis neben dem Treffer."""
        name = ort.weitere_namen[0] if ort.ebene == KREIS and ort.weitere_namen else ort.name
        andere = [*self._index.kommunen(name), *self._index.kreise_namens(name)]
        return [anderer for anderer in dict.fromkeys(andere) if anderer.id != ort.id]

    def hinweis(self, ort: Ort) -> str:
        """Ein Satz, wenn Stadt und Kreis desselben Landes gleich heißen; sonst leer."""
        # Neunkirchen gibt es zwölfmal; gemeint sein kann am ehesten die Gemeinde im Kreis oder der Kreis um die Gemeinde.
        gleichnamige = sorted(
            (o for o in self.gleichnamige(ort) if o.land == ort.land),
            key=lambda o: (o.kreis != ort.id and ort.kreis != o.id, o.id),
        )
        for anderer in gleichnamige:
            if (anderer.ebene == KREIS) != (ort.ebene == KREIS):
                gemeint = "der Kreis" if anderer.ebene == KREIS else "die Kommune"
                return f"Verstanden als {ort.name}. Ist {gemeint} gemeint: „{anderer.name}“ ({anderer.id})."
        return ""

    def kandidaten(self, text: str) -> list[Ort]:
        """Alle Orte, die mit der Angabe gemeint sein können, größte zuerst; leer, wenn keiner passt."""
        text = text.strip()[:_LAENGSTE_EINGABE]
        schluessel = _SCHLUESSEL.fullmatch(text)
        if schluessel:
            treffer = self._zu_schluessel(schluessel[1].replace(" ", ""))
            return [treffer] if treffer else []
        if text.casefold() in self._je_id:
            return [self._je_id[text.casefold()]]
        for lesart in lesarten(text):
            orte = self._traeger(lesart)
            if orte:
                return sorted(orte, key=_groesste_zuerst)
        return []

    def finde(self, text: str) -> Ort:
        """Der eine gemeinte Ort; sonst :class:`OrtUnbekannt` oder :class:`OrtMehrdeutig`."""
        kandidaten = self.kandidaten(text)
        if len(kandidaten) == 1:
            return kandidaten[0]
        if kandidaten:
            raise OrtMehrdeutig(self._rueckfrage(text.strip(), kandidaten), kandidaten)
        raise self._unbekannt(text.strip())

    def suche(self, text: str, anzahl: int = 10) -> list[Ort]:
        """Vorschläge für eine Ortsauswahl: genau, dann Anfang, dann Wortanfang, dann ähnlich geschrieben."""
        text = text.strip()[:_LAENGSTE_EINGABE]
        if not text or anzahl < 1:
            return []
        treffer = dict.fromkeys(self.kandidaten(text))
        if text.isdigit():
            treffer |= dict.fromkeys(sorted((o for o in self if o.id.startswith(text)), key=lambda o: o.id))
            return list(treffer)[:anzahl]
        schluessel = strenger_schluessel(text)
        if schluessel:
            treffer |= dict.fromkeys(sorted(self._index.mit_schluessel(schluessel), key=_groesste_zuerst))
            treffer |= dict.fromkeys(self._mit_anfang(schluessel))
        if len(treffer) < anzahl:
            treffer |= dict.fromkeys(self._aehnliche(text, anzahl))
        return list(treffer)[:anzahl]

    def bezeichnung(self, ort: Ort) -> str:
        """„Neunkirchen (SL, Landkreis Neunkirchen; AGS 10043114)"."""
        kreis = self.kreis(ort)
        if ort.ebene == QUARTIER:
            gemeinde = self.ort(ort.gemeinde)
            lage = f"Quartier in {gemeinde.name}" if gemeinde else "Quartier"
        elif kreis is not None and ort.ebene == KOMMUNE:
            lage = f"{ort.land.upper()}, {kreis.name}"
        else:
            lage = f"{ort.land.upper()}, {ort.art}"
        kennung = f"AGS {ort.id}" if ort.id.isdigit() else ort.id
        return f"{ort.name} ({lage}; {kennung})"

    def _zu_schluessel(self, ziffern: str) -> Ort | None:
        if len(ziffern) == 12:  # Regionalschlüssel: Land/Kreis (5), Verband (4), Gemeinde (3)
            ziffern = ziffern[:5] + ziffern[9:]
        return self.ort(ziffern)

    def _traeger(self, lesart: Lesart) -> list[Ort]:
        if lesart.art == KREIS:
            return self._eingegrenzt(self._index.kreise_namens(lesart.name), lesart.zusatz)
        orte = self._index.kommunen(lesart.name)
        if lesart.art and lesart.art != KOMMUNE:
            return [o for o in self._eingegrenzt(orte, lesart.zusatz) if o.art.casefold() == lesart.art]
        if lesart.art == KOMMUNE:
            orte = [o for o in orte if o.status]
        eingegrenzt = self._eingegrenzt(orte, lesart.zusatz)
        if not eingegrenzt and lesart.art != KOMMUNE:
            # Der bloße Name meint die Stadt. Nur wo es keine gibt, ist der Kreis gemeint („Emsland").
            return self._eingegrenzt(self._index.kreise_namens(lesart.name), lesart.zusatz)
        genau = self._index.kommunen_mit_vollem_namen(lesart.name)
        # Den bloßen Namen führt amtlich nur einer, und der ist kreisfrei: „Essen" neben „Essen (Oldenburg)".
        # Unter kreisangehörigen wird dagegen gefragt: „Friedberg" ist auch für „Friedberg (Hessen)" üblich.
        if not lesart.zusatz and len(genau) == 1 and genau[0].status == "kreisfrei":
            return genau
        return eingegrenzt

    def _eingegrenzt(self, orte: list[Ort], zusatz: str) -> list[Ort]:
        if not zusatz:
            return orte
        land = land_aus(zusatz)
        kreise = {kreis.id for kreis in self._index.kreise_namens(zusatz)}
        im_kreis = [ort for ort in orte if ort.kreis in kreise and ort.ebene != KREIS]
        return [ort for ort in orte if ort.land == land] if land else im_kreis

    def _mit_anfang(self, schluessel: str) -> list[Ort]:
        am_anfang: list[Ort] = []
        am_wort: list[Ort] = []
        for kandidat in self._index.alle_schluessel():
            if kandidat.startswith(schluessel):
                am_anfang += self._index.mit_schluessel(kandidat)
            elif f" {schluessel}" in kandidat:
                am_wort += self._index.mit_schluessel(kandidat)
        return [*sorted(am_anfang, key=_groesste_zuerst), *sorted(am_wort, key=_groesste_zuerst)]

    def _aehnliche(self, text: str, anzahl: int) -> list[Ort]:
        from rapidfuzz import fuzz, process  # erst hier: das Laden kostet mehr als eine genaue Suche

        schluessel = strenger_schluessel(text)
        if not schluessel:
            return []
        alle = self._index.alle_schluessel()
        nahe = process.extract(schluessel, alle, scorer=fuzz.ratio, limit=anzahl, score_cutoff=_AEHNLICH_AB)
        orte = [ort for kandidat, _, _ in nahe for ort in self._index.mit_schluessel(kandidat)]
        return list(dict.fromkeys(orte))

    def _unbekannt(self, text: str) -> OrtUnbekannt:
        if not text:
            return OrtUnbekannt("Bitte einen Ort angeben: Name oder amtlichen Gemeindeschlüssel (AGS).")
        if _SCHLUESSEL.fullmatch(text):
            return OrtUnbekannt(
                f"Zum Schlüssel „{text}“ ist kein Ort verzeichnet. Ein AGS hat acht Stellen, "
                "ein Kreisschlüssel fünf; Postleitzahlen werden nicht erkannt."
            )
        vorschlaege = self.suche(text, 5)
        meldung = f"„{text[:80]}“ ist im Ortsverzeichnis nicht bekannt."
        if vorschlaege:
            meldung += " Meinten Sie " + " oder ".join(self.bezeichnung(o) for o in vorschlaege) + "?"
        return OrtUnbekannt(meldung, vorschlaege)

    def _rueckfrage(self, text: str, kandidaten: list[Ort]) -> str:
        zeilen = [f"– {self.bezeichnung(ort)}" for ort in kandidaten[:_HOECHSTENS_GENANNT]]
        weitere = len(kandidaten) - len(zeilen)
        if weitere > 0:
            zeilen.append(f"– und {weitere} weitere")
        erster = kandidaten[0]
        im_land = [ort for ort in kandidaten if ort.land == erster.land]
        beispiel = f"„{erster.name} {erster.land.upper()}“ oder " if len(im_land) == 1 else ""
        return (
            f"„{text[:80]}“ ist mehrdeutig. Gemeint sein kann:\n"
            + "\n".join(zeilen)
            + f"\nBitte mit Land, Kreis oder Schlüssel angeben, zum Beispiel {beispiel}„{erster.id}“."
        )


def _groesste_zuerst(ort: Ort) -> tuple[bool, int, str, str]:
    # Nur die Reihenfolge der Anzeige; ausgewählt wird danach nie.
    return (ort.ebene == QUARTIER, -(ort.einwohner or 0), ort.name, ort.id)
