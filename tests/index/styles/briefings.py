"""Briefings and press conferences of governments and organisations, as they are printed."""

from __future__ import annotations

from tests.index.styles import Style

BRIEFINGS: dict[str, Style] = {
    "a fund's press briefing, askers unnamed, a moderator with a title": (
        "TRANSCRIPT OF THE PRESS BRIEFING\n\nMS. MARSH: Good morning. Welcome to this briefing on behalf of the Fund. "
        "As usual, it is embargoed until 11 a.m. Let me turn to your questions.\n\n"
        "QUESTIONER: Good morning. Can you give us an update on the dam?\n\n"
        "MS. MARSH: The dam is finished. A mission will visit in May.\n\n"
        "QUESTIONER: Is there a date for the mission?\n\nMS. MARSH: There is none yet.\n\n"
        "QUESTIONER: Two questions on the lake. How deep is it? And how cold?\n\nMS. MARSH: Deep, and cold.\n\n"
        "MS. MARSH: I will close here. Thank you all for coming.\n",
        [
            (
                "Good morning. Can you give us an update on the dam?",
                "The dam is finished. A mission will visit in May.",
            ),
            ("Is there a date for the mission?", "There is none yet."),
            ("Two questions on the lake. How deep is it? And how cold?", "Deep, and cold."),
        ],
    ),
    "a noon briefing, Question and Spokesman": (
        "Good afternoon.\n\nOn the island: our colleagues tell us that food has arrived.\n\nThat is it for me. Any questions?\n\n"
        "Question: Thanks. Do you know how much food has arrived?\n\nSpokesman: Forty tons.\n\n"
        "Question: And is that enough?\n\nSpokesman: It is not. More is on the way.\n\n"
        "Correspondent: Is the airport open?\n\nDeputy Spokesman: It is.\n",
        [
            ("Thanks. Do you know how much food has arrived?", "Forty tons."),
            ("And is that enough?", "It is not. More is on the way."),
            ("Is the airport open?", "It is."),
        ],
    ),
    "a central bank, long statement, then questions in bold without labels": (
        "PRESS CONFERENCE\n\nA. Bay, President\n\nGood afternoon. The Council decided to keep rates unchanged. Why? Because prices are stable.\n\n"
        "Economic activity\n\nThe economy grew.\n\nWe are now ready to take your questions.\n\n* * *\n\n"
        "**My first question is on growth. Do you see a recession?**\n\nNo. We see growth.\n\nIt is slow.\n\n"
        "**And on wages, are you worried?**\n\nWe look at all data.\n\n"
        "**When will you decide on the new notes?**\n\nIn the autumn.\n",
        [
            ("My first question is on growth. Do you see a recession?", "No. We see growth. It is slow."),
            ("And on wages, are you worried?", "We look at all data."),
            ("When will you decide on the new notes?", "In the autumn."),
        ],
    ),
    "Spanish, letters with stop and dash": (
        "RUEDA DE PRENSA DE LA ALCALDESA\n\nAlcaldesa.- Buenas tardes. Hoy hemos aprobado el presupuesto.\n\nMuchas gracias.\n\n"
        "P.- Buenas tardes. ¿Cuándo se abre el puente?\n\nAlcaldesa.- En mayo.\n\n"
        "P.- Quería preguntar por el coste. ¿Quién lo paga?\n\nAlcaldesa.- El Gobierno. Lo he dicho muchas veces.\n\n"
        "P.- ¿Y el ferri?\n\nAlcaldesa.- También.\n",
        [
            ("Buenas tardes. ¿Cuándo se abre el puente?", "En mayo."),
            ("Quería preguntar por el coste. ¿Quién lo paga?", "El Gobierno. Lo he dicho muchas veces."),
            ("¿Y el ferri?", "También."),
        ],
    ),
    "Portuguese, bold askers with outlets": (
        "Entrevista coletiva da ministra\n\n**Ministra A. Lago:** Bom dia a todos. Começo com uma boa notícia.\n\n"
        "**Jornalista (Rádio Colina):** Ministra, quando abre a ponte?\n\n**Ministra A. Lago:** Em maio.\n\n"
        "**Jornalista (Jornal do Porto):** E quanto custou?\n\n**Ministra A. Lago:** Doze milhões.\n",
        [("Ministra, quando abre a ponte?", "Em maio."), ("E quanto custou?", "Doze milhões.")],
    ),
    "French, a president and journalists": (
        "Conférence de presse\n\nLE PRÉSIDENT\nMesdames, Messieurs, bonjour.\n\nLe pont est achevé. Pourquoi maintenant ? Parce qu'il le fallait.\n\n"
        "JOURNALISTE\nMonsieur le Président, quand le pont ouvrira-t-il ?\n\nLE PRÉSIDENT\nEn mai.\n\nJe l'ai toujours dit.\n\n"
        "JOURNALISTE\nEt combien coûte-t-il ?\n\nLE PRÉSIDENT\nDouze millions.\n\nMODÉRATEUR\nDernière question.\n\n"
        "JOURNALISTE\nY aura-t-il un péage ?\n\nLE PRÉSIDENT\nNon.\n\nJe vous remercie.\n",
        [
            ("Monsieur le Président, quand le pont ouvrira-t-il ?", "En mai. Je l'ai toujours dit."),
            ("Et combien coûte-t-il ?", "Douze millions."),
            ("Y aura-t-il un péage ?", "Non."),
        ],
    ),
    "a midday briefing: questions labelled, answers by a name": (
        "Midday press briefing of 3 May\n\nA. BAY: Good day, and welcome to the midday. Two points from me.\n\n"
        "Question from A. Reed, Harbour Times: When does the bridge open?\n\nA. BAY: In May. My colleague has more.\n\n"
        "B. COLE: It opens on the fifth.\n\nQuestion from C. Marsh, Hill Radio: Who pays?\n\nB. COLE: The members.\n",
        [
            ("When does the bridge open?", "In May. My colleague has more. It opens on the fifth."),
            ("Who pays?", "The members."),
        ],
    ),
    "Ukrainian": (
        "Брифінг речниці\n\nРечниця: Доброго дня. Міст добудовано.\n\nПитання: Коли його відкриють?\n\nРечниця: У травні.\n\n"
        "Питання: Чи буде платним проїзд?\n\nРечниця: Ні, він безкоштовний.\n",
        [("Коли його відкриють?", "У травні."), ("Чи буде платним проїзд?", "Ні, він безкоштовний.")],
    ),
    "Polish, bold": (
        "**Redakcja: Kiedy otwarcie mostu?**\n\nBurmistrz: W maju.\n\n**Redakcja: Ile kosztował?**\n\nBurmistrz: Dwanaście milionów.\n\n"
        "**Redakcja: Czy będzie płatny?**\n\nBurmistrz: Nie.\n",
        [
            ("Kiedy otwarcie mostu?", "W maju."),
            ("Ile kosztował?", "Dwanaście milionów."),
            ("Czy będzie płatny?", "Nie."),
        ],
    ),
    "Turkish, a journalist and a minister": (
        "GAZETECİ: Sayın Bakan, köprü ne zaman açılıyor?\n\nBAKAN: Mayısta.\n\nGAZETECİ: Ücretli mi olacak?\n\nBAKAN: Hayır. Ücretsiz olacak.\n\n"
        "GAZETECİ: Teşekkür ederiz.\n\nBAKAN: Ben teşekkür ederim.\n",
        [
            ("Sayın Bakan, köprü ne zaman açılıyor?", "Mayısta."),
            ("Ücretli mi olacak?", "Hayır. Ücretsiz olacak."),
        ],
    ),
    "Swahili": (
        "Swali: Daraja litafunguliwa lini?\n\nJibu: Mwezi wa tano.\n\nSwali: Gharama ni kiasi gani?\n\nJibu: Milioni kumi na mbili.\n",
        [
            ("Daraja litafunguliwa lini?", "Mwezi wa tano."),
            ("Gharama ni kiasi gani?", "Milioni kumi na mbili."),
        ],
    ),
}
