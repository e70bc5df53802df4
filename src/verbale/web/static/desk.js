// What the desk adds where scripts run: short addresses from forms, and keys. Every page works without it.
"use strict";

// A form leaves out of the address what was left empty.
document.addEventListener("formdata", (event) => {
  for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
});

// What stands in a field beside a button is copied by it.
const offerCopies = () => document.querySelectorAll("[data-copy]").forEach((button) => { button.hidden = false; });
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-copy]");
  if (!button) return;
  const field = button.parentElement.querySelector("input, textarea");
  field.select();
  navigator.clipboard?.writeText(field.value).then(() => { button.textContent = "Copied"; });
});
offerCopies();

// Keys: j and k walk the lines of a page, o opens one, / searches, ? goes to the list of keys.
const walkable = () => [...document.querySelectorAll("main [data-line]")];
const marked = () => walkable().findIndex((line) => line.classList.contains("here"));
let here = marked();

const walk = (step) => goTo(walkable(), here + step);
const goTo = (lines, to) => {
  if (!lines.length) return;
  lines[here]?.classList.remove("here");
  here = Math.min(Math.max(to, 0), lines.length - 1);
  lines[here].classList.add("here");
  lines[here].scrollIntoView({ block: "nearest" });
  lines[here].querySelector("a")?.focus({ preventScroll: true });
};

// The menu, filters and pages fetch a page and put it in place of this one (htmx): it is read from its beginning.
const begin = () => {
  here = marked();
  offerCopies();
  (document.querySelector("main [autofocus]") ?? document.getElementById("main"))?.focus({ preventScroll: true });
};
document.addEventListener("htmx:afterSettle", begin);
document.addEventListener("htmx:historyRestore", begin);

// A page that was sent for a line, such as a story that was moved, goes on at it.
const sentFor = location.hash ? walkable().findIndex((line) => `#${line.id}` === location.hash) : -1;
if (sentFor >= 0) goTo(walkable(), sentFor);

const keys = {
  j: () => walk(1),
  k: () => walk(-1),
  o: () => { const line = walkable()[here]; if (line?.dataset.line) location.assign(line.dataset.line); },
  "/": () => document.getElementById(location.pathname === "/search" ? "q" : "seek")?.focus(),
  "?": () => location.assign("/keys"),
};

// What bears a key is pressed by it: a link or button is clicked, a fold opened at its first field.
const press = (own) => {
  if (own.tagName !== "DETAILS") return own.click();
  own.open = true;
  own.querySelector("select, textarea, input:not([type=hidden])")?.focus();
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, select, textarea, [contenteditable]");
  if (typing || event.ctrlKey || event.altKey || event.metaKey || !("keys" in document.body.dataset)) return;
  const key = CSS.escape(event.key);
  const bears = `[data-here="${key}"], [data-key="${key}"]`;
  const own = walkable()[here]?.querySelector(bears) ?? document.querySelector(`[data-key="${key}"]`);
  const act = own ? () => press(own) : Object.hasOwn(keys, event.key) && keys[event.key];
  if (act) { event.preventDefault(); act(); }
});
