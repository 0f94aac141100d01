"""One page or file fetched from its address, within limits of time, size and place.

A name is looked up once and the connection goes to what was found and checked then, so that a
name that leads elsewhere a moment later leads nowhere. No cookies, no proxies, no credentials.
"""

from __future__ import annotations

import socket
import ssl
import zlib
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse
from pathlib import PurePosixPath
from threading import Timer
from time import monotonic
from typing import Any, Final, NamedTuple
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

from onrecord.index.document import UnreadableError
from onrecord.index.readers.addresses import Address
from onrecord.index.readers.public_addresses import is_public

__all__ = ["Fetched", "fetch"]

_SECONDS: Final = 30.0
_MOST_REDIRECTS: Final = 5
_REDIRECTS: Final = frozenset((301, 302, 303, 307, 308))
_PORTS: Final = {"http": 80, "https": 443}
_SUFFIXES: Final = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/xml": ".xml",
    "application/xml": ".xml",
    "application/pdf": ".pdf",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/json": ".json",
    "application/x-ndjson": ".jsonl",
    "text/vtt": ".vtt",
    "application/x-subrip": ".srt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}


class Fetched(NamedTuple):
    """What an address gave: its bytes, and the suffix of their format (empty when nothing told one)."""

    data: bytes
    suffix: str


class _Found(NamedTuple):
    """Where a host was found: what a socket connects to, whose first part is the IP address."""

    family: int
    place: tuple[Any, ...]


class _Connection(HTTPConnection):
    """A connection to an IP address that was checked, under the name that it was asked for."""

    def __init__(self, parts: SplitResult, found: _Found, seconds: float) -> None:
        self.tls = parts.scheme == "https"
        self.default_port = _PORTS[parts.scheme]
        super().__init__(parts.hostname or "", parts.port or self.default_port, timeout=seconds)
        self.found = found
        # Kept here too: the library lets go of the socket once the answer has begun.
        self.line: socket.socket | None = None

    def connect(self) -> None:
        """Connect to the checked IP address."""
        # Not by its words: nothing is looked up a second time.
        self.sock = socket.socket(self.found.family, socket.SOCK_STREAM)
        try:
            self.sock.settimeout(self.timeout)
            self.sock.connect(self.found.place)
        except BaseException:
            self.sock.close()
            raise
        if self.tls:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(
                self.sock, server_hostname=self.host, do_handshake_on_connect=False
            )
        self.line = self.sock
        if isinstance(self.sock, ssl.SSLSocket):
            self.sock.do_handshake()


def fetch(address: Address, largest: int, seconds: float = _SECONDS) -> Fetched:
    """What stands at an address.

    Args:
        address: where.
        largest: the most bytes that are taken.
        seconds: the most time that all of it may take, redirects included.

    Raises:
        UnreadableError: it is malformed, private and not allowed, cannot be reached, answers with
            an error, redirects too often, or gives too much or too slowly.
    """
    end = monotonic() + seconds
    url = address.url
    for _ in range(_MOST_REDIRECTS + 1):
        parts = _split(url)
        place = _checked(parts, address.allow_private)
        try:
            found = _ask(parts, place, largest, end)
        except UnreadableError:
            raise
        except (OSError, HTTPException, ValueError, zlib.error) as error:
            if monotonic() >= end:
                raise UnreadableError(
                    f"gave no whole answer in {seconds:.0f} s; save the page as a file"
                ) from None
            reason = " ".join(str(error).split())[:100] or type(error).__name__
            raise UnreadableError(
                f"cannot be fetched ({reason}); check the address and the connection"
            ) from None
        if isinstance(found, Fetched):
            return found
        url = urljoin(url, found)
    raise UnreadableError(f"redirects more than {_MOST_REDIRECTS} times; save the page as a file")


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        known = parts.scheme in _PORTS and host and (parts.port or 1) > 0
    except ValueError:
        known = False
    if not known:
        raise UnreadableError(f"leads to {url[:80]!r}, which is no http or https address; check it")
    if "@" in parts.netloc:
        raise UnreadableError("holds a user name; give the address without it, or save the page as a file")
    netloc = f"[{host}]" if ":" in host else host
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]|")
    return parts._replace(netloc=netloc + (f":{parts.port}" if parts.port else ""), path=path, query=query)


def _checked(parts: SplitResult, allow_private: bool) -> _Found:
    """Where a host is, if all the IP addresses behind its name are allowed."""
    host = parts.hostname or ""
    try:
        looked_up = socket.getaddrinfo(host, parts.port or _PORTS[parts.scheme], type=socket.SOCK_STREAM)
    except OSError:
        raise UnreadableError(f"cannot be found: no host is called {host}; check the address") from None
    found = [
        _Found(family, place)
        for family, _, _, _, place in looked_up
        if family in (socket.AF_INET, socket.AF_INET6)
    ]
    if not found:
        raise UnreadableError(f"cannot be found: {host} has no internet address; check the address")
    private = [ip for each in found if not is_public(ip := str(each.place[0]))]
    if private and not allow_private:
        raise UnreadableError(
            f"leads to {private[0]}, private to this machine or its network; allow it with --allow-private"
        )
    return found[0]


def _ask(parts: SplitResult, place: _Found, largest: int, end: float) -> Fetched | str:
    """The answer, or where it redirects to."""
    left = end - monotonic()
    if left <= 0:
        raise TimeoutError
    connection = _Connection(parts, place, left)

    def give_up() -> None:
        # A server that sends a byte now and then never runs into the socket's own timeout.
        with suppress(OSError):
            if connection.line:
                connection.line.shutdown(socket.SHUT_RDWR)

    watch = Timer(left, give_up)
    watch.daemon = True
    watch.start()
    try:
        headers = {
            "User-Agent": "onrecord",
            "Accept": "*/*",
            "Accept-Encoding": "identity",
            "Connection": "close",
        }
        connection.request("GET", parts.path + (f"?{parts.query}" if parts.query else ""), headers=headers)
        response = connection.getresponse()
        where = response.headers.get("Location")
        if response.status in _REDIRECTS and where:
            return where.encode("latin-1", "replace").decode("utf-8", "replace")
        if response.status != 200:
            raise UnreadableError(
                f"answers {response.status} {response.reason}"[:100] + "; check the address"
            )
        data = _body(response, largest)
        if monotonic() >= end:
            raise TimeoutError
        return Fetched(data, _suffix(response, parts))
    finally:
        watch.cancel()
        connection.close()


def _body(response: HTTPResponse, largest: int) -> bytes:
    told = response.length
    data = response.read(largest + 1)
    if told is not None and len(data) < min(told, largest):
        raise ValueError(f"the answer broke off after {len(data)} of {told} bytes")
    if response.headers.get("Content-Encoding", "identity").lower() in ("gzip", "deflate", "x-gzip"):
        data = zlib.decompressobj(wbits=47).decompress(data, largest + 1)
    if len(data) > largest:
        raise UnreadableError(f"gives more than {largest // 2**20} MiB; save it as a file and split it")
    return data


def _suffix(response: HTTPResponse, parts: SplitResult) -> str:
    """The format: as the server says, or as the path ends where it says nothing particular."""
    told = _SUFFIXES.get(response.headers.get_content_type())
    return told or PurePosixPath(unquote(parts.path)).suffix.lower()
