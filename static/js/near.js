// Near me: the browser is asked where it is only once the button is pressed. What is
// sent is rounded to about a kilometre, and stands in a form, never in an address.
"use strict";

const ENOUGH = { maximumAge: 600000, timeout: 10000 };

function ask(form) {
  const { latitude, longitude, refused } = form.elements;
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      latitude.value = coords.latitude.toFixed(2);
      longitude.value = coords.longitude.toFixed(2);
      form.submit();
    },
    () => {
      refused.value = "1";
      form.submit();
    },
    ENOUGH,
  );
}

for (const form of document.querySelectorAll("form[data-near]")) {
  form.addEventListener("submit", (event) => {
    if (!navigator.geolocation) return;
    event.preventDefault();
    const button = form.querySelector("[data-asking]");
    button.lastElementChild.textContent = button.dataset.asking;
    button.setAttribute("aria-busy", "true");
    ask(form);
  });
}
