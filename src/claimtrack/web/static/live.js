// What others do while this page is open, told as it happens. Nothing typed here is touched.
"use strict";
{
  const { known, path } = document.body.dataset;
  const told = document.getElementById("live");
  const about = Number(path?.match(/^\/claims\/(\d+)$/)?.[1]);
  const ago = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "always", style: "short" });
  const since = (at) => {
    const seconds = Math.max(1, Math.round((Date.now() - at) / 1000));
    const [amount, unit] = seconds < 90 ? [seconds, "second"] : seconds < 5400 ? [Math.round(seconds / 60), "minute"] : [Math.round(seconds / 3600), "hour"];
    return ago.format(-amount, unit);
  };
  const filled = (words, holes) => words.replace(/\{(\w+)\}/g, (_, name) => holes[name] ?? "");
  const row = (claim) => document.querySelector(`[data-claim="${claim}"] .under`);
  const here = new Map(), changes = new Map();
  let last = known, stream = null;

  function note(parent, name, words) {
    let found = parent.querySelector(`.${name}`);
    if (!words) { found?.remove(); return; }
    if (!found) { found = document.createElement("span"); found.className = name; parent.append(found); }
    if (found.textContent !== words) found.textContent = words;
  }
  function draw() {
    let newest = null;
    for (const [claim, one] of changes) {
      const holes = { ...one, ago: since(one.at) };
      if (row(claim)) note(row(claim), "changed", filled(told.dataset.changedRow, holes));
      if (!about || claim === about) newest = one;
    }
    if (newest && (about || row(newest.claim) === null)) {
      told.querySelector("p").textContent = filled(newest.what ? told.dataset.did : told.dataset.changed, { ...newest, ago: since(newest.at) });
    }
    // On a list the changed row says it itself; what is not listed is told above.
    told.hidden = !newest || !(about || [...changes.keys()].some((claim) => !row(claim)));
    const others = new Map();
    for (const { who, at } of here.values()) others.set(at, [...(others.get(at) ?? []), who]);
    document.getElementById("here").textContent = about && others.has(path) ? filled(told.dataset.here, { who: others.get(path).join(", ") }) : "";
    for (const one of document.querySelectorAll(".under")) {
      const at = `/claims/${one.closest("[data-claim]")?.dataset.claim}`;
      note(one, "present", others.has(at) ? filled(told.dataset.row, { who: others.get(at).join(", ") }) : "");
    }
  }
  function open() {
    if (stream || document.hidden) return;
    here.clear();
    stream = new EventSource(`/live?${new URLSearchParams({ at: path, after: last })}`);
    stream.addEventListener("change", (event) => {
      const one = JSON.parse(event.data);
      last = one.number;
      changes.set(one.claim, { ...one, at: Date.now() - 1000 * one.ago });
      draw();
    });
    stream.addEventListener("here", (event) => {
      const one = JSON.parse(event.data);
      if (one.there) here.set(`${one.who} ${one.at}`, one); else here.delete(`${one.who} ${one.at}`);
      draw();
    });
    stream.addEventListener("error", () => {
      // Where the desk has no room, or closed, a browser does not ask again itself.
      if (stream?.readyState === EventSource.CLOSED) { shut(); setTimeout(open, 60000); }
    });
  }
  function shut() { stream?.close(); stream = null; }
  if (known) {
    told.querySelector("a").href = location.href;
    // Only what is looked at listens: a browser opens six connections to one address, however many tabs there are.
    document.addEventListener("visibilitychange", () => (document.hidden ? shut() : open()));
    addEventListener("pagehide", shut);
    addEventListener("pageshow", open);
    open();
    setInterval(() => { if (changes.size) draw(); }, 1000);
  }
}
