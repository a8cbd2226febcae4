"""The person's own editor: any command, a private file, and the text as it was when anything fails."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from pmwizard.ui.editor import OutsideError, edited_outside

APPEND = """
import os, sys
*told, name = sys.argv[1:]
mode = oct(os.stat(name).st_mode & 0o777)
with open(name, "a", encoding="utf-8") as file:
    file.write(f" {told} {mode} {os.environ.get('NO_COLOR')!r}\\n\\n")
"""


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What the person has set; files for editors are made in a folder that begins empty."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}


def editor(tmp_path: Path, code: str, name: str = "my editor.py") -> str:
    """Writes an editor whose path has a blank in it, and returns the command."""
    path = tmp_path / name
    path.write_text(code, encoding="utf-8")
    return f"{sys.executable} '{path}'"


def files(tmp_path: Path) -> list[Path]:
    return list((tmp_path / "temporary").iterdir())


def test_an_editor_gets_its_arguments_a_private_file_and_what_the_person_has_set(
    tmp_path: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "set by the program itself")
    environment |= {"EDITOR": f"{editor(tmp_path, APPEND)} --wait 'two words'", "NO_COLOR": ""}
    assert edited_outside("Grüße", environment) == "Grüße ['--wait', 'two words'] 0o600 ''"
    assert files(tmp_path) == []


def test_visual_wins_over_editor(tmp_path: Path, environment: dict[str, str]) -> None:
    environment |= {"VISUAL": editor(tmp_path, APPEND), "EDITOR": "false"}
    assert edited_outside("a", environment).startswith("a []")


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("false", "false ended with status 1. The text is as it was"),
        ("sh -c 'kill -9 $$'", "sh was ended by signal 9. The text is as it was"),
        ("no-such-editor --wait", "no-such-editor --wait could not be used."),
        ("'never closed", "'never closed could not be used."),
        ("   ", "could not be used."),
        ("rm", "rm could not be used."),
    ],
)
def test_an_editor_that_fails_is_told_and_leaves_nothing(
    tmp_path: Path, environment: dict[str, str], command: str, told: str
) -> None:
    with pytest.raises(OutsideError) as caught:
        edited_outside("a", {**environment, "EDITOR": command})
    assert told in str(caught.value)
    assert files(tmp_path) == []


def test_bytes_that_are_no_text_are_kept_as_far_as_they_can_be(tmp_path: Path, environment: dict[str, str]) -> None:
    code = "import sys; open(sys.argv[1], 'wb').write(b'caf\\xe9\\r\\nnext\\r')"
    assert edited_outside("a", {**environment, "EDITOR": editor(tmp_path, code)}) == "caf\ufffd\nnext"


def test_what_was_written_in_an_editor_that_a_signal_ended_is_kept_and_told(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    code = "import os, sys; open(sys.argv[1], 'a').write(' and more'); os.kill(os.getpid(), 9)"
    with pytest.raises(OutsideError) as caught:
        edited_outside("a", {**environment, "EDITOR": editor(tmp_path, code)})
    (kept,) = files(tmp_path)
    assert str(caught.value).endswith(
        f"was ended by signal 9. The text is as it was. What the editor wrote is in {kept}"
    )
    assert kept.read_text() == "a and more"
    assert kept.stat().st_mode & 0o777 == 0o600


def test_more_than_an_answer_takes_is_left_where_it_is(
    tmp_path: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pmwizard.ui.editor.LARGEST", 3)
    code = "import sys; open(sys.argv[1], 'a').write('bcd')"
    with pytest.raises(OutsideError) as caught:
        edited_outside("a", {**environment, "EDITOR": editor(tmp_path, code)})
    (kept,) = files(tmp_path)
    assert str(kept) in str(caught.value)
    assert kept.read_text() == "abcd"


def test_no_place_for_the_file_of_the_editor_is_told(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "temporary").rmdir()
    with pytest.raises(OutsideError) as caught:
        edited_outside("a", {**environment, "EDITOR": "true"})
    assert "The text is as it was" in str(caught.value)
