"""Measures are what they say: against pytrec_eval on random runs, and by hand."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest
import pytrec_eval

from onrecord.eval.measures.quotes import hit_at, hit_within, token_f1
from onrecord.eval.measures.rankings import ranking_values
from onrecord.eval.measures.refusals import area_under_risk, auroc, calibration_error, risk_coverage
from onrecord.eval.measures.significance import mean_interval, randomisation_test
from onrecord.eval.runs.run import Result, ShownQuote
from onrecord.index.errors import InputError


def test_rankings_are_measured_as_trec_eval_does() -> None:
    rng = random.Random(7)
    documents = [f"d{n}" for n in range(150)]
    relevant, rankings = {}, {}
    for query in (f"q{n}" for n in range(60)):
        relevant[query] = {d: rng.randint(1, 2) for d in rng.sample(documents, rng.randint(1, 6))}
        rankings[query] = [(d, 0.5) for d in rng.sample(documents, rng.randint(0, 100))]
    names = {"nDCG@10": "ndcg_cut_10", "R@3": "recall_3", "AP@100": "map_cut_100", "Success@3": "success_3"}
    ours = ranking_values(relevant, rankings, [*names, "RR@10"])
    run = {q: {d: float(-at) for at, (d, _) in enumerate(ranked)} for q, ranked in rankings.items()}
    theirs = pytrec_eval.RelevanceEvaluator(relevant, {"ndcg_cut.10", "recall.3", "map_cut.100", "success.3"}).evaluate(run)  # fmt: skip
    for query, right in relevant.items():
        for name, trec_name in names.items():
            assert ours[name][query] == pytest.approx(theirs.get(query, {}).get(trec_name, 0.0), abs=1e-9)
        first = next((at for at, (d, _) in enumerate(rankings[query][:10], 1) if d in right), math.inf)
        assert ours["RR@10"][query] == pytest.approx(1 / first, abs=1e-9)


def test_ndcg_by_hand() -> None:
    values = ranking_values(
        {"q": {"a": 1, "b": 1}}, {"q": [("x", 3), ("a", 2), ("b", 1)]}, ["nDCG@10", "R@1"]
    )
    ideal = 1 + 1 / math.log2(3)
    assert values["nDCG@10"]["q"] == pytest.approx((1 / math.log2(3) + 1 / 2) / ideal)
    assert values["R@1"]["q"] == 0


@pytest.mark.parametrize("name", ["foo", "nDCG@@", "nDCG@x", ""])
def test_what_is_no_measure_is_refused(name: str) -> None:
    with pytest.raises(InputError, match="no measure"):
        ranking_values({}, {}, [name])


def asked(*spans: tuple[int, int], gold: tuple[int, int] = (10, 20)) -> Result:
    """A question whose passages and quotes are these spans of one transcript."""
    quotes = tuple(ShownQuote("t/1", f"t/1@{s}-{e}", "in May", ((s, e),), True) for s, e in spans)
    return Result(
        "q", "en", "answerable", "?", {"t/1": 1}, (("t", *gold, "May it is"),), True, 0.9, 0.0, (("t/1", 1.0),),
        tuple(("t", s, e) for s, e in spans), quotes,
    )  # fmt: skip


def test_a_quote_hits_if_it_shows_half_of_the_words() -> None:
    assert hit_at(asked((15, 30)), 1)
    assert not hit_at(asked((16, 30)), 1)
    assert not hit_at(asked((30, 40), (10, 20)), 1)
    assert hit_at(asked((30, 40), (10, 20)), 3)


def test_a_budget_cuts_what_is_shown() -> None:
    assert hit_within(asked((30, 40), (10, 20)), 15)
    assert not hit_within(asked((30, 40), (10, 20)), 14)


def test_token_f1_by_hand() -> None:
    assert token_f1(asked((0, 5))) == pytest.approx(2 * 1 / (2 + 3))


def test_refusal_by_hand() -> None:
    confidence, truth = np.array([0.9, 0.8, 0.7, 0.1]), np.array([1.0, 0.0, 1.0, 0.0])
    assert auroc(confidence, truth) == 0.75
    coverage, risk = risk_coverage(confidence, truth)
    assert coverage.tolist() == [0.25, 0.5, 0.75, 1]
    assert risk.tolist() == pytest.approx([0, 1 / 2, 1 / 3, 1 / 2])
    assert area_under_risk(confidence, truth) == pytest.approx((0 + 1 / 2 + 1 / 3 + 1 / 2) / 4)
    assert calibration_error(confidence, truth) == pytest.approx((0.1 + 0.8 + 0.3 + 0.1) / 4)
    assert math.isnan(auroc(confidence, np.ones(4)))


def test_intervals_hold_the_mean_and_are_as_wide_as_theory_says() -> None:
    values = np.array([0.0, 1.0] * 200)
    low, high = mean_interval(values)
    assert low < 0.5 < high
    assert high - low == pytest.approx(2 * 1.96 * 0.5 / math.sqrt(400), rel=0.1)
    assert mean_interval(np.ones(5)) == (1, 1)


def test_the_randomisation_test_by_hand() -> None:
    # Of the 2^10 signs of ten equal differences two are as extreme.
    assert randomisation_test(np.ones(10)) == pytest.approx(2 / 1024, abs=0.002)
    assert randomisation_test(np.array([1.0, -1.0])) == 1
    assert randomisation_test(np.zeros(3)) == 1
