// Ein Handgriff, ein Schritt zurück: Die App schreibt ihren Zustand oft in mehreren Schritten in die Adresse und ergänzt sie auch,
// ohne dass jemand etwas tut (Ort und Merkliste nach einem Seitenwechsel). Nur der erste Schritt nach einem Handgriff zählt.
(() => {
  if (window.bewaehrtVerlauf) return;
  window.bewaehrtVerlauf = true;
  let bedient = false;
  for (const ereignis of ["pointerdown", "keydown"]) {
    addEventListener(ereignis, () => { bedient = true; }, { capture: true, passive: true });
  }
  addEventListener("popstate", () => { bedient = false; });
  const neuerSchritt = history.pushState.bind(history);
  history.pushState = (zustand, titel, adresse) => {
    const andereSeite = new URL(adresse ?? "", location.href).pathname !== location.pathname;
    if (bedient || andereSeite) neuerSchritt(zustand, titel, adresse);
    else history.replaceState(zustand, titel, adresse);
    bedient = false;
  };
})();
