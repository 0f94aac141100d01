// The browser's own translator, where it has one: it works on the reader's device, and the program is not asked.
(() => {
  "use strict";
  const page = window.onRecord;
  if (page.translating || !("Translator" in window)) return;
  page.translating = true;

  const done = new Map(); // quotes that were translated, by target and text
  const translators = new Map();
  let detector = null;

  /** What the browser calls the reader's language. */
  const target = () => page.words().tag?.replace("zh-Hans", "zh");
  const primary = (tag) => tag.split("-")[0];

  /** The language of words, by what the page knows, by their letters, or by the browser's detector. */
  async function languageOf(quote, asked) {
    if (quote.lang) return quote.lang;
    const text = quote.textContent;
    for (const [tag, letters] of [["ru", /[\u0400-\u04ff]/], ["ar", /[\u0600-\u06ff]/]]) {
      if (letters.test(text)) return tag;
    }
    if (!("LanguageDetector" in window)) return null;
    if (!detector) {
      const state = await LanguageDetector.availability();
      // What has to be fetched first, the browser fetches only when the reader has pressed something.
      if (state === "unavailable" || (state !== "available" && !asked)) return null;
      detector = await LanguageDetector.create();
    }
    const [best] = await detector.detect(text);
    return best && best.confidence >= 0.5 && best.detectedLanguage !== "und" ? best.detectedLanguage : null;
  }

  async function translated(quote) {
    const sourceLanguage = await languageOf(quote, true);
    if (!sourceLanguage) throw new Error("unknown language");
    const targetLanguage = target();
    const pair = `${sourceLanguage} ${targetLanguage}`;
    const translator = translators.get(pair) ?? (await Translator.create({ sourceLanguage, targetLanguage }));
    translators.set(pair, translator);
    return translator.translate(quote.textContent);
  }

  const keyOf = (quote) => `${target()} ${quote.textContent}`;

  function show(button, text, failed = false) {
    const words = page.words();
    const aids = button.closest(".aids");
    button.setAttribute("aria-expanded", String(text !== null));
    button.textContent = words.translate;
    const told = failed
      ? [page.make("p", {}, words.not_translated)]
      : [page.make("p", { class: "facts" }, words.translated), page.make("p", { lang: words.tag, dir: "auto" }, text ?? "")];
    aids.querySelector(".translated").replaceChildren(...(text === null ? [] : told));
  }

  document.addEventListener("click", async (event) => {
    const button = event.target instanceof Element && event.target.closest("button.translate");
    if (!button || button.ariaBusy === "true") return;
    const quote = button.closest(".aids").previousElementSibling;
    const key = keyOf(quote);
    if (button.ariaExpanded === "true") {
      done.delete(key);
      show(button, null);
      return;
    }
    button.ariaBusy = "true";
    button.textContent = page.words().translating;
    try {
      done.set(key, await translated(quote));
      show(button, done.get(key));
    } catch {
      show(button, "", true);
    }
    button.ariaBusy = "false";
  });

  /** Whether the browser can translate a quote, as far as it tells before it is asked. */
  async function isForeign(quote) {
    const language = await languageOf(quote, false);
    if (!language) return false;
    if (primary(language) === primary(target())) return false;
    return (await Translator.availability({ sourceLanguage: language, targetLanguage: target() })) !== "unavailable";
  }

  page.watchers.push(() => {
    if (!target()) return;
    for (const quote of page.quotes()) {
      if (quote.dataset.looked === target()) continue;
      quote.dataset.looked = target();
      isForeign(quote).then((foreign) => {
        const aids = page.aids(quote);
        aids.querySelector("button.translate")?.remove();
        aids.querySelector(".translated")?.remove();
        if (!foreign || !quote.isConnected) return;
        const button = page.make("button", { type: "button", class: "aid translate", "aria-expanded": "false" }, page.words().translate);
        // The place is there before anything is said in it, so that it is heard.
        aids.append(button, page.make("div", { class: "translated", role: "status" }));
        if (done.has(keyOf(quote))) show(button, done.get(keyOf(quote)));
      }, () => {});
    }
  });
})();
