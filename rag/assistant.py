"""From a question to a cited answer."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from onrecord.index.archive.archive import Archive
from onrecord.index.archive.tuning import Tuning
from onrecord.index.arrays import Vectors
from onrecord.index.embedding.embedder import Embedder
from onrecord.index.embedding.load import load_embedder
from onrecord.index.embedding.model.unpacking import MODEL_ID
from onrecord.index.errors import ArchiveError, FilterError, SettingsError
from onrecord.index.filters import EVERYTHING, Filters
from onrecord.index.records import Citation, Transcript
from onrecord.index.text.folding import fold
from onrecord.rag.answer import Answer, Examined
from onrecord.rag.background import Background
from onrecord.rag.changes import Changes, changes_in
from onrecord.rag.citations import Quote, look_up, quote
from onrecord.rag.conversation import REMEMBERED, Near, Understood, understand
from onrecord.rag.formulas import MOST_FORMULAS, Formulas, formulas_of
from onrecord.rag.keyword_match import said_of
from onrecord.rag.likelihood import FITTED_LANGUAGES, LEAST
from onrecord.rag.question_filters import KINDS, Kind, ReadFilters, kinds_beside, merged, reading_of
from onrecord.rag.questions import checked
from onrecord.rag.quoting import LOOKED_AT, quoted, sentences_of
from onrecord.rag.reader.load import open_reader
from onrecord.rag.reader.protocol import Reader
from onrecord.rag.requests import Request, RequestModel, unquotable
from onrecord.rag.retrieval import Hit, reordered, search
from onrecord.rag.settings import Settings
from onrecord.rag.similarity import Similarity
from onrecord.rag.trace import Trace, everything, find, traced
from onrecord.rag.transcript_cache import TranscriptCache
from onrecord.rag.verdict import confidence, contrast, evidence, verdict
from onrecord.rag.views import ASKED

__all__ = ["Answer", "Assistant", "Examined"]

_Told = TypeVar("_Told")

# Among so many passages that score best, the nearest is looked for.
_LOOKED_AT = 10


class Assistant:
    """Asks one archive. Safe to use from several threads.

    ``reader`` is what reads the best passages with a question, if anything does.
    """

    def __init__(
        self,
        archive: Archive,
        embedder: Embedder,
        settings: Settings | None = None,
        reader: Reader | None = None,
        tuning: Tuning | None = None,
    ) -> None:
        """``reader`` takes the place of the one that the settings name.

        ``tuning`` takes the place of what the archive itself has learnt.

        Raises:
            ModelMismatchError: ``embedder`` did not make the archive.
            ModelError: the reader cannot be loaded.
        """
        archive.require_model(embedder.model_id)
        self.archive = archive
        self.settings = settings or Settings()
        self._embedder = embedder
        self._background = Background.load(embedder, archive.folder)
        self.reader = reader or open_reader(self.settings.reader, archive, embedder, self._background)
        self._requests = RequestModel.of(embedder)
        self._given_tuning = tuning
        self._cache = TranscriptCache(archive)

    @classmethod
    def open(
        cls,
        folder: Path | str,
        settings: Settings | None = None,
        progress: Callable[[float], None] | None = None,
    ) -> Assistant:
        """Open the archive in ``folder`` with the model that the settings name.

        An archive of the older format is brought up to date first; where it cannot be changed a warning says
        so. ``progress`` is called with a fraction 0..1 while the bundled model is unpacked, once.

        Raises:
            ArchiveError: there is no archive, or it cannot be read, or another model made it.
            ModelError: the model cannot be loaded.
        """
        settings = settings or Settings()
        archive = Archive.open(Path(folder))
        embedder = load_embedder(settings.model, progress)
        archive.make_current(embedder)
        return cls(archive, embedder, settings)

    def ask(
        self,
        question: str,
        top_k: int | None = None,
        question_id: str | None = None,
        filters: Filters = EVERYTHING,
        earlier: Sequence[str] = (),
        kinds: Collection[Kind] = KINDS,
    ) -> Answer:
        """The quotes that answer ``question``, grouped by exchange, the best exchange first.

        ``top_k`` quotes at most, by default as many as the settings say. ``question_id``
        becomes the answer's id; otherwise it gets one that is unique. Only exchanges that pass
        ``filters`` are asked. ``earlier`` are the questions before this one, the latest last: where
        this one leans on them ("and Russia?", "why?"), they are taken together.

        Filters of these ``kinds`` are also read in the question itself ("in January 2017"), unless
        ``filters`` say anything of the kind; the answer's ``read_filters`` tell. Where nothing passes them,
        it is asked without. Where nothing else is asked ("What did Reuters ask?"), what passes is the answer,
        of which the quotes are the beginning: its ``request`` is a list.

        Raises:
            FilterError: a filter names what the archive does not hold, or nothing passes them.
            QuestionError: a question is empty or too long.
        """
        shown = top_k or self.settings.top_k
        return self._examine(question, shown, shown, 0, question_id, filters, earlier, kinds).answer

    def rank(self, question: str, depth: int = 100) -> tuple[Hit, ...]:
        """The best passage of each of the ``depth`` exchanges nearest to ``question``, best first.

        Fewer come back where the archive has fewer.

        Raises:
            QuestionError: the question is empty or too long.
        """
        return self._examine(question, 1, 1, depth, judged=False).exchanges[:depth]

    def examine(
        self,
        question: str,
        passages: int,
        depth: int,
        question_id: str | None = None,
        earlier: Sequence[str] = (),
    ) -> Examined:
        """What :meth:`ask` says, with the ``passages`` best passages and ``depth`` exchanges behind it.

        Raises:
            QuestionError: a question is empty or too long.
        """
        shown = self.settings.top_k
        return self._examine(question, shown, max(shown, passages), depth, question_id, earlier=earlier)

    def _examine(
        self,
        question: str,
        shown: int,
        passages: int,
        depth: int,
        question_id: str | None = None,
        filters: Filters = EVERYTHING,
        earlier: Sequence[str] = (),
        kinds: Collection[Kind] = KINDS,
        judged: bool = True,
    ) -> Examined:
        """``judged`` is whether what the reader makes of it is needed for more than an order."""
        asked = checked(question)
        said = [checked(each) for each in (*earlier[-REMEMBERED:], asked)]
        beside = kinds_beside(filters, kinds)
        held = self.archive.choices()
        readings = [reading_of(each, held, beside) for each in said]
        # What is nothing but a filter leaves the question before it as it was, or asks for all that passes.
        telling = [at for at, each in enumerate(readings) if each.left]
        nothing_else = not telling
        telling = telling or [len(said) - 1]
        texts = [readings[at].left or said[at] for at in telling]
        passing, _ = self._passing(filters, merged(filters, readings[-1:]))
        understood = understand(
            texts[-1], texts[:-1], self._embedder.embed_questions, partial(self._nearness, passing)
        )
        taken = telling[-len(understood.questions) :]
        taken += [len(said) - 1] if taken[-1] != len(said) - 1 else []
        passing, read_filters = self._passing(filters, merged(filters, [readings[at] for at in taken]))
        asks_all = bool(read_filters and read_filters.used) and all(readings[at].asks_all for at in taken)
        vector, words = understood.vector, understood.words
        reader = self.reader if judged or (self.reader and self.reader.orders) else None
        reads = reader.reads if reader else 0
        looked_at = max(LOOKED_AT * shown, reads if reader and reader.orders else 0)
        with self.archive.snapshot():
            among = self.archive.resolve(passing)
            count = max(passages, looked_at, reads)
            hits = search(self.archive, self._background, words, vector, count, among, depth, self._tuning)
            transcripts = self._transcripts(hits[: max(looked_at, reads)])
            exchanges = self.archive.exchange_count(among)
            unmentioned = () if asks_all else tuple(self.archive.unmentioned(words))
            is_said = said_of(self.archive, words, hits[:shown], transcripts.__getitem__)
        read = _read(reader, " ".join(understood.questions), hits[:reads], transcripts)
        worth = [hit.score for hit in hits[:looked_at]]
        if reader and reader.orders:
            hits = reordered(hits, read)
        chosen = quoted(hits[:looked_at], worth, shown, transcripts.__getitem__)
        quotes = tuple(_quote(hit, transcripts) for hit in chosen)
        mentioned = False if unmentioned else is_said or None
        speaks = evidence(read) if len(read) else None
        sure = topical = 0.0
        if hits:
            nearest = max(hit.dense for hit in hits[:shown]), self._nearest_of_background(vector), exchanges
            sure = confidence(*nearest, mentioned, speaks)
            # By nearness alone: a topic is spoken of, whatever else the question names.
            topical = 1.0 if nothing_else else confidence(*nearest)
        if asks_all and quotes:
            sure = 1.0
        request = "list" if asks_all else self._request(asked, understood)
        answered = bool(quotes) and sure >= self.settings.threshold and not unquotable(request)
        answered = answered and (asks_all or not nothing_else)
        answer = Answer(
            id=question_id or uuid.uuid4().hex,
            question=asked,
            verdict=verdict(answered, topical),
            confidence=sure,
            quotes=quotes if answered else (),
            nearest=() if answered else quotes,
            understood=tuple(said[at] for at in taken),
            unmentioned=unmentioned,
            request=request,
            read_filters=read_filters,
        )
        return Examined(answer, tuple(hits))

    def trace(
        self,
        question: str,
        filters: Filters = EVERYTHING,
        least: float = LEAST,
        progress: Callable[[float], None] | None = None,
        kinds: Collection[Kind] = KINDS,
    ) -> Trace:
        """Every exchange and statement that speaks to ``question``, by date, each with its best sentence.

        Listed is what does so with at least the probability ``least``, 0..1: with 0 everything that comes
        near. Only what passes ``filters`` is looked at, and those of ``kinds`` that the question names, as in
        :meth:`ask`; where it asks for nothing else, all that passes is listed. ``progress`` is called with
        the share that is done.

        Raises:
            FilterError: a filter names what the archive does not hold, or nothing passes them.
            QuestionError: the question is empty or too long.
            SettingsError: ``least`` is no probability.
        """
        return self._traced(question, filters, least, progress, kinds, lambda found: found)

    def changes(
        self,
        question: str,
        filters: Filters = EVERYTHING,
        least: float = LEAST,
        progress: Callable[[float], None] | None = None,
        kinds: Collection[Kind] = KINDS,
    ) -> Changes:
        """What each answer on ``question`` says again in the words of earlier ones, and what is new in it.

        The answers, the other parameters and the errors are those of :meth:`trace`.
        """
        return self._traced(
            question, filters, least, progress, kinds, lambda found: changes_in(found, self._cache.transcript)
        )

    def formulas(
        self,
        filters: Filters = EVERYTHING,
        most: int = MOST_FORMULAS,
        progress: Callable[[float], None] | None = None,
    ) -> Formulas:
        """The ``most`` repeated formulas of all that passes ``filters``, each with its first and latest use.

        ``progress`` is called with the share that is done.

        Raises:
            FilterError: a filter names what the archive does not hold, or nothing passes them.
            SettingsError: ``most`` is below 1.
        """
        return formulas_of(self.archive, filters, most, progress)

    def _traced(
        self,
        question: str,
        filters: Filters,
        least: float,
        progress: Callable[[float], None] | None,
        kinds: Collection[Kind],
        then: Callable[[Trace], _Told],
    ) -> _Told:
        """What ``then`` makes of a trace, of the same state of the archive."""
        asked = checked(question)
        if not 0 <= least <= 1:
            raise SettingsError(f"least is {least}; give a number from 0 to 1")
        reading = reading_of(asked, self.archive.choices(), kinds_beside(filters, kinds))
        passing, read_filters = self._passing(filters, merged(filters, [reading]))
        asks_all = bool(read_filters and read_filters.used) and reading.asks_all
        words = reading.left or asked
        vector = self._embedder.embed_questions([words])[0]
        with self.archive.snapshot():
            among = self.archive.resolve(passing)
            similarity = Similarity(self._background, vector, self._tuning)
            found = (
                everything(self.archive, similarity, among, progress)
                if asks_all
                else find(self.archive, similarity, words, self._embedder.embed_questions, among, progress)
            )
            listed = dict.fromkeys(each.transcript for each, _ in found.listed(least))
            trace = traced(
                asked,
                found,
                least,
                {name: self._cache.transcript(name) for name in listed},
                () if asks_all else self.archive.unmentioned(words),
                self.archive.exchange_count(among),
                asks_all
                or (
                    self.archive.model_id == MODEL_ID
                    and self._tuning is None
                    and set(self.archive.choices().languages) <= FITTED_LANGUAGES
                ),
                read_filters,
            )
            return then(trace)

    def _passing(
        self, given: Filters, both: tuple[Filters, ReadFilters | None]
    ) -> tuple[Filters, ReadFilters | None]:
        """The filters to ask with: ``given`` alone where nothing passes what was read as well."""
        filters, read_filters = both
        if read_filters:
            try:
                self.archive.resolve(filters)
            except FilterError:
                return given, replace(read_filters, used=False)
        return filters, read_filters

    def show(self, citation: Citation) -> Quote:
        """The quote at an address, or the whole answer of an exchange.

        Raises:
            CitationError: nothing is found at it.
        """
        with self.archive.snapshot():
            return look_up(citation, self._cache.transcript)

    def _request(self, asked: str, understood: Understood) -> Request | None:
        """What ``asked`` asks for in its own words, whatever it is taken together with."""
        if not self._requests:
            return None
        alone = len(understood.questions) == 1
        vector = understood.vector if alone else self._embedder.embed_questions([fold(asked)])[0]
        return self._requests.request(vector)

    def _nearness(self, filters: Filters, words: str, vector: Vectors) -> Near:
        """How near what passes ``filters`` comes to words and their vector."""
        with self.archive.snapshot():
            among = self.archive.resolve(filters)
            hits = search(
                self.archive, self._background, words, vector, _LOOKED_AT, among, tuning=self._tuning
            )
            exchanges = self.archive.exchange_count(among)
            said = said_of(self.archive, words, hits, self._transcripts(hits).__getitem__)
        if not hits:
            return Near(0.0, 0.0)
        best = max(hit.dense for hit in hits)
        return Near(best, contrast(best, self._nearest_of_background(vector), exchanges), said)

    def _transcripts(self, hits: Sequence[Hit]) -> dict[str, Transcript]:
        """The transcripts of hits by their ids.

        Raises:
            ArchiveError: one has no such exchange, as its tables are damaged.
        """
        found = {name: self._cache.transcript(name) for name in dict.fromkeys(hit.transcript for hit in hits)}
        for hit in hits:
            if found[hit.transcript].part(hit.exchange) is None:
                raise ArchiveError(
                    f"{self.archive.folder}: the archive is damaged ({hit.transcript} has no exchange "
                    f"{hit.exchange}); move it away and index the transcripts again"
                )
        return found

    @property
    def model_id(self) -> str:
        """What questions and passages are compared by: the model, and what was learnt about it."""
        tuning = self._tuning
        return self.archive.model_id + (f"+tuning-{tuning.digest}" if tuning else "")

    @property
    def _tuning(self) -> Tuning | None:
        return self._given_tuning or self.archive.tuning

    def _nearest_of_background(self, vector: Vectors) -> float:
        # A background answer is passage and sentence in one.
        return self._background.nearest(vector, ASKED["question"], ASKED["passage"] + ASKED["sentence"])


def _read(
    reader: Reader | None, question: str, hits: Sequence[Hit], transcripts: Mapping[str, Transcript]
) -> npt.NDArray[np.float64]:
    """The log-odds that each of ``hits`` answers, shape ``(len(hits),)``; empty without a reader."""
    if not reader or not hits:
        return np.zeros(0)
    return reader.read(question, [sentences_of(hit, transcripts[hit.transcript]) for hit in hits])


def _quote(hit: Hit, transcripts: Mapping[str, Transcript]) -> Quote:
    return quote(transcripts[hit.transcript], hit.exchange, hit.span, hit.score, hit.views, hit.focus)
