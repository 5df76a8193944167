"""Aus einer Datei wird eine Rohtabelle: Art der Datei, Zeichensatz, Trennzeichen, Blatt.

Regeln für CSV, in dieser Reihenfolge: Byte-Reihenfolge-Marke (UTF-8, UTF-16), sonst UTF-8, sonst Windows-1252 (darin ist
Latin-1 enthalten). Trennzeichen ist das, mit dem die meisten Zeilen gleich viele Felder haben; bei Gleichstand Semikolon,
Tabulator, senkrechter Strich, Komma. Eine erste Zeile `sep=;` geht vor.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

from empfehlung.tabellen import excel
from empfehlung.tabellen.kopf import trenne
from empfehlung.tabellen.modell import Rohblatt, Rohtabelle, Zeile, Zelle
from wissensbasis.fehler import BewaehrtFehler

GROESSTE_TABELLE_BYTES = 10_000_000
_TRENNZEICHEN = {";": "Semikolon", "\t": "Tabulator", "|": "senkrechter Strich", ",": "Komma"}
_PROBEZEILEN = 200
_ANFAENGE = (
    (b"%PDF", "eine PDF-Datei", "Bitte die Tabelle als CSV oder Excel herunterladen."),
    (b"\x89PNG", "ein Bild", "Bitte die Tabelle als CSV oder Excel herunterladen."),
    (b"\xff\xd8\xff", "ein Bild", "Bitte die Tabelle als CSV oder Excel herunterladen."),
    (b"\x1f\x8b", "ein gepacktes Archiv", "Bitte erst auspacken."),
    (b"{\\rtf", "ein Textdokument (RTF)", "Bitte die Tabelle als CSV oder Excel (.xlsx) speichern."),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def lies_tabelle(quelle: bytes | Path, name: str = "", blatt: str | None = None) -> Rohtabelle:
    """Liest eine CSV- oder Excel-Datei; `blatt` wählt bei Excel ein Blatt, sonst gilt das erste mit Daten.

    Wirft `BewaehrtFehler` mit Datei, Blatt und Zeile, wenn sich keine Tabelle lesen lässt.
    """
    name = name or (quelle.name if isinstance(quelle, Path) else "Tabelle")
    daten = _inhalt(quelle, name)
    wo = f"Tabelle „{name}“"
    if daten.startswith(b"PK\x03\x04"):
        blaetter = excel.lies_blaetter(daten, wo)
        return _waehle(blaetter, name, blatt)
    text, zeichensatz = _text(daten, wo)
    zeilen, trenner = _zeilen(text, wo)
    hinweise = (f"Gelesen als CSV: Zeichensatz {zeichensatz}, Trennzeichen {_TRENNZEICHEN[trenner]}.",)
    return trenne(Rohblatt("", zeilen, hinweise=hinweise), name, ())


def _inhalt(quelle: bytes | Path, name: str) -> bytes:
    wo = f"Tabelle „{name}“"
    try:
        groesse = len(quelle) if isinstance(quelle, bytes) else quelle.stat().st_size
        if groesse > GROESSTE_TABELLE_BYTES:
            mb = f"{groesse / 1e6:.1f}".replace(".", ",")
            raise BewaehrtFehler(
                f"{wo}: Die Datei hat {mb} MB; gelesen werden höchstens {GROESSTE_TABELLE_BYTES // 1_000_000} MB. "
                "Bitte nur die nötigen Orte und Merkmale herunterladen."
            )
        daten = quelle if isinstance(quelle, bytes) else quelle.read_bytes()
    except FileNotFoundError as fehler:
        raise BewaehrtFehler(f"{wo}: Die Datei gibt es nicht.") from fehler
    except OSError as fehler:
        raise BewaehrtFehler(f"{wo}: Die Datei lässt sich nicht lesen ({fehler.strerror}).") from fehler
    if not daten.strip(b"\xef\xbb\xbf \t\r\n\x00"):
        raise BewaehrtFehler(f"{wo}: Die Datei ist leer. Bitte die Tabelle noch einmal herunterladen.")
    for anfang, was, rat in _ANFAENGE:
        if daten.startswith(anfang):
            raise BewaehrtFehler(f"{wo}: Das ist {was}, keine Tabelle – auch wenn der Name anders endet. {rat}")
    if daten.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in daten:
            raise BewaehrtFehler(
                f"{wo}: Die Datei ist mit einem Kennwort geschützt. Bitte in Excel ohne Kennwort speichern."
            )
        raise BewaehrtFehler(
            f"{wo}: Das alte Excel-Format (.xls) wird nicht gelesen. Bitte als .xlsx oder CSV speichern."
        )
    if daten.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower().startswith((b"<!doctype html", b"<html", b"<table")):
        raise BewaehrtFehler(
            f"{wo}: Das ist eine Webseite, keine Tabelle. Bitte in Excel öffnen und als .xlsx speichern."
        )
    return daten


def _text(daten: bytes, wo: str) -> tuple[str, str]:
    try:
        if daten.startswith((b"\xff\xfe", b"\xfe\xff")):
            return _geprueft(daten.decode("utf-16"), wo), "UTF-16"
        if daten.startswith(b"\xef\xbb\xbf"):
            return _geprueft(daten.decode("utf-8-sig"), wo), "UTF-8"
    except UnicodeDecodeError as fehler:
        zeile = daten[: fehler.start].count(b"\n") + 1
        raise BewaehrtFehler(
            f"{wo}, Zeile {zeile}: Der Zeichensatz, den die Datei angibt, stimmt nicht. Bitte als „CSV UTF-8“ speichern."
        ) from fehler
    try:
        return _geprueft(daten.decode("utf-8"), wo), "UTF-8"
    except UnicodeDecodeError:
        pass
    try:
        return _geprueft(daten.decode("cp1252"), wo), "Latin-1 (Windows-1252)"
    except UnicodeDecodeError as fehler:
        zeile = daten[: fehler.start].count(b"\n") + 1
        raise BewaehrtFehler(
            f"{wo}, Zeile {zeile}: Das Zeichen mit dem Byte 0x{daten[fehler.start]:02X} gehört weder zu UTF-8 noch zu "
            "Latin-1. Bitte in Excel öffnen und als „CSV UTF-8“ speichern."
        ) from fehler


def _geprueft(text: str, wo: str) -> str:
    fremd = next((i for i, z in enumerate(text) if (z < " " and z not in "\t\r\n\f") or z == "\ufffe"), None)
    if fremd is not None:
        zeile = text.count("\n", 0, fremd) + 1
        raise BewaehrtFehler(
            f"{wo}, Zeile {zeile}: Das ist keine Textdatei (Steuerzeichen gefunden). Erwartet wird CSV oder Excel (.xlsx)."
        )
    return text


def _zeilen(text: str, wo: str) -> tuple[tuple[Zeile, ...], str]:
    erste, _, rest = text.partition("\n")
    if erste.strip().casefold().startswith("sep=") and erste.strip()[4:5] in _TRENNZEICHEN and len(erste.strip()) == 5:
        trenner = erste.strip()[4]
        return _zerlegt(rest, trenner, wo, versatz=1), trenner
    beste, meiste = "", 0
    for trenner in _TRENNZEICHEN:
        breiten = Counter(
            len(felder)
            for felder in _felder(text, trenner, _PROBEZEILEN)
            if len(felder) > 1 and any(f.strip() for f in felder)
        )
        anzahl = max(breiten.values(), default=0)
        if anzahl > meiste:
            beste, meiste = trenner, anzahl
    if not beste:
        raise BewaehrtFehler(
            f"{wo}: Es wurden keine Spalten erkannt. Erwartet werden Semikolon, Tabulator, Strich oder Komma zwischen den Spalten."
        )
    return _zerlegt(text, beste, wo), beste


def _felder(text: str, trenner: str, hoechstens: int) -> list[list[str]]:
    gelesen = []
    try:
        for felder in csv.reader(io.StringIO(text, newline=""), delimiter=trenner):
            gelesen.append(felder)
            if len(gelesen) == hoechstens:
                break
    except csv.Error:
        pass
    return gelesen


def _zerlegt(text: str, trenner: str, wo: str, versatz: int = 0) -> tuple[Zeile, ...]:
    leser = csv.reader(io.StringIO(text, newline=""), delimiter=trenner, strict=True)
    zeilen, nummer = [], 1 + versatz
    try:
        for felder in leser:
            zeilen.append(Zeile(nummer, tuple(Zelle(feld.strip()) for feld in felder)))
            nummer = leser.line_num + 1 + versatz
    except csv.Error as fehler:
        raise BewaehrtFehler(
            f"{wo}, Zeile {nummer}: Ein Anführungszeichen ist nicht geschlossen oder steht mitten im Feld. Bitte dort prüfen."
        ) from fehler
    return tuple(zeilen)


def _waehle(blaetter: list[Rohblatt], name: str, blatt: str | None) -> Rohtabelle:
    namen = tuple(b.blatt for b in blaetter)
    if blatt is not None:
        gewaehlt = next((b for b in blaetter if b.blatt == blatt), None)
        if gewaehlt is None:
            raise BewaehrtFehler(
                f"Tabelle „{name}“: Das Blatt „{blatt}“ gibt es nicht oder es ist leer. Es gibt: {', '.join(namen)}."
            )
        return trenne(gewaehlt, name, namen)
    erster_fehler: BewaehrtFehler | None = None
    for kandidat in blaetter:
        try:
            return trenne(kandidat, name, namen)
        except BewaehrtFehler as fehler:
            erster_fehler = erster_fehler or fehler
    raise erster_fehler or BewaehrtFehler(f"Tabelle „{name}“: Die Datei enthält kein Blatt mit Inhalt.")
