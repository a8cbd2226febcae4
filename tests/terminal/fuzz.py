"""Types anything at all into the real program, and looks at what it does.

    python -m tests.terminal.fuzz --runs 20 --seed 1

Each run opens a report and sends keys, pastes of hostile text and changes of size, many to a packet, as the seed
chooses. Every few packets the program is asked what it holds: the file has to hold the same within two seconds, and
every field of a form has to show what the report says. At the end the program is left with Ctrl+Q; it has to end with
status 0 and to have met no bug, and a last look at the file has to find what it held. Exit status 1 when one did not.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from pmwizard.errors import PmwizardError
from pmwizard.model.paths import in_time_order, with_ids
from pmwizard.store.files.read import load
from pmwizard.store.toml import parse
from tests.terminal.harness import CTRL_Q, paste
from tests.terminal.wizard import Home, Wizard

MOVES = [
    *(
        b"\r",
        b"\t",
        b"\x1b[Z",
        b"\x1b[A",
        b"\x1b[B",
        b"\x1b[C",
        b"\x1b[D",
        b"\x1b[5~",
        b"\x1b[6~",
        b"\x1b[H",
        b"\x1b[F",
    ),
    *(b"\x7f", b"\x1b[3~", b"\x1b", b" ", b"\x17", b"\x15", b"\x0b", b"\x01", b"\x05"),
]
"""Keys that go about and erase."""

COMMANDS = [
    *(b"\x0e", b"\x1bOR", b"\x0f", b"\x1bOP", b"\x06", b"\x0c", b"\x13", b"\x1a", b"\x19", b"\x14", b"\x1bOS", b"\x10"),
    *(bytes([number]) for number in b"1234567890adfkxsyvnobcejlmrtFAJKq?*-<>/:"),
]
"""Keys that go elsewhere and do things; as letters where text is typed."""

WAYS = [
    *(
        b"\x0f3" + paste("13:45 alert\n1:50 ack\nfri 2pm fixed") + key
        for key in (b"\r", b"\x1b", b"a", b"z\r", b"e", b"\x1b[B ")
    ),
    *(
        b"\x0f3" + keys
        for keys in (b"1:30\r", b"03/04/2026 130\rx\r", b"+5\rrolled back\r", b"\x1b[At", b"\x1b[Ad", b"\x1b[Af")
    ),
    *(
        b"\x0f5" + keys
        for keys in (b"\x14", b"a\r\x14b\r", b"\x1b[A?", b"\x1b[Ac", b"\x1b[Ao\r", b"\x1b[Ax", b"\x1b[A-")
    ),
    *(b"\x0f0" + keys for keys in (b"n", b"nn\r", b"x", b"xy", b"s2", b"sn\r", b"m", b"-", b"d", b"\x1b[B\x1b[B\r")),
    *(b"\x0f6" + keys for keys in (b" -", b" x\r", b"\x1b[B-", b"o1")),
    *(b"\x0f8" + keys for keys in (b"\x1b[As2", b"\x1b[Ak", b"\x1b[At", b"x\rlee\rfri\r")),
]
"""Keys that lead to the dialogs of a section: the preview of a paste, times with two meanings, whys, the review."""

WORDS = [
    *("1345", "+5", "about 0010", "2575", "yesterday 2350", "14:45 CST", "03/04/2026", "fri", "+2w", "unknown", "n/a"),
    *("the config push", "n", "[b]x[/]", "[@click=app.quit]q[/]", "{{ 1 }}", "{% raw %}", "```", "| a | b |", "# h"),
    *("é", "漢字", "👩‍🚒", "a\u0301", "\u202egpj", "\u200b", "x" * 300, "W1", "F1", "AI-001", "'''", '"""', "\\"),
]
"""Words that people and others type."""

PASTES = [
    *(
        "one line",
        "two\nlines",
        "a\r\nb\r\nc",
        "\x1b]0;title\x07\x1b[2J",
        "\x9b31m",
        "\x00\x01\x7f",
        "\n\n\n",
        "\ud7ff\ue000",
    ),
    "22:52 - network link replaced\n22:54 - alerts fire\nand a line without a time\n23:10 - lock deploys",
    "| Time | Event |\n|---|---|\n| 13:45 | Alert |\n| 13:50 | Ack |",
    "word " * 2000,
    "[14:02] lee: cpu at 90% [@click=app.leave]x[/]\n[14:05] dana: rolled back\n03/04/2026 1:30 paged\n1:40 fixed",
    "dana  2:15 PM\nseeing errors\nlee  2:17 PM\nlooking\n",
    "time,event\n2025-11-21T13:45:00Z,alert\n2025-11-21T13:50:00+01:00,ack\nno time,here",
    "2025-10-26 02:30 twice\n2025-10-26 02:45 again\n99:99 never",
]
"""Pasted text."""

SIZES = [(80, 24), (160, 45), (60, 16), (60, 18), (40, 10), (100, 30), (20, 5), (200, 60)]
"""Windows."""

F12 = b"\x1b[24~"

PACKETS_BETWEEN_LOOKS = 8


@dataclass
class Figures:
    """What all runs together did and found."""

    runs: int = 0
    keys: int = 0
    pastes: int = 0
    sizes: int = 0
    looks: int = 0
    left_early: int = 0
    problems: list[str] = field(default_factory=list)


class Fuzz:
    """Runs that a seed decides.

    Args:
        root: A folder for homes; each run's is removed when it left nothing to look at.
        seed: Decides everything that is sent.
        packets: How many packets of keys each run sends.
    """

    def __init__(self, root: Path, seed: int, packets: int = 40) -> None:
        self._root = root
        self._seed = seed
        self._packets = packets
        self.figures = Figures()

    def run_once(self) -> str:
        """Opens a report, types, looks, and returns what was wrong, "" when nothing was."""
        self.figures.runs += 1
        chance = random.Random(f"{self._seed} {self.figures.runs}")
        home = Home(self._root / f"run-{self.figures.runs}")
        home.write(_begun(chance))
        with home.start(
            str(home.root / "told.json"),
            module="tests.terminal.programs.watched",
            environment={"EDITOR": "true", "VISUAL": None},
            picture=False,
        ) as wizard:
            wizard.wait_for_bytes(b"Overview")
            problem = self._typed(wizard, home, chance) or _ended(wizard)
            (home.root / "seen.bin").write_bytes(wizard.bytes_since())
        problem = _left(home) or problem
        if problem:
            self.figures.problems.append(f"run {self.figures.runs}: {problem} (what was sent: {home.root})")
        else:
            shutil.rmtree(home.root)
        return problem

    def _typed(self, wizard: Wizard, home: Home, chance: random.Random) -> str:
        """Type all packets, look now and then, and return what was wrong; a key may end the program before."""
        looks = 0
        for number in range(1, self._packets + 1):
            size, packet = self._chosen(chance)
            with (home.root / "sent.txt").open("a") as log:
                log.write(f"{number} {size} {packet!r}\n")
            with suppress(OSError):
                if size:
                    wizard.resize(*size)
                wizard.send(packet)
            if number % PACKETS_BETWEEN_LOOKS == 0 and wizard.process.poll() is None:
                looks += 1
                problem = _looked(wizard, home.root / "told.json", looks)
                if problem:
                    return problem
                self.figures.looks += 1
        self.figures.left_early += wizard.process.poll() is not None
        return ""

    def _chosen(self, chance: random.Random) -> tuple[tuple[int, int] | None, bytes]:
        """Return a size to take on first, or none, and a packet."""
        parts: list[bytes] = []
        for _ in range(chance.choice((1, 3, 8, 20))):
            kind = chance.random()
            if kind < 0.35:
                parts.append(chance.choice(MOVES))
            elif kind < 0.55:
                parts.append(chance.choice(COMMANDS))
            elif kind < 0.63:
                parts.append(chance.choice(WAYS))
            elif kind < 0.95:
                parts.append(chance.choice(WORDS).encode())
            else:
                self.figures.pastes += 1
                parts.append(paste(chance.choice(PASTES)))
        self.figures.keys += len(parts)
        size = chance.choice(SIZES) if chance.random() < 0.1 else None
        self.figures.sizes += size is not None
        return size, b"".join(parts)


def _begun(chance: random.Random) -> dict[str, object] | None:
    """Return a report to begin with, nearly empty or with a row in every list that a screen is about."""
    if chance.random() < 0.5:
        return None
    return {
        "layout": chance.choice(("trading", "review", "signoff", "hotfix", "sre")),
        "metadata": {"title": "Payments [b]down[/]", "incident_id": "INC-2025-11-21-001", "severity": "SEV2"},
        "timeline": [{"event": "Config push"}, {"event": "Alert"}],
        "five_whys": {"answers": [{"id": "W1", "answer": "No canary"}, {"id": "W2", "parent": "W1", "answer": "Old"}]},
        "contributing_factors": {"factors": [{"category": "rollout", "factor": "Everywhere at once"}]},
        "action_items": [{"action": "Stage pushes", "owner": "lee", "addresses": ["F1"]}],
    }


def _looked(wizard: Wizard, told: Path, number: int) -> str:
    """Ask the program what it holds and compare; return what is wrong."""

    def answer() -> dict[str, object]:
        try:
            found = json.loads(told.read_text())
        except (OSError, ValueError):
            return {}
        return found if found.get("number") == number else {}

    with suppress(OSError):
        wizard.send(F12)
    try:
        wizard.wait_until(lambda: answer() or wizard.process.poll() is not None, what="an answer")
    except AssertionError:
        return "it did not answer in time"
    found = answer()
    if not found:
        return ""  # It has ended by a key; how is looked at afterwards.
    if found["stale"]:
        return f"a field shows something else than the report holds: {found['stale']}"
    path, held = Path(str(found["path"])), parse(str(found["report"]), "what is held")

    def is_saved() -> bool:
        try:
            # Rows of a file written by hand get their ids with the first change.
            return in_time_order(with_ids(load(path).report)) == held
        except PmwizardError:
            return False

    if not path.exists() and not is_saved():
        return ""  # A new report that nothing was typed into.
    try:
        wizard.wait_until(is_saved, what="the file to hold what the screen holds")
    except AssertionError:
        return "the file does not hold what the screen holds"
    return ""


def _ended(wizard: Wizard) -> str:
    """Leave the program, out of a dialog if need be, and return what was wrong."""
    with suppress(OSError):
        wizard.send(b"\x1b")
        wizard.send(CTRL_Q + CTRL_Q)
    try:
        status = wizard.wait()
    except AssertionError:
        return "it did not end"
    return "" if status == 0 else f"it ended with status {status}"


def _left(home: Home) -> str:
    """Return what a run that ended left behind that should not be there."""
    crashes = [*home.state.rglob("crashes/*")]
    if crashes:
        return f"it met a bug: {crashes[0].read_text()}"
    for path in home.files:
        try:
            load(path)
        except PmwizardError as error:
            return f"{path.name} cannot be read: {error}"
    return ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs as often as is asked and prints the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.terminal.fuzz", description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=20, help="how many reports are opened (20)")
    parser.add_argument("--packets", type=int, default=40, help="how many packets of keys are sent into each (40)")
    parser.add_argument("--seed", type=int, default=1, help="decides everything that is sent (1)")
    options = parser.parse_args(arguments)
    root = Path(tempfile.mkdtemp(prefix="pmwizard-fuzz-"))
    fuzz = Fuzz(root, options.seed, options.packets)
    for run in range(1, options.runs + 1):
        problem = fuzz.run_once()
        print(f"{run:4} of {options.runs}  {problem or 'well'}", file=sys.stderr, flush=True)
    figures = fuzz.figures
    print(
        f"{figures.runs} runs, {figures.keys} keys and words, {figures.pastes} pastes, "
        f"{figures.sizes} changes of size, {figures.looks} looks, "
        f"{figures.left_early} left early by a key, {len(figures.problems)} problems"
    )
    for problem in figures.problems:
        print(problem)
    if not figures.problems:
        shutil.rmtree(root)
    return 1 if figures.problems else 0


if __name__ == "__main__":
    sys.exit(main())
