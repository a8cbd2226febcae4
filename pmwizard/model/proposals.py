"""Moments proposed from what an event says."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from pmwizard.model.moments import IN_ORDER
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
        r"(?<!\bto )(?:roll(?:ed|ing)?[- ]?back|revert(?:ed)?|disabled?|restored?)"
        r"|kill switch (?:executed|thrown)|failed over",
    ),
    ("diagnosed", r"root cause|identified|cause found|found (?:the|that|out)|diagnosed"),
    ("declared", r"declared|sev ?-?[1-4]\b|incident (?:was )?opened"),
    (
        "acknowledged",
        r"ack(?:ed|nowledged)?\b|joined|started (?:to look|looking|investigat)|investigation (?:began|started)",
    ),
    ("detected", r"alert(?:s|ed)?\b|paged\b|alarm|user reports?|customer reports?|reported|noticed"),
    ("started", r"impact began|incident began|errors? (?:begin|began|start(?:ed)?)|outage (?:began|start(?:ed)?)"),
)
_PATTERNS = tuple((moment, re.compile(rf"\b(?:{cue})", re.IGNORECASE)) for moment, cue in _CUES)


_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def proposed_moment(event: str, taken: Collection[Moment]) -> Moment | None:
    """Return the moment that an event's words suggest, or ``None``; a moment already taken is not proposed.

    The first sentence that suggests one decides.
    """
    proposals = (
        moment
        for sentence in _SENTENCE.split(event)
        for moment, cue in _PATTERNS
        if moment not in taken and cue.search(sentence)
    )
    return next(proposals, None)


def moment_at(event: str, at: datetime, taken: Collection[Moment], known: Mapping[Moment, datetime]) -> Moment | None:
    """Return the moment that the words of an event suggest, among those that are free and can have been then.

    Args:
        event: What happened.
        at: When, aware.
        taken: The moments that are set.
        known: When moments were. What came before the start ends nothing yet.
    """
    if "started" in known and at < known["started"]:
        return None
    late = {first for first, second in IN_ORDER if second in known and at > known[second]}
    early = {second for first, second in IN_ORDER if first in known and at < known[first]}
    return proposed_moment(event, {*taken, *late, *early})


def moment_of_new(event: Event, rows: Sequence[Event]) -> Moment | None:
    """Return the moment that a new event's words suggest, given the events there are."""
    taken = {one.moment for one in rows if one.moment}
    known = {one.moment: one.at for one in rows if one.moment and one.at}
    if event.at is None:
        return proposed_moment(event.event or "", taken)
    return moment_at(event.event or "", event.at, taken, known)
