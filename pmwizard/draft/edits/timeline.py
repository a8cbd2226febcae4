"""The timeline: edits of its moments, and an index of its days and ids for lists of any length."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from functools import cached_property

from pmwizard.model import Report
from pmwizard.model.parts.timeline import Event, Moment
from pmwizard.model.times.names import date_in_words


def with_moment(report: Report, event_id: str | None, moment: Moment | None) -> Report:
    """Return the report with an event as the one of a moment; an event that had it before has it no more."""
    rows = list(report.timeline)
    for place in [n for n, one in enumerate(rows) if one.id == event_id or (moment and one.moment == moment)]:
        event = rows[place]
        rows[place] = event.model_copy(update={"moment": moment if event.id == event_id else None})
    return report.model_copy(update={"timeline": tuple(rows)})


def day_and_month(day: date) -> str:
    """Return a day as lists name it, without its year: ``19 Oct``."""
    return date_in_words(day).rpartition(" ")[0]


def place_in_time(event: Event) -> tuple[datetime | None, date | None]:
    """Return where an event stands in the order of time."""
    return event.at, event.day


def _clock(local: datetime) -> str:
    return f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"


def time_in_list(event: Event, zone: tzinfo) -> str:
    """Return the time of an event as a list shows it: ``14:05``, ``23:50-00:10 +1d``, the day where it has none."""
    about = "~" if event.approximate else ""
    if event.at is None:
        return f"{about}{day_and_month(event.day)}" if event.day else "--:--"
    begin = event.at.astimezone(zone)
    if event.until is None:
        return f"{about}{_clock(begin)}"
    end = event.until.astimezone(zone)
    later = (end.date() - begin.date()).days
    return f"{about}{_clock(begin)}-{_clock(end)}{f' {later:+}d' if later else ''}"


class EventIndex:
    """The days, ids and marks of a timeline in time order, in one zone, for an incident of one day."""

    def __init__(self, events: tuple[Event, ...], zone: tzinfo, day: date) -> None:
        self.events = events
        self.zone = zone
        self.day = day

    @cached_property
    def positions(self) -> dict[str | None, int]:
        """The position of each event, by its id."""
        return {event.id: position for position, event in enumerate(self.events)}

    @cached_property
    def has_who(self) -> bool:
        """Whether any event says who saw or did it."""
        return any(event.who for event in self.events)

    @cached_property
    def has_seconds(self) -> bool:
        """Whether any time has seconds."""
        return any(event.at is not None and event.at.second for event in self.events)

    @cached_property
    def end_width(self) -> int:
        """The cells that the longest time with an end takes, 0 where no event has one."""
        return max((len(time_in_list(event, self.zone)) for event in self.events if event.until), default=0)

    def time_of(self, event: Event) -> str:
        """Return the time of an event alone, with its day where that is not the incident's own."""
        if event.at is None:
            return time_in_list(event, self.zone) if event.day else "no time"
        day, shown = event.at.astimezone(self.zone).date(), time_in_list(event, self.zone)
        return shown if day == self.day else f"{day_and_month(day)} {shown}"

    # Days

    @cached_property
    def days(self) -> tuple[tuple[int, date], ...]:
        """The days to name: each with the first event on it. None where all happened on the incident's own day."""
        position = next((position for position, event in enumerate(self.events) if self._own_day(event)), None)
        if position is None:
            return ()
        days = [(position, self._day_at(position))]
        last = len(self.events) - 1
        while self._day_at(last) != days[-1][1]:
            # Days follow each other, so the end of one is found by halving what is left.
            position = bisect_right(range(last + 1), days[-1][1], lo=position, key=self._day_at)
            days.append((position, self._day_at(position)))
        return () if len(days) == 1 and days[0][1] == self.day else tuple(days)

    def day_at(self, position: int) -> date | None:
        """Return the day of an event; one without a time is on the day of the one before it, if there is one."""
        days = (self._own_day(self.events[place]) for place in range(position, -1, -1))
        return next(filter(None, days), None)

    def _day_at(self, position: int) -> date:
        return self.day_at(position) or self.day

    def _own_day(self, event: Event) -> date | None:
        return event.at.astimezone(self.zone).date() if event.at else event.day

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [position for position, _ in self.days]

    @cached_property
    def _day_lines(self) -> Sequence[int]:
        return [position + number for number, position in enumerate(self._starts)]

    @property
    def line_count(self) -> int:
        """How many lines the events and the names of their days take."""
        return len(self.events) + len(self.days)

    def line_of(self, position: int) -> int:
        """Return the line of an event."""
        return position + bisect_right(self._starts, position)

    def position_at(self, line: int) -> int:
        """Return the position of the event on a line, or of the first one below the day that the line names."""
        return line - bisect_left(self._day_lines, line)

    def on_line(self, line: int) -> int | date:
        """Return the position of the event on a line, or the day that the line names."""
        place = bisect_left(self._day_lines, line)
        if place < len(self._day_lines) and self._day_lines[place] == line:
            return self.days[place][1]
        return line - place
