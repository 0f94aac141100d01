r"""Small transcripts, one a style: the text, and the questions and answers that a reader finds in it.

>>> told_in("Q: ⟨When?⟩\nA: ⟦In May.⟧\nB: ⟦We hope.⟧\n")
('Q: When?\nA: In May.\nB: We hope.\n', [('When?', 'In May. We hope.')])
"""

from __future__ import annotations

import re
from types import EllipsisType

#: A text and its exchanges, as (question, answer).
Style = tuple[str, list[tuple[str, str]]]

#: Who asks, for whom, and who answers: ``None`` where nobody is named, ``...`` where it may be told in two ways.
Name = str | EllipsisType | None
Who = tuple[Name, Name, Name]

_TURN = re.compile(r"⟨([^⟩]*)⟩|⟦([^⟧]*)⟧")


def told_in(marked: str) -> Style:
    """A text in which the words of questions stand in ⟨ ⟩ and those of answers in ⟦ ⟧, without these marks."""
    exchanges: list[tuple[str, str]] = []
    for turn in _TURN.finditer(marked):
        asked, answered = turn.groups()
        question, answer = exchanges[-1] if exchanges else ("", "")
        if asked is not None and (answer or not exchanges):
            exchanges.append((asked, ""))
        elif asked is not None:
            exchanges[-1] = (f"{question} {asked}", "")
        else:
            exchanges[-1] = (question, f"{answer} {answered}".strip())
    return _TURN.sub(lambda turn: turn[1] or turn[2] or "", marked), exchanges
