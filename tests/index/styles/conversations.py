"""Talks, matches, podcasts, chats: people who are named, timed or only set in bold."""

from __future__ import annotations

from collections.abc import Sequence

from tests.index.styles import Who

#: As in governments.py.
CONVERSATIONS: dict[str, tuple[str, Sequence[Who]]] = {
    "after a match, with a moderator": (
        """Harbour Open
Saturday, 3 July 2021

Tom Cole

Press Conference

T. COLE/M. Marsh
6-4, 6-3, 7-6

THE MODERATOR: Questions, please.

Q. ⟨Tom, how do you feel? Was that your best match here?⟩

TOM COLE: ⟦I feel great. It was windy, and I served well. You know, 6-4 in the first set helped.⟧

Q. ⟨You played with a new racket. Why?⟩

TOM COLE: ⟦The old one broke. (Laughter).⟧

Q. ⟨What do you expect from the final?⟩

TOM COLE: ⟦A fight.⟧

⟦He has beaten me twice. I know what I have to do.⟧

Q. ⟨Will you stay on for the doubles?⟩

TOM COLE: ⟦No, I'm going home.⟧

FastScripts Transcript by Harbour Sports
""",
        [(None, None, "TOM COLE")] * 4,
    ),
    "a football manager, topics in front": (
        """Manager's verdict: Cole on the draw

Tom Cole spoke to the media after the 1-1 draw.

How do you see the result?
⟦We wanted three points.⟧

""".replace("How do you see the result?", "**⟨How do you see the result?⟩**")
        + """**⟨Was it a penalty?⟩**
⟦From where I stood it was. I have seen it again: it was.⟧

**⟨What about the injury to Reed?⟩**
⟦We will know tomorrow. It does not look good.⟧

⟦He is a strong boy, though.⟧

**⟨Are you looking for new players?⟩**
⟦We are always looking.⟧
""",
        [(None, None, None)] * 4,
    ),
    "a podcast, times and names": (
        """Episode 41: The Bridge

[00:00:00] Ann Reed: Hello and welcome to Water Line. I'm Ann Reed, and today I'm talking to Tom Cole. Tom, welcome.

[00:00:12] Tom Cole: Thanks for having me.

[00:00:14] Ann Reed: ⟨So, where did it all start? How does one come to build bridges?⟩

[00:00:21] Tom Cole: ⟦I grew up by a river. There was no bridge, and my grandmother lived on the other side.⟧

[00:00:40] Ann Reed: ⟨What did she say when you built the first one?⟩

[00:00:44] Tom Cole: ⟦She said it was about time.⟧

[00:00:47] Ann Reed: ⟨What is the hardest part of the work?⟩

[00:00:50] Tom Cole: ⟦The ground. You never know what you'll find. At 10:30 you have rock, at 10:35 you have sand.⟧

[00:01:15] Ann Reed: ⟨And would you do it again?⟩

[00:01:18] Tom Cole: ⟦Any day.⟧

[00:01:20] Ann Reed: Tom Cole, thank you. That was Water Line. Subscribe wherever you listen.
""",
        [("Ann Reed", None, "Tom Cole")] * 4,
    ),
    "a machine's transcript, speaker and time on a line": (
        """Speaker 1 (00:02):
Welcome back. With me is the harbour master.

Speaker 1 (00:09):
⟨How many ships come in every day?⟩

Speaker 2 (00:12):
⟦About forty. In summer it is more, up to sixty.⟧

Speaker 1 (00:20):
⟨Which is the biggest that you have seen?⟩

Speaker 2 (00:24):
⟦The cable ship last year. She was so long that we had to close the canal for a day.⟧

Speaker 1 (00:35):
⟨Do you ever get seasick?⟩

Speaker 2 (00:37):
⟦I do.⟧
""",
        [("Speaker 1", None, "Speaker 2")] * 3,
    ),
    "a talk, times at the ends of its lines": (
        """Ann Reed: ⟨When does the bridge open?⟩ [00:12]
Tom Cole: ⟦In May. The tests are done.⟧ [00:19]
Ann Reed: ⟨What did it cost?⟩ [00:31]
Tom Cole: ⟦Twelve million.⟧ [00:35]
Ann Reed: ⟨Is there a toll?⟩ [00:44]
Tom Cole: ⟦No, there is none.⟧ [00:47]
""",
        [("Ann Reed", None, "Tom Cole")] * 3,
    ),
    "a chat channel, nicks in angle brackets": (
        """[14:02] <annr> ⟨hi tom, when does the bridge open?⟩
[14:03] <tomc> ⟦in may, if the weather holds⟧
[14:03] <annr> ⟨and what will it cost to cross?⟩
[14:04] <tomc> ⟦nothing⟧
[14:04] <tomc> ⟦we fought for that⟧
[14:06] <maxm> ⟨what happens to the ferry?⟩
[14:07] <tomc> ⟦it stays, three times a day⟧
[14:08] <suebell> ⟨can i cycle across?⟩
[14:09] <tomc> ⟦you can, there is a lane⟧
""",
        [
            ("annr", None, "tomc"),
            ("annr", None, "tomc"),
            ("maxm", None, "tomc"),
            ("suebell", None, "tomc"),
        ],
    ),
    "a meeting's log, nicks without times": (
        """<chair> Good evening, this is the open hour. Tom is here to answer.
<annr> ⟨When does the bridge open?⟩
<tomc> ⟦In May.⟧
<maxm> ⟨What becomes of the ferry?⟩
<tomc> ⟦It stays.⟧
<annr> ⟨Is there a toll?⟩
<tomc> ⟦No.⟧
<chair> Thank you all.
""",
        [("annr", None, "tomc"), ("maxm", None, "tomc"), ("annr", None, "tomc")],
    ),
    "an open thread, quoted questions": (
        """# I build bridges for a living. Ask me anything!

> ⟨When does the new one open?⟩

⟦In May. We finished the tests last week.⟧

> ⟨What was the hardest part?⟩

⟦The ground on the north side.⟧

⟦We had to dig three times.⟧

> ⟨Do you get to name it?⟩

⟦Sadly not.⟧

> ⟨How does one become a bridge builder? I'm 16 and good at maths.⟩

⟦Keep at the maths. Then find somebody who builds, and ask to carry the tools.⟧
""",
        [(None, None, None)] * 4,
    ),
    "a magazine's questions in bold, initials answer": (
        """# "I never liked ferries"

*The engineer Tom Cole on water, steel and patience. By Ann Reed.*

**HARBOUR MAGAZINE: ⟨You built your first bridge at twenty-two. Were you afraid?⟩**

**COLE:** ⟦Of course. I slept under it for a week.⟧

**HARBOUR MAGAZINE: ⟨What did you learn?⟩**

**COLE:** ⟦That one listens to the river first: it knows more than you do.⟧

**HARBOUR MAGAZINE: ⟨And ferries?⟩**

**COLE:** ⟦I never liked them.⟧
""",
        [(..., ..., "COLE")] * 3,
    ),
    "a weekly in Hamburg, names in capitals": (
        """»Brücken sind Versprechen«

Der Ingenieur Tom Kohl über Stahl, Wasser und Geduld

HAFENBLATT: ⟨Herr Kohl, wann wird die Brücke eröffnet?⟩

Kohl: ⟦Im Mai. Wenn nichts dazwischenkommt.⟧

HAFENBLATT: ⟨Das klingt vorsichtig.⟩

Kohl: ⟦Ich bin Ingenieur. Vorsicht ist mein Beruf: Wer nicht vorsichtig ist, baut keine zweite Brücke.⟧

HAFENBLATT: ⟨Was hat sie gekostet?⟩

Kohl: ⟦Zwölf Millionen.⟧

HAFENBLATT: Herr Kohl, wir danken Ihnen für dieses Gespräch.
""",
        [("HAFENBLATT", ..., "Kohl")] * 3,
    ),
    "a panel, questions relayed by the chair": (
        """Public meeting on the bridge, 4 May

CHAIR: Good evening. We have collected your cards, and I will read them out.

CHAIR: ⟨A resident of Dock Street asks: how loud will it be at night?⟩

MS BELL: ⟦Not louder than today. We have built walls.⟧

CHAIR: ⟨The next card: "Who pays if it gets more expensive?"⟩

MR COLE: ⟦The city. It says so in the contract.⟧

CHAIR: ⟨And one from the school: will there be a crossing for children?⟩

MS BELL: ⟦Two, in fact.⟧

AUDIENCE MEMBER: ⟨Can I ask something as well? What about parking?⟩

MR COLE: ⟦There will be a hundred places.⟧

CHAIR: Thank you for coming.
""",
        [(..., None, "MS BELL"), (..., None, "MR COLE"), (..., None, "MS BELL"), (..., None, "MR COLE")],
    ),
    "a printed page, running heads and page numbers": (
        """HARBOUR WORKS – ANNUAL MEETING                                   1

Harbour Works
Annual meeting of shareholders: questions and answers

Shareholder: ⟨When will the dividend be paid, and how high will it be? I ask because last year we had to wait until
autumn for it.⟩

Chairman: ⟦It will be paid in June. As to how high it will be, the board proposes forty pence, which is more than last
\fHARBOUR WORKS – ANNUAL MEETING                                   2

year and, if I may say so, more than anybody expected.⟧

Shareholder: ⟨Will you build more bridges?⟩

Chairman: ⟦We will. There are two in planning, and a third one that I am not yet allowed to speak about.⟧

Shareholder: ⟨Why were the accounts late?⟩
\fHARBOUR WORKS – ANNUAL MEETING                                   3

Finance director: ⟦The auditors changed. It will not happen again.⟧

Shareholder: ⟨Is there any news of the claim?⟩

Chairman: ⟦The court will hear it in October.⟧
""",
        [
            ("Shareholder", None, "Chairman"),
            ("Shareholder", None, "Chairman"),
            ("Shareholder", None, "Finance director"),
            ("Shareholder", None, "Chairman"),
        ],
    ),
    "a printed hearing, lines numbered": (
        """                                                              12
 1        Q.   ⟨Did you see the ferry turn?⟩
 2        A.   ⟦I did.  It turned to the left, and it went on
 3   turning until it hit the pier.⟧
 4        Q.   ⟨How fast was it?⟩
 5        A.   ⟦Eight knots, I would say.⟧
 6        Q.   ⟨Who was on the bridge of the ferry that
 7   night?⟩
 8        A.   ⟦The mate.⟧
 9        Q.   ⟨And where was the captain?⟩
10        A.   ⟦I don't know.⟧
""",
        [(None, None, None)] * 4,
    ),
    "a talk in Chinese, the two by surname": (
        """对话造桥人

陈（记者）：⟨您是怎么开始造桥的？⟩

周：⟦小时候家门口有条河，没有桥。⟧

陈：⟨第一座桥花了多久？⟩

周：⟦三年。中间停了一次，因为洪水。⟧

陈：⟨有没有遗憾？⟩

周：⟦有一个：奶奶没有看到。⟧

陈：⟨以后还造吗？⟩

周：⟦造。⟧
""",
        [(..., None, "周")] * 4,
    ),
    "a Portuguese paper, questions in bold, answers plain": (
        """# "A ponte é de todos"

Entrevista a João Prado, engenheiro

**⟨Quando abre a ponte?⟩**

⟦Abre em maio. Os testes acabaram.⟧

**⟨Vai haver portagem? O ministro disse que sim.⟩**

⟦Não vai. O ministro enganou-se.⟧

⟦Já falei com ele.⟧

**⟨E o barco?⟩**

⟦O barco continua.⟧
""",
        [(None, None, None)] * 3,
    ),
    "a statement and no question at all": (
        """Statement by the Mayor on the opening of the bridge

My friends, what is a bridge? It is a promise. Who made it? We did.

Let me say three things. First: thank you. Second: thank you. Third: drive carefully.

Note to editors: the bridge is 800 metres long.

Contact: press office, telephone 555 0100
""",
        [],
    ),
    "minutes without questions": (
        """Minutes of the harbour board, 4 May

Present: Ann Reed, Tom Cole, Sue Bell

1. Opening
The chair opened the meeting at 10:00.

2. Accounts
Tom Cole: presented the accounts. They were approved.

3. Any other business
Sue Bell: reported on the works. The board took note.

The meeting closed at 11:15.
""",
        [],
    ),
}
