"""``onrecord tune``: let an archive's own questions teach how to find what answers them."""

from __future__ import annotations

import json
import shlex
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.index.errors import InputError
from onrecord.ui.cli.command import Command
from onrecord.ui.cli.opening import open_with_model
from onrecord.ui.cli.options import archive_option, model_option, open_archive
from onrecord.ui.cli.progress import bar, complain, say
from onrecord.ui.cli.terminal import counted

if TYPE_CHECKING:
    from onrecord.eval.learning import Compared, Lesson

__all__ = ["tune"]


@click.command(cls=Command)
@archive_option
@model_option
@click.option("--undo", is_flag=True, help="take the last tuning back")
@click.option("--json", "as_json", is_flag=True, help="print what was learnt as JSON")
def tune(archive: Path | None, model: str, undo: bool, as_json: bool) -> int:
    """Let the archive's own questions teach how to find what answers them.

    What was learnt is kept only where it finds more than before; if not, the exit status is 1.
    """
    if undo:
        return _undo(open_archive(archive).forget_tuning(), as_json)
    from onrecord.eval.learning import learn

    opened, embedder = open_with_model(archive, model)
    with bar("Learning", 1, "") as advance:
        lesson = learn(opened, embedder, advance)
    if lesson.accepted:
        opened.tune(lesson.tuning)
    say(_as_json(lesson) if as_json else _table(lesson))
    if lesson.accepted:
        where = f" --archive {shlex.quote(str(archive))}" if archive else ""
        complain(f"kept as tuning {lesson.tuning.version}; take it back with: onrecord tune --undo{where}")
        return 0
    complain("nothing was kept: the archive answers as before")
    return 1


def _undo(version: int | None, as_json: bool) -> int:
    if version is None:
        raise InputError("the archive has no tuning to take back")
    say(json.dumps({"undone": version}) if as_json else f"tuning {version} was taken back")
    return 0


def _as_json(lesson: Lesson) -> str:
    told = {
        "accepted": lesson.accepted,
        "version": lesson.tuning.version if lesson.accepted else None,
        "taught": lesson.taught,
        "tried": lesson.tried,
        "record": asdict(lesson.record),
        "languages": asdict(lesson.languages),
    }
    return json.dumps(told, ensure_ascii=False)


def _table(lesson: Lesson) -> str:
    lines = [
        f"learnt from {_span(lesson.taught)}",
        f"tried on    {_span(lesson.tried)}, whose own questions are not looked up",
        "",
        f"{'':44}{'plain':>7}{'tuned':>7}  difference (95 %)    questions",
        _line("this archive's later questions, nDCG@10", lesson.record),
        _line("questions in 11 other languages, RR", lesson.languages),
    ]
    if not lesson.better:
        lines += ["", "not surely as good on this archive's own questions"]
    elif not lesson.accepted:
        lines += ["", "better on this archive's own questions, but worse in other languages"]
    return "\n".join(lines)


def _span(told: tuple[int, str, str]) -> str:
    count, first, last = told
    return counted(count, "exchange") + (f", {first} to {last}" if first else "")


def _line(name: str, found: Compared) -> str:
    difference = found.tuned - found.plain
    between = f"[{found.low:+.3f}, {found.high:+.3f}]"
    return f"{name:44}{found.plain:7.3f}{found.tuned:7.3f}  {difference:+.3f} {between}  {found.questions}"
