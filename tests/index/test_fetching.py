"""Web addresses: what is fetched, and what is refused. The server is on this machine."""

from __future__ import annotations

import gzip
import re
import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from pathlib import Path
from random import Random
from threading import Thread
from time import perf_counter, sleep
from urllib.parse import urlsplit

import pytest

from onrecord.index.archive.archive import Archive
from onrecord.index.document import UnreadableError
from onrecord.index.errors import ReadError
from onrecord.index.indexing import index_into
from onrecord.index.parsing.parser import parse
from onrecord.index.readers import fetching
from onrecord.index.readers import sources as readers
from onrecord.index.readers.addresses import Address
from onrecord.index.readers.fetching import fetch
from onrecord.index.readers.public_addresses import is_public
from onrecord.index.readers.sources import read
from onrecord.ui.cli.main import main
from tests.conftest import HashEmbedder
from tests.index.made_files import pdf

PAGE = '<!doctype html><meta charset="utf-8"><p>Q: Where is the café?<p>A: Here &amp; there.'


class Pages(BaseHTTPRequestHandler):
    """A small site."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path.startswith("/to/"):
            target = {"file": "file:///etc/passwd", "loop": "/to/loop", "page": "../page?x=1"}[path[4:]]
            self.answer(302, b"", {"Location": target})
        elif path == "/page":
            self.answer(200, PAGE.encode(), {"Content-Type": "text/html; charset=utf-8"})
        elif path == "/packed":
            headers = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
            self.answer(200, gzip.compress(PAGE.encode()), headers)
        elif path == "/bomb":
            self.answer(200, gzip.compress(b" " * 2**21), {"Content-Encoding": "gzip"})
        elif path == "/talk":
            self.answer(200, pdf([["Q: Why?", "A: So."]]), {"Content-Type": "application/pdf"})
        elif path == "/talk.csv":
            self.answer(200, b"q,a\nWhy?,So.\n", {"Content-Type": "text/plain"})
        elif path == "/photo.jpg":
            self.answer(200, b"x", {"Content-Type": "image/jpeg"})
        elif path == "/cut":
            self.answer(200, b"Q: Why?", {"Content-Length": "100"})
        elif path == "/large":
            self.answer(200, b"x" * 2**21, {"Content-Type": "text/html"})
        elif path == "/slow":
            self.send_response(200)
            self.end_headers()
            for _ in range(40):
                self.wfile.write(b"x")
                sleep(0.1)
        else:
            self.answer(404, b"", {})

    def answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Site(ThreadingHTTPServer):
    """A server that does not tell of readers that went away."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with Site(("127.0.0.1", 0), Pages) as server:
        thread = Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def at(site: str, path: str) -> Address:
    return Address(site + path, allow_private=True)


@pytest.mark.parametrize("path", ["/page", "/to/page", "/packed"])
def test_a_page_is_read_like_a_file(site: str, path: str) -> None:
    document = read(at(site, path))
    assert document.text == "Q: Where is the café?\n\nA: Here & there."
    assert document.source == site + path
    assert len(parse(document).exchanges) == 1


def test_the_format_is_what_the_server_says_or_the_path_ends_in(site: str) -> None:
    assert read(at(site, "/talk")).pages == (0,)
    assert len(read(at(site, "/talk.csv")).exchanges) == 1
    with pytest.raises(ReadError, match=r"photo\.jpg cannot be read: \.jpg is not among the formats"):
        read(at(site, "/photo.jpg"))


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        ("/gone", "answers 404 Not Found; check the address"),
        ("/to/loop", "redirects more than 5 times"),
        ("/to/file", "leads to 'file:///etc/passwd', which is no http or https address"),
        ("/cut", "cannot be fetched (the answer broke off after 7 of 100 bytes)"),
        ("/large", "gives more than 1 MiB"),
        ("/bomb", "gives more than 1 MiB"),
    ],
)
def test_what_cannot_be_had_is_said(
    site: str, path: str, wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "LARGEST", 2**20)
    with pytest.raises(ReadError, match=f"^{re.escape(site + path + ' ' + wrong)}"):
        read(at(site, path))


def test_a_slow_server_is_left(site: str) -> None:
    started = perf_counter()
    with pytest.raises(UnreadableError, match="gave no whole answer"):
        fetch(at(site, "/slow"), 1000, seconds=0.5)
    assert perf_counter() - started < 2


def test_private_addresses_are_refused(site: str) -> None:
    with pytest.raises(ReadError, match=r"leads to 127\.0\.0\.1, private to this machine"):
        read(Address(site + "/page"))


@pytest.mark.parametrize(
    "host",
    [
        *(
            "127.0.0.1",
            "2130706433",
            "0x7f.1",
            "0.0.0.0",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
        ),
        *(
            "100.64.0.1",
            "224.0.0.1",
            "[::1]",
            "[::]",
            "[fe80::1]",
            "[fd00::1]",
            "[::ffff:10.0.0.1]",
            "[2002:7f00:1::]",
        ),
        *("[64:ff9b::7f00:1]", "localhost"),
        *("0177.0.0.1", "017700000001", "127.1", "0", "127.0.0.1.", "localhost.", "127。0。0。1"),
        *("①②⑦.⓪.⓪.①", "0x7f000001", "[::127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:0:0:1]"),
        *("192.0.0.8", "192.0.0.170", "3221225480", "198.18.0.1", "255.255.255.255", "240.0.0.1"),
        *("[fe80::1%25lo]", "[fe80::1%lo]", "[fec0::1]", "[FEC0::1]", "[::ffff:0:127.0.0.1]", "[ff02::1]"),
        *("[64:ff9b::8.8.8.8]", "[64:ff9b:1::1]", "[2001:0:7f00:1::]", "[2002:a00:1::1]", "[100::1]"),
    ],
)
def test_no_spelling_of_a_private_address_is_let_through(host: str) -> None:
    with pytest.raises(UnreadableError, match=r"private to this machine|no host is called|is no http"):
        fetch(Address(f"http://{host}/"), 1000)


@pytest.mark.parametrize(
    "network",
    [
        "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8",
        "169.254.0.0/16", "100.64.0.0/10", "192.0.0.0/24", "0.0.0.0/8",
        "224.0.0.0/4", "240.0.0.0/4", "::/96", "::ffff:0:0/96",
        "::ffff:0:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "fc00::/7",
        "fe80::/10", "fec0::/10", "ff00::/8", "2001:db8::/32", "2001::/32",
        "2002:7f00::/24", "2002:a00::/24", "2002:c0a8::/32", "2002:c000:0::/40",
    ],
)  # fmt: skip
def test_all_of_a_private_network_is_private(network: str) -> None:
    every = ip_network(network)
    chance = Random(5)
    for _ in range(200):
        assert not is_public(str(every[chance.randrange(every.num_addresses)]))
    assert not is_public(str(every[0]))
    assert not is_public(str(every[-1]))


def test_everybodys_addresses_are_public() -> None:
    for ip in ("8.8.8.8", "93.184.215.14", "2606:4700::1111", "2a00:1450:4001::200e", "2002:808:808::1"):
        assert is_public(ip)


def test_a_redirect_to_a_private_address_is_refused(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def public_at_first(ip: str) -> bool:
        asked.append(ip)
        return len(asked) == 1

    monkeypatch.setattr(fetching, "is_public", public_at_first)
    with pytest.raises(UnreadableError, match="private to this machine"):
        fetch(Address(site + "/to/page"), 1000)
    assert asked == ["127.0.0.1", "127.0.0.1"]


def test_the_connection_goes_to_the_address_that_was_checked(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(site.rsplit(":", 1)[1])
    asked: list[str] = []
    really = socket.getaddrinfo

    def changing(host: str, *rest: object, **named: object) -> object:
        if host != "changing.example":
            return really(host, *rest, **named)  # type: ignore[arg-type]
        asked.append(host)
        return [
            (
                socket.AF_INET,
                socket.SOCK_STREAM,
                6,
                "",
                ("127.0.0.1" if len(asked) == 1 else "10.0.0.1", port),
            )
        ]

    monkeypatch.setattr(socket, "getaddrinfo", changing)
    found = fetch(Address(f"http://changing.example:{port}/page", allow_private=True), 1000)
    assert found.data == PAGE.encode()
    assert asked == ["changing.example"]


def test_a_name_is_looked_up_and_checked_anew_after_each_redirect(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(site.rsplit(":", 1)[1])
    asked: list[str] = []

    def changing(host: str, *_: object, **__: object) -> object:
        asked.append(host)
        ip = "127.0.0.1" if len(asked) == 1 else "10.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port))]

    monkeypatch.setattr(socket, "getaddrinfo", changing)
    monkeypatch.setattr(fetching, "is_public", lambda ip: ip == "127.0.0.1")
    with pytest.raises(UnreadableError, match=r"leads to 10\.0\.0\.1, private to this machine"):
        fetch(Address(f"http://changing.example:{port}/to/page"), 1000)
    assert asked == ["changing.example", "changing.example"]


@pytest.mark.parametrize(
    "url", ["http://", "http://[::1", "http://a b/", "http://x:99999/", "http://a..b/", "https:///x"]
)
def test_a_malformed_address_is_said_to_be_so(url: str) -> None:
    with pytest.raises(ReadError, match=r"no http or https address|no host is called|cannot be fetched"):
        read(Address(url))


def test_a_user_name_is_refused() -> None:
    with pytest.raises(ReadError, match="holds a user name"):
        read(Address("http://me:secret@example.org/"))


def test_the_command_line_takes_addresses(
    site: str, capsys: pytest.CaptureFixture[str], embedder: HashEmbedder, tmp_path: Path
) -> None:
    assert main(["check", site + "/page"]) == 1
    assert "--allow-private" in capsys.readouterr().err
    assert main(["check", "--allow-private", site + "/page"]) == 0
    assert "1 exchange," in capsys.readouterr().out
    archive = Archive.create(tmp_path / "archive", embedder.model_id, embedder.dimension)
    (report,) = index_into(archive, embedder, [at(site, "/page")])
    assert (report.outcome, report.transcript) == ("added", "page")
    assert archive.transcripts()[0].source == site + "/page"
