// The library: sort, turn pages, choose and remove transcripts, and open one by its title.
(() => {
  "use strict";
  const page = window.onRecord;
  if (page.library) return;

  const TURNING = new Set(["page", "sort", "doubtful"]); // what only lists something else

  // What was chosen, on whatever page of the list: what each was like when it was shown, by its id.
  const chosen = new Map();
  let everything = false; // all that was found, whatever page it is on
  let what = null; // which transcripts are listed
  let next = null; // where the keyboard goes when it comes
  let back = null; // where it goes when that is gone again
  let away = null; // what was pressed, and comes back when the list is drawn anew

  const list = () => document.querySelector(".library[data-found]");

  /** Whether the keyboard is nowhere; the browser takes it from a button that is of no use any more a moment later. */
  function free() {
    const at = document.activeElement;
    return !at || at === document.body || at.disabled;
  }

  /** What is set to what it is counts as a change, too. */
  function hide(element, hidden) {
    if (element.hidden !== hidden) element.hidden = hidden;
  }

  /** Tick what is chosen, and say how much it is. */
  function mark() {
    const section = list();
    if (!section) return;
    if (section.dataset.what !== what) everything = false;
    what = section.dataset.what;
    const boxes = [...section.querySelectorAll("[data-choose]")];
    for (const box of boxes) box.checked = everything || chosen.has(box.dataset.choose);
    const whole = section.querySelector("[data-choose-page]");
    if (whole) {
      whole.checked = boxes.length > 0 && boxes.every((box) => box.checked);
      whole.indeterminate = !whole.checked && boxes.some((box) => box.checked);
      whole.disabled = boxes.length === 0;
    }
    const count = everything ? Number(section.dataset.found) : chosen.size;
    const found = section.querySelector("[data-do=choose-found]");
    if (found) {
      hide(found, !everything && !whole?.checked);
      if (found.ariaPressed !== String(everything)) found.ariaPressed = everything;
    }
    const remove = section.querySelector("[data-do=remove-chosen]");
    if (remove) {
      hide(remove, count === 0);
      const said = page.say(section.dataset.remove, { count });
      if (remove.textContent !== said) remove.textContent = said;
    }
  }

  function choose(box, ticked) {
    if (ticked) chosen.set(box.dataset.choose, box.dataset.seen);
    else chosen.delete(box.dataset.choose);
  }

  function changed({ target }) {
    if (target.matches("[data-choose]")) choose(target, target.checked);
    else if (target.matches("[data-choose-page]")) {
      for (const box of list().querySelectorAll("[data-choose]")) choose(box, target.checked);
    } else return;
    everything = false;
    mark();
  }

  function pressed(event, trigger) {
    const title = event.target.closest("[data-open]");
    if (title) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      page.openTranscript([{ citation: title.dataset.open }], 0, () => title.focus({ preventScroll: true }));
      return;
    }
    const button = event.target.closest("button[data-do]");
    if (!button) return;
    const { do: action, id, title: name, seen, by, to } = button.dataset;
    if (action === "choose-found") {
      everything = !everything;
      if (!everything) chosen.clear();
      mark();
      return;
    }
    next = back = away = null;
    if (action === "rename") {
      next = "#new-title :is(input, textarea)";
      back = `button[data-do="rename"][data-id="${CSS.escape(id)}"]`;
    } else if (action.startsWith("remove")) {
      next = "#undo";
      back = ".library .scroll";
    } else if (action === "page") {
      away = `.turning button[aria-label="${CSS.escape(button.ariaLabel)}"]:not(:disabled), .library .scroll`;
    } else {
      away = `.library button[data-do="${action}"]${by ? `[data-by="${by}"]` : ""}`;
    }
    const sent = { do: action, id, title: name, seen, by, to };
    if (action === "remove-chosen") {
      const { generation, what: found } = list().dataset;
      Object.assign(sent, { everything, chosen: everything ? [] : [...chosen], generation, found });
    }
    if (action.startsWith("remove")) {
      for (const each of action === "remove" ? [id] : [...chosen.keys()]) chosen.delete(each);
      everything = false;
    }
    trigger(TURNING.has(action) ? "select" : "click", sent);
  }

  page.watchers.push(() => {
    if (!list()) return;
    if (next && document.querySelector(next)) {
      document.querySelector(next).focus();
      next = `gone ${next}`;
    } else if (next?.startsWith("gone ") && !document.querySelector(next.slice(5))) {
      const to = back && document.querySelector(back);
      if (!to) return;
      if (free()) to.focus({ preventScroll: true });
      next = back = null;
    } else if (away && free()) {
      const to = document.querySelector(away);
      to?.focus({ preventScroll: true });
      if (to) away = null;
    }
  });

  /** Called where the list of transcripts is. */
  page.library = (element, trigger, server) => {
    page.serve(server);
    element.addEventListener("click", (event) => pressed(event, trigger));
    element.addEventListener("change", changed);
    // Gradio rewrites attributes of what it finds again, also those that are ours.
    const attributeFilter = ["hidden", "aria-pressed", "data-choose", "data-what"];
    new MutationObserver(mark).observe(element, { childList: true, subtree: true, attributes: true, attributeFilter });
    mark();
  };

  /** What cannot be undone is done at the second press. */
  function makeSure(button) {
    const { forget_sure: asked, cancel, forget } = page.words();
    const place = button.parentElement;
    const before = [...place.childNodes];
    const no = page.make("button", {
      type: "button", onclick: (event) => {
        event.stopPropagation();
        place.replaceChildren(...before);
        button.focus();
      },
    }, cancel);
    const yes = page.make("button", {
      type: "button", class: "sure", "data-do": "forget", "data-batch": button.dataset.batch,
    }, forget);
    place.replaceChildren(page.make("span", { role: "alert" }, asked), " ", no, " ", yes);
    no.focus();
  }

  /** Called where what was removed is listed. */
  page.removals = (element, trigger) => {
    element.addEventListener("click", ({ target }) => {
      const button = target.closest("button[data-do]");
      if (!button) return;
      if (button.dataset.do === "forget" && !button.matches(".sure")) {
        makeSure(button);
        return;
      }
      next = back = null;
      away = ".removals summary, .library .scroll";
      trigger("click", { do: button.dataset.do, batch: button.dataset.batch });
    });
  };
})();
