"""Startseite: Ort, Anliegen und Felder hinein, eine kurze Liste begründeter Maßnahmen heraus."""

from __future__ import annotations

from collections import Counter
from functools import partial
from html import escape
from typing import get_args

import streamlit as st

from app.bausteine import profilwahl, wege, worte
from app.bausteine.adresse import Angabe, Bereich
from app.bausteine.dienst import hole_dienst
from app.bausteine.geraet import am_telefon, zum_ergebnis
from app.bausteine.karte import karte
from app.bausteine.vergleich import HOECHSTENS, vergleich_html
from app.bausteine.vergleichsorte import zeige_vergleichsorte
from empfehlung.anfrage import Anfrage, Antwort, Streuung
from empfehlung.dienst import Empfehlungsdienst
from wissensbasis.bewaehrung import STUFENNAMEN, Stufe

KURZE_LISTE = 6
LANGE_LISTE = 12
AB_STUFEN = {"erprobt": "ab erprobt", "bewaehrt": "ab bewährt", "vielfach-bewaehrt": "vielfach bewährt"}
NUR_UNTERSCHIEDE = ("nur", "alles")
STREUUNGEN: tuple[Streuung, ...] = get_args(Streuung)
VORGABE_STREUUNG: Streuung = "ausgewogen"
STUFEN_IN_WORTEN: dict[Stufe, str] = {
    "vielfach-bewaehrt": "über Jahre belegt, mit Zahlen zur Wirkung und an mehreren Orten",
    "bewaehrt": "über Jahre belegt und verstetigt, mit Zahlen zur Wirkung oder an mehreren Orten",
    "erprobt": "im Betrieb bestätigt",
    "geplant": "beschlossen oder angekündigt",
    "unbestaetigt": "ohne Dokument, das den Betrieb sicher zeigt",
    "eingestellt": "beendet oder eingestellt, Grund genannt, soweit belegt",
}
BEISPIELE = (
    "Betreuung am frühen Morgen und am Abend für Eltern im Schichtdienst",
    "Einkaufen und Arztbesuch für Ältere auf dem Dorf ohne eigenes Auto",
    "Treffpunkt gegen Einsamkeit im Wohnquartier",
)


def _bereich(dienst: Empfehlungsdienst) -> Bereich:
    begriffe = dienst.basis.begriffe
    return Bereich(
        "empfehlung",
        [
            Angabe("anliegen", "text"),
            Angabe("feld", "liste", begriffe.felder.__contains__),
            Angabe("thema", "liste", begriffe.themen.__contains__),
            Angabe("ab", "wahl", AB_STUFEN.__contains__),
            Angabe("anzahl", "wahl", lambda text: text == str(LANGE_LISTE)),
            Angabe("auswahl", "wahl", STREUUNGEN.__contains__, VORGABE_STREUUNG),
            Angabe("vergleich", "liste", dienst.basis.massnahmen.__contains__),
            Angabe("ansicht", "wahl", lambda text: text == "vergleich"),
            Angabe("unterschiede", "wahl", NUR_UNTERSCHIEDE.__contains__),
        ],
    )


def seite() -> None:
    """Die ganze Seite."""
    dienst = hole_dienst()
    bereich = _bereich(dienst)
    bereich.lies()
    st.html(
        '<h1 class="bw-titel">Was hat sich anderswo bewährt – und passt zu Ihrem Ort?</h1>'
        '<p class="bw-vorspann">Maßnahmen für familien- und generationengerechte Kommunen, Kreise und Quartiere, '
        "mit Begründung und Quellen.</p>"
    )
    if _vergleich(dienst, bereich):
        bereich.schreibe()
        return
    with st.container(key="zweispaltig"):
        links, rechts = st.columns([1, 2], gap="large")
        with links:
            _eingaben(dienst, bereich)
        with rechts:
            _ergebnis(dienst, bereich)
    if st.session_state.pop("_zum_ergebnis", False):
        zum_ergebnis(nur_schmal=True)
    bereich.schreibe()


def _eingaben(dienst: Empfehlungsdienst, bereich: Bereich) -> None:
    orte = dienst.basis.orte
    profilwahl.ortswahl(orte)
    p = profilwahl.profil(orte)
    with st.expander(profilwahl.zusammenfassung(p), key="profilfelder"):
        profilwahl.profilfelder(orte)
    st.text_area(
        "Worum geht es?",
        key=bereich.schluessel("anliegen"),
        max_chars=2000,
        height=96,
        placeholder="In eigenen Worten, etwa: Betreuung am Abend für Alleinerziehende",
    )
    if am_telefon():
        with st.expander("Felder, Themen, Nachweis", key="felder"):
            _felder(dienst, bereich)
    else:
        _felder(dienst, bereich)
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("Empfehlungen zeigen", type="primary", key="zeigen"):
            st.session_state["_zum_ergebnis"] = True
        st.button("Zurücksetzen", type="tertiary", key="zuruecksetzen", on_click=_zuruecksetzen, args=(bereich,))


def _felder(dienst: Empfehlungsdienst, bereich: Bereich) -> None:
    begriffe = dienst.basis.begriffe
    p = profilwahl.profil(dienst.basis.orte)
    audit = "quartier" if p is not None and p.ebene == "quartier" else "kommune-kreis"
    felder = [f.id for f in begriffe.felder.values() if f.audit == audit]
    key = bereich.schluessel("feld")
    st.session_state[key] = [f for f in st.session_state[key] if f in felder]
    st.pills(
        "Handlungsfelder im Quartier" if audit == "quartier" else "Handlungsfelder",
        felder,
        selection_mode="multi",
        format_func=lambda f: begriffe.feldnamen[f],
        key=key,
        wrap=True,
    )
    st.pills(
        "Querschnittsthemen",
        list(begriffe.themen),
        selection_mode="multi",
        format_func=lambda t: begriffe.themen[t].name,
        key=bereich.schluessel("thema"),
        wrap=True,
    )
    st.pills(
        "Nur mit Nachweis", list(AB_STUFEN), format_func=lambda s: AB_STUFEN[s], key=bereich.schluessel("ab"), wrap=True
    )


def _zuruecksetzen(bereich: Bereich) -> None:
    bereich.leere()
    profilwahl.BEREICH.leere()
    st.session_state.pop("ortstext", None)


def _anfrage(dienst: Empfehlungsdienst, bereich: Bereich) -> Anfrage | None:
    """Die Anfrage aus den Eingaben; `None`, solange noch nichts eingegeben ist."""
    werte = bereich.werte()
    p = profilwahl.profil(dienst.basis.orte)
    if p is None and not any(werte[name] for name in ("anliegen", "feld", "thema", "ab")):
        return None
    anzahl = LANGE_LISTE if werte["anzahl"] else KURZE_LISTE
    return Anfrage(
        profil=p,
        felder=tuple(werte["feld"]),
        themen=tuple(werte["thema"]),
        anliegen=werte["anliegen"].strip(),
        ab_stufe=werte["ab"],
        anzahl=anzahl,
        streuung=werte["auswahl"] or VORGABE_STREUUNG,
    )


def _vergleich(dienst: Empfehlungsdienst, bereich: Bereich) -> bool:
    """Zeichnet den Vergleich über die ganze Breite; `False`, wenn die Liste gefragt ist."""
    werte = bereich.werte()
    anfrage = _anfrage(dienst, bereich)
    if anfrage is None or not werte["ansicht"] or len(werte["vergleich"]) < 2:
        return False
    with st.spinner("Maßnahmen werden verglichen …"):
        treffer = dienst.empfehle(anfrage).treffer
    gewaehlt = [t for t in treffer if t.massnahme.id in werte["vergleich"]]
    if len(gewaehlt) < 2:
        return False
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="ergebniskopf"
    ):
        st.html(f'<h2 class="bw-zwischen" id="ergebnis">{len(gewaehlt)} Maßnahmen im Vergleich</h2>')
        st.button("Zurück zur Liste", key="zur_liste", on_click=lambda: bereich.setze(ansicht=None))
    ort = profilwahl.gewaehlter_ort(dienst.basis.orte)
    fuer = [f"für {ort.name}" if ort else "", f"Anliegen „{anfrage.anliegen}“" if anfrage.anliegen else ""]
    if any(fuer):
        st.html(f'<p class="bw-klein">{escape(", ".join(teil for teil in fuer if teil))}</p>')
    st.html(vergleich_html(gewaehlt, dienst, nur_unterschiede=_nur_unterschiede(bereich)))
    return True


def _nur_unterschiede(bereich: Bereich) -> bool:
    """Schalter für die Zeilen mit gleichen Werten; am Telefon sind sie anfangs zugeklappt."""
    nur, alles = NUR_UNTERSCHIEDE
    vorgabe = nur if am_telefon() else alles
    key = "schalter_unterschiede"
    st.session_state[key] = (bereich.wert("unterschiede") or vorgabe) == nur
    gewaehlt: bool = st.toggle(
        "Nur Unterschiede",
        key=key,
        on_change=lambda: bereich.setze(unterschiede=nur if st.session_state[key] else alles),
    )
    return gewaehlt


def _ergebnis(dienst: Empfehlungsdienst, bereich: Bereich) -> None:
    anfrage = _anfrage(dienst, bereich)
    if anfrage is None:
        _erster_blick(dienst, bereich)
        return
    with st.spinner("Maßnahmen werden verglichen …"):
        antwort = dienst.empfehle(anfrage)
    _kopfzeile(antwort, bereich)
    hier = profilwahl.gewaehlter_ort(dienst.basis.orte)
    for treffer in antwort.treffer:
        kennung = treffer.massnahme.id
        karte(treffer, dienst, frage=anfrage.anliegen, hier=hier, knoepfe=partial(_vergleichsknopf, kennung, bereich))
    if len(antwort.treffer) == anfrage.anzahl == KURZE_LISTE:
        st.button("Sechs weitere zeigen", key="weitere", on_click=lambda: bereich.setze(anzahl=str(LANGE_LISTE)))
    if anfrage.profil is not None:
        zeige_vergleichsorte(anfrage.profil, anfrage.felder, dienst)


def _kopfzeile(antwort: Antwort, bereich: Bereich) -> None:
    """Zahl der Treffer, Hinweise und der Weg in den Vergleich."""
    werte = bereich.werte()
    anzahl = sum(t.massnahme.id in werte["vergleich"] for t in antwort.treffer)
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="ergebniskopf"
    ):
        zahl = len(antwort.treffer)
        st.html(f'<h2 class="bw-zwischen" id="ergebnis">{zahl} Empfehlung{"en" if zahl != 1 else ""}</h2>')
        if zahl:
            st.button(
                f"Auswahl vergleichen ({anzahl})",
                key="zum_vergleich",
                disabled=anzahl < 2,
                help="Zwei bis vier Maßnahmen mit „Vergleichen“ auswählen",
                on_click=lambda: bereich.setze(ansicht="vergleich"),
            )
    st.segmented_control(
        "Auswahl",
        STREUUNGEN,
        key=bereich.schluessel("auswahl"),
        required=True,
        help="Enger: streng nach Rangfolge. Ausgewogen: höchstens drei je Ort, vier von sechs im Betrieb bestätigt. "
        "Breiter: ebenso, je Ort und je Art nur eine.",
    )
    for hinweis in antwort.hinweise:
        st.info(worte.woertlich(hinweis))


def _vergleichsknopf(kennung: str, bereich: Bereich) -> None:
    gewaehlt = bereich.wert("vergleich")
    drin = kennung in gewaehlt
    st.button(
        "Im Vergleich" if drin else "Vergleichen",
        key=f"vergleich_{kennung}",
        type="primary" if drin else "secondary",
        disabled=not drin and len(gewaehlt) >= HOECHSTENS,
        help=f"Höchstens {HOECHSTENS} nebeneinander",
        on_click=_vergleich_umschalten,
        args=(kennung, bereich),
    )


def _vergleich_umschalten(kennung: str, bereich: Bereich) -> None:
    gewaehlt = list(bereich.wert("vergleich"))
    if kennung in gewaehlt:
        gewaehlt.remove(kennung)
    else:
        gewaehlt.append(kennung)
    bereich.setze(vergleich=gewaehlt)


def _anliegen_setzen(bereich: Bereich, text: str) -> None:
    bereich.setze(anliegen=text)
    st.session_state["_zum_ergebnis"] = True


def _erster_blick(dienst: Empfehlungsdienst, bereich: Bereich) -> None:
    """Bevor etwas eingegeben ist: drei Beispiele, was in der Wissensbasis steckt und was die Stufen heißen."""
    st.html('<h2 class="bw-zwischen">Zum Beispiel</h2>')
    with st.container(key="beispiele", gap="small"):
        for nummer, text in enumerate(BEISPIELE):
            st.button(
                text,
                key=f"beispiel_{nummer}",
                width="stretch",
                on_click=_anliegen_setzen,
                args=(bereich, text),
            )
    massnahmen = dienst.basis.massnahmen.values()
    stufen = Counter(b.stufe for b in dienst.bewaehrungen.values())
    orte = {ort for m in massnahmen for ort in m.umsetzungen}
    st.html(
        '<h2 class="bw-zwischen">Was hier zu finden ist</h2>'
        f"<p>{worte.zahl(len(massnahmen))} Maßnahmen aus {worte.zahl(len(orte))} Kommunen, Kreisen und Quartieren. "
        "Jede Angabe hat eine Quelle; was keine Quelle sagt, heißt „nicht belegt“. Auch Gescheitertes bleibt stehen, "
        "mit dem Grund.</p>"
        '<ul class="bw-stufenliste">'
        + "".join(
            f"<li>{worte.stufenmarke(stufe)} <strong>{stufen[stufe]}</strong> {escape(STUFEN_IN_WORTEN[stufe])}</li>"
            for stufe in STUFENNAMEN
        )
        + "</ul>"
    )
    wege.zur_seite(wege.SUCHE, "Alle Maßnahmen durchstöbern")


seite()
