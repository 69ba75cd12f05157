// Keeps the empty frame of the portal, so that a page kept (locked) by the browser can be opened where there is no signal.
// Nothing of any child is kept here; FILES and NAME are written in front of this by the server.
self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(NAME).then((kept) => kept.addAll(FILES)).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => {
  const others = (names) => Promise.all(names.filter((name) => name !== NAME).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(others).then(() => self.clients.claim()));
});
self.addEventListener("fetch", (event) => {
  const asked = event.request;
  if (asked.method !== "GET") return;
  if (asked.mode === "navigate") event.respondWith(fetch(asked).catch(() => caches.match(FILES[0])));
  else if (FILES.includes(new URL(asked.url).pathname)) {
    event.respondWith(caches.match(asked, { ignoreVary: true }).then((found) => found || fetch(asked)));
  }
});
