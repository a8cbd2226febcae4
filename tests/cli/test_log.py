"""``pmwizard log``: one event, from any shell, in the midst of an incident."""

import io
import os
import shlex
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from pmwizard.cli import log as adding
from pmwizard.cli.commands import MOMENT_NAMES
from pmwizard.cli.log import read_event_time
from pmwizard.errors import UsageError
from pmwizard.model import Report
from pmwizard.model.parts.timeline import MOMENTS, Event
from pmwizard.store.files.read import load
from pmwizard.store.toml import dump, parse

Command = Callable[..., Any]

NOW = datetime(2026, 1, 16, 14, 2, 40, tzinfo=UTC)
NEW = "INC-2026-01-16-001"


@pytest.fixture
def path(folder: Path, monkeypatch: pytest.MonkeyPatch, stopped_clock: time_machine.Traveller) -> Path:
    """A report of today with nothing in it but its name."""
    stopped_clock.move_to(NOW)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("USER", "dana")
    path = folder / f"{NEW}.toml"
    path.write_text(f'schema_version = 1\n\n[metadata]\ntitle = "Payments down"\nincident_id = "{NEW}"\n')
    return path


def events(path: Path) -> list[tuple[str, str, str | None]]:
    """Return the clock, the words and the moment of each event."""
    return [(f"{one.at:%H:%M}" if one.at else "", one.event or "", one.moment) for one in load(path).report.timeline]


def test_an_event_is_added_now_to_the_newest_open_report_and_told(pmwizard: Command, path: Path) -> None:
    result = pmwizard("log", "Config", "4811", "pushed")
    assert (result.status, result.out) == (0, "14:02 Config 4811 pushed\n")
    assert result.err == f"Added as T1 to {NEW} (Payments down), by dana\n"
    (event,) = load(path).report.timeline
    assert event == Event(id="T1", at=NOW.replace(second=0), event="Config 4811 pushed", who="dana")


def test_the_newest_report_is_newest_by_its_day_whether_or_not_that_was_entered(
    pmwizard: Command, path: Path, folder: Path
) -> None:
    (folder / "INC-2026-01-10-001.toml").write_text("schema_version = 1\n[metadata]\nincident_date = 2026-01-10\n")
    assert NEW in pmwizard("log", "one").err
    path.write_text(path.read_text() + "\n[review]\ndate = 2026-01-18\n".replace("[review]", "[review]"))
    report = load(path).report
    closed = report.model_copy(update={"metadata": report.metadata.model_copy(update={"status": "closed"})})
    path.write_text(dump(closed))
    assert "INC-2026-01-10-001" in pmwizard("log", "two").err
    assert [one.event for one in load(path).report.timeline] == ["one"]


def test_a_report_that_is_named_is_meant_even_when_closed(pmwizard: Command, path: Path, folder: Path) -> None:
    assert pmwizard("log", "--report", "2019-07", "--time", "15:01", "Seen again").status == 0
    demo = load(folder / "INC-2019-07-02-001.toml").report
    assert any(
        one.event == "Seen again" and one.at and one.at.date().isoformat() == "2019-07-02" for one in demo.timeline
    )
    assert events(path) == []


def test_a_name_that_fits_no_report_is_told_with_the_closest(pmwizard: Command, path: Path) -> None:
    result = pmwizard("log", "x", "--report", "INC-2026-01-17-001")
    assert (result.status, result.out) == (4, "")
    assert f"Closest: {NEW}  Payments down" in result.err
    assert f"Try: pmwizard log --report {NEW} ..." in result.err
    assert events(path) == []


def test_without_an_open_report_it_says_how_to_start_one(pmwizard: Command, folder: Path) -> None:
    for report in folder.iterdir():
        report.unlink()
    result = pmwizard("log", "x")
    assert (result.status, result.out) == (4, "")
    assert result.err.splitlines() == [
        "pmwizard: no report yet in ./postmortems",
        '  Start one: pmwizard new --title "What broke" --no-input',
    ]
    (folder / "INC-1.toml").write_text('schema_version = 1\n[metadata]\nstatus = "closed"\n')
    result = pmwizard("log", "x")
    assert result.status == 4
    assert result.err.startswith(
        "pmwizard: no report that is still open in ./postmortems\n  Name a closed one with --report"
    )


@pytest.mark.parametrize(
    ("typed", "clock", "words"),
    [
        ("1345", "13:45", "13:45 UTC, 5 min after the last event"),
        ("1:45pm", "13:45", "13:45 UTC, 5 min after the last event"),
        ("+5", "13:45", "13:45 UTC, 5 min after the last event"),
        ("now", "14:02", "14:02 UTC, 22 min after the last event"),
        ("14:45 Europe/Paris", "13:45", "13:45 UTC, from 14:45 Europe/Paris, 5 min after the last event"),
        ("about 1345", "13:45", "about 13:45 UTC, 5 min after the last event"),
        ("16 Jan 13:45", "13:45", "13:45 UTC, 5 min after the last event"),
    ],
)
def test_a_typed_time_is_told_as_it_was_understood(
    typed: str, clock: str, words: str, pmwizard: Command, path: Path
) -> None:
    pmwizard("log", "--time", "1340", "Before")
    result = pmwizard("log", "--time", typed, "Then")
    assert result.status == 0
    assert result.out == f"{'about ' if 'about' in typed else ''}{clock} Then\n"
    assert f"Read as {words}" in result.err
    assert events(path)[-1] == (clock, "Then", None)
    assert load(path).report.timeline[-1].approximate is (True if "about" in typed else None)


@pytest.mark.parametrize(
    ("typed", "out", "words"),
    [
        ("13:05-13:30", "13:05-13:30", "13:05 UTC to 13:30, 35 min before the last event"),
        ("about 13:05 to 13:30", "about 13:05-13:30", "about 13:05 UTC to 13:30, 35 min before the last event"),
        (
            "yesterday 23:50-00:10",
            "2026-01-15 23:50 to 2026-01-16 00:10",
            "Thu 15 Jan 2026 23:50 UTC to 2026-01-16 00:10",
        ),
        ("19 Oct", "19 Oct 2025", "Sun 19 Oct 2025, no time of the day"),
        ("about 14 Jan", "about 14 Jan 2026", "about Wed 14 Jan 2026, no time of the day"),
    ],
)
def test_a_day_and_two_ends_are_understood_as_in_the_wizard(
    typed: str, out: str, words: str, pmwizard: Command, path: Path
) -> None:
    pmwizard("log", "--time", "1340", "Before")
    result = pmwizard("log", "--time", typed, "Alert fired")
    (event,) = [one for one in load(path).report.timeline if one.event == "Alert fired"]
    moment = "detected: " if event.at else ""
    assert (result.status, result.out) == (0, f"{out} {moment}Alert fired\n")
    assert f"Read as {words}" in result.err
    assert (event.at is None, event.until is None) == ((True, True) if event.day else (False, False))
    assert bool(event.approximate) == ("about" in typed)


def test_a_moment_needs_a_time_of_the_day(pmwizard: Command, path: Path) -> None:
    result = pmwizard("log", "--time", "14 Jan", "--moment", "detected", "Alert fired")
    assert (result.status, result.out) == (2, "")
    assert result.err.splitlines() == [
        "pmwizard: a moment needs a time of the day",
        "  Enter its time too, such as --time '2026-01-14 13:45'",
    ]
    assert events(path) == []


def test_a_day_that_is_to_come_is_told(pmwizard: Command, path: Path) -> None:
    assert "That is in the future" in pmwizard("log", "--time", "17 Jan 2026", "Review").err
    assert "That is in the future" not in pmwizard("log", "--time", "16 Jan 2026", "Review").err


def test_times_are_in_the_zone_of_the_report(pmwizard: Command, path: Path) -> None:
    path.write_text(path.read_text() + 'zone = "Europe/Paris"\n')
    result = pmwizard("log", "--time", "1445", "x")
    assert result.out == "14:45 x\n"
    assert "14:45 Europe/Paris, 13:45 UTC" in result.err
    assert events(path) == [("13:45", "x", None)]


@pytest.mark.parametrize(
    ("typed", "sentence", "hints"),
    [
        ("2575", "time 2575 is not a time", ["Use 24-hour time such as 1345"]),
        ("+5", "time +5 counts from the event before, and there is none", ["Enter a time such as 1345"]),
        ("02/03/2026 10:00", "", ["--time '2026-03-02 10:00", "--time '2026-02-03 10:00"]),
        ("13:45 IST", "IST names several zones", ["--time '"]),
        ("", "--time is empty", ["--time 1345"]),
    ],
)
def test_a_time_that_cannot_be_read_is_told_with_what_to_type(
    typed: str, sentence: str, hints: list[str], pmwizard: Command, path: Path
) -> None:
    result = pmwizard("log", "--time", typed, "x")
    assert (result.status, result.out) == (2, "")
    told, hint = result.err.splitlines()
    assert told.startswith(f"pmwizard: {sentence}")
    for one in hints:
        assert one in hint
    assert events(path) == []


def test_what_is_told_to_type_for_an_unclear_time_is_understood(pmwizard: Command, path: Path) -> None:
    hint = pmwizard("log", "--time", "13:45 IST", "x").err.splitlines()[-1]
    choices = [words for words in shlex.split(hint) if words not in {"Type", "or", "--time"}]
    assert len(choices) > 1
    for choice in choices:
        assert pmwizard("log", "--time", choice, choice).status == 0
    assert len({one.at for one in load(path).report.timeline}) == len(choices)


def began(last: str | None, *, zone: str | None = None) -> Report:
    event = f"[[timeline]]\nat = {last}\nevent = 'x'\n" if last else ""
    place = f"[metadata]\nzone = '{zone}'\n" if zone else ""
    return parse(f"schema_version = 1\n{place}{event}", "a")


@pytest.mark.parametrize(
    ("last", "typed", "understood"),
    [
        ("2026-01-15T23:50:00Z", "0010", "2026-01-16T00:10"),
        ("2026-01-16T13:50:00Z", "1345", "2026-01-16T13:45"),
        ("2026-01-15T20:00:00Z", "1100", "2026-01-15T11:00 or 2026-01-16T11:00"),
        ("2026-01-15T20:00:00Z", "1100-1130", "2026-01-15T11:00 or 2026-01-16T11:00"),
        ("2026-01-15T20:00:00Z", "1600", "2026-01-15T16:00"),
        ("2026-01-03T20:00:00Z", "1100", "2026-01-03T11:00"),
        ("2026-01-15T20:00:00Z", "+30", "2026-01-15T20:30"),
        ("2026-01-15T20:00:00Z", "1h later", "2026-01-15T21:00"),
        ("2026-01-15T20:00:00Z", "16 Jan 1100", "2026-01-16T11:00"),
        ("2026-01-15T20:00:00Z", "5 min ago", "2026-01-16T13:57"),
        (None, "1100", "2026-01-16T11:00"),
        (None, "1500", "2026-01-16T15:00"),
        (None, "0210", "2026-01-16T02:10"),
    ],
)
def test_a_time_without_a_day_is_near_the_last_event_and_asked_about_where_it_could_be_today(
    last: str | None, typed: str, understood: str
) -> None:
    try:
        at = read_event_time(began(last), typed, NOW).reading.at
    except UsageError as unclear:
        choices = [words for words in shlex.split(unclear.hint) if words not in {"Type", "or", "--time"}]
        read = [read_event_time(began(last), choice, NOW).reading.at for choice in choices]
        assert " or ".join(f"{one:%Y-%m-%dT%H:%M}" for one in read) == understood
    else:
        assert f"{at:%Y-%m-%dT%H:%M}" == understood


def test_just_after_midnight_a_late_hour_is_yesterdays() -> None:
    now = NOW.replace(hour=0, minute=10)
    assert read_event_time(began(None), "2350", now).reading.at == now.replace(
        minute=50, hour=23, second=0
    ) - timedelta(days=1)


def test_a_time_in_the_future_is_stored_and_told(pmwizard: Command, path: Path) -> None:
    result = pmwizard("log", "--time", "16:00", "Maintenance begins")
    assert result.status == 0
    assert f"That is in the future. Fix it: pmwizard edit {NEW} --section timeline" in result.err
    assert events(path) == [("16:00", "Maintenance begins", None)]


def test_a_day_other_than_today_is_printed(pmwizard: Command, path: Path) -> None:
    assert pmwizard("log", "--time", "yesterday 2350", "x").out == "2026-01-15 23:50 x\n"


def test_moments_are_proposed_from_the_words_once_each(pmwizard: Command, path: Path) -> None:
    assert pmwizard("log", "--time", "1345", "Alert fired").out == "13:45 detected: Alert fired\n"
    assert pmwizard("log", "--time", "1350", "Alert fired again").out == "13:50 Alert fired again\n"
    assert pmwizard("log", "--time", "1400", "--moment", "none", "Rolled back").out == "14:00 Rolled back\n"
    assert [moment for _, _, moment in events(path)] == ["detected", None, None]


def test_a_moment_that_is_named_moves_to_the_new_event_and_that_is_told(pmwizard: Command, path: Path) -> None:
    pmwizard("log", "--time", "1345", "Rolled back")
    result = pmwizard("log", "--time", "1400", "--moment", "MITIGATED", "Rolled back in the last region")
    assert result.out == "14:00 mitigated: Rolled back in the last region\n"
    assert "Until now mitigated was 13:45 Rolled back. Change it back: pmwizard edit" in result.err
    assert events(path) == [
        ("13:45", "Rolled back", None),
        ("14:00", "Rolled back in the last region", "mitigated"),
    ]


def test_the_nine_moments_are_offered() -> None:
    assert MOMENT_NAMES == MOMENTS


def test_a_moment_that_is_none_of_the_nine_is_refused(pmwizard: Command, path: Path) -> None:
    result = pmwizard("log", "x", "--moment", "fixed")
    assert result.status == 2
    assert "mitigated" in result.err
    assert events(path) == []


def test_standard_input_is_one_event_with_notes(pmwizard: Command, path: Path) -> None:
    result = pmwizard("log", "-", "--time", "1345", stdin="disk full\r\n\n  /var 100%\nmore\n\n")
    assert result.out == "13:45 disk full\n"
    (event,) = load(path).report.timeline
    assert (event.event, event.notes) == ("disk full", "  /var 100%\nmore")


def test_words_before_the_dash_are_the_event_and_standard_input_its_notes(pmwizard: Command, path: Path) -> None:
    result = pmwizard("log", "Disk", "full", "-", "--time", "1345", stdin="/var 100%\n/tmp 3%\n")
    assert result.out == "13:45 Disk full\n"
    (event,) = load(path).report.timeline
    assert (event.event, event.notes) == ("Disk full", "/var 100%\n/tmp 3%")


TABLES = {
    "kubectl": (
        "LAST SEEN   TYPE      REASON    OBJECT      MESSAGE\n2m41s       Warning   BackOff   pod/pay-1   Back-off\n",
        "2m41s Warning BackOff pod/pay-1 Back-off",
    ),
    "df": (
        "Filesystem      Size  Used Avail Use% Mounted on\n/dev/sda1        98G   98G    0  100% /var\n",
        "/dev/sda1 98G 98G 0 100% /var",
    ),
    "psql": (" pid | state  | query\n-----+--------+-------\n 311 | active | VACUUM\n", "311 active VACUUM"),
    "tabs": ("NAME\tREADY\npay-1\tno\npay-2\tno\n", "pay-1 no"),
}


@pytest.mark.parametrize("name", TABLES)
def test_the_heads_of_columns_are_no_event(name: str, pmwizard: Command, path: Path) -> None:
    table, words = TABLES[name]
    assert pmwizard("log", "-", "--time", "1345", stdin=table).out == f"13:45 {words}\n"
    (event,) = load(path).report.timeline
    assert (event.event, event.notes) == (words, table.strip("\n"))


@pytest.mark.parametrize(
    "text",
    [
        "DISK FULL\n/var 100%",
        "All of payments is down\nsince 13:45  or so",
        "PAYMENTS DOWN  ALL REGIONS\nLOOKING AT IT  NOW",
        "Errors:  none\nlatency:  90 ms",
        "HTTP 503  everywhere\n13:45  checkout",
    ],
)
def test_a_first_line_that_says_something_is_the_event(text: str, pmwizard: Command, path: Path) -> None:
    assert pmwizard("log", "-", "--time", "1345", stdin=text).status == 0
    (event,) = load(path).report.timeline
    assert (event.event, event.notes) == tuple(text.split("\n"))


@pytest.mark.parametrize("stdin", ["", " \n\n"])
def test_nothing_is_no_event(stdin: str, pmwizard: Command, path: Path) -> None:
    for arguments in (["-"], [" "], [""]):
        result = pmwizard("log", *arguments, stdin=stdin)
        assert result.status == 2
        assert "the text of the event is empty" in result.err
    assert "TEXT is missing" in pmwizard("log").err
    assert events(path) == []


def test_standard_input_without_an_end_is_refused(pmwizard: Command, path: Path) -> None:
    result = pmwizard("log", "-", stdin=b"x" * 1_000_001)
    assert result.status == 2
    assert "more than 1 MB" in result.err
    assert events(path) == []


def test_text_that_begins_with_a_dash_goes_after_two(pmwizard: Command, path: Path) -> None:
    assert pmwizard("log", "--", "-5% errors").out == "14:02 -5% errors\n"
    assert pmwizard("log", "-5% errors").status == 2


def test_the_name_of_who_did_it_is_given_or_left_out(pmwizard: Command, path: Path, folder: Path) -> None:
    pmwizard("log", "one", "--who", "deploy-bot")
    pmwizard("log", "two", "--who", "")
    (folder / ".pmwizard").mkdir()
    (folder / ".pmwizard" / "config.toml").write_text('author = "On call"\n')
    pmwizard("log", "three")
    assert [one.who for one in load(path).report.timeline] == ["deploy-bot", None, "On call"]


def test_hostile_text_is_kept_and_shown_without_steering_the_terminal(pmwizard: Command, path: Path) -> None:
    hostile = "\x1b]0;owned\x07 [/b] {{ 1 }} \u202e\udcff"
    result = pmwizard("log", hostile)
    assert result.status == 0
    assert not set(result.out + result.err) & {"\x1b", "\x07", "\u202e"}
    assert load(path).report.timeline[0].event == hostile.replace("\udcff", "\ufffd")


def test_a_file_with_comments_is_kept_beside(pmwizard: Command, path: Path) -> None:
    text = path.read_text() + "# by hand\n"
    path.write_text(text)
    result = pmwizard("log", "x")
    assert f"The file with its comments is kept as {path.name}.bak" in result.err
    assert path.with_name(f"{path.name}.bak").read_text() == text
    assert events(path) == [("14:02", "x", None)]


def test_a_file_that_can_only_be_read_is_told(pmwizard: Command, path: Path) -> None:
    path.chmod(0o444)
    before = path.read_bytes()
    result = pmwizard("log", "x")
    assert (result.status, result.out) == (1, "")
    assert result.err.splitlines()[0] == f"pmwizard: Not saved: {path.name} can only be read."
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (before, 0o444)


def test_a_broken_report_is_told_and_left_as_it_is(pmwizard: Command, path: Path) -> None:
    path.write_text(path.read_text() + "title = \n")
    before = path.read_bytes()
    result = pmwizard("log", "x")
    assert (result.status, result.out) == (5, "")
    assert f"{path.name}, line" in result.err
    assert path.read_bytes() == before


def test_rows_without_ids_get_theirs(pmwizard: Command, path: Path) -> None:
    path.write_text(path.read_text() + '[[timeline]]\nat = 2026-01-16T15:00:00Z\nevent = "by hand"\n')
    pmwizard("log", "x")
    assert [(one.id, one.event) for one in load(path).report.timeline] == [("T2", "x"), ("T1", "by hand")]


def test_events_that_are_added_at_once_are_all_in_the_file(folder: Path, path: Path) -> None:
    command = [sys.executable, "-m", "pmwizard", "log", "--moment", "detected"]
    programs = [
        subprocess.Popen([*command, f"event {number}"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ)
        for number in range(8)
    ]
    ended = [program.communicate(timeout=60) for program in programs]
    assert [program.returncode for program in programs] == [0] * 8, ended
    report = load(path).report
    assert {one.event for one in report.timeline} == {f"event {number}" for number in range(8)}
    assert len({one.id for one in report.timeline}) == 8
    assert [one.moment for one in report.timeline].count("detected") == 1
    assert sorted(one.name for one in folder.iterdir() if one.name.startswith((".pm", "INC-2026"))) == [path.name]


def test_a_terminal_is_told_how_to_end_the_text(
    pmwizard: Command, path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    class Keyboard(io.TextIOWrapper):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Keyboard(io.BytesIO(b"typed\n")))
    assert adding.text_given(["-"]) == "typed"
    assert capfd.readouterr().err == "Type what happened; Enter and Ctrl+D end it\n"
    monkeypatch.setattr(sys, "stdin", Keyboard(io.BytesIO(b"typed\n")))
    assert adding.text_given(["Disk", "full", "-"]) == "Disk full\ntyped"
    assert capfd.readouterr().err == "Type its notes; Enter and Ctrl+D end it\n"


def test_a_user_whom_the_system_does_not_know_logs_too(
    pmwizard: Command, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody(number: int) -> None:
        raise KeyError(number)

    monkeypatch.setattr("pwd.getpwuid", nobody)
    for name in ("HOME", "USER", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    result = pmwizard("log", "Config 4811 pushed")
    assert (result.status, result.out) == (0, "14:02 Config 4811 pushed\n")
    assert pmwizard("list").status == 0
    assert [one.name for one in tmp_path.iterdir()] == ["postmortems"]


def test_an_event_long_after_the_others_is_told_and_taken_for_no_moment(pmwizard: Command, path: Path) -> None:
    old = Event(at=NOW - timedelta(days=40, hours=1), event="Impact began", moment="started")
    path.write_text(dump(Report.model_validate({"metadata": {"title": "Old"}, "timeline": [old]})), encoding="utf-8")
    result = pmwizard("log", "Root cause found", "--report", NEW)
    assert result.status == 0
    assert "That is 40 days after the event before it, on 16 Jan 2026. Fix it: pmwizard edit" in result.err
    assert [moment for *_, moment in events(path)] == ["started", None]
