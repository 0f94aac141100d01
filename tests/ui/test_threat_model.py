"""The page about what is defended names the limits that there are."""

from __future__ import annotations

from pathlib import Path

from onrecord.ui.web import connections, guard, login, login_page, tries, uploads

PAGE = " ".join((Path(__file__).parents[2] / "docs" / "threat-model.md").read_text("utf-8").split())


def test_the_threat_model_names_the_limits_of_the_program() -> None:
    assert tries.SECONDS == 60
    for limit in (
        f"{tries.MOST} wrong passwords a minute",
        f"ends after {login._SECONDS // 3600} hours",
        f"{login._MOST_WAITING} may wait for it, {login._MOST_FROM_ONE} of them from one place",
        f"in {connections.HEAD:.0f} seconds and its body in {connections.BODY:.0f}",
        f"one more for each {connections.SLOWEST // 2**10} KiB",
        f"for {connections.ANSWER:.0f} seconds is given up",
        f"beside {connections._FILES} for the archive",
        f"{connections._MOST:,} at the most",
        f"head may have {guard._HEAD // 2**10} KiB, a form {login_page.FORM // 2**10} KiB",
        f"a question of a program {guard._QUESTION // 2**10} KiB",
        f"any other request {guard._BODY // 2**20} MiB, one that brings files {guard.UPLOADS // 2**20} MiB",
        f"may take {uploads.OF_ONE // 2**30} GiB of one visitor and {uploads.IN_ALL // 2**30} GiB in all",
    ):
        assert limit in PAGE, limit
