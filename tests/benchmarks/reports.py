"""Reports of any size, written without pmwizard."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

_START = datetime(2026, 1, 15, 13, 0, tzinfo=UTC)


def write_report(path: Path, *, events: int = 0, actions: int = 0) -> Path:
    """Writes a report with so many events and actions, and returns its path."""
    parts = [
        'schema_version = 1\nlayout = "sre"\n',
        f'[metadata]\ntitle = "Measured"\nincident_id = "{path.stem}"\nseverity = "SEV2"\nincident_date = 2026-01-15\n',
    ]
    moments = {0: "started", 1: "detected", 2: "acknowledged", events - 1: "resolved"}
    for number in range(events):
        at = _START + timedelta(seconds=30 * number)
        moment = f'moment = "{moments[number]}"\n' if number in moments else ""
        parts.append(
            f'[[timeline]]\nid = "T{number + 1}"\nat = {at:%Y-%m-%d %H:%M:%S}+00:00\n'
            f'event = "Step {number}: error rate at {number % 40}% | checked `host-{number}`"\nwho = "dana"\n{moment}'
        )
    parts += [
        f'[[action_items]]\nid = "AI-{number + 1:03}"\naction = "Add a check before step {number}"\n'
        f'owner = "team {number % 9}"\npriority = "P{number % 3}"\ndue = 2026-02-15\nstatus = "open"\n'
        for number in range(actions)
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(parts), encoding="utf-8")
    return path
