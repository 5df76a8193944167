"""Die Merkliste: ordnen, wegnehmen, als Dokument ausgeben, als Datei speichern und wieder laden."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from html import escape
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from app.ausgaben import AUSGABEN, Ausgabe, akte_erstellen, dateiname, merkliste_lesen, merkliste_schreiben
from app.bausteine import merkliste, profilwahl, wege, worte
from app.bausteine.dienst import hole_dienst
from empfehlung.dienst import Empfehlungsdienst
from empfehlung.profil import Profil
from wissensbasis.bewaehrung import ende_in_worten
from wissensbasis.fehler import BewaehrtFehler

_MELDUNG, _VORHER, _DATEI = "merkliste_meldung", "merkliste_vorher", "merkliste_datei"
# Ab so vielen Maßnahmen dauert eine Ausgabe länger als eine halbe Sekunde; dann steht es dabei.
_VIELE = 15


def seite() -> None:
    """Die ganze Seite."""
    dienst = hole_dienst()
    gemerkt = merkliste.kennungen()
    st.html('<h1 class="bw-titel">Merkliste</h1>')
    _meldung()
    if not gemerkt:
        _leer()
        _laden(dienst)
        return
    profil = profilwahl.profil(dienst.basis.orte)
    ort = profil.name if profil and profil.name else ""
    anzahl = "Eine Maßnahme" if len(gemerkt) == 1 else f"{len(gemerkt)} Maßnahmen"
    st.html(
        f'<p class="bw-vorspann">{anzahl} gemerkt{f" für {escape(ort)}" if ort else ""}. '
        "Die Reihenfolge gilt auch in den Ausgaben.</p>"
    )
    merkliste.andere_anbieten()
    for nummer, kennung in enumerate(gemerkt):
        _eintrag(kennung, nummer, len(gemerkt), dienst)
    _ausgaben(gemerkt, profil, dienst)
    _aufheben(gemerkt, ort, dienst)
    _laden(dienst)


def _leer() -> None:
    st.html(
        "<p>Noch nichts gemerkt. Mit „Merken“ an jeder Maßnahme sammeln Sie hier, was Sie weitergeben wollen: als "
        "Ratsvorlage, Steckbriefe, Maßnahmenplan fürs Audit oder Seite zum Verschicken.</p>"
    )
    wege.zur_seite(wege.EMPFEHLUNGEN, "Empfehlungen ansehen")
    wege.zur_seite(wege.SUCHE, "Maßnahmen suchen")


def _eintrag(kennung: str, nummer: int, anzahl: int, dienst: Empfehlungsdienst) -> None:
    m = dienst.basis.massnahmen[kennung]
    b = dienst.bewaehrungen[kennung]
    ort = worte.ort_in_worten(dienst.basis.orte.ort(m.ort), dienst.basis.orte)
    with st.container(key=f"eintrag_{kennung}", gap="small"):
        wege.zur_massnahme(kennung, f"{nummer + 1}. {m.titel}", key=f"titel_{kennung}")
        ende = f" {escape(ende_in_worten(m))}" if b.stufe == "eingestellt" else ""
        st.html(f'<p class="bw-ort">{escape(ort)} · {worte.stufenmarke(b.stufe, worte.stufenname(m, b))}{ende}</p>')
        with st.container(horizontal=True, vertical_alignment="center", key=f"ordnen_{kennung}"):
            st.checkbox("In die Ausgaben", value=True, key=_wahl(kennung), help=f"Ob „{m.titel}“ ausgegeben wird")
            _knopf("Höher", f"hoch_{kennung}", m.titel, partial(_verschiebe, kennung, -1), aus=nummer == 0)
            _knopf("Tiefer", f"tief_{kennung}", m.titel, partial(_verschiebe, kennung, 1), aus=nummer == anzahl - 1)
            _knopf("Entfernen", f"weg_{kennung}", m.titel, partial(_entferne, kennung, m.titel))


def _wahl(kennung: str) -> str:
    return f"ausgeben_{kennung}"


def _knopf(name: str, key: str, titel: str, wenn: Callable[[], None], *, aus: bool = False) -> None:
    st.button(name, key=key, help=f"{name}: {titel}", disabled=aus, on_click=wenn)


def _setze(neu: Sequence[str]) -> None:
    merkliste.leeren()
    for kennung in neu:
        merkliste.umschalten(kennung)


def _verschiebe(kennung: str, um: int) -> None:
    liste = merkliste.kennungen()
    stelle = liste.index(kennung)
    ziel = max(0, min(len(liste) - 1, stelle + um))
    liste.insert(ziel, liste.pop(stelle))
    _setze(liste)


def _entferne(kennung: str, titel: str) -> None:
    st.session_state[_VORHER] = merkliste.kennungen()
    st.session_state[_MELDUNG] = [("info", f"Entfernt: „{titel}“.")]
    merkliste.umschalten(kennung)


def _zurueck() -> None:
    _setze(st.session_state.pop(_VORHER, merkliste.kennungen()))
    st.session_state.pop(_MELDUNG, None)


def _meldung() -> None:
    """Was eben geschah, einmal gezeigt; Entferntes lässt sich zurückholen."""
    for art, text in st.session_state.pop(_MELDUNG, []):
        {"info": st.info, "warnung": st.warning, "fehler": st.error, "gut": st.success}[art](worte.woertlich(text))
        if art == "info" and _VORHER in st.session_state:
            st.button("Rückgängig", key="merkliste_zurueck", on_click=_zurueck)


def _ausgaben(gemerkt: Sequence[str], profil: Profil | None, dienst: Empfehlungsdienst) -> None:
    gewaehlt = [k for k in gemerkt if st.session_state.get(_wahl(k), True)]
    st.html('<h2 class="bw-zwischen">Ausgeben</h2>')
    if not gewaehlt:
        st.info("Für eine Ausgabe bitte oben mindestens eine Maßnahme ankreuzen.")
        return
    wie_viele = "Alle" if len(gewaehlt) == len(gemerkt) > 1 else f"{len(gewaehlt)} von {len(gemerkt)}"
    ohne_ort = "" if profil else " Ein Ort ist nicht gewählt; in der Vorlage bleibt er ein Platzhalter."
    lange = " Bei so vielen dauert das Erstellen einige Sekunden." if len(gewaehlt) > _VIELE else ""
    st.html(
        f'<p class="bw-klein">{wie_viele} gemerkten Maßnahmen, mit allen Quellen und dem heutigen Datum. '
        f"Entwürfe: vor der Verwendung prüfen.{ohne_ort}{lange}</p>"
    )
    if profil is None:
        wege.zur_seite(wege.EMPFEHLUNGEN, "Ort wählen")
    kurz = akte_erstellen(gewaehlt, profil, dienst, mit_alternativen=False)
    for ausgabe in AUSGABEN:
        with st.container(
            horizontal=True, vertical_alignment="center", key=f"ausgabe_{ausgabe.stamm}_{ausgabe.endung}"
        ):
            st.download_button(
                ausgabe.name,
                data=partial(_erzeuge, ausgabe, tuple(gewaehlt), profil, dienst),
                file_name=ausgabe.dateiname(kurz),
                mime=ausgabe.mime,
                key=f"laden_{ausgabe.stamm}_{ausgabe.endung}",
                on_click="ignore",
                icon=":material/download:",
            )
            st.html(f'<p class="bw-klein">{escape(ausgabe.satz)}</p>')


def _erzeuge(ausgabe: Ausgabe, kennungen: Sequence[str], profil: Profil | None, dienst: Empfehlungsdienst) -> bytes:
    """Läuft erst beim Klick und außerhalb der Seite; der Knopf zeigt so lange, dass er arbeitet."""
    return ausgabe.schreibe(akte_erstellen(kennungen, profil, dienst))


def _aufheben(gemerkt: Sequence[str], ort: str, dienst: Empfehlungsdienst) -> None:
    st.html(
        '<h2 class="bw-zwischen">Aufheben</h2><p class="bw-klein">Dieser Browser hebt die Liste auf, auch wenn Sie '
        "ihn schließen. Sie steht außerdem in der Adresse dieser Seite: Verschickt oder als Lesezeichen gespeichert (Strg+D), "
        "zeigt sie dieselben Maßnahmen und denselben Ort.</p>"
    )
    st.code(_link(), language=None, wrap_lines=True)
    titel = [(k, dienst.basis.massnahmen[k].titel) for k in gemerkt]
    st.download_button(
        "Liste als Datei speichern",
        data=merkliste_schreiben(titel),
        file_name=dateiname("merkliste", ort, dt.date.today(), "json"),
        mime="application/json",
        key="liste_speichern",
        on_click="ignore",
    )


def _link() -> str:
    """Die Adresse mit Ort, Profil und Liste; ohne bekannte Adresse nur ihr hinterer Teil."""
    teile = urlsplit(st.context.url or "")
    return urlunsplit((teile.scheme, teile.netloc, teile.path, urlencode(wege.mitgefuehrt(), doseq=True), ""))


def _laden(dienst: Empfehlungsdienst) -> None:
    st.html('<h2 class="bw-zwischen">Liste aus einer Datei laden</h2>')
    datei = st.file_uploader(
        "Merkliste (JSON)",
        key=_DATEI,
        max_upload_size=1,
        help="Eine Datei, die mit „Liste als Datei speichern“ entstand. Höchstens 1 MB. Was schon gemerkt ist, bleibt.",
    )
    if datei is not None:
        st.button("Laden", key="liste_laden", type="primary", on_click=_uebernimm, args=(datei.getvalue(), dienst))


def _uebernimm(daten: bytes, dienst: Empfehlungsdienst) -> None:
    """Ergänzt die Liste um die der Datei; ist etwas falsch, bleibt die Liste, wie sie ist."""
    try:
        gelesen = merkliste_lesen(daten, dienst.basis.massnahmen.__contains__)
    except BewaehrtFehler as fehler:
        st.session_state[_MELDUNG] = [("fehler", f"{fehler} Die Merkliste ist unverändert.")]
        return
    bisher = merkliste.kennungen()
    neu = [k for k in gelesen.kennungen if k not in bisher]
    platz = merkliste.HOECHSTENS - len(bisher)
    _setze([*bisher, *neu[:platz]])
    meldungen = [
        ("gut", f"{len(neu[:platz])} aus der Datei übernommen, {len(gelesen.kennungen) - len(neu)} standen schon da.")
    ]
    if uebrig := neu[platz:]:
        titel = "; ".join(dienst.basis.massnahmen[k].titel for k in uebrig)
        meldungen.append(
            ("warnung", f"Die Liste fasst {merkliste.HOECHSTENS}. Nicht mehr hineingepasst haben: {titel}")
        )
    if gelesen.unbekannt:
        namen = ", ".join(gelesen.unbekannt[:20]) + (
            f" und {len(gelesen.unbekannt) - 20} weitere" if len(gelesen.unbekannt) > 20 else ""
        )
        meldungen.append(("warnung", f"Diese Kennungen gibt es in der Wissensbasis nicht: {namen}"))
    st.session_state[_MELDUNG] = meldungen


seite()
