"""The summary composed from the facts of a report, and when it is composed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date

from pmwizard.checks.english.prose import placeholder_in, sentences
from pmwizard.layouts.layout import Layout
from pmwizard.model import Report
from pmwizard.model.base import is_empty
from pmwizard.model.days import is_day_without_event
from pmwizard.model.moments import Measure, event_of, impact_duration
from pmwizard.model.parts.metadata import SummaryForm
from pmwizard.model.parts.timeline import Event
from pmwizard.model.paths import replaced
from pmwizard.model.times.words import duration_in_words
from pmwizard.text import counted

LONGEST = 160
"""Characters after which an answer is cut in a summary."""

MOST_NAMES = 3
"""Names that are listed before the rest is counted."""

_FENCED = re.compile(r"(?ms)^ {0,3}(`{3,}|~{3,}).*?(?:^ {0,3}\1[^\n]*|\Z)")
_NOT_PROSE = re.compile(r"^\s*(?:#{1,6}\s|\|)")
_LEAD = re.compile(r"^(?:\s*(?:>|[-*+\u2022]\s(?:\[[ xX]\]\s)?|[0-9]+[.)]\s))+")
_END_MARKS = " \t\n.,;:!?-\u2026"
_PLAIN_WORD = re.compile(r"[a-z]+(?=[\s,;:]|$)")


def clause(text: str | None, longest: int = LONGEST) -> str:
    """Return the first sentence of an answer as it stands within another; "" where there is none.

    Headings, tables and blocks of code are passed over; what a template left, ``unknown`` and ``n/a`` say nothing.
    """
    return next((words for sentence in _sentences(text) if (words := _tidy(sentence, longest))), "")


def whole_clause(text: str | None, longest: int = LONGEST) -> str:
    """Return all of an answer as it stands within a sentence, several of its own joined; "" where there is none."""
    return _tidy(", ".join(sentence.strip(_END_MARKS) for sentence in _sentences(text)), longest)


def opened(words: str) -> str:
    """Return words as a sentence opens with them: a plain small word gets a capital, a name stays as it is."""
    return words[0].upper() + words[1:] if _PLAIN_WORD.match(words) else words


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence lists them: ``a, b and c``; many are counted: ``a, b, c and 4 more``."""
    clauses = [words for name in names if (words := clause(name, 40))]
    shown, more = clauses[:MOST_NAMES], len(clauses) - MOST_NAMES
    if more > 0:
        return f"{', '.join(shown)} and {more} more"
    return " and ".join(filter(None, (", ".join(shown[:-1]), *shown[-1:])))


def _sentences(text: str | None) -> list[str]:
    if text is None or is_empty(text) or text.strip().casefold() in {"unknown", "n/a"} or placeholder_in(text):
        return []
    return sentences(_FENCED.sub("\n", text))


def _tidy(sentence: str, longest: int) -> str:
    lines = [_LEAD.sub("", line) for line in sentence.split("\n") if not _NOT_PROSE.match(line)]
    words = " ".join(" ".join(lines).split()).strip(_END_MARKS)
    if not any(character.isalnum() for character in words):
        return ""
    if "`" not in words:
        # A semicolon stands between the clauses of the sentence that this becomes a part of.
        words = words.replace("; ", ", ")
    return _closed(words if len(words) <= longest else f"{_cut(words, longest - 3)}...")


def _cut(words: str, longest: int) -> str:
    head = words[:longest]
    if len(head) < len(words) and " " in head[longest // 2 :]:
        head = head.rpartition(" ")[0]
    return head.rstrip(_END_MARKS)


def _closed(words: str) -> str:
    """Return words with what a cut left open closed again: code, bold print, quotation marks and brackets."""
    for mark in ("`", "**", '"'):
        if words.count(mark) % 2:
            words += mark
    for opening, closing in ("()", "[]"):
        words += closing * max(0, words.count(opening) - words.count(closing))
    return words


_LINE = 160
"""Characters that a summary of one line has at most."""

MOST_ACTIONS = 3
"""Actions that a long summary names."""

_NOTHING = {"none", "no", "nothing", "nobody", "no one", "nil", "not known", "see above", "see below", "as above"}
"""Answers that say nothing without their question."""

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
            course = [_fact(report.root_cause.what_happened), *_causes(report), *_endings(report)]
            return _text([[_what(report), "; ".join(_effects(report))], course, _actions(report)])


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
    at = started.at.astimezone(UTC) if started and started.at else _entered_day(report)
    return _day(at) if at else ""


def _entered_day(report: Report) -> date | None:
    """Return the date that was entered, unless every event is on another one."""
    day = report.metadata.incident_date
    return None if day is None or is_day_without_event(report, day) else day


def _text(paragraphs: Iterable[Iterable[str]]) -> str:
    """Return sentences in paragraphs; "" for a single sentence, which says too little."""
    written = [[_sentence(one) for one in part if one] for part in paragraphs]
    return "\n\n".join(" ".join(part) for part in written if part) if sum(map(len, written)) > 1 else ""


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
        day = _entered_day(report)
        return f"On {_day(day)}{_length(figure)}" if day else ""
    first = started.at.astimezone(UTC)
    end = figure.end.at.astimezone(UTC) if figure.end and figure.end.at else None
    if figure.end is None or end is None or end < first:
        return f"On {_day(first)} from {_clock(started)} UTC{_length(figure)}"
    if end.date() == first.date():
        return f"On {_day(first)} from {_clock(started)} to {_clock(figure.end)} UTC{_length(figure)}"
    return f"From {_day(first)} {_clock(started)} to {_day(end)} {_clock(figure.end)} UTC{_length(figure)}"


def _length(figure: Measure) -> str:
    """Return the length in brackets, "" where it is not known."""
    if override := clause(figure.override, 40):
        return f" ({override}, as reported)"
    if figure.override or not figure.seconds or figure.seconds < 0:
        return ""
    return f" ({'about ' if figure.approximate else ''}{duration_in_words(figure.seconds, 'minutes or hours')})"


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
    money = _labelled([("money", impact.revenue)])
    data = _DATA.get(impact.data_affected or "", "")
    return [one for one in (_fact(impact.user_facing), *_labelled(shares)[:2], data, *money) if one]


def _causes(report: Report) -> list[str]:
    """Return the root cause and the trigger, one that says the same as the other once."""
    cause = report.root_cause
    labels = {_fact(cause.trigger): "trigger", _fact(cause.technical): "root cause"}
    labelled = [f"{label}: {words}" for words, label in labels.items() if words]
    return sorted(labelled, key=lambda one: not one.startswith("root"))


def _endings(report: Report) -> list[str]:
    mitigated = event_of(report, "mitigated")
    done = [*report.resolution.immediate, mitigated.event if mitigated and not mitigated.omit else None]
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
    """Return an answer as a clause that says something by itself: "none" does beside a number's name only."""
    words = clause(text)
    return "" if words.casefold() in _NOTHING else words


def _labelled(answers: Iterable[tuple[str, str | None]]) -> list[str]:
    return [f"{label}: {words}" for label, text in answers if (words := clause(text, 80))]


SETTLED = frozenset({"approved", "closed"})
"""The statuses in which a report is no longer written by itself."""


def texts_for(report: Report, layout: Layout) -> Mapping[str, str]:
    """Return the summaries that the facts of a report make, by their keys: the one that the layout prints."""
    for name in ("executive", "one_line"):
        if f"summary.{name}" in layout.asked:
            text = composed(report, layout.summary_form)
            return {name: text} if text else {}
    return {}


def with_texts(report: Report, texts: Mapping[str, str]) -> Report:
    """Return a report with composed summaries, marked as drafted."""
    for name, text in texts.items():
        report = replaced(report, f"summary.{name}", text)
    marked = {*report.summary.drafted, *texts}
    drafted = tuple(name for name in ("one_line", "executive") if name in marked)
    return replaced(report, "summary.drafted", drafted)


def accepted(report: Report, path: str) -> Report:
    """Return the report in which the summary at a path is no longer a drafted one; as it was for any other path."""
    drafted = tuple(name for name in report.summary.drafted if path != f"summary.{name}")
    return report if drafted == report.summary.drafted else replaced(report, "summary.drafted", drafted)


class Drafting:
    """Composes the summaries of one session: again when the facts have changed, never over a person's words.

    Args:
        report: The report as it was opened.
    """

    def __init__(self, report: Report) -> None:
        self._opened = report
        self._made: set[str] = set()

    def drafted(self, report: Report, layout: Layout) -> Report:
        """Return the report with what is still to be composed; the same report where there is nothing.

        A text that was composed before and then taken away is not composed again from the same facts.
        """
        if report.metadata.status in SETTLED:
            return report
        wanted = {
            name: text
            for name, text in texts_for(report, layout).items()
            if (self._is_ours(report, layout, name) if getattr(report.summary, name) else text not in self._made)
            and getattr(report.summary, name) != text
        }
        self._made.update(wanted.values())
        return with_texts(report, wanted) if wanted else report

    def drafted_anew(self, report: Report, layout: Layout) -> Report:
        """Return the report with its summary composed from the facts, unless a person wrote or accepted it."""
        open_texts = {
            name: text
            for name, text in texts_for(report, layout).items()
            if is_empty(getattr(report.summary, name)) or name in report.summary.drafted
        }
        self._made.update(open_texts.values())
        return with_texts(report, open_texts)

    def _is_ours(self, report: Report, layout: Layout, name: str) -> bool:
        """Return whether a text stands as it was composed: one that was changed in the file is a person's."""
        if name not in report.summary.drafted:
            return False
        text = getattr(report.summary, name)
        return text in self._made or text == texts_for(self._opened, layout).get(name)
