"""The questions as a whole: everything in the model is asked once, and said well."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Any, Literal, get_args, get_origin

import pytest

from pmwizard.layouts.layout import Layout, available
from pmwizard.model import Report
from pmwizard.model.base import Part
from pmwizard.model.paths import NoSuchPathError, row_type, value_at
from pmwizard.questions import COMPUTED, SECTIONS, Choice, Kind, Question, question_at, section_named, section_of
from pmwizard.questions.review import STATUS

ASKED = [question for section in SECTIONS for question in section.questions]
ALL = [*ASKED, *(column for question in ASKED for column in question.columns)]
FORBIDDEN = re.compile(r"\b(please|sorry|oops|invalid|valid|illegal|forbidden|required|must)\b", re.IGNORECASE)


def leaves(kind: type[Part], begin: str = "") -> Iterator[str]:
    """Yield the path of every answer that a part can hold, rows and their columns included."""
    for name, field in kind.model_fields.items():
        inner = inside(field.annotation)
        if isinstance(inner, type) and issubclass(inner, Part) and inner.model_fields:
            if get_origin(field.annotation) is tuple:
                yield f"{begin}{name}"
            yield from leaves(inner, f"{begin}{name}.")
        else:
            yield f"{begin}{name}"


def inside(annotation: Any) -> Any:
    """Return what a field holds: the kind of the rows of a list, of an optional value the value."""
    if get_origin(annotation) is Annotated:
        return inside(get_args(annotation)[0])
    if get_origin(annotation) is Literal or not get_args(annotation):
        return annotation
    if get_origin(annotation) is dict:
        return dict
    return inside(next(kind for kind in get_args(annotation) if kind not in {type(None), ...}))


def test_every_answer_of_the_model_is_asked_once_or_computed() -> None:
    known = [question.path for question in ALL if not question.path.startswith("moments.")] + list(COMPUTED)
    assert Counter(known) == Counter(leaves(Report))


def test_every_question_is_about_something_in_the_report() -> None:
    empty = Report()
    for question in ASKED:
        if question.path.startswith("moments."):
            continue
        value_at(empty, question.path)
        for column in question.columns:
            table, _, name = column.path.rpartition(".")
            assert table == question.path
            assert name in row_type(table).model_fields


@pytest.mark.parametrize("name", ["trading", "review", "signoff", "hotfix", "sre"])
def test_everything_a_layout_asks_is_a_question_or_computed(name: str) -> None:
    layout = available([])[name]
    assert isinstance(layout, Layout)
    known = {question.path for question in ALL} | COMPUTED.keys()
    assert {path for path in layout.asked if path not in known} == set()


def test_choices_offer_what_the_model_takes() -> None:
    for question in ALL:
        if question.kind is Kind.CHOICE:
            kind = kind_at(question.path)
            assert get_origin(kind) is Literal, question.path
            offered = [choice.value for choice in question.choices]
            assert sorted(offered) == sorted(get_args(kind)), question.path


def kind_at(path: str) -> Any:
    kind: Any = Report
    for name in path.split("."):
        kind = inside(kind.model_fields[name].annotation)
    return kind


KINDS_BY_VALUE = {"str": {Kind.LINE, Kind.TEXT}, "bool": {Kind.FLAG}, "date": {Kind.DATE}, "AwareDatetime": {Kind.TIME}}


def test_kinds_of_questions_fit_the_kinds_of_answers() -> None:
    for question in ALL:
        if question.path.startswith("moments.") or question.kind is Kind.ROWS:
            continue
        kind = kind_at(question.path)
        *above, name = question.path.split(".")
        field = (kind_at(".".join(above)) if above else Report).model_fields[name]
        is_list = get_origin(field.annotation) is tuple
        if get_origin(kind) is Literal:
            assert (question.kind, question.several) == (Kind.CHOICE, is_list), question.path
        elif is_list:
            assert question.kind in {Kind.NAMES, Kind.ENTRIES}, question.path
        else:
            assert question.kind in KINDS_BY_VALUE[kind.__name__], question.path


def test_digits_and_names_of_sections_never_change() -> None:
    assert [(section.digit, section.id, section.title) for section in SECTIONS] == [
        ("1", "metadata", "Incident metadata"),
        ("2", "impact", "Impact"),
        ("3", "timeline", "Timeline"),
        ("4", "response", "What happened and response"),
        ("5", "whys", "Five Whys"),
        ("6", "factors", "Contributing factors"),
        ("7", "lessons", "What we learned"),
        ("8", "actions", "Action items"),
        ("9", "prevention", "Prevention and records"),
        ("0", "review", "Review and export"),
    ]


def test_a_section_goes_by_its_id_and_by_its_digit() -> None:
    for section in SECTIONS:
        assert section_named(section.id) is section_named(section.digit) is section
    assert section_named("agenda") is None


def test_brief_names_fit_narrow_places() -> None:
    assert [section.brief for section in SECTIONS if not 0 < len(section.brief) <= 11] == []


def words_of(question: Question) -> list[str]:
    choices = [text for choice in question.choices for text in (choice.label, choice.meaning)]
    return [question.label, question.hint, question.help, question.noun, *choices]


def all_words() -> list[str]:
    sections = [text for section in SECTIONS for text in (section.title, section.empty)]
    groups = [group.title for section in SECTIONS for group in section.groups]
    return [*sections, *groups, *(text for question in ALL for text in words_of(question))]


def test_words_are_plain_and_calm() -> None:
    assert [text for text in all_words() if FORBIDDEN.search(text) or "!" in text] == []


def test_words_fit_any_terminal_and_begin_and_end_in_order() -> None:
    for text in all_words():
        assert text == text.strip()
        assert text.isprintable()
        assert not text.endswith(";")


def test_hints_have_at_most_sixteen_words_and_no_full_stop() -> None:
    for question in ALL:
        assert question.hint, question.path
        assert len(question.hint.split()) <= 16, question.hint
        assert not question.hint.endswith("."), question.hint


def test_labels_are_said_once_in_a_group() -> None:
    for section in SECTIONS:
        for group in section.groups:
            assert repeated(question.label for question in group.questions) == [], group.title
    for question in ASKED:
        assert repeated(column.label for column in question.columns) == [], question.path


def repeated(labels: Iterator[str]) -> list[str]:
    return [label for label, number in Counter(labels).items() if number > 1]


def test_labels_begin_with_a_capital_and_groups_are_told_apart() -> None:
    for question in ALL:
        assert question.label[0].isupper(), question.path
    for section in SECTIONS:
        assert repeated(group.title for group in section.groups) == []


def test_choices_are_told_apart_however_they_are_typed() -> None:
    for question in ALL:
        names = [choice.label.casefold() for choice in question.choices]
        assert len(set(names)) == len(names), question.path
        for choice in question.choices:
            assert isinstance(choice, Choice)
            assert "," not in choice.label + choice.value
            others = {other.value.casefold() for other in question.choices if other is not choice}
            assert choice.label.casefold() not in others, question.path


def test_questions_have_what_their_kind_needs() -> None:
    for question in ALL:
        assert bool(question.choices) == (question.kind is Kind.CHOICE), question.path
        assert bool(question.columns) == (question.kind is Kind.ROWS), question.path
        assert bool(question.noun) == (question.kind in {Kind.ROWS, Kind.ENTRIES}), question.path
        assert not question.several or question.kind is Kind.CHOICE


@pytest.mark.parametrize(
    ("path", "question"),
    [
        ("impact.revenue", "impact.revenue"),
        ("timeline.T3.event", "timeline.event"),
        ("timeline.2026.03.01.event", "timeline.event"),
        ("timeline.T3", "timeline"),
        ("timeline.new.at", "timeline.at"),
        ("five_whys.answers.W1.answer", "five_whys.answers.answer"),
        ("prevention.alerts.0.name", "prevention.alerts.name"),
        ("lessons.lucky.2", "lessons.lucky"),
        ("response.communication.rating", "response.communication.rating"),
    ],
)
def test_the_question_of_a_path_is_found_whatever_the_row(path: str, question: str) -> None:
    found = question_at(path)
    assert found is not None
    assert found.path == question


@pytest.mark.parametrize("path", ["", "meeting", "nowhere", "impact.nothing", "impact.revenue.deeper"])
def test_a_path_that_is_not_asked_has_no_question(path: str) -> None:
    assert question_at(path) is None


def test_every_path_of_an_answer_has_the_section_that_asks_it() -> None:
    for section in SECTIONS:
        for question in section.questions:
            assert section_of(question.path) is section
            assert all(section_of(column.path) is section for column in question.columns)
    found = section_of("action_items.AI-001.id")
    assert found is not None
    assert found.id == "actions"
    assert section_of("meeting.agenda") is None


def test_a_path_into_nothing_is_told() -> None:
    with pytest.raises(NoSuchPathError):
        value_at(Report(), "moments.started")


def test_a_choice_is_called_by_its_label() -> None:
    assert STATUS.label_of("in_review") == "In review"
    assert STATUS.meaning_of("approved") == "read and agreed"


def test_what_is_none_of_the_choices_is_called_what_it_is() -> None:
    assert [STATUS.label_of("parked"), STATUS.label_of(None)] == ["parked", ""]
    assert STATUS.meaning_of("parked") == ""
