// What can be done with a message, after a long press; and the plainest of it, to copy its words.

import { at, icon, make } from "./dom.js";
import { author } from "./draw.js";
import { visible, word } from "./words.js";

const HEADING = 80; // characters of the message that stand above

export class Menu {
  constructor() {
    this.dialog = at("menu");
    this.touched = false; // the finger that opened it is lifted, and another has come down
    this.dialog.addEventListener("pointerdown", () => { this.touched = true; });
    this.dialog.addEventListener("click", (event) => {
      if (event.detail && !this.touched) event.stopPropagation();
      else if (event.target === this.dialog) this.dialog.close(); // beside it
    }, { capture: true });
  }

  /** `deeds`: [name, what does it]. */
  open(message, deeds) {
    if (!deeds.length) return;
    navigator.vibrate?.(10);
    at("menu-title").textContent = `${author(message)}：`
      + visible(message.title || message.body || message.files[0]?.name || "").slice(0, HEADING);
    at("menu-deeds").replaceChildren(
      ...deeds.map(([name, act]) => make("button", { type: "button", class: "deed", onclick: () => {
        this.dialog.close();
        act(message);
      } }, icon(name), word(name))),
      make("button", { type: "button", class: "deed", onclick: () => this.dialog.close() },
        icon("close"), word("cancel")),
    );
    this.touched = false;
    this.dialog.showModal();
  }
}

export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch { // only secure pages have a clipboard
    const field = make("textarea", { class: "hidden", "aria-hidden": "true" });
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
}
