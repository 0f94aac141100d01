"""Every word that the page says, by language.

A language is one :class:`Messages` object; a missing message is a missing argument, so it
cannot be forgotten. ``{braces}`` are filled with :meth:`str.format`. Counts are written as
labels ("Exchanges: 21") so that no language needs plural rules.

>>> messages_for("zh-TW,zh;q=0.9,en;q=0.8").ask
'提问'
>>> messages_for("fr-FR,fr;q=0.9").ask
'Ask'
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["LANGUAGES", "SAMPLE_QUESTIONS", "Messages", "messages_for"]


@dataclass(frozen=True, slots=True)
class Messages:
    """The page's words in one language; ``tag`` is its BCP 47 tag."""

    tag: str
    # the top of the page
    promise: str
    transcripts: str
    exchanges: str
    whole_list: str
    doubtful: str
    empty_record: str
    # asking
    question_label: str
    question_hint: str
    ask: str
    asking: str
    welcome: str
    welcome_how: str
    you: str
    understood: str
    # which part of the record is asked
    filters: str
    filter_transcripts: str
    filter_outlets: str
    filter_answerers: str
    filter_languages: str
    filter_since: str
    filter_until: str
    # answers and passages
    passages: str
    passages_hint: str
    passages_for: str
    show_passage: str
    exchange: str
    follows: str
    page: str
    question: str
    answer: str
    not_answered: str
    not_answered_how: str
    related_passages: str
    related: str
    # what a card can do
    copy_quote: str
    copy_citation: str
    copied: str
    not_copied: str
    open_exchange: str
    close: str
    # what can go wrong
    empty_question: str
    refused_question: str
    refused_filters: str
    failed: str
    # who is asking
    login: str
    login_name: str
    login_password: str
    login_wrong: str
    login_wait: str


ENGLISH = Messages(
    tag="en",
    promise="Ask in any language. Every quote is the exact words of the record, with their address.",
    transcripts="Transcripts: {count}",
    exchanges="Exchanges: {count}",
    whole_list="The whole list",
    doubtful="Questions and answers may have been told apart wrongly",
    empty_record="The record is empty: nothing has been indexed yet.",
    question_label="Your question",
    question_hint="Ask the record, in any language",
    ask="Ask",
    asking="Searching the record…",
    welcome="What would you like to know?",
    welcome_how="The answer is quotes, word for word. Each number leads to the passage it stands in.",
    you="You asked",
    understood="Understood together with",
    filters="Ask a part of the record",
    filter_transcripts="Transcripts",
    filter_outlets="Outlets",
    filter_answerers="Answered by",
    filter_languages="Languages",
    filter_since="From (such as 2019-03-08, 2019-03, 2019)",
    filter_until="Up to",
    passages="Cited passages",
    passages_hint="The passages behind an answer appear here, with the quote marked in its place.",
    passages_for="For the question",
    show_passage="Show passage {number}",
    exchange="Exchange {number}",
    follows="Follow-up to exchange {number}",
    page="Page {number}",
    question="Question",
    answer="Answer",
    not_answered="The record does not answer this.",
    not_answered_how="The nearest exchanges are shown as related passages. They are not an answer.",
    related_passages="Related passages",
    related="Related, but not an answer",
    copy_quote="Copy quote",
    copy_citation="Copy citation",
    copied="Copied",
    not_copied="Could not copy",
    open_exchange="Whole exchange",
    close="Close",
    empty_question="Type a question first.",
    refused_question="This question cannot be asked as it stands. Make it shorter or put it in other words.",
    refused_filters="Nothing in the record passes what is chosen, or a date is none: correct it.",
    failed="Something went wrong and there is no answer. The question is still in the box: please try again.",
    login="Log in",
    login_name="Name",
    login_password="Password",
    login_wrong="The name or the password is wrong.",
    login_wait="Too many wrong passwords. Please wait a minute.",
)

CHINESE = Messages(
    tag="zh-CN",
    promise="用任何语言提问。每一条引文都是记录中的原话，并注明出处。",
    transcripts="记录：{count} 份",
    exchanges="问答：{count} 组",
    whole_list="全部列出",
    doubtful="问与答可能没有分清",
    empty_record="记录是空的：还没有收录任何内容。",
    question_label="你的问题",
    question_hint="用任何语言向记录提问",
    ask="提问",
    asking="正在查找记录……",
    welcome="你想知道什么？",
    welcome_how="回答就是一字不改的原话。点击编号，可以看到它所在的段落。",
    you="你问",
    understood="结合前面的问题理解",
    filters="只问记录的一部分",
    filter_transcripts="记录",
    filter_outlets="提问媒体",
    filter_answerers="回答者",
    filter_languages="语言",
    filter_since="从（如 2019-03-08、2019-03、2019）",
    filter_until="到",
    passages="引用的段落",
    passages_hint="回答所依据的段落会显示在这里，引文在原处标出。",
    passages_for="针对的问题",
    show_passage="查看第 {number} 段",
    exchange="第 {number} 组问答",
    follows="追问第 {number} 组问答",
    page="第 {number} 页",
    question="问",
    answer="答",
    not_answered="记录里没有对这个问题的回答。",
    not_answered_how="下面编号对应的是最接近的问答，只是相关，并不是回答。",
    related_passages="相关的段落",
    related="只是相关，不是回答",
    copy_quote="复制引文",
    copy_citation="复制出处",
    copied="已复制",
    not_copied="未能复制",
    open_exchange="完整问答",
    close="关闭",
    empty_question="请先输入问题。",
    refused_question="这个问题无法处理，请缩短一些，或者换个说法。",
    refused_filters="没有符合所选条件的问答，或者日期写得不对。请放宽条件，或改正日期。",
    failed="出了点问题，没能回答。问题还在输入框里，请再试一次。",
    login="登录",
    login_name="用户名",
    login_password="密码",
    login_wrong="用户名或密码不对。",
    login_wait="密码错误次数过多，请等一分钟再试。",
)

LANGUAGES = (ENGLISH, CHINESE)

# Asked of the sample record, which is about On Record itself. Each tells, in its own language,
# that the question need not be in the language of the record.
SAMPLE_QUESTIONS = (
    "怎样添加自己的记录？",
    "How does it decide that something is not in the record?",
    "¿Cómo encuentra el programa una cita?",
    "Quand le programme se trompe-t-il le plus souvent ?",
    "هل يعمل البرنامج من دون اتصال بالإنترنت؟",
    "Файлы каких форматов можно добавить?",
    "GPUは必要ですか？",
    "어떤 언어로 질문할 수 있나요?",
)


def messages_for(accept_language: str | None) -> Messages:
    """The language that an ``Accept-Language`` header likes best; English when it likes none of ours.

    >>> messages_for("en;q=0.3, zh-HK;q=0.7").tag
    'zh-CN'
    >>> messages_for(None).tag, messages_for("; ,q=,zh;q=much").tag
    ('en', 'en')
    """
    liked: list[tuple[float, Messages]] = []
    for entry in (accept_language or "").split(","):
        tag, _, weight = entry.strip().lower().partition(";")
        primary = tag.strip().split("-")[0]
        try:
            quality = float(weight.strip().removeprefix("q=")) if weight.strip() else 1.0
        except ValueError:
            continue
        liked += [
            (quality, words) for words in LANGUAGES if quality > 0 and words.tag.split("-")[0] == primary
        ]
    # max() keeps the first of equals, as the header lists the dearest first.
    return max(liked, key=lambda choice: choice[0], default=(0.0, ENGLISH))[1]
