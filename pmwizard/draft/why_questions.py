"""Open questions about chains of whys that stop because something is not known yet."""

from __future__ import annotations

from collections.abc import Sequence

from pmwizard.model import Report
from pmwizard.model.parts.causes import Why
from pmwizard.model.parts.records import FollowUp
from pmwizard.model.paths import with_rows
from pmwizard.questions.answers import one_line

_TABLE = "five_whys.answers"


def question_about(why: Why) -> str:
    """Return the open question about an answer at which a chain stops for want of knowledge."""
    return f'Why did this happen? "{one_line(why.answer or "")}"'


def with_open_questions(report: Report, before: Sequence[Why]) -> Report:
    """Return the report with an open question for each chain that now stops at what is not known.

    Where a chain does not stop there any more, its question goes again, unless a person has touched it. The question
    follows the words of the answer.

    Args:
        report: The report, whose whys have changed already.
        before: The whys before that change.
    """
    left = {why.id: why for why in before if why.id and why.stop == "unknown"}
    now = {why.id: why for why in report.five_whys.answers if why.id and why.stop == "unknown"}
    if left == now:
        return report
    rows: list[FollowUp] = []
    for row in report.follow_ups:
        why_id = next((one for one, why in left.items() if _is_untouched(row, why)), None)
        if why_id is None:
            rows.append(row)
        elif why_id in now:
            rows.append(row.model_copy(update={"question": question_about(now[why_id])}))
    rows += [_about(why) for why_id, why in now.items() if why_id not in left and _about(why) not in rows]
    return report if tuple(rows) == report.follow_ups else with_rows(report, "follow_ups", tuple(rows))


def _about(why: Why) -> FollowUp:
    return FollowUp(path=f"{_TABLE}.{why.id}", question=question_about(why))


def _is_untouched(row: FollowUp, why: Why) -> bool:
    return row == _about(why)
