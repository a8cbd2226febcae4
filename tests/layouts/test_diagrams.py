"""Diagrams hold what the report says, stand under bold lines, and no answer can act inside of them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pmwizard.layouts.layout import Layout, load_layout
from pmwizard.layouts.rendering import render, rendered
from pmwizard.layouts.template.diagrams import (
    LARGEST_DIAGRAM,
    LONGEST_LABEL,
    MOST_ANSWERS,
    escaped,
    timeline_diagram,
    whys_diagram,
)
from pmwizard.model import Report
from tests.layouts.conftest import NAMES, REPORTS
from tests.layouts.outline import difference, reader

START = datetime(2026, 1, 15, 13, 42, tzinfo=UTC)
NODE = re.compile(r'    (problem|why\d+|rest)\["([^"\n]+)"\]')
EDGE = re.compile(r"    (problem|why\d+) --> (why\d+)")
MOMENT = re.compile(r"    ([\w ,~#;-]+) :(milestone|active), ([-\dT:]{19}), (0s|[-\dT:]{19})")

HOSTILE = (
    'He said "end"] --> x["y',
    "end",
    "a\nclick why1 callback",
    '; click why1 "https://a.example"',
    '%%{init: {"theme": "dark"}}%% %% comment',
    "<script>alert(1)</script><b>b</b> &lt; &#60;",
    "```\nend\n```",
    "#quot; #35; a;",
    "1. one",
    "- two * three _four_ ~five~",
    "direction LR and direction  TBD",
    "subgraph s; style why1 fill:#f9f; classDef c fill:#fff;",
    "$$x$$ fa:fa-car @{ shape: circle }",
    "www.example.com https://a.example a@b.example",
    "\ufb02\u00b0\u00b060\u00b6\u00df",
    "\u202eabc \x1b[31m",
)


def moments(*pairs: tuple[str, float], **parts: Any) -> Report:
    events = [{"at": START + timedelta(minutes=at), "moment": moment} for moment, at in pairs]
    return Report.model_validate({"timeline": events, **parts})


def tree(answers: list[tuple[int, str | None]], problem: str = "p") -> Report:
    rows = [
        {"id": f"W{number}", "parent": f"W{parent}", "answer": text} for number, (parent, text) in enumerate(answers)
    ]
    return Report.model_validate({"five_whys": {"problem": problem, "answers": rows}})


def unescaped(label: str) -> str:
    return re.sub(r"#(\d+);", lambda match: chr(int(match[1])), label)


def test_moments_stand_at_their_instants_with_the_length_of_impact() -> None:
    text = timeline_diagram(moments(("started", 0), ("detected", 3.5), ("recovered", 27)))
    assert text.split("\n") == [
        "```mermaid",
        "gantt",
        "    title Moments of the incident in UTC",
        "    dateFormat YYYY-MM-DDTHH:mm:ss",
        "    axisFormat %H:%M",
        "    todayMarker off",
        "    section Impact",
        "    27 min :active, 2026-01-15T13:42:00, 2026-01-15T14:09:00",
        "    section Moments",
        "    started 13#58;42 :milestone, 2026-01-15T13:42:00, 0s",
        "    detected 13#58;45#58;30 :milestone, 2026-01-15T13:45:30, 0s",
        "    recovered 14#58;09 :milestone, 2026-01-15T14:09:00, 0s",
        "```",
    ]


def test_a_length_that_a_person_reported_is_not_told_as_measured() -> None:
    report = moments(("started", 0), ("resolved", 27), impact={"duration": "2 h"})
    assert "    started to resolved :active, " in timeline_diagram(report)
    assert "27 min" not in timeline_diagram(report)


def test_impact_that_ends_before_it_starts_has_no_bar() -> None:
    assert ":active" not in timeline_diagram(moments(("started", 9), ("recovered", 0)))


@pytest.mark.parametrize(
    ("hours", "axis"),
    [
        (0.05, "%H:%M:%S"),
        (1, "%H:%M"),
        (30, "%H:%M"),
        (72, "%d %b\n    tickInterval 1day"),
        (24 * 90, "%Y-%m-%d"),
    ],
)
def test_the_axis_is_told_in_what_the_incident_took(hours: float, axis: str) -> None:
    text = timeline_diagram(moments(("started", 0), ("closed", 60 * hours)))
    assert f"    axisFormat {axis}\n" in text
    assert ("started 15 Jan" in text) is (hours > 10)


@pytest.mark.parametrize("pairs", [(), (("started", 0),), (("started", 0), ("detected", 0))])
def test_without_two_instants_there_is_no_diagram_of_moments(pairs: tuple[tuple[str, float], ...]) -> None:
    assert timeline_diagram(moments(*pairs)) == ""


def test_the_tree_has_every_answer_below_what_it_explains() -> None:
    report = tree([(-1, "first"), (0, "second"), (0, "another"), (-1, "apart")], problem="It broke")
    text = whys_diagram(report)
    assert NODE.findall(text) == [
        ("problem", "It broke"), ("why1", "first"), ("why2", "second"), ("why3", "another"), ("why4", "apart"),
    ]  # fmt: skip
    assert EDGE.findall(text) == [("problem", "why1"), ("why1", "why2"), ("why1", "why3"), ("problem", "why4")]


def test_a_chain_that_stops_says_why_in_the_words_of_the_house() -> None:
    rows = [{"id": "W1", "answer": "gap", "stop": "can_change"}]
    report = Report.model_validate({"five_whys": {"answers": rows}})
    assert 'why1["gap (we can change this)"]' in whys_diagram(report, {"can_change": "we can change this"})
    assert 'why1["gap (can change)"]' in whys_diagram(report)


def test_without_answers_there_is_no_tree() -> None:
    assert whys_diagram(Report()) == whys_diagram(tree([(-1, None), (0, None)])) == ""


def test_a_tree_too_large_to_draw_says_how_many_answers_are_left() -> None:
    text = whys_diagram(tree([(-1, "a")] * (MOST_ANSWERS + 5)))
    assert len(EDGE.findall(text)) == MOST_ANSWERS
    assert 'rest["5 more in the text"]' in text
    heavy = whys_diagram(tree([(-1, "\U0001f525" * LONGEST_LABEL)] * MOST_ANSWERS))
    assert len(heavy) < LARGEST_DIAGRAM + 1000
    assert re.search(r'rest\["\d+ more in the text"\]', heavy)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(-2, 20), st.text() | st.sampled_from(HOSTILE)), max_size=12), st.text())
@example([(-1, text) for text in HOSTILE], HOSTILE[0])
@example([(0, "0")], "0.0")
def test_no_answer_can_act_inside_a_diagram(answers: list[tuple[int, str]], problem: str) -> None:
    report = tree([(parent, text or None) for parent, text in answers], problem)
    text = whys_diagram(report)
    if not text:
        return
    first, kind, *lines, last = text.split("\n")
    assert (first, kind, last) == ("```mermaid", "flowchart TD", "```")
    nodes = [match for line in lines if (match := NODE.fullmatch(line))]
    edges = [match for line in lines if (match := EDGE.fullmatch(line))]
    assert len(nodes) + len(edges) == len(lines)
    assert len(nodes) == len(edges) + 1 == len(report.five_whys.answers) + 1
    for node in nodes:
        bare = re.sub(r"#\d{1,7};|(?<=[^\W_])_(?=[^\W_])", "", node[2])
        assert not set(bare) & set('"#;<>`[]{}|\\*_~$@&%\n') - {"%"}
        assert "%%" not in bare
        assert not re.search(r"direction\s|www\.|:\S", node[2].replace("direction of", ""))
        assert not re.match(r"\d+[.)](?:\s|$)|[-+]", node[2])


@given(st.text(st.characters(codec="utf-8", exclude_characters="\ufb02"), max_size=LONGEST_LABEL))
def test_a_label_reads_as_what_was_typed(text: str) -> None:
    shown = unescaped(escaped(text))
    if text.isprintable():
        assert shown == " ".join(text.split())


def test_a_layout_of_a_house_chooses_where_diagrams_stand(tmp_path: Path, reports: dict[str, Report]) -> None:
    path = tmp_path / "own.md.j2"
    path.write_text("+++\n+++\n# {{ metadata.title }}\n{{ diagrams.whys }}\n")
    layout = load_layout(path)
    assert rendered(reports["full"], layout, diagrams=True).text.count("```mermaid\nflowchart TD\n") == 1
    assert "mermaid" not in render(reports["full"], layout)
    assert "five_whys.answers.answer" not in layout.asked


def test_a_long_answer_is_cut() -> None:
    assert escaped("a" * 500) == "a" * (LONGEST_LABEL - 1) + "…"


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("name", NAMES)
def test_diagrams_leave_the_frame_of_the_house_as_it_is(
    name: str, report: str, layouts: dict[str, Layout], reports: dict[str, Report], templates: dict[str, str]
) -> None:
    text = rendered(reports[report], layouts[name], diagrams=True).text
    whole = report == "full"
    assert not difference(templates[name], text, whole=whole)
    assert "\n\n\n" not in text
    fences = [token for token in reader().parse(text) if token.type == "fence" and token.info == "mermaid"]
    assert [token.content.split(maxsplit=1)[0] for token in fences] == (
        [] if report == "empty" else ["flowchart", "gantt"] if name == "trading" else ["gantt", "flowchart"]
    )
    for token in fences:
        assert token.content.startswith(("gantt\n", "flowchart TD\n"))
    without = re.sub(r"\*\*[\w ]+\*\*\n\n```mermaid\n.*?```\n\n", "", text, flags=re.DOTALL)
    assert without == render(reports[report], layouts[name])
