"""One report to be checked, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pmwizard.checks.finding import Finding, FindingSeverity
from pmwizard.checks.rules import findings
from pmwizard.cli.checking.annotations import annotated, unreadable
from pmwizard.cli.options import Format
from pmwizard.cli.reports import layout_named, name_of, usual_layout
from pmwizard.errors import PmwizardError
from pmwizard.layouts.layout import Layout
from pmwizard.model import Report
from pmwizard.store.files.read import load


@dataclass(frozen=True)
class Checked:
    """What the checks say of a report.

    Attributes:
        name: What the report is called.
        path: Its file; ``None`` for standard input.
        layout: The name of the layout that it was checked for.
        findings: What there is to fix, to enter and to think about.
        annotations: The same as workflow commands, where those were asked for.
    """

    name: str
    path: Path | None
    layout: str
    findings: tuple[Finding, ...]
    annotations: tuple[str, ...] = ()

    def count(self, severity: FindingSeverity) -> int:
        """Return the number of findings of a severity."""
        return sum(finding.severity == severity for finding in self.findings)


@dataclass(frozen=True)
class Failed:
    """Why a report could not be checked.

    Attributes:
        name: The name of its file.
        told: What went wrong and what to do, in full.
        sentence: The same in one sentence.
        status: The exit status that this leaves with.
        annotations: The same as a workflow command, where those were asked for.
    """

    name: str
    told: str
    sentence: str
    status: int
    annotations: tuple[str, ...] = ()


Outcome = Checked | Failed


class Checker:
    """Checks reports, all as of one instant; what is the same for many is read once.

    Args:
        folder: Where the configuration and the house's own layouts are.
        layout: The name of the layout to check for; ``None`` for each report's own.
        now: The current instant.
        form: How findings are shown.
        strict: Whether a missing answer is an error.
    """

    def __init__(self, folder: Path, layout: str | None, now: datetime, *, form: Format, strict: bool) -> None:
        self._folder = folder
        self._layout = layout
        self._now = now
        self._form = form
        self._strict = strict
        self._usual = ""
        self._layouts: dict[str, Layout] = {}

    def __call__(self, path: Path) -> Outcome:
        """Return what the checks say of a file, or why it could not be checked."""
        try:
            return self.checked(load(path).report, path)
        except PmwizardError as error:
            return self.failed(error, path)

    def checked(self, report: Report, path: Path | None) -> Checked:
        """Return what the checks say of a report.

        Raises:
            PmwizardError: Its layout could not be read.
        """
        layout = self._layout_of(report)
        found = findings(report, layout, self._now)
        lines = annotated(report, path, found, strict=self._strict) if self._form == "github" else ()
        return Checked(name_of(report, path), path, layout.name, found, tuple(lines))

    def failed(self, error: PmwizardError, path: Path | None) -> Failed:
        """Return why a report could not be checked, as an error says it."""
        lines = (unreadable(error, path),) if self._form == "github" else ()
        name = path.name if path else "standard input"
        return Failed(name, error.in_full(), str(error), error.exit_status, lines)

    def _layout_of(self, report: Report) -> Layout:
        name = self._layout or report.layout or self._usual
        if not name:
            name = self._usual = usual_layout(self._folder)
        if name not in self._layouts:
            self._layouts[name] = layout_named(self._folder, name)
        return self._layouts[name]
