"""Chambers, courts, research and languages that came last: interventions, written questions, groups."""

from __future__ import annotations

from collections.abc import Sequence

from tests.index.styles import Who

#: As in governments.py.
CHAMBERS: dict[str, tuple[str, Sequence[Who]]] = {
    "an interview in Amharic": (
        """ከተማችን መጽሔት፣ ግንቦት 2013

ድልድዩ መቼ ይከፈታል?

ጥያቄ፦ ⟨ድልድዩ መቼ ነው የሚከፈተው?⟩

መልስ፦ ⟦በግንቦት ወር ይከፈታል። ሥራው እየተጠናቀቀ ነው።⟧

ጥያቄ፦ ⟨ለማለፍ ክፍያ ይኖራል?⟩

መልስ፦ ⟦አይኖርም። ለሁሉም ነፃ ነው።⟧

ጥያቄ፦ ⟨ስለ ጀልባው ምን ይላሉ?⟩

መልስ፦ ⟦ጀልባው ይቀጥላል፤ በቀን ሦስት ጊዜ።⟧
""",
        [(None, None, None)] * 3,
    ),
    "a parliament in Stockholm, numbered speeches": (
        """Riksdagens protokoll

§ 4 Svar på interpellation 2020/21:112 om bron

Anf. 12 Infrastrukturministern TOM EK (S):

Herr talman! Anna Lind har frågat mig när bron öppnar. Bron öppnar i maj. Det har jag sagt förut.

Anf. 13 ANNA LIND (M):

⟨Herr talman! Jag tackar för svaret. Men entreprenören säger juni. Vem har rätt?⟩

Anf. 14 Infrastrukturministern TOM EK (S):

⟦Herr talman! Entreprenören säger mycket. Det blir maj.⟧

Anf. 15 ANNA LIND (M):

⟨Herr talman! Då undrar jag vad det kostar. Är ministern beredd att redovisa summan?⟩

Anf. 16 Infrastrukturministern TOM EK (S):

⟦Herr talman! Tolv miljoner kronor. Summan står i budgeten.⟧

Överläggningen var härmed avslutad.
""",
        [("ANNA LIND (M)", ..., "Infrastrukturministern TOM EK (S)")] * 2,
    ),
    "written questions, to ask the Secretary of State": (
        """WRITTEN ANSWERS

Monday 3 May 2021

TRANSPORT

Harbour Bridge

Ann Bay: ⟨To ask the Secretary of State for Transport, when the harbour bridge will open.⟩

Tom Cole: ⟦The harbour bridge will open in May.⟧

Max Marsh: ⟨To ask the Secretary of State for Transport, what estimate he has made of the cost of the harbour bridge.⟩

Tom Cole: ⟦The bridge has cost £12 million. A table of the sums has been placed in the Library.⟧

Ferries

Ann Bay: ⟨To ask the Secretary of State for Transport, whether the ferry will be kept.⟩

Tom Cole: ⟦There are no plans to end the ferry.⟧

Ruth Field: ⟨To ask the Secretary of State for Transport, what steps he is taking to lower fares on the ferry.⟩

Tom Cole: ⟦Fares are a matter for the operator.⟧
""",
        [
            ("Ann Bay", None, "Tom Cole"),
            ("Max Marsh", None, "Tom Cole"),
            ("Ann Bay", None, "Tom Cole"),
            ("Ruth Field", None, "Tom Cole"),
        ],
    ),
    "a focus group, respondents by number": (
        """Focus group 3, Northtown library, evening session

FACILITATOR: Thank you all for coming. There are no wrong answers tonight.

FACILITATOR: ⟨How often do you use the ferry?⟩

R1: ⟦Every day, to work.⟧

R3: ⟦Twice a week maybe.⟧

FACILITATOR: ⟨And what would make you take the bridge instead?⟩

R2: ⟦If there was a bus on it.⟧

R1: ⟦I would not. I like the boat.⟧

R4: ⟦The price. It's always the price.⟧

FACILITATOR: ⟨Interesting. R3, you are nodding. Why?⟩

R3: ⟦Because she's right. My boys go across three times a day.⟧

FACILITATOR: ⟨What do you think about the toll?⟩

R2: ⟦It's too high for students.⟧

FACILITATOR: Okay, we'll stop there. Thank you very much, everybody.
""",
        [
            ("FACILITATOR", None, "R1"),
            ("FACILITATOR", None, "R2"),
            ("FACILITATOR", None, "R3"),
            ("FACILITATOR", None, "R2"),
        ],
    ),
    "written interrogatories in a suit": (
        """IN THE COURT OF COMMON PLEAS OF NORTH COUNTY

DEFENDANT'S RESPONSES TO PLAINTIFF'S FIRST SET OF INTERROGATORIES

INTERROGATORY NO. 1: ⟨State the date on which the bridge was first opened to traffic.⟩

ANSWER: ⟦The bridge was first opened to traffic on May 3, 2021.⟧

INTERROGATORY NO. 2: ⟨Identify each person who inspected the bridge in the month before that date.⟩

ANSWER: ⟦Defendant objects to this interrogatory as overly broad. Without waiving the objection: Tom Cole and Sue Bell.⟧

INTERROGATORY NO. 3: ⟨Describe the repairs that were made to the north pier after the inspection.⟩

ANSWER: ⟦None were made.⟧

INTERROGATORY NO. 4: ⟨Do you contend that plaintiff was warned of the condition of the north pier?⟩

ANSWER: ⟦Yes. A sign was put up on April 20.⟧
""",
        [(..., None, None)] * 4,
    ),
    "a house in Delhi, starred questions": (
        """LOK SABHA

ORAL ANSWERS TO QUESTIONS

SHRI RAVI DAS: ⟨Will the Minister of Shipping be pleased to state when the harbour bridge will be opened and whether any toll is proposed?⟩

THE MINISTER OF SHIPPING (SHRIMATI ANITA ROY): ⟦Sir, the bridge will be opened in May. There is no proposal to levy a toll.⟧

SHRI RAVI DAS: ⟨Sir, my first supplementary is this. The contractor has asked for more time. Has the Government given it?⟩

SHRIMATI ANITA ROY: ⟦Sir, no extension has been given. The hon. Member may kindly see the statement that is laid on the Table.⟧

MR. SPEAKER: Second supplementary.

SHRI RAVI DAS: ⟨Sir, what will happen to the boatmen who lose their work?⟩

SHRIMATI ANITA ROY: ⟦Sir, three hundred of them have been given training, and they will be employed on the bridge.⟧

MR. SPEAKER: Shrimati Meena Pillai.

SHRIMATI MEENA PILLAI: ⟨Sir, how many women are among those three hundred?⟩

SHRIMATI ANITA ROY: ⟦Sir, forty-two.⟧
""",
        [("SHRI RAVI DAS", None, ...)]
        + [("SHRI RAVI DAS", None, "SHRIMATI ANITA ROY")] * 2
        + [("SHRIMATI MEENA PILLAI", None, "SHRIMATI ANITA ROY")],
    ),
    "a chamber in The Hague": (
        """Vragenuur: Vragen Bakker

De voorzitter:
Aan de orde is het mondelinge vragenuur. Ik geef het woord aan de heer Bakker van de VVD.

De heer Bakker (VVD):
⟨Voorzitter. De brug zou in april opengaan. Dat is niet gebeurd. Wanneer gaat de brug dan wel open?⟩

De voorzitter:
Het woord is aan de minister.

Minister De Wit:
⟦Voorzitter. De brug gaat in mei open. De proeven zijn vorige week afgerond en ze zijn goed verlopen.⟧

De heer Bakker (VVD):
⟨Voorzitter. Hoeveel heeft de vertraging gekost?⟩

Minister De Wit:
⟦Ongeveer twee miljoen euro. Dat valt binnen de begroting.⟧

Mevrouw Smit (D66):
⟨Voorzitter. Blijft de pont varen? Daar maken mensen op het eiland zich zorgen over.⟩

Minister De Wit:
⟦De pont blijft varen, driemaal per dag.⟧

De voorzitter:
Hartelijk dank. Dan zijn wij aan het einde gekomen van het vragenuur.
""",
        [("De heer Bakker (VVD)", ..., "Minister De Wit")] * 2
        + [("Mevrouw Smit (D66)", ..., "Minister De Wit")],
    ),
    "Japanese, a paper's long dashes and answers in quotes": (
        """港新聞　２０２１年５月３日

市長に聞く

　――⟨橋はいつ開通しますか。⟩

　⟦「５月の連休明けです。試験は先週終わりました」⟧

　――⟨通行料は取りますか。⟩

　⟦「取りません。市民の橋ですから」⟧

　――⟨渡し船はどうなりますか。⟩

　⟦「続けます。一日三便は残す考えです」⟧
""",
        [(None, None, None)] * 3,
    ),
    "a court's record in Chinese, the bench asks": (
        """北城区人民法院庭审笔录

时间：2021年5月3日上午9时
地点：第三法庭

审判长：现在开庭。
审判长：⟨原告，你方与被告何时签订合同？⟩
原告：⟦2019年3月，在被告的办公室签的。⟧
审判长：⟨被告，是否属实？⟩
被告：⟦属实。合同一式两份。⟧
审判长：⟨被告有没有按期交货？⟩
被告：⟦没有。当时大桥封闭，货车过不去。⟧
审判长：⟨原告对此有什么意见？⟩
原告：⟦大桥只封了两天，被告晚交了两个月。⟧
审判长：今天庭审到此结束，双方核对笔录后签字。
""",
        [
            ("审判长", None, "原告"),
            ("审判长", None, "被告"),
            ("审判长", None, "被告"),
            ("审判长", None, "原告"),
        ],
    ),
    "a prime minister's press meeting in Danish": (
        """Pressemøde den 3. maj 2021

Statsminister Mette Bay: God eftermiddag. Jeg har en enkelt nyhed i dag, og så tager vi jeres spørgsmål.

Spørgsmål (DR): ⟨Hvornår åbner broen?⟩

Statsminister Mette Bay: ⟦Den åbner i maj. Det har vi sagt hele tiden.⟧

Spørgsmål (DR): ⟨Og hvad koster det at køre over?⟩

Statsminister Mette Bay: ⟦Ikke noget. Det bliver gratis for alle.⟧

Spørgsmål (TV 2): ⟨Hvad så med færgen? Bliver den nedlagt?⟩

Transportminister Tom Lund: ⟦Nej. Den sejler videre tre gange om dagen.⟧

Spørgsmål (Havneposten): ⟨Fortryder du noget i det her forløb, statsminister?⟩

Statsminister Mette Bay: ⟦Ja. Vi burde have talt med øboerne før.⟧

Tak for i dag.
""",
        [(..., "DR", "Statsminister Mette Bay")] * 2
        + [(..., "TV 2", "Transportminister Tom Lund"), (..., "Havneposten", "Statsminister Mette Bay")],
    ),
    "an interview in Burmese": (
        """တံတား ဘယ်တော့ဖွင့်မလဲ

မေး ။ ⟨တံတား ဘယ်တော့ ဖွင့်မလဲ။⟩

ဖြေ ။ ⟦မေလမှာ ဖွင့်ပါမယ်။⟧

မေး ။ ⟨ဖြတ်သန်းခ ပေးရမလား။⟩

ဖြေ ။ ⟦မပေးရပါဘူး။ အားလုံး အခမဲ့ ဖြစ်ပါတယ်။⟧

မေး ။ ⟨ကူးတို့သင်္ဘောကရော ဘယ်လိုလဲ။⟩

ဖြေ ။ ⟦ဆက်ပြေးပါမယ်။ တစ်နေ့ သုံးခေါက်ပါ။⟧
""",
        [(None, None, None)] * 3,
    ),
}
