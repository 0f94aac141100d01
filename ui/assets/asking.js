// A question in the page's address, as in "?ask=...", is asked once the page is there.
(() => {
  "use strict";
  const here = new URL(location.href);
  const question = here.searchParams.get("ask");
  if (!question) return;
  here.searchParams.delete("ask");
  history.replaceState(null, "", here);
  const watch = new MutationObserver(() => {
    const box = document.querySelector("#question textarea");
    const send = document.querySelector("#send");
    // The first answer of the program has put its words on the button.
    if (!box || !send?.textContent.trim() || !document.querySelector(".log")) return;
    watch.disconnect();
    box.value = question;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    requestAnimationFrame(() => send.click());
  });
  watch.observe(document.documentElement, { childList: true, subtree: true, characterData: true });
})();
// What was read into a question is taken back, a filter or the questions before: it is asked again without.
(() => {
  "use strict";
  const page = window.onRecord;
  let again = null;

  /** Called by the page with the component that takes what is to be asked again. */
  page.askAgain = (props, trigger) => {
    again = { props, trigger };
  };

  document.addEventListener("click", (event) => {
    const pressed = event.target instanceof Element && event.target.closest(".log :is(.without, .alone)");
    if (!pressed || !again) return;
    const { turn, kind } = pressed.dataset;
    again.props.value = JSON.stringify({ turn: Number(turn), without: kind ?? "earlier" });
    again.trigger("input");
    // The button is made anew with the answer.
    document.querySelector("#question textarea")?.focus({ preventScroll: true });
  });
})();
