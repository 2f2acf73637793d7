// The line to the server: acts that are sent until they are confirmed, and the stream of news.

const PATIENCE = 15000; // ms between attempts at most
const HIDDEN_AFTER = 10000; // ms until a hidden page gives its connection back
const GLANCE = 20000; // ms between looks while hidden
const PASSING = new Set([0, 408, 425, 429, 500, 502, 503, 504]);

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

export const newId = () =>
  crypto.randomUUID?.() ??
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");

export async function ask(path) {
  const response = await fetch(path, { headers: { Accept: "application/json" } });
  if (!response.ok) throw Object.assign(new Error(path), { status: response.status });
  return response.json();
}

/** Sends acts one after the other, each until it is confirmed or refused for good. The server does
 * an act once, however often it comes. What is under way survives a reload, files excepted. */
export class Outbox {
  constructor(key, header, told) {
    this.key = key;
    this.header = header;
    this.told = told; // (item, state, refusal) with state sending | waiting | done | refused
    this.items = [];
    this.busy = false;
  }

  restore() {
    try {
      this.items = JSON.parse(sessionStorage.getItem(this.key) ?? "[]");
    } catch {
      this.items = [];
    }
    const restored = [...this.items];
    this.run();
    return restored;
  }

  add(item) {
    this.items.push(item);
    this.save();
    this.run();
  }

  save() {
    const plain = this.items.filter((item) => !item.file);
    try {
      sessionStorage.setItem(this.key, JSON.stringify(plain));
    } catch {
      // The browser keeps nothing for us; the acts still go out while the page stays.
    }
  }

  async run() {
    if (this.busy) return;
    this.busy = true;
    let failures = 0;
    let failed; // the last answer of a server that could not take it
    while (this.items.length) {
      const item = this.items[0];
      this.told(item, failures ? "waiting" : "sending", failures ? failed : undefined);
      const answer = await (item.file ? this.upload(item) : this.post(item));
      if (PASSING.has(answer.status)) {
        failures += 1;
        failed = answer;
        await pause(Math.min(500 * 2 ** failures, PATIENCE) * (0.7 + 0.3 * Math.random()));
        continue;
      }
      failures = 0;
      this.items.shift();
      this.save();
      if (answer.status < 300) this.told(item, "done", answer);
      else this.told(item, "refused", answer);
    }
    this.busy = false;
  }

  async post(item) {
    try {
      const response = await fetch("acts", {
        method: "POST",
        headers: { "Content-Type": "application/json", [this.header]: "1" },
        body: JSON.stringify(item.act),
      });
      return { status: response.status, ...(await response.json().catch(() => ({}))) };
    } catch {
      return { status: 0 };
    }
  }

  upload(item) {
    const form = new FormData();
    for (const [name, value] of Object.entries(item.act)) if (value) form.append(name, value);
    form.append("file", item.file);
    return new Promise((done) => {
      const request = new XMLHttpRequest();
      request.responseType = "json";
      request.upload.onprogress = (event) => {
        if (event.lengthComputable) this.told(item, "progress", event.loaded / event.total);
      };
      request.onload = () => done({ status: request.status, ...(request.response ?? {}) });
      request.onerror = () => done({ status: 0 });
      request.open("POST", "files");
      request.setRequestHeader(this.header, "1");
      request.send(form);
    });
  }
}

/** News as they come, from where we left off. While the page is hidden it only glances now and
 * then: a browser has few connections for all its pages. */
export class Stream {
  constructor({ news, rooms, glance, language, online, gone, crowded }) {
    Object.assign(this, { news, rooms, glance, language, online, gone, crowded });
    this.elsewhere = false; // other pages of this person took the place of this one
    this.after = 0;
    this.failures = 0;
    document.addEventListener("visibilitychange", () => this.look());
  }

  start(after) {
    this.after = after;
    this.open();
    this.look();
  }

  open() {
    this.close();
    const source = new EventSource(`events?after=${this.after}`);
    this.source = source;
    source.onopen = () => {
      this.failures = 0;
      this.online(true);
    };
    source.addEventListener("rooms", (event) => this.rooms(JSON.parse(event.data)));
    source.addEventListener("language", (event) => this.language(JSON.parse(event.data)));
    source.addEventListener("message", (event) => {
      const message = JSON.parse(event.data);
      this.after = Math.max(this.after, message.changed);
      this.news(message);
    });
    source.addEventListener("crowded", () => {
      this.elsewhere = true;
      this.close();
      this.crowded();
    });
    source.onerror = () => {
      if (source !== this.source) return;
      this.online(false);
      if (source.readyState === EventSource.CLOSED) this.again();
    };
  }

  /** The browser has given up on this source: find out why, then begin anew. */
  async again() {
    this.failures += 1;
    await pause(Math.min(1000 * 2 ** this.failures, PATIENCE));
    try {
      await ask("state");
    } catch (error) {
      if (error.status === 401) return this.gone();
    }
    return document.hidden || this.elsewhere ? undefined : this.open();
  }

  /** The reader wants to go on here, whatever else is open. */
  comeBack() {
    this.elsewhere = false;
    this.open();
    this.look();
  }

  close() {
    this.source?.close();
    this.source = undefined;
  }

  look() {
    clearTimeout(this.hiding);
    clearInterval(this.glancing);
    if (this.elsewhere) return;
    if (document.hidden) {
      this.hiding = setTimeout(() => {
        this.close();
        this.glancing = setInterval(() => ask("state").then(this.glance, () => {}), GLANCE);
      }, HIDDEN_AFTER);
    } else if (!this.source) {
      this.open();
    }
  }
}
