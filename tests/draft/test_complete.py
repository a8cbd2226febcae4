"""A complete document holds every answer of its report, below what its house prints, and nothing that is private."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmwizard.draft.complete import BELOW, complete_text
from pmwizard.layouts.layout import Layout, read_layout
from pmwizard.layouts.rendering import render, rendered
from pmwizard.layouts.template.shapes import is_choice
from pmwizard.model import Report
from pmwizard.model.base import Part
from pmwizard.model.paths import annotations_by_path
from tests.layouts.conftest import NAMES, blank_templates, built_in_layouts, sample_reports
from tests.layouts.outline import difference, reader
from tests.layouts.test_hostile_answers import FILLED, headings, with_texts

NEVER = re.compile(
    r"schema_version|layout|drafts|meeting|imported|metadata\.(zone|incident_id|hotfix_id)|summary\.drafted"
    r"|review\.(dismissed|no_actions_because|one_factor_because)|timeline\.8\b.*|follow_ups\.(\d+\.path|1\b.*)"
    r"|(.*\.)?(id|parent|kind|moment|main|addresses|whys|ruled_out)(\.\d+)?|timeline\.\d+\.(omit|approximate)"
)
"""What no document has to print: ids and references, what is private, done or left out, and reasons for nothing."""

NOON = datetime(2026, 1, 15, 12, tzinfo=UTC)


def leaves(value: Any, path: str = "", column: str = "") -> Iterator[tuple[str, str, Any]]:
    """Yield every value of a report with its path, rows by their position, and the path without its rows."""
    if isinstance(value, Part):
        for name, child in value.known().items():
            yield from leaves(child, f"{path}.{name}".lstrip("."), f"{column}.{name}".lstrip("."))
    elif isinstance(value, tuple):
        for index, child in enumerate(value):
            yield from leaves(child, f"{path}.{index}", column)
    elif not isinstance(value, dict):
        yield path, column, value


def marked(value: Any, marks: dict[str, str], path: str = "", column: str = "") -> Any:
    """Return a part of a report with a word of its own for each text that a person types."""
    if isinstance(value, Part):
        changed = {
            name: marked(child, marks, f"{path}.{name}".lstrip("."), f"{column}.{name}".lstrip("."))
            for name, child in value.known().items()
            if name
            not in ("id", "parent", "drafts", "role", "layout", "zone", "dismissed", "addresses", "whys", "path")
        }
        return value.model_copy(update=changed)
    if isinstance(value, tuple):
        return tuple(marked(child, marks, f"{path}.{index}", column) for index, child in enumerate(value))
    if isinstance(value, str) and not is_choice(column):
        return marks.setdefault(path, f"mark{len(marks)}mark")
    return value


def complete(report: Report, layout: Layout) -> str:
    return complete_text(rendered(report, layout), layout)


def missing(report: Report, document: str, marks: dict[str, str]) -> list[str]:
    """Return the paths of the texts and dates of a report that a document does not hold."""
    found = []
    for path, _, value in leaves(report):
        if NEVER.fullmatch(path):
            continue
        is_text = path in marks and marks[path] not in document
        is_date = type(value) is date and value.isoformat() not in document
        if is_text or is_date:
            found.append(path)
    return found


def in_file_order() -> Report:
    """The full report in the order of its file, which is that of time, so that positions stay what they are."""
    return sample_reports()["full"]


def test_the_full_report_has_a_leaf_for_every_key_but_the_ones_that_have_keys_of_their_own() -> None:
    columns = {column for _, column, _ in leaves(in_file_order())}
    own = {
        path
        for path in annotations_by_path()
        if not any(other.startswith(f"{path}.") for other in annotations_by_path())
    }
    assert own - columns <= {"meeting", "imported", "drafts"}


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_of_the_full_report_is_in_the_complete_document(name: str) -> None:
    marks: dict[str, str] = {}
    report = marked(in_file_order(), marks)
    document = complete(report, built_in_layouts()[name])
    assert len(marks) > 200
    assert missing(report, document, marks) == []
    for row, mark in marks.items():
        if re.match(r"timeline\.8\.|follow_ups\.1\.", row):
            assert mark not in document


@pytest.mark.parametrize("name", NAMES)
def test_every_choice_and_mark_of_the_full_report_is_in_the_complete_document(name: str) -> None:
    layout = built_in_layouts()[name]
    rendering = rendered(in_file_order(), layout)
    below = complete_text(rendering, layout).removeprefix(rendering.text)
    labels = {"impact.data_affected": "Data", "impact.sla_breach": "Promise", "metadata.severity": "Severity"}
    for path, label in labels.items():
        part, _, key = path.partition(".")
        is_printed = any(where == part and what.startswith(key) for where, what in rendering.printed)
        assert is_printed != (f"- {label}" in below), path


PARTS = sorted({path for path, _, _ in leaves(sample_reports()["full"]) if path != "schema_version"})


def without(value: Any, left_out: frozenset[str], path: str = "") -> Any:
    """Return a part of a report without the values at some paths."""
    if isinstance(value, Part):
        kept = {}
        for name, child in value.known().items():
            here = f"{path}.{name}".lstrip(".")
            if here not in left_out:
                kept[name] = without(child, left_out, here)
        return type(value).model_validate(kept)
    if isinstance(value, tuple):
        entries = ((f"{path}.{index}", child) for index, child in enumerate(value))
        return tuple(without(child, left_out, here) for here, child in entries if here not in left_out)
    return value


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=20, deadline=None)
@given(left_out=st.sets(st.sampled_from(PARTS), max_size=len(PARTS)))
def test_every_answer_of_a_part_of_the_report_is_in_its_complete_document(name: str, left_out: set[str]) -> None:
    # The order of events and the ids stay, so that a row of the document is the row of the report.
    kept = frozenset(
        path for path in left_out if not re.search(r"(^timeline\.\d+\.(at|day|omit)|\.id|\.parent)$", path)
    )
    report = without(in_file_order(), kept)
    marks: dict[str, str] = {}
    report = marked(report, marks)
    if report.metadata.status is None:  # there is nothing to give a reason for
        marks.pop("review.completed_anyway_because", None)
    assert missing(report, complete(report, built_in_layouts()[name]), marks) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_complete_document_has_the_frame_of_its_house_and_one_bold_line_more(name: str) -> None:
    layout = built_in_layouts()[name]
    plain, document = render(in_file_order(), layout), complete(in_file_order(), layout)
    assert document.startswith(plain)
    assert not difference(blank_templates()[name], document, whole=True)
    assert headings(document) == headings(plain)
    assert document.count(f"\n**{BELOW}**\n") == 1
    assert "**" not in document.removeprefix(plain).replace(f"**{BELOW}**", "")


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=15, deadline=None)
@given(texts=st.lists(FILLED, min_size=1, max_size=7))
def test_no_answer_breaks_the_outline_below_the_document(name: str, texts: list[str]) -> None:
    layout = built_in_layouts()[name]
    report = with_texts(sample_reports()["full"], list(texts))
    plain, document = render(report, layout), complete(report, layout)
    assert headings(document) == headings(plain)
    blocks = [token.type for token in reader().parse(document.removeprefix(plain)) if token.level == 0]
    assert blocks == ["paragraph_open", "paragraph_close", "bullet_list_open", "bullet_list_close"]


def test_answers_are_in_the_order_of_the_sections_with_their_labels() -> None:
    report = Report.model_validate(
        {
            "metadata": {"reporter": "@dana"},
            "impact": {"cancellations": "unknown", "user_segments": "Firms"},
            "resolution": {"commands": "a \\\nb"},
            "lessons": {"lucky": ["One", "Two"]},
            "timeline": [{"id": "T1", "at": NOON, "event": "Alert", "notes": "Muted\n\n- twice"}],
            "prevention": {"tests": [{"name": "Old client", "done": True}]},
            "review": {"sign_offs": [{"role": "Author", "name": "Dana"}]},
        }
    )
    template = (
        "+++\n+++\n# {{ metadata.title }}\n{% for row in timeline %}\n- {{ row.when }} {{ row.event }}\n{% endfor %}\n"
    )
    layout = read_layout(template, Path("ours.md.j2"))
    plain, document = render(report, layout), complete(report, layout)
    assert document.removeprefix(plain) == (
        f"\n**{BELOW}**\n\n"
        "- Reporter: @dana\n"
        "- Who most? Firms\n"
        "- Cancellations: Unknown\n"
        "- Events:\n"
        "  - 2026-01-15 12:00 UTC: Alert\n"
        "    - Note: Muted\n\n      - twice\n"
        "- Commands used:\n\n  ```\n  a \\\n  b\n  ```\n"
        "- Got lucky:\n  - One\n  - Two\n"
        "- Tests:\n  - Old client\n    - Done: Yes\n"
        "- Sign-off:\n  - Author\n    - Name: Dana\n"
    )


def test_a_typed_length_is_marked_as_one() -> None:
    report = Report.model_validate({"response": {"time_to_diagnose": "2 h"}})
    assert "- Time to diagnose: 2 h (as reported)\n" in complete(report, built_in_layouts()["sre"])


def test_a_document_that_holds_everything_is_complete_as_it_is() -> None:
    report = Report.model_validate({"metadata": {"title": "a"}, "drafts": {"x": "y"}, "meeting": {"agenda": "z"}})
    layout = built_in_layouts()["sre"]
    assert complete(report, layout) == render(report, layout)
