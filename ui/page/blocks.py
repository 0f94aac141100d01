"""Gradio's page, on which nobody can use what is another's: each event goes through here before it is run."""

from __future__ import annotations

from typing import Any

import gradio as gr

from onrecord.ui.page.reactive import words_of
from onrecord.ui.web.uploads import named_files, visit_of

__all__ = ["VisitedBlocks"]


class VisitedBlocks(gr.Blocks):
    """Blocks that run an event only with the files and the session of who sent it.

    Gradio checks neither where the page is part of another application: whatever file a request names, for
    whatever component, it copies before the function of the event is called.
    """

    async def process_api(self, *arguments: Any, **named: Any) -> dict[str, Any]:
        """Run an event.

        Raises:
            gradio.Error: it names a file that its sender did not bring, or the session of somebody else.
        """
        request = named["request"]
        visit = visit_of(request.request.scope)
        session = named.get("session_hash")
        ours = session is None or visit.claims(session)
        if not ours or not all(visit.owns(path) for path in named_files(named["inputs"])):
            raise gr.Error(words_of(request).page_lost, title="On Record", print_exception=False)
        ran: dict[str, Any] = await super().process_api(*arguments, **named)
        return ran
