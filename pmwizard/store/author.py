"""Who is at the keyboard."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping

from pmwizard.store.configuration import Configuration


def author_of(configuration: Configuration, environment: Mapping[str, str]) -> str | None:
    """Return the name of the person at the keyboard: as configured, else as git or the environment has it."""
    if configuration.author:
        return configuration.author
    try:
        asked = subprocess.run(
            ["git", "config", "user.name"],  # noqa: S607 - the git that the person uses
            capture_output=True,
            text=True,
            timeout=2,
            check=False,
        )
        name = asked.stdout.strip()
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        name = ""
    return name or environment.get("USER") or None
