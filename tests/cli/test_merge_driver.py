"""``pmwizard merge-driver`` in real repositories: two branches edit one report, and nothing of either is lost."""

import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pmwizard.cli.commands import merge_driver
from pmwizard.model import Report
from pmwizard.model.parts.timeline import Event
from pmwizard.model.paths import replaced, with_row, without_row
from pmwizard.store.files.read import load
from pmwizard.store.toml import dump
from tests.clock import python_path

Command = Callable[..., Any]
NAME = "postmortems/INC-1.toml"
BASE = """\
schema_version = 1

[metadata]
title = "Payments down"
incident_id = "INC-1"
severity = "SEV2"

[[timeline]]
id = "T1"
at = 2026-01-16 13:42:00+00:00
event = "Config pushed"

[[action_items]]
id = "AI-001"
action = "Stage pushes"
"""


class Repository:
    """A repository of somebody who set up the driver as its help says.

    Args:
        root: An empty folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.report = root / NAME
        self.report.parent.mkdir()
        self.git("init", "-q", "-b", "main", ".")
        for line in recipe():
            subprocess.run(["sh", "-c", line], cwd=root, env=self.environment, check=True, timeout=60)
        self.write(BASE)
        self.commit("base")

    @property
    def environment(self) -> dict[str, str]:
        """A home of its own, and ``pmwizard`` on the path."""
        found = self.root / ".bin" / "pmwizard"
        if not found.exists():
            found.parent.mkdir()
            found.write_text(f'#!/bin/sh\nexec {sys.executable} -m pmwizard "$@"\n')
            found.chmod(0o755)
        people = {f"GIT_{role}_{what}": "dana" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        return {
            **people,
            "PATH": f"{found.parent}:{os.environ['PATH']}",
            "PYTHONPATH": python_path(),
            "HOME": str(self.root / ".home"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "LC_ALL": "C.UTF-8",
        }

    def git(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        (self.root / ".home").mkdir(exist_ok=True)
        return subprocess.run(
            ["git", *arguments],
            cwd=self.root,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    def write(self, report: Report | str) -> None:
        self.report.parent.mkdir(exist_ok=True)
        self.report.write_text(report if isinstance(report, str) else dump(report), encoding="utf-8")

    def commit(self, message: str) -> None:
        self.git("add", NAME, ".gitattributes")
        done = self.git("commit", "-q", "-m", message)
        assert done.returncode == 0, done.stderr

    def branches(self, ours: Report | str, theirs: Report | str) -> None:
        """Commit one version on ``main`` and the other on ``other``; ``main`` is checked out."""
        self.git("checkout", "-q", "-b", "other")
        self.write(theirs)
        self.commit("theirs")
        self.git("checkout", "-q", "main")
        self.write(ours)
        self.commit("ours")


def recipe() -> list[str]:
    """Return the commands that the help tells, to be run in a shell."""
    lines = (merge_driver.help or "").splitlines()
    return [line.strip() for line in lines if line.startswith(("  echo", "  git config"))]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


@pytest.fixture
def base(repository: Repository) -> Report:
    return load(repository.report).report


def test_two_lines_set_it_up() -> None:
    assert len(recipe()) == 2


def test_changes_of_two_branches_come_together_without_a_word(repository: Repository, base: Report) -> None:
    ours = with_row(replaced(base, "action_items.AI-001.owner", "Ana"), "timeline", Event(event="ours"))
    theirs = with_row(replaced(base, "action_items.AI-001.priority", "P1"), "timeline", Event(event="theirs"))
    repository.branches(ours, replaced(theirs, "metadata.title", "Payments returned 500s"))
    done = repository.git("merge", "-q", "other", "-m", "merged")
    assert (done.returncode, done.stderr) == (0, "")
    merged = load(repository.report).report
    assert {event.event for event in merged.timeline} == {"Config pushed", "ours", "theirs"}
    assert (merged.action_items[0].owner, merged.action_items[0].priority) == ("Ana", "P1")
    assert merged.metadata.title == "Payments returned 500s"
    assert repository.git("status", "--porcelain", NAME).stdout == ""


def test_a_rebase_brings_every_commit_over(repository: Repository, base: Report) -> None:
    repository.branches(with_row(base, "timeline", Event(event="main")), with_row(base, "timeline", Event(event="one")))
    repository.git("checkout", "-q", "other")
    repository.write(with_row(load(repository.report).report, "timeline", Event(event="two")))
    repository.commit("more")
    done = repository.git("rebase", "-q", "main")
    assert done.returncode == 0, done.stderr
    assert {event.event for event in load(repository.report).report.timeline} == {"Config pushed", "main", "one", "two"}


def test_answers_that_both_changed_are_kept_and_git_leaves_them_to_be_looked_at(
    repository: Repository, base: Report
) -> None:
    texts = {"root_cause.trigger": "line one\nline two", "metadata.title": "Ours", "metadata.severity": "SEV1"}
    ours = theirs = base
    for path, text in texts.items():
        ours = replaced(ours, path, text)
    for path, text in {**texts, "metadata.title": "Theirs", "metadata.severity": "SEV3"}.items():
        theirs = replaced(theirs, path, f"{text}, they say" if "trigger" in path else text)
    repository.branches(ours, theirs)
    done = repository.git("merge", "other")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"pmwizard: both versions of {NAME} changed 3 answers in different ways",
        "  Title: both are kept, one after the other",
        "  Severity: SEV1 is kept, and SEV3 is in an open question",
        "  What set it off: both are kept, one after the other",
        f"  Look at them with pmwizard edit {NAME}, then git add {NAME}",
    ]
    merged = load(repository.report).report
    assert merged.metadata.title == "Ours / Theirs"
    assert merged.root_cause.trigger == "line one\nline two, they say"
    (question,) = merged.follow_ups
    assert (merged.metadata.severity, question.path) == ("SEV1", "metadata.severity")
    assert question.question == "Severity is SEV1 here and SEV3 in another version. Which holds?"
    assert repository.git("status", "--porcelain", NAME).stdout.startswith("UU")
    repository.commit("settled")
    assert repository.git("status", "--porcelain", NAME).stdout == ""


def test_a_report_that_both_sides_made_is_merged_too(repository: Repository) -> None:
    repository.git("rm", "-q", NAME)
    repository.git("commit", "-q", "-m", "gone")
    one, other = (with_row(Report(), "timeline", Event(event=text)) for text in ("one", "other"))
    repository.branches(one, other)
    assert repository.git("merge", "-q", "other", "-m", "merged").returncode == 0
    assert {event.event for event in load(repository.report).report.timeline} == {"one", "other"}


def test_comments_stay_where_lines_do_not_touch(repository: Repository) -> None:
    text = BASE.replace("severity =", "# as the on-call said\nseverity =")
    repository.write(text)
    repository.commit("comment")
    repository.branches(
        text.replace("Payments down", "Payments slow"), text.replace("Stage pushes", "Stage all pushes")
    )
    done = repository.git("merge", "-q", "other", "-m", "merged")
    assert (done.returncode, done.stderr) == (0, "")
    merged = repository.report.read_text()
    for words in ("# as the on-call said", "Payments slow", "Stage all pushes"):
        assert words in merged


def test_comments_that_cannot_stay_are_told(repository: Repository, base: Report) -> None:
    repository.branches(
        dump(with_row(base, "timeline", Event(event="ours"))) + "# by hand\n",
        with_row(base, "timeline", Event(event="x")),
    )
    done = repository.git("merge", "-q", "other", "-m", "merged")
    assert done.returncode == 0
    assert done.stderr.startswith(f"pmwizard: the comments of {NAME} are not in the merged report")
    assert "# by hand" in repository.git("show", f"HEAD^1:{NAME}").stdout
    assert len(load(repository.report).report.timeline) == 3


@pytest.mark.parametrize(
    ("which", "broken", "words"),
    [
        ("theirs", "title = \n", "the other version"),
        ("ours", "title = \n", "your version"),
        ("theirs", "schema_version = 2\n", "it is in version 2 of the file format"),
    ],
)
def test_a_version_that_cannot_be_read_leaves_ours_as_it_is(
    repository: Repository, base: Report, which: str, broken: str, words: str
) -> None:
    good = with_row(base, "timeline", Event(event="good"))
    bad = broken + BASE if "version" not in broken else BASE.replace("schema_version = 1\n", broken)
    repository.branches(bad if which == "ours" else good, good if which == "ours" else bad)
    before = repository.report.read_bytes()
    done = repository.git("merge", "other")
    assert done.returncode == 1
    assert words in done.stderr
    assert f"{NAME} is left as it is here. Keep one with git checkout --ours or --theirs, or fix it" in done.stderr
    assert repository.report.read_bytes() == before
    assert repository.git("status", "--porcelain", NAME).stdout.startswith("UU")
    assert "good" in repository.git("show", f":{3 if which == 'ours' else 2}:{NAME}").stdout


def three(tmp_path: Path, base: str, ours: str, theirs: str) -> list[str]:
    paths = []
    for name, text in (("base", base), ("ours", ours), ("theirs", theirs)):
        (tmp_path / name).write_text(text)
        paths.append(str(tmp_path / name))
    return paths


def test_without_a_name_the_file_goes_by_its_own(pmwizard: Command, tmp_path: Path) -> None:
    title = 'title = "Payments down"'
    files = three(tmp_path, BASE, BASE.replace(title, 'title = "A"'), BASE.replace(title, 'title = "B"'))
    result = pmwizard("merge-driver", *files)
    assert (result.status, result.out) == (1, "")
    assert "both versions of ./ours changed 1 answer in different ways" in result.err
    assert 'title = "A / B"' in (tmp_path / "ours").read_text()


def test_what_changed_on_one_side_alone_comes_in_byte_by_byte(pmwizard: Command, tmp_path: Path) -> None:
    by_hand = BASE.replace('"Config pushed"', "'''Config pushed'''  # at once")
    changed = by_hand.replace("SEV2", "SEV1")
    for ours, theirs in ((by_hand, changed), (changed, by_hand)):
        files = three(tmp_path, by_hand, ours, theirs)
        assert pmwizard("merge-driver", *files).status == 0
        assert (tmp_path / "ours").read_text() == changed


def test_an_answer_taken_away_on_one_side_and_changed_on_the_other_stays(pmwizard: Command, tmp_path: Path) -> None:
    gone = BASE.replace('title = "Payments down"\n', "")
    changed = BASE.replace("Payments down", "Payments slow")
    for ours, theirs, told in (
        (gone, changed, "Title: taken away here; Payments slow from the other version is kept"),
        (changed, gone, "Title: taken away in the other version; Payments slow is kept"),
    ):
        result = pmwizard("merge-driver", *three(tmp_path, BASE, ours, theirs))
        assert result.status == 1
        assert told in result.err
        assert 'title = "Payments slow"' in (tmp_path / "ours").read_text()


def test_days_ends_and_what_is_left_out_come_together(pmwizard: Command, tmp_path: Path) -> None:
    ours = BASE.replace("at = 2026-01-16 13:42:00+00:00", "day = 2026-01-16")
    theirs = BASE.replace('event = "Config', 'until = 2026-01-16 14:00:00+00:00\nomit = true\nevent = "Config')
    assert pmwizard("merge-driver", *three(tmp_path, BASE, ours, theirs)).status == 0
    (event,) = load(tmp_path / "ours").report.timeline
    assert (event.at, str(event.day), str(event.until), event.omit) == (
        *(None, "2026-01-16"),
        *("2026-01-16 14:00:00+00:00", True),
    )


def test_a_time_and_a_day_for_one_event_are_both_kept_and_left_to_be_looked_at(
    pmwizard: Command, tmp_path: Path
) -> None:
    base = BASE.replace("at = 2026-01-16 13:42:00+00:00\n", "")
    on_a_day = BASE.replace("at = 2026-01-16 13:42:00+00:00", "day = 2026-01-16")
    for ours, theirs in ((BASE, on_a_day), (on_a_day, BASE)):
        result = pmwizard("merge-driver", *three(tmp_path, base, ours, theirs))
        assert result.status == 1
        assert "Day of T1: 2026-01-16 stands beside what the other version has in its place. Keep one" in result.err
        (event,) = load(tmp_path / "ours").report.timeline
        assert (str(event.at), str(event.day)) == ("2026-01-16 13:42:00+00:00", "2026-01-16")


def test_a_row_that_one_side_removed_is_gone_and_one_that_the_other_edited_stays(
    pmwizard: Command, tmp_path: Path
) -> None:
    (tmp_path / "base.toml").write_text(BASE)
    base = load(tmp_path / "base.toml").report
    ours = without_row(without_row(base, "timeline.T1"), "action_items.AI-001")
    theirs = replaced(base, "action_items.AI-001.owner", "Ana")
    result = pmwizard("merge-driver", *three(tmp_path, BASE, dump(ours), dump(theirs)))
    assert result.status == 0
    merged = load(tmp_path / "ours").report
    assert merged.timeline == ()
    assert merged.action_items[0].owner == "Ana"


def test_a_file_that_is_not_there_and_one_that_cannot_be_written_are_told(
    pmwizard: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = three(tmp_path, BASE, BASE.replace("SEV2", "SEV1"), BASE.replace("Stage", "Spread"))
    result = pmwizard("merge-driver", *files[:2], str(tmp_path / "gone"))
    assert result.status == 1
    assert "the other version of" in result.err

    def full(**_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.mkstemp", full)
    result = pmwizard("merge-driver", *files)
    assert result.status == 1
    assert "was not written: no space left on device" in result.err
    assert (tmp_path / "ours").read_text() == BASE.replace("SEV2", "SEV1")


def test_a_name_that_a_shell_would_part_is_quoted_in_what_to_do_next(pmwizard: Command, tmp_path: Path) -> None:
    name = "post mortems/INC 1's.toml"
    files = three(tmp_path, BASE, BASE.replace("SEV2", "SEV1"), BASE.replace("SEV2", "SEV3"))
    told = pmwizard("merge-driver", *files, name).err
    assert f"both versions of {name} changed 1 answer" in told
    command_line = told.partition("Look at them with ")[2].partition(", then ")[0]
    assert shlex.split(command_line) == ["pmwizard", "edit", name]


def test_without_git_the_merged_report_is_written_without_comments(
    pmwizard: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = three(tmp_path, BASE, BASE.replace("SEV2", "SEV1") + "# mine\n", BASE.replace("Stage", "Spread"))
    monkeypatch.setenv("PATH", str(tmp_path))
    result = pmwizard("merge-driver", *files)
    assert result.status == 0
    assert "comments" in result.err
    merged = load(tmp_path / "ours").report
    assert (merged.metadata.severity, merged.action_items[0].action) == ("SEV1", "Spread pushes")
