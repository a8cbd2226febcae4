"""What is said of a name in a report's file that no report has. Imports no rule, for exports say it too."""

from __future__ import annotations

from pmwizard.model.report import Report
from pmwizard.model.unknown import KeyKind, UnknownKey, unknown_keys
from pmwizard.text import counted, one_line, shortened

_LONGEST_NAME = 80
_BRACKETS = {"key": ("", ""), "table": ("[", "]"), "list": ("[[", "]]")}
_NOUNS = {"key": "a key", "table": "a table", "list": "a list"}


UNKNOWN_KEY = "unknown-key"
"""The id of the rule that finds such names."""


def unknown_key_sentences(report: Report) -> tuple[tuple[str, str], ...]:
    """Return the path of each name in a report's file that no report has, and a sentence: what is meant and to do."""
    return tuple((one.path, _sentence(one)) for one in unknown_keys(report))


def _sentence(one: UnknownKey) -> str:
    name = _named(one.path, one.kind)
    if one.rows > 1:
        name = f"{_named(one.column, one.kind)} (in {counted(one.rows, 'row')})"
    if not one.nearest:
        return f"{name} is not {_NOUNS[one.kind]} of a report, so no document prints it. Where does it belong?"
    meant = " or ".join(_named(path, one.kind) for path in one.nearest)
    is_meant = f"{name} is not {_NOUNS[one.kind]} of a report. Did you mean {meant}?"
    if one.is_taken:
        return f"{is_meant} That one has an answer: bring the two together in the file"
    return f"{is_meant} Rename it in the file, or remove it"


def _named(path: str, kind: KeyKind) -> str:
    before, after = _BRACKETS[kind]
    return f"`{before}{shortened(one_line(path), _LONGEST_NAME)}{after}`"
