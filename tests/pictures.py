"""Makes the pictures of the README from the real screens, the same ones each time.

    python -m tests.pictures                 all of them, into .pictures/
    python -m tests.pictures timeline whys   only these
    python -m tests.pictures --list          their names

The screens are drawn in this process and written as PNG by rsvg-convert and pngquant, with the font DejaVu
Sans Mono: ``apt-get install librsvg2-bin pngquant fonts-dejavu-core``.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from textual import events

from pmwizard.draft.draft import Draft
from pmwizard.draft.saving.autosave import Autosave
from pmwizard.draft.session import Session
from pmwizard.layouts.layout import available
from pmwizard.model import Report
from pmwizard.model.paths import replaced, without_row
from pmwizard.store import toml
from pmwizard.store.files.read import load
from pmwizard.ui.app import WizardApp

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".pictures"
LARGEST = 120_000
"""The most bytes one picture may have."""

TOOLS = "apt-get install librsvg2-bin pngquant fonts-dejavu-core"
CELL = 12.2
"""The width of a cell in a picture, in pixels."""
ADVANCE = 1233 / 2048
"""The width of a letter of DejaVu Sans Mono, in sizes of the font."""

NOW = datetime(2019, 7, 5, 9, 30, tzinfo=UTC)
REPORT = Path("postmortems/INC-2019-07-02-001.toml")
SMALL, WIDE = (80, 24), (160, 45)
KEYS = {" ": "space", "+": "plus", "-": "minus", ".": "full_stop", ",": "comma"}


@dataclass(frozen=True)
class Picture:
    """One picture.

    Attributes:
        section: The section to open, the overview when empty.
        keys: What to press there; a text of more than one word is typed.
        size: Columns and rows.
    """

    section: str = ""
    keys: tuple[str, ...] = ()
    size: tuple[int, int] = SMALL


PICTURES = {
    "overview": Picture(),
    "metadata": Picture("metadata"),
    "timeline": Picture("timeline", ("+2", "enter", "Support sees fewer tickets")),
    "whys": Picture("whys", ("What customers saw was told late",)),
    "factors": Picture("factors", ("down", "down")),
    "actions": Picture("actions", ("Show rule releases on the incident board",)),
    "review": Picture("review"),
    "export": Picture("review", ("x",)),
    "wide": Picture("timeline", ("+2", "enter", "Support sees fewer tickets"), WIDE),
}


def report_in_the_making() -> Report:
    """Returns the demo before its last touches: some answers and an event are still to come."""
    path = ROOT / "pmwizard" / "demo" / REPORT.name
    report = toml.parse(path.read_text(encoding="utf-8"), path.name)
    for answer in ("impact.error_budget", "lessons.went_wrong", "action_items.AI-006.owner"):
        report = replaced(report, answer, None)
    return replaced(without_row(report, "timeline.T1"), "metadata.status", "draft")


def _pressed(key: str) -> list[events.Key]:
    """Returns the key presses for a key by its name, or for a text."""
    if key in {"enter", "tab", "down", "up", "x", "escape"}:
        return [events.Key(key, key if len(key) == 1 else None)]
    return [events.Key(KEYS.get(character, character), character) for character in key]


async def drawn(picture: Picture) -> str:
    """Returns a picture as SVG. The working folder holds the report."""
    session = Session(_draft(), Autosave(REPORT, load(REPORT)), REPORT.parent, available([]))
    app = WizardApp(session, section=picture.section)
    async with app.run_test(size=picture.size) as pilot:
        await app.terminal.type_ahead.settled()
        for key in picture.keys:
            for event in _pressed(key):
                app.post_message(event)
            await app.terminal.type_ahead.settled()
        # Counts, panes and what is saved follow a pause in typing.
        await pilot.pause(1.5)
        if work := [worker for worker in app.workers if worker.group != "default"]:
            await app.workers.wait_for_complete(work)
        state = session.close()
        session.autosave.state = replace(state, at=state.at and NOW)
        if app.frame is not None:
            app.frame.show_state()
        await pilot.pause()
        return app.export_screenshot(title="pmwizard", simplify=True)


def _draft() -> Draft:
    return Draft(load(REPORT).report, lambda: NOW)


def in_cells(svg: str) -> str:
    """Returns the SVG for a renderer that knows no ``textLength``: letters are spaced to the width of a cell."""
    svg = re.sub(r"@font-face \{.*?\}\n", "", svg, flags=re.DOTALL)
    svg = svg.replace("Fira Code", "DejaVu Sans Mono").replace("<text ", '<text xml:space="preserve" ')
    return svg.replace("font-size: 20px;", f"font-size: 20px; letter-spacing: {CELL - 20 * ADVANCE:.4f}px;")


def write(name: str, svg: str) -> Path:
    """Writes a picture as PNG of few colours and returns its file."""
    target = FOLDER / f"{name}.png"
    image = subprocess.run(["rsvg-convert"], input=in_cells(svg).encode(), capture_output=True, check=True).stdout
    fewer = ["pngquant", "--nofs", "--strip", "--speed", "1", "16", "-"]
    target.write_bytes(subprocess.run(fewer, input=image, capture_output=True, check=True).stdout)
    return target


def main() -> int:
    """Makes the pictures that are asked for; 1 when one is too large or cannot be made."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--list", action="store_true", help="print the names")
    options = parser.parse_args()
    if options.list:
        print("\n".join(PICTURES))
        return 0
    missing = [tool for tool in ("rsvg-convert", "pngquant") if shutil.which(tool) is None]
    if missing:
        print(f"{' and '.join(missing)} missing: {TOOLS}", file=sys.stderr)
        return 1
    FOLDER.mkdir(exist_ok=True)
    os.environ["TZ"] = "UTC"
    time.tzset()
    is_good = True
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for name in options.names or PICTURES:
            _write_report()
            size = write(name, asyncio.run(drawn(PICTURES[name]))).stat().st_size
            is_good &= size <= LARGEST
            print(f"{size:>7,} bytes  .pictures/{name}.png{'' if size <= LARGEST else '  too large'}")
        os.chdir(ROOT)
    return 0 if is_good else 1


def _write_report() -> None:
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(toml.dump(report_in_the_making()), encoding="utf-8")
    saved = NOW.timestamp() - 120
    os.utime(REPORT, (saved, saved))


if __name__ == "__main__":
    sys.exit(main())
