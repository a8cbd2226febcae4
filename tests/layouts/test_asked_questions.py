"""A layout asks what it prints, and nothing else: its questions are those of its house."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmwizard.errors import LayoutError
from pmwizard.layouts.layout import Layout, built_in_folder, load_layout
from pmwizard.layouts.template.shapes import is_path
from tests.layouts.conftest import NAMES, built_in_layouts
from tests.layouts.remembered import FILE, remembered

TIMES = {"timeline.at", "timeline.moment"}
"""What every metric is computed from."""

ACTIONS = {f"action_items.{key}" for key in ("action", "owner", "due", "status")}
"""The columns that every table of actions has."""

REASONS = {"review.no_actions_because", "review.one_factor_because", "review.completed_anyway_because"}
"""Reasons are printed wherever they hold back something that a house expects."""


def keys(table: str, *names: str) -> set[str]:
    return {f"{table}.{name}" for name in names}


ALWAYS: dict[str, set[str]] = {
    "trading": TIMES | ACTIONS
    | keys("metadata", "title", "incident_id", "postmortem_date", "incident_date", "author", "attendees")
    | keys("metadata", "severity_justification", "status", "next_review_date")
    | keys("summary", "executive")
    | keys("impact", "duration", "revenue", "strategies_affected", "trades_missed", "sla_breach")
    | keys("root_cause", "what_happened", "technical", "trigger")
    | keys("contributing_factors.factors", "factor", "how_contributed")
    | keys("timeline", "event")
    | keys("detection", "methods", "other_method", "how", "gaps")
    | keys("response", "time_to_detect", "time_to_respond", "time_to_mitigate", "time_to_resolve")
    | keys("response.communication", "rating", "notes") | keys("response.coordination", "rating", "notes")
    | keys("response.technical_response", "rating", "notes") | keys("response.decision_making", "rating", "notes")
    | keys("lessons", "went_well.text", "went_wrong.text")
    | keys("analysis", "system_failures", "process_gaps", "knowledge_gaps")
    | keys("prevention.alerts", "name", "threshold", "done", "why") | keys("prevention.dashboards", "name", "done")
    | keys("prevention.documents", "kind", "name", "done")
    | keys("related_incidents", "id", "date", "similarity", "lessons_applied")
    | keys("links", "title", "url", "notes"),
    "review": TIMES | ACTIONS
    | keys("metadata", "title", "incident_id", "incident_date", "severity", "reporter", "attendees")
    | keys("summary", "executive")
    | keys("timeline", "event", "who")
    | keys("root_cause", "what_happened", "why_tests_missed")
    | keys("contributing_factors.factors", "factor")
    | keys("detection", "how", "gaps", "methods", "other_method", "alert_quality")
    | keys("impact", "duration", "users_affected", "features_impacted", "data_affected", "performance")
    | keys("response", "time_to_detect", "time_to_acknowledge", "time_to_diagnose")
    | keys("response", "time_to_mitigate", "time_to_resolve")
    | keys("lessons", "went_well.text", "could_be_better", "went_wrong.text")
    | keys("action_items", "id", "priority")
    | keys("prevention", "recurrence", "faster_detection", "faster_response")
    | keys("links", "title", "url")
    | keys("review", "date", "approved_by"),
    "signoff": TIMES | ACTIONS
    | keys("metadata", "title", "incident_id", "incident_date", "severity", "status", "tracker_issue", "author")
    | keys("metadata", "incident_commander", "reviewers")
    | keys("summary", "one_line")
    | keys("impact", "users_affected", "duration", "error_rate_peak", "support_tickets", "revenue", "sla_breach")
    | keys("impact", "customer_notifications", "systems_affected")
    | keys("timeline", "event")
    | keys("root_cause", "what_happened", "trigger")
    | keys("five_whys", "answers.answer")
    | keys("contributing_factors.factors", "category", "factor", "how_contributed")
    | keys("detection", "methods", "other_method", "gaps")
    | keys("response", "time_to_detect", "time_to_acknowledge", "time_to_mitigate", "time_to_resolve")
    | keys("lessons", "went_well.text", "went_wrong.text", "lucky", "takeaways.text", "process_improvements")
    | keys("resolution", "immediate", "commands", "verification")
    | keys("action_items", "tracker_issue")
    | keys("prevention", "recurrence", "faster_detection", "faster_response")
    | keys("related_incidents", "id", "link")
    | keys("links", "title", "url")
    | keys("review.sign_offs", "role", "name", "date"),
    "hotfix": {"timeline.at", "timeline.moment"} | ACTIONS
    | keys("metadata", "title", "hotfix_id", "incident_date", "postmortem_date", "attendees", "incident_commander")
    | keys("summary", "executive")
    | keys("root_cause", "what_happened", "technical", "code_issue", "why_it_existed", "why_tests_missed")
    | keys("impact", "users_affected", "user_segments", "geographic_distribution", "duration", "revenue")
    | keys("impact", "support_tickets", "cancellations", "sla_credits", "reputation", "teams_involved")
    | keys("impact", "engineer_hours", "opportunity_cost")
    | keys("timeline", "event", "who", "notes")
    | keys("contributing_factors.factors", "factor", "how_contributed", "why_existed")
    | keys("five_whys", "problem", "answers.answer")
    | keys("lessons", "went_well.text", "went_wrong.text", "takeaways.text", "acknowledgments")
    | keys("action_items", "id", "prevents")
    | keys("prevention.tests", "name", "file", "covers", "done")
    | keys("prevention.alerts", "name", "metric", "threshold", "done")
    | keys("prevention.dashboards", "name", "purpose", "done")
    | keys("prevention.process_changes", "name", "what_changed", "why", "done")
    | keys("prevention.architecture_changes", "name", "where", "why", "done")
    | keys("prevention.documents", "name", "what_added", "done")
    | keys("related_incidents", "id", "link")
    | keys("links", "title", "url"),
    "sre": TIMES | ACTIONS
    | keys("metadata", "title", "incident_date", "severity", "author", "status", "services_affected")
    | keys("summary", "executive")
    | keys("impact", "duration", "error_budget", "user_facing", "requests_affected", "revenue")
    | keys("timeline", "event")
    | keys("root_cause", "what_happened")
    | keys("five_whys", "problem", "answers.answer")
    | keys("contributing_factors.factors", "factor")
    | keys("detection", "methods", "other_method", "how", "sooner")
    | keys("response", "time_to_detect", "time_to_respond", "time_to_mitigate", "time_to_resolve")
    | keys("lessons", "went_well.text", "could_be_better", "went_wrong.text", "lucky")
    | keys("resolution", "immediate", "permanent")
    | keys("action_items", "priority")
    | keys("links", "title", "url")
    | keys("related_incidents", "id", "link"),
}  # fmt: skip
"""What a house has a placeholder for."""

CHOOSING: dict[str, set[str]] = {
    "trading": {"action_items.priority", "prevention.alerts.change", "links.kind"},
    "review": {"prevention.alerts.done", "prevention.dashboards.done"} | keys("prevention.documents", "kind", "done"),
    "signoff": {"action_items.priority", "links.kind"},
    "hotfix": {"action_items.priority", "links.kind"}
    | keys("lessons", "went_well.area", "went_wrong.area", "takeaways.area"),
    "sre": {"links.kind", "lessons.went_well.area"},
}
"""What decides under which heading a row stands, or whether a box is ticked."""

FACTORS = keys("contributing_factors.factors", "why_existed", "category")
ALTOGETHER = (
    {"summary.one_line"}
    | keys("action_items", "tracker_issue", "reason", "verified_on", "verified_how")
    | keys("timeline", "day", "until", "approximate")
)
RELATED = keys("related_incidents", "date", "similarity", "lessons_applied")
CHANGES = (
    keys("prevention.process_changes", "name", "what_changed", "why")
    | keys("prevention.architecture_changes", "name", "where", "why")
    | keys("prevention.tests", "name", "file", "covers")
    | keys("prevention.alerts", "name", "metric", "threshold")
    | keys("prevention.dashboards", "name", "purpose")
    | keys("prevention.documents", "name", "what_added")
)

AS_WELL: dict[str, set[str]] = {
    "trading": ALTOGETHER | FACTORS
    | keys("impact", "user_facing") | keys("metadata", "severity") | keys("root_cause", "code_issue", "why_it_existed")
    | keys("timeline", "who", "source") | keys("detection", "sooner")
    | keys("lessons", "went_well.area", "went_wrong.area") | keys("related_incidents", "link")
    | keys("prevention", "alerts.metric", "dashboards.purpose", "documents.what_added"),
    "review": ALTOGETHER | FACTORS | CHANGES
    | keys("timeline", "notes", "source") | keys("root_cause", "technical", "trigger", "code_issue", "why_it_existed")
    | keys("contributing_factors.factors", "how_contributed")
    | keys("five_whys", "problem", "answers.answer", "answers.stop") | keys("detection", "sooner")
    | keys("impact", "data_affected_notes", "user_facing")
    | keys("lessons", "went_well.area", "went_wrong.area", "lucky") | keys("links", "notes")
    | keys("metadata", "reviewers", "postmortem_date"),
    "signoff": ALTOGETHER | FACTORS | CHANGES | RELATED
    | keys("metadata", "services_affected") | keys("timeline", "who", "source")
    | keys("root_cause", "technical", "code_issue", "why_it_existed") | keys("five_whys", "problem", "answers.stop")
    | keys("contributing_factors", "ruled_out") | keys("detection", "how", "sooner")
    | keys("lessons", "went_well.area", "went_wrong.area", "could_be_better", "takeaways.area")
    | keys("resolution", "permanent") | keys("links", "notes"),
    "hotfix": ALTOGETHER | FACTORS | RELATED
    | keys("metadata", "reviewers", "facilitator", "tracker_issue") | keys("impact", "user_facing", "features_impacted")
    | keys("detection", "how") | keys("root_cause", "trigger") | keys("timeline", "source")
    | keys("five_whys", "answers.stop") | keys("prevention", "alerts.change", "documents.kind")
    | keys("links", "notes"),
    "sre": ALTOGETHER | FACTORS | RELATED
    | keys("timeline", "who", "source") | keys("root_cause", "technical", "trigger", "code_issue")
    | keys("five_whys", "answers.stop") | keys("contributing_factors.factors", "how_contributed")
    | keys("resolution", "commands", "verification") | keys("lessons", "went_wrong.area")
    | keys("links", "notes") | keys("metadata", "tracker_issue"),
}  # fmt: skip
"""What a house has no placeholder for and room for, so that nothing typed is lost."""


@pytest.mark.parametrize("name", NAMES)
def test_a_layout_asks_for_what_its_house_has_a_place_for(name: str) -> None:
    asked = built_in_layouts()[name].asked
    assert asked - ALWAYS[name] - CHOOSING[name] - AS_WELL[name] == REASONS
    assert (ALWAYS[name] | CHOOSING[name] | AS_WELL[name]) - asked == set()


def test_every_asked_path_is_a_key_of_the_format(layout: Layout) -> None:
    assert [path for path in layout.asked if not is_path(path)] == []


def test_a_layout_requires_only_what_it_asks(layout: Layout) -> None:
    assert set(layout.required) - layout.asked == set()


def asked(tmp_path: Path, template: str) -> frozenset[str]:
    path = tmp_path / "ours.md.j2"
    path.write_text(f"+++\n[metrics]\ntime_to_detect = {{ from = 'started', to = 'detected' }}\n+++\n{template}")
    return load_layout(path).asked


@pytest.mark.parametrize(
    ("template", "paths"),
    [
        ("{{ metadata.title }}", {"metadata.title"}),
        ("{{ metadata['title'] }}", {"metadata.title"}),
        ("nothing", set()),
        ("{% if impact.revenue %}x{% endif %}", {"impact.revenue"}),
        ("{% for row in timeline %}{{ row.event }}{% endfor %}", {"timeline.event"}),
        ("{% for row in action_items %}{{ loop.index }}{% endfor %}", set()),
        ("{% set m = metadata %}{{ m.author }}", {"metadata.author"}),
        ("{{ (detection.sooner or detection.gaps) | text }}", {"detection.sooner", "detection.gaps"}),
        ("{{ metrics.time_to_detect.value }}", {"response.time_to_detect", *TIMES}),
        ("{{ metrics.duration }}", {"impact.duration", *TIMES}),
        ("{{ links | where('kind', 'log') | references }}", {"links.kind", "links.title", "links.url", "links.notes"}),
        ("{{ resolution.immediate | bullets }}", {"resolution.immediate"}),
        ("{{ lessons.went_well | bullets('text', 'area') }}", {"lessons.went_well.text", "lessons.went_well.area"}),
        ("{% macro m(r) %}{{ r.owner }}{% endmacro %}{% for r in action_items %}{{ m(r) }}{% endfor %}",
         {"action_items.owner"}),
        ("{% macro m(r=metadata) %}{{ r.author }}{% endmacro %}{{ m() }}", {"metadata.author"}),
        ("{% macro unused() %}{{ metadata.author }}{% endmacro %}", set()),
        ("{% set x = metadata %}{% if impact.revenue %}{% set x = summary %}{% endif %}{{ x.title }}{{ x.one_line }}",
         {"impact.revenue", "metadata.title", "summary.one_line"}),
        ("{% for p in [metadata, review] %}{{ p.title }}{{ p.date }}{% endfor %}", {"metadata.title", "review.date"}),
        ("{% set ns = namespace(last='') %}{% for r in timeline %}{% if ns.last %}{{ ns.last.who }}{% endif %}"
         "{% set ns.last = r %}{% endfor %}", {"timeline.who"}),
        ("{% with t = metadata.title %}{{ t }}{% endwith %}", {"metadata.title"}),
        ("{% filter upper %}{{ metadata.title }}{% endfilter %}", {"metadata.title"}),
        ("{{ (timeline | first).event }}", {"timeline.event"}),
        ("{{ open_questions | length }}{% for q in open_questions %}{{ q.question }}{% endfor %}", set()),
    ],
)  # fmt: skip
def test_questions_are_read_through_loops_names_macros_and_filters(
    template: str, paths: set[str], tmp_path: Path
) -> None:
    assert asked(tmp_path, template) == paths


@pytest.mark.parametrize(
    ("template", "line", "cause"),
    [
        ("x\n{{ metadata.titel }}", 6, "there is no titel in metadata"),
        ("{{ metadate.title }}", 5, "nothing called metadate"),
        ("\n\n{% for r in timeline %}\n{{ r.evnt }}{% endfor %}", 8, "there is no evnt in timeline"),
        ("{{ metrics.time_to_resolve }}", 5, "there is no time_to_resolve in metrics"),
        ("{{ metadata }}", 5, "metadata is a table"),
        ("{{ timeline }}", 5, "this is a list"),
        ("{% for c in metadata.title %}{{ c }}{% endfor %}", 5, "a loop goes over rows or a list"),
        ("{{ timeline | where('colour') }}", 5, "there is no colour in timeline"),
        ("{{ timeline | bullets }}", 5, "bullets takes the key"),
        ("{{ timeline | references }}", 5, "references takes rows of links"),
        ("{{ metadata.title | shout }}", 5, "there is no filter shout"),
        ("{{ metadata.title is shouting }}", 5, "there is no test shouting"),
        ("{{ metadata.title", 5, "unexpected end"),
        ("a\n{% if %}", 6, "Expected an expression"),
        ("{% for x in links %}", 5, "Unexpected end of template"),
        ("{% include 'x' %}", 5, "one file"),
        ("\n{% extends 'x' %}", 6, "one file"),
        ("{% block a %}{% endblock %}", 5, "one file"),
        ("{% import 'x' as y %}", 5, "one file"),
        ("{% for a in links recursive %}{% endfor %}", 5, "recursive"),
        ("{{ 2 ** 9 }}", 5, "powers"),
        ("{{ metadata.title[1:2] }}", 5, "slices"),
        ("{{ metadata.__class__ }}", 5, "there is no __class__"),
        ("{{ metadata.title.upper() }}", 5, "there is no upper"),
    ],
)
def test_a_fault_in_a_template_is_told_with_file_line_and_cause(
    template: str, line: int, cause: str, tmp_path: Path
) -> None:
    with pytest.raises(LayoutError) as caught:
        asked(tmp_path, template)
    assert caught.value.file == tmp_path / "ours.md.j2"
    assert caught.value.line == line
    assert cause in caught.value.cause
    assert str(caught.value) == f"{tmp_path / 'ours.md.j2'}, line {line}: {caught.value.cause}"


def test_what_the_built_in_layouts_ask_is_kept_as_their_syntax_says() -> None:
    assert FILE.read_text(encoding="utf-8") == remembered(), "python -m tests.layouts.remembered writes it anew"


def test_a_built_in_layout_is_asked_without_reading_its_syntax(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "pmwizard.layouts.asked.asked_paths", lambda *_: pytest.fail("run python -m tests.layouts.remembered")
    )
    assert load_layout(built_in_folder() / "sre.md.j2").asked >= ACTIONS
