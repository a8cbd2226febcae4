"""Section 9: prevention in detail, and the records around the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmwizard.questions.question import Choice, Group, Kind, Question, Section, plain_choices

if TYPE_CHECKING:  # a list of reports asks for labels, and is quicker without pydantic
    from pmwizard.model.parts.actions import ActionKind

ALERT_CHANGES = (Choice("new", "new", "an alert to add"), Choice("tune", "tune", "an alert to change"))

DOCUMENT_KINDS = plain_choices("runbook", "architecture", "training", "other")

LESSONS_APPLIED = (
    Choice("yes", "yes", "what was learned then was in place"),
    Choice("no", "no", "what was learned then was not in place"),
    Choice("unknown", "not known", "nobody has looked yet"),
)

LINK_KINDS = plain_choices(
    "evidence", "pull_request", "chat", "log", "dashboard", "trace", "graph", "metric", "reference", "vendor"
)


def _changes(
    table: str, label: str, hint: str, noun: str, *columns: tuple[str, str, str], fitting: tuple[ActionKind, ...]
) -> Question:
    """Return a list of changes to make: a name, its details, and a mark for done; fitting actions are suggested."""
    path = f"prevention.{table}"
    (first, title, words), *others = columns
    named = Question(f"{path}.{first}", Kind.LINE, title, words, suggests="actions", action_kinds=fitting)
    details = (
        Question(f"{path}.{name}", Kind.LINE, title, words, prose="names" if name == "file" else "prose")
        for name, title, words in others
    )
    done = Question(f"{path}.done", Kind.FLAG, "Done", "Space marks it done")
    return Question(path, Kind.ROWS, label, hint, columns=(named, *details, done), noun=noun)


_ALERTS = "prevention.alerts"
_DOCUMENTS = "prevention.documents"
_RELATED = "related_incidents"
_SIGN_OFFS = "review.sign_offs"

_NEXT_TIME = (
    Question("prevention.recurrence", Kind.TEXT, "How do we prevent it?", "What makes it not happen again", lines=3),
    Question(
        "prevention.faster_detection",
        Kind.TEXT,
        "How do we notice sooner?",
        "Alerts, dashboards or checks to add",
        lines=3,
    ),
    Question(
        "prevention.faster_response",
        Kind.TEXT,
        "How do we respond and recover faster?",
        "Runbooks, automation, process",
        lines=3,
    ),
)

_MONITORING = (
    Question(
        _ALERTS,
        Kind.ROWS,
        "Alerts",
        "Alerts to add or to tune",
        noun="alert",
        columns=(
            Question(
                f"{_ALERTS}.name",
                Kind.LINE,
                "Alert",
                "What it is called, or what it tells",
                suggests="actions",
                action_kinds=("detect",),
            ),
            Question(f"{_ALERTS}.metric", Kind.LINE, "Metric", "What it watches"),
            Question(f"{_ALERTS}.threshold", Kind.LINE, "Threshold", "When it fires"),
            Question(f"{_ALERTS}.change", Kind.CHOICE, "Change", "1 new, 2 tune", choices=ALERT_CHANGES),
            Question(f"{_ALERTS}.why", Kind.LINE, "Why", "What it would have shown, and when"),
            Question(f"{_ALERTS}.done", Kind.FLAG, "Done", "Space marks it done"),
        ),
    ),
    _changes(
        "dashboards",
        "Dashboards",
        "Dashboards to add or to change",
        "dashboard",
        ("name", "Dashboard", "Which one, and what becomes visible"),
        ("purpose", "Purpose", "What it helps to see"),
        fitting=("detect",),
    ),
)

_TESTS_AND_CHANGES = (
    _changes(
        "tests",
        "Tests",
        "Tests that would have caught it",
        "test",
        ("name", "Test", "What it tries"),
        ("file", "File", "Its path"),
        ("covers", "Covers", "The case it proves"),
        fitting=("prevent",),
    ),
    _changes(
        "process_changes",
        "Process changes",
        "Changes in how people work",
        "change",
        ("name", "Process", "Which one"),
        ("what_changed", "What changes", "The difference someone will notice"),
        ("why", "Why", "What it prevents or catches"),
        fitting=("prevent", "limit", "recover"),
    ),
    _changes(
        "architecture_changes",
        "Architecture changes",
        "Changes in how the system is built",
        "change",
        ("name", "Change", "What is built differently"),
        ("where", "Where", "In which part"),
        ("why", "Why", "What it limits or prevents"),
        fitting=("prevent", "limit"),
    ),
    Question(
        _DOCUMENTS,
        Kind.ROWS,
        "Documents",
        "Runbooks, architecture pages, training to write or to change",
        noun="document",
        columns=(
            Question(
                f"{_DOCUMENTS}.name",
                Kind.LINE,
                "Document",
                "Which one",
                suggests="actions",
                action_kinds=("recover", "learn"),
            ),
            Question(
                f"{_DOCUMENTS}.kind",
                Kind.CHOICE,
                "Kind",
                "1 runbook, 2 architecture, 3 training, 4 other",
                choices=DOCUMENT_KINDS,
            ),
            Question(f"{_DOCUMENTS}.what_added", Kind.LINE, "What is added", "The steps or facts that are new"),
            Question(f"{_DOCUMENTS}.done", Kind.FLAG, "Done", "Space marks it done"),
        ),
    ),
)

_RECORDS = (
    Question(
        _RELATED,
        Kind.ROWS,
        "Seen before?",
        "Past incidents that were alike",
        noun="incident",
        columns=(
            Question(f"{_RELATED}.id", Kind.LINE, "ID", "Its incident id", prose="names"),
            Question(f"{_RELATED}.date", Kind.DATE, "Date", "When it was: 2025-03-02"),
            Question(f"{_RELATED}.similarity", Kind.LINE, "What was the same", "In a few words"),
            Question(
                f"{_RELATED}.lessons_applied",
                Kind.CHOICE,
                "Lessons applied",
                "Was what was learned then in place? 1 yes, 2 no, 3 not known",
                choices=LESSONS_APPLIED,
            ),
            Question(f"{_RELATED}.link", Kind.LINE, "Link", "Where its report is", prose="names"),
        ),
    ),
    Question(
        "links",
        Kind.ROWS,
        "Links",
        "Graphs, logs, chat, changes",
        noun="link",
        columns=(
            Question("links.url", Kind.LINE, "Address", "Paste it", prose="names"),
            Question("links.title", Kind.LINE, "Title", "What it shows", prose="names"),
            Question("links.kind", Kind.CHOICE, "Kind", "Which list it stands in", choices=LINK_KINDS),
            Question("links.notes", Kind.LINE, "Note", "What to look at", prose="names", keeps_lines=True),
        ),
    ),
    Question(
        "lessons.acknowledgments",
        Kind.TEXT,
        "Thanks",
        "Who helped, for what",
        optional=True,
        missing="Enter who to thank, or type n/a",
        prose="names",
    ),
)

_REVIEW_AND_SIGN_OFF = (
    Question("review.date", Kind.DATE, "Review date", "When the report was reviewed", optional=True),
    Question(
        "review.approved_by",
        Kind.LINE,
        "Approved by",
        "Someone other than the author",
        optional=True,
        missing="Enter who approved the report",
        suggests="people",
        prose="names",
    ),
    Question(
        _SIGN_OFFS,
        Kind.ROWS,
        "Sign-off",
        "Name and date when each has read it",
        noun="sign-off",
        columns=(
            Question(
                f"{_SIGN_OFFS}.role", Kind.LINE, "Role", "Author, Incident Commander, Engineering Lead", prose="names"
            ),
            Question(f"{_SIGN_OFFS}.name", Kind.LINE, "Name", "Who has read it", suggests="people", prose="names"),
            Question(f"{_SIGN_OFFS}.date", Kind.DATE, "Date", "When: today, 15 jan"),
        ),
    ),
)

PREVENTION = Section(
    id="prevention",
    digit="9",
    title="Prevention and records",
    brief="Prevention",
    groups=(
        Group("Next time", _NEXT_TIME),
        Group("Monitoring", _MONITORING),
        Group("Tests and changes", _TESTS_AND_CHANGES),
        Group("Records", _RECORDS),
        Group("Review and sign-off", _REVIEW_AND_SIGN_OFF),
    ),
)
