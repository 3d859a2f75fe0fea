// Keys, drafts and the dropping of files. Every page works without it.
"use strict";

const OFF = "claimtrack-keys-off";
const typing = (target) => target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");

function kept(name) {
  try { return localStorage.getItem(name); } catch { return null; }
}
function keep(name, value) {
  try { value ? localStorage.setItem(name, value) : localStorage.removeItem(name); } catch { /* nothing is kept then */ }
}

// Lists: j and k go from claim to claim.
const rows = [...document.querySelectorAll("[data-claim]")];
let at = -1;
function go(step) {
  if (!rows.length) return;
  rows[at]?.classList.remove("at");
  at = Math.max(0, Math.min(rows.length - 1, at + step));
  rows[at].classList.add("at");
  rows[at].querySelector("a").focus();
  rows[at].scrollIntoView({ block: "nearest" });
}

const claim = document.querySelector("[data-claim-page]");
const follow = (rel) => document.querySelector(`.steps a[rel=${rel}], .pager a[rel=${rel}]`)?.click();
function focusOn(id) {
  const field = document.getElementById(id);
  for (let fold = field?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  field?.focus();
  field?.scrollIntoView({ block: "center" });
}
function choose(key) {
  const choice = document.querySelector(`input[type=radio][data-key="${key}"]`);
  if (!choice) return;
  choice.checked = true;
  focusOn("verdict-reason");
}
function selected(id) {
  const words = String(getSelection() ?? "").trim();
  const field = document.getElementById(id);
  if (!words || !field) return;
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
function missing() {
  const words = String(getSelection() ?? "").trim();
  const article = document.querySelector(".crumb a");
  if (document.getElementById("missed")) { selected("missed-quote"); focusOn(words ? "missed-speaker" : "missed-quote"); }
  else if (article) location.href = `${article.href}?${new URLSearchParams({ do: "missed", quote: words })}#missed-speaker`;
}

const KEYS = {
  j: () => (claim ? follow("next") : go(1)),
  k: () => (claim ? follow("prev") : go(-1)),
  a: missing,
  i: () => { location.href = "/"; },
  "?": () => document.getElementById("keys").showModal(),
};
const ON_CLAIM = {
  e: () => focusOn("evidence-source"),
  s: () => focusOn("said-reason"),
  y: () => focusOn("restate-text"),
  m: () => focusOn("note-text"),
  t: () => document.querySelector('button[data-key="t"]')?.click(),
  u: () => document.querySelector('button[data-key="u"]')?.click(),
  n: () => document.querySelector("[data-waits]")?.click(),
};
for (const key of "cdrvw") {
  ON_CLAIM[key] = () => choose(key);
  // One key, and it is decided; what lacks a reason or evidence is refused in words, and "u" takes it back.
  ON_CLAIM[key.toUpperCase()] = () => { choose(key); document.querySelector("#verdict + form, #verdict ~ form[data-draft=verdict]")?.requestSubmit(); };
}

// Where a key types a letter of another script, it is the one that lies there on a Latin keyboard.
function keyOf(event) {
  const latin = /^Key([A-Z])$/.exec(event.code)?.[1];
  if (!latin || /^[\x20-\x7e]$/.test(event.key) || event.key.length > 2) return event.key;
  return event.shiftKey ? latin : latin.toLowerCase();
}

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("form");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form) {
    event.preventDefault();
    form.requestSubmit();
    return;
  }
  if (event.key === "Escape" && typing(event.target)) { event.target.blur(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || kept(OFF)) return;
  if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
  const key = keyOf(event), act = (claim && ON_CLAIM[key]) || KEYS[key];
  if (act) { event.preventDefault(); act(); }
});

document.getElementById("keys-button").addEventListener("click", () => document.getElementById("keys").showModal());
const off = document.getElementById("keys-off");
off.checked = Boolean(kept(OFF));
off.addEventListener("change", () => keep(OFF, off.checked ? "off" : ""));

for (const button of document.querySelectorAll("[data-fill]")) {
  button.addEventListener("click", () => { document.getElementById(button.dataset.fill).value = button.dataset.words; });
}
for (const button of document.querySelectorAll("[data-fill-selection]")) {
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", () => selected(button.dataset.fillSelection));
}

// Drafts: what is typed survives a closed tab, until it was sent and taken.
const refused = document.querySelector(".problem");
for (const form of document.querySelectorAll("form[data-draft]")) {
  // By where it is sent: what was refused is shown at that address, too.
  const name = `claimtrack-draft:${new URL(form.action).pathname}`;
  const fields = [...form.querySelectorAll("textarea, input:not([type]), input[type=text], input[type=url]")];
  const draft = JSON.parse(kept(name) ?? "{}");
  if (!refused) for (const field of fields) if (!field.value && draft[field.name]) field.value = draft[field.name];
  // What was refused is kept, too: its remedy may lead to another page.
  if (form.previousElementSibling?.matches(".problem")) keep(name, JSON.stringify(Object.fromEntries(fields.filter((one) => one.value).map((one) => [one.name, one.value]))));
  form.addEventListener("input", () => {
    const typed = Object.fromEntries(fields.filter((one) => one.value !== one.defaultValue).map((one) => [one.name, one.value]));
    keep(name, Object.keys(typed).length ? JSON.stringify(typed) : "");
  });
  form.addEventListener("submit", () => keep(name, ""));
}

// Files are dropped on a form that takes one.
for (const input of document.querySelectorAll("input[type=file]")) {
  const form = input.closest("form");
  form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("over"); });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    if (event.dataTransfer.files.length) { input.files = event.dataTransfer.files; input.closest("details")?.setAttribute("open", ""); }
  });
}

document.querySelector("[data-first]")?.focus();

// The text goes to the claim where it has a column of its own; on a narrow page the claim comes first.
const reading = document.querySelector(".reading");
const mark = claim && document.getElementById(claim.dataset.mark);
if (mark && reading.scrollHeight > reading.clientHeight) {
  reading.scrollTop += mark.getBoundingClientRect().top - reading.getBoundingClientRect().top - reading.clientHeight / 3;
}
function unfold() {
  const part = location.hash ? document.getElementById(location.hash.slice(1)) : null;
  if (!part) return;
  for (let fold = part.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  part.scrollIntoView({ block: "start" });
  if (part.id.startsWith("field-")) part.querySelector("input, textarea, select")?.focus();
}
addEventListener("hashchange", unfold);
unfold();
