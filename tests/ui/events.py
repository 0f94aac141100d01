"""Events of a page as its scripts send them: whatever the page itself would not send can be sent too."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from typing import Any

import httpx

__all__ = ["file_data", "run_event", "uploaded"]


def file_data(path: object) -> dict[str, object]:
    """A file as Gradio's components are given it."""
    return {"path": path, "meta": {"_type": "gradio.FileData"}}


def uploaded(client: httpx.Client, name: str, data: bytes) -> str:
    """The path that the page gives a file that was brought."""
    (path,) = client.post("gradio_api/upload", files={"files": (name, data)}).raise_for_status().json()
    return str(path)


def run_event(
    client: httpx.Client, page: str, event: str, data: Sequence[object], session: str | None = None
) -> str:
    """All that comes of an event of a page, as JSON; ``event`` is the name of the function that it runs."""
    config = client.get("config", params={"page": page}).raise_for_status().json()
    (number,) = (each["id"] for each in config["dependencies"] if each["api_name"] == event)
    session = session or secrets.token_hex(6)
    joined: dict[str, Any] = {"data": data, "fn_index": number, "session_hash": session}
    client.post("gradio_api/queue/join", json=joined).raise_for_status()
    found = []
    with client.stream("GET", "gradio_api/queue/data", params={"session_hash": session}) as answer:
        answer.raise_for_status()
        for line in answer.iter_lines():
            if line.startswith("data:"):
                found.append(line)
                if json.loads(line.removeprefix("data:"))["msg"] == "process_completed":
                    break
    return "\n".join(found)
