"""The figures that a layout computes from the moments of a timeline."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from pmwizard.draft.session import Session
from pmwizard.model.durations import in_words
from pmwizard.model.moments import Measure, measure
from pmwizard.ui.text import cut, padded

_SHORTER = re.compile(r" h (\d+) min")


class Figures(Widget):
    """What the layout computes from the moments, each with its two ends."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def render(self) -> Content:
        """Draw the figures above their ends."""
        measures = [measure(self.session.report, one) for one in self.session.layout.metrics]
        if not measures:
            return Content("")
        names = [self.name_of(one) for one in measures]
        ends = [self.ends_of(one) for one in measures]
        lines = figure_lines(names, ends, self.size.width - 3)
        return Content("\n".join(f"   {line}" for line in lines))

    def name_of(self, figure: Measure) -> str:
        """Return a figure with its name."""
        name = figure.definition.name.removeprefix("time_to_").capitalize()
        if figure.override:
            return f"{name} {figure.override}"
        return name if figure.seconds is None else f"{name} {in_words(figure.seconds, 'free')}"

    def ends_of(self, figure: Measure) -> str:
        """Return the two ends of a figure, or what it lacks."""
        if figure.override:
            return "as reported"
        if figure.start is None or figure.end is None or figure.start.at is None or figure.end.at is None:
            return f"no {figure.missing[0]}" if figure.missing else ""
        context = self.session.draft.context()
        ends = [one.at.astimezone(context.zone).strftime("%H:%M") for one in (figure.start, figure.end) if one.at]
        return " to ".join(ends)


def figure_lines(names: Sequence[str], ends: Sequence[str], room: int) -> list[str]:
    """Return figures above their two ends, in columns with a blank between them.

    Columns are alike where that fits, else as wide as each needs; where even that is too much, the ends of those that
    have both are left out.
    """
    for told, marks in (
        (names, ends),
        ([_SHORTER.sub(r" h \1", one) for one in names], [_dashed(one) for one in ends]),
    ):
        needed = [max(map(cell_len, both)) for both in zip(told, marks, strict=True)]
        share = (room + 1) // len(needed) - 1
        spare = (room + 1 - sum(needed) - len(needed)) // len(needed)
        if spare >= 0:
            widths = [share if max(needed) <= share else one + spare for one in needed]
            return [" ".join(map(padded, line, widths)).rstrip() for line in (told, marks)]
    both = zip(names, ends, strict=True)
    alone = list(dict.fromkeys(name if any(map(str.isdigit, name)) else end for name, end in both))
    half = len(alone) // 2 + 1
    return [cut("  ".join(alone[:half]), room), cut("  ".join(alone[half:]), room)]


def _dashed(ends: str) -> str:
    return ends.replace(" to ", "-")
