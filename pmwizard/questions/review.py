"""Section 0: the summary, the status and what is still open."""

from __future__ import annotations

from pmwizard.questions.question import Choice, Group, Kind, Question, Section

_FOLLOW_UPS = "follow_ups"

STATUS = Question(
    path="metadata.status",
    kind=Kind.CHOICE,
    label="Status",
    hint="Draft until someone else has read it",
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
    path="review.completed_anyway_because",
    kind=Kind.LINE,
    label="Why it is approved with something left",
    hint="Printed beside the status",
    optional=True,
)

SUMMARY = Question(
    path="summary.executive",
    kind=Kind.TEXT,
    label="Summary",
    hint="Read it as someone who was asleep",
    help=(
        "What happened, who felt it and how long, what made it possible, what changes. "
        "No acronyms. Two or three sentences."
    ),
    core=True,
    lines=4,
)

SUMMARY_IN_ONE_LINE = Question(
    path="summary.one_line",
    kind=Kind.LINE,
    label="Summary in one line",
    hint="What happened and what it did, for those who read one line",
)

FOLLOW_UP_QUESTION = Question(
    path=f"{_FOLLOW_UPS}.question",
    kind=Kind.LINE,
    label="What is to be found out?",
    hint="In a few words",
)

FOLLOW_UP_WHO = Question(
    path=f"{_FOLLOW_UPS}.who",
    kind=Kind.LINE,
    label="Who finds out?",
    hint="One person",
    optional=True,
    suggests="people",
    prose="names",
)

REVIEW = Section(
    id="review",
    digit="0",
    title="Review and export",
    brief="Review",
    groups=(
        Group(
            "Summary",
            (
                SUMMARY_IN_ONE_LINE,
                SUMMARY,
                STATUS,
                COMPLETED_ANYWAY,
                Question(
                    path=_FOLLOW_UPS,
                    kind=Kind.ROWS,
                    label="Open questions",
                    hint="Ctrl+F on any field or row adds one",
                    optional=True,
                    noun="open question",
                    columns=(
                        FOLLOW_UP_QUESTION,
                        FOLLOW_UP_WHO,
                        Question(
                            path=f"{_FOLLOW_UPS}.done",
                            kind=Kind.FLAG,
                            label="Answered",
                            hint="Space marks it answered",
                            optional=True,
                        ),
                    ),
                ),
            ),
        ),
    ),
)
