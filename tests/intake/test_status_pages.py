"""Timelines of status pages and public analyses."""

from __future__ import annotations

from tests.intake.conftest import Paste, block, rows, times


def test_updates_whose_time_stands_behind_them() -> None:
    assert rows(block("status_page.txt")) == [
        ("22 23:03", "Resolved - This incident has been resolved.", None),
        ("22 21:00", "Monitoring - A fix is in place.", None),
        ("22 06:12", "Identified - The issue has been identified and a fix is being implemented.", None),
        ("21 23:09", "Investigating - We are looking at elevated errors.", None),
    ]
    assert Paste(block("status_page.txt")).read().assumed == "year"


def test_headings_with_a_time_begin_paragraphs() -> None:
    text = "2018 October 21 22:52 UTC\n\nA link was cut,\nfor 43 seconds.\n\n**22:54 UTC**\nAlerts fired.\n"
    assert rows(text) == [
        ("21 22:52", "A link was cut, for 43 seconds.", None),
        ("21 22:54", "Alerts fired.", None),
    ]


def test_an_update_without_a_time_is_text() -> None:
    assert rows("13:45 - Looked\nResolved - it works") == [("21 13:45", "Looked Resolved - it works", None)]


def test_updates_with_the_time_in_front_are_lines_like_others() -> None:
    assert times("Oct 22, 2025 23:03 UTC - Resolved\n22:00 UTC Monitoring - fixed") == ["22 23:03", "22 22:00"]


def test_times_alone_below_their_words_belong_to_them() -> None:
    text = (
        "Incident reported by Dana\n21 Nov 2025, 13:45 GMT\nStatus changed\nto Investigating\n21 Nov 2025, 13:52 GMT\n"
    )
    assert rows(text) == [
        ("21 13:45", "Incident reported by Dana", None),
        ("21 13:52", "Status changed to Investigating", None),
    ]
    assert rows("21 Nov 2025 13:45\nReported\n21 Nov 2025 13:52\nChanged") == [
        ("21 13:45", "Reported", None),
        ("21 13:52", "Changed", None),
    ]
