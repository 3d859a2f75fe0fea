// Searches that a person saved: names and filters, in this browser alone.
"use strict";
{
  const NAME = "claimtrack-searches";
  const form = document.getElementById("kept");
  const read = () => {
    try { return Object.entries(JSON.parse(kept(NAME) ?? "{}")).filter(([, query]) => typeof query === "string" && query.startsWith("?")); } catch { return []; }
  };
  const write = (found) => { keep(NAME, found.length ? JSON.stringify(Object.fromEntries(found)) : ""); draw(); };
  function draw() {
    const list = document.getElementById("kept-list");
    form.hidden = !location.search && !read().length;
    list.replaceChildren();
    for (const [name, query] of read()) {
      const link = document.createElement("a"), off = document.createElement("button");
      link.href = `/${query}`;
      link.textContent = name;
      if (query === location.search) link.setAttribute("aria-current", "true");
      off.type = "button";
      off.className = "plain";
      off.textContent = "×";
      off.setAttribute("aria-label", form.dataset.takeOff.replace("{name}", name));
      off.addEventListener("click", () => write(read().filter(([other]) => other !== name)));
      list.append(link, " ", off, " ");
    }
  }
  if (form) {
    // Without a search there is none to save, and without a saved one nothing to show.
    for (const one of form.querySelectorAll("input, button")) one.hidden = !location.search;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const field = document.getElementById("kept-name"), name = field.value.trim();
      if (!name || !location.search) return;
      write([...read().filter(([other]) => other !== name), [name, location.search]].slice(-30));
      field.value = "";
    });
    draw();
  }
}
