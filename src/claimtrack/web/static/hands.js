// A claim's words moved by the arrow keys, and its speaker put right by a digit. The forms work without it, by hand.
"use strict";
{
  const span = document.getElementById("span");
  const near = document.getElementById("near");
  const prose = document.querySelector(".prose");
  const shown = document.getElementById("span-words");
  // As `review` has it: marks beside a word are not its own.
  const HANGING = ".,;:!?\"'”’»)]؟،؛", LEADING = "\"'“‘«([„";
  const letters = (text) => [...text].length;

  // The text as it stands on the page, with where each of its nodes and paragraphs begins in it.
  function read() {
    const nodes = [], paragraphs = [];
    let text = "";
    for (const paragraph of prose.querySelectorAll("p[data-at]")) {
      const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT, (node) =>
        node.parentElement.closest(".tag") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
      const at = text.length;
      while (walker.nextNode()) { nodes.push({ node: walker.currentNode, at: text.length }); text += walker.currentNode.data; }
      paragraphs.push({ at, end: text.length, place: Number(paragraph.dataset.at) });
      text += "\n\n";
    }
    return { text, nodes, paragraphs };
  }
  const paragraphOf = (page, index) => page.paragraphs.findLast((one) => one.at <= index);
  // From a place in this text to one in the article, in code points, and back.
  function placeOf(page, index) {
    const one = paragraphOf(page, index);
    return one.place + letters(page.text.slice(one.at, Math.min(index, one.end)));
  }
  function indexOf(page, place) {
    const one = page.paragraphs.findLast((paragraph) => paragraph.place <= place);
    if (!one) return null;
    const words = page.text.slice(one.at, one.end);
    return one.at + [...words].slice(0, place - one.place).join("").length;
  }
  function nodeAt(page, index, isEnd) {
    const found = page.nodes.findLast((one) => (isEnd ? one.at < index : one.at <= index)) ?? page.nodes[0];
    return [found.node, Math.min(index - found.at, found.node.data.length)];
  }

  // Where words, sentences and letters begin and end.
  function* words(text) {
    for (const found of text.matchAll(/\S+/gu)) {
      let start = 0, end = found[0].length;
      while (start < end && LEADING.includes(found[0][start])) start += 1;
      while (end > start && HANGING.includes(found[0][end - 1])) end -= 1;
      if (start < end) yield [found.index + start, found.index + end];
    }
  }
  function* segments(text, granularity) {
    for (const one of new Intl.Segmenter(document.documentElement.lang, { granularity }).segment(text)) {
      const bare = one.segment.trim();
      if (bare) yield [one.index + one.segment.indexOf(bare), one.index + one.segment.indexOf(bare) + bare.length];
    }
  }
  // Sentences end with their paragraph, whatever the browser makes of a blank line.
  function* sentences(page) {
    for (const one of page.paragraphs) {
      for (const [start, end] of segments(page.text.slice(one.at, one.end), "sentence")) yield [one.at + start, one.at + end];
    }
  }

  let page = null, pieces = [], piece = 0;
  const unit = (event) => (event.key === "ArrowUp" || event.key === "ArrowDown" ? "sentence" : event.ctrlKey || event.metaKey ? "letter" : "word");
  function stops(kind, end) {
    const found = kind === "word" ? words(page.text) : kind === "sentence" ? sentences(page) : segments(page.text, "grapheme");
    return [...found].map((one) => one[end ? 1 : 0]);
  }
  function draw() {
    const [start, end] = pieces[piece];
    getSelection().setBaseAndExtent(...nodeAt(page, start, false), ...nodeAt(page, end, true));
    nodeAt(page, end, true)[0].parentElement.scrollIntoView({ block: getComputedStyle(span).position === "fixed" ? "center" : "nearest" });
    shown.textContent = pieces.map(([from, to]) => page.text.slice(from, to)).join(" … ");
    span.elements.spans.value = pieces.map(([from, to]) => `${placeOf(page, from)}-${placeOf(page, to)}`).join(" ");
  }
  function move(event) {
    const forward = event.key === "ArrowRight" || event.key === "ArrowDown";
    // In a text from right to left, the left arrow goes on.
    const across = event.key === "ArrowLeft" || event.key === "ArrowRight";
    const turned = across && getComputedStyle(nodeAt(page, pieces[piece][0], false)[0].parentElement).direction === "rtl";
    shift(unit(event), !event.shiftKey, forward !== turned);
  }
  function shift(kind, atEnd, onward) {
    const [start, end] = pieces[piece];
    const here = atEnd ? end : start;
    const low = atEnd ? start : (pieces[piece - 1]?.[1] ?? -1), high = atEnd ? (pieces[piece + 1]?.[0] ?? Infinity) : end;
    const free = stops(kind, atEnd).filter((one) => (atEnd ? one > low && one <= high : one >= low && one < high));
    const next = onward ? free.find((one) => one > here) : free.findLast((one) => one < here);
    if (next === undefined) return;
    pieces[piece] = atEnd ? [start, next] : [next, end];
    draw();
  }
  // What is selected in the text with the mouse, without the white space around it.
  function chosen() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!prose.contains(range.startContainer) || !prose.contains(range.endContainer)) return null;
    const inside = page.nodes.filter((one) => range.intersectsNode(one.node));
    if (!inside.length) return null;
    const first = inside[0], last = inside[inside.length - 1];
    let start = first.at + (first.node === range.startContainer ? range.startOffset : 0);
    let end = last.at + (last.node === range.endContainer ? range.endOffset : last.node.data.length);
    while (start < end && /\s/u.test(page.text[start])) start += 1;
    while (end > start && /\s/u.test(page.text[end - 1])) end -= 1;
    return start < end ? [[start, end]] : null;
  }
  function begin() {
    page = read();
    const stands = span.dataset.spans.split(" ").map((one) => one.split("-").map((place) => indexOf(page, Number(place))));
    const taken = chosen();
    if (!taken && stands.flat().some((one) => one === null)) return;
    pieces = taken ?? stands;
    piece = pieces.length - 1;
    span.hidden = false;
    span.setAttribute("tabindex", "-1");
    // "Back" points to where the text comes from.
    const way = getComputedStyle(nodeAt(page, pieces[piece][0], false)[0].parentElement).direction;
    for (const pair of span.querySelectorAll(".pair")) pair.dir = way;
    draw();
    span.focus({ preventScroll: true });
  }
  function leave() {
    span.hidden = true;
    span.elements.spans.value = "";
    getSelection().removeAllRanges();
    document.getElementById("span-begin").focus();
  }

  if (span && prose && window.Intl?.Segmenter) {
    document.querySelector(".hands").hidden = false;
    const button = document.getElementById("span-begin");
    button.addEventListener("mousedown", (event) => event.preventDefault()); // keeps what is selected
    button.addEventListener("click", begin);
    document.getElementById("span-leave").addEventListener("click", leave);
    span.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { event.preventDefault(); leave(); return; }
      if (event.target !== span) return;
      if (event.key.startsWith("Arrow")) { event.preventDefault(); move(event); }
      if (event.key === "Enter") { event.preventDefault(); span.requestSubmit(); }
      if (event.key === "Tab" && pieces.length > 1) { event.preventDefault(); piece = (piece + (event.shiftKey ? pieces.length - 1 : 1)) % pieces.length; draw(); }
    });
    for (const one of span.querySelectorAll("[data-move]")) {
      const [edge, way] = one.dataset.move.split("-");
      one.addEventListener("click", () => shift("word", edge === "end", way === "on"));
    }
    ON_CLAIM.x = begin;
  }
  if (near) {
    const form = near.querySelector("form"), name = form.elements.speaker;
    ON_CLAIM.p = () => { near.open = true; (form.querySelector("[data-digit]") ?? name).focus(); near.scrollIntoView({ block: "nearest" }); };
    form.addEventListener("keydown", (event) => {
      if (event.target === name || event.ctrlKey || event.metaKey || event.altKey) return;
      // Digits of other scripts lie on the same keys.
      const digit = /^[1-9]$/.test(event.key) ? event.key : /^\p{Nd}$/u.test(event.key) ? event.code.replace(/^(Digit|Numpad)/, "") : "";
      const choice = /^[1-9]$/.test(digit) && form.querySelector(`[data-digit="${digit}"]`);
      if (choice) { event.preventDefault(); choice.checked = true; choice.focus(); }
      // A letter begins a name.
      else if (/^\p{L}$/u.test(event.key)) { event.preventDefault(); name.value += event.key; name.focus(); }
      else if (event.key === "Enter") { event.preventDefault(); form.requestSubmit(); }
      else if (event.key === "Escape") { event.preventDefault(); near.open = false; near.querySelector("summary").focus(); }
    });
  }
}
