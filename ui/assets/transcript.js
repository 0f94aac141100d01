// The whole transcript in a dialog, at a quote: every exchange in a list, search inside, quote after quote.
// A permalink, ?cite=slug/7@1203-1268, opens it, and while it is open it stands in the address bar.
(() => {
  "use strict";
  const page = window.onRecord;
  if (page.openTranscript) return;
  const { calm, make, say } = page;

  // What is open: the dialog, the quotes that can be stepped through, which of them, and the last reply.
  let open = null;

  const slug = (quote) => quote.citation.split("/")[0];
  const linkTo = (quote) => `?cite=${quote.citation}`;

  function iconButton(className, symbol, label, onclick) {
    return make("button", { type: "button", class: className, "aria-label": label, title: label, onclick }, symbol);
  }

  function build() {
    const words = page.words();
    const find = make("input", { type: "search", "aria-label": words.search_inside, placeholder: words.search_inside });
    const count = make("output", { class: "count", "aria-live": "polite" });
    const body = make("div", { class: "body" }, make("p", { class: "busy" }, words.opening));
    const note = make("p", { class: "exact", "aria-live": "polite" });
    const which = make("span", { class: "which" });
    const search = make(
      "form", { class: "find", role: "search", onsubmit: (event) => event.preventDefault() },
      find, count,
      iconButton("find-previous", "↑", words.previous_found, () => page.searchStep(-1)),
      iconButton("find-next", "↓", words.next_found, () => page.searchStep(1)),
    );
    const close = make("button", { type: "button", class: "close", onclick: () => dialog.close() }, words.close);
    const steps = make(
      "div", { class: "steps" },
      iconButton("quote-previous", "‹", words.previous_quote, () => step(-1)), which,
      iconButton("quote-next", "›", words.next_quote, () => step(1)),
    );
    const dialog = make(
      "dialog", { class: "transcript-dialog", lang: words.tag, dir: words.direction, "aria-label": words.open_transcript },
      make("div", { class: "bar" }, search, close), body,
      make("div", { class: "foot" }, note, steps),
    );
    page.searchIn(dialog, find, count);
    dialog.addEventListener("close", closed);
    dialog.addEventListener("click", (event) => {
      const item = event.target.closest("[data-exchange]");
      if (item) showExchange(item.dataset.exchange);
      else if (event.target === dialog) dialog.close();
    });
    return { dialog, body, note, which, steps };
  }

  function closed() {
    const { dialog, back, pushed } = open;
    dialog.remove();
    open = null;
    page.searchEnd();
    if (pushed && history.state?.cite) history.back();
    else history.replaceState(null, "", location.pathname);
    back?.();
  }

  /** Twice: what comes into view is laid out only then, and moves what follows it. */
  function bring(element, block) {
    element.scrollIntoView({ block });
    requestAnimationFrame(() => element.scrollIntoView({ block }));
  }

  function markCurrent(exchange) {
    open.current = exchange;
    const list = open.dialog.querySelector(".contents ol");
    for (const item of list.querySelectorAll("[aria-current]")) item.removeAttribute("aria-current");
    const item = list.querySelector(`[data-exchange="${exchange}"]`);
    if (!item) return;
    item.setAttribute("aria-current", "true");
    const within = list.closest("nav");
    within.scrollTop += item.getBoundingClientRect().top - within.getBoundingClientRect().top - within.clientHeight / 3;
  }

  function showExchange(number) {
    const section = open.dialog.querySelector(`section.exchange[data-number="${number}"]`);
    if (!section) return;
    bring(section, "start");
    section.focus({ preventScroll: true });
    markCurrent(number);
    if (innerWidth <= 860) open.dialog.querySelector(".contents details").open = false;
  }

  /** Go to the quote that is current; its transcript is on the page. */
  function showQuote() {
    const { dialog, quotes, at, reply } = open;
    const words = page.words();
    const number = reply.quotes.findIndex((quote) => quote.at === at);
    const quote = reply.quotes[number];
    for (const mark of dialog.querySelectorAll("mark")) {
      for (const [name, numbers] of [["current", mark.dataset.quote], ["strong", mark.dataset.strong]]) {
        mark.classList.toggle(name, numbers.split(" ").includes(String(number + 1)));
      }
    }
    open.parts.note.textContent = quote?.note ?? "";
    open.parts.note.dataset.kind = quote?.kind ?? "";
    open.parts.which.textContent = say(words.quote_of, { number: at + 1, count: quotes.length });
    open.parts.steps.hidden = quotes.length < 2;
    dialog.querySelector(".quote-previous").disabled = at === 0;
    dialog.querySelector(".quote-next").disabled = at === quotes.length - 1;
    history.replaceState(history.state, "", linkTo(quotes[at]));
    // A whole transcript is opened at its beginning.
    if (!quote) return;
    const mark = dialog.querySelector("mark.strong") ?? dialog.querySelector("mark.current");
    const place = mark ?? dialog.querySelector(`section.exchange[data-number="${quote.exchange}"]`);
    if (place) bring(place, "center");
    markCurrent(quote.exchange);
  }

  async function load() {
    const { dialog, parts, quotes, at } = open;
    let reply;
    try {
      reply = await page.server.open_transcript({ quotes, current: at });
      if (!reply) throw new Error("no answer");
    } catch {
      reply = { problem: page.words().unreachable };
    }
    if (open?.dialog !== dialog) return; // closed meanwhile
    page.searchEnd();
    open.reply = reply;
    if (reply.problem) {
      parts.steps.hidden = true;
      parts.body.replaceChildren(make("p", { class: "problem", role: "alert" }, reply.problem));
      dialog.querySelector(".close").focus();
      return;
    }
    parts.body.innerHTML = reply.html; // made by the program, which escapes every word of the record
    dialog.setAttribute("aria-label", reply.title);
    const list = parts.body.querySelector(".contents details");
    if (innerWidth <= 860) list.open = false;
    // What is folded up cannot be scrolled.
    list.addEventListener("toggle", () => list.open && open && markCurrent(open.current));
    showQuote();
    parts.body.querySelector(".text").focus({ preventScroll: true });
  }

  function step(by) {
    const to = open.at + by;
    if (to < 0 || to >= open.quotes.length) return;
    const same = slug(open.quotes[to]) === slug(open.quotes[open.at]);
    open.at = to;
    if (same && open.reply.quotes.some((quote) => quote.at === to)) showQuote();
    else load();
  }

  /** Open the transcript at one of several quotes; `back` is called when it is closed again. */
  page.openTranscript = (quotes, at, back, pushed = true) => {
    if (open) return;
    const parts = build();
    open = { dialog: parts.dialog, parts, quotes, at, back, pushed, reply: null };
    parts.steps.hidden = true;
    page.frame().append(parts.dialog);
    parts.dialog.showModal();
    if (pushed) history.pushState({ cite: true }, "", linkTo(quotes[at]));
    load();
  };

  window.addEventListener("popstate", () => {
    if (!open) return;
    open.pushed = false;
    open.dialog.close();
  });

  let looked = false;
  page.watchers.push(() => {
    if (looked || !page.server || !document.querySelector("[data-words]")) return;
    looked = true;
    const citation = new URLSearchParams(location.search).get("cite");
    if (citation) page.openTranscript([{ citation }], 0, null, false);
  });

  page.stepQuote = (by) => open && step(by);
  page.transcriptIsOpen = () => open !== null;
})();
