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
