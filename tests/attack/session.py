"""Somebody who uses the page as its own script does, through Gradio's API, but sends what they like."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from tests.attack.target import NAME, PASSWORD, Target

__all__ = ["Outcome", "Session", "client", "texts"]

_PATIENCE_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an event: the values of its outputs, or an error; and all that was said on the way."""

    data: tuple[Any, ...]
    error: str | None
    status: int
    said: str


def client(target: Target, login: bool = False) -> httpx.Client:
    """A client, which logs in where that is wanted; closed with the target."""
    found = httpx.Client(base_url=target.url, timeout=_PATIENCE_SECONDS, trust_env=False)
    target.clients.enter_context(found)
    if login:
        given = {"username": NAME, "password": PASSWORD}
        found.post("login", data=given).raise_for_status()
    return found


@dataclass
class Session:
    """One open page."""

    client: httpx.Client
    hash: str = field(default_factory=lambda: secrets.token_hex(6))
    config: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # As a browser, which gets the cookie of a visitor with the page.
        self.client.get("").raise_for_status()
        self.config = self.client.get("config").raise_for_status().json()

    @property
    def events(self) -> list[dict[str, Any]]:
        """All events of the page, as Gradio tells them to its script."""
        return list(self.config["dependencies"])

    def component(self, number: int) -> dict[str, Any]:
        """The component of that id."""
        return next(each for each in self.config["components"] if each["id"] == number)

    def event(self, name: str, kind: str) -> dict[str, Any]:
        """The event that an element's ``kind`` (``click``, ``upload`` ...) sets off; ``name`` is its element's id."""
        ids = {each["id"] for each in self.config["components"] if each["props"].get("elem_id") == name}
        return next(
            each for each in self.events if any(at in ids and what == kind for at, what in each["targets"])
        )

    def upload(self, *files: Path) -> list[dict[str, Any]]:
        """Bring files; gives them as the page's script then sends them."""
        opened = [("files", (each.name, each.read_bytes())) for each in files]
        paths = self.client.post("gradio_api/upload", files=opened).raise_for_status().json()
        return [file_data(path, name.name) for path, name in zip(paths, files, strict=True)]

    def press(self, name: str, data: Sequence[Any] = (), kind: str = "click", told: Any = None) -> Outcome:
        """Set an event off; its states are kept by the server, whatever is sent for them."""
        return self.send(self.event(name, kind), data, told)

    def send(self, event: dict[str, Any], data: Sequence[Any], told: Any = None) -> Outcome:
        """Send ``data`` to an event and wait for what comes of it; where nothing does, the status is 0."""
        try:
            return self._sent(event, data, told)
        except httpx.HTTPError as error:
            return Outcome((), f"{type(error).__name__}: {error}", 0, "")

    def _sent(self, event: dict[str, Any], data: Sequence[Any], told: Any) -> Outcome:
        target = (event["targets"] or [[None, ""]])[0][0]
        body = {"data": list(data), "fn_index": event["id"], "event_data": told, "trigger_id": target}
        body |= {"session_hash": self.hash}
        if not event.get("queue", True):
            answer = self.client.post("gradio_api/run/predict", json=body)
            return _outcome(answer.status_code, answer.text, _json(answer.text))
        joined = self.client.post("gradio_api/queue/join", json=body)
        if joined.status_code != 200:
            return _outcome(joined.status_code, joined.text, _json(joined.text))
        wanted = joined.json()["event_id"]
        said: list[str] = []
        asked = {"session_hash": self.hash}
        with self.client.stream("GET", "gradio_api/queue/data", params=asked) as stream:
            for text in stream.iter_lines():
                said.append(text)
                message = _json(text.removeprefix("data: "))
                ended = message.get("msg") in ("process_completed", "unexpected_error", "close_stream")
                if ended and message.get("event_id", wanted) == wanted:
                    return _outcome(200, "\n".join(said), message.get("output") or message)
        return Outcome((), "the stream ended", 200, "\n".join(said))


def file_data(path: str, name: str | None = None) -> dict[str, Any]:
    """A file as Gradio's script sends it."""
    return {"path": path, "orig_name": name or Path(path).name, "meta": {"_type": "gradio.FileData"}}


def texts(value: Any) -> str:
    """All that was said in outputs, one after another."""
    return json.dumps(value, ensure_ascii=False)


def _json(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _outcome(status: int, said: str, output: dict[str, Any]) -> Outcome:
    wrong = output.get("error", output.get("detail"))
    if "data" in output and wrong is None:
        return Outcome(tuple(output["data"]), None, status, said)
    return Outcome((), str(wrong or said[:200]), status, said)
