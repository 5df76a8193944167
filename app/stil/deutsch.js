// Streamlit beschriftet seine eigenen Bedienelemente englisch und kennt keine Einstellung dafür. Dieses Skript setzt deutsche
// Texte an dieselbe Stelle, auch in Beschriftungen, die nur Vorleseprogramme sagen. Verglichen wird der ganze Text.
(() => {
  if (window.bewaehrtDeutsch) return;
  window.bewaehrtDeutsch = true;

  const WORTE = new Map(Object.entries({
    // Rahmen
    "App pages": "Seiten", "Navigate to home page": "Zur Startseite", "Skip to main content": "Zum Inhalt springen",
    "Logo": "Bewährt", "Sidebar": "Navigation", "Expand sidebar": "Navigation öffnen", "Collapse sidebar": "Navigation schließen",
    "Main menu": "Menü", "Running...": "Wird berechnet", "Loading": "Wird geladen", "Notifications": "Meldungen",
    "Rerun": "Neu laden", "Print": "Drucken", "Close": "Schließen", "Cancel": "Abbrechen", "Dismiss": "Schließen",
    "(opens in new tab)": "(öffnet einen neuen Tab)", "Connection error": "Keine Verbindung", "Try again": "Noch einmal",
    "Page not found": "Seite nicht gefunden", "Unknown error": "Unbekannter Fehler", "Unknown Error": "Unbekannter Fehler",
    "Connection timed out.": "Die App antwortet nicht.", "Link to heading": "Link zur Überschrift",
    "Streamlit server is not responding. Are you connected to the internet?":
      "Die App antwortet nicht. Läuft sie noch in dem Fenster, in dem sie gestartet wurde?",
    // Felder und Auswahl
    "Open": "Auswahl öffnen", "Clear all": "Alle entfernen", "Clear value": "Leeren", "Clear entry": "Leeren",
    "Choose an option": "Bitte wählen", "Choose options": "Bitte wählen", "No options to select": "Nichts zu wählen",
    "No results": "Nichts gefunden", "Select all": "Alle wählen", "Selected values": "Gewählt",
    "Multiselect options": "Möglichkeiten", "Selectbox options": "Möglichkeiten",
    "Increment": "Um eins erhöhen", "Decrement": "Um eins verringern", "Invalid input.": "Ungültige Eingabe.",
    // Dateien
    "file upload": "Datei", "Upload": "Datei wählen", "Browse files": "Datei wählen", "Add files": "Datei wählen",
    "Drag and drop a file here": "Datei hier ablegen", "Drag and drop file here": "Datei hier ablegen",
    "Upload failed": "Hochladen fehlgeschlagen", "Click to retry upload": "Noch einmal versuchen",
    "Only one file is allowed.": "Nur eine Datei ist möglich.", "Download failed": "Die Datei konnte nicht erstellt werden",
    // Blättern, Tabelle, Diagramm
    "Pagination": "Seiten der Liste", "Previous page": "Vorige Seite", "Next page": "Nächste Seite",
    "Search": "In der Tabelle suchen", "Close Search": "Suche schließen", "Previous Result": "Voriger Fund",
    "Next Result": "Nächster Fund", "Show/hide columns": "Spalten ein- und ausblenden", "Fullscreen": "Ganzer Bildschirm",
    "Close fullscreen": "Ganzen Bildschirm verlassen", "Dataframe column menu": "Menü der Spalte",
    "Sort ascending": "Aufsteigend ordnen", "Sort descending": "Absteigend ordnen", "Autosize": "Breite anpassen",
    "Pin column": "Spalte festhalten", "Unpin column": "Spalte lösen", "Hide column": "Spalte ausblenden",
    "Copy column name": "Spaltennamen kopieren", "Clear selection": "Auswahl aufheben", "Format": "Darstellung",
    "Statistics": "Kennzahlen", "Automatic": "Automatisch", "Localized": "Ortsüblich", "Plain": "Schlicht", "Compact": "Kurz",
    "Dollar": "Dollar", "Percent": "Prozent", "Scientific": "Wissenschaftlich", "Accounting": "Buchhaltung",
    "Distinct": "Verschiedene", "Empty": "Leere", "Count": "Anzahl", "Average": "Mittelwert", "Minimum": "Kleinster Wert",
    "Maximum": "Größter Wert", "Standard deviation": "Standardabweichung", "Sum": "Summe", "Values": "Werte",
    "Show data": "Als Tabelle zeigen", "Show chart": "Als Diagramm zeigen", "Download as PNG": "Als Bild speichern",
    "Copy Vega-Lite spec": "Beschreibung des Diagramms kopieren",
    "Copy to clipboard": "Kopieren", "Copied": "Kopiert", "Copied!": "Kopiert",
    "visualization": "Diagramm", "axis": "Achse", "bar": "Balken", "group mark container": "Gruppe",
    "rect mark container": "Balken", "text mark container": "Zahlen", "text mark": "Zahl",
  }));
  const MUSTER = [
    [/^Help for (.+)$/s, "Hilfe zu $1"],
    [/^Page (\d+)$/, "Seite $1"],
    [/^([XY])-axis for a discrete scale with (\d+) values: (.*)$/s, "$1-Achse mit $2 Werten: $3"],
    [/^Remove (.+)$/s, "$1 entfernen"],
    [/^Cancel upload of (.+)$/s, "Hochladen von $1 abbrechen"],
    [/^(\d+) options? available\.$/, "$1 zur Wahl."],
    [/^([\d.]+) ?([KMG]B) per file$/, "höchstens $1 $2 je Datei"],
    [/^Select (\d+) matches$/, "$1 Gefundene wählen"],
    [/^You can only select up to (\d+) options?\. Remove an option first\.$/, "Höchstens $1. Bitte erst eine Angabe entfernen."],
    [/^(.+) files are not allowed\.$/, "Dateien der Art $1 gehen hier nicht."],
    [/^(?:Connection failed with status|Failed to fetch).*$/s, "Die App antwortet nicht."],
  ];
  const ATTRIBUTE = ["aria-label", "aria-roledescription", "title", "placeholder", "alt"];

  function deutsch(text) {
    const kern = text.trim();
    if (WORTE.has(kern)) return WORTE.get(kern);
    for (const [muster, ersatz] of MUSTER) if (muster.test(kern)) return kern.replace(muster, ersatz);
    return null;
  }

  // „Search: Gefundene Maßnahmen“: Knöpfe nennen nach dem Doppelpunkt, wozu sie gehören.
  function beschriftung(text) {
    const [knopf, ...wozu] = text.split(": ");
    return wozu.length && WORTE.has(knopf) ? [WORTE.get(knopf), ...wozu].join(": ") : deutsch(text);
  }

  // Eigener Text der App steht in Absätzen und Tabellen, die hier nichts zu suchen haben.
  const EIGENES = '[data-testid="stHtml"], [data-testid="stMarkdown"], [data-testid="stAlert"], [role="gridcell"]';

  function uebersetze(knoten) {
    if (knoten.nodeType === Node.TEXT_NODE) {
      const neu = knoten.data.length < 200 && knoten.parentElement && !knoten.parentElement.closest(EIGENES) && deutsch(knoten.data);
      if (neu && neu !== knoten.data) knoten.data = neu;
    } else if (knoten.nodeType === Node.ELEMENT_NODE && !knoten.closest('[data-testid="stHtml"]')) {
      for (const name of ATTRIBUTE) {
        const alt = knoten.getAttribute(name);
        const neu = alt && beschriftung(alt);
        if (neu && neu !== alt) knoten.setAttribute(name, neu);
      }
    }
  }

  function alles(wurzel) {
    uebersetze(wurzel);
    const gang = document.createTreeWalker(wurzel, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    while (gang.nextNode()) uebersetze(gang.currentNode);
  }

  new MutationObserver((aenderungen) => {
    for (const { type, target, addedNodes } of aenderungen) {
      if (type === "childList") addedNodes.forEach(alles);
      else uebersetze(target);
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true, attributeFilter: ATTRIBUTE });
  alles(document.body);
})();
