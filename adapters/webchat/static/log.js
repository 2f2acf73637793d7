// The conversation on the screen: which messages stand in it, what is in sight, what can be reached.

import { at, make, mark } from "./dom.js";
import { drawMessage, drawPending } from "./draw.js";
import { day, word } from "./words.js";

const GROUP = 5 * 60 * 1000; // ms within which messages of one sender stand together
const SCROLLING = 1000; // ms that a browser takes to the end at most
const ANSWERING = 5000; // ms after an act in which what comes is taken for the answer
const MARGIN = 8; // pixels above what is brought into sight
const NEAR = 80; // pixels from the end that still count as the end

const HOME = /^0:/; // a choice of the menu, which stands on many cards
const number = (item) => Number(item.id.slice(2));

export class Log {
  /** `deeds`: what can be done with messages; `pressed`: message id → {choice, done}. */
  constructor({ me, deeds, pressed, seen }) {
    Object.assign(this, { me, deeds, pressed, seen });
    this.list = at("log");
    this.scroller = at("scroller");
    this.below = at("below");
    this.heading = 0; // until when the page is on its way to the end by itself
    this.answering = 0; // until when what comes answers an act of the person
    this.answer = undefined; // the first item of that answer
    this.wasAtEnd = true;
    this.active = undefined; // the item whose controls the Tab key reaches
    this.below.addEventListener("click", () => this.toEnd(true));
    this.scroller.addEventListener("scroll", () => this.scrolled(), { passive: true });
    for (const gesture of ["wheel", "touchmove"]) {
      this.scroller.addEventListener(gesture, () => this.taken(), { passive: true });
    }
    this.scroller.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("focusin", (event) => this.reach(event.target.closest(".message")));
    // Pictures arrive late, and the keyboard of a phone takes half of the screen.
    const grown = new ResizeObserver(() => this.wasAtEnd && this.toEnd());
    grown.observe(this.scroller);
    grown.observe(this.list);
  }

  // -- what stands in it

  /** Everything anew: another room, another language. */
  draw(room, pending) {
    this.room = room;
    const messages = Array.from(room.messages.values()).sort((a, b) => Number(a.id) - Number(b.id));
    this.scroller.setAttribute("aria-live", "off"); // a whole room is not news
    this.list.classList.toggle("private", room.private);
    this.list.replaceChildren(
      ...messages.map((message) => this.drawn(message)),
      ...pending.filter((item) => item.act.room === room.id)
        .map((item) => drawPending(item, this.deeds)),
    );
    requestAnimationFrame(() => this.scroller.setAttribute("aria-live", "polite"));
    at("earlier").hidden = !room.more;
    this.active = undefined;
    this.regroup();
    this.below.hidden = true;
  }

  drawn(message) {
    return drawMessage(message, this.me, this.pressed.get(message.id), this.deeds);
  }

  /** A message that is new or has changed, where it belongs. */
  place(message) {
    const item = this.drawn(message);
    const old = at(`m-${message.id}`);
    if (old) {
      const focus = old.contains(document.activeElement) ? document.activeElement.dataset : undefined;
      if (this.active === old) this.active = item;
      if (this.answer === old) this.answer = item;
      old.replaceWith(item);
      const same = focus?.choice ? `[data-choice="${CSS.escape(focus.choice)}"]`
        : focus?.tool ? `[data-tool="${focus.tool}"]` : undefined;
      if (focus) (same && item.querySelector(same) || item).focus({ preventScroll: true });
    } else {
      const next = Array.from(this.list.children).find((each) =>
        each.classList.contains("pending") || number(each) > Number(message.id));
      this.list.insertBefore(item, next ?? null);
    }
    this.regroup();
    return item;
  }

  pend(item) {
    this.list.append(drawPending(item, this.deeds));
    this.regroup();
  }

  repend(item) {
    at(`a-${item.act.id}`)?.replaceWith(drawPending(item, this.deeds));
    this.regroup();
  }

  unpend(item) {
    at(`a-${item.act.id}`)?.remove();
    this.regroup();
  }

  // -- how it stands together

  /** The day where it begins, the sender where a group begins, and which cards are outdated. */
  regroup() {
    let before;
    let newest;
    for (const item of this.list.children) {
      const time = Number(item.dataset.at);
      const newDay = !before || day(Number(before.dataset.at)) !== day(time);
      const close = before && before.dataset.sender === item.dataset.sender
        && time - Number(before.dataset.at) < GROUP;
      item.classList.toggle("new-day", newDay);
      item.classList.toggle("first", newDay || !close);
      item.classList.remove("newest");
      before = item;
    }
    const offered = new Set();
    for (const item of Array.from(this.list.children).reverse()) {
      const ids = Array.from(item.querySelectorAll(".choice"), (each) => each.dataset.choice);
      if (!ids.length) continue;
      const own = ids.some((id) => !HOME.test(id)) ? ids.filter((id) => !HOME.test(id)) : ids;
      const stale = own.filter((id) => offered.has(id)).length > own.length / 2;
      this.fold(item, stale);
      if (!stale) newest ??= item;
      ids.forEach((id) => offered.add(id));
    }
    newest?.classList.add("newest");
    this.reach(this.list.contains(this.active) ? this.active : newest ?? this.list.lastElementChild);
    this.drawEmpty();
  }

  /** A card whose choices stand on a newer one has them folded away. */
  fold(item, stale) {
    const folded = item.querySelector("details.stale");
    if (stale === Boolean(folded)) return;
    const choices = item.querySelector(".choices");
    if (stale) {
      const details = make("details", { class: "stale" }, make("summary", {}, word("outdated")));
      choices.replaceWith(details);
      details.append(choices);
    } else folded.replaceWith(choices);
  }

  drawEmpty() {
    const empty = at("empty");
    empty.hidden = !this.room.loaded || this.list.children.length > 0;
    if (empty.hidden) return;
    empty.replaceChildren(
      mark(),
      make("strong", {}, word("empty")),
      make("span", {}, word(this.room.private ? "empty_private" : "empty_room")),
    );
  }

  // -- what is in sight

  get atEnd() {
    return this.scroller.scrollHeight - this.scroller.scrollTop - this.scroller.clientHeight < NEAR;
  }

  toEnd(smooth = false) {
    this.to(this.scroller.scrollHeight, smooth);
    this.below.hidden = true;
  }

  to(top, smooth) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.heading = smooth && !calm ? Date.now() + SCROLLING : 0;
    this.scroller.scrollTo({ top, behavior: this.heading ? "smooth" : "instant" });
  }

  scrolled() {
    this.wasAtEnd = this.atEnd;
    if (!this.wasAtEnd) return;
    this.below.hidden = true;
    this.seen();
  }

  /** The person scrolls: what comes from now on does not move what they look at. */
  taken() {
    this.heading = 0;
    this.answering = 0;
  }

  /** What comes in the next moments answers an act, so it is brought into sight. */
  expect(item) {
    this.answering = Date.now() + ANSWERING;
    this.answer = undefined;
    this.tapped = item?.id;
  }

  /** Whether whoever looks at the end keeps doing so; asked before something is placed. */
  get follows() {
    return this.atEnd || Date.now() < this.heading;
  }

  /** Bring a message that came or changed into sight, if it is what the person waits for or they
   * are at the end; tell them of it below otherwise. `news`: it is new, and the last one. */
  show(item, { news, follows }) {
    const awaited = Date.now() < this.answering && (news || item.id === this.tapped);
    if (awaited) this.reveal(item, news);
    else if (news && follows) this.toEnd(true);
    else if (news) this.below.hidden = false;
  }

  /** From the beginning of the answer on, as much of it as the screen takes. */
  reveal(item, news) {
    if (news) this.answer ??= item;
    this.wasAtEnd = false; // it stays where it is, whatever grows below
    const first = this.answer ?? item;
    const box = this.scroller.getBoundingClientRect();
    const start = first.getBoundingClientRect().top - box.top + this.scroller.scrollTop - MARGIN;
    const end = item.getBoundingClientRect().bottom - box.top + this.scroller.scrollTop
      - this.scroller.clientHeight + MARGIN;
    const last = item === this.list.lastElementChild;
    if (news) this.to(Math.min(start, this.scroller.scrollHeight), true);
    else if (this.scroller.scrollTop > start) this.to(start, false);
    else if (this.scroller.scrollTop < end) this.to(Math.min(start, last ? this.scroller.scrollHeight : end), false);
  }

  find(id) {
    const item = at(`m-${id}`);
    item?.scrollIntoView({ block: "center" });
    item?.classList.add("found");
    setTimeout(() => item?.classList.remove("found"), 1600);
  }

  // -- what the keyboard reaches

  /** The Tab key goes to the controls of one message, the newest card at first; arrows lead on. */
  reach(item) {
    if (!item) return;
    this.active = item;
    for (const each of this.list.children) {
      for (const control of each.querySelectorAll("button, a[href], summary")) {
        control.tabIndex = each === item ? 0 : -1;
      }
    }
  }

  key(event) {
    const item = event.target.closest?.(".message");
    if (!item || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = {
      ArrowUp: item.previousElementSibling,
      ArrowDown: item.nextElementSibling,
      Home: this.list.firstElementChild,
      End: this.list.lastElementChild,
    }[event.key];
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }
}
