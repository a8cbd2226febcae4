"""Each sentence of the hotfix layout that depends on facts stands where they say so, and nowhere else."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from pmwizard.layouts.rendering import render
from pmwizard.model import Report
from tests.layouts.conftest import built_in_layouts

RESOLVED = datetime(2026, 1, 15, 14, 9, tzinfo=UTC)
APPROVED = {"status": "approved", "postmortem_date": date(2026, 1, 16)}
WHYS = [{"id": "W1", "answer": "It was full"}, {"id": "W2", "parent": "W1", "answer": "Nobody looked"}]


def printed(**parts: Any) -> str:
    return render(Report.model_validate(parts), built_in_layouts()["hotfix"])


def met_on(postmortem: date, **more: Any) -> dict[str, Any]:
    resolved = {"moment": "resolved", "event": "Over", "at": RESOLVED, **more}
    return {"metadata": {"postmortem_date": postmortem}, "timeline": [resolved]}


def in_zone(report: dict[str, Any], zone: str) -> dict[str, Any]:
    return {**report, "metadata": {**report["metadata"], "zone": zone}}


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (met_on(date(2026, 1, 15)), "2026-01-15 (within 48 hours of resolution)"),
        (met_on(date(2026, 1, 16)), "2026-01-16 (within 48 hours of resolution)"),
        (met_on(date(2026, 1, 17)), "2026-01-17 (2 days after resolution)"),
        (met_on(date(2026, 4, 5)), "2026-04-05 (80 days after resolution)"),
        (met_on(date(2026, 1, 14)), "2026-01-14 (1 day before resolution)"),
        (met_on(date(2026, 1, 17), at=None, day=date(2026, 1, 16)), "2026-01-17 (within 48 hours of resolution)"),
        (met_on(date(2026, 1, 18), at=None, day=date(2026, 1, 16)), "2026-01-18 (2 days after resolution)"),
        (met_on(date(2026, 1, 16), moment="recovered"), "2026-01-16"),
        (met_on(date(2026, 1, 16), at=None), "2026-01-16"),
        ({"metadata": {"postmortem_date": date(2026, 1, 16)}}, "2026-01-16"),
        ({"timeline": met_on(date(2026, 1, 16))["timeline"]}, "Not provided"),
        (in_zone(met_on(date(2026, 1, 17)), "Pacific/Kiritimati"), "2026-01-17 (within 48 hours of resolution)"),
        (in_zone(met_on(date(2026, 1, 16), at=RESOLVED.replace(hour=3)), "America/Lima"),
         "2026-01-16 (2 days after resolution)"),
        (met_on(date.max, at=datetime.max.replace(tzinfo=UTC)), "9999-12-31 (within 48 hours of resolution)"),
    ],
)  # fmt: skip
def test_the_post_mortem_is_within_48_hours_only_where_it_was(report: dict[str, Any], words: str) -> None:
    assert f"\n**Post-Mortem Date**: {words}  \n" in printed(**report)


@pytest.mark.parametrize(
    ("metadata", "words"),
    [
        ({"attendees": ["Ann", "Bo"]}, "Ann, Bo"),
        ({"attendees": ["Ann"], "facilitator": "Cy"}, "Ann; facilitator: Cy"),
        ({"attendees": ["Ann"], "reviewers": ["Di"]}, "Ann; reviewers: Di"),
        ({"facilitator": "Cy", "reviewers": ["Di"]}, "facilitator: Cy; reviewers: Di"),
        ({}, "Not provided"),
    ],
)
def test_participants_are_named_with_what_they_did(metadata: dict[str, Any], words: str) -> None:
    assert f"\n**Participants**: {words}  \n" in printed(metadata=metadata)


@pytest.mark.parametrize(
    ("metadata", "line"),
    [
        ({**APPROVED, "hotfix_id": "hotfix-7"},
         "*Post-mortem completed 2026-01-16 - See hotfix-7/hotfix.md for incident log*"),
        ({**APPROVED, "status": "closed"}, "*Post-mortem completed 2026-01-16*"),
        ({"status": "approved"}, "*Post-mortem completed*"),
        ({"hotfix_id": "n/a"}, "*Post-mortem not yet completed*"),
        ({**APPROVED, "status": "in_review"}, "*Post-mortem not yet completed*"),
        ({**APPROVED, "status": None, "hotfix_id": "hotfix-7"},
         "*Post-mortem not yet completed - See hotfix-7/hotfix.md for incident log*"),
        ({}, "*Post-mortem not yet completed*"),
    ],
)  # fmt: skip
def test_the_last_line_says_completed_only_of_what_is_and_points_only_at_a_log_that_has_a_name(
    metadata: dict[str, Any], line: str
) -> None:
    assert printed(metadata=metadata).endswith(f"\n{line}\n")


@pytest.mark.parametrize(
    ("sentence", "so", "otherwise"),
    [
        ("  - Status: In progress\n", {"action_items": [{"action": "a", "status": "in_progress"}]},
         {"action_items": [{"action": "a", "status": "done"}]}),
        ("  - Status: Won't do\n", {"action_items": [{"action": "a", "status": "wont_do"}]},
         {"action_items": [{"action": "a"}]}),
        ("- [x] **AI-001**: a\n", {"action_items": [{"action": "a", "status": "done"}]},
         {"action_items": [{"action": "a", "status": "wont_do"}]}),
        ("  - Priority: Not provided\n", {"action_items": [{"action": "a"}]},
         {"action_items": [{"action": "a", "priority": "P2"}]}),
        ("  - **Why**: b\n", {"action_items": [{"action": "a", "prevents": "b"}]}, {"action_items": [{"action": "a"}]}),
        ("- [x] **Test 1**: a\n", {"prevention": {"tests": [{"name": "a", "done": True}]}},
         {"prevention": {"tests": [{"name": "a"}]}}),
        ("- [ ] **Alert 1**: a (new)\n", {"prevention": {"alerts": [{"name": "a", "change": "new"}]}},
         {"prevention": {"alerts": [{"name": "a"}]}}),
        ("- [ ] **Alert 1**: a (tuning)\n", {"prevention": {"alerts": [{"name": "a", "change": "tune"}]}},
         {"prevention": {"alerts": [{"name": "a", "change": "new"}]}}),
        ("**Why there is one factor:** b\n",
         {"contributing_factors": {"factors": [{"factor": "a"}]}, "review": {"one_factor_because": "b"}},
         {"contributing_factors": {"factors": [{"factor": "a"}] * 2}, "review": {"one_factor_because": "b"}}),
        ("**Why there are no action items:** b\n", {"review": {"no_actions_because": "b"}},
         {"review": {"no_actions_because": "b"}, "action_items": [{"action": "a"}]}),
        ("**Completed with answers missing, because:** b\n",
         {"metadata": {"status": "closed"}, "review": {"completed_anyway_because": "b"}},
         {"metadata": {"status": "draft"}, "review": {"completed_anyway_because": "b"}}),
        ("**Open questions**\n", {"follow_ups": [{"question": "a"}]},
         {"follow_ups": [{"question": "a", "done": True}]}),
        ("**Other contributing causes**\n", {"five_whys": {"answers": [*WHYS, {"id": "W3", "answer": "c"}]}},
         {"five_whys": {"answers": WHYS}}),
        (" (stopped here: we can change this)\n", {"five_whys": {"answers": [{"answer": "a", "stop": "can_change"}]}},
         {"five_whys": {"answers": [{"answer": "a"}]}}),
        ("2026-01-15 (no event is on this day)", {"metadata": {"incident_date": date(2026, 1, 15)},
                                                  "timeline": [{"at": RESOLVED.replace(day=9), "event": "a"}]},
         {"metadata": {"incident_date": date(2026, 1, 15)}, "timeline": [{"at": RESOLVED, "event": "a"}]}),
    ],
)  # fmt: skip
def test_a_sentence_stands_only_where_it_is_so(sentence: str, so: dict[str, Any], otherwise: dict[str, Any]) -> None:
    assert sentence in printed(**so)
    assert sentence not in printed(**otherwise)


def test_notes_and_evidence_stand_in_the_row_of_their_event_and_empty_cells_are_blank() -> None:
    at, event = RESOLVED, "a"
    rows = [
        {"at": at, "event": event, "who": "Ann", "notes": "b", "source": "https://a.example"},
        {"at": at, "event": event, "notes": "b (c)", "source": "https://a.example"},
        {"at": at, "event": event, "source": "https://a.example"},
        {"at": at, "event": event},
    ]
    text = printed(timeline=rows, metadata={"incident_date": at.date()})
    table = text.partition("|------|-------|-----|-------|\n")[2].partition("\n\n")[0].split("\n")
    assert table == [
        "| 14:09 | a | Ann | b (https://a.example) |",
        "| 14:09 | a |  | b (c) - https://a.example |",
        "| 14:09 | a |  | https://a.example |",
        "| 14:09 | a |  |  |",
    ]


@pytest.mark.parametrize("kind", ["reference", "vendor", "pull_request", "dashboard", "chat", None])
def test_links_that_show_no_figures_are_references(kind: str | None) -> None:
    text = printed(links=[{"kind": kind, "title": "a", "url": "https://a.example"}])
    assert "### External References\n- [a](https://a.example)\n" in text
    assert "### Metrics and Logs\n- Not provided\n" in text


@pytest.mark.parametrize("kind", ["log", "metric", "graph", "trace", "evidence"])
def test_links_that_show_figures_stand_with_the_logs(kind: str) -> None:
    text = printed(links=[{"kind": kind, "title": "a", "url": "https://a.example"}])
    assert "### Metrics and Logs\n- [a](https://a.example)\n" in text
    assert "### External References\n- Not provided\n" in text


def test_what_is_empty_prints_no_line_and_an_empty_section_says_so_once() -> None:
    parts: dict[str, Any] = {
        "action_items": [{"action": "a", "priority": "P0", "owner": "Ann", "due": date(2026, 2, 1)}],
        "contributing_factors": {"factors": [{"factor": "a"}]},
        "prevention": {
            **{name: [{"name": "a"}] for name in ("tests", "alerts", "dashboards", "process_changes")},
            **{name: [{"name": "a"}] for name in ("architecture_changes", "documents")},
        },
        "five_whys": {"problem": "p", "answers": WHYS},
    }
    text = printed(**parts)
    for heading in ("### Contributing Factors", "### Five Whys", "### Immediate Actions", "## Prevention Measures"):
        section = text.partition(heading)[2].partition("\n---\n" if heading.startswith("## ") else "\n### ")[0]
        assert "Not provided" not in section, heading
    whys = printed().partition("### Five Whys Analysis\n")[2].partition("\n---\n")[0]
    assert whys == "**Problem Statement**: Not provided\n"


@pytest.mark.parametrize(
    ("heading", "parts"),
    [
        ("#### Users", {"impact": {"users_affected": "3"}}),
        ("#### Business", {"impact": {"revenue": "3"}}),
        ("#### Engineering", {"impact": {"teams_involved": ["3"]}}),
        ("### Technical Root Cause", {"root_cause": {"code_issue": "3"}}),
    ],
)
def test_a_section_of_which_nothing_is_known_says_so_once(heading: str, parts: dict[str, Any]) -> None:
    def below(text: str) -> str:
        return text.partition(f"\n{heading}\n")[2].partition("\n#")[0].strip()

    assert below(printed()).removeprefix("- ") == "Not provided"
    assert "**" in below(printed(**parts))


def test_a_report_without_a_title_is_called_by_its_id() -> None:
    assert printed(metadata={"hotfix_id": "hotfix-7"}).startswith("# Post-Mortem: hotfix-7\n")
    named = {"incident_id": "INC-1", "hotfix_id": "hotfix-7"}
    assert printed(metadata=named).startswith("# Post-Mortem: INC-1\n")
    assert printed(metadata={**named, "title": "Slow"}).startswith("# Post-Mortem: Slow\n")
    assert printed().startswith("# Post-Mortem: Not provided\n")


def test_a_question_that_two_rows_ask_is_asked_once() -> None:
    rows = [{"question": "Who knew?"}, {"question": "Who knew?"}, {"question": "Who knew?", "who": "Ann"}]
    assert "**Open questions**\n\n- Who knew?\n- Who knew? (Ann)\n\n" in printed(follow_ups=rows)
