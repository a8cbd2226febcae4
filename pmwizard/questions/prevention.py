"""Section 9: prevention in detail, and the records around the report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pmwizard.questions.question import Choice, Group, Kind, Question, Section

if TYPE_CHECKING:  # a list of reports asks for labels, and is quicker without pydantic
    from pmwizard.model.parts.actions import ActionKind

ALERT_CHANGES = (Choice("new", "new", "an alert to add"), Choice("tune", "tune", "an alert to change"))

DOCUMENT_KINDS = (
    Choice("runbook", "runbook"),
    Choice("architecture", "architecture"),
    Choice("training", "training"),
    Choice("other", "other"),
)

LESSONS_APPLIED = (
    Choice("yes", "yes", "what was learned then was in place"),
    Choice("no", "no", "what was learned then was not in place"),
    Choice("unknown", "not known", "nobody has looked yet"),
)

LINK_KINDS = (
    Choice("evidence", "evidence"),
    Choice("pull_request", "pull request"),
    Choice("chat", "chat"),
    Choice("log", "log"),
    Choice("dashboard", "dashboard"),
    Choice("trace", "trace"),
    Choice("graph", "graph"),
    Choice("metric", "metric"),
    Choice("reference", "reference"),
    Choice("vendor", "vendor"),
)


def _column(
    path: str, label: str, hint: str = "", kind: Kind = Kind.LINE, choices: tuple[Choice, ...] = (), **facts: Any
) -> Question:
    return Question(path=path, kind=kind, label=label, hint=hint, choices=choices, **facts)


def _changes(
    table: str, label: str, hint: str, noun: str, *columns: tuple[str, str, str], fitting: tuple[ActionKind, ...]
) -> Question:
    """Return a list of changes to make: a name, its details, and a mark for done; fitting actions are suggested."""
    path = f"prevention.{table}"
    (first, title, words), *others = columns
    named = _column(f"{path}.{first}", title, words, suggests="actions", action_kinds=fitting)
    details = (
        _column(f"{path}.{name}", title, words, prose="names" if name == "file" else "prose")
        for name, title, words in others
    )
    done = _column(f"{path}.done", "Done", "Space marks it done", Kind.FLAG)
    return Question(path=path, kind=Kind.ROWS, label=label, hint=hint, columns=(named, *details, done), noun=noun)


_ALERTS = "prevention.alerts"
_DOCUMENTS = "prevention.documents"
_RELATED = "related_incidents"
_SIGN_OFFS = "review.sign_offs"

PREVENTION = Section(
    id="prevention",
    digit="9",
    title="Prevention and records",
    brief="Prevention",
    groups=(
        Group(
            "Next time",
            (
                Question(
                    path="prevention.recurrence",
                    kind=Kind.TEXT,
                    label="How do we prevent it?",
                    hint="What makes it not happen again",
                ),
                Question(
                    path="prevention.faster_detection",
                    kind=Kind.TEXT,
                    label="How do we notice sooner?",
                    hint="Alerts, dashboards or checks to add",
                ),
                Question(
                    path="prevention.faster_response",
                    kind=Kind.TEXT,
                    label="How do we respond and recover faster?",
                    hint="Runbooks, automation, process",
                ),
            ),
        ),
        Group(
            "Monitoring",
            (
                Question(
                    path=_ALERTS,
                    kind=Kind.ROWS,
                    label="Alerts",
                    hint="Alerts to add or to tune",
                    noun="alert",
                    columns=(
                        _column(
                            f"{_ALERTS}.name",
                            "Alert",
                            "What it is called, or what it tells",
                            suggests="actions",
                            action_kinds=("detect",),
                        ),
                        _column(f"{_ALERTS}.metric", "Metric", "What it watches"),
                        _column(f"{_ALERTS}.threshold", "Threshold", "When it fires"),
                        _column(f"{_ALERTS}.change", "Change", "1 new, 2 tune", Kind.CHOICE, choices=ALERT_CHANGES),
                        _column(f"{_ALERTS}.why", "Why", "What it would have shown, and when"),
                        _column(f"{_ALERTS}.done", "Done", "Space marks it done", Kind.FLAG),
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
            ),
        ),
        Group(
            "Tests and changes",
            (
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
                    path=_DOCUMENTS,
                    kind=Kind.ROWS,
                    label="Documents",
                    hint="Runbooks, architecture pages, training to write or to change",
                    noun="document",
                    columns=(
                        _column(
                            f"{_DOCUMENTS}.name",
                            "Document",
                            "Which one",
                            suggests="actions",
                            action_kinds=("recover", "learn"),
                        ),
                        _column(
                            f"{_DOCUMENTS}.kind",
                            "Kind",
                            "1 runbook, 2 architecture, 3 training, 4 other",
                            Kind.CHOICE,
                            choices=DOCUMENT_KINDS,
                        ),
                        _column(f"{_DOCUMENTS}.what_added", "What is added", "The steps or facts that are new"),
                        _column(f"{_DOCUMENTS}.done", "Done", "Space marks it done", Kind.FLAG),
                    ),
                ),
            ),
        ),
        Group(
            "Records",
            (
                Question(
                    path=_RELATED,
                    kind=Kind.ROWS,
                    label="Seen before?",
                    hint="Past incidents that were alike",
                    noun="incident",
                    columns=(
                        _column(
                            f"{_RELATED}.id",
                            "ID",
                            "Its incident id",
                            prose="names",
                        ),
                        _column(f"{_RELATED}.date", "Date", "When it was: 2025-03-02", Kind.DATE),
                        _column(f"{_RELATED}.similarity", "What was the same", "In a few words"),
                        _column(
                            f"{_RELATED}.lessons_applied",
                            "Lessons applied",
                            "Was what was learned then in place? 1 yes, 2 no, 3 not known",
                            Kind.CHOICE,
                            choices=LESSONS_APPLIED,
                        ),
                        _column(
                            f"{_RELATED}.link",
                            "Link",
                            "Where its report is",
                            prose="names",
                        ),
                    ),
                ),
                Question(
                    path="links",
                    kind=Kind.ROWS,
                    label="Links",
                    hint="Graphs, logs, chat, changes",
                    noun="link",
                    columns=(
                        _column(
                            "links.url",
                            "Address",
                            "Paste it",
                            prose="names",
                        ),
                        _column(
                            "links.title",
                            "Title",
                            "What it shows",
                            prose="names",
                        ),
                        _column("links.kind", "Kind", "Which list it stands in", Kind.CHOICE, choices=LINK_KINDS),
                        _column(
                            "links.notes",
                            "Note",
                            "What to look at",
                            prose="names",
                        ),
                    ),
                ),
                Question(
                    path="lessons.acknowledgments",
                    kind=Kind.TEXT,
                    label="Thanks",
                    hint="Who helped, for what",
                    optional=True,
                    lines=2,
                    missing="Enter who to thank, or type n/a",
                    prose="names",
                ),
            ),
        ),
        Group(
            "Review and sign-off",
            (
                Question(
                    path="review.date",
                    kind=Kind.DATE,
                    label="Review date",
                    hint="When the report was reviewed",
                    optional=True,
                    short=True,
                ),
                Question(
                    path="review.approved_by",
                    kind=Kind.LINE,
                    label="Approved by",
                    hint="Someone other than the author",
                    optional=True,
                    short=True,
                    missing="Enter who approved the report",
                    suggests="people",
                    prose="names",
                ),
                Question(
                    path=_SIGN_OFFS,
                    kind=Kind.ROWS,
                    label="Sign-off",
                    hint="Name and date when each has read it",
                    noun="sign-off",
                    columns=(
                        _column(
                            f"{_SIGN_OFFS}.role",
                            "Role",
                            "Author, Incident Commander, Engineering Lead",
                            prose="names",
                        ),
                        _column(
                            f"{_SIGN_OFFS}.name",
                            "Name",
                            "Who has read it",
                            suggests="people",
                            prose="names",
                        ),
                        _column(f"{_SIGN_OFFS}.date", "Date", "When: today, 15 jan", Kind.DATE),
                    ),
                ),
            ),
        ),
    ),
)
