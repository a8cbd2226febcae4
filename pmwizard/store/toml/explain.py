"""Why a text is not a report, in sentences for the person who wrote it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from pmwizard.errors import ReportUnreadableError
from pmwizard.store.toml.outline import Lines

_SYNTAX: tuple[tuple[str, str], ...] = (
    ("Cannot declare", "this table is in the file twice. Keep one of them"),
    ("Cannot overwrite", "this key is in its table twice. Keep one of them"),
    ("Duplicate inline table key", "this key is in its table twice. Keep one of them"),
    ("Cannot mutate", "this adds to a table that is closed. Move the key into that table"),
    ("Cannot redefine", "this table is in the file twice. Keep one of them"),
    ("An object other than list", "this is a row of a list and a table of the same name. Keep one kind"),
    ("There is no nest", "this is a table and a value of the same name. Keep one of them"),
    ("Expected '=' after a key", "a key has no value. Enter = and the value after it"),
    ("Expected ']", "the head of a table does not end. Enter the missing ]"),
    ("Expected newline", "something follows the value. Begin a new line after the value"),
    ("Unclosed array", "a list does not end. Enter the missing ]"),
    ("Unclosed inline table", "a table in braces does not end. Enter the missing }"),
    ("Unescaped '\\'", "a backslash in double quotes stands for itself only when doubled. Enter \\\\"),
    ("Unterminated string", "a text does not end. Enter the missing quotes"),
    ('Expected \'"""\'', "a text does not end. Enter the missing quotes"),
    ('Expected "', "a text does not end. Enter the missing quotes"),
    ("Invalid hex value", "\\u in a text takes four hex digits, \\U eight. Enter them"),
    ("Escaped character", "\\u in a text names no character. Enter the code of one"),
    ("Illegal character", 'a text holds a control character or does not end on its line. Put many lines in """'),
    ("Found invalid character", "this line holds a character that cannot stand there. Remove it"),
    ("Invalid date or datetime", "there is no such date or time. Enter one such as 2025-11-21 13:45:00Z"),
    ("Invalid value", "a value is missing or stands without quotes. Put text in quotes"),
    ("Invalid initial character", "a key is missing or holds a character that needs quotes. Put the key in quotes"),
    ("Invalid statement", "this line is not TOML. Enter it as key = value"),
)
"""Beginnings of what tomllib says, and what to say and do instead."""

_CONFLICT_MARK = re.compile(r"^<{7}(?: |$)", re.MULTILINE)


def not_toml(name: str, text: str, error: ValueError) -> ReportUnreadableError:
    """Return the error for a text that tomllib cannot parse."""
    said = str(error)
    mark = _CONFLICT_MARK.search(text)
    if mark:
        line = text.count("\n", 0, mark.start()) + 1
        return ReportUnreadableError(
            name, "a merge in git left both versions here", line=line, hint="Keep one version and remove the marks"
        )
    found = re.search(r"at line (\d+)", said)
    line = int(found[1]) if found else text.rstrip("\n").count("\n") + 1
    for beginning, sentence in _SYNTAX:
        if said.startswith(beginning):
            what, _, hint = sentence.partition(". ")
            return ReportUnreadableError(name, what, line=line, hint=hint)
    return ReportUnreadableError(name, "this is not TOML", line=line, hint='Enter lines such as key = "value"')


def wrong_kind(name: str, text: str, data: Mapping[str, Any], error: ValidationError) -> ReportUnreadableError:
    """Return the error for a TOML text with values of another kind than the report's; the first line is reported."""
    lines = Lines(text)
    placed = [(lines.of(one["loc"]) or 0, one) for one in error.errors(include_url=False)]
    line, first = min(placed, key=lambda pair: pair[0])
    key = _key(data, first["loc"])
    is_what = _kind_of(first["input"])
    takes, hint = _takes(first)
    sentence = f"{key} is {is_what}; it takes {takes}"
    if first["type"] == "timezone_aware":
        sentence, hint = f"{key} has no offset", f"Add one, such as {str(first['input'])[:40]}Z for UTC"
    elif first["type"] == "value_error":
        sentence, hint = f"{key} lies outside the years 1 to 9999", "Enter another date"
    others = len({tuple(one["loc"]) for _, one in placed}) - 1
    more = f" ({others} more in this file)" if others else ""
    return ReportUnreadableError(name, sentence + more, line=line or None, key=key, hint=hint)


def _key(data: Mapping[str, Any], location: tuple[str | int, ...]) -> str:
    """Return the path of a value, with rows named by their ids where they have one."""
    node: Any = data
    names = []
    for step in location:
        try:
            node = node[step]
        except (KeyError, IndexError, TypeError):
            node = None
        row_id = node.get("id") if isinstance(step, int) and isinstance(node, Mapping) else None
        names.append(row_id if isinstance(row_id, str) and row_id.strip() else str(step))
    return ".".join(names)


def _kind_of(value: object) -> str:
    match value:
        case bool():
            return "yes or no"
        case int() | float():
            return "a number"
        case str():
            return f'"{value[:60]}"' if len(value) <= 60 else "a long text"
        case datetime():
            return "a date with a time"
        case date():
            return "a date"
        case time():
            return "a time without a date"
        case list() | tuple():
            return "a list"
        case Mapping():
            return "a table"
        case _:
            return "something else"


def _takes(error: ErrorDetails) -> tuple[str, str]:
    """Return what stands at the place of a wrong value, and what to do."""
    match error["type"]:
        case "string_type" | "string_sub_type" | "string_unicode":
            if isinstance(error["input"], list | Mapping):
                return "text", "Enter one text in quotes"
            return "text", "Put it in quotes"
        case "literal_error":
            expected = str(error["ctx"]["expected"]).replace("'", '"')
            return f"one of {expected}", "Enter one of them in quotes"
        case "bool_type" | "bool_parsing":
            return "true or false", "Enter true or false without quotes"
        case kind if kind.startswith("datetime"):
            return "a date and time with an offset", "Enter one without quotes, such as 2025-11-21 13:45:00Z"
        case kind if kind.startswith("date"):
            return "a date", "Enter one without quotes, such as 2025-11-21"
        case "tuple_type" | "list_type":
            return "a list", "Put it in brackets, or write each row under its own [[…]]"
        case kind if kind.startswith(("model", "dict")):
            return "a table", "Write its keys under [its name]"
        case "int_type" | "greater_than_equal":
            return "a whole number from 1", "Enter 1 without quotes"
        case _:
            return "another kind of value", ""
