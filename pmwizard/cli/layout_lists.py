"""The house layouts, and what each asks."""

from __future__ import annotations

from pathlib import Path

from pmwizard.cli.output import put, put_table
from pmwizard.cli.reports import all_layouts, layout_named, shown_path
from pmwizard.layouts.layout import Layout
from pmwizard.layouts.library import built_in_folder
from pmwizard.questions import SECTIONS, Question


def put_layouts(folder: Path) -> int:
    """List the layouts: name, title and where each comes from; a broken one with its cause."""
    usable, broken = [], []
    for name, layout in all_layouts(folder).items():
        if isinstance(layout, Layout):
            usable.append((name, layout.title, _origin(layout.path)))
        else:
            place = f"{shown_path(layout.file)}:{layout.line}" if layout.line else shown_path(layout.file)
            broken.append((name, "broken", f"{place}: {layout.cause}"))
    put_table(usable)
    put_table(broken)
    return 0


def _origin(path: Path) -> str:
    return "built in" if path.parent.resolve() == built_in_folder().resolve() else shown_path(path)


def put_asked(folder: Path, name: str) -> int:
    """List what one layout asks, by section.

    Raises:
        PmwizardError: There is no such layout, or it is broken.
    """
    layout = layout_named(folder, name)
    put(f"{layout.name}  {layout.title}  ({_origin(layout.path)})")
    for section in SECTIONS:
        asked = [line for question in section.questions for line in _lines(question, layout)]
        if asked:
            put()
            put(f"{section.digit}  {section.title}")
            put_table(asked, indent="   ")
    return 0


def _lines(question: Question, layout: Layout) -> list[tuple[str, str]]:
    columns = [column for column in question.columns if column.path in layout.asked]
    if question.path not in layout.asked and not columns:
        return []
    needed = {path for path in layout.required if path == question.path or path.startswith(f"{question.path}.")}
    mark = "needed" if needed else ""
    names = f": {', '.join(column.label.lower() for column in columns)}" if columns else ""
    return [(mark, f"{question.label}{names}")]
