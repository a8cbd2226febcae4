"""A person who knows what to write, and writes it with keys alone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from textual.widget import Widget

from pmwizard.model import Report
from pmwizard.model.base import is_empty
from pmwizard.model.paths import value_at
from pmwizard.model.whys import outline
from pmwizard.questions import SECTIONS, Kind, Question
from pmwizard.questions.answers import joined_names
from pmwizard.questions.causes import FACTOR_GROUP
from pmwizard.ui.fields.choice import choice_keys
from pmwizard.ui.form.form import Header, More
from pmwizard.ui.sections.timeline.choice import MOMENT_KEYS
from tests.ui.conftest import Wizard

STOP_KEYS = {"can_change": "c", "outside_control": "o", "normal_work": "n", "unknown": "question_mark"}


class Person:
    """Writes a report through the wizard, section by section.

    Args:
        wizard: The wizard, on any step.
        wanted: What the report is to hold in the end.
    """

    def __init__(self, wizard: Wizard, wanted: Report) -> None:
        self.wizard = wizard
        self.wanted = wanted

    async def write(self) -> None:
        """Write everything."""
        await self.choose_layout()
        await self.fill_form("1")
        await self.fill_form("2")
        await self.write_timeline()
        await self.fill_form("4")
        await self.write_whys()
        await self.write_factors()
        await self.fill_form("7")
        await self.write_actions()
        await self.fill_form("9")
        await self.write_review()

    async def go_to(self, digit: str) -> None:
        """Open a section: the next one with Ctrl+N, any other with two keys."""
        frame = self.wizard.app.frame
        ids = [state.section.digit for state in self.wizard.app.session.states()]
        here = next((one.digit for one in SECTIONS if frame and one.id == frame.section_id), "")
        if here in ids and ids[ids.index(here) + 1 :][:1] == [digit]:
            await self.wizard.press("ctrl+n")
        else:
            await self.wizard.press("ctrl+o", digit)

    async def choose_layout(self) -> None:
        """Choose the house layout with its digit."""
        names = [layout.name for layout in self.wizard.app.session.usable_layouts]
        await self.wizard.press("ctrl+l", str(names.index(self.wanted.layout or "sre") + 1))

    @property
    def focused(self) -> Widget | None:
        """The widget that gets the keys."""
        return self.wizard.app.focused

    # Forms

    async def fill_form(self, digit: str) -> None:
        """Answer the questions of a form."""
        await self.go_to(digit)
        section = next(section for section in SECTIONS if section.digit == digit)
        for question in section.questions:
            if question.path.startswith("moments."):
                continue
            value = value_at(self.wanted, question.path)
            if is_empty(value):
                continue
            if question.kind is Kind.ROWS:
                await self.add_rows(question, value)
            elif question.kind is Kind.ENTRIES:
                await self.reach(question.path)
                for text in value:
                    await self.wizard.type(text)
                    await self.wizard.press("enter")
            else:
                await self.reach(question.path)
                await self.answer(question, value)

    async def reach(self, path: str) -> None:
        """Press Tab until the field of a path has the focus; open what is closed on the way."""
        for _ in range(150):
            focused = self.focused
            if getattr(focused, "path", None) == path and not isinstance(focused, Header | More):
                return
            wanted_group = isinstance(focused, Header) and path in self._paths_under(focused)
            wanted_more = isinstance(focused, More) and any(_belongs(path, one) for one in focused.waiting)
            await self.wizard.press("enter" if wanted_group or wanted_more else "tab")
        raise AssertionError(f"no key leads to {path}\n{self.wizard.text}")

    def _paths_under(self, header: Header) -> set[str]:
        box = header.parent
        questions = box.group.questions  # type: ignore[union-attr]
        return {one.path for one in questions} | {column.path for one in questions for column in one.columns}

    async def answer(self, question: Question, value: Any) -> None:
        """Type one answer into the focused field, in place of what stands there."""
        wizard = self.wizard
        match question.kind:
            case Kind.CHOICE:
                keys = dict(zip((one.value for one in question.choices), choice_keys(question.choices), strict=True))
                await wizard.press(*(keys[one] for one in ((value,) if isinstance(value, str) else value)))
            case Kind.FLAG:
                await wizard.press("y" if value else "n")
            case Kind.NAMES:
                await self.retype(joined_names(value))
            case Kind.DATE:
                await self.retype(value.isoformat())
            case Kind.TEXT:
                for number, line in enumerate(value.split("\n")):
                    await wizard.press(*(["enter"] if number else []))
                    await wizard.type(line)
            case _:
                await self.retype(value)

    async def retype(self, text: str) -> None:
        """Empty a field of one line and type into it."""
        await self.empty()
        await self.wizard.type(text)

    async def empty(self) -> None:
        """Empty the focused field, if anything stands in it."""
        if getattr(self.focused, "text", ""):
            await self.wizard.press("ctrl+u")

    # Lists

    async def add_rows(self, question: Question, rows: tuple[Any, ...]) -> None:
        """Add rows through the entry line; columns not asked of new rows are filled in by editing."""
        await self.reach(question.columns[0].path)
        for row in rows:
            await self.add_row(question, row)

    async def add_row(self, question: Question, row: Any) -> None:
        """Add one row."""
        entry_line = self.focused.parent.parent.parent  # type: ignore[union-attr]
        asked = [name for name, field in entry_line.fields.items() if field.region.height]  # type: ignore[union-attr]
        by_name = {column.name: column for column in question.columns}
        for name in asked:
            assert getattr(self.focused, "path", "") == by_name[name].path, self.wizard.text
            value = getattr(row, name)
            if not is_empty(value):
                await self.answer(by_name[name], value)
            await self.wizard.press("enter")
        for column in question.columns:
            if column.name not in asked and not is_empty(getattr(row, column.name)):
                await self.wizard.press("up", "enter")
                await self.reach(column.path)
                await self.answer(column, getattr(row, column.name))
                await self.wizard.press("enter")

    # Timeline

    async def write_timeline(self) -> None:
        """Add every event with its moment and notes."""
        await self.go_to("3")
        wizard = self.wizard
        for index, event in enumerate(self.wanted.timeline):
            assert event.at is not None
            await wizard.type(f"{'about ' if event.approximate else ''}{_typed(event.at)}")
            await wizard.press("enter")
            await wizard.type(event.event or "")
            if event.who:
                await wizard.press("tab")
                await wizard.type(event.who)
            await wizard.press("enter")
            added = next(one for one in wizard.report.timeline if one.id == f"T{index + 1}")
            if added.moment != event.moment:
                key = next((key for key, moment in MOMENT_KEYS.items() if moment == event.moment), "t")
                await wizard.press("up", "t", key, "a")
            for name in ("notes", "source"):
                if value := getattr(event, name):
                    await wizard.press("up", "enter")
                    await self.reach(f"timeline.{name}")
                    await wizard.type(value)
                    await wizard.press("enter")
            await self.ask_follow_ups(f"timeline.{event.id}")

    async def ask_follow_ups(self, path: str) -> None:
        """Note the open questions about the row just added."""
        for one in self.wanted.follow_ups:
            if one.path == path:
                await self.wizard.press("up", "ctrl+f")
                await self.wizard.type(one.question or "")
                await self.wizard.press("enter")
                await self.wizard.type(one.who or "")
                await self.wizard.press("enter", "a")

    # Whys and factors

    async def write_whys(self) -> None:
        """Answer the whys in reading order."""
        await self.go_to("5")
        wizard, answers = self.wizard, self.wanted.five_whys.answers
        await self.retype(self.wanted.five_whys.problem or "")
        await wizard.press("enter")
        depths = [branch.depth for branch in outline(answers)]
        for number, why in enumerate(answers):
            if number and depths[number] <= depths[number - 1]:
                await self.branch(number)
            await wizard.type(why.answer or "")
            await wizard.press("enter")
            if why.stop:
                await wizard.press("enter", STOP_KEYS[why.stop])

    async def branch(self, number: int) -> None:
        """Ask for another answer beside the one whose sibling comes next."""
        answers = self.wanted.five_whys.answers
        parent = answers[number].parent
        sibling = max(index for index in range(number) if answers[index].parent == parent)
        await self.wizard.press("up", "home", *["down"] * sibling, "ctrl+t")

    async def write_factors(self) -> None:
        """Go through the checklist."""
        await self.go_to("6")
        wizard = self.wizard
        for choice in FACTOR_GROUP.choices:
            factors = [one for one in self.wanted.contributing_factors.factors if one.category == choice.value]
            if choice.value in self.wanted.contributing_factors.ruled_out:
                await wizard.press("minus")
            for number, factor in enumerate(factors):
                await wizard.press("a" if number else "space")
                for text in (factor.factor, factor.how_contributed, factor.why_existed):
                    await wizard.type(text or "")
                    await wizard.press("enter")
            if not factors:
                await wizard.press("down")

    # Actions and review

    async def write_actions(self) -> None:
        """Add every action; the status and the kind are set on its row."""
        await self.go_to("8")
        question = SECTIONS[7].questions[0]
        for action in self.wanted.action_items:
            await self.write_action(question, action)

    async def write_action(self, question: Question, action: Any) -> None:
        """Add one action."""
        by_name = {column.name: column for column in question.columns}
        entry_line = self.wizard.app.screen.query("EntryLine").first()
        asked = [name for name, field in entry_line.fields.items() if field.region.height]  # type: ignore[attr-defined]
        for position, name in enumerate(asked):
            value = getattr(action, name)
            if not is_empty(value):
                await self.answer(by_name[name], value)
            elif name == "due":
                await self.empty()
            goes_on = any(not is_empty(getattr(action, other)) for other in asked[position + 1 :])
            if name == "priority" and not is_empty(value):
                continue  # Its digit has led to the due date.
            if position < asked.index("addresses") or not goes_on:
                await self.wizard.press("enter")
            else:
                await self.wizard.press("tab")
            if position >= asked.index("addresses") and not goes_on:
                break
        for column in question.columns:
            value = getattr(action, column.name)
            if column.name not in asked and not is_empty(value) and (column.name, value) != ("status", "open"):
                await self.wizard.press("up", "enter")
                await self.reach(column.path)
                await self.answer(column, value)
                await self.wizard.press("enter")

    async def write_review(self) -> None:
        """Write the summary and set the status."""
        await self.go_to("0")
        if not (self.wanted.summary.one_line or self.wanted.summary.executive):
            # Who leaves the summary for later takes the drafted one back.
            await self.wizard.press("u")
        await self.fill_summary()
        status = self.wanted.metadata.status or "draft"
        if status != "draft":
            order = ["draft", "in_review", "approved", "closed"]
            await self.wizard.press("s", str(order.index(status) + 1))

    async def fill_summary(self) -> None:
        """Write both summaries."""
        await self.wizard.press("e")
        for path in ("summary.one_line", "summary.executive"):
            value = value_at(self.wanted, path)
            if value:
                await self.reach(path)
                question = next(one for one in SECTIONS[9].questions if one.path == path)
                await self.answer(question, value)
        await self.wizard.press("escape")


def _belongs(path: str, question: Question) -> bool:
    return path == question.path or any(path == column.path for column in question.columns)


def _typed(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"
