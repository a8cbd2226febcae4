"""Messages copied from chats."""

from __future__ import annotations

import pytest

from tests.intake.conftest import Paste, block, rows


def test_a_channel_copied_from_the_desktop_is_its_messages() -> None:
    pasted = Paste(block("slack_desktop.txt")).read()
    assert rows(block("slack_desktop.txt")) == [
        ("21 13:42", "Config push 4812 reached all regions", "Dana Ito"),
        ("21 13:45", "Alert payments_5xx fired, on-call paged", "Dana Ito"),
        ("21 13:46", "Triggered #4512: payments_5xx", "PagerDuty"),
        ("21 13:47", "Opened the payments dashboard it shows 502 on every region", "lee"),
        ("21 23:58", "Watching it overnight", "Dana Ito"),
        ("22 00:04", "Still quiet", "Dana Ito"),
        ("22 09:05", "All clear given", "lee"),
    ]
    assert pasted.skipped == (
        "#inc-payments",
        "Friday, November 21st",
        ":eyes:",
        "2",
        "New",
        "3 replies",
        "Last reply today at 2:15 PM",
        "Saturday, November 22nd",
    )
    assert not pasted.day.is_assumed
    assert pasted.joined == 1


def test_names_and_times_stand_in_every_order() -> None:
    assert rows(block("slack_lines.txt")) == [
        ("21 13:42", "Errors began on checkout", "dana"),
        ("21 13:45", "Alert fired, looking", "lee"),
        ("21 13:47", "Acked the page", "dana"),
        ("21 13:52", "Incident declared, SEV2", "dana"),
        ("21 14:02", "Config diff: timeout 30 ms, expected 30 s", "lee"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[1:45 PM] dana: Alert fired", ("21 13:45", "Alert fired", "dana")),
        ("[13:45] Dana Ito: Alert fired", ("21 13:45", "Alert fired", "Dana Ito")),
        ("[13:45] <dana> Alert fired", ("21 13:45", "Alert fired", "dana")),
        ("13:45 <dana> Alert fired", ("21 13:45", "Alert fired", "dana")),
        ("dana [13:45]\nAlert fired", ("21 13:45", "Alert fired", "dana")),
        ("dana [13:45] Alert fired", ("21 13:45", "Alert fired", "dana")),
        ("dana  1:45\u202fPM\nAlert fired", ("21 13:45", "Alert fired", "dana")),
        ("Dana Ito\n:palm_tree:  1:45 PM\nAlert fired", ("21 13:45", "Alert fired", "Dana Ito")),
        ("Dana Ito :palm_tree:  1:45 PM\nAlert fired", ("21 13:45", "Alert fired", "Dana Ito")),
        ("Dana Ito APP  1:45 PM\nAlert fired", ("21 13:45", "Alert fired", "Dana Ito")),
        ("Dana Ito\n  Nov 20th at 1:45 PM\nAlert fired", ("20 13:45", "Alert fired", "Dana Ito")),
        ("Dana \u2014 11/20/2025 1:45 PM\nAlert fired", ("20 13:45", "Alert fired", "Dana")),
        ("[1:45 PM] Dana Ito\n    Alert fired", ("21 13:45", "Alert fired", "Dana Ito")),
        ("[20/11/2025, 13:45:10] Dana Ito: Alert fired", ("20 13:45:10", "Alert fired", "Dana Ito")),
        ("20/11/25, 13:45 - Dana Ito: Alert fired", ("20 13:45", "Alert fired", "Dana Ito")),
        ("Dana Ito\n  13:45 Uhr\nAlert fired", ("21 13:45", "Alert fired", "Dana Ito")),
        ("Dana Ito  13:45 Uhr\nAlert fired", ("21 13:45", "Alert fired", "Dana Ito")),
        ("Dana Ito\n  13\u202fh\u202f45\nAlert fired", ("21 13:45", "Alert fired", "Dana Ito")),
        ("[20/11/2025 13:45] Ito, Dana (Payments)\nAlert fired", ("20 13:45", "Alert fired", "Ito, Dana (Payments)")),
        ("[13:45] Update: Alert fired", ("21 13:45", "Update: Alert fired", None)),
        ("[13:45] see https://example.test: down", ("21 13:45", "see https://example.test: down", None)),
        ("[13:45] We looked at: graphs", ("21 13:45", "We looked at: graphs", None)),
    ],
)
def test_who_is_split_off_where_the_form_tells(text: str, expected: tuple[str, str, str | None]) -> None:
    assert rows(text) == [expected]


def test_further_messages_are_in_the_half_of_the_day_that_comes_next() -> None:
    text = "dana\n  11:58 AM\none\n12:01\ntwo\n1:15\nthree\nlee\n  11:50 PM\nfour\n12:05\nfive\n"
    assert rows(text) == [
        ("21 11:58", "one", "dana"),
        ("21 12:01", "two", "dana"),
        ("21 13:15", "three", "dana"),
        ("21 23:50", "four", "lee"),
        ("22 00:05", "five", "lee"),
    ]


def test_an_edit_a_reaction_and_an_avatar_are_no_words_of_anybody() -> None:
    pasted = Paste("dana  1:45 PM\ndown (edited)\n:fire: 3\n:+1::skin-tone-2:\n12\nNew\ndana avatar\n(edited)\n").read()
    assert [row.event for row in pasted.rows] == ["down"]
    assert pasted.skipped == (":fire: 3", ":+1::skin-tone-2:", "12", "New", "dana avatar", "(edited)")


def test_what_somebody_said_may_begin_with_a_time() -> None:
    text = "dana  1:45 PM\n13:40 was when it broke\nDana Ito\n  1:46 PM\n12\nlee [13:47]\nNew\n13:50 - Restarted"
    assert rows(text) == [
        ("21 13:45", "13:40 was when it broke", "dana"),
        ("21 13:46", "12", "Dana Ito"),
        ("21 13:47", "New", "lee"),
        ("21 13:50", "Restarted", None),
    ]


def test_names_above_days_and_times_are_authors_where_a_block_begins_so() -> None:
    text = "dana\nNov 20th at 10:52 PM\ncheckout fails\nlee\nNov 21st at 12:03 AM\nrolled back"
    assert rows(text) == [("20 22:52", "checkout fails", "dana"), ("21 00:03", "rolled back", "lee")]
    log = "Nov 20, 2025 10:52 PM\nTriggered\nNov 20, 2025 10:53 PM\nAcknowledged"
    assert rows(log) == [("20 22:52", "Triggered", None), ("20 22:53", "Acknowledged", None)]


def test_words_that_only_a_chat_adds_are_words_elsewhere() -> None:
    assert rows("13:45 - Restarted\nNew\n3 replies") == [("21 13:45", "Restarted New 3 replies", None)]
