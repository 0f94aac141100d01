"""What a link to the page looks like where somebody shares it: our title, description and picture."""

from __future__ import annotations

import re
from importlib.resources import files

from starlette.requests import HTTPConnection
from starlette.responses import Response

from onrecord.ui.messages import Messages
from onrecord.ui.templates import render

__all__ = ["PICTURE", "picture", "shared"]

PICTURE = "/picture.png"
"""The path of the picture, which tells nothing of the record: whoever follows a link may see it."""

# Gradio's own, some of which stand there twice.
_TOLD = re.compile(rb'<meta\s+(?:property|name)="(?:og|twitter):[^>]*>\s*', re.IGNORECASE)


def shared(html: bytes, request: HTTPConnection, words: Messages) -> bytes:
    """Gradio's page with what tells other programs about it in our words, in the place of its own.

    The address of the picture must be a whole one, so it is that under which the page was asked for.
    """
    address = str(request.url.replace(path=request.scope.get("root_path", "") + PICTURE, query=""))
    ours = b"<head>" + render("sharing", picture=address, words=words).encode()
    # Gradio's own are at the beginning; what follows is the page itself, in which nothing is touched.
    return _TOLD.sub(b"", html[:8000]).replace(b"<head>", ours, 1) + html[8000:]


def picture(_: object) -> Response:
    """The answer to a request for it."""
    data = (files("onrecord.ui.assets") / "picture.png").read_bytes()
    return Response(data, media_type="image/png", headers={"Cache-Control": "max-age=86400"})
