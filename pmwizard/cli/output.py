"""Printing: results on standard output, messages on standard error, and nothing in them can steer a terminal."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TextIO

from pmwizard.errors import PmwizardError
from pmwizard.text import visible

_NARROWEST, _WIDEST = 40, 100
_TOO_FEW_TO_COUNT, _DRAWN_AT_MOST = 20, 500
_UNSAFE_IN_JSON = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


class OutputClosedError(PmwizardError):
    """There is no standard output to put a result on: it was closed before the start."""

    hint = "Leave it open, or send it to a file with >"

    def __init__(self) -> None:
        super().__init__("standard output is closed, so the result has nowhere to go")


def need_output() -> None:
    """Go on only if there is a standard output.

    Raises:
        OutputClosedError: It was closed before the start.
    """
    # A stream that was closed before the start is None, whatever its type says.
    if not sys.stdout:
        raise OutputClosedError


def warn(message: str, *hints: str) -> None:
    """Print on standard error what happened; each hint is a line below it, the last says what to do."""
    _warn("\n  ".join([f"pmwizard: {message}", *hints]))


def print_error(error: PmwizardError) -> None:
    """Print on standard error what went wrong and what to do."""
    print_told(error.in_full())


def print_told(in_full: str) -> None:
    """Print on standard error what an error says in full."""
    _warn(in_full)


def _warn(text: str) -> None:
    _write(sys.stderr, _from_here(visible(text)) + "\n")


def _from_here(text: str) -> str:
    """Return text in which paths below the working folder begin with ``./``."""
    here = f"{Path.cwd()}/"
    return text if here == "//" else text.replace(here, "./")


def note(text: str = "") -> None:
    """Print a note on the result, on standard error."""
    _write(sys.stderr, f"{visible(text)}\n")


def put(text: str = "") -> None:
    """Print a line of the result, control characters made visible."""
    need_output()
    _write(sys.stdout, f"{visible(text)}\n")


def put_document(text: str) -> None:
    """Print a whole document, in UTF-8 whatever the locale."""
    need_output()
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def put_json(value: Any) -> None:
    """Print a value as JSON; control characters become escapes."""
    put_document(_safe(json.dumps(value, indent=2, ensure_ascii=False)) + "\n")


def _safe(text: str) -> str:
    return _UNSAFE_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def put_json_of_many(key: str, values: Iterable[Any]) -> None:
    """Print values as the list under the one key of an object, each as soon as it is known.

    What is printed is what ``put_json`` prints of all of them.
    """
    number = 0
    for number, value in enumerate(values, start=1):
        listed = _safe(json.dumps([value], indent=2, ensure_ascii=False)).removeprefix("[\n").removesuffix("\n]")
        before = "," if number > 1 else f'{{\n  "{key}": ['
        put_document(f"{before}\n  " + listed.replace("\n", "\n  "))
    put_document("\n  ]\n}\n" if number else f'{{\n  "{key}": []\n}}\n')


def put_table(rows: Iterable[Sequence[str]], *, indent: str = "") -> None:
    """Print rows with their columns lined up; the last column takes the room that is left."""
    need_output()
    for line in _lined_up(rows, indent)[0]:
        _write(sys.stdout, f"{clipped(line)}\n")


def put_whole_table(rows: Iterable[Sequence[str]], *, indent: str = "") -> None:
    """Print rows with their columns lined up; on a terminal the last column goes on below itself, word by word.

    A row of one cell is a heading between the others.
    """
    need_output()
    every = list(rows)
    lines, lead = _lined_up((row for row in every if len(row) > 1), indent)
    waiting = iter(lines)
    for row in every:
        line = f"{indent}{row[0]}" if len(row) == 1 else next(waiting)
        put(folded(line, indent=" " * min(lead, _NARROWEST)) if sys.stdout.isatty() else line)


def _lined_up(rows: Iterable[Sequence[str]], indent: str) -> tuple[list[str], int]:
    """Return a line for each row, and how much room there is before the last column."""
    cells = [tuple(" ".join(visible(cell).split()) for cell in row) for row in rows]
    if not cells:
        return [], 0
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)][:-1]
    lead = indent + "".join(f"{{:<{width}}}  " for width in widths)
    return [f"{lead}{{}}".format(*row).rstrip() for row in cells], len(lead.format(*[""] * len(widths)))


def clipped(line: str) -> str:
    """Return a line that fits the terminal, cut with "…"; where there is no terminal, the whole line."""
    if not sys.stdout or not sys.stdout.isatty():
        return line
    import shutil

    width = shutil.get_terminal_size().columns
    return line if len(line) <= width else line[: max(1, width - 1)] + "…"


def folded(text: str, *, indent: str = "  ") -> str:
    """Return text folded to the width of the terminal, later lines indented."""
    import shutil
    import textwrap

    columns = max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size().columns))
    return textwrap.fill(text, columns, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


class Count:
    """How far a long command is, on a line of standard error that is drawn over; nothing where that is no terminal.

    Args:
        whole: How much there is to do.
    """

    def __init__(self, whole: int) -> None:
        self._whole = whole
        self._is_shown = whole > _TOO_FEW_TO_COUNT and bool(sys.stderr) and sys.stderr.isatty()
        self._every = max(1, whole // _DRAWN_AT_MOST)
        self._drawn = ""

    def show(self, done: int) -> None:
        """Draw how much is done."""
        if self._is_shown and (done % self._every == 0 or done == 1):
            self.clear()
            self._drawn = f"{done:,} of {self._whole:,}"
            _write(sys.stderr, self._drawn)

    def clear(self) -> None:
        """Take the line away, so that a line of the result can stand there."""
        if self._drawn:
            _write(sys.stderr, f"\r{' ' * len(self._drawn)}\r")
            self._drawn = ""


def _write(stream: TextIO, text: str) -> None:
    if not stream:
        return
    try:
        stream.write(text)
    except UnicodeEncodeError:
        stream.write(text.encode(stream.encoding or "ascii", "backslashreplace").decode(stream.encoding or "ascii"))
    stream.flush()
