"""The chat page: a question at the left, the record at the right. It and the other pages import gradio."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any

import gradio as gr
from gradio.events import api

from index.errors import InputError, OnRecordError
from index.readers import LARGEST
from ui import filter_bar, render, services
from ui.answering import steps
from ui.assets import head
from ui.cards import passages as cards
from ui.conversation import Asked, keep, reopen
from ui.messages import Messages
from ui.navigation import ASK
from ui.pages import add_pages, paths_of, ways
from ui.tongues import messages_for
from ui.tools import Tools

if TYPE_CHECKING:
    from fastapi import FastAPI

    from index.archive import Archive
    from rag.answers import Assistant
    from ui.evals import Evals
    from ui.library import Library

__all__ = ["build_page", "mount"]

# Questions answered at the same time; more wait in a queue.
AT_ONCE = 8

_SANS = (
    "ui-sans-serif",
    "system-ui",
    "PingFang SC",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Noto Sans",
    "sans-serif",
)
_MONO = ("ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "monospace")


def build_page(
    assistant: Assistant,
    examples: Sequence[str],
    library: Library | None = None,
    evals: Evals | None = None,
) -> gr.Blocks:
    """The page that asks ``assistant``; ``examples`` are questions to click on.

    With a ``library`` there is another, on which the record is changed; with ``evals`` one that runs question
    sets. Nothing in them makes a request to another host.
    """
    page: gr.Blocks = gr.Blocks(
        title="On Record",
        fill_width=True,
        analytics_enabled=False,
        # Every hour, what was brought a day ago is deleted.
        delete_cache=(3600, 86400),
    )
    with page:
        # The conversation as JSON, which is not rendered: it lives in the browser, where the page's script
        # keeps it and hands it over with each question.
        kept = gr.HTML(
            "", html_template="", elem_id="kept", visible="hidden", apply_default_css=False,
            js_on_load="window.onRecord.hold(props, trigger, watch)",
        )  # fmt: skip

        def open_transcript(wanted: Any, request: gr.Request) -> dict[str, Any]:
            return services.open_transcript(assistant.archive, wanted, _words(request))

        def export_citations(wanted: Any, request: gr.Request) -> dict[str, str]:
            return services.export_citations(wanted, _words(request))

        def export_judgements(wanted: Any, request: gr.Request) -> dict[str, str]:
            return services.export_judgements(assistant.archive, wanted, _words(request))

        masthead = gr.HTML(
            elem_id="masthead", apply_default_css=False,
            server_functions=[open_transcript, export_citations, export_judgements],
            js_on_load="window.onRecord.serve(server)",
        )  # fmt: skip
        with gr.Row(elem_id="panes"):
            with gr.Column(scale=11, min_width=0, elem_id="ask-pane"):
                conversation = gr.HTML(elem_id="conversation", apply_default_css=False)
                with gr.Column(elem_id="ask"):
                    with gr.Row(elem_id="examples"):
                        buttons = [gr.Button(text, size="sm", elem_classes="example") for text in examples]
                    notice = gr.HTML(elem_id="notice", apply_default_css=False)
                    with gr.Accordion("", open=False, elem_id="filters") as bar, gr.Row():
                        lists = [
                            gr.Dropdown([], multiselect=True, min_width=200, elem_id=f"filter-{name}")
                            for name in filter_bar.NAMED
                        ]
                        dates = [gr.Textbox(elem_id=f"filter-{day}") for day in ("since", "until")]
                    with gr.Row(elem_id="question-row"):
                        box = gr.Textbox(
                            lines=1, max_lines=6, show_label=False, container=False, autofocus=True,
                            scale=1, elem_id="question",
                        )  # fmt: skip
                        send = gr.Button("", variant="primary", scale=0, min_width=96, elem_id="send")
            with gr.Column(scale=9, min_width=0, elem_id="passages-pane"):
                passages = gr.HTML(elem_id="passages", apply_default_css=False)

        by_id = {button._id: text for button, text in zip(buttons, examples, strict=True)}

        def greet(kept: str, request: gr.Request) -> tuple[Any, ...]:
            words = _words(request)
            shown = show(kept, request)
            return (
                ways(ASK, paths_of(library, evals), words, request)
                + render.masthead(assistant.archive.transcripts(), words)
                + render.vocabulary(words),
                *shown,
                gr.update(placeholder=words.question_hint, label=words.question_label),
                gr.update(value=words.ask),
                *_filter_updates(assistant.archive, words),
            )

        def answer(
            held: dict[Any, Any], request: gr.Request, event: gr.EventData
        ) -> Iterator[tuple[Any, ...]]:
            words = _words(request)
            typed, before = held[box], _reopened(held[kept])[0]
            row = [held[part] for part in (*lists, *dates)]
            example = by_id.get(event.target._id) if event.target else None
            question = typed if example is None else example
            for step in steps(assistant, question, before, words, lambda: filter_bar.chosen(row)):
                yield (
                    keep(step.asked) if step.answered else gr.skip(),
                    render.conversation(step.asked, words),
                    cards(step.asked, words),
                    render.notice(step.problem),
                    gr.skip() if step.typed is None or (example and not step.typed) else step.typed,
                )

        def show(kept: str, request: gr.Request) -> tuple[str, str, str]:
            words = _words(request)
            asked, damaged = _reopened(kept)
            problem = words.not_reopened if damaged else ""
            return render.conversation(asked, words), cards(asked, words), render.notice(problem)

        page.load(
            greet,
            kept,
            [masthead, conversation, passages, notice, box, send, bar, *lists, *dates],
            show_progress="hidden",
            api_visibility="private",
        )
        # The reader has chosen another language: the page's script presses this.
        gr.Button(visible="hidden", elem_id="relabel").click(
            greet, kept, [masthead, conversation, passages, notice, box, send, bar, *lists, *dates],
            show_progress="hidden", api_visibility="private",
        )  # fmt: skip
        # The page's script has put another conversation there.
        kept.input(
            show, kept, [conversation, passages, notice], show_progress="hidden", api_visibility="private"
        )
        # One listener for all, so that nobody asks twice at once and loses a question.
        gr.on(
            [box.submit, send.click, *(button.click for button in buttons)],
            answer,
            {box, kept, *lists, *dates},
            [kept, conversation, passages, notice, box],
            show_progress="hidden",
            trigger_mode="once",
            api_visibility="private",
        )
        _offer(Tools(assistant))
    add_pages(page, library, evals, _words)
    page.queue(default_concurrency_limit=AT_ONCE)
    return page


def _reopened(kept: str) -> tuple[tuple[Asked, ...], bool]:
    """What the browser kept, and whether it is damaged and therefore nothing."""
    try:
        return reopen(kept), False
    except InputError:
        return (), True


def _words(request: gr.Request) -> Messages:
    """The language that the reader chose, which is a cookie, or that of the browser."""
    return messages_for(request.headers.get("accept-language"), request.cookies.get("onrecord_language"))


def _filter_updates(archive: Archive, words: Messages) -> list[Any]:
    """The bar of filters in the reader's language, with what there is to choose now."""
    offered = filter_bar.offered(archive)
    *names, since, until = filter_bar.labels(words)
    lists = [
        gr.update(label=label, choices=choices, visible=bool(choices))
        for label, choices in zip(names, offered, strict=True)
    ]
    return [gr.update(label=words.filters), *lists, gr.update(label=since), gr.update(label=until)]


def mount(page: gr.Blocks, app: FastAPI) -> None:
    """Put ``page`` at the root of ``app``."""
    with warnings.catch_warnings():
        # That a page of several routes is not rendered here but in the browser, which is what is asked for.
        warnings.filterwarnings("ignore", "SSR mode")
        gr.mount_gradio_app(
            app,
            page,
            path="/",
            run_history=False,
            footer_links=[],
            show_error=False,
            ssr_mode=False,
            enable_monitoring=False,
            mcp_server=False,
            max_file_size=LARGEST,
            theme=gr.themes.Base(font=_SANS, font_mono=_MONO),
            head=head(),
        )


def _offer(tools: Tools) -> None:
    """Let programs call ``tools`` with Gradio's client."""

    def offered(tool: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(tool)
        def called(*arguments: Any, **named: Any) -> Any:
            try:
                return tool(*arguments, **named)
            except OnRecordError as error:
                raise gr.Error(tools.told(error), print_exception=False) from None
            except Exception:
                logging.exception("a program's call of %s failed", tool.__name__)
                raise gr.Error("something went wrong here; try again", print_exception=False) from None

        return called

    for tool in (tools.ask_record, tools.show_citation, tools.list_transcripts):
        api(offered(tool), api_name=tool.__name__, concurrency_limit=AT_ONCE)
