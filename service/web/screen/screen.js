(() => {
  "use strict";
  let was = "", ends = 0;
  const left = () => document.querySelector("[data-left]");
  const start = () => { ends = left() ? Date.now() + 1000 * left().dataset.left : 0; };
  const look = async () => {
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      if (!answer.ok && answer.status !== 404) return;
      const html = await answer.text();
      if (html === was) return;
      was = html;
      const found = new DOMParser().parseFromString(html, "text/html");
      const screen = found.getElementById("screen");
      if (!screen) return;
      document.getElementById("screen").replaceWith(document.adoptNode(screen));
      document.title = found.title;
      start();
      if (answer.status === 404) { clearInterval(looking); clearInterval(ticking); }
    } catch { /* the network comes back */ }
  };
  const ticking = setInterval(() => {
    if (left()) left().textContent = Math.max(0, Math.ceil((ends - Date.now()) / 1000));
  }, 250);
  const looking = setInterval(look, 1000);
  start();
})();
