"""The page of the library: look at the record, add to it, rename and remove."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr

from onrecord.index.readers.sources import FORMATS
from onrecord.ui.messages import Messages
from onrecord.ui.page.library import Library
from onrecord.ui.page.library_actions import LibraryActions

__all__ = ["library_page"]

# Reading or adding at the same time, more than one person may; others wait.
_AT_ONCE = 3

# What is pressed goes away when its work is done: the keyboard goes to what comes, then back to the table.
_CLICKS = """
let next = null, back = null, row = '';
element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-do]');
  if (!button) return;
  const {do: what, id, title, seen} = button.dataset;
  next = what === 'rename' ? '#new-title :is(input, textarea)' : '#undo';
  back = null;
  trigger('click', {do: what, id, title, seen});
  if (what === 'rename') row = `button[data-do="rename"][data-id="${CSS.escape(id)}"]`;
});
new MutationObserver(() => {
  const come = next && document.querySelector(next);
  if (come) {
    come.focus();
    [back, next] = [next, null];
  } else if (back && !document.querySelector(back)) {
    const table = document.querySelector(back === '#undo' ? '.library .scroll' : row);
    if (!table) return;
    if (document.activeElement === document.body) table.focus({preventScroll: true});
    back = null;
  }
}).observe(document.body, {childList: true, subtree: true});
"""


# What is chosen while the page is still at work goes with the next choice; the keyboard keeps its place.
_CHOICES = """
let waiting = null, busy = false, timer = 0, place = '', open = [];
const send = () => {
  if (busy || !waiting) return;
  const told = waiting;
  waiting = null;
  busy = true;
  const here = document.activeElement;
  place = here && here.name && element.contains(here) ? `input[name="${CSS.escape(here.name)}"]:checked` : '';
  trigger('click', told);
  setTimeout(done, 3000);
};
const done = () => {
  busy = false;
  send();
};
element.addEventListener('change', (event) => {
  const group = event.target.closest('fieldset[data-name]');
  if (!group) return;
  const file = Number(group.dataset.file);
  if (waiting && waiting.file !== file) send();
  waiting = waiting || {file, roles: {}};
  waiting.roles[group.dataset.name] = event.target.value;
  clearTimeout(timer);
  timer = setTimeout(send, 120);
});
element.addEventListener('toggle', () => {
  open = [...element.querySelectorAll('details')].map((each) => each.open);
}, true);
new MutationObserver(() => {
  if (!busy) return;
  [...element.querySelectorAll('details')].forEach((each, at) => { if (open[at]) each.open = true; });
  const come = place && document.activeElement === document.body && element.querySelector(place);
  if (come) come.focus({preventScroll: true});
  done();
}).observe(element, {childList: true, subtree: true});
"""


def library_page(page: gr.Blocks, library: Library, words_of: Callable[[gr.Request], Messages]) -> None:
    """Lay the page out, inside ``with page.route(...)``."""
    read, undo, named, stopping = gr.State(()), gr.State(""), gr.State(("", "")), gr.State(None)
    there = gr.State(())
    table = gr.HTML(elem_id="library", apply_default_css=False, js_on_load=_CLICKS)
    told = gr.HTML(elem_id="library-said", apply_default_css=False)
    instead = gr.Radio([], visible=False, elem_id="undo-same-name")
    back = gr.Button("", visible=False, elem_id="undo")
    with gr.Row(visible=False, elem_id="renaming") as renaming:
        title = gr.Textbox(max_lines=1, elem_id="new-title")
        save = gr.Button("", variant="primary", scale=0, min_width=120)
        leave = gr.Button("", scale=0, min_width=120)
    heading = gr.HTML(apply_default_css=False)
    with gr.Row(elem_id="adding"):
        suffixes = [suffix for suffix in (*FORMATS, ".zip") if suffix]
        files = gr.File(file_count="multiple", file_types=suffixes, height=200, elem_id="files")
        with gr.Column():
            addresses = gr.Textbox(lines=4, max_lines=12, elem_id="addresses")
            look = gr.Button("", variant="primary", elem_id="read")
    working = gr.HTML(elem_id="working", apply_default_css=False)
    stop = gr.Button("", visible=False, elem_id="stop")
    found = gr.HTML(elem_id="looked", apply_default_css=False, js_on_load=_CHOICES)
    with gr.Column(visible=False, elem_id="approving") as approving:
        chosen = gr.CheckboxGroup([], elem_id="chosen")
        same = gr.Radio([], visible=False, elem_id="same-name")
        with gr.Row():
            accept = gr.Button("", variant="primary", elem_id="accept")
            discard = gr.Button("", elem_id="discard")

    do = LibraryActions(library, words_of)
    private: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    long: dict[str, Any] = {"concurrency_limit": _AT_ONCE, "trigger_mode": "once", **private}
    fields = [files, addresses, title, chosen, same, instead]
    buttons = [back, save, leave, look, stop, accept, discard]
    page.load(do.greet, None, [table, heading, *fields, *buttons], **private)
    table.click(do.act, None, [table, told, back, undo, instead, there, named, renaming, title], **private)
    gr.on([save.click, title.submit], do.rename, [named, title], [table, told, renaming], **private)
    leave.click(lambda: gr.update(visible=False), None, renaming, **private)
    back.click(do.restore, [undo, instead, there], [table, told, back, instead, there], **long)
    proposal = [read, found, approving, chosen, same, accept]
    gr.on([look.click, files.upload], do.look, [files, addresses], [working, *proposal], **long)
    found.click(do.choose, [read, chosen], proposal, concurrency_limit=_AT_ONCE, **private)
    shown = [table, working, stop, stopping, files, *proposal]
    accept.click(do.add, [read, chosen, same], shown, **long)
    # Not in the queue, where it would wait for what it is to stop.
    stop.click(lambda event: event.set() if event else None, stopping, None, queue=False, **private)
    dropped = [read, found, approving, files, addresses]
    discard.click(lambda: ((), "", gr.update(visible=False), None, ""), None, dropped, **private)
