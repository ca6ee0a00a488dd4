// The article's text on the desk: offsets in code points, marks that follow the states, and the words that fixed the claim.
"use strict";

const deskText = (() => {
  const codePoints = (words) => Array.from(words).length;
  const root = () => document.getElementById("article-text");

  // Where a point of the page lies in the article's text.
  function offsetOf(node, at) {
    const paragraph = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("#article-text p");
    if (!paragraph) return null;
    const before = document.createRange();
    before.setStart(paragraph, 0);
    before.setEnd(node, at);
    return Number(paragraph.dataset.start) + codePoints(before.toString());
  }

  // The selected stretch as [start, end], or null when nothing of the article is selected.
  function selection() {
    const chosen = window.getSelection();
    if (!chosen || chosen.isCollapsed || !chosen.rangeCount) return null;
    const range = chosen.getRangeAt(0);
    const start = offsetOf(range.startContainer, range.startOffset);
    const end = offsetOf(range.endContainer, range.endOffset);
    return start === null || end === null || end <= start ? null : [start, end];
  }

  const urgency = ["pending", "held", "rejected", "corrected", "accepted"];

  // Every mark shows the most urgent state of the proposals it belongs to; the marks of the proposal at hand stand out.
  function show(states, current) {
    for (const mark of root().querySelectorAll("a.mark")) {
      const ids = mark.dataset.ids.split(" ");
      const state = urgency.find((name) => ids.some((id) => states[id] === name));
      if (state) mark.className = `mark ${state}`;
      mark.classList.toggle("current", ids.includes(String(current)));
    }
    reveal();
  }

  function reveal() {
    const here = root().querySelector("a.mark.current");
    if (here) here.scrollIntoView({ block: "center" });
  }

  // The words that fixed subject, indicator, period and value, underlined through the highlight registry where the browser has one.
  function underline(slots) {
    if (!window.Highlight || !CSS.highlights) return;
    CSS.highlights.clear();
    const byName = new Map();
    for (const [name, start, end] of slots) {
      const range = rangeOf(start, end);
      if (range) byName.set(name, [...(byName.get(name) || []), range]);
    }
    for (const [name, ranges] of byName) CSS.highlights.set(`slot-${name}`, new Highlight(...ranges));
  }

  function rangeOf(start, end) {
    const range = document.createRange();
    const from = pointAt(start);
    const to = pointAt(end);
    if (!from || !to) return null;
    range.setStart(...from);
    range.setEnd(...to);
    return range;
  }

  function pointAt(offset) {
    const paragraphs = [...root().querySelectorAll("p")];
    const paragraph = paragraphs.filter((line) => Number(line.dataset.start) <= offset).pop();
    if (!paragraph) return null;
    let left = offset - Number(paragraph.dataset.start);
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const points = Array.from(node.data);
      if (left <= points.length) return [node, points.slice(0, left).join("").length];
      left -= points.length;
    }
    return null;
  }

  return { selection, show, reveal, underline };
})();
