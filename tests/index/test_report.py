"""What a transcript knows about itself beside its words."""

from __future__ import annotations

from onrecord.index.report import DOUBTFUL, Report, Voice
from tests.conftest import PAIRS, transcript_of


def test_without_pages_and_times_there_is_no_page_and_no_time() -> None:
    plain = transcript_of(PAIRS)
    assert (plain.page(5), plain.time(5)) == (None, None)


def test_a_report_tells_who_asks_and_whether_it_is_doubtful() -> None:
    voices = (
        Voice("Q", "asker", None, "colon", 2),
        Voice("Ada Bay", "answerer", "Ada Bay", "line", 2),
    )
    assert Report(voices).of_role("asker") == voices[:1]
    assert not Report(voices).doubtful
    assert Report(voices, (), DOUBTFUL - 0.01).doubtful
