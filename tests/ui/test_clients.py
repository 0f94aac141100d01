"""Who sends a request: never by a word of somebody whom nobody named."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.index.errors import InputError
from onrecord.ui.web.clients import Proxies, place_of

FORWARDED = ("x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "forwarded", "x-real-ip")


def scope(peer: str, **headers: str) -> dict[str, Any]:
    told = [(name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in headers.items()]
    return {"type": "http", "scheme": "http", "client": (peer, 5000), "headers": told}


def sender(named: list[str], peer: str, told: str) -> str:
    asked = scope(peer, x_forwarded_for=told)
    Proxies(named).apply(asked)
    address: str = asked["client"][0]
    return address


@pytest.mark.parametrize(
    ("peer", "told", "address"),
    [
        ("10.0.0.1", "192.0.2.7", "192.0.2.7"),
        ("10.0.0.1", "203.0.113.9, 192.0.2.7", "192.0.2.7"),
        ("10.0.0.1", "192.0.2.7, 10.9.9.9", "192.0.2.7"),
        ("10.0.0.1", "192.0.2.7:4711", "192.0.2.7"),
        ("10.0.0.1", "[2001:db8::1]:80", "2001:db8::1"),
        ("10.0.0.1", "2001:db8::1", "2001:db8::1"),
        # Listening on :: the peer of an IPv4 proxy is written like this.
        ("::ffff:10.0.0.1", "192.0.2.7", "192.0.2.7"),
        ("10.0.0.1", "somebody", "10.0.0.1"),
        ("10.0.0.1", "192.0.2.7, somebody", "10.0.0.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("192.0.2.1", "203.0.113.9", "192.0.2.1"),
        ("127.0.0.1", "203.0.113.9", "127.0.0.1"),
    ],
)
def test_the_sender_is_who_the_nearest_named_proxy_says(peer: str, told: str, address: str) -> None:
    assert sender(["10.0.0.0/8"], peer, told) == address


def test_of_nobody_who_is_not_named_a_word_comes_through() -> None:
    asked = scope(
        "127.0.0.1", host="a", accept="b", **{each.replace("-", "_"): "https" for each in FORWARDED}
    )
    Proxies(["192.0.2.1"]).apply(asked)
    assert [name for name, _ in asked["headers"]] == [b"host", b"accept"]
    assert (asked["client"][0], asked["scheme"]) == ("127.0.0.1", "http")


def test_a_named_proxy_tells_the_scheme_and_the_host() -> None:
    asked = scope("192.0.2.1", x_forwarded_proto="HTTPS", x_forwarded_host="record.example")
    Proxies(["192.0.2.1"]).apply(asked)
    assert asked["scheme"] == "https"
    assert (b"x-forwarded-host", b"record.example") in asked["headers"]
    odd = scope("192.0.2.1", x_forwarded_proto="gopher")
    Proxies(["192.0.2.1"]).apply(odd)
    assert odd["scheme"] == "http"


@pytest.mark.parametrize("named", ["proxy.example", "10.0.0.0/33", "", "10.0.0.1:80"])
def test_what_is_no_address_cannot_be_named(named: str) -> None:
    with pytest.raises(InputError, match="--proxy"):
        Proxies([named])


@given(st.text(st.characters(max_codepoint=255)), st.sampled_from(["10.0.0.1", "::1", "testclient", ""]))
def test_no_chain_of_proxies_breaks_anything(told: str, peer: str) -> None:
    assert sender(["10.0.0.0/8", "::1"], peer, told) is not None


@given(st.ip_addresses(v=6))
def test_neighbours_of_a_64_are_one_place(address: Any) -> None:
    if address.ipv4_mapped is None:
        assert place_of(str(address)) == place_of(str(address + (1 if int(address) % 2 == 0 else -1)))
