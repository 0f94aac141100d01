"""``onrecord chat`` and the passwords of those who may use it. Heavy modules are imported when needed."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.index.errors import InputError
from onrecord.rag.settings import Settings
from onrecord.ui.cli.index_commands import index_told
from onrecord.ui.cli.progress import complain, load_model, say
from onrecord.ui.locations import chat_archive, default_archive, sample_record

if TYPE_CHECKING:
    from onrecord.index.archive.archive import Archive
    from onrecord.index.readers.sources import Source
    from onrecord.ui.web.passwords import Passwords

__all__ = ["run_chat", "run_password"]


def run_chat(options: Namespace) -> int:
    """Open the chat page until it is interrupted."""
    from onrecord.index.archive.archive import Archive
    from onrecord.rag.assistant import Assistant
    from onrecord.ui.web.clients import Proxies

    proxies = Proxies(options.proxy)
    passwords = _passwords(options)
    folder: Path = options.archive or default_archive()
    paths: list[Source] = options.paths
    if not paths and not (folder.is_dir() and any(folder.iterdir()) and Archive.open(folder).transcripts()):
        say(f"Nothing is indexed in {folder} yet, so here is a sample record.")
        say("Add transcripts of your own with: onrecord index PATH")
        paths = [sample_record()]
        folder = chat_archive(paths, options.model)
    elif paths and not options.archive:
        folder = chat_archive(paths, options.model)
    embedder = load_model(options.model)
    archive = Archive.create(folder, embedder.model_id, embedder.dimension)
    if paths:
        index_told(archive, embedder, paths, options)
        if not options.archive:
            _forget_others(archive, paths)
        if not archive.transcripts():
            raise InputError("none of these files could be indexed, so there is nothing to ask")
    say("Opening the page ...")
    from onrecord.ui.page.evals import Evals
    from onrecord.ui.page.examples import Examples
    from onrecord.ui.page.library import Library
    from onrecord.ui.server import serve

    settings = Settings(model=options.model, reranker=options.reranker)
    assistant = Assistant(archive, embedder, settings)
    serve(
        assistant,
        options.host,
        options.port,
        Examples(assistant),
        lambda url: say(f"On Record is at {url} (press Ctrl+C to stop)"),
        options.mcp,
        passwords,
        Library(archive, embedder, options.allow_private),
        Evals(archive, embedder, settings),
        proxies,
    )
    return 0


def _passwords(options: Namespace) -> Passwords | None:
    """Who may use the page; nobody has to say who they are where only this computer reaches it."""
    from onrecord.ui.locations import is_local
    from onrecord.ui.web.passwords import Passwords

    if options.auth_file and options.no_login:
        raise InputError("--auth-file asks for a login and --no-login forgoes it; give one of the two")
    if options.auth_file:
        return Passwords(options.auth_file)
    if options.proxy or not is_local(options.host):
        reached = "the proxy" if options.proxy else options.host
        if not options.no_login:
            raise InputError(
                f"whoever reaches {reached} could read this record: name who may with --auth-file FILE "
                "(lines of: onrecord password NAME >> FILE), or open it to everybody with --no-login"
            )
        complain(f"the page has no login: whoever reaches {reached} can read and ask this record")
    return None


def run_password(options: Namespace) -> int:
    """Print a line for a file of names and passwords; a terminal is asked twice, a pipe is read."""
    import sys
    from getpass import getpass

    from onrecord.ui.web.passwords import line

    if sys.stdin.isatty():
        password = getpass(f"Password for {options.name}: ")
        if getpass("Again: ") != password:
            raise InputError("the two passwords differ; begin again")
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    say(line(options.name, password))
    return 0


def _forget_others(archive: Archive, paths: Sequence[Source]) -> None:
    """Remove what the archive holds of files that are no longer at ``paths``; what came by the page stays."""
    from onrecord.index.readers.addresses import Address
    from onrecord.index.readers.sources import expand, source_name
    from onrecord.ui.page.kept import added_folder

    present: set[str] = set()
    for path in paths:
        if not isinstance(path, Path):
            present.add(str(path))
        elif path.exists():
            present |= {source_name(file.absolute()) for file in expand(path) if isinstance(file, Path)}
    for each in archive.transcripts():
        by_page = Path(each.source).is_relative_to(added_folder(archive.folder))
        if each.source not in present and not by_page and not Address.is_one(each.source):
            archive.remove(each.id)
