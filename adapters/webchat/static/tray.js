// Files that are chosen and not yet sent, so that a caption can be written first.

import { at, icon, make } from "./dom.js";
import { size, visible, word } from "./words.js";

const EDGE = 48; // pixels of a small picture

export class Tray {
  constructor({ largest, problem, changed }) {
    Object.assign(this, { largest, problem, changed });
    this.files = [];
  }

  /** Lay these in; those that are too large are named. */
  add(files) {
    const fits = (file) => file.size <= this.largest;
    const large = files.filter((file) => !fits(file));
    this.files.push(...files.filter(fits));
    this.problem(large.map((file) => word("file_too_large_named", {
      name: visible(file.name), size: size(file.size), limit: this.largest / 1024 / 1024,
    })).join("\n"));
    this.draw();
  }

  take() {
    const taken = this.files;
    this.files = [];
    this.draw();
    return taken;
  }

  draw() {
    const tray = at("tray");
    tray.hidden = !this.files.length;
    tray.replaceChildren(...this.files.map((file) => {
      const name = visible(file.name);
      const remove = make("button", { type: "button", class: "icon", title: word("remove_file", { name }) },
        icon("close"), make("span", { class: "hidden" }, word("remove_file", { name })));
      remove.onclick = () => {
        this.files = this.files.filter((each) => each !== file);
        this.draw();
        at("text").focus();
      };
      return make("li", {}, face(file), make("span", {},
        make("bdi", {}, name), make("small", {}, size(file.size))), remove);
    }));
    this.changed();
  }
}

/** A small picture of the file, if it is one; nothing leaves the page for it. */
function face(file) {
  const shown = icon("file");
  if (!file.type.startsWith("image/")) return shown;
  const canvas = make("canvas", { width: EDGE, height: EDGE, "aria-hidden": "true" });
  createImageBitmap(file).then((picture) => {
    const scale = Math.max(EDGE / picture.width, EDGE / picture.height);
    const [width, height] = [picture.width * scale, picture.height * scale];
    canvas.getContext("2d").drawImage(picture, (EDGE - width) / 2, (EDGE - height) / 2, width, height);
    picture.close();
  }).catch(() => canvas.replaceWith(shown)); // no browser draws every kind
  return canvas;
}
