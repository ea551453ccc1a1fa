// Opens the page of the counter again where there is no network; see counter.js.
"use strict";

const PAGE = "{{ page|escapejs }}";
const KEPT = "draft-counter";
const A_DAY = 24 * 60 * 60 * 1000;

// With network the page is today's; without, the one of the last visit, for a day.
const page = async (request) => {
  const kept = await caches.open(KEPT);
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected) await kept.put(PAGE, answer.clone());
    else if (answer.status < 500) await caches.delete(KEPT); // not the reader's any more
    return answer;
  } catch (failed) {
    const last = await kept.match(PAGE);
    if (last && Date.now() - Date.parse(last.headers.get("Date")) < A_DAY) return last;
    await kept.delete(PAGE);
    throw failed;
  }
};

const file = async (request) => {
  const kept = await caches.open(KEPT);
  return (await kept.match(request, { ignoreVary: true })) ?? fetch(request);
};

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (url.pathname === PAGE) event.respondWith(page(request));
  } else event.respondWith(file(request));
});
