"""What the tests of the checks share: a layout of their own, and one way to run the checks."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from pmwizard.checks.finding import Finding
from pmwizard.checks.rules import findings
from pmwizard.model import Report
from pmwizard.model.moments import Definition
from pmwizard.model.parts.metadata import SummaryForm

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)

Check = Callable[..., tuple[Finding, ...]]


@dataclass(frozen=True)
class House:
    """A layout that asks and requires what a test says."""

    required: tuple[str, ...] = ()
    metrics: tuple[Definition, ...] = ()
    asked: frozenset[str] = frozenset()
    summary_form: SummaryForm = "2-3 sentences"


@pytest.fixture
def check() -> Check:
    """Check a report given as the tables of its file, for a layout that asks what the test says."""

    def run(tables: dict[str, Any], **house: Any) -> tuple[Finding, ...]:
        return findings(Report.model_validate(tables), House(**house), NOW)

    return run
