// What people and OrgLife write, as it is shown: text, with links where an address stands in it.

import { make } from "./dom.js";
import { visible, word } from "./words.js";

const LONG = 1200; // characters from which a text is folded
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

/** The words of a message; long ones are folded. */
export function prose(body) {
  const text = visible(body);
  const shown = make("div", { class: "body", dir: "auto" }, ...linked(text));
  if (text.length <= LONG) return [shown];
  shown.classList.add("folded");
  const toggle = make("button", { type: "button", class: "quiet fold", "aria-expanded": "false" });
  toggle.textContent = word("expand");
  toggle.onclick = () => {
    const folded = shown.classList.toggle("folded");
    toggle.textContent = word(folded ? "expand" : "collapse");
    toggle.setAttribute("aria-expanded", String(!folded));
  };
  return [shown, toggle];
}
