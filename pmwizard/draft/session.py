"""One report open for editing, with its layouts, its folder and its saving: everything a front end needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pmwizard.checks import Finding
from pmwizard.draft.autosave import Autosave, Incoming, SaveState
from pmwizard.draft.checking import Checked, Checker
from pmwizard.draft.draft import Draft
from pmwizard.draft.drafting import Drafting
from pmwizard.draft.progress import SectionState, states
from pmwizard.layouts.errors import LayoutError
from pmwizard.layouts.layout import Layout
from pmwizard.model import Report

FALLBACK_LAYOUT = "sre"
"""The layout of a report that names none."""


@dataclass
class Session:
    """A report being edited.

    Attributes:
        draft: The report and its changes.
        autosave: What keeps it on disk.
        folder: The folder of reports it belongs to.
        layouts: Every layout by name; a broken one is its error.
        habits: What a person chose, or was told once, that holds until the report is closed.
    """

    draft: Draft
    autosave: Autosave
    folder: Path
    layouts: Mapping[str, Layout | LayoutError]
    habits: set[str] = field(default_factory=set)
    checker: Checker = field(default_factory=Checker, init=False, repr=False)
    drafting: Drafting = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Remember the report as it was opened."""
        self.drafting = Drafting(self.report)

    @property
    def report(self) -> Report:
        """The report as it is now."""
        return self.draft.report

    @property
    def path(self) -> Path:
        """The report file."""
        return self.autosave.path

    @property
    def layout(self) -> Layout:
        """The layout the report names, else the first usable one."""
        chosen = self.layouts.get(self.report.layout or FALLBACK_LAYOUT)
        if isinstance(chosen, Layout):
            return chosen
        return self.usable_layouts[0]

    @property
    def usable_layouts(self) -> tuple[Layout, ...]:
        """The layouts that can be rendered, in the order of their digits."""
        return tuple(layout for layout in self.layouts.values() if isinstance(layout, Layout))

    def checked(self) -> Checked:
        """Return what the checks find; in a long report what they found last, while it is checked anew aside."""
        return self.checker.soon(self.report, self.layout, self.draft.now())

    def checked_at_once(self) -> Checked:
        """Return what the checks find in the report as it is now, however long that takes."""
        return self.checker.at_once(self.report, self.layout, self.draft.now())

    def findings(self) -> tuple[Finding, ...]:
        """Return what is to be mended, entered and thought about, less what was put aside."""
        return self.checked().told

    def states(self) -> tuple[SectionState, ...]:
        """Return how far each section is."""
        return states(self.report, self.layout, self.findings())

    def take(self, incoming: Incoming) -> None:
        """Bring another program's changes into the report being edited; those of another report are left alone."""
        # A report that stays as it is is not given to be saved: two wizards would answer each other for ever.
        if self.autosave.accepted(incoming) and incoming.into(self.report) != self.report:
            self.draft.bring_in(incoming.into)

    def close(self) -> SaveState:
        """Save what is left and stop saving."""
        self.checker.stop_telling()
        return self.autosave.close()
