"""The figures that a layout computes from the moments of a timeline, and the picture of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from operator import is_

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from pmwizard.draft.edits.outcome import outcome_of_moment
from pmwizard.draft.edits.timeline import day_and_month
from pmwizard.draft.session import Session
from pmwizard.draft.typed.meaning import MOMENT_PATHS
from pmwizard.model.moments import Measure, impact_duration, measure, measures
from pmwizard.model.parts.timeline import Event
from pmwizard.model.picture import incident_bar
from pmwizard.model.times.names import date_in_words, date_with_weekday
from pmwizard.model.times.words import duration_in_words, shown_time
from pmwizard.ui.text import cut, padded


def note_of(path: str, session: Session) -> str:
    """Return what a field's label says besides its name: the zone of a time, the figure it overrides."""
    if path.startswith("moments."):
        return f"({session.report.metadata.zone or 'UTC'})"
    if path == "impact.duration":
        return ends_in_words(impact_duration(session.report), session)
    if path.startswith("response.time_to_"):
        named = [metric for metric in session.layout.metrics if path == f"response.{metric.name}"]
        return ends_in_words(measure(session.report, named[0]), session) if named else ""
    return ""


def label_of_time(zone_name: str, day: date | None, room: int) -> str:
    """Return what the field of a time is called: its zone by name or place, or the day that a time there belongs to."""
    forms = [f"Time ({form})" for form in (zone_name, zone_name.rpartition("/")[2].replace("_", " "))]
    if day:
        words = date_with_weekday(day).rpartition(" ")[0]
        forms = [f"Time on {form}" for form in (words, words.partition(" ")[2])]
    return next((form for form in forms if len(form) <= room), "Time")


def news_of(path: str, session: Session) -> str:
    """Return what has become of the time of a moment that was typed, "" where nothing has changed."""
    moment = MOMENT_PATHS.get(path)
    if moment is None:
        return ""
    before, day = session.draft.before_typing(path), session.draft.incident_day
    return outcome_of_moment(before, session.report, moment, day, session.layout.metrics)


def ends_in_words(figure: Measure, session: Session) -> str:
    """Return a figure with its ends: ``27 min, 13:42 to 14:09 UTC``, or which moment it lacks."""
    if figure.seconds is None or figure.start is None or figure.end is None:
        return f"no {' or '.join(figure.missing)} time yet"
    zone = session.report.zone
    day = session.draft.incident_day
    ends = [shown_time(one.at, zone, day=day) for one in (figure.start, figure.end) if one.at]
    name = session.report.metadata.zone or "UTC"
    return f"{duration_in_words(figure.seconds, 'free')}, {' to '.join(ends)} {name}"


TALL = 36
"""Rows of a terminal from which every figure has a line of its own, and the picture is always there."""

LEGEND_LINES = 3
"""Lines that the names of the moments may take there."""

COLUMN_LINES = 2
"""Lines that figures side by side take."""

_SHORTER = re.compile(r" h (\d+) min")


class Figures(Widget):
    """What the layout computes from the moments, each with its two ends, and a bar with the moments to scale."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._made_of: tuple[object, ...] = ()
        self._made_for: tuple[int, ...] = ()
        self._lines: list[str] = []

    def show(self, spare: int) -> None:
        """Draw what there is room for; ``spare`` lines, beyond the two of the figures, are needed by no event."""
        report, layout = self.session.report, self.session.layout
        room, tall = self.size.width - 3 or 76, self.app.size.height >= TALL
        made_of = (report.timeline, report.metadata, report.response, report.impact, layout)
        if (room, tall, spare) == self._made_for and all(map(is_, made_of, self._made_of)):
            return
        self._made_of, self._made_for = made_of, (room, tall, spare)
        figures = measures(report, layout.metrics)
        named = LEGEND_LINES if tall else 1
        bar = list(incident_bar(report, min(room, 76), zone=report.zone, legend_lines=named))
        lines = bar if tall or len(bar) <= spare else []
        has_room = tall or spare - len(lines) >= len(figures) - COLUMN_LINES
        lines += self._alone(figures) if has_room else self._in_columns(figures, room)
        if lines != self._lines:
            self._lines = lines
            self.styles.height = len(lines)
            self.refresh()

    def render(self) -> Content:
        """Draw the picture above the figures."""
        return Content("\n".join(f"   {cut(line, max(1, self.size.width - 3))}" for line in self._lines))

    # Words

    def _alone(self, figures: Sequence[Measure]) -> list[str]:
        """Return a line for each figure: its name, how long, and from when to when."""
        names = [_name(one) for one in figures]
        width = max(map(len, names), default=0) + 2
        return [padded(name, width) + self._in_full(one) for name, one in zip(names, figures, strict=True)]

    def _in_full(self, figure: Measure) -> str:
        if figure.override:
            return f"{figure.override}, as reported"
        ends = _ends(figure)
        if figure.seconds is None or not ends:
            return f"not recorded (no {' or '.join(figure.missing)} time)"
        zone = self.session.report.zone
        days = [at.astimezone(zone) for _, at in ends]
        before = home = self.session.draft.incident_day
        words = []
        for (event, _), local in zip(ends, days, strict=True):
            # A time on the incident's day stands alone beside others of that day.
            day = "" if local.date() == before == home else f"{date_in_words(local.date())} "
            words.append(f"{day}{local.strftime(_clock(ends))} {event.moment}")
            before = local.date()
        return f"{_length(figure, 'about ')}, {' to '.join(words)}"

    def _in_columns(self, figures: Sequence[Measure], room: int) -> list[str]:
        """Return the figures side by side, above their ends."""
        if not figures:
            return []
        names = [f"{_name(one)} {one.override or _length(one, '~')}".rstrip() for one in figures]
        missing = [one.seconds is None and not one.override for one in figures]
        ends = [self._ends_in_brief(one) for one in figures]
        full = [f"{name} not recorded" if bare else name for name, bare in zip(names, missing, strict=True)]
        brief = [end.removesuffix(" time") if bare else end for end, bare in zip(ends, missing, strict=True)]
        shortest = [_SHORTER.sub(r" h \1", name) for name in names], [end.replace(" to ", "-") for end in brief]
        return figure_lines([(full, ends), (names, ends), (names, brief), shortest], room)

    def _ends_in_brief(self, figure: Measure) -> str:
        if figure.override:
            return "as reported"
        ends = _ends(figure)
        if not ends:
            return f"no {figure.missing[0]} time" if figure.missing else ""
        zone = self.session.report.zone
        first, last = (at.astimezone(zone) for _, at in ends)
        days = (last.date() - first.date()).days
        clock = _clock(ends)
        begin = "" if first.date() == self.session.draft.incident_day else f"{day_and_month(first.date())} "
        return f"{begin}{first.strftime(clock)} to {last.strftime(clock)}{f' {days:+}d' if days else ''}"


def figure_lines(forms: Sequence[tuple[Sequence[str], Sequence[str]]], room: int) -> list[str]:
    """Return figures above their two ends, in columns with a blank between them.

    The first of the ``forms`` that fits into ``room`` cells is taken: in columns alike, else as wide as each needs.
    Where none fits, the ends of the figures that have both are left out.
    """
    for names, ends in forms:
        needed = [max(map(cell_len, both)) for both in zip(names, ends, strict=True)]
        share = (room + 1) // len(needed) - 1
        spare = (room + 1 - sum(needed) - len(needed)) // len(needed)
        if spare >= 0:
            widths = [share if max(needed) <= share else one + spare for one in needed]
            return [" ".join(map(padded, line, widths)).rstrip() for line in (names, ends)]
    names, ends = forms[-2]
    both = zip(names, ends, strict=True)
    alone = list(dict.fromkeys(name if any(map(str.isdigit, name)) else end for name, end in both))
    lines = _halved(forms[0][0])
    if max(map(cell_len, lines)) > room:
        lines = _halved(alone)
    return [cut(line, room) for line in lines]


def _halved(figures: Sequence[str]) -> tuple[str, str]:
    """Return figures on two lines."""
    half = len(figures) // 2 + 1
    return "  ".join(figures[:half]), "  ".join(figures[half:])


def _name(figure: Measure) -> str:
    return figure.definition.name.removeprefix("time_to_").capitalize()


def _length(figure: Measure, about: str) -> str:
    if figure.seconds is None:
        return ""
    sign = "-" if figure.seconds < 0 else ""
    return f"{about if figure.approximate else ''}{sign}{duration_in_words(abs(figure.seconds), 'free')}"


def _ends(figure: Measure) -> list[tuple[Event, datetime]]:
    """Return the two ends of a figure with their instants, none while one is missing."""
    ends = [(event, event.at) for event in (figure.start, figure.end) if event and event.at]
    return ends if len(ends) == 2 else []


def _clock(ends: Sequence[tuple[Event, datetime]]) -> str:
    """Return the form of two times: to the second where one of them is."""
    return "%H:%M:%S" if any(at.second for _, at in ends) else "%H:%M"
