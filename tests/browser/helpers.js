// What a finger and an eye can do on a page.
globalThis.orglife = (() => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));

  /** The middle of the part of a box that is in sight, if it is what lies on top there. */
  function middle(element) {
    const box = element.getBoundingClientRect();
    const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
    const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
    const top = document.elementFromPoint(x, y);
    return top && (element.contains(top) || top.contains(element)) ? [x, y] : undefined;
  }

  /** Where to touch the newest control with this label that can be touched; nothing while it moves. */
  async function point(label) {
    const named = (each) => `${each.innerText} ${each.getAttribute("aria-label") ?? ""}`;
    const all = [...document.querySelectorAll("button, a[href], label, input, textarea")]
      .filter((each) => named(each).includes(label) && !each.disabled);
    for (const each of all.reverse()) {
      const target = each.matches("input[type=file]") ? each.closest("label") ?? each : each;
      const here = middle(target);
      if (!here) continue;
      for (let still = 0; still < 5; still += 1) await frame(); // a scroll may just be beginning
      const there = middle(target);
      return there && there[0] === here[0] && there[1] === here[1] ? here : undefined;
    }
    return undefined;
  }

  /** Whether these words stand in something that is in sight, whole or in part. */
  function sees(words) {
    return [...document.querySelectorAll("h1, h2, h3, p, span, bdi, div.body, button, a, strong")]
      .some((each) => each.innerText?.includes(words) && middle(each));
  }

  async function until(look, patience) {
    const end = performance.now() + patience;
    for (;;) {
      const found = await look();
      if (found || performance.now() > end) return found;
      await frame();
    }
  }

  /** Whether the chat that is open has its messages. */
  const loaded = () => document.querySelectorAll(".message").length > 0;

  /** Nothing scrolls, moves or loads any more. */
  async function calm() {
    await document.fonts.ready;
    const shape = () => `${document.querySelector("#scroller")?.scrollTop} ${document.body.innerText}`;
    for (let still = 0, last = ""; still < 20; still += 1) {
      await frame();
      if (shape() !== last) still = 0;
      last = shape();
    }
  }

  return { middle, point, sees, until, loaded, calm };
})();
