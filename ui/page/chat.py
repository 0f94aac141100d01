"""The chat page: a question at the left, the record at the right. It and the other pages import gradio."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files
from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Any

import gradio as gr
from gradio.events import api

from onrecord.index.errors import InputError, OnRecordError
from onrecord.index.readers.sources import LARGEST
from onrecord.ui.assets import head
from onrecord.ui.messages import Messages
from onrecord.ui.page import filter_bar, render, services
from onrecord.ui.page.answering import further, steps
from onrecord.ui.page.blocks import MOST_WAITING, VisitedBlocks
from onrecord.ui.page.cards import passages as cards
from onrecord.ui.page.conversation import Asked, asked_again, keep, reopen
from onrecord.ui.page.examples import MOST
from onrecord.ui.page.pages import add_pages, paths_of, ways
from onrecord.ui.page.reactive import (
    filter_row,
    filter_updates,
    follow_examples,
    follow_facts,
    follow_filters,
    words_of,
)  # fmt: skip
from onrecord.ui.web.routes import ASK
from onrecord.ui.web.tools import Tool, Tools

if TYPE_CHECKING:
    from fastapi import FastAPI

    from onrecord.rag.assistant import Assistant
    from onrecord.rag.llm.client import LanguageModel
    from onrecord.ui.page.evals import Evals
    from onrecord.ui.page.library import Library

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

_LOOKS_EVERY = 0.05
"""Seconds between two looks for something to do. Gradio's own, a thousandth, takes a twentieth of a processor
while nobody is there; this is what it has on Windows."""


def build_page(
    assistant: Assistant,
    examples: Callable[[Messages], Sequence[str]],
    library: Library | None = None,
    evals: Evals | None = None,
    language_model: LanguageModel | None = None,
) -> VisitedBlocks:
    """The page that asks ``assistant``; ``examples`` gives a reader of a language questions to click on.

    With a ``library`` there is another, on which the record is changed; with ``evals`` one that runs question
    sets. Nothing in them makes a request to another host; a ``language_model`` is asked by
    :mod:`onrecord.ui.page.sentences`.
    """
    page = VisitedBlocks(
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
            return services.open_transcript(assistant.archive, wanted, words_of(request))

        def export_citations(wanted: Any, request: gr.Request) -> dict[str, str]:
            return services.export_citations(wanted, words_of(request))

        def export_judgements(wanted: Any, request: gr.Request) -> dict[str, str]:
            return services.export_judgements(assistant.archive, wanted, words_of(request))

        # A question to be asked again without a filter that was read in it: the page's script says which.
        again = gr.HTML(
            "", html_template="", elem_id="again", visible="hidden", apply_default_css=False,
            js_on_load="window.onRecord.askAgain(props, trigger)",
        )  # fmt: skip

        masthead, about = gr.HTML(
            elem_id="masthead", apply_default_css=False,
            server_functions=[open_transcript, export_citations, export_judgements],
            js_on_load="window.onRecord.serve(server)",
        ), gr.HTML(elem_id="facts", apply_default_css=False)  # fmt: skip
        with gr.Row(elem_id="panes"):
            with gr.Column(scale=11, min_width=0, elem_id="ask-pane"):
                conversation = gr.HTML(
                    elem_id="conversation", apply_default_css=False,
                    js_on_load="window.onRecord.offerMore(element, trigger)",
                )  # fmt: skip
                with gr.Row(elem_id="examples"):
                    buttons = [
                        gr.Button(
                            "", size="sm", elem_classes="example", elem_id=f"example-{n}", visible=False
                        )
                        for n in range(MOST)
                    ]
                with gr.Column(elem_id="ask"):
                    notice = gr.HTML(elem_id="notice", apply_default_css=False)
                    with gr.Row(elem_id="question-row"):
                        box = gr.Textbox(
                            lines=1, max_lines=6, show_label=False, container=False, autofocus=True,
                            scale=1, elem_id="question",
                        )  # fmt: skip
                        send = gr.Button("", variant="primary", scale=0, min_width=96, elem_id="send")
                    bar, row = filter_row()
            with gr.Column(scale=9, min_width=0, elem_id="passages-pane"):
                passages = gr.HTML(elem_id="passages", apply_default_css=False)

        # Gradio makes a component anew when it is updated: only its name stays.
        example_buttons = {button.elem_id: button for button in buttons}

        def greet(kept: str, request: gr.Request) -> tuple[Any, ...]:
            words = words_of(request)
            shown = show(kept, request)
            return (
                render.masthead(
                    assistant.archive.transcripts(),
                    words,
                    ways(ASK, paths_of(library, evals), words, request),
                )
                + render.vocabulary(words),
                *shown,
                gr.update(placeholder=words.question_hint, label=words.question_label),
                gr.update(value=words.ask),
                *filter_updates(assistant.archive, words),
            )

        def answer(
            held: dict[Any, Any], request: gr.Request, event: gr.EventData
        ) -> Iterator[tuple[Any, ...]]:
            words = words_of(request)
            typed, before, chosen = held[box], _reopened(held[kept])[0], [held[part] for part in row]
            target = event.target.elem_id if event.target else None
            question = str(held[example_buttons[target]]) if target in example_buttons else typed
            taken = (
                further(assistant, before, int(event._data["turn"]) - 1, words)
                if target == conversation.elem_id
                else steps(
                    assistant,
                    question,
                    before,
                    words,
                    lambda: filter_bar.chosen(chosen),
                    filter_bar.named(chosen, assistant.archive, words),
                    asked_again(held[again], before) if target == again.elem_id else None,
                )
            )
            # What is typed meanwhile stays, where it is not what was asked.
            alone = target in (again.elem_id, *example_buttons)
            for step in taken:
                yield (
                    keep(step.asked) if step.answered else gr.skip(),
                    render.conversation(step.asked, words, step.further, language_model),
                    cards(step.asked, words),
                    render.notice(step.problem),
                    gr.skip() if step.typed is None or (alone and not step.typed) else step.typed,
                )

        def show(kept: str, request: gr.Request) -> tuple[str, str, str]:
            words = words_of(request)
            asked, damaged = _reopened(kept)
            problem = words.not_reopened if damaged else ""
            return (
                render.conversation(asked, words, language_model=language_model),
                cards(asked, words),
                render.notice(problem),
            )

        # The reader has chosen another language: the page's script presses this.
        relabel = gr.Button(visible="hidden", elem_id="relabel")
        greeted = gr.on(
            [page.load, relabel.click], greet, kept,
            [masthead, conversation, passages, notice, box, send, *row],
            show_progress="hidden", api_visibility="private",
        )  # fmt: skip
        follow_facts(greeted, assistant.archive, about)
        follow_examples(greeted, examples, buttons)
        follow_filters([page.load, relabel.click], assistant.archive, row, bar)
        # The page's script has put another conversation there.
        kept.input(
            show, kept, [conversation, passages, notice], show_progress="hidden", api_visibility="private"
        )
        # One listener for all, so that nobody asks twice at once and loses a question.
        gr.on(
            [box.submit, send.click, again.input, conversation.click, *(button.click for button in buttons)],
            answer,
            {box, kept, again, *row, *buttons},
            [kept, conversation, passages, notice, box],
            show_progress="hidden",
            trigger_mode="once",
            api_visibility="private",
        )
        _offer(Tools(assistant))
    add_pages(page, assistant, library, evals, words_of)
    # What is queued cannot be run past the queue and its limit.
    page.queue(default_concurrency_limit=AT_ONCE, max_size=MOST_WAITING, api_open=False)
    page._queue.sleep_when_free = _LOOKS_EVERY
    # Nothing here tells of its progress by way of Gradio.
    page._queue.progress_update_sleep_when_free = 1
    return page


def _reopened(kept: str) -> tuple[tuple[Asked, ...], bool]:
    """What the browser kept, and whether it is damaged and therefore nothing."""
    try:
        return reopen(kept), False
    except InputError:
        return (), True


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
            favicon_path=str(files("onrecord.ui.assets") / "icon.png"),
        )


def _offer(tools: Tools) -> None:
    """Let programs call ``tools`` with Gradio's client."""
    for tool in tools.all:
        api(_function(tool, tools.told), api_name=tool.name, concurrency_limit=AT_ONCE)


def _function(tool: Tool, told: Callable[[Exception], str]) -> Callable[..., Any]:
    """A function with the parameters that ``tool`` takes, which is what Gradio makes an API of."""
    fields = tool.takes.model_fields

    def called(*values: Any) -> Any:
        given = zip(fields, values, strict=False)
        try:
            return tool({name: value for name, value in given if value is not None})
        except OnRecordError as error:
            raise gr.Error(told(error), print_exception=False) from None
        except Exception:
            logging.exception("a program's call of %s failed", tool.name)
            raise gr.Error("something went wrong here; try again", print_exception=False) from None

    called.__name__, called.__doc__ = tool.name, tool.description
    called.__annotations__ = {name: field.annotation for name, field in fields.items()} | {"return": Any}
    parameters = [
        Parameter(
            name,
            Parameter.POSITIONAL_OR_KEYWORD,
            default=Parameter.empty if field.is_required() else field.default,
            annotation=field.annotation,
        )
        for name, field in fields.items()
    ]
    called.__signature__ = Signature(parameters, return_annotation=Any)  # type: ignore[attr-defined]
    return called
