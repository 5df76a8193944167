"""Programm und Tische eines Netzwerktreffens als HTML; jeder fremde Text ist maskiert."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from empfehlung.netzwerktreffen import Programmpunkt, Treffen


def programm_html(treffen: Treffen) -> str:
    """Je Tag eine Tabelle mit Uhrzeiten."""
    teile = []
    for tag in range(1, treffen.tage + 1):
        zeilen = "".join(
            f"<tr><td>{p.zeit}</td><td>{escape(p.titel)}{_ablauf(p)}</td></tr>"
            for p in treffen.programm
            if p.tag == tag
        )
        name = "Programm" if treffen.tage == 1 else f"Programm am {tag}. Tag"
        teile.append(
            f'<h2 class="bw-zwischen">{name}</h2><table class="bw-tabelle"><thead><tr><th scope="col">Zeit</th>'
            f'<th scope="col">Was</th></tr></thead><tbody>{zeilen}</tbody></table>'
        )
    return "".join(teile)


def _ablauf(p: Programmpunkt) -> str:
    return f'<br><span class="bw-klein">{escape(" · ".join(p.ablauf))}</span>' if p.ablauf else ""


def tische_html(treffen: Treffen, feldnamen: Mapping[str, str]) -> str:
    """Die Tische mit ihren Orten und dem, was diese suchen."""
    felder = {t.ort.id: "; ".join(feldnamen.get(f, f) for f in t.felder) for t in treffen.teilnahmen}
    teile = []
    for g in treffen.gruppen:
        orte = "".join(
            f"<li>{escape(o.name)} <span class=bw-klein>{escape(felder[o.id] or 'offen für alles')}</span></li>"
            for o in g.orte
        )
        zusatz = f' <span class="bw-klein">{escape(", ".join(g.gemeinsam))}</span>' if g.gemeinsam else ""
        teile.append(f"<p><strong>Tisch {g.nummer}</strong>{zusatz}</p><ul>{orte}</ul>")
    return (
        '<h2 class="bw-zwischen">Tische für die Gruppenarbeit</h2><p class="bw-klein">An einem Tisch sitzen Orte mit '
        f"ähnlichem Profil; die Größen unterscheiden sich um höchstens einen Platz.</p>{''.join(teile)}"
    )
