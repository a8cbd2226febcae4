"""What a typed time is asked about before it is taken: an end before its start, an event far from all others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta, tzinfo

from pmwizard.draft.typed.times import Ambiguity, date_beside, shown_when
from pmwizard.model import Report
from pmwizard.model.moments import IN_ORDER, moments_of
from pmwizard.model.parts.timeline import Event, Moment
from pmwizard.model.times.context import TimeContext, When
from pmwizard.model.times.names import date_in_words, date_with_weekday
from pmwizard.model.times.reading import is_clock_alone
from pmwizard.model.times.words import duration_in_words, shown_time
from pmwizard.model.times.zones import instants

FAR = timedelta(days=1)
"""An event this far from all others is mostly one of another day."""

_MOST_DAYS = 3
"""Lengths of so many days are told in days."""

_MOST_OTHERS = 2
"""As many other days are offered."""

_LONG = timedelta(hours=12)
"""Two ends further apart, without their days, may as well be turned round."""

_ENDS: tuple[Moment, ...] = ("recovered", "resolved", "closed")

_STARTED: Mapping[Moment, str] = {"started": "first impact"}


def moment_in_words(moment: Moment) -> str:
    """Return what a moment is called within a sentence."""
    return _STARTED.get(moment, moment)


def stamp_in_words(at: datetime, zone: tzinfo, near: datetime) -> str:
    """Return the day and the time of an instant, the day first; the year where it is not that of ``near``."""
    local = at.astimezone(zone)
    day = date_beside(local.date(), near.astimezone(zone).date())
    return f"{day} {local:%H:%M:%S}" if local.second else f"{day} {local:%H:%M}"


def apart_in_words(difference: timedelta) -> str:
    """Return how far two instants are apart."""
    seconds = abs(round(difference.total_seconds()))
    days = seconds // 86_400
    return f"{days} days" if days >= _MOST_DAYS else duration_in_words(seconds, "free")


def doubt_about_event(report: Report, event: Event, raw: str, context: TimeContext) -> Ambiguity | None:
    """Return what to ask before an event gets a time that was typed as ``raw``.

    The report has the event as it was, or does not have it yet. A time of the day alone is not far from the others
    unless the event was so before, and who types a step such as ``+2d`` knows where it leads.
    """
    doubt = doubt_about_moment(report, event)
    if doubt or not raw.strip("+- ") or raw.lstrip()[:1] in {"+", "-"} or is_clock_alone(raw, context):
        return doubt
    return doubt_about_distance(report, event)


def doubt_about_moment(report: Report, event: Event) -> Ambiguity | None:
    """Return what to ask about an event that stands before a moment it follows, or after one that follows it."""
    at, zone = event.at, report.zone
    if at is None or event.moment is None:
        return None
    others = report.model_copy(update={"timeline": tuple(one for one in report.timeline if one.id != event.id)})
    known = {moment: one.at for moment, one in moments_of(others).items() if one.at}
    broken = next(_broken(event.moment, at, known), None)
    if broken is None:
        return None
    name, other = broken
    own = next((one.at for one in report.timeline if one.id == event.id and one.at), None)
    days = [own.astimezone(zone).date()] if own else []
    fitting = _fitting(event.moment, at, known, [*days, *_days_beside(at, other, zone)], zone)
    meanings = {}
    for one in [*fitting[:_MOST_OTHERS], at]:
        side = "earlier" if one < other else "later"
        words = f"{stamp_in_words(one, zone, other)}, {apart_in_words(one - other)} {side}"
        meanings[shown_time(one, zone, approximate=bool(event.approximate))] = words
    side = "before" if at < other else "after"
    where = f"{moment_in_words(name)}, {stamp_in_words(other, zone, at)}"
    return Ambiguity(f"This would be {side} {where}", meanings, is_doubt=True)


def _broken(moment: Moment, at: datetime, known: Mapping[Moment, datetime]) -> Iterator[tuple[Moment, datetime]]:
    """Yield the moments that do not stand in their usual order with one at an instant."""
    for first, second in IN_ORDER:
        if moment == first and second in known and at > known[second]:
            yield second, known[second]
        if moment == second and first in known and at < known[first]:
            yield first, known[first]


def _days_beside(at: datetime, other: datetime, zone: tzinfo) -> list[date]:
    """Return the days on which a time is first beyond another: that of the other, and the one beyond it."""
    day, step = other.astimezone(zone).date(), timedelta(days=1 if at < other else -1)
    return [day, day + step]


def _fitting(
    moment: Moment, at: datetime, known: Mapping[Moment, datetime], days: Sequence[date], zone: tzinfo
) -> list[datetime]:
    """Return the same time of those days on which it stands in the usual order."""
    clock = at.astimezone(zone).time()
    found = [one for day in days for one in instants(datetime.combine(day, clock), zone)]
    return [one for one in dict.fromkeys(found) if one != at and next(_broken(moment, one, known), None) is None]


def doubt_about_length(event: Event, raw: str, context: TimeContext) -> Ambiguity | None:
    """Return what to ask about a stretch of more than half a day whose ends were typed without their days."""
    at, until, zone = event.at, event.until, context.zone
    if at is None or until is None or until - at <= _LONG or not is_clock_alone(raw, context):
        return None
    local, about = datetime.combine(at.astimezone(zone), until.astimezone(zone).time()), bool(event.approximate)
    turned = [(one, at) for one in instants(local, zone) if one < at]
    meanings = {}
    for begin, end in [*turned, (at, until)]:
        words = f"{stamp_in_words(begin, zone, at)} to {stamp_in_words(end, zone, at)}, {apart_in_words(end - begin)}"
        meanings[shown_when(When(begin, until=end, approximate=about), zone)] = words
    meanings[shown_time(at, zone, approximate=about)] = f"{stamp_in_words(at, zone, at)} alone, without an end"
    return Ambiguity(f"This would last {apart_in_words(until - at)}", meanings, is_doubt=True)


def is_over_at(report: Report, at: datetime | None) -> bool:
    """Tell whether the incident is over with an event at an instant."""
    return any(event.moment in _ENDS and event.at == at for event in report.timeline) if at else False


def doubt_about_distance(report: Report, event: Event) -> Ambiguity | None:
    """Return what to ask about an event that is a day or more from all others."""
    at, zone = event.at, report.zone
    if event.day:
        return _doubt_about_day(report, event, event.day)
    near = [one.at for one in report.timeline if one.at and one.id != event.id]
    if at is None or not near:
        return None
    nearest = min(near, key=lambda one: abs(one - at))
    if abs(nearest - at) < FAR:
        return None
    local, day = at.astimezone(zone).replace(tzinfo=None, fold=0), nearest.astimezone(zone).date()
    around = [day + timedelta(days=days) for days in (-1, 0, 1)]
    others = [found for one in around for found in instants(datetime.combine(one, local.time()), zone)]
    meanings = {}
    for one in (at, min(others, key=lambda one: abs(one - nearest), default=at)):
        side = "before" if one < nearest else "after"
        words = f"{stamp_in_words(one, zone, nearest)}, {apart_in_words(one - nearest)} {side} the nearest"
        meanings[shown_time(one, zone, approximate=bool(event.approximate))] = words
    return Ambiguity("No other event is within a day of this", meanings, is_doubt=True)


def _doubt_about_day(report: Report, event: Event, day: date) -> Ambiguity | None:
    others = [one for one in report.timeline if one.id != event.id]
    days = [one.at.astimezone(report.zone).date() if one.at else one.day for one in others]
    nearest = min(filter(None, days), key=lambda one: abs(one - day), default=day)
    if abs(nearest - day) <= FAR:
        return None
    side = "before" if day < nearest else "after"
    words = f"{date_with_weekday(day)}, {abs((nearest - day).days)} days {side} the nearest"
    meanings = {
        date_in_words(day): words,
        date_in_words(nearest): f"{date_with_weekday(nearest)}, as the nearest",
    }
    return Ambiguity("No other event is within a day of this", meanings, is_doubt=True)
