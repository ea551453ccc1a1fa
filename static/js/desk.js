// The review desk: keys, ticks and the details beside the list. Works without.
"use strict";

const rows = [...document.querySelectorAll(".hh-srow[data-id]")];
const list = document.getElementById("list");
const pane = document.getElementById("detail");
const bar = document.getElementById("bar");
const everything = document.querySelector("input[name=all]");
let now = -1;

for (const key of document.querySelectorAll(".hh-key[hidden], #keys")) key.hidden = false;

const shownBeside = () => list && pane && getComputedStyle(pane).display !== "none";
const tickOf = (row) => row.querySelector("input[name=sessions]");
const linkOf = (row) => row.querySelector(".hh-srow-name");

// The line the keys act on

function go(to, { focus = true } = {}) {
  if (!rows.length) return;
  rows[now]?.classList.remove("hh-srow-now");
  now = Math.min(rows.length - 1, Math.max(0, to));
  rows[now].classList.add("hh-srow-now");
  rows[now].scrollIntoView({ block: "nearest" });
  if (focus) linkOf(rows[now]).focus({ preventScroll: true });
  if (shownBeside()) load(rows[now]);
}

let loading = 0;
function load(row) {
  clearTimeout(loading);
  // Whoever runs down the list does not fetch each line on the way.
  loading = setTimeout(() => {
    htmx.ajax("GET", linkOf(row).href, { target: "#detail", swap: "innerHTML" });
  }, 120);
}

function nextOf(row) {
  const at = rows.indexOf(row);
  return rows[at + 1]?.dataset.id || rows[at - 1]?.dataset.id || "";
}

document.addEventListener("htmx:load", (event) => {
  for (const key of event.target.querySelectorAll(".hh-key[hidden]")) key.hidden = false;
});

// As it is sent: the keys may be quicker than what comes after the details.
document.addEventListener("submit", (event) => {
  const next = event.target.closest("#acts")?.querySelector("[name=next]");
  if (next && rows[now]) next.value = nextOf(rows[now]);
}, true);

document.addEventListener("click", (event) => {
  const link = event.target.closest(".hh-srow-name");
  if (!link || !shownBeside() || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  go(rows.indexOf(link.closest(".hh-srow")));
});

// What is ticked

function hours(minutes) {
  const hundredths = Math.floor((minutes * 100) / 60);
  const whole = Math.floor(hundredths / 100).toLocaleString("en");
  return `${whole}.${String(hundredths % 100).padStart(2, "0")}`;
}

function count() {
  if (!bar) return;
  const all = everything?.checked;
  const ticked = rows.filter((row) => tickOf(row)?.checked);
  for (const row of rows) {
    const tick = tickOf(row);
    if (tick) tick.disabled = Boolean(all);
    row.classList.toggle("hh-srow-on", Boolean(tick && (all || tick.checked)));
  }
  const n = all ? Number(everything.dataset.count) : ticked.length;
  const minutes = all
    ? Number(everything.dataset.minutes)
    : ticked.reduce((sum, row) => sum + Number(row.dataset.minutes), 0);
  const text = document.getElementById("bar-text");
  const sum = document.getElementById("bar-hours");
  const words = all ? text.dataset.all : n ? text.dataset.some : text.dataset.none;
  text.textContent = words.replace("{n}", n.toLocaleString("en"));
  sum.textContent = n ? (all ? sum.dataset.all : sum.dataset.some).replace("{h}", hours(minutes)) : "";
  const number = document.getElementById("bar-count");
  if (number) number.textContent = n ? n.toLocaleString("en") : "";
  const locked = document.getElementById("bar-locked");
  if (locked) locked.hidden = !all;
  bar.hidden = !n;
}
document.addEventListener("change", (event) => {
  if (event.target.matches("input[name=sessions], input[name=all]")) count();
});
count();
window.addEventListener("pageshow", count);

// One menu of reasons at a time; it closes on Escape and outside

const menus = () => [...document.querySelectorAll(".hh-ask")];
function closeMenus(except) {
  for (const menu of menus()) if (menu !== except) menu.open = false;
}
document.addEventListener("click", (event) => closeMenus(event.target.closest(".hh-ask")));
document.addEventListener("toggle", (event) => {
  if (!event.target.matches?.(".hh-ask") || !event.target.open) return;
  closeMenus(event.target);
  if (!event.target.contains(document.activeElement) || document.activeElement.matches("summary")) {
    event.target.querySelector("textarea, input[type=radio]")?.focus();
  }
}, true);

// Keys

const help = document.getElementById("help");
document.getElementById("help-open")?.addEventListener("click", () => help.showModal());

function ask(name, where) {
  const menu = document.querySelector(`${where} .hh-ask[data-key="${name}"]`);
  if (!menu) return false;
  menu.open = true;
  menu.querySelector("textarea, input[type=radio]").focus();
  return true;
}

function act(name) {
  if (ask(name, "#acts")) return;
  if (rows[now] && !("lock" in rows[now].dataset)) location.href = linkOf(rows[now]).href;
}

function actOnTicked(name) {
  if (bar && !bar.hidden) ask(name, "#bar");
}

const follow = (selector) => document.querySelector(selector)?.click();

function approve() {
  const row = rows[now];
  const one = document.getElementById("one");
  const here = document.querySelector("#acts [value=approve]");
  if (!row) return here?.click();
  if (!tickOf(row) || !document.getElementById("approve-ticked")) return;
  one.elements.sessions.value = row.dataset.id;
  one.elements.next.value = nextOf(row);
  one.requestSubmit(one.querySelector("[value=approve]"));
}

const KEYS = {
  j: () => go(now + 1),
  k: () => go(now - 1),
  x() {
    const tick = rows[now] && tickOf(rows[now]);
    if (tick && !tick.disabled) tick.click();
  },
  X: () => everything?.click(),
  a: approve,
  A() {
    if (bar && !bar.hidden) document.getElementById("approve-ticked")?.click();
  },
  q: () => act("q"),
  r: () => act("r"),
  Q: () => actOnTicked("q"),
  R: () => actOnTicked("r"),
  m: () => follow("#marked"),
  f() {
    const filter = document.querySelector(".hh-desk-filter");
    filter.open = true;
    filter.querySelector("form[data-again] select").focus();
  },
  n: () => follow(".hh-pages [rel=next]"),
  p: () => follow(".hh-pages [rel=start]"),
  z() {
    const undo = document.querySelector("#undo button");
    if (undo) undo.click();
    else if (list) location.href = document.querySelector('.hh-queue-more a[href$="/desk/decided/"]').href;
  },
  "?": () => help?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  const open = menus().find((menu) => menu.open);
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && open) {
    event.preventDefault();
    open.querySelector("button[name=decision]").click();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && open) {
    open.open = false;
    open.querySelector("summary").focus();
    return;
  }
  const writes = event.target.closest("textarea, select, input:not([type=checkbox]):not([type=radio])");
  if (writes || help?.open) return;
  if (open) {
    const radios = open.querySelectorAll("input[type=radio]");
    const picked = radios[Number(event.key) - 1];
    if (!picked) {
      // Enter on a picked reason sends it; the form's first button is not meant.
      if (event.key === "Enter" && event.target.matches("input[type=radio]")) {
        event.preventDefault();
        open.querySelector("button[name=decision]").click();
      }
      return;
    }
    event.preventDefault();
    picked.checked = true;
    if (picked === radios[radios.length - 1]) open.querySelector("[name=reason]").focus();
    else picked.focus();
    return;
  }
  const known = Object.hasOwn(KEYS, event.key) && KEYS[event.key];
  if (!known) return;
  event.preventDefault();
  known();
});

// Where one left off, or the first line
if (list) {
  const left = rows.findIndex((row) => row.dataset.id === list.dataset.open);
  if (left >= 0 || shownBeside()) go(Math.max(0, left), { focus: left >= 0 });
}
