"""How the findings of all rules come together."""

from collections.abc import Callable

from pmwizard.checks import Finding
from pmwizard.checks.rule import found

Check = Callable[..., tuple[Finding, ...]]


def test_no_action_and_no_reason_is_missing(check: Check) -> None:
    asked = frozenset({"action_items.owner"})
    (finding,) = check({}, asked=asked)
    assert (finding.id, finding.severity, finding.section) == ("no-action", "missing", "actions")
    assert check({"review": {"no_actions_because": "Already replaced"}}, asked=asked) == ()
    assert check({"action_items": [{"action": "Stage pushes", "owner": "lee"}]}, asked=asked) == ()
    assert check({}) == ()


def test_errors_come_first_then_what_is_missing_by_section(check: Check) -> None:
    findings = check(
        {"drafts": {"action_items.AI-001.due": "soon"}},
        required=("root_cause.trigger", "metadata.title"),
    )
    assert [(finding.severity, finding.section) for finding in findings] == [
        ("error", "actions"),
        ("missing", "metadata"),
        ("missing", "response"),
    ]


def test_a_finding_names_the_section_where_it_is_mended() -> None:
    assert found("any", "advice", "action_items.AI-001.owner", "").section == "actions"
    assert found("any", "advice", "metadata.severity_justification", "").section == "impact"
    assert found("any", "advice", "no.such.path", "").section == "review"
