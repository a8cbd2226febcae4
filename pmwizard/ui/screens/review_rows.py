"""The lines of the review: what is left first, then the summary, the open questions and the answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from pmwizard.draft.checking import Checked
from pmwizard.draft.drafting import texts_for
from pmwizard.draft.naming import name_at
from pmwizard.draft.overview import NOT_PROVIDED, Answers, Said, overview
from pmwizard.layouts.layout import Layout
from pmwizard.model import Report
from pmwizard.questions import Section, section_named, section_of
from pmwizard.questions.metadata import STATUSES
from pmwizard.ui.screens.review_findings import finding_rows
from pmwizard.ui.screens.review_line import ADVICE, ReviewRow, RowKind, folds, going_on, more

SUMMARIES = (("one_line", "In one line"), ("executive", "Summary"))

MOST_OF_A_DRAFT = 12
"""Lines of a drafted summary that are shown: it is to be read before it is accepted."""

MOST_OF_A_SUMMARY = 3


@dataclass(frozen=True)
class MadeOf:
    """What the lines are made of.

    Attributes:
        report: The report as it is now.
        checked: What the checks found, last time they ran.
        opened: The folds that are open.
        width: What the texts beside the names may take.
    """

    report: Report
    checked: Checked
    opened: frozenset[str]
    width: int

    def is_same(self, other: MadeOf | None) -> bool:
        """Tell whether it is all the same; two reports are not compared answer by answer."""
        return (
            other is not None
            and self.report is other.report
            and self.checked is other.checked
            and (self.opened, self.width) == (other.opened, other.width)
        )


def review_rows(made_of: MadeOf) -> tuple[ReviewRow, ...]:
    """Return all lines of the review."""
    report, checked, width = made_of.report, made_of.checked, made_of.width
    layout = checked.layout
    answers = overview(report, layout)
    untouched = _untouched(checked, answers)
    return (
        *finding_rows(checked, untouched, made_of.opened, width),
        ReviewRow(RowKind.TEXT, ""),
        *_summary(report, layout, width),
        _status(report),
        *_follow_ups(report, width),
        ReviewRow(RowKind.TEXT, ""),
        *(row for one in answers for row in _answers(one, width, is_named=one.section in untouched)),
    )


def next_items(rows: Sequence[ReviewRow]) -> list[int]:
    """Return the numbers of the lines about what was found; advice that is folded has one."""
    is_open = any(row.kind is RowKind.ADVICE for row in rows)
    kinds = {RowKind.FINDING, RowKind.ADVICE}
    return [n for n, row in enumerate(rows) if row.kind in kinds or (row.fold == ADVICE and not is_open)]


def _untouched(checked: Checked, answers: Sequence[Answers]) -> tuple[Section, ...]:
    """Return the sections without any answer in which something is missing: one line says so for each."""
    missing = {finding.section for finding in checked.told if finding.severity == "missing"}
    return tuple(one.section for one in answers if not one.lines and one.section.id in missing)


# The summary and the status


def _summary(report: Report, layout: Layout, width: int) -> Iterator[ReviewRow]:
    open_names = [name for name, _ in SUMMARIES if not _is_settled(report, name)]
    facts = texts_for(report, layout) if open_names else {}
    for name, label in SUMMARIES:
        text = getattr(report.summary, name)
        path = f"summary.{name}"
        if not text and path not in layout.required and name not in facts:
            continue
        is_drafted = bool(text) and name in report.summary.drafted
        row = ReviewRow(RowKind.ANSWER, "", label, path=path, section_id="review", is_drafted=is_drafted)
        yield from _summary_lines(row, text or "", facts.get(name, ""), width)


def _is_settled(report: Report, name: str) -> bool:
    return bool(getattr(report.summary, name)) and name not in report.summary.drafted


def _summary_lines(row: ReviewRow, text: str, facts: str, width: int) -> Iterator[ReviewRow]:
    if not text:
        offer = ". c drafts it from your answers" if facts else ""
        yield row.saying(f"not written yet{offer}", f"Enter writes it{offer}")
    elif not row.is_drafted:
        yield from going_on(row.saying(text, "Enter changes it"), width, MOST_OF_A_SUMMARY)
    else:
        changed = bool(facts) and facts != text
        also = ", c drafts it anew" if changed else ""
        words = f"(drafted{', other facts now' if changed else ''}: Enter edits, a accepts it{also})"
        yield from going_on(row.saying(words, f"a accepts it as it is, Enter edits it{also}"), width)
        lines = [line for paragraph in text.split("\n") if paragraph.strip() for line in folds(paragraph, width)]
        yield from more(lines[:MOST_OF_A_DRAFT])
        if len(lines) > MOST_OF_A_DRAFT:
            yield from more([f".. {len(lines) - MOST_OF_A_DRAFT} more lines. Enter shows them"])


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
        hint="Enter or s changes it. Approved asks why if anything is left",
    )


# The open questions


def _follow_ups(report: Report, width: int) -> Iterator[ReviewRow]:
    rows = sorted(enumerate(report.follow_ups), key=lambda one: bool(one[1].done))
    if not rows:
        yield ReviewRow(
            RowKind.ANSWER,
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
        line = ReviewRow(
            RowKind.QUESTION,
            f"{box} {row.question or '(no words yet)'}{who}",
            "To find out" if position == 0 else "",
            path=path,
            section_id=section_id,
            hint=f"Space {mark}. Enter goes to {about or 'it'}",
            follow_up=f"follow_ups.{index}",
        )
        yield from going_on(line, width)


def _where(path: str) -> tuple[str, str]:
    """Return the section and the answer that an open question is about; a whole section has no answer."""
    if path.startswith("section."):
        section = section_named(path.removeprefix("section."))
        return (section.id, "") if section else ("review", "follow_ups")
    section = section_of(path)
    return (section.id, path) if section else ("review", "follow_ups")


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
            row = _answer(section, Said(text, said.path), is_first=first)
            yield from going_on(row, width) if text.startswith(NOT_PROVIDED) else (row,)
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
        "Enter changes it, Ctrl+N there comes back here",
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
