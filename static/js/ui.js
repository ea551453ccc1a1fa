// Small helps on top of pages that work without them.
"use strict";

// A form is sent once: its button keeps its width and says what is going on.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.dataset.again !== undefined || form.target) return;
  if (form.dataset.sent !== undefined) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "";
  const button = event.submitter || form.querySelector("[type=submit]");
  if (!button) return;
  // After this turn: a disabled button would not send its own value.
  setTimeout(() => {
    button.style.minWidth = `${button.getBoundingClientRect().width}px`;
    if (button.dataset.busy) {
      button.dataset.label = button.innerHTML;
      button.textContent = button.dataset.busy;
    }
    button.disabled = true;
  }, 0);
});

// Who signs out leaves no draft behind.
document.addEventListener("submit", ({ target }) => {
  if (new URL(target.action).pathname !== "/logout/") return;
  try {
    const drafts = Object.keys(localStorage).filter((name) => name.startsWith("draft-"));
    for (const name of drafts) localStorage.removeItem(name);
  } catch {
    // nothing can be kept here
  }
});

// Back from the next page: the form can be sent again.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("button[disabled]")) {
      button.disabled = false;
      if (button.dataset.label) button.innerHTML = button.dataset.label;
    }
  }
});

document.addEventListener("click", (event) => {
  const dismiss = event.target.closest("[data-dismiss]");
  if (dismiss) dismiss.closest(".hh-toast, .hh-note").remove();

  const step = event.target.closest("[data-step]");
  if (step && move(step.parentElement.querySelector("input, select"), Number(step.dataset.step))) {
    event.preventDefault();
  }

  for (const menu of document.querySelectorAll(".hh-menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll(".hh-menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// Take a stepper's field some steps on; false when only the server knows how.
function move(field, steps) {
  if (!field) return false;
  if (field.tagName === "SELECT") {
    const last = field.options.length - 1;
    field.selectedIndex = Math.min(last, Math.max(0, field.selectedIndex + steps));
  } else if (field.type === "time") {
    if (!field.value) return false;
    const [hour, minute] = field.value.split(":").map(Number);
    const size = (Number(field.step) || 900) / 60;
    const now = hour * 60 + minute;
    // Off the grid, the first step only reaches the next line of it.
    const line = steps > 0 ? Math.floor(now / size) : Math.ceil(now / size);
    const next = Math.min(1440 - size, Math.max(0, (line + steps) * size));
    field.value = `${String(Math.floor(next / 60)).padStart(2, "0")}:${String(next % 60).padStart(2, "0")}`;
  } else if (field.type === "number") {
    steps > 0 ? field.stepUp(steps) : field.stepDown(-steps);
  } else {
    return false;
  }
  for (const name of ["input", "change"]) {
    field.dispatchEvent(new Event(name, { bubbles: true }));
  }
  return true;
}

// A toast with a time limit goes by itself, but not from under the pointer.
function expire(toast) {
  setTimeout(() => {
    if (toast.matches(":hover, :focus-within")) expire(toast);
    else toast.remove();
  }, Number(toast.dataset.timeout));
}
for (const toast of document.querySelectorAll(".hh-toast[data-timeout]")) expire(toast);
document.addEventListener("htmx:load", (event) => {
  const toast = event.target.closest(".hh-toast[data-timeout]");
  if (toast) expire(toast);
});

// A page that a device keeps for times without network goes with whoever read it, and
// when nothing it could send would be taken any more. Its name says whose, and until when.
const forgetKept = async () => {
  for (const name of await caches.keys()) {
    const [kind, whose, until] = name.split("~");
    const isMine = whose === document.body.dataset.who && Date.now() < Number(until);
    if (kind === "people" && !isMine) await caches.delete(name);
  }
};
if (window.caches) forgetKept().catch(() => {});

// What was tapped on it a day ago is not taken any more: no names lie here for its sake.
const forgetTapped = () => {
  const aDay = 24 * 60 * 60 * 1000; // milliseconds
  for (const name of Object.keys(localStorage)) {
    if (!name.startsWith("kept-")) continue;
    const acts = JSON.parse(localStorage.getItem(name));
    if (acts.every(({ at }) => Date.now() - at > aDay)) localStorage.removeItem(name);
  }
};
try {
  forgetTapped();
} catch {
  // nothing can be kept here
}
