"""Each sentence of the review layout that depends on facts stands where they say so, and nowhere else."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, get_args

import pytest

from pmwizard.layouts.rendering import render
from pmwizard.model import Report
from pmwizard.model.parts.records import LinkKind
from tests.layouts.conftest import built_in_layouts

AT = datetime(2026, 1, 15, 14, 9, tzinfo=UTC)
HEAD = {"incident_date": AT.date()}


def printed(**parts: Any) -> str:
    return render(Report.model_validate(parts), built_in_layouts()["review"])


def section(text: str, heading: str) -> str:
    """Return what stands below a heading, up to the next one of any level or a rule."""
    return text.partition(f"\n{heading}\n")[2].partition("\n#")[0].partition("\n---")[0].strip()


@pytest.mark.parametrize(
    ("sentence", "so", "otherwise"),
    [
        ("**Post-Mortem Review Date:** 2026-01-20  \n", {"review": {"date": date(2026, 1, 20)}},
         {"metadata": {"postmortem_date": date(2026, 1, 20)}}),
        ("**Post-Mortem Date:** 2026-01-20  \n", {"metadata": {"postmortem_date": date(2026, 1, 20)}},
         {"review": {"date": date(2026, 1, 20)}}),
        ("**Approved by:** Ann  \n", {"metadata": {"status": "approved"}, "review": {"approved_by": "Ann"}},
         {"metadata": {"status": "in_review"}, "review": {"approved_by": "Ann"}}),
        ("**Approved by:** Ann (the report is not marked as approved)  \n", {"review": {"approved_by": "Ann"}},
         {"metadata": {"status": "closed"}, "review": {"approved_by": "Ann"}}),
        ("**Reviewers:** Ann  \n", {"metadata": {"reviewers": ["Ann"]}}, {"metadata": {"attendees": ["Ann"]}}),
        ("Time to detect: 0 minutes (14:09 started to 14:09 detected)\n",
         {"metadata": HEAD, "timeline": [{"at": AT, "moment": "started"}, {"at": AT, "moment": "detected"}]},
         {"metadata": HEAD, "timeline": [{"at": AT, "moment": "started"}]}),
        ("\nTime to detect: ", {"response": {"time_to_detect": "5 min"}}, {}),
        ("| Not started |", {"action_items": [{"action": "a"}]}, {"action_items": [{"action": "a", "status": "done"}]}),
        ("**Five whys**", {"five_whys": {"answers": [{"answer": "a"}]}}, {}),
        ("**Where we got lucky**\n", {"lessons": {"lucky": ["a"]}}, {"lessons": {"could_be_better": ["a"]}}),
        ("**Could it have been seen sooner?** a\n", {"detection": {"sooner": "a"}}, {"detection": {"gaps": "a"}}),
        ("- [x] All P0 items completed", {"action_items": [{"action": "a", "priority": "P0", "status": "done"}]},
         {"action_items": [{"action": "a", "priority": "P0", "status": "wont_do"}]}),
        ("- [x] All P1 items scheduled",
         {"action_items": [{"action": "a", "priority": "P1", "owner": "Ann", "due": date(2026, 2, 1)}]},
         {"action_items": [{"action": "a", "priority": "P1", "owner": "Ann"}]}),
        ("- [x] Monitoring improvements deployed", {"prevention": {"alerts": [{"name": "a", "done": True}]}},
         {"prevention": {"alerts": [{"name": "a", "done": True}], "dashboards": [{"name": "b"}]}}),
        ("- [x] Runbook updates published",
         {"prevention": {"documents": [{"name": "a", "kind": "runbook", "done": True}]}},
         {"prevention": {"documents": [{"name": "a", "kind": "training", "done": True}]}}),
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
    ],
)  # fmt: skip
def test_a_sentence_stands_only_where_it_is_so(sentence: str, so: dict[str, Any], otherwise: dict[str, Any]) -> None:
    assert sentence in printed(**so)
    assert sentence not in printed(**otherwise)


@pytest.mark.parametrize(
    ("detection", "words"),
    [
        ({"methods": ["monitoring"]}, "Monitoring alert"),
        ({"methods": ["customer_report"]}, "User report"),
        ({"methods": ["internal_report"]}, "Internal report"),
        ({"methods": ["scheduled_check"]}, "Scheduled check"),
        ({"methods": ["customer_report", "internal_report"]}, "User report, Internal report"),
        ({"methods": ["other"]}, "Other"),
        ({"methods": ["other"], "other_method": "a trader's call"}, "a trader's call"),
        ({"methods": ["monitoring"], "other_method": "a trader's call"}, "Monitoring alert, a trader's call"),
        ({"methods": ["other"], "other_method": "unknown"}, "Unknown"),
        ({}, "Not provided"),
    ],
)
def test_how_it_was_noticed_is_not_reworded(detection: dict[str, Any], words: str) -> None:
    text = printed(detection={**detection, "alert_quality": "clear"})
    assert f"- **Detection method:** {words}\n" in text
    assert section(text, "### How did we detect it?") == words
    told = section(printed(detection={**detection, "how": "It rang."}), "### How did we detect it?")
    assert told == "It rang."


@pytest.mark.parametrize(
    ("impact", "words"),
    [
        ({"data_affected": "none"}, "None"),
        ({"data_affected": "corruption", "data_affected_notes": "two rows"}, "Corruption - two rows"),
        ({"data_affected_notes": "two rows"}, "two rows"),
        ({"data_affected": "unknown"}, "Unknown"),
        ({}, "Not provided"),
    ],
)
def test_what_became_of_data_is_said_once(impact: dict[str, Any], words: str) -> None:
    assert f"- **Data affected:** {words}\n" in printed(impact={**impact, "performance": "slower"})


@pytest.mark.parametrize(
    ("heading", "parts"),
    [
        ("### Why did it happen?", {"five_whys": {"answers": [{"answer": "a"}]}}),
        ("### Why did it happen?", {"root_cause": {"why_it_existed": "a"}}),
        ("### Why didn't we catch it earlier?", {"detection": {"sooner": "a"}}),
        ("### How do we prevent this from happening again?", {"prevention": {"tests": [{"name": "a"}]}}),
        ("### How do we prevent this from happening again?", {"prevention": {"process_changes": [{"name": "a"}]}}),
        ("### How do we detect this faster next time?", {"prevention": {"dashboards": [{"name": "a"}]}}),
        ("### How do we respond faster next time?", {"prevention": {"documents": [{"name": "a"}]}}),
        ("## Attachments", {"timeline": [{"at": AT, "event": "a", "source": "https://a.example"}]}),
    ],
)
def test_a_section_is_not_provided_only_where_it_says_nothing_else(heading: str, parts: dict[str, Any]) -> None:
    assert section(printed(), heading).removeprefix("- ") == "Not provided"
    said = section(printed(**parts), heading)
    assert "Not provided" not in said
    assert "a" in said


def test_notes_stand_behind_their_event_and_empty_cells_are_blank() -> None:
    rows = [
        {"at": AT, "event": "a", "who": "Ann", "notes": "b"},
        {"at": AT, "event": "a", "notes": "b (c)"},
        {"at": AT, "event": "a"},
    ]
    table = printed(timeline=rows, metadata=HEAD).partition("|------------|-------|-------|\n")[2]
    assert table.partition("\n\n")[0].split("\n") == [
        "| 14:09 | a (b) | Ann |",
        "| 14:09 | a - b (c) |  |",
        "| 14:09 | a |  |",
    ]


@pytest.mark.parametrize("kind", [*get_args(LinkKind), None])
def test_links_of_every_kind_are_attached(kind: str | None) -> None:
    text = printed(links=[{"kind": kind, "title": "a", "url": "https://a.example"}])
    assert section(text, "## Attachments").startswith("- [a](https://a.example)")
