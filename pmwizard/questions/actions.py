"""Section 8: what will change."""

from __future__ import annotations

from pmwizard.questions.question import Choice, Group, Kind, Question, Section

PRIORITIES = (
    Choice("P0", "P0", "this week"),
    Choice("P1", "P1", "this month"),
    Choice("P2", "P2", "this quarter"),
)

_PATH = "action_items"

ACTION_STATUS = Question(
    path=f"{_PATH}.status",
    kind=Kind.CHOICE,
    label="Status",
    hint="Open until someone starts",
    choices=(
        Choice("open", "Open", "not started"),
        Choice("in_progress", "In progress", "someone is on it"),
        Choice("done", "Done", "finished and seen to work"),
        Choice("wont_do", "Won't do", "decided against; say why"),
    ),
    optional=True,
    has_default=True,
)

ACTION_KIND = Question(
    path=f"{_PATH}.kind",
    kind=Kind.CHOICE,
    label="Kind",
    hint="Prevent, notice sooner, limit, recover faster, learn",
    choices=(
        Choice("prevent", "prevent", "it cannot happen again"),
        Choice("detect", "notice sooner", "it shows itself sooner"),
        Choice("limit", "limit", "it does less harm"),
        Choice("recover", "recover faster", "it is over sooner"),
        Choice("learn", "learn", "we know more"),
    ),
    optional=True,
)

ACTION_OWNER = Question(
    path=f"{_PATH}.owner",
    kind=Kind.LINE,
    label="Owner",
    hint="One person, who has said yes",
    missing="Enter one owner",
    suggests="people",
    prose="names",
)

ACTION_PRIORITY = Question(
    path=f"{_PATH}.priority",
    kind=Kind.CHOICE,
    label="Priority",
    hint="0 this week, 1 this month, 2 this quarter",
    choices=PRIORITIES,
    missing="Choose a priority",
)

ACTION_TEXT = Question(
    path=f"{_PATH}.action",
    kind=Kind.LINE,
    label="What will be different when it is done?",
    hint="Start with a verb. One change someone can see",
)

ACTION_ROWS = Question(
    path=_PATH,
    kind=Kind.ROWS,
    label="Action items",
    hint="Start with a verb. One change someone can see",
    core=True,
    noun="action",
    columns=(
        ACTION_TEXT,
        ACTION_OWNER,
        ACTION_PRIORITY,
        Question(
            path=f"{_PATH}.due",
            kind=Kind.DATE,
            label="Due",
            hint="Set from the priority. fri, +2w, 15 jan also work",
            missing="Enter a due date",
        ),
        Question(
            path=f"{_PATH}.addresses",
            kind=Kind.NAMES,
            label="For",
            hint="Which factor or why it changes: F1, W2.1. Or in words what it prevents",
            optional=True,
            prose="reference",
        ),
        Question(
            path=f"{_PATH}.prevents",
            kind=Kind.LINE,
            label="Prevents",
            hint="Or improves: in a few words, for those who read only this line",
            optional=True,
        ),
        ACTION_STATUS,
        Question(
            path=f"{_PATH}.reason",
            kind=Kind.LINE,
            label="Why not",
            hint="Why it will not be done, for those who proposed it",
            optional=True,
        ),
        ACTION_KIND,
        Question(
            path=f"{_PATH}.tracker_issue",
            kind=Kind.LINE,
            label="Ticket",
            hint="Link or number",
            optional=True,
            prose="names",
        ),
    ),
)

NO_ACTIONS_BECAUSE = Question(
    path="review.no_actions_because",
    kind=Kind.TEXT,
    label="Why there are no actions",
    hint="Only when none is needed",
    optional=True,
    lines=2,
)

ACTIONS = Section(
    id="actions",
    digit="8",
    title="Action items",
    brief="Actions",
    empty="No actions yet. None is fine; say below why.",
    groups=(
        Group(
            "Actions",
            (
                ACTION_ROWS,
                NO_ACTIONS_BECAUSE,
            ),
        ),
    ),
)
