"""``pmwizard import``: the events of a file or of a paste, without a screen."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import time_machine

from pmwizard.store.files.read import load

Command = Callable[..., Any]

NAME = "INC-2025-11-21-001"
NOW = datetime(2025, 12, 1, 9, tzinfo=UTC)
TEXT = "13:45 Alert fired\n14:00-14:10 Dana restarted the queue\n14:20 Recovered\n"
MOST_BYTES = 20_000_000
INTO = ("--into", NAME, "--only", "timeline")


@pytest.fixture
def path(folder: Path, stopped_clock: time_machine.Traveller) -> Path:
    """A report of 21 November 2025 with nothing in it but its day and its name."""
    stopped_clock.move_to(NOW)
    path = folder / f"{NAME}.toml"
    path.write_text(f'schema_version = 1\n\n[metadata]\nincident_id = "{NAME}"\nincident_date = 2025-11-21\n')
    return path


@pytest.fixture
def notes(path: Path) -> Path:
    """A file of three events."""
    file = path.parent.parent / "notes.txt"
    file.write_text(TEXT)
    return file


def times(path: Path) -> list[str]:
    """Return the instants of the events of a report."""
    return [f"{one.at:%d %H:%M}" if one.at else "" for one in load(path).report.timeline]


def kept(folder: Path) -> list[str]:
    """Return the texts that were kept."""
    return [file.read_text(errors="replace") for file in (folder.parent / "state").rglob("input.txt")]


def test_the_events_of_a_file_are_added_and_how_they_were_read_is_told(
    pmwizard: Command, path: Path, notes: Path
) -> None:
    result = pmwizard("import", str(notes), *INTO)
    assert (result.status, result.out) == (0, f"./postmortems/{NAME}.toml\n")
    assert times(path) == ["21 13:45", "21 14:00", "21 14:20"]
    assert load(path).report.timeline[1].until == datetime(2025, 11, 21, 14, 10, tzinfo=UTC)
    for sentence in (
        "notes.txt: 3 events",
        "Times as UTC: nothing in the text says so",
        "Day assumed: 21 Nov 2025, from the report",
        f"3 events added to {NAME}",
    ):
        assert sentence in result.err


def test_events_that_are_there_already_are_not_added_again(pmwizard: Command, path: Path, notes: Path) -> None:
    pmwizard("import", str(notes), *INTO)
    before = path.read_bytes()
    result = pmwizard("import", "-", *INTO, stdin=TEXT)
    assert (result.status, path.read_bytes()) == (0, before)
    assert "3 events are in the timeline already" in result.err
    assert f"0 events added to {NAME}" in result.err
    again = pmwizard("import", "-", *INTO, stdin=f"{TEXT}14:30 Closed\n")
    assert (again.status, len(times(path))) == (0, 4)


def test_a_dry_run_writes_nothing_and_prints_the_events(pmwizard: Command, path: Path, notes: Path) -> None:
    before = path.read_bytes()
    result = pmwizard("import", str(notes), *INTO, "--dry-run", "--day", "20 nov", "--zone", "PST")
    assert (result.status, path.read_bytes()) == (0, before)
    assert result.out.splitlines()[0].split() == ["2025-11-20", "21:45", "Alert", "fired"]
    assert "2025-11-20 22:00-22:10" in result.out
    assert "Times as PST: as entered" in result.err
    assert "Day: 20 Nov 2025, as entered" in result.err
    assert f"3 events would be added to {NAME}" in result.err


def test_what_could_mean_two_things_is_asked_and_nothing_is_added(pmwizard: Command, path: Path) -> None:
    before = path.read_bytes()
    for more in ((), ("--dry-run",), ("--json",)):
        result = pmwizard("import", "-", *INTO, *more, stdin="All times in CST\n13:45 Alert fired\n")
        assert (result.status, path.read_bytes()) == (3, before)
    asked = json.loads(result.out)["asked"]
    assert asked == [
        "CST names several zones: America/Chicago, Asia/Shanghai, America/Havana",
        "Waits for an answer: 13:45 Alert fired",
    ]
    result = pmwizard("import", "-", *INTO, "--zone", "Asia/Shanghai", stdin="All times in CST\n13:45 Alert fired\n")
    assert (result.status, times(path)) == (0, ["21 05:45"])


def test_the_json_is_as_the_schema_says(pmwizard: Command, path: Path) -> None:
    text = "All times in CET\n~13:45 Alert fired\n14:00-14:10 Restarted\n\n25:75 nobody knows\n"
    result = pmwizard("import", "-", *INTO, "--json", "--dry-run", stdin=text)
    found = json.loads(result.out)
    schema = json.loads(pmwizard("schema", "import").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(found, schema, format_checker=jsonschema.FormatChecker())
    assert list(found) == ["kind", "events", "told", "asked"]
    first, second, third = found["events"]
    assert first == {
        "at": "2025-11-21T12:45:00Z",
        "day": None,
        "until": None,
        "approximate": True,
        "who": None,
        "event": "Alert fired",
        "source": None,
    }
    assert (second["until"], third["at"]) == ("2025-11-21T13:10:00Z", None)
    assert 'Times as CET: the line "All times in CET" says so' in found["told"]
    assert not times(path)


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("-",), 2),
        (("-", "--into", NAME), 2),
        (("-", "--only", "timeline"), 2),
        (("-", *INTO, "--day", "someday"), 2),
        (("-", *INTO, "--zone", "nowhere"), 2),
        (("-", *INTO, "--zoen", "UTC"), 2),
        (("-", "--into", NAME, "--only", "whys"), 2),
        (("-", "--into", "nothing-like-it", "--only", "timeline"), 4),
    ],
)
def test_a_text_from_standard_input_is_kept_where_an_option_is_wrong(
    pmwizard: Command, path: Path, folder: Path, arguments: tuple[str, ...], status: int
) -> None:
    before = path.read_bytes()
    result = pmwizard("import", *arguments, stdin=TEXT)
    assert (result.status, result.out, path.read_bytes()) == (status, "", before)
    assert kept(folder) == [TEXT]
    assert "The text from standard input is kept: " in result.err
    (place,) = (folder.parent / "state").rglob("input.txt")
    assert str(place) in result.err
    assert place.stat().st_mode & 0o077 == 0


def test_a_text_that_was_added_is_not_kept(pmwizard: Command, path: Path, folder: Path) -> None:
    assert pmwizard("import", "-", *INTO, stdin=TEXT).status == 0
    assert not kept(folder)
    assert times(path)


def test_a_report_that_cannot_be_written_keeps_the_text(pmwizard: Command, path: Path, folder: Path) -> None:
    path.write_text("schema_version = 1\nlayout = \n")
    result = pmwizard("import", "-", *INTO, stdin=TEXT)
    assert (result.status, kept(folder)) == (5, [TEXT])


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "there is nothing in it"),
        (b" \n\n", "there is nothing in it"),
        (b"13:45 a\0b", "this is not text"),
        (b"13:45 caf\xe9", "byte 0xe9 is not UTF-8"),
        (b"hello\nworld\n", "no time is found in 2 lines"),
        (b"a" * (MOST_BYTES + 1), "this is more than 20 MB"),
    ],
)
def test_what_cannot_be_read_gets_one_sentence(
    pmwizard: Command, path: Path, folder: Path, data: bytes, sentence: str
) -> None:
    before = path.read_bytes()
    result = pmwizard("import", "-", *INTO, stdin=data)
    assert (result.status, result.out, path.read_bytes()) == (5, "", before)
    assert f"pmwizard: standard input{', line 1' if b'caf' in data else ''}: {sentence}\n" in result.err
    assert len(kept(folder)) == bool(data.strip())
    if len(data) > MOST_BYTES:
        assert kept(folder) == ["a" * MOST_BYTES]
    assert ("Only the first 20 MB of the text from standard input are kept: " in result.err) == (len(data) > MOST_BYTES)
    file = folder.parent / "file.txt"
    file.write_bytes(data)
    assert sentence in pmwizard("import", str(file), *INTO).err


@pytest.mark.parametrize("name", ["read_block", "prepared"])
def test_a_bug_in_reading_is_told_and_keeps_the_text(
    pmwizard: Command, path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def failing(*_: object) -> None:
        raise OverflowError("13:45")

    monkeypatch.setattr(f"pmwizard.cli.importing.command.{name}", failing)
    before = path.read_bytes()
    result = pmwizard("import", "-", *INTO, stdin=TEXT)
    assert (result.status, result.out, path.read_bytes(), kept(folder)) == (5, "", before, [TEXT])
    sentence = "this failed inside the program (OverflowError)"
    assert f"pmwizard: standard input: {sentence}\n" in result.err
    assert "13:45" not in result.err
    assert "Nothing is added" in result.err
    assert "Traceback" in pmwizard("import", "-", *INTO, "--debug", stdin=TEXT).err
    found = json.loads(pmwizard("import", "-", *INTO, "--json", stdin=TEXT).out)
    assert found == {"kind": "text", "events": [], "told": [sentence.replace("this", "This")], "asked": []}


def test_a_day_alone_is_added_as_a_day(pmwizard: Command, path: Path) -> None:
    text = "2025-11-21 13:45 Alert fired\n2025-11-24 Site visit\n"
    result = pmwizard("import", "-", *INTO, "--dry-run", stdin=text)
    assert [line.split()[0] for line in result.out.splitlines()] == ["2025-11-21", "2025-11-24"]
    found = json.loads(pmwizard("import", "-", *INTO, "--json", stdin=text).out)["events"]
    assert [(event["at"], event["day"]) for event in found] == [("2025-11-21T13:45:00Z", None), (None, "2025-11-24")]
    assert [(event.at is None, str(event.day)) for event in load(path).report.timeline] == [
        (False, "None"),
        (True, "2025-11-24"),
    ]


def test_a_text_in_utf_16_is_read(pmwizard: Command, path: Path) -> None:
    assert pmwizard("import", "-", *INTO, stdin="13:45 Größe".encode("utf-16")).status == 0
    assert load(path).report.timeline[0].event == "Größe"


@pytest.mark.parametrize(("name", "why"), [("nowhere.txt", "no such file"), (".", "is a directory")])
def test_a_file_that_is_not_there_is_named(pmwizard: Command, path: Path, name: str, why: str) -> None:
    result = pmwizard("import", name, *INTO)
    assert (result.status, why in result.err, times(path)) == (5, True, [])


def test_nothing_in_a_text_steers_the_terminal_or_begins_a_line(pmwizard: Command, path: Path) -> None:
    text = "::error ::x\r::error ::y\n\x1b]52;c;AAAA\x07\n13:45 \x1b[31mred\x1b[0m\x9b alert\n13:46 ok\x85::error ::z\n"
    result = pmwizard("import", "-", *INTO, "--dry-run", stdin=text)
    assert result.status == 0
    for line in (result.out + result.err).splitlines():
        assert line.isprintable()
        assert not line.lstrip().startswith("::")
    name = path.parent.parent / "a\n::error ::b.txt"
    name.write_text(TEXT)
    assert "\n::" not in pmwizard("import", str(name), *INTO, "--dry-run").err


def test_the_real_program_adds_what_a_pipe_brings(path: Path, folder: Path) -> None:
    environment = {**os.environ, "PMWIZARD_DIR": str(folder), "PYTHONWARNINGS": "error"}
    command = [sys.executable, "-m", "pmwizard", "import", "-", *INTO]
    done = subprocess.run(command, input=TEXT, text=True, capture_output=True, env=environment, check=False)
    assert (done.returncode, times(path)) == (0, ["21 13:45", "21 14:00", "21 14:20"])
    wrong = subprocess.run(
        [*command, "--day"], input=TEXT, text=True, capture_output=True, env=environment, check=False
    )
    assert (wrong.returncode, kept(folder)) == (2, [TEXT])


@pytest.mark.parametrize(
    ("zone", "first"),
    [
        ("Asia/Kolkata", "21 08:15"),
        ("Asia/Calcutta", "21 08:15"),
        ("Europe/Dublin", "21 13:45"),
        ("mumbai", "21 08:15"),
    ],
)
def test_an_entered_zone_says_what_an_abbreviation_beside_each_time_means(
    pmwizard: Command, path: Path, zone: str, first: str
) -> None:
    text = "13:45 IST Alert fired\n13:55 IST Answered\n"
    asked = pmwizard("import", "-", *INTO, "--json", stdin=text)
    assert json.loads(asked.out)["asked"] == [
        "IST names several zones: Asia/Kolkata, Europe/Dublin, Asia/Jerusalem",
        "Waits for an answer: 13:45 IST Alert fired",
        "Waits for an answer: 13:55 IST Answered",
    ]
    assert pmwizard("import", "-", *INTO, "--zone", zone, stdin=text).status == 0
    assert times(path)[0] == first


def test_an_entered_zone_leaves_open_an_abbreviation_that_is_not_its_own(pmwizard: Command, path: Path) -> None:
    assert pmwizard("import", "-", *INTO, "--zone", "Asia/Tokyo", stdin="13:45 IST Alert fired\n").status == 3


def test_an_entered_day_says_what_dates_of_numbers_mean(pmwizard: Command, path: Path) -> None:
    text = "04/11/2025 13:45 Alert fired\n05/11/2025 00:10 Over\n"
    asked = pmwizard("import", "-", *INTO, stdin=text)
    assert "Pass --day, or paste the text into: " in asked.err
    assert pmwizard("import", "-", *INTO, "--day", "2025-11-04", stdin=text).status == 0
    assert times(path) == ["04 13:45", "05 00:10"]


def test_options_are_named_only_where_they_answer_a_question(pmwizard: Command, path: Path) -> None:
    by_zone = pmwizard("import", "-", *INTO, stdin="13:45 IST Alert fired\n").err
    by_none = pmwizard("import", "-", *INTO, stdin="22:00-01:00 Batch ran\n").err
    assert "Pass --zone, or paste the text into: " in by_zone
    assert "To answer, paste the text into: " in by_none
    assert "Waiting for an answer: 22:00-01:00 Batch ran" in by_none


def test_a_text_without_a_time_is_told_to_scripts_too(pmwizard: Command, path: Path) -> None:
    result = pmwizard("import", "-", *INTO, "--json", stdin="hello\nworld\n")
    assert result.status == 5
    assert json.loads(result.out) == {
        "kind": "text",
        "events": [],
        "told": ["No time is found in 2 lines"],
        "asked": [],
    }
