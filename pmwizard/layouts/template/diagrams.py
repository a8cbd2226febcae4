"""Diagrams in Mermaid, which GitHub and others draw: the moments to scale, and the tree of whys.

Text that a person typed comes into a diagram through :func:`escaped` alone. What is not a letter, a digit or one
of a few marks becomes an entity, so that no answer can end a label, add a line or carry a directive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from pmwizard.model.moments import impact_duration, incident_day
from pmwizard.model.picture import dated_clocks, moment_marks
from pmwizard.model.report import Report
from pmwizard.model.times.words import duration_in_words
from pmwizard.model.whys import Branch, has_answer, outline
from pmwizard.text import visible

LONGEST_LABEL = 160
"""The most characters of an answer that a diagram shows; the document has the whole answer."""

MOST_ANSWERS = 60
"""The most answers a diagram shows; more are too small to read."""

LARGEST_DIAGRAM = 40_000
"""The most characters of a diagram: renderers refuse texts of more than 50,000."""

_PLAIN = re.compile(
    r"""
      [ ,?…]
    | (?<=\w)(?<![wW]{3})\.(?=\w)        # 3.14; not www.example.com, which would be a link
    | (?<=[^\W\d_])[.)](?=[ ,.]|\Z)      # the end of a sentence; not "1. ", which would be a list
    | (?<=\w)['/-](?=\w)
    | (?<=[^\W_])_(?=[^\W_])             # inside a word it stresses nothing
    | (?<=\ )\((?=\w)
    | (?<=\w):(?=\ )
    | (?<=\d)%(?=[ ,]|\Z)
    """,
    re.VERBOSE,
)
_DIRECTION = re.compile(r"direction(?= [A-Z]{2})")
_FEW_MINUTES, _DAY = timedelta(minutes=5), timedelta(days=1)


def escaped(text: str) -> str:
    """Return text for a label between quotes: on one line, cut when long, with nothing Mermaid would interpret."""
    return _escaped_line(_cut(text))


def _cut(text: str) -> str:
    line = " ".join(visible(text).replace("\ufb02", "fl").split())  # the ligature opens an entity inside Mermaid
    return line if len(line) <= LONGEST_LABEL else line[: LONGEST_LABEL - 1].rstrip() + "…"


def _escaped_line(line: str) -> str:
    held = {match.start() for match in _DIRECTION.finditer(line)}  # read as a command even between quotes
    return "".join(
        sign if index not in held and (sign.isalnum() or _PLAIN.match(line, index)) else f"#{ord(sign)};"
        for index, sign in enumerate(line)
    )


def timeline_diagram(report: Report) -> str:
    """Return the moments to scale, with the duration of impact; empty when no two instants are known."""
    marks = moment_marks(report)
    if len({mark.at for mark in marks}) < 2:
        return ""
    lines = [
        "gantt",
        "    title Moments of the incident in UTC",
        "    dateFormat YYYY-MM-DDTHH:mm:ss",
        *_axis(marks[-1].at - marks[0].at),
        "    todayMarker off",
        *_impact(report),
        "    section Moments",
    ]
    for mark, time in zip(marks, dated_clocks(marks, UTC, incident_day(report)), strict=True):
        words = escaped(time.replace("~", "about "))
        lines.append(f"    {mark.moment} {words} :milestone, {_stamp(mark.at)}, 0s")
    return _fenced(lines)


def _axis(span: timedelta) -> Iterator[str]:
    """Yield the format of the axis: times of the day, days, or dates, whichever keeps its labels apart."""
    if span <= _FEW_MINUTES:
        yield "    axisFormat %H:%M:%S"
    elif span <= 1.5 * _DAY:
        yield "    axisFormat %H:%M"
    elif span <= 14 * _DAY:
        yield "    axisFormat %d %b"
        yield "    tickInterval 1day"
    else:
        yield "    axisFormat %Y-%m-%d"


def _impact(report: Report) -> Iterator[str]:
    measured = impact_duration(report)
    start, end = measured.start, measured.end
    if not (start and end and start.at and end.at and measured.seconds and measured.seconds > 0):
        return
    words = f"{measured.definition.start} to {measured.definition.end}"
    if measured.override is None:
        words = f"{'about ' if measured.approximate else ''}{duration_in_words(measured.seconds, 'free')}"
    yield "    section Impact"
    yield f"    {words} :active, {_stamp(start.at)}, {_stamp(end.at)}"


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat()


def whys_diagram(report: Report, stops: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return the tree of whys from the problem down; empty when there are no answers.

    Args:
        report: The report.
        stops: How the house words the reasons at which a chain ends, by stored value.
    """
    branches = outline(report.five_whys.answers)
    if not any(has_answer(branch.why) for branch in branches):
        return ""
    problem = report.five_whys.problem or report.metadata.title or "The problem"
    lines = ["flowchart TD", f'    problem["{escaped(problem)}"]']
    size = shown = 0
    for branch in branches[:MOST_ANSWERS]:
        above = "problem" if branch.parent is None else f"why{branch.parent + 1}"
        drawn = [f'    why{shown + 1}["{_words(branch, stops)}"]', f"    {above} --> why{shown + 1}"]
        size += sum(map(len, drawn))
        if size > LARGEST_DIAGRAM:
            break
        lines += drawn
        shown += 1
    if shown < len(branches):
        lines.append(f'    rest["{len(branches) - shown} more in the text"]')
    return _fenced(lines)


def _words(branch: Branch, stops: Mapping[str, str]) -> str:
    words, stop = _cut(branch.why.answer or "") or "Not provided", branch.why.stop
    return _escaped_line(f"{words} ({stops.get(stop) or stop.replace('_', ' ')})" if stop else words)


def _fenced(lines: list[str]) -> str:
    return "\n".join(["```mermaid", *lines, "```"])
