"""Fits the probe that tells requests from questions: ``python -m onrecord.eval.training.requests SHARED CACHE``.

Requests come from our own templates and topics in ``requests.toml``, questions from there and from
``SHARED/training``. The bundled model embeds them once (the vectors are kept in the folder ``CACHE``). The
script reports what a probe does on languages left out of its fit, on the examples that are never fitted and
on real questions, and writes the weights of one that is fitted on all templates to ``rag/requests.npz``.
Needs scikit-learn.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

import onrecord.rag
from onrecord.index.embedding.bundled import load_bundled
from onrecord.index.text.folding import fold
from onrecord.rag.requests import KINDS, RequestModel, probabilities

Floats = NDArray[np.float32]

_SEED = 23
# Real questions: of each language of the question sets, of each source of briefings.
_QUESTIONS = 1200
_BRIEFINGS = 3500
# Topics that each template is filled with: of its own language, of any.
_TOPICS, _FOREIGN = 4, 2
# So much does a template count, however many topics it is filled with; a real question counts 1.
_TEMPLATE = 8.0
_STRENGTH = 0.02
# Of real questions so many at most are taken for requests.
_FALSE_ALARMS = 0.001
# Languages of templates that the reported probe is fitted without, and those of no template; none of their
# real questions is ever fitted on.
_LEFT_OUT, _NEVER = ("ru", "ko"), ("pt", "it", "tr")
_MARKS = re.compile(r"[?？؟.。!！]+$")
_SENTENCE = re.compile(r"[^?？؟.。!！]{12,200}[?？؟]")


@dataclass(frozen=True)
class Example:
    """Words, the kind they are of, their language and where they come from; how much they count in a fit."""

    words: str
    kind: str
    language: str
    source: str
    weight: float = 1.0


def _rows(file: Path) -> list[dict[str, str]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _typed(words: str, r: random.Random) -> str:
    """Words as people type them: as they are, without the mark at the end, or in small letters."""
    chance = r.random()
    if chance < 0.5:
        return words
    bare = _MARKS.sub("", words).strip("¿¡ ")
    return bare if chance < 0.75 else bare.lower()


def real_questions(shared: Path) -> list[Example]:
    """Questions that people asked, always the same."""
    r = random.Random(_SEED)
    found: list[Example] = []
    by_language: dict[str, list[Example]] = {}
    for file in sorted((shared / "training" / "qa").glob("*.jsonl.gz")):
        if ".ctx." in file.name:
            continue
        rows = _rows(file)
        for row in r.sample(rows, min(len(rows), _QUESTIONS)):
            example = Example(_typed(row["question"][:300], r), "none", row["lang"], file.name.partition(".")[0])
            by_language.setdefault(row["lang"], []).append(example)
    for language in sorted(by_language):
        found += r.sample(by_language[language], min(_QUESTIONS, len(by_language[language])))
    for file in sorted((shared / "training" / "briefings").glob("*.jsonl.gz")):
        sentences = [
            (row["lang"], sentence.strip(" —-,"))
            for row in _rows(file)
            for sentence in (_SENTENCE.findall(row["question"]) or [row["question"][:200]])[-1:]
        ]
        source = file.name.partition(".")[0]
        for language, words in r.sample(sentences, _BRIEFINGS):
            found.append(Example(_typed(words, r), "none", language, source))
    return [example for example in found if example.words.strip()]


def own_examples() -> list[Example]:
    """Our templates, filled with topics, and the examples that are never fitted on, of the source ``test``."""
    r = random.Random(_SEED)
    own = tomllib.loads((Path(__file__).parent / "requests.toml").read_text(encoding="utf-8"))
    topics = {language: table.pop("topics") for language, table in own["fit"].items()}
    every = [topic for several in topics.values() for topic in several]
    found = []
    for language, table in own["fit"].items():
        for kind, templates in table.items():
            for template in templates:
                filled = [template]
                if "{}" in template:
                    chosen = r.sample(topics[language], _TOPICS) + r.sample(every, _FOREIGN)
                    filled = [template.format(topic) for topic in chosen]
                    found += [
                        Example(_typed(words, r), kind, language, "own", _TEMPLATE / len(filled))
                        for words in filled
                    ]
                else:
                    # Alone it would count by a single way of typing.
                    typed = {words: None for words in (template, _MARKS.sub("", template).lower())}
                    found += [Example(words, kind, language, "own", _TEMPLATE / len(typed)) for words in typed]
    for language, table in own["test"].items():
        found += [
            Example(words, kind, language, "test") for kind, several in table.items() for words in several
        ]
    return found


def _embedded(texts: Sequence[str], cache: Path) -> Floats:
    """The vectors of questions, of which those are made that were not kept."""
    file = cache / "requests.npz"
    kept: dict[str, Floats] = {}
    if file.exists():
        stored: Any = np.load(file, allow_pickle=False)
        kept = dict(zip(stored["texts"].tolist(), stored["vectors"], strict=True))
    folded = [fold(text) for text in texts]
    missing = list(dict.fromkeys(text for text in folded if text not in kept))
    if missing:
        kept |= zip(missing, load_bundled().embed_questions(missing), strict=True)
        np.savez(file, texts=np.array(list(kept)), vectors=np.stack(list(kept.values())))
    return np.stack([kept[text] for text in folded])
