"""Sammelt die Akte aus Kennungen, Profil und Dienst; rechnet nichts neu, was die Empfehlung schon weiß."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from app.ausgaben.akte import Akte, Massnahmenakte, Merkmal, Vergleichszeile, Verwandt
from app.ausgaben.dokument import rein
from app.bausteine import worte
from empfehlung.aehnliche import aehnliche, gleicher_typ
from empfehlung.anfrage import Treffer
from empfehlung.dienst import Empfehlungsdienst
from empfehlung.passung import MERKMALSNAMEN, Passung, in_worten, merkmale
from empfehlung.profil import Profil, profil_aus_ort
from wissensbasis.bewaehrung import ende_in_worten
from wissensbasis.datensatz.modell import Massnahme
from wissensbasis.orte import LANDNAMEN, Ort

HOECHSTENS_BEENDETE = 5
# So viele Alternativen verträgt eine Vorlage, bevor sie zur Liste wird.
HOECHSTENS_ALTERNATIVEN = 6


def akte_erstellen(
    kennungen: Sequence[str],
    profil: Profil | None,
    dienst: Empfehlungsdienst,
    *,
    heute: dt.date | None = None,
    mit_alternativen: bool = True,
) -> Akte:
    """Die Akte zu den Maßnahmen in dieser Reihenfolge; Doppelte zählen einmal, Unbekannte werden genannt."""
    alle = dienst.basis.massnahmen
    gewaehlt = [k for k in dict.fromkeys(kennungen) if k in alle]
    treffer = dienst.treffer(dienst.basis.massnahmen, profil)
    ort = dienst.basis.orte.ort(profil.ags) if profil and profil.ags else None
    lage = ""
    if ort is not None and profil is not None:
        kreis = dienst.basis.orte.kreis(ort)
        teile = [kreis.name if kreis and kreis.id != ort.id else "", ort.landname]
        if profil.ebene == "quartier" and ort.name != profil.name:
            teile = [f"Quartier in {ort.name}", ort.landname]
        lage = ", ".join(teil for teil in teile if teil)
    return Akte(
        massnahmen=tuple(_massnahme(treffer[k], gewaehlt, profil, dienst, mit_alternativen) for k in gewaehlt),
        profil=profil,
        ortsname=rein(profil.name or "").strip()[:120] if profil else "",
        lage=lage,
        merkmale=tuple(_merkmale(profil, ort)),
        heute=heute or dt.date.today(),
        umfang=len(alle),
        handlungsfelder=_handlungsfelder(profil, [alle[k] for k in gewaehlt], dienst),
        unbekannt=tuple(k for k in dict.fromkeys(kennungen) if k not in alle),
    )


def _handlungsfelder(
    profil: Profil | None, massnahmen: Sequence[Massnahme], dienst: Empfehlungsdienst
) -> tuple[str, ...]:
    """Alle Handlungsfelder des Audits, das zur Ebene gehört, und die der Maßnahmen, in der Reihenfolge des Audits."""
    audit = "quartier" if profil is not None and profil.ebene == "quartier" else "kommune-kreis"
    genannt = {f for m in massnahmen for f in m.handlungsfelder}
    felder = dienst.basis.begriffe.felder.values()
    return tuple(dict.fromkeys(f.name for f in felder if f.audit == audit or f.id in genannt))


def _massnahme(
    treffer: Treffer,
    gewaehlt: Sequence[str],
    profil: Profil | None,
    dienst: Empfehlungsdienst,
    mit_alternativen: bool,
) -> Massnahmenakte:
    m, b, begriffe, orte = treffer.massnahme, treffer.bewaehrung, dienst.basis.begriffe, dienst.basis.orte
    typ = begriffe.typen.get(m.typ)
    a = m.aufwand
    p = treffer.passung
    return Massnahmenakte(
        massnahme=m,
        bewaehrung=b,
        stufe=worte.stufenname(m, b),
        art=typ.name if typ else m.typ,
        art_satz=typ.satz if typ else "",
        ort=worte.ort_in_worten(treffer.ort, orte),
        ortsname=treffer.ort.name if treffer.ort else "Ort nicht belegt",
        felder=tuple(begriffe.feldnamen.get(f, f) for f in m.handlungsfelder),
        themen=tuple(begriffe.themen[x].name for x in m.querschnittsthemen if x in begriffe.themen),
        zielgruppen=tuple(begriffe.zielgruppen.get(z, z) for z in m.zielgruppen),
        weitere_orte=tuple(worte.ort_in_worten(orte.ort(k), orte) for k in m.umsetzungen if k != m.ort),
        einmalig=f"{worte.zahl(a.einmalig_eur)} €" if a.einmalig_eur is not None else "",
        jaehrlich=f"{worte.zahl(a.jaehrlich_eur)} € im Jahr" if a.jaehrlich_eur is not None else "",
        stellen=f"{worte.zahl(a.stellen_vzae)} Vollzeitstellen" if a.stellen_vzae is not None else "",
        programme=tuple(begriffe.foerderprogramme[k] for k in a.finanzierung if k in begriffe.foerderprogramme),
        foerderung=treffer.foerderung,
        passung=p,
        vergleichsort=p.ort.name if p and p.ort else "",
        vergleich=tuple(_vergleich(p, profil, dienst)) if p and profil else (),
        pruefen=tuple(_fragen(treffer)),
        beendete=tuple(_beendete(m, dienst)),
        alternativen=tuple(_alternativen(m, gewaehlt, dienst)) if mit_alternativen else (),
    )


def _vergleich(p: Passung, profil: Profil, dienst: Empfehlungsdienst) -> list[Vergleichszeile]:
    if p.ort is None:
        return []
    dort, hier = merkmale(profil_aus_ort(p.ort, dienst.basis.orte)), merkmale(profil)

    def wort(merkmal: str, wert: str | bool | float | int | None) -> str:
        return in_worten(merkmal, wert) if wert is not None else ""

    return [
        Vergleichszeile(
            _gross(MERKMALSNAMEN[v.merkmal]),
            wort(v.merkmal, dort.get(v.merkmal)),
            wort(v.merkmal, hier.get(v.merkmal)),
            v.lage,
        )
        for v in p.vergleiche
    ]


def _fragen(treffer: Treffer) -> list[str]:
    """Die Fragen der Empfehlung, aus Sicht dessen, der die Vorlage schreibt."""
    return [
        frage.replace(" – bei Ihnen vorhanden oder erreichbar?", ": vorhanden oder erreichbar?")
        .replace("bei Ihnen", "bei uns")
        .replace("für Sie", "für uns")
        for frage in treffer.zu_pruefen
    ]


def _beendete(m: Massnahme, dienst: Empfehlungsdienst) -> list[Verwandt]:
    """Beendete Maßnahmen derselben Art, jüngstes Ende zuerst."""
    gleiche = [
        a
        for a in dienst.basis.massnahmen.values()
        if a.typ == m.typ and a.id != m.id and a.status in ("beendet", "eingestellt")
    ]
    gleiche.sort(key=lambda a: (-(a.ende or 0), a.id))
    return [_verwandt(a, ende_in_worten(a), dienst) for a in gleiche[:HOECHSTENS_BEENDETE]]


def _alternativen(m: Massnahme, gewaehlt: Sequence[str], dienst: Empfehlungsdienst) -> list[Verwandt]:
    je_art = max(1, HOECHSTENS_ALTERNATIVEN // (2 * max(1, len(gewaehlt))))
    # Verwandtes zu suchen kostet je Maßnahme Zeit, und eine lange Liste hat ihre Alternativen schon in sich.
    verwandte = aehnliche(dienst, m, anzahl=6) if m.id in gewaehlt[: HOECHSTENS_ALTERNATIVEN // 2] else []
    ergebnis = []
    for grund, funde in (
        ("dieselbe Art an anderem Ort", gleicher_typ(dienst, m, anzahl=20)),
        ("inhaltlich verwandt", verwandte),
    ):
        offen = [a for a in funde if a.id not in gewaehlt and a.status not in ("beendet", "eingestellt")]
        ergebnis += [_verwandt(a, grund, dienst) for a in offen[:je_art]]
    return ergebnis


def _verwandt(m: Massnahme, grund: str, dienst: Empfehlungsdienst) -> Verwandt:
    ort = dienst.basis.orte.ort(m.ort)
    return Verwandt(m, ort.name if ort else "Ort nicht belegt", worte.stufenname(m, dienst.bewaehrungen[m.id]), grund)


def _gross(text: str) -> str:
    return text[:1].upper() + text[1:]


def _prozent(wert: float | None) -> str:
    return f"{worte.zahl(wert)} %" if wert is not None else ""


def _einwohner(profil: Profil, ort: Ort | None) -> str:
    """Die verzeichnete Zahl mit ihrem Stand, sonst die von der Person genannte; leer, wenn keine bekannt ist."""
    if profil.einwohner is None:
        return ""
    if ort is None or profil.einwohner != ort.einwohner:
        return worte.zahl(profil.einwohner)
    return f"{ort.einwohnerzahl_text} ({ort.einwohner_stand})" if ort.einwohner_stand else ort.einwohnerzahl_text


def _merkmale(profil: Profil | None, ort: Ort | None) -> list[Merkmal]:
    """Was vom Ort bekannt ist; Unbekanntes bleibt als leerer Wert stehen."""
    if profil is None:
        return []
    zeilen = [
        Merkmal("Ebene", worte.EBENEN[profil.ebene]),
        Merkmal("Land", LANDNAMEN.get(profil.land or "", profil.land or "")),
        Merkmal("Einwohnerinnen und Einwohner", _einwohner(profil, ort)),
    ]
    if profil.ebene == "kommune":
        zeilen.append(Merkmal("Größenklasse", profil.band("groessenklasse") or ""))
    for name in ("status", "jugendamt", "raumtyp", "entwicklung", "soziallage", "haushaltssicherung"):
        wert = getattr(profil, name)
        zeilen.append(Merkmal(_gross(MERKMALSNAMEN[name]), in_worten(name, wert) if wert is not None else ""))
    zeilen += [
        Merkmal("Anteil Alleinerziehender", _prozent(profil.alleinerziehende_prozent)),
        Merkmal("Anteil mit Einwanderungsgeschichte", _prozent(profil.migration_prozent)),
        Merkmal("Anteil unter 18 Jahren", _prozent(profil.unter18_prozent)),
        Merkmal("Anteil ab 65 Jahren", _prozent(profil.ab65_prozent)),
        Merkmal("Betreuungsquote unter 3 Jahren", _prozent(profil.betreuungsquote_u3_prozent)),
    ]
    if profil.quartier is not None:
        q = profil.quartier
        genau = {
            "wohnungen": worte.zahl(q.wohneinheiten) if q.wohneinheiten is not None else "",
            "baualter": str(q.baujahr or ""),
            "gebunden": _prozent(q.gebunden_prozent),
            "ab65": _prozent(q.ab65_prozent),
        }
        for name, zahl in genau.items():
            # Eine genaue Angabe sagt mehr als ihr Band.
            band = profil.band(name)
            zeilen.append(Merkmal(_gross(MERKMALSNAMEN[name]), zahl or (in_worten(name, band) if band else "")))
        for name in ("gemeinschaftsraum", "unternehmensart"):
            wert = getattr(q, name)
            zeilen.append(Merkmal(_gross(MERKMALSNAMEN[name]), in_worten(name, wert) if wert is not None else ""))
    return zeilen
