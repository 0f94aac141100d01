"""What every request goes through: in process where one request shows it, and on a real server."""

from __future__ import annotations

import base64
import hashlib
import json
import logging
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anyio
import httpx
import hypothesis
import pytest
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from onrecord.ui.locale import LANGUAGE
from onrecord.ui.markup import escaped
from onrecord.ui.messages import LANGUAGES, Messages
from onrecord.ui.web.clients import Proxies
from onrecord.ui.web.guard import NAME, Guard
from onrecord.ui.web.login import Login
from onrecord.ui.web.passwords import Passwords
from onrecord.ui.web.sharing import shared
from tests.ui.served import TINY, served

if TYPE_CHECKING:
    from playwright.sync_api import Page

LOCAL = ("localhost", "127.0.0.1")


async def _echo(request: Request) -> Response:
    body = await request.body()
    return PlainTextResponse(
        f"{request.scope[NAME]} sent {len(body)}", headers={"Access-Control-Allow-Origin": "*"}
    )


async def _start(_: Request) -> Response:
    return HTMLResponse("<script>ours()</script><p>On Record")


def send(guard: Guard, method: str, path: str, **options: Any) -> httpx.Response:
    """One request to the guarded application, as a server would hand it on."""

    async def sent() -> httpx.Response:
        transport = httpx.ASGITransport(guard, client=("192.0.2.1", 5000))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost:7860") as client:
            return await client.request(method, path, **options)

    with ThreadPoolExecutor(1) as apart:
        return apart.submit(anyio.run, sent).result()


def guarded(**options: Any) -> Guard:
    routes = [Route("/", _start), Route("/{path:path}", _echo, methods=["GET", "POST"])]
    return Guard(Starlette(routes=routes), **options)


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("people") / "people"
    # Of little memory, so that many can be checked.
    digest = hashlib.scrypt(b"a long secret", salt=b"12345678", n=2**10, r=8, p=1, dklen=32)
    salt, hashed = (base64.b64encode(each).decode().rstrip("=") for each in (b"12345678", digest))
    file.write_text(f"ada:$scrypt$ln=10,r=8,p=1${salt}${hashed}\n", encoding="utf-8")
    return file


@pytest.fixture
def asking(people: Path) -> Guard:
    return guarded(login=Login(Passwords(people)))


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "127.0.0.1:9"}, 200),
        ({"Host": "evil.example"}, 403),
        ({"Host": "localhost.evil.example:7860"}, 403),
        ({"Origin": "http://localhost:7860"}, 200),
        ({"Origin": "http://localhost:1"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
def test_other_pages_cannot_ask_a_page_of_this_computer(headers: dict[str, str], status: int) -> None:
    response = send(guarded(hosts=LOCAL), "POST", "/api/ask", headers=headers, content=b"x")
    assert response.status_code == status
    assert "access-control-allow-origin" not in response.headers


@pytest.mark.parametrize(("named", "status"), [(["192.0.2.0/24"], 200), (["192.0.3.1"], 403), ([], 403)])
def test_behind_a_proxy_that_is_named_the_page_can_ask(people: Path, named: list[str], status: int) -> None:
    asking = guarded(login=Login(Passwords(people)), proxies=Proxies(named))
    headers = {
        "Host": "127.0.0.1:7860",
        "X-Forwarded-Host": "record.example, inner.example",
        "Origin": "https://record.example",
    }
    response = send(asking, "POST", "/api/ask", headers=headers, auth=("ada", "a long secret"))
    assert response.status_code == status


def test_behind_a_proxy_guesses_lock_out_who_sends_them_and_nobody_else(
    people: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.ui.web.login.PAUSE", 0)
    asking = guarded(login=Login(Passwords(people)), proxies=Proxies(["192.0.2.1"]))

    def tries(sender: str, password: str) -> int:
        # What the sender itself put into the header stands before what the proxy adds.
        chain = {"X-Forwarded-For": f"198.51.100.99, {sender}"}
        return send(asking, "GET", "/api/list", headers=chain, auth=("ada", password)).status_code

    assert [tries("198.51.100.1", f"guess {n}") for n in range(11)] == [401] * 10 + [429]
    assert tries("198.51.100.1", "a long secret") == 429
    assert tries("198.51.100.2", "a long secret") == 200


def test_an_invented_sender_does_not_get_more_tries(asking: Guard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.ui.web.login.PAUSE", 0)
    told = [
        send(
            asking, "GET", "/api/list", headers={"X-Forwarded-For": f"198.51.100.{n}"}, auth=("ada", "guess")
        )
        for n in range(12)
    ]
    assert [each.status_code for each in told] == [401] * 10 + [429] * 2
    assert told[-1].headers["retry-after"] == "60"


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/proxy=http://192.0.2.1/",
        "/monitoring",
        "/gradio_api/vibe-edit",
        "/gradio_api/runs",
        "/docs",
        "/.env",
    ],
)
def test_what_the_page_does_not_need_is_not_there(path: str) -> None:
    assert send(guarded(), "GET", path).status_code == 404


@pytest.mark.parametrize("path", [f"/assets/{'x' * 256}", f"/static/{'桥' * 100}", f"/assets/{'x/' * 1000}"])
def test_a_path_that_no_file_system_has_is_not_looked_up(path: str) -> None:
    async def broken(scope: Any, receive: Any, send: Any) -> None:
        raise OSError(36, "File name too long")

    assert send(Guard(broken), "GET", path).status_code == 404


def test_a_boundary_that_no_form_has_is_refused() -> None:
    for length, status in ((70, 200), (5_000, 400)):
        headers = {"content-type": f"multipart/form-data; boundary={'b' * length}"}
        assert send(guarded(), "POST", "/gradio_api/upload", headers=headers).status_code == status


def test_a_request_of_two_lengths_is_refused_and_nothing_behind_it_is_read() -> None:
    headers = {"content-length": "6", "transfer-encoding": "chunked"}
    answer = send(guarded(), "POST", "/api/ask", headers=headers, content=b"0\r\n\r\n")
    assert (answer.status_code, answer.headers["connection"]) == (400, "close")


def test_what_is_too_large_is_refused_whether_or_not_it_says_so() -> None:
    async def trickle() -> Any:
        for _ in range(9):
            yield b"x" * 2**20

    for path, limit, told in (
        ("/gradio_api/queue/join", 8 * 2**20, "8 MiB"),
        ("/api/ask", 2**16, "64 KiB"),
        ("/mcp", 2**16, "64 KiB"),
    ):
        for content in (b"x" * (limit + 1), trickle()):
            response = send(guarded(), "POST", path, content=content)
            assert response.status_code == 413
            assert told in response.json()["error"]["message"]
        assert send(guarded(), "POST", path, content=b"x" * limit).status_code == 200
    assert send(guarded(), "POST", "/gradio_api/upload", content=b"x" * 9 * 2**20).status_code == 200
    assert send(guarded(uploads=False), "POST", "/gradio_api/upload", content=b"x").status_code == 403


def test_what_is_too_large_is_read_before_its_sender_is_told() -> None:
    taken: list[int] = []

    async def large() -> Any:
        for piece in range(12):
            taken.append(piece)
            yield b"x" * 2**20

    # Who is still sending when the server closes does not see the answer.
    told = {"content-length": str(12 * 2**20)}
    answer = send(guarded(), "POST", "/gradio_api/queue/join", content=large(), headers=told)
    assert answer.status_code == 413
    assert taken == list(range(12))


def test_only_scripts_with_the_number_of_this_answer_run() -> None:
    first, second = (send(guarded(scripts=["'sha256-abc'"]), "GET", "/") for _ in range(2))
    found = re.fullmatch(r'<script nonce="([\w-]{20,})">ours\(\)</script><p>On Record', first.text)
    assert found
    allowed = first.headers["content-security-policy"]
    script = next(each for each in allowed.split("; ") if each.startswith("script-src"))
    assert script == f"script-src 'self' 'unsafe-eval' 'nonce-{found[1]}' 'sha256-abc'"
    assert found[1] not in second.text
    assert "http:" not in allowed
    assert "https:" not in allowed


def test_every_answer_has_the_headers(asking: Guard) -> None:
    for path in ("/", "/login", "/api/list", "/nowhere"):
        headers = send(asking, "GET", path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


HOSTILE = (
    "Origin",
    "Authorization",
    "Host",
    "Accept-Language",
    "Accept",
    "Cookie",
    "Content-Length",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
)


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/api/list", {"Origin": "http://["}),
        ("/api/list", {"Origin": "http://[:::]"}),
        ("/api/list", {"Authorization": "Basic ää"}),
        ("/api/list", {"Authorization": "Basic " + "A" * 9_999}),
        ("/api/list", {"Host": "["}),
        ("/login", {"Host": "[", "X-Forwarded-Proto": "["}),
        ("/login", {"X-Forwarded-Host": "a, ["}),
        ("/login", {"Accept-Language": "de;q=nan,zh;q=1e999,fr;q="}),
        ("/login?next=//%5B", {}),
        ("/login?next=%00%0d%0a", {}),
        ("/?%5B=http://[", {"Accept": "text/html"}),
        ("/api/list", {"Content-Length": "9" * 5_000}),
        ("/api/list", {"Cookie": 'onrecord="\\777\\;;=;', "X-Forwarded-Host": "["}),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_header_of_a_stranger_breaks_anything(
    people: Path, method: str, path: str, headers: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    asking = guarded(login=Login(Passwords(people)), proxies=Proxies(["192.0.2.1"]))
    sent = {name: value.encode("utf-8") for name, value in headers.items()}
    response = send(asking, method, path, headers=sent, follow_redirects=False)
    assert response.status_code < 500
    assert "default-src 'none'" in response.headers["content-security-policy"]
    assert caplog.records == []


def test_a_cookie_that_takes_seconds_to_read_is_not_read(asking: Guard) -> None:
    seen: list[str] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        seen.append(Request(scope).headers["cookie"])
        await PlainTextResponse("")(scope, receive, send)

    escaped = '"' + "\\0" * 8_000 + '"'
    cookies = f"onrecord=abc; b={escaped}; {LANGUAGE}=ja"
    assert send(Guard(app), "GET", "/api/list", headers={"Cookie": cookies}).status_code == 200
    assert seen == [f"onrecord=abc; {LANGUAGE}=ja"]
    # The server hands on a head of this length, where it comes in one piece.
    assert send(asking, "GET", "/login", headers={"Cookie": "a" * 40_000}).status_code == 431
    assert send(asking, "GET", "/login", params={"next": "a" * 40_000}).status_code == 431


@pytest.fixture(scope="module")
def always(people: Path) -> Guard:
    """One that every example may ask."""
    return guarded(login=Login(Passwords(people)), proxies=Proxies(["192.0.2.1"]))


@hypothesis.given(
    st.dictionaries(st.sampled_from(HOSTILE), st.binary(max_size=40), max_size=3), st.binary(max_size=30)
)
def test_no_bytes_in_any_header_break_anything(
    always: Guard, headers: dict[str, bytes], there: bytes
) -> None:
    said: list[dict[str, Any]] = []
    ways = {
        "type": "http",
        "method": "GET",
        "path": "/login",
        "scheme": "http",
        "client": ("192.0.2.1", 5000),
    }
    sent = [(name.lower().encode(), value) for name, value in headers.items()]

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def told(message: Any) -> None:
        said.append(message)

    async def both() -> None:
        for path in ("/login", "/api/list"):
            scope = ways | {"path": path, "headers": list(sent), "query_string": b"next=" + there}
            await always(scope, receive, told)

    with ThreadPoolExecutor(1) as apart:
        apart.submit(anyio.run, both).result()
    starts = [each for each in said if each["type"] == "http.response.start"]
    assert [each["status"] < 500 for each in starts] == [True, True]


async def _breaks(_: Request) -> Response:
    raise RuntimeError("the disk is gone")


def test_a_mistake_of_ours_is_logged_and_answered_with_the_headers(caplog: pytest.LogCaptureFixture) -> None:
    async def bare(scope: Any, receive: Any, send: Any) -> None:
        raise RuntimeError("the disk is gone")

    for app in (bare, Starlette(routes=[Route("/api/list", _breaks)])):
        caplog.clear()
        response = send(Guard(app), "GET", "/api/list")
        assert response.status_code == 500
        assert response.headers["x-content-type-options"] == "nosniff"
        assert "disk" not in response.text
        assert ["the disk is gone" in str(each.exc_info) for each in caplog.records] == [True]


def test_who_breaks_off_is_no_mistake_of_ours(caplog: pytest.LogCaptureFixture) -> None:
    async def gone() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    async def nowhere(_: Any) -> None:
        raise AssertionError("an answer to nobody")

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/api/list",
        "query_string": b"",
        "headers": [(b"content-length", b"9")],
        "scheme": "http",
        "client": ("192.0.2.1", 5000),
    }

    async def asked() -> None:
        await guarded()(scope, gone, nowhere)

    with ThreadPoolExecutor(1) as apart:
        apart.submit(anyio.run, asked).result()
    assert [each for each in caplog.records if each.levelno >= logging.INFO] == []


def test_a_stranger_is_asked_who_they_are(asking: Guard) -> None:
    for path in (
        "/api/list",
        "/mcp",
        "/gradio_api/info",
        "/gradio_api/upload",
        "/assets/index.js",
        "/config",
    ):
        response = send(asking, "POST" if path.endswith("upload") else "GET", path)
        assert response.status_code == 401
        assert response.headers["www-authenticate"] == 'Basic realm="On Record"'
    page = send(asking, "GET", "/?cite=a/1", headers={"Accept": "text/html"})
    assert (page.status_code, page.headers["location"]) == (303, "/login?next=%2F%3Fcite%3Da%2F1")
    assert (
        "www-authenticate" not in send(asking, "GET", "/config", headers={"Sec-Fetch-Mode": "cors"}).headers
    )


@pytest.mark.parametrize(
    ("given", "status"), [(("ada", "a long secret"), 200), (("ada", "wrong"), 401), (("", ""), 401)]
)
def test_a_program_sends_its_name_with_each_request(
    asking: Guard, given: tuple[str, str], status: int
) -> None:
    response = send(asking, "GET", "/api/list", auth=given)
    assert response.status_code == status
    assert ("ada sent 0" in response.text) == (status == 200)


def test_broken_credentials_are_those_of_a_stranger(asking: Guard) -> None:
    for given in ("Basic", "Basic !!", "Basic /////w==", "Basic YWRh", "Bearer x", ""):
        assert send(asking, "GET", "/api/list", headers={"Authorization": given}).status_code == 401


def test_people_log_in_by_the_form_and_out_again(asking: Guard) -> None:
    html = {"Accept": "text/html"}
    form = send(asking, "GET", "/login?next=/?cite=a/1", headers=html).text
    assert 'action="/login?next=%2F%3Fcite%3Da%2F1"' in form
    arabic = send(asking, "GET", "/login", headers=html | {"Accept-Language": "ar", "Cookie": "a=b"}).text
    assert '<html lang="ar" dir="rtl">' in arabic
    chosen = send(asking, "GET", "/login", headers=html | {"Cookie": f"{LANGUAGE}=ja"}).text
    assert '<html lang="ja" dir="ltr">' in chosen
    given = {"username": "ada", "password": "a long secret"}
    wrong = send(asking, "POST", "/login", headers=html, data=given | {"password": "<b>"})
    assert (wrong.status_code, 'role="alert"' in wrong.text, "<b>" in wrong.text) == (401, True, False)
    right = send(asking, "POST", "/login?next=%2F%3Fcite%3Da%2F1", headers=html, data=given)
    assert (right.status_code, right.headers["location"]) == (303, "/?cite=a/1")
    cookie = right.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    holding = {"Cookie": cookie.partition(";")[0]}
    assert send(asking, "GET", "/api/list", headers=holding).text == "ada sent 0"
    assert send(asking, "GET", "/logout", headers=holding).status_code == 303
    assert send(asking, "GET", "/api/list", headers=holding).status_code == 200
    assert send(asking, "POST", "/logout", headers=holding).status_code == 303
    assert send(asking, "GET", "/api/list", headers=holding).status_code == 401


@pytest.mark.parametrize(
    "there", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_the_form_leads_nowhere_else(asking: Guard, there: str) -> None:
    given = {"username": "ada", "password": "a long secret"}
    response = send(
        asking, "POST", "/login", params={"next": there}, headers={"Accept": "text/html"}, data=given
    )
    assert response.headers["location"] == "/"


def test_after_ten_wrong_passwords_for_a_name_it_has_to_wait_there(
    asking: Guard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.ui.web.login.PAUSE", 0)
    for _ in range(10):
        send(asking, "POST", "/login", data={"username": "ada", "password": "wrong"})
    for response in (
        send(asking, "POST", "/login", data={"username": "ada", "password": "a long secret"}),
        send(asking, "GET", "/api/list", auth=("ada", "a long secret")),
    ):
        assert response.status_code == 429


@pytest.fixture(scope="module")
def locked(people: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real page with a login."""
    program = TINY.replace("**given", "passwords=Passwords(Path(sys.argv[3])), **given")
    program = "from onrecord.ui.web.passwords import Passwords\n" + program
    folder = tmp_path_factory.mktemp("locked") / "archive"
    with served(program, str(folder), json.dumps({"mcp": True}), str(people)) as (url, _):
        yield url


@pytest.mark.slow
def test_all_doors_of_a_real_page_are_behind_the_login(locked: str) -> None:
    from gradio_client import Client
    from mcp import ClientSession
    from mcp.client.streamable_http import streamable_http_client

    ada = ("ada", "a long secret")
    for path in (
        "",
        "api/list",
        "api/openapi.json",
        "config",
        "gradio_api/info",
        "mcp",
        "v1/models",
        "gradio_api/queue/data",
    ):
        assert httpx.get(f"{locked}{path}").status_code == 401, path
    assert httpx.get(f"{locked}api/list", auth=ada).status_code == 200
    quiet: dict[str, Any] = {"verbose": False, "analytics_enabled": False, "download_files": False}
    assert Client(locked, auth=ada, **quiet).predict(api_name="/list_transcripts")["transcripts"]
    with pytest.raises(Exception, match=r"401|log|Log"):
        Client(locked, auth=("ada", "wrong"), **quiet)

    async def listed() -> Any:
        async with (
            httpx.AsyncClient(auth=ada) as client,
            streamable_http_client(f"{locked}mcp", http_client=client) as (read, write, _),
            ClientSession(read, write) as session,
        ):
            await session.initialize()
            return (await session.call_tool("list_transcripts", {})).structuredContent

    with ThreadPoolExecutor(1) as apart:
        assert apart.submit(anyio.run, listed).result()["transcripts"][0]["id"] == "talk"


@pytest.mark.slow
@pytest.mark.slow
def test_no_file_of_the_computer_is_served(locked: str, people: Path) -> None:
    with httpx.Client(auth=("ada", "a long secret"), base_url=locked) as client:
        for file in ("/etc/passwd", str(people), "ui/server.py", "pyproject.toml"):
            assert client.get(f"gradio_api/file={file}").status_code in (403, 404), file


@pytest.mark.browser
@pytest.mark.slow
def test_a_reader_logs_in_asks_and_no_policy_is_broken(open_page: Callable[..., Page], locked: str) -> None:
    page = open_page(f"{locked}login", until="form")
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    page.fill("[name=username]", "ada")
    page.fill("[name=password]", "wrong wrong")
    # The browser tells of the 401, sometimes only after it shows the answer.
    with page.expect_console_message(lambda message: "401" in message.text):
        page.click("button")
    page.wait_for_selector("[role=alert]")
    told.clear()
    page.fill("[name=username]", "ada")
    page.fill("[name=password]", "a long secret")
    page.click("button")
    page.wait_for_selector(".log")
    page.fill("#question textarea", "What does the ferry cost?")
    page.press("#question textarea", "Enter")
    page.wait_for_selector(".turn :is(.quotes, .unanswered)")
    assert page.evaluate("document.cookie") == ""
    assert told == []


@pytest.mark.browser
def test_a_script_that_got_into_the_page_does_not_run(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.evaluate(
        "() => { const made = document.createElement('div'); document.body.append(made);"
        ' made.innerHTML = \'<img src=x onerror="window.hacked = 1"><a id=bad href="javascript:window.hacked = 2">x</a>\';'
        " const script = document.createElement('script'); script.textContent = 'window.hacked = 3';"
        " document.body.append(script); document.getElementById('bad').click(); }"
    )
    page.wait_for_timeout(300)
    assert page.evaluate("window.hacked") is None
    assert (
        page.evaluate("fetch('https://example.invalid/').then(() => 'sent', () => 'kept back')")
        == "kept back"
    )


@pytest.mark.parametrize("words", LANGUAGES, ids=lambda words: words.tag)
def test_a_link_is_shown_with_our_words_and_picture(words: Messages) -> None:
    gradio = (
        b'<html><head><meta charset="utf-8"><meta property="og:title" content="Gradio" /><meta\n name="twitter:image"'
        b' content="x" /></head></html>'
    )
    request = HTTPConnection({
        "type": "http", "scheme": "https", "path": "/trace", "query_string": b"ask=x",
        "headers": [(b"host", b"record.example")], "server": None,
    })  # fmt: skip
    html = shared(gradio, request, words).decode()
    assert "Gradio" not in html
    assert "twitter:image" not in html
    assert f'<meta property="og:description" content="{escaped(words.promise)}">' in html
    assert '<meta property="og:image" content="https://record.example/picture.png">' in html
