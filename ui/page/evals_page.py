"""The page of the evals: bring or draw a set, go through it, run it, read the report, ask what went wrong."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import gradio as gr

from onrecord.index.errors import InputError, OnRecordError, SetError
from onrecord.ui.messages import Messages
from onrecord.ui.page import library_view as view
from onrecord.ui.page.background import working
from onrecord.ui.page.draft_page import draft_part
from onrecord.ui.page.evals import Evals
from onrecord.ui.templates import render

__all__ = ["evals_page"]

ASK_LINK = "./?ask="
"""Before a question, the address at which the page asks it."""


def evals_page(page: gr.Blocks, evals: Evals, words_of: Callable[[gr.Request], Messages]) -> None:
    """Lay the page out, inside ``with page.route(...)``."""
    stopping = gr.State(None)
    heading = gr.HTML(elem_id="evals", apply_default_css=False)
    with gr.Row(elem_id="adding"):
        with gr.Column():
            chosen = gr.Dropdown([], elem_id="set")
            with gr.Row():
                run = gr.Button("", variant="primary", elem_id="run")
                go = gr.Button("", elem_id="go-through")
                draw = gr.Button("", elem_id="draw")
        brought = gr.File(file_count="single", file_types=[".jsonl"], height=150, elem_id="set-file")
    told = gr.HTML(elem_id="working", apply_default_css=False)
    stop = gr.Button("", visible=False, elem_id="stop")
    report = gr.HTML(elem_id="report", apply_default_css=False)
    draft = draft_part(page, evals, words_of, chosen, go, told, report)

    do = EvalsActions(evals, words_of)
    private: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    long: dict[str, Any] = {"concurrency_limit": 1, "trigger_mode": "once", **private}
    page.load(do.greet, None, [heading, chosen, brought, run, draw, stop], **private)
    brought.upload(do.keep, brought, [chosen, told, brought], **long)
    draw.click(do.draw, None, [chosen, told], **long)
    run.click(lambda: gr.update(visible=False), None, draft, **private)
    run.click(do.run, chosen, [told, stop, stopping, report], **long)
    stop.click(lambda event: event.set() if event else None, stopping, None, queue=False, **private)


class EvalsActions:
    """What the page does when its parts are used; each gives what the parts then show."""

    def __init__(self, evals: Evals, words_of: Callable[[gr.Request], Messages]) -> None:
        self._evals = evals
        self._words_of = words_of

    def greet(self, request: gr.Request) -> list[Any]:
        """Heading, sets, file, three buttons."""
        words = self._words_of(request)
        sets = self._evals.sets()
        return [
            render("evals", words=words),
            gr.update(label=words.eval_set, choices=sets, value=sets[0] if sets else None),
            gr.update(label=words.eval_file),
            *(gr.update(value=value) for value in (words.eval_run, words.eval_draw, words.stop)),
        ]

    def keep(self, file: str) -> tuple[Any, ...]:
        """Sets, message, file."""
        try:
            name = self._evals.keep(Path(file))
        except SetError as error:
            # Without where this computer put the file.
            lines = [problem.replace(file, Path(file).name) for problem in error.problems]
            return gr.skip(), view.problems(*lines), None
        except OnRecordError as error:
            return gr.skip(), view.problems(str(error).replace(file, Path(file).name)), None
        return gr.update(choices=self._evals.sets(), value=name), "", None

    def draw(self, request: gr.Request) -> tuple[Any, ...]:
        """Sets, message."""
        words = self._words_of(request)
        try:
            name = self._evals.draw()
        except InputError:
            return gr.skip(), view.said(words.eval_too_few, words, True)
        left_out = '"left_out"' in self._evals.file(name).read_text("utf-8")
        told = view.said(words.eval_drawn, words) if left_out else ""
        return gr.update(choices=self._evals.sets(), value=name), told

    def run(self, name: str | None, request: gr.Request) -> Iterator[tuple[Any, ...]]:
        """Progress, stop button, what it sets, the report."""
        words = self._words_of(request)
        if not name:
            yield view.said(words.eval_none, words, True), gr.skip(), gr.skip(), gr.skip()
            return
        stopped = threading.Event()
        yield view.progress(words.eval_preparing, None, words), gr.update(visible=True), stopped, ""
        for step in working(lambda tell: self._evals.run(name, tell), stopped):
            if isinstance(step, float):
                yield view.progress(words.eval_asking, step, words), gr.skip(), gr.skip(), gr.skip()
                continue
            from onrecord.eval.report.html import STYLE, report_body

            stop = view.said(words.eval_stopped, words, True) if step.stopped else ""
            message = stop or view.problems(step.problem)
            body = report_body(step.result, ASK_LINK, words.report) if step.result else ""
            section = f'<section class="report" lang="{words.tag}" dir="{words.direction}">{body}</section>'
            yield message, gr.update(visible=False), None, f"<style>{STYLE}</style>{section}" if body else ""
