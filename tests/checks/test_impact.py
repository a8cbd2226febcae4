"""What the checks ask of the impact and of the summary."""

from collections.abc import Callable
from typing import Any

import pytest

from pmwizard.checks.finding import Finding

Check = Callable[..., tuple[Finding, ...]]

ASKED = frozenset({"impact.users_affected", "impact.user_facing", "impact.revenue"})


def ids(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.id for finding in findings]


@pytest.mark.parametrize(
    "impact",
    [
        {"user_facing": "Customers could not log in"},
        {"user_facing": "Customers got HTTP 502 pages from 13:42 on"},
        {"user_facing": "Checkout failed on db1 with version 9.6.1", "users_affected": "most of them"},
    ],
)
def test_an_impact_without_a_number_is_missing_one(check: Check, impact: dict[str, Any]) -> None:
    (finding,) = check({"impact": impact}, asked=ASKED)
    assert (finding.id, finding.severity, finding.path) == ("impact-number", "missing", "impact.users_affected")
    assert finding.message.startswith("Enter one number for the impact")


@pytest.mark.parametrize(
    "impact",
    [
        {},
        {"user_facing": "Customers could not log in", "users_affected": "31 of 248 firms"},
        {"user_facing": "Customers could not log in", "revenue": "unknown"},
        {"user_facing": "About 40% of customers could not log in"},
        {"user_facing": "Customers could not log in; we refunded $ 4,000"},
        {"user_facing": "700 accounts were gone"},
        {"user_facing": "Customers could not log in", "support_tickets": "57"},
    ],
)
def test_a_number_or_unknown_is_enough(check: Check, impact: dict[str, Any]) -> None:
    assert check({"impact": impact}, asked=ASKED) == ()


def test_a_number_is_not_asked_for_twice(check: Check) -> None:
    required = ("impact.users_affected",)
    found = check({"impact": {"user_facing": "Customers could not log in"}}, asked=ASKED, required=required)
    assert ids(found) == ["missing-answer"]


def test_a_number_is_not_asked_for_where_the_layout_prints_none(check: Check) -> None:
    assert check({"impact": {"user_facing": "Customers could not log in"}}) == ()


@pytest.mark.parametrize(
    ("seen", "symptom"),
    [
        ("NullPointerException: exception in the pricing service", "exception"),
        ("500s on 12% of calls", "500s"),
        ("Timeouts for 5 minutes", "Timeouts"),
        ("Two pods were OOMKilled 40 times", "OOMKilled"),
    ],
)
def test_an_error_inside_is_not_what_users_saw(check: Check, seen: str, symptom: str) -> None:
    (finding,) = check({"impact": {"user_facing": seen}})
    assert (finding.id, finding.severity, finding.path) == ("impact-symptom", "advice", "impact.user_facing")
    assert finding.message.startswith(f'"{symptom}" is what the system did')


@pytest.mark.parametrize(
    "seen",
    [
        "Every proxied site returned 502 pages",
        "Customers got timeouts at the till",
        "`OOMKilled`",
        "Nothing moved for 5 minutes",
        "unknown",
    ],
)
def test_a_symptom_beside_what_people_saw_is_fine(check: Check, seen: str) -> None:
    assert check({"impact": {"user_facing": seen}}) == ()


@pytest.mark.parametrize(
    ("impact", "share"),
    [
        ({"users_affected": "9% of users", "requests_affected": "38 % of calls"}, "38 %"),
        ({"users_affected": "31 of 248 firms"}, "31 of 248"),
        ({"users_affected": "1,000 out of the 2,000"}, "1,000 out of the 2,000"),
    ],
)
def test_an_outage_for_a_part_is_a_degradation(check: Check, impact: dict[str, str], share: str) -> None:
    (finding,) = check({"metadata": {"title": "Outage of the shop"}, "impact": impact})
    assert (finding.id, finding.severity, finding.path) == ("impact-outage", "advice", "metadata.title")
    assert f"the share was {share}" in finding.message


@pytest.mark.parametrize(
    ("title", "impact"),
    [
        ("Outage of the shop", {"users_affected": "100% of users"}),
        ("Outage of the shop", {"users_affected": "all of them"}),
        ("Outage of the shop", {}),
        ('The "outage" page was shown', {"users_affected": "9%"}),
        ("Shop slow", {"users_affected": "9%"}),
    ],
)
def test_an_outage_for_all_or_for_an_unknown_share_is_one(check: Check, title: str, impact: dict[str, str]) -> None:
    assert check({"metadata": {"title": title}, "impact": impact}) == ()


FOUR = "The push broke it. Users saw errors. It was rolled back. Pushes now go in stages."
THREE = "The push broke it, e.g. for users. It was rolled back at 14:07. Pushes now go in stages."


@pytest.mark.parametrize(
    ("form", "path", "text", "counted"),
    [
        ("2-3 sentences", "summary.executive", FOUR, "4 sentences"),
        ("2-3 paragraphs", "summary.executive", "One.\n\nTwo.\n\nThree.\n\nFour.", "4 paragraphs"),
        ("one line", "summary.one_line", "long " * 40, "199 characters"),
        ("one line", "summary.one_line", "One line\nand another", "20 characters"),
    ],
)
def test_a_summary_longer_than_its_layout_asks(check: Check, form: str, path: str, text: str, counted: str) -> None:
    name = path.partition(".")[2]
    (finding,) = check({"summary": {name: text}}, asked=frozenset({path}), summary_form=form)
    assert (finding.id, finding.severity, finding.path) == ("summary-length", "advice", path)
    assert counted in finding.message


@pytest.mark.parametrize(
    ("form", "summary"),
    [
        ("2-3 sentences", {"executive": THREE}),
        ("2-3 paragraphs", {"executive": FOUR}),
        ("one line", {"one_line": "The push broke it", "executive": FOUR}),
        ("2-3 sentences", {"one_line": "long " * 40}),
    ],
)
def test_a_summary_as_long_as_asked_is_fine(check: Check, form: str, summary: dict[str, str]) -> None:
    assert check({"summary": summary}, asked=frozenset({"summary.executive"}), summary_form=form) == ()


def test_a_drafted_summary_is_to_be_read_before_it_is_cut(check: Check) -> None:
    tables = {"summary": {"executive": FOUR, "drafted": ["executive"]}}
    assert ids(check(tables, asked=frozenset({"summary.executive"}))) == ["summary-drafted"]
