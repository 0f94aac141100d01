"""Records of banks, houses and services around the world, each in the way it prints its speakers."""

from __future__ import annotations

RECORDS: dict[str, str] = {
    "a bank's press conference: names in capitals and a full stop": (
        "CHAIR BAY. Good afternoon. The board has decided to open the bridge. I look forward to your questions.\n\n"
        "MICHELLE DALE. Ann Reed.\n\n"
        "ANN REED. ⟨Thank you, Chair Bay. Ann Reed from the Harbour Times. When does the bridge open?⟩\n\n"
        "CHAIR BAY. ⟦It opens in May. The tests are nearly done.⟧\n\n"
        "ANN REED. ⟨And if I could follow up, who pays for it?⟩\n\n"
        "CHAIR BAY. ⟦The town pays for it.⟧\n\n"
        "MICHELLE DALE. Max Marsh.\n\n"
        "MAX MARSH. ⟨Max Marsh with Hill Radio. What becomes of the ferry?⟩\n\n"
        "CHAIR BAY. ⟦It goes on for now.⟧\n\n"
        "MICHELLE DALE. Thank you all.\n"
    ),
    "after a match: Q and a stop, names in capitals and a colon": (
        "THE MODERATOR: We have Tom Cole with us. Questions, please.\n\n"
        "Q. ⟨Tom, how did the bridge feel under your feet today?⟩\n\n"
        "TOM COLE: ⟦It felt long. I ran it twice.⟧\n\n"
        "Q. ⟨What was hardest?⟩\n\n"
        "TOM COLE: ⟦The wind.⟧\n\n"
        "COACH BELL: ⟦And the rain.⟧\n\n"
        "Q. ⟨Will you be back next year?⟩\n\n"
        "TOM COLE: ⟦I will.⟧\n"
    ),
    "Russian, initials and no space": (
        "А.Мостов: Добрый день. Мост достроен.\n\n"
        "Вопрос: ⟨Когда он откроется?⟩\n\n"
        "А.Мостов: ⟦В мае. Городу сообщили.⟧\n\n"
        "Вопрос: ⟨А паром?⟩\n\n"
        "А.Мостов: ⟦Спросите коллегу.⟧\n\n"
        "Д.Речкин: ⟦Паром останется.⟧\n\n"
        "Вопрос: ⟨Проезд будет платным?⟩\n\n"
        "А.Мостов: ⟦Нет.⟧\n"
    ),
    "initials, wide gaps and times between": (
        "00:00:15\n\n"
        "TJ        Hello and welcome to the briefing. We begin with Ann from Harbour News. Ann, please.\n\n"
        "00:01:02\n\n"
        "AN        ⟨Thank you. When does the bridge open, and who will be there?⟩\n\n"
        "00:01:40\n\n"
        "TC        ⟦In May. The whole town will be there.⟧\n\n"
        "00:02:11\n\n"
        "TJ        Thank you. The next question is from Max.\n\n"
        "00:02:20\n\n"
        "MX        ⟨What does it cost?⟩\n\n"
        "00:02:31\n\n"
        "TC        ⟦Twelve million.⟧\n\n"
        "00:02:44\n\n"
        "AN        ⟨And the ferry?⟩\n\n"
        "00:02:50\n\n"
        "TC        ⟦It goes on.⟧\n"
    ),
    "India: titles, names in capitals and towns": (
        "SHRI MAX MARSH (HILL VALLEY): ⟨Will the Minister say when the bridge opens?⟩\n\n"
        "THE MINISTER OF BRIDGES (SHRIMATI ANN BAY): ⟦Sir, it opens in May.⟧\n\n"
        "SHRI MAX MARSH: ⟨What is the cost?⟩\n\n"
        "SHRIMATI ANN BAY: ⟦Twelve million.⟧\n\n"
        "SHRI TOM COLE (NORTHTOWN): ⟨Is there a toll?⟩\n\n"
        "SHRIMATI ANN BAY: ⟦There is none.⟧\n"
    ),
    "Canada: honourables with ridings": (
        "Hon. Max Marsh (Hill Valley, CPC): ⟨Mr. Speaker, when does the bridge open?⟩\n\n"
        "Hon. Ann Bay (Minister of Bridges, Lib.): ⟦Mr. Speaker, it opens in May.⟧\n\n"
        "Hon. Max Marsh: ⟨Mr. Speaker, what does it cost?⟩\n\n"
        "Hon. Ann Bay: ⟦Twelve million, Mr. Speaker.⟧\n\n"
        "Mr. Tom Cole (Northtown, NDP): ⟨Mr. Speaker, is there a toll?⟩\n\n"
        "Hon. Ann Bay: ⟦There is none.⟧\n"
    ),
    "a deposition with numbered lines": (
        " 1      Q.   ⟨When did you see the bridge?⟩\n"
        " 2      A.   ⟦In May.⟧\n"
        " 3      Q.   ⟨Was it open?⟩\n"
        " 4      A.   ⟦It was not.⟧\n"
        " 5      Q.   ⟨Who was with you?⟩\n"
        " 6      A.   ⟦My brother.⟧\n"
        " 7      Q.   ⟨What did he say?⟩\n"
        " 8      A.   ⟦Nothing.⟧\n"
    ),
    "Japanese, papers and names in lenticular brackets": (
        "【潮新聞　山田記者】⟨橋はいつ開通しますか。⟩\n\n【大臣】⟦五月です。準備は整っています。⟧\n\n"
        "【山ラジオ　川田記者】⟨通行料はどうなりますか。⟩\n\n【大臣】⟦無料です。⟧\n\n"
        "【潮新聞　山田記者】⟨船は続けますか。⟩\n\n【大臣】⟦続けます。⟧\n"
    ),
    "Japanese, brackets on lines of their own": (
        "（記者）\n　⟨橋はいつ開通しますか。⟩\n（長官）\n　⟦五月です。準備は整っています。⟧\n"
        "（記者）\n　⟨通行料はどうなりますか。⟩\n（長官）\n　⟦無料です。⟧\n"
        "（記者）\n　⟨船は続けますか。⟩\n（長官）\n　⟦続けます。⟧\n"
    ),
    "Japanese, full-width letters": (
        "Ｑ１．⟨橋はいつ開通しますか。⟩\nＡ１．⟦五月です。⟧\n\n"
        "Ｑ２．⟨通行料はどうなりますか。⟩\nＡ２．⟦無料です。⟧\n\n"
        "Ｑ３．⟨船は続けますか。⟩\nＡ３．⟦続けます。⟧\n"
    ),
    "Japanese, full-width letters and a colon": (
        "Ｑ：⟨橋はいつ開通しますか。⟩\nＡ：⟦五月です。⟧\n\n"
        "Ｑ：⟨通行料はどうなりますか。⟩\nＡ：⟦無料です。⟧\n\n"
        "Ｑ：⟨船は続けますか。⟩\nＡ：⟦続けます。⟧\n"
    ),
    "Spanish, a congress": (
        "El señor REYES: ⟨Señora ministra, ¿cuándo se abre el puente?⟩\n\n"
        "La señora MINISTRA (Bahía): ⟦En mayo, señoría.⟧\n\n"
        "El señor REYES: ⟨¿Y cuánto cuesta?⟩\n\n"
        "La señora MINISTRA (Bahía): ⟦Doce millones.⟧\n\n"
        "La señora COSTA: ⟨¿Habrá peaje?⟩\n\n"
        "La señora MINISTRA (Bahía): ⟦No lo habrá.⟧\n"
    ),
    "Spanish, stops and dashes": (
        "Periodista.- ⟨¿Cuándo se abre el puente?⟩\n\n"
        "Ministra Bahía.- ⟦En mayo. Las pruebas han terminado.⟧\n\n"
        "Periodista.- ⟨¿Y cuánto cuesta?⟩\n\n"
        "Ministra Bahía.- ⟦Doce millones.⟧\n\n"
        "Periodista.- ⟨¿Habrá peaje?⟩\n\n"
        "Ministra Bahía.- ⟦No.⟧\n"
    ),
    "Portuguese, a parliament's dashes": (
        "O Sr. Rui Pontes (PS): ⟨— Senhora Ministra, quando abre a ponte?⟩\n\n"
        "A Sr.ª Ministra das Pontes (Ana Lago): ⟦— Em maio, Senhor Deputado.⟧\n\n"
        "O Sr. Rui Pontes (PS): ⟨— E quanto custa?⟩\n\n"
        "A Sr.ª Ministra das Pontes: ⟦— Doze milhões.⟧\n\n"
        "O Sr. Rui Pontes (PS): ⟨— Haverá portagem?⟩\n\n"
        "A Sr.ª Ministra das Pontes: ⟦— Não.⟧\n"
    ),
    "French, an assembly's stops": (
        "M. Paul Pont. ⟨Madame la ministre, quand le pont ouvrira-t-il ?⟩\n\n"
        "Mme Anne Rivière. ⟦En mai, monsieur le député.⟧\n\n"
        "M. Paul Pont. ⟨Combien coûte-t-il ?⟩\n\n"
        "Mme Anne Rivière. ⟦Douze millions.⟧\n\n"
        "M. Paul Pont. ⟨Y aura-t-il un péage ?⟩\n\n"
        "Mme Anne Rivière. ⟦Non.⟧\n"
    ),
    "Italian, a senate's capitals and stops": (
        "PONTI. ⟨Signora ministra, quando apre il ponte?⟩\n\n"
        "FIUMI. ⟦A maggio, senatore.⟧\n\n"
        "PONTI. ⟨E quanto costa?⟩\n\n"
        "FIUMI. ⟦Dodici milioni.⟧\n\n"
        "PONTI. ⟨Ci sarà un pedaggio?⟩\n\n"
        "FIUMI. ⟦No.⟧\n"
    ),
    "Media and PM": (
        "PM: Kia ora, everybody. The bridge is done.\n\n"
        "Media: ⟨When does it open, Prime Minister?⟩\n\n"
        "PM: ⟦In May. We told the town.⟧\n\n"
        "Media: ⟨And the cost?⟩\n\n"
        "PM: ⟦Twelve million.⟧\n\n"
        "Hon Max Marsh: ⟦Within the budget.⟧\n\n"
        "Media: ⟨Is there a toll?⟩\n\n"
        "PM: ⟦No.⟧\n"
    ),
    "a chat with dates before the names": (
        "03/05/2021, 10:02 - Ann Reed: ⟨When does the bridge open?⟩\n"
        "03/05/2021, 10:03 - Tom Cole: ⟦In May. The tests are done.⟧\n"
        "03/05/2021, 10:05 - Ann Reed: ⟨What did it cost?⟩\n"
        "03/05/2021, 10:06 - Tom Cole: ⟦Twelve million.⟧\n"
        "03/05/2021, 10:08 - Ann Reed: ⟨Is there a toll?⟩\n"
        "03/05/2021, 10:09 - Tom Cole: ⟦No.⟧\n"
    ),
    "a chat with the time of day behind the names": (
        "Ann Reed  10:02 AM\n⟨When does the bridge open?⟩\n\nTom Cole  10:03 AM\n⟦In May. The tests are done.⟧\n\n"
        "Ann Reed  10:05 AM\n⟨What did it cost?⟩\n\nTom Cole  10:06 AM\n⟦Twelve million.⟧\n\n"
        "Ann Reed  10:08 AM\n⟨Is there a toll?⟩\n\nTom Cole  10:09 AM\n⟦No.⟧\n"
    ),
    "times behind the colons": (
        "Ann Reed: [00:00:05] ⟨When does the bridge open?⟩\n\nTom Cole: [00:00:11] ⟦In May. The tests are done.⟧\n\n"
        "Ann Reed: [00:00:15] ⟨What did it cost?⟩\n\nTom Cole: [00:00:18] ⟦Twelve million.⟧\n\n"
        "Ann Reed: [00:00:22] ⟨Is there a toll?⟩\n\nTom Cole: [00:00:25] ⟦No.⟧\n"
    ),
    "times behind the colons, words below": (
        "Ann Reed: (00:05)\n⟨When does the bridge open?⟩\n\nTom Cole: (00:11)\n⟦In May. The tests are done.⟧\n\n"
        "Ann Reed: (00:15)\n⟨What did it cost?⟩\n\nTom Cole: (00:18)\n⟦Twelve million.⟧\n\n"
        "Ann Reed: (00:22)\n⟨Is there a toll?⟩\n\nTom Cole: (00:25)\n⟦No.⟧\n"
    ),
    "a meeting's times with arrows above the names": (
        "0:0:5.120 --> 0:0:9.0\nAnn Reed\n⟨When does the bridge open?⟩\n\n0:0:9.300 --> 0:0:12.0\nTom Cole\n⟦In May. The tests are done.⟧\n\n"
        "0:0:15.0 --> 0:0:17.0\nAnn Reed\n⟨What did it cost?⟩\n\n0:0:18.0 --> 0:0:19.0\nTom Cole\n⟦Twelve million.⟧\n\n"
        "0:0:22.0 --> 0:0:24.0\nAnn Reed\n⟨Is there a toll?⟩\n\n0:0:25.0 --> 0:0:26.0\nTom Cole\n⟦No.⟧\n"
    ),
    "a service's times and dashes above the words": (
        "[00:00:05.120] - Ann Reed\n⟨When does the bridge open?⟩\n\n[00:00:09.300] - Tom Cole\n⟦In May. The tests are done.⟧\n\n"
        "[00:00:15.000] - Ann Reed\n⟨What did it cost?⟩\n\n[00:00:18.000] - Tom Cole\n⟦Twelve million.⟧\n\n"
        "[00:00:22.000] - Ann Reed\n⟨Is there a toll?⟩\n\n[00:00:25.000] - Tom Cole\n⟦No.⟧\n"
    ),
    "double brackets": (
        "((Ann Reed)) ⟨When does the bridge open?⟩\n\n((Tom Cole)) ⟦In May. The tests are done.⟧\n\n"
        "((Ann Reed)) ⟨What did it cost?⟩\n\n((Tom Cole)) ⟦Twelve million.⟧\n\n"
        "((Ann Reed)) ⟨Is there a toll?⟩\n\n((Tom Cole)) ⟦No.⟧\n"
    ),
    "wiki bold": (
        "'''Ann Reed:''' ⟨When does the bridge open?⟩\n\n'''Tom Cole:''' ⟦In May. The tests are done.⟧\n\n"
        "'''Ann Reed:''' ⟨What did it cost?⟩\n\n'''Tom Cole:''' ⟦Twelve million.⟧\n\n"
        "'''Ann Reed:''' ⟨Is there a toll?⟩\n\n'''Tom Cole:''' ⟦No.⟧\n"
    ),
    "school book: Ques. and Ans.": (
        "Ques. 1. ⟨When does the bridge open?⟩\nAns. ⟦In May. The tests are done.⟧\n\n"
        "Ques. 2. ⟨What did it cost?⟩\nAns. ⟦Twelve million.⟧\n\n"
        "Ques. 3. ⟨Is there a toll?⟩\nAns. ⟦No.⟧\n"
    ),
    "school book: numbers and Ans:": (
        "1. ⟨When does the bridge open?⟩\nAns: ⟦In May. The tests are done.⟧\n\n"
        "2. ⟨What did it cost?⟩\nAns: ⟦Twelve million.⟧\n\n"
        "3. ⟨Is there a toll?⟩\nAns: ⟦No.⟧\n"
    ),
    "Question No.": (
        "Question No. 1: ⟨When does the bridge open?⟩\nReply: ⟦In May. The tests are done.⟧\n\n"
        "Question No. 2: ⟨What did it cost?⟩\nReply: ⟦Twelve million.⟧\n\n"
        "Question No. 3: ⟨Is there a toll?⟩\nReply: ⟦No.⟧\n"
    ),
    "German, a paper in small letters": (
        "taz: ⟨Frau Fluss, wann öffnet die Brücke?⟩\n\nAnna Fluss: ⟦Im Mai. Die Tests sind vorbei.⟧\n\n"
        "taz: ⟨Was hat sie gekostet?⟩\n\nAnna Fluss: ⟦Zwölf Millionen.⟧\n\n"
        "taz: ⟨Wird es eine Maut geben?⟩\n\nAnna Fluss: ⟦Nein.⟧\n"
    ),
    "names in small letters": (
        "ann: ⟨When does the bridge open?⟩\ntom: ⟦In May. The tests are done.⟧\n"
        "ann: ⟨What did it cost?⟩\ntom: ⟦Twelve million.⟧\n"
        "ann: ⟨Is there a toll?⟩\ntom: ⟦No.⟧\n"
    ),
    "a magazine's initials before the words": (
        "TM When does the bridge open?\n\nAB In May. The tests are done.\n\n"
        "TM What did it cost?\n\nAB Twelve million.\n\n"
        "TM Is there a toll?\n\nAB No.\n"
    )
    .replace("TM ", "TM ⟨")
    .replace("AB ", "AB ⟦")
    .replace("?\n", "?⟩\n")
    .replace(".\n", ".⟧\n"),
    "names in full first, then surnames": (
        "Ann Reed: ⟨When does the bridge open?⟩\n\nTom Cole: ⟦In May. The tests are done.⟧\n\n"
        "Reed: ⟨What did it cost?⟩\n\nCole: ⟦Twelve million.⟧\n\n"
        "Reed: ⟨Is there a toll?⟩\n\nCole: ⟦No.⟧\n\n"
        "Reed: ⟨And the ferry?⟩\n\nCole: ⟦It goes on.⟧\n"
    ),
    "closed captions": (
        ">> Reporter: ⟨When does the bridge open?⟩ >> Mayor Cole: ⟦In May. The tests are done.⟧\n"
        ">> Reporter: ⟨What did it cost?⟩ >> Mayor Cole: ⟦Twelve million.⟧\n"
        ">> Reporter: ⟨Is there a toll?⟩ >> Mayor Cole: ⟦No.⟧\n"
    ),
    "closed captions in capitals without names": (
        ">> ⟨WHEN DOES THE BRIDGE OPEN?⟩\n>> ⟦IN MAY. THE TESTS ARE DONE.⟧\n"
        ">> ⟨WHAT DID IT COST?⟩\n>> ⟦TWELVE MILLION.⟧\n"
        ">> ⟨IS THERE A TOLL?⟩\n>> ⟦NO.⟧\n"
    ),
    "Chinese, a space before the colon": (
        "记者 ：⟨大桥什么时候通车？⟩\n王二 ：⟦五月通车。⟧\n\n记者 ：⟨收费吗？⟩\n王二 ：⟦不收费。⟧\n\n记者 ：⟨渡船怎么办？⟩\n王二 ：⟦继续开。⟧\n"
    ),
    "Chinese, lenticular brackets": (
        "【问】⟨大桥什么时候通车？⟩\n【答】⟦五月通车。⟧\n\n【问】⟨收费吗？⟩\n【答】⟦不收费。⟧\n\n【问】⟨渡船怎么办？⟩\n【答】⟦继续开。⟧\n"
    ),
    "Chinese, users of a site": (
        "网友“山里人”：⟨大桥什么时候通车？⟩\n\n市长王二：⟦五月通车。⟧\n\n网友“渔夫”：⟨收费吗？⟩\n\n市长王二：⟦不收费。⟧\n\n"
        "网友“老船长”：⟨渡船怎么办？⟩\n\n市长王二：⟦继续开。⟧\n"
    ),
    "Chinese, our paper and a title": (
        "本报记者：⟨大桥什么时候通车？⟩\n\n王二市长：⟦五月通车。⟧\n\n本报记者：⟨收费吗？⟩\n\n王二市长：⟦不收费。⟧\n\n本报记者：⟨渡船怎么办？⟩\n\n王二市长：⟦继续开。⟧\n"
    ),
    "Chinese, reporters without the word": (
        "晨光报：⟨大桥什么时候通车？⟩\n\n王二：⟦五月通车。准备工作已经完成。⟧\n\n海港电视台：⟨收费吗？⟩\n\n王二：⟦不收费。⟧\n\n"
        "山城电台：⟨渡船怎么办？⟩\n\n王二：⟦继续开。⟧\n"
    ),
    "Cantonese, a spokesman": (
        "記者：⟨條橋幾時通車？⟩\n\n發言人：⟦五月。準備工作已經完成。⟧\n\n記者：⟨使唔使收費？⟩\n\n發言人：⟦唔使。⟧\n\n"
        "記者：⟨渡輪呢？⟩\n\n發言人：⟦繼續。⟧\n"
    ),
    "Arabic, numbered letters": (
        "س1: ⟨متى يفتح الجسر؟⟩\nج1: ⟦في مايو.⟧\n\nس2: ⟨كم تبلغ التكلفة؟⟩\nج2: ⟦اثنا عشر مليونا.⟧\n\nس3: ⟨هل هناك رسوم؟⟩\nج3: ⟦لا.⟧\n"
    ),
    "Arabic, an interviewer and a guest": (
        "المحاور: ⟨متى يفتح الجسر؟⟩\n\nالضيف: ⟦في مايو. انتهت الاختبارات.⟧\n\nالمحاور: ⟨كم تبلغ التكلفة؟⟩\n\nالضيف: ⟦اثنا عشر مليونا.⟧\n\n"
        "المحاور: ⟨هل هناك رسوم؟⟩\n\nالضيف: ⟦لا.⟧\n"
    ),
    "Arabic, a paper and a name": (
        "«الميناء»: ⟨متى يفتح الجسر؟⟩\n\nأحمد البحر: ⟦في مايو. انتهت الاختبارات.⟧\n\n«الميناء»: ⟨كم تبلغ التكلفة؟⟩\n\nأحمد البحر: ⟦اثنا عشر مليونا.⟧\n\n"
        "«الميناء»: ⟨هل هناك رسوم؟⟩\n\nأحمد البحر: ⟦لا.⟧\n"
    ),
    "Russian, an abbreviation": (
        "Корр.: ⟨Когда откроется мост?⟩\n\nИван Мостов: ⟦В мае.⟧\n\nКорр.: ⟨Сколько он стоит?⟩\n\nИван Мостов: ⟦Двенадцать миллионов.⟧\n\nКорр.: ⟨А паром?⟩\n\nИван Мостов: ⟦Останется.⟧\n"
    ),
    "Russian, a paper's name": (
        "«Гавань»: ⟨Когда откроется мост?⟩\n\nИван Мостов: ⟦В мае.⟧\n\n«Гавань»: ⟨Сколько он стоит?⟩\n\nИван Мостов: ⟦Двенадцать миллионов.⟧\n\n«Гавань»: ⟨А паром?⟩\n\nИван Мостов: ⟦Останется.⟧\n"
    ),
    "Russian, bold questions": (
        "**— ⟨Когда откроется мост?⟩**\n\n— ⟦В мае.⟧\n\n**— ⟨Сколько он стоит?⟩**\n\n— ⟦Двенадцать миллионов.⟧\n\n**— ⟨А паром?⟩**\n\n— ⟦Останется.⟧\n"
    ),
    "Korean, papers' reporters by name": (
        "○ 바다일보 김하나 기자: ⟨다리는 언제 개통합니까?⟩\n\n○ 대변인: ⟦5월입니다. 준비는 끝났습니다.⟧\n\n"
        "○ 산방송 이두리 기자: ⟨통행료가 있습니까?⟩\n\n○ 대변인: ⟦없습니다.⟧\n\n○ 바다일보 김하나 기자: ⟨배는요?⟩\n\n○ 대변인: ⟦계속 다닙니다.⟧\n"
    ),
    "Greek, a spokesman": (
        "ΔΗΜΟΣΙΟΓΡΑΦΟΣ: ⟨Πότε ανοίγει η γέφυρα;⟩\n\nΚ. ΠΟΤΑΜΟΣ: ⟦Τον Μάιο.⟧\n\nΔΗΜΟΣΙΟΓΡΑΦΟΣ: ⟨Πόσο κόστισε;⟩\n\nΚ. ΠΟΤΑΜΟΣ: ⟦Δώδεκα εκατομμύρια.⟧\n\n"
        "Α. ΘΑΛΑΣΣΑ: ⟨Θα υπάρχουν διόδια;⟩\n\nΚ. ΠΟΤΑΜΟΣ: ⟦Όχι.⟧\n"
    ),
    "Hindi, a reporter by agency": (
        "हार्बर न्यूज़: ⟨पुल कब खुलेगा?⟩\n\nमंत्री: ⟦मई में। काम पूरा हो गया है।⟧\n\nहिल रेडियो: ⟨क्या शुल्क लगेगा?⟩\n\nमंत्री: ⟦नहीं।⟧\n\nटाउन गजट: ⟨नाव का क्या होगा?⟩\n\nमंत्री: ⟦वह चलती रहेगी।⟧\n"
    ),
    "the Philippines: Q and officials with short titles": (
        "USEC. DALE: Good morning. We open the questions with Ann of Harbour News.\n\n"
        "ANN REED/HARBOUR NEWS: ⟨Sec. Cole, when does the bridge open?⟩\n\n"
        "SEC. COLE: ⟦In May po. The tests are done.⟧\n\n"
        "ANN REED/HARBOUR NEWS: ⟨And the cost?⟩\n\n"
        "SEC. COLE: ⟦Twelve million.⟧\n\n"
        "MAX MARSH/HILL RADIO: ⟨Is there a toll, sir?⟩\n\n"
        "SEC. COLE: ⟦None.⟧\n\n"
        "USEC. DALE: Thank you, Secretary.\n"
    ),
    "an AMA: bold questions and answers behind arrows": (
        "> ⟨When does the bridge open?⟩\n\n⟦In May. The tests are done.⟧\n\n> ⟨What did it cost?⟩\n\n⟦Twelve million.⟧\n\n> ⟨Is there a toll?⟩\n\n⟦No.⟧\n"
    ),
    "Q in the words, A on its own line": (
        "Q- ⟨When does the bridge open?⟩\n\nA- ⟦In May. The tests are done.⟧\n\nQ- ⟨What did it cost?⟩\n\nA- ⟦Twelve million.⟧\n\nQ- ⟨Is there a toll?⟩\n\nA- ⟦No.⟧\n"
    ),
    "Q/ and A/": (
        "Q/ ⟨When does the bridge open?⟩\n\nA/ ⟦In May. The tests are done.⟧\n\nQ/ ⟨What did it cost?⟩\n\nA/ ⟦Twelve million.⟧\n\nQ/ ⟨Is there a toll?⟩\n\nA/ ⟦No.⟧\n"
    ),
    "Q> and A>": (
        "Q> ⟨When does the bridge open?⟩\n\nA> ⟦In May. The tests are done.⟧\n\nQ> ⟨What did it cost?⟩\n\nA> ⟦Twelve million.⟧\n\nQ> ⟨Is there a toll?⟩\n\nA> ⟦No.⟧\n"
    ),
}
