"""The page, its JSON API and its tools on one port, served by uvicorn.

::

    /        the page, and what Gradio needs for it
    /api/    ask, show, list as JSON; described at /api/openapi.json
    /v1/     the record as a model of an OpenAI-compatible server
    /mcp     the same three as tools of an MCP server, where that is wanted

and, at ``/picture.png``, what a link to the page is shown with.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

from onrecord.index.errors import OnRecordError

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from onrecord.rag.assistant import Assistant
    from onrecord.rag.llm.writer import Writer
    from onrecord.ui.messages import Messages
    from onrecord.ui.page.evals import Evals
    from onrecord.ui.page.library import Library
    from onrecord.ui.web.clients import Proxies
    from onrecord.ui.web.passwords import Passwords

__all__ = ["FIRST_PORT", "LAST_PORT", "listen", "serve"]

FIRST_PORT, LAST_PORT = 7860, 7959
BACKLOG = 128
"""Connections that the system keeps until they are accepted."""
# Answers that are on their way when the server is stopped may take so long.
SECONDS_TO_FINISH = 2


def serve(
    assistant: Assistant,
    host: str = "127.0.0.1",
    port: int | None = None,
    examples: Callable[[Messages], Sequence[str]] = lambda _: (),
    on_ready: Callable[[str], None] | None = None,
    mcp: bool = False,
    passwords: Passwords | None = None,
    library: Library | None = None,
    evals: Evals | None = None,
    proxies: Proxies | None = None,
    writer: Writer | None = None,
) -> None:
    """Serve the page until interrupted or told to end (SIGTERM), then close it. For the main thread alone.

    Args:
        assistant: whom the page asks; questions come from several threads at once.
        host: the address to listen on; the default is this computer only.
        port: the port; ``None`` takes the first free one from 7860 on.
        examples: gives the questions to click on to a reader of a language.
        on_ready: called with the page's address once it answers.
        mcp: whether assistants of other makers may use the record, by MCP.
        passwords: who may come in; without them everybody who reaches ``host``, who then may ask but change
            nothing unless only this computer reaches it.
        library: what the page changes the record with, if it may be changed.
        evals: what the page runs question sets with, where the record may be changed.
        proxies: who may say for whom they ask. With one, not only this computer reaches the page.
        writer: the language model that says in sentences what quotes say, if there is to be one.

    Raises:
        OnRecordError: the port is taken, the host is none of this computer's, or MCP is not installed.
    """
    from onrecord.ui.web.clients import Proxies

    if mcp and find_spec("mcp") is None:
        raise OnRecordError("the MCP server needs a package that is not here: pip install 'onrecord[mcp]'")
    proxies = proxies or Proxies()
    with (
        listen(host, port) as listening,
        tempfile.TemporaryDirectory(prefix="onrecord-", ignore_cleanup_errors=True) as files,
    ):
        # A service is ended so; what was uploaded must not outlive it.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        _prepare(files)
        app = _application(assistant, host, examples, mcp, passwords, library, evals, proxies, writer)
        with _running(app, listening, proxies):
            try:
                if on_ready:
                    on_ready(_address(host, listening))
                threading.Event().wait()
            except KeyboardInterrupt:
                pass


def _prepare(files: str) -> None:
    """What Gradio reads when it is imported: nothing is reported, and uploads go where they are deleted."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["GRADIO_TEMP_DIR"] = files


def _application(
    assistant: Assistant,
    host: str,
    examples: Callable[[Messages], Sequence[str]],
    mcp: bool,
    passwords: Passwords | None,
    library: Library | None,
    evals: Evals | None,
    proxies: Proxies,
    writer: Writer | None,
) -> ASGIApp:
    from fastapi import FastAPI

    from onrecord.ui.locations import LOCAL_NAMES, is_local
    from onrecord.ui.page.blocks import page_events
    from onrecord.ui.page.chat import build_page, mount
    from onrecord.ui.web.api import build_api
    from onrecord.ui.web.completions import build_completions
    from onrecord.ui.web.events import Events
    from onrecord.ui.web.guard import Guard
    from onrecord.ui.web.headers import script_hashes
    from onrecord.ui.web.login import Login
    from onrecord.ui.web.sharing import PICTURE, picture
    from onrecord.ui.web.tools import Tools
    from onrecord.ui.web.uploads import Uploads

    if mcp:
        from starlette.routing import Route

        from onrecord.ui.web.mcp import McpServer

        server = McpServer(Tools(assistant, writer))
        app = FastAPI(openapi_url=None, lifespan=lambda _: server.running())
        app.router.routes.append(Route("/mcp", server))
    else:
        app = FastAPI(openapi_url=None)
    app.add_route(PICTURE, picture)
    if writer:
        from onrecord.ui.page.sentences import sentences_route

        app.router.routes.append(sentences_route(assistant, writer))
    app.mount("/api", build_api(assistant, writer))
    app.mount("/v1", build_completions(assistant))
    local = is_local(host) and not proxies
    if not local and not passwords:
        library = evals = None
    page = build_page(assistant, examples, library, evals, writer.model if writer else None)
    mount(page, app)
    return Guard(
        Uploads(Events(app, page_events(page))),
        Login(passwords) if passwords else None,
        (*LOCAL_NAMES, host) if local and not passwords else (),
        script_hashes(page.head or ""),
        uploads=library is not None,
        proxies=proxies,
    )


@contextmanager
def _running(app: ASGIApp, listening: socket.socket, proxies: Proxies) -> Iterator[None]:
    """Inside, ``app`` answers on a socket that listens."""
    import uvicorn

    from onrecord.ui.web.connections import ACCEPTED_AT_ONCE, protocol, room_for

    log = logging.getLogger("uvicorn.error")
    log.setLevel(logging.ERROR)
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            http=protocol(room_for(proxies)),
            # Who is believed is ours to say.
            proxy_headers=False,
            backlog=ACCEPTED_AT_ONCE,
            log_config=None,
            access_log=False,
            server_header=False,
            ws="none",
            timeout_graceful_shutdown=SECONDS_TO_FINISH,
        )
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, name="page")
    thread.start()
    while not server.started:
        thread.join(0.01)
        if not thread.is_alive():
            raise OnRecordError("the page could not be started; what went wrong is told above")
    # What was no more than accepted at once may wait to be.
    listening.listen(BACKLOG)
    try:
        yield
    finally:
        # Pages that are still open hold a connection; that they are cut off is no error.
        log.setLevel(logging.CRITICAL)
        server.should_exit = True
        thread.join()


def _address(host: str, listening: socket.socket) -> str:
    """Where a browser on this computer finds what listens."""
    port = listening.getsockname()[1]
    if host in ("0.0.0.0", "::"):
        host = "localhost"
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


@contextmanager
def listen(host: str, port: int | None) -> Iterator[socket.socket]:
    """A socket that listens on ``port``, or on the first free one from 7860 on; closed at the end.

    Raises:
        OnRecordError: none can be listened on.
    """
    problem: OSError | None = None
    for candidate in range(FIRST_PORT, LAST_PORT + 1) if port is None else [port]:
        try:
            listening = _bound(host, candidate)
        except (OSError, OverflowError) as error:
            problem = OSError(str(error))
            continue
        with listening:
            yield listening
        return
    tried = f"ports {FIRST_PORT} to {LAST_PORT}" if port is None else f"port {port}"
    raise OnRecordError(f"{tried} on {host} cannot be used ({problem}); choose another with --port")


def _bound(host: str, port: int) -> socket.socket:
    family, kind, _, _, (ip, _, *rest) = socket.getaddrinfo(host, 0, type=socket.SOCK_STREAM)[0]
    listening = socket.socket(family, kind)
    try:
        # So that a page that was stopped a moment ago does not hold its port.
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((ip, port, *rest))
        listening.listen(BACKLOG)
    except BaseException:
        listening.close()
        raise
    return listening
