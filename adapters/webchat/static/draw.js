// Draws messages.

import { icon, make, mark } from "./dom.js";
import { attached } from "./files.js";
import { prose } from "./prose.js";
import { clock, day, moment, size, visible, word } from "./words.js";

const KEYS = 9; // choices that a digit can press

/** The part of a name that fits a small circle: the last character of a Chinese one. */
export function initial(name) {
  const letters = Array.from(visible(name).trim());
  const last = letters.at(-1) ?? "?";
  return /\p{Script=Han}/u.test(last) ? last : (letters[0] ?? "?").toUpperCase();
}

function avatar(message) {
  if (message.sender === null) return mark();
  const tone = Array.from(message.sender).reduce((sum, c) => (sum * 31 + c.codePointAt(0)) % 6, 0);
  return make("span", { class: `avatar tone-${tone}`, "aria-hidden": "true" }, initial(message.name));
}

export const author = (message) =>
  (message.sender === null ? word("assistant") : visible(message.name ?? ""));

function quote(reply, jump) {
  const name = reply.name === null ? word("assistant") : visible(reply.name);
  return make(
    "button",
    { type: "button", class: "quote", onclick: () => jump(reply.id) },
    make("bdi", { class: "quote-name" }, name),
    make("span", { dir: "auto" }, reply.deleted ? word("deleted") : visible(reply.text)),
  );
}

function choices(message, pressed, press) {
  let number = 0;
  const rows = message.buttons.map((row) =>
    make("div", { class: "row" }, ...row.map((button) => {
      number += 1;
      const taken = pressed?.choice === button.id;
      const key = number <= KEYS ? number : undefined;
      const element = make(
        "button",
        { type: "button", class: ["choice", button.style, taken && "taken"].filter(Boolean).join(" "),
          "data-choice": button.id, "data-number": key, "aria-busy": taken && !pressed.done ? "true" : undefined,
          onclick: () => press(message, button.id) },
        key ? make("kbd", { "aria-hidden": "true" }, String(key)) : null,
        make("span", { dir: "auto" }, visible(button.label)),
      );
      if (taken) element.append(icon("check"));
      return element;
    })),
  );
  return make("div", { class: "choices" }, ...rows);
}

/** What can be done with a message: [name of the deed, what does it]. */
export function deedsFor(message, me, deeds) {
  const mine = message.sender === me;
  if (message.deleted || message.unreadable) return [];
  return [
    ["reply", deeds.reply],
    message.title || message.body ? ["copy", deeds.copy] : null,
    mine && !message.files.length ? ["edit", deeds.edit] : null,
    mine ? ["delete", deeds.remove] : null,
  ].filter(Boolean);
}

function tools(message, me, deeds) {
  return make("div", { class: "tools" }, ...deedsFor(message, me, deeds)
    .filter(([name]) => name !== "copy") // a mouse marks and copies
    .map(([name, act]) => make(
      "button",
      { type: "button", class: `icon tool-${name}`, title: word(name), "data-tool": name,
        onclick: () => act(message) },
      icon(name),
      make("span", { class: name === "reply" ? "label" : "hidden" }, word(name)),
    )));
}

function gone(message, mine) {
  if (message.unreadable) return word("unreadable");
  if (message.gone === "sealed") return word(mine ? "deleted_sealed" : "deleted");
  if (message.gone === "removed") return word("deleted_removed");
  if (message.gone !== "withdrawn") return word("deleted");
  return mine ? word("deleted_mine") : word("deleted_by", { name: author(message) });
}

/** One message as a list item. `deeds`: reply, copy, edit, remove, press, jump. */
export function drawMessage(message, me, pressed, deeds) {
  const mine = message.sender === me;
  const bubble = make("div", { class: "bubble" });
  if (message.deleted || message.unreadable) {
    bubble.append(make("p", { class: "gone" }, gone(message, mine)));
  } else {
    if (message.reply) bubble.append(quote(message.reply, deeds.jump));
    if (message.title) bubble.append(make("h2", { dir: "auto" }, visible(message.title)));
    bubble.append(...attached(message.files.filter((file) => file.picture)));
    if (message.body) bubble.append(...prose(message));
    bubble.append(...attached(message.files.filter((file) => !file.picture)));
    if (message.buttons.length) bubble.append(choices(message, pressed, deeds.press));
  }
  const notes = [];
  // What OrgLife says changes with what it is about; that is no news.
  if (message.edited && !message.deleted && message.sender !== null) notes.push(make("span", {}, word("edited")));
  if (message.marked && !message.deleted) {
    notes.push(make("span", { class: "mark" }, icon("check"), word("marked")));
  }
  const kind = message.sender === null ? "orglife" : mine ? "mine" : "other";
  return make(
    "li",
    { class: `message ${kind}`, id: `m-${message.id}`, "data-sender": message.sender ?? "",
      "data-at": message.at, tabindex: "-1" },
    make("p", { class: "day" }, make("span", {}, day(message.at))),
    make("div", { class: "who" }, avatar(message)),
    make("div", { class: "what" },
      make("p", { class: "by" },
        mine ? make("span", { class: "hidden" }, word("you")) : make("bdi", {}, author(message)),
        make("time", { datetime: new Date(message.at).toISOString(), title: moment(message.at) },
          clock(message.at))),
      make("div", { class: "held" }, bubble, message.deleted ? null : tools(message, me, deeds)),
      notes.length ? make("p", { class: "notes" }, ...notes) : null),
  );
}

/** Why a message waits: only a full disk has a word of its own. */
export const waitsFor = (answer) => (answer?.detail === "no_room" ? "no_room" : "offline");

/** A message that is on its way. `deeds`: retry, discard. */
export function drawPending(item, deeds) {
  const { act, state, refusal, progress } = item;
  const failed = state === "refused";
  const bubble = make("div", { class: "bubble" });
  if (item.file) {
    const name = visible(item.file.name);
    bubble.append(make("div", { class: "file" }, icon("file"),
      make("span", {}, make("bdi", { class: "file-name" }, name), make("small", {}, size(item.file.size)))));
    if (!failed) {
      bubble.append(make("progress", { max: 1, value: progress ?? 0, "aria-label": word("uploading", { name }) }));
    }
  }
  if (act.text) bubble.append(make("div", { class: "body", dir: "auto" }, visible(act.text)));
  const notes = failed
    ? [make("span", { class: "failed", role: "alert" },
        `${word("not_sent")} · ${word(refusal?.detail ?? "failed", refusal?.extra ?? {})}`),
      make("button", { type: "button", class: "quiet", onclick: () => deeds.retry(item) }, word("retry")),
      make("button", { type: "button", class: "quiet", onclick: () => deeds.discard(item) }, word("discard"))]
    : [make("span", {}, word(state === "waiting" ? waitsFor(refusal) : "sending"))];
  return make("li", { class: "message mine pending", id: `a-${act.id}`, "data-sender": "\u0000me",
    "data-at": item.at, tabindex: "-1" },
    make("p", { class: "day" }, make("span", {}, day(item.at))),
    make("div", { class: "who" }),
    make("div", { class: "what" }, make("div", { class: "held" }, bubble),
      make("p", { class: "notes" }, ...notes)));
}
