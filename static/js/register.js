// The date of birth is asked only where the document does not tell it.
"use strict";

const kind = document.querySelector("[name=document_type]");
const birth = document.querySelector("[data-unless]");
const show = () => {
  birth.hidden = kind.value === birth.dataset.unless;
};
if (kind && birth && !birth.querySelector("[aria-invalid]")) {
  kind.addEventListener("change", show);
  show();
}

// Of many sites, in groups by district, only those of the chosen district.
const district = document.querySelector("[name=district]");
const site = document.querySelector("[name=home_site]");
if (district && site && site.querySelector("optgroup")) {
  const groups = [...site.querySelectorAll("optgroup")];
  const narrow = () => {
    const here = district.selectedOptions[0].text.trim();
    for (const group of groups) {
      if (group.label === here) site.append(group);
      else group.remove();
    }
    if (!site.selectedOptions.length) site.selectedIndex = 0;
  };
  district.addEventListener("change", narrow);
  narrow();
}
