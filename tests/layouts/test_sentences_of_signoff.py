"""Each sentence of the sign-off layout that depends on facts stands where they say so, and nowhere else."""

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


def printed(**parts: Any) -> str:
    return render(Report.model_validate(parts), built_in_layouts()["signoff"])


def section(text: str, heading: str) -> str:
    """Return what stands below a heading, up to the next one of any level or a rule."""
    return text.partition(f"\n{heading}\n")[2].partition("\n#")[0].partition("\n---")[0].strip()


@pytest.mark.parametrize(
    ("sentence", "so", "otherwise"),
    [
        ("# Post-Mortem: INC-1\n", {"metadata": {"incident_id": "INC-1"}},
         {"metadata": {"title": "Down", "incident_id": "INC-1"}}),
        ("**Date:** 2026-01-15  \n", {"timeline": [STARTED]}, {"timeline": [DETECTED]}),
        ("**Date:** 2026-01-15 (day of the first event)  \n", {"timeline": [DETECTED]}, {"timeline": [STARTED]}),
        ("**Date:** 2026-01-14 (no event is on this day)  \n",
         {"metadata": {"incident_date": date(2026, 1, 14)}, "timeline": [STARTED]},
         {"metadata": {"incident_date": date(2026, 1, 14)}}),
        ("**Duration:** 24 hours 0 minutes (2026-01-15 14:09 started to 2026-01-16 14:09 resolved)  \n",
         {"timeline": [STARTED, LATER]},
         {"timeline": [STARTED, LATER, {**DETECTED, "moment": "recovered"}]}),
        ("**Duration:** 9 min (as reported)  \n", {"impact": {"duration": "9 min"}},
         {"impact": {"duration": "9 min"}, "timeline": [STARTED, LATER]}),
        ("| Duration of Impact | 9 min (as reported; measured: 24 hours 0 minutes, ",
         {"impact": {"duration": "9 min"}, "timeline": [STARTED, LATER]},
         {"impact": {"duration": "1 day"}, "timeline": [STARTED, LATER]}),
        ("**Status:** Draft  \n", {}, {"metadata": {"status": "in_review"}}),
        ("**Status:** In Review  \n", {"metadata": {"status": "in_review"}}, {"metadata": {"status": "closed"}}),
        ("**Status:** Complete  \n", {"metadata": {"status": "approved"}}, {"metadata": {"status": "in_review"}}),
        ("**Incident Commander:** Unknown  \n", {"metadata": {"incident_commander": "unknown"}}, {}),
        ("### One-Line Summary\n\na\n", {"summary": {"one_line": "a", "executive": "b"}},
         {"summary": {"executive": "b"}}),
        ("### One-Line Summary\n\nb\n", {"summary": {"executive": "b"}},
         {"summary": {"one_line": "a", "executive": "b"}}),
        ("| SLA Breach | N/A |\n", {"impact": {"sla_breach": "n/a"}}, {"impact": {"sla_breach": "no"}}),
        ("- Services: b\n", {"impact": {"systems_affected": ["a"]}, "metadata": {"services_affected": ["b"]}},
         {"metadata": {"services_affected": ["b"]}}),
        ("| | **2026-01-15** |\n", {"metadata": HEAD, "timeline": [STARTED, LATER]},
         {"metadata": HEAD, "timeline": [STARTED, DETECTED]}),
        ("| Time to Resolution (TTR/MTTR) | Unknown | as reported |\n",
         {"response": {"time_to_resolve": "unknown"}, "timeline": [STARTED]}, {"timeline": [STARTED]}),
        ("| 14:09 | a. Note: b |\n", {"timeline": [{**STARTED, "notes": "b"}]}, {"timeline": [STARTED]}),
        ("| 14:09 | Started |\n", {"timeline": [{**STARTED, "event": None}]}, {"timeline": [STARTED]}),
        ("### What Happened\n\nNot provided\n", {}, {"root_cause": {"technical": "a"}}),
        ("**Technical cause:** a\n", {"root_cause": {"technical": "a"}}, {"root_cause": {"what_happened": "a"}}),
        ("1. **Why?** Not provided\n", {}, {"root_cause": {"why_it_existed": "a"}}),
        ("1. **Why?** a (stopped here: we can change this)\n",
         {"five_whys": {"answers": [{"answer": "a", "stop": "can_change"}]}},
         {"five_whys": {"answers": [{"answer": "a"}]}}),
        ("**Other contributing causes**\n", {"five_whys": {"answers": [{"answer": "a"}, {"answer": "b"}]}},
         {"five_whys": {"answers": [{"answer": "a"}]}}),
        ("\n- Also:\n", {"five_whys": {"answers": [{"answer": "a"}, {"answer": "b"}, {"answer": "c"}]}},
         {"five_whys": {"answers": [{"answer": "a"}, {"answer": "b"}]}}),
        ("- [x] **Code Defect**: a\n",
         {"contributing_factors": {"factors": [{"category": "code_defect", "factor": "a"}]}},
         {"contributing_factors": {"factors": [{"category": "design", "factor": "a"}]}}),
        ("- [x] **Code Defect**\n", {"contributing_factors": {"factors": [{"category": "code_defect"}]}},
         {"contributing_factors": {"factors": [{"factor": "a"}]}}),
        ("- [ ] **Human Error**: Looked at, played no part\n", {"contributing_factors": {"ruled_out": ["human_error"]}},
         {"contributing_factors": {"ruled_out": ["human_error"], "factors": [{"category": "human_error"}]}}),
        ("  - How it contributed: b\n",
         {"contributing_factors": {"factors": [{"factor": "a", "how_contributed": "b"}]}},
         {"contributing_factors": {"factors": [{"factor": "a", "why_existed": "b"}]}}),
        ("**Why there is one factor:** b\n",
         {"contributing_factors": {"factors": [{"factor": "a"}]}, "review": {"one_factor_because": "b"}},
         {"contributing_factors": {"factors": [{"factor": "a"}] * 2}, "review": {"one_factor_because": "b"}}),
        ("| First alert or report (14:09 started to 14:12 detected) |",
         {"metadata": HEAD, "timeline": [STARTED, DETECTED]}, {"metadata": HEAD, "timeline": [STARTED]}),
        ("Fully resolved", {"timeline": [STARTED, LATER]}, {"timeline": [STARTED, DETECTED]}),
        ("Bleeding stopped", {"response": {"time_to_mitigate": "9 min"}}, {"timeline": [STARTED, DETECTED]}),
        ("Investigation started", {"response": {"time_to_acknowledge": "9 min"}}, {}),
        ("| not recorded | no started or resolved time |", {"response": {"time_to_detect": "9 min"}},
         {"timeline": [STARTED, LATER]}),
        ("- Another answer to question 1:\n", {"five_whys": {"answers": [{"answer": "a"}, {"answer": "b"}]}},
         {"five_whys": {"answers": [{"id": "W1", "answer": "a"}, {"parent": "W1", "answer": "b"}]}}),
        ("**Could it have been seen sooner?** a\n", {"detection": {"sooner": "a"}}, {"detection": {"gaps": "a"}}),
        ("### Detection Gaps\n\nNot provided\n", {}, {"detection": {"sooner": "a"}}),
        ("### Immediate Fix\n\n- Not provided\n", {"resolution": {"permanent": ["a"]}},
         {"resolution": {"commands": "ls"}}),
        ("```\nls\n```\n", {"resolution": {"commands": "ls"}}, {"resolution": {"immediate": ["ls"]}}),
        ("**Permanent fix**\n", {"resolution": {"permanent": ["a"]}}, {"resolution": {"immediate": ["a"]}}),
        ("| None | | | | |\n", {"review": {"no_actions_because": "a"}},
         {"review": {"no_actions_because": "a"}, "action_items": [{"action": "a"}]}),
        ("| a | Not provided | Not provided | Open | OPS-1 |\n",
         {"action_items": [{"action": "a", "priority": "P1", "tracker_issue": "OPS-1"}]},
         {"action_items": [{"action": "a", "priority": "P1", "tracker_issue": "OPS-1", "status": "done"}]}),
        ("| a (priority not provided) |", {"action_items": [{"action": "a"}]},
         {"action_items": [{"action": "a", "priority": "P1"}]}),
        ("**Why there are no action items:** b\n", {"review": {"no_actions_because": "b"}},
         {"review": {"no_actions_because": "b"}, "action_items": [{"action": "a"}]}),
        ("### How Do We Prevent Recurrence?\n\nNot provided\n", {}, {"prevention": {"tests": [{"name": "a"}]}}),
        ("### How Do We Detect Faster?\n\nNot provided\n", {}, {"prevention": {"dashboards": [{"name": "a"}]}}),
        ("### How Do We Recover Faster?\n\nNot provided\n", {}, {"prevention": {"documents": [{"name": "a"}]}}),
        ("- 14:09 UTC, a: https://a.example/1\n",
         {"metadata": HEAD, "timeline": [{**STARTED, "source": "https://a.example/1"}]},
         {"metadata": HEAD, "timeline": [{**STARTED, "source": "https://a.example/1", "omit": True}]}),
        ("**Completed with answers missing, because:** b\n",
         {"metadata": {"status": "approved"}, "review": {"completed_anyway_because": "b"}},
         {"metadata": {"status": "in_review"}, "review": {"completed_anyway_because": "b"}}),
        ("**Open questions**\n\n- a (Ann)\n", {"follow_ups": [{"question": "a", "who": "Ann"}]},
         {"follow_ups": [{"question": "a", "who": "Ann", "done": True}]}),
        ("| Author | Ann | 2026-01-20 |\n",
         {"review": {"sign_offs": [{"role": "Author", "name": "Ann", "date": date(2026, 1, 20)}]}},
         {"metadata": {"author": "Ann", "postmortem_date": date(2026, 1, 20)}}),
        ("| Author | | |\n", {"metadata": {"author": "Ann"}},
         {"review": {"sign_offs": [{"role": "Author", "name": "Ann"}]}}),
        ("| Incident Commander | | |\n", {"metadata": {"incident_commander": "Ann"}},
         {"review": {"sign_offs": [{"role": "Incident Commander", "name": "Ann"}]}}),
        ("| Engineering Lead | Ann | |\n",
         {"review": {"sign_offs": [{"role": "Engineering Lead", "name": "Ann"}]}}, {"review": {"approved_by": "Ann"}}),
    ],
)  # fmt: skip
def test_a_sentence_stands_only_where_it_is_so(sentence: str, so: dict[str, Any], otherwise: dict[str, Any]) -> None:
    assert sentence in printed(**so).replace("|  |", "| |")
    assert sentence not in printed(**otherwise).replace("|  |", "| |")


BOXES = {
    "monitoring": "Automated monitoring/alerting",
    "customer_report": "Customer report",
    "internal_report": "Internal user report",
    "scheduled_check": "Scheduled check",
    "other": "Other",
}


@pytest.mark.parametrize("method", BOXES)
def test_only_the_box_of_how_it_was_noticed_is_ticked(method: str) -> None:
    told = section(printed(detection={"methods": [method]}), "### How Was It Detected?")
    assert told.split("\n") == [f"- [{'x' if name == method else ' '}] {words}" for name, words in BOXES.items()]


@pytest.mark.parametrize(
    ("detection", "ending"),
    [
        ({}, "- [ ] Other\n\nNot provided"),
        ({"how": "It rang."}, "- [ ] Other\n\nIt rang."),
        ({"methods": ["other"], "other_method": "a guess"}, "- [x] Other: a guess"),
        ({"other_method": "unknown"}, "- [x] Other: Unknown"),
    ],
)
def test_another_way_of_noticing_stands_in_its_own_words(detection: dict[str, Any], ending: str) -> None:
    assert section(printed(detection=detection), "### How Was It Detected?").endswith(ending)


@pytest.mark.parametrize("kind", [*get_args(LinkKind), None])
def test_a_link_of_any_kind_has_a_place(kind: LinkKind | None) -> None:
    text = printed(links=[{"kind": kind, "title": "It", "url": "https://a.example/1"}])
    is_reference = kind in (None, "pull_request", "reference", "vendor")
    heading = "### External References" if is_reference else "### Relevant Logs/Dashboards"
    assert section(text, heading) == "- [It](https://a.example/1)"
    assert text.count("a.example") == 1


@pytest.mark.parametrize(
    "heading",
    [
        "### User Impact", "### Business Impact", "### Detection Delay", "### Why It Happened",
        "## Contributing Factors", "### How Was It Detected?", "### Immediate Fix", "### How Do We Prevent Recurrence?",
    ],
)  # fmt: skip
def test_a_section_without_an_answer_says_so_once(heading: str) -> None:
    assert section(printed(), heading).count("Not provided") == 1


def test_a_sign_off_in_a_role_of_its_own_stands_below_those_of_the_house() -> None:
    rows = section(printed(review={"sign_offs": [{"role": "Security", "name": "Ann"}]}), "## Sign-off").split("\n")
    assert [row.replace("|  |", "| |") for row in rows[2:]] == [
        "| Author | | |", "| Incident Commander | | |", "| Engineering Lead | | |", "| Product Owner | | |",
        "| Security | Ann | |",
    ]  # fmt: skip
