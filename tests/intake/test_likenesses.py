"""What looks like a form of a pasted block and is none."""

from __future__ import annotations

import pytest

from tests.intake.conftest import Paste, rows, times


@pytest.mark.parametrize(
    "line",
    [
        "The timeline slipped because the IST team slept",
        "We lost time at UTC Logistics",
        "Response times rose in the EU",
        "Everything was quiet",
        "Alerts come from the PST dashboard",
    ],
)
def test_a_sentence_that_only_mentions_a_zone_names_none(line: str) -> None:
    assert Paste(f"{line}\n13:45 Alert").read().zone.name == "UTC"


@pytest.mark.parametrize(
    "line",
    [
        "Published 2025-12-03",
        "## Review of 2025-12-03, updated",
        "See the report of 2025-10-02 for more",
        "Version 2025-10-02",
    ],
)
def test_a_day_of_something_else_is_no_day_of_the_times_below(line: str) -> None:
    assert times(f"{line}\n13:45 Alert")[-1] == "21 13:45"


@pytest.mark.parametrize("name", ["Alert", "Update", "Step 2", "Version 81", "Incident Review", "ERROR"])
def test_what_has_a_time_of_its_own_is_nobody(name: str) -> None:
    assert [who for _, _, who in rows(f"{name} 13:45\nAll is well\nDana Ito 13:47\nlooking")] != [name, "Dana Ito"]


@pytest.mark.parametrize("name", ["Mara Lund", "Theresa May", "Sunny Marsh", "Dec Mond"])
def test_the_beginning_of_a_day_in_a_name_is_part_of_the_name(name: str) -> None:
    text = f"{name}, Nov 21, 1:45 PM\ndown\nLee Park, Nov 21, 1:47 PM\nlooking"
    assert rows(text) == [("21 13:45", "down", name), ("21 13:47", "looking", "Lee Park")]


@pytest.mark.parametrize("line", ["Duration: 0:35", "Time to detect: 0:02", "Total downtime: 1:05"])
def test_a_stated_length_is_set_aside(line: str) -> None:
    pasted = Paste(f"Started: 13:45 UTC\n{line}\nResolved: 14:20 UTC").read()
    assert [row.event for row in pasted.rows] == ["Started", "Resolved"]
    assert pasted.skipped == (line,)


@pytest.mark.parametrize("words", [r"grep '\[error\]' \\ host", r"C:\new\logs", r"`a\_b`", r"path \\srv\share"])
def test_a_backslash_that_is_no_escape_stays(words: str) -> None:
    assert rows(f"13:45 {words}") == [("21 13:45", words, None)]


def test_a_sentence_with_several_times_is_no_event_of_one_of_them() -> None:
    assert times("We pushed at 13:45 UTC and saw errors at 13:47 UTC.") == [""]


def test_a_date_in_prose_is_no_event() -> None:
    text = "13:40 - Pushed\nThe backup of 2025-11-20 03:00:00 was used\nOn 24 November the vendor came."
    assert times(text) == ["21 13:40"]


@pytest.mark.parametrize("line", ["+5m users saw it", "+12 more", "Minute by minute", "0:00"])
def test_a_number_with_a_sign_alone_counts_from_nothing(line: str) -> None:
    assert times(f"13:45 Alert\n{line}")[0] == "21 13:45"
    assert len(times(f"13:45 - Alert\n{line} - so it was")) <= 2


@pytest.mark.parametrize(
    "line", ['{"a": [[[[', '{"ts": }', '{"ts": "2025-11-21T13:45:10Z"', '["13:45"]', '{"ts": 1e999}']
)
def test_broken_json_is_text(line: str) -> None:
    assert [event for _, event, _ in rows(line)] == [line]


def test_deep_json_is_text() -> None:
    assert len(Paste('{"ts":' + "[" * 50_000 + "]" * 50_000 + "}").read().rows) == 1


def test_a_message_of_one_word_is_no_name_of_the_next() -> None:
    text = "Dana Ito\n1:45 PM\ndown\n1:46\nRestarted\n1:47\nok\nLee Park\n1:48 PM\nthanks"
    assert rows(text) == [
        ("21 13:45", "down", "Dana Ito"),
        ("21 13:46", "Restarted", "Dana Ito"),
        ("21 13:47", "ok", "Dana Ito"),
        ("21 13:48", "thanks", "Lee Park"),
    ]
