"""The wizard itself on a pseudo-terminal, alone in a home of its own, as a person at a keyboard meets it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pmwizard.model import Report
from pmwizard.store.files.read import load
from pmwizard.store.toml import dump
from tests.clock import python_path
from tests.terminal.harness import CTRL_O, CTRL_Q, Terminal, python

FIRST_LINE = "What broke and who noticed"
"""The hint for the title, where a new report begins."""


class Home:
    """The home of a person who has never used pmwizard, with an empty folder for reports.

    Args:
        root: An empty folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.reports = root / "reports"
        self.state = root / "state"
        self.temporary = root / "tmp"
        self.temporary.mkdir(parents=True, exist_ok=True)

    @property
    def environment(self) -> dict[str, str | None]:
        """Everything that leads a program home, and nothing of the machine's own."""
        return {
            "HOME": str(self.root),
            "XDG_STATE_HOME": str(self.state),
            "XDG_CONFIG_HOME": str(self.root / "config"),
            "XDG_CACHE_HOME": str(self.root / "cache"),
            "XDG_DATA_HOME": str(self.root / "data"),
            "TMPDIR": str(self.temporary),
            "PMWIZARD_DIR": str(self.reports),
            "GIT_CONFIG_NOSYSTEM": "1",
            "USER": "dana",
            "TZ": "UTC",
            "PYTHONPATH": python_path(),
        }

    def write(self, report: Report | Mapping[str, Any] | None = None, name: str = "INC-2025-11-21-001") -> Path:
        """Puts a report into the folder and returns its file."""
        given = report or {"layout": "sre", "metadata": {"title": "Payments down", "incident_id": name}}
        self.reports.mkdir(parents=True, exist_ok=True)
        path = self.reports / f"{name}.toml"
        path.write_text(dump(given if isinstance(given, Report) else Report.model_validate(given)), encoding="utf-8")
        return path

    @property
    def files(self) -> list[Path]:
        """The reports in the folder."""
        return sorted(self.reports.glob("*.toml"))

    @property
    def report(self) -> Report:
        """The only report in the folder."""
        (path,) = self.files
        return load(path).report

    def start(
        self,
        *arguments: str,
        environment: Mapping[str, str | None] | None = None,
        module: str = "pmwizard",
        **options: Any,
    ) -> Wizard:
        """Starts the program and returns its terminal without waiting for anything."""
        options.setdefault("folder", self.root)
        return Wizard(python(module, *arguments), environment={**self.environment, **(environment or {})}, **options)


class Wizard(Terminal):
    """The wizard, and what a person does with it."""

    def go_to(self, digit: str, mark: str) -> None:
        """Opens a section by its digit and waits for a text on it."""
        self.send(CTRL_O + digit.encode())
        self.wait_for(mark)

    def type(self, text: str) -> None:
        """Types a text that fits into its field and waits until it is seen."""
        self.send(text)
        self.wait_for(text)

    def wait_until_saved(self, path: Path, *texts: str) -> None:
        """Waits until the file holds texts."""
        self.wait_until(lambda: holds(path, *texts), what=f"{texts} in {path.name}")

    def quit(self, status: int = 0) -> None:
        """Saves and leaves by the key."""
        self.send(CTRL_Q)
        assert self.wait() == status, self.text()

    def words_after_screen(self) -> str:
        """What stands in the shell once the program has ended."""
        self.wait_for_bytes(b"\x1b[?1049l")
        self.wait_until_still(0.1)
        return self.bytes_since().rpartition(b"\x1b[?1049l")[2].decode()


def holds(path: Path, *texts: str) -> bool:
    """Tells whether a file is there and holds all the texts."""
    try:
        found = path.read_text(encoding="utf-8")
    except OSError:
        return False
    return all(text in found for text in texts)


def keys(*parts: bytes | str) -> bytes:
    """Returns texts and keys as the bytes of one packet."""
    return b"".join(part.encode() if isinstance(part, str) else part for part in parts)
