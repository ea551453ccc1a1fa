// Where the phone is, for a form that asks: the organizer's, or who checks in.
"use strict";

const fill = (form, position) => {
  form.elements.latitude.value = position.coords.latitude.toFixed(5);
  form.elements.longitude.value = position.coords.longitude.toFixed(5);
};

const here = document.querySelector("[data-here]");
if (here && navigator.geolocation) {
  here.hidden = false;
  here.addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition((position) => fill(here.form, position));
  });
}

for (const form of document.querySelectorAll("form[data-near]")) {
  navigator.geolocation?.getCurrentPosition(
    (position) => fill(form, position),
    () => {},
    { enableHighAccuracy: true, timeout: 10000, maximumAge: 30000 },
  );
}
