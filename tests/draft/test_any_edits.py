"""A person who types anything anywhere, adds, removes, moves, takes back and does again."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from pmwizard.draft.draft import Draft
from pmwizard.draft.typed.meaning import with_answer
from pmwizard.model import Report
from pmwizard.model.base import Row, tidied
from pmwizard.model.paths import ID_FORMS, row_type, value_at
from pmwizard.questions import SECTIONS, Kind
from pmwizard.store.toml import dump, parse

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)

QUESTIONS = [question for section in SECTIONS for question in section.questions]
PLAIN = [question.path for question in QUESTIONS if question.kind not in {Kind.ROWS, Kind.ENTRIES}]
TABLES = {question.path: question for question in QUESTIONS if question.kind is Kind.ROWS}
LISTS = [question.path for question in QUESTIONS if question.kind is Kind.ENTRIES]

WORDS = [
    *("", " ", "unknown", "n/a", "yes", "no", "1", "2", "SEV2", "P0", "draft", "monitoring, other", "none", "x"),
    *("1345", "13:45", "about 0010", "2350", "+27", "-5", "now", "yesterday 2350", "2575", "14:45 CET", "0230"),
    *("2026-01-15", "15 jan", "fri", "+2w", "1 jan 1", "Europe/Paris", "America/New_York", "Nowhere/Else"),
    *('a, "b, c"', '"', "a,,b", "one\ntwo", "## heading", "\ud800", "\x00", "T1", "W1", "[x]"),
]
RAW = st.one_of(st.sampled_from(WORDS), st.sampled_from(WORDS), st.text(max_size=8))

BEGINNING = """
schema_version = 1
future = "kept"

[metadata]
title = "Checkout down"
colour = "red"

[impact]
mood = 3

[[timeline]]
id = "T1"
at = 2026-02-28T23:50:00Z
event = "Config pushed"
channel = "ops"

[[timeline]]
at = 2026-03-01T00:10:00Z
event = "Impact began"
moment = "started"
channel = "ops"

[[five_whys.answers]]
id = "W1"
answer = "No canary"
channel = "ops"

[[action_items]]
id = "AI-007"
action = "Stage pushes"
channel = "ops"

[[prevention.alerts]]
name = "5xx"
channel = "ops"

[[links]]
url = "https://example.org"
channel = "ops"
"""


def without_kept_text(report: Report) -> Report:
    return report.model_copy(update={"drafts": {}})


class AnyEdits(RuleBasedStateMachine):
    """Edits in any order; whatever is typed, nothing raises and nothing is lost."""

    @initialize(text=st.sampled_from(["schema_version = 1", BEGINNING]))
    def open(self, text: str) -> None:
        self.draft = Draft(parse(text, "INC-1.toml"), lambda: NOW)
        self.first = self.draft.report
        self.extras = {"future": "kept"} if text is BEGINNING else {}
        self.began = {table: {row.id for row in value_at(self.first, table)} for table in ID_FORMS}

    def rows(self, table: str) -> tuple[Any, ...]:
        rows: tuple[Any, ...] = value_at(self.draft.report, table)
        return rows

    def row_path(self, table: str, index: int) -> str:
        return f"{table}.{self.rows(table)[index].id if table in ID_FORMS else index}"

    @rule(path=st.sampled_from(PLAIN), raw=RAW)
    def type_into_a_field(self, path: str, raw: str) -> None:
        self.type(path, raw)

    @rule(table=st.sampled_from(list(TABLES)), data=st.data(), raw=RAW)
    def type_into_a_cell(self, table: str, data: st.DataObject, raw: str) -> None:
        rows = self.rows(table)
        row = self.row_path(table, data.draw(st.integers(0, len(rows) - 1))) if rows else f"{table}.new"
        column = data.draw(st.sampled_from([column.name for column in TABLES[table].columns]))
        self.type(f"{row}.{column}", raw)

    @rule(table=st.sampled_from(LISTS), index=st.integers(0, 3), raw=RAW)
    def type_into_an_entry(self, table: str, index: int, raw: str) -> None:
        self.type(f"{table}.{index}", raw)

    @rule(path=st.sampled_from([*TABLES, *LISTS, "timeline.T1", "meeting", "nowhere.at.all", ""]), raw=RAW)
    def type_where_no_field_is(self, path: str, raw: str) -> None:
        self.type(path, raw)

    def type(self, path: str, raw: str) -> None:
        before = self.draft.report
        problem = self.draft.edit(path, raw)
        after = self.draft.report
        note(f"{path!r} <- {raw!r}: {problem!r}")
        if raw.strip():
            assert self.draft.problem(path) == problem
        if problem:
            assert after.drafts[path] == self.draft.raw(path) == tidied(raw)
            assert without_kept_text(after) == without_kept_text(before)
        else:
            understood = self.draft.raw(path)
            again, _ = with_answer(after, path, understood, NOW)
            assert without_kept_text(again) == without_kept_text(after)
        if path == "metadata.zone":
            assert [event.at for event in after.timeline] == [event.at for event in before.timeline]

    @rule(table=st.sampled_from(list(TABLES)), at_top=st.booleans())
    def add_a_row(self, table: str, at_top: bool) -> None:
        rows = self.rows(table)
        kind: type[Row] = row_type(table)
        name = next(column.name for column in TABLES[table].columns if column.kind is Kind.LINE)
        self.draft.keep_draft(f"{table}.new.{name}", "begun")
        self.draft.add(table, kind.model_validate({name: "row"}), "added", index=0 if at_top else None)
        assert len(self.rows(table)) == len(rows) + 1
        assert not any(key.startswith(f"{table}.new") for key in self.draft.report.drafts)

    @rule(table=st.sampled_from(LISTS), text=st.sampled_from(["one", "two"]), at_top=st.booleans())
    def add_an_entry(self, table: str, text: str, at_top: bool) -> None:
        self.draft.add(table, text, "added", index=0 if at_top else None)
        assert self.rows(table)[0 if at_top else -1] == text

    @rule(table=st.sampled_from([*TABLES, *LISTS]), data=st.data())
    def remove_a_row(self, table: str, data: st.DataObject) -> None:
        rows = self.rows(table)
        if rows:
            index = data.draw(st.integers(0, len(rows) - 1))
            self.began.get(table, set()).discard(getattr(rows[index], "id", None))
            self.draft.remove(self.row_path(table, index) if table in TABLES else f"{table}.{index}", "removed")
            assert self.rows(table) == (*rows[:index], *rows[index + 1 :])

    @rule(table=st.sampled_from([*TABLES, *LISTS]), data=st.data(), by=st.integers(-2, 2))
    def move_a_row(self, table: str, data: st.DataObject, by: int) -> None:
        rows = self.rows(table)
        if rows:
            index = data.draw(st.integers(0, len(rows) - 1))
            self.draft.move(self.row_path(table, index) if table in TABLES else f"{table}.{index}", by, "moved")
            assert sorted(map(repr, self.rows(table))) == sorted(map(repr, rows))

    @rule()
    def take_back(self) -> None:
        before = self.draft.report
        words = self.draft.undo()
        assert (words is None) == (self.draft.report == before)

    @rule()
    def do_again(self) -> None:
        before = self.draft.report
        words = self.draft.redo()
        assert (words is None) == (self.draft.report == before)

    @invariant()
    def events_stand_in_the_order_of_time(self) -> None:
        if hasattr(self, "draft"):
            instants = [event.at for event in self.draft.report.timeline if event.at]
            assert instants == sorted(instants)

    @invariant()
    def rows_have_ids_of_their_own(self) -> None:
        if hasattr(self, "draft"):
            for table in ID_FORMS:
                ids = [row.id for row in self.rows(table)]
                assert all(ids)
                assert len(set(ids)) == len(ids)

    @precondition(lambda self: bool(getattr(self, "extras", None)))
    @invariant()
    def keys_that_are_not_known_survive(self) -> None:
        report = self.draft.report
        assert report.model_extra == self.extras
        assert report.metadata.model_extra == {"colour": "red"}
        assert report.impact.model_extra == {"mood": 3}
        for table in ("timeline", "five_whys.answers", "action_items"):
            rows = [row for row in self.rows(table) if row.id in self.began[table]]
            assert all(row.model_extra == {"channel": "ops"} for row in rows)

    def teardown(self) -> None:
        if not hasattr(self, "draft"):
            return
        last = self.draft.report
        assert dump(parse(dump(last), "INC-1.toml")) == dump(last)
        while self.draft.redo() is not None:
            pass
        last = self.draft.report
        while self.draft.undo() is not None:
            pass
        assert self.draft.report == self.first
        while self.draft.redo() is not None:
            pass
        assert self.draft.report == last


AnyEdits.TestCase.settings = settings(deadline=None, max_examples=60, stateful_step_count=25)

TestAnyEdits = AnyEdits.TestCase
