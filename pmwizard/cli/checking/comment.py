"""Findings as one comment on a pull request, in the Markdown of GitHub and GitLab.

What people wrote stands in it as they wrote it: it makes no headings, tables or links, and it calls nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from pmwizard.checks.finding import SEVERITIES, Finding, FindingSeverity
from pmwizard.checks.rules import by_weight
from pmwizard.cli.checking.report import Checked, Failed
from pmwizard.cli.reports import section_title
from pmwizard.text import counted, visible

_MARKUP = re.compile(r"[\\`*_\[\]|~$]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_CALLS = re.compile(r"[@#](?=\w)|\bGH-(?=[0-9])|:(?=//)|\bwww(?=\.)", re.IGNORECASE)
_NO_CALL = "&#8203;"
"""A space without width: after it no name is a mention, no number a reference and no address a link."""

_OPEN_AT_MOST, _LISTED_AT_MOST = 5, 50
_LONGEST = 60_000
"""GitHub takes comments of up to 65,536 characters."""

_HEADINGS: dict[FindingSeverity, str] = {"error": "Errors", "missing": "Missing", "advice": "Advice"}


def comment_on(checked: Sequence[Checked], failed: Sequence[Failed]) -> Iterator[str]:
    """Yield the lines of a comment: the counts, then what there is by report and severity; one line where nothing is.

    Args:
        checked: The reports that were checked.
        failed: Those that could not be.
    """
    found = [one for one in checked if one.findings]
    whole = counted(len(checked) + len(failed), "report")
    if not found and not failed:
        yield f"pmwizard check: nothing left in {whole}" if checked else "pmwizard check: no reports to check"
        return
    counts = _counts([finding for one in found for finding in one.findings])
    unread = f"{counted(len(failed), 'report')} not checked" if failed else ""
    shown = f"{len(found)} of {whole}" if len(found) < len(checked) + len(failed) else whole
    yield f"### pmwizard check: {', '.join(filter(None, (f'{counts} in {shown}' if counts else '', unread)))}"
    for one in failed:
        yield ""
        yield f"**{as_typed(one.name)}** cannot be checked: {as_typed(one.sentence)}"
    blocks = [list(_about(one)) for one in found]
    sizes = iter(_sums(sum(len(line) + 1 for line in block) for block in blocks))
    shown_blocks = list(takewhile(lambda _: next(sizes) <= _LONGEST, blocks)) or blocks[:1]
    for block in shown_blocks:
        yield from block
    if left := len(blocks) - len(shown_blocks):
        yield ""
        yield f"Findings in {counted(left, 'more report')} are left out here; `pmwizard check` shows them."


def _about(report: Checked) -> Iterator[str]:
    place = f" ({as_typed(report.path.name)})" if report.path and report.path.stem != report.name else ""
    yield ""
    yield f"**{as_typed(report.name)}**{place}, layout {as_typed(report.layout)}: {_counts(report.findings)}"
    for severity in SEVERITIES:
        of_it = [finding for finding in by_weight(report.findings) if finding.severity == severity]
        if not of_it:
            continue
        is_folded = len(of_it) > _OPEN_AT_MOST
        heading = f"{_HEADINGS[severity]} ({len(of_it)})"
        yield ""
        yield f"<details><summary>{heading}</summary>" if is_folded else f"{heading}:"
        yield ""
        yield from (f"- {section_title(one.section)}: {as_typed(one.message)}" for one in of_it[:_LISTED_AT_MOST])
        if more := of_it[_LISTED_AT_MOST:]:
            yield f"- and {len(more)} more"
        if is_folded:
            yield ""
            yield "</details>"


def as_typed(text: str) -> str:
    """Return text of people on one line as Markdown that shows it as it is, and that mentions and refers to nothing."""
    called = _CALLS.sub(r"\g<0>\0", _MARKUP.sub(r"\\\g<0>", " ".join(visible(text).split())))
    for character, entity in _ENTITIES.items():
        called = called.replace(character, entity)
    return called.replace("\0", _NO_CALL)


def _counts(findings: Sequence[Finding]) -> str:
    counts = {severity: sum(one.severity == severity for one in findings) for severity in SEVERITIES}
    words = {severity: f"{number} {severity}" for severity, number in counts.items()}
    words["error"] = counted(counts["error"], "error")
    return ", ".join(words[severity] for severity in SEVERITIES if counts[severity])


def _sums(numbers: Iterator[int]) -> Iterator[int]:
    whole = 0
    for number in numbers:
        whole += number
        yield whole
