"""Wie gerechnet wird, was die App nicht sagen kann, woher die Daten kommen, was mit Eingaben geschieht."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from app.bausteine import dokumente, worte
from app.bausteine.dienst import hole_dienst
from app.landkarte import ORDNER
from empfehlung.gewichte import gewichte_laden
from empfehlung.passung import MERKMALSNAMEN
from wissensbasis.einstellungen import WURZEL


def seite() -> None:
    """Die ganze Seite; ausführliche Fassungen kommen aus `docs/` und `korpus/`, wo es sie gibt."""
    dienst = hole_dienst()
    korpus = dienst.basis.einstellungen.korpus
    st.html(
        '<h1 class="bw-titel">Methode</h1><p class="bw-vorspann">Drei Dinge bleiben getrennt: ob eine Maßnahme das Anliegen '
        "trifft, ob sie zu Ihrem Ort passt und wie gut sie belegt ist.</p>"
    )
    st.html(_KURZ)
    with st.expander("Gewichte der Passung"):
        gewichte = gewichte_laden().passung
        st.html(worte.angaben_html((MERKMALSNAMEN[name], worte.zahl(wert)) for name, wert in gewichte.items()))
        st.caption("Das Profil ordnet um, es schließt nichts aus. Unbekanntes zählt weder dafür noch dagegen.")
    _dokument("Die Methode ausführlich", WURZEL / "docs" / "methode.md")
    _dokument("Wie eine Maßnahme aufgeschrieben wird", WURZEL / "docs" / "korpus.md")
    _dokument("Quellen der Ortsdaten", korpus / "QUELLEN.md")
    _dokument("Herkunft der Landkarte", ORDNER / "QUELLE.md")


def _dokument(titel: str, datei: Path) -> None:
    text = dokumente.lies(datei)
    if text is None:
        return
    with st.expander(titel, key=f"dokument_{datei.stem.lower()}"):
        st.markdown(text)


_KURZ = """
<div class="bw-text">
<h2 class="bw-zwischen">Wie die Reihenfolge entsteht</h2>
<p><strong>Relevanz.</strong> Das Anliegen wird auf drei Wegen gesucht: nach Wörtern (mit deutschen Wortstämmen), nach Wortteilen
und nach Bedeutung (mit einem Sprachmodell, das auf diesem Rechner läuft). Die drei Ergebnisse werden verschmolzen; danach rückt
auf, was den besten Treffern verwandt ist. Was das Anliegen wohl nur streift, heißt „am Rande“. Punktwerte zeigt die App nicht,
weil sie Genauigkeit vortäuschen würden.</p>
<p><strong>Passung.</strong> Ihr Profil wird Merkmal für Merkmal mit den Orten verglichen, die die Maßnahme umsetzen; es zählt
der ähnlichste. Auf jeder Karte steht, was gleich, was anders und was unbekannt ist.</p>
<p><strong>Nachweis.</strong> Die Stufe folgt nach Regel aus den Dokumenten: Umsetzung und Dauer, Wirkung, Wiederholung. Sie
filtert und entscheidet bei Gleichstand. Von je sechs Empfehlungen sind vier im Betrieb bestätigt, solange es so viele gibt; höchstens
eine ist geplant oder beendet. Ein Zertifikat allein macht keine Maßnahme bewährt.</p>
<h2 class="bw-zwischen">Was die App nicht sagen kann</h2>
<ul><li>Ob eine Maßnahme bei Ihnen wirkt. Deshalb stehen auf jeder Karte Fragen, die nur vor Ort zu klären sind.</li>
<li>Dass es etwas nicht gibt. Die Sammlung ist unvollständig und nicht repräsentativ; sie folgt dem, was öffentlich
beschrieben ist.</li>
<li>Wie es heute steht. Jede Quelle trägt ihr Jahr; seither kann sich alles geändert haben.</li>
<li>Was nicht veröffentlicht wurde, vor allem Kosten und Misserfolge.</li></ul>
<h2 class="bw-zwischen">Was mit Ihren Eingaben geschieht</h2>
<p>Nichts verlässt diesen Rechner: keine Nutzungsstatistik, keine fremden Schriften oder Karten, kein Aufruf ins Netz. Ort,
Anliegen und Merkliste stehen in der Adresse der Seite, damit ein Link dasselbe zeigt; wer den Link weitergibt, gibt sie mit. Die Merkliste hebt
außerdem der Browser auf, auf diesem Gerät. Links zu Quellen öffnen fremde Seiten.</p>
</div>
"""

seite()
