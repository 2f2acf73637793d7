// The field at the foot of the page: writing, answering, correcting, sending files.

import { size, visible, word } from "./words.js";

const at = (id) => document.getElementById(id);
const encoder = new TextEncoder();

export class Composer {
  constructor({ largestUpload, largestText, say, change, upload, lastOwn }) {
    Object.assign(this, { largestUpload, largestText, say, change, upload, lastOwn });
    this.field = at("text");
    this.drafts = new Map(); // room → {text, context}
    this.context = undefined; // {kind: "reply" | "edit", message}
    this.wasAtEnd = true;
    this.touch = matchMedia("(pointer: coarse)");
    at("composer").addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.field.addEventListener("input", () => {
      this.fit();
      this.problem("");
    });
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.field.addEventListener("paste", (event) => {
      const [file] = event.clipboardData?.files ?? [];
      if (!file) return;
      event.preventDefault();
      this.send(file);
    });
    at("context-cancel").addEventListener("click", () => this.cancel());
    at("file").addEventListener("change", (event) => {
      for (const file of event.target.files) this.send(file);
      event.target.value = "";
    });
  }

  get empty() {
    return this.field.value.trim() === "";
  }

  focus() {
    this.field.focus();
  }

  key(event) {
    if (event.isComposing || event.keyCode === 229) return; // an input method is at work
    if (event.key === "Enter" && !event.shiftKey && !this.touch.matches) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "Escape") {
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
    if (!text.trim()) return;
    if (encoder.encode(text).length > this.largestText) {
      this.problem(word("text_too_long", { limit: this.largestText / 1024 }));
      return;
    }
    const { context } = this;
    this.write("");
    this.setContext(undefined);
    if (context?.kind === "edit") {
      if (text !== context.message.body) this.change(context.message, text);
    } else this.say(text, context?.message.id);
    this.focus();
  }

  send(file) {
    if (file.size > this.largestUpload) {
      this.problem(word("file_too_large", { limit: this.largestUpload / 1024 / 1024 }));
      return;
    }
    const answered = this.context?.kind === "reply" ? this.context.message.id : undefined;
    if (answered) this.setContext(undefined);
    this.problem("");
    this.upload(file, answered);
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
    this.dress();
  }

  keepDraft(room) {
    this.drafts.set(room, { text: this.field.value, context: this.context });
  }

  open(room) {
    const draft = this.drafts.get(room);
    this.write(draft?.text ?? "");
    this.setContext(draft?.context);
    this.problem("");
  }

  write(text) {
    this.field.value = text;
    this.fit();
  }

  fit() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, 160)}px`;
    at("send").disabled = this.empty;
  }

  problem(text) {
    const shown = at("problem");
    shown.hidden = !text;
    shown.textContent = text;
  }

  dress() {
    const { context } = this;
    at("context").hidden = !context;
    at("send").disabled = this.empty;
    if (!context) return;
    const { message } = context;
    const name = message.sender === null ? word("assistant") : visible(message.name ?? "");
    at("context-title").textContent =
      context.kind === "edit" ? word("editing") : word("replying", { name });
    const [file] = message.files;
    at("context-text").textContent = visible(message.title || message.body).slice(0, 160)
      || (file ? `${visible(file.name)} · ${size(file.size)}` : "");
  }
}
