"""Each sentence of the trading layout that depends on facts stands where they say so, and nowhere else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args

import pytest

from pmwizard.layouts.rendering import render
from pmwizard.model import Report
from pmwizard.model.parts.records import LinkKind
from tests.layouts.conftest import built_in_layouts

AT = datetime(2026, 1, 15, 14, 9, tzinfo=UTC)
HEAD = {"incident_date": AT.date()}
STARTED, DETECTED, LATER = (
    {"at": AT, "moment": "started", "event": "a"},
    {"at": AT + timedelta(minutes=3), "moment": "detected", "event": "b"},
    {"at": AT + timedelta(days=1), "moment": "resolved", "event": "c"},
)
RATED = "| Communication | Good | |"


def printed(**parts: Any) -> str:
    return render(Report.model_validate(parts), built_in_layouts()["trading"])


def section(text: str, heading: str) -> str:
    """Return what stands below a heading, up to the next one of any level or a rule."""
    return text.partition(f"\n{heading}\n")[2].partition("\n#")[0].partition("\n---")[0].strip()


@pytest.mark.parametrize(
    ("sentence", "so", "otherwise"),
    [
        ("# Post-Mortem: Down\n", {"metadata": {"title": "Down", "incident_id": "INC-1"}},
         {"metadata": {"incident_id": "INC-1"}}),
        ("# Post-Mortem: INC-1\n", {"metadata": {"incident_id": "INC-1"}},
         {"metadata": {"title": "Down", "incident_id": "INC-1"}}),
        ("**Post-Mortem Date**: 2026-01-20  \n", {"metadata": {"postmortem_date": date(2026, 1, 20)}},
         {"metadata": {"next_review_date": date(2026, 1, 20)}, "review": {"date": date(2026, 1, 20)}}),
        ("**Next Review Date**: 2026-01-20\n", {"metadata": {"next_review_date": date(2026, 1, 20)}},
         {"metadata": {"postmortem_date": date(2026, 1, 20)}, "review": {"date": date(2026, 1, 20)}}),
        ("**Incident Date**: 2026-01-15  \n", {"metadata": HEAD, "timeline": [STARTED]}, {"timeline": [DETECTED]}),
        ("**Incident Date**: 2026-01-15 (day of the first event)  \n", {"timeline": [DETECTED]},
         {"timeline": [STARTED]}),
        ("**Incident Date**: 2026-01-14 (no event is on this day)  \n",
         {"metadata": {"incident_date": date(2026, 1, 14)}, "timeline": [STARTED]},
         {"metadata": {"incident_date": date(2026, 1, 14)}}),
        ("**What users saw:** a\n", {"impact": {"user_facing": "a"}}, {"root_cause": {"what_happened": "a"}}),
        ("### What Happened\n\nNot provided\n", {}, {"impact": {"user_facing": "a"}}),
        ("| SLA Breach | Yes |\n", {"impact": {"sla_breach": "yes"}}, {"impact": {"sla_breach": "no"}}),
        ("| SLA Breach | Unknown |\n", {"impact": {"sla_breach": "unknown"}}, {}),
        ("| SLA Breach | Not provided |\n", {"impact": {"revenue": "$9"}}, {"impact": {"sla_breach": "n/a"}}),
        ("**Severity:** SEV1\n\n**Justification:** Not provided\n", {"metadata": {"severity": "SEV1"}},
         {"metadata": {"severity": "SEV1", "severity_justification": "a"}}),
        ("### Root Cause\n\nNot provided\n", {}, {"root_cause": {"why_it_existed": "a"}}),
        ("**Code:** a\n", {"root_cause": {"code_issue": "a"}}, {"root_cause": {"technical": "a"}}),
        ("**Why it existed:** a\n", {"root_cause": {"why_it_existed": "a"}}, {"root_cause": {"technical": "a"}}),
        ("   - Why it contributed: b\n",
         {"contributing_factors": {"factors": [{"factor": "a", "how_contributed": "b"}]}},
         {"contributing_factors": {"factors": [{"factor": "a", "why_existed": "b"}]}}),
        ("Why it contributed:", {"contributing_factors": {"factors": [{"how_contributed": "b"}]}},
         {"contributing_factors": {"factors": [{"factor": "a"}]}}),
        ("1. **Factor 1**: Design\n", {"contributing_factors": {"factors": [{"category": "design"}]}},
         {"contributing_factors": {"factors": [{"factor": "a", "category": "design"}]}}),
        ("**Why there is one factor:** b\n",
         {"contributing_factors": {"factors": [{"factor": "a"}]}, "review": {"one_factor_because": "b"}},
         {"contributing_factors": {"factors": [{"factor": "a"}] * 2}, "review": {"one_factor_because": "b"}}),
        ("      Note: b\n", {"timeline": [{"event": "a", "notes": "b"}]}, {"timeline": [{"event": "a", "who": "b"}]}),
        ("2026-01-15 14:09:00 UTC - Started\n", {"timeline": [{**STARTED, "event": None}]}, {"timeline": [STARTED]}),
        ("2026-01-15 ~14:09 UTC - a\n", {"timeline": [{**STARTED, "approximate": True}]}, {"timeline": [STARTED]}),
        ("Time not provided - a\n", {"timeline": [{"event": "a"}]}, {"timeline": [STARTED]}),
        ("(TTD)**: 3 minutes (14:09 started to 14:12 detected)\n",
         {"metadata": HEAD, "timeline": [STARTED, DETECTED]}, {"metadata": HEAD, "timeline": [STARTED]}),
        ("(TTRES)**: 24 hours (2026-01-15 14:09 started to 2026-01-16 14:09 resolved)\n",
         {"timeline": [STARTED, LATER]}, {"timeline": [STARTED, DETECTED]}),
        ("(TTRES)**: not recorded (no resolved time)\n", {"timeline": [STARTED]}, {"timeline": [STARTED, LATER]}),
        ("(TTD)**: 9 min (as reported)\n", {"response": {"time_to_detect": "9 min"}},
         {"response": {"time_to_detect": "9 min"}, "timeline": [STARTED, DETECTED]}),
        ("(TTD)**: 9 min (as reported; measured: 3 minutes, 14:09 started to 14:12 detected)\n",
         {"response": {"time_to_detect": "9 min"}, "timeline": [STARTED, DETECTED]},
         {"response": {"time_to_detect": "3 min"}, "timeline": [STARTED, DETECTED]}),
        ("| Duration | 2 hours (as reported; measured: 24 hours,", {"impact": {"duration": "2 hours"},
         "timeline": [STARTED, LATER]}, {"impact": {"duration": "a day"}, "timeline": [STARTED, LATER]}),
        ("Could it have been seen sooner? a\n", {"detection": {"sooner": "a"}}, {"detection": {"gaps": "a"}}),
        (RATED, {"response": {"communication": {"rating": "good"}}}, {"response": {"communication": {"notes": "a"}}}),
        ("| Communication | Not provided | a |", {"response": {"communication": {"notes": "a"}}},
         {"response": {"communication": {"rating": "fair", "notes": "a"}}}),
        ("| None | | | | |\n", {"review": {"no_actions_because": "a"}},
         {"review": {"no_actions_because": "a"}, "action_items": [{"action": "a"}]}),
        ("**Why there are no action items:** b\n", {"review": {"no_actions_because": "b"}},
         {"review": {"no_actions_because": "b"}, "action_items": [{"action": "a"}]}),
        ("| 1 | a | Ann | 2026-01-20 | Done |\n",
         {"action_items": [
             {"action": "a", "owner": "Ann", "due": date(2026, 1, 20), "priority": "P0", "status": "done"}
         ]},
         {"action_items": [{"action": "a", "owner": "Ann", "due": date(2026, 1, 20), "priority": "P0"}]}),
        ("| Not provided | Open |\n", {"action_items": [{"action": "a"}]},
         {"action_items": [{"action": "a", "status": "in_progress"}]}),
        ("| 1 | a (priority not provided) |", {"action_items": [{"action": "a"}]},
         {"action_items": [{"action": "a", "priority": "P2"}]}),
        ("- [x] a\n", {"prevention": {"alerts": [{"name": "a", "done": True}]}},
         {"prevention": {"alerts": [{"name": "a", "done": False}]}}),
        ("- [x] Runbook: a\n", {"prevention": {"documents": [{"kind": "runbook", "name": "a", "done": True}]}},
         {"prevention": {"documents": [{"kind": "runbook", "name": "a"}]}}),
        ("- Not provided\n\n## Similar Past Incidents\n", {}, {"prevention": {"documents": [{"name": "a"}]}}),
        ("| INC-1 | Not provided | Not provided | Yes |\n",
         {"related_incidents": [{"id": "INC-1", "lessons_applied": "yes"}]},
         {"related_incidents": [{"id": "INC-1", "lessons_applied": "no"}]}),
        ("- 14:09 UTC, a: https://a.example/1\n",
         {"metadata": HEAD, "timeline": [{**STARTED, "source": "https://a.example/1"}]},
         {"metadata": HEAD, "timeline": [{**STARTED, "source": "https://a.example/1", "omit": True}]}),
        ("**Completed with answers missing, because:** b\n",
         {"metadata": {"status": "closed"}, "review": {"completed_anyway_because": "b"}},
         {"metadata": {"status": "in_review"}, "review": {"completed_anyway_because": "b"}}),
        ("**Open questions**\n\n- a (Ann)\n", {"follow_ups": [{"question": "a", "who": "Ann"}]},
         {"follow_ups": [{"question": "a", "who": "Ann", "done": True}]}),
        ("**Post-Mortem Status**: Draft  \n", {}, {"metadata": {"status": "closed"}}),
        ("**Post-Mortem Status**: Closed  \n", {"metadata": {"status": "closed"}},
         {"metadata": {"status": "approved"}}),
    ],
)  # fmt: skip
def test_a_sentence_stands_only_where_it_is_so(sentence: str, so: dict[str, Any], otherwise: dict[str, Any]) -> None:
    assert sentence in printed(**so).replace("|  |", "| |")
    assert sentence not in printed(**otherwise).replace("|  |", "| |")


@pytest.mark.parametrize(
    ("detection", "words"),
    [
        ({"methods": ["monitoring"]}, "Monitoring"),
        ({"methods": ["customer_report"]}, "Customer report"),
        ({"methods": ["internal_report"]}, "Internal report"),
        ({"methods": ["scheduled_check"]}, "Scheduled check"),
        ({"methods": ["other"]}, "Other"),
        ({"methods": ["other"], "other_method": "a trader's call"}, "a trader's call"),
        ({"methods": ["other"], "other_method": "unknown"}, "Unknown"),
        ({"methods": ["monitoring"], "how": "It rang."}, "Monitoring: It rang."),
        ({"how": "It rang."}, "It rang."),
        ({}, "Not provided"),
    ],
)
def test_how_it_was_noticed_is_not_reworded(detection: dict[str, Any], words: str) -> None:
    assert f"- **Detection Method**: {words}\n" in printed(detection={**detection, "gaps": "a"})


@pytest.mark.parametrize("kind", [*get_args(LinkKind), None])
def test_a_link_of_any_kind_has_a_place(kind: LinkKind | None) -> None:
    text = printed(links=[{"kind": kind, "title": "It", "url": "https://a.example/1"}])
    heading = "### Related PRs/Commits" if kind == "pull_request" else "### Supporting Evidence"
    assert section(text, heading) == "- [It](https://a.example/1)"
    assert text.count("a.example") == 1


@pytest.mark.parametrize(
    "heading",
    [
        "### Impact Assessment", "### Root Cause", "### Contributing Factors", "### Detection", "### Response",
        "### Response Effectiveness", "## Documentation Updates",
    ],
)  # fmt: skip
def test_a_section_without_an_answer_says_so_once(heading: str) -> None:
    assert section(printed(), heading).count("Not provided") == 1


def test_cells_for_what_is_not_noted_are_left_to_be_filled_in() -> None:
    rows = section(printed(response={"coordination": {"rating": "fair"}}), "### Response Effectiveness").split("\n")
    assert rows[2:4] == ["| Communication | Not provided |  |", "| Coordination | Fair |  |"]
    assert "| Communication | Not provided |  |\n| Coordination |  |  |" in printed()
