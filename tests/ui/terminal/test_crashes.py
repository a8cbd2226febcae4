"""What is told of a bug."""

import stat
from datetime import UTC, datetime
from pathlib import Path

from pmwizard.terminal.crashes import details, write_details


def bug(secret: str) -> BaseException:
    answers: dict[str, str] = {}
    try:
        try:
            answers[secret]
        except KeyError as error:
            raise ExceptionGroup(secret, [ValueError(secret)]) from error
    except ExceptionGroup as group:
        return group
    return AssertionError()


def test_places_and_kinds_are_told_and_nothing_else() -> None:
    text = details(bug("launch code"))
    assert "ExceptionGroup" in text
    assert "builtins.KeyError" in text
    assert "builtins.ValueError" in text
    assert f"{__file__}:" in text
    assert " bug\n" in text
    assert "launch code" not in text


def test_an_error_that_is_its_own_cause_ends() -> None:
    error = ValueError()
    error.__context__ = KeyError()
    error.__context__.__context__ = error
    assert details(error).count("ValueError") == 1


def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    path = write_details(tmp_path / "state" / "pmwizard", bug("x"), datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))
    assert path.name.startswith("crash-20260102-030405")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "KeyError" in path.read_text()
