"""Aufwand und offene Förderung auf Karte, Maßnahmenseite und in den Dokumenten, ohne Browser."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from app.ausgaben.dokument import klartext
from app.ausgaben.erstellen import akte_erstellen
from app.ausgaben.quellen import Quellenverzeichnis
from app.ausgaben.teile import fakten, offene_foerderung
from app.formate.textform import massnahme_als_text
from empfehlung.dienst import Empfehlungsdienst
from empfehlung.profil import profil_aus_text
from tests.app.apphilfen import baue_basis, laufe, neue_sitzung, text
from wissensbasis.basis import Wissensbasis
from wissensbasis.einstellungen import Einstellungen
from wissensbasis.foerderprogramm import Foerderprogramm

KIBIZ = "Zuschuss für flexible Betreuungszeiten (§ 48 KiBiz)"


@pytest.fixture(scope="module")
def app_basis(tmp_path_factory: pytest.TempPathFactory) -> Einstellungen:
    """Eine laufende Maßnahme mit Kosten und eine gescheiterte derselben Art an einem anderen Ort."""
    return baue_basis(
        tmp_path_factory.mktemp("aufwand"),
        {
            "nw/essen/randzeiten": {
                "ort": "05113000",
                "titel": "Frühbetreuung für Kinder im Schichtdienst",
                "aufwand": {"einmalig_eur": None, "jaehrlich_eur": 40000.0, "stellen_vzae": 0.5, "finanzierung": []},
            },
            "he/bebra/randzeiten": {
                "ort": "06632003",
                "titel": "Spätbetreuung, die niemand brauchte",
                "status": "eingestellt",
                "ende": 2020,
                "ende_grund": "nachfrage",
                "thema": "Eltern wünschten längere Zeiten",
            },
        },
    )


@pytest.fixture(autouse=True)
def _uhr_steht(monkeypatch: pytest.MonkeyPatch) -> None:
    """Was der Bestand offen nennt, bleibt für diese Tests offen."""
    monkeypatch.setattr(Foerderprogramm, "offen", lambda self, jahr: self.lage == "offen")


@pytest.fixture
def dienst(app_basis: Einstellungen) -> Empfehlungsdienst:
    return Empfehlungsdienst(Wissensbasis(app_basis))


def test_karte_nennt_aufwand_und_nur_vorhandene_foerderung(app: AppTest) -> None:
    laufe(app, ort="05562020", anliegen="Betreuung im Schichtdienst")
    gezeigt = text(app)
    assert "Aufwand: 25.000 bis 100.000 € im Jahr · 0,5 Stellen" in gezeigt
    assert "Aufwand: nicht belegt" in gezeigt
    assert f"Noch offen für Nordrhein-Westfalen: {KIBIZ} (Stand" in gezeigt


def test_karte_schweigt_wenn_keine_foerderung_bekannt_ist(app: AppTest) -> None:
    laufe(app, ort="14713000", anliegen="Betreuung im Schichtdienst")
    assert "Aufwand: " in text(app) and "Noch offen" not in text(app) and "Förderung in Sachsen" not in text(app)


def test_massnahmenseite_nennt_foerderung_und_gescheitertes(app: AppTest) -> None:
    laufe(app, "massnahme", id="nw-essen-randzeiten", ort="14713000")
    gezeigt = text(app)
    assert "Förderung in Sachsen" in gezeigt
    assert "Anderswo gescheitert" in gezeigt and "2020 eingestellt. Grund: die Nachfrage fehlte" in gezeigt
    laufe(app := neue_sitzung(), "massnahme", id="nw-essen-randzeiten", ort="05562020")
    assert KIBIZ in text(app)


def test_zeige_und_dokumente_nennen_dasselbe(dienst: Empfehlungsdienst) -> None:
    m = dienst.basis.massnahmen["nw-essen-randzeiten"]
    geschrieben = massnahme_als_text(m, dienst)
    assert "Förderung in allen Ländern: nicht belegt" in " ".join(geschrieben.split())
    assert "Anderswo gescheitert: Bebra, Spätbetreuung, die niemand brauchte" in " ".join(geschrieben.split())
    herten = profil_aus_text("Herten", dienst.basis.orte)
    akte = akte_erstellen([m.id], herten, dienst, mit_alternativen=False)
    v = Quellenverzeichnis()
    kopf, programme = offene_foerderung(akte.massnahmen, v)
    assert kopf == "Noch offen für Nordrhein-Westfalen" and KIBIZ in klartext(programme)
    assert [e.titel for e in v.eintraege()] == [KIBIZ]
    assert kopf in [name for name, _ in fakten(akte.massnahmen[0], v).paare]
