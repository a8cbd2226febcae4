"""What is said about text while it is typed: how a time or a date is understood so far, or which name fits."""

from __future__ import annotations

from datetime import datetime

from pmwizard.draft.prefixes import echo_of_area
from pmwizard.draft.suggestions import echo_of_name, suggests
from pmwizard.draft.understanding import MOMENT_PATHS, context_of, moment_read
from pmwizard.model import Report
from pmwizard.model.dates import echo_date, understood_date
from pmwizard.model.moments import event_of
from pmwizard.model.times import echo_time
from pmwizard.questions import Kind, question_at


def echo(report: Report, path: str, raw: str, now: datetime) -> str | None:
    """Return how ``raw`` is understood at ``path``, "" while there is nothing to say, ``None`` where nothing ever is.

    Times and dates are told as they are understood; where a person is asked for, who fits what is typed.
    """
    question = question_at(path)
    if path in MOMENT_PATHS:
        return _moment_echo(report, path, raw, now) if raw.strip() else ""
    if suggests(path):
        return echo_of_name(report, path, raw) if raw.strip() else ""
    if area := echo_of_area(path, raw):
        return area
    if question is None or question.kind is not Kind.DATE:
        return None
    context = context_of(report, now)
    return echo_date(understood_date(raw, context.now.astimezone(context.zone).date())) if raw.strip() else ""


def _moment_echo(report: Report, path: str, raw: str, now: datetime) -> str:
    moment = MOMENT_PATHS[path]
    started = None if moment == "started" else event_of(report, "started")
    context = context_of(report, now, started.at if started else None)
    return echo_time(moment_read(report, moment, raw, now), context, since="first impact")
