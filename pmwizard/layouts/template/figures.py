"""Metrics as a document shows them: a length of time, and the two moments it lies between."""

from __future__ import annotations

from datetime import date, datetime

from pmwizard.errors import LayoutFaultError
from pmwizard.layouts.template.markdown import literal
from pmwizard.layouts.template.values import RenderState
from pmwizard.model.moments import Measure
from pmwizard.model.parts.timeline import Event
from pmwizard.model.times.words import DurationForm, duration_in_words

_NOT_RECORDED = "not recorded"


class Figure:
    """A measure in words. Printed as a whole it reads "12 minutes (13:42 started to 13:54 mitigated)".

    Its fields: ``value`` is the length alone, ``ends`` what stands in the brackets, ``start`` and ``end``
    the times of the two moments. These have their day unless both are on ``home``, the day of the incident.
    """

    __slots__ = ("form", "home", "measure", "state")

    def __init__(self, measure: Measure, form: DurationForm, state: RenderState, home: date | None = None) -> None:
        self.home = home
        self.measure = measure
        self.form = form
        self.state = state

    def field(self, name: str) -> str:
        """Return one side of the figure.

        Raises:
            LayoutFaultError: A figure has no such side.
        """
        match name:
            case "value":
                return self._value()
            case "ends":
                return self._ends()
            case "start":
                return self._clock(self.measure.start, self.measure.definition.start)
            case "end":
                return self._clock(self.measure.end, self.measure.definition.end)
            case _:
                raise LayoutFaultError(f"a metric has no {name}; it has value, ends, start and end")

    def __bool__(self) -> bool:
        return self.measure.override is not None or self._is_measured()

    def __str__(self) -> str:
        return f"{self._value()} ({self._ends()})"

    def _is_measured(self) -> bool:
        return self.measure.seconds is not None and self.measure.seconds >= 0

    def _value(self) -> str:
        path = self.measure.definition.path
        if self.measure.override is not None:
            part, _, name = path.partition(".")
            self.state.printed.add((part, name))
            self.state.filled.add(path)
            words = {"unknown": "Unknown", "n/a": "N/A"}.get(self.measure.override.strip().lower())
            return words or literal(self.measure.override)
        seconds = self.measure.seconds
        if seconds is None or seconds < 0:
            self.state.empty.setdefault(path)
            return _NOT_RECORDED
        self.state.filled.add(path)
        return ("about " if self.measure.approximate else "") + duration_in_words(seconds, self.form)

    def _ends(self) -> str:
        if self.measure.override is not None:
            return "as reported"
        definition = self.measure.definition
        if self.measure.missing:
            return f"no {' or '.join(self.measure.missing)} time"
        start, end = (self._clock(self.measure.start), self._clock(self.measure.end))
        if not self._is_measured():
            return f"{end} {definition.end} is before {start} {definition.start}"
        return f"{start} {definition.start} to {end} {definition.end}"

    def _clock(self, event: Event | None, moment: str = "") -> str:
        if event is None or event.at is None:
            return f"{_NOT_RECORDED} (no {moment} time)"
        start, end = self.measure.start, self.measure.end
        days = {each.at.date() for each in (start, end) if each is not None and each.at is not None}
        with_day = len(days) > 1 or self.home not in (None, *days)
        return clock_text(event.at, approximate=bool(event.approximate), with_day=with_day)


def clock_text(at: datetime, *, approximate: bool = False, with_day: bool = False) -> str:
    """Return the time of an instant, with seconds when there are any."""
    shown = _time(at)
    if with_day:
        shown = f"{at.date().isoformat()} {shown}"
    return f"about {shown}" if approximate else shown


def instant_text(at: datetime, *, approximate: bool = False) -> str:
    """Return an instant with its day, to the second: ``2026-01-15 13:45:00 UTC``.

    An approximate one has no seconds that nobody gave: ``2026-01-15 ~13:45 UTC``.
    """
    day = at.date().isoformat()
    if not approximate:
        return f"{day} {at.hour:02}:{at.minute:02}:{at.second:02} UTC"
    return f"{day} ~{_time(at)} UTC"


def _time(at: datetime) -> str:
    """Return the time of the day; strftime takes four times as long."""
    shown = f"{at.hour:02}:{at.minute:02}"
    return f"{shown}:{at.second:02}" if at.second else shown
