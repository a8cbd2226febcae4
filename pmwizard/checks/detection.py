"""How the incident came to notice."""

from __future__ import annotations

from collections.abc import Iterator

from pmwizard.checks.case import Case
from pmwizard.checks.rule import Told, rule
from pmwizard.model.base import is_empty


@rule("detection-method", "detection", "missing", "How it was noticed says what to watch", "Google SRE")
def no_method(case: Case) -> Iterator[Told]:
    """Something is told of the detection, and not how it was noticed."""
    path, detection = "detection.methods", case.report.detection
    if is_empty(detection) or detection.methods or case.insists_on(path) or not case.asks(path):
        return
    if path not in case.report.drafts:
        yield path, 'Choose an answer to "How was it noticed?"'
