"""The sentences of findings, made from the words of the questions."""

from __future__ import annotations

from pmwizard.model.base import Row
from pmwizard.model.readings import quoted
from pmwizard.questions import Kind, Question

_OWN_WORDS = {
    "metadata.title": "Enter a title: what broke, in one line",
    "moments.started": "Enter when users first felt it",
    "moments.recovered": "Enter when users no longer felt it",
    "metadata.next_review_date": "Enter the date to look again, such as 2026-01-15",
    "impact.user_facing": "Enter what users saw, or type unknown",
    "impact.duration": "Enter how long it lasted, or type unknown",
    "impact.revenue": "Enter what it cost, or type unknown",
    "impact.data_affected": "Choose what happened to data",
    "impact.sla_breach": "Choose whether the promise to customers was kept",
    "impact.customer_notifications": "Enter what customers were told, or type unknown",
    "impact.performance": "Enter what became slower, or type unknown",
    "timeline": "Add the events, from the last time all was well",
    "five_whys.answers": "Enter why it happened: at least one answer",
    "contributing_factors.factors": "Enter what made it possible or worse: at least one factor",
    "contributing_factors.ruled_out": "Choose what was looked at and played no part",
    "action_items.owner": "Enter one owner",
    "action_items.priority": "Choose a priority",
    "action_items.due": "Enter a due date",
    "lessons.acknowledgments": "Enter who to thank, or type n/a",
    "review.approved_by": "Enter who approved the report",
}
"""What is said of a missing answer where a sentence made from the label says less."""

_CAN_BE_UNKNOWN = ("impact.", "detection.", "root_cause.", "resolution.")
_OPENINGS = ("What ", "How ", "Why ", "Who ", "When ")


def missing(question: Question) -> str:
    """Return the instruction for a question that has no answer."""
    if question.path in _OWN_WORDS:
        return _OWN_WORDS[question.path]
    said = f"{_verb(question)} {_thing(question)}"
    if question.kind in {Kind.LINE, Kind.TEXT} and question.path.startswith(_CAN_BE_UNKNOWN):
        return f"{said}, or type unknown"
    return said


def missing_in_row(question: Question, row: Row) -> str:
    """Return the instruction for a column that has no answer in one row."""
    said = _OWN_WORDS.get(question.path) or f"{_verb(question)} {_thing(question)}"
    name = row_name(row)
    return f'{said} for "{name}"' if name else said


def row_name(row: Row) -> str:
    """Return the words by which a person knows a row: its first text that is not an id, cut when long."""
    texts = (value for name, value in row.known().items() if name not in {"id", "category", "parent", "priority"})
    return next((quoted(text) for text in texts if isinstance(text, str)), "")


def named(question: Question) -> str:
    """Return a question's label as it stands in a sentence."""
    label = question.label
    return f'"{label}"' if label.endswith("?") or label.startswith(_OPENINGS) else label


def _verb(question: Question) -> str:
    match question.kind:
        case Kind.CHOICE | Kind.FLAG:
            return "Choose"
        case Kind.ROWS | Kind.ENTRIES:
            return "Add"
        case _:
            return "Enter"


def _thing(question: Question) -> str:
    label = question.label
    if question.kind in {Kind.ROWS, Kind.ENTRIES}:
        noun = question.noun or "entry"
        return f'{"an" if noun[0] in "aeiou" else "a"} {noun} under "{label}"'
    if label.endswith("?"):
        return f'an answer to "{label}"'
    lowered = label if label[:2].isupper() else label[0].lower() + label[1:]
    if question.path.endswith(".rating"):
        return f"how the {lowered} went"
    if question.path.startswith("response.") and question.path.endswith(".notes"):
        return f"an example of how the {lowered.partition(':')[0]} went"
    thing = lowered if label.startswith((*_OPENINGS, "The ")) else f"the {lowered}"
    return f"{thing}, such as 2026-01-15" if question.kind is Kind.DATE else thing
