"""The review of the report and its summary: who read it, and whether it can be closed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta

from pmwizard.checks.english.prose import sentences, without_code
from pmwizard.checks.rule import Case, Problem, Rule, rule, says
from pmwizard.checks.rules.actions import open_actions
from pmwizard.checks.rules.answers import row_name
from pmwizard.model import Report
from pmwizard.model.base import is_empty
from pmwizard.model.days import day_in
from pmwizard.model.parts.timeline import Moment
from pmwizard.model.paths import value_at

_FINISHED = {"approved": "Approved", "closed": "Closed"}


@rule("review-approver", "review", "advice", "Nobody sees the gaps in what they wrote", "Google SRE")
def author_approves(case: Case) -> Iterator[Problem]:
    """The author of the report approved it."""
    author, approver = case.report.metadata.author, case.report.review.approved_by
    if same_person(author, approver):
        yield "review.approved_by", f"{says(approver)} wrote and approved it. Who else has read it?"


@rule(
    "review-unsigned",
    "review",
    "missing",
    "Approved without a name and a date is a claim that nobody makes",
    "the layouts",
)
def approved_by_nobody(case: Case) -> Iterator[Problem]:
    """The report is approved or closed, and it does not say by whom, or when."""
    review, status = case.report.review, _FINISHED.get(case.report.metadata.status or "")
    if not status or not is_empty(review.completed_anyway_because):
        return
    signed = [row for row in review.sign_offs if says(row.name)]
    lacks_name = not says(review.approved_by) and not signed
    lacks_day = review.date is None and "review.date" not in case.report.drafts and not any(row.date for row in signed)
    if lacks_name and lacks_day:
        yield "review.approved_by", f"{status}, and nothing says by whom and when. Enter who approved it, and the day"
    elif lacks_name:
        yield "review.approved_by", f"{status}, and nothing says by whom. Enter who approved it"
    elif lacks_day:
        yield "review.date", f"{status}, and nothing says when. Enter the day of the review"


_LATE = timedelta(days=14)
"""From when on a post-mortem is late: PagerDuty holds it within 5 business days, Google wants it within a week."""


@rule(
    "review-late",
    "review",
    "advice",
    "What is written down weeks later is what is left of it in memory",
    "Google SRE workbook; PagerDuty; Atlassian",
)
def held_late(case: Case) -> Iterator[Problem]:
    """The post-mortem was held more than two weeks after the incident was over."""
    report = case.report
    path, held = "metadata.postmortem_date", report.metadata.postmortem_date
    if held is None:
        path, held = "review.date", report.review.date
    ends: tuple[Moment, ...] = ("resolved", "recovered", "mitigated")
    over = next((at for moment in ends if (at := case.at(moment))), None)
    last = day_in(over, report.zone) if over else case.incident_day
    if held is None or last is None or held - last <= _LATE:
        return
    since = "it was over" if over else "the incident"
    if held > case.today:
        question = "Who will still know what they saw? Ask them before then"
        yield path, f"The post-mortem is to be {(held - last).days} days after {since}. {question}"
    else:
        question = "What could nobody tell any more, and what held it up?"
        yield path, f"The post-mortem was {(held - last).days} days after {since}. {question}"


@rule("review-facilitator", "review", "advice", "Who took part in the incident has a part in its story", "Etsy")
def facilitator_took_part(case: Case) -> Iterator[Problem]:
    """Who leads the meeting led the response, or acts in the timeline."""
    facilitator = says(case.report.metadata.facilitator)
    if not facilitator:
        return
    names = {event.who for event in case.report.timeline} | {case.report.metadata.incident_commander}
    if any(same_person(facilitator, name) for name in names):
        message = f"{facilitator} took part in the incident. Could someone else lead the meeting?"
        yield "metadata.facilitator", message


@rule("review-action", "review", "advice", "A closed report whose most urgent action is open", "Google SRE")
def urgent_action_open(case: Case) -> Iterator[Problem]:
    """The report is closed, and an action of this week is not done."""
    if case.report.metadata.status != "closed":
        return
    for row, action in open_actions(case):
        if action.priority == "P0":
            yield f"{row}.status", f'"{row_name(action)}" is P0 and open, and the report is closed. Is it done?'


def finished_with_errors(others: Sequence[Rule]) -> Rule:
    """Return the rule that a report is not finished while any of the ``others`` finds an error in it."""

    def look(case: Case) -> Iterator[Problem]:
        status = _FINISHED.get(case.report.metadata.status or "")
        if not status or not is_empty(case.report.review.completed_anyway_because):
            return
        number = sum(1 for one in others if one.severity == "error" for _ in one.look(case))
        if number:
            stand = "an error stands" if number == 1 else f"{number} errors stand"
            fix = f"Fix what is wrong, or say why it is {status.lower()}"
            yield "metadata.status", f"{status}, and {stand} in the report. {fix}"

    reason = "What contradicts itself is not approved, unless a reason is given"
    return rule("review-status", "review", "error", reason, "")(look)


def same_person(one: str | None, other: str | None) -> bool:
    """Return whether two names are one person's: the same but for capitals, spaces and a leading @."""
    first, second = (" ".join(says(name).casefold().lstrip("@ ").split()) for name in (one, other))
    return bool(first) and first == second


_LONGEST_LINE = 160
_MOST = 3
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")


def unread_summaries(report: Report, asked: Collection[str]) -> tuple[str, ...]:
    """Return the paths of the summaries that were drafted, are printed, and that no person has accepted.

    Args:
        report: The report.
        asked: The paths of the answers that a layout prints.
    """
    paths = (f"summary.{name}" for name in report.summary.drafted)
    return tuple(path for path in paths if path in asked and not is_empty(value_at(report, path)))


@rule("summary-drafted", "summary", "missing", "A text that the program composed has been read by nobody")
def summaries_not_read(case: Case) -> Iterator[Problem]:
    """A summary that the layout prints is still the composed one."""
    for path in unread_summaries(case.report, case.layout.asked):
        yield path, "Check the drafted summary, and accept or change it"


@rule("summary-length", "summary", "advice", "A summary longer than its layout asks is not read", "the layouts")
def summary_too_long(case: Case) -> Iterator[Problem]:
    """A summary that a person wrote is longer than the layout asks."""
    name = "one_line" if case.layout.summary_form == "one line" else "executive"
    path = f"summary.{name}"
    text = says(getattr(case.report.summary, name))
    if not text or path not in case.layout.asked or name in case.report.summary.drafted:
        return
    match case.layout.summary_form:
        case "one line":
            number, unit, most = len(text.strip()), "characters", 0 if "\n" in text.strip() else _LONGEST_LINE
        case "2-3 paragraphs":
            number, unit, most = sum(not is_empty(one) for one in _PARAGRAPHS.split(text)), "paragraphs", _MOST
        case _:
            number, unit, most = len(sentences(without_code(text))), "sentences", _MOST
    if number > most:
        asked = "one line" if unit == "characters" else "two or three"
        size = f"The summary has {number} {unit}, and this layout asks for {asked}"
        yield path, f"{size}. What would someone who was asleep need of it?"
