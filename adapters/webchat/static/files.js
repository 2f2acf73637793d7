// Files of messages: pictures where they stand, larger after a tap; everything else by its name.

import { at, icon, make } from "./dom.js";
import { size, visible, word } from "./words.js";

const thumbs = new Map(); // file id → its element, so that a card drawn anew keeps its picture
const unreadable = new Set(); // ids of files that only look like pictures

const address = (file) => `files/${encodeURIComponent(file.id)}`;

/** A file as a link that fetches it. */
export function fileLink(file) {
  const name = visible(file.name);
  return make("a", { class: "file", href: address(file), download: name }, icon("file"),
    make("span", {}, make("bdi", { class: "file-name" }, name), make("small", {}, size(file.size))),
    make("span", { class: "hidden" }, word("download")));
}

function thumb(file) {
  const name = visible(file.name);
  const known = thumbs.get(file.id);
  if (known) {
    known.firstChild.alt = word("picture", { name });
    known.title = word("enlarge");
    return known;
  }
  const shown = make("img", { src: `pictures/${encodeURIComponent(file.id)}`, decoding: "async",
    loading: "lazy", alt: word("picture", { name }) });
  const button = make("button", { type: "button", class: "thumb", title: word("enlarge"),
    onclick: () => enlarge(file) }, shown);
  shown.addEventListener("error", () => {
    if (!navigator.onLine) return;
    unreadable.add(file.id);
    button.replaceWith(fileLink(file));
  });
  thumbs.set(file.id, button);
  return button;
}

/** The files of a message; a picture that can't be read is a file like any other. */
export function attached(files) {
  const shown = files.filter((file) => file.picture && !unreadable.has(file.id));
  const named = files.filter((file) => !shown.includes(file));
  return [
    shown.length ? make("div", { class: "thumbs", "data-count": Math.min(shown.length, 3) },
      ...shown.map(thumb)) : null,
    ...named.map(fileLink),
  ].filter(Boolean);
}

/** The picture as large as the screen allows. */
function enlarge(file) {
  const name = visible(file.name);
  const viewer = at("viewer");
  at("viewer-picture").src = `pictures/${encodeURIComponent(file.id)}`;
  at("viewer-picture").alt = word("picture", { name });
  at("viewer-name").textContent = name;
  const link = at("viewer-download");
  link.href = address(file);
  link.download = name;
  link.textContent = `${word("download")} · ${size(file.size)}`;
  viewer.showModal();
  const whole = new Image(); // the small one stands in until it is here
  whole.onload = () => { if (viewer.open && link.href === whole.src) at("viewer-picture").src = whole.src; };
  whole.src = link.href;
}

at("viewer").addEventListener("click", (event) => {
  if (!event.target.closest("a")) at("viewer").close();
});
