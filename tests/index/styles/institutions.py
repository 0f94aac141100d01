"""Institutions, markets and courts: several speakers, titles, firms and outlets at every name."""

from __future__ import annotations

from collections.abc import Sequence

from tests.index.styles import Who

#: As in governments.py.
INSTITUTIONS: dict[str, tuple[str, Sequence[Who]]] = {
    "a noon briefing with a guest": (
        """The following is a near-verbatim transcript of today's noon briefing by Sam Dale, Spokesman for the Secretary-General.

Good afternoon. In a short while I will be joined by our guest, Maria Sol, who will brief on the floods.

**Floods

Our colleagues tell us that 40,000 people have left their homes.

**Financial Contribution

We say thank you to our friends on the islands. Their payment brings the honour roll to 98.

**Questions and Answers

Spokesman:  Benny, please.

Question:  ⟨Thank you, Sam. On the floods, has the Secretary-General spoken to the President? And what did he ask for?⟩

Spokesman:  ⟦He has not spoken to the President himself. Our coordinator on the ground has, and he asked for access.⟧

Question:  ⟨Follow-up. Has access been granted?⟩

Spokesman:  ⟦Partly. I was told this morning: two roads out of five.⟧

⟦Edie?⟧

Question:  ⟨On the bridge. Does the UN pay for it?⟩

Spokesman:  ⟦No. That's a question for the development bank.⟧

Question:  ⟨Okay.⟩ ⟨But you must have a view?⟩

Spokesman:  ⟦We have a lot of views, and I share some of them from this podium.⟧

Spokesman:  Our guest is here. Maria, welcome.

Question:  ⟨Ms. Sol, how many of the displaced are children?⟩

Ms. Sol:  ⟦About half. We have opened eleven schools for them so far, and we hope to open more.⟧

Question:  ⟨Do you have the money you need?⟩

Ms. Sol:  ⟦We have a third of it.⟧

Spokesman:  Thank you very much. See you tomorrow.
""",
        [(None, None, "Spokesman")] * 4 + [(None, None, "Ms. Sol")] * 2,
    ),
    "an alliance's doorstep": (
        """Press conference
by the Secretary General, Jan Holm, following the meeting of ministers of defence

16 Jun. 2022 | Last updated: 16 Jun. 2022 16:20

Secretary General, Jan Holm: Good afternoon. We have just finished a very good meeting. Let me be clear: we will defend every inch. And with that I'm ready to take your questions.

Moderator: We'll go to the Harbour Post, second row.

Ann Reed (Harbour Post): ⟨Thank you. Secretary General, how many troops will go north, and when?⟩

Secretary General: ⟦Numbers will be decided at the summit. What I can say is that it will be more than today.⟧

⟦Let me also add that allies have pledged ships.⟧

Moderator: Thank you. Over there, the lady in green.

Journalist (Bay Radio): ⟨Has every ally agreed to that?⟩

Secretary General: ⟦All of them. We decide by consensus.⟧

Moderator: Next, Max Marsh.

Max Marsh (Coast Daily): ⟨Two years ago you said that this would never be needed. What changed?⟩

Secretary General: ⟦The world changed.⟧

Moderator: We have time for one last question, at the back.

Journalist: ⟨What about the islands?⟩

Secretary General: ⟦The islands are covered by the treaty, like every other territory.⟧

Moderator: This concludes this press conference. Thank you.
""",
        [
            ("Ann Reed (Harbour Post)", "Harbour Post", "Secretary General"),
            (..., "Bay Radio", "Secretary General"),
            ("Max Marsh (Coast Daily)", "Coast Daily", "Secretary General"),
            (None, None, "Secretary General"),
        ],
    ),
    "a fund's outlook": (
        """TRANSCRIPT

Washington, D.C.

P R O C E E D I N G S

MS. KEANE: Good morning, everyone. I am Julia Keane of the Communications Department. With me is our chief economist, Pierre Roche. Pierre, the floor is yours.

MR. ROCHE: Thank you, Julia. The world economy grows by three percent. Risks are tilted to the downside.

MS. KEANE: Thank you. We will now take your questions. Please identify yourself. The gentleman in the first row.

QUESTIONER: ⟨Good morning. My question is on inflation. Do you see it returning to target next year? And is there a risk that central banks do too much?⟩

MR. ROCHE: ⟦On the first question, yes, in most countries.⟧

⟦On the second, the risk is there. It is smaller than the risk of doing too little.⟧

MS. KEANE: The lady there.

QUESTIONER: ⟨What do you expect for Africa?⟩

MR. ROCHE: ⟦I will ask Amina to take that one.⟧

MS. DIALLO: ⟦Thank you. We expect growth of four percent this year, with large differences between countries.⟧

MS. KEANE: ⟨I have a question online, from the Coast Daily. "Will you revise your forecast for the islands?"⟩

MR. ROCHE: ⟦We will, in July.⟧

QUESTIONER: ⟨A follow-up to that. Up or down?⟩

MR. ROCHE: ⟦Up, I would think.⟧

MS. KEANE: Thank you all. That brings us to the end.
""",
        [
            (None, None, "MR. ROCHE"),
            (None, None, ...),
            (..., ..., "MR. ROCHE"),
            (None, None, "MR. ROCHE"),
        ],
    ),
    "a European central bank": (
        """PRESS CONFERENCE

Claire Roux, President of the Bank,
Luis Campo, Vice-President of the Bank

Frankfurt am Main, 10 March 2022

* * *

Good afternoon, the Vice-President and I welcome you to our press conference.

We decided to keep the three key rates unchanged. We are now ready to take your questions.

* * *

Question: ⟨I had two questions. The first is on growth: how much slower will it be? And my second question is whether you discussed raising rates today.⟩

Roux: ⟦Thank you. On your first question, half a percentage point. That is the baseline.⟧

⟦On your second question: no, we did not discuss it.⟧

Question: ⟨President Roux, some of your colleagues speak of a "lost decade". Do you agree with this?⟩

Roux: ⟦I never comment on my colleagues. I work with them.⟧

Campo: ⟦May I add one thing? The labour market is very strong.⟧

Question: ⟨You mentioned the harbour works as a risk. Could you elaborate?⟩

Campo: ⟦Trade goes through harbours. If they close, prices rise.⟧
""",
        [(None, None, "Roux"), (None, None, "Roux"), (None, None, "Campo")],
    ),
    "a reserve bank, names and full stops": (
        """Transcript of Chair Cole's Press Conference
May 4, 2022

CHAIR COLE. Good afternoon. Before I go into the details of today's meeting, I would like to speak directly to the people. Inflation is much too high. I look forward to your questions.

MICHELLE FORD. Let's go to Ann for the first question.

ANN REED. ⟨Hi, Ann Reed from Harbour Post. I wonder whether you would consider three-quarters of a point. And how quickly do you want to get to neutral?⟩

CHAIR COLE. ⟦Sure. So a 75-basis-point increase is not something we are actively considering.⟧

⟦What is neutral? We don't know. It's not something we can identify with precision.⟧

MICHELLE FORD. Max.

MAX MARSH. ⟨Max Marsh, Coast Daily. Does the labor market need to weaken?⟩

CHAIR COLE. ⟦It needs to come into better balance.⟧

MAX MARSH. ⟨If I could just follow up. By how much?⟩

CHAIR COLE. ⟦I can't give you a number.⟧

MICHELLE FORD. For the last question, we'll go to Sue.

SUE BELL. ⟨Thanks. Sue Bell with Bay Radio. Are you worried about housing?⟩

CHAIR COLE. ⟦We watch it. Supply chains are tight: lumber, steel, workers.⟧

MICHELLE FORD. Thank you.
""",
        [
            ("ANN REED", ..., "CHAIR COLE"),
            ("MAX MARSH", ..., "CHAIR COLE"),
            ("MAX MARSH", ..., "CHAIR COLE"),
            ("SUE BELL", ..., "CHAIR COLE"),
        ],
    ),
    "an earnings call, name and firm on lines of their own": (
        """Harbour Works Inc. (HWI) Q3 2021 Earnings Call Transcript

Company Participants
Tom Cole - Chief Executive Officer
Sue Bell - Chief Financial Officer

Conference Call Participants
Ann Reed - Hill Capital
Max Marsh - Coast Securities

Operator
Good day, and welcome to the third quarter call. At this time, all participants are in a listen-only mode. I would now like to hand the conference over to your speaker today, Tom Cole. Please go ahead.

Tom Cole
Thank you, operator. It was a strong quarter. Revenue grew by twelve percent.

Sue Bell
Thanks, Tom. Gross margin was 41%, up two points. We'll now open the call for questions.

Question-and-Answer Session

Operator
[Operator Instructions] Our first question comes from Ann Reed with Hill Capital. Your line is open.

Ann Reed
⟨Hi, good morning. Congratulations on the quarter. Could you talk about how margins will develop next year?⟩

Sue Bell
⟦Sure. We expect another point, from mix and from scale.⟧

Ann Reed
⟨Great. And then, as a follow-up, how much of it is price?⟩

Tom Cole
⟦About half of it.⟧

⟦Let me add that we have not raised prices since June.⟧

Operator
Thank you. Our next question comes from Max Marsh with Coast Securities. Please go ahead.

Max Marsh
⟨Yeah, thanks for taking my question. What is your view on steel?⟩

Tom Cole
⟦It's hard to predict. We have hedged for two quarters.⟧

Operator
I'm showing no further questions. Ladies and gentlemen, this concludes today's conference call. You may now disconnect.
""",
        [
            ("Ann Reed", ..., "Sue Bell"),
            ("Ann Reed", ..., "Tom Cole"),
            ("Max Marsh", ..., "Tom Cole"),
        ],
    ),
    "a court, examined by counsel": (
        """UNITED STATES DISTRICT COURT
NORTHERN DISTRICT

HARBOUR WORKS, INC., Plaintiff, v. COAST FERRIES, LLC, Defendant.

TRANSCRIPT OF TRIAL PROCEEDINGS

THE COURT: Good morning. Call your next witness.

MR. MARSH: Your Honor, we call Thomas Cole.

THE CLERK: Please raise your right hand.

THOMAS COLE, PLAINTIFF'S WITNESS, SWORN

DIRECT EXAMINATION

BY MR. MARSH:

Q. ⟨Good morning, Mr. Cole. Where do you work?⟩

A. ⟦At Harbour Works. I am an engineer.⟧

Q. ⟨For how long have you worked there?⟩

A. ⟦Since 1998.⟧

Q. ⟨What did you see on the night of March 3rd?⟩

MS. BELL: Objection. Leading.

THE COURT: Overruled. You may answer.

A. ⟦I saw the ferry turn. It turned to the left, and then it hit the pier.⟧

Q. ⟨Did anyone call you?⟩

A. ⟦Yes. The harbour master called at 11:40.⟧

MR. MARSH: No further questions, Your Honor.

CROSS-EXAMINATION

BY MS. BELL:

Q. ⟨Mr. Cole, how far were you from the pier?⟩

A. ⟦Half a mile, maybe.⟧

Q. ⟨And it was dark, wasn't it?⟩

A. ⟦There was a moon.⟧

MS. BELL: Nothing further.

THE COURT: Thank you, sir. You may step down.
""",
        [(..., None, ...)] * 6,
    ),
    "a committee's inquiry, numbered questions": (
        """Oral evidence: Harbour works, HC 412

Ordered by the House to be published on 3 June 2020.

Members present: Ann Reed (Chair); Max Marsh; Dr Sue Bell.

Questions 1 - 5

Witnesses

I: Tom Cole, Chief Executive, Harbour Works; and Jane Field, Director of Finance.

Examination of witnesses

Q1            Chair: ⟨Welcome to this session. Mr Cole, can you tell us why the works are late?⟩

Tom Cole: ⟦Thank you, Chair. There are two reasons. The ground was softer than we expected, and the winter was hard.⟧

Q2            Max Marsh: ⟨When did you know that the ground was soft?⟩

Tom Cole: ⟦In the autumn of 2018.⟧

Q3            Max Marsh: ⟨Why did you tell nobody?⟩

Tom Cole: ⟦We told the Department.⟧

Jane Field: ⟦In writing, on 4 November.⟧

Q4            Dr Bell: ⟨What has it cost?⟩

Jane Field: ⟦Eleven million pounds so far.⟧

Q5            Chair: ⟨Can you promise us that there will be no more?⟩

Tom Cole: ⟦I cannot.⟧

Chair: Thank you both very much. That concludes this panel.
""",
        [
            ("Chair", None, "Tom Cole"),
            ("Max Marsh", None, "Tom Cole"),
            ("Max Marsh", None, "Tom Cole"),
            ("Dr Bell", None, "Jane Field"),
            ("Chair", None, "Tom Cole"),
        ],
    ),
    "a commission's midday": (
        """Daily press briefing

Eric: Good afternoon. Welcome to the midday briefing of Monday. Two announcements first. The President travels to the islands tomorrow. The College meets on Wednesday as usual.

The floor is yours for questions. Ann.

Ann Reed (Harbour Post): ⟨Hi. On the bridge: has the Commission received the plan from the government?⟩

Eric: ⟦We have. Dana will give you more.⟧

Dana: ⟦Yes, we received it on Friday, and our services are now looking at it.⟧

Ann Reed (Harbour Post): ⟨How long does that take?⟩

Dana: ⟦Up to two months. It depends on the quality of the plan.⟧

Max Marsh (Coast Daily): ⟨Good afternoon. The islands said this morning that they would not sign. Your reaction?⟩

Eric: ⟦We don't comment on comments.⟧

Max Marsh (Coast Daily): ⟨You never do. So who will speak to them?⟩

Eric: ⟦The Commissioner will, on Thursday.⟧

Eric: If there are no other questions, I wish you a nice afternoon.
""",
        [
            ("Ann Reed (Harbour Post)", "Harbour Post", "Eric"),
            ("Ann Reed (Harbour Post)", "Harbour Post", "Dana"),
            ("Max Marsh (Coast Daily)", "Coast Daily", "Eric"),
            ("Max Marsh (Coast Daily)", "Coast Daily", "Eric"),
        ],
    ),
}
