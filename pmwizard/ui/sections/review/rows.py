"""The lines of the review: what is left first, then the summary, the open questions and the answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from rich.cells import cell_len

from pmwizard.checks import Finding
from pmwizard.draft.findings import Checked
from pmwizard.draft.overview import NOT_PROVIDED, Answers, Said, name_at, overview
from pmwizard.draft.summary import SETTLED, texts_for
from pmwizard.layouts.layout import Layout
from pmwizard.model import Report
from pmwizard.questions import Section, section_named, section_of
from pmwizard.questions.review import STATUS
from pmwizard.text import counted, visible
from pmwizard.ui.text import cut, padded, spread
from pmwizard.ui.widgets.document import folded

NAME_WIDTH = 13
INDENT = 2 + NAME_WIDTH

ADVICE, ASIDE = "advice", "aside"
"""The folds: the advice, and what of it is put aside."""


class RowKind(Enum):
    """What a line of the review is about."""

    TEXT = "text"
    MORE = "more"
    FINDING = "finding"
    ADVICE = "advice"
    ASIDE = "aside"
    FOLD = "fold"
    ANSWER = "answer"
    QUESTION = "question"
    STATUS = "status"


_KEYS = {
    RowKind.ADVICE: ("Enter Change", "d Put aside"),
    RowKind.ASIDE: ("Enter Change", "d Take up"),
    RowKind.FOLD: ("Enter Open",),
    RowKind.QUESTION: ("Space Answered", "Enter Go there"),
}


@dataclass(frozen=True)
class ReviewRow:
    """One line.

    Attributes:
        kind: What it is about; the cursor does not stop at plain text, nor where a line goes on.
        text: What it says.
        name: What stands before it, such as the section.
        mark: One character before the name: how grave it is, or the section's digit.
        path: The answer it leads to.
        section_id: The section that asks for that answer.
        hint: What the hint line says of it.
        finding: What was found, for a line about that.
        follow_up: The path of the open question.
        fold: What the line opens.
        note: What stands at its end.
        is_drafted: Whether it is about a drafted text.
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
    fold: str = ""
    note: str = ""
    is_drafted: bool = False

    @property
    def is_stop(self) -> bool:
        """Whether the cursor stops here."""
        return self.kind not in {RowKind.TEXT, RowKind.MORE}

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that do something with this line, the most useful first."""
        return _KEYS.get(self.kind, ("Enter Change",)) + (("a Accept",) if self.is_drafted else ())

    @property
    def key(self) -> str:
        """What tells this line apart from the others, whatever its number."""
        what = f"{self.finding.id} {self.finding.message}" if self.finding else self.fold or self.mark
        return f"{self.kind.value} {self.follow_up or self.path} {what}"

    def saying(self, text: str, hint: str) -> ReviewRow:
        """Return the row with another text and another hint."""
        return replace(self, text=text, hint=hint)

    def line(self, width: int) -> str:
        """Return the line for a width."""
        if self.kind in {RowKind.TEXT, RowKind.FOLD}:
            return cut(self.text, width)
        if self.kind is RowKind.MORE:
            return cut(f"{'':{INDENT}}{self.text}", width)
        return spread(f"{self.mark or ' '} {padded(self.name, NAME_WIDTH)}{self.text}", self.note, width)


def going_on(row: ReviewRow, width: int, most: int = 100) -> Iterator[ReviewRow]:
    """Yield a row, and as many lines below it as the rest of its text takes; ``most`` lines in all."""
    room = width - (cell_len(row.note) + 1 if row.note else 0)
    first, *rest = folds(row.text, room)
    shown = rest if len(rest) < most else [*rest[: most - 2], f"{rest[most - 2]} .."]
    yield replace(row, text=first)
    yield from more(shown)


def more(lines: Iterable[str]) -> Iterator[ReviewRow]:
    """Yield lines with which a text goes on."""
    return (ReviewRow(RowKind.MORE, line) for line in lines)


def folds(text: str, width: int) -> list[str]:
    """Return a text broken into lines, its own line breaks left out."""
    return folded(" ".join(visible(text).split()), max(20, width)) or [""]


MARKS = {"error": "!", "missing": "-", "advice": "?"}

_GOES = "Enter goes there, Ctrl+N comes back"


def counts(checked: Checked) -> str:
    """Return how much was found, in words: ``1 error, 3 missing, 12 advice``."""
    numbers = {severity: sum(one.severity == severity for one in checked.told) for severity in MARKS}
    left = [
        counted(number, "error") if severity == "error" else f"{number} {severity}"
        for severity, number in numbers.items()
        if number
    ]
    return ", ".join(left if numbers["error"] or numbers["missing"] else ["nothing left", *left])


def finding_rows(
    checked: Checked, untouched: Sequence[Section], opened: frozenset[str], width: int
) -> Iterator[ReviewRow]:
    """Yield what is left, the gravest first, and the advice, each of its folds closed to one line unless opened.

    Args:
        checked: What the checks found.
        untouched: Sections nobody has begun: what is missing there takes one line each.
        opened: The folds that are open.
        width: What the texts beside the names may take.
    """
    holding = [one for one in checked.told if one.severity != "advice"]
    if holding:
        yield ReviewRow(RowKind.TEXT, _heading(checked.report.metadata.status or ""))
        yield from _merged(holding, untouched, width)
    else:
        yield ReviewRow(RowKind.TEXT, "Nothing left. x exports it.")
    advice = [one for one in checked.told if one.severity == "advice"]
    if advice:
        words = f"{counted(len(advice), 'thing')} a reviewer would ask"
        yield _fold(ADVICE, words, "Enter opens the list, and closes it again", opened)
        if ADVICE in opened:
            hint = f"d puts it aside. {_GOES}"
            yield from _grouped(RowKind.ADVICE, advice, hint, width)
    if checked.aside:
        words = f"{len(checked.aside)} put aside"
        yield _fold(ASIDE, words, "Enter lists the advice that was put aside, and closes it", opened)
        if ASIDE in opened:
            hint = f"d takes it up again. {_GOES}"
            yield from _grouped(RowKind.ASIDE, checked.aside, hint, width)


def _heading(status: str) -> str:
    if status in SETTLED:
        return f'Left, though the status is "{status.capitalize()}"'
    return 'Before it can be "Approved"'


def _fold(name: str, words: str, hint: str, opened: frozenset[str]) -> ReviewRow:
    sign = "-" if name in opened else "+"
    return ReviewRow(RowKind.FOLD, f"{sign} {words}", hint=hint, fold=name)


def _merged(findings: Sequence[Finding], untouched: Sequence[Section], width: int) -> Iterator[ReviewRow]:
    """Yield lines for each finding; for a section nobody has begun, one line for all that is missing there."""
    ids = {section.id for section in untouched}
    told: set[str] = set()
    hint = f"{_GOES}. n next thing left"
    for finding in findings:
        if finding.severity == "error" or finding.section not in ids:
            yield from _lines(RowKind.FINDING, finding, hint, width)
        elif finding.section not in told:
            told.add(finding.section)
            rest = sum(one.section == finding.section and one.severity == "missing" for one in findings) - 1
            yield from _lines(RowKind.FINDING, finding, hint, width, f"+ {rest} more" if rest else "")


def _grouped(kind: RowKind, findings: Sequence[Finding], hint: str, width: int) -> Iterator[ReviewRow]:
    """Yield lines for each finding, each section named once."""
    before = ""
    for finding in findings:
        yield from _lines(kind, finding, hint, width, is_named=finding.section != before)
        before = finding.section


def _lines(
    kind: RowKind, finding: Finding, hint: str, width: int, note: str = "", *, is_named: bool = True
) -> Iterator[ReviewRow]:
    section = section_named(finding.section)
    row = ReviewRow(
        kind,
        finding.message,
        section.brief if section and is_named else "",
        MARKS[finding.severity],
        finding.path,
        finding.section,
        hint,
        finding,
        note=note,
    )
    yield from going_on(row, width)


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
    label = STATUS.label_of(report.metadata.status or "draft")
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
