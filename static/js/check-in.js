// The seconds of the code on the screen count down between two readings of the page.
"use strict";

setInterval(() => {
  const words = document.querySelector("[data-seconds]");
  const ring = document.querySelector("[data-ring]");
  if (!words || !ring) return;
  const left = Math.max(0, Number(words.dataset.seconds) - 1);
  words.dataset.seconds = left;
  words.querySelector("b").textContent = left;
  ring.setAttribute("stroke-dasharray", `${left} 60`);
  if (left === 0) window.htmx?.trigger("#screen", "over");
}, 1000);

const full = document.querySelector("[data-full]");
if (full && document.documentElement.requestFullscreen) {
  full.hidden = false;
  full.addEventListener("click", () => document.documentElement.requestFullscreen());
}

// A tablet at the station stays awake while it shows the code.
const stayAwake = () => {
  if (document.visibilityState === "visible") navigator.wakeLock?.request("screen").catch(() => {});
};
document.addEventListener("visibilitychange", stayAwake);
stayAwake();
