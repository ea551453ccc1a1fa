// A new code can be sent after a minute: until then the button says how long.
"use strict";

for (const button of document.querySelectorAll("[data-after]")) {
  const label = button.textContent;
  const until = Date.now() + Number(button.dataset.after) * 1000;
  const tick = () => {
    const left = Math.ceil((until - Date.now()) / 1000);
    button.disabled = left > 0;
    button.textContent = left > 0 ? `${label} (${left})` : label;
    if (left > 0) setTimeout(tick, 500);
  };
  tick();
}
