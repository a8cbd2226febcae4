"""The rows of the review: what is left first, then the summary, the open questions and the answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rich.cells import cell_len

from pmwizard.checks.finding import CheckResult, Finding
from pmwizard.checks.unknown import UNKNOWN_KEY
from pmwizard.draft.overview import Answers, Said, overview
from pmwizard.draft.summary.drafting import SETTLED, texts_for
from pmwizard.layouts.layout import Layout
from pmwizard.layouts.template.values import NOT_PROVIDED
from pmwizard.model import Report
from pmwizard.questions import Section, name_at, section_named, section_of
from pmwizard.questions.review import STATUS
from pmwizard.text import counted
from pmwizard.ui import keys
from pmwizard.ui.text import cut, flowed, padded, spread
from pmwizard.ui.widgets.list import ListLine

RowKind = Literal["text", "fold", "finding", "key", "advice", "dismissed", "answer", "question", "status"]
"""What a row of the review is about."""

MARKS = {"error": "!", "missing": "-", "advice": "?"}
"""The characters that stand for the severities."""

NAME_WIDTH = 13
_INDENT = 2 + NAME_WIDTH

_WHOLE = 100
"""Lines that no text of the review needs."""

_KEYS: Mapping[RowKind, tuple[str, ...]] = {
    "key": (keys.PUT_ASIDE.says(),),
    "advice": (keys.EDIT.says("Change"), keys.PUT_ASIDE.says()),
    "dismissed": (keys.EDIT.says("Change"), keys.PUT_ASIDE.says("Take up")),
    "fold": (keys.EDIT.says("Open"),),
    "question": (keys.ANSWERED.says(), keys.EDIT.says("Go there")),
}


@dataclass(frozen=True)
class ReviewRow:
    """One row, on as many lines as its text takes.

    Attributes:
        kind: What it is about; the cursor does not stop at plain text.
        text: What it says.
        name: What stands before it, such as the section.
        mark: One character before the name: how severe it is, or the section's digit.
        path: The answer it leads to.
        section_id: The section that asks for that answer.
        hint: What the hint line says about it.
        finding: What was found, for a row about that.
        follow_up: The path of the open question.
        opens: The kind of the rows that it opens and closes.
        note: What stands at its end.
        is_drafted: Whether it is about a drafted text.
        most_lines: How many lines the text may take.
        below: More lines, below the text.
    """

    kind: RowKind
    text: str
    name: str = ""
    mark: str = ""
    path: str = ""
    section_id: str = ""
    hint: str = ""
    finding: Finding | None = None
    follow_up: str = ""
    opens: str = ""
    note: str = ""
    is_drafted: bool = False
    most_lines: int = 1
    below: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that do something with this row, the most useful first."""
        return _KEYS.get(self.kind, (keys.EDIT.says("Change"),)) + ((keys.ACCEPT.says(),) if self.is_drafted else ())

    @property
    def key(self) -> str:
        """What distinguishes this row from the others, whatever its number."""
        about = f"{self.finding.id} {self.finding.message}" if self.finding else self.opens or self.mark
        return f"{self.kind} {self.follow_up or self.path} {about}"

    def lines(self, width: int) -> Iterator[ListLine]:
        """Yield the lines of the row for a width."""
        if self.kind in {"text", "fold"}:
            yield ListLine(cut(self.text, width), self.key, "text" if self.kind == "text" else "row")
            return
        first, *rest = self._text_lines(room_for_text(width))
        lead = f"{self.mark or ' '} {padded(self.name, NAME_WIDTH)}"
        yield ListLine(spread(lead + first, self.note, width), self.key)
        for line in (*rest, *self.below):
            yield ListLine(cut(f"{'':{_INDENT}}{line}", width), kind="more")

    def _text_lines(self, room: int) -> list[str]:
        if self.most_lines == 1:
            return [self.text]
        lines = flowed(self.text, room - (cell_len(self.note) + 1 if self.note else 0))
        last = self.most_lines - 1
        return lines if len(lines) <= self.most_lines else [*lines[:last], f"{lines[last]} .."]


def room_for_text(width: int) -> int:
    """Return the cells beside the names in rows of a width."""
    return width - _INDENT - 1


def counts(checked: CheckResult) -> str:
    """Return how much was found, in words: ``1 error, 3 missing, 12 advice``."""
    numbers = {severity: sum(one.severity == severity for one in checked.open) for severity in MARKS}
    left = [
        counted(number, "error") if severity == "error" else f"{number} {severity}"
        for severity, number in numbers.items()
        if number
    ]
    return ", ".join(left if numbers["error"] or numbers["missing"] else ["nothing left", *left])


def review_rows(
    report: Report, layout: Layout, checked: CheckResult, opened: frozenset[str], room: int
) -> tuple[ReviewRow, ...]:
    """Return all rows of the review.

    Args:
        report: The report as it is now.
        layout: The layout it is checked for.
        checked: What the checks find.
        opened: The kinds of the rows that are shown rather than counted: "advice", "dismissed".
        room: The cells that the texts beside the names may take.
    """
    answers = overview(report, layout)
    advice = checked.advice
    missing = {finding.section for finding in checked.open if finding.severity == "missing"}
    untouched = [one.section for one in answers if not one.lines and one.section.id in missing]
    return (
        *_left(report.metadata.status or "", checked, untouched),
        *_keys([one for one in advice if one.id == UNKNOWN_KEY]),
        *_advice("advice", [one for one in advice if one.id != UNKNOWN_KEY], opened),
        *_advice("dismissed", checked.dismissed, opened),
        ReviewRow("text", ""),
        *_summary(report, layout, room),
        _status(report),
        *_follow_ups(report),
        ReviewRow("text", ""),
        *(row for one in answers for row in _answers(one, room, is_named_above=one.section in untouched)),
    )


def next_item(rows: Sequence[ReviewRow], place: int) -> int | None:
    """Return the place of the next row about what was found, after the last that of the first; ``None`` without any.

    Args:
        rows: The row that each line of the list belongs to. Advice that is not shown has one row.
        place: The line to go on from.
    """
    kinds = {"finding", "key", *(["advice"] if any(row.kind == "advice" for row in rows) else [])}
    starts = [
        index
        for index, row in enumerate(rows)
        if (row.kind in kinds or (row.opens == "advice" and "advice" not in kinds))
        and (index == 0 or rows[index - 1] is not row)
    ]
    return next((index for index in starts if index > place), starts[0] if starts else None)


# What was found

_GOES = "Enter goes there, Ctrl+N comes back"

_FOLDS: Mapping[str, tuple[str, str]] = {
    "advice": ("Enter opens the list, and closes it again", f"d puts it aside. {_GOES}"),
    "dismissed": ("Enter lists the advice that was put aside, and closes it", f"d takes it up again. {_GOES}"),
}
"""The hints of the row that opens advice of a kind, and of the advice."""


def _left(status: str, checked: CheckResult, untouched: Sequence[Section]) -> Iterator[ReviewRow]:
    """Yield errors and missing answers; all that is missing in a section nobody has begun takes one row."""
    left = [finding for finding in checked.open if finding.severity != "advice"]
    if not left:
        yield ReviewRow("text", "Nothing left. x exports it.")
        return
    settled = f'Left, though the status is "{status.capitalize()}"'
    yield ReviewRow("text", settled if status in SETTLED else 'Before it can be "Approved"')
    ids = {section.id for section in untouched}
    named: set[str] = set()
    hint = f"{_GOES}. n next thing left"
    for finding in left:
        if finding.severity == "error" or finding.section not in ids:
            yield _finding("finding", finding, hint)
        elif finding.section not in named:
            named.add(finding.section)
            more = sum(one.section == finding.section and one.severity == "missing" for one in left) - 1
            yield replace(_finding("finding", finding, hint), note=f"+ {more} more" if more else "")


def _keys(found: Sequence[Finding]) -> Iterator[ReviewRow]:
    """Yield what the file holds under names that no report has: nobody would look for it under advice."""
    if found:
        yield ReviewRow("text", "In the file, and in no document")
    for finding in found:
        yield _finding("key", finding, "Only an editor changes it; the wizard takes that in. d puts it aside")


def _advice(
    kind: Literal["advice", "dismissed"], advice: Sequence[Finding], opened: frozenset[str]
) -> Iterator[ReviewRow]:
    """Yield the row that counts advice, and where it is open the advice, each section named once."""
    if not advice:
        return
    count = f"{counted(len(advice), 'thing')} a reviewer would ask" if kind == "advice" else f"{len(advice)} put aside"
    hint, hint_inside = _FOLDS[kind]
    yield ReviewRow("fold", f"{'-' if kind in opened else '+'} {count}", hint=hint, opens=kind)
    before = ""
    for finding in advice if kind in opened else ():
        row = _finding(kind, finding, hint_inside)
        yield row if finding.section != before else replace(row, name="")
        before = finding.section


def _finding(kind: RowKind, finding: Finding, hint: str) -> ReviewRow:
    section = section_named(finding.section)
    return ReviewRow(
        kind,
        finding.message,
        section.brief if section else "",
        MARKS[finding.severity],
        finding.path,
        finding.section,
        hint,
        finding,
        most_lines=_WHOLE,
    )


# The summary and the status

SUMMARIES = (("one_line", "In one line"), ("executive", "Summary"))

MOST_OF_A_DRAFT = 12
"""Lines of a drafted summary that are shown: it is to be read before it is accepted."""

MOST_OF_A_SUMMARY = 3


def _summary(report: Report, layout: Layout, room: int) -> Iterator[ReviewRow]:
    drafted = report.summary.drafted
    is_open = any(name in drafted or not getattr(report.summary, name) for name, _ in SUMMARIES)
    facts = texts_for(report, layout) if is_open else {}
    for name, label in SUMMARIES:
        text = getattr(report.summary, name)
        path = f"summary.{name}"
        if not text and path not in layout.required and name not in facts:
            continue
        is_drafted = bool(text) and name in drafted
        row = ReviewRow("answer", "", label, path=path, section_id="review", is_drafted=is_drafted)
        yield _with_summary(row, text or "", facts.get(name, ""), room)


def _with_summary(row: ReviewRow, text: str, facts: str, room: int) -> ReviewRow:
    """Return the row of a summary with its text, or what can be done about it."""
    if not text:
        offer = ". c drafts it from your answers" if facts else ""
        return replace(row, text=f"not written yet{offer}", hint=f"Enter writes it{offer}")
    if not row.is_drafted:
        return replace(row, text=text, hint="Enter changes it", most_lines=MOST_OF_A_SUMMARY)
    has_changed = bool(facts) and facts != text
    also = ", c drafts it anew" if has_changed else ""
    lines = [line for paragraph in text.split("\n") if paragraph.strip() for line in flowed(paragraph, room)]
    if len(lines) > MOST_OF_A_DRAFT:
        lines[MOST_OF_A_DRAFT:] = [f".. {len(lines) - MOST_OF_A_DRAFT} more lines. Enter shows them"]
    return replace(
        row,
        text="(drafted from other facts: c drafts it anew, a accepts it)"
        if has_changed
        else "(drafted: Enter edits, a accepts it)",
        hint=f"a accepts it as it is, Enter edits it{also}",
        most_lines=_WHOLE,
        below=tuple(lines),
    )


def _status(report: Report) -> ReviewRow:
    status = report.metadata.status or "draft"
    label, reason = STATUS.label_of(status), report.review.completed_anyway_because
    text = f"{label}, because: {reason}" if reason and status in SETTLED else label
    return ReviewRow(
        "status",
        text,
        "Status",
        path=STATUS.path,
        section_id="review",
        hint="Enter or s changes it. Approved asks why if anything is left",
    )


# The open questions


def _follow_ups(report: Report) -> Iterator[ReviewRow]:
    rows = sorted(enumerate(report.follow_ups), key=lambda one: bool(one[1].done))
    if not rows:
        yield ReviewRow(
            "answer",
            "Nothing noted. Ctrl+F on any field adds a question",
            "To find out",
            path="follow_ups",
            section_id="review",
            hint="Ctrl+F on any field or row notes what is still to be found out",
        )
    for position, (index, row) in enumerate(rows):
        box = "[x]" if row.done else "[ ]"
        who = f" ({row.who})" if row.who else ""
        section_id, path = _where(row.path or "")
        about = name_at(path) if path else ""
        mark = "opens it again" if row.done else "marks it answered"
        yield ReviewRow(
            "question",
            f"{box} {row.question or '(no words yet)'}{who}",
            "To find out" if position == 0 else "",
            path=path,
            section_id=section_id,
            hint=f"Space {mark}. Enter goes to {about or 'it'}",
            follow_up=f"follow_ups.{index}",
            most_lines=_WHOLE,
        )


def _where(path: str) -> tuple[str, str]:
    """Return the section and the answer that an open question is about; a whole section has no answer."""
    if path.startswith("section."):
        section = section_named(path.removeprefix("section."))
        return (section.id, "") if section else ("review", "follow_ups")
    section = section_of(path)
    return (section.id, path) if section else ("review", "follow_ups")


# The answers


def _answers(answers: Answers, room: int, *, is_named_above: bool) -> Iterator[ReviewRow]:
    """Yield the rows of a section; one that was named above as not begun has none."""
    section = answers.section
    if not answers.lines:
        if not is_named_above:
            yield _answer(section, Said("Nothing entered", ""), is_first=True)
        return
    first = True
    for line in answers.lines:
        for said in packed(line, room):
            yield _answer(section, said, is_first=first)
            first = False


def _answer(section: Section, said: Said, *, is_first: bool) -> ReviewRow:
    owner = section_of(said.path) or section
    return ReviewRow(
        "answer",
        said.text,
        section.brief if is_first else "",
        section.digit if is_first else "",
        said.path,
        owner.id if said.path else section.id,
        "Enter changes it, Ctrl+N there comes back here",
        most_lines=_WHOLE if said.text.startswith(NOT_PROVIDED) else 1,
    )


def packed(line: Sequence[Said], room: int) -> list[Said]:
    """Return answers joined where they fit into ``room`` cells, each part with the path of its first answer."""
    parts: list[Said] = []
    for said in line:
        if parts and cell_len(parts[-1].text) + 3 + cell_len(said.text) <= room:
            parts[-1] = Said(f"{parts[-1].text}.  {said.text}", parts[-1].path)
        else:
            parts.append(said)
    return parts
