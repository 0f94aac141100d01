"""Makes ``month_names.tsv`` out of the Unicode CLDR.

Run ``python -m onrecord.index.parsing.make_month_names`` by hand when a newer CLDR is wanted; the program
reads only the table: a line for each month, with its names in the languages of
:mod:`onrecord.index.parsing.dates`.
CLDR: Unicode License v3.
"""

from __future__ import annotations

from pathlib import Path

from onrecord.index.parsing.dates import _LANGUAGES, _bare

__all__ = ["TABLE", "make"]

TABLE = Path(__file__).with_name("month_names.tsv")


def make(table: Path = TABLE) -> None:
    """Write the table."""
    from babel.dates import get_month_names

    numbers: dict[str, set[int]] = {}
    for language in _LANGUAGES.split():
        for names in (
            get_month_names("wide", "format", language),
            get_month_names("wide", "stand-alone", language),
            get_month_names("abbreviated", "format", language),
        ):
            for number, name in names.items():
                bare = _bare(name).rstrip(".")
                if len(bare) > 2 and not any(c.isdigit() for c in bare):
                    numbers.setdefault(bare, set()).add(number)
    lines = (
        "\t".join(sorted(n for n, found in numbers.items() if found == {month})) for month in range(1, 13)
    )
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    make()
