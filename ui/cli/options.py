"""What can be typed after ``onrecord``: the commands and their options. Those of ``eval`` are beside it."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import NoReturn

from onrecord.index.readers.addresses import Address
from onrecord.rag.settings import Settings
from onrecord.ui.cli.eval_options import add_eval_commands
from onrecord.ui.cli.terminal import on_one_line

__all__ = ["build_parser"]

_PATHS = "a file, a folder or zip of files, or an http(s) address"


def _source(words: str) -> Path | Address:
    """A path, or a web address."""
    return Address(words) if re.match(r"https?://", words, re.IGNORECASE) else Path(words)


class _Parser(argparse.ArgumentParser):
    """A parser whose errors show what was typed, which may be a file's name, and do not send it as it is."""

    def error(self, message: str) -> NoReturn:
        """Tell what is wrong and end the program."""
        super().error(on_one_line(message))


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    parser: argparse.ArgumentParser = _Parser(
        prog="onrecord",
        description="Ask a press conference in any language; get the exact words, cited to the exchange "
        "they come from.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, summary: str, *parents: argparse.ArgumentParser) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=summary, description=summary, parents=parents)

    archive = argparse.ArgumentParser(add_help=False)
    archive.add_argument(
        "--archive",
        type=Path,
        metavar="DIR",
        help="the archive's folder (default: $ONRECORD_ARCHIVE, else a folder of your user data)",
    )
    model = argparse.ArgumentParser(add_help=False)
    model.add_argument(
        "--model",
        default=Settings().model,
        metavar="NAME",
        help="the embedding model: 'bundled' (default), or the name or folder of a "
        "sentence-transformers model; an archive keeps to the model that made it",
    )

    reranker = argparse.ArgumentParser(add_help=False)
    reranker.add_argument(
        "--reranker",
        metavar="NAME",
        help="the name or folder of a sentence-transformers CrossEncoder that puts the best quotes in order",
    )

    private = argparse.ArgumentParser(add_help=False)
    private.add_argument(
        "--allow-private",
        action="store_true",
        help="let addresses lead to this machine or its network, which is refused otherwise",
    )

    markers = _marker_options()
    filters = argparse.ArgumentParser(add_help=False)
    _add_filters(filters)

    index = command("index", "Add transcripts to the archive.", archive, model, private, markers)
    index.add_argument("paths", nargs="+", type=_source, metavar="PATH", help=_PATHS)
    index.add_argument(
        "--store",
        metavar="PLACE",
        help="where the archive's vectors are searched from now on: milvus://HOST:PORT, a file .db or faiss",
    )

    check = command(
        "check", "Show the exchanges that are found in transcripts, without indexing them.", private, markers
    )
    check.add_argument("paths", nargs="+", type=_source, metavar="PATH", help=_PATHS)
    check.add_argument("--json", action="store_true", help="one JSON object a line, one for each exchange")
    check.add_argument("--report", action="store_true", help="with --json: one object for each transcript")

    ask = command("ask", "Ask the archive; prints the quotes that answer.", archive, model, reranker, filters)
    ask.add_argument("question", nargs="?", help="the question, in any language")
    ask.add_argument(
        "--after", action="append", default=[], metavar="QUESTION",
        help="a question before this one, which this one may lean on; as often as needed, in their order",
    )  # fmt: skip
    ask.add_argument(
        "--batch", type=Path, metavar="FILE",
        help='ask every line of a JSONL file of {"id", "question"} or {"id", "question", "earlier"}',
    )  # fmt: skip
    ask.add_argument(
        "--top", type=int, default=Settings().top_k, metavar="K", help="quotes to show (default: %(default)s)"
    )
    ask.add_argument(
        "--threshold",
        type=float,
        default=Settings().threshold,
        metavar="P",
        help='with less confidence than this it is "not in the record" (default: %(default)s)',
    )
    ask.add_argument("--json", action="store_true", help="print the answer as JSON, one object a line")

    show = command("show", "Print what stands at a citation.", archive)
    show.add_argument("citation", help="such as press-2019-03-08/7 or press-2019-03-08/7@1203-1268")

    command("list", "List the transcripts of the archive.", archive)

    remove = command("remove", "Remove transcripts from the archive.", archive)
    remove.add_argument("ids", nargs="+", metavar="ID", help="a transcript's id, see: onrecord list")

    tune = command(
        "tune", "Let the archive's own questions teach how to find what answers them.", archive, model
    )
    tune.add_argument("--undo", action="store_true", help="take the last tuning back")
    tune.add_argument("--json", action="store_true", help="print what was learnt as JSON")

    evaluate = commands.add_parser(
        "eval",
        help="Ask a question set and measure how often the right words come back.",
        description="Measure how often the right words come back. 'onrecord eval SET' is short for "
        "'onrecord eval run SET'.",
    )
    add_eval_commands(evaluate, model)

    password = command("password", "Ask for a password and print a line for the file of --auth-file.")
    password.add_argument("name", help="who may log in with it")

    chat = command("chat", "Open the chat page in your browser.", archive, model, reranker, private, markers)
    chat.add_argument(
        "paths",
        nargs="*",
        type=_source,
        metavar="PATH",
        help="ask these transcripts alone (default: the archive, or a sample record while it is empty)",
    )
    chat.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: %(default)s)")
    chat.add_argument("--port", type=int, help="the port (default: the first free one from 7860)")
    chat.add_argument(
        "--auth-file",
        type=Path,
        metavar="FILE",
        help="who may use the page: a file of lines that 'onrecord password' makes",
    )
    chat.add_argument(
        "--no-login",
        action="store_true",
        help="listen beyond this computer without a login; whoever reaches the page can read the record",
    )
    chat.add_argument(
        "--proxy",
        action="append",
        default=[],
        metavar="ADDRESS",
        help="a reverse proxy in front of the page, or its network (10.0.0.0/8): its X-Forwarded-For, -Proto "
        "and -Host count, nobody else's; as often as needed",
    )
    chat.add_argument(
        "--mcp",
        action="store_true",
        help="also serve MCP at /mcp, for assistants of other makers (pip install 'onrecord[mcp]')",
    )
    return parser


def _marker_options() -> argparse.ArgumentParser:
    """The options by which the user says how a transcript is to be read."""
    markers = argparse.ArgumentParser(add_help=False)
    for role in ("question", "answer"):
        markers.add_argument(
            f"--{role}-marker",
            action="append",
            metavar="TEXT",
            help=f"what begins the line of each {role}, where it is not found by itself: give both, "
            "each as often as needed",
        )
    markers.add_argument(
        "--moderator-marker",
        action="append",
        metavar="TEXT",
        help="what begins the line of a moderator, who neither asks nor answers",
    )
    markers.add_argument(
        "--profile",
        type=Path,
        metavar="FILE",
        help="a TOML file that says these, who asks and answers, title, date, place and language "
        "(default: NAME.onrecord.toml beside a file, else onrecord.toml in its folder)",
    )
    return markers


def _add_filters(parser: argparse.ArgumentParser) -> None:
    """The options that say which part of the archive is asked."""
    group = parser.add_argument_group("which part of the archive is asked (by default all of it)")
    for name, metavar, meaning in (
        ("transcript", "ID", "this transcript, see: onrecord list"),
        ("outlet", "NAME", "questions of this paper or station, by its name or a part of it"),
        ("answerer", "NAME", "what this person answered, by the name or a part of it"),
        ("language", "CODE", "answers in this language, such as zh"),
    ):
        group.add_argument(
            f"--{name}", action="append", default=[], metavar=metavar, help=f"{meaning}; as often as needed"
        )
    group.add_argument(
        "--since", metavar="DATE", help="from this day, month or year on: 2019-03-08, 2019-03, 2019"
    )
    group.add_argument("--until", metavar="DATE", help="up to this day, month or year, inclusive")
