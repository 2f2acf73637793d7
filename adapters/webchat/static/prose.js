// What people and OrgLife write, as it is shown: text, with links where an address stands in it.

import { make } from "./dom.js";
import { visible, word } from "./words.js";

const LONG = 1200; // characters from which a text is folded
const LONG_CARD = { characters: 500, lines: 14 }; // so that its choices are on the same screen
const unfolded = new Set(); // ids of the messages that the person has unfolded
const ADDRESS = /https?:\/\/[^\s<>"'“”‘’「」《》（）【】，。；：！？、\u0000-\u001f]+/gi;
const AFTER = /[.,;:!?*_~…·|\\^`]+$/; // ends a sentence rather than an address

/** The address without what belongs to the sentence around it. */
function trimmed(found) {
  let address = found.replace(AFTER, "");
  for (const [opens, closes] of ["()", "[]", "{}"]) {
    while (address.endsWith(closes) && !address.slice(0, -1).includes(opens)) {
      address = address.slice(0, -1).replace(AFTER, "");
    }
  }
  return address;
}

function isAddress(text) {
  try {
    const { protocol, hostname } = new URL(text);
    return (protocol === "https:" || protocol === "http:") && hostname !== "";
  } catch {
    return false;
  }
}

/** The text in pieces: strings, and links for addresses of the web; nothing else becomes one. */
export function linked(text) {
  const pieces = [];
  let done = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = trimmed(found);
    if (!isAddress(address)) continue;
    pieces.push(text.slice(done, index), make("a", {
      href: address, target: "_blank", rel: "noopener noreferrer", dir: "ltr",
    }, address));
    done = index + address.length;
  }
  return [...pieces, text.slice(done)].filter((piece) => piece !== "");
}

const isLong = (text, card) => text.length > LONG
  || (card && (text.length > LONG_CARD.characters || text.split("\n").length > LONG_CARD.lines));

const spoken = (runs) => runs.flatMap(([text, strong]) => {
  const shown = linked(visible(text));
  return strong ? [make("strong", {}, ...shown)] : shown;
});

/** A text by its blocks: lists of what has a number or 0, and what stands between them. */
function laidOut(blocks) {
  const shown = [];
  for (const { runs, number } of blocks) {
    if (number === null) {
      shown.push(make("div", {}, ...spoken(runs)));
      continue;
    }
    const kind = number ? "ol" : "ul";
    if (shown.at(-1)?.localName !== kind) shown.push(make(kind, { role: "list" }));
    shown.at(-1).append(make("li", number ? { value: String(number) } : {}, ...spoken(runs)));
  }
  return shown;
}

/** The words of a message; long ones are folded, and those above choices sooner. */
export function prose({ id, body, blocks = [], buttons }) {
  const text = visible(body);
  const inside = blocks.length ? laidOut(blocks) : linked(text);
  const shown = make("div", { class: "body", dir: "auto" }, ...inside);
  if (!isLong(text, buttons.length > 0)) return [shown];
  const toggle = make("button", { type: "button", class: "quiet fold" });
  const fold = (folded) => {
    shown.classList.toggle("folded", folded);
    toggle.textContent = word(folded ? "expand" : "collapse");
    toggle.setAttribute("aria-expanded", String(!folded));
    if (folded) unfolded.delete(id);
    else unfolded.add(id);
  };
  toggle.onclick = () => fold(!shown.classList.contains("folded"));
  fold(!unfolded.has(id));
  return [shown, toggle];
}
