"""Interviews, podcasts, calls, hearings and collections of questions."""

from __future__ import annotations

from tests.index.styles import Style

TALKS: dict[str, Style] = {
    "a podcast with times in brackets behind the names": (
        "Ann Reed (00:00:00)\nWelcome back. Today I talk to Tom Bay. So, when does the bridge open?\n\n"
        "Tom Bay (00:00:12)\nIn May. I hope.\n\nAnn Reed (00:00:20)\nWhy do you only hope?\n\n"
        "Tom Bay (00:00:24)\nBecause it rains.\n\nIt always rains.\n\nAnn Reed (00:00:31)\nAnd the ferry?\n\nTom Bay (00:00:35)\nIt goes on.\n",
        [
            ("Welcome back. Today I talk to Tom Bay. So, when does the bridge open?", "In May. I hope."),
            ("Why do you only hope?", "Because it rains. It always rains."),
            ("And the ferry?", "It goes on."),
        ],
    ),
    "a service's transcript: speaker, time and colon, words below": (
        "Speaker 1 (00:01):\nWhen does the bridge open?\n\nSpeaker 2 (00:04):\nIn May.\n\nWe hope.\n\n"
        "Speaker 1 (00:09):\nAnd what does it cost?\n\nSpeaker 2 (00:14):\nTwelve million.\n\nSpeaker 3 (00:20):\nIs there a toll?\n\n"
        "Speaker 2 (00:22):\nNo.\n",
        [
            ("When does the bridge open?", "In May. We hope."),
            ("And what does it cost?", "Twelve million."),
            ("Is there a toll?", "No."),
        ],
    ),
    "times on lines of their own": (
        "00:00\nHost: When does the bridge open?\n\n00:04\nGuest: In May.\n\n00:09\nHost: What does it cost?\n\n00:14\nGuest: Twelve million.\n\n"
        "00:19\nHost: Is there a toll?\n\n00:21\nGuest: No.\n",
        [
            ("When does the bridge open?", "In May."),
            ("What does it cost?", "Twelve million."),
            ("Is there a toll?", "No."),
        ],
    ),
    "headings that number the questions": (
        "# Interview\n\n### Q1\n\nWhen does the bridge open?\n\n### A1\n\nIn May.\n\n### Q2\n\nWhat does it cost?\n\n### A2\n\nTwelve million.\n",
        [("When does the bridge open?", "In May."), ("What does it cost?", "Twelve million.")],
    ),
    "headings that number and ask": (
        "# FAQ\n\n## Q1: When does the bridge open?\n\nIn May.\n\nWe hope.\n\n## Q2: What does it cost?\n\nTwelve million.\n\n## Q3: Is there a toll?\n\nNo.\n",
        [
            ("When does the bridge open?", "In May. We hope."),
            ("What does it cost?", "Twelve million."),
            ("Is there a toll?", "No."),
        ],
    ),
    "numbered questions, lettered answers": (
        "1. Q: When does the bridge open?\n   A: In May.\n\n2. Q: What does it cost?\n   A: Twelve million.\n\n3. Q: Is there a toll?\n   A: No.\n",
        [
            ("When does the bridge open?", "In May."),
            ("What does it cost?", "Twelve million."),
            ("Is there a toll?", "No."),
        ],
    ),
    "a list of bold questions with an answer below each": (
        "- **Q: When does the bridge open?**\n  - A: In May.\n- **Q: What does it cost?**\n  - A: Twelve million.\n- **Q: Is there a toll?**\n  - A: No.\n",
        [
            ("When does the bridge open?", "In May."),
            ("What does it cost?", "Twelve million."),
            ("Is there a toll?", "No."),
        ],
    ),
    "initials": (
        "AR: When does the bridge open?\n\nTB: In May.\n\nAR: What does it cost?\n\nTB: Twelve million.\n\nAR: And the ferry goes on?\n\nTB: It does.\n",
        [
            ("When does the bridge open?", "In May."),
            ("What does it cost?", "Twelve million."),
            ("And the ferry goes on?", "It does."),
        ],
    ),
    "initials in brackets": (
        "[AR] When does the bridge open?\n\n[TB] In May.\n\n[AR] What does it cost?\n\n[TB] Twelve million.\n\n[AR] And the ferry goes on?\n\n[TB] It does.\n",
        [
            ("When does the bridge open?", "In May."),
            ("What does it cost?", "Twelve million."),
            ("And the ferry goes on?", "It does."),
        ],
    ),
    "italic questions": (
        "*When does the bridge open?*\n\nIn May.\n\n*What did it cost?*\n\nTwelve million.\n\n*Is there a toll?*\n\nNo.\n",
        [
            ("When does the bridge open?", "In May."),
            ("What did it cost?", "Twelve million."),
            ("Is there a toll?", "No."),
        ],
    ),
    "page furniture between the turns": (
        "Town Council - Transcript\nQ: When does the bridge open, and who\nPage 1 of 3\nTown Council - Transcript\nwill cut the ribbon?\nA: In May.\n"
        "Q: What does it cost?\nA: Twelve million, all in all, as the\nPage 2 of 3\nTown Council - Transcript\ncouncil has said.\n"
        "Q: Is there a toll?\nPage 3 of 3\nTown Council - Transcript\nA: No.\n",
        [
            ("When does the bridge open, and who\nwill cut the ribbon?", "In May."),
            ("What does it cost?", "Twelve million, all in all, as the\ncouncil has said."),
            ("Is there a toll?", "No."),
        ],
    ),
    "long remarks before the questions": (
        "Remarks by the Mayor\n\nFriends, the bridge is done. Why did we build it? Because the river is wide.\n\n"
        "Note: the ferry goes on. First: we thank the builders. Second: we thank you.\n\nAnd what comes next? Rest.\n\n"
        "QUESTIONS AND ANSWERS\n\nQ: When does the bridge open?\n\nMAYOR: In May.\n\nQ: Is there a toll?\n\nMAYOR: No.\n",
        [("When does the bridge open?", "In May."), ("Is there a toll?", "No.")],
    ),
    "the audience and a panel": (
        "Audience Member 1: When does the bridge open?\n\nTom Bay: In May.\n\nSue Cole: On the fifth.\n\nAudience Member 2: Is there a toll?\n\n"
        "Sue Cole: No.\n\nAudience Member 3: And the ferry?\n\nTom Bay: It goes on.\n",
        [
            ("When does the bridge open?", "In May. On the fifth."),
            ("Is there a toll?", "No."),
            ("And the ferry?", "It goes on."),
        ],
    ),
    "a wiki interview: bold names with titles": (
        "**Ann Reed, Harbour Times**: When does the bridge open?\n\n**Tom Bay, Mayor**: In May.\n\n**Ann Reed, Harbour Times**: Is there a toll?\n\n"
        "**Tom Bay, Mayor**: No.\n\n**Max Marsh, Hill Radio**: And the ferry?\n\n**Tom Bay, Mayor**: It goes on.\n",
        [
            ("When does the bridge open?", "In May."),
            ("Is there a toll?", "No."),
            ("And the ferry?", "It goes on."),
        ],
    ),
    "the question's own answer letter": (
        "Q (Reed): When does the bridge open?\nA (Bay): In May.\n\nQ (Marsh): Is there a toll?\nA (Bay): No.\n\nQ (Marsh): And the ferry?\nA (Cole): It goes on.\n",
        [
            ("When does the bridge open?", "In May."),
            ("Is there a toll?", "No."),
            ("And the ferry?", "It goes on."),
        ],
    ),
    "hash and arrows of captions": (
        ">> HOST: When does the bridge open?\n>> GUEST: In May.\n>> HOST: What does it cost?\n>> GUEST: Twelve million.\n>> HOST: Is there a toll?\n>> GUEST: No.\n",
        [
            ("When does the bridge open?", "In May."),
            ("What does it cost?", "Twelve million."),
            ("Is there a toll?", "No."),
        ],
    ),
}
