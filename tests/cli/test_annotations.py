"""``pmwizard check --format github``: findings beside the lines of a pull request, and checks before a commit."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pmwizard.checks.finding import Finding
from pmwizard.cli.checking.annotations import Places, annotated
from pmwizard.store.files.read import load
from tests.clock import python_path

Command = Callable[..., Any]

REPORT = """\
schema_version = 1
layout = "sre"

[metadata]
title = "Payments down"

[impact]
user_facing = \"\"\"
Users saw errors.
For an hour.\"\"\"
# a comment
revenue = "[Name]"

[[timeline]]
id = "T1"
at = 2026-01-16 13:42:00+00:00
event = "Pushed"
moment = "started"

[[timeline]]
at = 2026-01-16 13:50:00+00:00
event = "Second"

[[action_items]]
id = "AI.1"
action = "Stage pushes"

[drafts]
"timeline.T1.at" = "2575"
"timeline.new.event" = "half"
"action_items.new.action" = "half"
"lessons.lucky.new" = "half"
"""


@pytest.fixture
def path(folder: Path) -> Path:
    """A report with something at every kind of place."""
    path = folder / "INC-1.toml"
    path.write_text(REPORT)
    return path


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("metadata.title", "title ="),
        ("metadata.author", "[metadata]"),
        ("impact.revenue", "revenue ="),
        ("impact.users_affected", "[impact]"),
        ("timeline.T1.event", 'event = "Pushed"'),
        ("timeline.T1.who", 'id = "T1"'),
        ("timeline.1.event", 'event = "Second"'),
        ("timeline", 'id = "T1"'),
        ("timeline.T9.at", 'id = "T1"'),
        ("action_items.AI.1.action", 'action = "Stage'),
        ("action_items.AI.1.owner", 'id = "AI.1"'),
        ("moments.started", "at = 2026-01-16 13:42"),
        ("moments.resolved", 'id = "T1"'),
        ("moments.nonsense", 'id = "T1"'),
        ("timeline.T1.at", '"timeline.T1.at" ='),
        ("timeline.new", '"timeline.new.event" ='),
        ("action_items", 'id = "AI.1"'),
        ("lessons.lucky", '"lessons.lucky.new" ='),
        ("lessons.went_well", "schema_version"),
        ("", "schema_version"),
        ("nowhere.at.all", "schema_version"),
    ],
)
def test_an_answer_is_found_on_its_line_and_a_missing_one_at_its_table(answer: str, words: str, path: Path) -> None:
    line = Places(load(path).report, path).line_of(answer)
    found = REPORT.splitlines()[line - 1 :]
    assert words in found[0] or (found[0].startswith("[[") and found[1] == words), found[0]


def test_a_file_that_is_gone_meanwhile_has_a_first_line(path: Path) -> None:
    report = load(path).report
    path.unlink()
    assert Places(report, path).line_of("metadata.title") == 1


def test_each_finding_is_a_command_with_its_file_line_and_rule(pmwizard: Command, path: Path) -> None:
    result = pmwizard("check", str(path), "--format", "github")
    assert result.status == 3
    lines = result.out.splitlines()
    for line in lines:
        assert re.fullmatch(r"::(error|warning|notice) file=postmortems/INC-1\.toml,line=[0-9]+,title=[^:,]+::.+", line)
    shown = next(line for line in lines if "2575" in line)
    assert shown.startswith("::error file=postmortems/INC-1.toml,line=29,title=Timeline%3A ")
    assert any(line.startswith("::warning ") for line in lines)


def test_the_words_and_the_status_are_those_of_the_other_formats(pmwizard: Command, path: Path) -> None:
    for options in ((), ("--strict",), ("-t", "hotfix")):
        human = pmwizard("check", str(path), *options)
        github = pmwizard("check", str(path), "--format", "github", *options)
        assert github.status == human.status
        messages = [line.rpartition("::")[2].replace("%25", "%") for line in github.out.splitlines()]
        assert messages
        for message in messages:
            assert " ".join(message.split()) in " ".join(human.out.split())


def test_a_missing_answer_is_an_error_when_it_fails_the_check(pmwizard: Command, folder: Path) -> None:
    path = folder / "INC-1.toml"
    path.write_text("schema_version = 1\n")
    lenient, strict = (pmwizard("check", str(path), "--format", "github", *more) for more in ((), ("--strict",)))
    assert (lenient.status, strict.status) == (0, 3)
    assert "::error" not in lenient.out
    assert "::error" in strict.out


def test_what_a_report_holds_ends_no_command_and_begins_none(path: Path) -> None:
    hostile = "100% of\r\n::error file=x::owned, and \x1b[31mred\u202e: a,b"
    finding = Finding(id="rule,one", severity="error", section="metadata", path="metadata.title", message=hostile)
    (line,) = annotated(load(path).report, path, (finding,), strict=False)
    assert "\n" not in line
    assert "\r" not in line
    assert not set(line) & {"\x1b", "\u202e"}
    assert line.startswith("::error file=postmortems/INC-1.toml,line=5,title=Metadata%3A rule%2Cone::100%25 of␍%0A")


def test_a_report_that_cannot_be_read_is_an_error_at_its_line(pmwizard: Command, folder: Path, path: Path) -> None:
    (folder / "broken, or not.toml").write_text("schema_version = 1\ntitle = \n")
    alone = pmwizard("check", str(folder / "broken, or not.toml"), "--format", "github")
    assert alone.status == 5
    assert alone.out.startswith("::error file=postmortems/broken%2C or not.toml,line=2,title=Not readable::")
    both = pmwizard("check", str(path), str(folder / "broken, or not.toml"), "--format", "github")
    assert both.status == 5
    assert both.out.count("::error file=postmortems/broken") == 1
    assert "file=postmortems/INC-1.toml" in both.out


def test_standard_input_has_no_file(pmwizard: Command) -> None:
    result = pmwizard("check", "-", "--format", "github", stdin=REPORT)
    assert result.status == 3
    assert result.out.startswith("::error title=")
    assert pmwizard("check", "-", "--format", "github", stdin="=").out.startswith("::error title=Not readable::")


def test_files_are_named_from_the_top_of_the_workspace(
    pmwizard: Command, path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(folder))
    assert "file=INC-1.toml," in pmwizard("check", str(path), "--format", "github").out
    monkeypatch.setenv("GITHUB_WORKSPACE", "/nowhere")
    monkeypatch.chdir("/")
    shown = pmwizard("check", str(path), "--format", "github", "--dir", str(folder)).out
    assert f"file={str(path)[1:]}," in shown


HOOK = """\
#!/bin/sh
# Checks the reports that are about to be committed, as they are staged.
staged=$(mktemp -d) && trap 'rm -rf "$staged"' EXIT || exit 1
git diff --cached --name-only --diff-filter=d -z -- 'postmortems/*.toml' |
    git checkout-index --stdin -z --prefix="$staged/" || exit 1
[ ! -d "$staged/postmortems" ] || pmwizard check --dir postmortems "$staged/postmortems"
"""


@pytest.fixture
def commit(tmp_path: Path) -> Callable[..., "subprocess.CompletedProcess[str]"]:
    """Run git in a repository with the hook, in which nothing is committed yet."""
    program = tmp_path / "bin" / "pmwizard"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m pmwizard "$@"\n')
    program.chmod(0o755)
    root = tmp_path / "repository"
    (root / "postmortems").mkdir(parents=True)
    people = {f"GIT_{role}_{what}": "dana" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = {
        **people,
        "PATH": f"{program.parent}:{os.environ['PATH']}",
        "PYTHONPATH": python_path(),
        "HOME": str(tmp_path),
        "TMPDIR": str(tmp_path),
        "GIT_CONFIG_NOSYSTEM": "1",
    }

    def git(*arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            ["git", *arguments], cwd=root, env=environment, capture_output=True, text=True, check=False, timeout=60
        )

    git("init", "-q", "-b", "main", ".")
    hook = root / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(HOOK)
    hook.chmod(0o755)
    return git


def test_the_hook_checks_what_is_staged_and_nothing_else(
    commit: Callable[..., "subprocess.CompletedProcess[str]"], tmp_path: Path
) -> None:
    report = tmp_path / "repository" / "postmortems" / "INC-1.toml"
    other = report.with_name("INC-2 with a space.toml")
    (tmp_path / "repository" / "notes.md").write_text("x")
    commit("add", "notes.md")
    assert commit("commit", "-q", "-m", "without a report").returncode == 0
    report.write_text(REPORT)
    commit("add", str(report))
    refused = commit("commit", "-q", "-m", "with an error")
    assert refused.returncode != 0
    assert "Time 2575 is not a time" in refused.stdout + refused.stderr
    report.write_text(REPORT.partition("[drafts]")[0])
    assert commit("commit", "-q", "-m", "mended, and not staged").returncode != 0
    commit("add", str(report))
    other.write_text("=")
    passed = commit("commit", "-q", "-m", "answers are missing, which is no error")
    assert passed.returncode == 0, passed.stderr
    commit("add", str(other))
    assert commit("commit", "-q", "-m", "a report that cannot be read").returncode != 0
    assert not [one.name for one in tmp_path.iterdir() if one.name.startswith("tmp.")], "nothing is left behind"
