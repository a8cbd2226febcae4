"""Moments proposed from what an event says."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from pmwizard.model.timeline import Event, Moment

_CUES: tuple[tuple[Moment, str], ...] = (
    ("closed", r"incident (?:is |was )?closed|closed the incident|post-?incident watch ended"),
    ("resolved", r"all[- ]clear|fixed for good|resolved|fully fixed|permanent fix"),
    (
        "recovered",
        r"back to (?:normal|expected|usual)|recovered|impact over|traffic (?:is )?back|errors? (?:rate )?back",
    ),
    (
        "mitigated",
        r"roll(?:ed|ing)?[- ]?back|revert(?:ed)?|disabled?|restored?|kill switch (?:executed|thrown)|failed over",
    ),
    ("diagnosed", r"root cause|identified|cause found|found (?:the|that|out)|diagnosed"),
    ("declared", r"declared|sev ?-?[1-4]\b|incident (?:was )?opened"),
    (
        "acknowledged",
        r"ack(?:ed|nowledged)?\b|joined|started (?:to look|looking|investigat)|investigation (?:began|started)",
    ),
    ("detected", r"alerts?\b|paged?\b|alarm|user reports?|customer reports?|reported|noticed|pages\b"),
    ("started", r"impact began|incident began|errors? (?:begin|began|start(?:ed)?)|outage (?:began|start(?:ed)?)"),
)
_PATTERNS = tuple((moment, re.compile(rf"\b(?:{cue})", re.IGNORECASE)) for moment, cue in _CUES)


def proposed_moment(event: str, taken: Collection[Moment]) -> Moment | None:
    """Return the moment that an event's words suggest, or ``None``; a moment already taken is not proposed."""
    return next((moment for moment, cue in _PATTERNS if moment not in taken and cue.search(event)), None)


def moment_of_new(event: Event, rows: Sequence[Event]) -> Moment | None:
    """Return the moment that a new event's words suggest; what happened before the start ends nothing yet."""
    start = next((one.at for one in rows if one.moment == "started"), None)
    if start and event.at and event.at < start:
        return None
    return proposed_moment(event.event or "", {one.moment for one in rows if one.moment})
