"""``onrecord chat``, and ``onrecord password`` for those who may use the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.index.errors import InputError
from onrecord.rag.settings import Settings
from onrecord.ui.cli.command import Command
from onrecord.ui.cli.index import add
from onrecord.ui.cli.opening import create_with_model
from onrecord.ui.cli.options import (
    Sources,
    archive_option,
    language_model,
    llm_options,
    model_option,
    path_option,
    reader_option,
    repeated_option,
    takes_sources,
)
from onrecord.ui.cli.progress import complain, say

if TYPE_CHECKING:
    from onrecord.index.archive.archive import Archive
    from onrecord.index.readers.sources import Source
    from onrecord.ui.web.passwords import Passwords

__all__ = ["chat", "password"]


@click.command(cls=Command)
@takes_sources(
    "ask these transcripts alone (default: the archive, or a sample record while it is empty)", required=False
)
@archive_option
@model_option
@reader_option
@llm_options
@click.option(
    "--host", default="127.0.0.1", show_default=True, metavar="HOST", help="the address to listen on"
)
@click.option("--port", type=int, metavar="PORT", help="the port (default: the first free one from 7860)")
@path_option("--auth-file", "FILE", "who may use the page: a file of lines that 'onrecord password' makes")
@click.option(
    "--no-login",
    is_flag=True,
    help="listen beyond this computer without a login; whoever reaches the page can read the record",
)
@repeated_option(
    "--proxy",
    "ADDRESS",
    "a reverse proxy in front of the page, or its network (10.0.0.0/8): its X-Forwarded-For, -Proto "
    "and -Host count, nobody else's",
)
@click.option(
    "--mcp",
    is_flag=True,
    help="also serve MCP at /mcp, for assistants of other makers (pip install 'onrecord[mcp]')",
)
def chat(
    sources: Sources,
    archive: Path | None,
    model: str,
    reader: str,
    llm: str | None,
    llm_model: str | None,
    host: str,
    port: int | None,
    auth_file: Path | None,
    no_login: bool,
    proxy: tuple[str, ...],
    mcp: bool,
) -> int:
    """Open the chat page in your browser."""
    from onrecord.index.archive.archive import Archive
    from onrecord.rag.assistant import Assistant
    from onrecord.rag.llm.writer import Writer
    from onrecord.ui.locations import chat_archive, default_archive, sample_record
    from onrecord.ui.web.clients import Proxies

    proxies = Proxies(proxy)
    asked_too = language_model(llm, llm_model)
    passwords = _passwords(host, auth_file, no_login, proxy)
    folder = archive or default_archive()
    if not sources.paths and not (
        folder.is_dir() and any(folder.iterdir()) and Archive.open(folder).transcripts()
    ):
        say(f"Nothing is indexed in {folder} yet, so here is a sample record.")
        say("Add transcripts of your own with: onrecord index PATH")
        sources = replace(sources, paths=(sample_record(),))
        folder = chat_archive(sources.paths, model)
    elif sources.paths and not archive:
        folder = chat_archive(sources.paths, model)
    opened, embedder = create_with_model(folder, model)
    if sources.paths:
        add(opened, embedder, sources)
        if not archive:
            _forget_others(opened, sources.paths)
        if not opened.transcripts():
            raise InputError("none of these files could be indexed, so there is nothing to ask")
    say("Opening the page ...")
    from onrecord.ui.page.evals import Evals
    from onrecord.ui.page.examples import Examples
    from onrecord.ui.page.library import Library
    from onrecord.ui.server import serve

    settings = Settings(model=model, reader=reader)
    assistant = Assistant(opened, embedder, settings)
    writer = Writer(asked_too, assistant.reader) if asked_too else None
    serve(
        assistant,
        host,
        port,
        Examples(assistant),
        lambda url: say(f"On Record is at {url} (press Ctrl+C to stop)"),
        mcp,
        passwords,
        Library(opened, embedder, sources.allow_private),
        Evals(opened, embedder, settings),
        proxies,
        writer,
    )
    return 0


def _passwords(host: str, auth_file: Path | None, no_login: bool, proxy: Sequence[str]) -> Passwords | None:
    """Who may use the page; nobody has to say who they are where only this computer reaches it."""
    from onrecord.ui.locations import is_local
    from onrecord.ui.web.passwords import Passwords

    if auth_file and no_login:
        raise InputError("--auth-file asks for a login and --no-login forgoes it; give one of the two")
    if auth_file:
        return Passwords(auth_file)
    if proxy or not is_local(host):
        reached = "the proxy" if proxy else host
        if not no_login:
            raise InputError(
                f"whoever reaches {reached} could read this record: name who may with --auth-file FILE "
                "(lines of: onrecord password NAME >> FILE), or open it to everybody with --no-login"
            )
        complain(f"the page has no login: whoever reaches {reached} can read and ask this record")
    return None


@click.command(cls=Command)
@click.argument("name", help="who may log in with it")
def password(name: str) -> int:
    """Ask for a password and print a line for the file of --auth-file.

    A password that is typed is asked for twice; one that comes through a pipe is read once.
    """
    import sys

    from onrecord.ui.web.passwords import line

    if sys.stdin.isatty():
        # Standard output is the file.
        given = click.prompt(f"Password for {name}", hide_input=True, confirmation_prompt="Again", err=True)
    else:
        given = sys.stdin.readline().rstrip("\r\n")
    say(line(name, given))
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
