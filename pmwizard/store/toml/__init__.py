"""The text of a report file: reading it into a report, and writing a report as text.

The headers of tables and rows are written here, in the order of the file format; the keys of each table
are written by tomli-w. Rows always stand under ``[[…]]``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import tomli_w
from pydantic import ValidationError

from pmwizard.errors import ReportUnreadableError, SaveError
from pmwizard.model.base import Part, Row, is_empty
from pmwizard.model.report import SCHEMA_VERSION, Report
from pmwizard.store.toml.explain import not_toml, wrong_kind
from pmwizard.store.toml.outline import too_much

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")

_Memory = dict[tuple[str, int], tuple[object, tuple[str, ...], dict[Any, Any]]]
"""A part or a list of rows by its place and identity, with its text, and of a list the same for each row."""


class _LastTexts:
    """The texts of the parts that were written last, so that a save writes anew only what changed.

    Parts are immutable, so one that is the same object has the same text. Each part is held beside its
    text, so that its identity cannot be taken by another. What the last report does not hold is let go.
    """

    def __init__(self) -> None:
        self.texts: _Memory = {}


_last = _LastTexts()


def parse(text: str, name: str) -> Report:
    """Return the report that a TOML text holds.

    Args:
        text: The text, with any line ends.
        name: What to call the file in errors.

    Raises:
        ReportUnreadableError: The text is too large, is not TOML, is not a report, holds a value of
            another kind than the format's, or is of a newer version of the format.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    reason = too_much(text)
    if reason:
        raise ReportUnreadableError(name, reason, hint="Split it, or take out what pmwizard did not write")
    try:
        data = tomllib.loads(text)
    except RecursionError:
        raise ReportUnreadableError(name, "its lists or tables are too deep") from None
    except ValueError as error:
        raise not_toml(name, text, error) from None
    _check_version(data, name)
    try:
        return Report.model_validate(data)
    except ValidationError as error:
        raise wrong_kind(name, text, data, error) from None


def _check_version(data: Mapping[str, Any], name: str) -> None:
    version = data.get("schema_version")
    if version is None:
        raise ReportUnreadableError(
            name,
            "this is not a report, for it has no schema_version",
            key="schema_version",
            hint=f"If it is one, enter schema_version = {SCHEMA_VERSION} on its first line",
        )
    if type(version) is int and version > SCHEMA_VERSION:
        raise ReportUnreadableError(
            name,
            f"it is in version {version} of the file format; this pmwizard reads up to {SCHEMA_VERSION}",
            key="schema_version",
            hint="Install a newer pmwizard to open it",
        )


def dump(report: Report) -> str:
    """Return the text of the report's file, which ``parse`` reads back to the same report.

    Empty answers, texts and rows are left out. The text of every table is read back as it is made; what
    was made before is not made again.

    Raises:
        SaveError: A value that came from an unknown key cannot be written so that it reads back the same.
    """
    before, made = _last.texts, _Memory()
    try:
        blocks = list(_blocks(report, (), "", before, made))
    except (RecursionError, TypeError, ValueError):
        raise SaveError("a key that pmwizard does not know holds a value that cannot be written") from None
    _last.texts = made
    return "\n".join(blocks)


def table_text(part: Part) -> str:
    """Return the text of one part or row without its header, by which contents can be put in an order."""
    return "\n".join(_blocks(part, (), "", _Memory(), _Memory()))


def _blocks(node: Any, path: tuple[str, ...], brackets: str, before: _Memory, made: _Memory) -> Iterator[str]:
    """Yield the text of a table and of each table below it.

    Args:
        node: A part, or the mapping of an unknown key.
        path: The table's keys, as written.
        brackets: ``[[`` for a row, ``[`` for a table, "" for the whole file.
        before: Texts made for an earlier report.
        made: Texts made for this one, added to here.
    """
    literals: dict[str, Any] = {}
    below: list[tuple[str, str, Any]] = []
    for key, value in _filled(node):
        if isinstance(value, Part | Mapping | _Rows):
            below.append((key, "[", value))
        elif _is_rows(value):
            below.extend((key, "[[", row) for row in value)
        else:
            literals[key] = value
    # An empty table of an unknown key is written; a part that holds only empty rows says nothing.
    if literals or brackets == "[[" or (brackets and not below and not isinstance(node, Part)):
        header = f"{brackets}{'.'.join(path)}{brackets.replace('[', ']')}\n" if brackets else ""
        yield header + _literals(literals)
    for key, inner, value in below:
        if isinstance(value, _Rows):
            yield from _remembered_rows(value.rows, (*path, _key(key)), before, made)
            continue
        yield from _remembered(value, (*path, _key(key)), inner, before, made)


def _remembered_rows(rows: tuple[Row, ...], path: tuple[str, ...], before: _Memory, made: _Memory) -> Iterator[str]:
    """Yield the text of a list; where not even one row is another, none of them is looked at."""
    place = (".".join(path), id(rows))
    known = before.get(place)
    if known is None or known[0] is not rows:
        inside: _Memory = {}
        texts = [text for row in rows if not is_empty(row) for text in _remembered(row, path, "[[", before, inside)]
        known = rows, ("\n".join(texts),) if texts else (), inside
    made[place] = known
    made.update(known[2])
    yield from known[1]


def _remembered(node: Any, path: tuple[str, ...], brackets: str, before: _Memory, made: _Memory) -> Iterator[str]:
    if not isinstance(node, Part):
        yield from _blocks(node, path, brackets, before, made)
        return
    place = (".".join(path), id(node))
    known = made.get(place) or before.get(place)
    if known is None or known[0] is not node:
        known = node, tuple(_blocks(node, path, brackets, before, made)), {}
    made[place] = known
    yield from known[1]


@dataclass(frozen=True)
class _Rows:
    """A list of rows, as the report has it."""

    rows: tuple[Row, ...]


def _filled(node: Part | Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the keys that are written, in order: of a part its filled fields and unknown keys."""
    if isinstance(node, Mapping):
        yield from node.items()
        return
    for key, value in node.known().items():
        written = value
        if isinstance(value, tuple) and isinstance(value[0], Row):
            written = _Rows(value)
        elif isinstance(value, tuple):
            written = [entry for entry in value if not is_empty(entry)]
        elif isinstance(value, Mapping):
            written = {name: entry for name, entry in value.items() if not is_empty(entry)}
        if not is_empty(written):
            yield key, written
    yield from (node.model_extra or {}).items()


def _is_rows(value: object) -> bool:
    return isinstance(value, list | tuple) and bool(value) and all(isinstance(row, Part | Mapping) for row in value)


def _key(key: str) -> str:
    return key if _BARE_KEY.fullmatch(key) else tomli_w.dumps({key: 0}).removesuffix(" = 0\n")


def _literals(values: Mapping[str, Any]) -> str:
    """Return the lines of the values of one table.

    Text with a carriage return and a newline is written on one line: tomli-w would change it in several.

    Raises:
        ValueError: A value does not read back the same.
    """
    text = tomli_w.dumps(values, multiline_strings=True)
    if _reads_back(text, values):
        return text
    text = "".join(tomli_w.dumps({key: value}, multiline_strings=False) for key, value in values.items())
    if not _reads_back(text, values):
        raise ValueError
    return text


def _reads_back(text: str, values: Mapping[str, Any]) -> bool:
    # As text, because 1, 1.0 and true are equal and nan is not.
    return repr(tomllib.loads(text)) == repr({key: _plain(value) for key, value in values.items()})


def _plain(value: object) -> object:
    match value:
        case list() | tuple():
            return [_plain(entry) for entry in value]
        case Mapping():
            return {key: _plain(entry) for key, entry in value.items()}
        case _:
            return value
