"""Figures, times, chains, boxes and wordings stand in a document as its house writes them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from itertools import takewhile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmwizard.layouts.rendering import render, rendered, unprinted
from pmwizard.layouts.template.facts import facts
from pmwizard.layouts.template.values import Budget, RenderState
from pmwizard.model import Report
from pmwizard.model.parts.causes import Why
from pmwizard.model.parts.timeline import Event
from pmwizard.model.paths import in_time_order
from pmwizard.model.whys import five_lines, leaf_chains, main_chain, other_chains
from tests.layouts.conftest import NAMES, built_in_layouts

START = datetime(2026, 1, 15, 13, 42, tzinfo=UTC)


def printed(layout: str, **parts: Any) -> str:
    return render(Report.model_validate(parts), built_in_layouts()[layout])


def first_cells(layout: str, **parts: Any) -> list[str]:
    """Return the first filled cells of the timeline, without its head; those of a day stand in its widest column."""
    return first_cells_of(printed(layout, **parts))


def first_cells_of(text: str) -> list[str]:
    lines = text.split("\n")
    head = next(
        place for place, line in enumerate(lines) if line.startswith(("| Time | Event", "| Time (UTC) | Event"))
    )
    return [
        next(filter(None, map(str.strip, line.split("|")))) for line in takewhile(lambda line: line, lines[head + 2 :])
    ]


def event(minutes: float, moment: str | None = None, text: str = "x", **more: Any) -> dict[str, Any]:
    return {"at": START + timedelta(minutes=minutes), "moment": moment, "event": text, **more}


TIMELINE = [event(0, "started"), event(3, "detected"), event(5, "acknowledged"), event(12, "mitigated"),
            event(20, "recovered"), event(140, "resolved")]  # fmt: skip


@pytest.mark.parametrize(
    ("layout", "line"),
    [
        ("trading", "| Duration | 20 minutes (13:42 started to 14:02 recovered) |"),
        ("trading", "- **Time to Respond (TTR)**: 5 minutes (13:42 started to 13:47 acknowledged)"),
        ("trading", "- **Time to Mitigate (TTM)**: 12 minutes (13:42 started to 13:54 mitigated)"),
        ("trading", "- **Time to Resolve (TTRES)**: 2 hours 20 minutes (13:42 started to 16:02 resolved)"),
        ("review", "- **Time to diagnose:** not recorded (no diagnosed time)"),
        ("review", "**Duration:** 20 minutes (13:42 started to 14:02 recovered)  "),
        ("signoff", "| Time to Mitigation (TTM) | 12 minutes | Bleeding stopped (13:42 started to 13:54 mitigated) |"),
        ("signoff", "| Duration of Impact | 20 minutes (13:42 started to 14:02 recovered) |"),
        ("hotfix", "- **Duration of Impact**: 20 minutes (13:42 started to 14:02 recovered)"),
        ("sre", "- **Time to respond (TTR):** 2 minutes (13:45 detected to 13:47 acknowledged)"),
        ("sre", "- **Time to mitigate (TTM):** 7 minutes (13:47 acknowledged to 13:54 mitigated)"),
        ("sre", "- **Time to resolve (TTR):** 2 hours 8 minutes (13:54 mitigated to 16:02 resolved)"),
        ("sre", "- **Duration of impact:** 13:42 to 14:02 (total: 20 minutes)"),
    ],
)
def test_a_metric_is_told_with_its_two_ends_by_the_definition_of_its_house(layout: str, line: str) -> None:
    assert line in printed(layout, timeline=TIMELINE).split("\n")


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"detection": {"how": "a"}}, "not recorded (no started or detected time)"),
        ({"timeline": [event(0, "started")]}, "not recorded (no detected time)"),
        ({"response": {"time_to_detect": "45 min"}}, "45 min (as reported)"),
        ({"response": {"time_to_detect": "unknown"}}, "Unknown (as reported)"),
        ({"timeline": [event(0, "started", approximate=True), event(3, "detected")]},
         "about 3 minutes (about 13:42 started to 13:45 detected)"),
        ({"timeline": [event(3, "started"), event(0, "detected")]},
         "not recorded (13:42 detected is before 13:45 started)"),
        ({"timeline": [event(0, "started"), event(0.5, "detected")]},
         "30 seconds (13:42 started to 13:42:30 detected)"),
        ({"timeline": [event(0, "started"), event(24 * 60, "detected")]},
         "24 hours (2026-01-15 13:42 started to 2026-01-16 13:42 detected)"),
        ({"timeline": [event(0, "started"), event(3, "detected")], "metadata": {"incident_date": date(2026, 1, 14)}},
         "3 minutes (2026-01-15 13:42 started to 2026-01-15 13:45 detected)"),
    ],
)  # fmt: skip
def test_a_metric_says_what_it_lacks_and_where_it_comes_from(parts: dict[str, Any], words: str) -> None:
    assert f"- **Time to detect (TTD):** {words}\n" in printed("sre", **parts)


def test_an_override_of_the_duration_is_marked_wherever_it_stands() -> None:
    parts: dict[str, Any] = {"timeline": TIMELINE, "impact": {"duration": "1h | 30m"}}
    ends = "as reported; measured: 20 minutes, 13:42 started to 14:02 recovered"
    assert f"| **Duration** | 1h \\| 30m ({ends}) |" in printed("sre", **parts)
    assert f"| Duration of Impact | 1h \\| 30m ({ends}) |" in printed("signoff", **parts)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("20 min", "20 min (as reported, 13:42 started to 14:02 recovered)"),
        ("about 20 minutes", "about 20 minutes (as reported, 13:42 started to 14:02 recovered)"),
        ("2 hours", "2 hours (as reported; measured: 20 minutes, 13:42 started to 14:02 recovered)"),
        ("a while", "a while (as reported; measured: 20 minutes, 13:42 started to 14:02 recovered)"),
        ("unknown", "20 minutes (13:42 started to 14:02 recovered)"),
    ],
)
def test_a_typed_length_that_is_not_the_measured_one_stands_beside_it(typed: str, words: str) -> None:
    parts: dict[str, Any] = {"timeline": TIMELINE, "impact": {"duration": typed}}
    assert f"| Duration | {words} |\n" in printed("trading", **parts)
    alone = "Unknown" if typed == "unknown" else typed
    assert f"| Duration | {alone} (as reported) |\n" in printed("trading", impact=parts["impact"])


@pytest.mark.parametrize(
    ("written_in", "printed_in", "is_told"),
    [
        ("sre", "sre", True), ("sre", "trading", False), ("trading", "sre", False), ("trading", "signoff", True),
        (None, "signoff", True), (None, "sre", False), ("review", "sre", False), ("hotfix", "trading", True),
        ("of-a-stranger", "trading", True), ("of-a-stranger", "sre", False),
    ],
)  # fmt: skip
def test_a_typed_time_is_told_only_where_it_is_measured_from_the_same_moment(
    written_in: str | None, printed_in: str, is_told: bool
) -> None:
    report = Report.model_validate({"layout": written_in, "response": {"time_to_mitigate": "77 min"}})
    found = rendered(report, built_in_layouts()[printed_in])
    assert ("77 min (as reported)" in found.text.replace(" | Bleeding stopped", "")) is is_told
    assert ("response.time_to_mitigate" in unprinted(found)) is not is_told


@pytest.mark.parametrize("layout", ["review", "signoff", "hotfix", "sre"])
def test_a_row_with_the_date_stands_where_the_day_changes(layout: str) -> None:
    head = {"incident_date": date(2026, 1, 15)}
    assert "**2026-01-15**" not in printed(layout, metadata=head, timeline=[event(0), event(1)])
    firsts = first_cells(layout, metadata=head, timeline=[event(0), event(1), event(900)])
    assert firsts == ["**2026-01-15**", "13:42", "13:43", "**2026-01-16**", "04:42"]


@pytest.mark.parametrize("layout", ["review", "signoff", "hotfix", "sre"])
def test_a_row_with_the_date_stands_above_the_only_day_where_the_head_names_another(layout: str) -> None:
    head: dict[str, Any] = {"incident_date": date(2026, 1, 14)}
    assert first_cells(layout, metadata=head, timeline=[event(0), event(1)]) == ["**2026-01-15**", "13:42", "13:43"]


@pytest.mark.parametrize("layout", ["review", "signoff", "hotfix", "sre"])
def test_without_a_date_the_head_names_the_day_of_the_first_event_and_says_so(layout: str) -> None:
    text = printed(layout, timeline=[event(0), event(1)])
    assert "2026-01-15 (day of the first event)" in text
    assert first_cells_of(text) == ["13:42", "13:43"]
    away = printed(layout, metadata={"zone": "Pacific/Kiritimati"}, timeline=[event(0), event(1)])
    assert "2026-01-16 (day of the first event, Pacific/Kiritimati)" in away
    assert first_cells_of(away) == ["**2026-01-15**", "13:42", "13:43"]
    assert "first event" not in printed(layout, timeline=[event(0, "started"), event(1)])


@pytest.mark.parametrize("layout", ["review", "signoff", "hotfix", "sre"])
def test_a_day_without_a_time_prints_as_the_day_alone(layout: str) -> None:
    head = {"incident_date": date(2026, 1, 15)}
    days = [{"day": date(2026, 1, day), "event": "x", "approximate": day == 17} for day in (13, 15, 16, 17)]
    firsts = first_cells(layout, metadata=head, timeline=[*days, event(0), event(900)])
    assert firsts == [
        *("2026-01-13", "**2026-01-15**", "2026-01-15", "13:42"),
        *("**2026-01-16**", "2026-01-16", "04:42", "about 2026-01-17"),
    ]


def test_a_day_stands_where_it_begins_in_the_zone_of_the_report_and_under_its_own_date() -> None:
    rows = [event(-600), event(0), {"day": date(2026, 1, 15), "event": "x"}]
    head = {"incident_date": date(2026, 1, 15), "zone": "America/Los_Angeles"}
    assert first_cells("sre", metadata=head, timeline=rows) == ["03:42", "2026-01-15", "13:42"]
    head["zone"] = "Asia/Tokyo"
    rows = [event(-1421), event(-900), {"day": date(2026, 1, 15), "event": "x"}]
    assert first_cells("sre", metadata=head, timeline=rows) == [
        *("**2026-01-14**", "14:01", "2026-01-15", "**2026-01-14**", "22:42")
    ]


CLOCKS = st.integers(0, 4 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))
DAYS = st.dates(date(2026, 1, 14), date(2026, 1, 20))
EVENTS = st.one_of(
    st.builds(Event, at=CLOCKS, until=st.none() | CLOCKS, omit=st.sampled_from([None, True]), event=st.just("x")),
    st.builds(Event, day=DAYS, omit=st.sampled_from([None, True]), event=st.just("x")),
    st.builds(Event, event=st.just("x")),
)
ZONES = st.sampled_from([None, "Asia/Tokyo", "America/Los_Angeles"])


@given(st.lists(EVENTS, max_size=7), st.none() | DAYS, ZONES)
def test_whoever_reads_the_table_finds_the_day_of_every_time(
    rows: list[Event], head: date | None, zone: str | None
) -> None:
    """A time is on the day named last: in a row of its own, else in the head of the document."""
    report = in_time_order(Report.model_validate({"metadata": {"incident_date": head, "zone": zone}, "timeline": rows}))
    text = render(report, built_in_layouts()["sre"])
    found = re.search(r"\*\*Date\*\* \| ([0-9-]{10})", text)
    day, told = found[1] if found else "", []
    for cell in first_cells_of(text):
        if cell.startswith("**"):
            day = cell.strip("*")
        elif cell[0] in "012" and ":" in cell[:5]:
            told.append(f"{day} {cell[:5]}")
        else:
            told.append(cell)
    printed_rows = [row for row in report.timeline if not row.omit]
    assert told == [
        f"{row.at:%Y-%m-%d %H:%M}" if row.at else row.day.isoformat() if row.day else "Not provided"
        for row in printed_rows
    ] or (not printed_rows and told == ["Not provided"])


@pytest.mark.parametrize(
    ("layout", "until", "more", "words"),
    [
        ("sre", 48, {}, "13:42-14:30"),
        ("sre", 48, {"approximate": True}, "about 13:42-14:30"),
        ("sre", 900, {}, "13:42 to 2026-01-16 04:42"),
        ("sre", 900, {"approximate": True}, "about 13:42 to 2026-01-16 04:42"),
        ("sre", 0, {}, "13:42"),
        ("sre", 900, {"at": None, "day": date(2026, 1, 15)}, "2026-01-15 to 2026-01-16 04:42"),
        ("trading", 48, {}, "2026-01-15 13:42:00-14:30:00 UTC"),
        ("trading", 48, {"approximate": True}, "2026-01-15 ~13:42-14:30 UTC"),
        ("trading", 900, {}, "2026-01-15 13:42:00 to 2026-01-16 04:42:00 UTC"),
        ("trading", 900, {"at": None, "day": date(2026, 1, 15)}, "2026-01-15 to 2026-01-16 04:42:00 UTC"),
        ("trading", 0, {"at": None, "until": None, "day": date(2026, 1, 15)}, "2026-01-15"),
    ],
)
def test_the_end_of_an_event_stands_behind_its_time(layout: str, until: int, more: dict[str, Any], words: str) -> None:
    row = {**event(0), "until": START + timedelta(minutes=until), **more}
    text = printed(layout, metadata={"incident_date": date(2026, 1, 15)}, timeline=[row])
    assert (f"\n| {words} | x |\n" if layout == "sre" else f"\n{words} - x\n") in text


@pytest.mark.parametrize("layout", ["trading", "review", "signoff", "hotfix", "sre"])
def test_events_that_are_left_out_do_not_print_and_count_for_the_figures(layout: str) -> None:
    rows = [event(0, "started", "Began"), event(5, None, "Pizza", source="https://a.example/1")]
    rows += [event(20, "recovered", "Over"), event(30, None, "More pizza")]
    omitted = [{**row, "omit": row["event"] != "Began"} for row in rows]
    text = printed(layout, timeline=omitted)
    assert "20 minutes (13:42 started to 14:02 recovered)" in text or layout == "sre"
    assert "Began" in text
    assert not [word for word in ("Pizza", "pizza", "Over ", "Over\n", "a.example") if word in text]


@pytest.mark.parametrize("layout", ["trading", "review", "signoff", "hotfix", "sre"])
def test_a_timeline_that_is_left_out_prints_as_an_empty_one(layout: str) -> None:
    assert "Pizza" not in printed(layout, timeline=[event(0, None, "Pizza", omit=True)])
    assert (
        "timeline"
        in rendered(
            Report.model_validate({"timeline": [event(0, None, "Pizza", omit=True)]}), built_in_layouts()[layout]
        ).empty_slots
    )


def test_times_are_in_order_and_marked_when_they_are_approximate() -> None:
    events = [event(5, text="second", approximate=True), event(0, text="first"), {"event": "some time", "who": "A"}]
    text = printed("sre", timeline=events)
    assert text.index("| 13:42 | first |") < text.index("| about 13:47 | second |")
    assert "| Not provided | some time (A) |" in text
    assert "2026-01-15 ~13:47 UTC - second" in printed("trading", timeline=events)


def test_an_event_of_many_lines_stays_in_its_cell_and_in_its_block_of_code() -> None:
    events = [event(0, text="one\n```\n# two | three")]
    assert "| 13:42 | one<br>\\`\\`\\`<br>\\# two \\| three |" in printed("sre", timeline=events)
    assert "UTC - one\n      ```\n      # two | three\n```\n" in printed("trading", timeline=events)


def test_a_report_without_a_date_has_the_day_it_started() -> None:
    assert "| **Date** | 2026-01-15 |" in printed("sre", timeline=TIMELINE)


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ({"incident_date": date(2026, 1, 15)}, "2026-01-15"),
        ({"incident_date": date(2026, 1, 14)}, "2026-01-14 (no event is on this day)"),
        ({"incident_date": date(2026, 1, 16), "zone": "America/Lima"}, "2026-01-16 (no event is on this day)"),
        ({"incident_date": date(2026, 1, 16), "zone": "Pacific/Kiritimati"}, "2026-01-16 (Pacific/Kiritimati)"),
        ({"incident_date": date(2026, 1, 15), "zone": "Pacific/Kiritimati"}, "2026-01-15"),
    ],
)
def test_a_date_without_an_event_says_so(head: dict[str, Any], words: str) -> None:
    for layout, line in (
        ("sre", "| **Date** | {} |"),
        ("trading", "**Incident Date**: {}  "),
        ("signoff", "**Date:** {}  "),
    ):
        assert f"{line.format(words)}\n" in printed(layout, timeline=TIMELINE, metadata=head)
    assert "**Incident Date**: 2026-01-14  \n" in printed("hotfix", metadata={"incident_date": date(2026, 1, 14)})


def test_a_day_that_an_event_spans_or_names_is_a_day_with_an_event() -> None:
    head = {"incident_date": date(2026, 1, 17)}
    for row in ({**event(0), "until": START + timedelta(days=4)}, {"day": date(2026, 1, 17), "event": "x"}):
        assert "| **Date** | 2026-01-17 |" in printed("sre", metadata=head, timeline=[event(-60), row])


@pytest.mark.parametrize(
    ("layout", "parts", "line"),
    [
        ("sre", {"metadata": {"status": "in_review"}}, "| **Status** | Draft |"),
        ("sre", {"metadata": {"severity": "SEV4"}}, "| **Severity** | SEV-4 |"),
        ("signoff", {"metadata": {"status": "approved"}}, "**Status:** Complete  "),
        ("signoff", {"metadata": {"severity": "SEV1"}}, "**Severity:** SEV1  "),
        ("trading", {"metadata": {"status": "in_review"}}, "**Post-Mortem Status**: In Review  "),
        ("trading", {"impact": {"sla_breach": "n/a"}}, "| SLA Breach | N/A |"),
        ("trading", {"impact": {"revenue": "unknown"}}, "| Financial Loss | Unknown |"),
        ("trading", {"impact": {"revenue": "N/A"}}, "| Financial Loss | N/A |"),
        ("trading", {"impact": {"trades_missed": "0"}}, "| Trades Missed | 0 |"),
        ("review", {"impact": {"data_affected": "none"}}, "- **Data affected:** None"),
        ("review", {"action_items": [{"action": "a", "status": "open"}]},
         "| AI-001 | a | Not provided | Not provided | Not provided | Not started |"),
        ("trading", {"detection": {"methods": ["other"], "other_method": "a | b"}},
         "- **Detection Method**: a \\| b"),
        ("hotfix", {"impact": {"revenue": "a\nb"}}, "- **Revenue Loss**: a<br>b"),
        ("sre", {"action_items": [{"action": "a", "status": "wont_do", "reason": "b", "priority": "P0"}]},
         "| P0 | a | Not provided | Not provided | Won't do: b |"),
        ("sre", {"action_items": [{"action": "a", "status": "done", "verified_on": date(2026, 12, 1)}]},
         "| Not provided | a | Not provided | Not provided | Done, verified 2026-12-01 |"),
        ("review", {"action_items": [{"action": "a", "status": "done", "verified_how": "No page since"}]},
         "| AI-001 | a | Not provided | Not provided | Not provided | Done, verified: No page since |"),
        ("signoff", {"action_items": [{"action": "a", "status": "open", "verified_on": date(2026, 12, 1),
                                       "priority": "P0"}]},
         "| a | Not provided | Not provided | Open | Not provided |"),
        ("hotfix", {"action_items": [{"action": "a", "status": "done", "verified_on": date(2026, 12, 1),
                                      "verified_how": "No page since"}]},
         "  - Verified 2026-12-01: No page since"),
        ("trading", {"action_items": [{"action": "a"}]},
         "| 1 | a (priority not provided) | Not provided | Not provided | Open |"),
    ],
)  # fmt: skip
def test_chosen_answers_are_in_the_words_of_the_house(layout: str, parts: dict[str, Any], line: str) -> None:
    assert line in printed(layout, **parts).split("\n")


def follow_up(**parts: Any) -> list[str]:
    text = printed("review", **parts)
    return [line[3] for line in text.split("**Action Item Follow-up:**\n")[1].strip().split("\n")]


def test_boxes_of_the_follow_up_are_ticked_from_the_facts() -> None:
    assert follow_up() == [" "] * 4
    done = {"action": "a", "priority": "P0", "status": "done"}
    planned = {"action": "b", "priority": "P1", "owner": "A", "due": date(2026, 2, 1)}
    prevention = {
        "alerts": [{"name": "a", "done": True}],
        "documents": [{"kind": "runbook", "name": "r", "done": True}],
    }
    assert follow_up(action_items=[done, planned], prevention=prevention) == ["x"] * 4
    assert follow_up(action_items=[done, {**done, "status": "open"}]) == [" "] * 4
    assert follow_up(action_items=[{**planned, "due": None}]) == [" "] * 4
    more = {**prevention, "dashboards": [{"name": "d", "done": False}]}
    assert follow_up(prevention=more) == [" ", " ", " ", "x"]
    assert follow_up(prevention={"documents": [{"kind": "training", "name": "t", "done": True}]}) == [" "] * 4


def test_boxes_of_factors_and_methods_are_ticked_from_the_facts() -> None:
    factors = [{"category": "testing_gap", "factor": "a"}, {"category": "testing_gap", "factor": "b"}, {"factor": "c"}]
    text = printed("signoff", contributing_factors={"factors": factors, "ruled_out": ["human_error"]})
    assert "- [x] **Testing Gap**: a; b\n" in text
    assert "- [ ] **Human Error**: Looked at, played no part\n" in text
    assert "- [ ] **Code Defect**\n" in text
    assert "\n- c\n" in text
    detected = printed("signoff", detection={"methods": ["scheduled_check", "other"], "other_method": "a guess"})
    assert (
        "- [ ] Customer report\n- [ ] Internal user report\n- [x] Scheduled check\n- [x] Other: a guess\n" in detected
    )


def test_boxes_of_actions_are_ticked_when_they_are_done() -> None:
    actions = [{"action": status, "status": status, "priority": "P0"} for status in ("done", "in_progress", "wont_do")]
    text = printed("hotfix", action_items=actions)
    assert "- [x] **AI-001**: done\n" in text
    assert "- [ ] **AI-002**: in_progress\n" in text
    assert "  - Status: Won't do\n" in text


def whys(*rows: tuple[str, str | None]) -> dict[str, Any]:
    return {
        "problem": "It broke.",
        "answers": [{"id": id_, "parent": up, "answer": f"answer {id_}"} for id_, up in rows],
    }


def test_the_longest_chain_stands_in_the_five_lines_and_the_others_below() -> None:
    tree = whys(("W1", None), ("W2", "W1"), ("W3", "W1"), ("W4", "W3"), ("W5", None))
    text = printed("sre", five_whys=tree)
    assert '1. **Why did "It broke" occur?** — Because: answer W1\n' in text
    assert '3. **Why did "answer W3" occur?** — Because: answer W4\n\n' in text
    others = "- Another answer to question 2:\n  1. answer W2\n- Another answer to question 1:\n  1. answer W5\n"
    assert others in text
    hotfix = printed("hotfix", five_whys=tree)
    assert (
        "- Another answer to question 2:\n  1. answer W2\n- Another answer to question 1:\n  1. answer W5\n" in hotfix
    )
    assert hotfix.count('Why did "answer W1" happen?') == 1


def test_a_question_that_two_chains_answer_is_asked_once() -> None:
    answers = [("W1", None), ("W2", None), ("W3", "W1"), ("W4", "W3"), ("W5", "W1"), ("W6", None)]
    report = Report.model_validate({"five_whys": whys(*answers)})
    state = RenderState({}, Budget(10_000, 100_000))
    chains = facts(report, built_in_layouts()["sre"], state)["five_whys"].field("other_chains")
    told = [[(str(line.field("answer")), line.field("is_asked_above")) for line in chain] for chain in chains]
    assert told == [[("answer W2", False)], [("answer W6", True)], [("answer W5", False)]]


def test_rows_that_say_nothing_do_not_print() -> None:
    """Ids, references and choices alone are no row; a factor's category and the end of a chain say something."""
    parts: dict[str, Any] = {
        "timeline": [{"id": "T1", "moment": "started"}, event(0, None, "Seen"), event(3, "detected", "")],
        "action_items": [{"id": "AI-001", "priority": "P0", "status": "open"}, {"id": "AI-002", "action": "Do"}],
        "contributing_factors": {"factors": [{"id": "F1"}, {"category": "design"}]},
        "lessons": {"went_well": [{"area": "response"}], "takeaways": [{"text": "x"}]},
        "links": [{"kind": "log"}],
        "prevention": {"alerts": [{"change": "new", "done": True}]},
        "related_incidents": [{"id": "INC-1"}],
        "five_whys": {
            "answers": [
                {"id": "W1", "answer": "one"},
                {"id": "W2", "parent": "W1"},
                {"id": "W3", "parent": "W2", "answer": "two"},
            ]
        },
    }
    found = facts(Report.model_validate(parts), built_in_layouts()["sre"], RenderState({}, Budget(10_000, 100_000)))
    assert [str(row.field("event")) for row in found["timeline"]] == ["Seen", "Detected"]
    assert [str(row.field("id")) for row in found["action_items"]] == ["AI-002"]
    assert len(found["contributing_factors"].field("factors")) == len(found["related_incidents"]) == 1
    assert len(found["lessons"].field("takeaways")) == 1
    assert not found["links"].items
    assert not found["lessons"].field("went_well").items
    assert not found["prevention"].field("alerts").items
    told = found["five_whys"].field("lines")
    assert [(str(line.field("quoted")), str(line.field("answer"))) for line in told] == [
        ("Not provided", "one"),
        ("one", "two"),
    ]


@pytest.mark.parametrize(
    ("detection", "words"),
    [
        ({}, "Not provided"),
        ({"methods": ["internal_report"]}, "Internal report"),
        ({"methods": ["scheduled_check", "other"], "other_method": "a call | from a bank"},
         "Scheduled check, a call \\| from a bank"),
        ({"methods": ["other"]}, "Other"),
        ({"methods": ["other"], "other_method": "unknown"}, "Unknown"),
        ({"other_method": "a call"}, "a call"),
    ],
)  # fmt: skip
def test_how_it_was_noticed_is_told_in_the_words_that_were_chosen(detection: dict[str, Any], words: str) -> None:
    report = Report.model_validate({"detection": detection})
    state = RenderState(built_in_layouts()["trading"].wordings, Budget(10_000, 100_000))
    found = facts(report, built_in_layouts()["trading"], state)["detection"].field("noticed_by")
    assert str(found) == words
    told = {f"methods.{place}" for place in range(len(detection.get("methods", ())))}
    assert {("detection", name) for name in told} <= state.printed
    assert bool(state.empty) is not bool(detection)


def test_the_shortest_summary_is_the_line_and_without_one_what_executives_read() -> None:
    for told, words in (({"one_line": "a", "executive": "b"}, "a"), ({"executive": "b"}, "b"), ({}, "Not provided")):
        state = RenderState({}, Budget(10_000, 100_000))
        found = facts(Report.model_validate({"summary": told}), built_in_layouts()["signoff"], state)
        assert str(found["summary"].field("shortest")) == words


@pytest.mark.parametrize(
    ("event", "who", "words"),
    [("Paged", "Lee", "Paged (Lee)"), ("Paged", None, "Paged"), ("Paged (twice)", "Lee", "Paged (twice) - Lee"),
     ("Paged", "Lee (on call)", "Paged - Lee (on call)")],
)  # fmt: skip
def test_brackets_stand_in_no_brackets_and_after_none(event: str, who: str | None, words: str) -> None:
    text = printed("signoff", timeline=[{"at": START, "event": event, "who": who}])
    assert f"| 13:42 | {words} |\n" in text


def test_answers_deeper_than_five_join_the_fifth_line() -> None:
    chain = whys(*((f"W{n}", f"W{n - 1}" if n > 1 else None) for n in range(1, 8)))
    assert "5. **Why?** answer W5. Why? answer W6. Why? answer W7\n" in printed("signoff", five_whys=chain)


@pytest.mark.parametrize("layout", ["review", "signoff", "hotfix", "sre"])
def test_joined_answers_keep_the_capitals_they_were_typed_with(layout: str) -> None:
    said = ["a", "b", "c", "d", "The tests ran.", "Because Config tooling is old", "TLS was off", "Who knows?", "E"]
    rows = [{"id": f"W{n}", "parent": f"W{n - 1}" if n else None, "answer": text} for n, text in enumerate(said)]
    text = printed(layout, five_whys={"answers": rows})
    assert "The tests ran. Why? Config tooling is old. Why? TLS was off. Why? Who knows? Why? E\n" in text


def test_an_answer_that_says_because_is_not_told_so_twice() -> None:
    rows = {"answers": [{"id": "W1", "answer": "because Remote hands were away"}]}
    assert "— Because: Remote hands were away\n" in printed("sre", five_whys=rows)


def test_a_chain_that_stops_says_why() -> None:
    rows = {"problem": "p", "answers": [{"id": "W1", "answer": "The gap", "stop": "outside_control"}]}
    assert "Because: The gap (stopped here: outside our control)\n" in printed("sre", five_whys=rows)


def test_the_chain_marked_as_main_comes_first() -> None:
    answers = [Why(id="W1"), Why(id="W2", parent="W1", stop="can_change"), Why(id="W3", main=True)]
    assert main_chain(answers, leaf_chains(answers)) == (2,)


def test_without_a_mark_the_longest_chain_that_ends_in_what_can_be_changed_comes_first() -> None:
    answers = [
        *(Why(id="W1"), Why(id="W2", parent="W1"), Why(id="W3", parent="W2", stop="normal_work")),
        *(Why(id="W4", stop="can_change"), Why(id="W5"), Why(id="W6", parent="W5", stop="can_change")),
    ]
    assert main_chain(answers, leaf_chains(answers)) == (4, 5)
    assert main_chain(answers[:3], leaf_chains(answers[:3])) == (0, 1, 2)


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(-1, 9), st.booleans()), max_size=9))
def test_every_answer_of_any_tree_stands_in_exactly_one_place(rows: list[tuple[int, int, bool]]) -> None:
    answers = [Why(id=f"W{own}", parent=f"W{up}" if up >= 0 else None, main=main or None) for own, up, main in rows]
    every = leaf_chains(answers)
    main = main_chain(answers, every)
    told = [*main, *(index for chain in other_chains(every, main) for index in chain)]
    assert sorted(told) == list(range(len(answers)))
    assert [index for line in five_lines(main) for index in line] == list(main)
    assert len(five_lines(main)) == 5


@pytest.mark.parametrize("layout", NAMES)
def test_reasons_and_open_questions_stand_under_a_bold_line(layout: str) -> None:
    text = printed(
        layout,
        metadata={"status": "closed"},
        review={
            "no_actions_because": "all done",
            "completed_anyway_because": "log is late",
            "one_factor_because": "one",
        },
        contributing_factors={"factors": [{"factor": "a"}]},
        follow_ups=[{"question": "Who knew?", "who": "Lee"}, {"question": "settled", "done": True}],
    )
    assert "**Why there are no action items:** all done\n" in text
    assert "**Completed with answers missing, because:** log is late\n" in text
    assert "**Open questions**\n\n- Who knew? (Lee)\n" in text
    assert "settled" not in text
    assert "**Why there is one factor:** one\n" in text


@pytest.mark.parametrize("layout", NAMES)
def test_an_open_question_about_an_event_says_which(layout: str) -> None:
    rows = [{"question": "Which clock?", "path": "timeline.T1.at"}, {"question": "How many?", "path": "impact.revenue"}]
    text = printed(layout, timeline=[{**event(3, "detected"), "id": "T1"}], follow_ups=rows)
    assert "- 13:45 UTC: Which clock?\n- How many?\n" in text


@pytest.mark.parametrize("layout", NAMES)
def test_lost_data_is_told_in_every_house(layout: str) -> None:
    told = {"data_affected": "permanent_loss", "data_affected_notes": "954 writes"}
    text = printed(layout, impact=told)
    assert re.search(r"\*\*Data affected:\*\* Permanent loss - 954 writes\n", text)
    assert "**Data affected:** 954 writes\n" in printed(layout, impact={"data_affected_notes": "954 writes"})
    assert "**Data affected:** None\n" in printed(layout, impact={"data_affected": "none"})
    assert re.search(r"\*\*Data affected:\*\*(?! Not provided)", printed(layout)) is None


def test_a_list_in_the_notes_on_data_stays_within_its_line() -> None:
    text = printed("sre", impact={"data_affected": "none", "data_affected_notes": "- one\n- two"})
    assert "- **Data affected:** None -" in text
    assert "\n  - one\n  - two\n" in text


def test_links_of_each_kind_stand_where_the_house_looks_for_them() -> None:
    links = [
        {"kind": "log", "title": "L", "url": "https://a.example/l"},
        {"kind": "vendor", "title": "V", "notes": "n"},
    ]
    text = printed("signoff", links=links)
    logs, _, references = text.partition("### External References")
    assert "- [L](https://a.example/l)\n" in logs
    assert "- V: n\n" in references


def test_points_without_an_area_stay_in_the_order_of_the_reporter() -> None:
    rows = [{"text": "one"}, {"text": "two", "area": "response"}, {"text": "three"}]
    text = printed("hotfix", lessons={"went_well": rows, "went_wrong": rows})
    assert "### Response\n- one\n- two\n- three\n" in text
    assert "### Response Issues\n- one\n- two\n- three\n" in text


def test_a_severity_without_a_reason_says_what_is_not_provided() -> None:
    text = printed("trading", metadata={"severity": "SEV1"})
    assert "**Severity:** SEV1\n\n**Justification:** Not provided\n" in text
    assert "### Severity Justification\n\nNot provided\n" in printed("trading")


@pytest.mark.parametrize(
    ("layout", "boxes"), [("trading", 0), ("review", 4), ("signoff", 14), ("hotfix", 0), ("sre", 0)]
)
def test_an_empty_report_has_no_boxes_but_those_of_its_house(layout: str, boxes: int) -> None:
    assert printed(layout).count("[ ]") == boxes


def test_approximate_times_have_the_seconds_that_were_given_and_no_others() -> None:
    events = [event(0, text="a", approximate=True), event(1.5, text="b", approximate=True), event(2, text="c")]
    block = printed("trading", timeline=events).split("```")[1].strip().split("\n")
    assert [line.partition(" - ")[0] for line in block] == [
        "2026-01-15 ~13:42 UTC", "2026-01-15 ~13:43:30 UTC", "2026-01-15 13:44:00 UTC",
    ]  # fmt: skip


@pytest.mark.parametrize("layout", ["trading", "review", "signoff", "sre"])
def test_a_source_stands_with_the_time_and_the_words_of_its_event(layout: str) -> None:
    address = "https://a.example/1"
    events = [event(0, text="Rollout", source=address), {"event": "Later\non", "source": address}, {"source": address}]
    text = printed(layout, metadata={"incident_date": START.date()}, timeline=events)
    assert f"\n- 13:42 UTC, Rollout: {address}\n" in text
    assert f"\n- Time not provided, Later on: {address}\n- Time not provided: {address}\n" in text
    days = printed(layout, timeline=[event(0, text="Rollout", source=address, approximate=True), event(2000)])
    assert f"\n- about 2026-01-15 13:42 UTC, Rollout: {address}\n" in days


@pytest.mark.parametrize(
    ("layout", "opening"),
    [
        ("trading", "- **Why wasn't it detected earlier**: "),
        ("review", "### Why didn't we catch it earlier?\n"),
        ("signoff", "### Detection Gaps\n\n"),
    ],
)
def test_what_could_have_shown_it_sooner_stands_with_its_question_after_the_gaps(layout: str, opening: str) -> None:
    both = printed(layout, detection={"sooner": "A probe", "gaps": "No alert"})
    assert f"{opening}No alert\n\n" in both
    assert "**Could it have been seen sooner?** A probe\n" in both
    alone = printed(layout, detection={"sooner": "A probe"}).partition(opening)[2].partition("\n")[0]
    assert alone.replace("*", "") == "Could it have been seen sooner? A probe"
    assert f"{opening}Not provided\n" in printed(layout, detection={"methods": ["monitoring"]})


def test_commands_that_a_house_has_no_slot_for_stand_under_a_bold_line() -> None:
    assert "\n**Commands used:**\n\n```\nls\n```\n" in printed("sre", resolution={"commands": "ls"})
    assert "Commands used" not in printed("sre")


def test_what_went_well_in_the_response_is_told_once() -> None:
    rows = [{"text": "fast", "area": "response"}, {"text": "clear", "area": "communication"}]
    text = printed("sre", lessons={"went_well": rows})
    assert text.count("fast") == text.count("clear") == 1
    assert "- See Response above" in printed("sre", lessons={"went_well": rows[:1]})
