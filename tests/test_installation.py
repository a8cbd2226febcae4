"""What is installed: the wheel has everything the program reads at run time, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from email import message_from_string
from email.message import Message
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source archive, built from the checkout without any network."""
    folder = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    """The wheel."""
    (found,) = built.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def metadata(wheel: Path) -> Message:
    """What a package index is told, the description as its text."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("METADATA"))
        return message_from_string(archive.read(name).decode())


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    """The names of the files in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def in_package(pattern: str) -> set[str]:
    return {file.relative_to(ROOT).as_posix() for file in (ROOT / "pmwizard").rglob(pattern)}


@pytest.mark.parametrize("pattern", ["*.py", "*.md.j2", "*.json", "*.toml", "py.typed"])
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


def test_a_package_index_takes_the_archives_and_shows_their_description(built: Path) -> None:
    command = [sys.executable, "-m", "twine", "check", "--strict", *map(str, sorted(built.iterdir()))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("PASSED") == 2


def test_the_description_has_the_words_of_the_readme_and_no_picture(metadata: Message) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    description = str(metadata.get_payload())
    assert "](.pictures/" in readme
    assert "(.pictures" not in description
    assert "![" not in description
    without_pictures = [line for line in readme.splitlines() if "![" not in line]
    left_out = [line for line in without_pictures if line not in description.splitlines()]
    assert left_out == ["| | |"]


def test_the_licence_and_who_grants_it_are_told(metadata: Message, names: set[str]) -> None:
    text = (ROOT / "pmwizard" / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("MIT License\n")
    assert metadata["License-Expression"] == "MIT"
    assert metadata["Author"] == "The pmwizard maintainers"
    assert metadata["Author"] in text
    assert any(name.endswith(f"licenses/{metadata['License-File']}") for name in names)


def test_the_zones_come_along_on_every_system(metadata: Message) -> None:
    (zones,) = (one for one in metadata.get_all("Requires-Dist", []) if one.startswith("tzdata"))
    assert ";" not in zones


def test_the_program_runs_from_the_wheel(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    code = (
        "from pmwizard.layouts.layout import available; from pmwizard.ui.themes import stylesheets\n"
        "print(len(available([])), len(list(stylesheets())))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    layouts, styles = done.stdout.split()
    assert int(layouts) == 5, done.stderr
    assert int(styles) == len(list((ROOT / "styles").glob("*.tcss")))
