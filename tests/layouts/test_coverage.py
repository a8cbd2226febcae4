"""No answer is lost by a layout without being named, and empty slots are named too."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from pmwizard.layouts.layout import Layout
from pmwizard.layouts.rendering import rendered, unprinted
from pmwizard.model import Report
from pmwizard.model.base import Part
from tests.layouts.conftest import built_in_layouts, sample_reports

NOON = datetime(2026, 1, 15, 12, tzinfo=UTC)

SILENT = (
    "drafts",
    "meeting",
    "review.dismissed",
    "review.no_actions_because",
    "review.one_factor_because",
    "follow_ups.1",
    "timeline.T11",
)
"""What the full report holds that no layout has to print: it holds back nothing, is done, or is left out on purpose."""


@pytest.mark.parametrize(
    ("layout", "parts", "paths"),
    [
        ("sre", {"metadata": {"title": "x", "hotfix_id": "h", "reporter": "r"}}, ("metadata.reporter",)),
        ("sre", {"impact": {"users_affected": "9"}}, ("impact.users_affected",)),
        ("sre", {"action_items": [{"id": "AI-1", "action": "a", "prevents": "b"}]}, ("action_items.AI-1.prevents",)),
        ("sre", {"timeline": [{"event": "a", "omit": True, "notes": "b"}, {"notes": "c"}]}, ()),
        ("sre", {"timeline": [{"id": "T1", "event": "a", "day": date(2026, 1, 15), "until": NOON}]}, ()),
        ("sre", {"links": [{"kind": "graph", "title": "a"}, {"kind": "chat", "title": "b"}]}, ()),
        ("hotfix", {"links": [{"title": "without a kind"}]}, ()),
        ("sre", {"links": [{"kind": "evidence", "title": "a"}]}, ()),
        ("review", {"links": [{"kind": "evidence", "url": "a", "notes": "b"}]}, ()),
        ("signoff", {"links": [{"kind": "evidence", "title": "a"}, {"title": "b"}]}, ()),
        ("trading", {"links": [{"kind": "chat", "title": "a"}, {"title": "b"}, {"kind": "vendor", "url": "c"}]}, ()),
        ("trading", {"timeline": [{"event": "a", "notes": "b"}]}, ()),
        ("sre", {"summary": {"one_line": "a", "executive": "b", "drafted": ["one_line"]}}, ()),
        ("sre", {"prevention": {"alerts": [{"name": "a", "done": False}]}}, ("prevention.alerts.0.name",)),
        ("sre", {"prevention": {"alerts": [{"done": True}]}}, ("prevention.alerts.0.done",)),
        ("trading", {"prevention": {"alerts": [{"name": "a", "change": "tune", "why": "b", "done": True}]}}, ()),
        ("trading", {"action_items": [{"action": "a", "priority": "P2", "kind": "limit", "addresses": ["F1"]}]}, ()),
        ("trading", {"action_items": [{"action": "no priority"}]}, ()),
        (
            "trading",
            {"action_items": [{"action": "a", "status": "open", "verified_how": "b"}]},
            ("action_items.AI-001.verified_how",),
        ),
        ("hotfix", {"lessons": {"went_well": [{"text": "a", "area": "detection"}, {"text": "b"}]}}, ()),
        ("hotfix", {"lessons": {"takeaways": [{"text": "a", "area": "process"}, {"text": "b"}]}}, ()),
        ("hotfix", {"detection": {"methods": ["monitoring"]}}, ("detection.methods",)),
        ("signoff", {"detection": {"methods": ["monitoring", "other"], "other_method": "a"}}, ()),
        ("signoff", {"contributing_factors": {"ruled_out": ["rollout"], "factors": [{"category": "design"}]}}, ()),
        ("signoff", {"review": {"sign_offs": [{"role": "author", "name": "A"}, {"role": "Guest", "name": "B"}]}}, ()),
        ("signoff", {"five_whys": {"answers": [{"id": "W1", "answer": "a"}, {"id": "W2", "answer": "b"}]}}, ()),
        ("trading", {"five_whys": {"answers": [{"id": "W1", "answer": "a"}]}}, ("five_whys.answers.W1.answer",)),
        ("trading", {"resolution": {"immediate": ["a", "b"]}}, ("resolution.immediate",)),
        ("review", {"review": {"no_actions_because": "a"}}, ()),
        ("review", {"review": {"no_actions_because": "a"}, "action_items": [{"action": "b"}]}, ()),
        ("review", {"review": {"one_factor_because": "a"}}, ()),
        ("review", {"review": {"completed_anyway_because": "a"}}, ()),
        ("trading", {"review": {"completed_anyway_because": "a"}, "metadata": {"status": "closed"}}, ()),
        ("review", {"review": {"dismissed": ["a"]}, "drafts": {"x": "y"}, "meeting": {"agenda": "a"}}, ()),
        ("review", {"follow_ups": [{"question": "a", "path": "b"}, {"question": "c", "done": True}]}, ()),
        ("review", {"layout": "sre", "metadata": {"zone": "Europe/Paris"}}, ()),
        ("review", {"response": {"time_to_detect": "5 m", "time_to_respond": "6 m"}}, ("response.time_to_respond",)),
    ],
)
def test_answers_without_a_place_are_named(layout: str, parts: dict[str, Any], paths: tuple[str, ...]) -> None:
    assert unprinted(rendered(Report.model_validate(parts), built_in_layouts()[layout])) == paths


def test_every_answer_is_printed_or_named(layout: Layout) -> None:
    """Each text of a report is marked; those that are not in the document are those that are named."""
    found: dict[str, str] = {}

    def marked(value: Any, path: str) -> Any:
        if isinstance(value, Part):
            known = {name: marked(child, f"{path}.{name}".lstrip(".")) for name, child in value.known().items()}
            return value.model_copy(update=known)
        if isinstance(value, tuple):
            return tuple(
                marked(child, f"{path}.{getattr(child, 'id', None) if _has_ids(path) else index}")
                for index, child in enumerate(value)
            )
        if isinstance(value, str) and value == value.strip() and " " in value:
            found[path] = f"mark{len(found)}mark"
            return found[path]
        return value

    report = marked(sample_reports()["full"], "")
    rendering = rendered(report, layout)
    named = unprinted(rendering)
    for path, mark in found.items():
        is_named = path in named or path.rpartition(".")[0] in named
        if not path.startswith(SILENT):
            assert (mark in rendering.text) != is_named, path


def _has_ids(path: str) -> bool:
    return path in ("timeline", "five_whys.answers", "contributing_factors.factors", "action_items")


def empty(layout: str, **parts: Any) -> set[str]:
    return set(rendered(Report.model_validate(parts), built_in_layouts()[layout]).empty_slots)


def test_slots_without_an_answer_are_named() -> None:
    assert {"metadata.title", "timeline", "response.time_to_detect", "impact.duration", "related_incidents"} <= empty(
        "sre"
    )
    assert "metadata.title" not in empty("sre", metadata={"title": "a"})
    assert "links (graph, dashboard, metric)" in empty("sre", links=[{"kind": "chat", "title": "a"}])
    assert "links (graph, dashboard, metric)" not in empty("sre", links=[{"kind": "graph", "title": "a"}])


def test_a_column_is_empty_only_when_no_row_fills_it() -> None:
    rows = [{"action": "a", "priority": "P0", "owner": "A"}, {"action": "b", "priority": "P0"}]
    assert "action_items.due" in empty("sre", action_items=rows)
    assert "action_items.owner" not in empty("sre", action_items=rows)


def test_an_override_fills_the_slot_of_its_metric() -> None:
    assert "response.time_to_detect" not in empty("sre", response={"time_to_detect": "5 min"})


def test_unknown_is_an_answer() -> None:
    assert "impact.revenue" not in empty("sre", impact={"revenue": "unknown"})
