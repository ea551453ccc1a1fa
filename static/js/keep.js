// The organizer's page without network: who comes and leaves is kept on the phone with
// its moment, and sent, one after the other, once there is a network.
"use strict";

const kept = document.getElementById("kept");
const typed = document.getElementById("who"); // none after the shift
const said = kept.querySelector("[role=status]");
const words = kept.querySelector("template").dataset;
const AGAIN = 15000; // milliseconds

// What is kept, in order. Where the browser keeps nothing, as long as the page is open.
let here = [];
let isKept = true;
function read() {
  if (!isKept) return here;
  try {
    return JSON.parse(localStorage.getItem(kept.dataset.store) || "[]");
  } catch {
    return here;
  }
}
function change(how) {
  here = how(read());
  try {
    if (here.length) localStorage.setItem(kept.dataset.store, JSON.stringify(here));
    else localStorage.removeItem(kept.dataset.store);
  } catch {
    isKept = false; // full, or not ours to write: then it stays in the page
  }
  show();
}
const waiting = () => read().filter((act) => !act.why);

// What is kept, in a list; and in the rows of the people, as if it were done.
function show() {
  const acts = read();
  if (!navigator.onLine) said.textContent = said.dataset.offline;
  // What is sent at once is not worth a word.
  kept.hidden = !said.textContent && !acts.some((act) => act.why);
  const count = kept.querySelector("[data-waiting]");
  const left = waiting().length;
  count.textContent = left ? count.dataset.waiting.replace("{n}", left) : "";
  const list = kept.querySelector("ul");
  list.textContent = "";
  list.append(...acts.map(line));
  for (const act of waiting()) mark(act);
}

function line(act) {
  const item = kept.querySelector("template").content.cloneNode(true);
  const what = item.querySelector("[data-act]");
  const time = new Date(act.at).toTimeString().slice(0, 5);
  item.querySelector("[data-name]").textContent = act.name;
  what.textContent = `${what.dataset[act.act]} ${time}`;
  const why = item.querySelector("[data-why]");
  why.textContent = act.why || "";
  why.hidden = !act.why;
  item.querySelector("[data-whose]").textContent = `: ${act.name}`;
  const forget = item.querySelector("[data-forget]");
  forget.hidden = !act.why;
  forget.addEventListener("click", () => change((all) => all.filter((one) => one.id !== act.id)));
  return item;
}

function mark(act) {
  const rows = [...document.querySelectorAll("td form[data-keep]")];
  const form = rows.find((one) => one.elements.who.value === act.who);
  if (!form) return;
  const button = form.querySelector("button");
  if (act.act === "out") button.disabled = true;
  else if (button.value === "in") {
    button.value = "out";
    button.firstChild.textContent = words.leaves;
  }
}

// The page stays as it is for as long as the camera reads cards.
const isScanning = () => Boolean(document.querySelector("#scan video")?.srcObject);

// Pressed twice, nobody has come and left.
function rest(button, { act }) {
  button.disabled = true;
  if (act === "in") setTimeout(() => (button.disabled = false), 1000);
}

// Before others hear of it: nothing is sent in the usual way.
let pressed = null;
document.addEventListener("click", (event) => {
  pressed = event.target.closest("button");
});
document.addEventListener(
  "submit",
  (event) => {
    const form = event.target.closest("form[data-keep]");
    if (!form) return;
    event.preventDefault();
    const { who, shift } = form.elements;
    if (!who.value.trim()) return who.focus();
    const act = {
      id: `${Date.now()}-${Math.random()}`,
      act: (event.submitter || pressed).value,
      who: who.value,
      name: form.dataset.keep || (who.value.includes("/") ? words.card : who.value),
      shift: shift.value,
      at: Date.now(),
    };
    change((all) => [...all, act]);
    if (who.type === "hidden") rest(form.querySelector("button"), act);
    else {
      who.value = "";
      if (isScanning()) return send();
      location.hash = "who"; // the next card is read here, be the page a new one
      who.focus();
    }
    send();
  },
  true,
);

// Null if it could not be sent: it stays.
async function deliver(act) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const body = new URLSearchParams({
    csrfmiddlewaretoken: token,
    who: act.who,
    act: act.act,
    shift: act.shift,
    happened_at: act.at,
    sent_at: Date.now(),
  });
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), AGAIN);
  try {
    const headers = { Accept: "application/json" };
    const options = { method: "POST", body, headers, signal: stop.signal };
    const answer = await fetch(kept.dataset.url, options);
    // The shift was taken out, or is not the reader's any more: the others go on.
    if ([400, 404, 410].includes(answer.status)) return { isDone: false, detail: words.gone };
    const isOurs = answer.headers.get("Content-Type")?.startsWith("application/json");
    if (!isOurs) {
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
  let answered = 0;
  for (let [act] = waiting(); act; [act] = waiting()) {
    const answer = await deliver(act);
    if (!answer) break;
    answered += 1;
    document.dispatchEvent(new CustomEvent("kept:answered", { detail: answer }));
    change((all) =>
      answer.isDone
        ? all.filter((one) => one.id !== act.id)
        : all.map((one) => (one.id === act.id ? { ...one, why: answer.detail } : one)),
    );
  }
  isSending = false;
  show();
  // The page then says how it is; whoever types is not disturbed.
  if (answered && !waiting().length && !typed?.value && !isScanning()) location.reload();
}

window.addEventListener("online", () => {
  said.textContent = "";
  send();
});
window.addEventListener("offline", show);
setInterval(() => waiting().length && send(), AGAIN);
if (typed) document.querySelector("[data-keeps]").hidden = false;
if (location.hash === "#who") typed?.focus();
show();
if (waiting().length) send();

// Where the browser can, the page opens without network from now on.
navigator.serviceWorker?.register(kept.dataset.worker).catch(() => {});
