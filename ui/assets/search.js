// Search inside the open transcript. Matches are painted over the text, which stays as it is.
(() => {
  "use strict";
  const page = window.onRecord;
  if (page.searchIn) return;

  // More than anybody steps through; the count then says so with a plus.
  const MOST = 1000;
  let searched = null; // { dialog, count, units, ranges, at }

  /** The text of each exchange, in small letters, with the nodes that it stands in. */
  function unitsOf(dialog) {
    return [...dialog.querySelectorAll(".text > *")].map((element) => {
      const nodes = [];
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      let text = "";
      while (walker.nextNode()) {
        nodes.push({ node: walker.currentNode, at: text.length });
        text += walker.currentNode.data;
      }
      const small = text.toLowerCase();
      // A few letters grow when they are made small; then offsets would be wrong.
      return { element, nodes, text: small.length === text.length ? small : text };
    });
  }

  function placeOf(unit, offset) {
    let low = 0;
    let high = unit.nodes.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (unit.nodes[middle].at <= offset) low = middle;
      else high = middle - 1;
    }
    const { node, at } = unit.nodes[low];
    return [node, Math.min(offset - at, node.length)];
  }

  function rangesOf(units, wanted) {
    const found = [];
    for (const unit of units) {
      for (let at = unit.text.indexOf(wanted); at >= 0; at = unit.text.indexOf(wanted, at + wanted.length)) {
        const range = document.createRange();
        range.setStart(...placeOf(unit, at));
        const [node, offset] = placeOf(unit, at + wanted.length - 1);
        range.setEnd(node, offset + 1);
        found.push({ range, unit });
        if (found.length >= MOST) return found;
      }
    }
    return found;
  }

  function paint() {
    if (!CSS.highlights) return;
    const all = searched?.ranges ?? [];
    CSS.highlights.set("found", new Highlight(...all.map(({ range }) => range)));
    const current = all[searched?.at ?? -1];
    CSS.highlights.set("found-current", new Highlight(...(current ? [current.range] : [])));
  }

  function show() {
    const words = page.words();
    const { ranges, at, count, wanted } = searched;
    const many = ranges.length >= MOST ? `${MOST}+` : String(ranges.length);
    if (!wanted) count.textContent = "";
    else count.textContent = ranges.length ? page.say(words.found, { number: at + 1, count: many }) : words.found_none;
    paint();
    const current = ranges[at];
    if (!current) return;
    current.unit.element.scrollIntoView({ block: "nearest" });
    requestAnimationFrame(() => {
      const text = searched?.dialog.querySelector(".text");
      if (!text) return;
      const box = current.range.getBoundingClientRect();
      const view = text.getBoundingClientRect();
      if (box.top < view.top || box.bottom > view.bottom) text.scrollTop += box.top - view.top - view.height / 3;
      if (!CSS.highlights) getSelection().setBaseAndExtent(
        current.range.startContainer, current.range.startOffset, current.range.endContainer, current.range.endOffset,
      );
    });
  }

  function search(input) {
    const wanted = input.value.toLowerCase().trim();
    searched.units ??= unitsOf(searched.dialog);
    searched.wanted = wanted;
    searched.ranges = wanted ? rangesOf(searched.units, wanted) : [];
    searched.at = 0;
    show();
  }

  page.searchIn = (dialog, input, count) => {
    let later;
    searched = { dialog, count, units: null, ranges: [], at: 0, wanted: "" };
    const look = () => {
      searched ??= { dialog, count, units: null, ranges: [], at: 0, wanted: "" };
      search(input);
    };
    input.addEventListener("input", () => {
      clearTimeout(later);
      later = setTimeout(look, 150);
    });
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      clearTimeout(later);
      if (searched?.wanted !== input.value.toLowerCase().trim()) look();
      else page.searchStep(event.shiftKey ? -1 : 1);
    });
  };

  page.searchStep = (by) => {
    if (!searched?.ranges.length) return;
    searched.at = (searched.at + by + searched.ranges.length) % searched.ranges.length;
    show();
  };

  /** Another text is shown, or none: what was found is forgotten. */
  page.searchEnd = () => {
    searched = null;
    paint();
  };
})();
