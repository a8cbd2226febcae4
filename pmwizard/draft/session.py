"""One report open for editing, with its layouts, its folder and its saving: everything a front end needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pmwizard.checks import Finding, findings
from pmwizard.draft.autosave import Autosave, Incoming, SaveState
from pmwizard.draft.draft import Draft
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
    """

    draft: Draft
    autosave: Autosave
    folder: Path
    layouts: Mapping[str, Layout | LayoutError]
    _checked: tuple[Report, tuple[Finding, ...]] | None = field(default=None, init=False, repr=False)

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

    def findings(self) -> tuple[Finding, ...]:
        """Return what the checks find in the report as it is now."""
        if self._checked is None or self._checked[0] is not self.report:
            self._checked = (self.report, findings(self.report, self.layout, self.draft.now()))
        return self._checked[1]

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
        return self.autosave.close()
