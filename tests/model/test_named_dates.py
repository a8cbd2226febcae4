"""Dates with the name of a month, in the four languages in which chats and people write them."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmwizard.model.times.context import Unresolved
from pmwizard.model.times.dates import read_date
from pmwizard.model.times.names import WEEKDAYS, NamedDate, named_date

TODAY = date(2025, 11, 21)

MONTHS = {
    "English": "January February March April May June July August September October November December",
    "German": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "French": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "Spanish": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
}
DAYS_OF_THE_WEEK = {
    "English": WEEKDAYS,
    "German": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    "French": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "Spanish": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
}
FORMS = {
    "English": ("{day} {month} {year}", "{month} {day}, {year}", "{weekday}, the {day} of {month} {year}"),
    "German": (
        "{day}. {month} {year}",
        "{weekday}, den {day}. {month} {year}",
        "{weekday[0]}{weekday[1]}, {day}. {month} {year}",
    ),
    "French": ("{day} {month} {year}", "le {day} {month} {year}", "{weekday} {day} {month} {year}"),
    "Spanish": ("{day} de {month} de {year}", "el {day} de {month} de {year}", "{weekday}, {day} {month} {year}"),
}


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.sampled_from(sorted(MONTHS)), st.data())
def test_a_date_with_a_month_s_name_reads_back_in_any_of_the_languages(
    day: date, language: str, data: st.DataObject
) -> None:
    written = data.draw(st.sampled_from(FORMS[language])).format(
        day=day.day,
        month=MONTHS[language].split()[day.month - 1],
        year=day.year,
        weekday=DAYS_OF_THE_WEEK[language][day.weekday()],
    )
    assert read_date(data.draw(st.sampled_from([written, written.upper(), written.lower()])), TODAY) == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("24 mayo", date(2025, 5, 24)),
        ("le 24 novembre", date(2025, 11, 24)),
        ("den 24. November", date(2025, 11, 24)),
        ("el 21 de noviembre", date(2025, 11, 21)),
        ("lun. 24 nov.", date(2025, 11, 24)),
        ("Mo, 24. Nov.", date(2025, 11, 24)),
        ("1er mai", date(2026, 5, 1)),
        ("29 févr 2024", date(2024, 2, 29)),
        ("3 aout 2025", date(2025, 8, 3)),
        ("21 mar", date(2026, 3, 21)),
        ("21nov", date(2025, 11, 21)),
        ("nov21", date(2025, 11, 21)),
        ("2025nov21", date(2025, 11, 21)),
        ("21/Nov/2025", date(2025, 11, 21)),
    ],
)
def test_a_date_is_understood_with_its_articles_and_abbreviations(typed: str, day: date) -> None:
    assert read_date(typed, TODAY) == day


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "2026-13-01",
            "10 10",
            "11 nov 11",
            "1 2 3",
            "may",
            "mayo",
            "nov 2025",
            "24 novembre 25",
            "21 nov 13",
            "5 nov 1899",
        ),
        *(
            "13:45 nov 21",
            "nov 5 am",
            "21 nov dec",
            "lundi mardi 24 novembre",
            "31. November",
            "30 feb 2026",
            "24 servers",
        ),
        *("1.5 nov", "21 nov +1", "٣ nov", "² nov", "21 nov utc", "20251121 nov", "131415 nov"),
    ],
)
def test_what_is_not_written_is_never_invented(typed: str) -> None:
    assert named_date(typed) is None
    assert isinstance(read_date(typed, TODAY), Unresolved)


fragments = [*"0123456789 ,./-:+'", "2025", "21", "nov", "mai", "mar", "märz", "fri", "mo", "the", "st", "er", "de"]
fragments += ["am", "h", "t", "z", "utc"]


@given(
    st.one_of(
        st.lists(st.sampled_from(fragments), max_size=9).map("".join),
        st.text(max_size=20).map(lambda text: f"{text} nov"),
    )
)
def test_no_date_is_returned_whose_parts_are_not_in_the_text(typed: str) -> None:
    written = named_date(typed)
    if written is not None:
        years = [] if written.year is None else [str(written.year)]
        numbers = sorted(re.findall(r"[0-9]+", typed), key=len)
        assert numbers in ([str(written.day), *years], [f"{written.day:02}", *years])


def test_the_day_of_the_week_is_compared_in_every_language() -> None:
    assert named_date("lundi 24 novembre") == NamedDate(24, 11, weekday=0)
    for typed in ("mardi 24 novembre 2025", "Dienstag, 24. November 2025", "martes 24 de noviembre de 2025"):
        reading = read_date(typed, TODAY)
        assert isinstance(reading, Unresolved)
        assert reading.message.startswith("24 Nov 2025 was a Monday, not a Tuesday")


_SHOWN = """
import sys
from datetime import UTC, datetime
import pmwizard.ui.app
from pmwizard.cli.program import run
status = run(["show", sys.argv[1]])
assert not [name for name in sys.modules if name.startswith("dateutil")], "imported before a date is typed"
from pmwizard.model.times.dates import read_date
assert read_date("+1m", datetime.now(UTC).date()) and "dateutil.parser" not in sys.modules
assert read_date("24 mayo", datetime.now(UTC).date()) and "dateutil.parser" in sys.modules
sys.exit(status)
"""


def test_dateutil_is_imported_only_for_a_date_that_needs_it() -> None:
    report = Path(__file__).parent.parent / "data" / "full.toml"
    done = subprocess.run([sys.executable, "-c", _SHOWN, str(report)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
