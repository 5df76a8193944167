"""Die Ratsvorlage als Entwurf: Sachverhalt mit Belegen, offene Fragen, Beschlussvorschlag mit Platzhaltern."""

from __future__ import annotations

from collections.abc import Callable

from app.ausgaben import teile
from app.ausgaben.akte import Akte, Massnahmenakte
from app.ausgaben.dokument import (
    Absatz,
    Baustein,
    Dokument,
    Liste,
    Spanne,
    Tabelle,
    Text,
    Ueberschrift,
    aufzaehlung,
    mit_platzhaltern,
    oder_fehlt,
    stark,
    t,
)
from app.ausgaben.quellen import Quellenverzeichnis
from app.ausgaben.risiken import risiken
from app.bausteine import worte

Bauer = Callable[[Massnahmenakte], list[Baustein]]

_ANZAHL = ("null", "einer", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf")


def ratsvorlage(akte: Akte) -> Dokument:
    """Die ganze Vorlage; die Quellen sind in der Reihenfolge ihrer Nennung nummeriert."""
    v = Quellenverzeichnis()
    erzaehlt: set[str] = set()
    bausteine: list[Baustein] = [
        Absatz(
            t(
                stark("Entwurf. "),
                *mit_platzhaltern(
                    "Angaben in [eckigen Klammern] sind einzusetzen; die Verwaltung prüft vor Verwendung."
                ),
            ),
            "hinweis",
        ),
        _kopf(akte),
        Ueberschrift(1, "Betreff"),
        Absatz(t(stark(betreff(akte)))),
        *_kurz(akte),
        Ueberschrift(1, "Anlass und Ausgangslage"),
        *_ausgangslage(akte),
        Ueberschrift(1, "Vorschlag"),
        *_vorschlag(akte, v),
        Ueberschrift(1, "Was anderswo belegt ist"),
        *_je_massnahme(akte, lambda ma: _belegt(ma, v)),
        Ueberschrift(1, "Was passt, was anders ist, was unbekannt bleibt"),
        *([Absatz(t(teile.PASSUNG_SAGT))] if akte.profil else []),
        *_je_massnahme(akte, lambda ma: teile.vergleich(akte, ma)),
        Ueberschrift(1, "Aufwand und Finanzierung"),
        *_aufwand(akte, v),
        Ueberschrift(1, "Risiken und was anderswo scheiterte"),
        *_je_massnahme(akte, lambda ma: risiken(ma, v, erzaehlt)),
        Ueberschrift(1, "Vor Ort zu prüfen"),
        *_je_massnahme(akte, lambda ma: teile.pruefliste(ma, v)),
        Ueberschrift(1, "Alternativen"),
        *_alternativen(akte, v),
        Ueberschrift(1, "Beschlussvorschlag (Entwurf)"),
        *_beschluss(akte),
        Ueberschrift(1, "Quellen"),
        teile.grundlage(akte),
        v.liste(),
    ]
    return Dokument(
        titel=f"{akte.vorlagenart}: {betreff(akte)}",
        thema=f"{akte.vorlagenart} (Entwurf) mit Belegen",
        datum=akte.heute,
        fuss=teile.erstellt(akte),
        bausteine=tuple(bausteine),
        untertitel=f"Entwurf einer {akte.vorlagenart}",
        titel_zeigen=False,
        kopf=f"Entwurf einer {akte.vorlagenart}" + (f" für {akte.ortsname}" if akte.ortsname else ""),
    )


def betreff(akte: Akte) -> str:
    """„Prüfung der Maßnahme „…“ (Essen) für Herten“."""
    ma = akte.massnahmen
    if len(ma) == 1:
        return f"Prüfung der Maßnahme „{ma[0].massnahme.titel}“ ({ma[0].ortsname}) für {akte.hier}"
    arten = list(dict.fromkeys(einzel.art for einzel in ma))
    gezeigt = aufzaehlung(arten) if len(arten) <= 4 else f"{', '.join(arten[:3])} und weitere"
    anzahl = _ANZAHL[len(ma)] if len(ma) < len(_ANZAHL) else str(len(ma))
    return f"Prüfung von {anzahl} Maßnahmen für {akte.hier}: {gezeigt}"


def _je_massnahme(akte: Akte, baue: Bauer, *, voll: bool = False) -> list[Baustein]:
    """Bei mehreren Maßnahmen je eine Unterüberschrift; der volle Titel steht nur einmal."""
    ergebnis: list[Baustein] = []
    for nummer, ma in enumerate(akte.massnahmen, start=1):
        if len(akte.massnahmen) > 1:
            name = ma.massnahme.titel if voll else ma.art
            ergebnis.append(Ueberschrift(2, f"{nummer}. {name} ({ma.ortsname})"))
        ergebnis += baue(ma)
    return ergebnis


def _hier(akte: Akte, form: Callable[[str], Spanne] = Spanne) -> Text:
    """Der Ort im Satz; fehlt er, der Platzhalter dafür, als solcher zu sehen."""
    return (form(akte.ortsname),) if akte.ortsname else mit_platzhaltern(akte.hier)


def _kopf(akte: Akte) -> Tabelle:
    oeffentlich = "[öffentlich / nicht öffentlich]"
    zeilen = [
        ("Vorlage Nr.", "[Nummer]"),
        ("Datum", worte.tag(akte.heute)),
        ("Federführung", "[Unternehmensbereich]" if akte.quartier else "[Amt / Fachbereich], [Aktenzeichen]"),
        ("Beratungsfolge", f"[Gremium], [Datum], Vorberatung, {oeffentlich}"),
        ("", f"[Gremium], [Datum], Entscheidung, {oeffentlich}"),
    ]
    if akte.quartier:
        zeilen[3:] = [("Entscheidung", "[Gremium], [Datum]")]
    zusammen: list[tuple[Text, ...]] = []
    for name, inhalt in zeilen:
        zusammen.append((t(name or "Beratungsfolge"), mit_platzhaltern(inhalt)))
    return Tabelle("Angaben zur Vorlage", ("Angabe", "Inhalt"), tuple(zusammen), (26, 74))


def _kurz(akte: Akte) -> list[Baustein]:
    punkte: list[Text] = []
    for ma in akte.massnahmen:
        kosten = aufzaehlung([x for x in (ma.einmalig and f"einmalig {ma.einmalig}", ma.jaehrlich) if x])
        punkte.append(
            t(
                stark(ma.art),
                f" nach dem Beispiel von {ma.ortsname}: Stufe „{ma.stufe}“, {teile.zuletzt(ma)}; Kosten dort ",
                kosten or oder_fehlt(None),
                "; ",
                f"{len(teile.fragen(ma, Quellenverzeichnis()))} Punkte vor Ort zu prüfen.",
            )
        )
    return [Ueberschrift(2, "Kurz gefasst"), Liste(tuple(punkte))]


def _ausgangslage(akte: Akte) -> list[Baustein]:
    bausteine: list[Baustein] = [
        Absatz(mit_platzhaltern("[Anlass ergänzen: Antrag, Beschluss, Zielvereinbarung, festgestellter Bedarf]"))
    ]
    if not akte.merkmale:
        return [
            *bausteine,
            Absatz(mit_platzhaltern("[Lage vor Ort ergänzen]; ein Ort war bei der Erstellung nicht gewählt.")),
        ]
    bekannt = [m for m in akte.merkmale if m.wert]
    offen = [m.name for m in akte.merkmale if not m.wert]
    bausteine.append(Absatz(t(f"Über {akte.hier}{f' ({akte.lage})' if akte.lage else ''} ist bekannt:")))
    bausteine.append(
        Tabelle(
            f"Lage in {akte.hier}",
            ("Merkmal", "Angabe"),
            tuple((t(m.name), t(m.wert)) for m in bekannt),
            (45, 55),
        )
    )
    bausteine.append(Absatz(t("Angaben aus dem Ortsverzeichnis von Bewährt und eigene Angaben zum Profil."), "klein"))
    if offen:
        bausteine.append(Absatz(t("Nicht belegt und bei Bedarf zu ergänzen: ", aufzaehlung(offen), "."), "klein"))
    return bausteine


def _vorschlag(akte: Akte, v: Quellenverzeichnis) -> list[Baustein]:
    viele = len(akte.massnahmen) > 1
    was = "die folgenden Maßnahmen" if viele else "die folgende Maßnahme"
    bausteine: list[Baustein] = [
        Absatz(t("Es wird vorgeschlagen, zu prüfen, ob und in welcher Form ", _hier(akte), f" {was} übernimmt."))
    ]

    def einzeln(ma: Massnahmenakte) -> list[Baustein]:
        m = ma.massnahme
        satz = f"{ma.art}: {ma.art_satz}" if ma.art_satz else ma.art
        ergebnis: list[Baustein] = []
        if ma.beendet:
            ergebnis.append(
                Absatz(t(stark("Achtung: "), f"In {ma.ortsname} läuft diese Maßnahme nicht mehr."), "hinweis")
            )
        ergebnis.append(Absatz(t(satz)))
        ergebnis.append(
            Absatz(
                t(
                    stark(f"So macht es {ma.ortsname}. "),
                    v.text(m, " ".join(m.umsetzung.split())) if m.umsetzung.strip() else oder_fehlt(None),
                )
            )
        )
        ergebnis.append(
            Absatz(
                t(
                    f"Träger: {m.traeger.name} ({worte.TRAEGER[m.traeger.art]}). Zeitraum: ",
                    oder_fehlt(teile.zeitraum(ma)),
                    f". Für: {', '.join(ma.zielgruppen)}. {'Handlungsfelder' if len(ma.felder) > 1 else 'Handlungsfeld'}: "
                    f"{'; '.join(ma.felder)}.",
                )
            )
        )
        return ergebnis

    return bausteine + _je_massnahme(akte, einzeln, voll=True)


def _belegt(ma: Massnahmenakte, v: Quellenverzeichnis) -> list[Baustein]:
    ergebnisse = " ".join(ma.massnahme.ergebnisse.split())
    return [
        Absatz(teile.stufe_und_regel(ma)),
        Liste(tuple(t(grund) for grund in ma.bewaehrung.begruendung)),
        Absatz(t(stark("Ergebnisse. "), v.text(ma.massnahme, ergebnisse) if ergebnisse else oder_fehlt(None))),
        teile.nachweistabelle(ma, v),
    ]


def _aufwand(akte: Akte, v: Quellenverzeichnis) -> list[Baustein]:
    zeilen = []
    for ma in akte.massnahmen:
        werte = dict(teile.aufwand(ma, v))
        zeilen.append((t(f"{ma.art} ({ma.ortsname})"), *werte.values()))
    programme = {p.id: p for ma in akte.massnahmen for p in ma.programme}
    bausteine: list[Baustein] = [
        Absatz(t("Belegt ist für die Vorbilder, zu Preisen und Bedingungen dort:")),
        Tabelle(
            "Aufwand an den Orten der Maßnahmen",
            ("Maßnahme", "Einmalig", "Jährlich", "Personal", "Förderung"),
            tuple(zeilen),
            (30, 16, 18, 16, 20),
        ),
    ]
    if programme:
        bausteine.append(Absatz(t("Förderprogramme, die dort geholfen haben:")))
        bausteine.append(Liste(tuple(t(teile.programmtext(p), v.beleg_programm(p)) for p in programme.values())))
    kopf, offene = teile.offene_foerderung(akte.massnahmen, v)
    bausteine.append(Absatz(t(stark(f"{kopf}: "), offene, ".")))
    ort = "eigene Mittel des Unternehmens" if akte.quartier else "Produkt [Nummer]"
    bausteine.append(
        Absatz(
            t(
                stark("Für "),
                *_hier(akte, stark),
                stark(": "),
                *mit_platzhaltern(
                    f"einmalig [Betrag], jährlich [Betrag], Personal [Stellenanteil]; Deckung: {ort}, "
                    "Fördermittel [Programm, Frist]."
                ),
            )
        )
    )
    return bausteine


def _alternativen(akte: Akte, v: Quellenverzeichnis) -> list[Baustein]:
    gesehen: dict[str, tuple[Text, ...]] = {}
    for ma in akte.massnahmen:
        for a in ma.alternativen:
            titel = t(a.massnahme.titel, v.nachweise(a.massnahme, hoechstens=1))
            gesehen.setdefault(a.massnahme.id, (titel, t(a.ort), t(a.stufe), t(a.grund)))
    ohne = mit_platzhaltern("Keine Umsetzung: [Folgen benennen].")
    if not gesehen:
        return [Absatz(t("In der Wissensbasis ist keine naheliegende Alternative erfasst.")), Liste((ohne,))]
    return [
        Tabelle(
            "Andere Maßnahmen zum selben Anliegen",
            ("Maßnahme", "Ort", "Stufe", "Warum genannt"),
            tuple(gesehen.values()),
            (46, 16, 18, 20),
        ),
        Liste((ohne,)),
    ]


def _beschluss(akte: Akte) -> list[Baustein]:
    viele = len(akte.massnahmen) > 1
    arten = aufzaehlung(dict.fromkeys(f"„{ma.art}“" for ma in akte.massnahmen))
    wer = "Die Quartiersleitung" if akte.quartier else "Die Verwaltung"
    punkte = (
        "Der Sachverhalt wird zur Kenntnis genommen.",
        f"{wer} wird beauftragt, bis zum [Datum] ein Konzept für {arten} vorzulegen, das die Punkte unter „Vor Ort zu "
        "prüfen“ beantwortet und Aufwand, Finanzierung und Zuständigkeit benennt.",
        "Für die Vorbereitung werden [Betrag] aus [Haushaltsstelle] bereitgestellt."
        if not akte.quartier
        else "Für die Vorbereitung werden [Betrag] bereitgestellt.",
        f"{wer} berichtet nach [Zahl] Monaten über [Indikator] und schlägt vor, ob die "
        f"{'Maßnahmen fortgeführt, geändert oder beendet werden' if viele else 'Maßnahme fortgeführt, geändert oder beendet wird'}.",
    )
    return [
        Absatz(t(*mit_platzhaltern(akte.gremium), " beschließt:")),
        Liste(tuple(mit_platzhaltern(p) for p in punkte), "nummern"),
    ]
