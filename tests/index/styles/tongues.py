"""Questions and answers in the languages of the world, longer than the samples of two exchanges."""

from __future__ import annotations

TONGUES: dict[str, str] = {
    "Arabic, an intervention from the floor": (
        "المتحدث: صباح الخير، لقد اكتمل الجسر.\n\n"
        "مداخلة: ⟨متى يفتح الجسر؟⟩\n\n"
        "المتحدث: ⟦في شهر مايو، وقد أبلغنا المدينة بذلك.⟧\n\n"
        "مداخلة: ⟨وكم تبلغ التكلفة؟⟩\n\n"
        "المتحدث: ⟦اثنا عشر مليونا.⟧\n\n"
        "مداخلة: ⟨هل سيكون العبور مجانيا؟⟩\n\n"
        "المتحدث: ⟦نعم، سيكون مجانيا.⟧\n"
    ),
    "Arabic, a question word and a minister": (
        "سؤال: ⟨معالي الوزير، متى يفتح الجسر؟⟩\n\n"
        "الوزير: ⟦في شهر مايو.⟧\n\n"
        "سؤال: ⟨وكم تبلغ التكلفة؟⟩\n\n"
        "الوزير: ⟦اثنا عشر مليونا. لقد قلت ذلك من قبل.⟧\n\n"
        "سؤال: ⟨وماذا عن العبارة؟⟩\n\n"
        "الوزير: ⟦ستستمر.⟧\n"
    ),
    "Korean, a reporter and a minister": (
        "장관: 안녕하십니까. 다리가 완공되었습니다.\n\n"
        "기자: ⟨다리는 언제 개통합니까?⟩\n\n"
        "장관: ⟦5월에 개통합니다.⟧\n\n"
        "기자: ⟨비용은 얼마나 들었습니까?⟩\n\n"
        "장관: ⟦천이백만입니다. 예산 안에서 끝났습니다.⟧\n\n"
        "기자: ⟨통행료가 있습니까?⟩\n\n"
        "장관: ⟦없습니다.⟧\n"
    ),
    "Korean, signs of question and answer": (
        "문: ⟨다리는 언제 개통하나요?⟩\n"
        "답: ⟦5월입니다.⟧\n\n"
        "문: ⟨통행료가 있나요?⟩\n"
        "답: ⟦없습니다.⟧\n\n"
        "문: ⟨배는 어떻게 되나요?⟩\n"
        "답: ⟦계속 다닙니다.⟧\n"
    ),
    "Korean, squares before the questions": (
        "■ ⟨다리는 언제 개통합니까?⟩\n\n⟦5월에 개통합니다. 준비는 끝났습니다.⟧\n\n"
        "■ ⟨비용은 얼마입니까?⟩\n\n⟦천이백만입니다.⟧\n\n"
        "■ ⟨통행료가 있습니까?⟩\n\n⟦없습니다.⟧\n"
    ),
    "Korean, an interview with dashes for questions": (
        "- ⟨다리는 언제 개통합니까.⟩\n\n⟦“5월에 개통합니다. 준비는 끝났습니다.”⟧\n\n"
        "- ⟨비용은 얼마입니까.⟩\n\n⟦“천이백만입니다.”⟧\n\n"
        "- ⟨통행료가 있습니까.⟩\n\n⟦“없습니다.”⟧\n"
    ),
    "Hindi, a question and an answer": (
        "प्रश्न: ⟨पुल कब खुलेगा?⟩\n\nउत्तर: ⟦मई में। परीक्षण पूरे हो चुके हैं।⟧\n\n"
        "प्रश्न: ⟨इसकी लागत कितनी है?⟩\n\nउत्तर: ⟦एक करोड़ बीस लाख।⟧\n\n"
        "प्रश्न: ⟨क्या शुल्क लगेगा?⟩\n\nउत्तर: ⟦नहीं।⟧\n"
    ),
    "Hindi, a question mark word and a spokesman": (
        "सवाल- ⟨पुल कब खुलेगा?⟩\n\nजवाब- ⟦मई में।⟧\n\n"
        "सवाल- ⟨इसकी लागत कितनी है?⟩\n\nजवाब- ⟦एक करोड़ बीस लाख।⟧\n\n"
        "सवाल- ⟨क्या शुल्क लगेगा?⟩\n\nजवाब- ⟦नहीं।⟧\n"
    ),
    "Turkish, question and answer": (
        "SORU: ⟨Sayın Bakan, köprü ne zaman açılıyor?⟩\n\nCEVAP: ⟦Mayısta. Testler bitti.⟧\n\n"
        "SORU: ⟨Maliyeti ne kadar?⟩\n\nCEVAP: ⟦On iki milyon.⟧\n\n"
        "SORU: ⟨Ücretli mi olacak?⟩\n\nCEVAP: ⟦Hayır.⟧\n"
    ),
    "Turkish, dashes after capitals": (
        "SORU - ⟨Köprü ne zaman açılıyor?⟩\n\nBAKAN LALE - ⟦Mayısta.⟧\n\n"
        "SORU - ⟨Maliyeti ne kadar?⟩\n\nBAKAN LALE - ⟦On iki milyon.⟧\n\n"
        "SORU - ⟨Ücretli mi olacak?⟩\n\nBAKAN LALE - ⟦Hayır, ücretsiz.⟧\n"
    ),
    "Portuguese, question and answer": (
        "Pergunta: ⟨Quando abre a ponte?⟩\n\nResposta: ⟦Em maio. Os testes acabaram.⟧\n\n"
        "Pergunta: ⟨Quanto custou?⟩\n\nResposta: ⟦Doze milhões.⟧\n\n"
        "Pergunta: ⟨Haverá portagem?⟩\n\nResposta: ⟦Não.⟧\n"
    ),
    "Portuguese, a president's interview": (
        "Jornalista: ⟨Presidente, quando abre a ponte?⟩\n\nPresidente Lago: ⟦Em maio. Está tudo pronto.⟧\n\n"
        "Jornalista: ⟨E quanto custou?⟩\n\nPresidente Lago: ⟦Doze milhões.⟧\n\n"
        "Ministro Rios: ⟦Dentro do orçamento.⟧\n\n"
        "Jornalista: ⟨Haverá portagem?⟩\n\nPresidente Lago: ⟦Não.⟧\n"
    ),
    "Vietnamese, the hall": (
        "Hỏi: ⟨Khi nào cầu mở cửa?⟩\n\nĐáp: ⟦Tháng Năm. Việc kiểm tra đã xong.⟧\n\n"
        "Hỏi: ⟨Chi phí là bao nhiêu?⟩\n\nĐáp: ⟦Mười hai triệu.⟧\n\n"
        "Hỏi: ⟨Có thu phí không?⟩\n\nĐáp: ⟦Không.⟧\n"
    ),
    "Vietnamese, a reporter's letters": (
        "PV: ⟨Thưa ông, khi nào cầu mở cửa?⟩\n\nÔng Lê Văn Cầu: ⟦Tháng Năm.⟧\n\n"
        "PV: ⟨Chi phí là bao nhiêu?⟩\n\nÔng Lê Văn Cầu: ⟦Mười hai triệu.⟧\n\n"
        "PV: ⟨Có thu phí không?⟩\n\nÔng Lê Văn Cầu: ⟦Không.⟧\n"
    ),
    "Indonesian, question and answer": (
        "Pertanyaan: ⟨Kapan jembatan dibuka?⟩\n\nJawaban: ⟦Bulan Mei. Uji coba sudah selesai.⟧\n\n"
        "Pertanyaan: ⟨Berapa biayanya?⟩\n\nJawaban: ⟦Dua belas juta.⟧\n\n"
        "Pertanyaan: ⟨Apakah ada tarif tol?⟩\n\nJawaban: ⟦Tidak ada.⟧\n"
    ),
    "Indonesian, a reporter and a governor": (
        "Wartawan: ⟨Pak Gubernur, kapan jembatan dibuka?⟩\n\nGubernur: ⟦Bulan Mei.⟧\n\n"
        "Wartawan: ⟨Berapa biayanya, Pak?⟩\n\nGubernur: ⟦Dua belas juta.⟧\n\n"
        "Wartawan: ⟨Kalau tarif?⟩\n\nGubernur: ⟦Gratis.⟧\n"
    ),
    "Polish, question and answer": (
        "Pytanie: ⟨Kiedy otwarcie mostu?⟩\n\nOdpowiedź: ⟦W maju. Próby się skończyły.⟧\n\n"
        "Pytanie: ⟨Ile kosztował?⟩\n\nOdpowiedź: ⟦Dwanaście milionów.⟧\n\n"
        "Pytanie: ⟨Czy przejazd będzie płatny?⟩\n\nOdpowiedź: ⟦Nie.⟧\n"
    ),
    "Polish, a weekly's interview": (
        "„Tygodnik”: ⟨Kiedy otwarcie mostu?⟩\n\nAnna Rzeka: ⟦W maju.⟧\n\n"
        "„Tygodnik”: ⟨Ile kosztował?⟩\n\nAnna Rzeka: ⟦Dwanaście milionów.⟧\n\n"
        "„Tygodnik”: ⟨Czy przejazd będzie płatny?⟩\n\nAnna Rzeka: ⟦Nie.⟧\n"
    ),
    "Persian, question and answer": (
        "سوال: ⟨پل کی باز می‌شود؟⟩\n\nپاسخ: ⟦در ماه مه. آزمایش‌ها تمام شده است.⟧\n\n"
        "سوال: ⟨هزینه آن چقدر است؟⟩\n\nپاسخ: ⟦دوازده میلیون.⟧\n\n"
        "سوال: ⟨آیا عوارض دارد؟⟩\n\nپاسخ: ⟦خیر.⟧\n"
    ),
    "Ukrainian, question and answer": (
        "Запитання: ⟨Коли відкриють міст?⟩\n\nВідповідь: ⟦У травні. Випробування завершено.⟧\n\n"
        "Запитання: ⟨Скільки він коштував?⟩\n\nВідповідь: ⟦Дванадцять мільйонів.⟧\n\n"
        "Запитання: ⟨Чи буде проїзд платним?⟩\n\nВідповідь: ⟦Ні.⟧\n"
    ),
    "Thai, a reporter and a governor": (
        "ผู้สื่อข่าว: ⟨สะพานเปิดเมื่อไร⟩\n\nผู้ว่าฯ: ⟦เดือนพฤษภาคม การทดสอบเสร็จแล้ว⟧\n\n"
        "ผู้สื่อข่าว: ⟨ใช้งบประมาณเท่าไร⟩\n\nผู้ว่าฯ: ⟦สิบสองล้าน⟧\n\n"
        "ผู้สื่อข่าว: ⟨มีค่าผ่านทางหรือไม่⟩\n\nผู้ว่าฯ: ⟦ไม่มี⟧\n"
    ),
    "Hebrew, a journalist and a minister": (
        "עיתונאי: ⟨השר, מתי ייפתח הגשר?⟩\n\nהשר: ⟦במאי. הבדיקות הסתיימו.⟧\n\n"
        "עיתונאי: ⟨כמה זה עלה?⟩\n\nהשר: ⟦שנים עשר מיליון.⟧\n\n"
        "עיתונאית: ⟨האם תהיה אגרה?⟩\n\nהשר: ⟦לא.⟧\n"
    ),
    "Italian, letters": (
        "D. ⟨Quando apre il ponte?⟩\n\nR. ⟦A maggio. Le prove sono finite.⟧\n\n"
        "D. ⟨Quanto è costato?⟩\n\nR. ⟦Dodici milioni.⟧\n\n"
        "D. ⟨Ci sarà un pedaggio?⟩\n\nR. ⟦No.⟧\n"
    ),
    "French, letters and the guest's name": (
        "Q : ⟨Quand le pont ouvrira-t-il ?⟩\n\nR : ⟦En mai. Les essais sont finis.⟧\n\n"
        "Q : ⟨Combien a-t-il coûté ?⟩\n\nR : ⟦Douze millions.⟧\n\n"
        "Q : ⟨Y aura-t-il un péage ?⟩\n\nR : ⟦Non.⟧\n"
    ),
    "French, a weekly and its guest": (
        "Le Phare. — ⟨Quand le pont ouvrira-t-il ?⟩\n\nAnne Rivière. — ⟦En mai.⟧\n\n"
        "Le Phare. — ⟨Combien a-t-il coûté ?⟩\n\nAnne Rivière. — ⟦Douze millions.⟧\n\n"
        "Le Phare. — ⟨Y aura-t-il un péage ?⟩\n\nAnne Rivière. — ⟦Non.⟧\n"
    ),
    "German, an interview in bold": (
        "**Hafenpost: ⟨Frau Fluss, wann öffnet die Brücke?⟩**\n\nFluss: ⟦Im Mai. Die Tests sind vorbei.⟧\n\n"
        "**Hafenpost: ⟨Was hat sie gekostet?⟩**\n\nFluss: ⟦Zwölf Millionen.⟧\n\n"
        "**Hafenpost: ⟨Wird es eine Maut geben?⟩**\n\nFluss: ⟦Nein.⟧\n"
    ),
    "Dutch, a reporter and a minister": (
        "JOURNALIST: ⟨Wanneer gaat de brug open?⟩\n\nMINISTER RIVIER: ⟦In mei. De proeven zijn klaar.⟧\n\n"
        "JOURNALIST: ⟨Wat heeft hij gekost?⟩\n\nMINISTER RIVIER: ⟦Twaalf miljoen.⟧\n\n"
        "JOURNALIST: ⟨Komt er tol?⟩\n\nMINISTER RIVIER: ⟦Nee.⟧\n"
    ),
    "Swedish, question and answer": (
        "Fråga: ⟨När öppnar bron?⟩\n\nSvar: ⟦I maj. Proven är klara.⟧\n\n"
        "Fråga: ⟨Vad kostade den?⟩\n\nSvar: ⟦Tolv miljoner.⟧\n\n"
        "Fråga: ⟨Blir det någon avgift?⟩\n\nSvar: ⟦Nej.⟧\n"
    ),
    "Czech, letters": (
        "Otázka: ⟨Kdy se most otevře?⟩\n\nOdpověď: ⟦V květnu. Zkoušky skončily.⟧\n\n"
        "Otázka: ⟨Kolik stál?⟩\n\nOdpověď: ⟦Dvanáct milionů.⟧\n\n"
        "Otázka: ⟨Bude se platit mýtné?⟩\n\nOdpověď: ⟦Ne.⟧\n"
    ),
    "Hungarian, reporter and minister": (
        "Újságíró: ⟨Miniszter úr, mikor nyílik meg a híd?⟩\n\nMiniszter: ⟦Májusban.⟧\n\n"
        "Újságíró: ⟨Mennyibe került?⟩\n\nMiniszter: ⟦Tizenkétmillióba.⟧\n\n"
        "Újságíró: ⟨Lesz útdíj?⟩\n\nMiniszter: ⟦Nem lesz.⟧\n"
    ),
    "Serbian, reporter and mayor": (
        "Новинар: ⟨Када се отвара мост?⟩\n\nГрадоначелник: ⟦У мају.⟧\n\n"
        "Новинар: ⟨Колико је коштао?⟩\n\nГрадоначелник: ⟦Дванаест милиона.⟧\n\n"
        "Новинар: ⟨Да ли ће се плаћати?⟩\n\nГрадоначелник: ⟦Неће.⟧\n"
    ),
    "Croatian, question and answer": (
        "Pitanje: ⟨Kada se otvara most?⟩\n\nOdgovor: ⟦U svibnju.⟧\n\n"
        "Pitanje: ⟨Koliko je stajao?⟩\n\nOdgovor: ⟦Dvanaest milijuna.⟧\n\n"
        "Pitanje: ⟨Hoće li se plaćati?⟩\n\nOdgovor: ⟦Neće.⟧\n"
    ),
    "Georgian, question and answer": (
        "კითხვა: ⟨როდის გაიხსნება ხიდი?⟩\n\nპასუხი: ⟦მაისში.⟧\n\n"
        "კითხვა: ⟨რა დაჯდა?⟩\n\nპასუხი: ⟦თორმეტი მილიონი.⟧\n\n"
        "კითხვა: ⟨იქნება გადასახადი?⟩\n\nპასუხი: ⟦არა.⟧\n"
    ),
    "Armenian, question and answer": (
        "Հարց: ⟨Ե՞րբ կբացվի կամուրջը։⟩\n\nՊատասխան: ⟦Մայիսին։⟧\n\n"
        "Հարց: ⟨Որքա՞ն արժեցավ։⟩\n\nՊատասխան: ⟦Տասներկու միլիոն։⟧\n\n"
        "Հարց: ⟨Վճարովի՞ է լինելու։⟩\n\nՊատասխան: ⟦Ոչ։⟧\n"
    ),
    "Urdu, question and answer": (
        "سوال: ⟨پل کب کھلے گا؟⟩\n\nجواب: ⟦مئی میں۔⟧\n\n"
        "سوال: ⟨اس پر کتنی لاگت آئی؟⟩\n\nجواب: ⟦ایک کروڑ بیس لاکھ۔⟧\n\n"
        "سوال: ⟨کیا ٹول لگے گا؟⟩\n\nجواب: ⟦نہیں۔⟧\n"
    ),
    "Telugu, question and answer": (
        "ప్రశ్న: ⟨వంతెన ఎప్పుడు తెరుచుకుంటుంది?⟩\n\nజవాబు: ⟦మే నెలలో.⟧\n\n"
        "ప్రశ్న: ⟨ఎంత ఖర్చయింది?⟩\n\nజవాబు: ⟦కోటి ఇరవై లక్షలు.⟧\n\n"
        "ప్రశ్న: ⟨టోల్ ఉంటుందా?⟩\n\nజవాబు: ⟦ఉండదు.⟧\n"
    ),
    "Malay, question and answer": (
        "Soalan: ⟨Bilakah jambatan dibuka?⟩\n\nJawapan: ⟦Bulan Mei.⟧\n\n"
        "Soalan: ⟨Berapakah kosnya?⟩\n\nJawapan: ⟦Dua belas juta.⟧\n\n"
        "Soalan: ⟨Adakah tol dikenakan?⟩\n\nJawapan: ⟦Tidak.⟧\n"
    ),
    "Filipino, question and answer": (
        "Tanong: ⟨Kailan magbubukas ang tulay?⟩\n\nSagot: ⟦Sa Mayo.⟧\n\n"
        "Tanong: ⟨Magkano ang nagastos?⟩\n\nSagot: ⟦Labindalawang milyon.⟧\n\n"
        "Tanong: ⟨May bayad ba ang pagtawid?⟩\n\nSagot: ⟦Wala.⟧\n"
    ),
    "Kazakh, question and answer": (
        "Сұрақ: ⟨Көпір қашан ашылады?⟩\n\nЖауап: ⟦Мамырда.⟧\n\n"
        "Сұрақ: ⟨Құны қанша?⟩\n\nЖауап: ⟦Он екі миллион.⟧\n\n"
        "Сұрақ: ⟨Ақылы бола ма?⟩\n\nЖауап: ⟦Жоқ.⟧\n"
    ),
    "Mongolian, question and answer": (
        "Асуулт: ⟨Гүүр хэзээ нээгдэх вэ?⟩\n\nХариулт: ⟦Тавдугаар сард.⟧\n\n"
        "Асуулт: ⟨Хэдэн төгрөг зарцуулсан бэ?⟩\n\nХариулт: ⟦Арван хоёр сая.⟧\n\n"
        "Асуулт: ⟨Төлбөртэй юу?⟩\n\nХариулт: ⟦Үгүй.⟧\n"
    ),
    "Catalan, question and answer": (
        "Periodista: ⟨Quan s'obre el pont?⟩\n\nPresident: ⟦Al maig.⟧\n\n"
        "Periodista: ⟨Quant ha costat?⟩\n\nPresident: ⟦Dotze milions.⟧\n\n"
        "Periodista: ⟨Hi haurà peatge?⟩\n\nPresident: ⟦No.⟧\n"
    ),
    "Finnish, reporter and minister": (
        "Toimittaja: ⟨Milloin silta avataan?⟩\n\nMinisteri: ⟦Toukokuussa.⟧\n\n"
        "Toimittaja: ⟨Paljonko se maksoi?⟩\n\nMinisteri: ⟦Kaksitoista miljoonaa.⟧\n\n"
        "Toimittaja: ⟨Tuleeko maksua?⟩\n\nMinisteri: ⟦Ei.⟧\n"
    ),
    "Burmese, question and answer": (
        "မေး: ⟨တံတားဘယ်တော့ဖွင့်မလဲ။⟩\n\nဖြေ: ⟦မေလမှာပါ။⟧\n\n"
        "မေး: ⟨ဘယ်လောက်ကုန်ကျသလဲ။⟩\n\nဖြေ: ⟦၁၂ သန်းပါ။⟧\n\n"
        "မေး: ⟨အခကြေးငွေ ရှိမလား။⟩\n\nဖြေ: ⟦မရှိပါဘူး။⟧\n"
    ),
    "Khmer, question and answer": (
        "សំណួរ៖ ⟨តើស្ពានបើកនៅពេលណា?⟩\n\nចម្លើយ៖ ⟦ខែឧសភា។⟧\n\n"
        "សំណួរ៖ ⟨តើចំណាយប៉ុន្មាន?⟩\n\nចម្លើយ៖ ⟦ដប់ពីរលាន។⟧\n\n"
        "សំណួរ៖ ⟨តើមានបង់ថ្លៃទេ?⟩\n\nចម្លើយ៖ ⟦គ្មានទេ។⟧\n"
    ),
}
