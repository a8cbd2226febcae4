from __future__ import annotations

from typing import cast

import pytest

from pmwizard.draft.summary.drafting import Drafting, texts_for, with_texts
from pmwizard.layouts.layout import Layout, available
from pmwizard.layouts.rendering import render
from pmwizard.model import Report
from pmwizard.model.paths import replaced
from tests.layouts.conftest import REPORTS, sample_reports
from tests.ui.reports import half_report

LAYOUTS = {name: cast("Layout", layout) for name, layout in available([]).items()}
SRE = LAYOUTS["sre"]


@pytest.mark.parametrize("name", LAYOUTS)
def test_each_house_gets_the_summary_that_it_prints(name: str) -> None:
    texts = texts_for(half_report(), LAYOUTS[name])
    assert list(texts) == (["one_line"] if name == "signoff" else ["executive"])


def test_a_drafted_text_is_marked_until_someone_reads_it() -> None:
    report = Drafting(half_report()).drafted(half_report(), SRE)
    assert report.summary.drafted == ("executive",)
    assert report.summary.executive == texts_for(half_report(), SRE)["executive"]


def test_nothing_is_drafted_twice_from_the_same_facts() -> None:
    report = half_report()
    drafting = Drafting(report)
    drafted = drafting.drafted(report, SRE)
    assert drafting.drafted(drafted, SRE) is drafted
    assert drafting.drafted(report, SRE) is report


def test_a_text_drafted_in_an_earlier_session_follows_the_facts_too() -> None:
    stored = Drafting(half_report()).drafted(half_report(), SRE)
    changed = replaced(stored, "impact.user_facing", "Nobody could pay")
    assert "Nobody could pay" in str(Drafting(stored).drafted(changed, SRE).summary.executive)


def test_a_text_drafted_for_one_house_is_drafted_anew_for_another() -> None:
    stored = Drafting(half_report()).drafted(half_report(), SRE)
    moved = Drafting(stored).drafted(stored, LAYOUTS["trading"])
    assert moved.summary.executive == texts_for(half_report(), LAYOUTS["trading"])["executive"]
    assert moved.summary.executive != stored.summary.executive


@pytest.mark.parametrize(
    ("path", "value"), [("summary.executive", "Edited in another program."), ("summary.drafted", ())]
)
def test_what_a_person_wrote_or_accepted_stays(path: str, value: object) -> None:
    stored = replaced(Drafting(half_report()).drafted(half_report(), SRE), path, value)
    changed = replaced(stored, "impact.user_facing", "Nobody could pay")
    assert Drafting(stored).drafted(changed, SRE) is changed


def test_an_accepted_text_is_not_drafted_anew_even_when_asked() -> None:
    stored = replaced(half_report(), "summary.executive", "Mine.")
    assert Drafting(stored).drafted_anew(stored, SRE) == stored


def test_an_empty_report_gets_no_summary() -> None:
    assert Drafting(Report()).drafted(Report(), SRE) == Report()


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("report", [name for name in REPORTS if name != "empty"])
def test_a_draft_stands_in_its_document_to_the_letter(name: str, report: str) -> None:
    facts = sample_reports()[report]
    texts = texts_for(facts, LAYOUTS[name])
    document = render(with_texts(facts, texts), LAYOUTS[name])
    assert texts
    for paragraph in "\n\n".join(texts.values()).split("\n\n"):
        assert f"> {paragraph}" in document if name == "sre" else f"\n{paragraph}\n" in document


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (None, "Not provided"),
        ("One.\n\n- a\n- b", "> One.\n>\n> - a\n> - b"),
        ("> One.\n> Two.", "> One.\n> Two."),
    ],
)
def test_a_summary_stands_in_the_house_s_block_quote_once(typed: str | None, printed: str) -> None:
    document = render(replaced(Report(), "summary.executive", typed), SRE)
    assert f"## Executive Summary\n{printed}\n\n---\n" in document
