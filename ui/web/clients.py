"""Where a request comes from: the address of its sender, also behind a proxy that the user named."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator, Sequence
from ipaddress import IPv4Address, IPv6Address

from starlette.datastructures import Headers
from starlette.types import Scope

from onrecord.index.errors import InputError

__all__ = ["Proxies", "place_of"]

_Ip = IPv4Address | IPv6Address

# What only a proxy may say. Gradio takes the last for where the page is.
_FORWARDED = re.compile(rb"forwarded|x-forwarded-.*|x-real-ip|x-gradio-server")
_PORT = re.compile(r"(?P<v4>[\d.]+)(:\d*)?|\[(?P<v6>[^\[\]]+)\](:\d*)?")


class Proxies:
    """The proxies that the user named. Nobody else is believed who somebody else is."""

    def __init__(self, named: Sequence[str] = ()) -> None:
        """Take addresses (``192.0.2.7``) and networks (``10.0.0.0/8``).

        Raises:
            InputError: one is neither.
        """
        try:
            self._networks = [ipaddress.ip_network(each.strip(), strict=False) for each in named]
        except ValueError as error:
            raise InputError(f"{error}; give --proxy an address or a network such as 10.0.0.0/8") from None

    def __bool__(self) -> bool:
        return bool(self._networks)

    def __contains__(self, address: str) -> bool:
        """Whether a proxy that was named has this address."""
        parsed = _parsed(address)
        return parsed is not None and any(
            parsed.version == each.version and parsed in each for each in self._networks
        )

    def apply(self, scope: Scope) -> None:
        """Write the sender's address and scheme into an ASGI ``scope`` where a named proxy tells them.

        From anybody else, the headers by which proxies tell such things are removed.
        """
        peer = scope["client"][0] if scope.get("client") else ""
        if peer not in self:
            scope["headers"] = [
                each for each in scope["headers"] if not _FORWARDED.fullmatch(each[0].lower())
            ]
            return
        headers = Headers(scope=scope)
        scope["client"] = (self._sender(peer, headers.getlist("x-forwarded-for")), 0)
        scheme = headers.get("x-forwarded-proto", "").strip().lower()
        if scheme in ("http", "https"):
            scope["scheme"] = scheme

    def _sender(self, peer: str, told: list[str]) -> str:
        """The last address in the chain that is no proxy of ours, as those before it can be invented.

        >>> Proxies(["10.0.0.0/8"])._sender("10.0.0.1", ["192.0.2.1, 198.51.100.7, 10.0.0.2"])
        '198.51.100.7'
        """
        sender = peer
        for entry in _backwards(told):
            found = _PORT.fullmatch(entry)
            parsed = _parsed(found["v4"] or found["v6"] if found else entry)
            if parsed is None:
                break
            sender = str(parsed)
            if sender not in self:
                break
        return sender


def place_of(address: str) -> str:
    """What counts as one sender: an IPv4 address, or the /64 network that one IPv6 customer has.

    >>> place_of("192.0.2.1"), place_of("::ffff:192.0.2.1"), place_of("2001:db8::1:2:3:4")
    ('192.0.2.1', '192.0.2.1', '2001:db8::/64')
    """
    parsed = _parsed(address)
    if isinstance(parsed, IPv6Address):
        return str(ipaddress.IPv6Network((int(parsed) >> 64 << 64, 64)))
    return str(parsed) if parsed else address[:64]


def _parsed(address: str) -> _Ip | None:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return None
    return getattr(parsed, "ipv4_mapped", None) or parsed


def _backwards(told: list[str]) -> Iterator[str]:
    for line in reversed(told):
        for entry in reversed(line.split(",")):
            yield entry.strip()
