// Zeigt auf der Seite „Merkliste“, wenn dieser Browser eine andere Liste aufhebt, in der mehr steht als in der gezeigten.
(() => {
  const gezeigt = "__LISTE__".split(",");
  const hinweis = document.getElementById("bw-andere-merkliste");
  const aufgehoben = (name) => (localStorage.getItem(name) ?? "").split(",").filter(Boolean);
  try {
    const andere = [aufgehoben("bewaehrt-merkliste"), aufgehoben("bewaehrt-merkliste-vorige")].find((liste) =>
      liste.some((kennung) => !gezeigt.includes(kennung)),
    );
    if (!hinweis || !andere) return;
    const adresse = new URL(location.href);
    adresse.searchParams.delete("merken");
    andere.forEach((kennung) => adresse.searchParams.append("merken", kennung));
    hinweis.querySelector("a").href = adresse;
    hinweis.querySelector("a").textContent = andere.length === 1 ? "Eine Maßnahme" : `${andere.length} Maßnahmen`;
    hinweis.hidden = false;
  } catch {
    // Ohne Speicher im Browser gibt es keine andere Liste.
  }
})();
