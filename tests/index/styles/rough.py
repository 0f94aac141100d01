"""Rough copies: misread labels, colons inside answers, times between turns, bars, letters as names."""

from __future__ import annotations

from collections.abc import Sequence

from tests.index.styles import Who

#: As in governments.py.
ROUGH: dict[str, tuple[str, Sequence[Who]]] = {
    "a scanned briefing with misread labels": (
        """OFFICE OF THE MAYOR                                          3 May 1989

PRESS BRIEFING BY THE MAYOR

REPORTER: ⟨Mr. Mayor, when does the
bridge open?⟩

MAYOR: ⟦In May. I have said so from the
beginning, and nothing has changed.⟧

REP0RTER: ⟨And the cost?⟩

MAYOR; ⟦Twelve million. That is what we
said it would be.⟧

                             - 2 -

REPORTER: ⟨Is there a toll, Sir?⟩

MAYOR. ⟦No, there is not. There will be no
toll as long as I am in this office.⟧

REPORTER : ⟨Will the ferry stay?⟩

MAYOR : ⟦It will.⟧

REPORTER: Thank you, Mr. Mayor.
""",
        [(..., None, ...)] * 4,
    ),
    "a German agency's questions with colons inside": (
        """Häufige Fragen zur Hafenbrücke

Stand: 3. Mai 2021

Frage: ⟨Wann öffnet die Brücke?⟩

Antwort: ⟦Im Mai. Dafür sind drei Schritte nötig:
Schritt 1: Die Prüfung der Seile.
Schritt 2: Die Abnahme durch das Land.
Schritt 3: Die Freigabe.
Hinweis: Der genaue Tag steht unter https://hafen.example/bruecke.⟧

Frage: ⟨Was kostet die Überfahrt?⟩

Antwort: ⟦Nichts. Ausnahmen:
- Lastwagen: 5 Euro
- Busse: 3 Euro
Der Minister sagte dazu: „Wer pendelt, zahlt nicht."⟧

Frage: ⟨An wen kann ich mich wenden?⟩

Antwort: ⟦Hafenamt, Tel.: 0123 4567, E-Mail: post@hafen.example.⟧
""",
        [(None, None, None)] * 3,
    ),
    "a Russian minister, initials without spaces and translators' notes": (
        """Выступление и ответы на вопросы СМИ Министра А.Б.Лескова, Приморск, 3 мая 2021 года

Уважаемые дамы и господа,

Мы провели хорошие переговоры. Подписано соглашение о мосте.

Вопрос (перевод с английского): ⟨Когда откроется мост? И кто будет за него платить?⟩

А.Б.Лесков: ⟦Мост откроется в мае. Платить будет подрядчик.

Хочу добавить, что испытания уже закончены. Они прошли успешно.⟧

Вопрос: ⟨Вчера Ваш коллега заявил, что паром закроют. Как Вы это прокомментируете?⟩

А.Б.Лесков: ⟦Я этого заявления не видел. Паром останется.⟧

Вопрос (адресован обоим министрам): ⟨Обсуждали ли вы цены на сталь?⟩

А.Б.Лесков (отвечает после Д.Берга): ⟦Обсуждали. Договорились встретиться осенью.⟧
""",
        [(..., None, ...)] * 3,
    ),
    "a live text from a hall in Beijing, times between the turns": (
        """图文直播：北城大桥建设新闻发布会

主持人 陈方：
女士们、先生们，上午好。今天我们请来了交通局局长李平先生。下面开始提问，提问前请通报所在的新闻机构。
2021-05-03 10:00:12

海港日报记者：
⟨请问大桥什么时候通车？目前还有哪些工作没有完成？谢谢。⟩
2021-05-03 10:08:30

李平：
⟦谢谢你的提问。大桥五月通车。目前还剩下三项工作：
第一，桥面标线。
第二，照明调试。
第三，消防验收。⟧
2021-05-03 10:10:02

主持人 陈方：
请继续提问。
2021-05-03 10:15:44

北城广播电视台记者：
⟨大桥通车以后会不会收费？⟩
2021-05-03 10:16:20

李平：
⟦不收费。我补充一点：货车也不收费。⟧
2021-05-03 10:18:09

张敏：
⟦我再补充一下，公交车将于通车当天开通。⟧
2021-05-03 10:20:00

主持人 陈方：
今天的发布会就到这里，谢谢大家。
2021-05-03 10:40:51
""",
        [(..., "海港日报", "李平"), (..., "北城广播电视台", "李平")],
    ),
    "a television studio in Turkish, names in capitals": (
        """Liman TV, Sabah Programı, 3 Mayıs 2021

AYŞE DEMİR: ⟨Sayın seyirciler, günaydın. Bugün konuğumuz Ulaştırma Bakanı Mehmet Kaya. Hoş geldiniz Sayın Bakan. Köprü ne zaman açılıyor?⟩

MEHMET KAYA: ⟦Hoş bulduk. Köprü mayıs ayında açılıyor. Bütün testler tamamlandı.⟧

AYŞE DEMİR: ⟨Vatandaş geçiş ücreti ödeyecek mi?⟩

MEHMET KAYA: ⟦Hayır. Geçiş ücretsiz olacak.⟧

AYŞE DEMİR: ⟨Feribotlar konusunda esnafın endişesi var, bunu biliyorsunuz.⟩

MEHMET KAYA: ⟦Biliyorum. Feribotlar kalkmıyor, günde üç sefer devam edecek.⟧

AYŞE DEMİR: ⟨Maliyeti ne oldu?⟩

MEHMET KAYA: ⟦On iki milyar lira. Bütçede öngörülen rakam buydu.⟧

AYŞE DEMİR: Teşekkür ederiz Sayın Bakan.

MEHMET KAYA: Ben teşekkür ederim.
""",
        [("AYŞE DEMİR", None, "MEHMET KAYA")] * 4,
    ),
    "a machine's podcast, speakers by number": (
        """Speaker 1 (00:00:02):
⟨Welcome back to The Harbour Hour. With me today is the engineer who built the bridge. Tom, let's start at the beginning. How did you get into bridges?⟩

Speaker 2 (00:00:19):
⟦Well, my father ran the ferry. So I guess it was a kind of rebellion.⟧

Speaker 1 (00:00:31):
⟨A rebellion. Tell me about that.⟩

Speaker 2 (00:00:34):
⟦He wanted me to take over the boat, and I wanted to make the boat unnecessary. We didn't talk for a year.⟧

Speaker 1 (00:00:52):
⟨And what does he say now that it's open?⟩

Speaker 2 (00:00:55):
⟦He drives over it every morning. He has never said a word about it.⟧

Speaker 1 (00:01:10):
⟨So what was the hardest part of the build?⟩

Speaker 2 (00:01:14):
⟦The north pier. We hit rock where the maps said there was sand.⟧
""",
        [("Speaker 1", None, "Speaker 2")] * 4,
    ),
    "a chamber in Warsaw, the marshal gives the floor": (
        """Pytania w sprawach bieżących

Marszałek:

Przystępujemy do pytań. Pytanie zadaje poseł Anna Zima.

Poseł Anna Zima:

⟨Panie Marszałku! Panie Ministrze! Kiedy zostanie otwarty most? Mieszkańcy czekają od dwóch lat.⟩

Marszałek:

Odpowiada minister infrastruktury.

Minister Infrastruktury Piotr Sosna:

⟦Panie Marszałku! Wysoka Izbo! Most zostanie otwarty w maju. Próby zakończono w zeszłym tygodniu.⟧

Poseł Anna Zima:

⟨Ile kosztowało opóźnienie?⟩

Minister Infrastruktury Piotr Sosna:

⟦Dwa miliony złotych. Płaci wykonawca.⟧

Poseł Jan Lis:

⟨Czy prom będzie nadal pływał?⟩

Minister Infrastruktury Piotr Sosna:

⟦Tak, trzy razy dziennie.⟧

Marszałek:

Dziękuję bardzo. Na tym kończymy pytania.
""",
        [("Poseł Anna Zima", None, "Minister Infrastruktury Piotr Sosna")] * 2
        + [("Poseł Jan Lis", None, "Minister Infrastruktury Piotr Sosna")],
    ),
    "a Chinese site, bars behind the names": (
        """对话李平：大桥之后

海港周刊 | ⟨大桥通车以后，您最担心什么？⟩

李平 | ⟦最担心的是渡船。很多人靠渡船吃饭。⟧

海港周刊 | ⟨渡船会停吗？⟩

李平 | ⟦不会停。一天三班，至少再开五年。⟧

海港周刊 | ⟨您自己还坐渡船吗？⟩

李平 | ⟦坐。我每个周末都坐。⟧
""",
        [(..., ..., "李平")] * 3,
    ),
    "two speakers who are called A and B": (
        """A: ⟨When does the bridge open?⟩

B: ⟦In May, if nothing goes wrong.⟧

A: ⟨And what could go wrong?⟩

B: ⟦The lights. They are still not tested.⟧

A: ⟨Who tests them?⟩

B: ⟦The county does, on Friday.⟧

A: ⟨Will you be there?⟩

B: ⟦Of course.⟧
""",
        [(..., None, ...)] * 4,
    ),
    "a Romanian weekly, the paper in bold and the guest by surname": (
        """**Ion Lupu, inginer: „Podul se deschide în mai”**

Interviu de Ana Petrescu

**Gazeta Portului:** ⟨Domnule Lupu, când se deschide podul?⟩

**Ion Lupu:** ⟦În mai. Probele s-au încheiat săptămâna trecută.⟧

**G.P.:** ⟨Se va plăti taxă de trecere?⟩

**I.L.:** ⟦Nu. Trecerea este gratuită pentru toată lumea.⟧

**G.P.:** ⟨Ce se întâmplă cu bacul?⟩

**I.L.:** ⟦Rămâne, de trei ori pe zi.⟧

**G.P.:** ⟨Și dumneavoastră ce veți face?⟩

**I.L.:** ⟦Mă duc la pescuit.⟧
""",
        [(..., ..., ...)] * 4,
    ),
    "wrapped lines, one of which begins with a word and a colon": (
        """Ann Reed: ⟨When does the bridge open, and who decides that?⟩
Tom Cole: ⟦I would not say that this is my
Business: nobody else wanted it. It opens in May, and the county
Board. Those are the two who decide.⟧
Ann Reed: ⟨Who pays?⟩
Tom Cole: ⟦The town does.⟧
Ann Reed: ⟨And the ferry?⟩
Tom Cole: ⟦It stays.⟧
""",
        [("Ann Reed", None, "Tom Cole")] * 3,
    ),
}
