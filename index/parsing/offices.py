"""Titles and offices: what stands before or instead of a speaker's name, in many languages.

>>> is_titled("Mr. Cole"), is_titled("М. Речкина"), is_titled("Key points")
(True, True, False)
>>> names_office("Deputy Spokesman"), names_office("الوزير"), names_office("Conclusion")
(True, True, False)
"""

from __future__ import annotations

import re

from onrecord.index.parsing.vocabulary import fold

__all__ = ["ends_with_title", "has_title", "in_office", "is_titled", "names_office"]

_TITLES = """
mr mrs ms mx miss dr prof hon rev sir dame lord lady sen rep gov amb capt cpt col lt gen maj sgt adm
cmdr cdr brig atty st messrs sr sra srta dra lic ing dip mme mlle m me mgr hr herr frau fr dhr mevr sig
dott dottssa avv on г гн гжа тов пан пані pan pani
mister madam madame monsieur señor señora senhor senhora signor signora
president senator representative congressman congresswoman governor secretary minister ambassador
general admiral colonel captain major sergeant lieutenant commander professor doctor judge justice
chair chairman chairwoman chairperson chancellor mayor bapak ibu pak bu ông bà
"""
_OFFICES = """
president vice-president premier prime_minister minister secretary under-secretary undersecretary
chancellor governor mayor ambassador commissioner director director-general spokesman spokeswoman
spokesperson speaker senator congressman congresswoman treasurer general admiral captain colonel major
lieutenant commander chief chairman chairwoman ceo cfo coo cto official witness guest expert professor
doctor coach captain player judge attorney counsel king queen prince princess founder author manager
administrator envoy delegate deputy
pm treasurer senators usec sec spox
presidente presidenta vicepresidente ministro ministra canciller gobernador gobernadora alcalde
alcaldesa portavoz vocero vocera secretario secretaria embajador director directora subsecretario
comandante consejero consejera
prefeito prefeita governador governadora porta-voz chanceler embaixador secretário secretária diretor
président présidente ministre maire porte-parole gouverneur ambassadeur directeur directrice secrétaire
premier chef général
präsident präsidentin kanzler kanzlerin bundeskanzler bundeskanzlerin minister ministerin bundesminister
bundesministerin sprecher sprecherin regierungssprecher bürgermeister bürgermeisterin direktor
direktorin staatssekretär staatssekretärin botschafter srs bk bm bmin leiter leiterin chef chefin
sindaco governatore governatrice ministro direttore direttrice portavoce
президент министр премьер премьер-министр губернатор мэр посол директор секретарь представитель
представительница пресс-секретарь замминистра глава министерка міністр міністерка речник речниця речника
мер посол прессекретар градоначелник портпарол председател министър говорител
prezydent minister premier burmistrz rzecznik rzeczniczka wojewoda ambasador dyrektor prezident
premiér mluvčí starosta miniszter elnök szóvivő polgármester preşedinte ministru primar purtător
başkan bakan sözcü cumhurbaşkanı başbakan vali müdür büyükelçi
πρόεδρος υπουργός πρωθυπουργός εκπρόσωπος δήμαρχος
statsminister minister talsperson borgmester ordförande ministeri pääministeri presidentti
woordvoerder woordvoerster burgemeester minister-president staatssecretaris
الرئيس الوزير الوزيرة المتحدث المتحدثة الناطق السفير المدير المحافظ الأمين_العام رئيس وزير السيد السيدة
رئیس وزیر سخنگو سفیر مدیر
נשיא השר שר השרה ראש_הממשלה ראש_העיר דובר דוברת שגריר
मंत्री प्रधानमंत्री राष्ट्रपति मुख्यमंत्री प्रवक्ता राज्यपाल सचिव निदेशक राजदूत अध्यक्ष विदेश_सचिव
রাষ্ট্রপতি মন্ত্রী মুখপাত্র
presiden menteri gubernur bupati wali_kota juru_bicara direktur kepala duta_besar perdana_menteri
bộ_trưởng thủ_tướng chủ_tịch tổng_thống người_phát_ngôn giám_đốc đại_sứ thứ_trưởng
นายกรัฐมนตรี รัฐมนตรี โฆษก ผู้ว่าฯ ผู้ว่า ผู้อำนวยการ อธิบดี ปลัด
rais waziri msemaji balozi
"""
_EAST_ASIAN = re.compile(
    "(?:部[长長]|[发發]言人|[总總][统統理裁]|主席|主任|局[长長]|[书書][记記]|大使|公使|司[长長]|先生|女士|小姐"
    "|教授|院[长長]|委[员員][长長]?|[处處][长長]|[议議][员員]|市[长長]|省[长長]|[县縣][长長]|[区區][长長]|校[长長]"
    "|行[长長]|署[长長]|秘[书書][长長]|[专專]家|[嘉来來][宾賓]|大臣|首相|知事|[会會][长長]|[议議][长長]|代表|[团團][长長]"
    "|[馆館][长長]|[队隊][长長]|博士|律[师師]|医生|醫生|[总總]|君|氏|さん|様|장관|총리|차관|대통령|대변인|국장|실장"
    "|위원장|의원|시장|지사|대사|원장|회장|사장|교수|씨|님|총장|본부장|과장|청장|대표)$"
)
_LATIN_TITLES = frozenset(fold(word) for word in _TITLES.split())
_OFFICE_WORDS = frozenset(fold(word.replace("_", " ")) for word in _OFFICES.split())
_WORD = re.compile(r"[^\s,()\[\]（）]+")
_INITIALLED = re.compile(r"(?:[^\W\d_]\.){1,3}[^\W\d_]{2}")
_INITIAL = re.compile(r"(?:[^\W\d_]{1,2}\.[-‐]?)+")


def is_titled(label: str) -> bool:
    """Whether a title or an initial stands before more of a name: ``Dr. Cole``, ``Senator REED``."""
    first, _, rest = label.strip().partition(" ")
    if _INITIALLED.match(label):
        return True
    return bool(rest.strip()) and (fold(first) in _LATIN_TITLES or _INITIAL.fullmatch(first) is not None)


def has_title(label: str) -> bool:
    """Whether the first of several words is a title, not only an initial."""
    first, _, rest = label.strip().partition(" ")
    return bool(rest) and fold(first) in _LATIN_TITLES


def in_office(label: str) -> bool:
    """Whether the first of several words is an office: ``Ministro Carlos Leal``."""
    first, _, rest = label.strip().partition(" ")
    return bool(rest) and fold(first) in _OFFICE_WORDS


def ends_with_title(label: str) -> bool:
    """Whether nothing but a title or an initial is said, so that a full stop behind it ends no label."""
    words = label.split()
    return bool(words) and (
        fold(words[-1]) in _LATIN_TITLES or _INITIAL.fullmatch(words[-1] + ".") is not None
    )


def names_office(label: str) -> bool:
    """Whether an office is among the words of a label, or ends one that is written without spaces."""
    if _EAST_ASIAN.search(label):
        return True
    folded = fold(label)
    return folded in _OFFICE_WORDS or any(fold(word) in _OFFICE_WORDS for word in _WORD.findall(label))
