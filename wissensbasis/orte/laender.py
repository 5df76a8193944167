"""Die 16 Länder: Kürzel des Projekts, amtliche Schlüssel, Namen und gebräuchliche Kurzformen."""

from __future__ import annotations

LAND_JE_AGS = {
    "01": "sh", "02": "hh", "03": "ni", "04": "hb", "05": "nw", "06": "he", "07": "rp", "08": "bw",
    "09": "by", "10": "sl", "11": "be", "12": "bb", "13": "mv", "14": "sn", "15": "st", "16": "th",
}  # fmt: skip

LANDNAMEN = {
    "bw": "Baden-Württemberg",
    "by": "Bayern",
    "be": "Berlin",
    "bb": "Brandenburg",
    "hb": "Bremen",
    "hh": "Hamburg",
    "he": "Hessen",
    "mv": "Mecklenburg-Vorpommern",
    "ni": "Niedersachsen",
    "nw": "Nordrhein-Westfalen",
    "rp": "Rheinland-Pfalz",
    "sl": "Saarland",
    "sn": "Sachsen",
    "st": "Sachsen-Anhalt",
    "sh": "Schleswig-Holstein",
    "th": "Thüringen",
}

KURZFORMEN = {
    "nrw": "nw", "nds": "ni", "meckpomm": "mv", "meck pomm": "mv", "saar": "sl", "bawue": "bw",
    "rlp": "rp", "hess": "he", "thuer": "th", "thueringen": "th", "lsa": "st", "brdbg": "bb",
}  # fmt: skip
