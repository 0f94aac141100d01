"""HTTP byte by byte: what no client would send, and all that comes back."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from io import BytesIO
from time import monotonic

__all__ = ["Answer", "exchange", "request"]

_PATIENCE_SECONDS = 20.0
# A stream that does not end is looked at for so long after its last piece.
_QUIET_SECONDS = 0.3
_MOST = 32 * 2**20


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; ``status`` is 0 where nothing did, and ``late`` is true where it did not come in time."""

    status: int
    headers: dict[str, str]
    body: bytes
    late: bool = False


def request(
    method: str,
    path: str,
    headers: Sequence[tuple[str, bytes | str]] = (),
    body: bytes = b"",
    host: str = "localhost",
) -> bytes:
    """The bytes of a request; ``headers`` come in the place of those that it would have."""
    given = {name.lower() for name, _ in headers}
    lines = [f"{method} {path} HTTP/1.1".encode("utf-8", "surrogateescape")]
    if "host" not in given:
        lines.append(f"Host: {host}".encode())
    lines += [name.encode() + b": " + (v if isinstance(v, bytes) else v.encode()) for name, v in headers]
    if body and not given & {"content-length", "transfer-encoding"}:
        lines.append(b"Content-Length: %d" % len(body))
    if "connection" not in given:
        lines.append(b"Connection: close")
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def exchange(
    place: tuple[str, int], sent: bytes, patience: float = _PATIENCE_SECONDS, source: str = "127.0.0.1"
) -> Answer:
    """Send bytes and read what comes back, until the other side closes, a stream goes quiet, or for so long.

    ``source`` is one's own address: on Linux all of 127.0.0.0/8 are this computer's.
    """
    end = monotonic() + patience
    data = b""
    with socket.create_connection(place, timeout=patience, source_address=(source, 0)) as connection:
        # The other side may answer, and close, before it has read everything.
        with suppress(OSError):
            connection.sendall(sent)
        with suppress(OSError):
            while monotonic() < end and len(data) < _MOST:
                connection.settimeout(_QUIET_SECONDS if b"\r\n\r\n" in data else end - monotonic() + 0.01)
                part = connection.recv(1 << 16)
                if not part:
                    break
                data += part
    return _parsed(data, sent.startswith(b"HEAD "), monotonic() >= end)


class _Bytes:
    """What :class:`http.client.HTTPResponse` reads from."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def makefile(self, *_: object) -> BytesIO:
        return BytesIO(self._data)


def _parsed(data: bytes, head: bool, late: bool) -> Answer:
    response = HTTPResponse(_Bytes(data), method="HEAD" if head else "GET")  # type: ignore[arg-type]
    try:
        response.begin()
    except (HTTPException, OSError, ValueError):
        return Answer(0, {}, data, late)
    headers = {name.lower(): value for name, value in response.getheaders()}
    # Whole or not: what is looked for may be in a piece.
    return Answer(response.status, headers, data.partition(b"\r\n\r\n")[2], late)
