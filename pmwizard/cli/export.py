"""`pmwizard export` and `pmwizard layouts`: reports as documents, and the house layouts of these."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path

import click

from pmwizard.checks.finding import dismissals, is_dismissed
from pmwizard.checks.rule import Case
from pmwizard.checks.rules.privacy import secrets
from pmwizard.checks.unknown import unknown_key_sentences
from pmwizard.cli.output import folded, note, put, put_document, put_table
from pmwizard.cli.reports import all_layouts, layout_for, layout_named, read_named
from pmwizard.draft.complete import complete_text, unread_in
from pmwizard.draft.progress import is_insisted_on
from pmwizard.draft.summary.drafting import is_outdated
from pmwizard.layouts.layout import Layout, built_in_folder
from pmwizard.layouts.rendering import Rendering, rendered, unprinted
from pmwizard.model import Report
from pmwizard.questions import SECTIONS, Question, named
from pmwizard.store.files.export import write_document
from pmwizard.text import counted, shown_path

_MOST_NAMES = 5
"""The most names that no report has that are told one by one."""


def export_report(
    context: click.Context,
    folder: Path,
    name: str,
    layout_name: str | None,
    *,
    output: Path | None,
    replace: bool,
    diagrams: bool = False,
    complete: bool = False,
) -> int:
    """Write a report's document to a file or to standard output; return the exit status.

    Raises:
        PmwizardError: The report, the layout or the file stood in the way.
    """
    report, path = read_named(context, name)
    layout = layout_for(report, layout_name, folder)
    document = rendered(report, layout, diagrams=diagrams)
    text = complete_text(document, layout) if complete else document.text
    if output is None:
        put_document(text)
    else:
        backup = write_document(output, text, replace=replace, keep=path)
        note(f"Wrote {shown_path(output)}" + (f"; the old text is in {backup.name}" if backup else ""))
    if diagrams and (lacking := _without_diagrams(document.text, layout)):
        note(folded(lacking))
    if unread := unread_in(document, is_complete=complete):
        note(folded(_about_drafts(report, unread)))
    known = dismissals(report)
    for finding in secrets(Case(report, layout, datetime.now(UTC))):
        if not is_dismissed(finding, known):
            note(folded(f"Before it goes out: {finding.message}"))
    for line in left_over(document, layout, is_complete=complete):
        note(folded(line))
    for line in _not_known(report, name):
        note(folded(line))
    return 0


def _about_drafts(report: Report, paths: Collection[str]) -> str:
    """Return that summaries are drafts, and whether the facts have changed since."""
    them = "it" if len(paths) == 1 else "them"
    names = ", ".join(named(paths))
    if any(is_outdated(report, path) for path in paths):
        return f"Drafted from other facts, and accepted by nobody yet: {names}. In the review, c drafts {them} anew"
    return f"Drafted, and accepted by nobody yet: {names}. In the review, a accepts {them}"


def _not_known(report: Report, name: str) -> tuple[str, ...]:
    """Return a sentence for each name in the file that no report has; of many the first, and where the others are."""
    sentences = tuple(sentence for _, sentence in unknown_key_sentences(report))
    if len(sentences) <= _MOST_NAMES:
        return sentences
    return (
        *sentences[:_MOST_NAMES],
        f"{len(sentences) - _MOST_NAMES} more names that no report has: pmwizard check {name}",
    )


def _without_diagrams(text: str, layout: Layout) -> str:
    """Return why a document has no diagram; empty when it has one."""
    if "diagrams." not in layout.source:
        return f"No diagram: {layout.name} has no place for one (diagrams.timeline, diagrams.whys)"
    if "\n```mermaid\n" in text:
        return ""
    return "No diagram: there are no two moments with different times, and no whys"


def left_over(document: Rendering, layout: Layout, *, is_complete: bool) -> tuple[str, ...]:
    """Return what an export leaves out and leaves open: omitted events, answers without a place, and empty slots."""
    without_place, empty = named(unprinted(document)), named(document.empty_slots)
    lines = [f"{counted(document.omitted, 'event')} left out of the document"] if document.omitted else []
    if without_place:
        answers = counted(len(without_place), "answer")
        where = "added below it" if is_complete else "kept in the report"
        lines.append(f"{answers} without a place in {layout.name}, {where}: {', '.join(without_place)}")
        if not is_complete:
            lines.append("--complete adds them below the document")
    if empty:
        lines.append(f"{counted(len(empty), 'empty slot')} in {layout.name}: {', '.join(empty)}")
    return tuple(lines)


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
    mark = "needed" if is_insisted_on(question, layout) else ""
    names = f": {', '.join(column.label.lower() for column in columns)}" if columns else ""
    return [(mark, f"{question.label}{names}")]
