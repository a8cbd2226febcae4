from __future__ import annotations

from typing import cast

import pytest

from pmwizard.draft.overview import Said, overview, when
from pmwizard.layouts.layout import Layout, available
from pmwizard.model import Report
from pmwizard.questions import SECTIONS, section_of
from pmwizard.store import toml

LAYOUTS = {name: cast("Layout", layout) for name, layout in available([]).items()}

REPORT = toml.parse(
    """
schema_version = 1
layout = "sre"

[metadata]
title = "Payments API returned 500s"
severity = "SEV2"
services_affected = ["payments-api", "checkout"]

[impact]
user_facing = "Checkout failed"
revenue = "unknown"

[[timeline]]
id = "T1"
at = 2026-11-20 23:42:00+00:00
event = "Config push"
moment = "started"

[[timeline]]
id = "T2"
at = 2026-11-20 23:45:00+00:00
event = "Alert"
moment = "detected"

[[timeline]]
id = "T3"
at = 2026-11-21 00:09:00+00:00
event = "Back to normal"
moment = "recovered"

[[five_whys.answers]]
id = "W1"
answer = "Requests timed out"

[[five_whys.answers]]
id = "W2"
parent = "W1"
answer = "The unit was wrong"

[[five_whys.answers]]
id = "W3"
parent = "W1"
answer = "The push was global"

[[contributing_factors.factors]]
id = "F1"
category = "testing_gap"
factor = "No test loads config"

[[contributing_factors.factors]]
id = "F2"
category = "rollout"
factor = "Config is not staged"

[[action_items]]
id = "AI-001"
action = "Stage config pushes"
priority = "P1"
addresses = ["F2"]
""",
    "report.toml",
)


def lines(section_id: str, report: Report = REPORT, layout: str = "sre") -> list[str]:
    answers = next(one for one in overview(report, LAYOUTS[layout]) if one.section.id == section_id)
    return ["|".join(said.text for said in line) for line in answers.lines]


def test_the_metadata_tell_what_when_and_who() -> None:
    assert lines("metadata")[:3] == [
        "Payments API returned 500s",
        "SEV2|20 Nov 2026 23:42 to 21 Nov 2026 00:09 UTC, 27 min",
        "Services affected: payments-api, checkout",
    ]


def test_the_timeline_tells_the_figures_of_the_layout_and_which_are_not_recorded() -> None:
    assert lines("timeline") == ["3 events|Detect 3 min|Not recorded: time to respond, mitigate, resolve"]


def test_the_whys_tell_their_chains_and_where_they_end() -> None:
    assert lines("whys") == [
        "3 whys, 2 chains, deepest 2",
        "Ends at: The unit was wrong",
        "Ends at: The push was global",
        "Not provided: Problem",
    ]


def test_the_factors_tell_what_nobody_looked_at() -> None:
    assert lines("factors") == [
        "2 factors in 2 groups|10 groups not looked at",
        "No test loads config|Config is not staged",
    ]


def test_the_actions_tell_priorities_gaps_and_factors_without_one() -> None:
    assert lines("actions") == [
        "1 action|P1 1|1 without owner|1 without due date|1 factor has no action",
    ]


def test_choices_and_unknowns_are_told_in_words() -> None:
    assert "Money: unknown" in "|".join(lines("impact"))


def test_what_the_layout_prints_and_does_not_insist_on_is_told_as_not_provided() -> None:
    assert lines("impact")[-1].startswith("Not provided: ") or "Not provided" not in "|".join(lines("impact"))
    assert any(
        line.startswith("Not provided: ") and "Tracker issue" in line for line in lines("metadata", layout="signoff")
    )


def test_an_empty_report_has_nothing_to_tell() -> None:
    assert not any(answers.lines for answers in overview(Report(), LAYOUTS["sre"]))


def test_whys_without_ids_are_told_as_the_chains_they_are() -> None:
    unnamed = toml.parse(
        'schema_version = 1\n[[five_whys.answers]]\nanswer = "a"\n[[five_whys.answers]]\nanswer = "b"\n', "unnamed.toml"
    )
    assert lines("whys", unnamed)[:3] == ["2 whys, 2 chains, deepest 1", "Ends at: a", "Ends at: b"]


def test_a_circle_of_whys_comes_to_an_end() -> None:
    circle = toml.parse(
        'schema_version = 1\n[[five_whys.answers]]\nid = "W1"\nparent = "W2"\nanswer = "a"\n'
        '[[five_whys.answers]]\nid = "W2"\nparent = "W1"\nanswer = "b"\n',
        "circle.toml",
    )
    assert lines("whys", circle)[0] == "2 whys, 1 chain, deepest 2"


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_every_line_leads_to_an_answer_that_is_asked(layout: str) -> None:
    for answers in overview(REPORT, LAYOUTS[layout]):
        for line in answers.lines:
            assert all(isinstance(said, Said) and section_of(said.path) in SECTIONS for said in line)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ("", "Start not recorded"),
        ("[metadata]\nincident_date = 2026-11-20", "20 Nov 2026, start not recorded"),
        (
            '[[timeline]]\nat = 2026-11-20 13:42:00+00:00\napproximate = true\nmoment = "started"',
            "20 Nov 2026 about 13:42 UTC, end not recorded",
        ),
        (
            '[metadata]\nzone = "Europe/Paris"\n[[timeline]]\nat = 2026-11-20 13:42:00+00:00\nmoment = "started"\n'
            '[[timeline]]\nat = 2026-11-20 14:00:00+00:00\nmoment = "resolved"',
            "20 Nov 2026 14:42 to 15:00 Europe/Paris, 18 min",
        ),
    ],
)
def test_the_impact_is_told_with_its_two_ends(values: str, words: str) -> None:
    assert when(toml.parse(f"schema_version = 1\n{values}\n", "when.toml")) == words


def test_a_hand_typed_duration_is_marked_as_reported() -> None:
    report = REPORT.model_copy(update={"impact": REPORT.impact.model_copy(update={"duration": "half an hour"})})
    assert when(report).endswith("half an hour, as reported")
