// The page of one person: their rooms, the conversation, and what they do in it.

import { Composer } from "./composer.js";
import { drawMessage, drawPending, initial, make, regroup } from "./draw.js";
import { ask, newId, Outbox, Stream } from "./link.js";
import { dress, speak, spoken, visible, word } from "./words.js";

const data = JSON.parse(document.getElementById("data").textContent);
const me = data.me.id;
const at = (id) => document.getElementById(id);
const [scroller, log, nav, banner, below] =
  ["scroller", "log", "rooms", "connection", "below"].map(at);

const SCROLLING = 1000; // ms that a browser takes to the end at most
const ANSWERING = 5000; // ms after a tap in which a new message is taken for the answer

const rooms = new Map(); // id → {id, title, private, unread, messages, loaded, more}
const pressed = new Map(); // message id → {choice, done}
let current;
let pending = []; // what is on its way, in every room
let connected = true;

speak(data.words, data.me.language);

// -- rooms

const roomTitle = (room) => (room.private ? word("private_room") : visible(room.title));

function takeRooms(list) {
  for (const given of list) {
    const known = rooms.get(given.id);
    const watched = given.id === current?.id && !document.hidden;
    if (known) Object.assign(known, given, watched ? { unread: 0 } : {});
    else rooms.set(given.id, { ...given, messages: new Map(), loaded: false, more: false });
  }
  for (const id of rooms.keys()) if (!list.some((given) => given.id === id)) rooms.delete(id);
  if (!rooms.has(current?.id)) current = undefined;
  drawRooms();
  if (!current && rooms.size) enter(wanted());
}

const wanted = () =>
  rooms.get(decodeURIComponent(location.hash.slice(1))) ?? rooms.values().next().value;

const privately = () => Array.from(rooms.values()).find((room) => room.private);

function drawRooms() {
  const focused = document.activeElement?.dataset?.room;
  nav.replaceChildren(...Array.from(rooms.values(), (room) => {
    const unread = room.unread > 99 ? "99+" : String(room.unread);
    const badge = room.unread
      ? make("span", { class: "badge", "aria-label": word("unread", { n: unread }) }, unread)
      : null;
    const face = room.private
      ? make("img", { class: "avatar", src: "/chat/static/mark.svg", alt: "" })
      : make("span", { class: "avatar room-face", "aria-hidden": "true" }, Array.from(visible(room.title))[0] ?? "#");
    return make("button",
      { type: "button", class: "room", "data-room": room.id,
        "aria-current": room === current ? "page" : undefined, onclick: () => enter(room) },
      face, make("bdi", {}, roomTitle(room)), badge);
  }));
  if (focused) nav.querySelector(`[data-room="${CSS.escape(focused)}"]`)?.focus();
  const unread = Array.from(rooms.values()).reduce((sum, room) => sum + room.unread, 0);
  document.title = `${unread ? `(${unread}) ` : ""}${visible(data.me.name)} · ${word("app")}`;
}

async function enter(room) {
  if (!room) return;
  if (current && current !== room) composer.keepDraft(current.id);
  const changed = current !== room;
  current = room;
  history.replaceState(null, "", `#${encodeURIComponent(room.id)}`);
  if (changed) composer.open(room.id);
  at("title").textContent = roomTitle(room);
  at("subtitle").textContent = room.private ? word("private_hint") : "";
  drawRooms();
  drawLog();
  toEnd();
  if (!room.loaded) await load(room);
}

async function load(room, before) {
  let page;
  try {
    page = await ask(`rooms/${encodeURIComponent(room.id)}${before ? `?before=${before}` : ""}`);
  } catch (error) {
    if (error.status === 401) signedOut();
    else setTimeout(() => room.loaded || load(room), 3000);
    return;
  }
  for (const message of page.messages) keep(room, message);
  room.loaded = true;
  room.more = page.more;
  if (room !== current) return;
  const height = scroller.scrollHeight - scroller.scrollTop;
  drawLog();
  if (before) scroller.scrollTop = scroller.scrollHeight - height;
  else toEnd();
  seen();
}

// -- messages

function keep(room, message) {
  const known = room.messages.get(message.id);
  if (known && known.changed >= message.changed) return false;
  room.messages.set(message.id, message);
  if (known) pressed.delete(message.id);
  return true;
}

function news(message) {
  const room = rooms.get(message.room);
  if (!room) return;
  const isNew = !room.messages.has(message.id);
  const oldest = Math.min(...Array.from(room.messages.keys(), Number));
  if (isNew && room.loaded && room.more && Number(message.id) < oldest) return; // not shown yet
  if (!keep(room, message)) return;
  if (message.act) pending = pending.filter((item) => item.act.id !== message.act || settle(item));
  const foreign = message.sender !== me;
  const last = Math.max(...Array.from(room.messages.keys(), Number)) === Number(message.id);
  if (room !== current || document.hidden) {
    if (isNew && last && foreign && !message.deleted) room.unread += 1;
    drawRooms();
  }
  if (room !== current) return;
  const stay = atEnd() || Date.now() < heading; // what comes in on the way is no reason to stop
  place(message);
  regroup(log);
  drawEmpty();
  const awaited = isNew && last && Date.now() < answering;
  if (stay || awaited || (isNew && !foreign)) toEnd(true);
  else if (isNew && last) below.hidden = false;
  seen();
}

function place(message) {
  const item = drawMessage(message, me, pressed.get(message.id), deeds);
  const old = at(`m-${message.id}`);
  if (old) {
    const focus = old.contains(document.activeElement) ? document.activeElement.dataset : undefined;
    old.replaceWith(item);
    const same = focus?.choice ? `[data-choice="${CSS.escape(focus.choice)}"]`
      : focus?.tool ? `[data-tool="${focus.tool}"]` : undefined;
    if (same) item.querySelector(same)?.focus({ preventScroll: true });
    return;
  }
  const next = Array.from(log.children).find((each) =>
    each.classList.contains("pending") || Number(each.id.slice(2)) > Number(message.id));
  log.insertBefore(item, next ?? null);
}

function drawLog() {
  const messages = Array.from(current.messages.values()).sort((a, b) => Number(a.id) - Number(b.id));
  log.setAttribute("aria-live", "off"); // a whole room is not news
  log.classList.toggle("private", current.private);
  log.replaceChildren(
    ...messages.map((message) => drawMessage(message, me, pressed.get(message.id), deeds)),
    ...pending.filter((item) => item.act.room === current.id)
      .map((item) => drawPending(item, deeds)),
  );
  requestAnimationFrame(() => log.setAttribute("aria-live", "polite"));
  at("earlier").hidden = !current.more;
  regroup(log);
  drawEmpty();
  below.hidden = true;
}

function drawEmpty() {
  const empty = at("empty");
  empty.hidden = !current.loaded || log.children.length > 0;
  if (empty.hidden) return;
  empty.replaceChildren(
    make("img", { src: "/chat/static/mark.svg", alt: "", width: 56, height: 56 }),
    make("strong", {}, word("empty")),
    make("span", {}, word(current.private ? "empty_private" : "empty_room")),
  );
}

let answering = 0; // until when a new message answers a tap, so that it is brought into sight
let heading = 0; // until when the page is on its way to the end by itself

const atEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 80;

function toEnd(smooth = false) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  heading = smooth && !calm ? Date.now() + SCROLLING : 0;
  scroller.scrollTo({ top: scroller.scrollHeight, behavior: heading ? "smooth" : "instant" });
  below.hidden = true;
}

for (const gesture of ["wheel", "touchmove", "keydown"]) {
  scroller.addEventListener(gesture, () => { heading = 0; }, { passive: true });
}

let seeing;
function seen() {
  clearTimeout(seeing);
  seeing = setTimeout(() => {
    if (document.hidden || !current || !atEnd() || !current.messages.size) return;
    const room = current;
    const last = String(Math.max(...Array.from(room.messages.keys(), Number)));
    if (room.unread) {
      room.unread = 0;
      drawRooms();
    }
    if (room.read === last) return;
    room.read = last;
    outbox.post({ act: { kind: "read", room: room.id, message: last } });
  }, 400);
}

// -- what the person does

const outbox = new Outbox(`orglife-${me}`, data.header, (item, state, answer) => {
  if (item.file || item.act.kind === "say") return sent(item, state, answer);
  if (state === "waiting" && !connected) return undefined;
  if (item.act.kind === "press") return wasPressed(item.act, state, answer);
  if (state === "refused") {
    composer.problem(word(answer.detail ?? "failed", answer.extra ?? {}));
    if (item.act.kind === "change") composer.bringBack(item.act);
  }
  if (answer?.status === 401) signedOut();
  return undefined;
});

/** The state of a message on its way. */
function sent(item, state, answer) {
  const held = pending.find((each) => each.act.id === item.act.id);
  if (!held) return;
  if (answer?.status === 401) signedOut();
  if (state === "progress") {
    held.progress = answer;
    const bar = at(`a-${item.act.id}`)?.querySelector("progress");
    if (bar) bar.value = answer;
    return;
  }
  if (state === "done" && rooms.get(item.act.room)?.messages.has(answer.message)) {
    settle(held);
    pending = pending.filter((each) => each !== held);
    return;
  }
  Object.assign(held, { state, refusal: state === "refused" ? answer : undefined });
  at(`a-${item.act.id}`)?.replaceWith(drawPending(held, deeds));
  regroup(log);
}

function settle(item) {
  at(`a-${item.act.id}`)?.remove();
  return false;
}

function wasPressed(act, state, answer) {
  const room = rooms.get(act.room);
  const message = room?.messages.get(act.message);
  const press = pressed.get(act.message);
  if (press?.id === act.id) {
    if (state === "refused") {
      pressed.delete(act.message);
      composer.problem(word(answer.detail ?? "failed", answer.extra ?? {}));
    } else press.done = state === "done";
    // What follows comes in private: that is where to look.
    if (press.done && press.leads && room === current) enter(privately());
  }
  if (message && room === current) {
    place(message);
    regroup(log);
  }
  if (answer?.status === 401) signedOut();
}

function post(act, file) {
  const item = { act: { id: newId(), room: current.id, ...act }, file, at: Date.now(), state: "sending" };
  pending.push(item);
  log.append(drawPending(item, deeds));
  regroup(log);
  drawEmpty();
  toEnd(true);
  outbox.add(item);
}

const deeds = {
  reply: (message) => composer.reply(message),
  edit: (message) => composer.edit(message),
  async remove(message) {
    const dialog = at("confirm");
    dialog.returnValue = "no";
    dialog.showModal();
    await new Promise((done) => dialog.addEventListener("close", done, { once: true }));
    if (dialog.returnValue !== "yes") return;
    outbox.add({ act: { kind: "withdraw", id: newId(), room: message.room, message: message.id } });
  },
  press(message, choice) {
    const press = pressed.get(message.id);
    if (press && !press.done && press.choice === choice) return; // it is still on its way
    const id = newId();
    const { leads } = message.buttons.flat().find((button) => button.id === choice) ?? {};
    pressed.set(message.id, { id, choice, done: false, leads });
    answering = Date.now() + ANSWERING;
    place(message);
    regroup(log);
    outbox.add({ act: { kind: "press", id, room: message.room, message: message.id, choice } });
  },
  async jump(id) {
    for (let tries = 0; !at(`m-${id}`) && current.more && tries < 20; tries += 1) await earlier();
    const item = at(`m-${id}`);
    item?.scrollIntoView({ block: "center" });
    item?.classList.add("found");
    setTimeout(() => item?.classList.remove("found"), 1600);
  },
  retry(item) {
    pending = pending.filter((each) => each !== item);
    settle(item);
    const { id: _, ...act } = item.act;
    post(act, item.file);
  },
  discard(item) {
    pending = pending.filter((each) => each !== item);
    settle(item);
    regroup(log);
  },
};

const composer = new Composer({
  largestUpload: data.largest_upload,
  largestText: data.largest_text,
  me: data.me,
  say: (text, reply_to) => post({ kind: "say", text, reply_to }),
  change: (message, text) =>
    outbox.add({ act: { kind: "change", id: newId(), room: message.room, message: message.id, text } }),
  upload: (file, reply_to) => post({ reply_to }, file),
  lastOwn: () => Array.from(current.messages.values()).filter((message) =>
    message.sender === me && !message.deleted && !message.files.length)
    .sort((a, b) => Number(a.id) - Number(b.id)).at(-1),
});

const earlier = () => load(current, Math.min(...Array.from(current.messages.keys(), Number)));
at("earlier").addEventListener("click", earlier);
below.addEventListener("click", () => toEnd(true));
scroller.addEventListener("scroll", () => {
  if (!atEnd()) return;
  below.hidden = true;
  seen();
}, { passive: true });
new ResizeObserver(() => composer.wasAtEnd && toEnd()).observe(scroller);
scroller.addEventListener("scroll", () => { composer.wasAtEnd = atEnd(); }, { passive: true });

/** Digits answer the newest choices while nothing is being written; letters begin to write. */
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest?.("input, textarea, dialog")) return;
  if (/^[1-9]$/.test(event.key) && composer.empty) {
    const choice = log.querySelector(`.newest .choice[data-number="${event.key}"]`);
    if (choice) {
      event.preventDefault();
      choice.click();
      return;
    }
  }
  if (event.key.length === 1 && event.key !== " " && !event.target.closest?.("nav")) composer.focus();
});

// -- language

const languageButton = at("language");

function applyLanguage() {
  dress();
  languageButton.textContent = word("other_language");
  languageButton.lang = spoken() === "en" ? "zh-CN" : "en";
  languageButton.setAttribute("aria-label", word("other_language_label"));
  at("my-avatar").textContent = initial(data.me.name);
  composer.dress();
  showConnection();
  drawRooms();
  if (!current) return;
  at("title").textContent = roomTitle(current);
  at("subtitle").textContent = current.private ? word("private_hint") : "";
  drawLog();
}

languageButton.addEventListener("click", () => {
  const language = spoken() === "en" ? "zh-CN" : "en";
  speak(data.words, language);
  applyLanguage();
  toEnd();
  outbox.add({ act: { kind: "speak", id: newId(), language } });
});

// -- the line

function showConnection() {
  banner.hidden = connected;
  banner.textContent = connected ? "" : word("reconnecting");
}

function signedOut() {
  stream.close();
  banner.hidden = false;
  banner.textContent = word("signed_out");
  banner.classList.add("final");
}

let worry;
const stream = new Stream({
  news,
  rooms: takeRooms,
  glance: (state) => takeRooms(state.rooms),
  online(now) {
    clearTimeout(worry);
    const show = () => {
      connected = now;
      showConnection();
    };
    if (now) show();
    else worry = setTimeout(show, 800); // a moment's silence is no news
  },
  gone: signedOut,
});

document.addEventListener("visibilitychange", () => {
  if (!document.hidden) seen();
});

async function begin() {
  let state;
  try {
    state = await ask("state");
  } catch (error) {
    if (error.status === 401) return signedOut();
    connected = false;
    showConnection();
    return setTimeout(begin, 3000);
  }
  connected = true;
  if (state.language !== spoken() && !outbox.items.length) speak(data.words, state.language);
  pending = outbox.restore().filter((item) => item.act.kind === "say");
  applyLanguage();
  takeRooms(state.rooms);
  return stream.start(state.change);
}

begin();
