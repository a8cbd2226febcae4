"""Merging two sets of changes: nothing that either side wrote is lost, and only a true conflict asks."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmwizard.model import Report
from pmwizard.model.base import Part, Row
from pmwizard.model.parts.actions import ActionItem
from pmwizard.model.parts.causes import Factor, Why
from pmwizard.model.parts.lessons import Observation
from pmwizard.model.parts.prevention import Alert
from pmwizard.model.parts.timeline import Event
from pmwizard.model.paths import ID_FORMS, in_time_order, replaced, value_at, with_ids, with_row, without_row
from pmwizard.model.whys import in_reading_order
from pmwizard.store.merge.changes import differences
from pmwizard.store.merge.merge import Conflict, merge
from pmwizard.store.toml import dump, parse

WORDS = st.sampled_from(["alpha", "beta", "gamma", "delta", "one", "two"])
TABLES: dict[str, type[Row]] = {
    "timeline": Event,
    "five_whys.answers": Why,
    "contributing_factors.factors": Factor,
    "action_items": ActionItem,
    "lessons.went_well": Observation,
    "prevention.alerts": Alert,
}
TEXT_KEYS = {
    "timeline": ["event", "who", "notes"],
    "five_whys.answers": ["answer"],
    "contributing_factors.factors": ["factor", "why_existed"],
    "action_items": ["action", "owner"],
    "lessons.went_well": ["text"],
    "prevention.alerts": ["name", "why"],
}
FIELDS = ["metadata.title", "impact.revenue", "root_cause.trigger", "response.communication.notes", "layout"]
LISTS = ["lessons.lucky", "metadata.attendees", "impact.systems_affected"]


@st.composite
def edited(draw: st.DrawFn, report: Report, most: int = 5) -> Report:
    """Change a report the way a person does: rows added, edited and removed, answers typed and cleared."""
    for _ in range(draw(st.integers(0, most))):
        act = draw(st.sampled_from(["answer", "texts", "add", "add", "edit", "remove", "draft", "time"]))
        table = draw(st.sampled_from(list(TABLES)))
        rows = value_at(report, table)
        key = draw(st.sampled_from(TEXT_KEYS[table]))
        word = draw(WORDS)
        if act == "answer":
            report = replaced(report, draw(st.sampled_from(FIELDS)), draw(st.one_of(st.none(), WORDS)))
        elif act == "texts":
            report = replaced(report, draw(st.sampled_from(LISTS)), draw(st.lists(WORDS, max_size=3)))
        elif act == "draft":
            report = report.model_copy(update={"drafts": {**report.drafts, "timeline.new.at": word}})
        elif act == "time":
            report = timed(draw, report)
        elif act == "add":
            row: dict[str, Any] = {key: word}
            if table == "five_whys.answers" and rows:
                row["parent"] = draw(st.sampled_from([None, *[why.id for why in rows]]))
            if table == "action_items":
                row["addresses"] = [why.id for why in report.five_whys.answers[-1:]]
            report = with_row(report, table, TABLES[table].model_validate(row))
        elif rows:
            index = draw(st.integers(0, len(rows) - 1))
            changed = f"{table}.{index}"
            report = without_row(report, changed) if act == "remove" else replaced(report, f"{changed}.{key}", word)
    return report


def timed(draw: st.DrawFn, report: Report) -> Report:
    """Give an event a time, a day or an end, or leave it out of documents."""
    if not report.timeline:
        return report
    path = f"timeline.{draw(st.integers(0, len(report.timeline) - 1))}"
    key = draw(st.sampled_from(list(TIMES)))
    if key in {"at", "day"}:
        report = replaced(report, f"{path}.{'day' if key == 'at' else 'at'}", None)
    return replaced(report, f"{path}.{key}", draw(st.one_of(st.none(), TIMES[key])))


@st.composite
def three(draw: st.DrawFn) -> tuple[Report, Report, Report]:
    """Draw a report and what two sides made of it."""
    base = draw(edited(Report(), most=8))
    return base, draw(edited(base)), draw(edited(base))


TIMES: dict[str, st.SearchStrategy[Any]] = {
    "at": st.integers(1, 3).map(lambda hour: datetime(2025, 11, 21, hour, tzinfo=UTC)),
    "day": st.dates(date(2025, 11, 20), date(2025, 11, 22)),
    "until": st.integers(2, 4).map(lambda hour: datetime(2025, 11, 21, hour, tzinfo=UTC)),
    "omit": st.just(True),
}

SLOW = settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])


def contents(report: Report, table: str) -> list[str]:
    return [
        repr(row.model_copy(update={"id": None, "parent": None, "addresses": ()})) for row in value_at(report, table)
    ]


@SLOW
@given(three())
def test_one_side_without_changes_leaves_the_other_as_it_is(sides: tuple[Report, Report, Report]) -> None:
    base, ours, _ = sides
    assert merge(base, ours, base).report == ours
    assert merge(base, base, ours).report == ours
    assert merge(base, ours, ours).report == ours
    assert not merge(base, ours, base).conflicts
    assert not merge(base, base, ours).conflicts


@SLOW
@given(three())
def test_either_order_gives_the_same_report_where_nothing_conflicts(sides: tuple[Report, Report, Report]) -> None:
    base, ours, theirs = sides
    one, other = merge(base, ours, theirs), merge(base, theirs, ours)
    assert len(one.conflicts) == len(other.conflicts)
    assert {conflict.path for conflict in one.conflicts} == {conflict.path for conflict in other.conflicts}
    if not one.conflicts:
        assert dump(one.report) == dump(other.report)


@SLOW
@given(three())
def test_every_row_that_a_side_added_or_edited_is_in_the_result(sides: tuple[Report, Report, Report]) -> None:
    base, ours, theirs = sides
    merged = merge(base, ours, theirs)
    for table in TABLES:
        found = contents(merged.report, table)
        for side in (ours, theirs):
            known = {row.id for row in value_at(base, table)} if table in ID_FORMS else set()
            before = contents(base, table)
            for row, content in zip(value_at(side, table), contents(side, table), strict=True):
                if table in ID_FORMS and row.id in known:
                    assert row in value_at(base, table) or any(
                        one.id == row.id for one in value_at(merged.report, table)
                    )
                elif content not in before:
                    assert content in found


@SLOW
@given(three())
def test_a_merged_report_is_whole(sides: tuple[Report, Report, Report]) -> None:
    merged = merge(*sides).report
    assert parse(dump(merged), "merged.toml") == merged
    for table in ID_FORMS:
        ids = [row.id for row in value_at(merged, table)]
        assert len(set(ids)) == len(ids)
        assert all(ids)
    assert hanging_from_nothing(merged) <= set().union(*map(hanging_from_nothing, sides))


def hanging_from_nothing(report: Report) -> set[str | None]:
    ids = {why.id for why in report.five_whys.answers}
    return {why.id for why in report.five_whys.answers if why.parent and why.parent not in ids}


@SLOW
@given(three())
def test_every_answer_is_one_of_the_sides_answers(sides: tuple[Report, Report, Report]) -> None:
    base, ours, theirs = sides
    merged = merge(base, ours, theirs)
    conflicting = {conflict.path for conflict in merged.conflicts}
    for path in FIELDS:
        was, one, other = (value_at(side, path) for side in sides)
        expected = other if one == was else one
        assert value_at(merged.report, path) == expected
        assert (path in conflicting) == (one != was and other not in (was, one))


@SLOW
@given(three())
def test_merging_again_brings_nothing_more(sides: tuple[Report, Report, Report]) -> None:
    base, ours, theirs = sides
    merged = merge(base, ours, theirs)
    again = merge(theirs, merged.report, theirs)
    assert again.report == merged.report
    assert not again.changes


def test_two_new_rows_of_one_id_are_two_rows_and_the_later_one_is_renamed_with_its_references(report: Report) -> None:
    ours = with_row(report, "five_whys.answers", Why(answer="zebra", parent="W1"))
    ours = with_row(ours, "five_whys.answers", Why(answer="below zebra", parent="W2"))
    ours = replaced(ours, "action_items.AI-001.addresses", ["W2", "W1"])
    ours = with_row(ours, "follow_ups", parsed_follow_up("five_whys.answers.W2"))
    ours = replaced(ours, "review.dismissed", ["why-person five_whys.answers.W2.answer", "few-factors"])
    ours = ours.model_copy(update={"drafts": {"five_whys.answers.W2.stop": "x"}})
    theirs = with_row(report, "five_whys.answers", Why(answer="ant", parent="W1"))
    for one, other in ((ours, theirs), (theirs, ours)):
        merged = merge(report, one, other).report
        assert {why.id: (why.parent, why.answer) for why in merged.five_whys.answers} == {
            "W1": (None, "No canary"),
            "W2": ("W1", "ant"),
            "W4": ("W1", "zebra"),
            "W3": ("W4", "below zebra"),
        }
        assert [why.id for why in merged.five_whys.answers].index("W3") == 1 + [
            why.id for why in merged.five_whys.answers
        ].index("W4")
        assert merged.action_items[0].addresses == ("W4", "W1")
        assert merged.follow_ups[0].path == "five_whys.answers.W4"
        assert merged.review.dismissed == ("why-person five_whys.answers.W4.answer", "few-factors")
        assert merged.drafts == {"five_whys.answers.W4.stop": "x"}


def parsed_follow_up(path: str) -> Row:
    return parse(f'schema_version = 1\n[[follow_ups]]\npath = "{path}"\n', "a").follow_ups[0]


def test_the_same_new_row_on_both_sides_is_one_row(report: Report) -> None:
    both = with_row(report, "timeline", Event(event="same"))
    ours = replaced(both, "impact.revenue", "ours")
    theirs = replaced(both, "layout", "sre")
    assert len(merge(report, ours, theirs).report.timeline) == 2


def test_fields_of_one_row_merge(report: Report) -> None:
    ours = replaced(report, "action_items.AI-001.owner", "Ana")
    theirs = replaced(report, "action_items.AI-001.priority", "P0")
    merged = merge(report, ours, theirs)
    assert (merged.report.action_items[0].owner, merged.report.action_items[0].priority) == ("Ana", "P0")
    assert merged.changes == ("Priority of AI-001",)
    assert not merged.conflicts


def test_an_answer_that_both_changed_is_a_conflict_and_keeps_ours(report: Report) -> None:
    ours = replaced(replaced(report, "timeline.T1.event", "ours"), "impact.revenue", "1")
    theirs = replaced(replaced(report, "timeline.T1.event", "theirs"), "impact.revenue", "2")
    merged = merge(report, ours, theirs)
    assert merged.conflicts == (
        Conflict("impact.revenue", "1", "2", None),
        Conflict("timeline.T1.event", "ours", "theirs", "Config pushed"),
    )
    assert merged.report == ours


def test_the_same_change_on_both_sides_is_no_conflict(report: Report) -> None:
    ours = replaced(replaced(report, "impact.revenue", "1"), "layout", "sre")
    theirs = replaced(report, "impact.revenue", "1")
    assert merge(report, ours, theirs).report == ours
    assert not merge(report, ours, theirs).conflicts


def test_a_day_an_end_and_an_omission_merge_with_what_the_other_side_wrote_in_the_row(report: Report) -> None:
    ours = replaced(report, "timeline.T1.omit", value=True)
    ours = replaced(ours, "timeline.T1.until", datetime(2025, 11, 21, 15, tzinfo=UTC))
    theirs = replaced(replaced(report, "timeline.T1.at", None), "timeline.T1.day", date(2025, 11, 21))
    theirs = replaced(theirs, "timeline.T1.notes", "theirs")
    merged = merge(report, ours, theirs)
    row = value_at(merged.report, "timeline.T1")
    assert (row.at, row.day, row.until, row.omit, row.notes) == (
        *(None, date(2025, 11, 21), datetime(2025, 11, 21, 15, tzinfo=UTC)),
        *(True, "theirs"),
    )
    assert not merged.conflicts


def test_a_time_from_one_side_and_a_day_from_the_other_are_a_conflict(report: Report) -> None:
    day, at = date(2025, 11, 21), datetime(2025, 11, 21, 15, tzinfo=UTC)
    untimed = replaced(report, "timeline.T1.at", None)
    timed, on_a_day = replaced(untimed, "timeline.T1.at", at), replaced(untimed, "timeline.T1.day", day)
    for ours, theirs in ((timed, on_a_day), (on_a_day, timed)):
        merged = merge(untimed, ours, theirs)
        row = value_at(merged.report, "timeline.T1")
        assert (row.at, row.day) == (at, day)
        (conflict,) = merged.conflicts
        assert (conflict.path, {conflict.yours, conflict.theirs}) == ("timeline.T1.day", {day, None})
    other = replaced(on_a_day, "timeline.T1.day", date(2025, 11, 22))
    was_on_a_day = replaced(timed, "timeline.T1.day", None)
    assert [one.path for one in merge(on_a_day, other, was_on_a_day).conflicts] == ["timeline.T1.day"]


def test_an_edited_row_outlives_its_removal(report: Report) -> None:
    ours = without_row(report, "timeline.T1")
    theirs = replaced(report, "timeline.T1.notes", "see log")
    for merged in (merge(report, ours, theirs), merge(report, theirs, ours)):
        assert [event.notes for event in merged.report.timeline] == ["see log"]
        assert not merged.conflicts


def test_a_row_that_one_side_removed_is_gone(report: Report) -> None:
    ours = without_row(report, "timeline.T1")
    theirs = replaced(report, "layout", "sre")
    assert merge(report, ours, theirs).report.timeline == merge(report, theirs, ours).report.timeline == ()


def test_a_why_stays_while_an_answer_below_it_does(report: Report) -> None:
    ours = without_row(report, "five_whys.answers.W1")
    theirs = with_row(report, "five_whys.answers", Why(answer="below", parent="W1"))
    for merged in (merge(report, ours, theirs), merge(report, theirs, ours)):
        assert [why.id for why in merged.report.five_whys.answers] == ["W1", "W2"]


def test_texts_merge_by_content_and_keep_their_order() -> None:
    base = replaced(Report(), "lessons.lucky", ["a", "b", "c"])
    ours = replaced(base, "lessons.lucky", ["a", "ours", "b", "c"])
    theirs = replaced(base, "lessons.lucky", ["a", "c", "theirs"])
    for merged in (merge(base, ours, theirs), merge(base, theirs, ours)):
        assert merged.report.lessons.lucky == ("a", "ours", "c", "theirs")


def test_the_order_that_one_side_made_is_kept() -> None:
    base = replaced(Report(), "lessons.lucky", ["a", "b", "c"])
    ours = replaced(base, "lessons.lucky", ["c", "a", "b"])
    theirs = replaced(base, "lessons.lucky", ["a", "b", "new", "c"])
    for merged in (merge(base, ours, theirs), merge(base, theirs, ours)):
        assert merged.report.lessons.lucky == ("c", "a", "b", "new")


def test_events_of_both_sides_come_in_the_order_of_time(report: Report) -> None:
    ours = with_row(report, "timeline", event_at(15, "ours"))
    theirs = with_row(report, "timeline", event_at(14, "theirs"))
    merged = merge(report, ours, theirs)
    assert [event.event for event in merged.report.timeline] == ["Config pushed", "theirs", "ours"]
    assert merged.report == in_time_order(merged.report)
    assert merged.changes == ("Timeline +1 event",)


def event_at(hour: int, text: str) -> Event:
    table = f'[[timeline]]\nat = 2025-11-21T{hour}:00:00Z\nevent = "{text}"\n'
    return parse(f"schema_version = 1\n{table}", "a").timeline[0]


def test_a_hand_written_report_without_ids_merges_with_what_a_wizard_made_of_it() -> None:
    text = 'schema_version = 1\n[[timeline]]\nevent = "one"\n[[timeline]]\nevent = "two"\n'
    base = parse(text, "a")
    wizard = replaced(with_ids(base), "timeline.T1.notes", "seen in the log")
    editor = parse(text.replace("[[timeline]]", '[[timeline]]\nevent = "zero"\n[[timeline]]', 1), "a")
    for merged in (merge(base, wizard, editor), merge(base, editor, wizard)):
        found = {(event.id, event.event, event.notes) for event in merged.report.timeline}
        assert found == {("T3", "zero", None), ("T1", "one", "seen in the log"), ("T2", "two", None)}


def test_keys_that_no_version_knows_merge_too() -> None:
    head = "schema_version = 1\n"
    base = parse(head + "[meeting]\nkept = nan\n[meeting.votes]\na = 1\n", "a")
    ours = parse(head + "[meeting]\nkept = nan\nours = 1\n[meeting.votes]\na = 1\nb = 2\n", "a")
    theirs = parse(head + "[meeting]\nkept = nan\n[meeting.votes]\na = 3\n[[meeting.parked]]\nx = 1\n", "a")
    one, other = merge(base, ours, theirs), merge(base, theirs, ours)
    assert dump(one.report) == dump(other.report)
    extra: Any = one.report.meeting.model_extra
    assert (extra["ours"], extra["votes"], extra["parked"]) == (1, {"a": 3, "b": 2}, [{"x": 1}])
    assert not one.conflicts


def test_a_key_that_changed_its_kind_on_both_sides_is_a_conflict() -> None:
    head = "schema_version = 1\n"
    merged = merge(parse(head, "a"), parse(head + "x = [1]\n", "a"), parse(head + "x = 'a'\n", "a"))
    assert merged.conflicts == (Conflict("x", [1], "a"),)


def test_typed_text_not_yet_understood_merges_by_its_path(report: Report) -> None:
    ours = report.model_copy(update={"drafts": {"timeline.T1.at": "2575"}})
    theirs = report.model_copy(update={"drafts": {"metadata.incident_date": "Feb"}})
    assert merge(report, ours, theirs).report.drafts == {"timeline.T1.at": "2575", "metadata.incident_date": "Feb"}


def test_what_came_in_is_told_in_short_sentences(report: Report) -> None:
    after = with_row(with_row(report, "timeline", event_at(14, "a")), "timeline", event_at(15, "b"))
    after = replaced(after, "action_items.AI-001.owner", "Ana")
    after = replaced(after, "impact.revenue", "12,000")
    after = replaced(after, "lessons.lucky", ["x"])
    after = without_row(after, "contributing_factors.factors.F1")
    after = replaced(after, "response.communication.rating", "good")
    after = replaced(after, "layout", "sre")
    assert set(differences(report, after)) == {
        "Timeline +2 events",
        "Owner of AI-001",
        "Impact: revenue",
        "Lessons +1 entry",
        "Contributing factors -1 factor",
        "Response: rating",
        "Layout",
    }
    assert differences(report, report) == ()


def test_many_changed_rows_are_told_as_a_number() -> None:
    before = Report.model_validate({"timeline": [{"event": str(number), "id": f"T{number}"} for number in range(9)]})
    after = before
    for number in range(9):
        after = replaced(after, f"timeline.T{number}.who", "Ana")
    assert differences(before, after) == ("Timeline: 9 events changed",)


def test_moved_rows_are_told() -> None:
    before = replaced(Report(), "lessons.lucky", ["a", "b"])
    assert differences(before, replaced(before, "lessons.lucky", ["b", "a"])) == ("Lessons: order of entries",)


@pytest.mark.parametrize(
    ("parents", "order"),
    [
        ({"W1": None, "W2": "W1", "W3": "W2"}, ["W1", "W2", "W3"]),
        ({"W1": None, "W2": None, "W3": "W1"}, ["W1", "W3", "W2"]),
        ({"W1": "gone", "W2": "W1"}, ["W1", "W2"]),
        ({"W1": "W2", "W2": "W1", "W3": None}, ["W1", "W2", "W3"]),
        ({"W1": "W1"}, ["W1"]),
    ],
)
def test_whys_stand_branch_by_branch(parents: dict[str, str | None], order: list[str]) -> None:
    whys = tuple(Why(id=key, parent=parent) for key, parent in parents.items())
    assert sorted(why.id or "" for why in in_reading_order(whys)) == sorted(parents)
    assert [why.id for why in in_reading_order(whys)] == order


def test_rows_that_share_an_id_on_one_side_are_all_kept() -> None:
    rows = [{"id": "T1", "event": "a"}, {"id": "T1", "event": "b"}]
    base = Report.model_validate({"timeline": rows})
    ours = replaced(base, "layout", "sre")
    theirs = Report.model_validate({"timeline": [*rows, {"id": "T1", "event": "c"}]})
    merged = merge(base, ours, theirs).report
    assert [event.event for event in merged.timeline] == ["a", "b", "c"]


def test_a_merged_part_is_of_its_kind(report: Report) -> None:
    merged = merge(report, replaced(report, "impact.revenue", "1"), replaced(report, "impact.duration", "2")).report
    assert isinstance(merged.impact, Part)
    assert merged == Report.model_validate(report.filled() | {"impact": {"revenue": "1", "duration": "2"}})
