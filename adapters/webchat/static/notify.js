// Knocks on this device, and the page on the home screen.

import { at } from "./dom.js";
import { ask } from "./link.js";
import { word } from "./words.js";

const WORKER = "/chat/static/worker.js";

const digest = async (text) => Array.from(
  new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))),
  (byte) => byte.toString(16).padStart(2, "0"),
).join("");

const standalone = () => matchMedia("(display-mode: standalone)").matches || navigator.standalone;
const isApple = () => /iPhone|iPad/.test(navigator.userAgent)
  || (navigator.platform === "MacIntel" && navigator.maxTouchPoints > 1);

export class Notifications {
  constructor(header) {
    this.header = header;
    this.able = isSecureContext && "serviceWorker" in navigator && "PushManager" in window;
    this.state = undefined; // {key, devices, known}: as the server has it
    this.on = false; // this device is knocked at
    this.failure = "";
    this.offer = undefined; // what installs the page, where a browser offers it
    if (isSecureContext && "serviceWorker" in navigator) {
      this.registered = navigator.serviceWorker.register(WORKER, { scope: location.pathname })
        .catch(() => undefined); // without it the page is a page like any other
    }
    addEventListener("beforeinstallprompt", (event) => {
      event.preventDefault();
      this.offer = event;
      this.dress();
    });
    at("bell").addEventListener("click", () => this.open());
    at("push-here").addEventListener("click", () => this.turn());
    at("push-nowhere").addEventListener("click", () => this.turnAllOff());
    at("install").addEventListener("click", () => this.install());
  }

  async open() {
    this.failure = "";
    this.dress();
    at("notifications").showModal();
    await this.look();
  }

  /** How things stand, at the server and in this browser. */
  async look() {
    try {
      this.state = await ask("push");
      const subscription = await this.subscription();
      this.on = subscription !== null && this.state.known.includes(await digest(subscription.endpoint));
    } catch {
      this.failure = "offline_push";
    }
    this.dress();
  }

  async worker() {
    const registered = await this.registered;
    if (!registered) throw new Error("no worker");
    await navigator.serviceWorker.ready;
    return registered;
  }

  async subscription() {
    return this.able ? (await this.worker()).pushManager.getSubscription() : null;
  }

  async turn() {
    at("push-here").setAttribute("aria-busy", "true");
    this.failure = "";
    try {
      await (this.on ? this.turnOff() : this.turnOn());
    } catch {
      this.failure = Notification.permission === "denied" ? "push_denied" : "push_failed";
    }
    at("push-here").removeAttribute("aria-busy");
    if (this.failure) this.dress();
    else await this.look();
  }

  async turnOn() {
    if (await Notification.requestPermission() !== "granted") throw new Error("not granted");
    const { pushManager } = await this.worker();
    const options = { userVisibleOnly: true, applicationServerKey: this.state.key };
    let made;
    try {
      made = await pushManager.subscribe(options);
    } catch (error) {
      // Subscribed under another key, of a service that was here before.
      const old = await pushManager.getSubscription();
      if (!old) throw error;
      await old.unsubscribe();
      made = await pushManager.subscribe(options);
    }
    await this.post("on", made);
  }

  async turnOff() {
    const subscription = await this.subscription();
    if (!subscription) return;
    await this.post("off", { endpoint: subscription.endpoint });
    await subscription.unsubscribe();
  }

  async turnAllOff() {
    try {
      await this.post("off", {});
      await (await this.subscription())?.unsubscribe();
    } catch {
      this.failure = "push_failed";
    }
    await this.look();
  }

  async post(deed, body) {
    const response = await fetch(`push/${deed}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", [this.header]: "1" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(deed);
  }

  async install() {
    this.offer?.prompt();
    await this.offer?.userChoice;
    this.offer = undefined;
    this.dress();
  }

  dress() {
    const usable = this.able && this.state?.key !== "";
    const elsewhere = (this.state?.devices ?? 0) - (this.on ? 1 : 0);
    const status = !isSecureContext ? "push_insecure"
      : !this.able && isApple() && !standalone() ? "push_apple"
        : !usable ? "push_unable" : this.on ? "push_is_on" : "push_is_off";
    at("push-status").textContent = word(status);
    at("push-here").hidden = !usable;
    at("push-here").disabled = !this.state;
    at("push-here").textContent = word(this.on ? "push_turn_off" : "push_turn_on");
    at("push-nowhere").hidden = elsewhere < 1;
    at("push-nowhere").textContent = word("push_turn_all_off", { n: this.state?.devices ?? 0 });
    at("push-problem").hidden = !this.failure;
    at("push-problem").textContent = this.failure ? word(this.failure) : "";
    at("install").hidden = !this.offer;
    at("bell").classList.toggle("on", this.on);
  }
}
