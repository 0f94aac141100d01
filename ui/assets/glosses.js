// A word of a Chinese quote shows its entry in the dictionary: pointed at, tapped, or gone to by keyboard.
// The program is asked for each word when it is wanted. Readers of Chinese need none of it.
(() => {
  "use strict";
  const page = window.onRecord;
  if (page.glosses) return;
  page.glosses = true;

  const IDEOGRAPH = /[\u3400-\u9fff]/;
  const AROUND = 60; // characters of a run on either side of what is asked
  const LINGER = 250; // milliseconds for which a pointer rests before a word is looked up, and after it has gone
  const known = new Map(); // answers of the program, by what was asked
  let open = null; // the word that is shown: { node, start, end, button }
  let timer = 0;
  let wanted = 0; // the newest look-up; what comes of older ones is too late

  const off = () => !page.words().tag || page.words().tag.startsWith("zh");
  const chinese = (node) => {
    const element = node?.nodeType === Node.TEXT_NODE ? node.parentElement : null;
    const record = element?.closest(".record:lang(zh)");
    return record && !element.closest("button, summary, input") ? record : null;
  };

  // What is shown: beside the word for those who see it, and to those who hear the page when they go by keyboard.
  const box = page.make("div", { class: "gloss", lang: "en", dir: "ltr", popover: "manual" });
  const heard = page.make("p", { class: "hidden", role: "status", lang: "en" });

  /** The word that holds a character of a text, and its entries; null where there is none. */
  async function lookUp(node, at) {
    let first = at;
    while (first > 0 && at - first < AROUND && IDEOGRAPH.test(node.data[first - 1])) first -= 1;
    const text = node.data.slice(first, at + AROUND);
    const asked = `./api/gloss?${new URLSearchParams({ text, at: at - first })}`;
    if (!known.has(asked)) {
      const answer = await fetch(asked).then((response) => (response.ok ? response.json() : null));
      known.set(asked, answer);
    }
    const found = known.get(asked);
    return found && { node, start: first + found.start, end: first + found.end, entries: found.entries };
  }

  function rangeOf({ node, start, end }) {
    const range = new Range();
    range.setStart(node, start);
    range.setEnd(node, Math.min(end, node.length));
    return range;
  }

  function hide() {
    clearTimeout(timer);
    wanted += 1;
    if (!open) return;
    open.button?.setAttribute("aria-expanded", "false");
    open = null;
    box.remove();
    heard.textContent = "";
    CSS.highlights?.delete("gloss");
  }

  function entry({ traditional, word, pinyin, meanings }) {
    const written = traditional === word ? word : `${word} · ${traditional}`;
    return [
      page.make("dt", {}, page.make("span", { lang: "zh" }, written), " ", page.make("span", { lang: "zh-Latn" }, pinyin)),
      page.make("dd", {}, meanings.join("; ")),
    ];
  }

  function show(found, button) {
    const words = page.words();
    const text = found.node.data.slice(found.start, found.end);
    const told = found.entries.length
      ? page.make("dl", {}, ...found.entries.slice(0, 4).flatMap(entry))
      : page.make("p", {}, page.make("span", { lang: "zh" }, text), " ", page.make("span", { lang: words.tag }, words.gloss_none));
    if (open?.button !== button) open?.button?.setAttribute("aria-expanded", "false");
    open = { ...found, button };
    const footer = button ? [words.gloss_keys, words.gloss_source] : [words.gloss_source];
    box.replaceChildren(told, ...footer.map((line) => page.make("p", { class: "facts", lang: words.tag, dir: "auto" }, line)));
    if (button) {
      button.setAttribute("aria-expanded", "true");
      const [first] = found.entries;
      heard.textContent = first ? `${first.pinyin}: ${first.meanings.slice(0, 3).join("; ")}` : words.gloss_none;
    }
    // Where a dialog is open only what is in it can be pointed at.
    (found.node.parentElement.closest("dialog") ?? page.frame()).append(box);
    if (!box.matches(":popover-open")) box.showPopover();
    const range = rangeOf(found);
    if (window.Highlight) CSS.highlights.set("gloss", new Highlight(range));
    const word = range.getBoundingClientRect();
    const { width, height } = box.getBoundingClientRect();
    const below = word.bottom + 6;
    box.style.left = `${Math.max(8, Math.min(word.left, innerWidth - width - 8))}px`;
    box.style.top = `${below + height > innerHeight ? Math.max(8, word.top - height - 6) : below}px`;
  }

  async function go(node, at, button) {
    const mine = (wanted += 1);
    const found = await lookUp(node, at).catch(() => null);
    if (mine !== wanted || !node.isConnected) return;
    if (found) show(found, button);
    else hide();
  }

  /** The character of a Chinese text that stands at a point of the window. */
  function characterAt(x, y) {
    const caret = document.caretPositionFromPoint
      ? document.caretPositionFromPoint(x, y)
      : document.caretRangeFromPoint?.(x, y);
    const node = caret?.offsetNode ?? caret?.startContainer;
    const offset = caret?.offset ?? caret?.startOffset;
    if (!chinese(node)) return null;
    // A caret stands between two characters: which of them is it?
    for (const at of [offset, offset - 1]) {
      if (at < 0 || at >= node.length || !IDEOGRAPH.test(node.data[at])) continue;
      const rects = [...rangeOf({ node, start: at, end: at + 1 }).getClientRects()];
      if (rects.some((r) => x >= r.left && x <= r.right && y >= r.top && y <= r.bottom)) return { node, at };
    }
    return null;
  }

  document.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "mouse" || open?.button) return;
    clearTimeout(timer);
    if (event.buttons || box.contains(event.target)) return;
    const { clientX, clientY } = event;
    timer = setTimeout(() => {
      if (off()) return;
      const place = characterAt(clientX, clientY);
      if (place && open?.node === place.node && place.at >= open.start && place.at < open.end) return;
      if (place) go(place.node, place.at);
      else hide();
    }, LINGER);
  });

  // A tap on a card or on a mention opens its transcript, as ever.
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (!target || box.contains(target) || off()) return;
    const button = target.closest("button.words");
    if (button) {
      if (open?.button === button) hide();
      else step(button, 1, null);
      return;
    }
    const opens = target.closest(".card, .mention, button, a, summary");
    const place = !opens && getSelection().isCollapsed ? characterAt(event.clientX, event.clientY) : null;
    if (place) go(place.node, place.at, open?.button);
    else hide();
  });

  /** The next ideograph of a quote, forwards or backwards from a place in it; null beyond its ends. */
  function next(quote, from, forwards) {
    const walker = document.createTreeWalker(quote, NodeFilter.SHOW_TEXT);
    const characters = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.parentElement.checkVisibility()) continue;
      for (let at = 0; at < node.length; at += 1) {
        if (!IDEOGRAPH.test(node.data[at])) continue;
        const before = from && (node === from.node ? at < from.start : node.compareDocumentPosition(from.node) & 4);
        const after = !from || (node === from.node ? at >= from.end : node.compareDocumentPosition(from.node) & 2);
        if (forwards ? after : before) characters.push({ node, at });
      }
    }
    return (forwards ? characters[0] : characters[characters.length - 1]) ?? null;
  }

  function step(button, forwards, from) {
    const quote = button.closest(".aids").previousElementSibling;
    const place = next(quote, from, forwards > 0);
    if (place) go(place.node, place.at, button);
  }

  document.addEventListener("keydown", (event) => {
    if (!open) return;
    if (event.key === "Escape") {
      hide();
      event.preventDefault();
      event.stopImmediatePropagation();
    } else if (open.button && event.target === open.button && /^Arrow(Left|Right)$/.test(event.key)) {
      event.preventDefault();
      step(open.button, event.key === "ArrowRight" ? 1 : -1, open);
    }
  }, true);
  document.addEventListener("focusout", (event) => {
    if (open?.button && event.target === open.button) hide();
  });
  document.addEventListener("scroll", (event) => {
    if (event.target !== box) hide();
  }, true);

  /** Each Chinese quote has a button, from which arrow keys go from word to word. */
  page.watchers.push(() => {
    if (off()) return;
    // It is there before anything is said in it, so that it is heard.
    if (!heard.isConnected) page.frame().append(heard);
    for (const quote of page.quotes()) {
      if (!quote.matches(":lang(zh)") || page.aids(quote).querySelector("button.words")) continue;
      const button = { type: "button", class: "aid words", "aria-expanded": "false" };
      page.aids(quote).prepend(page.make("button", button, page.words().gloss));
    }
    // What it belongs to has been made anew.
    if (open && !open.node.isConnected) hide();
  });
})();
