"""`pmwizard import`: events of a file, or of standard input, put into a report."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import click

from pmwizard.cli.importing.account import Account
from pmwizard.cli.importing.texts import bytes_of, keep, standard_input, text_of
from pmwizard.cli.options import found_report
from pmwizard.cli.output import need_output, note, put_json
from pmwizard.cli.reports import STDIN
from pmwizard.errors import ReportUnreadableError, UsageError
from pmwizard.intake.adding import Prepared, added, prepared
from pmwizard.intake.events import day_typed, read_block, settings_for, zone_typed
from pmwizard.intake.results import BlockSettings, ReadBlock
from pmwizard.model.moments import context_of
from pmwizard.model.report import Report
from pmwizard.model.times.context import TimeContext
from pmwizard.store.files.read import load
from pmwizard.store.files.save import change_file
from pmwizard.text import counted, one_line, visible

ASKED = 3
"""The exit status while something has to be asked."""

_STDIN_NAME = "standard input"
_MANY_LINES = 10_000


@dataclass(frozen=True)
class Import:
    """What the command line says of an import.

    Attributes:
        source: The file, or ``-`` for standard input.
        into: The report to add to.
        only: The part to read.
        day: The day of times that name none, as typed.
        zone: The zone of times that name none, as typed.
        is_dry_run: Whether nothing is written.
        as_json: Whether the result is for scripts.
    """

    source: str
    into: str | None
    only: str | None
    day: str | None = None
    zone: str | None = None
    is_dry_run: bool = False
    as_json: bool = False


def import_events(context: click.Context, wanted: Import) -> int:
    """Add the events of a text to a report, and say how they were read; return the exit status.

    Standard input is read first: whatever goes wrong then, the text is kept.

    Raises:
        UsageError: An option is missing or not understood.
        PmwizardError: The report or the text could not be read, or the report could not be written.
    """
    if wanted.source != STDIN:
        return _import(context, wanted, one_line(Path(wanted.source).name) or wanted.source, None)
    data = standard_input()
    status = 1
    try:
        status = _import(context, wanted, _STDIN_NAME, data)
    finally:
        if status:
            keep(data)
    return status


def _import(context: click.Context, wanted: Import, name: str, data: bytes | None) -> int:
    need_output()
    if not wanted.into or not wanted.only:
        raise UsageError(
            "import reads events into the timeline of a report that is there",
            hint="Pass --into REPORT --only timeline",
        )
    path = found_report(context, wanted.into)
    text = text_of(bytes_of(Path(wanted.source)) if data is None else data, name)
    report = load(path).report
    times = context_of(report, datetime.now(UTC))
    read, ready = _read(text, report, times, wanted, name)
    backup: Path | None = None
    if not read.questions and not wanted.is_dry_run and ready.events:
        # Another program may have changed the report since it was read.
        backup = change_file(
            path, lambda now: added(now, (ready if now == report else prepared(now, read.rows)).chosen(now))
        ).backup
    account = Account(read, ready.chosen(report), ready.known, report, path, wanted.is_dry_run)
    if wanted.as_json:
        account.put_as_json()
    else:
        account.put(f"{name}: {counted(len(read.rows), 'event')}")
    if backup:
        note(f"The file with its comments is kept as {visible(backup.name)}")
    return ASKED if read.questions else 0


def _settings(report: Report, times: TimeContext, wanted: Import) -> BlockSettings:
    settings = settings_for(report, times)
    if wanted.day is not None:
        day = day_typed(wanted.day, times)
        if isinstance(day, str):
            raise _not_understood("--day", day)
        settings = replace(settings, day=day)
    if wanted.zone is not None:
        zone = zone_typed(wanted.zone, times)
        if isinstance(zone, str):
            raise _not_understood("--zone", zone)
        settings = replace(settings, zone=zone.name)
    return settings


def _not_understood(option: str, instruction: str) -> UsageError:
    sentence, _, hint = one_line(instruction).partition(". ")
    return UsageError(f"{option}: {sentence}", hint=hint)


def _read(text: str, report: Report, times: TimeContext, wanted: Import, name: str) -> tuple[ReadBlock, Prepared]:
    settings = _settings(report, times, wanted)
    lines = len(text.splitlines())
    if lines > _MANY_LINES:
        note(f"Reading {lines:,} lines")
    try:
        read = read_block(text, times, settings)
        ready = prepared(report, read.rows)
    except Exception as error:
        # Whatever a bug raises, it is told as what it means for the text; nothing is written yet.
        hint = "Nothing is added. Run the same with --debug to see where it failed"
        raise _unreadable(name, f"this failed inside the program ({type(error).__name__})", hint, wanted) from error
    if not read.has_events:
        hint = "An event begins with its time, such as 13:45 Alert fired"
        raise _unreadable(name, f"no time is found in {counted(lines, 'line')}", hint, wanted)
    return read, ready


def _unreadable(name: str, sentence: str, hint: str, wanted: Import) -> ReportUnreadableError:
    if wanted.as_json:
        put_json({"kind": "text", "events": [], "told": [f"{sentence[:1].upper()}{sentence[1:]}"], "asked": []})
    return ReportUnreadableError(name, sentence, hint=hint)
