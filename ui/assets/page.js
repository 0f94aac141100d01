// What the page's scripts share, and how the conversation and its cards behave: numbers lead to cards.
// Only the program that served the page is ever asked.
(() => {
  "use strict";
  if (window.onRecord) return;

  let shownTurn = null; // the question whose cards are shown
  let newestTurn = 0;
  let newestAnswered = null;
  let newestAnsweredTurn = 0;

  /** Every word of the page, in the reader's language. */
  function words() {
    return JSON.parse(document.querySelector("[data-words]")?.dataset.words ?? "{}");
  }

  /** A message with its {names} filled in. */
  function say(message, values) {
    return message.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  /** An element with its text and attributes; nothing is ever read as HTML. */
  function make(tag, attributes = {}, ...inside) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false && value != null) element.setAttribute(name, value);
    }
    element.append(...inside);
    return element;
  }

  function calm() {
    return matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  }

  /** Where dialogs go, so that they take the page's colours. */
  function frame() {
    return document.querySelector(".gradio-container") ?? document.body;
  }

  /** Show one question's cards. Gradio rewrites attributes when it updates, so this runs again then. */
  function showTurn(turn) {
    shownTurn = turn;
    for (const group of document.querySelectorAll(".passages .group")) {
      group.classList.toggle("shown", group.dataset.turn === String(turn));
    }
  }

  /** On a phone the cards are in a drawer, which a number opens. */
  let drawnFrom = null;
  function draw(out, from = null) {
    document.body.classList.toggle("drawn", out);
    if (out) drawnFrom = from ?? drawnFrom;
    else drawnFrom?.focus({ preventScroll: true });
  }

  function showPassage(passage, from = document.activeElement) {
    draw(true, from);
    showTurn(passage.split("-")[0]);
    const card = document.getElementById(`passage-${passage}`);
    if (!card) return;
    card.scrollIntoView({ block: "nearest", behavior: calm() });
    // What was hidden a moment ago takes no focus before it is drawn.
    const focus = (tries) => {
      card.focus({ preventScroll: true });
      if (document.activeElement !== card && tries) setTimeout(focus, 60, tries - 1);
    };
    focus(20);
    for (const other of document.querySelectorAll(".card.pointed")) other.classList.remove("pointed");
    void card.offsetWidth; // start the highlight anew
    card.classList.add("pointed");
  }

  /** What the cards of one question cite, in their order. */
  function quotesBeside(card) {
    const cards = [...card.closest(".group").querySelectorAll(".card")];
    const quotes = cards.map(({ dataset: { citation, text, focus } }) => (
      { citation, text, focus: focus?.split(" ").map(Number) }
    ));
    return { quotes, at: cards.indexOf(card) };
  }

  function openCard(card) {
    const { quotes, at } = quotesBeside(card);
    window.onRecord.openTranscript(quotes, at, () => card.focus({ preventScroll: true }));
  }

  // What the reader unfolded stays so: an update of the page would fold it again.
  const unfolded = new Set();
  function showFolds() {
    for (const each of document.querySelectorAll("[data-fold]")) {
      const open = unfolded.has(each.dataset.fold);
      if (each.localName === "details") {
        if (each.open !== open) each.open = open;
        continue;
      }
      if (each.ariaExpanded === String(open)) continue;
      each.dataset.label ??= each.textContent;
      each.textContent = open ? words().show_less : each.dataset.label;
      each.ariaExpanded = String(open);
      each.closest(".folds").classList.toggle("folded", !open);
    }
  }
  function fold(key, open = !unfolded.has(key)) {
    if (open) unfolded.add(key);
    else unfolded.delete(key);
    showFolds();
  }

  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(target)) menu.open = false;
    }
    if (!target) return;
    const folding = target.closest("button[data-fold], [data-fold] > summary");
    if (folding) {
      event.preventDefault();
      fold(folding.closest("[data-fold]").dataset.fold);
    }
    const reference = target.closest(".reference");
    const card = target.closest(".passages .card");
    const drawer = target.closest("button.drawer");
    if (drawer?.classList.contains("close")) draw(false);
    else if (drawer) showPassage(drawer.dataset.passage, drawer);
    else if (reference) showPassage(reference.dataset.passage, reference);
    else if (target.closest(".passages .open")) openCard(card);
    // Selecting words in a card must not open it, nor must the buttons and details in it.
    else if (card && !target.closest("button, summary, details") && getSelection().isCollapsed) openCard(card);
  });

  /** A number that is pointed at or reached by keyboard lights up its card and brings it into view. */
  function light(event) {
    const reference = event.target instanceof Element && event.target.closest(".log .reference");
    for (const other of document.querySelectorAll(".card.lit")) other.classList.remove("lit");
    if (!reference) return;
    const { passage } = reference.dataset;
    showTurn(passage.split("-")[0]);
    const card = document.getElementById(`passage-${passage}`);
    card?.classList.add("lit");
    const pane = document.getElementById("passages-pane");
    // Only the pane is scrolled: the page stays under the pointer.
    if (!card || !pane || pane.scrollHeight <= pane.clientHeight) return;
    const [inside, around] = [card.getBoundingClientRect(), pane.getBoundingClientRect()];
    if (inside.top < around.top || inside.bottom > around.bottom) {
      pane.scrollBy({ top: inside.top - around.top - 12, behavior: calm() });
    }
  }
  for (const kind of ["mouseover", "focusin"]) document.addEventListener(kind, light);

  document.addEventListener("keydown", (event) => {
    const open = document.body.classList.contains("drawn") && !document.querySelector("dialog[open]");
    const menu = document.querySelector("details.menu[open]");
    if (event.key === "Escape" && menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    } else if (event.key === "Escape" && open) draw(false);
    if (event.key === "Enter" && event.target.matches?.(".passages .card")) {
      event.preventDefault();
      openCard(event.target);
    }
  });

  /** Bring a turn to the top of the window: what answers is then the first thing to be seen. */
  function reveal(turn) {
    turn.scrollIntoView({ block: "start", behavior: calm() });
  }

  /** Keep the choice of cards through updates; a new question brings itself and its cards into view. */
  function follow() {
    const spoken = document.querySelector(".log, .trace, .library, .evals");
    if (spoken?.lang) document.documentElement.lang = spoken.lang;
    if (spoken?.dir) document.documentElement.dir = spoken.dir;
    const turns = document.querySelectorAll(".log .turn");
    const newest = turns.length ? Number(turns[turns.length - 1].dataset.turn) : 0;
    const groups = document.querySelectorAll(".passages .group");
    const newestGroup = groups.length ? groups[groups.length - 1].dataset.turn : null;
    const answered = newestGroup !== newestAnswered;
    if (answered) shownTurn = newestGroup;
    if (shownTurn !== null) showTurn(shownTurn);
    if (answered && newest > newestAnsweredTurn && newestTurn !== Infinity) turns[turns.length - 1].classList.add("fresh");
    // Once for the question, and again for its answer, which makes the page longer.
    if (newest > newestTurn || (answered && newest > 0)) reveal(turns[turns.length - 1]);
    newestTurn = newest;
    newestAnswered = newestGroup;
    newestAnsweredTurn = Number(newestGroup ?? 0);
  }

  /** Called by the page with the conversation: a button below an answer asks for more of its quotes. */
  let awaited = null; // in which turn, which passage comes next, and whether it is being looked for
  function offerMore(element, trigger) {
    element.addEventListener("click", (event) => {
      const more = event.target instanceof Element && event.target.closest("button.more");
      if (!more) return;
      const { turn } = more.dataset;
      const shown = more.closest(".turn").querySelectorAll(".reference").length;
      awaited = { turn, passage: `${turn}-${shown + 1}`, looking: false };
      trigger("click", { turn });
    });
  }

  /** What was pressed is made anew: the keyboard goes on at the first quote that came. */
  function focusMore() {
    const turn = awaited && document.querySelector(`.log .turn[data-turn="${awaited.turn}"]`);
    if (!turn) return;
    if (turn.querySelector(".busy")) awaited.looking = true;
    else if (awaited.looking) {
      const come = turn.querySelector(`.reference[data-passage="${awaited.passage}"], .onward :is(button, a)`);
      awaited = null;
      const behind = come?.closest("details[data-fold]");
      if (behind) fold(behind.dataset.fold, true);
      if (document.activeElement === document.body) come?.focus({ preventScroll: true });
    }
  }

  /** What Gradio calls its places to drop files is neither what stands there nor in the reader's language. */
  function nameDrops() {
    for (const place of document.querySelectorAll("button.upload-container[aria-label]")) {
      const label = place.closest(".block")?.querySelector("[data-testid=block-label]")?.textContent.trim();
      const said = [label, ...place.innerText.split("\n")].filter(Boolean).join(" ");
      if (place.ariaLabel !== said) place.ariaLabel = said;
    }
  }

  /** Gradio says in English alone that the program cannot be reached, and puts a status before what is refused. */
  function sayUnreachable() {
    for (const text of document.querySelectorAll("[data-testid=toast-text]")) {
      // Before what the program says of files that it has no room for.
      if (text.textContent.startsWith("HTTP 507: ")) text.textContent = text.textContent.slice("HTTP 507: ".length);
      const { unreachable } = words();
      if (!unreachable || !text.textContent.startsWith("Connection to the server was lost")) continue;
      text.textContent = unreachable;
      const title = text.closest(".toast-body")?.querySelector(".toast-title");
      if (title) title.textContent = "On Record";
    }
  }

  const watchers = [showFolds, follow, focusMore, nameDrops, sayUnreachable];
  let planned = false;
  new MutationObserver(() => {
    if (planned) return;
    planned = true;
    queueMicrotask(() => {
      planned = false;
      for (const watch of watchers) watch();
    });
  }).observe(document.documentElement, { childList: true, subtree: true });

  /** Called by the page once the program can be asked. */
  function serve(server) {
    window.onRecord.server = server;
    for (const watch of watchers) watch();
  }

  /** A short message to the reader, where the program's own stand. */
  function notify(message) {
    document.querySelector(".notice.ours")?.remove();
    if (message) document.getElementById("notice")?.append(make("p", { class: "notice ours", role: "alert" }, message));
  }

  window.onRecord = {
    calm, frame, make, notify, offerMore, say, serve, showPassage, watchers, words,
    server: null,
    currentTurn: () => shownTurn,
    forgetTurns: () => {
      newestTurn = Infinity;
      unfolded.clear();
    },
  };
})();
