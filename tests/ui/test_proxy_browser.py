"""A real nginx in front of the page, with the configuration that the documentation gives."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from onrecord.ui.web.headers import HEADERS
from onrecord.ui.web.tries import MOST
from tests.attack.target import NAME, PASSWORD, Target, target
from tests.ui.conftest import ask
from tests.ui.events import file_data, run_event, uploaded
from tests.ui.served import REPOSITORY

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin")

# One process that keeps everything in its own folder, and around it what the documentation gives.
AROUND = """
daemon off; master_process off; pid nginx.pid; error_log nginx.log;
events {{}}
http {{
    access_log off; client_body_temp_path body; proxy_temp_path proxy;
    fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
    {server}
}}
"""


def documented(port: int, folder: Path, page: Target) -> str:
    """The configuration of docs/sharing.md, for other ports and a certificate of its own."""
    found = re.search(r"```nginx\n(.*?)```", (REPOSITORY / "docs" / "sharing.md").read_text("utf-8"), re.S)
    assert found
    text = found[1]
    for given, ours in (
        ("443", f"127.0.0.1:{port}"),
        ("http://127.0.0.1:7860", page.url.rstrip("/")),
        ("/etc/ssl/record.pem", f"{folder}/cert.pem"),
        ("/etc/ssl/record.key", f"{folder}/key.pem"),
    ):
        assert given in text, given
        text = text.replace(given, ours)
    return text


@contextmanager
def nginx(folder: Path, page: Target, port: int) -> Iterator[str]:
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-keyout", folder / "key.pem", "-out", folder / "cert.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    (folder / "nginx.conf").write_text(AROUND.format(server=documented(port, folder, page)))
    url = f"https://127.0.0.1:{port}/"
    with subprocess.Popen([str(NGINX), "-p", folder, "-c", folder / "nginx.conf"]) as process:
        try:
            for _ in range(100):
                assert process.poll() is None, (folder / "nginx.log").read_text()
                try:
                    httpx.get(f"{url}login", verify=False).raise_for_status()
                    break
                except httpx.ConnectError:
                    time.sleep(0.05)
            yield url
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def page() -> Iterator[Target]:
    if NGINX is None:
        pytest.skip("no nginx on this machine: apt-get install nginx")
    with target("--proxy", "127.0.0.1", login=True) as served:
        yield served


@pytest.fixture(scope="module")
def address(page: Target, tmp_path_factory: pytest.TempPathFactory, unused_port: int) -> Iterator[str]:
    with nginx(tmp_path_factory.mktemp("nginx"), page, unused_port) as url:
        yield url


@pytest.fixture(scope="module")
def unused_port() -> int:
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def sender() -> Iterator[Callable[..., httpx.Client]]:
    """Makes clients at addresses of this computer, 127.0.0.2 and the like."""
    opened: list[httpx.Client] = []

    def made(url: str, place: str, **named: object) -> httpx.Client:
        by = httpx.HTTPTransport(local_address=place, verify=False)
        opened.append(httpx.Client(base_url=url, transport=by, timeout=30, **named))  # type: ignore[arg-type]
        return opened[-1]

    yield made
    for each in opened:
        each.close()


def tried(client: httpx.Client, name: str, password: str, **headers: str) -> int:
    return client.get("api/list", auth=(name, password), headers=headers).status_code


def test_a_question_is_asked_in_a_browser_behind_the_proxy(
    open_page: Callable[..., Page], address: str
) -> None:
    page = open_page(address, until="input[name=password]", ignore_https_errors=True)
    page.fill("input[name=username]", NAME)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_selector(".log")
    ask(page, "When does the bridge open?")
    assert "The bridge opens in May." in page.locator(".turn blockquote").first.inner_text()
    assert all(each["secure"] for each in page.context.cookies() if each["name"] != "onrecord-language")
    page.goto(f"{address}library")
    page.wait_for_selector(".library table")


def test_who_guesses_is_locked_out_where_they_are_whatever_they_say_they_are(
    address: str, sender: Callable[..., httpx.Client]
) -> None:
    guesser = sender(address, "127.0.0.2")
    for number in range(MOST):
        told = {"X-Forwarded-For": f"192.0.2.{number}", "X-Real-IP": f"192.0.2.{number}"}
        assert tried(guesser, "ada", f"guess {number}", **told) == 401
    assert tried(guesser, "ada", PASSWORD, **{"X-Forwarded-For": "192.0.2.99"}) == 429
    assert tried(guesser, "ben", "guess") == 401
    assert tried(sender(address, "127.0.0.3"), "ada", PASSWORD) == 200


def test_who_goes_past_the_proxy_is_not_believed(
    page: Target, address: str, sender: Callable[..., httpx.Client]
) -> None:
    guesser = sender(page.url, "127.0.0.4")
    for number in range(MOST):
        assert tried(guesser, "ada", f"guess {number}", **{"X-Forwarded-For": "127.0.0.5"}) == 401
    assert tried(guesser, "ada", PASSWORD, **{"X-Forwarded-For": "127.0.0.6"}) == 429
    assert tried(sender(address, "127.0.0.5"), "ada", PASSWORD) == 200


def test_answers_carry_their_headers_once_and_other_pages_are_refused(
    address: str, sender: Callable[..., httpx.Client]
) -> None:
    client = sender(address, "127.0.0.7", auth=(NAME, PASSWORD))
    for path in ("", "login", "config", "api/list", "nowhere"):
        answer = client.get(path)
        for name, value in HEADERS.items():
            assert answer.headers.get_list(name) == [value], (path, name)
        assert len(answer.headers.get_list("content-security-policy")) == 1
    question = {"question": "When does the bridge open?"}
    for origin, status in ((address.rstrip("/"), 200), ("https://evil.example", 403)):
        answer = client.post("api/ask", json=question, headers={"Origin": origin})
        assert answer.status_code == status
    lied = {"Origin": "https://evil.example", "X-Forwarded-Host": "evil.example", "Host": "evil.example"}
    assert client.post("api/ask", json=question, headers=lied | {"Host": address[8:-1]}).status_code == 403


def test_files_come_through_and_events_come_when_they_happen(
    address: str, sender: Callable[..., httpx.Client]
) -> None:
    client = sender(address, "127.0.0.8", auth=(NAME, PASSWORD))
    client.get("")
    talk = "Talk\n\n" + "Q: When does the tower open?\n\nA: It opens in June.\n\n" * 60_000
    path = uploaded(client, "tower.txt", talk.encode())
    assert Path(path).stat().st_size == len(talk)
    # What a page is told while it is open comes at once, though the answer has no end.
    with client.stream("GET", "gradio_api/heartbeat/mine") as answer:
        assert next(answer.iter_lines())
    small = uploaded(client, "small.txt", b"Talk\n\nQ: When does the tower open?\n\nA: In June.\n")
    assert "tower" in run_event(client, "library", "look", [[file_data(small)], ""])
