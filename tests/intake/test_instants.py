"""Laws of pasted times: what was written comes back, or is asked about; it is never another time without a word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.intake.conftest import Paste

ZONES = ["UTC", "Europe/Paris", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"]
NIGHTS = [
    date(2025, 3, 8),
    date(2025, 3, 29),
    date(2025, 4, 5),
    date(2025, 10, 4),
    date(2025, 10, 25),
    date(2025, 11, 1),
]
"""Days before clocks change somewhere in `ZONES`."""

BEGINNINGS = st.one_of(
    st.builds(
        lambda minutes: datetime(2025, 1, 2, tzinfo=UTC) + timedelta(minutes=minutes),
        st.integers(0, 320 * 1440),
    ),
    st.builds(
        lambda day, minutes: datetime(day.year, day.month, day.day, 18, tzinfo=UTC) + timedelta(minutes=minutes),
        st.sampled_from(NIGHTS),
        st.integers(0, 900),
    ),
)


def instants(longest: timedelta) -> st.SearchStrategy[list[datetime]]:
    """Lists of instants, each so long after the one before at the most."""
    steps = st.lists(st.integers(0, int(longest.total_seconds()) // 60), max_size=12)

    def added(start: datetime, minutes: list[int]) -> list[datetime]:
        found = [start]
        for step in minutes:
            found.append(found[-1] + timedelta(minutes=step))
        return found

    return st.builds(added, BEGINNINGS, steps)


def read(lines: list[str], at: datetime, zone: str) -> tuple[list[datetime | None], int]:
    """Return the instants of the rows of a block, and how many questions it leaves open."""
    pasted = Paste("\n".join(lines), zone, at.astimezone(ZoneInfo(zone)).date()).read()
    return [row.at for row in pasted.rows], len(pasted.questions)


FORMS: list[tuple[str, timedelta, Callable[[datetime], str]]] = [
    ("a date and a clock", timedelta(days=9), lambda local: f"{local:%Y-%m-%d %H:%M} - step"),
    ("a date in words and a clock", timedelta(days=9), lambda local: f"{local:%d %b %Y %H:%M} - step"),
    ("a date and a clock of twelve hours", timedelta(days=9), lambda local: f"{local:%b %d, %Y %I:%M %p} - step"),
    ("a clock alone", timedelta(hours=12), lambda local: f"{local:%H:%M} - step"),
    ("a clock of twelve hours alone", timedelta(hours=12), lambda local: f"{local:%I:%M %p} - step"),
    ("a clock and an author", timedelta(hours=12), lambda local: f"[{local:%H:%M}] dana: step"),
]


@pytest.mark.parametrize(("longest", "form"), [form[1:] for form in FORMS], ids=[form[0] for form in FORMS])
@given(data=st.data(), zone=st.sampled_from(ZONES))
def test_what_is_written_comes_back_or_is_asked_about(
    longest: timedelta, form: Callable[[datetime], str], data: st.DataObject, zone: str
) -> None:
    written = data.draw(instants(longest))
    found, asked = read([form(at.astimezone(ZoneInfo(zone))) for at in written], written[0], zone)
    assert len(found) == len(written)
    assert [one for one, at in zip(found, written, strict=True) if one not in {at, None}] == []
    assert None not in found or asked


@given(instants(timedelta(days=9)), st.sampled_from(ZONES), st.sampled_from(ZONES))
def test_an_instant_with_its_offset_comes_back_in_any_zone(written: list[datetime], zone: str, home: str) -> None:
    lines = [f"{at.astimezone(ZoneInfo(zone)).isoformat()} step" for at in written]
    assert read(lines, written[0], home) == (written, 0)


@given(instants(timedelta(hours=12)), st.sampled_from(ZONES))
def test_clocks_below_headings_of_days_come_back_or_are_asked_about(written: list[datetime], zone: str) -> None:
    lines, day = [], None
    for at in written:
        local = at.astimezone(ZoneInfo(zone))
        if local.date() != day:
            day = local.date()
            lines.append(f"## {day:%A, %d %B %Y}")
        lines.append(f"{local:%H:%M} - step")
    found, asked = read(lines, written[0], zone)
    assert [one for one, at in zip(found, written, strict=True) if one not in {at, None}] == []
    assert None not in found or asked


@given(instants(timedelta(hours=5)))
def test_am_or_pm_named_once_holds_for_all_below(written: list[datetime]) -> None:
    first, *others = written
    lines = [f"{first:%I:%M %p} step", *(f"{at:%I:%M} step".lstrip("0") for at in others)]
    assert read(lines, first, "UTC") == (written, 0)


@given(instants(timedelta(hours=5)))
def test_the_newest_first_comes_back_too(written: list[datetime]) -> None:
    written = [first for first, second in zip(written, [*written[1:], None], strict=True) if first != second]
    lines = [f"{at:%H:%M} step" for at in reversed(written)]
    found, _ = read(lines, written[-1], "UTC")
    if len(written) > 3:
        assert found == written[::-1]


@given(BEGINNINGS, st.integers(1, 1439), st.sampled_from(ZONES))
def test_an_end_comes_after_its_beginning_or_is_asked_about(start: datetime, minutes: int, zone: str) -> None:
    local, end = (at.astimezone(ZoneInfo(zone)) for at in (start, start + timedelta(minutes=minutes)))
    pasted = Paste(f"{local:%H:%M} to {end:%H:%M} - step", zone, local.date()).read()
    (row,) = pasted.rows
    if row.until is None:
        assert pasted.questions or f"{local:%H:%M}" == f"{end:%H:%M}"
    elif row.at is not None:
        assert timedelta() < row.until - row.at <= timedelta(hours=26)
        assert f"{row.until.astimezone(ZoneInfo(zone)):%H:%M}" == f"{end:%H:%M}"


@given(BEGINNINGS, st.lists(st.integers(-300, 3000), max_size=8))
def test_times_counted_from_the_start_come_back(start: datetime, lengths: list[int]) -> None:
    lines = [f"T{minutes:+}m step" for minutes in lengths]
    lines.insert(len(lines) // 2, f"T0 {start:%Y-%m-%d %H:%M} step")
    written = [start + timedelta(minutes=minutes) for minutes in lengths]
    written.insert(len(lengths) // 2, start)
    assert read(lines, start, "UTC")[0] == written


@given(st.lists(st.integers(0, 60), min_size=1, max_size=8), st.sampled_from(ZONES))
def test_days_alone_come_back_and_have_no_time(days: list[int], zone: str) -> None:
    written = [date(2025, 9, 1) + timedelta(days=number) for number in days]
    pasted = Paste("\n".join(f"- {day} - step {day:%j}" for day in written), zone, written[0]).read()
    assert [(row.at, row.day) for row in pasted.rows] == [(None, day) for day in written]
