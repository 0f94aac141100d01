"""What people with a name in ideographs are called in Latin and Russian letters.

The dictionary knows many (普京 is Vladimir Putin). Else what is like a Chinese name, a common family name
with one or two characters after it, is spelt by its sound, as pinyin or as Russian writes that.

>>> person_in("王毅", "en"), person_in("李克强", "ru"), person_in("李长安", "fr"), person_in("拉夫罗夫", "en")
('Wang Yi', 'Ли Кэцян', "Li Chang'an", 'Lavrov')
>>> person_in("部长", "en"), person_in("王先生", "en"), person_in("Director", "en"), person_in("王毅", "zh")
(None, None, None, None)
"""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.index.crosslingual.cedict import entries
from onrecord.index.crosslingual.pinyin import spelt
from onrecord.index.text.folding import fold

__all__ = ["person_in"]

# The family names of nine in ten, and who has two characters.
_FAMILY = re.compile(
    "(?:欧阳|司马|诸葛|上官|司徒|夏侯|尉迟|皇甫|慕容|令狐|东方|端木|"
    "[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任"
    "姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季"
    "俞章鲁葛伍韦申尤毕聂丛焦柳邢路岳齐梅莫庄辛管祝左涂谷祁舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲游裴席卫查屈鲍覃霍翁隋甘景"
    "薄单包柏宁柯阮桂闵解柴华车冉房边辜吉饶刁瞿戚丘池滕晋邬臧宫苟褚廉简娄盖符奚穆党燕郎邸冀姬屠郜晏栾郁蒙喻窦迟敖糜鄢卓"
    "仇艾蓝巩井乐虞卞竺冼楚佟栗匡宗桑荆扬岑习蔺肖闫])"
)
_IDEOGRAPH = re.compile("[\u3400-\u9fff]")
_NAME = re.compile(f"({_FAMILY.pattern})([\u3400-\u9fff]{{1,2}})")
# What stands behind a family name and is no name.
_TITLE = re.compile(
    ".?(?:先生|女士|小姐|太太|主任|大使|总理|主席|总统|书记|教授|博士|记者|老师|总|[部局司厅处科院校所馆市省县区镇社行会队团组台]长)"
)
# "Wang Yi (1953-), PRC foreign minister", "Kim Jong-un (c. 1983-), ...", "Lavrov (name)".
_LIVED = re.compile(r"([^(),;]+?) \((?:c\. |born )?\d{3,4}|([^(),;]+?) \(name\)")


@lru_cache(4096)
def person_in(name: str, language: str, chinese: bool = True) -> str | None:
    """What somebody is called to readers of a language (ISO 639-1); ``None`` where it is not known.

    Who reads ideographs needs no other name. With ``chinese`` false the name may be read as in another
    language, so that it is not spelt by its sound.
    """
    if language in ("zh", "ja") or not _IDEOGRAPH.search(name):
        return None
    plain = fold(name)
    listed = entries(plain)
    meanings = [meaning for entry in listed if entry.is_name for meaning in entry.meanings]
    told = [found[1] or found[2] for found in map(_LIVED.match, meanings) if found]
    known = min(told, key=len, default=None)
    parts = _NAME.fullmatch(plain)
    if not parts or not chinese or _TITLE.fullmatch(parts[2]) or (listed and not known):
        return known
    sound = spelt(parts[1], parts[2])
    if known and known != sound:
        return known
    return spelt(parts[1], parts[2], russian=True) if language == "ru" else sound
