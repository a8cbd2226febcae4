"""Answers that two sides changed, settled without asking: what either said can be read in the report."""

from datetime import UTC, datetime
from typing import Any

import pytest

from pmwizard.draft.saving.merging import settled, takes_both
from pmwizard.model import Report
from pmwizard.model.paths import value_at
from pmwizard.store.merge.merge import Conflict
from pmwizard.store.toml import dump, parse

NOW = datetime(2026, 1, 16, 14, 2, tzinfo=UTC)
REPORT = Report.model_validate(
    {
        "metadata": {"title": "Ours", "zone": "Europe/Paris"},
        "timeline": [{"id": "T1", "at": datetime(2026, 1, 16, 13, 42, tzinfo=UTC), "event": "Pushed"}],
        "action_items": [{"id": "AI-001", "action": "Stage pushes", "owner": "Ana", "due": NOW.date()}],
        "drafts": {"timeline.T1.at": "2575"},
        "house": {"cost": 1},
    }
)


@pytest.mark.parametrize(
    ("conflict", "told", "kept"),
    [
        (Conflict("metadata.title", "Ours", "Theirs"), "Title: both are kept", {"metadata.title": "Ours / Theirs"}),
        (
            Conflict("metadata.title", "Ours and more", "more"),
            "Title: both are kept",
            {"metadata.title": "Ours and more"},
        ),
        (
            Conflict("root_cause.trigger", "a\nb", "c"),
            "What set it off: both are kept",
            {"root_cause.trigger": "a\nb\nc"},
        ),
        (
            Conflict("action_items.AI-001.owner", "Ana", "Bo"),
            "Owner of AI-001: both are kept",
            {"action_items.AI-001.owner": "Ana / Bo"},
        ),
        (Conflict("impact.revenue", None, "12"), "taken away here; 12 from the other", {"impact.revenue": "12"}),
        (Conflict("metadata.title", "Ours", None), "in the other version; Ours is kept", {"metadata.title": "Ours"}),
    ],
    ids=lambda value: value.path if isinstance(value, Conflict) else "",
)
def test_texts_are_kept_one_after_the_other(conflict: Conflict, told: str, kept: dict[str, Any]) -> None:
    report, (said,) = settled(REPORT, [conflict], NOW)
    assert told in said
    for path, value in kept.items():
        assert value_at(report, path) == value
    assert report.follow_ups == ()


@pytest.mark.parametrize(
    ("conflict", "path", "question"),
    [
        (
            Conflict("timeline.T1.at", REPORT.timeline[0].at, datetime(2026, 1, 16, 13, 45, tzinfo=UTC)),
            "timeline.T1",
            "At of T1 is 14:42 here and 14:45 in another version. Which holds?",
        ),
        (
            Conflict("action_items.AI-001.due", NOW.date(), NOW.date().replace(day=20)),
            "action_items.AI-001",
            "Due of AI-001 is 2026-01-16 here and 2026-01-20 in another version. Which holds?",
        ),
        (
            Conflict("metadata.zone", "Europe/Paris", "UTC"),
            "metadata.zone",
            "Time zone is Europe/Paris here and UTC in another version. Which holds?",
        ),
        (Conflict("house.cost", 1, 2), "house.cost", "house.cost is 1 here and 2 in another version. Which holds?"),
        (
            Conflict("house.note", None, "x"),
            "house.note",
            "house.note was x in another version. Does it still hold?",
        ),
    ],
    ids=lambda value: value.path if isinstance(value, Conflict) else "",
)
def test_of_other_answers_ours_stands_and_theirs_is_in_an_open_question(
    conflict: Conflict, path: str, question: str
) -> None:
    report, _ = settled(REPORT, [conflict], NOW)
    assert [(row.path, row.question) for row in report.follow_ups] == [(path, question)]
    assert report.model_copy(update={"follow_ups": ()}) == REPORT
    again, _ = settled(report, [conflict], NOW)
    assert again == report, "a question is asked once"
    assert parse(dump(report), "a") == report


def test_unfinished_text_of_both_is_kept() -> None:
    report, _ = settled(REPORT, [Conflict("drafts.timeline.T1.at", "2575", "2580")], NOW)
    assert report.drafts == {"timeline.T1.at": "2575 / 2580"}


def test_only_free_text_can_be_both() -> None:
    assert takes_both(Conflict("metadata.title", "a", "b"))
    for path in ("metadata.severity", "metadata.incident_id", "five_whys.answers.W1.parent", "house.note"):
        assert not takes_both(Conflict(path, "a", "b"))
    assert not takes_both(Conflict("metadata.title", "a", None))
