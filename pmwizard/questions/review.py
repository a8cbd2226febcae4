"""Section 0: the summary, the status and what is still open."""

from __future__ import annotations

from pmwizard.questions.question import Choice, Group, Kind, Question, Section

_FOLLOW_UPS = "follow_ups"

STATUS = Question(
    "metadata.status",
    Kind.CHOICE,
    "Status",
    "Draft until someone else has read it",
    choices=(
        Choice("draft", "Draft", "still being written"),
        Choice("in_review", "In review", "someone else is reading it"),
        Choice("approved", "Approved", "read and agreed"),
        Choice("closed", "Closed", "approved, and the actions are followed elsewhere"),
    ),
    core=True,
    has_default=True,
)

COMPLETED_ANYWAY = Question(
    "review.completed_anyway_because",
    Kind.LINE,
    "Why it is approved with something left",
    "Printed beside the status",
    optional=True,
    wide=True,
)

SUMMARY = Question(
    "summary.executive",
    Kind.TEXT,
    "Summary",
    "Read it as someone who was asleep",
    help=(
        "What happened, who felt it and how long, what made it possible, what changes. "
        "No acronyms. Two or three sentences."
    ),
    core=True,
    lines=4,
)

SUMMARY_IN_ONE_LINE = Question(
    "summary.one_line",
    Kind.LINE,
    "Summary in one line",
    "What happened and what it did, for those who read one line",
    wide=True,
)

FOLLOW_UP_QUESTION = Question(f"{_FOLLOW_UPS}.question", Kind.LINE, "What is to be found out?", "In a few words")

FOLLOW_UP_WHO = Question(
    f"{_FOLLOW_UPS}.who", Kind.LINE, "Who finds out?", "One person", optional=True, suggests="people", prose="names"
)

_SUMMARY = (
    SUMMARY_IN_ONE_LINE,
    SUMMARY,
    STATUS,
    COMPLETED_ANYWAY,
    Question(
        _FOLLOW_UPS,
        Kind.ROWS,
        "Open questions",
        "Ctrl+F on any field or row adds one",
        optional=True,
        noun="open question",
        columns=(
            FOLLOW_UP_QUESTION,
            FOLLOW_UP_WHO,
            Question(f"{_FOLLOW_UPS}.done", Kind.FLAG, "Answered", "Space marks it answered", optional=True),
        ),
    ),
)

REVIEW = Section(
    id="review", digit="0", title="Review and export", brief="Review", groups=(Group("Summary", _SUMMARY),)
)
