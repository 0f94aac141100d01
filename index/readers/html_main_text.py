"""Which lines of a web page are its main text, and not the way to other pages.

The extractor (only importer of ``trafilatura``) tells where the main text is; the element that holds it is
then taken whole, because extractors also drop what is short or comes again, such as speakers' names.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from typing import Final

from onrecord.index.readers.html_lines import Line, Tree

__all__ = ["is_web_page", "main_lines"]

# What a saved page of a site has and a document that was written as HTML has not.
_PAGE: Final = re.compile(
    r"<(?:nav|header|footer|aside|form|article|main|script)\b|<a\s[^>]{0,300}href", re.I
)
# Larger pages are one long list or generated; the extractor takes too long for them.
_LONGEST: Final = 8_000_000
# What is found must be at least this share of the letters, and this many, to go by.
_LEAST_SHARE: Final = 0.15
_LEAST: Final = 200


def is_web_page(source: str) -> bool:
    """Whether there is anything beside a main text in it."""
    return _PAGE.search(source) is not None and len(source) <= _LONGEST


def _extracted(source: str) -> set[str]:
    """The lines that the extractor takes for main text, words only."""
    from trafilatura import extract

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        text = extract(source, favor_recall=True, include_comments=False)
    except Exception:  # whatever it meets in a damaged page: then the page is taken whole
        return set()
    return {_words(line) for line in (text or "").splitlines()}


def _words(line: str) -> str:
    return "".join(c for c in line if c.isalnum())


def _densest(weights: Sequence[int]) -> tuple[int, int]:
    """The run ``[first, last]`` with the largest sum."""
    best, first, last = 0, 0, -1
    total, begin = 0, 0
    for i, weight in enumerate(weights):
        if total <= 0:
            total, begin = 0, i
        total += weight
        if total > best:
            best, first, last = total, begin, i
    return first, last


def _holder(parents: Sequence[int], a: int, b: int) -> int:
    """The innermost element that holds both; elements are numbered in the order of their beginning."""
    while a != b:
        if a > b:
            a = parents[a]
        else:
            b = parents[b]
    return a


def main_lines(source: str, tree: Tree) -> list[Line]:
    """The lines of the main text; all lines where the extractor finds too little to go by."""
    known = _extracted(source)
    words = [_words(line.text) for line in tree.lines]
    weights = [len(each) * (1 if each in known else -1) for each in words]
    first, last = _densest(weights)
    if sum(map(len, words[first : last + 1])) < max(_LEAST, _LEAST_SHARE * sum(map(len, words))):
        return tree.lines
    holder = tree.lines[first].node
    for line in tree.lines[first + 1 : last + 1]:
        holder = _holder(tree.parents, holder, line.node)
    inside = [False] * len(tree.parents)
    inside[holder] = True
    for node in range(holder + 1, len(tree.parents)):
        inside[node] = inside[tree.parents[node]]
    return [
        line
        for i, line in enumerate(tree.lines)
        if inside[line.node] and (first <= i <= last or 2 * line.linked < len(words[i]))
    ]
