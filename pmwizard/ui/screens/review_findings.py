"""The first lines of the review: what is left, and the advice, which is folded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pmwizard.checks import Finding
from pmwizard.draft.checking import Checked
from pmwizard.draft.drafting import SETTLED
from pmwizard.draft.progress import counted
from pmwizard.questions import Section, section_named
from pmwizard.ui.screens.review_line import ADVICE, ASIDE, ReviewRow, RowKind, going_on

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
