// Hebt die Merkliste im Browser auf (localStorage), damit sie das Schließen übersteht. Läuft bei jedem Laden der Seite und jedes
// Mal, wenn sich die Liste ändert; `LISTE` ist die geltende, mit Komma getrennt.
(() => {
  const LISTE = "__LISTE__";
  const EIGENE = "bewaehrt-merkliste", VORIGE = "bewaehrt-merkliste-vorige", GEHOLT = "bewaehrt-merkliste-geholt";
  const merke = (liste) => localStorage.setItem(EIGENE, liste);

  function beimLaden() {
    const eigene = localStorage.getItem(EIGENE) ?? "";
    const ebenGeholt = sessionStorage.getItem(GEHOLT);
    sessionStorage.removeItem(GEHOLT);
    if (!LISTE && eigene && !ebenGeholt) {
      const adresse = new URL(location.href);
      adresse.searchParams.delete("merken");
      eigene.split(",").forEach((kennung) => adresse.searchParams.append("merken", kennung));
      sessionStorage.setItem(GEHOLT, "ja");
      location.replace(adresse);
    } else if (!eigene || ebenGeholt) {
      merke(LISTE); // Was es in der Wissensbasis nicht mehr gibt, ist beim Holen weggefallen.
    }
    // Sonst zeigt ein Link eine andere Liste; die eigene bleibt aufgehoben, bis hier jemand etwas ändert.
  }

  function beimAendern(bisher) {
    const eigene = localStorage.getItem(EIGENE) ?? "";
    if (eigene && eigene !== bisher) localStorage.setItem(VORIGE, eigene);
    merke(LISTE);
  }

  const bisher = window.bewaehrtMerkliste;
  window.bewaehrtMerkliste = LISTE;
  try {
    if (bisher === undefined) beimLaden();
    else if (bisher !== LISTE) beimAendern(bisher);
  } catch {
    // Wo der Browser nichts aufheben darf, gilt allein die Adresse.
  }
})();
