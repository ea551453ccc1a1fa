// Keeps the page that verifies certificates, and all it is made of, on this device.
"use strict";

const PAGE = "{{ page|escapejs }}";
const FILES = JSON.parse("{{ files|escapejs }}");
const KEPT = "verify-{{ version }}";

const keep = async () => (await caches.open(KEPT)).addAll([PAGE, ...FILES]);

const forgetOlder = async () => {
  const names = await caches.keys();
  const older = names.filter((name) => name.startsWith("verify-") && name !== KEPT);
  await Promise.all(older.map((name) => caches.delete(name)));
};

// With network the page brings the keys of today; without, those it brought last.
const page = async () => {
  try {
    const answer = await fetch(PAGE);
    if (!answer.ok) return (await caches.match(PAGE)) ?? answer;
    (await caches.open(KEPT)).put(PAGE, answer.clone());
    return answer;
  } catch {
    return caches.match(PAGE);
  }
};

const file = async (request) => (await caches.match(request, { ignoreVary: true })) ?? fetch(request);

self.addEventListener("install", (event) => event.waitUntil(keep().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(forgetOlder().then(() => self.clients.claim())));
self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  const isPage = event.request.mode === "navigate" && new URL(event.request.url).pathname === PAGE;
  event.respondWith(isPage ? page() : file(event.request));
});
