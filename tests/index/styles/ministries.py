"""Ministries and press rooms from Casablanca to Tokyo."""

from __future__ import annotations

from collections.abc import Sequence

from tests.index.styles import Who

#: As in governments.py.
MINISTRIES: dict[str, tuple[str, Sequence[Who]]] = {
    "a foreign minister in Tokyo, outlets in black brackets": (
        """林田外務大臣会見記録

（令和4年3月1日（火曜日）11時52分　於：本省会見室）

冒頭発言

【林田外務大臣】私から一件ございます。明日から北の島を訪問いたします。以上です。

橋の建設

【港新聞　山田記者】⟨橋の建設について伺います。完成はいつ頃になるとお考えでしょうか。また、費用の負担についてもお聞かせください。⟩

【林田外務大臣】⟦完成は五月を見込んでおります。費用につきましては、現在、関係国と調整中でございます。⟧

【港新聞　山田記者】⟨関連ですが、相手国の反応はいかがですか。⟩

【林田外務大臣】⟦前向きな反応をいただいております。⟧

漁業交渉

【湾岸放送　田中記者】⟨漁業交渉についてお尋ねします。昨日、先方は「受け入れられない」と述べています。大臣の受け止めをお願いします。⟩

【林田外務大臣】⟦先方の発言は承知しておりますが、一つ一つにコメントすることは差し控えます。⟧

⟦いずれにせよ、対話を続けてまいります。⟧

【フリーランス　川口氏】⟨島民の帰還についてはどうでしょうか。⟩

【林田外務大臣】⟦先ほど申し上げたとおりです。⟧
""",
        [
            ("港新聞　山田記者", "港新聞", "林田外務大臣"),
            ("港新聞　山田記者", "港新聞", "林田外務大臣"),
            ("湾岸放送　田中記者", "湾岸放送", "林田外務大臣"),
            (..., ..., "林田外務大臣"),
        ],
    ),
    "a minister in Tokyo, question and answer brackets": (
        """大臣閣議後記者会見要旨

（冒頭発言）
本日の閣議案件について、当省関係はございません。

（質疑応答）

問）橋の点検についてお伺いします。
今後のスケジュールを教えてください。

答）来月から始めます。
詳しくは事務方にお聞きください。

問）予算は足りるのでしょうか。

答）足りるように致します。

問）昨日の事故について、大臣の所感をお聞かせください。

答）大変遺憾に思っております。原因を究明し、再発防止に努めます。

（以上）
""".replace(
            "問）橋の点検についてお伺いします。\n今後のスケジュールを教えてください。",
            "問）⟨橋の点検についてお伺いします。\n今後のスケジュールを教えてください。⟩",
        )
        .replace(
            "答）来月から始めます。\n詳しくは事務方にお聞きください。",
            "答）⟦来月から始めます。\n詳しくは事務方にお聞きください。⟧",
        )
        .replace("予算は足りるのでしょうか。", "⟨予算は足りるのでしょうか。⟩")
        .replace("足りるように致します。", "⟦足りるように致します。⟧")
        .replace(
            "昨日の事故について、大臣の所感をお聞かせください。",
            "⟨昨日の事故について、大臣の所感をお聞かせください。⟩",
        )
        .replace(
            "大変遺憾に思っております。原因を究明し、再発防止に努めます。",
            "⟦大変遺憾に思っております。原因を究明し、再発防止に努めます。⟧",
        ),
        [(None, None, None)] * 3,
    ),
    "a governor in Japan, headings": (
        """# 知事定例会見（令和3年6月2日）

## 発表事項

### 知事

皆さん、こんにちは。今日は一点、橋の開通についてお知らせします。

## 質疑

### 記者

⟨開通式は行いますか。⟩

### 知事

⟦行います。五月三日の予定です。⟧

### 記者

⟨通行料は無料ですか。⟩

### 知事

⟦はい、無料です。⟧

⟦ただ、大型車については検討中です。⟧

### 港新聞

⟨渡し船はどうなりますか。⟩

### 知事

⟦続けます。島の皆さんの足ですから。⟧
""",
        [(None, None, "知事"), (None, None, "知事"), ("港新聞", "港新聞", "知事")],
    ),
    "a ministry in Seoul, angle brackets and names": (
        """[정례 브리핑] 외교부 대변인 정례브리핑
2021-04-13

안녕하십니까? 4월 13일 정례브리핑을 시작하겠습니다.
장관은 내일 섬나라를 방문할 예정입니다.
이상입니다.

<질문> ⟨다리 건설에 관한 질문입니다. 언제 개통됩니까? 그리고 비용은 누가 부담합니까? (한강일보 김수진 기자)⟩
<답변> ⟦5월에 개통될 예정입니다. 비용에 대해서는 관계국과 협의 중에 있습니다.⟧
<질문> ⟨추가 질문입니다. 협의는 언제 끝납니까?⟩
<답변> ⟦시점을 예단하지는 않겠습니다.⟧
<질문> ⟨어제 섬나라 총리가 어업 협정을 파기하겠다고 했는데, 정부 입장은 무엇입니까?⟩
<답변> ⟦관련 동향을 주시하고 있습니다.
우리 정부의 입장은 변함이 없습니다.⟧
<질문> ⟨장관 방문 때 그 문제도 논의됩니까?⟩
<답변> ⟦네, 논의될 것입니다.⟧

이상으로 브리핑을 마치겠습니다. 감사합니다.
""",
        [(None, None, None)] * 4,
    ),
    "a spokesman in Seoul, square brackets": (
        """통일부 정례브리핑

[대변인] 안녕하십니까. 금주 장관 일정을 말씀드리겠습니다. 질문 받겠습니다.

[기자] ⟨다리 공사가 중단됐다는 보도가 있는데 확인해 주시겠습니까?⟩

[대변인] ⟦사실이 아닙니다. 공사는 계획대로 진행되고 있습니다.⟧

[기자] ⟨그러면 5월 개통은 그대로입니까?⟩

[대변인] ⟦네, 그대로입니다.⟧

[기자] ⟨통행료는요?⟩

[대변인] ⟦정해진 바 없습니다. 정해지면 말씀드리겠습니다.⟧

[대변인] 더 질문 없으시면 마치겠습니다.
""",
        [(None, None, "대변인")] * 3,
    ),
    "a foreign ministry in Delhi": (
        """Transcript of Weekly Media Briefing by the Official Spokesperson

Shri Arun Mehta, Official Spokesperson: Good evening everyone. Welcome to this weekly briefing. I have one announcement. The Minister will visit the islands next week. With that, we can go for questions.

Sunil, Harbour Times: ⟨Sir, my question is on the bridge project. What is the status? And will the deadline be met?⟩

Kavita, Bay TV: ⟨Adding to that, has the loan been released?⟩

Shri Arun Mehta, Official Spokesperson: ⟦On the bridge, let me tell you this: the work is on schedule. As far as the loan is concerned, the first part was released in January.⟧

Question: ⟨There are reports that fishermen were detained. Do you have any update?⟩

Shri Arun Mehta, Official Spokesperson: ⟦We have seen the reports. Our High Commission is in touch with the authorities, and consular access was given yesterday.⟧

Kavita, Bay TV: ⟨How many are they?⟩

Shri Arun Mehta, Official Spokesperson: ⟦Eleven.⟧

Sunil, Harbour Times: ⟨Is the Minister going to raise it during his visit?⟩

Shri Arun Mehta, Official Spokesperson: ⟦All issues of mutual interest will be discussed. Thank you.⟧

Shri Arun Mehta, Official Spokesperson: Thank you all for joining. Good evening.
""",
        [
            (..., ..., "Shri Arun Mehta, Official Spokesperson"),
            (None, None, "Shri Arun Mehta, Official Spokesperson"),
            ("Kavita, Bay TV", "Bay TV", "Shri Arun Mehta, Official Spokesperson"),
            ("Sunil, Harbour Times", "Harbour Times", "Shri Arun Mehta, Official Spokesperson"),
        ],
    ),
    "a minister, in Hindi": (
        """मंत्री की प्रेस वार्ता

पत्रकार: ⟨मंत्री जी, पुल कब खुलेगा? और क्या टोल लगेगा?⟩

मंत्री: ⟦पुल मई में खुलेगा। टोल का सवाल ही नहीं उठता।⟧

पत्रकार: ⟨विपक्ष कहता है कि काम अधूरा है।⟩

मंत्री: ⟦विपक्ष का काम कहना है। हमारा काम बनाना है।⟧

पत्रकार: ⟨नाव सेवा का क्या होगा?⟩

मंत्री: ⟦नाव सेवा चलती रहेगी।⟧

धन्यवाद।
""",
        [(None, None, "मंत्री")] * 3,
    ),
    "an interview in Arabic, question and answer": (
        """حوار مع وزير النقل

أجرى الحوار في المرفأ

سؤال: ⟨معالي الوزير، متى يفتتح الجسر؟⟩

جواب: ⟦يفتتح الجسر في شهر مايو إن شاء الله. وقد انتهت جميع الاختبارات.⟧

سؤال: ⟨هل ستكون هناك رسوم للعبور؟⟩

جواب: ⟦لا، لن تكون هناك رسوم.⟧

سؤال: ⟨البعض يقول: "إن العبارة ستتوقف". ما ردكم؟⟩

جواب: ⟦هذا غير صحيح. العبارة مستمرة.⟧

⟦وأود أن أضيف أن عدد الرحلات سيزيد.⟧

سؤال: ⟨كلمة أخيرة؟⟩

جواب: ⟦أشكركم، وأدعو الجميع إلى زيارة الجسر.⟧
""",
        [(None, None, None)] * 4,
    ),
    "an interview in Arabic, stars ask and dashes answer": (
        """رئيس البلدية في حوار خاص: الجسر هدية للمدينة

حاوره في المرفأ مراسلنا.

* ⟨متى يفتتح الجسر؟⟩

- ⟦في شهر مايو، بعد انتهاء الاختبارات.⟧

* ⟨وكم كلف المشروع؟⟩

- ⟦اثني عشر مليونا، وهو أقل مما كان مقررا.⟧

⟦وقد دفعت المدينة نصفه.⟧

* ⟨هل من رسوم على العبور؟⟩

- ⟦لا رسوم على أحد.⟧

* ⟨والعبارة؟⟩

- ⟦باقية.⟧
""",
        [(None, None, None)] * 4,
    ),
    "a ministry in Ankara": (
        """Bakan'ın Basın Toplantısında Sorulara Verdiği Cevaplar, 12 Mayıs 2021

SORU: ⟨Sayın Bakan, köprü ne zaman açılıyor? Bir de geçiş ücretli mi olacak?⟩

SAYIN BAKAN: ⟦Köprüyü mayısta açıyoruz. Geçiş ücretsiz olacak: bunu daha önce de söyledik.⟧

SORU: ⟨Feribot seferleri kaldırılacak mı?⟩

SAYIN BAKAN: ⟦Hayır, kaldırılmayacak.⟧

SORU (LİMAN GAZETESİ): ⟨Komşu ülkeyle görüşmeler ne aşamada?⟩

SAYIN BAKAN: ⟦Görüşmeler sürüyor. Üçüncü turu haziranda yapacağız.⟧

Teşekkür ederim.
""",
        [(None, None, "SAYIN BAKAN"), (None, None, "SAYIN BAKAN"), (..., "LİMAN GAZETESİ", "SAYIN BAKAN")],
    ),
    "a newspaper in Hanoi": (
        """Cầu mới sẽ thông xe vào tháng Năm

Phóng viên (PV) có cuộc trao đổi với ông Trần Văn Nam, Giám đốc Sở Giao thông.

PV: ⟨Thưa ông, khi nào cầu thông xe?⟩

Ông Trần Văn Nam: ⟦Cầu sẽ thông xe vào tháng Năm. Mọi thử nghiệm đã hoàn tất.⟧

PV: ⟨Người dân có phải trả phí không, thưa ông?⟩

Ông Trần Văn Nam: ⟦Không. Việc qua cầu là miễn phí.⟧

PV: ⟨Còn bến phà thì sao?⟩

Ông Trần Văn Nam: ⟦Bến phà vẫn hoạt động. Chúng tôi giữ lại ba chuyến mỗi ngày.⟧

PV: Trân trọng cảm ơn ông!
""",
        [(None, None, "Ông Trần Văn Nam")] * 3,
    ),
    "frequent questions, in Thai": (
        """คำถามที่พบบ่อยเกี่ยวกับสะพานใหม่

ถาม: ⟨สะพานจะเปิดเมื่อไร⟩
ตอบ: ⟦เดือนพฤษภาคม หลังจากการทดสอบเสร็จสิ้น⟧

ถาม: ⟨ต้องจ่ายค่าผ่านทางหรือไม่⟩
ตอบ: ⟦ไม่ต้อง ผ่านได้ฟรีทุกคน⟧

ถาม: ⟨เรือข้ามฟากยังมีอยู่หรือไม่⟩
ตอบ: ⟦ยังมีอยู่ วันละสามเที่ยว⟧
""",
        [(None, None, None)] * 3,
    ),
    "an interview in Indonesian": (
        """Wawancara Khusus dengan Kepala Dinas Perhubungan

Tanya (T): ⟨Kapan jembatan dibuka, Pak?⟩

Jawab (J): ⟦Bulan Mei. Semua uji coba sudah selesai.⟧

T: ⟨Apakah ada tarif tol?⟩

J: ⟦Tidak ada. Gratis untuk semua.⟧

T: ⟨Bagaimana dengan kapal feri?⟩

J: ⟦Tetap jalan, tiga kali sehari.⟧

T: ⟨Berapa biaya pembangunannya?⟩

J: ⟦Dua belas miliar.⟧
""",
        [(None, None, None)] * 4,
    ),
    "a weekend interview, in Hebrew": (
        """ראיון עם ראש העיר

שאלה: ⟨מתי ייפתח הגשר?⟩

תשובה: ⟦במאי. הבדיקות הסתיימו.⟧

שאלה: ⟨כמה זה עלה?⟩

תשובה: ⟦שנים עשר מיליון. פחות ממה שתכננו.⟧

שאלה: ⟨ומה עם המעבורת?⟩

תשובה: ⟦היא נשארת.⟧
""",
        [(None, None, None)] * 3,
    ),
    "a weekly press conference, in Persian": (
        """نشست خبری سخنگوی وزارت راه

سخنگو در ابتدای نشست خبری به خبرنگاران خوش‌آمد گفت.

خبرنگار: ⟨پل چه زمانی افتتاح می‌شود؟⟩

سخنگو: ⟦در ماه آینده. آزمایش‌ها تمام شده است.⟧

خبرنگار روزنامه بندر: ⟨آیا عوارض دریافت می‌شود؟⟩

سخنگو: ⟦خیر، عبور رایگان است.⟧

خبرنگار: ⟨درباره شناورها چه تصمیمی گرفته‌اید؟⟩

سخنگو: ⟦شناورها به کار خود ادامه می‌دهند.⟧
""",
        [(None, None, "سخنگو"), (..., ..., "سخنگو"), (None, None, "سخنگو")],
    ),
    "a chief executive in Hong Kong": (
        """行政長官會見傳媒談話內容（附短片）
＊＊＊＊＊＊＊＊＊＊＊＊＊＊＊＊

　　以下是行政長官今日（五月十二日）會見傳媒的談話內容：

行政長官：大家早晨。今日想同大家講橋的進展。大家有甚麼問題？

記者：⟨你好，想問橋幾時通車？另外會不會收費？⟩

行政長官：⟦多謝你的問題。通車的目標是五月。至於收費，我們正在研究。⟧

記者：⟨有議員說工程「爛尾」，你怎樣回應？⟩

行政長官：⟦我不同意這個說法。工程一直按計劃進行，有以下幾點：第一，質素；第二，安全。⟧

記者：⟨（關於渡輪服務）⟩

行政長官：⟦渡輪服務會維持。⟧

記者：⟨Can you say a few words in English on the bridge?⟩

行政長官：⟦Sure. The bridge will open in May.⟧

完

２０２１年５月１２日（星期三）
香港時間１１時３０分
""",
        [(None, None, "行政長官")] * 4,
    ),
    "a Chinese ministry's hall, hosts and outlets": (
        """国新办举行新闻发布会

主持人：女士们、先生们，上午好。今天我们请来了交通部副部长周海先生，请他介绍情况，并回答大家的提问。

周海：谢谢主持人。下面我介绍一下有关情况。一是进展，二是安排。谢谢大家。

主持人：下面开始提问，提问前请通报所在的新闻机构。

海港日报记者：⟨请问大桥什么时候通车？通车以后怎么收费？谢谢。⟩

周海：⟦感谢你的提问。大桥将于五月通车。⟧

⟦关于收费，我想说三句话：第一，免费；第二，长期免费；第三，所有车都免费。⟧

湾区电视台记者：⟨刚才您提到了安排，能不能具体谈一谈轮渡怎么办？⟩

周海：⟦这个问题请李青司长来回答。⟧

李青：⟦轮渡保留，每天三班。⟧

主持人：最后一个问题。

记者：⟨请问一共花了多少钱？⟩

周海：⟦十二亿元。⟧

主持人：今天的发布会到此结束。谢谢大家！
""",
        [
            ("海港日报记者", "海港日报", "周海"),
            ("湾区电视台记者", "湾区电视台", ...),
            (None, None, "周海"),
        ],
    ),
    "a bilingual press conference, the translation in brackets": (
        """The Mayor's Press Conference / 市长记者会

记者：⟨请问大桥什么时候通车？⟩
(Interpreter: ⟨When will the bridge open to traffic?⟩)

市长：⟦五月通车。测试已经完成。⟧
(Interpreter: ⟦It will open in May. The tests have been completed.⟧)

记者：⟨要收费吗？⟩
(Interpreter: ⟨Will there be a toll?⟩)

市长：⟦不收费。⟧
(Interpreter: ⟦No, there won't.⟧)

记者：⟨轮渡还有吗？⟩
(Interpreter: ⟨Will the ferry go on?⟩)

市长：⟦有。⟧
(Interpreter: ⟦Yes, it will.⟧)
""",
        [(None, None, "市长")] * 3,
    ),
    "a bilingual record, each turn printed twice": (
        """外长答记者问

问：⟨大桥什么时候通车？⟩
Q: ⟨When will the bridge open?⟩

答：⟦五月通车。⟧
A: ⟦It will open in May.⟧

问：⟨收费吗？⟩
Q: ⟨Is there a toll?⟩

答：⟦不收费，长期不收费。⟧
A: ⟦There is no toll, and there will be none.⟧

问：⟨轮渡呢？⟩
Q: ⟨And the ferry?⟩

答：⟦保留。⟧
A: ⟦It stays.⟧
""",
        [(None, None, None)] * 3,
    ),
}
