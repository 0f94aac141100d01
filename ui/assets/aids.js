// Under a quote of the conversation stand aids to read it: each script that has one puts its button there.
(() => {
  "use strict";
  const page = window.onRecord;
  if (page.aids) return;

  /** The quotes whose words are shown as printed. */
  page.quotes = () => document.querySelectorAll(".log blockquote.record");

  /** The place under a quote. What comes there is no part of the answer, so it is not read out with it. */
  page.aids = (quote) => {
    if (!quote.nextElementSibling?.matches(".aids")) {
      quote.after(page.make("div", { class: "aids", "aria-live": "off" }));
    }
    return quote.nextElementSibling;
  };
})();
