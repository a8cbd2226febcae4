"""What files of earlier versions of the format hold, brought to where it stands today."""

from __future__ import annotations

from collections.abc import Sequence

from pmwizard.model.parts.records import FollowUp
from pmwizard.model.parts.timeline import Event
from pmwizard.model.paths import is_at_or_below
from pmwizard.model.report import Report
from pmwizard.text import quoted

_FOLLOW_UP = "follow_up"
_YES, _NO = frozenset({"yes", "true", "x"}), frozenset({"no", "false", ""})


def brought_up_to_date(report: Report) -> Report:
    """Return a report with the marks and questions that stood beside its events as open questions of the report.

    An event had a key ``follow_up``, a mark or a question. One of another kind stays what it is: a key that no report
    has.
    """
    if not any(event.model_extra and _FOLLOW_UP in event.model_extra for event in report.timeline):
        return report
    events, asked = [], list(report.follow_ups)
    for event in report.timeline:
        question = _question(event)
        if question is None:
            events.append(event)
            continue
        events.append(Event.model_validate({name: each for name, each in event.filled().items() if name != _FOLLOW_UP}))
        # Only an id is a name that lasts: the position of a row changes when the events are put in order.
        row = FollowUp(path=f"timeline.{event.id}" if event.id else "timeline", question=question)
        if question and not _is_asked(row, event, asked):
            asked.append(row)
    return report.model_copy(update={"timeline": tuple(events), "follow_ups": tuple(asked)})


def _question(event: Event) -> str | None:
    """Return the question of an event, "" for none; ``None`` where it has no such key, or one of another kind."""
    value = (event.model_extra or {}).get(_FOLLOW_UP)
    words = f'"{quoted(event.event)}"' if event.event else "this event"
    match value:
        case bool():
            mark, text = value, ""
        case str():
            text = value.strip()
            mark = text.casefold() not in _NO
            text = "" if text.casefold() in _YES else text
        case _:
            return None
    if not mark:
        return ""
    if not text:
        return f"What is still to be found out about {words}?"
    return text if event.id or not event.event else f"{words}: {text}"


def _is_asked(row: FollowUp, event: Event, asked: Sequence[FollowUp]) -> bool:
    """Tell whether a question is asked already; a mark asks no more than any question about its event."""
    is_mark = (event.model_extra or {}).get(_FOLLOW_UP) is True
    about = [other for other in asked if other.path and is_at_or_below(other.path, row.path or "")]
    return (is_mark and bool(event.id and about)) or any(other.question == row.question for other in about)
