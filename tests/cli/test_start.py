"""What is imported, and how the program starts and fails, seen from outside."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pmwizard.cli.program import run

DEMO = Path(__file__).parents[2] / "pmwizard" / "demo" / "INC-2019-07-02-001.toml"
STATUS = r"""
import json, sys
from pmwizard.cli.program import run
status = run(sys.argv[1:])
loaded = sorted({name.partition(".")[0] for name in sys.modules})
print(json.dumps({"status": status, "loaded": loaded}), file=sys.stderr)
"""


def modules_after(*arguments: str, cwd: Path) -> set[str]:
    ended = subprocess.run(
        [sys.executable, "-c", STATUS, *arguments], capture_output=True, text=True, check=True, cwd=cwd, timeout=60
    )
    told = json.loads(ended.stderr.splitlines()[-1])
    assert told["status"] == 0, ended.stderr
    return set(told["loaded"])


def program(*arguments: str, cwd: Path, **options: object) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        [sys.executable, "-m", "pmwizard", *arguments],
        cwd=cwd,
        check=False,
        timeout=60,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        **options,
    )


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_version_and_help_import_neither_pydantic_nor_textual(option: str, folder: Path) -> None:
    assert not modules_after(option, cwd=folder) & {"pydantic", "textual", "rich", "jinja2"}


@pytest.mark.parametrize(
    "arguments",
    [("export", str(DEMO)), ("check", str(DEMO)), ("show", str(DEMO)), ("list",), ("layouts",), ("schema",)],
    ids=lambda arguments: str(arguments[0]),
)
def test_commands_without_a_screen_never_import_textual(arguments: tuple[str, ...], folder: Path) -> None:
    assert not modules_after(*arguments, cwd=folder) & {"textual", "rich"}


def test_log_imports_neither_screens_nor_layouts(folder: Path) -> None:
    report = folder / "INC-2020-01-01-001.toml"
    report.write_text("schema_version = 1\n")
    assert not modules_after("log", "--report", str(report), "Seen", cwd=folder) & {"textual", "rich", "jinja2"}
    assert "Seen" in report.read_text()


def test_a_second_list_of_many_reports_reads_no_model(folder: Path) -> None:
    for number in range(301):
        path = folder / f"INC-2020-01-01-{number:03}.toml"
        path.write_text(f'schema_version = 1\n[metadata]\ntitle = "Größe {number}"\n', encoding="utf-8")
    for path in folder.iterdir():
        os.utime(path, (1_700_000_000, 1_700_000_000))
    modules_after("list", cwd=folder)
    assert not modules_after("list", cwd=folder) & {"pydantic", "textual", "jinja2", "tomllib"}


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("new",),
        ("edit", "INC-2019"),
        ("demo",),
        ("list",),
        ("show", "INC-2019"),
        ("layouts",),
        ("export", "-"),
        ("log", "-"),
        ("log", "x", "--report", "INC-2019"),
        ("merge-driver", "a", "b", "c"),
    ],
    ids=lambda arguments: " ".join(arguments) or "hub",
)
def test_without_a_terminal_nothing_waits_and_no_escape_is_written(arguments: tuple[str, ...], folder: Path) -> None:
    ended = program(*arguments, cwd=folder)
    assert ended.returncode in {0, 1, 2, 5}
    assert b"\x1b" not in ended.stdout + ended.stderr
    assert b"Traceback" not in ended.stderr


def test_a_closed_pipe_is_quiet(folder: Path) -> None:
    report = str(DEMO)
    command = (
        f"{sys.executable} -m pmwizard export {report} 2>/dev/null | head -c 10 >/dev/null; echo ${{PIPESTATUS[0]}}"
    )
    ended = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m pmwizard schema | true; echo ${{PIPESTATUS[0]}}; {command}"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert set(ended.stdout.split()) <= {"0", "141"}
    assert "Traceback" not in ended.stderr
    assert "BrokenPipe" not in ended.stderr


def closed(redirected: str, *arguments: str, cwd: Path) -> "subprocess.CompletedProcess[str]":
    command = f'exec "$0" -m pmwizard "$@" {redirected}'
    # A library that is loaded before, as faketime's is, opens files, and they take the place of the closed streams.
    environment = {name: value for name, value in os.environ.items() if name != "LD_PRELOAD"}
    return subprocess.run(
        ["bash", "-c", command, sys.executable, *arguments],
        cwd=cwd,
        env=environment,
        check=False,
        timeout=60,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize(
    "command",
    [
        "list",
        "show INC",
        "show INC --json",
        "export INC",
        "check",
        "layouts",
        "schema",
        "new --no-input",
        "log x --report INC",
    ],
)
def test_a_closed_standard_output_is_told_in_a_sentence(command: str, folder: Path) -> None:
    before = sorted(folder.iterdir())
    ended = closed(">&-", *command.split(), cwd=folder)
    assert (ended.returncode, ended.stderr.splitlines()) == (
        1,
        [
            "pmwizard: standard output is closed, so the result has nowhere to go",
            "  Leave it open, or send it to a file with >",
        ],
    )
    assert sorted(folder.iterdir()) == before, "no report is begun that nobody hears of"


def test_a_command_that_prints_nothing_needs_no_standard_output(folder: Path) -> None:
    ended = closed(">&-", "export", "INC", "-o", "out.md", cwd=folder)
    assert (ended.returncode, ended.stderr.splitlines()[0]) == (0, "Wrote ./out.md")
    assert (folder / "out.md").read_text().startswith("#")


def test_a_closed_standard_error_changes_no_status(folder: Path) -> None:
    assert closed("2>&-", "show", "nothing-like-it", cwd=folder).returncode == 4
    assert closed("2>&- >&-", "list", cwd=folder).returncode == 1


def test_an_interrupt_leaves_with_its_status_and_no_word(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    class Interrupted:
        def __getattr__(self, _: str) -> object:
            raise KeyboardInterrupt

    monkeypatch.setattr(sys, "stdin", Interrupted())
    assert run(["check", "-"]) == 130
    assert "".join(capfd.readouterr()).strip() == ""


def completed(words: str, folder: Path) -> str:
    environment = {
        **os.environ,
        "_PMWIZARD_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(words.count(" ")),
        "PMWIZARD_DIR": str(folder),
    }
    return program(cwd=folder, env=environment).stdout.decode()


def test_a_shell_completes_commands_reports_layouts_and_sections(folder: Path) -> None:
    assert "export" in completed("pmwizard exp", folder)
    assert "INC-2019-07-02-001" in completed("pmwizard show INC-", folder)
    assert "hotfix" in completed("pmwizard export x -t ho", folder)
    assert "timeline" in completed("pmwizard edit x --section ti", folder)
    assert "SEV2" in completed("pmwizard new --severity s", folder)
    assert "merge-driver" in completed("pmwizard mer", folder)
    assert "INC-2019-07-02-001" in completed("pmwizard log --report INC-", folder)
    assert "mitigated" in completed("pmwizard log --moment m", folder)
    assert "github" in completed("pmwizard check --format g", folder)
