"""The folder of reports: where it is, how files in it are named, and which file is meant by a name."""

from __future__ import annotations

import contextlib
import difflib
import hashlib
import os
import re
import shlex
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import count
from pathlib import Path

from pmwizard.errors import AmbiguousReportError, NoSuchReportError, UsageError, save_error
from pmwizard.store.folder.list import (
    Listed,
    holds_reports,
    list_reports,
    report_files,
)
from pmwizard.store.folder.places import HOUSE_FOLDER, configuration_folder

FALLBACK_FOLDER = "postmortems"

_LONGEST_NAME = 200
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
_MOST_CLOSEST = 3


def reports_folder(option: Path | None, environment: Mapping[str, str], working: Path) -> Path:
    """Return the folder of reports; it may not exist yet.

    The option wins, then ``PMWIZARD_DIR``, then the nearest folder from ``working`` upward that has
    ``.pmwizard``, then ``working`` if it holds reports, then ``postmortems`` in it.
    """
    if option is not None:
        return working / option.expanduser()
    named = environment.get("PMWIZARD_DIR", "").strip()
    if named:
        return working / Path(named).expanduser()
    for folder in (working, *working.parents):
        if (folder / HOUSE_FOLDER).is_dir():
            return folder
    return working if holds_reports(working) else working / FALLBACK_FOLDER


def make_reports_folder(folder: Path) -> None:
    """Make the folder of reports and what marks it as one, where they are not there yet.

    Folders above it are not made: where they are missing, its name is more likely mistyped than meant.

    Raises:
        SaveError: The system refuses.
    """
    mark = folder / HOUSE_FOLDER
    try:
        with contextlib.suppress(FileExistsError):
            folder.mkdir()
        mark.mkdir(exist_ok=True)
    except OSError as error:
        raise save_error(error, Path(error.filename or mark)) from None


def look_into(folder: Path) -> None:
    """Go on only if a folder that someone named is there and can be looked into.

    Raises:
        UsageError: It is not.
    """
    try:
        os.scandir(folder).close()
    except FileNotFoundError:
        start = f", or start with: pmwizard --dir {shlex.quote(str(folder))} new" if folder.parent.is_dir() else ""
        raise UsageError(f"there is no folder {folder}", hint=f"Name one that is there{start}") from None
    except NotADirectoryError:
        raise UsageError(f"{folder} is not a folder", hint="Name the folder that the reports are in") from None
    except PermissionError:
        hint = "Ask its owner for permission to read it"
        raise UsageError(f"there is no permission to look into {folder}", hint=hint) from None
    except (OSError, ValueError):
        raise UsageError(f"the system cannot look into {folder}", hint="Name another folder") from None


def need_place_for(folder: Path) -> None:
    """Go on only if a folder is there or can be made in one that is.

    Raises:
        UsageError: It is something else, or the folder above it is missing.
    """
    try:
        if folder.is_dir():
            return
        if folder.exists() or folder.is_symlink():
            raise UsageError(f"{folder} is not a folder", hint="Name a folder to keep the reports in")
        if folder.parent.is_dir():
            return
    except (OSError, ValueError):
        raise UsageError(f"the system cannot look into {folder}", hint="Name another folder") from None
    above = folder.parent
    hint = f"Name another folder, or make that one first: mkdir -p {shlex.quote(str(above))}"
    raise UsageError(f"there is no folder {above} to make {folder.name} in", hint=hint)


def layout_folders(folder: Path) -> tuple[Path, ...]:
    """Return where houses keep their own layouts, for the reports in ``folder``; the later ones win."""
    return configuration_folder() / "layouts", folder / HOUSE_FOLDER / "layouts"


def file_name(incident_id: str) -> str:
    """Return the name of the file for an incident id: one plain name, whatever the id holds."""
    stem = re.sub(r"[^A-Za-z0-9._-]", "-", incident_id).lstrip(".-").rstrip(".") or "report"
    if _RESERVED.fullmatch(stem):
        stem = f"{stem.partition('.')[0]}-{stem.partition('.')[2]}".rstrip(".")
    if len(stem) > _LONGEST_NAME:
        stem = f"{stem[: _LONGEST_NAME - 9]}-{hashlib.sha256(incident_id.encode('utf-8', 'replace')).hexdigest()[:8]}"
    return f"{stem}.toml"


def new_path(folder: Path, incident_id: str) -> Path:
    """Return the file for a new report: named after its id, and unlike every file there even without regard to case."""
    taken = {path.name.casefold() for path in report_files(folder)}
    name = file_name(incident_id)
    for number in count(2):
        if name.casefold() not in taken and not (folder / name).exists():
            return folder / name
        name = file_name(f"{file_name(incident_id).removesuffix('.toml')[: _LONGEST_NAME - 9]}-{number}")
    raise AssertionError


def new_incident_id(folder: Path, day: date) -> str:
    """Return the id for a new incident of a day: one more than the highest number of that day in the folder."""
    begin = f"INC-{day.isoformat()}-"
    used = [path.stem for path in report_files(folder) if not path.stem.upper().startswith("INC-")]
    names = [path.stem for path in report_files(folder)]
    if used:
        names += [listed.incident_id for listed in list_reports(folder)]
    numbers = (name.upper().removeprefix(begin).partition("-")[0] for name in names if name.upper().startswith(begin))
    return f"{begin}{1 + max((int(number) for number in numbers if re.fullmatch('[0-9]{1,9}', number)), default=0):03}"


def find_report(folder: Path, name: str) -> Path:
    """Return the file that a name means: a path, an incident id, or a part of one that fits no other.

    Raises:
        NoSuchReportError: No report fits; the closest are in the error.
        AmbiguousReportError: More than one fits.
        UsageError: The name is empty.
    """
    if not name.strip():
        raise UsageError("the name of a report is empty", hint="Name one, such as INC-2025-11-21-001")
    found = _at_path(folder, name)
    if found:
        return found
    reports = list_reports(folder)
    wanted = name.strip().casefold().removesuffix(".toml")
    exact = [report for report in reports if wanted in _names(report)]
    partial = exact or [report for report in reports if any(wanted in known for known in _names(report))]
    if len(partial) == 1:
        return partial[0].path
    if len({report.incident_id for report in partial}) == 1:
        raise AmbiguousReportError(partial[0].incident_id, folder, _told_apart(partial), is_shared=True)
    if partial:
        raise AmbiguousReportError(name, folder, _told_apart(partial))
    raise NoSuchReportError(name, folder, _closest(reports, wanted))


def name_for_commands(path: Path, environment: Mapping[str, str], working: Path) -> str:
    """Return what to type in a shell for a report: its bare name, or its whole path where commands look elsewhere."""
    looked_in = reports_folder(None, environment, working)
    found = os.path.realpath(looked_in) == os.path.realpath(path.parent)
    return shlex.quote(path.stem if found else str(working / path))


def _at_path(folder: Path, name: str) -> Path | None:
    """Return the file that a name is the path of, from here or from the folder."""
    if "\0" in name:
        return None
    for found in (Path(name), folder / name, folder / file_name(name)):
        try:
            path = found.expanduser()
            if (path.suffix.casefold() == ".toml" or "/" in name) and path.is_file():
                return path
        except (OSError, RuntimeError):
            continue
    return None


def _told_apart(reports: Sequence[Listed]) -> list[tuple[str, str]]:
    """Return ids and titles; file names instead of the ids where these are the same."""
    ids = [report.incident_id for report in reports]
    return [
        (report.path.name if ids.count(report.incident_id) > 1 else report.incident_id, report.title)
        for report in reports
    ]


def _names(report: Listed) -> tuple[str, str]:
    return report.incident_id.casefold(), report.path.stem.casefold()


def _closest(reports: Sequence[Listed], wanted: str) -> list[tuple[str, str]]:
    """Return ids and titles of the reports most like a name, by id or by a word of the title."""
    by_id = {report.incident_id.casefold(): report for report in reports}
    near = [by_id[one] for one in difflib.get_close_matches(wanted, by_id, _MOST_CLOSEST, cutoff=0.5)]
    near += [report for report in reports if wanted in report.title.casefold() and report not in near]
    return [(report.incident_id, report.title) for report in near[:_MOST_CLOSEST]]
