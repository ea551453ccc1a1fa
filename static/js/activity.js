// The page of an activity: the button repeats what is chosen; an address is passed on.
"use strict";

function repeat() {
  for (const one of document.querySelectorAll(".hh-shift input[type=radio]")) {
    one.closest(".hh-shift").classList.toggle("hh-shift-on", one.checked);
    if (!one.checked) continue;
    for (const button of document.querySelectorAll("[data-sign-up]")) {
      button.textContent = one.dataset.button;
    }
  }
}
document.addEventListener("change", repeat);
repeat();

async function pass(share) {
  const { title, url, done } = share.dataset;
  try {
    if (navigator.share) {
      await navigator.share({ title, url });
      return;
    }
    await navigator.clipboard.writeText(url);
    const label = share.querySelector("span");
    const before = label.textContent;
    label.textContent = done;
    setTimeout(() => { label.textContent = before; }, 3000);
  } catch {
    // Not passed on after all: the address stands in the bar anyway.
  }
}
for (const share of document.querySelectorAll("[data-share]")) {
  share.hidden = !(navigator.share || (navigator.clipboard && window.isSecureContext));
  share.addEventListener("click", () => pass(share));
}
