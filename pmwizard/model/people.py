"""The people whom a report names: for proposing owners, and for noticing where a sentence is about a person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pmwizard.model.base import is_empty
from pmwizard.model.report import Report

_NOT_A_PERSON = re.compile(
    r"\b(alert\w*|alarm\w*|bot|ci|cron|monitor\w*|pager\w*|grafana|prometheus|jenkins|system|automation|script"
    r"|customers?|users?|support|team|on-?call|responders?|everyone|nobody|unknown|n/a|tbd)\b|[0-9/:@#\[\]]",
    re.IGNORECASE,
)
_LONGEST = 40


def people(report: Report) -> tuple[str, ...]:
    """Return the names of people in a report, those named most often first; machines and teams are left out.

    Names stand in the head of the report, beside events, actions and follow-ups, and under sign-offs. The same name
    in other capitals counts as one and is spelled as it is first.
    """
    spelled: dict[str, str] = {}
    count: Counter[str] = Counter()
    # A long timeline has few names: each spelling is looked at once.
    for name, number in Counter(_names(report)).items():
        if not is_person(name):
            continue
        key = name.casefold()
        spelled.setdefault(key, name)
        count[key] += number
    return tuple(spelled[key] for key, _ in count.most_common())


def is_person(name: str) -> bool:
    """Tell whether a name looks like a person's, or is a handle like ``@dana``; not that of a machine, team or role."""
    return bool(name) and len(name) <= _LONGEST and not _NOT_A_PERSON.search(name.removeprefix("@"))


def _names(report: Report) -> Iterator[str]:
    head = report.metadata
    lone = [head.author, head.reporter, head.incident_commander, head.facilitator, report.review.approved_by]
    several = [*head.reviewers, *head.attendees]
    rows = [
        *(event.who for event in report.timeline),
        *(action.owner for action in report.action_items),
        *(one.who for one in report.follow_ups),
        *(one.name for one in report.review.sign_offs),
    ]
    for text in (*lone, *several, *rows):
        if text and not is_empty(text):
            yield from (name.strip() for name in text.split(",") if name.strip())
