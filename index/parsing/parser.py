"""A text to its exchanges and statements, with notes on all that was odd or had to be inferred.

The way, each step a module of :mod:`onrecord.index.parsing`: lines and paragraphs, the markers that the
document really uses and whose they are, turns, minor turns; exchanges are made here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.index.document import Document
from onrecord.index.errors import ParseError
from onrecord.index.parsing.advice import likely_markers, remedy
from onrecord.index.parsing.blocks import Block
from onrecord.index.parsing.choosing import best_reading, blocks_in
from onrecord.index.parsing.confidence import confidence, doubts, signs
from onrecord.index.parsing.dates import COMPACT, find_date, first_date
from onrecord.index.parsing.evidence import Evidence
from onrecord.index.parsing.exchanges import Found, exchanges_of, without_edges
from onrecord.index.parsing.follow_ups import with_follow_ups
from onrecord.index.parsing.found_speakers import Speaker, find_speakers, turned, unused_labels, with_told
from onrecord.index.parsing.front import front_metadata
from onrecord.index.parsing.given_markers import GivenMarkers
from onrecord.index.parsing.identity import find_title, slug, stem, transcript_slug
from onrecord.index.parsing.labels import Scheme, find_markers, find_told
from onrecord.index.parsing.left_out import find_left_out, in_no_turn
from onrecord.index.parsing.limits import MOST_TURNS, TooManyError, bounded
from onrecord.index.parsing.paragraphs import Layout
from onrecord.index.parsing.profile import STYLE, Profile
from onrecord.index.parsing.role_model import RoleModel
from onrecord.index.parsing.statements import with_statements
from onrecord.index.parsing.unasked import find_unasked
from onrecord.index.parsing.vocabulary import is_interpreter
from onrecord.index.parsing.voices import find_voices
from onrecord.index.records import Exchange, Note, Transcript
from onrecord.index.report import SURE, Report

__all__ = ["Parse", "parse", "parse_speakers"]

_UNTOLD = Profile()

_FRONT_LINES = 12
# A table in which nobody asks holds data of another kind, and nothing that somebody says.
_TABLES = (".csv", ".tsv", ".xlsx", ".yaml", ".yml")
_JSON = (".json", ".jsonl", ".ndjson")  # with speakers it can be what a recognizer of speech wrote
# At most so sure where neither names nor questions tell what the columns of a table hold, or where lines of a
# text without exchanges begin alike as turns do: it is in doubt.
_BY_POSITION = 0.4


@dataclass(frozen=True, slots=True)
class Parse:
    """What was found in a document, and who is found to speak in it: nobody where a table tells it."""

    transcript: Transcript
    speakers: tuple[Speaker, ...] = ()


def parse(
    document: Document,
    transcript_id: str | None = None,
    given: GivenMarkers | None = None,
    profile: Profile | None = None,
    role_model: RoleModel | None = None,
) -> Transcript:
    """Find the exchanges of a document; :func:`parse_speakers` takes the same and raises the same."""
    return parse_speakers(document, transcript_id, given, profile, role_model, tell=False).transcript


def parse_speakers(
    document: Document,
    transcript_id: str | None = None,
    given: GivenMarkers | None = None,
    profile: Profile | None = None,
    role_model: RoleModel | None = None,
    *,
    tell: bool = True,
) -> Parse:
    """Find the exchanges of a document, and with ``tell`` the speakers, whose roles the user may change.

    Args:
        document: what :func:`onrecord.index.readers.sources.read` returned.
        transcript_id: the id to give; by default the slug of the file's name.
        given: the user's markers, which are final; by default they are found.
        profile: what the user says of the transcript; ``given`` goes before its markers.
        role_model: tells from meaning who would say something, where typography leaves a doubt.
        tell: whether the speakers are wanted.

    Returns:
        The transcript: at least one exchange or statement, its text the document's own, its notes
        telling what was inferred rather than read.

    Raises:
        ParseError: the markers that are given are not in it, or it is longer than any transcript, or has
            no words.
    """
    text = document.text
    profile = profile or Profile()
    given = given or profile.markers
    if document.exchanges:  # a table says outright what a text leaves to be found
        report = Report(confidence=_BY_POSITION if document.by_position else 1.0)
        return Parse(_told(_transcript(document, transcript_id, document.exchanges, (), (), report), profile))
    try:
        layout = Layout.of(text)
        scheme = _scheme(document, layout, given, _UNTOLD)
    except TooManyError as error:
        raise ParseError(f"{document.name} {error}") from None
    found = exchanges_of(text, layout, scheme, as_given=bool(given))
    reading: Sequence[float] = ()
    if not given:
        found, reading = best_reading(document, layout, found, role_model)
        found = without_edges(text, found, Evidence(role_model))
    blocks = [] if given else blocks_in(document, layout)
    if not given and not found.exchanges:
        found = exchanges_of(text, layout, find_unasked(document, layout), as_given=True)
    if profile.roles and not given:
        found, reading = _as_told(document, layout, found, blocks, profile), ()
    scheme, exchanges, notes = found.scheme, found.exchanges, list(found.notes)
    if not exchanges:
        command = remedy(text, layout.lines, document.source or document.name)
        name = document.name.lower()
        table = name.endswith(_TABLES) or (name.endswith(_JSON) and not document.labels)
        if given or table:
            asked = (given.question, given.answer) if given else (("Q:",), ("A:",))
            looked_for = " and ".join(", ".join(map(repr, each)) for each in asked)
            raise ParseError(
                f"{document.name}: no exchange was found. Looked for the markers {looked_for} at the start "
                "of a line; a transcript looks like this: 'Q: When does it open?' on one line, 'A: In May.' "
                f"on the next. If it has others, name them, such as: {command}"
            )
        notes.insert(
            0,
            Note(
                "no question with an answer was found, so that all of it is taken for statements; if it has "
                f"some, name what they begin with, such as: {command}"
            ),
        )
    notes[:0] = [Note(message) for message in scheme.notes]
    notes += [
        Note(
            f"the turn at character {at} asks or answers nothing; it is kept as a statement",
            _around(exchanges, at),
        )
        for at in found.minor
    ]
    if found.closing is not None:
        notes.append(
            Note(f"the closing announcement from character {found.closing} on is kept as statements")
        )
    left_out = (
        find_left_out(
            text, layout.printed, scheme.markers, found.every, found.minor, found.closing, exchanges
        )
        if scheme.markers
        else in_no_turn(text, layout)
    )
    words_from = scheme.markers[0].start if scheme.markers else len(text)
    front = [line.of(text) for line in layout.lines[:_FRONT_LINES] if line.start < words_from]
    sure = 1.0 if given else _certainty(text, layout, found, blocks, reading)
    report = Report(
        find_voices(scheme.markers),
        left_out,
        sure,
        () if sure >= SURE else doubts(text, exchanges),
    )
    linked = with_follow_ups(text, exchanges, scheme.markers)
    transcript = _told(_transcript(document, transcript_id, linked, notes, front, report), profile)
    if not transcript.parts:
        raise ParseError(f"{document.name}: there is no word in it that somebody could have said")
    speakers = find_speakers(text, blocks, scheme.markers, profile.roles) if tell and not given else ()
    return Parse(transcript, speakers)


def _as_told(
    document: Document, layout: Layout, found: Found, blocks: Sequence[Block], profile: Profile
) -> Found:
    """What was found as the user says; where nobody would be answered then, others' roles are told anew."""
    looks = any(name.startswith(STYLE) for name, _ in profile.roles)

    def laid_over(base: Scheme) -> Found:
        markers = with_told(document.text, blocks, base.markers, profile.roles)
        as_given = looks or not any(m.name for m in markers)
        scheme = Scheme(tuple(bounded(markers, MOST_TURNS, "turns")), base.inferred)
        return exchanges_of(document.text, layout, scheme, as_given=as_given, complete=True)

    over = laid_over(found.scheme)
    if over.exchanges:
        return over
    anew = _scheme(document, layout, None, profile)
    for markers in (anew.markers, turned(found.scheme.markers, profile.roles)):
        if any(m.name for m in markers) and (other := laid_over(Scheme(tuple(markers), {}))).exchanges:
            return other
    return over


def _certainty(
    text: str, layout: Layout, found: Found, blocks: Sequence[Block], reading: Sequence[float]
) -> float:
    """How sure it is that it was read rightly: where no exchange was found, that there is none."""
    if not found.exchanges:
        return _BY_POSITION if likely_markers(text, layout.lines) else 1.0
    inferred = {note.exchange for note in found.notes if note.exchange}
    told = signs(
        text,
        found.exchanges,
        blocks,
        reading,
        unused=unused_labels(text, blocks, found.scheme.markers),
        inferred=len(inferred) / len(found.exchanges),
    )
    return confidence(told, len(found.exchanges))


def _scheme(document: Document, layout: Layout, given: GivenMarkers | None, profile: Profile) -> Scheme:
    """The markers: those that are given, that the format tells of, or that are found."""
    if given:
        found = given.find(document.text, layout.printed)
        return Scheme(tuple(bounded(found, MOST_TURNS, "turns")), {})
    if document.labels:
        return find_told(document.text, document.labels, profile.speakers)
    return find_markers(document.text, layout, document.emphasis, profile.speakers)


def _told(transcript: Transcript, profile: Profile) -> Transcript:
    """A transcript with what the user says of it."""
    said = profile.metadata
    return replace(
        transcript,
        title=said.title or transcript.title,
        date=said.date or transcript.date,
        place=said.place or transcript.place,
        language=said.language or transcript.language,
    )


def _around(exchanges: Sequence[Exchange], at: int) -> int | None:
    """The number of the exchange that a turn interrupts or comes after."""
    before = bisect_right(exchanges, at, key=lambda exchange: exchange.question[0].spans[0].start)
    return before or None


def _transcript(
    document: Document,
    transcript_id: str | None,
    exchanges: Sequence[Exchange],
    notes: Sequence[Note],
    front: Sequence[str],
    report: Report,
) -> Transcript:
    text = document.text
    told, file = front_metadata(text, front), document.metadata
    title = told.title or file.title or find_title(front) or " ".join(stem(document.name).split())
    date = told.date and first_date(told.date, (COMPACT,))
    date = date or find_date(stem(document.name), "\n".join([title, *front]))
    all_told = told.over(file)
    transcript = Transcript(
        id=(slug(transcript_id) if transcript_id else "") or transcript_slug(document.name, text),
        title=title,
        date=date or (file.date and first_date(file.date, (COMPACT,))) or None,
        source=document.source,
        sha256=document.sha256,
        text=text,
        exchanges=tuple(exchanges),
        notes=tuple(notes),
        place=all_told.place,
        speakers=all_told.speakers or _answerers(exchanges),
        language=all_told.language,
        address=all_told.address,
        pages=document.pages,
        times=document.times,
        report=report,
    )
    made = with_statements(transcript)
    # Where nobody is asked, whoever speaks is a speaker.
    return made if exchanges or made.speakers else replace(made, speakers=_answerers(made.statements))


def _answerers(exchanges: Sequence[Exchange]) -> tuple[str, ...]:
    """Everybody whom a marker names as answering, in their order."""
    answers = (turn for exchange in exchanges for turn in exchange.answer)
    names = (turn.speaker for turn in answers if turn.role == "answerer")
    return tuple(dict.fromkeys(name for name in names if name and not is_interpreter(name)))
