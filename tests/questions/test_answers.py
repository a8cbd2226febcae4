"""Typed answers: what is shown reads back the same, whatever the kind."""

from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmwizard.model.times.context import TimeContext
from pmwizard.questions import SECTIONS, Kind, Question, question_at
from pmwizard.questions.answers import Unread, joined_names, read, shown, split_names
from pmwizard.text import one_line

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
CONTEXT = TimeContext(day=date(2026, 3, 1), zone=UTC, now=NOW)
ZONES: list[tzinfo] = [UTC, ZoneInfo("Europe/Paris"), ZoneInfo("Asia/Kathmandu"), ZoneInfo("America/St_Johns")]

ALL = [one for section in SECTIONS for question in section.questions for one in (question, *question.columns)]
CHOICES = [question for question in ALL if question.kind is Kind.CHOICE]

PIECES = st.one_of(st.sampled_from([",", '"', '""', " ", "\n", "\t", "\u2028", "\r", ", ", "a"]), st.text(max_size=4))
RAW = st.lists(PIECES, max_size=8).map("".join)


def asked(path: str) -> Question:
    question = question_at(path)
    assert question is not None
    return question


def reads_back(question: Question, value: Any, context: TimeContext = CONTEXT) -> bool:
    return bool(read(question, shown(question, value, context), context) == value)


@given(raw=RAW)
def test_any_text_is_read_or_told_for_every_kind(raw: str) -> None:
    for question in {question.kind: question for question in ALL}.values():
        value = read(question, raw, CONTEXT)
        if isinstance(value, Unread):
            assert value.message
        elif question.kind is not Kind.ROWS:
            assert reads_back(question, value)


@given(raw=RAW)
def test_lines_are_one_line_and_texts_keep_theirs(raw: str) -> None:
    line, text = read(asked("metadata.title"), raw, CONTEXT), read(asked("impact.user_facing"), raw, CONTEXT)
    assert line is None or len(line.splitlines()) <= 1
    assert text is None or text == text.rstrip()


@given(names=st.lists(RAW.map(one_line).filter(bool), max_size=4).map(tuple))
def test_names_with_commas_and_quotes_come_back(names: tuple[str, ...]) -> None:
    assert split_names(joined_names(names)) == names


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Dana, Kim", ("Dana", "Kim")),
        ('"Doe, Jane", Kim', ("Doe, Jane", "Kim")),
        ('"say ""hi""", Kim', ('say "hi"', "Kim")),
        ('"Doe, Jane', ("Doe, Jane",)),
        ('Robert "Bob" Tables', ('Robert "Bob" Tables',)),
        (" , ,Dana,", ("Dana",)),
        ("Dana\nKim", ("Dana Kim",)),
        ('"', ()),
    ],
)
def test_names_are_split_at_commas(typed: str, names: tuple[str, ...]) -> None:
    assert split_names(typed) == names


def test_a_long_line_of_names_is_split_quickly() -> None:
    assert len(split_names('"' * 200_001)) == 1
    assert len(split_names(", ".join(["x" * 10] * 20_000))) == 20_000


@pytest.mark.parametrize("question", CHOICES, ids=lambda question: question.path)
def test_every_choice_can_be_typed_by_value_name_and_number(question: Question) -> None:
    for number, choice in enumerate(question.choices, 1):
        expected = (choice.value,) if question.several else choice.value
        for typed in (choice.value, choice.label, choice.label.upper(), str(number), f" {choice.value} "):
            assert read(question, typed, CONTEXT) == expected


@pytest.mark.parametrize("question", [one for one in CHOICES if one.several], ids=lambda question: question.path)
def test_several_choices_come_back_in_the_order_they_are_offered(question: Question) -> None:
    values = tuple(choice.value for choice in question.choices)
    assert read(question, ", ".join(reversed(values)), CONTEXT) == values
    assert reads_back(question, values)


def test_the_beginning_of_one_choice_is_enough() -> None:
    assert read(asked("impact.data_affected"), "wrong", CONTEXT) == "corruption"
    assert isinstance(read(asked("impact.sla_breach"), "no", CONTEXT), str)
    assert isinstance(read(asked("impact.sla_breach"), "non", CONTEXT), str)
    assert isinstance(read(asked("metadata.severity"), "SEV", CONTEXT), Unread)


def test_what_is_none_of_the_choices_is_told_in_one_short_sentence() -> None:
    unread = read(asked("metadata.severity"), "x\n" * 10_000, CONTEXT)
    assert isinstance(unread, Unread)
    assert len(unread.message) < 200
    assert unread.message.endswith("Choose one of: SEV1, SEV2, SEV3, SEV4")


@given(day=st.dates())
def test_dates_come_back(day: date) -> None:
    assert reads_back(asked("metadata.postmortem_date"), day)


def test_a_date_that_is_half_typed_is_told() -> None:
    assert read(asked("review.date"), "2026-0", CONTEXT) == Unread(
        "2026-0 is not a date yet. Enter a date such as 2026-01-15 or fri"
    )


@settings(deadline=None)
@given(minutes=st.integers(-2_000_000, 2_000_000), seconds=st.sampled_from([0, 0, 1, 59]), zone=st.sampled_from(ZONES))
def test_times_come_back_in_any_zone(minutes: int, seconds: int, zone: tzinfo) -> None:
    at = NOW + timedelta(minutes=minutes, seconds=seconds)
    assert reads_back(asked("timeline.at"), at, TimeContext(day=CONTEXT.day, zone=zone, now=NOW))


@pytest.mark.parametrize("typed", ["yes", "Y", "true", "x", "1"])
def test_a_mark_can_be_set_in_many_words(typed: str) -> None:
    assert read(asked("prevention.alerts.done"), typed, CONTEXT) is True


@pytest.mark.parametrize("typed", ["no", "N", "false", "0"])
def test_a_mark_can_be_cleared_in_many_words(typed: str) -> None:
    assert read(asked("prevention.alerts.done"), typed, CONTEXT) is False


def test_a_mark_that_is_neither_is_told() -> None:
    assert read(asked("prevention.alerts.done"), "perhaps", CONTEXT) == Unread("Enter yes or no")


@pytest.mark.parametrize("word", ["unknown", "n/a"])
def test_not_known_and_not_applicable_are_kept_as_typed(word: str) -> None:
    for question in ALL:
        if question.kind in {Kind.LINE, Kind.TEXT}:
            assert read(question, word, CONTEXT) == word


def test_lists_have_no_text_of_their_own() -> None:
    assert shown(asked("timeline"), (), CONTEXT) == shown(asked("lessons.lucky"), ("one", "two"), CONTEXT) == ""
