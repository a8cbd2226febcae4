"""What a document leaves out: facts that its layout has no place for, and slots that no fact fills."""

from __future__ import annotations

from collections.abc import Iterator

from pmwizard.layouts.layout import Layout
from pmwizard.layouts.rendering import Rendering, rendered
from pmwizard.layouts.views import row_name
from pmwizard.model.base import Part, is_empty
from pmwizard.model.report import Report

_UNREPORTED_KEYS = frozenset(
    {"id", "parent", "moment", "main", "kind", "addresses", "whys", "drafted", "dismissed", "ruled_out", "zone"}
)
_UNREPORTED_PATHS = frozenset(
    {"schema_version", "layout", "drafts", "meeting", "metadata.incident_id", "metadata.hotfix_id"}
)


def without_place(report: Report, layout: Layout) -> tuple[str, ...]:
    """Return the paths of the answers that the layout prints nowhere, in the order of the file.

    Raises:
        LayoutError: The layout is broken.
    """
    return unprinted(rendered(report, layout))


def empty_slots(report: Report, layout: Layout) -> tuple[str, ...]:
    """Return the flattened paths of the slots that print "Not provided" or "not recorded".

    A slot for some rows of a list names them: ``links (graph, dashboard)``.

    Raises:
        LayoutError: The layout is broken.
    """
    return rendered(report, layout).empty_slots


def unprinted(rendering: Rendering) -> tuple[str, ...]:
    """Return the paths of the answers that a document does not hold."""
    report = rendering.report
    held_back = set(_UNREPORTED_PATHS)
    if report.action_items:
        held_back.add("review.no_actions_because")
    if report.metadata.status not in ("approved", "closed"):
        held_back.add("review.completed_anyway_because")
    if len(report.contributing_factors.factors) != 1:
        held_back.add("review.one_factor_because")
    for index, row in enumerate(report.follow_ups):
        held_back.add(f"follow_ups.{index}" if row.done else f"follow_ups.{index}.path")
    found: list[str] = []
    for owner, name, value in _answers(report, "", held_back):
        if (owner, name) in rendering.printed:
            continue
        left = (
            [index for index in range(len(value)) if (owner, f"{name}.{index}") not in rendering.printed]
            if isinstance(value, tuple)
            else []
        )
        path = f"{owner}.{name}".lstrip(".")
        if not isinstance(value, tuple) or len(left) == len(value):
            found.append(path)
        else:
            found.extend(f"{path}.{index}" for index in left)
    return tuple(found)


def _answers(part: Part, path: str, held_back: set[str]) -> Iterator[tuple[str, str, object]]:
    for name, value in part.__dict__.items():
        if value is None or name in _UNREPORTED_KEYS or value is False or is_empty(value):
            continue
        here = f"{path}.{name}" if path else name
        if here in held_back:
            continue
        if isinstance(value, Part):
            yield from _answers(value, here, held_back)
        elif isinstance(value, tuple) and isinstance(value[0], Part):
            for index, row in enumerate(value):
                row_path = f"{here}.{row_name(row, here, index)}"
                if row_path not in held_back:
                    yield from _answers(row, row_path, held_back)
        else:
            yield path, name, value
