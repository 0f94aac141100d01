"""Which markers a document really uses, and where they stand.

A question word or ``<outlet>记者`` with a colon is a marker by its form. A name with a colon is
one only if the document uses it so: it comes again and answers an asker, or it is all that can
answer one. Labels without a colon (on a line of their own, in bold, before a dash) are believed
only where the document repeats them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.index.parsing.asides import with_asides
from onrecord.index.parsing.compound import has_post, is_handle
from onrecord.index.parsing.front import front_pairs
from onrecord.index.parsing.inline_labels import find_between, find_hidden, find_inline
from onrecord.index.parsing.label_neighbours import with_counterparts, without_wrapped
from onrecord.index.parsing.label_positions import find_places
from onrecord.index.parsing.label_words import Label, read_label
from onrecord.index.parsing.labels_behind import find_behind
from onrecord.index.parsing.letter_labels import find_letters
from onrecord.index.parsing.limits import MOST_TURNS, bounded
from onrecord.index.parsing.marker_patterns import marker_at
from onrecord.index.parsing.markers import Marker
from onrecord.index.parsing.offices import is_titled
from onrecord.index.parsing.one_off_labels import find_alike, one_speaker, with_told_roles
from onrecord.index.parsing.paragraphs import Layout
from onrecord.index.parsing.person_names import is_proper
from onrecord.index.parsing.roles import with_interpreters, with_roles
from onrecord.index.parsing.table_qa import find_in_grid
from onrecord.index.parsing.unlabelled import find_unlabelled
from onrecord.index.parsing.vocabulary import is_interpreter
from onrecord.index.records import Role
from onrecord.index.text.spans import Span, Spans

__all__ = ["HEAD", "Scheme", "find_candidates", "find_markers", "find_told", "told_markers"]

#: The "title: ..." block at the head of a Markdown file is about the transcript, not in it.
HEAD = re.compile(r"(---|\+\+\+)[ \t]*\r?\n(?:[^\r\n]{0,2000}\r?\n){0,200}?\1[ \t]*(?:\r?\n|$)")
_STRONG = ("colon", "gap")
# Letters at least of a name in capitals before a full stop.
_SHORTEST_CAPITALS = 4
# Names that a note shows.
_SHOWN = 6
# More words in small letters than this, and no office, begin a sentence.
_FEWEST_SAID = 2
_WHAT: dict[Role, str] = {"asker": "question", "answerer": "answer", "moderator": "hand-off"}
_TURNS = "turns"
_BEHIND = "names stand behind the words they belong to"
_BELOW = "no labels; the answer is taken to be what follows the question"


def _may_stop(name: str) -> bool:
    """Whether a full stop may end a name: behind a title, or in capitals."""
    return is_titled(name) or (name.isupper() and sum(map(str.isalpha, name)) >= _SHORTEST_CAPITALS)


def _established(text: str, candidates: Sequence[Marker]) -> list[Marker]:
    """The labels without a colon that the document repeats, with those that have one."""
    strong = [m for m in candidates if m.form in _STRONG]
    known = {m.key for m in strong if m.role or m.speaker}
    times = Counter(m.key for m in candidates)
    any_asker = sum(m.role == "asker" for m in strong) > 1
    spoken = Counter(m.key for m in strong)
    dialogue = sum(count > 1 for count in spoken.values()) > 1 and max(spoken.values()) > 2
    kept = list(strong)
    for form in dict.fromkeys(m.form for m in candidates if m.form not in _STRONG):
        # A full stop ends sentences: only behind a role's word or a title does it end a label.
        weak = [
            m
            for m in candidates
            if m.form == form and (form != "stop" or m.role or m.key in known or _may_stop(m.name))
        ]
        askers = sum(m.role == "asker" for m in weak)
        answerers = sum(m.role == "answerer" for m in weak)
        names = Counter(m.key for m in weak if m.role != "asker" and m.name[:1].isalpha())
        again = [key for key, count in names.items() if count > 1]
        in_use = askers > 1 or (askers and (answerers or form == "bracket"))
        if form == "space":
            in_use = askers > 1 and answerers > 1
        outlets = bool(again) and any(m.outlet or _is_user(m) for m in weak)
        by_name = not any_asker and not dialogue and not in_use and (len(again) > 1 or outlets)
        if form == "space":  # "TM When does it open?"
            by_name = by_name and sum(count > 2 for count in names.values()) > 1
        capitals = all(m.name.isupper() for m in weak if m.key in again)
        alike = find_alike(text, weak, again) if in_use or by_name else set()
        for m in weak:
            if m.role:
                take = bool(in_use) or (by_name and times[m.key] > 1)
            else:
                take = (bool(in_use) or by_name) and (
                    names[m.key] > 1
                    or m.outlet is not None
                    or _is_user(m)
                    or m.start in alike
                    or (form in ("line", "heading") and capitals and m.name.isupper())
                )
            if take or (
                m.key in known and (m.speaker or form != "space") and times[m.key] > 2 and form != "line"
            ):
                kept.append(m)
    return sorted(kept, key=lambda m: m.start)


def _with_names(text: str, candidates: Sequence[Marker]) -> list[Marker]:
    """Drop the names that the document does not use as speakers."""
    times = Counter(m.key for m in candidates)
    beside_asker: set[str] = set()
    for before, after in pairwise(candidates):
        if before.role == "asker" and after.role is None:
            beside_asker.add(after.key)
        if after.role == "asker" and before.role is None:
            beside_asker.add(before.key)
    signs = {m.key for m in candidates if m.role is None and m.speaker is None}
    speakers = {key for key in beside_asker if times[key] > (2 if key in signs else 1)}
    # Per candidate, whether the next one that is a speaker's for certain asks.
    before_asker = [True] * len(candidates)
    for i in range(len(candidates) - 2, -1, -1):
        after = candidates[i + 1]
        certain = after.role is not None or after.key in speakers
        before_asker[i] = after.role == "asker" if certain else before_asker[i + 1]
    alike = find_alike(text, candidates, speakers | {m.key for m in candidates if m.role})
    kept: list[Marker] = []
    for marker, asker_next in zip(candidates, before_asker, strict=True):
        if (
            marker.role is not None
            or marker.key in speakers
            or marker.start in alike
            or marker.form in ("line", "heading", "bold")
            or is_interpreter(marker.name)
        ):
            kept.append(marker)
        elif kept and kept[-1].role == "asker" and asker_next and marker.speaker and is_proper(marker.name):
            # Used once: a speaker only because the question before it had no answer otherwise.
            kept.append(marker)
        elif marker.outlet and kept and kept[-1].role != "asker" and not asker_next:
            kept.append(marker)
    return kept


def _is_said(name: str) -> bool:
    """Whether it is the beginning of a sentence rather than a name: ``So the question is``."""
    first, *others = name.split()
    return (
        len(others) > _FEWEST_SAID
        and first[0].isupper()
        and all(map(str.islower, others))
        and not has_post(name)
    )


def _names_alone(candidates: Sequence[Marker]) -> list[Marker]:
    """The names that come again; and those that come once, if they are a large part of a dialogue."""
    times = Counter(m.key for m in candidates)
    again = [m for m in candidates if times[m.key] > 1]
    most = max(times.values(), default=0)
    places = [i for i, m in enumerate(candidates) if times[m.key] > 1]
    dialogue = places and 2 * len(places) + 2 >= places[-1] - places[0] + 1
    repeated = sum(count > 1 for count in times.values())
    if not dialogue or (most < 3 and repeated < 2 and not any(m.outlet for m in candidates)):
        return again
    return [
        m
        for i, m in enumerate(candidates)
        if times[m.key] > 1 or (places[0] - 1 <= i <= places[-1] and m.speaker and not _is_said(m.name))
    ]


def _is_nick(marker: Marker) -> bool:
    """Whether it is a name in small letters, which only its repetition shows to be one."""
    return marker.role is None and marker.name[:1].islower() and not _is_user(marker)


def _is_user(marker: Marker) -> bool:
    """Whether its form alone tells that it is the name of a user: ``u/ann_r``, ``<ann_r>``."""
    return marker.form == "nick" or is_handle(marker.name)


def find_candidates(
    text: str, lines: Spans, emphasis: Spans, roles: Sequence[tuple[str, Role]] = ()
) -> list[Marker]:
    """What may be the labels of the document at the starts of its lines."""
    bold = {span.start: span.end for span in emphasis}
    begun = (
        m if m.start == start else replace(m, start=start)
        for start, at, end in find_places(text, lines)
        if (m := marker_at(text, at, end, bold.get(at, 0)))
    )
    candidates = list(bounded(begun, MOST_TURNS, _TURNS))
    times = Counter(m.name for m in candidates)
    candidates = [m for m in candidates if not _is_nick(m) or times[m.name] > 2]
    candidates = without_wrapped(text, candidates)
    candidates = with_told_roles(one_speaker(candidates), roles)
    return _established(text, with_counterparts(find_letters(text, candidates)))


def _in_use(
    text: str, lines: Spans, emphasis: Spans, roles: Sequence[tuple[str, Role]]
) -> tuple[list[Marker], list[Marker]]:
    """The markers at the starts of lines, each with a role; and, if nobody asks, all labels without one."""
    candidates = find_candidates(text, lines, emphasis, roles)
    asked = sum(m.role == "asker" for m in candidates) * 12 > len(candidates)
    interpreters = [m for m in candidates if m.role is None and is_interpreter(m.name)]
    places = {m.start for m in interpreters}
    speakers = [m for m in candidates if m.start not in places and (asked or m.role != "asker")]
    named = _with_names(text, speakers) if asked else _names_alone(speakers)
    used = with_roles(text, named)
    return (with_interpreters(used, interpreters), []) if used else ([], named)


@dataclass(frozen=True, slots=True)
class Scheme:
    """The markers of a document in their order, each with a role, and what had to be inferred.

    ``inferred`` tells it of single turns, by the markers' starts; ``notes`` of the whole document.
    ``speakers`` are the labels in use where their roles could not be told.
    """

    markers: tuple[Marker, ...]
    inferred: dict[int, str]
    notes: tuple[str, ...] = ()
    speakers: tuple[Marker, ...] = ()


def _told(markers: Sequence[Marker]) -> tuple[str, ...]:
    """Whose roles were told from their turns."""
    notes: list[str] = []
    for role, does in (("asker", "asks"), ("answerer", "answers"), ("moderator", "moderates")):
        named = [
            m
            for m in markers
            if m.role == role and m.speaker and read_label(m.name) == Label(None, m.name, m.outlet)
        ]
        names = dict.fromkeys(m.name for m in named)
        # Beside askers with role words, that a name answers is plain.
        if names and (role != "answerer" or notes):
            shown = ", ".join(repr(name) for name in list(names)[:_SHOWN])
            more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
            notes.append(f"told from the turns who {does}: {shown}{more}")
    return tuple(notes)


def find_told(
    text: str, labels: Sequence[tuple[Span, Role | None]], roles: Sequence[tuple[str, Role]] = ()
) -> Scheme:
    """The markers of a document whose format tells its speakers: what is left to find is who asks."""
    markers = with_told_roles(one_speaker(told_markers(text, labels)), roles)
    found = with_roles(text, markers)
    return Scheme(tuple(found), {}, () if roles else _told(found), () if found else tuple(markers))


def told_markers(text: str, labels: Sequence[tuple[Span, Role | None]]) -> list[Marker]:
    """The markers whose labels the format tells."""
    markers: list[Marker] = []
    for span, told in bounded(labels, MOST_TURNS, _TURNS):
        name = span.of(text)
        label = read_label(name) or Label(None, name)
        words = span.end + len(": ")
        markers.append(Marker(span.start, words, name, told or label.role, label.speaker, label.outlet))
    return markers


def _listed(pairs: Sequence[tuple[Span, Span]]) -> Iterator[Marker]:
    """The markers of questions and answers that stand as values, and of what stands between them."""
    for question, answer in pairs:
        yield Marker(question.start, question.start, "", "asker")
        yield Marker(question.end, question.end, "", "moderator")
        yield Marker(answer.start, answer.start, "", "answerer")
        yield Marker(answer.end, answer.end, "", "moderator")


def find_markers(
    text: str, layout: Layout, emphasis: Spans = (), roles: Sequence[tuple[str, Role]] = ()
) -> Scheme:
    """The markers of the document in their order, each with a role.

    Args:
        text: the document's text.
        layout: its lines.
        emphasis: its bold runs, where the format has them.
        roles: what the user says of speakers: a name and its role.

    Raises:
        TooManyError: it has too many turns.
    """
    head = HEAD.match(text)
    lines = tuple(line for line in layout.lines if head is None or line.start >= head.end())
    if in_grid := list(bounded(find_in_grid(text, lines), MOST_TURNS, _TURNS)):
        return Scheme(tuple(in_grid), {})
    if head and (listed := front_pairs(text)):
        return Scheme(tuple(_listed(listed)), {})
    if behind := find_behind(text, layout):
        signed = list(bounded(with_told_roles(one_speaker(behind), roles), MOST_TURNS, _TURNS))
        found = with_roles(text, signed)
        return Scheme(tuple(found), {}, (_BEHIND,), () if found else tuple(signed))
    markers, speakers = _in_use(text, lines, emphasis, roles)
    if not markers:
        markers = find_unlabelled(text, lines, emphasis, wrapped=layout.wrapped)
        inferred = {m.start: _BELOW for m in markers if m.role == "answerer"}
        return Scheme(tuple(markers), inferred, (), tuple(speakers))
    markers = sorted([*markers, *find_hidden(text, markers, layout)], key=lambda m: m.start)
    markers = with_asides(text, layout, markers)
    between = find_between(text, markers, layout)
    inline = list(bounded(find_inline(text, markers), MOST_TURNS, _TURNS))
    inferred = {m.start: f"the question at character {m.start} has no label" for m in between}
    inferred |= {
        m.start: f"the {_WHAT[m.role]} begins inside a paragraph, at character {m.start}"
        for m in inline
        if m.role
    }
    notes = () if roles else _told(markers)
    return Scheme(tuple(sorted([*markers, *between, *inline], key=lambda m: m.start)), inferred, notes)
