// Conversations are kept in the reader's browser, each under its own key, and opened again as they were shown.
(() => {
  "use strict";
  const page = window.onRecord;
  if (page.hold) return;
  const { make, say } = page;

  const PREFIX = "onrecord.conversation.";
  const CURRENT = "onrecord.current"; // of this tab alone
  // A question in the address begins a conversation of its own.
  let restored = new URLSearchParams(location.search).has("ask");
  let held = null; // the page's own copy of the conversation that is shown

  /** Called by the page with the component that holds the conversation as JSON. */
  page.hold = (props, trigger, watch) => {
    held = { props, trigger };
    watch("value", () => remember(props.value));
    for (const look of page.watchers) look();
  };
  page.kept = () => held?.props.value ?? "";

  /** Storage may be refused altogether; the page then works without a memory. */
  function storage(kind) {
    try {
      return window[kind];
    } catch {
      return null;
    }
  }

  if (restored) storage("sessionStorage")?.removeItem(CURRENT);

  function conversations() {
    const store = storage("localStorage");
    const found = [];
    for (let n = 0; store && n < store.length; n += 1) {
      const key = store.key(n);
      if (!key.startsWith(PREFIX)) continue;
      try {
        found.push({ key, ...JSON.parse(store.getItem(key)) });
      } catch {
        // not ours, or damaged: left alone
      }
    }
    return found.sort((a, b) => b.at - a.at);
  }

  function write(key, conversation) {
    const store = storage("localStorage");
    if (!store) return;
    const text = JSON.stringify(conversation);
    let dropped = false;
    for (;;) {
      try {
        store.setItem(key, text);
        break;
      } catch {
        const oldest = conversations().filter((each) => each.key !== key).pop();
        dropped = true;
        if (!oldest) break;
        store.removeItem(oldest.key);
      }
    }
    if (dropped) page.notify(page.words().store_full);
  }

  /** Called with the conversation as JSON whenever a question has been answered, or another was opened. */
  const remember = (kept) => {
    const tab = storage("sessionStorage");
    let turns = [];
    try {
      turns = JSON.parse(kept).turns;
    } catch {
      return; // nothing has been asked
    }
    if (!turns.length || !tab) return;
    let key = tab.getItem(CURRENT);
    if (!key) {
      key = PREFIX + Date.now().toString(36) + Math.random().toString(36).slice(2, 8);
      tab.setItem(CURRENT, key);
    }
    const before = conversations().find((each) => each.key === key);
    if (before?.kept === kept) return;
    write(key, { name: turns[0].question.slice(0, 200), at: Date.now(), count: turns.length, kept });
  };

  /** Hand a conversation to the page, which shows it. */
  function open(key, kept) {
    const tab = storage("sessionStorage");
    if (key) tab?.setItem(CURRENT, key);
    else tab?.removeItem(CURRENT);
    if (!held) return;
    page.forgetTurns();
    page.notify("");
    held.props.value = kept;
    held.trigger("input");
    document.querySelector("#question textarea")?.focus({ preventScroll: true });
  }

  /** What was deleted is held until the dialog is closed, so that it can be taken back. */
  function gone(conversation, putBack) {
    const words = page.words();
    return make(
      "li", { class: "gone" },
      make("span", { class: "facts", role: "status" }, say(words.removed, { title: conversation.name })),
      make("button", { type: "button", class: "undo", "data-key": conversation.key, onclick: putBack }, words.undo),
    );
  }

  function entry(conversation, dialog, remove) {
    const words = page.words();
    const when = new Date(conversation.at).toLocaleString(words.tag, { dateStyle: "medium", timeStyle: "short" });
    return make(
      "li", {},
      make("button", {
        type: "button", class: "reopen", onclick: () => { open(conversation.key, conversation.kept); dialog.close(); },
      }, make("span", { class: "record", dir: "auto", lang: "" }, conversation.name), make("span", { class: "facts" }, when)),
      make("button", {
        type: "button", class: "delete", "aria-label": `${words.delete}: ${conversation.name}`, onclick: remove,
      }, words.delete),
    );
  }

  function showHistory() {
    const words = page.words();
    const list = make("ol", { class: "conversations" });
    const foot = make("div", { class: "foot" });
    const close = make("button", { type: "button", class: "close", onclick: () => dialog.close() }, words.close);
    const dialog = make(
      "dialog", { class: "history-dialog", lang: words.tag, dir: words.direction, "aria-labelledby": "history-title" },
      make("div", { class: "bar" }, make("h2", { id: "history-title" }, words.history), close),
      make("p", { class: "hint" }, words.history_kept), list, foot,
    );

    const removed = new Map(); // by key: the conversation, and whether it was the one that is shown

    function remove(conversation) {
      const shown = storage("sessionStorage").getItem(CURRENT) === conversation.key;
      removed.set(conversation.key, { conversation, shown });
      storage("localStorage").removeItem(conversation.key);
      if (shown) open(null, "");
      refresh();
      list.querySelector(`.undo[data-key="${conversation.key}"]`).focus();
    }

    function putBack({ conversation, shown }) {
      const { key, ...held } = conversation;
      removed.delete(key);
      write(key, held);
      if (shown) open(key, held.kept);
      refresh();
      dialog.focus();
    }

    function refresh() {
      const all = conversations();
      const rows = all.map((each) => ({ at: each.at, row: entry(each, dialog, () => remove(each)) }));
      for (const each of removed.values()) {
        rows.push({ at: each.conversation.at, row: gone(each.conversation, () => putBack(each)) });
      }
      list.replaceChildren(...rows.sort((a, b) => b.at - a.at).map(({ row }) => row));
      if (!rows.length) list.replaceChildren(make("li", { class: "hint" }, words.history_empty));
      const judged = page.judgements().length;
      const everything = make("button", { type: "button", class: "delete-all", onclick: ask }, words.delete_all);
      everything.disabled = !all.length && !judged;
      const eval_ = make(
        "button", { type: "button", class: "judged", onclick: () => { dialog.close(); page.saveJudgements(); } },
        words.export_judgements,
      );
      eval_.disabled = !judged;
      foot.replaceChildren(make("span", { class: "facts" }, say(words.judgements, { count: judged })), eval_, everything);
    }

    function ask() {
      const no = make("button", { type: "button", class: "cancel", onclick: refresh }, words.cancel);
      const yes = make("button", { type: "button", class: "sure", onclick: deleteAll }, words.delete_all);
      foot.replaceChildren(make("span", { role: "alert" }, words.delete_all_sure), no, yes);
      no.focus();
    }

    function deleteAll() {
      for (const each of conversations()) storage("localStorage").removeItem(each.key);
      removed.clear();
      page.forgetJudgements();
      open(null, "");
      refresh();
    }

    dialog.addEventListener("close", () => dialog.remove());
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    refresh();
    page.frame().append(dialog);
    dialog.showModal();
  }

  document.addEventListener("click", (event) => {
    const tool = event.target instanceof Element && event.target.closest(".tools [data-do]");
    if (tool?.dataset.do === "new") open(null, "");
    if (tool?.dataset.do === "history") showHistory();
  });

  document.addEventListener("change", (event) => {
    if (event.target.id !== "language") return;
    document.cookie = `onrecord_language=${event.target.value}; path=/; max-age=31536000; samesite=strict`;
    document.getElementById("relabel")?.click();
  });

  // A reload shows the tab's conversation again.
  page.watchers.push(() => {
    if (restored || !page.server || !document.querySelector(".log") || !held) return;
    restored = true;
    const key = storage("sessionStorage")?.getItem(CURRENT);
    const before = key && conversations().find((each) => each.key === key);
    if (before) open(before.key, before.kept);
  });
})();
