"""Reports left as they were when there was no time: their documents hold what was typed, and claim nothing more."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from pmwizard.layouts.rendering import render
from pmwizard.model import Report
from tests.layouts.conftest import DATA, NAMES, blank_templates, built_in_layouts
from tests.layouts.outline import difference

FILES = sorted((DATA / "sparse").glob("*.toml"))


@cache
def report_in(file: Path) -> Report:
    return Report.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))


def document(file: Path, name: str) -> str:
    return render(report_in(file), built_in_layouts()[name])


@pytest.fixture(params=FILES, ids=lambda file: file.stem)
def file(request: pytest.FixtureRequest) -> Path:
    """Each of the reports in turn."""
    found: Path = request.param
    return found


def test_there_are_five_reports() -> None:
    assert len(FILES) == 5


@pytest.mark.parametrize("name", NAMES)
def test_a_sparse_report_has_the_frame_of_its_house(file: Path, name: str) -> None:
    assert not difference(blank_templates()[name], document(file, name), whole=False)


@pytest.mark.parametrize("name", NAMES)
def test_what_happened_and_who_told_it_stand_in_each_document(file: Path, name: str) -> None:
    text = document(file, name).replace("\\", "")
    for event in report_in(file).timeline:
        assert (event.event or "").replace("`", "") in text.replace("`", "")
        assert (event.who or "") in text
        assert (event.notes or "") in text
        assert (event.source or "") in text


@pytest.mark.parametrize("name", NAMES)
def test_no_row_and_no_item_is_made_of_nothing(file: Path, name: str) -> None:
    """Of a row that says nothing no line is made, and an item says once that there is none."""
    lines = document(file, name).split("\n")
    assert not [line for line in lines if re.match(r"\| (?:AI-\d+|P\d|\d+) \| Not provided", line)]
    items = [line for line in lines if re.fullmatch(r"\s*(?:[-*]|\d+\.) Not provided", line)]
    neighbours = [(one, two) for one, two in pairwise(lines) if one in items and two in items]
    assert neighbours == []


@pytest.mark.parametrize("name", NAMES)
def test_no_length_is_told_that_nobody_typed_or_measured(file: Path, name: str) -> None:
    """A number of minutes or hours stands only with the ends that it has, or as reported."""
    typed = file.read_text(encoding="utf-8")
    for line in document(file, name).split("\n"):
        found = re.search(r"\b\d+ (?:minute|hour|day)s?\b", line)
        if found and found[0] not in typed:
            assert re.search(r"\(.* started to .*\)|\| .* started to |\d\d:\d\d to .*\(total", line), line


@pytest.mark.parametrize("name", ["trading", "signoff", "sre"])
def test_a_report_that_is_not_closed_says_so(file: Path, name: str) -> None:
    assert re.search(r"Status:?\*\*:? (?:\| )?Draft", document(file, name))


@pytest.mark.parametrize("name", NAMES)
def test_the_only_summary_there_is_stands_in_each_document(name: str) -> None:
    told = report_in(DATA / "sparse" / "summary-alone.toml").summary.executive or ""
    assert told.split(". ")[0] in document(DATA / "sparse" / "summary-alone.toml", name)


@pytest.mark.parametrize("name", NAMES)
def test_a_report_without_a_title_is_called_by_its_id(name: str) -> None:
    text = document(DATA / "sparse" / "pasted-chat.toml", name)
    assert re.match(r"# [^:]+: INC-2026-05-19-002\n", text)
