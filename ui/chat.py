"""The chat page: a question at the left, the record at the right. The only importer of gradio."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import gradio as gr
from gradio.events import api

from index.errors import FilterError, OnRecordError, QuestionError
from index.filters import Filters
from index.readers import LARGEST
from ui import filter_bar, render
from ui.messages import Messages, messages_for
from ui.render import Asked
from ui.tools import Tools

if TYPE_CHECKING:
    from fastapi import FastAPI

    from index.archive import Archive
    from rag.answers import Assistant

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


def build_page(assistant: Assistant, examples: Sequence[str]) -> gr.Blocks:
    """The page that asks ``assistant``; ``examples`` are questions to click on.

    Nothing in it makes a request to another host.
    """
    page: gr.Blocks = gr.Blocks(title="On Record", fill_width=True, analytics_enabled=False)
    with page:
        asked = gr.State(())
        masthead = gr.HTML(elem_id="masthead", apply_default_css=False)
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

        def greet(request: gr.Request) -> tuple[Any, ...]:
            words = _words(request)
            return (
                render.masthead(assistant.archive.transcripts(), words),
                render.conversation((), words),
                render.passages((), words),
                gr.update(placeholder=words.question_hint, label=words.question_label),
                gr.update(value=words.ask),
                *_filter_updates(assistant.archive, words),
            )

        def answer(
            held: dict[Any, Any], request: gr.Request, event: gr.EventData
        ) -> Iterator[tuple[Any, ...]]:
            words = _words(request)
            typed, before = held[box], held[asked]
            row = [held[part] for part in (*lists, *dates)]
            example = by_id.get(event.target._id) if event.target else None
            question = typed if example is None else example
            for asked_now, problem, typed_now in _answer(
                assistant, question, before, words, lambda: filter_bar.chosen(row)
            ):
                yield (
                    asked_now,
                    render.conversation(asked_now, words),
                    render.passages(asked_now, words),
                    render.notice(problem),
                    gr.skip() if typed_now is None or (example and not typed_now) else typed_now,
                )

        page.load(
            greet,
            None,
            [masthead, conversation, passages, box, send, bar, *lists, *dates],
            show_progress="hidden",
            api_visibility="private",
        )
        # One listener for all, so that nobody asks twice at once and loses a question.
        gr.on(
            [box.submit, send.click, *(button.click for button in buttons)],
            answer,
            {box, asked, *lists, *dates},
            [asked, conversation, passages, notice, box],
            show_progress="hidden",
            trigger_mode="once",
            api_visibility="private",
        )
        _offer(Tools(assistant))
    page.queue(default_concurrency_limit=AT_ONCE)
    return page


def _words(request: gr.Request) -> Messages:
    return messages_for(request.headers.get("accept-language"))


def _filter_updates(archive: Archive, words: Messages) -> list[Any]:
    """The bar of filters in the reader's language, with what there is to choose now."""
    offered = filter_bar.offered(archive)
    *names, since, until = filter_bar.labels(words)
    lists = [
        gr.update(label=label, choices=choices, visible=bool(choices))
        for label, choices in zip(names, offered, strict=True)
    ]
    return [gr.update(label=words.filters), *lists, gr.update(label=since), gr.update(label=until)]


def _answer(
    assistant: Assistant,
    question: str,
    before: tuple[Asked, ...],
    words: Messages,
    chosen: Callable[[], Filters],
) -> Iterator[tuple[tuple[Asked, ...], str, str | None]]:
    """The steps of answering: all that was asked, a message to the reader, what the box holds then.

    ``None`` leaves the box alone, so that what is typed meanwhile stays. After an error the
    conversation is as before and the question is back in the box.
    """
    if not question.strip():
        yield before, words.empty_question, None
        return
    yield (*before, Asked(question)), "", ""
    try:
        answer = assistant.ask(question, filters=chosen(), earlier=[one.question for one in before])
    except FilterError:
        yield before, words.refused_filters, question
    except QuestionError:
        yield before, words.refused_question, question
    except Exception:
        logging.exception("a question on the chat page failed")
        yield before, words.failed, question
    else:
        yield (*before, Asked(question, answer)), "", None


def mount(page: gr.Blocks, app: FastAPI) -> None:
    """Put ``page`` at the root of ``app``."""
    assets = files("ui") / "assets"
    style, script = ((assets / name).read_text("utf-8") for name in ("page.css", "page.js"))
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
        head=f"<style>{style}</style><script>{script}</script>",
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
