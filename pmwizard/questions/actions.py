"""Section 8: what will change."""

from __future__ import annotations

from pmwizard.questions.question import Choice, Group, Kind, Question, Section

PRIORITIES = (Choice("P0", "P0", "this week"), Choice("P1", "P1", "this month"), Choice("P2", "P2", "this quarter"))

_PATH = "action_items"

ACTION_STATUS = Question(
    f"{_PATH}.status",
    Kind.CHOICE,
    "Status",
    "Open until someone starts",
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
    f"{_PATH}.kind",
    Kind.CHOICE,
    "Kind",
    "Prevent, notice sooner, limit, recover faster, learn",
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
    f"{_PATH}.owner",
    Kind.LINE,
    "Owner",
    "One person, who has said yes",
    missing="Enter one owner",
    suggests="people",
    prose="names",
)

ACTION_PRIORITY = Question(
    f"{_PATH}.priority",
    Kind.CHOICE,
    "Priority",
    "0 this week, 1 this month, 2 this quarter",
    choices=PRIORITIES,
    missing="Choose a priority",
)

ACTION_TEXT = Question(
    f"{_PATH}.action",
    Kind.LINE,
    "What will be different when it is done?",
    "Start with a verb. One change someone can see",
)

ACTION_ROWS = Question(
    _PATH,
    Kind.ROWS,
    "Action items",
    "Start with a verb. One change someone can see",
    core=True,
    noun="action",
    columns=(
        ACTION_TEXT,
        ACTION_OWNER,
        ACTION_PRIORITY,
        Question(
            f"{_PATH}.due",
            Kind.DATE,
            "Due",
            "Set from the priority. fri, +2w, 15 jan also work",
            missing="Enter a due date",
        ),
        Question(
            f"{_PATH}.addresses",
            Kind.NAMES,
            "For",
            "Which factor or why it changes: F1, W2.1. Or in words what it prevents",
            optional=True,
            prose="reference",
        ),
        Question(
            f"{_PATH}.prevents",
            Kind.LINE,
            "Prevents",
            "Or improves: in a few words, for those who read only this line",
            optional=True,
        ),
        ACTION_STATUS,
        Question(
            f"{_PATH}.reason", Kind.LINE, "Why not", "Why it will not be done, for those who proposed it", optional=True
        ),
        ACTION_KIND,
        Question(
            f"{_PATH}.verified_on",
            Kind.DATE,
            "Verified on",
            "The day its effect was seen in production",
            optional=True,
            has_default=True,
        ),
        Question(f"{_PATH}.verified_how", Kind.LINE, "Verified how", "What showed that it works", optional=True),
        Question(f"{_PATH}.tracker_issue", Kind.LINE, "Ticket", "Link or number", optional=True, prose="names"),
    ),
)

NO_ACTIONS_BECAUSE = Question(
    "review.no_actions_because", Kind.TEXT, "Why there are no actions", "Only when none is needed", optional=True
)

ACTIONS = Section(
    id="actions",
    digit="8",
    title="Action items",
    brief="Actions",
    empty="No actions yet. None is fine; say below why.",
    groups=(Group("Actions", (ACTION_ROWS, NO_ACTIONS_BECAUSE)),),
)
