// Keeps a page, and all it is made of, on this device.
"use strict";

const PAGE = "{{ page|escapejs }}";
const FILES = JSON.parse("{{ files|escapejs }}");
const NAME = "{{ name|escapejs }}~";
const KEPT = `${NAME}{{ version }}`;

const keep = async () => (await caches.open(KEPT)).addAll([PAGE, ...FILES]);

const forgetOlder = async () => {
  const names = await caches.keys();
  const older = names.filter((name) => name.startsWith(NAME) && name !== KEPT);
  await Promise.all(older.map((name) => caches.delete(name)));
};

// Only of here: what was let go is not brought back.
const kept = async (request) => (await caches.has(KEPT)) && (await caches.open(KEPT)).match(request, { ignoreSearch: true });

// What was let go, as its reader signed out, is kept anew with all it is made of.
const renew = async (answer) => {
  if (!(await caches.has(KEPT))) await keep();
  await (await caches.open(KEPT)).put(PAGE, answer);
};

// With network the page is as it is now; without, as it was brought last.
const page = async (event) => {
  try {
    const answer = await fetch(event.request);
    if (answer.status >= 500) return (await kept(event.request)) || answer;
    if (answer.ok) event.waitUntil(renew(answer.clone()));
    return answer;
  } catch {
    return (await kept(PAGE)) || Response.error();
  }
};

const file = async (request) => (await caches.match(request, { ignoreVary: true })) ?? fetch(request);

self.addEventListener("install", (event) => event.waitUntil(keep().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(forgetOlder().then(() => self.clients.claim())));
self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  const isPage = event.request.mode === "navigate" && new URL(event.request.url).pathname === PAGE;
  event.respondWith(isPage ? page(event) : file(event.request));
});
