"""Transcripts as many kinds of sources print them, of our own words: each was read once before it was looked at."""

from __future__ import annotations

#: The ending of a file, and its text with the words of questions and answers marked as ``told_in`` reads them.
FIRST_SIGHT: dict[str, tuple[str, str]] = {
    "a department's briefing": (
        ".txt",
        """\
Department Press Briefing – March 12, 2019

Tom Cole
Department Spokesperson
Department Press Briefing
Washington, DC
March 12, 2019

2:11 p.m. EDT

MR COLE: Good afternoon, everybody. Just one thing at the top. The secretary will travel to the coast next week to open the new bridge.

He will be joined by the mayors of both towns.

With that, Eva, why don’t you kick us off.

QUESTION: ⟨Great, thanks. On the bridge trip, can you tell us whether the secretary is going to be meeting the ferry owners while he is there?⟩

MR COLE: ⟦So, I don’t have the full schedule yet. What I can tell you is that he looks forward to meeting people on both sides.

We’ve been clear about the ferry. Is it a loss for some? Of course it is. But nobody has been forgotten.⟧

QUESTION: ⟨Right, but they say that they asked for a meeting three times.⟩

MR COLE: ⟦I’m not going to speak to private correspondence.⟧

QUESTION: Can I follow up on that?

MR COLE: Sure.

QUESTION: ⟨The letter that was published this morning says that the department never replied. Is that accurate or is it not accurate?⟩

MR COLE: ⟦I have seen the letter. I’d refer you to its authors for what they mean by a reply. We answer all of our mail.

Go ahead, Ian.⟧

QUESTION: ⟨Thank you. I wanted to switch to the tunnel. There’s been reporting that the second bore is delayed.⟩

MR COLE: ⟦Yeah, so the second bore is on schedule as far as we know. The contractor reports every month, and the last report was a good one.⟧

QUESTION: ⟨And the cost?⟩

MR COLE: ⟦No change.⟧

QUESTION: Thank you.

MR COLE: Thanks, everyone.

(The briefing was concluded at 2:48 p.m.)
""",
    ),
    "a briefing, questions broken off": (
        ".md",
        """\
---
date: '2021-06-12'
published_time: 2021-06-12 18:49:06-04:00
source_url: https://www.example.org/briefing-room/2021/06/12/press-briefing/
tags: press-briefings
title: "Press Briefing by Press Secretary Fay Oak"
---

Press Briefing Room

1:07 P.M. EDT

MS. OAK:  Hi, everyone.  Good afternoon.  I have one item for you, and
then we’ll get going.

Today we mark two years since the harbor was reopened.  More than three
thousand people work there now.

Okay.  Go ahead, Gil.

Q    ⟨Thanks, Fay.  Two questions.  One on the harbor and one on schools.
What does the President think of the strike there?⟩

MS. OAK:  ⟦Well, the President believes in the right to organize, as you
know, Gil.  He has always said so.

And we hope that both sides sit down again.  What else would one hope?⟧

Q    ⟨Has he called anyone?⟩

MS. OAK:  ⟦I don’t have any calls to read out.⟧

Q    ⟨And on schools, the —⟩

MS. OAK:  Yep.

Q    ⟨— the summer program.  How many children have signed up so far?⟩

MS. OAK:  ⟦So, as of Friday about forty thousand.  (Laughter.)  We think
there will be more.

Go ahead, Dora.⟧

Q    ⟨Thank you, Fay.  I’d like to come back to the strike.  The union
says that it was promised a seat at the table, and that it never got one.⟩

MS. OAK:  ⟦They have a seat at the table.  They’ve always had one.⟧

Q    ⟨So who is right?⟩

MS. OAK:  ⟦I just told you, Dora.⟧

Thanks, everybody.

1:31 P.M. EDT
""",
    ),
    "a palace's news conference": (
        ".html",
        """\
<html><head><title>News conference following the talks</title></head><body><article>
<h1>News conference following the talks</h1>
<p>Following the talks, the two presidents made statements for the press and answered journalists’ questions.</p>
<p>June 3, 2019 17:40 Harbour City</p>
<p><b>President Tom Cole:</b> Mr President, ladies and gentlemen,</p>
<p>I am pleased to welcome our guests. We spoke about trade and about the bridge.</p>
<p>Thank you for your attention.</p>
<p><b>President Gil Hay</b> <i>(retranslated):</i> Mr President, thank you for your hospitality. Our talks were substantive.</p>
<p><b>Question</b> <i>(retranslated):</i> ⟨Good evening, Coast News Agency. My question is to both presidents. When will the first train cross the bridge?⟩</p>
<p><b>Tom Cole:</b> ⟦I believe my colleague will agree with me: by the end of next year.⟧</p>
<p>⟦There is a lot of work to do yet. We remember how the port was built, and what did people say then? That it could not be done.⟧</p>
<p><b>Gil Hay:</b> ⟦I fully agree. I have nothing to add.⟧</p>
<p><b>Eva Lang:</b> ⟨Channel Seven, Eva Lang. Mr President, prices for grain went up again. Was this part of your talks, and what was agreed?⟩</p>
<p><b>Tom Cole:</b> ⟦Yes, it was. Our ministers will meet in a week.⟧</p>
<p><b>Question:</b> ⟨A follow-up, if I may. Will there be a quota?⟩</p>
<p><b>Tom Cole:</b> ⟦We don’t plan any.⟧</p>
<p><b>Gil Hay:</b> ⟦Neither do we.⟧</p>
<p><b>Question:</b> ⟨Is there a date for the next meeting?⟩</p>
<p><b>Gil Hay:</b> ⟦I have invited the President to visit us in the spring. He accepted.⟧</p>
<p><b>Tom Cole:</b> Thank you.</p>
</article></body></html>
""",
    ),
    "a weekly briefing, names and outlets": (
        ".txt",
        """\
Transcript of Weekly Media Briefing by the Official Spokesperson (July 09, 2020)

July 10, 2020

Shri Tom Cole, Official Spokesperson: Very good afternoon to all of you and welcome to this weekly media briefing. I would begin with one announcement. The ferry service to the islands begins on Monday. Now, I would be happy to take your questions.

Ann Reed, Harbour TV: ⟨Sir, my question is with regard to the fishermen who were detained last week. Has consular access been given?⟩

Ian Moss, Coast Daily: ⟨Also on the fishermen, sir. How many are still there?⟩

Shri Tom Cole, Official Spokesperson: ⟦Okay, let me take these together. We have taken up the matter with the authorities there. Consular access was given on Tuesday.

All of them are in good health. I don’t have the exact number with me but I think it is eleven.⟧

Fay Oak, Island Wire: ⟨Sir, any update on the talks on the river? There are reports that the experts’ committee is not going to meet this month.⟩

Shri Tom Cole, Official Spokesperson: ⟦The committee meets whenever both sides agree. We will share the dates once these are finalised.⟧

Ann Reed, Harbour TV: ⟨Just to follow up, is there a deadline?⟩

Shri Tom Cole, Official Spokesperson: ⟦There is no deadline.⟧

Gil Hay, The Ledger: ⟨Sir, could you comment on the vote in the council?⟩

Shri Tom Cole, Official Spokesperson: ⟦I have seen the vote. Our explanation of vote is on the website, and I would request you to refer to it.⟧

Shri Tom Cole, Official Spokesperson: Thank you very much. This brings us to the end of the briefing.
""",
    ),
    "an earnings call, bold names on lines of their own": (
        ".md",
        """\
# Harbour Crossings (HBC) Q2 2021 Earnings Call Transcript

**Company Participants**

Fay Oak - Investor Relations

Tom Cole - Chief Executive Officer

Gil Hay - Chief Financial Officer

**Conference Call Participants**

Ann Reed - Harbour Securities

Ian Moss - Hill Capital

**Operator**

Good morning, and welcome to the second quarter call. Please note this event is being recorded. I would now like to turn the conference over to Fay Oak. Please go ahead.

**Fay Oak**

Thank you. With me today are Tom Cole and Gil Hay.

**Tom Cole**

Thanks, Fay. We had a strong quarter. Traffic grew by 12%.

Let me hand over to Gil.

**Gil Hay**

Revenue was 41 million. We reaffirm our outlook.

**Question-and-Answer Session**

**Operator**

We will now begin the question-and-answer session. Our first question comes from Ann Reed with Harbour Securities. Please go ahead.

**Ann Reed**

⟨Good morning, and congrats on the quarter. Can you talk a little about the tolls in July, and whether the increase stuck?⟩

**Tom Cole**

⟦Sure. Good morning, Ann. It stuck. We saw no change in traffic at all.

Gil, do you want to add something?⟧

**Gil Hay**

⟦Only that the lorries pay monthly, so you will see it in Q3.⟧

**Ann Reed**

⟨Got it. And then just on the tunnel, any update on the timing there would be helpful.⟩

**Tom Cole**

⟦We expect the permit in the fall.⟧

**Operator**

The next question is from Ian Moss of Hill Capital.

**Ian Moss**

⟨Thanks for taking my question. What is the debt covenant?⟩

**Gil Hay**

⟦It's four times, and we're at 2.9.⟧

**Operator**

This concludes our question-and-answer session. I would like to turn the conference back over to Tom Cole for any closing remarks.

**Tom Cole**

Thank you all for joining us today.
""",
    ),
    "a podcast with times and two hosts": (
        ".txt",
        """\
0:00:00.0 (Introductory music)

0:00:07.9 **Kim Gale** Hello, and welcome to the show. This is Kim Gale.

0:00:12.4 **Ian Moss** And this is Ian Moss.

0:00:14.0 **Kim Gale** ⟨Today we talk with Dora Lake. Dora, you have worked at the lighthouse for thirty years. What was the first night like?⟩

0:00:26.1 **Dora Lake** ⟦Oh, dark. (laughing) Very dark. My predecessor had left me a note and a sandwich.

0:00:41.7 And it stormed, of course.⟧

0:00:44.3 **Ian Moss** ⟨And what did the note say?⟩

0:00:46.0 **Dora Lake** ⟦“Do not touch the lamp.” So I touched the lamp.⟧

0:00:52.9 **Kim Gale** ⟨I love that. I was going to ask about the ships, because a listener wrote to us that she saw you wave.⟩

0:01:03.0 **Dora Lake** ⟦I always wave. Nobody waves back, but I always do.⟧

0:01:09.8 **Ian Moss** ⟨So what happens now that the lamp is automatic? Do you still go up there?⟩

0:01:17.2 **Dora Lake** ⟦Every day. Somebody has to clean the glass.⟧

0:01:21.0 **Kim Gale & Ian Moss** (laughing)

0:01:24.5 **Kim Gale** Thank you so much, Dora.
""",
    ),
    "a forum, answers quoted": (
        ".md",
        """\
# I am a lighthouse keeper of thirty years. AMA!

*Posted by u/lamp_lady in r/coast · 1,204 points · 388 comments*

Hi! I keep the lighthouse at Northtown. Proof is with the mods. I'll be here until ten.

---

**fogbound** (312 points)

⟨What was the worst storm that you saw up there?⟩

> **lamp_lady** [OP] (540 points)
>
> ⟦The one of '92, easily. The lower windows went, and I slept in the lamp room for two days.
>
> We lost the goat shed. The goats were fine.⟧

---

**mussel_man** (208 points)

⟨My grandfather told me the old lamp is still in the cellar. True or not⟩

> **lamp_lady** [OP] (311 points)
>
> ⟦True. It weighs as much as a car, so nobody will steal it.⟧

---

**tidewater9** (97 points)

⟨How do you get your groceries, and who brings the mail? I'd love to hear about a normal day.⟩

> **lamp_lady** [OP] (120 points)
>
> ⟦A boat on Tuesdays. It brings both.
> A normal day: up at five, lamp off, glass, breakfast, goats.⟧

---

**quayside** (41 points)

⟨do you get lonely?⟩

> **lamp_lady** [OP] (88 points)
>
> ⟦Not since the internet.⟧
""",
    ),
    "a government's press conference, in German": (
        ".txt",
        """\
Regierungspressekonferenz vom 12. Mai 2021

Sprecher bei der Pressekonferenz
StS Kohl
Eiche (Verkehrsministerium)
Linde (Finanzministerium)

(Vorsitzender Moos eröffnet die Pressekonferenz und begrüßt StS Kohl sowie die Sprecherinnen und Sprecher der Ministerien.)

StS Kohl: Schönen guten Tag! Die Ministerin wird am Montag an die Küste reisen und dort die neue Brücke eröffnen. Am Mittwoch tagt wie immer das Kabinett.

Frage Riedl: ⟨Herr Kohl, zur Brücke: Trifft die Ministerin dort auch die Fährleute?⟩

StS Kohl: ⟦Das Programm steht noch nicht in allen Einzelheiten fest.⟧

Zusatzfrage Riedl: ⟨Die Fährleute sagen, sie hätten dreimal um ein Gespräch gebeten.⟩

StS Kohl: ⟦Mir ist das nicht bekannt. Vielleicht kann Frau Eiche etwas dazu sagen.⟧

Eiche: ⟦Ja, das kann ich gern tun. Es gab einen Brief. Er ist beantwortet worden.⟧

Frage Lang: ⟨Ich habe eine Frage zum Tunnel, und zwar an das Finanzministerium. Es heißt, die Mehrkosten seien noch nicht gedeckt. Wie hoch sind die, und wer trägt sie?⟩

Linde: ⟦Die Mehrkosten trägt die Gesellschaft. Zur Höhe kann ich hier nichts sagen.⟧

Zusatz Lang: ⟨Das ist aber öffentliches Geld.⟩

Linde: ⟦Die Gesellschaft hat eigene Einnahmen.⟧

Frage Dr. Hein: ⟨Noch einmal zur Fähre: Bis wann fährt sie?⟩

Eiche: ⟦Bis Ende nächsten Jahres.⟧

Vorsitzender Moos: Dann danke ich herzlich und wünsche noch einen schönen Tag.
""",
    ),
    "a newspaper, bold questions with dashes, in Russian": (
        ".html",
        """\
<html lang="ru"><head><title>«Мост пришёл поздно»</title></head><body><article><h1>«Мост пришёл поздно, но пришёл»</h1>
<p>Мэр города рассказала корреспонденту «Берега», сколько стоил мост и что будет с паромом.</p>
<p><b>— ⟨Клара Сергеевна, мост открывается на два года позже. Кто виноват?⟩</b></p>
<p>— ⟦Все понемногу. Грунт оказался хуже, чем обещали изыскатели.⟧</p>
<p>⟦А можно ли было это знать? Наверное, можно.⟧</p>
<p><b>— ⟨Говорят, что и стоил он вдвое дороже.⟩</b></p>
<p>— ⟦Не вдвое. На шестьдесят процентов.⟧</p>
<p><b>— ⟨Что будет с паромом?⟩</b></p>
<p>— ⟦Паром будет ходить ещё год.⟧</p>
<p><b>— ⟨А потом⟩</b></p>
<p>— ⟦Потом посмотрим. Люди привыкнут к мосту, и паром станет не нужен.⟧</p>
<p><b>— ⟨Вы пойдёте на новый срок?⟩</b></p>
<p>— ⟦Не решила.⟧</p>
<p><i>Беседовала Анна Рогова</i></p></article></body></html>
""",
    ),
    "a parliament's speeches in XML": (
        ".xml",
        """\
<?xml version="1.0" encoding="UTF-8"?>
<publicwhip>
<oral-heading id="1" nospeaker="true">Coastal Crossings</oral-heading>
<minor-heading id="2" nospeaker="true">Northtown Bridge</minor-heading>
<speech id="3" speakername="Ann Reed" oral-qnum="1" type="Start Question"><p pid="a1">⟨What assessment she has made of the progress of the Northtown bridge.⟩</p></speech>
<speech id="4" speakername="Fay Oak" speakeroffice="Secretary of State for Bridges"><p pid="a2">⟦The bridge is nearly complete, and I was pleased to walk across it last week.</p><p pid="a3">It will open in May.⟧</p></speech>
<speech id="5" speakername="Ann Reed"><p pid="a4">⟨I am grateful to the Secretary of State for that answer. My constituents want to know whether there will be a toll. Will she rule it out today?⟩</p></speech>
<speech id="6" speakername="Fay Oak" speakeroffice="Secretary of State for Bridges"><p pid="a5">⟦I will. There will be no toll.⟧</p></speech>
<speech id="7" speakername="Ian Moss"><p pid="a6">⟨The ferry in my constituency carries two hundred people a day. What is to become of it?⟩</p></speech>
<speech id="8" speakername="Fay Oak" speakeroffice="Secretary of State for Bridges"><p pid="a7">⟦It will go on for a year, and I will gladly meet him to discuss it.⟧</p></speech>
<speech id="9" speakername="Mr Speaker"><p>Order. We must move on.</p></speech>
</publicwhip>
""",
    ),
    "a midday briefing": (
        ".html",
        """\
<html><head><title>Midday press briefing from 12/05/2022</title></head><body><div class="content">
<h1>Midday press briefing from 12/05/2022</h1>
<h4>Speaker: Tom COLE, Chief spokesperson</h4>
<p>TOM COLE: Good afternoon everyone, and welcome to the midday. Two items. The commissioner is on the coast today. The new rules on ferries were published. Let's start with the questions. Ann.</p>
<p>JOURNALIST (Ann Reed, Coast Radio): ⟨Thanks, Tom. On the ferries, what happens to a country that does not apply the rules by January?⟩</p>
<p>TOM COLE: ⟦Ferries are for Fay, who is on the podium.⟧</p>
<p>FAY OAK (Transport): ⟦Thank you for the question. The usual steps follow, and the first of them is a letter.⟧</p>
<p>⟦We hope that no letter is needed.⟧</p>
<p>JOURNALIST (Ann Reed, Coast Radio): ⟨So no fines.⟩</p>
<p>FAY OAK (Transport): ⟦I did not say that. A letter comes first.⟧</p>
<p>TOM COLE: Any other question on ferries? I see none. Ian, online.</p>
<p>JOURNALIST (Ian Moss, The Ledger): ⟨Can you hear me? Good. I'd like to know the position of the Commission on the tunnel loan. The bank said yesterday that it was still waiting for you.⟩</p>
<p>TOM COLE: ⟦We don't comment on the bank's statements. The file is being assessed.⟧</p>
<p>JOURNALIST (Ian Moss, The Ledger): ⟨Since when?⟩</p>
<p>TOM COLE: ⟦Since March.⟧</p>
<p>TOM COLE: Okay, thank you very much, and see you tomorrow.</p>
</div></body></html>
""",
    ),
    "a blog's interview": (
        ".md",
        """\
---
layout: post
title: "Interview with Dora Lake, maintainer of tidelib"
date: 2019-05-12 09:00:00 +0200
categories: interviews community
author: Ian Moss
---

![Dora Lake](/assets/dora.jpg)

This is the fourth in our series of interviews with people who maintain small libraries. Enjoy!

### ⟨Hi Dora, please introduce yourself.⟩

⟦I'm Dora, I live by the sea and I maintain *tidelib*. By day I write firmware for buoys.⟧

### ⟨How did tidelib come about?⟩

⟦Out of anger. I needed the tides for a regatta, and all I found was:

1. a library in Fortran,
2. a web service that was down,
3. a PDF.

So I wrote my own. Was that wise? Ask my husband.⟧

### ⟨The hardest bug so far⟩

⟦Leap seconds. I do not want to talk about it.

> Time is an illusion.

That about sums it up.⟧

### ⟨Where can newcomers help?⟩

⟦Documentation. We have [a list](https://example.org/issues) of good first issues.⟧

### ⟨Anything else you'd like to add?⟩

⟦Wear a life vest.⟧

---

*Do you know somebody whom we should interview next? Drop us a line.*
""",
    ),
    "a minister's conference, in Japanese": (
        ".txt",
        """\
大臣会見概要
（令和４年５月１０日（火）１０時４２分　於：本省会見室）

冒頭発言
　本日の閣議で、北町大橋の開通日が報告されました。私からは以上です。

【質疑応答】

（問）⟨港新聞の坂井です。北町大橋ですが、通行料についてはどのようにお考えでしょうか。⟩
（答）⟦通行料については、現在、関係者と協議しているところであります。
　いずれにしても、利用される方の御負担が重くならないようにしてまいりたいと思います。⟧
（問）⟨渡し船の関係で伺います。廃止の方針との一部報道がありました。⟩
（答）⟦報道は承知しておりますが、決まったものではありません。来年までは続けることとしております。⟧
（問）⟨その後はどうされますか。⟩
（答）⟦利用状況を見て判断いたします。⟧
（問）⟨開通式には大臣も御出席でしょうか。⟩
（答）⟦はい、出席する予定です。⟧

（以上）
""",
    ),
    "an office of information, in Chinese": (
        ".html",
        """\
<html lang="zh"><head><title>新闻办举行大桥通车新闻发布会</title></head><body><div class="article"><h1>新闻办就大桥通车举行发布会</h1><p>2021-05-12 10:00　来源：港城网</p>
<p><strong>新闻局副局长、新闻发言人 林一：</strong></p><p>女士们、先生们，大家上午好。今天我们请来了市长王二先生，请他介绍情况，并回答大家的提问。</p>
<p><strong>市长 王二：</strong></p><p>谢谢主持人。大桥全长三公里，五月通车。</p>
<p><strong>林一：</strong></p><p>谢谢王市长。下面开始提问，请先通报所在的新闻机构。</p>
<p><strong>晨光报记者：</strong></p><p>⟨大桥比原计划晚了两年。请问主要原因是什么？另外，渡船是否会停运？⟩</p>
<p><strong>王二：</strong></p><p>⟦谢谢你的提问。主要是地质条件比较复杂。大家可能会问，为什么事先没有发现？因为当时的技术达不到。⟧</p><p>⟦渡船还会开一年。⟧</p>
<p><strong>海港电视台记者：</strong></p><p>⟨我的问题是关于收费的，很多市民很关心。⟩</p>
<p><strong>王二：</strong></p><p>⟦不收费。这个问题请总工程师李三补充一下。⟧</p>
<p><strong>总工程师 李三：</strong></p><p>⟦我补充一点，货车也不收费。⟧</p>
<p><strong>山城电台记者：</strong></p><p>⟨通车当天会有什么活动吗？⟩</p>
<p><strong>王二：</strong></p><p>⟦有步行日，欢迎大家来走一走。⟧</p>
<p><strong>林一：</strong></p><p>今天的发布会就到这里，谢谢大家。</p></div></body></html>
""",
    ),
    "a newspaper, in Hindi": (
        ".html",
        """\
<html lang="hi"><head><title>साक्षात्कार: पुल देर से आया</title></head><body><article><h1>'पुल देर से आया, पर आया'</h1><p>नगर की महापौर से हमारे संवाददाता की बातचीत के मुख्य अंश।</p>
<p><strong>सवाल- ⟨पुल दो साल की देरी से खुल रहा है। इसके लिए कौन ज़िम्मेदार है?⟩</strong></p>
<p>जवाब- ⟦सब थोड़े-थोड़े। ज़मीन सर्वे से ज़्यादा ख़राब निकली।⟧</p>
<p><strong>सवाल- ⟨लोग कहते हैं कि लागत दोगुनी हो गई।⟩</strong></p>
<p>जवाब- ⟦दोगुनी नहीं, साठ प्रतिशत बढ़ी।⟧</p><p>⟦क्या यह पहले पता चल सकता था? शायद।⟧</p>
<p><strong>सवाल- ⟨नाव सेवा का क्या होगा?⟩</strong></p>
<p>जवाब- ⟦एक साल और चलेगी।⟧</p>
<p><strong>सवाल- ⟨उसके बाद की योजना बताइए⟩</strong></p>
<p>जवाब- ⟦देखेंगे।⟧</p>
</article></body></html>
""",
    ),
    "a newspaper, bold questions, in Turkish": (
        ".md",
        """\
# "Köprü geç geldi ama geldi"

*Belediye başkanı, köprünün hesabını ve vapurun geleceğini anlattı.*

**⟨Köprü iki yıl gecikmeyle açılıyor. Sorumlusu kim?⟩**

⟦Herkes biraz. Zemin, raporların söylediğinden kötü çıktı. Önceden bilinebilir miydi? Belki.⟧

**⟨Maliyetin iki katına çıktığı söyleniyor.⟩**

⟦İki katı değil, yüzde altmış.

Onu da şirket ödüyor, belediye değil.⟧

**⟨Vapur ne olacak?⟩**

⟦Bir yıl daha çalışacak.⟧

**⟨Peki ya sonra⟩**

⟦Bakacağız. İnsanlar köprüye alışacak.⟧

**⟨Yeniden aday olacak mısınız?⟩**

⟦Karar vermedim.⟧
""",
    ),
    "a newspaper, stars and dashes, in Vietnamese": (
        ".html",
        """\
<html lang="vi"><head><title>Cây cầu đến muộn</title></head><body><article><h1>"Cây cầu đến muộn, nhưng đã đến"</h1><p>12/05/2021 08:00</p><p><b>Thị trưởng trò chuyện với phóng viên về cây cầu và tương lai của chuyến phà.</b></p>
<p><i>* ⟨Thưa bà, cây cầu khánh thành chậm hai năm. Ai chịu trách nhiệm?⟩</i></p>
<p>- <b>Bà LÊ THỊ A:</b> ⟦Mỗi người một ít. Nền đất xấu hơn khảo sát.⟧</p>
<p>⟦Có thể biết trước không? Có lẽ có.⟧</p>
<p><i>* ⟨Nhiều người nói chi phí đã tăng gấp đôi.⟩</i></p>
<p>- ⟦Không phải gấp đôi, mà là sáu mươi phần trăm.⟧</p>
<p><i>* ⟨Còn chuyến phà thì sao?⟩</i></p>
<p>- ⟦Phà sẽ chạy thêm một năm.⟧</p>
<p><i>* ⟨Sau đó thế nào, thưa bà?⟩</i></p>
<p>- ⟦Chúng tôi sẽ xem xét.⟧</p>
<p class="author">NGUYỄN B thực hiện</p></article></body></html>
""",
    ),
    "a newspaper, in Italian": (
        ".html",
        """\
<html lang="it"><head><title>Il ponte è arrivato tardi</title></head><body><article><h1>«Il ponte è arrivato tardi, ma è arrivato»</h1><p>di Anna Riva</p><p>La sindaca racconta i conti dell’opera. La incontriamo in municipio.</p>
<p><b>⟨Sindaca Souto, il ponte apre con due anni di ritardo.⟩</b><br>⟦«Il terreno era peggio di quanto dicessero gli studi. Si poteva sapere prima? Forse sì».⟧</p>
<p><b>⟨Di chi è la colpa?⟩</b><br>⟦«Un po’ di tutti».⟧</p>
<p><b>⟨Dicono che sia costato il doppio.⟩</b><br>⟦«Non il doppio: il sessanta per cento in più».⟧</p>
<p><b>⟨E il traghetto?⟩</b><br>⟦«Andrà avanti un altro anno».⟧</p>
<p><b>⟨Si ricandida?⟩</b><br>⟦«Non ho deciso».⟧</p>
<p>© RIPRODUZIONE RISERVATA</p></article></body></html>
""",
    ),
}
