"""How questions say dates, in the page's nine languages and some others: words, each with what it means.

Months are not here: :mod:`onrecord.index.parsing.dates` has them in 36 languages.
"""

from __future__ import annotations

__all__ = [
    "AFTER", "BEFORE", "BETWEEN", "FROM", "IN", "LAST", "NUMBERS", "OF", "ORDINALS", "PARTS", "PERIODS", "RECORD",
    "RELATIVE", "ROLLING", "SAYING", "SEASONS", "SINCE", "SUBJECTS", "UNITS", "UNTIL",
]  # fmt: skip

RELATIVE = {
    ("year", 2): "前年|재작년|the year before last",
    ("year", 1): (
        "last year|(?:el )?año pasado|l['’]an(?:née)? (?:dernier|passé)e?|(?:в )?прошл(?:ом|ого) год[уа]"
        "|(?:im )?(?:letzte[ns]|vergangene[ns]) Jahre?s?|(?:العام|السنة) (?:الماضي|الماضية)"
        "|去年|昨年|작년|지난해|(?:o )?ano passado|l['’]anno scorso"
    ),
    ("year", 0): (
        "this year|este año|cette année|(?:в )?(?:этом|этого|текущем) год[уа]|(?:in )?diese[sm]? Jahr(?:es)?"
        "|هذا العام|هذه السنة|今年|올해|금년|este ano|quest['’]anno"
    ),
    ("month", 1): (
        "last month|(?:el )?mes pasado|le mois (?:dernier|passé)|(?:в )?прошлом месяце"
        "|(?:im )?(?:letzten|vergangenen) Monat|الشهر الماضي|上个?月|先月|지난\\s?달|(?:o )?mês passado"
        "|il mese scorso"
    ),
    ("month", 0): (
        "this month|este mes|ce mois(?:-ci)?|(?:в )?(?:этом|текущем) месяце|(?:in )?diesem Monat"
        "|هذا الشهر|本月|这个月|今月|이번\\s?달|este mês|questo mese"
    ),
    ("week", 1): (
        "last week|(?:la )?semana pasada|la semaine (?:dernière|passée)|(?:на )?прошлой неделе"
        "|(?:in der )?(?:letzte|vergangene)n? Woche|الأسبوع الماضي|上(?:周|个?星期|个?礼拜)|先週|지난\\s?주"
        "|(?:a )?semana passada|la settimana scorsa"
    ),
    ("week", 0): (
        "this week|esta semana|cette semaine|(?:на )?этой неделе|(?:in )?dieser? Woche|هذا الأسبوع"
        "|本周|这(?:周|个?星期)|今週|이번\\s?주|questa settimana"
    ),
    ("day", 1): "yesterday|ayer|вчера|gestern|أمس|昨天|昨日|어제|ontem|ieri",
}
"""A span counted back from a day: the unit, and how many units before the one that the day is in."""

SEASONS = (
    "spring|primavera|printemps|весн(?:ой|а|ы|у|е)|frühling|frühjahr|الربيع|ربيع|春(?:天|季)?|봄",
    "summer|verano|été|лет(?:ом|о|а)|sommer|الصيف|صيف|夏(?:天|季)?|여름|verão|estate",
    "autumn|fall|otoño|automne|осень(?:ю)?|осени|herbst|الخريف|خريف|秋(?:天|季)?|가을|outono|autunno",
    "winter|invierno|hiver|зим(?:ой|а|ы|у)|الشتاء|شتاء|冬(?:天|季)?|겨울|inverno",
)
"""From March on, three months each; in the north."""
LAST = (
    "last {}", "(?:el |la )?{} pasad[oa]", "(?:le |l['’])?{} derni(?:er|ère)", "прошл(?:ой|ым) {}",
    "(?:im )?(?:letzten|vergangenen) {}", "{} الماضي",
)  # fmt: skip

ORDINALS = (
    "first|1st|primer[oa]?|premi(?:er|ère)|перв\\w+|erste[ns]?|الأول|第?一|第?1|primeiro|primo",
    "second|2nd|segund[oa]|deuxième|втор\\w+|zweite[ns]?|الثاني|第?二|第?2|secondo",
    "third|3rd|tercer[oa]?|troisième|треть\\w+|dritte[ns]?|الثالث|第?三|第?3|terceiro|terzo",
    "fourth|4th|last|cuart[oa]|quatrième|четв[её]рт\\w+|vierte[ns]?|الرابع|第?四|第?4|quarto",
)
PERIODS = {
    6: "half|semestre|mitad|moitié|половин\\w+|полугоди\\w+|halbjahr(?:es)?|hälfte|النصف|semestre|metà",
    3: "quarter|trimestre|квартал\\w*|quartals?|الربع",
}
"""Parts of a year by how many months they have, which an ordinal goes with."""
OF = (
    r"(?:\s+(?:of|in|de|du|del|d['’]|des|da|do|dell['’]|von|vom|من|(?:de )?l['’]année|des Jahres|de l['’]|عام|سنة|year"
    r"|(?:the|del|de l['’]) (?:year|año|année)|в))*\s*"
)
"""What stands between a part of a year, or a month, and the year."""
PARTS = {
    (1, 3): (
        "early|(?:the )?(?:beginning|start) of|(?:a )?(?:principios|comienzos|inicios) de|(?:au )?début(?: de)?"
        "|(?:в )?начале|anfang|(?:بداية|أوائل|مطلع)"
    ),
    (10, 12): (
        "late|(?:the )?end of|(?:a )?(?:finales|fines) de|(?:à la )?fin(?: de)?|(?:в )?конце|ende"
        "|(?:نهاية|أواخر)"
    ),
}
"""Words before a year that mean some of its months, the first and the last."""
AFTER = {
    (1, 6): "上半年|前半|상반기",
    (7, 12): "下半年|後半|后半|하반기",
    (1, 3): "年初|初め|초",
    (10, 12): "年底|年末|末|말",
}
"""The same, written after the year in Chinese, Japanese and Korean."""

UNITS = {
    "year": "years?|años?|ans?|années?|год[а]?|лет|Jahren?|سنوات|سنة|أعوام|年|년",
    "month": "months?|mes(?:es)?|mois|месяц\\w*|Monaten?|أشهر|شهور|شهر|个月|か月|ヶ月|カ月|개월|달",
    "week": "weeks?|semanas?|semaines?|недел\\w+|Wochen?|أسابيع|أسبوع|周|个?星期|週間?|주",
    "day": "days?|d[ií]as?|jours?|дн(?:ей|я)|Tagen?|أيام|天|日間?|일",
}
NUMBERS = (
    "one|una?|une?|один|ein(?:en)?|一", "two|dos|deux|дв[ае]|zwei|两|二", "three|tres|trois|три|drei|ثلاثة|三",
    "four|cuatro|quatre|четыре|vier|أربعة|四", "five|cinco|cinq|пять|fünf|خمسة|五", "six|seis|шесть|sechs|ستة|六",
    "seven|siete|sept|семь|sieben|七", "eight|ocho|huit|восемь|acht|八", "nine|nueve|neuf|девять|neun|九",
    "ten|diez|dix|десять|zehn|十",
)  # fmt: skip
_NUMBER = rf"(?P<count>\d{{1,2}}|{'|'.join(NUMBERS)})"
_UNIT = rf"(?P<unit>{'|'.join(UNITS.values())})"
ROLLING = (
    rf"(?:(?:in|over|during|within|for)\s+)?(?:the\s+)?(?:last|past)\s+{_NUMBER}\s+{_UNIT}",
    rf"(?:(?:en|durante|dans|pendant|au cours d)\s*(?:los|las|les|es)\s+)?(?:últim[oa]s)\s+{_NUMBER}\s+{_UNIT}",
    rf"(?:(?:ces|dans les|pendant les|au cours des)\s+)?{_NUMBER}\s+derni(?:ers|ères)\s+{_UNIT}",
    rf"(?:за\s+)?последни[ех]\s+{_NUMBER}\s+{_UNIT}",
    rf"(?:in\s+den\s+)?letzten\s+{_NUMBER}\s+{_UNIT}",
    rf"(?:最近|近|过去){_NUMBER}{_UNIT}(?:里|内|以来|间)?",
    rf"(?:過去|この|ここ){_NUMBER}{_UNIT}(?:間|で|に)?",
    rf"(?:최근|지난)\s?{_NUMBER}\s?{_UNIT}(?:간|\s?동안)?",
)
"""So many units up to the day that is counted from."""

IN = (
    r"(?:in|during|on|over|throughout|en|durante|el|a|pendant|le|au|au cours de|courant|в|во|на"
    r"|за|im|am|während|في|خلال|em|no|nel|a|在|于|自打)(?:\s+(?:the|all(?: of)?|early|mid|late|el|la|le"
    r"|l['’]|los|der|dem|Jahr|l['’]année|año|année|عام|سنة|شهر|يوم|month|mes|mois|the\s+(?:month|year)|de|du"
    r"|month\s+of|mes de|mois de))*"
)
SINCE = (
    r"(?:since|from|starting(?: in)?|desde|a partir de|depuis|à partir de|dès|с|со|начиная с|seit|ab"
    r"|منذ|自从?|从|desde|da)(?:\s+(?:the|el|le|la|l['’]|dem|der|عام|سنة|شهر|Anfang))*"
)
FROM = rf"(?:{SINCE}|between|entre|между|zwischen|von|vom|de|du|بين|من|tra|fra)"
BETWEEN = (
    r"\s*(?:-|–|—|~|至|到|から|부터|에서|to|until|till|and|through|thru|y|et|à|a|au|hasta|jusqu['’](?:à|en|au)"
    r"|по|до|и|bis|und|إلى|حتى|و|e)\s*"
)
UNTIL = (
    r"(?:until|till|up to|through|hasta|jusqu['’](?:à|en|au)|вплоть до|до|bis|حتى|إلى|até|fino a)"
    r"(?:\s+(?:the|el|le|la|zum|fin de|عام|سنة|شهر))*"
)
BEFORE = (
    r"(?:before|prior to|earlier than|antes de|avant|vor|قبل|prima (?:di|del))(?:\s+(?:the|el|le|la|عام|سنة))*"
)
RECORD = (
    r"press|briefings?|conferences?|interviews?|transcripts?|remarks|statements?|sessions?|talks?"
    r"|conferencias?|rueda|entrevistas?|conférences?|entretiens?|points? de presse|брифинг\w*|пресс-\w+"
    r"|конференци\w+|интервью|Pressekonferenz\w*|Interviews?|المؤتمر\w*|مؤتمر\w*|例行|记者|新闻发布|发布会|茶叙"
    r"|访谈|采访|記者|会見|インタビュー|기자\s?회견|브리핑|인터뷰"
)
"""What records are: a date that belongs to one of these says when it was said."""

SUBJECTS = (
    r"里|间|内|份|期间|时候|中方|中国|外交部|发言人|外长|部长|白宫|总统|总理|他|她|我们|政府|官方|北京|有|没|是否|是不是|曾|都"
    r"|就|对|关于|在|说|谈|讲|提|怎|如何|什么|哪|谁|为什么|为何|还|又|被|问|回"
)
"""What follows a date in Chinese that stands for itself and belongs to no noun."""

SAYING = (
    r"\b(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old)|(?<!^)comment(?:s|ed|ing|ary)?|mention\w*|respon[ds]\w*|repl(?:y|ies|ied)"
    r"|answer\w*|ask\w*|position|stance|views?|viewed|opinions?|sp(?:eak|eaks|oke|oken)|talk\w*|announce\w*"
    r"|declare\w*|statements?|react\w*|expla\w+|describe\w*|discuss\w*|address\w*|condemn\w*|den(?:y|ied)"
    r"|criti[cq]\w+|warn\w*|remark\w*|th(?:ink|inks|ought)|claim\w*|questions?|call(?:ed)? (?:for|on)"
    r"|d(?:ijo|ice|icho|ecía|ecir|ijeron|icen)|opin\w+|declar\w+|coment\w+|contest\w+|pregunt\w+|habl\w+"
    r"|posición|postura|afirm\w+|anunci\w+|explic\w+|conden\w+"
    r"|di(?:t|sait|re|sent)|déclar\w+|répon\w+|demand\w+|parl\w+|annonc\w+"
    r"|говор\w+|сказ\w+|заяв\w+|отве[тч]\w+|комментир\w+|позици\w+|мнени\w+|упом\w+|спр[ао]с\w+|спраш\w+|вопрос\w*"
    r"|объясн\w+|высказ\w+|отреаг\w+|обсужда\w+"
    r"|sag\w+|gesagt|äußer\w+|geäußert|erklär\w+|antwort\w+|geantwortet|Haltung|Meinung|frag\w+|gefragt|sprach"
    r"|spricht|gesprochen|erwähn\w+|kommentier\w+|disse\w*|detto|falou"
    r"|قال\w*|صرح\w*|ذكر\w*|موقف|رأي|علق\w*|أجاب\w*|سأل\w*|أعلن\w*|تحدث\w*|رد)\b"
    r"|[说讲谈问称]|表示|表态|回应|回答|评[价论]|看待|看法|立场|态度|提[到及过的出]|指出|强调|认为|宣布|声明|怎么看|解释|介绍|批评|谴责|透露"
    r"|言[いっうえわ]|述べ|発言|話[しす]|語[っり]|コメント|答え|質問|見解|触れ|表明|説明|反応|批判|尋ね|聞[いき]"
    r"|말[하했을한]|뭐라고|언급|답[변했]|대답|입장|견해|밝[혔히]|질문|물[었어]|발언|논평|설명|이야기|평가"
)
"""Signs that a question asks what was said, and not what happened."""
