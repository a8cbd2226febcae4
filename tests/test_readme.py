"""What the README says is so: its commands, options, keys, pictures and examples."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest

from pmwizard.checks.rules import RULES
from pmwizard.cli.program import pmwizard
from pmwizard.draft.session import new_session
from pmwizard.errors import (
    LayoutError,
    NoSuchReportError,
    PmwizardError,
    ReportUnreadableError,
    TerminalNeededError,
    UsageError,
)
from pmwizard.layouts.layout import available, load_layout
from pmwizard.layouts.rendering import render
from pmwizard.layouts.template.filters import FILTERS
from pmwizard.model.moments import METRICS
from pmwizard.model.times.words import FORMS
from pmwizard.options import NewReport
from pmwizard.questions import SECTIONS
from pmwizard.store import toml
from pmwizard.store.files.read import load
from pmwizard.store.folder.settings import load_configuration
from pmwizard.ui.app import WizardApp
from pmwizard.ui.keys import key_table, list_table
from pmwizard.ui.themes import NAMES
from tests.pictures import FOLDER, LARGEST, PICTURES
from tests.ui.conftest import Wizard

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DEMO = ROOT / "pmwizard" / "demo" / "INC-2019-07-02-001.toml"
NOW = datetime(2026, 1, 16, 9, 0, tzinfo=UTC)

TABLE_ROW = re.compile(r"^\| (.*) \|$", re.MULTILINE)
KEY_NAMES = re.compile(r"`(\w)`|(Enter|Tab|Down|Space|Ctrl\+[A-Z])")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def section(title: str) -> str:
    """Return the text below a heading; lines of code that look like headings are moved in."""
    text = re.sub(
        r"^```.*?^```$", lambda found: found[0].replace("\n#", "\n #"), README, flags=re.MULTILINE | re.DOTALL
    )
    found = re.search(rf"^##+ {re.escape(title)}\n(.*?)(?=^##+ |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, title
    return found[1]


def rows(text: str) -> list[list[str]]:
    return [re.split(r"\s*(?<!\\)\|\s*", row) for row in TABLE_ROW.findall(text)]


def test_every_rule_is_listed_with_its_severity_reason_and_source() -> None:
    told = [row for row in rows(section("What check asks")) if row[0].startswith("`")]
    assert told == [[f"`{rule.id}`", rule.severity, rule.reason, rule.source] for rule in RULES]


def commands() -> dict[str, click.Command]:
    context = click.Context(pmwizard)
    found = {name: pmwizard.get_command(context, name) for name in pmwizard.list_commands(context)}
    return {name: command for name, command in found.items() if command} | {"": pmwizard}


def options_of(command: click.Command) -> set[str]:
    context = click.Context(command, help_option_names=["-h", "--help"])
    return {name for parameter in command.get_params(context) for name in (*parameter.opts, *parameter.secondary_opts)}


def calls() -> list[list[str]]:
    """Return what stands behind each ``pmwizard`` of a command in a block of shell or in the text."""
    lines = [line for block in blocks("sh") for line in re.split(r"\n|&&|\|", block)]
    lines += re.findall(r"`(pmwizard[ `][^`]*)`", README)
    words = [shlex.split(line, comments=True) for line in lines]
    return [line[1:] for line in words if line and Path(line[0]).name == "pmwizard"]


def test_the_readme_has_commands_to_look_at() -> None:
    assert len(calls()) > 10


@pytest.mark.parametrize("call", calls(), ids=" ".join)
def test_every_command_in_the_readme_exists_with_its_options(call: list[str]) -> None:
    name = call[0] if call and not call[0].startswith("-") else ""
    assert name in commands()
    assert {word for word in call if re.fullmatch("--?[a-z].*", word)} <= options_of(commands()[name])


def test_every_command_is_in_the_readme() -> None:
    listed = re.findall(r"^pmwizard(?: ([a-z-]+))?", section("Command line"), re.MULTILINE)
    assert set(listed) == set(commands())


def test_every_option_is_in_the_readme_at_its_commands() -> None:
    screens = {"", "new", "edit", "demo"}
    told: dict[str, set[str]] = {name: set() for name in commands()}
    for names, of, *_ in rows(section("Command line")):
        for option in re.findall(r"`(--?[a-z-]+)", names):
            where = set(re.findall(r"`([a-z]+)`", of))
            where |= screens if of == "screens" else set()
            where |= set(commands()) if of.startswith("all") else set()
            for name in {""} if option == "--version" else where:
                told[name].add(option)
    assert told == {
        name: {opt for opt in options_of(command) if opt.startswith("-")} for name, command in commands().items()
    }


def test_the_exit_statuses_are_those_of_the_program() -> None:
    told = {int(number) for row in rows(section("Command line")) for number in re.findall(r"\b\d+\b", row[0])}
    errors = (PmwizardError, UsageError, TerminalNeededError, NoSuchReportError, ReportUnreadableError)
    assert {error.exit_status for error in errors} <= told
    assert told == {0, 1, 2, 3, 4, 5, 129, 130, 143}


def test_every_section_and_theme_is_in_the_readme() -> None:
    options = {row[0]: row[2] for row in rows(section("Command line")) if len(row) == 3}
    assert re.findall(r"`([a-z]+)`", options["`--section NAME`"]) == [one.id for one in SECTIONS]
    assert re.findall(r"`([a-z]+)`", options["`--theme NAME`"]) == list(NAMES)


def as_markdown(heading: str, lines: Iterable[Sequence[str]]) -> str:
    """Return a table; the names of keys that are one character, such as ``?``, are set as code."""
    rows = [[*where, re.sub(r"(?<!\S)([^\s,])(?=,|$)", r"`\1`", keys), words] for *where, keys, words in lines]
    body = [f"| {' | '.join(cell or 'any list' for cell in row)} |" for row in rows]
    return "\n".join([heading, "|" + "---|" * (heading.count("|") - 1), *body])


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Keys", as_markdown("| Key | What it does |", key_table())),
        ("Keys in lists", as_markdown("| Where | Key | What it does |", list_table())),
    ],
)
def test_the_keys_are_those_that_are_declared(title: str, expected: str) -> None:
    shown = "\n".join(line for line in section(title).splitlines() if line.startswith("|"))
    assert shown == expected, f'Put this table below "{title}" in README.md:\n\n{expected}\n'


def test_every_picture_is_there_and_small() -> None:
    shown = re.findall(r"!\[[^\]]+\]\((\S+)\)", README)
    assert {Path(name).name for name in shown} == {path.name for path in FOLDER.iterdir()}
    assert {path.stem for path in FOLDER.iterdir()} == set(PICTURES)
    for path in FOLDER.iterdir():
        assert path.stat().st_size <= LARGEST
        assert path.read_bytes().startswith(b"\x89PNG")


def test_every_link_within_the_project_leads_somewhere() -> None:
    for target in re.findall(r"\]\((\S+?)\)", README):
        assert target.startswith("https://") or (ROOT / target).exists()
    named = re.findall(r"`((?:pmwizard|tests|styles)/[a-z_/]*(?:\.py)?)`", README)
    ours = [
        name for name in named if not name.startswith(("pmwizard/layouts/`", "pmwizard/rescue", "pmwizard/crashes"))
    ]
    assert "tests/" in ours
    assert not [name for name in ours if not (ROOT / name).exists()]


def test_the_commands_that_make_files_anew_name_files_that_are_there() -> None:
    for path in re.findall(r"pytest (tests/\S+)", README):
        assert (ROOT / path).exists()
    assert "PMWIZARD_WRITE_GOLDEN" in (ROOT / "tests/layouts/test_documents.py").read_text(encoding="utf-8")


def written_layout(folder: Path, content: str) -> Path:
    path = folder / "team.md.j2"
    path.write_text(content, encoding="utf-8")
    return path


def test_the_layout_in_the_readme_makes_documents(tmp_path: Path) -> None:
    (content,) = blocks("jinja")
    layout = load_layout(written_layout(tmp_path, content))
    document = render(load(DEMO).report, layout)
    assert document.startswith(
        "# Global 502 errors after a firewall rule release\n\n2019-07-02, critical, lasted 27 min"
    )
    assert "- [x] Put the CPU guard for rules back (Proxy team, 2019-07-03)" in document
    assert "{" not in render(toml.parse("schema_version = 1", "empty"), layout)
    assert set(layout.required) <= layout.asked


def test_a_mistake_in_that_layout_is_told_as_the_readme_shows(tmp_path: Path) -> None:
    (content,) = blocks("jinja")
    path = written_layout(tmp_path, content.replace("# {{ metadata.title }}", "# {{ metadata.titel }}"))
    with pytest.raises(LayoutError) as caught:
        load_layout(path)
    told = caught.value.in_full().replace(str(path), "./postmortems/.pmwizard/layouts/team.md.j2")
    assert told in README


def test_every_part_of_a_layout_is_in_the_readme(tmp_path: Path) -> None:
    text = section("Layouts of your own")
    names = {name for row in rows(text) for name in re.findall(r"`([a-z]+)`", row[0])}
    assert set(FILTERS) <= names
    assert set(available([])) <= names
    assert all(f"`{name}`" in text for name in METRICS)
    assert all(f'`"{form}"`' in text for form in FORMS)
    with pytest.raises(LayoutError) as caught:
        load_layout(written_layout(tmp_path, "+++\ncolour = 1\n+++\n"))
    keys = caught.value.cause.partition("keys are ")[2].split(", ")
    assert all(re.search(rf"^\| `\[?{key}\b", text, re.MULTILINE) for key in keys)


def test_the_report_in_the_readme_is_one_that_pmwizard_writes() -> None:
    report, _ = blocks("toml")
    assert toml.dump(toml.parse(report, "README.md")) == report


def test_the_configuration_in_the_readme_is_understood(tmp_path: Path) -> None:
    _, configuration = blocks("toml")
    (tmp_path / ".pmwizard").mkdir()
    (tmp_path / ".pmwizard" / "config.toml").write_text(configuration, encoding="utf-8")
    found = load_configuration(tmp_path, tmp_path / "nobody")
    assert found.mistakes == ()
    for key, value in tomllib.loads(configuration).items():
        assert getattr(found, key) == value


def test_the_two_commands_are_the_first_in_the_readme() -> None:
    first, second, *_ = blocks("sh")
    assert first == "python3 -m venv .venv && .venv/bin/pip install --quiet . && .venv/bin/pmwizard\n"
    assert second == "bash .ci/run\n"
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").startswith("#!/usr/bin/env bash\n")


def test_the_readme_keeps_to_plain_words() -> None:
    text = re.sub(r"```.*?```|`[^`]*`|!\[", "", README, flags=re.DOTALL)
    assert not re.findall(
        r"!|\b(?:please|sorry|oops|invalid|illegal|forbidden|must|simply|powerful|easy)\b", text, re.IGNORECASE
    )
    assert README.isascii() or set(re.findall(r"[^\x00-\x7f]", README)) <= {"…"}
    assert max(map(len, text.splitlines())) <= 330


def pressed(cell: str) -> list[str]:
    """Return the keys that a cell of the tour tells to press; what stands in brackets explains."""
    found = KEY_NAMES.findall(re.sub(r"\([^)]*\)", "", cell))
    return [letter or name.lower() for letter, name in found]


async def test_the_first_report_of_the_tour_comes_out_as_told(tmp_path: Path) -> None:
    tour = [row for row in rows(section("Write a report")) if len(row) == 3 and row[0] != "Where"]
    session = new_session(tmp_path / "postmortems", NewReport(), NOW)
    app = WizardApp(session, section="metadata")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.terminal.type_ahead.settled()
        wizard = Wizard(app, pilot)
        for where, text, press in tour:
            assert where.rstrip(" 0123456789").removesuffix("Why") in wizard.text
            await wizard.type(text.strip())
            await wizard.press(*pressed(press))
        session.close()
    report = load(session.path).report
    assert [event.moment for event in report.timeline] == [
        "started",
        "detected",
        "acknowledged",
        "mitigated",
        "recovered",
    ]
    assert report.metadata.severity == "SEV2"
    assert report.impact.users_affected == "about 12 000 (9%)"
    assert [why.stop for why in report.five_whys.answers] == [None, "can_change"]
    assert [one.category for one in report.contributing_factors.factors] == ["testing_gap"]
    assert [(one.action, one.owner, one.priority) for one in report.action_items] == [
        ("Put the unit into the name of every timeout key", "lee", "P1")
    ]
