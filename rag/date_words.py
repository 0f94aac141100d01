"""How questions say dates, in the page's nine languages and some others: patterns, and what each means.

Months are not here: :mod:`onrecord.index.parsing.dates` has them in 36 languages.
"""

from __future__ import annotations

import re
from typing import Literal

__all__ = [
    "AFTER", "BEFORE", "BETWEEN", "FROM", "IN", "LAST", "LATER", "MAY_BE_MONTH", "NUMBERS", "OF", "OF_NOUN",
    "ORDINALS", "PARTS", "PERIODS", "RECORD", "RELATIVE", "ROLLING", "SAYING", "SEASONS", "SINCE", "SUBJECTS",
    "UNITS", "UNTIL", "YEAR", "YEARS_AGO",
]  # fmt: skip

YEARS_AGO = {
    2: "前年|재작년|the year before last",
    1: r"last year|(?:el )?año pasado|l['’]an(?:née)? (?:derni(?:er|ère)|passée?)"
    r"|(?:в )?прошл(?:ом|ого) год[уа]"
    r"|(?:im )?(?:letzte[ns]|vergangene[ns]) Jahre?s?|(?:العام|السنة) (?:الماضي|الماضية)|去年|昨年|작년"
    r"|지난해"
    r"|(?:o )?ano passado|l['’]anno scorso",
    0: r"this year|este año|cette année|(?:в )?(?:этом|этого|текущем) год[уа]|(?:in )?diese[sm]? Jahr(?:es)?"
    r"|هذا العام|هذه السنة|今年|올해|금년|este ano|quest['’]anno",
}
"""Years by how many before that of the newest transcript."""
YEAR = (
    r"(?:(?:عام |سنة |año |year |Jahre? |l['’]année )?(?P<year>[12]\d{3})(?!\d)"
    rf"(?:\s?(?:年|년|году|года|год|г\.)|-(?:го|м)\b)?|(?P<ago>{'|'.join(YEARS_AGO.values())}))"
)

RELATIVE: dict[tuple[Literal["month", "week", "day"], int], str] = {
    ("month", 1): r"last month|(?:el )?mes pasado|le mois (?:dernier|passé)|(?:в )?прошлом месяце"
    r"|(?:im )?(?:letzten|vergangenen) Monat|الشهر الماضي|上个?月|先月|지난\s?달|(?:o )?mês passado"
    r"|il mese scorso",
    ("month", 0): r"this month|este mes|ce mois(?:-ci)?|(?:в )?(?:этом|текущем) месяце|(?:in )?diesem Monat"
    r"|هذا الشهر|本月|这个月|今月|이번\s?달|este mês|questo mese",
    ("week", 1): r"last week|(?:la )?semana pasada|la semaine (?:dernière|passée)|(?:на )?прошлой неделе"
    r"|(?:in der )?(?:letzte|vergangene)n? Woche|الأسبوع الماضي|上(?:周|个?星期|个?礼拜)|先週|지난\s?주"
    r"|(?:a )?semana passada|la settimana scorsa",
    ("week", 0): r"this week|esta semana|cette semaine|(?:на )?этой неделе|(?:in )?dieser? Woche|هذا الأسبوع"
    r"|本周|这(?:周|个?星期)|今週|이번\s?주|questa settimana",
    ("day", 1): "yesterday|ayer|вчера|gestern|أمس|昨天|昨日|어제|ontem|ieri",
}
"""A span by its unit, and how many units before that of the newest transcript."""

SEASONS = (
    "spring|primavera|printemps|весн(?:ой|а|ы|у|е)|frühling|frühjahr|الربيع|ربيع|春(?:天|季)?|봄",
    "summer|verano|été|лет(?:ом|о|а)|sommer|الصيف|صيف|夏(?:天|季)?|여름|verão|estate",
    "autumn|fall|otoño|automne|осень(?:ю)?|осени|herbst|الخريف|خريف|秋(?:天|季)?|가을|outono|autunno",
    "winter|invierno|hiver|зим(?:ой|а|ы|у)|الشتاء|شتاء|冬(?:天|季)?|겨울|inverno",
)
"""From March on, three months each, as in the north."""
LAST = (
    "last {}", "(?:el |la )?{} pasad[oa]", "(?:le |l['’])?{} derni(?:er|ère)", "прошл(?:ой|ым) {}",
    "(?:im )?(?:letzten|vergangenen) {}", "{} الماضي",
)  # fmt: skip
"""What makes of a season the last that is over."""

ORDINALS = (
    r"first|1st|primer[oa]?|premi(?:er|ère)|перв\w+|erste[ns]?|الأول|第?一|第?1|primeiro|primo",
    r"second|2nd|segund[oa]|deuxième|втор\w+|zweite[ns]?|الثاني|第?二|第?2|secondo",
    r"third|3rd|tercer[oa]?|troisième|треть\w+|dritte[ns]?|الثالث|第?三|第?3|terceiro|terzo",
    r"fourth|4th|last|cuart[oa]|quatrième|четв[её]рт\w+|vierte[ns]?|الرابع|第?四|第?4|quarto",
)
PERIODS = {
    6: r"half|semestre|mitad|moitié|половин\w+|полугоди\w+|halbjahr(?:es)?|hälfte|النصف|metà",
    3: r"quarter|trimestre|квартал\w*|quartals?|الربع",
}
"""Parts of a year by how many months they have; an ordinal goes with them."""
PARTS = {
    (1, 3): "early|(?:the )?(?:beginning|start) of|(?:a )?(?:principios|comienzos|inicios) de"
    "|(?:au )?début(?: de)?|(?:в )?начале|anfang|(?:بداية|أوائل|مطلع)",
    (10, 12): "late|(?:the )?end of|(?:a )?(?:finales|fines) de|(?:à la )?fin(?: de)?|(?:в )?конце|ende"
    "|(?:نهاية|أواخر)",
}
"""Words before a year that mean some of its months, by the first and the last of them."""
AFTER = {
    (1, 6): "上半[年期]|前半|상반기",
    (7, 12): "下半[年期]|後半|后半|하반기",
    (1, 3): "年初|初め|초",
    (10, 12): "年底|年末|末|말",
}
"""The same after a year, in Chinese, Japanese and Korean."""
OF = (
    r"(?:\s+(?:of|in|de|du|del|d['’]|des|da|do|dell['’]|von|vom|من|(?:de )?l['’]année|des Jahres|de l['’]|عام"
    r"|سنة|year|(?:the|del|de l['’]) (?:year|año|année)|в))*\s*"
)
"""What stands between a month, or a part of a year, and the year."""

UNITS = {
    (0, 12): "years?|años?|ans?|années?|год[а]?|лет|Jahren?|سنوات|سنة|أعوام|年|년",
    (0, 1): r"months?|mes(?:es)?|mois|месяц\w*|Monaten?|أشهر|شهور|شهر|个月|か月|ヶ月|カ月|개월|달",
    (7, 0): r"weeks?|semanas?|semaines?|недел\w+|Wochen?|أسابيع|أسبوع|周|个?星期|週間?|주",
    (1, 0): "days?|d[ií]as?|jours?|дн(?:ей|я)|Tagen?|أيام|天|日間?|일",
}
"""Units by their days and months."""
NUMBERS = (
    "one|una?|une?|один|ein(?:en)?|一", "two|dos|deux|дв[ае]|zwei|两|二", "three|tres|trois|три|drei|ثلاثة"
    "|三",
    "four|cuatro|quatre|четыре|vier|أربعة|四", "five|cinco|cinq|пять|fünf|خمسة|五", "six|seis|шесть|sechs"
    "|ستة|六",
    "seven|siete|sept|семь|sieben|七", "eight|ocho|huit|восемь|acht|八", "nine|nueve|neuf|девять|neun|九",
    "ten|diez|dix|десять|zehn|十",
)  # fmt: skip
_NUMBER = rf"(?P<count>\d{{1,2}}|{'|'.join(NUMBERS)})"
_UNIT = rf"(?P<unit>{'|'.join(UNITS.values())})"
ROLLING = (
    rf"(?:(?:in|over|during|within)\s+)?the\s+(?:last|past)\s+{_UNIT}",
    rf"(?:(?:in|over|during|within|for)\s+)?(?:the\s+)?(?:last|past)\s+{_NUMBER}\s+{_UNIT}",
    rf"(?:(?:en|durante)\s+)?(?:l[oa]s\s+)?últim[oa]s\s+{_NUMBER}\s+{_UNIT}",
    rf"(?:(?:ces|dans les|pendant les|au cours des)\s+)?{_NUMBER}\s+derni(?:ers|ères)\s+{_UNIT}",
    rf"(?:за\s+)?последни[ех]\s+{_NUMBER}\s+{_UNIT}",
    rf"(?:in\s+den\s+)?letzten\s+{_NUMBER}\s+{_UNIT}",
    rf"(?:最近|近|过去){_NUMBER}{_UNIT}(?:里|内|以来|间)?",
    rf"(?:過去|この|ここ){_NUMBER}{_UNIT}(?:間|で|に)?",
    rf"(?:최근|지난)\s?{_NUMBER}\s?{_UNIT}(?:간|\s?동안)?",
)
"""So many units up to the newest transcript; one where no number is said."""

MAY_BE_MONTH = re.compile(
    r"\b(?:jan|ene|gen|feb|f[ée]v|mar|mär|apr|abr|avr|ma[iygj]|mei|jui|jun|jul|giu|lug|aug|ago|ao[uû]|sep|set"
    r"|oct|okt|out|ott|nov|dec|d[ée]c|dez|dic|янв|фев|мар|апр|ма[йяе]|июн|июл|авг|сен|окт|ноя|дек|ينا|فبر|مار"
    r"|أبر|ما[يو]|يون|يول|أغس|سبت|أكت|نوف|ديس)|[12]\d{3}",
    re.IGNORECASE,
)
"""Without this there is no name of a month, and the table of them need not be read."""

IN = (
    r"(?:in|during|on|over|throughout|en|durante|el|a|pendant|le|au|au cours d[eu]|courant|в|во|на|за|im|am"
    r"|während|في|خلال|em|no|nel)(?:\s+(?:the|all(?: of)?|early|mid|late|el|la|le|l['’]|los|der|dem|Jahr"
    r"|l['’]année|año|année|عام|سنة|شهر|يوم|month(?: of)?|mes(?: de)?|mois(?: de)?|the\s+(?:month|years?)|de"
    r"|du))*"
)
SINCE = (
    r"(?:since|from|starting(?: in)?|desde|a partir de|depuis|à partir de|dès|с|со|начиная с|seit|ab|منذ|da)"
    r"(?:\s+(?:the|el|le|la|l['’]|dem|der|عام|سنة|شهر|Anfang))*"
)
FROM = rf"(?:{SINCE}|between|entre|между|zwischen|von|vom|de|du|بين|من|tra|fra)"
BETWEEN = (
    r"\s*(?:-|–|—|~|至|到|から|부터|에서|to|until|till|and|through|thru|y|et|à|a|au|hasta|jusqu['’](?:à|en"
    r"|au)"
    r"|по|до|и|bis|und|إلى|حتى|و|e)\s*"
)
UNTIL = (
    r"(?:(?:up )?until|till|up to|through|hasta|jusqu['’](?:à|en|au)|вплоть до|bis|حتى|إلى|até|fino a)"
    r"(?:\s+(?:the|el|le|la|zum|fin de|عام|سنة|شهر))*"
)
BEFORE = (
    r"(?:before|prior to|earlier than|antes de|avant|до|vor|قبل|prima (?:di|del))"
    r"(?:\s+(?:the|el|le|la|عام|سنة))*"
)
LATER = (
    r"(?:after|después de|tras|après|после|nach|بعد|dopo)"
    r"(?:\s+(?:the|el|le|la|عام|سنة))*"
)
"""What stands before a date that is one of when something was said: in, since, until, before, after."""
OF_NOUN = r"(?:^|(?<=\W))(?:of|de|del|du|des|d['’]|от|von|vom|the|al|da|do|di)\s*$"
"""What stands before a date that belongs to a noun."""
RECORD = (
    r"press|briefings?|conferences?|interviews?|transcripts?|remarks|statements?|sessions?|talks?"
    r"|conferencias?|rueda|entrevistas?|conférences?|entretiens?|points? de presse|брифинг\w*|пресс-\w+"
    r"|конференци\w+|интервью|Pressekonferenz\w*|المؤتمر\w*|مؤتمر\w*|例行|记者|新闻发布|发布会|茶叙|访谈"
    r"|采访|記者|会見"
    r"|インタビュー|기자\s?회견|브리핑|인터뷰"
)
"""What records are: a date that belongs to one of these says when it was said."""
SUBJECTS = (
    r"里|间|内|份|期间|时候|中方|中国|外交部|发言人|外长|部长|白宫|总统|总理|他|她|我们|政府|官方|北京|有"
    r"|没|是否|是不是|曾|都|就|对"
    r"|关于|在|说|谈|讲|提|怎|如何|什么|哪|谁|为什么|为何|还|又|被|问|回"
)
"""What follows a date in Chinese that stands for itself and belongs to no noun."""

SAYING = (
    r"\b(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old)|(?<!^)comment(?:s|ed|ing|ary)?|mention\w*|respon[ds]\w*"
    r"|repl(?:y|ies|ied)|answer\w*|ask\w*|position|stance|views?|viewed|opinions?|sp(?:eak|eaks|oke|oken)"
    r"|talk\w*"
    r"|announce\w*|declare\w*|statements?|react\w*|expla\w+|describe\w*|discuss\w*|address\w*|condemn\w*"
    r"|den(?:y|ied)|criti[cq]\w+|warn\w*|remark\w*|th(?:ink|inks|ought)|claim\w*|questions?"
    r"|call(?:ed)? (?:for|on)"
    r"|d(?:ijo|ice|icho|ecía|ecir|ijeron|icen)|opin\w+|declar\w+|coment\w+|contest\w+|pregunt\w+|habl\w+"
    r"|posición"
    r"|postura|afirm\w+|anunci\w+|explic\w+|conden\w+|di(?:t|sait|re|sent)|déclar\w+|répon\w+|demand\w+"
    r"|parl\w+"
    r"|annonc\w+|говор\w+|сказ\w+|заяв\w+|отве[тч]\w+|комментир\w+|позици\w+|мнени\w+|упом\w+|спр[ао]с\w+"
    r"|спраш\w+"
    r"|вопрос\w*|объясн\w+|высказ\w+|отреаг\w+|обсужда\w+|sag\w+|gesagt|äußer\w+|geäußert|erklär\w+"
    r"|antwort\w+"
    r"|geantwortet|Haltung|Meinung|frag\w+|gefragt|sprach|spricht|gesprochen|erwähn\w+|kommentier\w+"
    r"|disse\w*|detto"
    r"|falou|قال\w*|صرح\w*|ذكر\w*|موقف|رأي|علق\w*|أجاب\w*|سأل\w*|أعلن\w*|تحدث\w*|رد)\b"
    r"|[说讲谈问称]|表示|表态|回应|回答|评[价论]|看待|看法|立场|态度|提[到及过的出]|指出|强调|认为|宣布"
    r"|声明|怎么看|解释|介绍|批评|谴责"
    r"|透露|言[いっうえわ]|述べ|発言|話[しす]|語[っり]|コメント|答え|質問|見解|触れ|表明|説明|反応|批判"
    r"|尋ね|聞[いき]"
    r"|말[하했을한]|뭐라고|언급|답[변했]|대답|입장|견해|밝[혔히]|질문|물[었어]|발언|논평|설명|이야기|평가"
)
"""Signs that a question asks what was said, and not what happened."""
