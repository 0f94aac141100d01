"""The page of the library: look at the record, add to it, rename and remove."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr

from onrecord.index.readers.sources import FORMATS
from onrecord.index.tables.listing import Wanted
from onrecord.ui.messages import Messages
from onrecord.ui.page import services
from onrecord.ui.page.library import Library
from onrecord.ui.page.library_actions import LibraryActions, Parts
from onrecord.ui.page.library_adding import AddingActions

__all__ = ["library_page"]

# Reading or adding at the same time, more than one person may; others wait.
_AT_ONCE = 3


def _list_part(library: Library, words_of: Callable[[gr.Request], Messages]) -> Parts:
    """Lay out what the record holds, with what can be done to it."""

    def open_transcript(wanted: Any, request: gr.Request) -> dict[str, Any]:
        return services.open_transcript(library.archive, wanted, words_of(request))

    bare: dict[str, Any] = {"apply_default_css": False}
    parts = Parts(
        top=gr.HTML(elem_id="library-top", **bare),
        facts=gr.HTML(elem_id="facts", **bare),
        search=gr.Textbox(max_lines=1, elem_id="library-search"),
        table=gr.HTML(
            elem_id="library", server_functions=[open_transcript],
            js_on_load="window.onRecord.library(element, trigger, server)", **bare,
        ),
        told=gr.HTML(elem_id="library-said", **bare),
        instead=gr.Radio([], visible=False, elem_id="undo-same-name"),
        back=gr.Button("", visible=False, elem_id="undo"),
        removals=gr.HTML(
            elem_id="removals", js_on_load="window.onRecord.removals(element, trigger)", **bare
        ),
        renaming=gr.Row(visible=False, elem_id="renaming"),
        title=gr.Textbox(max_lines=1, elem_id="new-title", render=False),
        save=gr.Button("", variant="primary", scale=0, min_width=120, render=False),
        leave=gr.Button("", scale=0, min_width=120, render=False),
        wanted=gr.State(Wanted()),
        batch=gr.State(""),
        there=gr.State(()),
        named=gr.State(("", "")),
        known=gr.State(""),
    )  # fmt: skip
    with parts.renaming:
        for part in (parts.title, parts.save, parts.leave):
            part.render()
    return parts


def _list_events(
    do: LibraryActions, parts: Parts, private: dict[str, Any], long: dict[str, Any]
) -> list[Any]:
    """Let the list do what it is told; returns the events that change what the record holds."""
    wanted, table, named, title = parts.wanted, parts.table, parts.named, parts.title
    parts.search.change(
        do.search, [wanted, parts.search], [wanted, table], trigger_mode="always_last", **private
    )
    # The next press may come before Gradio has done with the one before: none is left out.
    table.select(do.turn, wanted, [wanted, table], trigger_mode="multiple", **private)
    acted = table.click(do.act, wanted, [*parts.undoing, named, parts.renaming, title], **private)
    renamed = [table, parts.told, parts.renaming]
    gr.on([parts.save.click, title.submit], do.rename, [wanted, named, title], renamed, **private)
    parts.leave.click(lambda: gr.update(visible=False), None, parts.renaming, **private)
    asked = [wanted, parts.batch, parts.instead, parts.there]
    restored = parts.back.click(do.restore, asked, parts.undoing, **long)
    return [acted, restored, parts.removals.click(do.act_on_removed, wanted, parts.undoing, **long)]


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
    read, stopping = gr.State(()), gr.State(None)
    parts = _list_part(library, words_of)
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

    do = LibraryActions(library, words_of, parts)
    bring = AddingActions(library, words_of, do.shown)
    private: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    long: dict[str, Any] = {"concurrency_limit": _AT_ONCE, "trigger_mode": "once", **private}
    fields = [files, addresses, parts.title, chosen, parts.search, same, parts.instead]
    buttons = [parts.back, parts.save, parts.leave, look, stop, accept, discard]
    greeted = page.load(do.greet, None, [parts.top, heading, *parts.holdings, *fields, *buttons], **private)
    changes = _list_events(do, parts, private, long)
    proposal = [read, found, approving, chosen, same, accept]
    gr.on([look.click, files.upload], bring.look, [files, addresses], [working, *proposal], **long)
    found.click(bring.choose, [read, chosen], proposal, concurrency_limit=_AT_ONCE, **private)
    shown = [*parts.holdings, working, stop, stopping, files, *proposal]
    added = accept.click(bring.add, [parts.wanted, read, chosen, same], shown, **long)
    # Not in the queue, where it would wait for what it is to stop.
    stop.click(lambda event: event.set() if event else None, stopping, None, queue=False, **private)
    dropped = [read, found, approving, files, addresses]
    discard.click(lambda: ((), "", gr.update(visible=False), None, ""), None, dropped, **private)
    for changed in (greeted, added, *changes):
        changed.then(do.facts, parts.known, [parts.facts, parts.known], **private)
