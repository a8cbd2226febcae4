"""Tables in Markdown, and cells divided by tabs, commas or semicolons."""

from __future__ import annotations

from tests.intake.conftest import Paste, block, rows, times


def test_a_table_is_read_by_the_words_of_its_head() -> None:
    assert rows(block("table.md"), "Europe/Paris") == [
        ("21 13:42", "Config push 4812 reached all regions", "deploy-bot"),
        ("21 13:45", "Alert `payments_5xx` fired | on-call paged", "alert"),
        ("21 13:45", "Second alert", "alert"),
        ("21 13:47", "Opened the dashboard", "dana"),
    ]
    assert Paste(block("table.md")).read().skipped == (
        "## Timeline",
        "| Time (UTC) | Event | Who |",
        "|------------|-------|-----|",
    )


def test_columns_may_stand_in_any_order() -> None:
    text = (
        "| Owner | What happened | When |\n|:--|:-:|--:|\n| dana | Alert fired | 1:45 PM |\n| lee | Acked | 1:47 PM |"
    )
    assert rows(text) == [("21 13:45", "Alert fired", "dana"), ("21 13:47", "Acked", "lee")]


def test_a_table_without_a_head_is_read_by_what_its_cells_look_like() -> None:
    text = "| 1345 | dana | Alert fired in every region |\n| 1347 | lee | Acked it and opened the graphs |"
    assert rows(text) == [
        ("21 13:45", "Alert fired in every region", "dana"),
        ("21 13:47", "Acked it and opened the graphs", "lee"),
    ]


def test_bars_at_the_ends_may_be_missing() -> None:
    assert rows("Time | Event\n--- | ---\n13:45 | Alert fired\n13:47 | Acked") == [
        ("21 13:45", "Alert fired", None),
        ("21 13:47", "Acked", None),
    ]


def test_date_and_time_may_stand_in_columns_of_their_own() -> None:
    head = "| Date | Time | Event |\n|---|---|---|\n"
    text = head + "| 2025-11-20 | 23:50 | Push |\n| | 23:55 | Alert |\n| 2025-11-21 | 00:05 | Ack |"
    assert times(text) == ["20 23:50", "20 23:55", "21 00:05"]


def test_a_spreadsheet_comes_with_tabs() -> None:
    assert rows(block("spreadsheet.txt")) == [
        ("21 13:42", "Saw errors on the checkout page", "dana"),
        ("21 13:45", "Restarted the proxy in every region", "lee"),
    ]


def test_columns_of_other_names_are_kept_with_the_words() -> None:
    text = "| Time | Event | Region | Notes | Link |\n|-|-|-|-|-|\n| 13:45 | Alert | eu-1 | 38 % | https://x.test |"
    (row,) = Paste(text).read().rows
    assert (row.event, row.notes, row.source) == ("Alert; Region: eu-1", "38 %", "https://x.test")


def test_a_time_in_a_table_that_is_none_is_told() -> None:
    pasted = Paste("| Time | Event |\n|---|---|\n| 13:45 | Alert |\n| later | Fixed |").read()
    assert [(row.at is None, row.event) for row in pasted.rows] == [(False, "Alert"), (True, "later Fixed")]
    assert pasted.unread == ("| later | Fixed |",)


def test_a_table_without_times_is_text() -> None:
    pasted = Paste("13:45 - Alert\n| a | b |\n|---|---|\n| c | d |").read()
    assert len(pasted.rows) == 1
    assert "| c | d |" in (pasted.rows[0].event or "")


def test_values_divided_by_commas_are_a_table() -> None:
    text = (
        '"time","who","event"\n"2025-11-20 13:45:00","dana","Alert ""pay"", paged"\n'
        '"2025-11-20 13:52:00","lee","Rolled back"'
    )
    assert rows(text) == [
        ("20 13:45", 'Alert "pay", paged', "dana"),
        ("20 13:52", "Rolled back", "lee"),
    ]
    assert rows("21.11.2025 13:45;Dana;Alarm\n21.11.2025 13:52;Lee;Rollback gestartet") == [
        ("21 13:45", "Alarm", "Dana"),
        ("21 13:52", "Rollback gestartet", "Lee"),
    ]


def test_numbers_and_words_between_commas_are_no_times() -> None:
    assert times("web1,1200,ok\nweb2,1345,ok") == ["", ""]
    assert rows("13:45 Restarted db1,db2,db3\nweb1,web2 as well") == [
        ("21 13:45", "Restarted db1,db2,db3 web1,web2 as well", None)
    ]
    assert rows("2025-11-21 13:45:12,123 ERROR failed\n2025-11-21 13:45:13,456 ERROR failed,again") == [
        ("21 13:45:12", "ERROR failed", None),
        ("21 13:45:13", "ERROR failed,again", None),
    ]


def test_a_very_long_line_with_commas_is_read() -> None:
    assert len(Paste("a," * 100_000).read().rows) == 1


def test_a_column_of_zones_holds_for_the_times_beside_it() -> None:
    head = "| When | Zone | What |\n|---|---|---|\n"
    text = f"{head}| 13:45 | PST | Alert |\n| 22:07 | UTC | Fixed |\n| 22:30 | ops | Met |"
    assert rows(text) == [("21 21:45", "Alert", None), ("21 22:07", "Fixed", None), ("21 22:30", "Met; ops", None)]
