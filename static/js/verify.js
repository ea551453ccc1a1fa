// Verifies a certificate on this device: with the keys the page brought, asking nobody.
"use strict";

const main = document.querySelector("[data-keys]");
const keys = JSON.parse(main.dataset.keys);
const said = main.querySelector("[name=said]");
const language = document.documentElement.lang === "en" ? "en-GB" : "zh-CN";
const day = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });

// Fetched at once: when it is needed there may be no network.
const library = import(main.dataset.library);
library.catch(() => {}); // said when something is to be verified

const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

// What is said, and with which signature; null if it is none of ours by its form.
const read = (text) => {
  const [version, content, signature, ...more] = text.trim().split("#").pop().split(".");
  try {
    const told = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes(content)));
    const said = { told, content: bytes(content), signature: bytes(signature) };
    return version === "HH1" && !more.length && said.signature.length === 64 ? said : null;
  } catch {
    return null;
  }
};

// Whether the key that is named signed just this, as far as this device can tell.
const judge = async (text) => {
  const said = read(text);
  if (!said) return { verdict: "unsigned" };
  if (!Object.hasOwn(keys, said.told.key)) return { verdict: "later" };
  try {
    const { verifyAsync } = await library;
    const key = bytes(keys[said.told.key]);
    const isOurs = await verifyAsync(said.signature, said.content, key, { zip215: false });
    return isOurs ? { verdict: "signed", told: said.told } : { verdict: "unsigned" };
  } catch {
    return { verdict: "unable" };
  }
};

// Two places, cut off and never rounded, as on the paper.
const hours = (minutes) => {
  const cut = Math.floor((minutes * 100) / 60);
  return `${Math.floor(cut / 100)}.${String(cut % 100).padStart(2, "0")}`;
};

const show = ({ verdict, told }) => {
  for (const one of main.querySelectorAll("[data-verdict]")) one.hidden = one.dataset.verdict !== verdict;
  if (!told) return;
  const words = {
    name: told.name,
    period: `${day.format(new Date(told.first))} – ${day.format(new Date(told.last))}`,
    hours: hours(told.minutes),
    issuer: told.issuer || main.dataset.all,
    issued: day.format(new Date(told.issued)),
    number: told.number,
  };
  for (const [name, word] of Object.entries(words)) main.querySelector(`[data-told=${name}]`).textContent = word;
  main.querySelector("[data-online]").href = main.dataset.online.replace("CODE", told.code);
};

const verify = async () => {
  if (!said.value.trim()) return;
  show(await judge(said.value));
  main.querySelector("[data-verdict]:not([hidden])").focus();
};

// Scanned, what the code says stands after the address, which no server is sent.
const scanned = () => {
  if (location.hash.length < 2) return;
  said.value = location.hash.slice(1);
  verify();
};

main.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  verify();
});
window.addEventListener("hashchange", scanned);
scanned();

navigator.serviceWorker
  ?.register(main.dataset.worker)
  .then(() => navigator.serviceWorker.ready)
  .then(() => (main.querySelector("[data-kept]").hidden = false));
