"""Kills the wizard again and again while somebody types, and looks at what is left on disk.

    python -m tests.terminal.soak --runs 60 --seed 1

Each run types numbered words into one section at a steady pace and kills the program with SIGKILL at a random instant
that the seed chooses. Afterwards the file has to be a whole report, and to hold every word that was typed more than a
second before the kill. Exit status 1 when it does not.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from pmwizard.errors import PmwizardError
from pmwizard.store.files.read import load
from tests.terminal.harness import ENTER
from tests.terminal.wizard import Home

ALLOWED = 1.0
"""Seconds of typing that a kill may cost."""

PACES = (0.08, 0.2, 0.5)
"""Seconds between two words of six letters: from three times a held key to somebody who types well."""

_WORD = re.compile(r"w\d{5}")


@dataclass(frozen=True)
class Place:
    """Where words go.

    Attributes:
        section: The section.
        mark: A text that tells that it is shown.
        between: The keys after each word.
    """

    section: str
    mark: str
    between: bytes


PLACES = (
    Place("impact", "What did users see?", b" "),
    Place("timeline", "What happened", ENTER + ENTER),
    Place("whys", "Why did this happen?", ENTER),
    Place("lessons", "Went well", ENTER + ENTER),
    Place("response", "What happened", ENTER),
)
"""Long texts, and lists whose entry lines are added again and again."""


@dataclass(frozen=True)
class Kill:
    """What one kill left.

    Attributes:
        section: Where words were typed.
        words: How many words were typed.
        problem: Why the file is no whole report, empty when it is one.
        lag: Seconds from typing the first word that is missing to the kill.
        lost: Bytes that were typed longer before the kill than is allowed, and are missing.
        hiccup: Seconds by which the machine itself was late at its worst, which the wizard cannot help.
    """

    section: str
    words: int
    problem: str = ""
    lag: float = 0.0
    lost: int = 0
    hiccup: float = 0.0


@dataclass
class Figures:
    """What all kills together left."""

    runs: int = 0
    words: int = 0
    torn: int = 0
    late: int = 0
    lost: int = 0
    worst_lag: float = 0.0
    worst_hiccup: float = 0.0
    problems: list[str] = field(default_factory=list)

    def add(self, kill: Kill) -> None:
        """Counts one more kill."""
        self.runs += 1
        self.words += kill.words
        self.torn += bool(kill.problem)
        self.late += bool(kill.lost)
        self.lost += kill.lost
        self.worst_lag = max(self.worst_lag, kill.lag)
        self.worst_hiccup = max(self.worst_hiccup, kill.hiccup)
        if kill.problem:
            self.problems.append(f"run {self.runs}, {kill.section}: {kill.problem}")

    @property
    def is_clean(self) -> bool:
        """Whether every file was whole and recent enough."""
        return not self.torn and not self.lost


class Soak:
    """A row of kills that the seed decides.

    Args:
        root: A folder for homes; each run's is removed when it left nothing to look at.
        seed: Decides where words go, how fast, and when the kills come.
    """

    def __init__(self, root: Path, seed: int) -> None:
        self._root = root
        self._chance = random.Random(seed)
        self._run = 0

    def kill_once(self) -> Kill:
        """Starts the wizard, types, kills it, and tells what is left."""
        self._run += 1
        place = PLACES[(self._run - 1) % len(PLACES)]
        pace, until = self._chance.choice(PACES), self._chance.uniform(0.05, 3.0)
        home = Home(self._root / f"run-{self._run}")
        path = home.write()
        with home.start("edit", path.stem, "--section", place.section, picture=False) as wizard:
            wizard.wait_for_bytes(place.mark.encode())
            typed: list[float] = []
            hiccups = [0.0]

            def write() -> None:
                due = time.monotonic()
                while wizard.process.poll() is None:
                    hiccups.append(time.monotonic() - due)
                    typed.append(time.monotonic())
                    wizard.send(f"w{len(typed):05}".encode() + place.between)
                    due = max(due + pace, time.monotonic())
                    time.sleep(max(0.0, due - time.monotonic()))

            fingers = threading.Thread(target=write, name="fingers", daemon=True)
            fingers.start()
            time.sleep(until)
            wizard.kill(signal.SIGKILL)
            killed = time.monotonic()
            wizard.wait()
            fingers.join()
        kill = _looked_at(path, place, [at for at in typed if at < killed], killed, max(hiccups))
        if not kill.problem and not kill.lost:
            shutil.rmtree(home.root)
        return kill


def _looked_at(path: Path, place: Place, typed: Sequence[float], killed: float, hiccup: float) -> Kill:
    words = [f"w{number:05}" for number in range(1, len(typed) + 1)]
    try:
        load(path)
        text = path.read_text(encoding="utf-8")
    except (OSError, PmwizardError) as error:
        return Kill(place.section, len(words), str(error), killed - typed[0], hiccup=hiccup)
    found = set(_WORD.findall(text))
    missing = [(word, killed - at) for word, at in zip(words, typed, strict=True) if word not in found]
    lost = sum(len(word) for word, age in missing if age > ALLOWED)
    return Kill(place.section, len(words), "", max((age for _, age in missing), default=0.0), lost, hiccup)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs as often as is asked and prints the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.terminal.soak", description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=60, help="how many kills (60)")
    parser.add_argument("--seed", type=int, default=1, help="decides places, paces and instants (1)")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args(arguments)
    root = Path(tempfile.mkdtemp(prefix="pmwizard-soak-"))
    soak, figures = Soak(root, options.seed), Figures()
    for run in range(1, options.runs + 1):
        kill = soak.kill_once()
        figures.add(kill)
        worst = f"lag {kill.lag:.2f} s, {kill.words} words, {kill.section} {kill.problem}"
        print(f"{run:4} of {options.runs}  {worst}", file=sys.stderr)
    print(json.dumps(asdict(figures)) if options.json else _sentence(figures))
    if figures.is_clean:
        shutil.rmtree(root)
    else:
        print(f"What is left of the failed runs: {root}", file=sys.stderr)
    return 0 if figures.is_clean else 1


def _sentence(figures: Figures) -> str:
    lines = [
        f"{figures.runs} runs, each killed once; {figures.words} words typed",
        f"files torn                 {figures.torn}",
        f"files more than {ALLOWED:g} s behind  {figures.late}",
        f"bytes lost beyond that     {figures.lost}",
        f"worst lag                  {figures.worst_lag:.2f} s",
        f"latest the machine was     {figures.worst_hiccup:.2f} s",
        *figures.problems,
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
