"""Der Aufbau einer Tabelle: welche Spalte Ort, Jahr oder Wert ist, und daraus jede Zelle als Fund mit Ort, Name und Jahr."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from empfehlung.tabellen import namen
from empfehlung.tabellen.modell import (
    Form,
    NichtVerstanden,
    Ortseintrag,
    OrtsspalteFehlt,
    Rohtabelle,
    Spalte,
    Zeile,
    Zelle,
)
from empfehlung.tabellen.namen import Ueberschrift
from wissensbasis.fehler import BewaehrtFehler

ROLLEN = ("ort", "quartier", "schluessel", "jahr", "indikator", "wert", "einheit", "beiwerk")
_JAHRESTEXT = re.compile(
    r"(?:\d{1,2}\.\s?\d{1,2}\.\s?|(?:jan|feb|mär|mrz|apr|mai|jun|jul|aug|sep|okt|nov|dez)[a-zä.]*\s+)?((?:19|20)\d\d)",
    re.IGNORECASE,
)
_AGS = re.compile(r"\d{4,5}|\d{7,8}|\d{11,12}")


@dataclass(frozen=True)
class Fund:
    """Eine Wertzelle mit allem, was die Tabelle über sie sagt."""

    ort: Ortseintrag
    name: str
    kopf: Ueberschrift
    jahr: int | None
    zelle: Zelle
    zeile: int
    spalte: Spalte


@dataclass
class Aufbau:
    """Form, erkannte Quelle, alle Funde und was am Aufbau nicht verstanden wurde."""

    form: Form
    quelle: str
    funde: list[Fund] = field(default_factory=list)
    nicht_verstanden: list[NichtVerstanden] = field(default_factory=list)
    hinweise: list[str] = field(default_factory=list)


def baue_auf(roh: Rohtabelle, zuordnung: Mapping[str, str], ort: str) -> Aufbau:
    """Ordnet jede Zelle ein. `ort` gilt, wenn die Tabelle selbst keinen Ort nennt."""
    hinweise: list[str] = []
    rollen = _rollen(roh, zuordnung, hinweise)
    je_rolle = {rolle: spalte for spalte, rolle in rollen.items()}
    koepfe = {s.index: namen.zerlege(s.bezeichnung) for s in roh.spalten}
    werte = [s for s in roh.spalten if s.index not in rollen]
    form = _form(roh, je_rolle, koepfe, werte)
    if form == "gestuerzt" and "indikator" not in je_rolle:
        erste = roh.spalten[0].index
        je_rolle = {r: i for r, i in je_rolle.items() if i != erste} | {"indikator": erste}
        werte = [s for s in werte if s.index != erste]
        hinweise.append("Die erste Spalte hat keine Überschrift; sie wurde als Spalte der Merkmale gelesen.")
    aufbau = Aufbau(form, namen.quelle_aus([s.bezeichnung for s in roh.spalten]), hinweise=hinweise)
    _pruefe_ort(roh, je_rolle, koepfe, werte, form, ort, aufbau)
    leser = _Zeilenleser(roh, je_rolle, koepfe, _eindeutige_namen(werte, koepfe), ort, aufbau)
    for zeile in roh.daten:
        leser.lies(zeile, werte)
    leser.schliesse()
    return aufbau


def jahr_aus(text: str) -> int | None:
    """„2022“, „31.12.2022“ oder „Dez 2022“ → 2022; sonst `None`."""
    treffer = _JAHRESTEXT.fullmatch(text.strip())
    return int(treffer[1]) if treffer else None


def _rollen(roh: Rohtabelle, zuordnung: Mapping[str, str], hinweise: list[str]) -> dict[int, str]:
    rollen: dict[int, str] = {}
    rang: dict[str, tuple[int, Spalte]] = {}
    for spalte in roh.spalten:
        von_hand = zuordnung.get(spalte.bezeichnung)
        if von_hand and von_hand not in ROLLEN:
            continue
        rolle = von_hand or next((r for t in (spalte.bezeichnung, *spalte.teile[-1:]) if (r := namen.rolle(t))), None)
        if rolle is None and not spalte.teile:
            rolle = _rolle_nach_inhalt(roh, spalte, set(rollen.values()))
            if rolle:
                hinweise.append(
                    f"Spalte {spalte.buchstabe} hat keine Überschrift; nach ihrem Inhalt gelesen als „{rolle}“."
                )
        if rolle is None or rolle == "beiwerk":
            if rolle:
                rollen[spalte.index] = f"beiwerk-{spalte.index}"
            continue
        formen = [namen.schluesselform(n) for n in namen.tabelle()["rollen"][rolle]]
        form = namen.schluesselform(spalte.bezeichnung)
        platz = -1 if von_hand else formen.index(form) if form in formen else len(formen)
        if rolle in rang:
            andere = rang[rolle][1]
            behalten, lassen = (spalte, andere) if platz < rang[rolle][0] else (andere, spalte)
            hinweise.append(
                f"Zwei Spalten können „{rolle}“ sein; gelesen wurde „{behalten.bezeichnung}“, nicht „{lassen.bezeichnung}“."
            )
            rollen[lassen.index] = f"beiwerk-{lassen.index}"
            if behalten is andere:
                continue
        rang[rolle] = (platz, spalte)
        rollen[spalte.index] = rolle
    return rollen


def _rolle_nach_inhalt(roh: Rohtabelle, spalte: Spalte, vergeben: set[str]) -> str | None:
    texte = [t for zeile in roh.daten if (t := zeile.zelle(spalte.index).text)]
    if texte and "schluessel" not in vergeben and all(_AGS.fullmatch(t) and jahr_aus(t) is None for t in texte):
        return "schluessel"
    if texte and "jahr" not in vergeben and all(jahr_aus(t) for t in texte):
        return "jahr"
    # Eine namenlose Textspalte neben dem Schlüssel nennt den Ort (Ausgaben der Regionaldatenbank).
    if texte and "schluessel" in vergeben and "ort" not in vergeben and all(re.search(r"[^\W\d]{2}", t) for t in texte):
        return "ort"
    return None


def _form(
    roh: Rohtabelle, je_rolle: Mapping[str, int], koepfe: Mapping[int, Ueberschrift], werte: list[Spalte]
) -> Form:
    if "indikator" in je_rolle and "wert" in je_rolle:
        return "lang"
    erste = roh.spalten[0]
    uebrige = [s for s in werte if s is not erste]
    alle_mit_jahr = bool(uebrige) and all(koepfe[s.index].jahr for s in uebrige)
    if not erste.teile and alle_mit_jahr and erste in werte:
        return "gestuerzt"
    return "gestuerzt" if "indikator" in je_rolle else "breit"


def _eindeutige_namen(werte: list[Spalte], koepfe: Mapping[int, Ueberschrift]) -> dict[int, str]:
    """Der Name je Spalte ohne Jahr; stehen zwei gleiche für dasselbe Jahr da, mit dem Buchstaben der Spalte."""
    haeufig = Counter((koepfe[s.index].name, koepfe[s.index].jahr, koepfe[s.index].seit) for s in werte)
    aus = {}
    for s in werte:
        kopf = koepfe[s.index]
        name = kopf.name or (namen.OHNE_MERKMAL if kopf.jahr else f"(ohne Überschrift) [Spalte {s.buchstabe}]")
        doppelt = kopf.name and haeufig[kopf.name, kopf.jahr, kopf.seit] > 1
        aus[s.index] = f"{name} [Spalte {s.buchstabe}]" if doppelt else name
    return aus


def _pruefe_ort(
    roh: Rohtabelle, je_rolle: Mapping[str, int], koepfe: Mapping[int, Ueberschrift], werte: list[Spalte], form: Form, ort: str, aufbau: Aufbau
) -> None:  # fmt: skip
    if je_rolle.keys() & {"ort", "quartier", "schluessel"}:
        return
    if form == "gestuerzt" and any(koepfe[s.index].name for s in werte):
        return
    # Mehrere Zeilen ohne Ort und ohne Jahr wären mehrere Orte; die gehören nicht alle zum gewählten.
    if ort and (form != "breit" or "jahr" in je_rolle or len(roh.daten) == 1):
        aufbau.hinweise.append(f"Die Tabelle nennt keinen Ort; gelesen für den gewählten Ort „{ort}“.")
        return
    spalten = ", ".join(f"„{s.bezeichnung or s.buchstabe}“" for s in roh.spalten[:12])
    raise OrtsspalteFehlt(
        f"{roh.wo}: Keine Spalte nennt den Ort. Gefunden: {spalten}. Bitte eine Spalte „Gemeinde“, „AGS“ oder „Quartier“ "
        "nennen, eine Spalte von Hand zuordnen oder zuerst den Ort wählen."
    )


class _Zeilenleser:
    def __init__(
        self, roh: Rohtabelle, je_rolle: Mapping[str, int], koepfe: Mapping[int, Ueberschrift], bezeichnungen: Mapping[int, str], ort: str, aufbau: Aufbau
    ) -> None:  # fmt: skip
        self.roh, self.je_rolle, self.koepfe, self.bezeichnungen = roh, je_rolle, koepfe, bezeichnungen
        self.ort, self.aufbau = ort, aufbau
        self.nullen = 0
        self.jahresfehler: list[str] = []

    def lies(self, zeile: Zeile, werte: list[Spalte]) -> None:
        eintrag = self._eintrag(zeile)
        benannt = self.aufbau.form == "gestuerzt" and not self.je_rolle.keys() & {"ort", "quartier", "schluessel"}
        if len(zeile.gefuellt) < 2 or (eintrag is None and not benannt):
            self._auslassen(zeile, "Zwischenüberschrift oder Zeile ohne Ort")
            return
        if eintrag is not None and eintrag.quartier and namen.ist_summe(eintrag.quartier):
            self._auslassen(zeile, "Summenzeile; sie gilt nicht als Quartier")
            return
        jahr = self._jahr(zeile)
        indikator = self._text(zeile, "indikator")
        if self.aufbau.form != "breit" and not indikator:
            self._auslassen(zeile, "Zeile ohne Merkmal")
            return
        einheit = self._text(zeile, "einheit")
        if self.aufbau.form == "lang":
            werte = [s for s in self.roh.spalten if s.index == self.je_rolle["wert"]]
        for spalte in werte:
            zelle = zeile.zelle(spalte.index)
            if zelle.leer:
                continue
            kopf, name, ziel = self.koepfe[spalte.index], self.bezeichnungen.get(spalte.index, ""), eintrag
            if self.aufbau.form != "breit":
                if ziel is None:
                    ziel = Ortseintrag(kopf.name or self.ort, zeile=zeile.nummer)
                spaltenjahr = kopf.jahr
                kopf = namen.zerlege(f"{indikator} ({einheit})" if einheit else indikator)
                name = kopf.name
                jahr_hier = jahr or spaltenjahr or kopf.jahr
            else:
                jahr_hier = kopf.jahr or jahr
            if ziel is not None:
                self.aufbau.funde.append(Fund(ziel, name, kopf, jahr_hier, zelle, zeile.nummer, spalte))

    def schliesse(self) -> None:
        """Meldet, was erst am Ende feststeht."""
        if self.jahresfehler:
            raise BewaehrtFehler(
                f"{self.roh.wo}: Das Jahr ist nicht überall lesbar: {'; '.join(self.jahresfehler[:3])}"
                f"{f' und {len(self.jahresfehler) - 3} weitere' if len(self.jahresfehler) > 3 else ''}. "
                "Erwartet wird überall eine vierstellige Jahreszahl oder ein Datum wie „31.12.2022“."
            )
        if self.nullen:
            self.aufbau.hinweise.append(f"In {self.nullen} Schlüsseln fehlte die führende Null; sie wurde ergänzt.")

    def _text(self, zeile: Zeile, rolle: str) -> str:
        return " ".join(zeile.zelle(self.je_rolle[rolle]).text.split()) if rolle in self.je_rolle else ""

    def _eintrag(self, zeile: Zeile) -> Ortseintrag | None:
        schluessel = self._text(zeile, "schluessel").replace(" ", "")
        quartier = self._text(zeile, "quartier")
        if schluessel.isdecimal() and len(schluessel) in (4, 7, 11):
            schluessel, self.nullen = f"0{schluessel}", self.nullen + 1
        if quartier and not (schluessel.isdecimal() and len(schluessel) in (8, 12)):
            schluessel = ""  # Nummern von Stadtteilen sind keine Gemeindeschlüssel
        name = self._text(zeile, "ort")
        if not self.je_rolle.keys() & {"ort", "quartier", "schluessel"} and self.aufbau.form != "gestuerzt":
            name = self.ort
        if "quartier" in self.je_rolle and not quartier:
            return None
        return Ortseintrag(name, schluessel, quartier, zeile.nummer) if name or schluessel or quartier else None

    def _jahr(self, zeile: Zeile) -> int | None:
        if "jahr" not in self.je_rolle:
            return None
        text = self._text(zeile, "jahr")
        jahr = jahr_aus(text)
        if jahr is None:
            self.jahresfehler.append(f"Zeile {zeile.nummer}: „{text or 'leer'}“")
        return jahr

    def _auslassen(self, zeile: Zeile, grund: str) -> None:
        text = " ".join(zelle.text for zelle in zeile.zellen if zelle.text)[:80]
        self.aufbau.nicht_verstanden.append(NichtVerstanden("Zeile", text, f"Zeile {zeile.nummer}", grund))
