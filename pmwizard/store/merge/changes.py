"""What differs between two versions of a report, in short sentences for a line on the screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from pmwizard.model.base import Part, Row, is_empty
from pmwizard.model.report import Report
from pmwizard.store.merge.lists import keyed
from pmwizard.text import counted

_TITLES = {
    "metadata": "Incident metadata",
    "timeline": "Timeline",
    "five_whys": "Five Whys",
    "contributing_factors": "Contributing factors",
    "action_items": "Actions",
    "follow_ups": "Follow-ups",
    "drafts": "Unfinished text",
}

_NOUNS = {
    "timeline": "event",
    "answers": "answer",
    "factors": "factor",
    "action_items": "action",
    "related_incidents": "incident",
    "follow_ups": "follow-up",
    "tests": "test",
    "alerts": "alert",
    "dashboards": "dashboard",
    "process_changes": "process change",
    "architecture_changes": "architecture change",
    "documents": "document",
    "links": "link",
    "sign_offs": "sign-off",
}

_MOST_ROWS_NAMED = 3


def differences(before: Report, after: Report) -> tuple[str, ...]:
    """Return what changed, such as "Timeline +2 events", "Owner of AI-003", "Impact: revenue"."""
    return tuple(dict.fromkeys(_in_part("", before, after)))


def _in_part(title: str, before: Part, after: Part) -> Iterator[str]:
    old, new = before.filled(), after.filled()
    for key in [*old, *(key for key in new if key not in old)]:
        one, other = old.get(key), new.get(key)
        if one == other:
            continue
        below = title or _TITLES.get(key) or _words(key)
        kind = one if other is None else other
        if isinstance(kind, Part):
            yield from _in_part(below, one or type(kind)(), other or type(kind)())
        elif _is_list(kind):
            yield from _in_list(below, key, one or (), other or ())
        else:
            yield f"{below}: {_small(key)}" if title else below


def _in_list(title: str, key: str, before: tuple[Any, ...], after: tuple[Any, ...]) -> Iterator[str]:
    named = all(isinstance(row, Row) and getattr(row, "id", None) for row in (*before, *after))
    old = keyed(before, lambda row: row.id if named else repr(row))
    new = keyed(after, lambda row: row.id if named else repr(row))
    added, gone = len(new.keys() - old.keys()), len(old.keys() - new.keys())
    for sign, number in (("+", added), ("-", gone)):
        if number:
            yield f"{title} {sign}{_counted(number, key)}"
    changed = [(old[one], new[one]) for one in new if one in old and old[one] != new[one]]
    if len(changed) > _MOST_ROWS_NAMED:
        yield f"{title}: {_counted(len(changed), key)} changed"
        return
    for one, other in changed:
        yield from (f"{_words(name)} of {other.id}" for name in _changed_keys(one, other))
    if not (added or gone or changed):
        yield f"{title}: order of {f'{_NOUNS[key]}s' if key in _NOUNS else 'entries'}"


def _changed_keys(before: Part, after: Part) -> list[str]:
    old, new = before.filled(), after.filled()
    return [key for key in Counter([*old, *new]) if old.get(key) != new.get(key)]


def _is_list(value: object) -> bool:
    return isinstance(value, tuple | list) and not is_empty(value)


def _counted(number: int, key: str) -> str:
    return counted(number, _NOUNS.get(key, "entry"), "" if key in _NOUNS else "entries")


def _words(key: str) -> str:
    words = _small(key)
    return words[:1].upper() + words[1:]


def _small(key: str) -> str:
    return key.replace("_", " ")
