"""Merging the three files that git hands to a merge driver."""

from __future__ import annotations

import contextlib
import os
import shlex
import subprocess
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pmwizard.cli.output import note, warn
from pmwizard.draft.saving.merging import settled
from pmwizard.errors import PmwizardError, ReportUnreadableError
from pmwizard.model import Report
from pmwizard.store import toml
from pmwizard.store.files.read import content, decoded
from pmwizard.store.files.save import as_written
from pmwizard.store.merge.merge import merge
from pmwizard.store.toml.outline import has_comments
from pmwizard.text import counted

MERGED, LEFT_TO_A_PERSON = 0, 1
_LONGEST_TEXT_MERGE = 10


@dataclass(frozen=True)
class Versions:
    """The files of a merge.

    Attributes:
        base: What both began from; empty where both sides made the file.
        ours: Our version, which the merged report replaces.
        theirs: The other version.
        name: What the file is called in the repository.
    """

    base: Path
    ours: Path
    theirs: Path
    name: str


@dataclass(frozen=True)
class _Version:
    """One version: its text, and the report in it."""

    text: str
    report: Report


def merge_files(versions: Versions) -> int:
    """Merge three files into ours; return 0 where all is merged, 1 where a person has to look.

    Raises:
        PmwizardError: Our file could not be written, and is as it was.
    """
    base, ours, theirs = [
        _read(file, f"{which} of {versions.name}", may_be_empty=file is versions.base)
        for which, file in (
            ("the base", versions.base),
            ("your version", versions.ours),
            ("the other version", versions.theirs),
        )
    ]
    if base is None or ours is None or theirs is None:
        note(f"  {versions.name} is left as it is here. Keep one with git checkout --ours or --theirs, or fix it")
        return LEFT_TO_A_PERSON
    merged = merge(base.report, ours.report, theirs.report)
    report, choices = settled(merged.report, merged.conflicts, datetime.now(UTC))
    text = _text_of(versions, report, ours, theirs)
    if text != ours.text:
        _replace(versions.ours, text)
    if any(has_comments(one.text) for one in (ours, theirs)) and not has_comments(text):
        note(
            f"pmwizard: the comments of {versions.name} are not in the merged report; both versions in git have theirs"
        )
    if not choices:
        return MERGED
    name = shlex.quote(versions.name)
    warn(f"both versions of {versions.name} changed {counted(len(choices), 'answer')} in different ways", *choices)
    note(f"  Look at them with pmwizard edit {name}, then git add {name}")
    return LEFT_TO_A_PERSON


def _read(file: Path, name: str, *, may_be_empty: bool) -> _Version | None:
    """Return a version, or ``None`` after a message why it cannot be read."""
    try:
        text = decoded(content(file)[0], name)
        if may_be_empty and not text.strip():
            return _Version(text, Report())
        return _Version(text, toml.parse(text, name))
    except ReportUnreadableError as error:
        warn(str(error), error.hint)
    except OSError as error:
        warn(f"{name} cannot be read: {(error.strerror or str(error)).lower()}")
    return None


def _text_of(versions: Versions, report: Report, ours: _Version, theirs: _Version) -> str:
    """Return the text for a merged report: one that git or a person wrote, where it says the same and has comments."""
    if report == ours.report:
        return ours.text
    if report == theirs.report:
        return theirs.text
    if has_comments(ours.text) or has_comments(theirs.text):
        text = _merged_as_text(versions)
        with contextlib.suppress(PmwizardError):
            if text and as_written(toml.parse(text, versions.name)) == as_written(report):
                return text
    return toml.dump(as_written(report))


def _merged_as_text(versions: Versions) -> str:
    """Return what git makes of the files line by line, "" where it cannot."""
    command = ["git", "merge-file", "-p", "-q", str(versions.ours), str(versions.base), str(versions.theirs)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_LONGEST_TEXT_MERGE, check=False)  # noqa: S603
        return "" if done.returncode else done.stdout.decode()
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return ""


def _replace(file: Path, text: str) -> None:
    """Write our file whole or not at all."""
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as opened:
                opened.write(text.encode())
            temporary.chmod(file.stat().st_mode & 0o777)
            temporary.replace(file)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise PmwizardError(f"{file} was not written: {(error.strerror or str(error)).lower()}") from error
