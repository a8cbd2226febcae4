"""When an action is due by its priority."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmwizard.model.parts.actions import Priority, latest_due, proposed_due

DAYS = st.dates(date(1990, 1, 1), date(2190, 1, 1))
PRIORITIES = st.sampled_from(["P0", "P1", "P2"])


@pytest.mark.parametrize(
    ("priority", "begin", "latest"),
    [
        ("P0", date(2026, 11, 21), date(2026, 11, 28)),
        ("P1", date(2026, 11, 21), date(2026, 12, 21)),
        ("P1", date(2026, 1, 31), date(2026, 2, 28)),
        ("P2", date(2026, 11, 30), date(2027, 2, 28)),
    ],
)
def test_a_horizon_ends_a_week_a_month_or_a_quarter_later(priority: Priority, begin: date, latest: date) -> None:
    assert latest_due(priority, begin) == latest


@pytest.mark.parametrize(
    ("priority", "begin", "due"),
    [
        ("P0", date(2025, 11, 21), date(2025, 11, 28)),
        ("P1", date(2025, 11, 21), date(2025, 12, 21)),
        ("P1", date(2026, 2, 1), date(2026, 3, 1)),
        ("P2", date(2025, 11, 21), date(2026, 2, 19)),
    ],
)
def test_a_date_is_proposed_within_the_horizon(priority: Priority, begin: date, due: date) -> None:
    assert proposed_due(priority, begin, begin) == due


def test_where_the_time_is_over_it_is_counted_from_today() -> None:
    assert proposed_due("P0", date(2025, 1, 1), date(2026, 11, 21)) == date(2026, 11, 28)
    assert proposed_due("P1", date(2026, 11, 1), date(2026, 11, 21)) == date(2026, 12, 1)


@given(PRIORITIES, DAYS, DAYS)
def test_no_date_in_the_past_is_proposed_and_none_too_late(priority: Priority, begin: date, today: date) -> None:
    due = proposed_due(priority, begin, today)
    assert due >= today
    assert due <= max(latest_due(priority, begin), latest_due(priority, today))
    assert due - max(begin, today) <= timedelta(days=90)
