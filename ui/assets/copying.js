// Words are taken away: a quote, its citation, both or its address are copied; a file is saved.
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
    const { copy, link } = button.dataset;
    const done = await page.copyText(copy ?? `${location.origin}${location.pathname}?cite=${link}`, button);
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
    const format = event.target instanceof Element && event.target.closest("[data-export]");
    if (!format) return;
    format.closest("details").open = false;
    page.save((server) => server.export_citations({ format: format.dataset.export, kept: page.kept() }));
  });

  /** Let the program write a file, and save it. */
  page.save = async (ask) => {
    let file;
    try {
      file = (await ask(page.server)) ?? { problem: page.words().unreachable };
    } catch {
      file = { problem: page.words().unreachable };
    }
    page.notify(file.problem);
    if (file.problem) return;
    const bytes = file.base64 && Uint8Array.from(atob(file.base64), (letter) => letter.charCodeAt(0));
    const type = bytes ? file.type : `${file.type};charset=utf-8`;
    const address = URL.createObjectURL(new Blob([bytes || file.text], { type }));
    page.make("a", { href: address, download: file.name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  };
})();
