"""What of a page follows the reader's language and choices: the examples and the bar of filters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import gradio as gr

from onrecord.ui.locale import LANGUAGE, messages_for
from onrecord.ui.messages import Messages
from onrecord.ui.page import filter_bar
from onrecord.ui.page.examples import MOST
from onrecord.ui.page.facts_view import about
from onrecord.ui.page.render import NAMED

if TYPE_CHECKING:
    from onrecord.index.archive.archive import Archive

__all__ = ["filter_row", "filter_updates", "follow_examples", "follow_facts", "follow_filters", "words_of"]


def words_of(request: gr.Request) -> Messages:
    """The language that the reader chose, which is a cookie, or that of the browser."""
    return messages_for(request.headers.get("accept-language"), request.cookies.get(LANGUAGE))


def filter_row() -> tuple[gr.Accordion, list[Any]]:
    """The bar of filters, and in it a list for each of those that are named, and two days."""
    with gr.Accordion("", open=False, elem_id="filters") as bar, gr.Row():
        lists = [
            gr.Dropdown([], multiselect=True, min_width=200, elem_id=f"filter-{name}")
            for name in filter_bar.NAMED
        ]
        days = [gr.Textbox(elem_id=f"filter-{day}") for day in ("since", "until")]
    return bar, [*lists, *days]


def filter_updates(archive: Archive, words: Messages, chosen: Sequence[Any] | None = None) -> list[Any]:
    """The bar of filters in the reader's language, with what there is to choose now.

    With ``chosen`` the row holds that, as far as it is offered.
    """
    offered = filter_bar.offered(archive, words)
    *names, since, until = filter_bar.labels(words)
    updates: list[dict[str, Any]] = [
        {"label": label, "choices": choices, "visible": bool(choices)}
        for label, choices in zip(names, offered, strict=True)
    ] + [{"label": since}, {"label": until}]
    for update, value in zip(updates, chosen or (), strict=False):
        there = {name for _, name in update.get("choices", ())}
        update["value"] = [each for each in value if each in there] if "choices" in update else value
    return [gr.update(**update) for update in updates]


def follow_examples(
    greeted: Any, examples: Callable[[Messages], Sequence[str]], buttons: Sequence[gr.Button]
) -> None:
    """Put examples in the reader's language on ``buttons`` once the page is there: they take a moment."""

    def offer(request: gr.Request) -> list[Any]:
        found = examples(words_of(request))
        shown = [gr.update(value=text, visible=True) for text in found]
        return shown + [gr.update(visible=False)] * (MOST - len(found))

    greeted.then(offer, None, buttons, show_progress="hidden", api_visibility="private")


def follow_facts(greeted: Any, archive: Archive, facts: gr.HTML) -> None:
    """Tell what a record is like, if its masthead cannot name all transcripts, once the page is there."""

    def tell(request: gr.Request) -> str:
        held = archive.facts()
        return about(held, words_of(request), False) if held.totals.transcripts > NAMED else ""

    greeted.then(tell, None, facts, show_progress="hidden", api_visibility="private")


def follow_filters(begun: Sequence[Any], archive: Archive, row: Sequence[Any], bar: gr.Accordion) -> None:
    """Let the bar say what its ``row`` holds, also while it is closed."""

    def name_filters(request: gr.Request, *chosen: Any) -> Any:
        words = words_of(request)
        part = filter_bar.named(chosen, archive, words)
        return gr.update(label=words.asked_of.format(part=part) if part else words.filters)

    gr.on(
        [*begun, *(part.change for part in row)], name_filters, row, bar,
        show_progress="hidden", api_visibility="private", trigger_mode="always_last",
    )  # fmt: skip
