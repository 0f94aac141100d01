"""What ``onrecord tune`` does."""

from __future__ import annotations

import json
import shlex
from argparse import Namespace
from dataclasses import asdict
from typing import TYPE_CHECKING

from onrecord.index.errors import InputError
from onrecord.ui.cli.progress import bar, complain, load_model, say
from onrecord.ui.locations import default_archive

if TYPE_CHECKING:
    from onrecord.eval.learning import Compared, Lesson

__all__ = ["run_tune"]


def run_tune(options: Namespace) -> int:
    """Learn from an archive and keep what is better, or take it back; 1 if nothing was kept."""
    from onrecord.index.archive.archive import Archive

    archive = Archive.open(options.archive or default_archive())
    if options.undo:
        return _undo(archive.forget_tuning(), options.json)
    from onrecord.eval.learning import learn

    embedder = load_model(options.model)
    with bar("Learning", 1, "") as advance:
        lesson = learn(archive, embedder, advance)
    if lesson.accepted:
        archive.tune(lesson.tuning)
    say(_as_json(lesson) if options.json else _table(lesson))
    if lesson.accepted:
        where = f" --archive {shlex.quote(str(options.archive))}" if options.archive else ""
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
    return f"{count:,} exchanges" + (f", {first} to {last}" if first else "")


def _line(name: str, found: Compared) -> str:
    difference = found.tuned - found.plain
    between = f"[{found.low:+.3f}, {found.high:+.3f}]"
    return f"{name:44}{found.plain:7.3f}{found.tuned:7.3f}  {difference:+.3f} {between}  {found.questions}"
