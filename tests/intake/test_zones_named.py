"""The zone that a block names once for all its times, wherever it stands and in whatever language."""

from __future__ import annotations

import pytest

from tests.intake.conftest import Paste, rows, shown, times

ROWS = "14:02 alarm\n14:10 answered"

NAMED = [
    ("Chronologie (heure de Paris)", "13:02"),
    ("Chronologie (heures de Paris)", "13:02"),
    ("Chronologie (heure fran\u00e7aise)", "13:02"),
    ("Chronologie (heure locale, Paris)", "13:02"),
    ("Heure de Paris", "13:02"),
    ("Toutes les heures sont en heure de Paris (CET)", "13:02"),
    ("Toutes les heures sont en heure locale (Paris)", "13:02"),
    ("Alle Zeiten in Ortszeit Berlin", "13:02"),
    ("Alle Angaben in Ortszeit (MEZ)", "13:02"),
    ("Zeitleiste (Berliner Zeit)", "13:02"),
    ("Zeitleiste (Zeiten in Wiener Ortszeit)", "13:02"),
    ("## Ablauf (Ortszeit Wien)", "13:02"),
    ("Cronolog\u00eda del viernes 21 de noviembre (hora de Madrid)", "13:02"),
    ("L\u00ednea de tiempo (hora de Ciudad de M\u00e9xico)", "20:02"),
    ("Linha do tempo (hor\u00e1rio de Bras\u00edlia)", "17:02"),
    ("Cronologia (ora di Roma)", "13:02"),
    ("Tijdlijn (Amsterdamse tijd)", "13:02"),
    ("\u30bf\u30a4\u30e0\u30e9\u30a4\u30f3\uff08JST\uff09", "05:02"),
    ("\u30bf\u30a4\u30e0\u30e9\u30a4\u30f3\uff08\u65e5\u672c\u6642\u9593\uff09", "05:02"),
    ("\u6642\u523b\u306f\u65e5\u672c\u6a19\u6e96\u6642", "05:02"),
    ("\u65f6\u95f4\u7ebf\uff08\u5317\u4eac\u65f6\u95f4\uff09", "06:02"),
    ("Times are approximate, in UTC+2", "12:02"),
    ("Timeline (CET unless noted)", "13:02"),
]


@pytest.mark.parametrize(("line", "first"), NAMED, ids=[line for line, _ in NAMED])
def test_a_zone_above_the_times_holds_for_all_and_is_no_event(line: str, first: str) -> None:
    pasted = Paste(f"{line}\n{ROWS}").read()
    assert [(shown(row), row.event) for row in pasted.rows] == [
        (f"21 {first}", "alarm"),
        (f"21 {first[:3]}10", "answered"),
    ]
    assert "nothing in the text" not in pasted.told[0]


@pytest.mark.parametrize(
    ("line", "first"),
    [
        *NAMED[:2],
        ("(all times CET)", "13:02"),
        ("All times are in CET.", "13:02"),
        ("Times in PST", "22:02"),
        ("* all times UTC+9", "05:02"),
    ],
)
def test_a_zone_below_the_times_holds_for_all(line: str, first: str) -> None:
    pasted = Paste(f"{ROWS}\n{line}").read()
    assert [(shown(row), row.event) for row in pasted.rows] == [
        (f"21 {first}", "alarm"),
        (f"21 {first[:3]}10", "answered"),
    ]
    assert pasted.zone.reason == f'the line "{line}" says so'


@pytest.mark.parametrize(
    "head", ["Heure (Paris) | \u00c9v\u00e9nement", "Time (Berlin) | Event", "Zeit (Ortszeit Berlin) | Was"]
)
def test_the_head_of_a_table_names_a_zone_by_its_city(head: str) -> None:
    assert times(f"| {head} |\n|---|---|\n| 14:02 | alarm |") == ["21 13:02"]


def test_a_zone_for_all_times_between_them_holds_for_those_above_too() -> None:
    assert times("14:02 alarm\nAll times in CET\n14:10 answered") == ["21 13:02", "21 13:10"]


def test_a_heading_with_a_zone_below_other_times_holds_from_there_on_and_that_is_told() -> None:
    pasted = Paste("14:02 alarm\n\n## Later (times in CET)\n16:10 answered").read()
    assert [shown(row) for row in pasted.rows] == ["21 14:02", "21 15:10"]
    assert pasted.zone.name == "UTC, then CET"


def test_a_second_zone_holds_from_its_line_on() -> None:
    assert times("All times in CET\n14:02 alarm\nAll times in UTC\n14:10 answered") == ["21 13:02", "21 14:10"]


@pytest.mark.parametrize(
    "line",
    [
        "Timeline 12 Nov 2025 (CET)",
        "## Timeline, 12 November 2025 (all times in CET)",
        "Ablauf am 12.11.2025 (alle Uhrzeiten MEZ)",
        "Cronolog\u00eda del mi\u00e9rcoles 12 de noviembre (hora de Madrid)",
        "All times on 12 Nov 2025 are in CET",
        "Wed 12 Nov 2025 (Berlin)",
    ],
)
def test_a_line_with_a_zone_and_a_day_names_both(line: str) -> None:
    assert times(f"{line}\n{ROWS}") == ["12 13:02", "12 13:10"]


def test_the_day_on_which_a_document_was_written_is_not_that_of_its_times() -> None:
    assert times(f"Last updated 12 Nov 2025, all times in CET\n{ROWS}") == ["21 13:02", "21 13:10"]


@pytest.mark.parametrize("line", ["D\u00e9roul\u00e9 de l'incident (heure locale)", "Times in local time"])
def test_a_line_that_may_mean_another_zone_is_told(line: str) -> None:
    told = Paste(f"{line}\n{ROWS}").read().told[0]
    assert told == f'Times as UTC: the line "{line}" may mean another'


@pytest.mark.parametrize("text", ["moved the job to Paris time", "hora de comer", "Zeit in Ruhe"])
def test_words_of_an_event_name_no_zone(text: str) -> None:
    assert rows(f"14:02 {text}\n14:10 answered")[0] == ("21 14:02", text, None)


def test_a_heading_in_local_time_is_no_event_and_may_name_the_day() -> None:
    assert rows(f"Incident du 12 novembre (heure locale)\n{ROWS}") == [
        ("12 14:02", "alarm", None),
        ("12 14:10", "answered", None),
    ]
    assert len(rows(f"Timeline (local time)\n{ROWS}")) == 2
