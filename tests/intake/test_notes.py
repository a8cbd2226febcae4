"""Lines that people write by hand."""

from __future__ import annotations

import pytest

from tests.intake.conftest import Paste, block, rows, times, told


@pytest.mark.parametrize(
    "line",
    [
        "13:45 - Alert fired",
        "13:45 Alert fired",
        "13:45: Alert fired",
        "13:45\u2013Alert fired",
        "13:45 \u2014 Alert fired",
        "13:45 | Alert fired",
        "13:45 => Alert fired",
        "- 13:45 Alert fired",
        "* 13:45 UTC: Alert fired",
        "1. 13:45 Alert fired",
        "- [x] 13:45 Alert fired",
        "> 13:45 Alert fired",
        "### 13:45 Alert fired",
        "**13:45** Alert fired",
        "**13:45 UTC:** Alert fired",
        "`13:45` - Alert fired",
        "(13:45) Alert fired",
        "1:45pm Alert fired",
        "1:45 p.m. Alert fired",
        "1.45pm Alert fired",
        "\ufeff13:45 Alert fired",
        "\u200e[21/11/2025, 13:45:00] Alert fired",
        "13h45 Alert fired",
        "13.45 - Alert fired",
        "1345 - Alert fired",
        "1345 UTC Alert fired",
        "1345Z Alert fired",
        "13:45z Alert fired",
        "13:45:00 Alert fired",
        "14:45 CET Alert fired",
        "14:45 (CET) Alert fired",
        "14:45 +0100 Alert fired",
        "14:45 Europe/Paris Alert fired",
        "14:45 UTC+1 - Alert fired",
        "Nov 21 13:45 Alert fired",
        "21 Nov 13:45 - Alert fired",
        "Fri 21 Nov 2025, 13:45: Alert fired",
        "2025-11-21 13:45 Alert fired",
        "2025-11-21T13:45Z Alert fired",
        "2025 November 21 13:45 UTC: Alert fired",
        "13:45 UTC on 21 November 2025: Alert fired",
        "Fri Nov 21 13:45:00 UTC 2025 Alert fired",
        "at 13:45 Alert fired",
        "21/11/2025 13:45 Alert fired",
        "On Nov 21, 2025 at 1:45 PM Alert fired",
        "13:45 Uhr: Alert fired",
    ],
)
def test_a_line_begins_with_its_time(line: str) -> None:
    assert rows(line) == [("21 13:45", "Alert fired", None)]


@pytest.mark.parametrize(
    "line",
    [
        "1345 users were affected",
        "13.45 percent of requests failed",
        "500 errors a minute",
        "10.0.0.1 was not reached",
        "2025 was a good year",
        "Monitoring showed nothing",
        "3:2 in the vote",
        "13:45% of it",
        "May be a cause",
        "24/7 on call",
        "+5 - two more",
        "now we know",
    ],
)
def test_a_number_is_no_time(line: str) -> None:
    pasted = Paste(f"13:00 - First\n{line}").read()
    assert [row.event for row in pasted.rows] == [f"First {line}"]
    assert pasted.joined == 1


@pytest.mark.parametrize("line", ["13:45 DNS failed", "13:45 API down", "13:45 TCP/IP stack lost", "13:45 -5 degrees"])
def test_capitals_behind_a_time_are_words_unless_they_are_a_zone(line: str) -> None:
    assert rows(line) == [("21 13:45", line.removeprefix("13:45 "), None)]


def test_four_digits_are_times_where_most_lines_begin_with_them() -> None:
    assert rows("1342 Config push\n1345 Alert fired\n1347 Acked") == [
        ("21 13:42", "Config push", None),
        ("21 13:45", "Alert fired", None),
        ("21 13:47", "Acked", None),
    ]


def test_lines_without_a_time_join_the_line_above_or_are_kept_without_one() -> None:
    pasted = Paste(block("notes.txt")).read()
    assert rows(block("notes.txt")) == [
        ("", "Timeline of the night", None),
        ("21 23:40", "Errors began on checkout", None),
        ("21 23:45", "Alert payments_5xx fired paged the on-call", None),
        ("21 23:50", "Thought: attack. Saw no traffic rise", None),
        ("22 00:10", "Config 4811 restored in all regions", None),
        ("22 00:15-00:20", "Error rate falling", None),
        ("", "25:75 - nobody wrote this down", None),
        ("22 00:30", "Back to normal", None),
    ]
    assert pasted.without_time == ("Timeline of the night",)
    assert pasted.unread == ("25:75 - nobody wrote this down",)
    assert pasted.joined == 1
    assert [row.approximate for row in pasted.rows][-1] is True


def test_bullets_below_a_line_are_told_apart() -> None:
    assert rows("13:45 - Looked at\n  - graphs\n  - logs") == [("21 13:45", "Looked at; graphs; logs", None)]


def test_a_zone_named_for_all_times_holds_for_those_without_one() -> None:
    pasted = Paste(block("bullets.md")).read()
    assert times(block("bullets.md")) == ["21 22:52", "21 22:54", "21 22:55", "21 23:02"]
    assert pasted.skipped == ("All times in PST",)


def test_rules_fences_and_headings_are_no_events() -> None:
    pasted = Paste("## Timeline\n---\n```\n13:45 - Alert fired\n```\n### After\n13:50 - Looked").read()
    assert [row.event for row in pasted.rows] == ["Alert fired", "Looked"]
    assert pasted.skipped == ("## Timeline", "---", "```", "```", "### After")


def test_colours_of_a_log_go_and_control_characters_are_made_visible() -> None:
    line = "\x1b[31m13:45 - \x1b[1;31mred\x1b[0m \x1b]0;title\x07\x07 \x1bX \u202egnol"
    assert rows(line) == [("21 13:45", "red \u2407 \u241bX \ufffdgnol", None)]


def test_line_ends_of_every_kind_end_lines() -> None:
    assert times("13:45 a\r\n13:46 b\r13:47 c\u202813:48 d\x0b13:49 e") == [f"21 13:{45 + n}" for n in range(5)]


@pytest.mark.parametrize(
    "line",
    [
        "All times are in CET",
        "Timeline (all times CET)",
        "**Times in CET:**",
        "all times Europe/Paris",
        "times are in CET.",
    ],
)
def test_a_zone_for_all_times_is_named_in_many_ways(line: str) -> None:
    assert times(f"{line}\n13:45 - Alert fired") == ["21 12:45"]


@pytest.mark.parametrize(
    "line", ["~13:45 a", "about 13:45 a", "13:45ish a", "13:45 (approx) a", "13:45? a", "ca. 13:45: a"]
)
def test_a_time_that_is_a_guess_says_so(line: str) -> None:
    (row,) = Paste(line).read().rows
    assert (row.approximate, row.event) == (True, "a")
    assert times(line) == ["21 13:45"]


@pytest.mark.parametrize("line", ["13:45-14:00 - Restarted", "13:45 - 14:00 Restarted", "13:45 to 14:00: Restarted"])
def test_of_two_ends_the_first_is_the_time(line: str) -> None:
    assert rows(line) == [("21 13:45-14:00", "Restarted", None)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [("1:45-2:00 PM Restarted", "21 13:45"), ("11:45-12:15 PM Restarted", "21 11:45"), ("11-11:30 am x", "")],
)
def test_the_first_of_two_ends_is_in_the_half_of_the_day_before_the_second(line: str, expected: str) -> None:
    assert times(line) == [expected]


def test_a_word_before_a_time_in_brackets_is_nobody() -> None:
    pasted = Paste("13:40 - Pushed\nRollback (14:07)\nDone").read()
    assert [(row.event, row.who) for row in pasted.rows] == [("Pushed Rollback (14:07) Done", None)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2025-11-21T03:45:12-05:00 x", ("21 08:45:12", "x", None)),
        ("2025-11-21T03:45-05:00 x", ("21 08:45", "x", None)),
        ("[2025-11-21 03:45:12.5-08:00] x", ("21 11:45:12", "x", None)),
        ("2025-11-21 03:45:12 -05:00 x", ("21 08:45:12", "x", None)),
        ("03:45:12-04:10 x", ("21 03:45:12-04:10", "x", None)),
        ("03:45-05:00 x", ("21 03:45-05:00", "x", None)),
        ("22:00 -01:30 x", ("21 22:00-01:30", "x", None)),
        ("23:50-00:10 x", ("21 23:50-00:10", "x", None)),
        ("23:50-01:10 x", ("21 23:50-01:10", "x", None)),
        ("23:50\u201301:00 x", ("21 23:50-01:00", "x", None)),
        ("23:50 - 01:00 x", ("21 23:50-01:00", "x", None)),
    ],
)
def test_an_offset_from_utc_is_told_from_the_end_of_a_length_of_time(
    line: str, expected: tuple[str, str, None]
) -> None:
    assert rows(line) == [expected]


@pytest.mark.parametrize(
    ("line", "as_end", "as_offset"),
    [
        ("22:00-01:00 x", "21 22:00-01:00", "21 23:00"),
        ("20:00-09:00 x", "21 20:00-09:00", "22 05:00"),
        ("08:45-05:00 x", "21 08:45-05:00", "21 13:45"),
        ("21 Nov 22:00 -03:30 x", "21 22:00-03:30", "22 01:30"),
        ("11:00 pm-01:00 x", "21 23:00-01:00", "22 00:00"),
    ],
)
def test_an_offset_that_may_be_an_end_is_asked_about(line: str, as_end: str, as_offset: str) -> None:
    paste = Paste(line)
    asked = paste.read()
    (question,) = asked.questions
    assert (asked.waiting, told(asked)) == ((line,), [("", line, None)])
    assert told(paste.read({question.key: 0})) == [(as_end, "x", None)]
    assert told(paste.read({question.key: 1})) == [(as_offset, "x", None)]


def test_times_that_count_from_the_start_of_a_recording_are_no_times() -> None:
    pasted = Paste("WEBVTT\n\n00:01:12.000 --> 00:01:15.000\nDana: we saw it").read()
    assert [row.at for row in pasted.rows] == [None]
    assert pasted.skipped == ("WEBVTT", "00:01:12.000 --> 00:01:15.000")


@pytest.mark.parametrize("zone", ["UTC", "Europe/Paris"])
def test_the_end_of_a_stretch_is_in_the_zone_of_its_beginning(zone: str) -> None:
    text = "All times in PST\n05:45-06:00 a\n13:50-14:00 UTC b"
    assert rows(text, zone) == [("21 13:45-14:00", "a", None), ("21 13:50-14:00", "b", None)]


def test_an_hour_alone_is_a_time_only_among_others_of_its_form() -> None:
    assert times("14h45 - panne\n15h - bascule\n15h20 - fin") == ["21 14:45", "21 15:00", "21 15:20"]
    assert times("14:45 panne\n4h: length of the outage") == ["21 14:45"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("14.25 \u2013 14.40 Uhr: Neustart", ("21 14:25", "Neustart", "21 14:40")),
        ("de 14h02 \u00e0 14h20 : coupure", ("21 14:02", "coupure", "21 14:20")),
        ("14:35 ~ 14:40 warmup", ("21 14:35", "warmup", "21 14:40")),
        ("14:02 UTC - 14:20 UTC | API down", ("21 14:02", "API down", "21 14:20")),
    ],
)
def test_a_stretch_has_both_its_ends_however_it_is_written(line: str, expected: tuple[str, str, str]) -> None:
    (row,) = Paste(f"{line}\n").read().rows
    assert row.at is not None
    assert row.until is not None
    assert (f"{row.at:%d %H:%M}", row.event, f"{row.until:%d %H:%M}") == expected


@pytest.mark.parametrize(
    ("line", "time", "words"),
    [
        ("14:15-ish rollback", "21 14:15", "rollback"),
        ("2025/11/21 15:00\u9803 \u5fa9\u65e7", "21 15:00", "\u5fa9\u65e7"),
        ("before 15:00 x", "21 15:00", "x"),
        ("by 14:30 all pods restarted", "21 14:30", "all pods restarted"),
        ("peu apr\u00e8s 15h10 : x", "21 15:10", "x"),
        ("hacia las 14:30: x", "21 14:30", "x"),
    ],
)
def test_words_that_make_a_time_a_guess_belong_to_it(line: str, time: str, words: str) -> None:
    (row,) = Paste(line).read().rows
    assert row.at is not None
    assert (f"{row.at:%d %H:%M}", row.event, row.approximate) == (time, words, True)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("14\u664210\u5206 \u8abf\u67fb\u958b\u59cb", ("21 14:10", "\u8abf\u67fb\u958b\u59cb", None)),
        ("\u5348\u5f8c2\u664225\u5206 \u5fa9\u65e7", ("21 14:25", "\u5fa9\u65e7", None)),
        ("14.45 Uhr Alarm", ("21 14:45", "Alarm", None)),
        ("14:02 h alarma", ("21 14:02", "alarma", None)),
        ("***14:02** \u2014 Login page blank*", ("21 14:02", "Login page blank", None)),
        ("\\* 14:02 UTC \\- back", ("21 14:02", "back", None)),
    ],
)
def test_a_clock_is_read_as_its_language_and_marks_write_it(line: str, expected: tuple[str, str, None]) -> None:
    assert rows(line) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "T0 14:05\nAll counted from that\nT+12m page",
        "T+0 14:05\nAuthor: A",
        "0001-01-01 00:00 last sync\n14:05 alert",
        "9999-12-31 23:50 a\n00:10 b",
        "9999-12-31 22:00 - 23:00 certificate",
        "2025-11-21T14:05:00Z ERROR alert\n0001-01-01T00:00:00Z INFO last sync",
    ],
)
def test_times_that_no_one_means_are_no_times_and_stop_nothing(text: str) -> None:
    for zone in ("UTC", "America/New_York", "Pacific/Auckland"):
        pasted = Paste(text, zone).read()
        known = [row.at for row in pasted.rows if row.at]
        assert all(at.year == 2025 for at in known)
        assert len(pasted.rows) >= 1


def test_an_end_whose_own_day_is_before_the_start_stays_in_the_words() -> None:
    pasted = Paste("21 Nov 22:00 - 21 Nov 02:00 slow").read()
    assert [(row.until, row.event) for row in pasted.rows] == [(None, "slow (until 21 Nov 02:00)")]
    assert [words for words in pasted.told if "02:00" in words]


def test_days_later_behind_a_time_move_its_day() -> None:
    assert times("13:45 deploy\n14:10 +1d second deploy failed\n14:20 fixed") == ["21 13:45", "22 14:10", "22 14:20"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "21. 11. 2025 14:02 V\u00fdpadek\n22. 11. 2025 1:15 konec",
            [("21 14:02", "V\u00fdpadek"), ("22 01:15", "konec")],
        ),
        ("Fr., 21.11.2025, 14:30 leer\nSa 22/11/2025 09:00 neu", [("21 14:30", "leer"), ("22 09:00", "neu")]),
        ("kl. 14.02: disken full\nklo 15.10 tilanne ohi", [("21 14:02", "disken full"), ("21 15:10", "tilanne ohi")]),
        (
            "\u30fb14:40 \u505c\u6b62\n\u30fb15:20 \u518d\u958b",
            [("21 14:40", "\u505c\u6b62"), ("21 15:20", "\u518d\u958b")],
        ),
        (
            "\uc624\ud6c4 2:02 \ub2e4\uc6b4\n\uc624\ud6c4 2\uc2dc 15\ubd84 \ubcf5\uad6c",
            [("21 14:02", "\ub2e4\uc6b4"), ("21 14:15", "\ubcf5\uad6c")],
        ),
        (
            "Alert fired for queue age (14:02)\nQueue empty [14:41]",
            [("21 14:02", "Alert fired for queue age"), ("21 14:41", "Queue empty")],
        ),
        (
            "14:02 empty\x1b[106;5u14:10 begun\x1b[27;5;106~14:55 done",
            [("21 14:02", "empty"), ("21 14:10", "begun"), ("21 14:55", "done")],
        ),
        ("14:10 \\- topic re\\-created \\(24 parts\\)", [("21 14:10", "topic re-created (24 parts)")]),
    ],
)
def test_a_block_is_read_as_its_country_and_its_tool_write_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(time, words) for time, words, _ in rows(text)] == expected
