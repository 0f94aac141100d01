// Words are copied: a quote, its citation, or both.
(() => {
  "use strict";
  const page = window.onRecord;
  if (page.copyText) return;

  page.copyText = async (text, owner) => {
    if (navigator.clipboard && window.isSecureContext) {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch {
        // refused by the browser: the old way may still be allowed
      }
    }
    const area = page.make("textarea", { class: "offscreen" });
    area.value = text;
    (owner.closest("dialog") ?? document.body).append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    owner.focus({ preventScroll: true });
    return done;
  };

  async function copyFrom(button) {
    const label = (button.dataset.label ??= button.textContent);
    const done = await page.copyText(button.dataset.copy, button);
    button.textContent = done ? page.words().copied : page.words().not_copied;
    button.classList.toggle("done", done);
    clearTimeout(button.backToLabel);
    button.backToLabel = setTimeout(() => {
      button.textContent = label;
      button.classList.remove("done");
    }, 2000);
  }

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("button.copy");
    if (button) copyFrom(button);
  });
})();
