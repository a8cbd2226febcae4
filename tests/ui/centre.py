"""The middle of a screen as text: what a section shows itself, without panes, clock, path and overall progress."""

from __future__ import annotations

import re

from tests.ui.conftest import Wizard


def centre(wizard: Wizard) -> str:
    """Return the step line, the body, and the lines of hint and keys."""
    place = wizard.app.screen.query_one("#centre").region
    rows = [line.ljust(place.right)[place.x : place.right].rstrip() for line in wizard.lines[place.y : place.bottom]]
    hint = wizard.lines[wizard.app.screen.query_one("#hint").region.y]
    keys = wizard.lines[wizard.app.screen.query_one("KeyLine").region.y]
    rows[0] = re.sub(r"[x-]{10}(  \d+ of 10 done)?", "", rows[0]).rstrip()
    return "\n".join([*rows, "", hint, keys])
