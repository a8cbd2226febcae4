"""What a house and a user prefer: configuration files, and who is at the keyboard."""

from __future__ import annotations

import subprocess
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pmwizard.errors import ReportUnreadableError
from pmwizard.store.files.read import content, decoded
from pmwizard.store.folder.places import HOUSE_FOLDER, configuration_folder
from pmwizard.store.toml.explain import not_toml
from pmwizard.store.toml.outline import Lines, too_much

CONFIGURATION_FILE = "config.toml"


@dataclass(frozen=True)
class Configuration:
    """Preferences; ``None`` where no file says anything.

    Attributes:
        layout: The layout of new reports.
        zone: The zone of new reports' typed and shown times, such as ``Europe/Paris``.
        author: Who writes new reports.
        theme: The colours of the screens.
        ascii: Whether screens use ASCII alone.
        mouse: Whether screens take the mouse.
        mistakes: What could not be used, in sentences that name the file and the key.
    """

    layout: str | None = None
    zone: str | None = None
    author: str | None = None
    theme: str | None = None
    ascii: bool | None = None
    mouse: bool | None = None
    mistakes: tuple[str, ...] = ()


_KEYS = tuple(one.name for one in fields(Configuration) if one.name != "mistakes")
_FLAGS = ("ascii", "mouse")


def load_configuration(folder: Path, user: Path | None = None) -> Configuration:
    """Return the preferences for a folder of reports. A mistake in a file is listed in them, and never an error.

    Args:
        folder: The folder of reports; what its file says wins.
        user: The user's configuration folder, the platform's own when not given.
    """
    chosen: dict[str, Any] = {}
    mistakes: list[str] = []
    for file in (folder / HOUSE_FOLDER / CONFIGURATION_FILE, (user or configuration_folder()) / CONFIGURATION_FILE):
        text, data = _read(file, mistakes)
        for key, value in data.items():
            mistake = _mistake(key, value)
            if mistake:
                line = Lines(text).of((key,))
                mistakes.append(f"{file}, line {line}: {mistake}")
            elif key not in chosen:
                chosen[key] = value
    return replace(Configuration(**chosen), mistakes=tuple(mistakes))


def _read(file: Path, mistakes: list[str]) -> tuple[str, dict[str, Any]]:
    try:
        data = content(file)[0]
    except (FileNotFoundError, NotADirectoryError):
        return "", {}
    except OSError:
        mistakes.append(f"{file} cannot be read. Ask for permission to read it, or remove it")
        return "", {}
    try:
        text = decoded(data, str(file)).replace("\r\n", "\n")
        return text, _parsed(file, text)
    except ReportUnreadableError as error:
        mistakes.append(". ".join(filter(None, (str(error), error.hint))))
        return "", {}


def _parsed(file: Path, text: str) -> dict[str, Any]:
    reason = too_much(text)
    if reason:
        raise ReportUnreadableError(str(file), reason)
    try:
        return tomllib.loads(text)
    except ValueError as error:
        raise not_toml(str(file), text, error) from None


def _mistake(key: str, value: object) -> str:
    """Return what to do about a key that cannot be used, "" when it can."""
    if key not in _KEYS:
        return f"{key} is not a key of the configuration. The keys are {_listed(_KEYS)}"
    if key in _FLAGS:
        return "" if isinstance(value, bool) else f"{key} takes true or false. Enter one without quotes"
    if not isinstance(value, str) or not value.strip():
        return f"{key} takes text. Put it in quotes"
    if key == "zone" and not _is_zone(value):
        return f"zone {value} is not known. Enter a name such as Europe/Paris, or UTC"
    return ""


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return False
    return True


def _listed(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}"


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
