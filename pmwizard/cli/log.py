"""`pmwizard log`: add one event to a report, and say how its time was understood."""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import click

from pmwizard.cli.options import found_report
from pmwizard.cli.output import note, put, warn
from pmwizard.cli.reports import STDIN
from pmwizard.draft.typed.times import echo_when, shown_when, timed
from pmwizard.errors import NoSuchReportError, ReportNameError, UsageError
from pmwizard.model import Report
from pmwizard.model.base import tidied
from pmwizard.model.moments import context_of, moment_of_new
from pmwizard.model.parts.timeline import Event, Moment
from pmwizard.model.paths import in_time_order, with_ids, with_row
from pmwizard.model.times.context import ResolvedTime, TimeContext, Unresolved, When
from pmwizard.model.times.reading import read_time, read_when
from pmwizard.store.files.read import Stored
from pmwizard.store.files.save import change_file
from pmwizard.store.folder.find import name_for_commands
from pmwizard.store.folder.list import list_reports, newest_open
from pmwizard.store.folder.settings import author_of, load_configuration
from pmwizard.text import one_line, quoted, visible

_STILL_GOING_ON = timedelta(days=2)
"""An incident whose last event is longer ago is written up afterwards: its times are near that event, not near now."""


@dataclass(frozen=True)
class EventTime:
    """When an event was, and that in words: ``14:12 UTC, 3 min after the last event``."""

    reading: When
    words: str


def read_event_time(report: Report, typed: str | None, now: datetime) -> EventTime:
    """Return the time, the two ends or the day that was typed for a new event, or now to the minute where none was.

    Args:
        report: The report, its timeline in the order of time.
        typed: The time as typed.
        now: Aware.

    Raises:
        UsageError: It is no time, or could be several; the hint says what to type instead.
    """
    last = next((event.at for event in reversed(report.timeline) if event.at), None)
    context = context_of(report, now, last)
    if typed is None:
        reading = read_when("now", context)
    elif not typed.strip():
        raise UsageError("--time is empty", hint="Enter one such as --time 1345, or leave it out for now")
    else:
        reading = _meant(typed, context)
    if isinstance(reading, Unresolved):
        raise _unclear(reading.message, reading.choices)
    words = echo_when(reading, context, since="the last event")
    return EventTime(reading, words.removeprefix("= ").removesuffix(", in the future"))


def _meant(typed: str, context: TimeContext) -> When | Unresolved:
    """Read a time beside the last event, and beside now as well where the incident is still going on."""
    reading = read_when(typed, context)
    if isinstance(reading, Unresolved) or reading.at is None or not _is_going_on(context):
        return reading
    beside_now = read_when(typed, replace(context, day=context.today, previous=context.now))
    if isinstance(beside_now, Unresolved) or beside_now.at is None:
        return reading
    if beside_now.at == reading.at or _counts(typed, context):
        return reading
    if reading.at > context.now:
        return beside_now
    if beside_now.at > context.now:
        return reading
    ways = (reading, beside_now) if reading.at < beside_now.at else (beside_now, reading)
    choices = tuple(shown_when(way, context.zone) for way in ways)
    return Unresolved(f"Time {quoted(typed)} could be on either of two days", choices)


def _is_going_on(context: TimeContext) -> bool:
    if context.previous is None:
        return context.today - context.day < _STILL_GOING_ON
    return context.now - context.previous < _STILL_GOING_ON


def _counts(typed: str, context: TimeContext) -> bool:
    """Tell whether a typed time counts from the event before: it is another time after another event."""
    if context.previous is None:
        return False
    later = replace(context, previous=context.previous + timedelta(minutes=1))
    one, other = read_time(typed, context), read_time(typed, later)
    return (
        isinstance(one, ResolvedTime) and isinstance(other, ResolvedTime) and other.at - one.at == timedelta(minutes=1)
    )


def _unclear(message: str, choices: tuple[str, ...]) -> UsageError:
    sentence, _, hint = message.partition(". ")
    if choices:
        hint = f"Type {' or '.join(f'--time {shlex.quote(choice)}' for choice in choices)}"
    if sentence[1:2].islower():
        sentence = sentence[:1].lower() + sentence[1:]
    return UsageError(sentence, hint=hint or "Type one such as --time 1345")


_MOST_BYTES = 1_000_000


@dataclass(frozen=True)
class NewEvent:
    """What the command line says of an event.

    Attributes:
        text: What happened, and below the first line its notes.
        time: The time as typed; ``None`` for now.
        who: A name, "" for nobody, ``None`` for whoever is at the keyboard.
        moment: One of the nine moments, ``none`` for none, ``None`` to go by the words.
    """

    text: str
    time: str | None = None
    who: str | None = None
    moment: str | None = None


_MOST_DAYS = 3
"""Days after the last event beyond which nothing is taken for a moment of the incident."""


@dataclass(frozen=True)
class _Added:
    """An event as it was added, and what there is to say about it."""

    event: Event
    time: EventTime
    report: Report
    replaced_event: Event | None


def text_given(words: Sequence[str]) -> str:
    """Return the text of an event from the command line, from standard input for ``-``, or with its notes from there.

    Raises:
        UsageError: There is none, or more than an event can hold.
    """
    if words and words[-1] == STDIN:
        title = " ".join(words[:-1])
        text = _piped(f"Type {'its notes' if title else 'what happened'}; Enter and Ctrl+D end it")
        text = f"{title}\n{text}" if title else _below_its_event(text)
    else:
        text = tidied(" ".join(words)).strip("\n")
    if not text.strip():
        raise UsageError("the text of the event is empty", hint='Say what happened: pmwizard log "Config restored"')
    return text


def _piped(invitation: str) -> str:
    if sys.stdin.isatty():
        note(invitation)
    data = sys.stdin.buffer.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise UsageError(
            "standard input holds more than 1 MB, which is too long for an event",
            hint="Pass a part of it, and keep the rest in a file to link to",
        )
    return tidied(data.decode("utf-8", "replace").removeprefix("\ufeff")).strip("\n")


_COLUMNS = re.compile(r"\t+| {2,}| *\| *")
_RULE = re.compile(r"[\s|+=:-]+")


def _below_its_event(text: str) -> str:
    """Return a text whose first line says what happened: of a table its first row, above the whole table."""
    lines = [line for line in text.split("\n") if line.strip() and not _RULE.fullmatch(line)]
    if len(lines) < 2 or not _is_head(*lines[:2]):
        return text
    return f"{' '.join(lines[1].replace('|', ' ').split())}\n{text}"


def _is_head(line: str, row: str) -> bool:
    """Tell whether a line names the columns of a row: in capitals, or without a digit above a row that has some."""
    columns, below = (_COLUMNS.split(one.strip(" |")) for one in (line, row))
    if min(len(columns), len(below)) < 2 or any(letter.isdecimal() for letter in line):
        return False
    return (line.isupper() and not row.isupper()) or (len(columns) > 2 and any(letter.isdecimal() for letter in row))


def newest_open_report(folder: Path) -> Path:
    """Return the newest report that is not closed.

    Raises:
        ReportNameError: There is none.
    """
    found = newest_open(folder)
    if found is None:
        are_closed = any(list_reports(folder))
        error = NoSuchReportError("that is still open" if are_closed else "yet", folder)
        error.hint = "Name a closed one with --report, or start one: " if are_closed else "Start one: "
        error.hint += 'pmwizard new --title "What broke" --no-input'
        raise error
    return found


def named_report(context: click.Context, name: str) -> Path:
    """Return the file of the report of that name.

    Raises:
        ReportNameError: There is none, or there are several.
    """
    try:
        return found_report(context, name)
    except ReportNameError as error:
        if error.closest:
            error.hint = (
                f"Try: pmwizard log --report {shlex.quote(error.closest[0][0])} ...        (pmwizard list shows all)"
            )
        raise


def add_event(folder: Path, path: Path, wanted: NewEvent) -> int:
    """Add an event to the report in a file, whoever else has it open; return the exit status.

    Raises:
        UsageError: The time cannot be read, or could be several.
        PmwizardError: The report could not be read or written.
    """
    configuration = load_configuration(folder)
    who = author_of(configuration, os.environ) if wanted.who is None else wanted.who
    now = datetime.now(UTC)
    outcome: list[_Added] = []

    def change(report: Report) -> Report:
        outcome.append(_added(report, wanted, who, now))
        return outcome[-1].report

    stored = change_file(path, change)
    for mistake in configuration.mistakes:
        warn(mistake)
    _print_added(outcome[-1], stored, now, is_typed=wanted.time is not None)
    return 0


def _added(report: Report, wanted: NewEvent, who: str | None, now: datetime) -> _Added:
    report = in_time_order(with_ids(report))
    time = read_event_time(report, wanted.time, now)
    first, _, rest = wanted.text.partition("\n")
    event = Event(
        event=one_line(first),
        who=one_line(tidied(who)) if who else None,
        notes=tidied(rest).strip("\n") or None,
    )
    event = timed(event, time.reading)
    if event.at is None and wanted.moment not in {None, "none"}:
        hint = f"Enter its time too, such as --time '{event.day} 13:45'"
        raise UsageError("a moment needs a time of the day", hint=hint)
    if wanted.moment is None:
        moment = None if _days_late(event, report.timeline) else moment_of_new(event, report.timeline)
    else:
        moment = None if wanted.moment == "none" else cast("Moment", wanted.moment)
    replaced_event = next((one for one in report.timeline if moment and one.moment == moment), None)
    rows = tuple(
        one.model_copy(update={"moment": None}) if moment and one.moment == moment else one for one in report.timeline
    )
    before = {one.id for one in rows}
    report = with_row(report.model_copy(update={"timeline": rows}), "timeline", _with_moment(event, moment))
    added = next(one for one in report.timeline if one.id not in before)
    return _Added(added, time, in_time_order(report), replaced_event)


def _days_late(event: Event, rows: Sequence[Event]) -> int:
    """Return how many days after the event before it an event comes, 0 while it may belong to the same incident."""
    before = [one.at for one in rows if one.at and event.at and one.at < event.at]
    days = (event.at - max(before)).days if before and event.at else 0
    return days if days > _MOST_DAYS else 0


def _with_moment(event: Event, moment: Moment | None) -> Event:
    return event.model_copy(update={"moment": moment}) if moment else event


def _print_added(added: _Added, stored: Stored, now: datetime, *, is_typed: bool) -> None:
    event, report = added.event, stored.report
    put(f"{_clock(event, report, now)} {f'{event.moment}: ' if event.moment else ''}{one_line(event.event or '')}")
    title = f" ({one_line(report.metadata.title)})" if report.metadata.title else ""
    by = f", by {one_line(event.who)}" if event.who else ""
    note(f"Added as {event.id} to {report.metadata.incident_id or stored.path.stem}{title}{by}")
    if is_typed:
        note(f"Read as {added.time.words}")
    edit = f"pmwizard edit {name_for_commands(stored.path, os.environ, Path.cwd())} --section timeline"
    is_later = event.at > now if event.at else event.day and event.day > now.astimezone(report.zone).date()
    if is_later:
        note(f"That is in the future. Fix it: {edit}")
    days = _days_late(event, report.timeline)
    if days and not is_typed:
        note(f"That is {days} days after the event before it, on {event.at:%d %b %Y}. Fix it: {edit}")
    if added.replaced_event:
        was = f"{_clock(added.replaced_event, report, now)} {one_line(added.replaced_event.event or '')}"
        note(f"Until now {event.moment} was {was.strip()}. Change it back: {edit}")
    if stored.backup:
        note(f"The file with its comments is kept as {visible(stored.backup.name)}")


def _clock(event: Event, report: Report, now: datetime) -> str:
    """Return the time of an event in the report's zone, with its day where that is not today, or its day alone."""
    return shown_when(event, report.zone, now.astimezone(report.zone).date())
