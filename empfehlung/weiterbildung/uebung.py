"""Eine fertige Übung: zwei Fälle, Aufgaben, „Würde es bei Ihnen gehen?“ für zwei Profile, Hinweise für die Leitung."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from empfehlung.dienst import Empfehlungsdienst
from empfehlung.passung import Passung, passung
from empfehlung.profil import Profil, profil_aus_ort
from empfehlung.weiterbildung.decknamen import Decknamen
from empfehlung.weiterbildung.faelle import Fall, baue_fall
from empfehlung.weiterbildung.paare import LERNZIELE, LERNZIELSAETZE, Kontrastpaar, Lernziel
from empfehlung.weiterbildung.unterschiede import Unterschied
from wissensbasis.datensatz.modell import Massnahme

MINUTEN = (
    ("Fakten lesen und vermuten", 15),
    ("Auflösung und Vergleich", 20),
    ("Würde es bei Ihnen gehen?", 25),
    ("Ertrag sichern", 10),
)

_AUFGABEN: dict[Lernziel, tuple[str, str]] = {
    "ausgang": (
        "Eine der beiden Maßnahmen läuft, die andere gibt es nicht mehr. Welche ist welche? Woran machen Sie es fest?",
        "Welche Angabe hätte vor dem Ende gewarnt, und wer hätte sie wann erheben müssen?",
    ),
    "kontext": (
        "Beide Maßnahmen laufen. Was daran hängt am Ort, und was wäre überall gleich?",
        "Nehmen Sie Fall A an den Ort von Fall B: Was müsste weg, was müsste dazu?",
    ),
    "nachweis": (
        "Welcher der beiden Fälle ist besser belegt? Schätzen Sie die Bewährungsstufe, bevor Sie auflösen.",
        "Welches Dokument fehlt, damit Sie Ihrem Rat die Wirkung zeigen könnten, und wer könnte es liefern?",
    ),
    "traeger": (
        "Was kann der eine Träger, was der andere nicht kann? Nennen Sie je zwei Stärken und ein Risiko.",
        "Wer käme bei Ihnen als Träger in Frage, und was bräuchte er von der Kommune?",
    ),
}


@dataclass(frozen=True)
class Seite:
    """Ein Profil der Übung mit der Passung zu beiden Fällen."""

    name: str
    profil: Profil
    passungen: tuple[Passung, ...]


@dataclass(frozen=True)
class Uebung:
    """Alles, was Seite, Folien und Handzettel zeigen; bei `anonym` stehen überall Decknamen."""

    titel: str
    lernziel: str
    lernzielsatz: str
    anonym: bool
    faelle: tuple[Fall, Fall]
    gefragt: tuple[Unterschied, ...]
    sonst: tuple[Unterschied, ...]
    seiten: tuple[Seite, ...]
    aufgaben: tuple[str, ...]
    hinweise: tuple[str, ...]


def baue_uebung(
    dienst: Empfehlungsdienst, paar: Kontrastpaar, profile: Sequence[Profil] = (), *, anonym: bool = False
) -> Uebung:
    """Die Übung zum Paar; ohne Profile bleibt „Würde es bei Ihnen gehen?“ eine leere Tabelle zum Ausfüllen."""
    decke = Decknamen(dienst, [paar.a, paar.b]).text if anonym else None
    faelle = (baue_fall(dienst, paar.a, "A", decke), baue_fall(dienst, paar.b, "B", decke))
    typ = dienst.basis.begriffe.typen.get(paar.a.typ)
    titel = typ.name if typ else paar.a.typ
    # Das Land engt einen Ort ein; ohne Namen bleibt auch dieser Unterschied weg.
    gefragt, sonst = (
        tuple(u for u in menge if not (anonym and u.dimension == "land")) for menge in (paar.gefragt, paar.sonst)
    )
    return Uebung(
        titel=titel,
        lernziel=LERNZIELE[paar.lernziel],
        lernzielsatz=LERNZIELSAETZE[paar.lernziel],
        anonym=anonym,
        faelle=faelle,
        gefragt=gefragt,
        sonst=sonst,
        seiten=tuple(_seite(dienst, p, (paar.a, paar.b), anonym=anonym) for p in profile),
        aufgaben=_aufgaben(paar, faelle),
        hinweise=_hinweise(faelle, gefragt, sonst, anonym=anonym),
    )


def _seite(dienst: Empfehlungsdienst, p: Profil, massnahmen: Sequence[Massnahme], *, anonym: bool) -> Seite:
    ergebnisse = [passung(p, m, dienst.basis.orte) for m in massnahmen]
    if anonym:
        ergebnisse = [
            Passung(e.wert, e.abdeckung, tuple(v for v in e.vergleiche if v.merkmal != "land")) for e in ergebnisse
        ]
    return Seite(p.name or "Eigenes Profil", p, tuple(ergebnisse))


def _aufgaben(paar: Kontrastpaar, faelle: Sequence[Fall]) -> tuple[str, ...]:
    erste, zweite = _AUFGABEN[paar.lernziel]
    aufgaben = [
        "Lesen Sie die Fakten beider Fälle. Notieren Sie drei Unterschiede, die zählen könnten.",
        erste,
        "Würde es bei Ihnen gehen? Gehen Sie jede Voraussetzung durch: vorhanden, erreichbar oder nicht?",
        zweite,
    ]
    fragen = [frage for fall in faelle for frage in fall.fragen[:1]]
    return (*aufgaben, *fragen)


def _hinweise(
    faelle: Sequence[Fall], gefragt: Sequence[Unterschied], sonst: Sequence[Unterschied], *, anonym: bool
) -> tuple[str, ...]:
    hinweise = [
        "Erst die Fakten austeilen, den Ausgang erst nach der zweiten Aufgabe aufdecken.",
        *(f"Gesuchter Gegensatz: {u.name} – Fall A: {u.hier}, Fall B: {u.dort}." for u in gefragt),
        *(f"{f.name}: {wie}." for f in faelle for name, wie in f.ausgang if name == "Was daraus wurde"),
    ]
    if sonst:
        weitere = ", ".join(u.name for u in sonst)
        hinweise.append(f"Die Fälle unterscheiden sich auch in: {weitere}. Nichts davon ist als Ursache belegt.")
    hinweise.append(
        "Zwei Fälle zeigen, was möglich ist, nicht, was wirkt. Wenn die Gruppe eine Ursache nennt: Welche Quelle sagt das?"
    )
    fehlt = [f"Fall {f.buchstabe}: {', '.join(luecken)}" for f in faelle if (luecken := _luecken(f))]
    if fehlt:
        hinweise.append(f"Nicht belegt ist {'; '.join(fehlt)}. Was ließe sich vor Ort erfragen?")
    if anonym:
        hinweise.append(
            "Namen sind ersetzt. Wer den Fall kennt, kann ihn trotzdem erkennen; vor dem Einsatz einmal gegenlesen."
        )
    return tuple(hinweise)


def _luecken(fall: Fall) -> list[str]:
    return [name for name, wert in (*fall.fakten, *fall.lage) if wert == "nicht belegt"]


def beispielprofile(dienst: Empfehlungsdienst, paar: Kontrastpaar) -> tuple[Profil, Profil] | None:
    """Zwei gegensätzliche Orte mit Maßnahmen, keiner davon aus dem Paar: der kleinste und der größte Ort bekannter Größe."""
    orte = dienst.basis.orte
    eigene = {*paar.a.umsetzungen, paar.a.ort, *paar.b.umsetzungen, paar.b.ort}
    kennungen = {m.ort for m in dienst.basis.massnahmen.values()} - eigene
    bekannt = sorted(
        (o for k in kennungen if (o := orte.ort(k)) is not None and o.ebene == "kommune" and o.einwohner),
        key=lambda o: (o.einwohner or 0, o.id),
    )
    # Nicht die äußersten, sondern übliche: ein Zehntel und neun Zehntel der nach Größe geordneten Orte.
    if len(bekannt) < 2:
        return None
    klein, gross = bekannt[len(bekannt) // 10], bekannt[-1 - len(bekannt) // 10]
    return profil_aus_ort(klein, orte), profil_aus_ort(gross, orte)
