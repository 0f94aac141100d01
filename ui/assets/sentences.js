// What a language model writes over the quotes of an answer: asked for once the quotes are there, shown as it comes.
(() => {
  "use strict";
  const page = window.onRecord;
  const written = new Map(); // an answer's id → its HTML so far
  const running = new Map(); // an answer's id → what stops it
  let asked = false; // whether a question is being answered: only its sentences are asked for unasked

  /** Ask for the sentences of one answer; what there is of it is the page's own HTML. */
  async function write(place) {
    const { answer, turn, question, citations } = place.dataset;
    if (running.has(answer)) return;
    const stop = new AbortController();
    running.set(answer, stop);
    const language = document.querySelector(".log")?.lang ?? "en";
    try {
      const response = await fetch("./api/page/sentences", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ question, citations: citations.split("\n"), language, turn: Number(turn) }),
        signal: stop.signal,
      });
      if (!response.ok) throw new Error(String(response.status));
      let left = "";
      const lines = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let part = await lines.read(); !part.done; part = await lines.read()) {
        const whole = (left + part.value).split("\n");
        left = whole.pop();
        for (const line of whole) put(answer, JSON.parse(line).html);
      }
    } catch {
      if (!stop.signal.aborted) page.notify(page.words().sentences_failed);
      const now = written.get(answer);
      if (now) put(answer, ended(now));
    } finally {
      running.delete(answer);
    }
  }

  /** The same HTML without what says that it goes on. */
  function ended(html) {
    const whole = document.createElement("template");
    whole.innerHTML = html;
    whole.content.querySelectorAll(".busy, .stop").forEach((each) => each.remove());
    return whole.innerHTML;
  }

  function put(answer, html) {
    written.set(answer, html);
    for (const place of document.querySelectorAll(".log .sentences")) {
      if (place.dataset.answer === answer) show(place);
    }
  }

  function show(place) {
    const html = written.get(place.dataset.answer);
    // The place stays while the conversation is drawn anew, what is in it does not.
    if (html === undefined || place.firstElementChild?.shown === html) return;
    place.innerHTML = html;
    place.firstElementChild.shown = html;
  }

  function look() {
    const places = [...document.querySelectorAll(".log .sentences")];
    places.forEach(show);
    const last = [...document.querySelectorAll(".log .turn")].pop();
    if (!last) return;
    if (!last.querySelector(".sentences") && last.querySelector(".busy")) asked = true;
    else if (asked) {
      asked = false;
      const place = last.querySelector(".sentences");
      if (place) write(place);
    }
  }

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest(".log .sentences :is(.write, .stop)");
    const place = button && button.closest(".sentences");
    if (!place) return;
    if (button.classList.contains("stop")) running.get(place.dataset.answer)?.abort();
    else write(place);
  });
  page.watchers.push(look);
})();
