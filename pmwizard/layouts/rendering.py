"""Render a report in a layout, and report what the document leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from traceback import walk_tb
from typing import TYPE_CHECKING, Any

from pmwizard.errors import LayoutFaultError
from pmwizard.layouts.layout import Layout
from pmwizard.layouts.template.facts import facts, printable_report
from pmwizard.layouts.template.marks import placed
from pmwizard.layouts.template.values import Budget, RenderState, row_key
from pmwizard.model.base import Part, is_empty
from pmwizard.model.report import Report

if TYPE_CHECKING:
    from jinja2 import Template

_STEPS = 50_000
_STEPS_FOR_EACH_ANSWER = 100
_CHARACTERS = 2_000_000
_CHARACTERS_FOR_EACH_CHARACTER = 50
_CHARACTERS_OF_OTHERS = 10


@dataclass(frozen=True)
class Rendering:
    """A document, and which answers its layout printed.

    Attributes:
        text: The document, in Markdown.
        report: The report as it was printed, in time order and with ids.
        printed: The addresses of the answers it holds: the path of their part or row, and their key.
        empty_slots: The slots that print nothing, as flattened paths in the order of the document.
    """

    text: str
    report: Report
    printed: frozenset[tuple[str, str]]
    empty_slots: tuple[str, ...]

    @property
    def omitted(self) -> int:
        """How many events were left out because a person wants them in no document."""
        return sum(bool(event.omit) for event in self.report.timeline)


def render(report: Report, layout: Layout) -> str:
    """Return the report as a Markdown document in a house's layout.

    Raises:
        LayoutError: The layout is broken, or never comes to an end.
    """
    return rendered(report, layout).text


def rendered(report: Report, layout: Layout, *, diagrams: bool = False) -> Rendering:
    """Return the document together with what was printed and what was empty.

    Args:
        report: The report.
        layout: The layout.
        diagrams: Whether the document has diagrams in Mermaid where the layout has a place for them.

    Raises:
        LayoutError: The layout is broken, or never comes to an end.
    """
    from jinja2 import TemplateError  # noqa: PLC0415 - a start goes without Jinja

    from pmwizard.layouts.template.filters import BUDGET  # noqa: PLC0415 - brings Jinja

    template = layout.template
    shown = printable_report(report)
    answers, characters = _size(shown)
    budget = Budget(
        _STEPS + _STEPS_FOR_EACH_ANSWER * answers, _CHARACTERS + _CHARACTERS_FOR_EACH_CHARACTER * characters
    )
    state = RenderState(layout.wordings, budget)
    try:
        names = {**facts(shown, layout, state, diagrams=diagrams), BUDGET: budget}
        text = "".join(template.root_render_func(template.new_context(names)))
    except LayoutFaultError as fault:
        raise layout.error(fault.cause, fault.line or _line(fault, template)) from fault
    except RecursionError as error:
        raise layout.error("a macro calls itself without end", _line(error, template)) from error
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
        raise layout.error(f"{error}" or "the template cannot be run", _line(error, template)) from error
    return Rendering(placed(text.strip("\n")) + "\n", shown, frozenset(state.printed), state.empty_slots())


def _line(error: BaseException, template: Template) -> int | None:
    """Return the line of the template, counted from 1, on which an error came up."""
    lines = [
        template.get_corresponding_lineno(number)
        for frame, number in walk_tb(error.__traceback__)
        if frame.f_globals.get("__jinja_template__") is template
    ]
    return lines[-1] if lines else None


def _size(report: Report) -> tuple[int, int]:
    """Return how many answers a report holds, and how many characters they have."""
    answers = characters = 0
    waiting: list[Any] = [report]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            answers += 1
            characters += len(value)
        elif isinstance(value, Part):
            waiting += [each for each in value.__dict__.values() if each is not None]
        elif isinstance(value, tuple):
            waiting += value
        else:
            answers += 1
            characters += _CHARACTERS_OF_OTHERS
    return answers, characters


_UNREPORTED_KEYS = frozenset(
    {"id", "parent", "moment", "main", "kind", "addresses", "whys", "drafted", "dismissed", "ruled_out", "zone"}
)
_UNREPORTED_PATHS = frozenset(
    {"schema_version", "layout", "drafts", "meeting", "imported", "metadata.incident_id", "metadata.hotfix_id"}
)


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
    omitted = (row_key(row, "timeline", index) for index, row in enumerate(report.timeline) if row.omit)
    held_back.update(f"timeline.{key}" for key in omitted)
    for index, row in enumerate(report.follow_ups):
        held_back.add(f"follow_ups.{index}" if row.done else f"follow_ups.{index}.path")
    found: list[str] = []
    for owner, name, value in _answers(report, "", held_back):
        if (owner, name) in rendering.printed:
            continue
        entries = range(len(value)) if isinstance(value, tuple) else ()
        left = [index for index in entries if (owner, f"{name}.{index}") not in rendering.printed]
        path = f"{owner}.{name}".lstrip(".")
        if len(left) == len(entries):
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
                row_path = f"{here}.{row_key(row, here, index)}"
                if row_path not in held_back:
                    yield from _answers(row, row_path, held_back)
        else:
            yield path, name, value
