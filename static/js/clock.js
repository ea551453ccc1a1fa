// The phone's clock goes with a form that asks for it: one that is wrong is flagged.
"use strict";

document.addEventListener("submit", (event) => {
  const field = event.target.elements.namedItem("sent_at");
  if (field) field.value = Date.now();
});
