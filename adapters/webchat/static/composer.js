// The field at the foot of the page: writing, answering, correcting, sending files.

import { at } from "./dom.js";
import { author } from "./draw.js";
import { newId } from "./link.js";
import { Tray } from "./tray.js";
import { size, visible, word } from "./words.js";

const encoder = new TextEncoder();

export class Composer {
  constructor({ key, largestUpload, largestText, say, change, upload, lastOwn, messageOf }) {
    Object.assign(this, { key, largestText, say, change, upload, lastOwn, messageOf });
    this.field = at("text");
    this.room = undefined;
    this.context = undefined; // {kind: "reply" | "edit", message}
    this.breaks = false; // whether Enter begins a new line
    this.tray = new Tray({
      largest: largestUpload, problem: (text) => this.problem(text), changed: () => this.fit(),
    });
    at("composer").addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.field.addEventListener("input", () => {
      this.fit();
      this.problem("");
      this.keepDraft();
    });
    this.field.addEventListener("keydown", (event) => this.pressed(event));
    // As a keyboard means it, whatever it calls its key: “send” on a phone, Enter on a desk.
    this.field.addEventListener("beforeinput", (event) => {
      const line = event.inputType === "insertLineBreak" || event.inputType === "insertParagraph";
      if (!line || event.isComposing || this.breaks) return;
      event.preventDefault();
      this.submit();
    });
    this.field.addEventListener("paste", (event) => {
      const files = Array.from(event.clipboardData?.files ?? []);
      if (!files.length) return;
      event.preventDefault();
      this.tray.add(files);
    });
    at("context-cancel").addEventListener("click", () => this.cancel());
    at("file").addEventListener("change", (event) => {
      this.tray.add(Array.from(event.target.files));
      event.target.value = "";
      this.focus();
    });
    const pane = document.querySelector(".pane");
    pane.addEventListener("dragover", (event) => event.preventDefault());
    pane.addEventListener("drop", (event) => {
      event.preventDefault();
      this.tray.add(Array.from(event.dataTransfer.files));
    });
  }

  get empty() {
    return this.field.value.trim() === "";
  }

  focus() {
    this.field.focus();
  }

  pressed(event) {
    this.breaks = event.shiftKey;
    if (event.isComposing || event.keyCode === 229) return; // an input method is at work
    if (event.key === "Escape") {
      if (this.context) this.cancel();
      else this.field.blur();
    } else if (event.key === "ArrowUp" && this.empty && !this.context) {
      const message = this.lastOwn();
      if (!message) return;
      event.preventDefault();
      this.edit(message);
    }
  }

  submit() {
    const text = this.field.value;
    const editing = this.context?.kind === "edit";
    if (this.empty && (editing || !this.tray.files.length)) return;
    if (encoder.encode(text).length > this.largestText) {
      this.problem(word("text_too_long", { limit: this.largestText / 1024 }));
      return;
    }
    const { context } = this;
    const files = editing ? [] : this.tray.take();
    this.write("");
    this.setContext(undefined);
    this.problem("");
    if (editing) {
      if (text !== context.message.body) this.change(context.message, text);
    } else this.send(text, files, context?.message.id);
    this.focus();
  }

  /** Words alone, or below the first of the files, which belong together. */
  send(text, files, answered) {
    if (!files.length) this.say(text, answered);
    const album = files.length > 1 ? newId() : undefined;
    files.forEach((file, place) => {
      if (place) this.upload(file, album);
      else this.upload(file, album, text.trim() ? text : undefined, answered);
    });
  }

  reply(message) {
    if (this.context?.kind === "edit") this.write("");
    this.setContext({ kind: "reply", message });
    this.focus();
  }

  edit(message) {
    this.setContext({ kind: "edit", message });
    this.write(message.body);
    this.focus();
  }

  /** What was refused is put back, so that no words are lost. */
  bringBack(act) {
    if (this.empty) this.write(act.text);
  }

  cancel() {
    if (this.context?.kind === "edit") this.write("");
    this.setContext(undefined);
    this.focus();
  }

  setContext(context) {
    this.context = context;
    this.keepDraft();
    this.dress();
  }

  // -- what is half written, for as long as the browser keeps the page

  keepDraft() {
    if (!this.room) return;
    const { context } = this;
    const draft = { text: this.field.value, kind: context?.kind, message: context?.message.id };
    const name = `${this.key}-${this.room}`;
    try {
      if (draft.text || draft.message) sessionStorage.setItem(name, JSON.stringify(draft));
      else sessionStorage.removeItem(name);
    } catch {
      // The browser keeps nothing for us; the words stay on the page.
    }
  }

  /** Another room, with what was half written in it. */
  open(room) {
    this.room = undefined; // nothing of the last room is kept for this one
    let draft = {};
    try {
      draft = JSON.parse(sessionStorage.getItem(`${this.key}-${room}`) ?? "{}");
    } catch {
      // It can't be read, so there is none.
    }
    this.write(draft.text ?? "");
    this.setContext(undefined);
    this.waiting = draft.message ? draft : undefined; // its message comes with the room
    this.room = room;
    this.problem("");
    this.loaded();
  }

  /** The messages of the room are here: what was answered or corrected can be named. */
  loaded() {
    const message = this.waiting && this.messageOf(this.waiting.message);
    if (!message || message.deleted) return;
    const { kind } = this.waiting;
    this.waiting = undefined;
    if (!this.context) this.setContext({ kind, message });
  }

  write(text) {
    this.field.value = text;
    this.fit();
    this.keepDraft();
  }

  fit() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, 160)}px`;
    at("send").disabled = this.empty && !this.tray?.files.length;
  }

  problem(text) {
    const shown = at("problem");
    shown.hidden = !text;
    shown.textContent = text;
  }

  dress() {
    const { context } = this;
    at("context").hidden = !context;
    this.tray.draw();
    if (!context) return;
    const { message } = context;
    at("context-title").textContent =
      context.kind === "edit" ? word("editing") : word("replying", { name: author(message) });
    const [file] = message.files;
    at("context-text").textContent = visible(message.title || message.body).slice(0, 160)
      || (file ? `${visible(file.name)} · ${size(file.size)}` : "");
  }
}
