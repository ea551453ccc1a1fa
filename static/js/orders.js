// The boards of orders: keys to go from card to card. Works without.
"use strict";

const lanes = [...document.querySelectorAll("[data-lane]")];
const keys = document.getElementById("keys");
if (keys) keys.hidden = false;

const isShown = (lane) => lane.offsetParent !== null;
const cardsOf = (lane) => [...lane.querySelectorAll("[data-card]")];

function focus(card) {
  card.focus();
  card.scrollIntoView({ block: "nearest" });
}

// Up and down in a column; from nowhere to the first card.
function step(by) {
  const here = document.activeElement.closest("[data-card]");
  if (!here) {
    const first = lanes.filter(isShown).flatMap(cardsOf)[0];
    if (first) focus(first);
    return;
  }
  const cards = cardsOf(here.closest("[data-lane]"));
  const next = cards[cards.indexOf(here) + by];
  if (next) focus(next);
}

// To the next column that has cards, at about the same height.
function cross(by) {
  const here = document.activeElement.closest("[data-card]");
  if (!here) return step(1);
  const lane = here.closest("[data-lane]");
  const at = cardsOf(lane).indexOf(here);
  for (let n = lanes.indexOf(lane) + by; lanes[n]; n += by) {
    const cards = isShown(lanes[n]) ? cardsOf(lanes[n]) : [];
    if (cards.length) return focus(cards[Math.min(at, cards.length - 1)]);
  }
  return undefined;
}

const ACTS = {
  j: () => step(1),
  k: () => step(-1),
  ArrowRight: () => cross(1),
  ArrowLeft: () => cross(-1),
  n: () => document.querySelector("a[href$='/needs/counter/']")?.click(),
};

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.target.closest("input, select, textarea")) return;
  const act = ACTS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
