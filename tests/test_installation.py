"""What is installed: the wheel has everything the program reads at run time, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout without any network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    """The names of the files in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def in_package(pattern: str) -> set[str]:
    return {file.relative_to(ROOT).as_posix() for file in (ROOT / "pmwizard").rglob(pattern)}


@pytest.mark.parametrize("pattern", ["*.py", "*.md.j2", "*.toml", "py.typed"])
def test_the_wheel_has_every_file_of_the_package(names: set[str], pattern: str) -> None:
    expected = in_package(pattern)
    assert expected
    assert expected <= names


def test_the_wheel_has_the_styles_inside_the_package(names: set[str]) -> None:
    styles = {f"pmwizard/styles/{file.name}" for file in (ROOT / "styles").glob("*.tcss")}
    assert styles
    assert styles <= names


def test_the_wheel_has_nothing_but_the_package(names: set[str]) -> None:
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"pmwizard"}
    assert [name for name in names if name.endswith((".pyc", ".orig", "~"))] == []


def test_the_wheel_installs_the_command(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (entry_points,) = (name for name in archive.namelist() if name.endswith("entry_points.txt"))
        assert "pmwizard = pmwizard.__main__:main" in archive.read(entry_points).decode()


def test_the_program_runs_from_the_wheel(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    code = (
        "from pmwizard.layouts.layout import available; from pmwizard.ui.start import stylesheets\n"
        "print(len(available([])), len(list(stylesheets())))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    layouts, styles = done.stdout.split()
    assert int(layouts) == 5, done.stderr
    assert int(styles) == len(list((ROOT / "styles").glob("*.tcss")))
