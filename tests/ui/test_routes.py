"""Which of Gradio's routes are open: a release that adds one makes this fail until somebody has looked at it."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from onrecord.ui.web.routes import NEEDED, is_needed
from tests.ui.served import REPOSITORY

pytestmark = pytest.mark.slow

CLOSED = {
    "a login of Gradio's own; ours comes before it": (
        "POST /login",
        "POST /login/",
        "GET /logout",
        "GET /gradio_api/user",
        "GET /gradio_api/user/",
        "GET /gradio_api/login_check",
        "GET /gradio_api/login_check/",
        "GET /gradio_api/token",
        "GET /gradio_api/token/",
    ),
    "the same as another one, by another path": (
        "GET /library/",
        "GET /evals/",
        "GET /trace/",
        "GET /config/",
        "GET /gradio_api/info/",
        "GET /gradio_api/theme.css",
        "GET /gradio_api/file/{path:path}",
        "POST /gradio_api/api/{api_name}",
        "POST /gradio_api/api/{api_name}/",
        "POST /gradio_api/run/{api_name}/",
        "POST /gradio_api/component_server",
    ),
    "events without the queue's session, for programs, which have our own API": (
        "POST /gradio_api/call/{api_name}",
        "POST /gradio_api/call/{api_name}/",
        "GET /gradio_api/call/{api_name}/{event_id}",
        "POST /gradio_api/call/v2/{api_name}",
        "POST /gradio_api/call/v2/{api_name}/",
        "GET /gradio_api/call/v2/{api_name}/{event_id}",
    ),
    "ends or tells of what others are doing": (
        "POST /gradio_api/cancel",
        "POST /gradio_api/reset",
        "POST /gradio_api/reset/",
        "GET /gradio_api/queue/status",
    ),
    "monitoring, run history, links to a state, descriptions": (
        "GET /monitoring",
        "GET /monitoring/summary",
        "GET /monitoring/{key}",
        "GET /gradio_api/runs",
        "GET /gradio_api/runs/",
        "GET /gradio_api/deep_link",
        "GET /openapi.json",
        "HEAD /openapi.json",
        "GET /gradio_api/openapi.json",
        "GET /gradio_api/app_id/",
        "GET /gradio_api/startup-events",
    ),
    "requests to other hosts": (
        "GET /gradio_api/proxy={url_path:path}",
        "HEAD /gradio_api/proxy={url_path:path}",
    ),
    "media and components that the page does not have": (
        "GET /gradio_api/custom_component/{id}/{environment}/{type}/{file_name}",
        "POST /gradio_api/stream/{event_id}",
        "POST /gradio_api/stream/{event_id}/close",
        "GET /gradio_api/stream/{session_hash}/{run}/{component_id}/playlist.m3u8",
        "GET /gradio_api/stream/{session_hash}/{run}/{component_id}/{segment_id}.{ext}",
        "GET /gradio_api/stream/{session_hash}/{run}/{component_id}/playlist-file",
        "POST /gradio_api/process_recording",
        "HEAD /gradio_api/file={path_or_url:path}",
    ),
    "changing the program from the page": (
        "GET /gradio_api/dev/reload",
        "POST /gradio_api/vibe-edit",
        "POST /gradio_api/vibe-edit/",
        "POST /gradio_api/undo-vibe-edit",
        "POST /gradio_api/undo-vibe-edit/",
        "GET /gradio_api/vibe-code",
        "GET /gradio_api/vibe-code/",
        "POST /gradio_api/vibe-code",
        "POST /gradio_api/vibe-code/",
        "POST /gradio_api/vibe-starter-queries",
        "POST /gradio_api/vibe-starter-queries/",
    ),
    "for servers that render the page, apps on a phone and search engines": (
        "GET /svelte/{path:path}",
        "GET /pwa_icon",
        "GET /pwa_icon/{size}",
        "GET /manifest.json",
        "GET /robots.txt",
    ),
}


# In a process of its own, as Gradio leaves loops and sockets open.
PROGRAM = """
import json, sys
from pathlib import Path
from fastapi import FastAPI
from onrecord.index.archive.archive import Archive
from onrecord.rag.assistant import Assistant
from onrecord.rag.settings import Settings
from tests.conftest import HashEmbedder
from onrecord.ui.page.chat import build_page, mount
from onrecord.ui.page.evals import Evals
from onrecord.ui.page.library import Library

def routes_of(routes, before=""):
    for route in routes:
        inner = getattr(getattr(route, "original_router", route), "routes", None)
        if inner is not None:
            yield from routes_of(inner, before + getattr(route, "path", ""))
        else:
            yield from (f"{method} {before}{route.path}" for method in route.methods)

embedder = HashEmbedder()
archive = Archive.create(Path(sys.argv[1]), embedder.model_id, embedder.dimension)
app = FastAPI(openapi_url=None)
page = build_page(
    Assistant(archive, embedder), lambda _: (), Library(archive, embedder), Evals(archive, embedder, Settings())
)
mount(page, app)
print(json.dumps(list(routes_of(app.routes))))
"""


@pytest.fixture(scope="module")
def mounted(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Every route of all pages, as ``METHOD /path``."""
    folder = tmp_path_factory.mktemp("routes")
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(folder / "archive")],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[str] = json.loads(ran.stdout.splitlines()[-1])
    return found


def test_every_route_of_gradio_is_needed_or_closed_on_purpose(mounted: list[str]) -> None:
    closed = {each for group in CLOSED.values() for each in group}
    assert closed & NEEDED.keys() == set()
    assert set(mounted) == closed | NEEDED.keys()


def test_what_is_not_needed_is_not_answered(mounted: list[str]) -> None:
    for route in mounted:
        method, path = route.split(" ", 1)
        asked = re.sub(r"\{[^}]*\}", "x", path)
        assert is_needed(method, asked) == (route in NEEDED), route
        assert not is_needed("PUT", asked)


def test_each_is_needed_for_something() -> None:
    assert all(len(reason.split()) > 2 for reason in NEEDED.values())
