"""What an edit of the timeline has come to, in words: the day first, then the lengths of time that it changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, tzinfo

from pmwizard.draft.typed.doubts import apart_in_words, moment_in_words
from pmwizard.draft.typed.times import date_beside, local_day
from pmwizard.model import Report
from pmwizard.model.moments import Definition, Measure, event_of, impact_duration, measures
from pmwizard.model.parts.timeline import Event, Moment
from pmwizard.model.times.words import duration_in_words
from pmwizard.text import shortened

_MOST_LENGTHS = 2
"""As many changed lengths are named; the others stand on the screen."""

_LONGEST_NAME = 30


def outcome_of_event(
    before: Report, after: Report, event_id: str | None, near: date | None, metrics: Sequence[Definition]
) -> str:
    """Return what has become of an event that was added or edited, "" where all is as it could be expected.

    Args:
        before: The report before the edit.
        after: The report after it.
        event_id: The event.
        near: The day of the event above a new one, which goes without saying.
        metrics: The lengths of time that are shown.
    """
    old, new = (next((one for one in report.timeline if one.id == event_id), None) for report in (before, after))
    old_day, new_day = local_day(old, before.zone), local_day(new, after.zone)
    said = []
    if new_day and old and old_day and new_day != old_day:
        said.append(f"Moved to {date_beside(new_day, old_day)}")
    elif new_day and old is None and near and new_day != near:
        said.append(f"Added on {date_beside(new_day, near)}")
    if old and new and old.moment and new.moment is None:
        said.append(f"No longer {old.moment}, for it has no time")
    return ". ".join([*said, *changed_lengths(before, after, metrics)])


def outcome_of_choice(before: Report, after: Report, event_id: str | None, metrics: Sequence[Definition]) -> str:
    """Return what has come of choosing the moment of an event: from which one it was taken, and the lengths."""
    new = next((one for one in after.timeline if one.id == event_id), None)
    loser = next((one for one in before.timeline if new and new.moment and one.moment == new.moment), None)
    said = []
    if loser and loser.id != event_id and new:
        words = " ".join(filter(None, (_clock_of(loser, before.zone, local_day(new, after.zone)), loser.event)))
        said.append(f"{(new.moment or '').capitalize()} taken from {shortened(words, _LONGEST_NAME)}. u gives it back")
    return ". ".join([*said, *changed_lengths(before, after, metrics)])


def _clock_of(event: Event, zone: tzinfo, near: date | None) -> str:
    day = local_day(event, zone)
    if day is None:
        return ""
    words = "" if day == near else date_beside(day, near or day)
    return f"{words} {event.at.astimezone(zone):%H:%M}".strip() if event.at else words


def outcome_of_moment(before: Report, after: Report, moment: Moment, day: date, metrics: Sequence[Definition]) -> str:
    """Return what has become of the time of a moment that was typed into its field, ``day`` being the incident's."""
    old, new = event_of(before, moment), event_of(after, moment)
    old_day, new_day = local_day(old, before.zone), local_day(new, after.zone)
    said = []
    if new_day and old_day and new_day != old_day:
        said.append(f"Moved to {date_beside(new_day, old_day)}")
    elif new and new_day and new_day != day and old is None:
        said.append(f"On {date_beside(new_day, day)}{_since_start(after, moment, new.at)}")
    return ". ".join([*said, *changed_lengths(before, after, metrics)])


def _since_start(report: Report, moment: Moment, at: datetime | None) -> str:
    started = event_of(report, "started")
    if moment == "started" or started is None or started.at is None or at is None:
        return ""
    side = "before" if at < started.at else "after"
    return f", {apart_in_words(at - started.at)} {side} {moment_in_words('started')}"


def changed_lengths(before: Report, after: Report, metrics: Sequence[Definition]) -> list[str]:
    """Return a sentence for each length of time that is another now: ``Resolve is now 2 h (was 26 h)``."""
    said: dict[tuple[int | None, int | None], str] = {}
    for old, new in zip(_measured(before, metrics), _measured(after, metrics), strict=True):
        if old.seconds != new.seconds and (words := _changed(old, new)):
            said.setdefault((old.seconds, new.seconds), words)
    return list(said.values())[:_MOST_LENGTHS]


def _measured(report: Report, metrics: Sequence[Definition]) -> list[Measure]:
    return [*measures(report, metrics), impact_duration(report)]


def _changed(old: Measure, new: Measure) -> str:
    if old.seconds is None or old.override or new.override:
        return ""
    name = old.definition.name.removeprefix("time_to_").capitalize()
    if new.seconds is None:
        return f"{name} is not known now (was {_length(old.seconds)})"
    return f"{name} is now {_length(new.seconds)} (was {_length(old.seconds)})"


def _length(seconds: int) -> str:
    return f"{'-' if seconds < 0 else ''}{duration_in_words(abs(seconds), 'free')}"
