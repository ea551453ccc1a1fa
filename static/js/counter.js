// The counter without network, at somebody's home: what is typed is kept on the phone for
// a day, and sent once there is a network again, each need under the key of its form.
"use strict";

const kept = document.getElementById("kept");
const form = document.getElementById("intake");
const said = kept.querySelector("[role=status]");
const [waits, taken] = kept.querySelectorAll("template");
const STORE = kept.dataset.store;
const A_DAY = 24 * 60 * 60 * 1000; // milliseconds
const AGAIN = 15000;

// What is kept: the drafts that wait, and what is being typed.
function read() {
  try {
    const { waiting = [], typed = null } = JSON.parse(localStorage.getItem(STORE)) || {};
    const isOfToday = (draft) => draft && Date.now() - draft.at < A_DAY;
    return { waiting: waiting.filter(isOfToday), typed: isOfToday(typed) ? typed : null };
  } catch {
    return { waiting: [], typed: null };
  }
}
// False where the browser keeps nothing: then it stays in the form.
function change(how) {
  const now = { ...read(), ...how(read()) };
  try {
    if (now.waiting.length || now.typed) localStorage.setItem(STORE, JSON.stringify(now));
    else localStorage.removeItem(STORE);
  } catch {
    return false;
  }
  show(now.waiting);
  return true;
}

// A form as it is filled in, but for photos, and without the token of this page.
function fields(button) {
  const pairs = [...new FormData(form, button)].filter(
    ([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken",
  );
  return { id: form.elements.form.value, at: Date.now(), pairs };
}
function fill({ pairs }) {
  form.reset();
  for (const box of form.querySelectorAll("[type=checkbox]")) box.checked = false;
  for (const [name, value] of pairs) {
    const field = form.elements[name];
    if (!field || field instanceof HTMLButtonElement) continue;
    if (field.type === "checkbox") field.checked = true;
    else field.value = value;
  }
  form.querySelector("details").open ||= Boolean(form.elements.proxy.value || form.elements.wished_on.value);
}
const value = (draft, name) => (draft.pairs.find(([one]) => one === name) || [])[1] || "";

function show(waiting = read().waiting) {
  const list = kept.querySelector("ul");
  for (const line of list.querySelectorAll("[data-draft]")) line.remove();
  for (const draft of waiting) {
    const line = waits.content.firstElementChild.cloneNode(true);
    line.dataset.draft = "";
    line.querySelector("[data-name]").textContent = value(draft, "name");
    line.querySelector("[data-text]").textContent = value(draft, "text");
    line.querySelector("[data-wrong]").hidden = !draft.isWrong;
    const open = line.querySelector("[data-open]");
    open.hidden = !draft.isWrong;
    open.addEventListener("click", () => {
      change((all) => ({ waiting: all.waiting.filter(({ id }) => id !== draft.id) }));
      fill(draft);
      form.requestSubmit(form.querySelector("button:not([name])"));
    });
    list.append(line);
  }
  const count = kept.querySelector("[data-waiting]");
  count.textContent = waiting.length ? count.dataset.waiting.replace("{n}", waiting.length) : "";
  if (!navigator.onLine) said.textContent = said.dataset.offline;
  kept.hidden = !said.textContent && !list.children.length;
}

// What the counter says; null if it could not be reached.
async function post(body) {
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), AGAIN * 2);
  try {
    const headers = { Accept: "application/json" };
    const options = { method: "POST", body, headers, signal: stop.signal };
    const answer = await fetch(form.action, options);
    if (!answer.headers.get("Content-Type")?.startsWith("application/json")) {
      said.textContent = said.dataset.again;
      return null;
    }
    said.textContent = "";
    return { isDone: answer.ok, ...(await answer.json()) };
  } catch {
    said.textContent = said.dataset.offline;
    return null;
  } finally {
    clearTimeout(timer);
  }
}

let isSending = false;
async function send() {
  if (isSending) return;
  isSending = true;
  const next = () => read().waiting.find((draft) => !draft.isWrong);
  for (let draft = next(); draft; draft = next()) {
    const { id, pairs } = draft;
    const body = new FormData();
    for (const [name, said] of pairs) body.append(name, said);
    body.set("later", "1");
    const answer = await post(body);
    if (!answer) break;
    if (answer.isDone) tell(draft, answer);
    change(({ waiting }) => ({
      waiting: answer.isDone
        ? waiting.filter((one) => one.id !== id)
        : waiting.map((one) => (one.id === id ? { ...one, isWrong: true } : one)),
    }));
  }
  isSending = false;
  show();
}
function tell(draft, { number, url }) {
  const line = taken.content.firstElementChild.cloneNode(true);
  line.querySelector("[data-name]").textContent = value(draft, "name");
  const link = line.querySelector("[data-number]");
  [link.textContent, link.href] = [number, url];
  kept.querySelector("ul").append(line);
}

let typing;
// Sent at once where that can be; what is wrong in it the page says, with its photos.
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  clearTimeout(typing);
  const { submitter } = event;
  const buttons = [...form.querySelectorAll("button")];
  const draft = fields(submitter);
  const hasPhotos = form.elements.photos.files.length > 0;
  const body = new FormData(form, submitter);
  for (const button of buttons) button.disabled = true;
  const answer = await post(body);
  for (const button of buttons) button.disabled = false;
  if (answer?.isDone) {
    change(() => ({ typed: null }));
    location.assign(answer.url);
  } else if (answer) {
    change(() => ({ typed: null }));
    if (submitter?.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: submitter.name, value: submitter.value }));
    form.submit();
  } else if (change((all) => ({ waiting: [...all.waiting, draft], typed: null }))) {
    form.reset();
    form.elements.form.value = crypto.randomUUID();
    if (hasPhotos) said.textContent += ` ${said.dataset.photos}`;
    show();
    kept.scrollIntoView();
  } else show();
});


form.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => change(() => ({ typed: fields() })), 300);
});

// What somebody else typed in this browser is not the reader's.
try {
  const others = Object.keys(localStorage).filter((name) => name.startsWith("draft-counter-") && name !== STORE);
  for (const name of others) localStorage.removeItem(name);
} catch {
  // nothing can be kept here
}
const isFresh = !form.elements.text.value && !form.querySelector(".hh-error");
if (isFresh && read().typed) fill(read().typed);
window.addEventListener("online", () => {
  said.textContent = "";
  send();
});
window.addEventListener("offline", () => show());
setInterval(() => read().waiting.some((draft) => !draft.isWrong) && send(), AGAIN);
show();
send();
// Where the browser can, the page opens without network from now on.
navigator.serviceWorker
  ?.register(kept.dataset.worker)
  .then(() => navigator.serviceWorker.ready)
  .then(() => (form.querySelector("[data-keeps]").hidden = false))
  .catch(() => {});
