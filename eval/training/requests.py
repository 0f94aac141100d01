"""Fits the probe that finds requests: ``python -m onrecord.eval.training.requests SHARED CACHE``.

Requests come from our own templates and topics in ``requests.toml``, questions from there and from
``SHARED/training``. The bundled model embeds them once (the vectors are kept in the folder ``CACHE``). The
script reports what a probe does on languages left out of its fit, on the examples that are never fitted and
on real questions, and writes the weights of one that is fitted on all templates to ``rag/requests.npz``.
Needs scikit-learn.
"""

from __future__ import annotations

import json
import random
import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

import onrecord.rag
from onrecord.eval.training.rows import rows_of
from onrecord.index.embedding.bundled import load_bundled
from onrecord.index.text.folding import fold
from onrecord.rag.requests import KINDS, Request, RequestModel, probabilities

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]

_SEED = 23
# Real questions: of each language of the question sets, of each source of briefings.
_QUESTIONS = 1200
_BRIEFINGS = 3500
# Topics that each template is filled with: of its own language, of any.
_TOPICS, _FOREIGN = 4, 2
# So much does a template count, however many topics it is filled with; a real question counts 1. This, the
# strength of the fit and the number of directions in which languages differ were chosen on Japanese, on
# Arabic and Persian, on German, Dutch and Swedish, and on French and Spanish, left out in turn: 0.76 of
# their requests recognised, 0.72 with no direction taken out, 0.73 where a template counts twice as much
# (questions embedded in batches).
_TEMPLATE = 2.0
_STRENGTH = 0.003
_DIRECTIONS = 12
# Of real questions so many at most are taken for requests.
_FALSE_ALARMS = 0.0007
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
    template: str = ""


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
        rows = rows_of(file)
        for row in r.sample(rows, min(len(rows), _QUESTIONS)):
            example = Example(
                _typed(row["question"][:300], r), "none", row["lang"], file.name.partition(".")[0]
            )
            by_language.setdefault(row["lang"], []).append(example)
    for language in sorted(by_language):
        found += r.sample(by_language[language], min(_QUESTIONS, len(by_language[language])))
    for file in sorted((shared / "training" / "briefings").glob("*.jsonl.gz")):
        sentences = [
            (row["lang"], sentence.strip(" —-,"))
            for row in rows_of(file)
            for sentence in (_SENTENCE.findall(row["question"]) or [row["question"][:200]])[-1:]
        ]
        source = file.name.partition(".")[0]
        for language, words in r.sample(sentences, _BRIEFINGS):
            found.append(Example(_typed(words, r), "none", language, source))
    return [example for example in found if example.words.strip()]


def own_examples() -> list[Example]:
    """Our templates, filled with topics, and, of the source ``test``, what is never fitted on."""
    r = random.Random(_SEED)
    own = tomllib.loads((Path(__file__).parent / "requests.toml").read_text(encoding="utf-8"))
    topics = {language: table.pop("topics") for language, table in own["fit"].items()}
    every = [topic for several in topics.values() for topic in several]
    found = []
    for language, table in own["fit"].items():
        for kind, templates in table.items():
            for template in templates:
                if "{}" in template:
                    chosen = r.sample(topics[language], _TOPICS) + r.sample(every, _FOREIGN)
                    filled = [_typed(template.format(topic), r) for topic in chosen]
                else:
                    # Alone it would count by a single way of typing.
                    filled = list(dict.fromkeys((template, _MARKS.sub("", template).lower())))
                weight = _TEMPLATE / len(filled)
                found += [Example(words, kind, language, "own", weight, template) for words in filled]
    for language, table in own["test"].items():
        found += [
            Example(words, kind, language, "test") for kind, several in table.items() for words in several
        ]
    return found


def _embedded(texts: Sequence[str], cache: Path) -> Floats:
    """The vectors of questions, of which those are made that were not kept.

    Each is embedded alone, as a question that is asked: in a batch a vector differs a little with the others.
    """
    file = cache / "requests.npz"
    kept: dict[str, Floats] = {}
    if file.exists():
        stored: Any = np.load(file, allow_pickle=False)
        kept = dict(zip(stored["texts"].tolist(), stored["vectors"], strict=True))
    folded = [fold(text) for text in texts]
    missing = list(dict.fromkeys(text for text in folded if text not in kept))
    if missing:
        embedder = load_bundled()
        with ThreadPoolExecutor(2) as pool:
            vectors = pool.map(lambda text: embedder.embed_questions([text])[0], missing)
            kept |= zip(missing, vectors, strict=True)
        np.savez(file, texts=np.array(list(kept)), vectors=np.stack(list(kept.values())))
    return np.stack([kept[text] for text in folded])


def fit(vectors: Floats, examples: Sequence[Example]) -> tuple[Floats, Floats]:
    """The weights and the bias of a probe, its classes in the order of ``KINDS``.

    It is blind in the directions in which the questions of one language differ from those of another.
    """
    real = np.array([example.source != "own" for example in examples])
    mean, spread = vectors[real].mean(0), vectors[real].std(0)
    languages = np.array([example.language for example in examples])
    means = [
        vectors[real & (languages == each)].mean(0)
        for each in sorted(set(languages[real]))
        if (real & (languages == each)).sum() > 100
    ]
    apart = (np.stack(means) - np.mean(means, 0)) / spread
    directions = np.linalg.svd(apart, full_matrices=False)[2][:_DIRECTIONS]
    seen = (np.eye(len(mean)) - directions.T @ directions) / spread[:, np.newaxis]
    found = LogisticRegression(C=_STRENGTH, max_iter=400).fit(
        (vectors - mean) @ seen,
        [KINDS.index(example.kind) for example in examples],
        sample_weight=[example.weight for example in examples],
    )
    weights = (seen @ found.coef_.T).astype(np.float16).astype(np.float32)
    return weights, (found.intercept_ - mean @ weights).astype(np.float32)


def with_threshold(weights: Floats, bias: Floats, real: Floats) -> RequestModel:
    """The probe with the lowest threshold at which few enough ``real`` questions are taken for requests."""
    sure = np.sort(probabilities(real, weights, bias)[:, :-1].max(1))[::-1]
    # Rounded up, so that the file holds what was tried.
    return RequestModel(weights, bias, float(np.ceil(sure[int(len(real) * _FALSE_ALARMS)] * 1000) / 1000))


def _taken(model: RequestModel, vectors: Floats) -> list[Request | None]:
    return [model.request(vector) for vector in vectors]


def _recognised(model: RequestModel, vectors: Floats, examples: Sequence[Example]) -> str:
    """How many of each kind are told rightly, and of the questions beside them taken for requests."""
    taken = _taken(model, vectors)
    said = []
    for kind in get_args(Request):
        found = [each for each, example in zip(taken, examples, strict=True) if example.kind == kind]
        right = sum(each == kind for each in found)
        wrong = sum(each not in (kind, None) for each in found)
        said.append(f"{kind} {right}/{len(found)} (as another {wrong})")
    alarms = [each for each, example in zip(taken, examples, strict=True) if example.kind == "none"]
    return f"{', '.join(said)}; questions taken {sum(map(bool, alarms))}/{len(alarms)}"


def _alarms(model: RequestModel, vectors: Floats, examples: Sequence[Example]) -> str:
    taken = _taken(model, vectors)
    first = [f"{t}: {e.words}" for t, e in zip(taken, examples, strict=True) if t][:8]
    return f"{sum(map(bool, taken))}/{len(taken)} {first}"


def main(shared: Path, cache: Path) -> None:
    """Fit, report, and write the weights."""
    examples = [*real_questions(shared), *own_examples(), *_set_questions()]
    vectors = _embedded([example.words for example in examples], cache)
    r = random.Random(_SEED)
    developing = np.array([r.random() < 0.5 for _ in examples])
    language = np.array([example.language for example in examples])
    source = np.array([example.source for example in examples])
    real = ~np.isin(source, ("own", "test", "set"))
    foreign = np.isin(language, (*_LEFT_OUT, *_NEVER))
    asked, own = real & ~foreign & ~developing, source == "own"
    development = vectors[real & ~foreign & developing]

    def of(chosen: Bools) -> tuple[Floats, list[Example]]:
        return vectors[chosen], [examples[i] for i in np.flatnonzero(chosen)]

    def fitted(chosen: Bools) -> RequestModel:
        return with_threshold(*fit(*of(asked | chosen)), development)

    def report(model: RequestModel) -> Iterator[str]:
        yield f"threshold {model.threshold:.3f} by {len(development)} questions"
        yield f"  test {_recognised(model, *of(source == 'test'))}"
        for each in _NEVER:
            yield f"  test {each} {_recognised(model, *of((source == 'test') & (language == each)))}"
        for each in (*_LEFT_OUT, *_NEVER):
            if (real & (language == each)).any():
                yield f"  real questions taken, {each} {_alarms(model, *of(real & (language == each)))}"
        yield f"  questions of eval/sets taken {_alarms(model, *of(source == 'set'))}"

    print(f"fitted on {asked.sum()} real questions and {own.sum()} of our own")
    first = fitted(own & ~np.isin(language, _LEFT_OUT))
    print(f"without {' and '.join(_LEFT_OUT)}:")
    for each in _LEFT_OUT:
        print(f"  {each} {_recognised(first, *of(own & (language == each)))}")
    print("\n".join(report(first)))
    templates = np.array([example.template for example in examples])
    shuffled = sorted(set(templates[own]))
    r.shuffle(shuffled)
    fifth = own & np.isin(templates, shuffled[::5])
    print(f"without a fifth of the templates: {_recognised(fitted(own & ~fifth), *of(fifth))}")
    shipped = fitted(own)
    print("as it ships:")
    print("\n".join(report(shipped)))
    print(f"  taken of the development part {_alarms(shipped, *of(real & ~foreign & developing))}")
    file = Path(onrecord.rag.__file__).with_name("requests.npz")
    np.savez_compressed(
        file,
        weights=shipped.weights.astype(np.float16),
        bias=shipped.bias,
        threshold=np.float32(shipped.threshold),
    )
    print(f"{file} has {file.stat().st_size / 1024:.1f} KB")


def _set_questions() -> list[Example]:
    """The questions of our own sets, on which nothing is fitted and nothing chosen."""
    folder = Path(__file__).parents[1] / "sets"
    lines = [
        json.loads(line)
        for part in ("dev", "test")
        for line in (folder / f"press-2019-03-08.{part}.jsonl").read_text("utf-8").splitlines()
    ]
    return [Example(line["question"], "none", line["lang"], "set") for line in lines]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
