"""What will be changed because of the incident."""

from __future__ import annotations

from typing import Literal

from pmwizard.model.base import Day, Row, Text, Texts

Priority = Literal["P0", "P1", "P2"]
ActionStatus = Literal["open", "in_progress", "done", "wont_do"]
ActionKind = Literal["prevent", "detect", "limit", "recover", "learn"]


class ActionItem(Row):
    """One change, with one owner and a date; P0, P1 and P2 mean this week, month and quarter."""

    id: Text | None = None
    action: Text | None = None
    owner: Text | None = None
    priority: Priority | None = None
    due: Day | None = None
    status: ActionStatus | None = None
    reason: Text | None = None
    prevents: Text | None = None
    addresses: Texts = ()
    kind: ActionKind | None = None
    tracker_issue: Text | None = None
