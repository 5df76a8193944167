// Zeichnet die Orte auf den Umriss, nennt den nächsten beim Zeigen und meldet ihn beim Klick.
const SVG = "http://www.w3.org/2000/svg";
const REICHWEITE = 16; // Bildpunkte neben einem Kreis, die noch zu ihm zählen: kleine Kreise treffen auch Finger

export default function ({ parentElement, data, setTriggerValue }) {
  const bild = parentElement.querySelector("svg");
  const hinweis = parentElement.querySelector(".hinweis");
  const kreise = data.orte.map((ort) => {
    const kreis = document.createElementNS(SVG, "circle");
    kreis.setAttribute("cx", ort.x);
    kreis.setAttribute("cy", ort.y);
    kreis.setAttribute("r", ort.r);
    kreis.classList.toggle("gewaehlt", ort.id === data.gewaehlt);
    return kreis;
  });
  bild.setAttribute("aria-label", data.beschreibung);
  bild.querySelector(".orte").replaceChildren(...kreise);

  function naechster(ereignis) {
    const lage = bild.getScreenCTM();
    let bester = -1;
    let kuerzester = REICHWEITE;
    data.orte.forEach((ort, nummer) => {
      const rechts = lage.a * ort.x + lage.e - ereignis.clientX;
      const unten = lage.d * ort.y + lage.f - ereignis.clientY;
      const abstand = Math.hypot(rechts, unten) - Math.min(lage.a * ort.r, REICHWEITE / 2);
      if (abstand < kuerzester) [bester, kuerzester] = [nummer, abstand];
    });
    return bester;
  }

  function zeige(ereignis) {
    const nummer = naechster(ereignis);
    kreise.forEach((kreis, i) => kreis.classList.toggle("nah", i === nummer));
    bild.style.cursor = nummer < 0 ? "" : "pointer";
    hinweis.hidden = nummer < 0;
    if (nummer < 0) return;
    const ort = data.orte[nummer];
    const { width, height } = bild.viewBox.baseVal;
    hinweis.textContent = ort.text;
    hinweis.style.left = `${Math.min(80, Math.max(20, (100 * ort.x) / width))}%`;
    hinweis.style.top = `${(100 * (ort.y - ort.r)) / height}%`;
  }

  bild.onpointermove = zeige;
  bild.onpointerleave = () => {
    hinweis.hidden = true;
    kreise.forEach((kreis) => kreis.classList.remove("nah"));
  };
  bild.onclick = (ereignis) => {
    zeige(ereignis);
    const nummer = naechster(ereignis);
    if (nummer >= 0) setTriggerValue("ort", data.orte[nummer].id);
  };
}
