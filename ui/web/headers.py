"""What our answers tell a browser to allow: nothing from elsewhere, and only the scripts that are ours.

Gradio forces these open:

- ``style-src 'unsafe-inline'``: its components set ``style`` attributes and write ``<style>`` elements.
- ``script-src 'unsafe-eval'``: :class:`gradio.HTML` and ``js=`` make functions out of strings.
- ``img-src data: blob:``, ``font-src data:`` and ``worker-src blob:``: so it shows icons and files.

No inline script runs but those that carry the page's number used once, and those of its head, by their hash:
an ``onclick`` or a ``<script>`` that got into the page all the same does nothing.
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from collections.abc import Iterable

__all__ = ["HEADERS", "numbered", "policy", "script_hashes"]

_SCRIPT = re.compile(r"<script\b(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(rb"<script\b", re.IGNORECASE)

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer", with which browsers hide from us that a request comes from our own page.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
}


def script_hashes(html: str) -> list[str]:
    """The sources by which a policy knows the inline scripts of ``html``.

    >>> script_hashes('<p></p><script>1</script><script src="a.js"></script>')
    ["'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='"]
    """
    digests = (hashlib.sha256(found.encode()).digest() for found in _SCRIPT.findall(html))
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def policy(scripts: Iterable[str] = ()) -> str:
    """A Content-Security-Policy that runs our own files and these inline ``scripts`` (hashes, numbers)."""
    return "; ".join(
        [
            "default-src 'none'",
            " ".join(["script-src 'self' 'unsafe-eval'", *scripts]),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self' blob:",
            "form-action 'self'",
            "base-uri 'self'",
            "frame-ancestors 'none'",
        ]
    )


def numbered(html: bytes) -> tuple[bytes, str]:
    """``html`` with a number used once on each of its scripts, and the source by which a policy knows it."""
    number = secrets.token_urlsafe(16)
    return _TAG.sub(f'<script nonce="{number}"'.encode(), html), f"'nonce-{number}'"
