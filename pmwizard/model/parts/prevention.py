"""What keeps the incident from coming back, or makes the next one shorter."""

from __future__ import annotations

from typing import Literal

from pmwizard.model.base import Flag, Part, Row, Text

AlertChange = Literal["new", "tune"]
DocumentKind = Literal["runbook", "architecture", "training", "other"]


class RegressionTest(Row):
    """A test that would have caught the incident."""

    name: Text | None = None
    file: Text | None = None
    covers: Text | None = None
    done: Flag | None = None


class Alert(Row):
    """An alert to add or to tune."""

    name: Text | None = None
    metric: Text | None = None
    threshold: Text | None = None
    why: Text | None = None
    change: AlertChange | None = None
    done: Flag | None = None


class Dashboard(Row):
    """A dashboard to add or to change."""

    name: Text | None = None
    purpose: Text | None = None
    done: Flag | None = None


class ProcessChange(Row):
    """A change in how people work."""

    name: Text | None = None
    what_changed: Text | None = None
    why: Text | None = None
    done: Flag | None = None


class ArchitectureChange(Row):
    """A change in how the system is built."""

    name: Text | None = None
    where: Text | None = None
    why: Text | None = None
    done: Flag | None = None


class Document(Row):
    """A runbook, an architecture page or a training to write or to change."""

    kind: DocumentKind | None = None
    name: Text | None = None
    what_added: Text | None = None
    done: Flag | None = None


class Prevention(Part):
    """How recurrence is prevented, detected and answered faster, and the changes that do it."""

    recurrence: Text | None = None
    faster_detection: Text | None = None
    faster_response: Text | None = None
    tests: tuple[RegressionTest, ...] = ()
    alerts: tuple[Alert, ...] = ()
    dashboards: tuple[Dashboard, ...] = ()
    process_changes: tuple[ProcessChange, ...] = ()
    architecture_changes: tuple[ArchitectureChange, ...] = ()
    documents: tuple[Document, ...] = ()
