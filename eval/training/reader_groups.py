"""Draws what the reader learns from: ``python -m onrecord.eval.training.reader_groups SHARED GROUPS``.

A group is a question, a passage that answers it, if any, and passages near it that do not. All passages are
cut as those of an archive are. The wrong ones are other passages of the same article or briefing, those that
the bundled model finds nearest to the question first. Groups are written in a random order that is always
the same, as gzipped JSON lines; ``SHARED`` is the folder that holds ``training`` and ``evalsets``.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.eval.training.rows import rows_of
from onrecord.index.chunking import PASSAGE_UNITS, sentences, units
from onrecord.index.embedding.bundled import load_bundled
from onrecord.index.embedding.embedder import Embedder

SEED = 20261129
HELD_OUT = 0.03
"""The share of articles and briefings that are kept for measuring."""
WRONG = 4
"""Wrong passages in a group, at most; fewer where an article has no more."""

# How many questions of each set are taken; most questions are of few languages, and each language counts.
_QUOTAS = {
    "xquad": 3600,
    "wh-briefings": 1000,
    "mananeras": 1000,
    "tw-transcripts": 1000,
    "au-pm": 700,
    "afriqa": 250,
    "amqa": 150,
    "arcd": 350,
    "belebele": 200,
    "clapnq": 350,
    "cmrc2018": 900,
    "covid_qa": 150,
    "drcd": 700,
    "enelpi_tr": 350,
    "fairytaleqa": 200,
    "heq": 500,
    "iapp_thai": 300,
    "idk_mrc": 700,
    "jaquad": 500,
    "jsquad": 250,
    "kazqad": 100,
    "medquad": 150,
    "norquad": 400,
    "piaf": 700,
    "pira": 250,
    "pquad": 800,
    "qamr": 100,
    "squadshifts_wiki": 600,
    "tydiqa_goldp": 1100,
}
_LONGEST_QUESTION = 320
_LOOKED_AT = 10
"""Passages of an article that are embedded, besides the right one."""


@dataclass(frozen=True, slots=True)
class Group:
    """A question with its passages; ``right`` is the sentence that answers, where one is known.

    The first passage answers where ``answerable``. ``language`` is that of the question and that of the
    passages, as ``ru-zh``; ``held_out`` says that it is kept for measuring.
    """

    question: str
    passages: tuple[str, ...]
    answerable: bool
    right: int | None
    source: str
    language: str
    held_out: bool


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A question, the passage that answers, the answer's place in it, and what else its article says."""

    question: str
    passage: str | None
    place: int | None
    answer: str
    others: tuple[str, ...]
    source: str
    language: str
    doc: str


def cut(text: str) -> list[tuple[int, str]]:
    """``text`` as passages of whole sentences, each with its place: as long as an archive's at most."""
    found: list[tuple[int, str]] = []
    start = end = 0
    for low, high in sentences(text):
        if end > start and units(text[start:high]) > PASSAGE_UNITS:
            found.append((start, text[start:end]))
            start = low
        end = high
    return [*found, (start, text[start:end])] if end > start else found


def _comprehension(folder: Path, name: str, count: int, r: random.Random) -> Iterator[_Drawn]:
    contexts = {row["ctx"]: row for row in rows_of(folder / f"{name}.ctx.jsonl.gz")}
    by_doc: dict[str, list[str]] = {}
    for key, row in contexts.items():
        by_doc.setdefault(row["doc"], []).append(key)
    rows = rows_of(folder / f"{name}.jsonl.gz")
    for row in r.sample(rows, min(count, len(rows))):
        context = contexts[row["ctx"]]
        pieces = cut(context["text"])
        near = [
            words
            for key in by_doc[context["doc"]]
            if key != row["ctx"]
            for _, words in cut(contexts[key]["text"])
        ]
        at = row["answer_start"]
        right = None
        if row["answerable"]:
            if at is None and len(pieces) > 1 and name != "medquad":
                continue  # which piece answers is not known
            right = next((p for p in reversed(pieces) if p[0] <= (at or 0)), pieces[0])
        if name == "medquad":
            near = []  # the rest of the page often answers too
            pieces = pieces[:1]
        others = [words for place, words in pieces if right is None or place != right[0]] + near
        yield _Drawn(
            question=row["question"],
            passage=right[1] if right else None,
            place=at - right[0] if right and at is not None else None,
            answer=row["answer"] or "",
            others=tuple(others),
            source=name,
            language=f"{row['lang']}-{context['lang']}",
            doc=str(context["doc"]),
        )


def _asked(question: str) -> str:
    """The question that ends a turn: with the sentences before it, as far as there is room."""
    bounds = [question[low:high] for low, high in sentences(question)]
    last = max(
        (at for at, words in enumerate(bounds) if re.search("[?？؟;]", words)), default=len(bounds) - 1
    )
    kept = ""
    for words in reversed(bounds[: last + 1]):
        if kept and units(words + kept) > 60:
            break
        kept = f"{words} {kept}".strip()
    return kept[-_LONGEST_QUESTION:]


def _briefing(folder: Path, name: str, count: int, r: random.Random) -> Iterator[_Drawn]:
    rows = [row for row in rows_of(folder / f"{name}.jsonl.gz") if units(row["answer"]) > 25]
    by_doc: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by_doc.setdefault(row["doc"], []).append(row)
    usable = [row for row in rows if 8 < units(row["question"]) < 150]
    for row in r.sample(usable, min(count, len(usable))):
        own = cut(row["answer"])
        # What answers stands at the beginning more often than not; the exchanges beside it are follow-ups.
        others = [
            words
            for each in by_doc[row["doc"]]
            if abs(each["n"] - row["n"]) > 2
            for _, words in cut(each["answer"])[:2]
        ]
        language = row["lang"]
        yield _Drawn(
            _asked(row["question"]),
            own[0][1],
            None,
            "",
            tuple(others),
            name,
            f"{language}-{language}",
            row["doc"],
        )


def _parallel(folder: Path, count: int, r: random.Random) -> Iterator[_Drawn]:
    """Questions of one language over passages of another."""
    right = dict(line.split("\t")[:2] for line in (folder / "qrels.tsv").read_text("utf-8").splitlines()[1:])
    questions = {
        file.name.split(".")[1]: {row["_id"]: row for row in rows_of(file)}
        for file in sorted(folder.glob("queries.*.jsonl"))
    }
    for passages_in in ("zh", "en"):
        corpus = {row["_id"]: row for row in rows_of(folder / f"corpus.{passages_in}.jsonl")}
        for _ in range(count // 2):
            asked_in = r.choice([code for code in questions if code != passages_in])
            key = r.choice(sorted(questions[asked_in]))
            home = corpus[right[key]]
            answer = questions[passages_in][key]["metadata"]["answer"]
            at = home["text"].find(answer)
            if at < 0:
                continue
            pieces = cut(home["text"])
            piece = next(p for p in reversed(pieces) if p[0] <= at)
            article = home["metadata"]["article"]
            others = [words for place, words in pieces if place != piece[0]] + [
                words
                for row in corpus.values()
                if row["metadata"]["article"] == article and row is not home
                for _, words in cut(row["text"])
            ]
            yield _Drawn(
                questions[asked_in][key]["text"],
                piece[1],
                at - piece[0],
                answer,
                tuple(others),
                "xquad",
                f"{asked_in}-{passages_in}",
                article,
            )


def draw(shared: Path) -> list[_Drawn]:
    """The questions of all sets, always the same."""
    r = random.Random(SEED)
    training = shared / "training"
    found: list[_Drawn] = []
    for name, count in _QUOTAS.items():
        if name == "xquad":
            found += _parallel(shared / "evalsets" / "xquad-dev", count, r)
        elif (training / "briefings" / f"{name}.jsonl.gz").exists():
            found += _briefing(training / "briefings", name, count, r)
        else:
            found += _comprehension(training / "qa", name, count, r)
    return [each for each in found if each.question.strip()]


def _folded(words: str) -> str:
    return re.sub(r"[\W_]+", "", words.casefold())


def _wrong(drawn: _Drawn, r: random.Random) -> list[str]:
    """Passages that may be shown as wrong: none that holds the answer's words, in an order by chance."""
    answer = _folded(drawn.answer)
    seen = {drawn.passage}
    found = []
    for words in drawn.others:
        if words in seen or units(words) < 12 or (len(answer) > 1 and answer in _folded(words)):
            continue
        seen.add(words)
        found.append(words)
    # The rest of the own text is near in any case.
    return found[:3] + r.sample(found[3:], min(len(found[3:]), _LOOKED_AT - 3))


def _nearest(questions: list[str], choices: list[list[str]], embedder: Embedder) -> list[list[str]]:
    """Each question's choices, the nearest first."""
    asked = embedder.embed_questions(questions)
    words = sorted({each for those in choices for each in those})
    place = dict(zip(words, range(len(words)), strict=True))
    vectors = np.concatenate(
        [embedder.embed_passages(words[at : at + 2000]) for at in range(0, len(words), 2000)]
    )
    found = []
    for vector, those in zip(asked, choices, strict=True):
        near = vectors[[place[each] for each in those]] @ vector if those else np.zeros(0)
        found.append([those[int(at)] for at in np.argsort(-near, kind="stable")])
    return found


def _is_held_out(doc: str) -> bool:
    return int(hashlib.sha256(doc.encode()).hexdigest()[:8], 16) / 2**32 < HELD_OUT


def _sentence_at(passage: str, place: int | None) -> int | None:
    if place is None:
        return None
    return next((at for at, (low, high) in enumerate(sentences(passage)) if low <= place < high), None)


def groups(drawn: Iterable[_Drawn], embedder: Embedder) -> list[Group]:
    """Groups in a random order; each has one passage at least."""
    r = random.Random(SEED + 1)
    those = list(drawn)
    choices = _nearest([each.question for each in those], [_wrong(each, r) for each in those], embedder)
    # Where an article has nothing else, a passage of another one in its language takes the place.
    strangers: dict[str, list[str]] = {}
    for each in those:
        strangers.setdefault(each.language.split("-")[1], []).extend([each.passage] if each.passage else [])
    found = []
    for each, wrong in zip(those, choices, strict=True):
        own = [] if each.passage is None else [each.passage]
        far = strangers[each.language.split("-")[1]]
        # The two nearest, and others by chance among the next: the nearest of a briefing may answer too.
        taken = wrong[:2] + r.sample(wrong[2:10], min(WRONG - 2, len(wrong[2:10])))
        while len(taken) < 2 and len(far) > 50:
            taken.append(r.choice(far))
        if not own and not taken:
            continue
        found.append(
            Group(
                question=each.question,
                passages=(*own, *taken),
                answerable=bool(own),
                right=_sentence_at(each.passage, each.place) if each.passage else None,
                source=each.source,
                language=each.language,
                held_out=_is_held_out(each.doc),
            )
        )
    r.shuffle(found)
    return found


def main(shared: str, file: str) -> None:
    """Draw, embed and write."""
    found = groups(draw(Path(shared)), load_bundled())
    with gzip.open(file, "wt", encoding="utf-8") as out:
        for group in found:
            print(json.dumps(asdict(group), ensure_ascii=False), file=out)
    print(len(found), "groups,", sum(group.held_out for group in found), "held out")


if __name__ == "__main__":
    main(*sys.argv[1:])
