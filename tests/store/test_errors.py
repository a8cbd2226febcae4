"""Errors as the person at the keyboard meets them."""

import subprocess
import sys
from pathlib import Path

import pytest

from pmwizard import errors
from pmwizard.errors import (
    AmbiguousReportError,
    NoSuchReportError,
    PmwizardError,
    ReportUnreadableError,
    SaveError,
    TerminalNeededError,
    UsageError,
)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (PmwizardError("x"), 1),
        (SaveError("no space left on /home"), 1),
        (UsageError("x"), 2),
        (TerminalNeededError("x"), 2),
        (NoSuchReportError("x", Path()), 4),
        (AmbiguousReportError("x", Path()), 4),
        (ReportUnreadableError("a.toml", "x"), 5),
    ],
)
def test_every_error_has_its_exit_status_and_stands_in_the_tree(error: PmwizardError, status: int) -> None:
    assert error.exit_status == status
    drawn = [line.split() for line in (errors.__doc__ or "").splitlines() if type(error).__name__ in line.split()]
    assert drawn
    assert str(status) in drawn[0]


def test_an_error_is_told_with_what_to_do_last() -> None:
    error = SaveError("no space left on /home", hint="Free space, then save again")
    assert error.in_full() == "pmwizard: Not saved: no space left on /home.\n  Free space, then save again"
    assert PmwizardError("x").in_full() == "pmwizard: x"


def test_a_name_that_fits_nothing_is_told_with_ids_and_titles() -> None:
    error = NoSuchReportError("INC-3", Path("postmortems"), [("INC-1", "One"), ("INC-2", "")])
    assert error.in_full().split("\n") == [
        "pmwizard: no report INC-3 in postmortems",
        "  Closest: INC-1  One",
        "           INC-2",
        "  Try: pmwizard edit INC-1        (pmwizard list shows all)",
    ]
    assert "pmwizard new" in NoSuchReportError("INC-3", Path("postmortems")).in_full()


def test_an_unreadable_report_is_told_with_its_line() -> None:
    error = ReportUnreadableError("a.toml", "a text does not end", line=3)
    assert str(error) == "a.toml, line 3: a text does not end"
    assert error.hint


def test_errors_load_neither_pydantic_nor_textual() -> None:
    program = "import sys, pmwizard.errors; sys.exit(bool({'pydantic', 'textual', 'rich'} & set(sys.modules)))"
    subprocess.run([sys.executable, "-c", program], check=True)
