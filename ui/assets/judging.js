// Whether a quote answers, as the reader sees it. Kept in the browser; a file of it is an eval set.
(() => {
  "use strict";
  const page = window.onRecord;
  if (page.judgements) return;

  const KEY = "onrecord.judgements";

  page.judgements = () => {
    try {
      const held = JSON.parse(localStorage.getItem(KEY) ?? "[]");
      return Array.isArray(held) ? held : [];
    } catch {
      return [];
    }
  };

  function write(judgements) {
    try {
      localStorage.setItem(KEY, JSON.stringify(judgements));
    } catch {
      page.notify(page.words().store_full);
    }
  }

  page.forgetJudgements = () => {
    try {
      localStorage.removeItem(KEY);
    } catch {
      // nothing was kept
    }
    decorate();
  };

  page.saveJudgements = () => page.save((server) => server.export_judgements(page.judgements()));

  function of(card) {
    const { question } = card.closest(".group").dataset;
    const { citation, text } = card.dataset;
    return { question, citation, text };
  }

  const same = (one, other) => one.question === other.question && one.citation === other.citation;

  function change(card, what) {
    const judged = of(card);
    const others = page.judgements().filter((each) => !same(each, judged));
    const before = page.judgements().find((each) => same(each, judged));
    const now = { ...judged, note: "", ...before, ...what };
    write(now.verdict ? [...others, now] : others);
    decorate();
  }

  /** Cards are made anew by each answer: what was judged is shown on them again. */
  function decorate() {
    const cards = document.querySelectorAll(".passages .card");
    if (!cards.length) return;
    const held = page.judgements();
    for (const card of cards) {
      const mine = of(card);
      const judged = held.find((each) => same(each, mine));
      for (const button of card.querySelectorAll(".judge")) {
        const pressed = String(button.dataset.verdict === judged?.verdict);
        if (button.getAttribute("aria-pressed") !== pressed) button.setAttribute("aria-pressed", pressed);
      }
      card.dataset.judged = judged?.verdict ?? "";
      const note = card.querySelector(".note");
      if (note.hidden !== !judged) note.hidden = !judged;
      if (judged && document.activeElement !== note) note.value = judged.note;
    }
  }
  page.watchers.push(decorate);

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest(".judge");
    if (!button) return;
    const pressed = button.getAttribute("aria-pressed") === "true";
    change(button.closest(".card"), { verdict: pressed ? null : button.dataset.verdict });
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches?.(".card .note")) change(event.target.closest(".card"), { note: event.target.value });
  });
})();
