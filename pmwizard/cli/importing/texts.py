"""The text of an import: read whole before anything can go wrong, and kept where something does."""

from __future__ import annotations

import codecs
import sys
from datetime import UTC, datetime
from pathlib import Path

from pmwizard.cli.output import note
from pmwizard.errors import ReportUnreadableError
from pmwizard.store.files.read import decoded
from pmwizard.store.files.rescue import keep_input
from pmwizard.text import one_line, visible

_MOST_MEGABYTES = 20
_MOST_BYTES = _MOST_MEGABYTES * 1_000_000
_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def keep_standard_input() -> None:
    """Keep the text that waits on standard input, and say where: the command line that brought it was wrong."""
    if sys.stdin and not sys.stdin.isatty():
        keep(standard_input())


def keep(data: bytes) -> None:
    """Keep a text from standard input that could not be used, and say where; of a longer one what was read of it."""
    if not data.strip():
        return
    is_cut = len(data) > _MOST_BYTES
    try:
        place = keep_input(data[:_MOST_BYTES], datetime.now(UTC))
    except OSError as error:
        note(f"The text from standard input could not be kept: {(error.strerror or str(error)).lower()}")
    else:
        what = f"Only the first {_MOST_MEGABYTES} MB of the" if is_cut else "The"
        note(f"{what} text from standard input {'are' if is_cut else 'is'} kept: {visible(str(place))}")


def standard_input() -> bytes:
    """Return what stands on standard input, no more than an import takes."""
    if not sys.stdin:
        return b""
    if sys.stdin.isatty():
        note("Paste the text; Enter and Ctrl+D end it")
    return sys.stdin.buffer.read(_MOST_BYTES + 1)


def bytes_of(path: Path) -> bytes:
    """Return what a file holds, also one that is a pipe.

    Raises:
        ReportUnreadableError: It is not there or cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(_MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        why = (error.strerror or "cannot be read").lower() if isinstance(error, OSError) else "is no name of a file"
        raise ReportUnreadableError(
            one_line(str(path)), why, hint="Name a file of text, or - for standard input"
        ) from None


def text_of(data: bytes, name: str) -> str:
    """Return the text that bytes hold.

    Raises:
        ReportUnreadableError: They hold none, too much, or something else.
    """
    if len(data) > _MOST_BYTES:
        size = f"this is more than {_MOST_MEGABYTES} MB"
        raise ReportUnreadableError(name, size, hint="Import the part that is about the incident")
    if data.startswith(_UTF_16_MARKS):
        text = data.decode("utf-16", "replace")
    else:
        if b"\0" in data:
            raise ReportUnreadableError(name, "this is not text", hint="Name a file of text")
        try:
            text = decoded(data, name)
        except ReportUnreadableError as error:
            raise ReportUnreadableError(name, error.sentence, line=error.line, hint="Save the text as UTF-8") from None
    if not text.strip():
        raise ReportUnreadableError(name, "there is nothing in it", hint="Name a file with events, each with its time")
    return text
