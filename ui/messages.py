"""Every word that the page says, by language: one file of ``ui/locales`` for each.

A language is one :class:`Messages` object; a message that its file lacks, or has too many, is a
wrong argument, so none can be forgotten. ``{braces}`` are filled with :meth:`str.format`. Counts are
written as labels ("Exchanges: 21") so that no language needs plural rules.

>>> ENGLISH.ask, [words.ask for words in LANGUAGES if words.tag == "ja"]
('Ask', ['質問する'])
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files

from onrecord.eval.report.words import ENGLISH as ENGLISH_REPORT
from onrecord.eval.report.words import ReportWords
from onrecord.rag.source_line import ENGLISH as ENGLISH_SOURCE
from onrecord.rag.source_line import SourceWords

__all__ = ["ENGLISH", "LANGUAGES", "Messages"]

TAGS = ("zh-Hans", "zh-Hant", "en", "es", "fr", "ar", "ru", "ja", "ko")
"""The languages in the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class Messages:
    """The page's words in one language.

    ``tag`` is its BCP 47 tag, ``name`` what it calls itself, ``direction`` ``ltr`` or ``rtl``.
    """

    tag: str
    name: str
    direction: str
    # the top of the page
    promise: str
    transcripts: str
    exchanges: str
    statements: str
    whole_list: str
    doubtful: str
    empty_record: str
    new_conversation: str
    history: str
    export: str
    export_page: str
    nothing_to_export: str
    language: str
    show_passages: str
    # asking
    question_label: str
    question_hint: str
    ask: str
    asking: str
    welcome: str
    welcome_how: str
    you: str
    understood: str
    alone: str
    # which part of the record is asked
    filters: str
    asked_of: str
    filter_transcripts: str
    filter_outlets: str
    filter_answerers: str
    filter_languages: str
    filter_since: str
    filter_until: str
    only: str
    without: str
    counted_from: str
    nothing_passes: str
    # in sentences, by a language model
    sentences: str
    sentences_by: str
    sentences_notice: str
    sentences_ask: str
    sentences_busy: str
    sentences_stop: str
    sentences_unanswered: str
    sentences_left_out: str
    sentences_cut: str
    sentences_failed: str
    sentences_none: str
    flag_quotation: str
    flag_number: str
    flag_date: str
    flag_name: str
    flag_weak: str
    # answers and passages
    passages: str
    passages_hint: str
    passages_for: str
    show_passage: str
    question_number: str
    follows: str
    strong: str
    fair: str
    weak: str
    found_by: str
    view_question: str
    view_passage: str
    view_sentence: str
    view_words: str
    exact: str
    answered: str
    show_paragraph: str
    show_question: str
    show_less: str
    not_answered: str
    unmentioned: str
    not_answered_how: str
    on_topic: str
    on_topic_how: str
    on_topic_related: str
    request_summary: str
    request_summary_how: str
    request_list: str
    request_list_how: str
    request_count: str
    request_count_how: str
    request_translation: str
    request_translation_how: str
    request_nearest: str
    related_passages: str
    related_count: str
    related: str
    also_here: str
    more_quotes: str
    no_more: str
    all_by_date: str
    # what a card can do
    copy: str
    copy_quote: str
    copy_citation: str
    copy_both: str
    copy_link: str
    copied: str
    not_copied: str
    open_transcript: str
    more_actions: str
    close: str
    helpful: str
    not_helpful: str
    note: str
    # aids to read a quote
    gloss: str
    gloss_keys: str
    gloss_none: str
    gloss_source: str
    translate: str
    translating: str
    translated: str
    not_translated: str
    # the whole transcript
    opening: str
    search_inside: str
    found: str
    found_none: str
    previous_found: str
    next_found: str
    contents: str
    quote_of: str
    previous_quote: str
    next_quote: str
    moved: str
    gone: str
    nothing_there: str
    # conversations kept in the browser
    history_kept: str
    history_empty: str
    delete: str
    delete_all: str
    delete_all_sure: str
    store_full: str
    judgements: str
    export_judgements: str
    nothing_judged: str
    # what can go wrong
    empty_question: str
    refused_question: str
    refused_filters: str
    failed: str
    failed_more: str
    unreachable: str
    not_reopened: str
    failed_to_open: str
    page_lost: str
    uploads_full: str
    # who is asking
    login: str
    login_name: str
    login_password: str
    login_wrong: str
    login_wait: str
    login_busy: str
    # every mention
    trace_title: str
    trace_hint: str
    trace_question: str
    trace_search: str
    trace_count: str
    trace_first: str
    trace_latest: str
    trace_expected: str
    trace_unknown: str
    trace_none: str
    trace_least: str
    trace_sure: str
    trace_near: str
    trace_from: str
    trace_by: str
    trace_by_all: str
    trace_export: str
    trace_months: str
    trace_keys: str
    trace_table: str
    trace_month: str
    trace_total: str
    trace_others: str
    trace_undated: str
    trace_reveal: str
    trace_gone: str
    # the library
    page_ask: str
    page_trace: str
    page_library: str
    page_evals: str
    log_out: str
    library_title: str
    library_hint: str
    column_title: str
    column_date: str
    column_exchanges: str
    column_statements: str
    column_certainty: str
    column_notes: str
    rename: str
    remove: str
    new_title: str
    save: str
    cancel: str
    removed: str
    undo: str
    restored: str
    add_title: str
    files: str
    addresses: str
    read: str
    reading: str
    nothing_brought: str
    looked_at: str
    certainty: str
    namesake: str
    in_already: str
    asks: str
    answers: str
    left_out: str
    characters: str
    first_questions: str
    choice_asks: str
    choice_answers: str
    choice_moderates: str
    choice_nobody: str
    who_speaks: str
    who_speaks_hint: str
    look_heading: str
    look_bold: str
    look_bold_run: str
    look_italic: str
    look_italic_run: str
    look_number: str
    look_quote: str
    look_sign: str
    look_part: str
    look_plain: str
    grade_sure: str
    grade_look: str
    grade_doubtful: str
    doubts: str
    why_asks_nothing: str
    why_ends_asking: str
    why_hides: str
    why_short: str
    why_large: str
    choose: str
    accept: str
    discard: str
    adding: str
    stop: str
    stopped: str
    added: str
    nothing_chosen: str
    same_name: str
    replace_it: str
    keep_both: str
    changed_meanwhile: str
    search_library: str
    found_count: str
    nothing_found: str
    worth_a_look: str
    page_of: str
    first_page: str
    previous_page: str
    next_page: str
    last_page: str
    choose_one: str
    choose_page: str
    choose_found: str
    remove_chosen: str
    removing: str
    removed_count: str
    restored_count: str
    removed_lately: str
    removed_hint: str
    forget: str
    forget_sure: str
    forgotten: str
    # what the record is like
    facts_title: str
    facts_between: str
    facts_months: str
    facts_askers: str
    facts_asked: str
    facts_answerers: str
    facts_first: str
    facts_latest: str
    facts_years: str
    facts_unnamed: str
    facts_unknown: str
    facts_more: str
    facts_month: str
    facts_table: str
    # the evals
    evals_title: str
    evals_hint: str
    eval_set: str
    eval_file: str
    eval_draw: str
    eval_drawn: str
    eval_run: str
    eval_preparing: str
    eval_asking: str
    eval_stopped: str
    eval_none: str
    eval_too_few: str
    # going through a set
    eval_go_through: str
    set_number: str
    set_counts: str
    set_is_kept: str
    set_is_dropped: str
    set_question: str
    set_answers: str
    set_sentences: str
    set_unanswered: str
    set_left_out: str
    set_left_out_hint: str
    set_quote: str
    set_look: str
    set_look_for: str
    set_found: str
    set_mark: str
    set_unmark: str
    set_keep: str
    set_drop: str
    set_back: str
    set_next: str
    set_add: str
    set_name: str
    set_save: str
    set_saved: str
    set_taken: str
    # the line under a quote, whose English words are rag's own
    source: SourceWords
    # what the report of a run says, which in English is eval's own
    report: ReportWords


def _read(tag: str) -> Messages:
    text = (files("onrecord.ui") / "locales" / f"{tag}.toml").read_text("utf-8")
    words = tomllib.loads(text)
    report = ENGLISH_REPORT if tag == "en" else ReportWords(**words.pop("report"))
    source = ENGLISH_SOURCE if tag == "en" else SourceWords(**words.pop("source"))
    return Messages(**words, source=source, report=report)


LANGUAGES = tuple(_read(tag) for tag in TAGS)
ENGLISH = next(words for words in LANGUAGES if words.tag == "en")
