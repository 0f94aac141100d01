"""Who may use the page: a file of names and hashed passwords, one ``name:hash`` a line.

Hashes are of scrypt with 32 MiB of memory and three passes (OWASP's cheat sheet on storing passwords), in the
PHC string format, so that a later version can ask for more and still read them.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
import secrets
import threading
import unicodedata
from pathlib import Path

from onrecord.index.errors import InputError
from onrecord.index.readers.sources import read_lines

__all__ = ["SHORTEST", "Passwords", "line"]

SHORTEST = 8
"""Characters of a password; what is shorter is guessed."""
LONGEST = 1_000

_LOG_N, _R, _P, _BYTES = 15, 8, 3, 32
_HASH = re.compile(r"\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)")
_NAME = re.compile(r"[^\s:#][^\s:]{0,63}")


def line(name: str, password: str) -> str:
    """The line of a file of passwords that lets ``name`` in.

    Raises:
        InputError: the name cannot stand in such a file, or the password is too short.
    """
    if not _NAME.fullmatch(name):
        raise InputError(
            f"{name!r} is no name: give 1 to 64 characters without white space, ':' or '#' first"
        )
    if not SHORTEST <= len(password) <= LONGEST:
        raise InputError(f"the password has {len(password)} characters; give {SHORTEST} to {LONGEST:,}")
    salt = secrets.token_bytes(16)
    digest = _scrypt(password, salt, _LOG_N, _R, _P, _BYTES)
    return f"{name}:$scrypt$ln={_LOG_N},r={_R},p={_P}${_text(salt)}${_text(digest)}"


class Passwords:
    """The names and hashes of a file. Safe to use from several threads."""

    def __init__(self, file: Path) -> None:
        """Read ``file``; empty lines and those that begin with ``#`` say nothing.

        Raises:
            InputError: it cannot be read, a line is none of ours, a name comes twice, or nobody is named.
        """
        self._hashes: dict[str, tuple[int, int, int, bytes, bytes]] = {}
        for number, text in enumerate(read_lines(file), 1):
            entry = text.strip()
            if not entry or entry.startswith("#"):
                continue
            name, _, hashed = entry.partition(":")
            found = _parsed(hashed) if _NAME.fullmatch(name) else None
            if not found:
                raise InputError(
                    f"{file}, line {number}: not of the form name:$scrypt$...; "
                    "make a line with: onrecord password NAME"
                )
            if name in self._hashes:
                raise InputError(f"{file}, line {number}: {name!r} is there already; keep one of the lines")
            self._hashes[name] = found
        if not self._hashes:
            raise InputError(f"{file} names nobody; add somebody with: onrecord password NAME >> {file}")
        # What was right once is not hashed again for every request of a program: kept as a keyed digest.
        self._key = secrets.token_bytes(32)
        self._right: set[bytes] = set()
        # Each check takes 32 MiB, so one at a time.
        self._one = threading.Lock()

    def right(self, name: str, password: str) -> bool:
        """Whether this is the password of ``name``. A wrong name takes as long as a wrong password."""
        if len(password) > LONGEST:
            return False
        seen = hmac.digest(self._key, f"{name}\0{password}".encode("utf-8", "replace"), "sha256")
        if seen in self._right:
            return True
        known = name in self._hashes
        log_n, r, p, salt, digest = self._hashes[name if known else next(iter(self._hashes))]
        with self._one:
            found = _scrypt(password, salt, log_n, r, p, len(digest))
        if hmac.compare_digest(found, digest) and known:
            self._right.add(seen)
            return True
        return False


def _parsed(hashed: str) -> tuple[int, int, int, bytes, bytes] | None:
    """What a hash says, where it is one that takes no more than 256 MiB and a few seconds."""
    found = _HASH.fullmatch(hashed)
    if not found:
        return None
    log_n, r, p = (int(found[part]) for part in (1, 2, 3))
    try:
        salt, digest = (base64.b64decode(found[part] + "==") for part in (4, 5))
    except binascii.Error:
        return None
    fits = 10 <= log_n <= 20 and r >= 1 and 1 <= p <= 16 and 128 * r * 2**log_n <= 2**28
    return (log_n, r, p, salt, digest) if fits and len(salt) >= 8 and 16 <= len(digest) <= 64 else None


def _scrypt(password: str, salt: bytes, log_n: int, r: int, p: int, length: int) -> bytes:
    # However a keyboard composes its letters, the password is the same.
    secret = unicodedata.normalize("NFKC", password).encode("utf-8", "replace")
    return hashlib.scrypt(secret, salt=salt, n=2**log_n, r=r, p=p, maxmem=2**29, dklen=length)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode().rstrip("=")
