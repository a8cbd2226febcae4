"""The folders of the house and of the user. Imports nothing heavy: every list of reports comes through here."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

HOUSE_FOLDER = ".pmwizard"
"""In a folder of reports: its configuration and its layouts."""

_NOWHERE = Path(os.devnull) / "pmwizard"
"""A folder that can never be there, for a user without a home: nothing is found in it, nothing can be put there."""


def configuration_folder() -> Path:
    """Return the folder of the user's configuration; it may not exist."""
    return _own("config")


def state_folder() -> Path:
    """Return the folder of what is kept between runs; it may not exist."""
    return _own("state")


def cache_folder() -> Path:
    """Return the folder of what can be made anew; it may not exist."""
    return _own("cache")


def _own(kind: str) -> Path:
    folders = platformdirs.PlatformDirs("pmwizard", appauthor=False)
    try:
        found = Path(getattr(folders, f"user_{kind}_dir"))
    except RuntimeError:
        return _NOWHERE
    # A relative one would be another in every working folder.
    return found if found.is_absolute() else _NOWHERE
