"""A language model on a server that the user names. The only importer of ``openai`` and its ``httpx2``.

Any server with OpenAI's interface for chats will do: Ollama, llama.cpp, vLLM, LM Studio, or a hosted one.
What is sent is the messages, the model's name and the key, and nothing of what the package adds by itself: no
version of Python, no other key or organisation from the environment. No redirect is followed, so that nobody
else gets the text.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from onrecord.index.errors import LanguageModelError, SettingsError

__all__ = ["LanguageModel", "Messages", "Usage"]

Messages = Sequence[Mapping[str, str]]

_SENT = frozenset(["accept", "authorization", "connection", "content-length", "content-type", "host"])
_CONNECT = 5.0
_MOST_BYTES = 4_000_000
"""Of one answer, however it is wrapped."""
_TICK = 0.1


@dataclass
class Usage:
    """The tokens that an answer took, as the server counts them, where it does; filled in while it comes."""

    asked: int | None = None
    written: int | None = None


@dataclass(frozen=True)
class LanguageModel:
    """A model called ``name`` on the server at ``url``, such as ``http://localhost:11434/v1``.

    ``key`` is sent to that server alone. An answer may take so many ``seconds``, and begins again so many
    ``retries`` times, after a growing pause, where the server cannot be reached, is busy or fails; not once
    it has begun.

    Raises:
        SettingsError: the address is none, a name is missing, or the package ``openai`` is not installed.
    """

    url: str
    name: str
    key: str | None = field(default=None, repr=False)
    seconds: float = 60.0
    retries: int = 2

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.url)
            good = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.username
            good = good and (parts.port is None or parts.port > 0)
        except ValueError:
            good = False
        if not good:
            raise SettingsError(
                "the language model's address is no http(s) address; give one such as "
                "http://localhost:11434/v1, and a key in ONRECORD_LLM_KEY"
            )
        if not self.name.strip():
            raise SettingsError(
                "the language model has no name; give it with --llm-model or ONRECORD_LLM_MODEL"
            )
        if find_spec("openai") is None:
            raise SettingsError(
                "a language model needs a package that is not here: pip install 'onrecord[llm]'"
            )

    @property
    def host(self) -> str:
        """The server, for people to read: its name and port."""
        return urlsplit(self.url).netloc

    def stream(
        self,
        messages: Messages,
        most_tokens: int,
        stopped: threading.Event | None = None,
        usage: Usage | None = None,
    ) -> Iterator[str]:
        """What the model writes, in pieces as they come; at most ``most_tokens`` of its tokens.

        It ends, and the server is hung up on, when ``stopped`` is set or nobody takes the pieces any more.

        Raises:
            LanguageModelError: the server cannot be reached, refuses, fails, takes too long, or sends what is
                no answer.
        """
        pieces: queue.Queue[str | Exception | None] = queue.Queue()
        over = threading.Event()
        thread = threading.Thread(
            target=self._run, args=(messages, most_tokens, pieces, over, usage or Usage()), daemon=True
        )
        thread.start()
        try:
            while True:
                try:
                    piece = pieces.get(timeout=_TICK)
                except queue.Empty:
                    if stopped and stopped.is_set():
                        return
                    continue
                if piece is None or (stopped and stopped.is_set()):
                    return
                if isinstance(piece, Exception):
                    raise self._told(piece) from None
                yield piece
        finally:
            over.set()

    def write(self, messages: Messages, most_tokens: int, most_characters: int) -> str:
        """The same as one text, cut at ``most_characters``.

        Raises:
            LanguageModelError: as of :meth:`stream`.
        """
        text = ""
        for piece in self.stream(messages, most_tokens):
            text += piece
            if len(text) >= most_characters:
                break
        return text[:most_characters]

    def _run(
        self,
        messages: Messages,
        most_tokens: int,
        pieces: queue.Queue[str | Exception | None],
        over: threading.Event,
        usage: Usage,
    ) -> None:
        """Ask in a loop of this thread's own, in which whatever is waited for can be given up at once."""

        async def pump() -> None:
            async with asyncio.timeout(self.seconds):
                async for piece in self._asked(messages, most_tokens, usage):
                    pieces.put(piece)

        async def until_over() -> None:
            task = asyncio.ensure_future(pump())
            while not task.done() and not over.is_set():
                await asyncio.wait([task], timeout=_TICK)
            if not task.done():
                task.cancel()
            with suppress(asyncio.CancelledError):
                await task

        try:
            asyncio.run(until_over())
        except Exception as error:  # whatever a server makes happen is told, and is no crash of ours
            pieces.put(error)
        pieces.put(None)

    async def _asked(self, messages: Messages, most_tokens: int, usage: Usage) -> AsyncIterator[str]:
        import openai

        # What is not given would be taken from the environment, where it is for somebody else.
        async with openai.AsyncOpenAI(
            base_url=self.url, api_key=self.key or "none", organization="", project="",
            http_client=_client(self.seconds, bool(self.key)), max_retries=self.retries,
        ) as server:  # fmt: skip
            create: Any = server.chat.completions.create
            asking = {"model": self.name, "messages": list(messages), "stream": True}
            more = {
                "max_tokens": most_tokens, "temperature": 0, "stream_options": {"include_usage": True},
            }  # fmt: skip
            try:
                stream = await create(**asking, **more)
            except openai.BadRequestError:
                # Some servers and models refuse one of these; what comes is cut here anyway.
                stream = await create(**asking)
            finished = False
            async for chunk in stream:
                _count(chunk, usage)
                for choice in (getattr(chunk, "choices", None) or [])[:1]:
                    piece = getattr(getattr(choice, "delta", None), "content", None)
                    if isinstance(piece, str) and piece:
                        yield piece
                    finished = finished or bool(getattr(choice, "finish_reason", None))
            if not finished:
                raise ValueError("it broke off")

    def _told(self, error: Exception) -> LanguageModelError:
        """An error in one line, without the key."""
        import openai

        if isinstance(error, TimeoutError | openai.APITimeoutError):
            reason = f"took longer than {self.seconds:g} seconds"
        elif isinstance(error, openai.APIStatusError):
            reason = f"refused with status {error.status_code}"
        elif isinstance(error, openai.APIConnectionError):
            reason = "cannot be reached"
        else:
            reason = "did not send a whole answer"
        return LanguageModelError(f"the language model {self.name} at {self.host} {reason}; the quotes stand")


def _count(chunk: Any, usage: Usage) -> None:
    told = getattr(chunk, "usage", None)
    for name, value in (("asked", "prompt_tokens"), ("written", "completion_tokens")):
        count = getattr(told, value, None)
        if isinstance(count, int):
            setattr(usage, name, count)


def _client(seconds: float, keyed: bool) -> Any:
    """A client that sends what is needed and no more, follows nobody, and takes in so much."""
    import httpx2

    class Limited(httpx2.AsyncByteStream):
        def __init__(self, stream: Any) -> None:
            self._stream = stream

        async def __aiter__(self) -> AsyncIterator[bytes]:
            left = _MOST_BYTES
            async for part in self._stream:
                left -= len(part)
                if left < 0:
                    raise ValueError("it sends without end")
                yield part

        async def aclose(self) -> None:
            await self._stream.aclose()

    async def only_needed(request: httpx2.Request) -> None:
        for name in list(request.headers):
            if name.lower() not in _SENT or (name.lower() == "authorization" and not keyed):
                del request.headers[name]

    async def limited(response: httpx2.Response) -> None:
        response.stream = Limited(response.stream)

    return httpx2.AsyncClient(
        timeout=httpx2.Timeout(seconds, connect=_CONNECT),
        follow_redirects=False,
        event_hooks={"request": [only_needed], "response": [limited]},
    )
