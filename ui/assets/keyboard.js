// Keys: arrows bring earlier questions back into the box, digits lead to citations.
(() => {
  "use strict";
  const page = window.onRecord;
  if (page.keys) return;
  page.keys = true;

  let back = 0; // how many questions back the box shows; 0 is what the reader is typing
  let typing = "";

  const asked = () => [...document.querySelectorAll(".log .asked .record")].map((each) => each.textContent);

  function put(area, text) {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(area, text);
    area.dispatchEvent(new Event("input", { bubbles: true }));
    area.setSelectionRange(text.length, text.length);
  }

  /** Up in the first line goes to the question before, down in the last line to the one after. */
  function step(event, area) {
    const up = event.key === "ArrowUp";
    const { value, selectionStart, selectionEnd } = area;
    if (selectionStart !== selectionEnd) return;
    if (up ? value.slice(0, selectionStart).includes("\n") : value.slice(selectionEnd).includes("\n")) return;
    const questions = asked();
    const to = back + (up ? 1 : -1);
    if (to < 0 || to > questions.length) return;
    event.preventDefault();
    if (back === 0) typing = value;
    back = to;
    put(area, back ? questions[questions.length - back] : typing);
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const target = event.target instanceof Element ? event.target : document.body;
    if (target.matches("#question textarea")) {
      if (event.key === "ArrowUp" || event.key === "ArrowDown") step(event, target);
      else if (event.key === "Enter") back = 0;
      return;
    }
    if (target.closest("input, textarea, select, [contenteditable=true]") || !/^[1-9]$/.test(event.key)) return;
    if (document.querySelector("dialog[open]")) return;
    const turn = page.currentTurn();
    if (turn !== null && document.getElementById(`passage-${turn}-${event.key}`)) {
      event.preventDefault();
      page.showPassage(`${turn}-${event.key}`);
    }
  });
})();
