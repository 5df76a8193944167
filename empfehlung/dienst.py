"""Der Dienst, den Kommandozeile, App und Tests gemeinsam benutzen: Anfrage hinein, Antwort mit allen Gründen heraus."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from empfehlung.anfrage import Anfrage, Antwort, Treffer
from empfehlung.eigener_ort import ist_eigener_ort
from empfehlung.foerderung import Foerderung, offene_foerderung
from empfehlung.frageverstaendnis import Frageleser
from empfehlung.gewichte import gewichte_laden
from empfehlung.passung import Passung, passung
from empfehlung.profil import Profil
from empfehlung.rangfolge import ordne
from empfehlung.textsuche import NAECHSTLIEGENDE, Relevantes, Textfunde, stoebere, suche_relevantes
from empfehlung.vielfalt import waehle_aus
from wissensbasis.basis import Wissensbasis
from wissensbasis.bewaehrung import STUFENNAMEN, STUFENRANG, Bewaehrung, bewaehrungen
from wissensbasis.datensatz.modell import Massnahme
from wissensbasis.einstufung import einstufungen_laden, uebersteuert
from wissensbasis.orte import LANDNAMEN
from wissensbasis.suche.suchmaschine import Fund


class Empfehlungsdienst:
    """Sucht und empfiehlt über einer geöffneten Wissensbasis; hält nichts über eine Anfrage hinaus fest."""

    def __init__(self, basis: Wissensbasis) -> None:
        self.basis = basis

    @cached_property
    def bewaehrungen(self) -> dict[str, Bewaehrung]:
        """Bewährung jeder Maßnahme nach Regel, darüber die abweichenden Einstufungen."""
        massnahmen = self.basis.massnahmen
        einstufungen = einstufungen_laden(self.basis.einstellungen.korpus, massnahmen.keys())
        return uebersteuert(bewaehrungen(massnahmen.values(), self.basis.orte), einstufungen.values())

    @cached_property
    def frageleser(self) -> Frageleser:
        """Versteht Fragen über Orte, an denen die Wissensbasis Maßnahmen kennt."""
        orte_mit_massnahmen = {ort for m in self.basis.massnahmen.values() for ort in m.umsetzungen}
        return Frageleser(self.basis.orte, orte_mit_massnahmen)

    def suche(self, text: str, *, felder: tuple[str, ...] = (), anzahl: int = 10) -> Antwort:
        """Reine Textsuche ohne Profil; `felder` schränkt ein."""
        anfrage = Anfrage(felder=felder, anliegen=text, anzahl=anzahl)
        erlaubt = {k for k, m in self.basis.massnahmen.items() if self._erlaubt(anfrage, m)}
        relevant = suche_relevantes(self.basis, text, erlaubt, self.frageleser)
        treffer = tuple(
            self._treffer(rang, self.basis.massnahmen[fund.massnahme], fund, None, None)
            for rang, fund in enumerate(relevant.funde[:anzahl], start=1)
        )
        return Antwort(anfrage, treffer, (*relevant.hinweise, *self._hinweise(anfrage, len(treffer), len(erlaubt))))

    def stoebere(self, text: str) -> Textfunde:
        """Funde zum Zählen, Eingrenzen und Blättern; versteht Bedingungen und berichtigt wie `suche`."""
        return stoebere(self.basis, text, self.frageleser)

    def empfehle(self, anfrage: Anfrage, *, hinweise: Sequence[str] = ()) -> Antwort:
        """Maßnahmen zum Profil, zu Feldern und Anliegen, mit Gründen; `hinweise` zum Profil stehen voran."""
        gewichte = gewichte_laden()
        moegliche = {k: m for k, m in self.basis.massnahmen.items() if self._erlaubt(anfrage, m)}
        relevant = None
        funde: dict[str, Fund] = {}
        kandidaten = moegliche
        if anfrage.anliegen.strip():
            relevant, funde = self._zum_anliegen(anfrage)
            kandidaten = {kennung: self.basis.massnahmen[kennung] for kennung in funde}
            hinweise = (*hinweise, *relevant.hinweise)
        if eigene := self._eigene(anfrage, kandidaten.values(), relevant):
            kandidaten = {k: m for k, m in kandidaten.items() if k not in eigene}
            titel = "; ".join(f"„{m.titel}“" for m in list(eigene.values())[:NAECHSTLIEGENDE])
            hinweise = (*hinweise, f"Bei Ihnen selbst schon erfasst und deshalb nicht empfohlen: {titel}.")
        passungen: dict[str, Passung] = {}
        if anfrage.profil is not None:
            passungen = {k: passung(anfrage.profil, m, self.basis.orte) for k, m in kandidaten.items()}
        beendetes_gesucht = relevant is not None and relevant.verstanden.beendetes_gesucht
        geordnet = ordne(
            kandidaten,
            [kennung for kennung in funde if kennung in kandidaten],
            passungen,
            self.bewaehrungen,
            anfrage.felder,
            anfrage.themen,
            gewichte.rangfolge,
            beendetes_gesucht=beendetes_gesucht,
        )
        ohne_anliegen = relevant is None and anfrage.streuung == "ausgewogen"
        grenzen = gewichte.streuung["ausgewogen_ohne_anliegen" if ohne_anliegen else anfrage.streuung]
        if beendetes_gesucht:
            grenzen = replace(grenzen, ohne_betrieb=0, unbelegt=0)
        am_rande = relevant.am_rande if relevant is not None else frozenset[str]()
        unbelegt = {k for k in kandidaten if STUFENRANG[self.bewaehrungen[k].stufe] < STUFENRANG["erprobt"]}
        auswahl = waehle_aus(
            geordnet, kandidaten, grenzen, anzahl=anfrage.anzahl, felder=anfrage.felder, unbelegt=unbelegt
        )
        treffer = tuple(
            self._treffer(
                rang,
                kandidaten[kennung],
                funde.get(kennung),
                passungen.get(kennung),
                anfrage.profil,
                am_rande=kennung in am_rande,
            )
            for rang, kennung in enumerate(auswahl, start=1)
        )
        if ausserhalb := [t for t in treffer if t.massnahme.id not in moegliche]:
            titel = "; ".join(f"„{t.massnahme.titel}“" for t in ausserhalb)
            hinweise = (*hinweise, f"Nicht in den gewählten Handlungsfeldern, trifft aber das Anliegen: {titel}.")
        if schwache := [t for t in treffer if t.am_rande]:
            hinweise = (*hinweise, _am_rande_hinweis(len(schwache), len(treffer)))
        return Antwort(anfrage, treffer, (*hinweise, *self._hinweise(anfrage, len(treffer), len(moegliche))))

    def treffer(self, kennungen: Iterable[str], profil: Profil | None) -> dict[str, Treffer]:
        """Bestimmte Maßnahmen mit Passung und Prüffragen, in der genannten Reihenfolge, auch eigene; ohne Anliegen."""
        ergebnis = {}
        for rang, kennung in enumerate(kennungen, start=1):
            m = self.basis.massnahmen[kennung]
            p = passung(profil, m, self.basis.orte) if profil is not None else None
            ergebnis[kennung] = self._treffer(rang, m, None, p, profil)
        return ergebnis

    def _eigene(
        self, anfrage: Anfrage, kandidaten: Iterable[Massnahme], relevant: Relevantes | None
    ) -> dict[str, Massnahme]:
        """Was nur der fragende Ort selbst tut; fragt jemand ausdrücklich nach einem Ort, bleibt es stehen."""
        profil = anfrage.profil
        if profil is None or (relevant is not None and relevant.verstanden.orte):
            return {}
        orte = self.basis.orte
        return {
            m.id: m
            for m in kandidaten
            if all((ort := orte.ort(k)) is not None and ist_eigener_ort(profil, ort) for k in m.umsetzungen)
        }

    def _zum_anliegen(self, anfrage: Anfrage) -> tuple[Relevantes, dict[str, Fund]]:
        """Was zum Anliegen gefunden wird: in den gewählten Feldern alles, außerhalb nur die allerersten Treffer."""
        gewichte = gewichte_laden().rangfolge
        ohne_feld = replace(anfrage, felder=())
        erlaubt = {k for k, m in self.basis.massnahmen.items() if self._erlaubt(ohne_feld, m)}
        relevant = suche_relevantes(self.basis, anfrage.anliegen, erlaubt, self.frageleser)
        funde = [
            fund
            for fund in relevant.funde
            if fund.rang <= gewichte.ausserhalb_des_felds
            or self._erlaubt(anfrage, self.basis.massnahmen[fund.massnahme])
        ]
        return relevant, {fund.massnahme: fund for fund in funde[: max(gewichte.kandidaten, anfrage.anzahl)]}

    def _erlaubt(self, anfrage: Anfrage, m: Massnahme) -> bool:
        if anfrage.felder and not set(anfrage.felder) & set(m.handlungsfelder):
            return False
        # Mit Anliegen heben Themen nur; ohne Anliegen sind sie das, wonach gesucht wird.
        nach_thema = anfrage.themen and not anfrage.anliegen.strip()
        if nach_thema and not set(anfrage.themen) & set(m.querschnittsthemen):
            return False
        return anfrage.ab_stufe is None or STUFENRANG[self.bewaehrungen[m.id].stufe] >= STUFENRANG[anfrage.ab_stufe]

    def _treffer(
        self,
        rang: int,
        m: Massnahme,
        fund: Fund | None,
        passung_: Passung | None,
        profil: Profil | None,
        *,
        am_rande: bool = False,
    ) -> Treffer:
        foerderung = self.foerderung(m, profil)
        return Treffer(
            rang=rang,
            massnahme=m,
            ort=self.basis.orte.ort(m.ort),
            fundstelle=fund.fundstelle if fund else None,
            passung=passung_,
            bewaehrung=self.bewaehrungen[m.id],
            zu_pruefen=tuple(self._zu_pruefen(m, profil, foerderung)),
            foerderung=foerderung,
            am_rande=am_rande,
        )

    def foerderung(self, m: Massnahme, profil: Profil | None) -> Foerderung:
        """Programme, die für diese Maßnahme heute noch offen sind."""
        return offene_foerderung(m, profil, self.basis.begriffe.foerderprogramme.values(), dt.date.today())

    def _zu_pruefen(self, m: Massnahme, profil: Profil | None, foerderung: Foerderung) -> list[str]:
        """Voraussetzungen der Maßnahme als Fragen, die nur vor Ort zu beantworten sind; Offenes steht in der Förderung."""
        fragen = [f"{voraussetzung} – bei Ihnen vorhanden oder erreichbar?" for voraussetzung in m.voraussetzungen]
        for kennung in m.aufwand.finanzierung:
            programm = self.basis.begriffe.foerderprogramme[kennung]
            if programm in foerderung.genutzt:
                continue
            if ende := programm.vorbei(dt.date.today().year):
                fragen.append(f"Dort gefördert durch „{programm.name}“, {ende} – wer zahlt bei Ihnen?")
            elif programm.land and profil and profil.land and programm.land != profil.land:
                land = LANDNAMEN.get(programm.land, programm.land)
                fragen.append(f"„{programm.name}“ gibt es nur in {land} – welches Programm gilt bei Ihnen?")
            else:
                fragen.append(f"Dort gefördert durch „{programm.name}“ – kommt das für Sie in Frage?")
        return fragen

    def _hinweise(self, anfrage: Anfrage, gefunden: int, moeglich: int) -> list[str]:
        hinweise = []
        grenzen = []
        if anfrage.felder:
            grenzen.append("in den gewählten Handlungsfeldern")
        if anfrage.themen and not anfrage.anliegen.strip():
            grenzen.append("zu den gewählten Querschnittsthemen")
        if anfrage.ab_stufe:
            grenzen.append(f"ab der Stufe „{STUFENNAMEN[anfrage.ab_stufe]}“")
        worin = " ".join(grenzen) if grenzen else "in der Wissensbasis"
        if gefunden == 0:
            hinweise.append(
                f"Nichts Passendes {worin} gefunden." + (" Grenzen lockern oder anders formulieren?" if grenzen else "")
            )
        elif gefunden < anfrage.anzahl:
            hinweise.append(
                f"Gewünscht waren {anfrage.anzahl}, gefunden wurden {gefunden} {worin} ({moeglich} Maßnahmen stehen zur Wahl)."
            )
        return hinweise


def _am_rande_hinweis(schwache: int, alle: int) -> str:
    """Sagt, wie viel der Liste das Anliegen wohl nur streift."""
    if schwache == alle:
        return "Genau dazu ist nichts erfasst: Alle gezeigten Maßnahmen treffen das Anliegen wohl nur am Rande."
    wie_viele = "Eine" if schwache == 1 else str(schwache)
    trifft = "trifft" if schwache == 1 else "treffen"
    return (
        f"{wie_viele} der {alle} gezeigten Maßnahmen {trifft} das Anliegen wohl nur am Rande; sie sind gekennzeichnet."
    )
