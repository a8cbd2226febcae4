"""Two people in one report: every line that either typed is in the file at the end."""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from pmwizard.draft.draft import Draft
from pmwizard.draft.saving.autosave import Autosave
from pmwizard.draft.saving.merging import Incoming, joined
from pmwizard.draft.session import Session
from pmwizard.layouts.layout import available
from pmwizard.model import Report
from pmwizard.model.parts.timeline import Event
from pmwizard.store.files.read import load
from pmwizard.store.files.save import ChangedOnDiskError, save
from pmwizard.store.toml import dump

Until = Callable[[Callable[[], object]], None]
OpenWizard = Callable[..., Any]

LAYOUTS = available([])


def events(report: Report) -> list[str]:
    return sorted(event.event or "" for event in report.timeline)


def with_events(**rows: str) -> Report:
    return Report(timeline=tuple(Event(id=row_id, event=event) for row_id, event in rows.items()))


def test_a_row_in_the_file_keeps_its_id() -> None:
    base, theirs = with_events(T1="Pushed"), with_events(T1="Pushed", T2="Zoe saw it")
    ours = with_events(T1="Pushed", T2="Ann saw it", T3="Bob saw it")
    assert joined(base, ours, theirs).theirs == with_events(
        T1="Pushed", T2="Zoe saw it", T3="Ann saw it", T4="Bob saw it"
    )


def test_a_row_gives_way_to_the_same_id_whatever_is_added_after_it() -> None:
    base, theirs = Report(), with_events(T1="Theirs")
    once = joined(base, with_events(T1="One"), theirs).theirs
    later = joined(base, with_events(T1="One", T2="Two"), theirs).theirs
    assert once == with_events(T1="Theirs", T2="One")
    assert later == with_events(T1="Theirs", T2="One", T3="Two")


def test_what_is_typed_about_a_row_that_gives_way_goes_with_it() -> None:
    ours = with_events(T1="Ours").model_copy(update={"drafts": {"timeline.T1.at": "257"}})
    report = joined(Report(), ours, with_events(T1="Theirs")).theirs
    assert report.drafts == {"timeline.T2.at": "257"}


def written_by_another(path: Path, event: str) -> None:
    while True:
        stored = load(path)
        with suppress(ChangedOnDiskError):
            save(
                path,
                stored.report.model_copy(update={"timeline": (*stored.report.timeline, Event(event=event))}),
                stored,
            )
            return


@pytest.mark.usefixtures("often_saved")
def test_two_wizards_and_an_editor_end_with_every_line_of_each(
    open_wizard: OpenWizard, path: Path, until: Until
) -> None:
    wizards = [open_wizard(path), open_wizard(path)]
    for number in range(12):
        for name, wizard in zip("AB", wizards, strict=True):
            wizard.draft.add("timeline", Event(event=f"{name} {number}"), "added")
            wizard.draft.add("lessons.lucky", f"{name} {number}", "added")
            wizard.take_all()
        if number % 4 == 0:
            written_by_another(path, f"C {number}")

    def settled() -> bool:
        for wizard in wizards:
            wizard.take_all()
            wizard.autosave.changed(wizard.draft.report)
            wizard.autosave.flush()
        return not any(wizard.incoming for wizard in wizards)

    until(settled)
    expected = sorted([f"{name} {number}" for name in "AB" for number in range(12)])
    report = load(path).report
    assert events(report) == sorted([*expected, "C 0", "C 4", "C 8"])
    assert sorted(report.lessons.lucky) == expected


class Person:
    """Somebody in a report, whose wizard saves and takes in at the moments the test says."""

    def __init__(self, path: Path, name: str) -> None:
        stored = load(path)
        self.name = name
        self.number = 0
        self.said: list[str] = []
        self.incoming: list[Incoming] = []
        self.session = Session(Draft(stored.report), Autosave(path, stored), path.parent, LAYOUTS)
        self.session.draft.listen(lambda _, after: self.session.autosave.changed(after))
        self.session.autosave._came_in = self.incoming.append

    def new_words(self) -> str:
        self.number += 1
        return f"{self.name} {self.number}"

    def add(self) -> None:
        self.said.append(self.new_words())
        self.session.draft.add("timeline", Event(event=self.said[-1]), "added")

    def edit(self, which: int) -> None:
        if self.said:
            old, new = self.said[which % len(self.said)], self.new_words()
            row = next(event for event in self.session.report.timeline if event.event == old)
            self.session.draft.edit(f"timeline.{row.id}.event", new)
            self.said[which % len(self.said)] = new

    def take(self) -> None:
        while self.incoming:
            self.session.take(self.incoming.pop(0))


class TwoPeople(RuleBasedStateMachine):
    """Two people add and edit lines of their own; their wizards save and take in whenever they like."""

    @initialize()
    def open(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "INC-1.toml"
        self.path.write_text(dump(with_events(T1="Pushed")), encoding="utf-8")
        self.people = [Person(self.path, name) for name in "AZ"]

    @rule(who=st.integers(0, 1))
    def add(self, who: int) -> None:
        self.people[who].add()

    @rule(who=st.integers(0, 1), which=st.integers(0, 9))
    def edit(self, who: int, which: int) -> None:
        self.people[who].edit(which)

    @rule(who=st.integers(0, 1))
    def save(self, who: int) -> None:
        self.people[who].session.autosave.flush()

    @rule(who=st.integers(0, 1))
    def take(self, who: int) -> None:
        self.people[who].take()

    @invariant()
    def everybody_sees_what_they_said(self) -> None:
        for person in getattr(self, "people", []):
            assert set(person.said) <= set(events(person.session.report))

    def settle(self) -> None:
        for _ in range(4):
            for person in self.people:
                person.take()
                person.session.autosave.changed(person.session.report)
                person.session.autosave.flush()

    def teardown(self) -> None:
        if not hasattr(self, "people"):
            return
        try:
            self.settle()
            said = sorted(["Pushed", *(words for person in self.people for words in person.said)])
            assert events(load(self.path).report) == said
        finally:
            shutil.rmtree(self.folder)


TwoPeople.TestCase.settings = settings(deadline=None, max_examples=40, stateful_step_count=25)
TestTwoPeople = TwoPeople.TestCase
