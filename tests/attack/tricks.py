"""What is sent to every route: methods, paths, headers, queries and bodies that no browser would make."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator

__all__ = ["GARBAGE", "HEADERS", "METHODS", "QUERIES", "bodies", "paths"]

Headers = tuple[tuple[str, bytes | str], ...]

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW")

_LONG = "x" * 20_000
_BASIC = tuple(
    "Basic " + base64.b64encode(each).decode()
    for each in (b"ada", b":", b"\xff:\xff", b"ada:" + b"x" * 5000, b"ada\x00:x", "\ud800:x".encode("utf-8", "surrogatepass"))
)  # fmt: skip

HEADERS: tuple[Headers, ...] = (
    (("Origin", "http://["),),
    (("Origin", "http://[::1"),),
    (("Origin", "http://localhost:99999999"),),
    (("Origin", "//"),),
    (("Origin", ""),),
    (("Origin", b"http://\xff\xfe"),),
    (("Origin", "http://\uff0f.example"),),  # a host that NFKC turns into a slash
    (("Origin", "http://a"), ("Origin", "http://b")),
    (("Authorization", b"\xff\xfe\xfd"),),
    (("Authorization", b"Basic \xc3\xa9\xc3\xa9\xc3\xa9"),),
    (("Authorization", b"Basic \xff\xff\xff\xff"),),
    (("Authorization", "Basic"),),
    (("Authorization", "Bearer " + _LONG),),
    *((("Authorization", each),) for each in _BASIC),
    (("Authorization", "Basic YTpi"), ("Authorization", "Basic YTpj")),
    (("Cookie", b"onrecord=\xff\xfe"),),
    (("Cookie", 'onrecord="\\377\\0"; =; ;;onrecord'),),
    (("Cookie", "; ".join(f"c{n}={n}" for n in range(3000))),),
    (("Cookie", "onrecord-language=" + _LONG),),
    (("Cookie", "onrecord-language=../../en; access-token=x; access-token-unsecure=x"),),
    (("Host", ""),),
    (("Host", "["),),
    (("Host", "[::1"),),
    (("Host", "localhost:99999999"),),
    (("Host", b"\xff\xfe"),),
    (("Host", "localhost"), ("Host", "evil.example")),
    (("Host", "localhost"), ("X-Forwarded-Host", "["), ("Origin", "http://[")),
    (("X-Forwarded-Host", "evil.example, localhost"), ("X-Forwarded-Proto", "gopher")),
    (("X-Forwarded-For", "not an address"),),
    (("X-Forwarded-For", b"\xff" * 50),),
    (("X-Forwarded-For", ", ".join(["1.2.3.4"] * 500)),),
    (("Forwarded", 'for="[::1'),),
    (("Content-Length", "-1"),),
    (("Content-Length", "+5"),),
    (("Content-Length", "9" * 400),),
    (("Content-Length", "\u0665"),),  # a digit, but none of ASCII
    (("Content-Length", "9" * 5000),),
    (("Content-Length", "1"), ("Content-Length", "2")),
    (("Content-Length", "5"), ("Transfer-Encoding", "chunked")),
    (("Transfer-Encoding", "xchunked"),),
    (("Accept-Language", "*;q=x, en;q=, ;;;q=9e999"),),
    (("Accept-Language", b"\xff\xfe;q=1"),),
    (("Accept-Language", ", ".join(["zh-Hant-x-" + "y" * 60] * 300)),),
    (("Accept-Language", "en;q=nan, ar;q=-inf"),),
    (("Accept", "text/html" + ";" * 500),),
    (("Accept-Encoding", "gzip;q=x, br;q=\u00e9"),),
    (("Content-Type", "multipart/form-data"),),
    (("Content-Type", "multipart/form-data; boundary="),),
    (("Content-Type", "multipart/form-data; boundary=" + "b" * 5000),),
    (("Content-Type", "application/json; charset=utf-99"),),
    (("Content-Type", b"\xff/\xff"),),
    (("Range", "bytes=-1,0-,5-2,9999999999999999999999-"),),
    (("If-Modified-Since", "yesterday"), ("If-None-Match", b"\xff")),
    (("Expect", "100-continue"),),
    (("Upgrade", "websocket"), ("Connection", "Upgrade"), ("Sec-WebSocket-Key", "x")),
    (("X-Gradio-User", "x"), ("X-Gradio-Server", "http://["), ("X-Ip-Token", b"\xff")),
    (("Referer", "http://["),),
    (("Mcp-Session-Id", b"\xff"), ("Mcp-Protocol-Version", "x")),
    tuple((f"X-{n}", "x") for n in range(90)),
    (("X-Long", _LONG),),
)

QUERIES = (
    "next=//%5B",
    "next=%2F%2Fevil.example",
    "next=http%3A%2F%2F%5B",
    "next=" + "%2F" * 3000,
    "%ff=%ff&%00=%00",
    "session_hash=" + "x" * 3000,
    "session_hash=..%2F..&fn_index=-1",
    "upload_id=..%2F..%2Fx",
    "citation=%00",
    "citation=" + "9" * 5000,
    "citation=talk%2F99999999999999999999999",
    "citation=talk/1@0-" + "9" * 400,
    "cite=%5B&ask=%ED%A0%80",
    "__theme=%5B&view=x&deep_link=..%2F..",
    "=&=&&&;;",
)


def paths(declared: str, secret: str) -> Iterator[str]:
    """A declared path with what its parameters may be, and ways around a look at it."""
    if "{" not in declared:
        yield declared
        for trick in ("/", "//", "/.", "/%2e%2e", "%00", "%ff", ";x", "/..;/"):
            yield declared + trick
        yield "/" + declared
        yield declared.upper()
        return
    for value in (
        "x", secret, "/" + secret, f"..%2f..%2f..{secret.replace('/', '%2f')}", "../../../../../.." + secret,
        "%2e%2e/" * 8 + secret.lstrip("/"), f"file://{secret}", "http://127.0.0.1:9/", "%00", "%ff%fe", "x" * 4000,
        "a%0d%0aX-Evil:1", "C:%5CWindows", "%5b", "__pycache__", "ui/server.py", "-1", "9" * 400,
    ):  # fmt: skip
        path, rest = "", declared
        while "{" in rest:
            before, _, rest = rest.partition("{")
            path, rest = path + before + value, rest.partition("}")[2]
        yield path + rest


def bodies() -> Iterator[tuple[str, str, bytes]]:
    """What it is, its content type, and the body."""
    # Programs may send less than the page: what is deep comes within the limits of both.
    nested = [
        (f"{name} of {deep}", text)
        for deep in (10_000, 100_000)
        for name, text in (
            ("brackets", b"[" * deep),
            ("closed brackets", b"[" * deep + b"]" * deep),
            ("braces", b'{"a":' * deep + b"1" + b"}" * deep),
            (
                "brackets in a field",
                b'{"data":' + b"[" * deep + b"]" * deep + b',"fn_index":0,"session_hash":"x"}',
            ),
            ("brackets in a question", b'{"question":' + b"[" * deep + b"]" * deep + b"}"),
        )
    ]
    for name, text in (
        *nested,
        ("nothing", b""),
        ("no JSON", b"{"),
        ("a large number", b'{"question":' + b"9" * 6000 + b',"fn_index":' + b"9" * 6000 + b"}"),
        ("no number", b'{"question": NaN, "fn_index": Infinity, "top_k": -Infinity}'),
        ("half a pair", b'{"question": "\\ud800", "session_hash": "\\udfff", "fn_index": 0, "data": ["\\ud800"]}'),
        ("no UTF-8", b'{"question": "\xff\xfe"}'),
        ("UTF-16", '{"question": "x"}'.encode("utf-16")),
        ("null", b"null"),
        ("a list", b"[]"),
        ("a string", b'"x"'),
        ("twice", b'{"question": "a", "question": {"b": 1}, "fn_index": 0, "fn_index": []}'),
        ("many keys", json.dumps({f"k{n}": n for n in range(50_000)}).encode()),
        ("keys as many as may be", json.dumps({f"k{n}": n for n in range(4_000)}).encode()),
        ("wrong types", b'{"question": [], "data": {}, "fn_index": "x", "session_hash": 5, "trigger_id": {}, "event_id": 5}'),
        ("no such event", b'{"data": [], "fn_index": 100000, "session_hash": "x"}'),
        ("a negative event", b'{"data": [], "fn_index": -1, "session_hash": "x"}'),
        ("no session", b'{"data": [], "fn_index": 0}'),
        ("null everywhere", b'{"data": null, "fn_index": null, "session_hash": null, "event_id": null, "component_id": null, "fn_name": null}'),
        ("no such part", b'{"data": [], "component_id": 99999, "fn_name": "__class__", "session_hash": "x"}'),
        ("a private part", b'{"data": [], "component_id": 3, "fn_name": "__init__", "session_hash": "x"}'),
        ("no such method", b'{"jsonrpc": "2.0", "id": 1, "method": "x", "params": []}'),
        ("an odd id", b'{"jsonrpc": "2.0", "id": {"a": []}, "method": "tools/list"}'),
        ("odd arguments", b'{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": 5, "arguments": []}}'),
    ):  # fmt: skip
        yield name, "application/json", text
    part = b'--b\r\nContent-Disposition: form-data; name="files"; filename="%s"\r\n\r\nx\r\n--b--\r\n'
    for name, text in (
        ("no end", b'--b\r\nContent-Disposition: form-data; name="files"'),
        ("no name", b"--b\r\n\r\nx\r\n--b--\r\n"),
        ("a file up", part % b"../../../up.txt"),
        ("a file at the root", part % b"/onrecord-attack.txt"),
        ("a name of nothing", part % b""),
        ("dots", part % b".."),
        ("control characters", part % b"a\x1b[31m\x07.txt"),
        ("NUL", part % b"a\x00.txt"),
        ("a long name", part % (b"n" * 5000)),
        ("no UTF-8", part % b"\xff\xfe.txt"),
        ("many parts", b"".join(b'--b\r\nContent-Disposition: form-data; name="f%d"\r\n\r\nx\r\n' % n for n in range(3000)) + b"--b--\r\n"),
    ):  # fmt: skip
        yield f"a form: {name}", "multipart/form-data; boundary=b", text
    fields = b"&".join(b"f%d=x" % n for n in range(20_000))
    for name, text in (
        ("many fields", fields),
        ("no UTF-8", b"username=%ff&password=\xff"),
        ("half a pair", "username=\ud800&password=\udfff".encode("utf-8", "surrogatepass")),
        ("NUL", b"username=%00&password=%00"),
        ("a long password", b"username=ada&password=" + b"x" * 100_000),
    ):
        yield f"fields: {name}", "application/x-www-form-urlencoded", text


#: What is no request at all.
GARBAGE = {
    "nothing but ends of lines": b"\r\n" * 2000,
    "no HTTP": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(256)),
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "HTTP/0.9": b"GET /\r\n\r\n",
    "HTTP/9.9": b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
    "an asterisk": b"OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    "a tunnel": b"CONNECT evil.example:443 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    "another host": b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    "no host": b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
    "a bad address": b"GET http://[/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    "bytes in the path": b"GET /\xff\xfe HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    "a space in the path": b"GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "a long line": b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "many headers": b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: x\r\n" * 20_000 + b"\r\n",
    "no colon": b"GET / HTTP/1.1\r\nHost localhost\r\n\r\n",
    "NUL": b"GET / HTTP/1.1\r\nHost: localhost\r\nX: \x00\r\n\r\n",
    "a bare line": b"GET / HTTP/1.1\nHost: localhost\nConnection: close\n\n",
    "no chunk": b"POST /api/ask HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nx\r\n0\r\n\r\n",
    "a large chunk": b"POST /api/ask HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
    + b"f" * 40
    + b"\r\nx",
    "two lengths": b"POST /api/ask HTTP/1.1\r\nHost: localhost\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /config HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "cut off": b"POST /gradio_api/upload HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 10\r\nConnection: close\r\n\r\n--b\r\n",
}
