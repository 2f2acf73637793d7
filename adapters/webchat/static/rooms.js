// The list of rooms, and where Back leads.

import { at, make, mark } from "./dom.js";
import { visible, word } from "./words.js";

export const roomTitle = (room) => (room.private ? word("private_room") : visible(room.title));

/** Draws the rooms of the person. `enter`: what a tap does. */
export function drawRooms(rooms, current, enter) {
  const nav = at("rooms");
  const focused = document.activeElement?.dataset?.room;
  nav.replaceChildren(...rooms.map((room) => {
    const unread = room.unread > 99 ? "99+" : String(room.unread);
    const title = roomTitle(room);
    const face = room.private ? mark()
      : make("span", { class: "avatar room-face", "aria-hidden": "true" }, Array.from(title)[0] ?? "#");
    return make("button",
      { type: "button", class: "room", "data-room": room.id, title,
        "aria-current": room === current ? "page" : undefined, onclick: () => enter(room) },
      face, make("bdi", {}, title),
      room.unread ? make("span", { class: "badge" },
        make("span", { "aria-hidden": "true" }, unread),
        make("span", { class: "hidden" }, word("unread", { n: unread }))) : null);
  }));
  if (focused) nav.querySelector(`[data-room="${CSS.escape(focused)}"]`)?.focus();
}

/** The trail of the page: the private chat lies below a room, so that Back leads there first. */
export class Trail {
  constructor(shown) {
    this.shown = shown; // (room id): what the person has gone back to
    addEventListener("popstate", () => this.shown(this.wanted));
  }

  get wanted() {
    return decodeURIComponent(location.hash.slice(1));
  }

  get isDeep() {
    return history.state?.above === true;
  }

  /** The person goes to a room. */
  enter(room, ground) {
    const path = `#${encodeURIComponent(room.id)}`;
    if (location.hash === path && (room === ground || this.isDeep)) return;
    if (room === ground) {
      if (this.isDeep) history.back();
      else history.replaceState(null, "", path);
    } else if (this.isDeep) history.replaceState({ above: true }, "", path);
    else {
      if (ground) history.replaceState(null, "", `#${encodeURIComponent(ground.id)}`);
      history.pushState({ above: true }, "", path);
    }
  }
}
