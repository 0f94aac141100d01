"""``python -m tests.attack``: attack archives, readers and a page on this computer; say what was found.

Each part says what it did and what it found; at the end stand all findings. The exit status is 1 when there are
any. ``--quick`` takes less of everything.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from time import monotonic

__all__ = ["main"]

_PARTS = ("kills", "damage", "archives", "routes", "files", "connections", "people", "load")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the parts; 1 if something was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.attack", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="less of everything")
    parser.add_argument(
        "--only", action="append", choices=_PARTS, metavar="PART", help=f"of {', '.join(_PARTS)}"
    )
    parser.add_argument("--kills", type=int, metavar="N", help="cycles of the kill test (default: 200)")
    parser.add_argument("--seconds", type=float, metavar="S", help="of damaged files, and of load, twice")
    parser.add_argument("--seed", type=int, metavar="N", help="so that the same comes again")
    options = parser.parse_args(arguments)
    quick, seed = options.quick, options.seed
    parts: dict[str, Callable[[], list[str]]] = {
        "kills": lambda: _kills(options.kills or (30 if quick else None), seed),
        "damage": lambda: _damage(options.seconds or (10 if quick else 60), seed),
        "archives": lambda: _archives(40 if quick else 400, seed),
        "routes": lambda: _routes(quick, seed),
        "files": lambda: _files(quick, seed),
        "connections": lambda: _connections(quick),
        "people": lambda: _people(seed),
        "load": lambda: _load(options.seconds or (10 if quick else None), quick),
    }
    found: dict[str, list[str]] = {}
    for name in options.only or _PARTS:
        begun = monotonic()
        print(f"{name} ...", flush=True)
        found[name] = parts[name]()
        print(f"{name}: {len(found[name])} findings, {monotonic() - begun:.0f} s", flush=True)
    for name, findings in found.items():
        for each in findings:
            print(f"{name}: {each}")
    total = sum(map(len, found.values()))
    print(f"{total} findings")
    return 1 if total else 0


def _kills(kills: int | None, seed: int | None) -> list[str]:
    from tests.attack.kills import KILLS, run

    return run(kills or KILLS, seed)


def _damage(seconds: float, seed: int | None) -> list[str]:
    from tests.attack.damage import run

    done = run(seconds, seed)
    print(f"  seed {done.seed}: {done.files} files, {done.parsed} with exchanges", flush=True)
    return list(done.findings)


def _archives(rounds: int, seed: int | None) -> list[str]:
    if not find_spec("tests.attack.archives"):
        print("  not there yet", flush=True)
        return []
    from importlib import import_module

    found: list[str] = import_module("tests.attack.archives").run(rounds, 1 if seed is None else seed)
    return found


def _routes(quick: bool, seed: int | None) -> list[str]:
    from tests.attack.routes import run

    return run(quick, seed)


def _files(quick: bool, seed: int | None) -> list[str]:
    from tests.attack.files import run

    return run(quick, seed)


def _connections(quick: bool) -> list[str]:
    from tests.attack.connections import run

    return run(quick)


def _people(seed: int | None) -> list[str]:
    from tests.attack.people import run

    return run(seed)


def _load(seconds: float | None, quick: bool) -> list[str]:
    from tests.attack.load import PEOPLE, SECONDS, run

    return run(8 if quick else PEOPLE, seconds or SECONDS)


if __name__ == "__main__":
    sys.exit(main())
