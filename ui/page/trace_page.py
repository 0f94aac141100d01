"""The page of traces: every time that something was said, by date, as a chart and as a list."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import gradio as gr

from onrecord.index.errors import FilterError, QuestionError
from onrecord.ui.messages import Messages
from onrecord.ui.page import filter_bar, render, services, trace_view
from onrecord.ui.page.background import working
from onrecord.ui.page.library_view import progress
from onrecord.ui.page.reactive import filter_row, filter_updates, follow_filters
from onrecord.ui.page.traces import Traces
from onrecord.ui.templates import render as filled_template

if TYPE_CHECKING:
    from onrecord.rag.assistant import Assistant

__all__ = ["trace_page"]

# Searching at the same time, more than one person may; others wait.
_AT_ONCE = 3


def trace_page(page: gr.Blocks, assistant: Assistant, words_of: Callable[[gr.Request], Messages]) -> None:
    """Lay the page out, inside ``with page.route(...)``."""
    traces, archive = Traces(assistant), assistant.archive

    def open_transcript(wanted: Any, request: gr.Request) -> dict[str, Any]:
        return services.open_transcript(archive, wanted, words_of(request))

    def list_trace(wanted: Any, request: gr.Request) -> dict[str, str]:
        return services.list_trace(traces, wanted, words_of(request))

    def export_trace(wanted: Any, request: gr.Request) -> dict[str, str]:
        return services.export_trace(traces, wanted, words_of(request))

    heading = gr.HTML(
        elem_id="trace", apply_default_css=False,
        server_functions=[open_transcript, list_trace, export_trace],
        js_on_load="window.onRecord.serve(server)",
    )  # fmt: skip
    notice = gr.HTML(elem_id="notice", apply_default_css=False)
    with gr.Row(elem_id="question-row"):
        box = gr.Textbox(
            lines=1, max_lines=6, show_label=False, container=False, autofocus=True, elem_id="question"
        )
        send = gr.Button("", variant="primary", scale=0, min_width=96, elem_id="send")
    bar, row = filter_row()
    told = gr.HTML(elem_id="working", apply_default_css=False)
    found = gr.HTML(elem_id="traced", apply_default_css=False)

    def greet(request: gr.Request) -> tuple[Any, ...]:
        words = words_of(request)
        question, chosen = filter_bar.of_address(request.query_params.multi_items())
        # What somebody has typed meanwhile stays.
        asked: dict[str, Any] = {"value": question} if question else {}
        return (
            filled_template("trace", words=words) + render.vocabulary(words),
            gr.update(placeholder=words.trace_question, label=words.trace_question, **asked),
            gr.update(value=words.trace_search),
            *filter_updates(archive, words, chosen),
        )

    def search(request: gr.Request, question: str, *part: Any) -> Iterator[tuple[Any, ...]]:
        """Message, progress, the trace."""
        words = words_of(request)
        if not question.strip():
            yield render.notice(words.empty_question), "", gr.skip()
            return

        def find(tell: Callable[[float], None]) -> tuple[str, str]:
            """The key and the address; without a key what is wrong."""
            try:
                filters = filter_bar.chosen(part)
                return traces.find(question, filters, tell), filter_bar.address(question, filters)
            except FilterError:
                return "", words.refused_filters
            except QuestionError:
                return "", words.refused_question

        yield "", progress(words.asking, None, words), gr.skip()
        for step in working(find, threading.Event()):
            if isinstance(step, float):
                yield gr.skip(), progress(words.asking, step, words), gr.skip()
                continue
            key, address = step.result or ("", words.failed)
            trace = traces.at(key)
            shown = trace_view.traced(trace, key, address, words) if trace else gr.skip()
            yield "" if trace else render.notice(address), "", shown

    def search_address(request: gr.Request, question: str, *part: Any) -> Iterator[tuple[Any, ...]]:
        if question.strip():
            yield from search(request, question, *part)

    private: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    long: dict[str, Any] = {"concurrency_limit": _AT_ONCE, "trigger_mode": "once", **private}
    greeted = page.load(greet, None, [heading, box, send, *row], **private)
    follow_filters([page.load], archive, row, bar)
    asked, shown = [box, *row], [notice, told, found]
    greeted.then(search_address, asked, shown, **long)
    gr.on([box.submit, send.click], search, asked, shown, **long)
