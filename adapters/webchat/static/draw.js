// Draws messages. Every text goes in as text, never as markup.

import { clock, day, moment, size, visible, word } from "./words.js";

const LONG = 1200; // characters from which a text is folded
const GROUP = 5 * 60 * 1000; // ms within which messages of one sender stand together

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== null));
  return element;
}

export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `/chat/static/icons.svg#${name}`);
  svg.append(use);
  return svg;
}

/** The part of a name that fits a small circle: the last character of a Chinese one. */
export function initial(name) {
  const letters = Array.from(visible(name).trim());
  const last = letters.at(-1) ?? "?";
  return /\p{Script=Han}/u.test(last) ? last : (letters[0] ?? "?").toUpperCase();
}

export function avatar(message) {
  if (message.sender === null) {
    return make("img", { class: "avatar", src: "/chat/static/mark.svg", alt: "" });
  }
  const tone = Array.from(message.sender).reduce((sum, c) => (sum * 31 + c.codePointAt(0)) % 6, 0);
  return make("span", { class: `avatar tone-${tone}`, "aria-hidden": "true" }, initial(message.name));
}

function words(message) {
  const text = visible(message.body);
  const body = make("div", { class: "body", dir: "auto" }, text);
  if (text.length <= LONG) return [body];
  body.classList.add("folded");
  const toggle = make("button", { type: "button", class: "quiet fold", "aria-expanded": "false" });
  toggle.textContent = word("expand");
  toggle.onclick = () => {
    const folded = body.classList.toggle("folded");
    toggle.textContent = word(folded ? "expand" : "collapse");
    toggle.setAttribute("aria-expanded", String(!folded));
  };
  return [body, toggle];
}

function quote(reply, jump) {
  const name = reply.name === null ? word("assistant") : visible(reply.name);
  return make(
    "button",
    { type: "button", class: "quote", onclick: () => jump(reply.id) },
    make("bdi", { class: "quote-name" }, name),
    make("span", { dir: "auto" }, reply.deleted ? word("deleted") : visible(reply.text)),
  );
}

function attached(file) {
  const name = visible(file.name);
  return make(
    "a",
    { class: "file", href: `files/${encodeURIComponent(file.id)}`, download: name,
      "aria-label": word("download", { name }) },
    icon("file"),
    make("span", {}, make("bdi", { class: "file-name" }, name), make("small", {}, size(file.size))),
  );
}

function choices(message, pressed, press) {
  let number = 0;
  const rows = message.buttons.map((row) =>
    make("div", { class: "row" }, ...row.map((button) => {
      number += 1;
      const taken = pressed?.choice === button.id;
      const element = make(
        "button",
        { type: "button", class: "choice", "data-choice": button.id, "data-number": number,
          "aria-pressed": String(taken), "aria-busy": String(taken && !pressed.done),
          onclick: () => press(message, button.id) },
        make("kbd", { "aria-hidden": "true" }, String(number)),
        make("span", { dir: "auto" }, visible(button.label)),
      );
      if (taken) element.append(icon("check"));
      return element;
    })),
  );
  return make("div", { class: "choices", role: "group" }, ...rows);
}

function tools(message, mine, deeds) {
  const tool = (name, act) =>
    make(
      "button",
      { type: "button", class: "icon", "aria-label": word(name), title: word(name),
        "data-tool": name, onclick: () => act(message) },
      icon(name),
    );
  return make(
    "div",
    { class: "tools" },
    tool("reply", deeds.reply),
    mine && !message.files.length ? tool("edit", deeds.edit) : null,
    mine ? tool("delete", deeds.remove) : null,
  );
}

/** One message as a list item. `deeds`: reply, edit, remove, press, jump. */
export function drawMessage(message, me, pressed, deeds) {
  const mine = message.sender === me;
  const name = message.sender === null ? word("assistant") : visible(message.name ?? "");
  const bubble = make("div", { class: "bubble" });
  if (message.deleted) bubble.append(make("p", { class: "gone" }, word("deleted")));
  else if (message.unreadable) bubble.append(make("p", { class: "gone" }, word("unreadable")));
  else {
    if (message.reply) bubble.append(quote(message.reply, deeds.jump));
    if (message.title) bubble.append(make("h3", { dir: "auto" }, visible(message.title)));
    if (message.body) bubble.append(...words(message));
    bubble.append(...message.files.map(attached));
    if (message.buttons.length) bubble.append(choices(message, pressed, deeds.press));
  }
  const notes = [];
  // What OrgLife says changes with what it is about; that is no news.
  if (message.edited && !message.deleted && message.sender !== null) notes.push(make("span", {}, word("edited")));
  if (message.marked && !message.deleted) {
    notes.push(make("span", { class: "mark" }, icon("check"), word("marked")));
  }
  const kind = message.sender === null ? "orglife" : mine ? "mine" : "other";
  const item = make(
    "li",
    { class: `message ${kind}`, id: `m-${message.id}`, "data-sender": message.sender ?? "",
      "data-at": message.at },
    make("p", { class: "day" }, make("span", {}, day(message.at))),
    make("div", { class: "who" }, avatar(message)),
    make("div", { class: "what" },
      make("p", { class: "by" },
        mine ? make("span", { class: "hidden" }, word("you")) : make("bdi", {}, name),
        make("time", { datetime: new Date(message.at).toISOString(), title: moment(message.at) },
          clock(message.at))),
      make("div", { class: "held" }, bubble, message.deleted ? null : tools(message, mine, deeds)),
      notes.length ? make("p", { class: "notes" }, ...notes) : null),
  );
  bubble.addEventListener("click", (event) => {
    if (!event.target.closest("button, a") && !getSelection()?.toString()) item.classList.toggle("open");
  });
  return item;
}

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
  } else bubble.append(make("div", { class: "body", dir: "auto" }, visible(act.text)));
  const notes = failed
    ? [make("span", { class: "failed", role: "alert" },
        `${word("not_sent")} · ${word(refusal?.detail ?? "failed", refusal?.extra ?? {})}`),
      make("button", { type: "button", class: "quiet", onclick: () => deeds.retry(item) }, word("retry")),
      make("button", { type: "button", class: "quiet", onclick: () => deeds.discard(item) }, word("discard"))]
    : [make("span", {}, word(state === "waiting" ? "offline" : "sending"))];
  return make("li", { class: "message mine pending", id: `a-${act.id}`, "data-sender": "\u0000me",
    "data-at": item.at },
    make("p", { class: "day" }, make("span", {}, day(item.at))),
    make("div", { class: "who" }),
    make("div", { class: "what" }, make("div", { class: "held" }, bubble),
      make("p", { class: "notes" }, ...notes)));
}

/** Shows the day where it begins, and the sender where a group of messages begins. */
export function regroup(log) {
  let before;
  let newest;
  for (const item of log.children) {
    const at = Number(item.dataset.at);
    const newDay = !before || day(Number(before.dataset.at)) !== day(at);
    const close = before && before.dataset.sender === item.dataset.sender
      && at - Number(before.dataset.at) < GROUP;
    item.classList.toggle("new-day", newDay);
    item.classList.toggle("first", newDay || !close);
    item.classList.remove("newest");
    if (item.querySelector(".choice")) newest = item;
    before = item;
  }
  newest?.classList.add("newest");
  return newest;
}
