"""How complete and how clean traces are: ``python -m onrecord.eval.compare.tracing ARCHIVE [--split test]``.

``tracing.toml`` names countries, people, bodies and themes with the words by which an exchange of the archive
mfa-2016-2018 is known to speak of them, or with the addresses of those that do. Each is asked for in Chinese
and in English. Told are recall and precision of what is listed by default, whether the first and the latest
date are right, what recall and precision the trace itself expects, and how long it takes.
"""

from __future__ import annotations

import argparse
import re
import time
import tomllib
from collections.abc import Mapping
from pathlib import Path
from statistics import fmean
from typing import Any

from onrecord.index.errors import InputError
from onrecord.index.filters import Filters
from onrecord.index.records import Citation
from onrecord.rag.assistant import Assistant
from onrecord.rag.likelihood import LEAST

__all__ = ["main"]

_Key = tuple[str, int]
_SET = Path(__file__).with_name("tracing.toml")


def main() -> None:
    """Ask for everything of a split, print a line each and the means."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--split", default="test", choices=("dev", "test"))
    parser.add_argument("--least", type=float, default=LEAST)
    given = parser.parse_args()
    assistant = Assistant.open(given.archive)
    texts, dates = _texts(assistant)
    assistant.trace("?", Filters())  # what is read once is not timed
    wanted = tomllib.loads(_SET.read_text(encoding="utf-8"))
    for kind in ("name", "theme"):
        rows = []
        for each in wanted[kind]:
            if each["split"] == given.split:
                gold = _gold(each, texts)
                for language in ("zh", "en"):
                    rows.append(_row(assistant, each, language, gold, dates, given.least))
                    print(_line(f"{each['of']} ({language})", rows[-1]))
        for language in ("zh", "en"):
            print(_mean(f"{kind}s, {language}", [row for row in rows if row["language"] == language]))
        print(_mean(f"{kind}s, all", rows))


def _gold(each: Mapping[str, Any], texts: Mapping[_Key, str]) -> set[_Key]:
    """What speaks of it: by addresses where somebody read it, else by words."""
    if "gold" in each:
        found = {(cited.transcript, cited.exchange) for cited in map(Citation.parse, each["gold"])}
        if missing := found - texts.keys():
            raise InputError(f"{each['of']}: the archive has no {min(missing)}; index mfa-2016-2018 anew")
        return found
    return {key for key, text in texts.items() if re.search(each["words"], text)}


def _texts(assistant: Assistant) -> tuple[dict[_Key, str], dict[str, str | None]]:
    texts, dates = {}, {}
    for summary in assistant.archive.transcripts():
        transcript = assistant.archive.transcript(summary.id)
        dates[transcript.id] = transcript.date
        for part in transcript.parts:
            words = "\n".join(turn.words(transcript.text) for turn in part.turns())
            texts[transcript.id, part.number] = words
    return texts, dates


def _row(
    assistant: Assistant,
    each: Mapping[str, Any],
    language: str,
    gold: set[_Key],
    dates: Mapping[str, str | None],
    least: float,
) -> dict[str, Any]:
    start = time.perf_counter()
    trace = assistant.trace(each[language], least=least)
    seconds = time.perf_counter() - start
    listed = {(m.quote.citation.transcript, m.quote.citation.exchange) for m in trace.mentions}
    days = sorted(day for transcript, _ in gold if (day := dates[transcript]))
    first, latest = trace.first, trace.latest
    return {
        "language": language,
        "wanted": len(gold),
        "listed": len(listed),
        "recall": len(listed & gold) / len(gold),
        "precision": len(listed & gold) / max(1, len(listed)),
        "expected_recall": trace.expected.recall if trace.expected else 0.0,
        "expected_precision": trace.expected.precision if trace.expected else 0.0,
        "first": float(first is not None and first.quote.date == days[0]),
        "latest": float(latest is not None and latest.quote.date == days[-1]),
        "seconds": seconds,
    }


def _line(of: str, row: Mapping[str, Any]) -> str:
    return (
        f"{of:24} {row['wanted']:6.1f} wanted {row['listed']:6.1f} listed  recall {row['recall']:.3f} "
        f"({row['expected_recall']:.2f} expected)  precision {row['precision']:.3f} "
        f"({row['expected_precision']:.2f})  first {row['first']:.2f} latest {row['latest']:.2f}  "
        f"{row['seconds']:.2f} s"
    )


def _mean(of: str, rows: list[dict[str, Any]]) -> str:
    return _line(of, {key: fmean(row[key] for row in rows) for key in rows[0] if key != "language"}) + "\n"


if __name__ == "__main__":
    main()
