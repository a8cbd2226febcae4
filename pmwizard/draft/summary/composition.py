"""The sentences of a summary, composed from the facts of a report.

A sentence states what an answer states, in its words. An answer that does not fit whole, that another answer
contradicts, or that says nothing by itself is left out, and what depends on it with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date

from pmwizard.draft.summary.clauses import LONGEST, clause, listed, opened, opening, whole_clause
from pmwizard.draft.summary.phrases import noun_phrase
from pmwizard.draft.typed.meaning import MOMENT_WORDS
from pmwizard.model import Report
from pmwizard.model.base import is_empty
from pmwizard.model.days import has_event_on, is_day_without_event
from pmwizard.model.moments import Measure, event_of, impact_duration
from pmwizard.model.parts.actions import ActionItem
from pmwizard.model.parts.metadata import SummaryForm
from pmwizard.model.parts.timeline import Event, Moment
from pmwizard.model.times.lengths import said_length
from pmwizard.model.times.words import duration_in_words

_DAY = 86_400

_LINE = 160
"""Characters that a summary of one line has at most."""

_COURSE = 320
"""Characters of what happened that a long summary tells."""

MOST_ACTIONS = 3
"""Actions that a long summary names."""


def composed(report: Report, form: SummaryForm) -> str:
    """Return a summary of a report in the form that a house wants, "" where too little is known for one."""
    match form:
        case "one line":
            return _line(report)
        case "2-3 sentences":
            return _text([[_what(report), "; ".join(_effects(report)), _outcome(report)]])
        case "impact, cause, resolution":
            return _text([[_experienced(report), *(_cause(report) or _course(report))[:1], *_ending(report)]])
        case "2-3 paragraphs":
            course = _course(report)
            course += [*_cause(report, course), *_ending(report)]
            return _text([[_what(report), "; ".join(_effects(report))], course, _actions(report)])


def _line(report: Report) -> str:
    """Return the longest of the forms that fit one line; "" without a title or without a time or a service."""
    title, on = _title(report, _LINE - 1), _on(report)
    if not title or not (on or _services(report)):
        return ""
    length = _length_in_brackets(report)
    forms = [_what(report)]
    if on:
        forms += [f"{on}{length}: {title}", f"{on}: {title}"]
    effects = [effect for effect in _effects(report) if effect.casefold() not in title.casefold()]
    forms = [*(f"{form}. {opened(effect)}" for form in forms for effect in effects[:1]), *forms, title]
    return next((text for form in forms if len(text := _sentence(form)) <= _LINE), "")


def _text(paragraphs: Iterable[Iterable[str]]) -> str:
    """Return sentences in paragraphs; "" for a single one, which says too little unless it is that of an impact."""
    written = [[_sentence(one) for one in part if one] for part in paragraphs]
    says_enough = sum(map(len, written)) > 1 or any(" experienced " in one for part in written for one in part)
    return "\n\n".join(" ".join(part) for part in written if part) if says_enough else ""


def _sentence(words: str) -> str:
    return f"{opened(words)}."


# What happened, when and to what

_SAYS_LENGTH = re.compile(
    r"\b(?:[0-9]+(?:[.,][0-9]+)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|an?|half an?)[\s-]*"
    r"(?:h|hrs?|hours?|m|mins?|minutes?|d|days?|secs?|seconds?|weeks?)\b",
    re.IGNORECASE,
)
"""A length within a title."""


def _title(report: Report, longest: int = LONGEST) -> str:
    return whole_clause(report.metadata.title, longest)


def _services(report: Report) -> str:
    """Return the services as the subject of a sentence."""
    names = listed(_service_names(report), "services")
    return f"{names}," if ", among them " in names else names


def _service_names(report: Report) -> list[str]:
    return [name for name in report.metadata.services_affected if clause(name, len(name))]


def _what(report: Report) -> str:
    """Return when what was affected, and the title; "" where only the time is known."""
    when, title, services = _when(report), _title(report), _services(report)
    if services:
        is_one = len(_service_names(report)) == 1
        affected = f"{services} {'was' if is_one else 'were'} affected"
        return _titled(f"{when}, {affected}" if when else affected, title)
    return _titled(f"{when} there was an incident", title) if when and title else title


def _titled(words: str, title: str) -> str:
    """Return words with the title behind a colon, or in quotation marks where it has a colon of its own."""
    if ":" in title and not set(title) & set('"()'):
        return f'{words} ("{title}")'
    return f"{words}: {title}" if title else words


def _experienced(report: Report) -> str:
    """Return the house's sentence: on a day, a service experienced a problem for a time, resulting in an impact."""
    on, title, services = _on(report), _title(report), _services(report)
    if not (services or (on and title)):
        return ""
    problem = noun_phrase(_without_service(title, report)) if services else ""
    happened = problem or "an incident"
    if title and not problem and '"' not in title:
        happened += f', "{title}"'
    length, impact = _length(report), _resulting(report)
    as_reported = " (as reported)" if length and _typed_length(report) else ""
    typed = f" (duration as reported: {_typed_length(report)})" if _typed_length(report) else ""
    for_time = f" for {length}{as_reported}" if length else typed or _open_end(report)
    comma = "," if happened.endswith('"') and length else ""
    begin = f"{on}, {services} experienced" if on and services else services and f"{services} experienced"
    return f"{begin or f'{on} there was'} {happened}{comma}{for_time}{impact}"


def _without_service(title: str, report: Report) -> str:
    """Return a title without the name of the only service, which stands before it in the sentence."""
    names = _service_names(report)
    if len(names) != 1:
        return title
    name = re.escape(names[0].strip())
    return re.sub(rf"^{name} (?=\w)| (?:of|on|in|for|at|by) (?:the )?{name}$", "", title, flags=re.IGNORECASE)


def _resulting(report: Report) -> str:
    words = _fact(report.impact.user_facing)
    if words and words.casefold() != _title(report).casefold():
        phrase = noun_phrase(words)
        return f", resulting in {phrase}" if phrase else f", resulting in the following: {words}"
    for name, text in _shares(report):
        if words := clause(text, 80):
            return f", resulting in an impact on {name.removesuffix(' affected')}: {words}"
    return ""


def _day_of(report: Report) -> date | None:
    """Return the day of the incident in UTC: the one entered, unless events are on others, else that of its start."""
    entered, started = report.metadata.incident_date, event_of(report, "started")
    first = started.at.astimezone(UTC).date() if started and started.at else started.day if started else None
    is_told = entered is not None and not is_day_without_event(report, entered)
    if entered and is_told and (first is None or has_event_on(report, entered, UTC)):
        return entered
    return first


def _on(report: Report) -> str:
    """Return on which day it was, "" where that is not known; one that is another one in the report's zone says UTC."""
    day, entered = _day_of(report), report.metadata.incident_date
    is_local = entered and day != entered and not is_day_without_event(report, entered)
    return f"On {_day(day)}{' UTC' if is_local else ''}" if day else ""


def _when(report: Report) -> str:
    """Return the day, the two ends and the length of the impact, as far as they are known."""
    figure, started = impact_duration(report), event_of(report, "started")
    length = _length_in_brackets(report)
    if started is None or started.at is None:
        on = _on(report)
        return f"{on}{length}" if on else ""
    first = started.at.astimezone(UTC)
    said = said_length(figure.override) if figure.override else None
    if figure.override and not (said and figure.seconds and said.holds(figure.seconds, approximate=figure.approximate)):
        # Beside a length that a person gave, two ends would make another one.
        return f"On {_day(first)}{length}"
    last = figure.end.at.astimezone(UTC) if figure.end and figure.end.at else None
    if figure.end is None or last is None or last <= first:
        return f"On {_day(first)} from {_clock(started)} UTC{_open_end(report)}"
    if last.replace(second=0, microsecond=0) <= first:
        return f"On {_day(first)} at {_clock(started)} UTC{length}"
    if last.date() == first.date():
        return f"On {_day(first)} from {_clock(started)} to {_clock(figure.end)} UTC{length}"
    return f"From {_day(first)} {_clock(started)} to {_day(last)} {_clock(figure.end)} UTC{length}"


def _open_end(report: Report) -> str:
    """Return that no end is recorded, where that is so of a start that is; else ""."""
    ends: tuple[Moment, ...] = ("recovered", "resolved", "closed")
    is_over = impact_duration(report).override or any(event_of(report, moment) for moment in ends)
    return "" if is_over or not event_of(report, "started") else " (no end recorded)"


def _length_in_brackets(report: Report) -> str:
    length, typed = _length(report), _typed_length(report)
    if typed and not length:
        return "" if said_length(typed) else f" (duration as reported: {typed})"
    return f" ({length}{', as reported' if typed else ''})" if length else ""


def _typed_length(report: Report) -> str:
    """Return how long it went on as a person gave it; "" where it does not fit in brackets, or the title says it."""
    typed = clause(report.impact.duration, 40)
    return "" if set(typed) & set("()") or _SAYS_LENGTH.search(report.metadata.title or "") else typed


def _length(report: Report) -> str:
    """Return how long it went on, as it follows "for"; "" where that is not known, or the title says it.

    What went on for days did so from its start on, not from a day that may be that of its end.
    """
    figure: Measure = impact_duration(report)
    if figure.override:
        typed = _typed_length(report)
        said = said_length(typed)
        is_within_a_day = said is not None and said.longest <= _DAY
        return typed if said and (event_of(report, "started") or is_within_a_day) else ""
    if not figure.seconds or figure.seconds < 0 or _SAYS_LENGTH.search(report.metadata.title or ""):
        return ""
    return f"{'about ' if figure.approximate else ''}{duration_in_words(figure.seconds, 'minutes or hours')}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _clock(event: Event) -> str:
    return f"{'about ' if event.approximate else ''}{event.at.astimezone(UTC):%H:%M}" if event.at else ""


# What it did

_NOTHING = {"none", "no", "nothing", "nobody", "no one", "nil", "zero", "yes", "same"}
"""Answers that say nothing without their question."""

_NONE_KNOWN = re.compile(
    r"(?:none|nil|no|nothing)\s+(?:that|so far|known|yet|reported|observed|recorded|to report|at all|really|as far)\b",
    re.IGNORECASE,
)

_DATA = {
    "none": "no data was lost or changed",
    "read_only": "data could be read, not written",
    "corruption": "data became wrong or corrupt",
    "permanent_loss": "data was lost for good",
}
_LOSS = re.compile(
    r"\b(?:los[est]\w*|corrupt\w*|overwr\w+|wiped|delet\w+|duplicat\w+|twice|truncat\w+|missing|vanish\w*|"
    r"disappear\w*)\b",
    re.IGNORECASE,
)
"""Words of reports in which data may have been lost, whatever is chosen for it."""


def _effects(report: Report) -> list[str]:
    impact, title = report.impact, _title(report).casefold()
    words = _fact(impact.user_facing)
    told = [words] if words and words.casefold() != title else []
    shares = _labelled(_shares(report))[:2]
    is_said = _length_in_brackets(report) or _SAYS_LENGTH.search(title)
    length = _labelled([("duration as reported", None if is_said else impact.duration)])
    money = _labelled([("revenue impact", impact.revenue)])
    # What has a semicolon of its own stands last, where nothing reads as a part of it.
    return [*told, *sorted([*length, *shares, *_data(report), *money], key=lambda words: ";" in words)]


def _shares(report: Report) -> Sequence[tuple[str, str | None]]:
    impact = report.impact
    return (
        ("users affected", impact.users_affected),
        ("requests affected", impact.requests_affected),
        ("peak error rate", impact.error_rate_peak),
    )


def _data(report: Report) -> list[str]:
    """Return what became of the data: as noted, else as chosen, unless the words of the report may say otherwise."""
    kind, notes = report.impact.data_affected or "", report.impact.data_affected_notes
    if not is_empty(notes):
        words = _fact(notes)
        return [f"{'data' if kind == 'none' else 'data affected'}: {words}"] if words else []
    if kind not in _DATA:
        return []
    if kind == "none" and any(_LOSS.search(words) for words in _told(report)):
        return []
    return [_DATA[kind]]


def _told(report: Report) -> Iterator[str]:
    """Yield what the report tells of the impact and of its course."""
    for part in (report.impact, report.root_cause, report.metadata):
        yield from (value for value in part.known().values() if isinstance(value, str))
    for event in report.timeline:
        yield from (words for words in (event.event, event.notes) if words)


def _fact(text: str | None) -> str:
    """Return an answer as a clause that says something by itself: "none" does beside a number's name only."""
    words = clause(text)
    return "" if words.casefold() in _NOTHING or _NONE_KNOWN.match(words) else words


def _labelled(answers: Iterable[tuple[str, str | None]]) -> list[str]:
    return [f"{label}: {words}" for label, text in answers if (words := clause(text, 80))]


# Why, and what ended it


def _course(report: Report) -> list[str]:
    return opening(report.root_cause.what_happened, _COURSE)


def _cause(report: Report, told_before: Sequence[str] = ()) -> list[str]:
    """Return the root cause and the trigger, unless they say what the rest says already."""
    found: list[str] = []
    rest = [*told_before, _title(report), _fact(report.impact.user_facing)]
    told = {words.casefold() for words in rest}
    for name, text in (("root cause", report.root_cause.technical), ("trigger", report.root_cause.trigger)):
        words = _fact(text)
        if words and words.casefold() not in told:
            told.add(words.casefold())
            phrase = noun_phrase(words)
            found.append(f"the {name} was {phrase}" if phrase else f"the {name} was the following: {words}")
    return found


_GOES_ON = re.compile(r"\b(?:on-?going|still|not over|continu\w+|so far|until now)\b", re.IGNORECASE)
"""Words of a length that has no end yet."""

_ENDS: tuple[tuple[Moment, str], ...] = (
    ("recovered", "service recovered"),
    ("resolved", "the issue was resolved"),
    ("mitigated", "the issue was mitigated"),
)
_DENIES = re.compile(
    r"\b(?:not|never|\w+n't|unable|unsuccessful\w*|in vain|still(?! (?:monitor|watch))|"
    r"no (?:effect|change|improvement|recovery)|fail(?:s|ed) (?:to|again)|"
    r"(?:rollback|roll-back|fix|restart|failover|mitigation|attempt|patch) (?:has )?failed|"
    r"tr(?:y|ies|ied|ying) to|planned|considered|proposed|to be (?:done|resolved|fixed))\b",
    re.IGNORECASE,
)
"""Words of an event that may say that it ended nothing."""


def _ending(report: Report) -> list[str]:
    """Return what ended it, in the words of the event that did; without one, what is given as the resolution."""
    if end := _end(report):
        return [": ".join(filter(None, end))]
    resolution = report.resolution
    for name, texts in (("permanent resolution", resolution.permanent), ("immediate mitigation", resolution.immediate)):
        if words := _some(texts, MOST_ACTIONS):
            return [f"the {name} was the following{words}"]
    return []


def _end(report: Report) -> tuple[str, str] | None:
    """Return when it ended, and the words of the event that ended it; ``None`` where that is not known."""
    if _GOES_ON.search(report.impact.duration or ""):
        return None
    known = [
        (f"{verb}{_at(report, event)}", _said(event))
        for moment, verb in _ENDS
        if (event := event_of(report, moment)) and not event.omit and not _DENIES.search(event.event or "")
    ]
    return next((end for end in known if end[1]), known[0] if known else None)


def _said(event: Event) -> str:
    """Return what was written of an event; the words that the program gives a moment say nothing."""
    return "" if event.event in MOMENT_WORDS.values() else _fact(event.event)


def _outcome(report: Report) -> str:
    """Return the end, the actions and the cause as one sentence; what a colon introduces stands last in it."""
    end, cause, progress = _end(report), _cause(report)[:1], _progress(report)
    parts = [*progress, *(cause or ([] if end else _ending(report)))]
    if end:
        when, words = end
        parts.insert(0, when if not words or set(words) & set('"()') else f'{when} ("{words}")')
    return ", and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def _at(report: Report, event: Event) -> str:
    """Return when an event was: its clock, with the day where that is not the one of the summary's start."""
    if event.at is None:
        return f" on {_day(event.day)}" if event.day else ""
    started, at = event_of(report, "started"), event.at.astimezone(UTC)
    first = started.at.astimezone(UTC) if started and started.at else None
    if first and at < first:
        return ""
    day = f" on {_day(at)}" if {at.date()} != {_day_of(report), *([first.date()] if first else [])} else ""
    return f" at {_clock(event)} UTC{day}"


def _some(texts: Sequence[str], most: int) -> str:
    """Return answers behind a colon: all, or the first of them as some among others; "" for none."""
    every = [text for text in texts if not is_empty(text)]
    whole = [words for text in every if (words := _fact(text))]
    if not whole:
        return ""
    return f"{'' if len(whole) == len(every) <= most else ', among others'}: {'; '.join(whole[:most])}"


# What follows


def _planned(report: Report) -> list[ActionItem]:
    return [one for one in report.action_items if one.status != "wont_do" and not is_empty(one.action)]


def _progress(report: Report) -> list[str]:
    """Return how many of the actions are done."""
    planned = _planned(report)
    number, done = len(planned), sum(one.status == "done" for one in planned)
    if not planned:
        return []
    if number == 1:
        return [f"the one action is {'done' if done else 'not done yet'}"]
    if done in {0, number}:
        none, every = (
            ("neither action", "both actions")
            if number == 2
            else (f"none of {number} actions", f"all {number} actions")
        )
        return [f"{every} are done" if done else f"{none} is done yet"]
    return [f"{done} of {number} actions {'is' if done == 1 else 'are'} done"]


def _actions(report: Report) -> list[str]:
    """Return how many actions are done, and what is still to be done, or was done where that is all."""
    planned = sorted(_planned(report), key=lambda one: one.priority or "without")
    left = [one.action or "" for one in planned if one.status != "done"]
    done = [one.action or "" for one in planned if one.status == "done"]
    name, texts = ("still to do", left) if left else ("done", done)
    words, progress = _some(texts, MOST_ACTIONS), _progress(report)
    if len(planned) == 1:
        return [f"{one}{words}" for one in progress]
    return [*progress, *([f"{name}{words}"] if words else [])]
