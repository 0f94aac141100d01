// The page's own behaviour: numbers lead to passages, cards open, words are copied.
// Everything shown is already on the page; nothing here asks the server or any other host.
(() => {
  "use strict";
  if (window.onRecordPage) return;
  window.onRecordPage = true;

  let shownTurn = null; // the question whose passages are shown
  let newestTurn = 0;
  let newestAnswered = null;

  const passagesRoot = () => document.querySelector(".passages");

  /** Show one question's passages. Gradio rewrites attributes when it updates, so this runs again then. */
  function showTurn(turn) {
    shownTurn = turn;
    for (const group of document.querySelectorAll(".passages .group")) {
      group.classList.toggle("shown", group.dataset.turn === String(turn));
    }
  }

  function calm() {
    return matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  }

  function showPassage(passage) {
    showTurn(passage.split("-")[0]);
    const card = document.getElementById(`passage-${passage}`);
    if (!card) return;
    card.scrollIntoView({ block: "nearest", behavior: calm() });
    card.focus({ preventScroll: true });
    for (const other of document.querySelectorAll(".card.pointed")) other.classList.remove("pointed");
    void card.offsetWidth; // start the highlight anew
    card.classList.add("pointed");
  }

  /** The whole exchange of a card in a dialog. The card holds all of it already; closed, it hides the far parts. */
  function openCard(card) {
    const dialog = document.createElement("dialog");
    dialog.className = "exchange-dialog";
    const copy = card.cloneNode(true);
    copy.removeAttribute("tabindex");
    copy.classList.remove("pointed");
    for (const part of [copy, ...copy.querySelectorAll("[id]")]) part.removeAttribute("id");
    copy.querySelector(".open")?.remove();
    const close = document.createElement("button");
    close.type = "button";
    close.className = "close";
    close.textContent = passagesRoot()?.dataset.close ?? "";
    close.addEventListener("click", () => dialog.close());
    copy.querySelector(".actions")?.append(close);
    dialog.setAttribute("aria-label", copy.querySelector(".where")?.textContent ?? "");
    dialog.lang = passagesRoot()?.lang ?? "";
    dialog.append(copy);
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      card.focus({ preventScroll: true });
    });
    document.querySelector(".gradio-container").append(dialog);
    dialog.showModal();
    copy.querySelector("mark")?.scrollIntoView({ block: "center" });
    close.focus({ preventScroll: true });
  }

  async function copyText(text, owner) {
    if (navigator.clipboard && window.isSecureContext) {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch {
        // refused by the browser: the old way may still be allowed
      }
    }
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "offscreen";
    (owner.closest("dialog") ?? document.body).append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    owner.focus({ preventScroll: true });
    return done;
  }

  async function copyFrom(button) {
    const label = (button.dataset.label ??= button.textContent);
    const done = await copyText(button.dataset.copy, button);
    button.textContent = done ? button.dataset.done : button.dataset.failed;
    button.classList.toggle("done", done);
    clearTimeout(button.backToLabel);
    button.backToLabel = setTimeout(() => {
      button.textContent = label;
      button.classList.remove("done");
    }, 2000);
  }

  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (!target) return;
    const reference = target.closest(".log .reference");
    const copy = target.closest("button.copy");
    const open = target.closest(".passages .open");
    const card = target.closest(".passages .card");
    if (reference) showPassage(reference.dataset.passage);
    else if (copy) copyFrom(copy);
    else if (open) openCard(open.closest(".card"));
    // Selecting words in a card must not open it.
    else if (card && getSelection().isCollapsed) openCard(card);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches?.(".passages .card")) {
      event.preventDefault();
      openCard(event.target);
    }
  });

  /** Bring a turn to the top of the window, unless all of it can be seen where it is. */
  function reveal(turn) {
    const box = turn.getBoundingClientRect();
    const below = document.getElementById("ask")?.getBoundingClientRect().top ?? innerHeight;
    if (box.top < 0 || box.bottom > Math.min(below, innerHeight) + 1) {
      turn.scrollIntoView({ block: "start", behavior: calm() });
    }
  }

  /** Keep the choice of passages through updates; a new question brings itself and its passages into view. */
  function follow() {
    const log = document.querySelector(".log");
    if (log?.lang) document.documentElement.lang = log.lang;
    const turns = document.querySelectorAll(".log .turn");
    const newest = turns.length ? Number(turns[turns.length - 1].dataset.turn) : 0;
    const groups = document.querySelectorAll(".passages .group");
    const newestGroup = groups.length ? groups[groups.length - 1].dataset.turn : null;
    const answered = newestGroup !== newestAnswered;
    if (answered) shownTurn = newestGroup;
    if (shownTurn !== null) showTurn(shownTurn);
    // Once for the question, and again for its answer, which makes the page longer.
    if (newest > newestTurn || (answered && newest > 0)) reveal(turns[turns.length - 1]);
    newestTurn = newest;
    newestAnswered = newestGroup;
  }

  let planned = false;
  new MutationObserver(() => {
    if (planned) return;
    planned = true;
    queueMicrotask(() => {
      planned = false;
      follow();
    });
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
