"""The page under attack: a real ``onrecord chat`` on this computer alone, with what it wrote and its routes."""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import urlsplit

from onrecord.ui.web.passwords import line
from tests.attack.listing import Route

__all__ = ["NAME", "PASSWORD", "TALK", "Target", "raised", "target", "written"]

REPOSITORY = Path(__file__).parents[2]
NAME, PASSWORD = "ada", "a long secret"
TALK = "Press talk\n\nQ: When does the {what} open?\n\nA: The {what} opens in {when}. It took three years.\n"
_PATIENCE_SECONDS = 300

# ``onrecord chat``, which also writes down what routes the application has that it serves.
_PROGRAM = """
import json, sys
from dataclasses import astuple
from pathlib import Path
import uvicorn
from tests.attack.listing import routes_of
configure = uvicorn.Config.__init__
def noted(self, app, *arguments, **named):
    Path(sys.argv[1]).write_text(json.dumps([astuple(each) for each in routes_of(app)]))
    configure(self, app, *arguments, **named)
uvicorn.Config.__init__ = noted
from onrecord.ui.cli.main import main
sys.exit(main(sys.argv[2:]))
"""


@dataclass(frozen=True)
class Target:
    """A page that is served.

    Attributes:
        url: its address, which ends in a slash.
        home: a folder that holds ``archive``, ``talks`` and what else belongs to this page alone.
        log: what it wrote on standard output and standard error.
        routes: what the served application answers.
        clients: what is closed when it ends.
    """

    url: str
    home: Path
    log: Path
    process: subprocess.Popen[bytes]
    routes: tuple[Route, ...]
    clients: ExitStack

    @property
    def place(self) -> tuple[str, int]:
        """Host and port."""
        parts = urlsplit(self.url)
        return str(parts.hostname), int(parts.port or 80)

    @property
    def descriptors(self) -> int:
        """How many files and connections the process holds open."""
        return len(list(Path(f"/proc/{self.process.pid}/fd").iterdir()))

    @property
    def megabytes(self) -> float:
        """Its resident memory in MiB."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text("ascii").splitlines()
        return next(int(each.split()[1]) for each in lines if each.startswith("VmRSS:")) / 1024


@contextmanager
def target(
    *options: str, login: bool = False, files: int | None = None, talks: Sequence[Path] = ()
) -> Iterator[Target]:
    """Serve a small record (or ``talks``), with a login or without; end it afterwards.

    ``options`` are those of ``onrecord chat``; ``files`` is how many the process may hold open.
    """
    with tempfile.TemporaryDirectory(prefix="onrecord-attack-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        (home / "tmp").mkdir()
        (home / "talks").mkdir()
        for what, when in (("bridge", "May"), ("ferry", "June")):
            (home / "talks" / f"{what}-2020-01-02.txt").write_text(TALK.format(what=what, when=when), "utf-8")
        if login:
            (home / "people").write_text(line(NAME, PASSWORD) + "\n", "utf-8")
            options = ("--auth-file", str(home / "people"), *options)
        log, routes = home / "log", home / "routes.json"
        arguments = ["chat", "--archive", str(home / "archive"), "--port", "0", *options]
        environment = {
            **os.environ,
            "PYTHONUNBUFFERED": "1",
            "XDG_DATA_HOME": str(home / "data"),
            "TMPDIR": str(home / "tmp"),
        }
        limits = (files, files) if files else resource.getrlimit(resource.RLIMIT_NOFILE)
        with (
            ExitStack() as clients,
            log.open("wb") as written,
            subprocess.Popen(
                [
                    sys.executable,
                    "-c",
                    _PROGRAM,
                    str(routes),
                    *arguments,
                    *map(str, talks or [home / "talks"]),
                ],
                cwd=REPOSITORY,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=written,
                stderr=subprocess.STDOUT,
            ) as process,
        ):
            resource.prlimit(process.pid, resource.RLIMIT_NOFILE, limits)
            try:
                url = _address(process, log)
                found = tuple(Route(path, tuple(methods)) for path, methods in json.loads(routes.read_text()))
                yield Target(url, home, log, process, found, clients)
            finally:
                process.kill()


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    end = monotonic() + _PATIENCE_SECONDS
    while monotonic() < end and process.poll() is None:
        for text in log.read_text("utf-8", "replace").splitlines():
            if " is at http" in text:
                return text.partition(" is at ")[2].split()[0]
        sleep(0.05)
    raise RuntimeError(f"the page did not come: {log.read_text('utf-8', 'replace')[-2000:]}")


def written(log: Path, since: int) -> tuple[int, str]:
    """How long a log is now, and what came since it was so long."""
    size = log.stat().st_size
    if size == since:
        return size, ""
    with log.open("rb") as file:
        file.seek(since)
        return size, file.read(size - since).decode("utf-8", "replace")


def raised(said: str) -> str:
    """The last error that a log tells a traceback of; empty where there is none."""
    if "Traceback (most recent call last)" not in said:
        return ""
    errors = re.findall(r"^(?:[a-zA-Z_]\w*\.)*(\w*(?:Error|Exception|Group)\b.*)", said, re.MULTILINE)
    return str(errors[-1])[:80] if errors else "something"
