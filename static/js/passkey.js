// Passkeys need a script; what needs none stands on the page without it.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  if (!window.PublicKeyCredential) return;
  for (const part of document.querySelectorAll("[data-passkey]")) part.hidden = false;
});

// Cancelled, timed out, or not the right one: say so, and let it be tried again.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const line of document.querySelectorAll("[data-passkey-error]")) line.hidden = false;
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
