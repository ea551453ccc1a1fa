// The page for logging: show what the choice above asks for, mark days that clash.
"use strict";

function tidy() {
  for (const part of document.querySelectorAll("[data-shown-by]")) {
    const chosen = document.querySelector(`[name="${part.dataset.shownBy}"]:checked`);
    part.hidden = !chosen || chosen.value !== part.dataset.shownFor;
  }
}

function mark() {
  const hit = document.querySelector("[data-hit]");
  if (!hit) return;
  const days = hit.dataset.hit.split(" ");
  for (const day of document.querySelectorAll(".hh-day")) {
    day.classList.toggle("hh-day-hit", days.includes(day.querySelector("input").value));
  }
}

document.addEventListener("change", tidy);
document.addEventListener("htmx:afterSettle", () => {
  tidy();
  mark();
});
tidy();
