"""``onrecord trace``: every time that something was said, as text and to take away."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from onrecord.rag.trace_contract import Trace
from onrecord.rag.wording_contract import Changes, Formulas
from tests.ui.command_line import Run

TALKS = {
    "talk-2021-03-04.txt": "问：日本外相何时来？\n答：下周来。\n问：渡轮多少钱？\n答：=四块钱。\n",
    "talk-2019-01-02.txt": "问：桥什么时候通车？\n答：五月通车。日方也来。\n问：渡轮多少钱？\n答：四块钱一张票。\n",
}


@pytest.fixture
def talks(run: Run, tmp_path: Path) -> None:
    for name, text in TALKS.items():
        (tmp_path / name).write_text(text, "utf-8")
        run("index", str(tmp_path / name))


@pytest.mark.usefixtures("talks")
def test_it_is_listed_by_year_and_month_with_counts(run: Run) -> None:
    status, out, _ = run("trace", "What was said about Japan?")
    lines = out.splitlines()
    assert status == 0
    assert lines[0] == "2 exchanges and statements speak to it, of 4."
    assert lines[1].startswith("First 2019-01-02 (talk-2019-01-02/1@")
    assert lines[2].startswith("Expected by its probabilities: 100% of all that there is, 100%")
    bar = "█" * 40
    assert lines[3:9] == ["", f"2019-01      1 {bar}", f"2021-03      1 {bar}", "", "2019", ""]
    assert lines[9:11] == ["2019-01", "  02  日方也来。"]
    assert lines[-3] == "  04  日本外相何时来？"
    assert lines[-1].startswith("      Question · 2021-03-04 · Exchange 1 · 1.00")


@pytest.mark.usefixtures("talks")
def test_the_same_comes_as_json_csv_markdown_and_a_workbook(run: Run, tmp_path: Path) -> None:
    told = json.loads(run("trace", "日本", "--json")[1])
    Trace.model_validate(told)
    addresses = [each["citation"] for each in told["mentions"]]
    rows = list(csv.DictReader(io.StringIO(run("trace", "日本", "--csv")[1].lstrip("\ufeff"))))
    assert [row["citation"] for row in rows] == addresses
    assert [row["quote"] for row in rows] == ["日方也来。", "日本外相何时来？"]
    markdown = run("trace", "日本", "--markdown")[1]
    assert all(f"`{address}`" in markdown for address in addresses)
    assert "## 2019" in markdown
    assert "### 2021-03 (1)" in markdown
    status, out, _ = run("trace", "渡轮", "--wide", "--xlsx", str(tmp_path / "trace.xlsx"))
    assert status == 0
    assert out.endswith(f"Written to {tmp_path / 'trace.xlsx'}.\n")
    sheet = load_workbook(tmp_path / "trace.xlsx").worksheets[0]
    cells = {cell.value: cell.data_type for row in sheet.iter_rows() for cell in row}
    assert cells["=四块钱。"] == "s"


@pytest.mark.usefixtures("talks")
def test_a_part_of_the_archive_is_traced(run: Run) -> None:
    _, out, _ = run("trace", "日本", "--since", "2020", "--json")
    assert [each["transcript"] for each in json.loads(out)["mentions"]] == ["talk-2021-03-04"]
    assert run("trace", "火星", "--json")[0] == 0


@pytest.mark.usefixtures("talks")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "give a question or a name"),
        ((" ",), "the question is empty"),
        (("日本", "--least", "2"), "least is 2.0; give a number from 0 to 1"),
        (("日本", "--sure", "--wide"), "give one of --least, --sure and --wide"),
        (("日本", "--json", "--csv"), "give one of --json, --csv, --markdown and --xlsx"),
        (("日本", "--outlet", "Nowhere"), "outlet 'Nowhere'"),
        (("日本", "--xlsx", "/nowhere/x.xlsx"), "/nowhere/x.xlsx cannot be written"),
    ],
)
def test_what_cannot_be_traced_is_one_line_and_status_2(
    run: Run, arguments: tuple[str, ...], message: str
) -> None:
    status, out, err = run("trace", *arguments)
    assert (status, out) == (2, "")
    assert message in err.splitlines()[-1]
    assert err.splitlines()[-1].startswith("onrecord: ")


@pytest.mark.usefixtures("talks")
def test_wording_is_compared_in_every_form(run: Run, tmp_path: Path) -> None:
    (tmp_path / "talk-2022-05-06.txt").write_text(
        "问：渡轮呢？\n答：四块钱一张票，这件事我们已经说过很多次了。\n", "utf-8"
    )
    (tmp_path / "talk-2023-05-06.txt").write_text(
        "问：渡轮呢？\n答：我再说一遍，这件事我们已经说过很多次了。\n", "utf-8"
    )
    for name in ("talk-2022-05-06.txt", "talk-2023-05-06.txt"):
        run("index", str(tmp_path / name))
    status, out, _ = run("trace", "渡轮", "--changes", "--least", "0", "--since", "2022")
    lines = out.splitlines()
    assert status == 0
    assert lines[0] == "2 answers: 1 sentences new, 0 repeated, 1 changed."
    assert lines[-4:-1:2] == [
        "  ~ 我再说一遍，这件事我们已经说过很多次了。",
        "    - 四块钱一张票，这件事我们已经说过很多次了。",
    ]
    options = ("trace", "渡轮", "--changes", "--least", "0", "--since", "2022")
    told = json.loads(run(*options, "--json")[1])
    Changes.model_validate(told)
    rows = list(csv.DictReader(io.StringIO(run(*options, "--csv")[1].lstrip("\ufeff"))))
    assert [row["state"] for row in rows] == ["new", "changed"]
    assert (
        rows[1]["before citation"]
        == rows[0]["citation"]
        == told["steps"][1]["sentences"][0]["before"]["citation"]
    )
    assert "，**这件事我们已经说过很多次了**。" in run(*options, "--markdown")[1]
    assert run(*options, "--xlsx", str(tmp_path / "changes.xlsx"))[0] == 0
    sheet = load_workbook(tmp_path / "changes.xlsx").worksheets[0]
    assert sheet.max_row == 3


@pytest.mark.usefixtures("talks")
def test_formulas_are_listed_in_every_form(run: Run, tmp_path: Path) -> None:
    words = "这件事我们已经说过很多次了"
    for year, beginning in (("2022", ""), ("2023", "我再说一遍，")):
        (tmp_path / f"talk-{year}-05-06.txt").write_text(f"问：渡轮呢？\n答：{beginning}{words}。\n", "utf-8")
        run("index", str(tmp_path / f"talk-{year}-05-06.txt"))
    status, out, _ = run("formulas")
    assert status == 0
    assert out.splitlines()[0] == "1 formulas in 6 exchanges and statements."
    assert out.splitlines()[2] == f"   2 × {words}。"
    told = json.loads(run("formulas", "--json")[1])
    Formulas.model_validate(told)
    assert [each["date"] for each in (told["formulas"][0][end] for end in ("first", "latest"))] == [
        "2022-05-06",
        "2023-05-06",
    ]
    (row,) = csv.DictReader(io.StringIO(run("formulas", "--csv")[1].lstrip("\ufeff")))
    assert (row["times"], row["first date"]) == ("2", "2022-05-06")
    assert f"> {words}。" in run("formulas", "--markdown")[1]
    assert run("formulas", "--since", "2023")[1].splitlines()[0].startswith("0 formulas in 1 ")


@pytest.mark.usefixtures("talks")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--json", "--csv"), "give one of --json, --csv and --markdown"),
        (("--most", "0"), "most is 0; give a number above 0"),
        (("--outlet", "Nowhere"), "outlet 'Nowhere'"),
    ],
)
def test_formulas_that_cannot_be_listed_are_one_line_and_status_2(
    run: Run, arguments: tuple[str, ...], message: str
) -> None:
    status, out, err = run("formulas", *arguments)
    assert (status, out) == (2, "")
    assert message in err.splitlines()[-1]


@pytest.mark.usefixtures("talks")
def test_the_part_that_a_question_names_is_traced(run: Run) -> None:
    question = "Japan in March 2021"
    _, out, _ = run("trace", question)
    assert out.splitlines()[0] == "Only: March 2021."
    assert "talk-2019-01-02" not in out
    _, out, _ = run("trace", question, "--literally", "--least", "0")
    assert "talk-2019-01-02" in out
