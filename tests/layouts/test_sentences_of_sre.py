"""Each sentence of the sre layout that depends on facts stands where they say so, and nowhere else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from pmwizard.layouts.rendering import render
from pmwizard.model import Report
from tests.layouts.conftest import built_in_layouts

AT = datetime(2026, 1, 15, 13, 42, tzinfo=UTC)
HEAD = {"incident_date": AT.date()}


def printed(**parts: Any) -> str:
    return render(Report.model_validate(parts), built_in_layouts()["sre"])


def moments(**minutes: int) -> list[dict[str, Any]]:
    return [{"at": AT + timedelta(minutes=after), "moment": name, "event": "a"} for name, after in minutes.items()]


@pytest.mark.parametrize(
    ("sentence", "so", "otherwise"),
    [
        ("| **Status** | Draft |", {}, {"metadata": {"status": "approved"}}),
        ("| **Status** | Draft |", {"metadata": {"status": "in_review"}}, {"metadata": {"status": "closed"}}),
        ("| **Status** | Reviewed |", {"metadata": {"status": "approved"}}, {"metadata": {"status": "in_review"}}),
        ("| **Status** | Complete |", {"metadata": {"status": "closed"}}, {"metadata": {"status": "approved"}}),
        ("- **Duration of impact:** 13:42 to 14:09 (total: 27 minutes)\n",
         {"metadata": HEAD, "timeline": moments(started=0, recovered=27)},
         {"metadata": HEAD, "timeline": moments(started=0, recovered=27), "impact": {"duration": "3 h"}}),
        ("- **Duration of impact:** not recorded (no recovered time)\n",
         {"timeline": moments(started=0)}, {"timeline": moments(started=0, resolved=27)}),
        ("- **Duration of impact:** 3 h (as reported)\n", {"impact": {"duration": "3 h"}}, {}),
        ("Because: a\n", {"five_whys": {"answers": [{"answer": "a"}]}}, {"five_whys": {"problem": "a"}}),
        ("(stopped here: normal work)\n", {"five_whys": {"answers": [{"answer": "a", "stop": "normal_work"}]}},
         {"five_whys": {"answers": [{"answer": "a", "stop": "can_change"}]}}),
        ("**What went well in the response?** See What went well below\n", {"lessons": {"went_well": [{"text": "a"}]}},
         {"lessons": {"went_well": [{"text": "a", "area": "communication"}]}}),
        ("**What went well in the response?** Not provided\n",
         {"lessons": {"went_well": [{"text": "a", "area": "communication"}], "could_be_better": ["b"]}},
         {"lessons": {"went_well": [{"text": "a", "area": "response"}]}}),
        ("- See Response above\n", {"lessons": {"went_well": [{"text": "a", "area": "response"}]}},
         {"lessons": {"went_well": [{"text": "a", "area": "response"}, {"text": "b"}]}}),
        ("| Open |", {"action_items": [{"action": "a"}]}, {"action_items": [{"action": "a", "status": "done"}]}),
        ("**Commands used:**\n", {"resolution": {"commands": "a"}}, {"resolution": {"immediate": ["a"]}}),
        ("**Verification:** a\n", {"resolution": {"verification": "a"}}, {"resolution": {"permanent": ["a"]}}),
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
        ("| **2026-01-16** |", {"metadata": HEAD, "timeline": moments(started=0, recovered=900)},
         {"metadata": HEAD, "timeline": moments(started=0, recovered=9)}),
    ],
)  # fmt: skip
def test_a_sentence_stands_only_where_it_is_so(sentence: str, so: dict[str, Any], otherwise: dict[str, Any]) -> None:
    assert sentence in printed(**so)
    assert sentence not in printed(**otherwise)


@pytest.mark.parametrize(
    ("detection", "words"),
    [
        ({"methods": ["monitoring"]}, "Alert"),
        ({"methods": ["customer_report"]}, "Customer report"),
        ({"methods": ["internal_report"]}, "Internal report"),
        ({"methods": ["scheduled_check"]}, "Scheduled check"),
        ({"methods": ["other"]}, "Other"),
        ({"methods": ["other"], "other_method": "an automated test"}, "an automated test"),
        ({"methods": ["monitoring", "other"], "other_method": "a call", "how": "It rang."}, "Alert, a call: It rang."),
        ({"how": "It rang."}, "It rang."),
        ({"other_method": "unknown"}, "Unknown"),
        ({}, "Not provided"),
    ],
)
def test_how_it_was_noticed_is_not_reworded(detection: dict[str, Any], words: str) -> None:
    assert f"- **How was the incident detected?** {words}\n" in printed(detection={**detection, "sooner": "Yes"})


def test_a_typed_time_stands_only_under_the_ends_it_was_typed_for() -> None:
    """Time to mitigate is counted from the response here, and from the start in the other houses."""
    typed = {"response": {"time_to_mitigate": "25 min"}, "lessons": {"could_be_better": ["a"]}}
    assert "- **Time to mitigate (TTM):** 25 min (as reported)\n" in printed(layout="sre", **typed)
    elsewhere = printed(layout="trading", **typed)
    assert "- **Time to mitigate (TTM):** not recorded (no acknowledged or mitigated time)\n" in elsewhere
    assert "25 min" not in elsewhere
    assert "25 min" not in printed(**typed)
    known = moments(started=0, acknowledged=5, mitigated=25)
    told = printed(layout="trading", metadata=HEAD, timeline=known, **typed)
    assert "- **Time to mitigate (TTM):** 20 minutes (13:47 acknowledged to 14:07 mitigated)\n" in told


def test_notes_and_who_stand_behind_their_event() -> None:
    rows = [
        {"at": AT, "event": "a", "who": "Ann", "notes": "b"},
        {"at": AT, "event": "a", "who": "Ann (on call)", "notes": "b"},
        {"at": AT, "event": "a", "notes": "b"},
        {"at": AT, "event": "a"},
    ]
    table = printed(timeline=rows, metadata=HEAD).partition("| Time | Event |\n|------|-------|\n")[2]
    assert table.partition("\n\n")[0].split("\n") == [
        "| 13:42 | a (Ann; b) |",
        "| 13:42 | a - Ann (on call); b |",
        "| 13:42 | a (b) |",
        "| 13:42 | a |",
    ]


@pytest.mark.parametrize("kind", ["evidence", "pull_request", "chat", "log", "trace", "reference", "vendor", None])
def test_links_that_show_no_graph_are_references(kind: str | None) -> None:
    text = printed(links=[{"kind": kind, "title": "a", "url": "https://a.example"}])
    assert "### References\n- [a](https://a.example)\n" in text
    assert "### Relevant Graphs\n- Not provided\n" in text


@pytest.mark.parametrize("kind", ["graph", "dashboard", "metric"])
def test_links_that_show_a_graph_stand_with_the_graphs(kind: str) -> None:
    text = printed(links=[{"kind": kind, "title": "a", "url": "https://a.example"}])
    assert "### Relevant Graphs\n- [a](https://a.example)\n" in text
    assert "### References\n- Not provided\n" in text


def test_whys_that_are_empty_print_no_line_and_no_whys_are_said_once() -> None:
    def whys(**five_whys: Any) -> str:
        return printed(five_whys=five_whys).partition("### Why it happened\n")[2].partition("\n\n###")[0]

    assert whys() == "- Not provided"
    assert whys(problem="It broke.") == '1. **Why did "It broke" occur?** — Not provided'
    assert whys(problem="It broke.", answers=[{"answer": "a"}]) == '1. **Why did "It broke" occur?** — Because: a'


def test_a_day_is_the_incident_date_only_with_an_event_on_it() -> None:
    rows = [{"at": AT, "event": "a"}]
    assert "| **Date** | 2026-01-15 |" in printed(metadata=HEAD, timeline=rows)
    other = {"incident_date": date(2026, 1, 12)}
    assert "| **Date** | 2026-01-12 (no event is on this day) |" in printed(metadata=other, timeline=rows)


def test_a_section_of_which_nothing_is_known_says_so_once() -> None:
    text = printed()
    for heading in ("## Impact", "## Detection", "## Response"):
        assert text.partition(f"\n{heading}\n")[2].startswith("- Not provided\n\n")
    assert "\n## Response\n- **Time to respond (TTR):** not recorded (no detected or acknowledged time)\n" in printed(
        timeline=moments(started=0)
    )
