"""Exporting a report, and telling what the document leaves out and leaves open."""

from __future__ import annotations

from pathlib import Path

import click

from pmwizard.cli.output import counted, note, put_document, wrapped
from pmwizard.cli.reports import layout_for, read_named
from pmwizard.cli.words import shown_path
from pmwizard.draft.overview import named
from pmwizard.layouts.layout import Layout
from pmwizard.layouts.rendering import Rendering, rendered, unprinted
from pmwizard.store.files.export import write_document


def export(
    context: click.Context,
    folder: Path,
    name: str,
    layout_name: str | None,
    *,
    output: Path | None,
    replace: bool,
    diagrams: bool = False,
) -> int:
    """Write a report's document to a file or to standard output; return the exit status.

    Raises:
        PmwizardError: The report, the layout or the file stood in the way.
    """
    report, path = read_named(context, name)
    layout = layout_for(report, layout_name, folder)
    document = rendered(report, layout, diagrams=diagrams)
    if output is None:
        put_document(document.text)
    else:
        backup = write_document(output, document.text, replace=replace, keep=path)
        note(f"Wrote {shown_path(output)}" + (f"; the old text is in {backup.name}" if backup else ""))
    if diagrams and (lacking := _without_diagrams(document.text, layout)):
        note(wrapped(lacking))
    for line in left_over(document, layout):
        note(wrapped(line))
    return 0


def _without_diagrams(text: str, layout: Layout) -> str:
    """Return why a document has no diagram; empty when it has one."""
    if "diagrams." not in layout.source:
        return f"No diagram: {layout.name} has no place for one (diagrams.timeline, diagrams.whys)"
    if "\n```mermaid\n" in text:
        return ""
    return "No diagram: there are no two moments with different times, and no whys"


def left_over(document: Rendering, layout: Layout) -> tuple[str, ...]:
    """Return what to tell of an export: the facts without a place, and the empty slots."""
    homeless, empty = named(unprinted(document)), named(document.empty_slots)
    lines = []
    if homeless:
        answers = counted(len(homeless), "answer")
        lines.append(f"{answers} without a place in {layout.name}, kept in the report: {', '.join(homeless)}")
    if empty:
        lines.append(f"{counted(len(empty), 'empty slot')} in {layout.name}: {', '.join(empty)}")
    return tuple(lines)
