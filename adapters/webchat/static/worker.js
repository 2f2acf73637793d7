// The service worker of one person's pages: knocks, and a page to look at without a connection.
// It keeps what is the same for everybody, never a message, a name or a file of anyone.

const SHELL = "orglife-shell";
const STATIC = "/chat/static/";
const OFFLINE = `${STATIC}offline.html`;
const KEPT = [OFFLINE, `${STATIC}chat.css`, `${STATIC}mark.svg`, `${STATIC}icon-192.png`];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((shell) => shell.addAll(KEPT)));
  self.skipWaiting();
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match(OFFLINE)));
  } else if (address.pathname.startsWith(STATIC)) {
    event.respondWith(fresh(request));
  }
});

/** From the server, and where it is out of reach as it was last time. */
async function fresh(request) {
  const shell = await caches.open(SHELL);
  try {
    const answer = await fetch(request);
    if (answer.ok) await shell.put(request, answer.clone());
    return answer;
  } catch (error) {
    const kept = await shell.match(request);
    if (kept) return kept;
    throw error;
  }
}

self.addEventListener("push", (event) => event.waitUntil(knock(event.data)));

/** One notification for all that is new; none while the person looks at the page. */
async function knock(data) {
  const pages = await self.clients.matchAll({ type: "window" });
  if (pages.some((page) => page.visibilityState === "visible")) return;
  const { title, body, home } = data.json();
  await self.registration.showNotification(title, {
    body, data: { home }, tag: "news", renotify: true,
    icon: `${STATIC}icon-192.png`, badge: `${STATIC}badge-96.png`,
  });
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data.home));
});

async function open(home) {
  const pages = await self.clients.matchAll({ type: "window" });
  const there = pages.find((page) => new URL(page.url).pathname === home);
  await (there ? there.focus() : self.clients.openWindow(home));
}

/** The browser gives this device a new address: we are told, or no push would arrive any more. */
self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(renew(event)));

async function renew({ oldSubscription }) {
  const { scope } = self.registration;
  const headers = { "Content-Type": "application/json", "X-OrgLife": "1" };
  const { key } = await (await fetch(`${scope}push`)).json();
  const anew = await self.registration.pushManager.subscribe(
    { userVisibleOnly: true, applicationServerKey: key },
  );
  await fetch(`${scope}push/on`, { method: "POST", headers, body: JSON.stringify(anew) });
  if (oldSubscription) {
    const body = JSON.stringify({ endpoint: oldSubscription.endpoint });
    await fetch(`${scope}push/off`, { method: "POST", headers, body });
  }
}
