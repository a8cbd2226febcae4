"""The summary: read by a person, and as short as the house wants it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmwizard.checks.case import Case, says
from pmwizard.checks.prose import sentences, without_code
from pmwizard.checks.rule import Told, rule
from pmwizard.model.base import is_empty
from pmwizard.model.paths import value_at

_LONGEST_LINE = 160
_MOST = 3
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")


@rule("summary-drafted", "summary", "missing", "A text that the program composed has been read by nobody")
def summaries_not_read(case: Case) -> Iterator[Told]:
    """A summary that the layout prints is still the composed one."""
    for name in case.report.summary.drafted:
        path = f"summary.{name}"
        if path in case.layout.asked and not is_empty(value_at(case.report, path)):
            yield path, "Check the drafted summary, and accept or change it"


@rule("summary-length", "summary", "advice", "A summary longer than its layout asks is not read", "the layouts")
def summary_too_long(case: Case) -> Iterator[Told]:
    """A summary that a person wrote is longer than the layout asks."""
    name = "one_line" if case.layout.summary_form == "one line" else "executive"
    path = f"summary.{name}"
    text = says(getattr(case.report.summary, name))
    if not text or path not in case.layout.asked or name in case.report.summary.drafted:
        return
    if told := _too_long(text, case.layout.summary_form):
        yield path, f"{told}. What would someone who was asleep need of it?"


def _too_long(text: str, form: str) -> str:
    if form == "one line":
        length = len(text.strip())
        is_long = length > _LONGEST_LINE or "\n" in text.strip()
        return f"The summary has {length} characters, and this layout asks for one line" if is_long else ""
    if form == "2-3 paragraphs":
        number = sum(not is_empty(one) for one in _PARAGRAPHS.split(text))
        return f"The summary has {number} paragraphs, and this layout asks for two or three" if number > _MOST else ""
    number = len(sentences(without_code(text)))
    return f"The summary has {number} sentences, and this layout asks for two or three" if number > _MOST else ""
