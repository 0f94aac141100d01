"""Who may use the page: a file of names and hashed passwords, one ``name:hash`` a line.

Hashes are of argon2id with 19 MiB of memory and two passes (OWASP's cheat sheet on storing passwords), in
the PHC string format, so that a later version can ask for more and still read them. Those of scrypt, which
earlier versions made, are read as well.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

from argon2 import PasswordHasher, Type
from argon2.exceptions import VerificationError

from onrecord.index.errors import InputError
from onrecord.index.readers.sources import read_lines

__all__ = ["LONGEST_NAME", "SHORTEST", "Passwords", "line"]

SHORTEST = 8
"""Characters of a password; what is shorter is guessed."""
LONGEST = 1_000
LONGEST_NAME = 64

# One thread a hash, so that guesses do not take every core.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 2**10, parallelism=1, type=Type.ID)
_MOST_MEMORY = 2**28
"""The most bytes that one hash of a file may take."""

_BASE64 = r"([A-Za-z0-9+/]+)"
_ARGON2 = re.compile(rf"\$argon2id\$v=19\$m=(\d{{1,7}}),t=(\d{{1,2}}),p=(\d{{1,2}})\${_BASE64}\${_BASE64}")
_SCRYPT = re.compile(rf"\$scrypt\$ln=(\d{{1,2}}),r=(\d{{1,2}}),p=(\d{{1,2}})\${_BASE64}\${_BASE64}")
_NAME = re.compile(rf"[^\s:#][^\s:]{{0,{LONGEST_NAME - 1}}}")

_Check = Callable[[bytes], bool]


def line(name: str, password: str) -> str:
    """The line of a file of passwords that lets ``name`` in.

    Raises:
        InputError: the name cannot stand in such a file, or the password is too short.
    """
    if not _NAME.fullmatch(name):
        raise InputError(
            f"{name!r} is no name: give 1 to {LONGEST_NAME} characters without white space, ':' or '#' first"
        )
    if not SHORTEST <= len(password) <= LONGEST:
        raise InputError(f"the password has {len(password)} characters; give {SHORTEST} to {LONGEST:,}")
    return f"{name}:{_HASHER.hash(_secret(password))}"


class Passwords:
    """The names and hashes of a file. Safe to use from several threads."""

    def __init__(self, file: Path) -> None:
        """Read ``file``; empty lines and those that begin with ``#`` say nothing.

        Raises:
            InputError: it cannot be read, a line is none of ours, a name comes twice, or nobody is named.
        """
        self._checks: dict[str, _Check] = {}
        for number, text in enumerate(read_lines(file), 1):
            entry = text.strip()
            if not entry or entry.startswith("#"):
                continue
            name, _, hashed = entry.partition(":")
            check = _check_of(hashed) if _NAME.fullmatch(name) else None
            if not check:
                raise InputError(
                    f"{file}, line {number}: not of the form name:$argon2id$...; "
                    "make a line with: onrecord password NAME"
                )
            if name in self._checks:
                raise InputError(f"{file}, line {number}: {name!r} is there already; keep one of the lines")
            self._checks[name] = check
        if not self._checks:
            raise InputError(f"{file} names nobody; add somebody with: onrecord password NAME >> {file}")

    def right(self, name: str, password: str) -> bool:
        """Whether this is the password of ``name``. An unknown name takes as long as the first of the file.

        It takes some hundredths of a second of a core and the memory of one hash, so whoever calls it sees to
        it that not many run at once.
        """
        if len(password) > LONGEST:
            return False
        known = name in self._checks
        found = self._checks[name if known else next(iter(self._checks))](_secret(password))
        return found and known


def _check_of(hashed: str) -> _Check | None:
    """What checks a password against a hash; ``None`` for one of more than 256 MiB or a few seconds."""
    for form, check in ((_ARGON2, _argon2), (_SCRYPT, _scrypt)):
        if found := form.fullmatch(hashed):
            costs = tuple(int(found[part]) for part in (1, 2, 3))
            salt, digest = (_bytes(found[part]) for part in (4, 5))
            if len(salt) >= 8 and 16 <= len(digest) <= 64:
                return check(hashed, costs, salt, digest)
    return None


def _argon2(hashed: str, costs: tuple[int, ...], salt: bytes, digest: bytes) -> _Check | None:
    memory, passes, lanes = costs
    if not (1 <= lanes <= 16 and 1 <= passes <= 16 and 8 * lanes <= memory <= _MOST_MEMORY // 2**10):
        return None

    def check(secret: bytes) -> bool:
        try:
            return _HASHER.verify(hashed, secret)
        except VerificationError:
            return False

    return check


def _scrypt(hashed: str, costs: tuple[int, ...], salt: bytes, digest: bytes) -> _Check | None:
    log_n, r, p = costs
    if not (10 <= log_n <= 20 and r >= 1 and 1 <= p <= 16 and 128 * r * 2**log_n <= _MOST_MEMORY):
        return None

    def check(secret: bytes) -> bool:
        found = hashlib.scrypt(
            secret, salt=salt, n=2**log_n, r=r, p=p, maxmem=2 * _MOST_MEMORY, dklen=len(digest)
        )
        return hmac.compare_digest(found, digest)

    return check


def _secret(password: str) -> bytes:
    # However a keyboard composes its letters, the password is the same.
    return unicodedata.normalize("NFKC", password).encode("utf-8", "replace")


def _bytes(text: str) -> bytes:
    """What stands in unpadded base64; nothing where it is none in the one form that decoders agree on."""
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error:
        return b""
    return data if base64.b64encode(data).decode().rstrip("=") == text else b""
