// The page of one person: their rooms, the conversation, and what they do in it.

import { Composer } from "./composer.js";
import { at } from "./dom.js";
import { deedsFor, initial, waitsFor } from "./draw.js";
import { ask, newId, Outbox, Stream } from "./link.js";
import { Log } from "./log.js";
import { copyText, Menu } from "./menu.js";
import { Notifications } from "./notify.js";
import { drawRooms, roomTitle, Trail } from "./rooms.js";
import { feel } from "./touch.js";
import { dress, know, speak, spoken, visible, word } from "./words.js";

const data = JSON.parse(at("data").textContent);
const me = data.me.id;
const banner = at("connection");

const rooms = new Map(); // id → {id, title, private, unread, messages, loaded, more}
const pressed = new Map(); // message id → {choice, done}
let current;
let pending = []; // what is on its way, in every room
let connected = true;

know({ largest: data.largest_upload / 1024 / 1024 });
speak(data.words, data.me.language);

// -- rooms

const privately = () => Array.from(rooms.values()).find((room) => room.private);

const trail = new Trail((wanted) => show(rooms.get(wanted) ?? privately()));

function takeRooms(list) {
  for (const given of list) {
    const known = rooms.get(given.id);
    const watched = given.id === current?.id && !document.hidden;
    if (known) Object.assign(known, given, watched ? { unread: 0 } : {});
    else rooms.set(given.id, { ...given, messages: new Map(), loaded: false, more: false });
  }
  for (const id of rooms.keys()) if (!list.some((given) => given.id === id)) rooms.delete(id);
  if (!rooms.has(current?.id)) current = undefined;
  redrawRooms();
  if (!current && rooms.size) enter(rooms.get(trail.wanted) ?? rooms.values().next().value);
}

function redrawRooms() {
  drawRooms(Array.from(rooms.values()), current, enter);
  const unread = Array.from(rooms.values()).reduce((sum, room) => sum + room.unread, 0);
  document.title = `${unread ? `(${unread}) ` : ""}${visible(data.me.name)} · ${word("app")}`;
}

/** The person goes to a room, or the page leads them there. */
function enter(room) {
  if (!room) return;
  trail.enter(room, privately());
  show(room);
}

async function show(room) {
  if (!room) return;
  if (current !== room) {
    composer.keepDraft();
    current = room;
    composer.open(room.id);
  }
  nameRoom();
  redrawRooms();
  log.draw(room, pending);
  log.toEnd();
  if (!room.loaded) await load(room);
}

function nameRoom() {
  at("title").textContent = roomTitle(current);
  at("title").title = roomTitle(current);
  at("subtitle").textContent = current.private ? word("private_hint") : "";
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
  const { scroller } = log;
  const height = scroller.scrollHeight - scroller.scrollTop;
  log.draw(room, pending);
  if (before) scroller.scrollTop = scroller.scrollHeight - height;
  else log.toEnd();
  composer.loaded();
  seen();
}

const oldest = (room) => Math.min(...Array.from(room.messages.keys(), Number));
const newest = (room) => Math.max(...Array.from(room.messages.keys(), Number));

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
  if (isNew && room.loaded && room.more && Number(message.id) < oldest(room)) return; // not shown yet
  if (!keep(room, message)) return;
  if (message.act) settle(message.act);
  const foreign = message.sender !== me;
  const last = newest(room) === Number(message.id);
  if (room !== current || document.hidden) {
    if (isNew && last && foreign && !message.deleted) room.unread += 1;
    redrawRooms();
  }
  if (room !== current) return;
  const { follows } = log;
  const item = log.place(message);
  if (isNew && !foreign) log.toEnd(true);
  else log.show(item, { news: isNew && last, follows });
  seen();
}

let seeing;
function seen() {
  clearTimeout(seeing);
  seeing = setTimeout(() => {
    if (document.hidden || !current || !log.atEnd || !current.messages.size) return;
    const room = current;
    const last = String(newest(room));
    if (room.unread) {
      room.unread = 0;
      redrawRooms();
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
  } else if (state === "done" && rooms.get(item.act.room)?.messages.has(answer.message)) {
    settle(item.act.id);
  } else {
    Object.assign(held, { state, refusal: state === "refused" || state === "waiting" ? answer : undefined });
    log.repend(held);
  }
}

/** This is on its way no more. */
function settle(act) {
  const item = pending.find((each) => each.act.id === act);
  if (!item) return;
  pending = pending.filter((each) => each !== item);
  log.unpend(item);
}

function wasPressed(act, state, answer) {
  const room = rooms.get(act.room);
  const message = room?.messages.get(act.message);
  const press = pressed.get(act.message);
  if (press?.id === act.id) {
    if (state === "refused") {
      pressed.delete(act.message);
      composer.problem(word(answer.detail ?? "failed", answer.extra ?? {}));
    } else {
      press.done = state === "done";
      if (waitsFor(answer) === "no_room") composer.problem(word((press.held = "no_room")));
      else if (press.done && press.held) composer.problem("");
    }
    // What follows comes in private: that is where to look.
    if (press.done && press.leads && room === current) enter(privately());
  }
  if (message && room === current) log.place(message);
  if (answer?.status === 401) signedOut();
}

function post(act, file) {
  const item = { act: { id: newId(), room: current.id, ...act }, file, at: Date.now(), state: "sending" };
  pending.push(item);
  log.pend(item);
  log.toEnd(true);
  log.expect();
  outbox.add(item);
}

const deeds = {
  reply: (message) => composer.reply(message),
  copy: (message) => copyText([message.title, message.body].filter(Boolean).map(visible).join("\n")),
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
    log.expect(log.place(message));
    outbox.add({ act: { kind: "press", id, room: message.room, message: message.id, choice } });
  },
  async jump(id) {
    for (let tries = 0; !at(`m-${id}`) && current.more && tries < 20; tries += 1) await earlier();
    log.find(id);
  },
  retry(item) {
    settle(item.act.id);
    const { id: _, ...act } = item.act;
    post(act, item.file);
  },
  discard: (item) => settle(item.act.id),
};

const log = new Log({ me, deeds, pressed, seen });

const composer = new Composer({
  key: `orglife-draft-${me}`,
  largestUpload: data.largest_upload,
  largestText: data.largest_text,
  say: (text, reply_to) => post({ kind: "say", text, reply_to }),
  change: (message, text) =>
    outbox.add({ act: { kind: "change", id: newId(), room: message.room, message: message.id, text } }),
  upload: (file, album, text, reply_to) => post({ text, reply_to, album }, file),
  messageOf: (id) => current?.messages.get(id),
  lastOwn: () => Array.from(current.messages.values()).filter((message) =>
    message.sender === me && !message.deleted && !message.files.length)
    .sort((a, b) => Number(a.id) - Number(b.id)).at(-1),
});

const earlier = () => load(current, oldest(current));
at("earlier").addEventListener("click", earlier);

const menu = new Menu();
const messageOf = (item) => current?.messages.get(item.id.slice(2));
feel(log.list, {
  swiped(item) {
    const message = messageOf(item);
    if (message && deedsFor(message, me, deeds).length) composer.reply(message);
  },
  held(item) {
    const message = messageOf(item);
    if (message) menu.open(message, deedsFor(message, me, deeds));
  },
});

/** Digits answer the newest choices while nothing is being written; letters begin to write. */
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest?.("input, textarea, dialog")) return;
  if (/^[1-9]$/.test(event.key) && composer.empty) {
    const choice = log.list.querySelector(`.newest .choice[data-number="${event.key}"]`);
    if (choice) {
      event.preventDefault();
      choice.click();
      return;
    }
  }
  if (event.key.length === 1 && event.key !== " " && !event.target.closest?.("nav")) composer.focus();
});

addEventListener("beforeunload", (event) => {
  if (outbox.items.some((item) => item.file)) event.preventDefault(); // files don't survive it
});
addEventListener("pagehide", () => composer.keepDraft());

// -- language

const languageButton = at("language");
const notifications = new Notifications(data.header);

function applyLanguage() {
  dress();
  languageButton.textContent = word("other_language");
  languageButton.lang = spoken() === "en" ? "zh-CN" : "en";
  at("my-avatar").textContent = initial(data.me.name);
  composer.dress();
  notifications.dress();
  showConnection();
  redrawRooms();
  if (!current) return;
  nameRoom();
  log.draw(current, pending);
}

function speakNow(language) {
  if (language === spoken()) return;
  speak(data.words, language);
  applyLanguage();
  log.toEnd();
}

languageButton.addEventListener("click", () => {
  const language = spoken() === "en" ? "zh-CN" : "en";
  speakNow(language);
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
  language: (language) => outbox.items.length || speakNow(language),
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
  crowded() {
    clearTimeout(worry);
    const back = document.createElement("button");
    back.type = "button";
    back.className = "quiet";
    back.textContent = word("come_back");
    back.addEventListener("click", () => {
      showConnection();
      stream.comeBack();
    });
    banner.replaceChildren(word("crowded"), back);
    banner.hidden = false;
  },
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
  if (!outbox.items.length) speak(data.words, state.language);
  pending = outbox.restore().filter((item) => item.act.kind === "say");
  applyLanguage();
  takeRooms(state.rooms);
  return stream.start(state.change);
}

begin();
