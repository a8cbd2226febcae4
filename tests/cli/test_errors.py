"""Errors are sentences on standard error, the last of which says what to do."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pmwizard.cli import show as showing

Command = Callable[..., Any]
FORBIDDEN = re.compile(r"\b(please|sorry|oops|valid|invalid|illegal|forbidden|required|must)\b|!", re.IGNORECASE)


@pytest.mark.parametrize("command", ["show", "export", "check", "edit"])
def test_a_report_that_is_not_there_is_told_with_the_closest(command: str, pmwizard: Command) -> None:
    result = pmwizard(command, "INC-2019-07-03-001")
    assert result.status == 4
    assert result.out == ""
    lines = result.err.splitlines()
    assert lines[0] == "pmwizard: no report INC-2019-07-03-001 in ./postmortems"
    assert lines[1] == "  Closest: INC-2019-07-02-001  Global 502 errors after a firewall rule release"
    assert lines[2].startswith(f"  Try: pmwizard {command} INC-2019-07-02-001 ")


def test_files_that_share_an_id_are_named(pmwizard: Command, folder: Path) -> None:
    named = "INC-2019-07-02-001"
    report = (folder / f"{named}.toml").rename(folder / "a.toml")
    for name in ("b copy.toml", "c.toml"):
        (folder / name).write_bytes(report.read_bytes())
    for name in (named, "2019-07"):
        result = pmwizard("export", name)
        assert (result.status, result.out) == (4, "")
        first, *files, last = result.err.splitlines()
        assert first == f"pmwizard: 3 files in ./postmortems have the id {named}"
        assert {line.removeprefix("  Closest:").strip().partition("  ")[0] for line in files} == {
            report.name,
            "b copy.toml",
            "c.toml",
        }
        assert last.startswith("  Try: pmwizard export ")
        assert pmwizard(*shlex.split(last.partition("(")[0])[2:]).status == 0


def test_a_file_that_is_no_report_is_told_with_its_line(pmwizard: Command, folder: Path) -> None:
    (folder / "broken.toml").write_text("schema_version = 1\ntitle = \n")
    result = pmwizard("show", str(folder / "broken.toml"))
    assert result.status == 5
    assert "broken.toml, line 2" in result.err
    assert len(result.err.splitlines()) >= 2


@pytest.mark.parametrize(
    ("arguments", "sentence", "hint"),
    [
        (("exprt",), "there is no command exprt. Closest: pmwizard export", "Try: pmwizard --help"),
        (("export", "--foo", "x"), "there is no option --foo", "Try: pmwizard export --help"),
        (("export",), "REPORT is missing", "Try: pmwizard export --help"),
        (("new", "--severity", "bad"), "--severity: bad is no severity", "Try: pmwizard new --help"),
        (("new", "--zone", "Atlantis"), "--zone: there is no zone Atlantis", "Try: pmwizard new --help"),
        (("edit", "INC", "--section", "x"), "--section: there is no section x", "Try: pmwizard edit --help"),
        (("export", "INC-2019", "-t", "nope"), "there is no layout nope", "Choose one of: "),
        (("new",), "new needs a terminal, and stdin is not one", "Without one, pass the text:"),
        (("edit", "INC-2019"), "edit needs a terminal, and stdin is not one", "Without one: pmwizard show"),
        ((), "the wizard needs a terminal, and stdin is not one", "Without one: pmwizard list"),
        (("--ascii", "new"), "options of the screen go after new", "Try: pmwizard --help"),
    ],
    ids=str,
)
def test_wrong_usage_is_told_with_what_to_do(
    arguments: tuple[str, ...], sentence: str, hint: str, pmwizard: Command
) -> None:
    result = pmwizard(*arguments)
    assert (result.status, result.out) == (2, "")
    first, *_, last = result.err.splitlines()
    assert first.startswith(f"pmwizard: {sentence}")
    assert last.strip().startswith(hint)
    assert not FORBIDDEN.search(result.err)


def test_a_bug_is_one_calm_sentence_and_a_traceback_only_with_debug(
    pmwizard: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> int:
        raise KeyError("something")

    monkeypatch.setattr(showing, "show_report", fail)
    result = pmwizard("show", "INC-2019")
    assert result.status == 1
    assert "Traceback" not in result.err
    assert result.err.startswith("pmwizard: this failed inside the program (KeyError)")
    assert "Traceback" in pmwizard("show", "INC-2019", "--debug").err


def test_dir_and_debug_stand_before_or_after_the_command(pmwizard: Command, folder: Path, tmp_path: Path) -> None:
    moved = folder.rename(tmp_path / "elsewhere")
    before = pmwizard("--dir", str(moved), "--debug", "list")
    after = pmwizard("list", "--dir", str(moved), "--debug")
    assert before.status == after.status == 0
    assert "INC-2019-07-02-001" in before.out
    assert before.out == after.out


def test_control_characters_of_a_report_never_reach_the_terminal(pmwizard: Command, folder: Path) -> None:
    title = r'title = "\u001b]0;owned\u0007\u009b31m red \u202e"'
    (folder / "INC-2020-01-01-001.toml").write_text(
        f'schema_version = 1\n[metadata]\nincident_id = "INC-2020-01-01-001"\n{title}\nauthor = "[Name]\\u001b[2J"\n'
    )
    for arguments in (("list",), ("show", "INC-2020"), ("check",), ("list", "--json"), ("show", "INC-2020", "--json")):
        result = pmwizard(*arguments)
        assert result.status in {0, 3}
        assert not set(result.out + result.err) & {"\x1b", "\x07", "\x9b", "\u202e"}


@pytest.mark.parametrize("command", ["list", "check", "show INC", "export INC", "edit INC", "layouts"])
def test_a_folder_that_dir_names_and_is_not_there_is_told(command: str, pmwizard: Command, tmp_path: Path) -> None:
    result = pmwizard(*command.split(), "--dir", "nowhere")
    assert (result.status, result.out) == (2, "")
    assert result.err.splitlines() == [
        "pmwizard: there is no folder ./nowhere",
        "  Name one that is there, or start with: pmwizard --dir ./nowhere new",
    ]
    assert not (tmp_path / "nowhere").exists()
    assert pmwizard(*command.split(), "--dir", str(tmp_path / "no" / "where")).err.endswith("Name one that is there\n")
    (tmp_path / "file").write_text("")
    result = pmwizard(*command.split(), "--dir", "file")
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith("pmwizard: ./file is not a folder\n")


def test_a_folder_that_the_environment_names_and_is_not_there_is_told(
    pmwizard: Command, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PMWIZARD_DIR", str(tmp_path / "postmortem"))
    for command in ("list", "check"):
        result = pmwizard(command)
        assert (result.status, result.out) == (2, "")
        assert result.err.startswith("pmwizard: there is no folder ./postmortem, as PMWIZARD_DIR names it\n")
    path = str(folder / "INC-2019-07-02-001.toml")
    assert pmwizard("show", path).status == 0, "a path needs no folder"


@pytest.mark.parametrize("by_option", [True, False])
def test_new_makes_the_last_folder_of_a_path_and_no_other(
    by_option: bool, pmwizard: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def new(folder: Path) -> Any:
        monkeypatch.setenv("PMWIZARD_DIR", str(tmp_path / "postmortems" if by_option else folder))
        return pmwizard("new", "--no-input", *(("--dir", str(folder)) if by_option else ()))

    refused = new(tmp_path / "mistyped" / "postmortems")
    assert (refused.status, refused.out) == (2, "")
    assert refused.err.startswith("pmwizard: there is no folder ./mistyped to make postmortems in")
    assert refused.err.splitlines()[-1].strip().startswith("Name another folder, or make that one first: mkdir -p ")
    assert not (tmp_path / "mistyped").exists()
    (tmp_path / "file").write_text("")
    assert "./file is not a folder" in new(tmp_path / "file").err
    made = new(tmp_path / "fresh")
    assert made.status == 0
    assert (tmp_path / made.out.strip()).parent == tmp_path / "fresh"
