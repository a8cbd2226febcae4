"""The lines of the review: what is left first, then the answers section by section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from rich.cells import cell_len

from pmwizard.checks import Finding
from pmwizard.draft.naming import name_at
from pmwizard.draft.overview import Answers, Said, overview
from pmwizard.draft.session import Session
from pmwizard.model import Report
from pmwizard.questions import Section, section_named, section_of
from pmwizard.questions.metadata import STATUSES
from pmwizard.ui.text import cut, padded, spread

NAME_WIDTH = 13
MARKS = {"error": "!", "missing": "-", "advice": "?"}


class RowKind(Enum):
    """What a line of the review is about."""

    TEXT = "text"
    FINDING = "finding"
    ANSWER = "answer"
    QUESTION = "question"
    STATUS = "status"


@dataclass(frozen=True)
class ReviewRow:
    """One line.

    Attributes:
        kind: What it is about; the cursor does not stop at plain text.
        text: What it says.
        name: What stands before it, such as the section.
        mark: One character before the name: how grave it is, or the section's digit.
        path: The answer it leads to.
        section_id: The section that asks for that answer.
        hint: What the hint line says of it.
        rule: The rule that found it.
        follow_up: The path of the open question.
        note: What stands at its end.
    """

    kind: RowKind
    text: str
    name: str = ""
    mark: str = ""
    path: str = ""
    section_id: str = ""
    hint: str = ""
    rule: str = ""
    follow_up: str = ""
    note: str = ""

    @property
    def is_stop(self) -> bool:
        """Whether the cursor stops here."""
        return self.kind is not RowKind.TEXT

    @property
    def key(self) -> str:
        """What tells this line apart from the others, whatever its number."""
        return f"{self.kind.value} {self.rule} {self.follow_up or self.path} {self.text if self.rule else self.mark}"

    def line(self, width: int) -> str:
        """Return the line for a width."""
        if self.kind is RowKind.TEXT and not self.name and not self.mark:
            return cut(self.text, width)
        return spread(f"{self.mark or ' '} {padded(self.name, NAME_WIDTH)}{self.text}", self.note, width)


def review_rows(session: Session, width: int) -> tuple[ReviewRow, ...]:
    """Return all lines of the review; ``width`` is what the texts beside the names may take."""
    report = session.report
    untouched = _untouched(session)
    rows = [*_left(session.findings(), untouched), ReviewRow(RowKind.TEXT, "")]
    for answers in overview(report, session.layout):
        rows += _answers(answers, width, is_named=answers.section in untouched)
    rows += [*_follow_ups(report), *_summary(report, width), _status(report)]
    return tuple(rows)


def _untouched(session: Session) -> tuple[Section, ...]:
    """Return the sections without any answer in which something is missing: one line says so for each."""
    missing = {finding.section for finding in session.findings() if finding.severity == "missing"}
    empty = [one.section for one in overview(session.report, session.layout) if not one.lines]
    return tuple(section for section in empty if section.id in missing)


# What is left


def _left(findings: Iterable[Finding], untouched: tuple[Section, ...]) -> Iterator[ReviewRow]:
    found = list(findings)
    holding = [one for one in found if one.severity != "advice"]
    advice = [one for one in found if one.severity == "advice"]
    if holding:
        yield ReviewRow(RowKind.TEXT, 'Before it can be "Approved"')
        yield from _merged(holding, untouched)
    else:
        yield ReviewRow(RowKind.TEXT, "Nothing left. x exports it.")
    if advice:
        yield ReviewRow(RowKind.TEXT, "Worth a thought")
        yield from (_finding(one) for one in advice)


def _merged(findings: list[Finding], untouched: tuple[Section, ...]) -> Iterator[ReviewRow]:
    """Yield a line for each finding; for a section nobody has begun, one line for all that is missing there."""
    ids = {section.id for section in untouched}
    told: set[str] = set()
    for finding in findings:
        if finding.severity == "error" or finding.section not in ids:
            yield _finding(finding)
        elif finding.section not in told:
            told.add(finding.section)
            more = sum(one.section == finding.section and one.severity == "missing" for one in findings) - 1
            yield _finding(finding, f"+ {more} more" if more else "")


def _finding(finding: Finding, note: str = "") -> ReviewRow:
    section = section_named(finding.section)
    return ReviewRow(
        RowKind.FINDING,
        finding.message,
        section.brief if section else "",
        MARKS[finding.severity],
        finding.path,
        finding.section,
        "Enter goes to the field, Ctrl+N there comes back here. n next thing left",
        finding.id,
        note=note,
    )


# The answers


def _answers(answers: Answers, width: int, *, is_named: bool) -> Iterator[ReviewRow]:
    """Yield the lines of a section; one that was named above as not begun has none."""
    section = answers.section
    if not answers.lines:
        if not is_named:
            yield _answer(section, Said("Nothing entered", ""), is_first=True)
        return
    first = True
    for line in answers.lines:
        for text, said in packed(line, width):
            yield _answer(section, Said(text, said.path), is_first=first)
            first = False


def _answer(section: Section, said: Said, *, is_first: bool) -> ReviewRow:
    owner = section_of(said.path) or section
    return ReviewRow(
        RowKind.ANSWER,
        said.text,
        section.brief if is_first else "",
        section.digit if is_first else "",
        said.path,
        owner.id if said.path else section.id,
        "Enter changes it, Ctrl+N there comes back here. n next thing left. e summary",
    )


def packed(line: tuple[Said, ...], width: int) -> Iterator[tuple[str, Said]]:
    """Yield lines of at most ``width`` cells that hold the words one after the other, with the first of each line."""
    text, head = "", None
    for said in line:
        if head is not None and cell_len(text) + 3 + cell_len(said.text) <= width:
            text = f"{text}.  {said.text}"
            continue
        if head is not None:
            yield text, head
        text, head = said.text, said
    if head is not None:
        yield text, head


# The end of the report


def _follow_ups(report: Report) -> Iterator[ReviewRow]:
    rows = list(enumerate(report.follow_ups))
    if not rows:
        yield ReviewRow(
            RowKind.ANSWER,
            "None. Ctrl+F on any field adds one",
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
        yield ReviewRow(
            RowKind.QUESTION,
            f"{box} {row.question or '(no words yet)'}{who}",
            "To find out" if position == 0 else "",
            path=path,
            section_id=section_id,
            hint=f"Space marks it answered. Enter goes to {about or 'it'}",
            follow_up=f"follow_ups.{index}",
        )


def _where(path: str) -> tuple[str, str]:
    """Return the section and the answer that an open question is about; a whole section has no answer."""
    if path.startswith("section."):
        section = section_named(path.removeprefix("section."))
        return (section.id, "") if section else ("review", "follow_ups")
    section = section_of(path)
    return (section.id, path) if section else ("review", "follow_ups")


def _summary(report: Report, width: int) -> Iterator[ReviewRow]:
    for name, label in (("one_line", "In one line"), ("executive", "Summary")):
        text = getattr(report.summary, name)
        if name == "one_line" and not text:
            continue
        drafted = "(drafted, a accepts it) " if name in report.summary.drafted else ""
        yield ReviewRow(
            RowKind.ANSWER,
            cut(f"{drafted}{text or 'not written yet'}", max(20, width)),
            label,
            path=f"summary.{name}",
            section_id="review",
            hint="Enter edits it. a accepts a drafted one. s changes the status",
        )


def _status(report: Report) -> ReviewRow:
    label = next((one.label for one in STATUSES if one.value == (report.metadata.status or "draft")), "Draft")
    reason = report.review.completed_anyway_because
    text = f"{label}, because: {reason}" if reason and label in {"Approved", "Closed"} else label
    return ReviewRow(
        RowKind.STATUS,
        text,
        "Status",
        path="metadata.status",
        section_id="review",
        hint="Enter or s changes it. With something left, Approved asks for a reason",
    )
