"""The five documents: in the shape of their houses, and equal to the ones kept in tests/golden.

``PMWIZARD_WRITE_GOLDEN=1 pytest tests/layouts/test_documents.py`` writes the kept ones anew.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pmwizard.layouts.layout import Layout
from pmwizard.layouts.rendering import render, rendered
from pmwizard.model import Report
from pmwizard.model.base import Part, is_empty
from tests.layouts.conftest import NAMES, REPORTS
from tests.layouts.outline import difference

GOLDEN = Path(__file__).parent.parent / "golden"


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("name", NAMES)
def test_a_document_is_the_one_that_is_kept(
    name: str, report: str, layouts: dict[str, Layout], reports: dict[str, Report]
) -> None:
    text = render(reports[report], layouts[name])
    kept = GOLDEN / f"{report}.{name}.md"
    if os.environ.get("PMWIZARD_WRITE_GOLDEN"):
        kept.write_text(text, encoding="utf-8")
    assert text == kept.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_full_report_has_everything_its_house_expects(
    name: str, layouts: dict[str, Layout], reports: dict[str, Report], templates: dict[str, str]
) -> None:
    assert not difference(templates[name], render(reports["full"], layouts[name]), whole=True)


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("name", NAMES)
def test_any_report_has_the_frame_of_its_house(
    name: str, report: str, layouts: dict[str, Layout], reports: dict[str, Report], templates: dict[str, str]
) -> None:
    assert not difference(templates[name], render(reports[report], layouts[name]), whole=False)


@pytest.mark.parametrize("name", NAMES)
def test_the_comparison_notices_what_is_missing(
    name: str, layouts: dict[str, Layout], reports: dict[str, Report], templates: dict[str, str]
) -> None:
    lines = render(reports["full"], layouts[name]).split("\n")
    heading = next(line for line in lines if line.startswith("## "))
    without = "\n".join(line for line in lines if line != heading)
    assert difference(templates[name], without, whole=True).missing == [("h2", heading[3:])]
    renamed = "\n".join(f"{line} anew" if line == heading else line for line in lines)
    assert difference(templates[name], renamed, whole=True).foreign == [("h2", f"{heading[3:]} anew")]


def test_the_full_report_answers_every_question(reports: dict[str, Report]) -> None:
    unanswered: set[str] = set()

    def look(parts: list[Part], path: str) -> None:
        for name in type(parts[0]).model_fields:
            values = [getattr(part, name) for part in parts if not is_empty(getattr(part, name))]
            here = f"{path}.{name}".lstrip(".")
            rows = [value for value in values if isinstance(value, Part)]
            rows += [row for value in values if isinstance(value, tuple) for row in value if isinstance(row, Part)]
            if not values and here not in {"meeting", "imported"}:
                unanswered.add(here)
            elif rows:
                look(rows, here)

    look([reports["full"]], "")
    assert unanswered == set(), "answer it in tests/data/full.toml"


def test_a_full_report_leaves_no_slot_empty(layout: Layout, reports: dict[str, Report]) -> None:
    assert rendered(reports["full"], layout).empty_slots == ()


def test_nothing_of_a_blank_template_is_left_in_a_document(layout: Layout, reports: dict[str, Report]) -> None:
    for report in reports.values():
        text = render(report, layout)
        assert not [word for word in ("YYYY", "HH:MM", "<!--", "[Name]", "[Action", "X minutes") if word in text]


def test_documents_have_no_doubled_blank_lines_and_end_with_one_line_end(
    layout: Layout, reports: dict[str, Report]
) -> None:
    for report in reports.values():
        text = render(report, layout)
        assert "\n\n\n" not in text
        assert text.endswith("\n")
        assert not text.endswith("\n\n")


def test_the_same_report_prints_the_same_document_twice(layout: Layout, reports: dict[str, Report]) -> None:
    assert render(reports["full"], layout) == render(reports["full"], layout)
