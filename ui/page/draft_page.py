"""The part of the evals' page on which a set is gone through, question by question."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr

from onrecord.ui.messages import Messages
from onrecord.ui.page.draft_actions import DraftActions
from onrecord.ui.page.drafts import Drafts
from onrecord.ui.page.evals import Evals

__all__ = ["draft_part"]

# When an answer is drawn anew, the keyboard stays at the sentence or button that was pressed.
_PRESSES = """
let pressed = null;
const key = (button) => button.dataset.do === 'sentence'
  ? `[data-do="sentence"][data-id="${CSS.escape(button.dataset.id)}"][data-at="${button.dataset.at}"]` : null;
element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-do]');
  if (!button) return;
  pressed = key(button) || '.sentence, .do button';
  trigger('click', {do: button.dataset.do, id: button.dataset.id, at: button.dataset.at});
});
new MutationObserver(() => {
  if (!pressed || (document.activeElement && document.activeElement !== document.body)) return;
  const again = element.querySelector(pressed);
  pressed = null;
  if (again) again.focus({preventScroll: true});
}).observe(element, {childList: true, subtree: true});
"""


def draft_part(
    page: gr.Blocks,
    evals: Evals,
    words_of: Callable[[gr.Request], Messages],
    chosen: gr.Dropdown,
    go: gr.Button,
    told: gr.HTML,
    report: gr.HTML,
) -> gr.Column:
    """Lay it out; it is seen once ``go`` opens the set that is ``chosen``."""
    draft, found = gr.State(None), gr.State(())
    part: gr.Column
    with gr.Column(visible=False, elem_id="draft") as part:
        status = gr.HTML(elem_id="draft-status", apply_default_css=False)
        question = gr.Textbox(lines=2, max_lines=8, elem_id="draft-question")
        with gr.Row(elem_id="draft-decide"):
            keep = gr.Button("", variant="primary", elem_id="draft-keep")
            drop = gr.Button("", elem_id="draft-drop")
            back = gr.Button("", elem_id="draft-back")
            further = gr.Button("", elem_id="draft-next")
            add = gr.Button("", elem_id="draft-add")
        said = gr.HTML(elem_id="draft-said", apply_default_css=False)
        answers = gr.HTML(elem_id="draft-answers", apply_default_css=False, js_on_load=_PRESSES)
        quote = gr.Textbox(lines=1, max_lines=8, elem_id="draft-quote")
        with gr.Row(elem_id="draft-looking"):
            typed = gr.Textbox(max_lines=1, elem_id="draft-look-for")
            look = gr.Button("", elem_id="draft-look")
        others = gr.HTML(elem_id="draft-others", apply_default_css=False, js_on_load=_PRESSES)
        with gr.Row(elem_id="draft-saving"):
            name = gr.Textbox(max_lines=1, elem_id="draft-name")
            save = gr.Button("", variant="primary", elem_id="draft-save")

    do = DraftActions(Drafts(evals), words_of)
    private: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    edited = [draft, question, quote]
    shown = [draft, found, status, question, answers, quote, others]
    buttons = [back, further, drop, keep, look, add, save, go]
    page.load(do.greet, None, [question, quote, typed, name, *buttons], **private)
    go.click(do.open, chosen, [*shown, told, name, part, report], **private)
    for button, action in (
        (keep, do.keep), (drop, do.drop), (back, do.back), (further, do.next), (add, do.add)
    ):  # fmt: skip
        button.click(action, edited, [*shown, said], **private)
    gr.on([look.click, typed.submit], do.look, [*edited, typed], [*shown, said], **private)
    gr.on([answers.click, others.click], do.act, [*edited, found], [*shown, said], **private)
    gr.on([save.click, name.submit], do.save, [*edited, name], [chosen, said, part, told], **private)
    return part
