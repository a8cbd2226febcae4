"""The text of a report file: reading it into a report, and writing a report as text.

The headers of tables and rows are written here, in the order of the file format; the keys of each table
are written by tomli-w. Rows always stand under ``[[…]]``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import tomli_w
from pydantic import ValidationError

from pmwizard.errors import ReportUnreadableError, SaveError
from pmwizard.model.base import Part, Row, is_empty
from pmwizard.model.report import SCHEMA_VERSION, Report
from pmwizard.store.toml.explain import not_toml, wrong_kind
from pmwizard.store.toml.older import brought_up_to_date
from pmwizard.store.toml.outline import too_much

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")

_Table = dict[str, Any]
_KeysInText = Callable[[_Table], str]


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
        raise ReportUnreadableError(name, reason, hint="Split it, or remove what pmwizard did not write")
    try:
        data = tomllib.loads(text)
    except RecursionError:
        raise ReportUnreadableError(name, "its lists or tables are too deep") from None
    except ValueError as error:
        raise not_toml(name, text, error) from None
    _check_version(data, name)
    try:
        return brought_up_to_date(Report.model_validate(data))
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

    Empty answers, texts and rows are left out. The text is read back and compared before it is returned.

    Raises:
        SaveError: A value that came from an unknown key cannot be written so that it reads back the same.
    """
    try:
        values = _part(report)
        for keys_in_text in (_in_several_lines, _as_they_read_back):
            text = "\n".join(_blocks(values, (), "", keys_in_text))
            if _reads_back(text, values):
                return text
    except (RecursionError, TypeError, ValueError):
        pass
    raise SaveError("a key that pmwizard does not know holds a value that cannot be written") from None


def table_text(part: Part) -> str:
    """Return the text of one part or row without its header, by which contents can be put in an order."""
    return "\n".join(_blocks(_part(part), (), "", _in_several_lines))


def _part(part: Part) -> _Table:
    """Return a part as TOML has it: its filled fields in their order, then its unknown keys, tables last."""
    values: _Table = {}
    for key, value in part.known().items():
        if isinstance(value, Part):
            values[key] = _part(value) or None
        elif isinstance(value, Mapping):
            values[key] = {name: entry for name, entry in value.items() if not is_empty(entry)} or None
        elif isinstance(value, tuple):
            filled = [entry for entry in value if not is_empty(entry)]
            values[key] = [_part(entry) if isinstance(entry, Row) else entry for entry in filled] or None
        elif not is_empty(value):
            values[key] = value
    known = {key: value for key, value in values.items() if value is not None}
    return _with_tables_last({**known, **{key: _plain(value) for key, value in (part.model_extra or {}).items()}})


def _plain(value: Any) -> Any:
    """Return the value of an unknown key as TOML has it."""
    match value:
        case list() | tuple():
            return [_plain(entry) for entry in value]
        case Mapping():
            return _with_tables_last({key: _plain(entry) for key, entry in value.items()})
        case _:
            return value


def _with_tables_last(values: _Table) -> _Table:
    below = {key: value for key, value in values.items() if isinstance(value, dict) or _are_rows(value)}
    return {**{key: value for key, value in values.items() if key not in below}, **below} if below else values


def _are_rows(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(row, dict) for row in value)


def _blocks(values: _Table, path: tuple[str, ...], brackets: str, keys_in_text: _KeysInText) -> Iterator[str]:
    """Yield the text of a table and of each table below it.

    Args:
        values: The table.
        path: The table's keys, as written.
        brackets: ``[[`` for a row, ``[`` for a table, "" for the whole file.
        keys_in_text: Returns the lines of the keys that are no tables.
    """
    literals = {key: value for key, value in values.items() if not isinstance(value, dict) and not _are_rows(value)}
    if literals or brackets == "[[" or (brackets and not values):
        header = f"{brackets}{'.'.join(path)}{brackets.replace('[', ']')}\n" if brackets else ""
        yield header + keys_in_text(literals)
    for key, value in values.items():
        if isinstance(value, dict):
            yield from _blocks(value, (*path, _key(key)), "[", keys_in_text)
        elif key not in literals:
            for row in value:
                yield from _blocks(row, (*path, _key(key)), "[[", keys_in_text)


def _key(key: str) -> str:
    return key if _BARE_KEY.fullmatch(key) else tomli_w.dumps({key: 0}).removesuffix(" = 0\n")


def _in_several_lines(values: _Table) -> str:
    return tomli_w.dumps(values, multiline_strings=True)


def _as_they_read_back(values: _Table) -> str:
    """Return the lines of the keys of one table, each text on one line where several would change it.

    tomli-w writes a carriage return before a newline as a newline alone in a text of several lines.
    """
    text = _in_several_lines(values)
    if _reads_back(text, values):
        return text
    return "".join(tomli_w.dumps({key: value}, multiline_strings=False) for key, value in values.items())


def _reads_back(text: str, values: _Table) -> bool:
    # As text, because 1, 1.0 and true are equal and nan is not.
    return repr(tomllib.loads(text)) == repr(values)
