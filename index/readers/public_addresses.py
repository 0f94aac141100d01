"""Which IP addresses are anybody's, and which lead to this machine, its network, or nowhere.

The list is our own: what Python's :mod:`ipaddress` calls global changes with its releases.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final

__all__ = ["is_public"]

# IANA's registry of special addresses, and what is multicast or kept for later.
_PRIVATE_4: Final = tuple(
    map(
        ip_network,
        (
            *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
            *("192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15"),
            *("198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3"),
        ),
    )
)
# All that anybody's addresses of the new kind lie in, and what of it is not anybody's.
_GIVEN_OUT: Final = ip_network("2000::/3")
_PRIVATE_6: Final = tuple(map(ip_network, ("2001::/23", "2001:db8::/32", "3ffe::/16", "3fff::/20")))
_6TO4: Final = ip_network("2002::/16")


def is_public(ip: str) -> bool:
    """Whether ``ip``, as the system writes it, is anybody's.

    Of those that stand for an address of the old kind only 6to4 can be, if that address is; what is mapped,
    translated or tunnelled leads into networks that nobody else knows.

    >>> is_public("93.184.215.14"), is_public("192.0.0.8"), is_public("::127.0.0.1"), is_public("fe80::1%lo")
    (True, False, False, False)
    """
    found = ip_address(ip.partition("%")[0])
    if isinstance(found, IPv4Address):
        return not any(found in network for network in _PRIVATE_4)
    return _is_public_6(found)


def _is_public_6(found: IPv6Address) -> bool:
    if found in _6TO4:
        return is_public(str(IPv4Address(int(found) >> 80 & 0xFFFFFFFF)))
    return found in _GIVEN_OUT and not any(found in network for network in _PRIVATE_6)
