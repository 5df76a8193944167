"""Der Prüfer: ein gepflanzter Fehler je Art wird mit Datei und Zeile gemeldet, sonst nichts."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hilfen import WORTSCHATZ, beispiel_datei, beispiel_kopf, beispiel_rumpf
from wissensbasis.fehler import BewaehrtFehler
from wissensbasis.orte import Ortsverzeichnis
from wissensbasis.pruefung import Pruefergebnis, pruefe_ordner
from wissensbasis.taxonomie import Taxonomie

KURZ = "## Ausgangslage\nKurz. [1]\n\n## Umsetzung\n\n## Ergebnisse\n\n## Übertragung\n"


def pruefe(korpus: Path) -> Pruefergebnis:
    return pruefe_ordner(korpus / "massnahmen", Taxonomie.laden(korpus), Ortsverzeichnis.laden(korpus / "orte"))


def rumpf(pfad: str, thema: str = "Eltern fanden keine Betreuung") -> str:
    return beispiel_rumpf(pfad, thema)


P = "nw/herten/probe"
QUELLE = beispiel_kopf()["quellen"][0]
NACHWEIS = beispiel_kopf()["nachweise"][0]

# (Regel, Inhalt der Datei, Text der gemeldeten Zeile)
GEPFLANZT: list[tuple[str, str, str]] = [
    ("kopf-unlesbar", beispiel_datei(P).replace("partner: []", "partner: [offen"), "partner: [offen"),
    ("kopf-unlesbar", beispiel_datei(P)[4:], "id: nw-herten-probe"),
    ("schluessel-fehlt", beispiel_datei(P).replace("partner: []\n", ""), "---"),
    ("schluessel-fehlt", beispiel_datei(P).replace("  art: kommune\n", "", 1), "traeger:"),
    ("schluessel-unbekannt", beispiel_datei(P).replace("partner: []", "partner: []\nparntner: []"), "parntner: []"),
    ("handlungsfeld-unbekannt", beispiel_datei(P, handlungsfelder=["fk-2", "fk-9"]), "- fk-9"),
    ("querschnittsthema-unbekannt", beispiel_datei(P, querschnittsthemen=["inklussion"]), "- inklussion"),
    ("zielgruppe-unbekannt", beispiel_datei(P, zielgruppen=["familien", "omas"]), "- omas"),
    ("typ-unbekannt", beispiel_datei(P, typ="randzeitbetreuung"), "typ: randzeitbetreuung"),
    ("ort-unbekannt", beispiel_datei(P, umsetzungen=["05562020", "99999999"]), "- '99999999'"),
    ("jahr-unmoeglich", beispiel_datei(P, beginn=1015), "beginn: 1015"),
    ("jahr-unmoeglich", beispiel_datei(P, nachweise=[{**NACHWEIS, "jahr": 20019}]), "  jahr: 20019"),
    ("jahre-verkehrt", beispiel_datei(P, ende=2014, status="beendet"), "ende: 2014"),
    ("jahre-verkehrt", beispiel_datei(P, quellen=[{**QUELLE, "stand": 2031}]), "  stand: 2031"),
    ("jahre-verkehrt", beispiel_datei(P, nachweise=[{**NACHWEIS, "jahr": 2030}]), "  jahr: 2030"),
    ("status-widerspricht-jahren", beispiel_datei(P, ende=2020), "status: laufend"),
    ("status-widerspricht-jahren", beispiel_datei(P, status="geplant"), "status: geplant"),
    ("status-widerspricht-jahren", beispiel_datei(P, ende_grund="geld"), "ende_grund: geld"),
    ("status-widerspricht-jahren", beispiel_datei(P, status="beendet", ende=2035), "status: beendet"),
    ("wert-unbekannt", beispiel_datei(P, status="laeuft"), "status: laeuft"),
    ("wert-falsch", beispiel_datei(P, beginn="seit langem"), "beginn: seit langem"),
    (
        "aussage-ohne-quelle",
        beispiel_datei(
            P, rumpf=rumpf(P).replace("nutzten 40 Familien aus nw herten probe das Angebot. [1]", "nutzten es 40.")
        ),
        "Im Jahr 2019 nutzten es 40.",
    ),
    (
        "aussage-ohne-quelle",
        beispiel_datei(P, rumpf=rumpf(P).replace("Gibt es bei Ihnen", "Räume kosten nichts: Gibt es bei Ihnen")),
        "Räume kosten nichts",
    ),
    (
        "quelle-fehlt",
        beispiel_datei(P, rumpf=rumpf(P).replace("das Angebot. [1]", "das Angebot. [7]")),
        "das Angebot. [7]",
    ),
    ("quelle-fehlt", beispiel_datei(P, nachweise=[{**NACHWEIS, "quelle": 3}]), "  quelle: 3"),
    ("quelle-doppelt", beispiel_datei(P, quellen=[QUELLE, dict(QUELLE)]), "- nr: 1"),
    (
        "adresse-unbrauchbar",
        beispiel_datei(P, quellen=[{**QUELLE, "url": "www.example.org"}]),
        "  url: www.example.org",
    ),
    (
        "adresse-unbrauchbar",
        beispiel_datei(P, quellen=[{**QUELLE, "url": "https://exa mple.org/x"}]),
        "  url: https://exa",
    ),
    ("kennung-widerspricht-ort", beispiel_datei(P, ort="05113000"), "id: nw-herten-probe"),
    ("kennung-widerspricht-pfad", beispiel_datei(P, id="nw-herten-anders"), "id: nw-herten-anders"),
    ("ebene-widerspricht-ort", beispiel_datei(P, ebene="kreis"), "ebene: kreis"),
    ("entscheidung-passt-nicht", beispiel_datei(P, entscheidung="mittelbar"), "entscheidung: mittelbar"),
    ("feld-passt-nicht-zur-ebene", beispiel_datei(P, handlungsfelder=["gw-4"]), "- gw-4"),
    (
        "foerderprogramm-unbekannt",
        beispiel_datei(P).replace("finanzierung: []", "finanzierung: [kitaminus]"),
        "finanzierung:",
    ),
    (
        "persoenliche-email",
        beispiel_datei(P).replace("Erdachter Bericht", "Frage an erika@example.org"),
        "erika@example.org",
    ),
    (
        "persoenliche-telefonnummer",
        beispiel_datei(P, rumpf=rumpf(P).replace("zwei Räume", "den Anschluss 02366/303456")),
        "02366/303456",
    ),
    ("text-zu-kurz", beispiel_datei(P, rumpf=KURZ), "## Ausgangslage"),
    ("text-zu-lang", beispiel_datei(P, rumpf=rumpf(P, "Sehr lang " * 700)), "## Ausgangslage"),
    ("titel-laenge", beispiel_datei(P, titel="Kurz"), "titel: Kurz"),
    ("abschnitt-fehlt", beispiel_datei(P, rumpf=rumpf(P).replace("## Ergebnisse\n", "")), "## Übertragung"),
    ("abschnitt-unbekannt", beispiel_datei(P, rumpf=rumpf(P) + "\n## Kontakt\nSiehe dort. [1]\n"), "## Kontakt"),
]


@pytest.mark.parametrize(
    ("regel", "text", "zeile"), GEPFLANZT, ids=[f"{i}-{r}" for i, (r, _, _) in enumerate(GEPFLANZT)]
)
def test_gepflanzter_fehler_wird_genau_einmal_gemeldet(leerer_korpus: Path, regel: str, text: str, zeile: str) -> None:
    datei = leerer_korpus / "massnahmen" / f"{P}.md"
    datei.parent.mkdir(parents=True)
    datei.write_text(text, encoding="utf-8")
    befunde = pruefe(leerer_korpus).befunde
    assert [b.regel for b in befunde] == [regel], [str(b) for b in befunde]
    assert befunde[0].datei == Path(f"{P}.md")
    assert zeile in text.split("\n")[befunde[0].zeile - 1]
    assert befunde[0].abhilfe


def test_ordner_mit_allen_fehlern_meldet_alle_und_sonst_nichts(leerer_korpus: Path) -> None:
    erwartet = set()
    for nr, (regel, text, _) in enumerate(GEPFLANZT):
        pfad = f"nw/herten/probe{nr}"
        datei = leerer_korpus / "massnahmen" / f"{pfad}.md"
        datei.parent.mkdir(parents=True, exist_ok=True)
        # Eigene Kennung und eigene Füllwörter je Datei, damit nur der gepflanzte Fehler auffällt.
        text = text.replace("nw-herten-probe", f"nw-herten-probe{nr}")
        for wort in ("zwei Räume", *WORTSCHATZ):
            text = re.sub(rf"\b{wort}\b", f"{wort}{nr}", text, flags=re.IGNORECASE)
        for wort in ("Stelle", "Familien", "Angebot", "Maßnahme", "nutzten", "bei Ihnen", "Im", "Die"):
            text = re.sub(rf"\b{wort}\b", f"{wort}{nr}", text)
        datei.write_text(text, encoding="utf-8")
        erwartet.add((Path(f"{pfad}.md"), regel))
    befunde = pruefe(leerer_korpus).befunde
    assert {(b.datei, b.regel) for b in befunde} == erwartet
    assert len(befunde) == len(GEPFLANZT)


def test_fehlerlose_datei_meldet_nichts(schreibe: Callable[..., Path], leerer_korpus: Path) -> None:
    schreibe(P)
    assert pruefe(leerer_korpus).befunde == ()


def test_doppelte_kennung(schreibe: Callable[..., Path], leerer_korpus: Path) -> None:
    schreibe(P)
    schreibe("nw/herten/zweite", id="nw-herten-probe", thema="Ganz anderer Anlass: Jugendliche wollten mitreden")
    befunde = pruefe(leerer_korpus).befunde
    assert ("kennung-doppelt", Path("nw/herten/zweite.md")) in {(b.regel, b.datei) for b in befunde}


def test_beinahe_doppelte_massnahme(schreibe: Callable[..., Path], leerer_korpus: Path) -> None:
    schreibe(P)
    schreibe("nw/herten/zweite", rumpf=rumpf(P, "Kita und Beruf passten nicht zusammen"))
    befunde = pruefe(leerer_korpus).befunde
    assert [b.regel for b in befunde] == ["beinahe-doppelt"]
    assert "nw/herten/probe.md" in befunde[0].meldung


def test_binaere_datei_wird_gemeldet(leerer_korpus: Path) -> None:
    datei = leerer_korpus / "massnahmen" / "nw" / "herten" / "bild.md"
    datei.parent.mkdir(parents=True)
    datei.write_bytes(b"\x89PNG\xff\xfe\x00")
    assert [b.regel for b in pruefe(leerer_korpus).befunde] == ["kopf-unlesbar"]


def test_fehlender_ordner_ist_ein_klarer_fehler(leerer_korpus: Path) -> None:
    with pytest.raises(BewaehrtFehler, match="gibt es nicht"):
        pruefe_ordner(leerer_korpus / "nirgends", Taxonomie.laden(leerer_korpus), Ortsverzeichnis([]))


@pytest.mark.parametrize(
    "harmlos",
    ["2007/2012/2017", "05562020", "0,25 Stellen", "1.200.000 Euro", "2014-2018", "06.05.2009", "8.00-16.30 Uhr"],
)
def test_zahlen_sind_keine_rufnummern(schreibe: Callable[..., Path], leerer_korpus: Path, harmlos: str) -> None:
    schreibe(P, rumpf=rumpf(P, f"Die Angabe {harmlos} steht in der Quelle"))
    assert pruefe(leerer_korpus).befunde == ()
