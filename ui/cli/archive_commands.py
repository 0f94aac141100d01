"""The commands about an archive: ``ask``, ``show``, ``list``, ``remove``. What is heavy, they import."""

from __future__ import annotations

import json
from argparse import Namespace

from onrecord.index.errors import QuestionError
from onrecord.index.filters import Filters
from onrecord.rag.settings import Settings
from onrecord.ui.cli import output as printing
from onrecord.ui.cli.progress import load_model, say
from onrecord.ui.locations import default_archive

__all__ = ["run_ask", "run_list", "run_remove", "run_show"]


def run_ask(options: Namespace) -> int:
    """Ask one question, or those of a file."""
    from onrecord.index.archive.archive import Archive
    from onrecord.rag.assistant import Answer, Assistant
    from onrecord.rag.questions import BatchLine, checked, read_batch

    if (options.question is None) == (options.batch is None):
        raise QuestionError("give one question, or --batch FILE with a question on each line")
    filters = _filters(options)
    settings = Settings(options.model, options.top, options.threshold, options.reranker)
    if options.batch and options.after:
        raise QuestionError('--after goes with one question; a line of a batch has "earlier": [...]')
    earlier = tuple(checked(each) for each in options.after)
    batch = (
        read_batch(options.batch) if options.batch else [BatchLine("", checked(options.question), earlier)]
    )
    archive = Archive.open(options.archive or default_archive())
    assistant = Assistant(archive, load_model(settings.model), settings)
    for line in batch:
        try:
            answer = assistant.ask(
                line.question, question_id=line.id or None, filters=filters, earlier=line.earlier
            )
        except QuestionError as error:
            # Only a line of a batch gets here: it is told, and the others are asked.
            refused = Answer(line.id, line.question, False, 0.0, (), ()).to_dict()
            refused["error"] = str(error)
            say(json.dumps(refused) if options.json else f"{line.id}: {error}")
            continue
        if options.json:
            say(json.dumps(answer.to_dict(), ensure_ascii=False))
        else:
            say(printing.numbered(answer) if options.batch else printing.answer(answer))
    return 0


def run_show(options: Namespace) -> int:
    """Print the exchange around a citation."""
    from onrecord.index.archive.archive import Archive
    from onrecord.index.records import Citation
    from onrecord.rag.citations import look_up

    citation = Citation.parse(options.citation)
    archive = Archive.open(options.archive or default_archive())
    say(printing.exchange(look_up(citation, archive.transcript)))
    return 0


def run_list(options: Namespace) -> int:
    """List the transcripts of an archive."""
    from onrecord.index.archive.archive import Archive

    for line in printing.listing(Archive.open(options.archive or default_archive()).transcripts()):
        say(line)
    return 0


def run_remove(options: Namespace) -> int:
    """Remove transcripts; nothing is removed where one of the ids is unknown."""
    from onrecord.index.archive.archive import Archive

    archive = Archive.open(options.archive or default_archive())
    for transcript_id in options.ids:
        archive.transcript(transcript_id)
    for transcript_id in dict.fromkeys(options.ids):
        archive.remove(transcript_id)
        say(f"removed {transcript_id}")
    return 0


def _filters(options: Namespace) -> Filters:
    """The part of the archive that is asked."""
    return Filters(
        options.transcript, options.since, options.until, options.outlet, options.answerer, options.language
    )
