"""A summary composed from the facts of a report, for a person to read, change and accept. It invents nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date

from pmwizard.draft.clauses import clause, listed, opened, whole_clause
from pmwizard.draft.progress import counted
from pmwizard.model import Report
from pmwizard.model.durations import in_words
from pmwizard.model.metadata import SummaryForm
from pmwizard.model.moments import Measure, event_of, impact_duration
from pmwizard.model.timeline import Event

_LINE = 160
"""Characters that a summary of one line has at most."""

MOST_ACTIONS = 3
"""Actions that a long summary names."""

_NOTHING = {"none", "no", "nothing", "nobody", "no one", "nil", "not known", "see above", "see below", "as above"}
"""Answers that tell nothing without their question."""

_DATA = {
    "none": "no data was lost or changed",
    "read_only": "data could be read, not written",
    "corruption": "data became wrong or corrupt",
    "permanent_loss": "data was lost for good",
}


def composed(report: Report, form: SummaryForm) -> str:
    """Return a summary of a report in the length that a house wants, "" where too little is known for one."""
    match form:
        case "one line":
            return _line(report)
        case "2-3 sentences":
            ends = [*_causes(report)[:1], *_endings(report), *_changes(report)]
            return _text([[_what(report), "; ".join(_effects(report)), "; ".join(ends)]])
        case "2-3 paragraphs":
            return _paragraphs(report)


def _line(report: Report) -> str:
    """Return the longest of the forms that fit one line; "" without a title or without a time or a service."""
    title = whole_clause(report.metadata.title, _LINE - 1)
    day, length = _day_of(report), _length(impact_duration(report))
    if not title or not (_when(report) or listed(report.metadata.services_affected)):
        return ""
    forms = (_what(report), f"On {day}{length}: {title}" if day else title, f"On {day}: {title}" if day else title)
    return next((text for form in forms if len(text := _sentence(form)) <= _LINE), _sentence(title))


def _day_of(report: Report) -> str:
    """Return the day of the start, else the one entered; "" for none."""
    started = event_of(report, "started")
    at = started.at.astimezone(UTC) if started and started.at else report.metadata.incident_date
    return _day(at) if at else ""


def _paragraphs(report: Report) -> str:
    story = _fact(report.root_cause.what_happened)
    course = [story, *_causes(report), *_endings(report)]
    return _text([[_what(report), "; ".join(_effects(report))], course, _actions(report)])


def _text(paragraphs: Iterable[Iterable[str]]) -> str:
    """Return sentences in paragraphs; "" for a single sentence, which tells too little."""
    told = [[_sentence(one) for one in part if one] for part in paragraphs]
    return "\n\n".join(" ".join(part) for part in told if part) if sum(map(len, told)) > 1 else ""


def _sentence(words: str) -> str:
    return f"{opened(words)}." if not words.endswith("...") else opened(words)


# What happened, when and to what


def _what(report: Report) -> str:
    """Return when what was affected, and the title; "" where only the time is known."""
    when, title = _when(report), whole_clause(report.metadata.title)
    services = [name for name in report.metadata.services_affected if clause(name)]
    if services:
        affected = f"{listed(services)} {'was' if len(services) == 1 else 'were'} affected"
        where = f"{when}, {affected}" if when else affected
        return f"{where}: {title}" if title else where
    return f"{when}: {title}" if when and title else title


def _when(report: Report) -> str:
    """Return the day, the two ends and the length of the impact, as far as they are known."""
    figure = impact_duration(report)
    started = event_of(report, "started")
    if started is None or started.at is None:
        day = report.metadata.incident_date
        return f"On {_day(day)}{_length(figure)}" if day else ""
    first = started.at.astimezone(UTC)
    end = figure.end.at.astimezone(UTC) if figure.end and figure.end.at else None
    if end is None or end < first:
        return f"On {_day(first)} from {_clock(started)} UTC{_length(figure)}"
    if figure.end and end.date() == first.date():
        return f"On {_day(first)} from {_clock(started)} to {_clock(figure.end)} UTC{_length(figure)}"
    last = _clock(figure.end) if figure.end else ""
    return f"From {_day(first)} {_clock(started)} to {_day(end)} {last} UTC{_length(figure)}"


def _length(figure: Measure) -> str:
    """Return the length in brackets, "" where it is not known."""
    if override := clause(figure.override, 40):
        return f" ({override}, as reported)"
    if figure.override or not figure.seconds or figure.seconds < 0:
        return ""
    return f" ({'about ' if figure.approximate else ''}{in_words(figure.seconds, 'minutes or hours')})"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _clock(event: Event) -> str:
    return f"{'about ' if event.approximate else ''}{event.at.astimezone(UTC):%H:%M}" if event.at else ""


# What it did, why, what ended it, and what follows


def _effects(report: Report) -> list[str]:
    impact = report.impact
    shares = (
        ("users affected", impact.users_affected),
        ("requests affected", impact.requests_affected),
        ("peak error rate", impact.error_rate_peak),
    )
    money = _labelled((("money", impact.revenue),))
    data = _DATA.get(impact.data_affected or "", "")
    return [one for one in (_fact(impact.user_facing), *_labelled(shares)[:2], data, *money) if one]


def _causes(report: Report) -> list[str]:
    """Return the root cause and the trigger, one that says the same as the other once."""
    cause = report.root_cause
    found = {_fact(text): label for label, text in (("trigger", cause.trigger), ("root cause", cause.technical))}
    told = [f"{label}: {words}" for words, label in found.items() if words]
    return sorted(told, key=lambda one: not one.startswith("root"))


def _endings(report: Report) -> list[str]:
    mitigated = event_of(report, "mitigated")
    done = [*report.resolution.immediate, mitigated.event if mitigated else None]
    for label, texts in (("what ended it", done), ("fixed for good by", report.resolution.permanent)):
        if words := next(filter(None, map(_fact, texts)), ""):
            return [f"{label}: {words}"]
    return []


def _planned(report: Report) -> list[str]:
    return [words for one in report.action_items if one.status != "wont_do" and (words := clause(one.action))]


def _changes(report: Report) -> list[str]:
    number = len(_planned(report))
    return [f"{counted(number, 'action')} {'follows' if number == 1 else 'follow'}"] if number else []


def _actions(report: Report) -> list[str]:
    planned = _planned(report)
    if not planned:
        return []
    joint = ", among them" if len(planned) > MOST_ACTIONS else ""
    return [f"{_changes(report)[0]}{joint}: {'; '.join(planned[:MOST_ACTIONS])}"]


def _fact(text: str | None) -> str:
    """Return an answer as a clause that tells something by itself: "none" does beside a number's name only."""
    words = clause(text)
    return "" if words.casefold() in _NOTHING else words


def _labelled(answers: Iterable[tuple[str, str | None]]) -> list[str]:
    return [f"{label}: {words}" for label, text in answers if (words := clause(text, 80))]
